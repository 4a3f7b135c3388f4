"""
Load a database, or ask it every shipped question.

`python -m benchmarks.asking load PLACE SMALL FOLDER REMEMBERED`, then
`python -m benchmarks.asking ask PLACE`: two processes, since what a load leaves in the memory of
Java would be tidied up while a question is timed.

The cost of each goes to stdout, a line of JSON each: CPU seconds of this process and, where the
database is a server on this machine, of that server. Before it loads FOLDER it loads the package
SMALL, since what is to be told is the work and not how Java starts. `SERVER_PID` in the environment
says which process the server is; without it, a server's work goes by the clock. A question that is
not answered takes no number of seconds, and why is said on stderr.
"""

from __future__ import annotations

import math
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.check.sound import Passed, read
from backchannel.errors import BackchannelError
from backchannel.store import connect, is_address
from backchannel.store.queries import ask, questions
from benchmarks.meter import cost, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.store import Store

SERVER = "SERVER_PID"
LIMIT = 600.0
"""Seconds that a question may take."""


def main() -> None:
    """Load or ask, and tell what each took."""
    what, place, *packages = sys.argv[1:]
    spent = clock(place, os.environ.get(SERVER, ""))
    user, password = os.environ.get("NEO4J_USERNAME", ""), os.environ.get("NEO4J_PASSWORD", "")
    with connect(place, user=user, password=password) as store:
        if what == "load":
            load(store, *packages, spent=spent)
        else:
            ask_all(store, spent)


def load(
    store: Store, small: str, folder: str, remembered: str, *, spent: Callable[[], float]
) -> None:
    """Load a package after a small one, and tell what it took."""
    passed = Passed(Path(remembered))
    store.load(read(Path(small), passed=passed))
    data = read(Path(folder), passed=passed)
    begun = spent()
    store.load(data)
    tell("load", spent() - begun)


def ask_all(store: Store, spent: Callable[[], float]) -> None:
    """Ask every shipped question, as its example does, and tell what each took."""
    for query in questions():
        asked = partial(ask, store, query, query.example.split(), timeout=LIMIT)
        try:
            tell(f"query {query.name}", cost(asked, spent))
        except BackchannelError as error:
            print(error, file=sys.stderr)
            tell(f"query {query.name}", math.nan)


def clock(place: str, server: str) -> Callable[[], float]:
    """Return what tells the seconds that were worked until now for a database at a place."""
    if not is_address(place):
        return time.process_time
    if not server:
        return time.monotonic
    about, tick = Path("/proc") / server / "stat", os.sysconf("SC_CLK_TCK")

    def both() -> float:
        # Its 14th and 15th number are the ticks as user and in the system; the name before them is
        # in parentheses and may hold spaces.
        ticks = about.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return time.process_time() + sum(map(int, ticks)) / tick

    return both


if __name__ == "__main__":
    main()
