"""
The cost of work inside one process, told as lines of JSON: a job, and its CPU seconds.

What starts the process, imports and Java above all, is thereby no part of the work.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_ENOUGH = 0.3
"""Seconds of work after which one more repetition tells nothing new."""
MOST = 20
"""How often a piece of work is timed, at most."""
TOO_LONG = 60.0
"""Seconds of work that is not done twice: what the first time fills is a small part of it."""


def cost(work: Callable[[], object], spent: Callable[[], float]) -> float:
    """
    Return the seconds that a piece of work takes by a clock, on average of as many times as tell.

    It is done once before, untimed unless it takes a minute: the first time fills caches, and Java
    compiles.
    """
    begun = spent()
    work()
    first = spent() - begun
    if first > TOO_LONG:
        return first
    costs: list[float] = []
    while len(costs) < MOST and sum(costs) < LONG_ENOUGH:
        begun = spent()
        work()
        costs.append(spent() - begun)
    return sum(costs) / len(costs)


def tell(job: str, seconds: float) -> None:
    """Print what a job took."""
    print(json.dumps({"job": job, "seconds": seconds}), flush=True)
