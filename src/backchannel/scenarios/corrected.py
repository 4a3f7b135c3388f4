"""P-values corrected for how many were tried: by Holm, and by Benjamini and Hochberg."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """
    Return p-values corrected by Holm, for values in ascending order.

    >>> holm([0.25, 0.375, 0.5])
    [0.75, 0.75, 0.75]
    """
    number, largest, found = len(p_values), 0.0, []
    for place, p in enumerate(p_values):
        largest = max(largest, min(1.0, (number - place) * p))
        found.append(largest)
    return found


def false_rate(p_values: Sequence[float]) -> list[float]:
    """
    Return p-values corrected by Benjamini and Hochberg, for values in ascending order.

    >>> false_rate([0.125, 0.25, 0.5])
    [0.375, 0.375, 0.5]
    """
    number, least, found = len(p_values), 1.0, []
    for place in reversed(range(number)):
        least = min(least, number * p_values[place] / (place + 1))
        found.append(least)
    return found[::-1]
