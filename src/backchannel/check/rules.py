"""
Find everything that is wrong with a data package, and place each problem on the line to correct.

`package` reads the files and finds what a cell, a row or a table can break alone; the rules between
records are in `references`, `chronology`, `overlaps` and `states`, one function each; `doubts` has
those that only warn. A rule whose tables could not be read whole waits until they can, since
whatever it said might be untrue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel.check import chronology, doubts, overlaps, references, states
from backchannel.errors import Problem
from backchannel.facts.bulk import in_bulk
from backchannel.facts.shown import on_one_screen
from backchannel.package.reading import read_package
from backchannel.package.schema import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record
    from backchannel.package.reading import Package

SIGHT = ("claims", "sources", DESCRIPTOR)
"""What tells how long a record was seen."""

RULES: Mapping[Callable[[Dataset], Iterator[Problem]], tuple[str, ...]] = {
    references.references: (),
    references.sides: ("actors",),
    references.kinds: (),
    references.required_claims: ("claims",),
    references.claimed_fields: (),
    references.claimed_values: (),
    references.parties: ("parties",),
    references.topics: (DESCRIPTOR,),
    references.counts: (),
    references.cycles: (),
    chronology.order_of_dates: (),
    chronology.ends: ("claims",),
    chronology.changes: ("spells",),
    overlaps.voices_agree: SIGHT,
    overlaps.stopped_for_good: ("spells", *SIGHT),
    overlaps.contacts_in_a_stop: ("spells", "contacts", *SIGHT),
    overlaps.offices: SIGHT,
    states.lifetimes: ("actors", "contacts"),
}
"""Each rule between records, and the tables it needs whole, with known ids and sound dates."""

DOUBTS: Mapping[Callable[[Dataset], Iterator[Problem]], tuple[str, ...]] = {
    doubts.intervals: (),
    doubts.codes: (),
    doubts.before_causes: ("spells", "disruptions"),
    doubts.dates_alone: ("claims", "sources", "contacts", "tenures"),
    doubts.foresights: ("claims", "sources"),
    overlaps.contested_contacts: ("spells", "contacts", *SIGHT),
    overlaps.repeated_contacts: ("spells", "contacts"),
    doubts.too_early: ("spells", "contacts", *SIGHT),
    doubts.outsiders: ("parties", "contacts", "attendances"),
}
"""Each rule that warns, and the tables it needs whole."""

LISTED = 50
"""How many problems of one column that say the same are listed one by one."""

DAMAGED = 3
"""So many damaged cells of one column are listed; more of a kind are one line, with a count."""

FIRST_LINES = 5
"""The lines of so many of them are named."""


@on_one_screen
class Checked(NamedTuple):
    """The dataset, if the package is sound, every problem, and the tables that rules wait for."""

    dataset: Dataset | None
    problems: list[Problem]
    waiting: tuple[str, ...] = ()
    warnings: list[Problem] = []  # noqa: RUF012 - the default of a tuple's field, never appended to


@in_bulk()
def check_package(path: Path | str) -> Checked:
    """Read a package and find every problem in it, by table and line."""
    return checked(read_package(Path(path)))


def checked(package: Package, *, doubting: bool = True) -> Checked:
    """Find every problem in a package that was read, and what is doubtful in it."""
    between, waiting = _between_records(package.dataset, package.unread, package.halves)
    found = sorted([*package.problems, *(_placed(package, fault) for fault in between)])
    doubtful: list[Problem] = []
    if doubting:
        unsound = {*package.unread, *(fault.table for fault in between)}
        doubtful = sorted(
            _placed(package, replace(fault, is_warning=True))
            for rule, needs in DOUBTS.items()
            if unsound.isdisjoint(needs)
            for fault in rule(package.dataset)
        )
    return Checked(package.dataset if not package.problems else None, found, waiting, doubtful)


def _placed(package: Package, found: Problem) -> Problem:
    return replace(found, line=package.lines.get((found.table, found.record), 0))


def problems(data: Dataset) -> list[Problem]:
    """Return every problem between the records of a dataset."""
    return sorted(_between_records(data, (), ())[0])


def listed(found: Iterable[Problem]) -> Iterator[str]:
    """
    Write problems, one per line, in order; many alike in one column are listed, then counted.

    Two are alike if they differ in values and numbers only. What a program did to a whole column
    is one line for each kind of damage.
    """
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for fault in sorted(found):
        said = re.sub(r"`[^`]*`|[\d,]+", "…", fault.message)
        alike[fault.table, fault.column, said].append(fault)
    shown = [fault for same in alike.values() for fault in _few(same)]
    yield from map(str, sorted(shown))
    for (table, column, _), same in alike.items():
        if len(same) > LISTED and not same[0].is_damage:
            more = f"{len(same) - LISTED:,} more like that of line {same[0].line}"
            yield str(Problem(table, 0, column, more, is_warning=same[0].is_warning))


def _few(same: Sequence[Problem]) -> Sequence[Problem]:
    """Return the first of some problems that are alike, or one for all where a program did it."""
    first, *others = same
    if not first.is_damage or len(same) <= DAMAGED:
        return same[:LISTED]
    lines = ", ".join(str(fault.line) for fault in others[:FIRST_LINES])
    more = f"and {len(others):,} more cells like it, in lines {lines}"
    dots = " …" if len(others) > FIRST_LINES else ""
    return [replace(first, message=f"{first.message}; {more}{dots}")]


def _between_records(
    data: Dataset, unread: Collection[str], halves: Iterable[Record]
) -> tuple[set[Problem], tuple[str, ...]]:
    """Apply the rules whose tables are sound; return the problems, and what the others wait for."""
    found = {*references.references(data, unread, halves), *chronology.order_of_dates(data)}
    unsound = {*unread, *(fault.table for fault in found)}
    waiting: set[str] = set()
    for rule, needs in RULES.items():
        if missing := unsound.intersection(needs):
            waiting |= missing
        elif rule not in (references.references, chronology.order_of_dates):
            found.update(rule(data))
    return found, tuple(sorted(waiting))
