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
"""Seconds of work whose average is told: a shorter piece is repeated, since memory is tidied up,
which is a part of the work, only now and then."""
MOST = 20
"""How often a piece of work is repeated for one average, at most."""
TIMES = 5
"""How often that is done, to tell the least: work of others on the machine slows ours down."""
WARM = 3.0
"""Seconds of work that are done before any is timed: Java compiles what is asked often, and what it
had not compiled yet for the smallest data would make the growth look steeper."""
TOO_LONG = 60.0
"""Seconds of work that is not done twice: what the first time fills is a small part of it."""


def cost(work: Callable[[], object], spent: Callable[[], float]) -> float:
    """
    Return the seconds that a piece of work takes by a clock: the least of several averages.

    It is done before, untimed unless it takes a minute: the first time fills caches, and Java
    compiles.
    """
    begun = spent()
    work()
    first = spent() - begun
    if first > TOO_LONG:
        return first
    while spent() - begun < WARM:
        work()
    return min(_average(work, spent) for _ in range(TIMES))


def _average(work: Callable[[], object], spent: Callable[[], float]) -> float:
    """Return what a piece of work takes on average of as many times as tell."""
    begun = spent()
    done = 0
    while done < MOST and spent() - begun < LONG_ENOUGH:
        work()
        done += 1
    return (spent() - begun) / done


def tell(job: str, seconds: float) -> None:
    """Print what a job took."""
    print(json.dumps({"job": job, "seconds": seconds}), flush=True)
