"""
Made packages: other people's data in the form of this one, in the size that is asked for.

Run from the root of the repository::

    python -m benchmarks.worlds NAME SIZE FOLDER

=================  ===============================  ================================================
NAME               what it is                       SIZE counts
=================  ===============================  ================================================
`bundled`          the bundled data several times   copies
`chiefs`           every US chief of mission        missions, at most 112
`one-pair`         the same, between one pair       missions, at most 112
`missions`         diplomatic exchange of states    missions, at most 5,238
`visits`           leaders' trips                   visits, at most 4,271
`visits-merged`    the same on three channels       visits, at most 4,271
=================  ===============================  ================================================

A SIZE that is larger than the data gives all of them. All but `bundled` read the folder that
`BACKCHANNEL_EXTERNAL_DATA` names; what is made passes `backchannel check`. Write it to a folder
under `out/bench`, which git ignores: some of these data may be used but not passed on.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import copies, missions, visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.tables import Tables

EXTERNAL = "BACKCHANNEL_EXTERNAL_DATA"

WORLDS: dict[str, Callable[[Path, int], Tables]] = {
    "bundled": lambda _, size: copies.bundled(size),
    "chiefs": missions.chiefs,
    "one-pair": missions.one_pair,
    "missions": missions.missions,
    "visits": visits.visits,
    "visits-merged": visits.visits_merged,
}


def make(name: str, size: int) -> Tables:
    """Make a package, or leave with a sentence where its data are not at hand."""
    external = os.environ.get(EXTERNAL, "")
    if name != "bundled" and not external:
        sys.exit(f"`{name}` needs other people's data; set {EXTERNAL} to their folder")
    return WORLDS[name](Path(external), size)


def main() -> None:
    """Make the package that the command line names."""
    match sys.argv[1:]:
        case [name, size, folder] if name in WORLDS and size.isdigit() and int(size):
            tables = make(name, int(size))
            tables.write(Path(folder))
            channels = len(tables.rows["channels"])
            print(f"{folder}: {len(tables):,} records, {channels:,} channels")
        case _:
            names = ", ".join(WORLDS)
            sys.exit(f"usage: python -m benchmarks.worlds NAME SIZE FOLDER, NAME one of {names}")


if __name__ == "__main__":
    main()
