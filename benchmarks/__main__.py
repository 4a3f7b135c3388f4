"""
Measure how the work grows, and what a question costs: `make bench`, or `python -m benchmarks`.

Each job is run on the bundled data 1, 10 and 100 times over (`--quick`: 1, 4 and 16 times). Its
exponent is the slope of user CPU time over size between the two larger ones, since at the smallest
the start outweighs the work: 1 means twice the time for twice the data. What every process spends
on starting is taken off first. Ratios hold two things
against each other in one run, and count only where both gave the same. Times themselves are not
reported, since they are those of one machine.

`--only WORD` runs the jobs that have the word in their name. The jobs of a database need
`arcadedb-embedded`, or the Neo4j that the tests use. The table is printed, and written to
`benchmarks/results.json`.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.jobs import FILES, Growth, loads
from benchmarks.run import Run, median, python
from benchmarks.worlds import make

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "bench"
RESULTS = ROOT / "benchmarks" / "results.json"
SIZES, QUICK = (1, 10, 100), (1, 4, 16)
LEAST = 0.01
"""User CPU seconds; work below it is not told from the noise of starting."""
STARTS = 25
"""How often a start is measured; a single one is too short to be told exactly."""
MOST = 1.15
"""The greatest exponent that is no fault."""


def main() -> int:
    """Run the jobs, print the table and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="sizes 1, 4 and 16")
    parser.add_argument("--only", default="", metavar="WORD", help="jobs with this in their name")
    asked = parser.parse_args()
    sizes = QUICK if asked.quick else SIZES
    os.environ["XDG_CACHE_HOME"] = str(OUT / "cache")
    for number in (*sizes, 32):
        make("bundled", number).write(OUT / f"bundled-{number}")
    found = [*_ratios(asked.only)]
    start = median(["-m", "backchannel", "--version"], log=OUT / "log", times=5)
    with _databases() as places:
        groups = [(FILES, "", {}), *((loads(engine), engine, places[engine]) for engine in places)]
        for jobs, engine, place in groups:
            chosen = [job for job in jobs if asked.only in job.name]
            found += _grown(chosen, sizes, start, engine=engine, place=place)
    _report(found)
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    results = {"machine": f"{machine}, {os.cpu_count()} processors", "jobs": found}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return 1 if any((row["exponent"] or 0) > MOST for row in found) else 0


def _ratios(only: str) -> Iterator[dict[str, Any]]:
    """Yield the jobs that are held against something else in one run."""
    if only in "start of open 2022":
        _say("start of open 2022")
        asked, bare = ["-m", "backchannel", "open", "2022"], ["-c", "pass"]
        python(asked, log=OUT / "log")  # from here on the data are known to have passed
        # In turn, so that both see the same machine.
        costs = [(_cost(asked), _cost(bare)) for _ in range(STARTS)]
        ratio = sum(whole for whole, _ in costs) / sum(least for _, least in costs)
        yield _row("start of open 2022", against="bare Python", ratio=ratio)
    if only in "open of a pair, 50,000 records":
        _say("open of a pair, 50,000 records")
        words = ["-m", "benchmarks.reading", str(OUT / "bundled-32"), str(OUT / "passed")]
        told = json.loads(_sound(python(words, log=OUT / "log"), words).said)
        row = _row("open of a pair, 50,000 records", against="csv.reader", ratio=told["ratio"])
        yield {**row, "equal": told["equal"]}


def _cost(words: Sequence[str]) -> float:
    return _sound(python(words, log=OUT / "log"), words).in_all


def _grown(
    jobs: Sequence[Growth], sizes: Sequence[int], start: Run, *, engine: str, place: dict[str, str]
) -> list[dict[str, Any]]:
    """Run jobs on each size, and return the exponent of each, or none where a run failed."""
    costs: dict[str, list[float]] = {job.name: [] for job in jobs}
    for number in sizes if jobs else ():
        folder, out = OUT / f"bundled-{number}", OUT / "answers"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        database = place.get("NEO4J_URI") or str(OUT / f"database-{number}")
        if engine and not jobs[0].name.startswith("load"):
            words = ["-m", "backchannel", "load", database, "--data", str(folder)]
            _sound(python(words, log=OUT / "log", environment=place), words)
        for job in jobs:
            _say(f"{job.name}, {number} times the data")
            words = job.command(folder, out, database)
            ran = python(words, log=OUT / "log", environment=place)
            if ran.code:
                _say(f"{job.name}, {number} times the data: {ran.said[:200]}\n")
            # What a server does is no CPU time of ours, so its jobs go by the clock.
            spent = ran.elapsed - start.elapsed if place else ran.seconds - start.seconds
            costs[job.name].append(math.nan if ran.code else max(spent, LEAST))
    return [_row(name, exponent=slope(sizes, spent)) for name, spent in costs.items()]


def slope(sizes: Sequence[int], spent: Sequence[float]) -> float | None:
    """Return the exponent between the two largest sizes, or none where a run failed."""
    if any(map(math.isnan, spent)):
        return None
    return math.log(spent[-1] / spent[-2]) / math.log(sizes[-1] / sizes[-2])


@contextmanager
def _databases() -> Iterator[dict[str, dict[str, str]]]:
    """Give the engines that can be measured, with the environment that each needs."""
    places: dict[str, dict[str, str]] = {"embedded": {}}
    sys.path.append(str(ROOT / "tests"))
    neo4j_server: Any = import_module("servers.neo4j_server")
    home = OUT / "neo4j"
    home.mkdir(parents=True, exist_ok=True)
    server = neo4j_server.provide(home, os.getpid())
    if server.reason:
        _say(f"{server}\n")
    else:
        names = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD")
        given = zip(names, (server.uri, server.user, server.password), strict=True)
        places["neo4j"] = dict(given)
    try:
        yield places
    finally:
        neo4j_server.stop(home)


def _sound(ran: Run, words: Sequence[str]) -> Run:
    if ran.code:
        sys.exit(f"{' '.join(words)}: {ran.said}")
    return ran


def _row(
    job: str, *, against: str = "", ratio: float | None = None, exponent: float | None = None
) -> dict[str, Any]:
    return {
        "job": job,
        "against": against or None,
        "ratio": None if ratio is None else round(ratio, 1),
        "equal": None,
        "exponent": None if exponent is None else round(exponent, 2),
    }


def _report(rows: Sequence[dict[str, Any]]) -> None:
    _say("")
    print(f"{'job':44} {'against':12} {'ratio':>6} {'equal':>6} {'exponent':>9}")
    for row in rows:
        cells = ["" if row[key] is None else str(row[key]) for key in row]
        print(f"{cells[0]:44} {cells[1]:12} {cells[2]:>6} {cells[3]:>6} {cells[4]:>9}")


def _say(text: str) -> None:
    print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
