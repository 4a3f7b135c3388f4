"""
One package in which each channel is an edge of the definition that random packages hardly ever hold.

The package speaks of 2022. 30 days are presumed, of a mission 90, of a hotline none; nothing usable is presumed to go
on across 1 October. A day without a year is one of 2022. A line is an account: a status with its start, its end and
what kind of end it is, or a contact with its date; *seen* is the day until which its one claim speaks (31 December
where none is given; a day after it is seen in annals of 2023), *denied* says that somebody denies it. A line that begins with `=` has what follows: a day or
a window, perhaps a rule, and the verdict (`!` surely, `~` presumably, `?` possibly), worked out by hand; `#` says how.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from worlds.edges_of_carrying import CARRYING
from worlds.edges_of_vague_dates import VAGUE_DATES
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset


class Edge(NamedTuple):
    """A channel, and what was worked out of it: (window, rule) → verdict."""

    channel: str
    answers: dict[tuple[str, str], str]


def edges() -> tuple[Dataset, list[Edge]]:
    """Return the package and what is to be found in it."""
    presume = {"default": 30, "mission": 90, "hotline": 0}
    toy = Toy(start="2022-01-01", as_of="2022-12-31", presume=presume, breaks=["2022-10-01"])
    toy.source("wire", published="2022-12-31").source("annals", published="2023-12-31")
    found = []
    for block in (CARRYING + VAGUE_DATES).strip().split("\n\n"):
        name, *lines = map(str.strip, block.splitlines())
        channel, kind = (*name.split(), "foreign-ministry")[:2]
        toy.channel(channel, type=kind)
        edge = Edge(channel, {})
        for line in map(_with_year, lines):
            if line.startswith("="):
                edge.answers.update(_answers(line[1:]))
            elif not line.startswith("#"):
                _account(toy, channel, line)
        found.append(edge)
    return toy.data(), found


def _with_year(line: str) -> str:
    return re.sub(r"(?<![\d-])(\d\d-\d\d)(?![\d-])", r"2022-\1", line)


def _answers(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    for said in text.split(";"):
        when, *rule, verdict = said.split()
        yield (when, rule[0] if rule else "any"), verdict


def _account(toy: Toy, channel: str, line: str) -> None:
    status, *words = line.split()
    denied_by = ["wire"] if "denied" in words else []
    as_of = words[words.index("seen") + 1] if "seen" in words else ""
    if status == "contact":
        toy.contact(channel, words[0], denied_by=denied_by)
        return
    kinds = {word for word in words if word in KINDS}
    more = {"end_kind": kinds.pop()} if kinds else {}
    by = ["annals" if as_of > toy.as_of else "paper"]
    toy.spell(channel, status, words[0], words[1], by=by, denied_by=denied_by, as_of=as_of, **more)


KINDS = ("changed", "ended", "lapsed", "superseded", "observed")
