"""
The measures of networks as channels grow in number: jobs of `python -m benchmarks`.

The bundled record is taken several times over. A copy shares nothing but states with others, so
that the networks have as many times more components, not larger ones; and it changes on the same
days, so that there are as many distinct networks, whatever the size. Told are, for each job, the
CPU time for each distinct network and the most memory, on each size, and the exponents of both.
Each is measured in a process of its own, which has read the package before the clock starts:
`python -m benchmarks.networks JOB FOLDER`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.check.sound import read
from backchannel.losses.attribution import attribution
from backchannel.network.series import series, snapshots
from backchannel.package.reading import read_package
from benchmarks.copies import copies
from benchmarks.growth import exponent
from benchmarks.results import grown
from benchmarks.run import LOG, OUT, cost, in_turn, most_held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from benchmarks.results import Row

WITHIN, THREE = "2014/2023", ("degree", "betweenness", "harmonic")
TIMES = 3
ATTRIBUTED = "networks, attribution of 2022"
"""Told as a whole, not by distinct network: it asks of one day as it is and as it would be."""

JOBS: dict[str, Callable[[Dataset], object]] = {
    ATTRIBUTED: lambda data: attribution(data, 2022),
    "networks, three measures monthly": lambda data: series(
        data, THREE, within=WITHIN, every="month"
    ),
    "networks, three measures monthly and 20 draws": lambda data: series(
        data, THREE, within=WITHIN, every="month", draws=20
    ),
}
"""The jobs; the series ask of the same ten years."""


def rows(only: str, sizes: Sequence[int], say: Callable[[str], None]) -> Iterator[Row]:
    """Yield the row of each job that has a word in its name."""
    for job in JOBS:
        if only in job:

            def run(size: int, job: str = job) -> Mapping[str, float]:
                say(f"{job}, {size} times the data")
                words = ["-m", "benchmarks.networks", job, str(_package(size))]
                told: Mapping[str, float] = json.loads(cost(words, log=LOG).last)
                return told

            found = in_turn(sizes, run, itemgetter("seconds"), times=TIMES)
            each = [min(one["seconds"] / one["networks"] for one in runs) for runs in found]
            most = [min(one["most"] for one in runs) for runs in found]
            channels = " · ".join(f"{runs[0]['channels']:,}" for runs in found)
            times = " · ".join(f"{1000 * seconds:,.1f}" for seconds in each)
            held = " · ".join(f"{memory:,.0f}" for memory in most)
            what = "in all" if job == ATTRIBUTED else "a distinct network"
            told = f"{channels} channels, {times} ms {what}, {held} MB"
            yield grown(job, exponent(sizes, each), sizes, exponent(sizes, most), cost=told)


def main() -> None:
    """Do a job on a package, and print what it took."""
    job, folder = sys.argv[1:]
    # Copies of a sound record are sound, and a check would hold more memory than the job.
    data = read_package(Path(folder)).dataset
    begun = time.process_time()
    JOBS[job](data)
    seconds, most = time.process_time() - begun, most_held(os.getpid())
    months = () if job == ATTRIBUTED else snapshots(data, within=WITHIN, every="month")
    networks = sum(1 for _ in months) or 1
    told = {"seconds": seconds, "networks": networks, "most": most}
    print(json.dumps({**told, "channels": len(data.channels)}))


@cache
def _package(size: int) -> Path:
    folder = OUT / f"apart-{size}"
    copies(read(), size, shared=("state",)).write(folder)
    return folder


if __name__ == "__main__":
    main()
