"""What is held against something else in one run: a start, and a question against `csv.reader`."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.run import cost

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STARTS = 25
"""How often a start is measured; a single one is too short to be told exactly."""
FEW = 5
"""How often a longer process is."""


def start(log: Path) -> float:
    """Return how many bare starts of Python the whole process of a question costs."""
    asked, bare = ["-m", "backchannel", "open", "2022"], ["-c", "pass"]
    cost(asked, log=log)  # from here on the data are known to be sound, and modules are compiled
    # In turn, so that both see the same machine.
    costs = [(cost(asked, log=log).spent, cost(bare, log=log).spent) for _ in range(STARTS)]
    return median(whole for whole, _ in costs) / median(least for _, least in costs)


def reading(
    folder: Path, pair: Sequence[str], caches: tuple[str, str], log: Path
) -> tuple[float, bool]:
    """
    Hold a question about a pair, or all sides, against the plainest way to read the same package.

    `caches` are where it is remembered what passed and where what was read is kept, if it is.
    Returns the ratio, and whether the answer is that of a package that was checked in full.
    """
    words = ["-m", "benchmarks.reading", str(folder), *caches, *pair]
    told = json.loads(cost(words, log=log).last)
    return told["ratio"], told["equal"]


def asking(folder: Path, log: Path) -> float:
    """Hold the whole process of a question about all sides against `csv.reader` on its package."""
    words = ["-m", "backchannel", "open", "2014", "--data", str(folder)]
    cost(words, log=log)  # from here on what was read is kept
    asked = min(cost(words, log=log).spent for _ in range(FEW))
    plain = json.loads(cost(["-m", "benchmarks.reading", str(folder)], log=log).last)
    return asked / float(plain["seconds"])
