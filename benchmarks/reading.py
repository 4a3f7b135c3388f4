"""
Hold a question against `csv.reader`, in one process.

`python -m benchmarks.reading FOLDER [PASSED KEPT [FLAG SIDE SIDE]]`

It says, as JSON, how many times longer than reading the same files with `csv.reader` it takes to
read the package and ask which channels of a pair or of all sides were open, once the package has
passed `check`; and whether the answer equals that of a package that was checked in full. KEPT is
where what was read is kept, or empty, and then the tables are read each time. FOLDER alone: only
what `csv.reader` takes, in seconds.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.check.kept import Kept
from backchannel.check.sound import Passed, read
from backchannel.verdicts.answers import open_channels

if TYPE_CHECKING:
    from collections.abc import Callable

TIMES = 5


def main() -> None:
    """Compare, then measure."""
    folder, caches = Path(sys.argv[1]), sys.argv[2:4]
    plain = _least(lambda: _plain(folder))
    if not caches:
        print(json.dumps({"seconds": plain}))
        return
    passed, kept = Passed(Path(caches[0])), Kept(Path(caches[1])) if caches[1] else None
    whole = read(folder, passed=passed, kept=kept)
    between = sys.argv[5:] or None

    def asked() -> object:
        return open_channels(read(folder, passed=passed, kept=kept), "2014", between=between)

    is_equal = asked() == open_channels(read(folder), "2014", between=between)
    is_equal = is_equal and _plain(folder) == len(whole)
    ratio = _least(asked) / plain
    print(json.dumps({"ratio": round(ratio, 1), "equal": is_equal, "records": len(whole)}))


def _plain(folder: Path) -> int:
    """Read the tables and count their records."""
    tables = (file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.csv")))
    return sum(len(list(csv.reader(io.StringIO(text)))) - 1 for text in tables)


def _least(work: Callable[[], object]) -> float:
    costs = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        costs.append(time.process_time() - begun)
    return min(costs)


if __name__ == "__main__":
    main()
