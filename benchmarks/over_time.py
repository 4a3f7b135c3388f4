"""
Hold the series against the plain loop of a NetworkX user: jobs of `python -m benchmarks`.

Each job measures a span of days in one call, from a dataset that was never asked anything, and
holds it against `baseline`: a snapshot of each date for each certainty, one call of NetworkX a
measure. The loop is run on some of the dates, evenly spread, or for one of the draws, and its time
is taken so many times more. Equal values (to 1e-9) are insisted on before any time is told. A
ratio is how many times as much CPU time the loop takes. The jobs of other people's data read the
folder that BACKCHANNEL_EXTERNAL_DATA names, and are left out where none is named.
"""

from __future__ import annotations

import math
import os
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import backchannel as bc
from backchannel.facts.draws import drawn
from backchannel.network.series import series, snapshots
from backchannel.network.snapshot import snapshot
from benchmarks import baseline, measuring
from benchmarks.made import made
from benchmarks.results import quicker
from benchmarks.worlds import EXTERNAL, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.network.columns import Series
    from backchannel.network.turns import Every
    from benchmarks.results import Row

Made = TypeVar("Made")

NAMED = ("betweenness", "harmonic")
ALL = tuple(measuring.PLAIN)


class Job(NamedTuple):
    """A series, and how much of it the plain loop is run on."""

    name: str
    data: Callable[[], Dataset]
    within: str
    every: Every
    measures: Sequence[str]
    some: int
    """Every so many dates the loop is run."""
    least: float
    """How many times as long the loop is to take."""
    draws: int = 0
    runs: int = 1
    """How often each of the two is run."""


def world(name: str, size: int) -> Dataset:
    """Return a made package, read as anybody reads one."""
    with TemporaryDirectory() as folder:
        make(name, size).write(Path(folder))
        return bc.read(Path(folder))


THREE = ("degree", *NAMED)
EXCHANGE = Job(
    "betweenness and harmonic closeness, yearly exchange of missions",
    partial(world, "missions", 9999),
    "1817/1965", "year", NAMED, 50, 60,
)  # fmt: skip
JOBS = (
    Job("all measures monthly, the record", bc.read, "1991/2025", "month", ALL, 30, 100),
    Job("all measures monthly, a made record", made, "1991/2025", "month", ALL, 140, 100),
    Job(
        "draws of centrality monthly, the record",
        bc.read,
        "1991/2025", "month", THREE, 1, 1000, 1000, 3,
    ),
    EXCHANGE,
    Job(
        "all measures monthly, chiefs of mission",
        partial(world, "chiefs", 999),
        "2000/2020", "month", ALL, 40, 60,
    ),
)  # fmt: skip
"""The jobs; the loop over the draws is run for one of them on all dates."""


def rows(only: str, say: Callable[[str], None]) -> Iterator[Row]:
    """Yield the row of each job that has a word in its name."""
    for job in JOBS:
        if only in job.name:
            if isinstance(job.data, partial) and not os.environ.get(EXTERNAL):
                say(f"{job.name}: not measured, set {EXTERNAL}\n")
                continue
            say(job.name)
            ratio, basis = _ratio(job)
            yield quicker(job.name, "a loop of NetworkX", ratio, least=job.least, basis=basis)


def _ratio(job: Job) -> tuple[float, str]:
    data = job.data()
    found, ours = least(job.runs, lambda: _series(replace(data), job, draws=job.draws))
    fresh = drawn(data, seed=0) if job.draws else replace(data)
    snapshot(fresh, found.dates[0])  # the course of the channels is no work of the loop
    dates = found.dates[(job.some - 1) // 2 :: job.some]
    plain, spent = least(job.runs, lambda: _plain(job, fresh, dates))
    theirs = spent * len(found.dates) / len(dates) * max(job.draws, 1)
    one = _numbers(_series(data, job, draws=1), "draw_low") if job.draws else {}
    _insist(one or _numbers(found, "value"), plain)
    basis = based_on(job, data, len(found.dates), "the loop", len(dates))
    if job.draws:
        basis += f", in one of {job.draws:,} draws"
    return theirs / ours, basis


def based_on(job: Job, data: Dataset, dates: int, other: str, some: int) -> str:
    """Say how many distinct networks the dates have, and on how many of them the other was run."""
    distinct = sum(1 for _ in snapshots(data, within=job.within, every=job.every))
    return f"{distinct} networks of {dates} dates, {other} on {some} of them"


def least(runs: int, work: Callable[[], Made]) -> tuple[Made, float]:
    """Return what some work makes, and the least of its times: others only disturb."""
    spent = []
    for _ in range(runs):
        measuring.forget()
        begun = time.process_time()
        made_so = work()
        spent.append(time.process_time() - begun)
    return made_so, min(spent)


def _plain(job: Job, data: Dataset, dates: Sequence[date]) -> Mapping[baseline.Cell, float | None]:
    """Go the way of the loop, on what each date presumably has or on all three networks."""
    ways = {name: measuring.PLAIN[name] for name in job.measures}
    if job.draws:
        return baseline.values(data, dates, ways)
    return {cell: three[0] for cell, three in baseline.series(data, dates, ways).items()}


def _series(data: Dataset, job: Job, *, draws: int) -> Series:
    return series(data, job.measures, within=job.within, every=job.every, draws=draws)


def _numbers(found: Series, name: str) -> dict[baseline.Cell, float]:
    """Return one number of each row by date, measure and node; nan where there is none."""
    days, measures, nodes = (
        codes.tolist() for codes in (found.date_of, found.measure_of, found.node_of)
    )
    return {
        (found.dates[day], found.measures[measure], found.nodes[node]): number
        for day, measure, node, number in zip(
            days, measures, nodes, found.numbers[name].tolist(), strict=True
        )
    }


def _insist(
    told: Mapping[baseline.Cell, float], plain: Mapping[baseline.Cell, float | None]
) -> None:
    """Leave where a value is not that of the loop."""
    for cell, value in plain.items():
        number = math.nan if value is None else value
        if math.isnan(number) and math.isnan(told[cell]):
            continue
        if not math.isclose(number, told[cell], rel_tol=1e-9, abs_tol=1e-9):
            sys.exit(f"{cell}: {told[cell]} is not {number}, the value of the loop")
