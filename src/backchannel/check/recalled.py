"""
A dataset in sections, and back: its tables by column, and what its verdicts rest on.

Beside the tables stand the course of each channel, the last contacts by each day and the voices on
each record, all of the whole data: a view works out its own from the records. Each is read when it
is asked for. Where one is not what it should be, the package is read again in its place.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, cast, get_args

from backchannel.check.sections import UNREADABLE
from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import Window
from backchannel.facts.dataset import Dataset
from backchannel.facts.model import RECORDS
from backchannel.facts.table import Table
from backchannel.facts.unread import Unmade, Unread
from backchannel.facts.vocabulary import Status
from backchannel.package.descriptor import read_facts
from backchannel.package.reading import parse_files
from backchannel.package.schema import DESCRIPTOR
from backchannel.verdicts.account import Account
from backchannel.verdicts.course import COURSE, Courses, course, course_from
from backchannel.verdicts.held import LATEST, LATEST_TOLD, LastContact, latest_by_day
from backchannel.verdicts.verdict import RANK, RANK_OF
from backchannel.verdicts.voices import VOICES, voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.check.sections import Sections
    from backchannel.facts.model import Record
    from backchannel.verdicts.course import Course
    from backchannel.verdicts.held import Latest
    from backchannel.verdicts.verdict import Verdict

STATUSES: Mapping[str, Status] = {status: status for status in get_args(Status)}
VERDICTS = dict(enumerate(RANK))
FIRST = FIRST_DAY.toordinal()
CELLS = ({str}, {int}, {type(None)}, {int, type(None)})
"""The types that the cells of a column may have, beside lists of texts."""


def sections_of(data: Dataset) -> dict[str, object]:
    """Return what is kept of a dataset, by the name of its section."""
    tables: dict[str, object] = {
        name: [[getattr(row, cell) for row in data.table(name).values()] for cell in kind.columns]
        for name, kind in RECORDS.items()
    }
    latest = [(channel, latest_by_day(data, channel)) for channel in data.channels]
    return tables | {
        COURSE: {channel: _course_told(line) for channel, line in course(data).items()},
        VOICES: dict(voices(data)),
        LATEST: {
            channel: [[_number(day), *said] for day, said in zip(days, last, strict=True)]
            for channel, (days, last) in latest
        },
    }


class Recalled:
    """A dataset that was kept, with the files of its package, for where a section is no good."""

    def __init__(self, sections: Sections, files: Mapping[str, bytes]) -> None:
        """Take the sections, and the very files that they were read from."""
        self._sections = sections
        self._files = files

    def dataset(self) -> Dataset:
        """
        Return the dataset.

        Raises
        ------
        ValueError
            If the package's descriptor has a problem, which one that was kept has not.
        """
        facts, problems = read_facts(self._files.get(DESCRIPTOR))
        if problems:
            raise ValueError(problems[0])
        tables: Any = {name: Unread(partial(self._table, name)) for name in RECORDS}
        data = Dataset(**tables, **facts._asdict())
        self._known = Window(data.start, data.as_of)
        data.computed[COURSE] = Courses(data, self._course)
        data.computed[VOICES] = Unread(self._voices)
        data.computed[LATEST_TOLD] = self._latest
        return data

    @cached_property
    def _anew(self) -> Dataset:
        return parse_files(self._files).dataset

    def _table(self, name: str) -> Mapping[str, Record]:
        try:
            return Table(_records(name, self._sections.read(name)))
        except UNREADABLE:
            return self._anew.table(name)

    @cached_property
    def _courses(self) -> Mapping[str, Any]:
        try:
            found = cast("Mapping[str, Any]", self._sections.read(COURSE))
            _are_texts([[key for _, _, told in found.values() for key, *_ in told]])
        except UNREADABLE:
            return {}
        return found

    def _course(self, channel: str) -> Course | None:
        """Return the course of a channel, or None where it has to be worked out."""
        try:
            days, ranks, _ = self._courses[channel]
            accounts = Unmade(partial(self._accounts, channel))
            return course_from(_changes(days, ranks), accounts, self._known)
        except UNREADABLE:
            return None

    def _accounts(self, channel: str) -> tuple[Account, ...]:
        """Return the accounts of a channel; few of them are asked for in most questions."""
        try:
            return tuple(map(_account, self._courses[channel][2]))
        except UNREADABLE:
            return (*course(self._anew)[channel].accounts,)

    def _voices(self) -> Mapping[str, Sequence[str]]:
        try:
            found: dict[str, list[str]] = self._sections.read(VOICES)
            _are_texts(found.values())
        except UNREADABLE:
            return voices(self._anew)
        return found

    @cached_property
    def _contacts_told(self) -> Mapping[str, Any]:
        try:
            return cast("Mapping[str, Any]", self._sections.read(LATEST))
        except UNREADABLE:
            return {}

    def _latest(self, channel: str) -> Latest | None:
        """Return the last contacts of a channel, or None where they have to be found."""
        try:
            told = self._contacts_told[channel]
            _are_texts(said[1:] for said in told)
            days = [date.fromordinal(day) for day, *_ in told]
            return days, [LastContact(*said) for _, *said in told]
        except UNREADABLE:
            return None


def _records(table: str, columns: Sequence[Sequence[Any]]) -> dict[str, Record]:
    """Return the records of a table by id, or raise one of UNREADABLE."""
    kind = RECORDS[table]
    cells = [_column(column) for column in columns]
    ids = cells[0]
    if len(cells) != len(kind.columns) or not all(a < b for a, b in pairwise(ids)):
        raise ValueError(f"{table}: not the columns of this table, or not in order")
    return dict(zip(ids, map(kind.of, zip(*cells, strict=True)), strict=True))


def _column(cells: Sequence[Any]) -> Sequence[Any]:
    if type(cells) is not list:
        raise TypeError(f"a column is {type(cells)}")
    kinds = set(map(type, cells))
    if kinds == {list}:
        _are_texts(cells)
        return [*map(tuple, cells)]
    if kinds and kinds not in CELLS:
        raise TypeError(f"cells of a column are {kinds}")
    return cells


def _are_texts(lists: Iterable[Any]) -> None:
    """Raise a TypeError unless these are lists of texts."""
    lists = list(lists)
    if not set(map(type, lists)) <= {list} or not set(map(type, chain(*lists))) <= {str}:
        raise TypeError("not all of these are texts")


def _course_told(line: Course) -> list[object]:
    """Return a course as JSON can say it: days as numbers, verdicts by their rank."""
    return [
        [_number(stretch.first) for stretch in line.stretches],
        [RANK_OF[stretch.verdict] for stretch in line.stretches],
        [[_number(cell) if isinstance(cell, date) else cell for cell in a] for a in line.accounts],
    ]


def _changes(days: Sequence[int], ranks: Sequence[int]) -> list[tuple[date, Verdict]]:
    """Return the days on which a verdict changes with the verdicts, or raise one of UNREADABLE."""
    verdicts = [VERDICTS[rank] for rank in ranks]
    if days[0] != FIRST or not all(a < b for a, b in pairwise(days)):
        raise ValueError("stretches that are not all days, one after another")
    return [*zip(map(date.fromordinal, days), verdicts, strict=True)]


def _account(told: Sequence[Any]) -> Account:
    """Return the account that was told so, or raise one of UNREADABLE."""
    day = date.fromordinal
    key, status, first, second, third, fourth, denied, is_contact, carried = told
    return Account(
        key, STATUSES[status], day(first), day(second), day(third), day(fourth),
        denied is True, is_contact is True, None if carried is None else day(carried),
    )  # fmt: skip


def _number(day: date) -> int:
    return day.toordinal()
