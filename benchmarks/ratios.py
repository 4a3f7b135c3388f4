"""What is held against something else in one run: a start, and a question against `csv.reader`."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.run import cost

if TYPE_CHECKING:
    from pathlib import Path

STARTS = 25
"""How often a start is measured; a single one is too short to be told exactly."""


def start(log: Path) -> float:
    """Return how many bare starts of Python the whole process of a question costs."""
    asked, bare = ["-m", "backchannel", "open", "2022"], ["-c", "pass"]
    cost(asked, log=log)  # from here on the data are known to be sound, and modules are compiled
    # In turn, so that both see the same machine.
    costs = [(cost(asked, log=log).in_all, cost(bare, log=log).in_all) for _ in range(STARTS)]
    return median(whole for whole, _ in costs) / median(least for _, least in costs)


def reading(folder: Path, remembered: str, log: Path) -> tuple[float, bool]:
    """
    Hold a question about a pair against the plainest way to read the same package.

    Returns the ratio, and whether the answer is that of a package that was checked in full.
    """
    told = json.loads(cost(["-m", "benchmarks.reading", str(folder), remembered], log=log).last)
    return told["ratio"], told["equal"]
