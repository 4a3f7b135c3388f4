"""What is held against something else in one run: a start, and a question against `csv.reader`."""

from __future__ import annotations

import json
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.copies import COPY
from benchmarks.run import cost

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.run import Run

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


def asking(day: str, one: Path, folder: Path, *, copies: int, log: Path) -> tuple[float, bool]:
    """
    Hold the whole process of a question about all sides against `csv.reader` on its package.

    Returns the ratio, and whether the answer about so many copies of a package is so many times
    that about the package.
    """
    words = ["-m", "backchannel", "open", day, "--format", "json", "--data"]
    once = _answer(cost([*words, str(one)], log=log))
    words.append(str(folder))
    cost(words, log=log)  # from here on what was read is kept
    runs = [cost(words, log=log) for _ in range(FEW)]
    is_equal = _answer(runs[0]) == Counter({row: number * copies for row, number in once.items()})
    plain = json.loads(cost(["-m", "benchmarks.reading", str(folder)], log=log).last)
    return min(run.spent for run in runs) / float(plain["seconds"]), is_equal


def _answer(run: Run) -> Counter[str]:
    """Count the rows of an answer, whichever copy they are of; what goes to stderr is beside it."""
    said = run.said[run.said.index("{") : run.said.rindex("}") + 1]
    rows = json.loads(COPY.sub("", said))["channels"]
    # A suffix can change the order of the ids within a row.
    return Counter(json.dumps(row | {"accounts": sorted(row["accounts"])}) for row in rows)
