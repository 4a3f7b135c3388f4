"""
Read a package and call the library: `python -m benchmarks.calling FOLDER PASSED KEPT`.

The CPU seconds of each call go to stdout, a line of JSON each. Nothing that a call computes is kept
for the next one: each is given a dataset that was never asked anything.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.check.kept import Kept
from backchannel.check.sound import Passed, read
from backchannel.network.series import snapshots
from backchannel.network.snapshot import snapshot
from backchannel.verdicts.answers import open_channels
from benchmarks.meter import cost, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.facts.dataset import Dataset

DAY, YEARS = "2014-01-01", "2014/2023"

CALLS: dict[str, Callable[[Dataset], object]] = {
    "open_channels": lambda data: open_channels(data, "2014"),
    "snapshot of a day": lambda data: snapshot(data, DAY),
    "monthly snapshots of ten years": lambda data: [
        network for _, network in snapshots(data, within=YEARS)
    ],
}
"""
The calls. Of the months of these years only those differ in which something changed, the same ones
however often the data are there, and a network is made once for each.
"""

CHECKED, SOUND, AGAIN = "read, checked in full", "read, known to be sound", "read, kept"
NAMES = (CHECKED, SOUND, AGAIN, *CALLS)


def main() -> None:
    """Read, call, and tell what each took."""
    folder, remembered = Path(sys.argv[1]), Passed(Path(sys.argv[2]))
    tell(CHECKED, cost(lambda: read(folder), time.process_time))
    data = read(folder, passed=remembered)
    tell(SOUND, cost(lambda: read(folder, passed=remembered), time.process_time))
    kept = Kept(Path(sys.argv[3]))
    read(folder, passed=remembered, kept=kept)
    tell(AGAIN, cost(lambda: dict(read(folder, kept=kept).records), time.process_time))
    for name, call in CALLS.items():
        tell(name, cost(partial(_anew, call, data), time.process_time))


def _anew(call: Callable[[Dataset], object], data: Dataset) -> object:
    return call(replace(data))


if __name__ == "__main__":
    main()
