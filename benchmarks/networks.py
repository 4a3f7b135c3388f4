"""
The measures of networks as channels grow in number: `python -m benchmarks.networks [SIZE …]`.

The bundled record is taken 1, 10 and 100 times over (or as many times as named, three sizes growing
by one factor). A copy shares nothing but states with others, so that the networks have as many
times more components, not larger ones; and it changes on the same days, so that there are as many
distinct networks, whatever the size. Told are, for each job and size, the CPU seconds for each
distinct network, the memory that the data alone and the job with them held at most, and the
exponents of both. Each is measured in a process of its own, which has read the package before the
clock starts. It takes a quarter of an hour, so it is no part of `make bench`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.check.sound import read
from backchannel.losses.attribution import attribution
from backchannel.network.series import series, snapshots
from benchmarks.copies import copies
from benchmarks.growth import exponent
from benchmarks.results import machine
from benchmarks.run import cost, most_held

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backchannel.facts.dataset import Dataset

OUT = Path(__file__).resolve().parents[1] / "out" / "bench"
SIZES = (1, 10, 100)
WITHIN, THREE = "2014/2023", ("degree", "betweenness", "harmonic")

JOBS: dict[str, Callable[[Dataset], object]] = {
    "monthly series of ten years": lambda data: series(data, THREE, within=WITHIN, every="month"),
    "the same with 20 draws": lambda data: series(
        data, THREE, within=WITHIN, every="month", draws=20
    ),
    "attribution of 2022": lambda data: attribution(data, 2022),
}
"""All ask of the same ten years; attribution asks of two networks, before and after."""


def main() -> None:
    """Measure, or do one job on one package as a process of its own."""
    match sys.argv[1:]:
        case [job, folder] if job in JOBS:
            do(job, Path(folder))
        case sizes:
            measure([*map(int, sizes)] or SIZES)


def measure(sizes: Sequence[int]) -> None:
    """Do each job on each size, and print what a network costs and how that grows."""
    print(machine())
    for size in sizes:
        copies(read(), size, shared=("state",)).write(_package(size))
    for job in JOBS:
        each, most = [], []
        for size in sizes:
            words = ["-m", "benchmarks.networks", job, str(_package(size))]
            told = json.loads(cost(words, log=OUT / "log").last)
            each.append(told["seconds"] / told["networks"])
            most.append(told["most"])
            print(
                f"{job}, {size} times: {told['channels']:,} channels, {told['networks']} networks, "
                f"{1000 * each[-1]:,.1f} ms a network, {told['data']:,.0f} MB with the data, "
                f"{told['most']:,.0f} MB at most",
                flush=True,
            )
        growth, memory = exponent(sizes, each), exponent(sizes, most)
        print(f"{job}: exponent of time {growth:.2f}, of memory {memory:.2f}", flush=True)


def do(job: str, folder: Path) -> None:
    """Do a job, and print what it took."""
    data = read(folder)
    held, begun = most_held(os.getpid()), time.process_time()
    JOBS[job](data)
    seconds, most = time.process_time() - begun, most_held(os.getpid())
    networks = sum(1 for _ in snapshots(data, within=WITHIN, every="month"))
    told = {"seconds": seconds, "networks": networks, "data": held, "most": most}
    print(json.dumps({**told, "channels": len(data.channels)}))


def _package(size: int) -> Path:
    return OUT / f"apart-{size}"


if __name__ == "__main__":
    main()
