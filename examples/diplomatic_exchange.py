"""
Diplomatic missions between states, 1817 to 1965: who was central in each year.

Data that nobody here made: R. Bayer, "Diplomatic Exchange Data set, v2006.1" (2006), of the
Correlates of War project, free for research if cited, to be had at
https://correlatesofwar.org/data-sets/diplomatic-exchange/. It is read from the folder
`cow-diplomatic-exchange` in the one that `BACKCHANNEL_EXTERNAL_DATA` names (its `SOURCE.md` says
more), and never copied. Run from the root of the repository::

    BACKCHANNEL_EXTERNAL_DATA=FOLDER python examples/diplomatic_exchange.py

A mission of one state in another is a channel between the two; it is open as long as surveys, some
years apart, saw it. Measured are the states that missions join, on the first day of each year.
A state that has no ISO code has a made-up one, such as AAA.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import backchannel as bc

# A script finds what lies beside it, and the benchmarks lie beside its folder.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from benchmarks.missions import missions

if TYPE_CHECKING:
    from backchannel.network.columns import Series

ALL = 10_000
"""More missions than there are."""


def run(folder: Path, *, most: int = ALL) -> Series:
    """Return degree, betweenness and harmonic closeness of each state in each year."""
    with tempfile.TemporaryDirectory() as place:
        missions(folder, most).write(Path(place))
        data = bc.read(place)
    measures = ["betweenness", "degree", "harmonic"]
    return bc.series(data, measures, within="1817/1965", every="year", by="side")


def main() -> None:
    """Print who led in each tenth year."""
    external = os.environ.get("BACKCHANNEL_EXTERNAL_DATA")
    if not external:
        sys.exit("set BACKCHANNEL_EXTERNAL_DATA to the folder of other people's data")
    try:
        found = run(Path(external))
    except FileNotFoundError as error:
        sys.exit(f"{error.filename} is missing; set BACKCHANNEL_EXTERNAL_DATA to a folder with it")
    print("year  states  highest betweenness")
    for day in found.dates[3::10]:
        rows = [
            row
            for row in found.rows()
            if row["date"] == str(day) and row["measure"] == "betweenness" and row["value"]
        ]
        leading = sorted(rows, key=lambda row: -row["value"])[:3]
        named = ", ".join(f"{row['id']} {row['value']:.2f}" for row in leading)
        print(f"{day.year}  {len(rows):6}  {named}")


if __name__ == "__main__":
    main()
