"""
The exponent of growth: cost = fixed + work · size^exponent, through three sizes.

What a job costs however small its data are, to start Python and to import, must be taken off, or
work that grows with the square of the data looks harmless until they are large.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 4.0
"""The greatest exponent that is told from others."""
FLAT = 0.1
"""Where less than this share of the cost is added from the first to the second size, that is noise,
and the plain slope from the second to the third is told."""


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float | None:
    """
    Return the exponent, 0 where the cost does not grow, at most 4; none where a cost is not known.

    Parameters
    ----------
    sizes
        Three sizes, growing by one factor.
    costs
        Seconds for each.
    """
    if any(map(math.isnan, costs)):
        return None
    added = costs[1] - costs[0]
    if added < FLAT * costs[1]:
        return max(0.0, math.log(costs[2] / costs[1]) / math.log(sizes[2] / sizes[1]))
    grown, low, high = (costs[2] - costs[0]) / added, 0.0, LARGEST
    # What the cost grows by from the first size to the third, over that to the second, is greater
    # the greater the exponent; the one that fits is enclosed.
    for _ in range(50):
        tried = (low + high) / 2
        gained = [size**tried - sizes[0] ** tried for size in sizes[1:]]
        low, high = (tried, high) if gained[1] < grown * gained[0] else (low, tried)
    return low
