"""
Measure how the work grows, and what a question costs: `make bench`, or `python -m benchmarks`.

Each job is run on the bundled data 1, 4 and 16 times over (`--quick`: 1, 2 and 4 times; `--large`:
1, 10 and 100 times, which takes hours), and told by the exponent of its growth: 1 means twice the
work for twice the data, and more than 1.15 counts as a fault. Work is CPU time of user and system:
of the process that asks, of its children and of the Neo4j that works for it, so that waiting for
others on the machine does not count. They slow down what runs meanwhile all the same, so the sizes
take turns and of several runs the least is told. What a job costs however small its data are is
taken off (see `growth`); a verb tells its memory likewise. Ratios hold two things against each
other in one run, and count only where both gave the same; more than 12 is a fault, or less than the
least where ours is to be the quicker. What networks and the load of many claims cost is told beside
their exponents, on the same sizes, and with 100,000 claims, by `--large` a million.

`--only WORD` runs the jobs that have the word in their name. The jobs of a database need
`arcadedb-embedded`, or the Neo4j that the tests use; those of other people's data need
BACKCHANNEL_EXTERNAL_DATA. What the page takes in a browser is measured by
`python -m benchmarks.pages`. The table is printed. Each row is written to `benchmarks/results.json`
as soon as it is measured, unless by `--quick`; what was not measured stays there. Each has its day
and its machine.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import time
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel.store.queries import questions
from benchmarks import losing, million, networks, over_time, peers, ratios, sharing
from benchmarks.calling import NAMES
from benchmarks.databases import databases
from benchmarks.growth import exponent
from benchmarks.jobs import PAIR, VERBS
from benchmarks.results import MEASURED, grown, held, is_fault, known, renewed, table, write
from benchmarks.run import LOG, OUT, cost, in_turn, told
from benchmarks.worlds import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from benchmarks.databases import Database
    from benchmarks.jobs import Verb
    from benchmarks.results import Row
    from benchmarks.run import Run


class Span(NamedTuple):
    """On how much a run measures."""

    sizes: tuple[int, ...]
    """How many times the bundled data, three of them growing by one factor."""
    copies: int
    """How many times of them the record is that is given many claims."""
    claims: int
    """How many."""


CACHE = OUT / "cache" / "backchannel"
REMEMBERED = str(CACHE / "passed")
KEPT = str(CACHE / "read")
RESULTS = Path(__file__).with_name("results.json")
USUAL = Span((1, 4, 16), copies=4, claims=100_000)
QUICK = Span((1, 2, 4), copies=1, claims=20_000)
LARGE = Span((1, 10, 100), copies=16, claims=1_000_000)
RECORDS_50_000 = 3
"""How many times the bundled data make a package of 50,000 records or more."""
TIMES, ROUNDS = 3, 2
"""How often a verb is run on each size, and how often what one process measures together is."""


def main() -> int:
    """Run the jobs, print the table and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    spans = parser.add_mutually_exclusive_group()
    for name, span in (("quick", QUICK), ("large", LARGE)):
        told = "{}, {} and {} times the data".format(*span.sizes)
        spans.add_argument(f"--{name}", dest="span", action="store_const", const=span, help=told)
    parser.add_argument("--only", default="", metavar="WORD", help="jobs with this in their name")
    asked = parser.parse_args()
    span, only = asked.span or USUAL, asked.only
    OUT.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = str(OUT / "cache")
    groups = {
        "ratios": _ratios(only, span.sizes[-1]),
        "verbs": _verbs(only, span.sizes),
        "calls": _calls(only, span.sizes),
        "databases": _questions(only, span.sizes),
        "series": over_time.rows(only, _say),
        "losses": losing.rows(only, _say),
        "other libraries": peers.rows(only, _say),
        "attribution": sharing.rows(only, _say),
        "networks": networks.rows(only, span.sizes, _say),
        "claims": million.rows(only, span.copies, span.claims, _say),
    }
    rows = measure(groups, None if span is QUICK else RESULTS, _say)
    _say("")
    print("\n".join([MEASURED, "", *table(rows)]))
    return 1 if any(map(is_fault, rows)) else 0


def measure(
    groups: Mapping[str, Iterable[Row]], path: Path | None, say: Callable[[str], None]
) -> list[Row]:
    """Measure group by group, write each row down at once, and say how long each group took."""
    rows: list[Row] = []
    for name, group in groups.items():
        begun, before = time.monotonic(), len(rows)
        for row in group:
            rows.append(row)
            if path is not None:
                write(path, renewed(known(path), [row]))
        if len(rows) > before:
            say(f"{name}: {(time.monotonic() - begun) / 60:.1f} minutes\n")
    return rows


