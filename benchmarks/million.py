"""
Load a record of a million claims: `python -m benchmarks.million [CLAIMS [ENGINE]]`.

The record is the bundled one 16 times over, in which each claim is made again under new ids until
there are as many as asked for. It goes into each engine that is at hand, after a tenth of it, each
time by a process of its own. Told are the rows of its tables that are loaded per second of work,
the exponent of growth between the two (the start of Java, which counts in both, makes it look
smaller), and the most memory that the loading process held, Java included where it runs inside; a
server holds its own. This takes an hour, so it is no part of `make bench`.
"""

from __future__ import annotations

import json
import math
import os
import sys
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from backchannel.facts.bulk import in_bulk
from backchannel.package.reading import read_package
from backchannel.store import connect
from benchmarks.asking import SERVER, clock
from benchmarks.databases import databases
from benchmarks.results import machine
from benchmarks.run import python
from benchmarks.worlds import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim
    from benchmarks.databases import Database

OUT = Path(__file__).resolve().parents[1] / "out" / "bench"
RECORD = OUT / "bundled-16"
MILLION = 1_000_000


def main() -> None:
    """Measure, or load one record as a process of its own."""
    match sys.argv[1:]:
        case ["into", place, claims]:
            load(place, int(claims))
        case words:
            claims, engine = (*words, "", "")[:2]
            measure(int(claims or MILLION), engine)


def measure(claims: int, engine: str) -> None:
    """Load a tenth of the claims and all of them into each engine or one; print what it took."""
    OUT.mkdir(parents=True, exist_ok=True)
    make("bundled", 16).write(RECORD)
    print(machine())
    with databases(OUT, wanted=lambda name: engine in name, say=print) as found:
        for database in found:
            runs = [_run(database, number) for number in (claims // 10, claims)]
            (few, quick), (many, slow) = runs
            print(
                f"{database.engine}: exponent {math.log(slow / quick) / math.log(many / few):.2f}"
            )


def _run(database: Database, claims: int) -> tuple[int, float]:
    """Load in a process of its own; return how many rows there were, and the seconds."""
    place = database.address or str(OUT / f"claims-{claims}")
    words = ["-m", "benchmarks.million", "into", place, str(claims)]
    ran = python(words, log=OUT / "log", environment=database.environment)
    if ran.code:
        sys.exit(f"{database.engine}, {claims:,} claims: {ran.last}")
    told = json.loads(ran.last)
    print(
        f"{database.engine}: {claims:,} claims, {told['rows']:,} rows, "
        f"{told['rows'] / told['seconds']:,.0f} rows a second, {ran.memory:,.0f} MB",
        flush=True,
    )
    return told["rows"], told["seconds"]


def load(place: str, claims: int) -> None:
    """Load a record with so many claims, and print how many rows that were and what it took."""
    data = with_claims(read_package(RECORD).dataset, claims)
    spent = clock(place, os.environ.get(SERVER, ""))
    user, password = os.environ.get("NEO4J_USERNAME", ""), os.environ.get("NEO4J_PASSWORD", "")
    with connect(place, user=user, password=password) as store:
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
