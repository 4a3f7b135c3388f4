"""
The load of many claims, with `--large` a million: jobs of `python -m benchmarks`.

The bundled record is taken some times over, and each of its claims is made again under new ids
until there are as many as asked for: all, a quarter and a sixteenth of them. They go into each
engine that is at hand, each time by a process of its own: `python -m benchmarks.million RECORD
PLACE CLAIMS`.
Told are the rows of all tables that are loaded per second of work, the exponent of growth with the
claims (the other rows are taken off), and the most memory that the loading
process held, Java included where it runs inside; a server holds its own.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from functools import partial
from itertools import count, islice
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.check.sound import read
from backchannel.facts.bulk import in_bulk
from backchannel.package.reading import read_package
from backchannel.store import connect
from benchmarks.asking import SERVER, clock
from benchmarks.databases import databases
from benchmarks.growth import exponent
from benchmarks.results import grown
from benchmarks.run import LOG, OUT, Failed, in_turn, python
from benchmarks.worlds import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim
    from benchmarks.databases import Database
    from benchmarks.results import Row

RECORD = OUT / "claimed"
TIMES = 2
"""How often a load is run that takes no five minutes."""


class Load(NamedTuple):
    """What a load took."""

    rows: int
    seconds: float
    memory: float


def rows(only: str, copies: int, claims: int, say: Callable[[str], None]) -> Iterator[Row]:
    """Yield the row of each engine, if the job has a word in its name."""
    # Far apart: what a machine's mood adds to a load weighs less on the exponent.
    sizes = (claims // 16, claims // 4, claims)
    with databases(OUT, wanted=lambda engine: only in _name(engine), say=say) as found:
        if found:
            make("bundled", copies).write(RECORD)
        for database in found:
            runs = in_turn(sizes, partial(_run, database, say), attrgetter("seconds"), times=TIMES)
            loads = [min(of_size, key=attrgetter("seconds")) for of_size in runs]
            growth = exponent(sizes, [load.seconds for load in loads])
            memory = exponent(sizes, [load.memory for load in loads])
            rates = " · ".join(f"{load.rows / load.seconds:,.0f}" for load in loads)
            held = " · ".join(f"{load.memory:,.0f}" for load in loads)
            many = " · ".join(f"{load.rows:,}" for load in loads)
            told = f"{many} rows, {rates} rows a second, {held} MB"
            yield grown(_name(database.engine), growth, sizes, memory, cost=told)


def _name(engine: str) -> str:
    return f"load of many claims, {engine}"


def _run(database: Database, say: Callable[[str], None], claims: int) -> Load:
    """Load in a process of its own."""
    say(f"{_name(database.engine)}: {claims:,}")
    folder = OUT / "claims"
    shutil.rmtree(folder, ignore_errors=True)
    words = ["-m", "benchmarks.million", str(RECORD), database.address or str(folder), str(claims)]
    ran = python(words, log=LOG, environment=database.environment)
    if ran.code:
        raise Failed(f"{database.engine}, {claims:,} claims: {ran.last}")
    told = json.loads(ran.last)
    return Load(told["rows"], told["seconds"], ran.memory)


def main() -> None:
    """Load a record with so many claims, and print how many rows that were and what it took."""
    record, place, claims = sys.argv[1:]
    data = with_claims(read_package(Path(record)).dataset, int(claims))
    spent = clock(place, os.environ.get(SERVER, ""))
    user, password = os.environ.get("NEO4J_USERNAME", ""), os.environ.get("NEO4J_PASSWORD", "")
    with connect(place, user=user, password=password) as store:
        # So that Java has compiled what is asked of it, and there is equally much to replace.
        store.load(read())
        begun = spent()
        store.load(data)
        seconds = spent() - begun
    print(json.dumps({"rows": len(data.records), "seconds": seconds}))


@in_bulk()
def with_claims(data: Dataset, number: int) -> Dataset:
    """Return a dataset with so many claims: those that it has, again and again under new ids."""
    made = islice(_again(data), number)
    return replace(data, claims=MappingProxyType(dict(sorted((one.id, one) for one in made))))


def _again(data: Dataset) -> Iterator[Claim]:
    for turn in count():
        for claim in data.claims.values():
            yield claim.model_copy(update={"id": f"{claim.id}-again-{turn}"}) if turn else claim


if __name__ == "__main__":
    main()