def _ratios(only: str, most: int) -> Iterator[Row]:
    if only in "start of open 2022":
        _say("start of open 2022")
        yield held("start of open 2022", "bare Python", ratios.start(LOG), equal=None)
    for name, whose, kept in (
        ("open of a pair, 50,000 records", PAIR, KEPT),
        ("open of a pair, 50,000 records, nothing kept", PAIR, ""),
        ("open of all sides, 50,000 records", (), KEPT),
        ("open of all sides, 50,000 records, nothing kept", (), ""),
    ):
        if only in name:
            _say(name)
            ratio, equal = ratios.reading(_package(RECORDS_50_000), whose, (REMEMBERED, kept), LOG)
            yield held(name, "csv.reader", ratio, equal=equal)
    for name, day, copies in (
        ("open of no pair as a process, 50,000 records", "2014", RECORDS_50_000),
        (f"open 2022 as a process, {most} times the data", "2022", most),
    ):
        if only in name:
            _say(name)
            packages = _package(1), _package(copies)
            ratio, equal = ratios.asking(day, *packages, copies=copies, log=LOG)
            yield held(name, "csv.reader", ratio, equal=equal)


def _verbs(only: str, sizes: tuple[int, ...]) -> Iterator[Row]:
    for verb in VERBS:
        if only in verb.name:
            runs = in_turn(sizes, partial(_run, verb), attrgetter("spent"), times=TIMES)
            spent = [min(run.spent for run in of_size) for of_size in runs]
            memory = [min(run.memory for run in of_size) for of_size in runs]
            yield grown(verb.name, exponent(sizes, spent), sizes, exponent(sizes, memory))


def _run(verb: Verb, size: int) -> Run:
    _say(f"{verb.name}, {size} times the data")
    out = OUT / "answers"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    return cost(verb.command(_package(size), out), log=LOG)


def _calls(only: str, sizes: tuple[int, ...]) -> Iterator[Row]:
    def costs(size: int) -> Mapping[str, float]:
        words = ["-m", "benchmarks.calling", str(_package(size)), REMEMBERED, KEPT]
        return told(words, log=LOG, say=_of("calls", size))

    yield from _together({name: name for name in NAMES}, only, sizes, costs)


def _questions(only: str, sizes: tuple[int, ...]) -> Iterator[Row]:
    """Measure loading and every shipped question, on each engine."""
    jobs = ("load", *(f"query {query.name}" for query in questions()))

    def named(engine: str) -> dict[str, str]:
        return {job: f"{job}, {engine}" for job in jobs}

    def wanted(engine: str) -> bool:
        return any(only in name for name in named(engine).values())

    with databases(OUT, wanted=wanted, say=_say) as found:
        for database in found:

            def costs(size: int, at: Database = database) -> Mapping[str, float]:
                place = at.address or str(OUT / f"database-{size}")
                loading = ["load", place, str(_package(1)), str(_package(size)), REMEMBERED]
                found: dict[str, float] = {}
                for words in (loading, ["ask", place]):
                    module, say = ["-m", "benchmarks.asking"], _of(at.engine, size)
                    found |= told([*module, *words], log=LOG, environment=at.environment, say=say)
                return found

            yield from _together(named(database.engine), only, sizes, costs)


def _together(
    names: Mapping[str, str],
    only: str,
    sizes: tuple[int, ...],
    costs: Callable[[int], Mapping[str, float]],
) -> Iterator[Row]:
    """Yield the rows of jobs of which one process measures all on a size."""
    chosen = {job: name for job, name in names.items() if only in name}
    if not chosen:
        return
    # The first pass is not counted: a server that has just started compiles what it is asked, which
    # would make the smallest size look dear and growth small.
    costs(sizes[0])
    rounds = in_turn(sizes, costs, lambda found: sum(found.values()), times=ROUNDS)
    for job, name in chosen.items():
        spent = [[found[job] for found in of_size] for of_size in rounds]
        yield grown(name, exponent(sizes, [*map(_least, spent)]), sizes)


def _least(costs: Sequence[float]) -> float:
    """Return the least of several costs, not known if one is not: it failed."""
    return math.nan if any(map(math.isnan, costs)) else min(costs)


@cache
def _package(size: int) -> Path:
    """Make a package once it is asked for, and have it checked, so that it is known to be sound."""
    folder = OUT / f"bundled-{size}"
    _say(f"making {size} times the data")
    make("bundled", size).write(folder)
    cost(["-m", "backchannel", "open", "2014", "--data", str(folder)], log=LOG)
    return folder


def _of(group: str, size: int) -> Callable[[str], None]:
    return lambda text: _say(f"{group}, {size} times the data: {text}")


def _say(text: str) -> None:
    """Say what is being done: on a terminal over what was said last, in a file on its own line."""
    before, after = ("\r\x1b[K", "") if sys.stderr.isatty() else ("", "\n")
    print(f"{before}{text}", end=after, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
