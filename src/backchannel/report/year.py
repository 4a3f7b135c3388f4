"""A year of some channels, with the answers that the sections of its report share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from backchannel.dates.period import Window, day_bounds, window
from backchannel.errors import UsageFault
from backchannel.facts.dataset import counts_as
from backchannel.facts.rows import Rows
from backchannel.facts.views import strict
from backchannel.messages import count, quoted
from backchannel.network.snapshot import principals
from backchannel.network.values import CentralityRow, DayGraphs, centrality_of, day_graphs
from backchannel.output.document import Document, Hyperlink, Mark
from backchannel.report.causes import Stop, stops_in
from backchannel.verdicts.answers import OpenRow, open_channels
from backchannel.verdicts.comparison import Lost, lost
from backchannel.verdicts.contacts import ContactRow, Which, contact_rows, is_between, present_at
from backchannel.verdicts.course import course
from backchannel.verdicts.held import in_time, is_contact
from backchannel.verdicts.loss import usable_by_type
from backchannel.verdicts.verdict import CONTESTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact
    from backchannel.facts.scope import Scope
    from backchannel.verdicts.loss import LossDay
    from backchannel.verdicts.verdict import Verdict

MOST_LISTED = 400
"""How many channels a page lists one by one; of more it tells the numbers by type."""

MOST_TALKS = 3
"""How many of the last contacts are told at the head."""


@dataclass(frozen=True)
class Year:
    """A year of a dataset, in one scope, with the answers that the sections share."""

    data: Dataset
    year: int
    scope: Scope
    place: str | None = None
    """Where the data were read from, if that is known."""
    draws: int = 0
    """How many draws of the uncertain dates range what is followed through time."""
    seed: int = 0
    """Of the first draw; the others follow."""

    @property
    def text(self) -> str:
        """The year as a question asks for it."""
        return f"{self.year:04}"

    @property
    def before(self) -> str:
        """The year before."""
        return f"{self.year - 1:04}"

    @property
    def window(self) -> Window:
        """The days of the year."""
        return window(self.text)

    @property
    def eve(self) -> date:
        """The last day of the year before, or the last that the data speak about if it is later."""
        return min(date(self.year - 1, 12, 31), self.data.as_of)

    @property
    def last(self) -> date:
        """The last day of the year, or the last that the data speak about if it is later."""
        return min(self.window.last, self.data.as_of)

    @property
    def first(self) -> date:
        """The first day of the year, or the first that the data speak about if it is later."""
        return max(self.window.first, self.data.start)

    @property
    def both(self) -> Window:
        """The days from the one to the other."""
        return Window(self.eve, self.last)

    @property
    def title(self) -> str:
        """Whose channels in which year, and which part of the data is asked."""
        view = self.data.view.in_words()
        return f"Channels {self.whose}: {self.year}{f' ({view})' if view else ''}"

    @cached_property
    def whose(self) -> str:
        """Whose channels the report speaks of, in words."""
        return self.scope.in_words(self.data)

    @property
    def is_long(self) -> bool:
        """Whether there are too many channels of which something is known to list each."""
        return sum(row.unknown_share < 1 for row in self.over) > MOST_LISTED

    @cached_property
    def over(self) -> list[OpenRow]:
        """Every channel over the year, best verdict of its days."""
        return open_channels(self.data, self.text, between=self.scope, everything=True)

    @cached_property
    def channels(self) -> list[str]:
        """The channels that the comparison of the two days speaks of."""
        return self.scope.channels(self.data, within=self.both)

    @cached_property
    def at_start(self) -> Mapping[str, Verdict]:
        """The verdict on every channel on the eve of the year, by id."""
        return self.on(self.eve)

    @cached_property
    def at_end(self) -> Mapping[str, Verdict]:
        """The verdict on every channel on the last day, by id."""
        return self.on(self.last)

    def on(self, day: date) -> Mapping[str, Verdict]:
        """Return the verdict on every channel on a day, by id."""
        lines = course(self.data)
        return {channel: lines[channel].on(day) for channel in self.channels}

    @cached_property
    def change(self) -> Lost:
        """What changed from the eve of the year to the last day."""
        return lost(self.data, self.eve, self.last, between=self.scope)

    @cached_property
    def stops(self) -> Mapping[str, Stop]:
        """The first stop of each channel that was usable and then stopped between the two days."""
        return stops_in(self.data, self.channels, self.both)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The channels whose sources are told one by one."""
        return frozenset() if self.is_long else frozenset(r.id for r in self.over if r.accounts)

    @cached_property
    def strict(self) -> Year:
        """The same year with nothing presumed."""
        return Year(strict(self.data), self.year, self.scope, self.place)

    @cached_property
    def talks(self) -> Rows[ContactRow]:
        """The contacts of the year, through the channels or between the people of the pair."""
        of_year = contact_rows(self.data, Which(window=self.window))
        if not self.scope.sides:
            return of_year
        channels = {row.id for row in self.over}
        pair = {counts_as(side) for side in self.scope.sides}
        met = {row.id: self.data.contacts[row.id] for row in of_year}
        return Rows(
            row
            for row in of_year
            if row.channel in channels
            or is_between(self.data, met[row.id], present_at(self.data, met[row.id]), pair)
        )

    @cached_property
    def last_talks(self) -> list[Contact]:
        """The last held two-way contacts of the year, the latest first; if none, of all before."""
        of_year = [row for row in self._held(self.talks) if day_bounds(row.date)[0] >= self.first]
        if of_year:
            return of_year[:MOST_TALKS]
        before = Which(between=self.scope.sides, window=Window(self.data.start, self.last))
        return self._held(contact_rows(self.data, before))[:1]

    def _held(self, rows: Iterable[ContactRow]) -> list[Contact]:
        """Return the held two-way contacts that were surely over by the last day, latest first."""
        found = (self.data.contacts[row.id] for row in rows)
        held = [
            row
            for row in found
            if is_contact(self.data, row) and day_bounds(row.date)[1] <= self.last
        ]
        return sorted(held, key=in_time, reverse=True)

    @cached_property
    def contested(self) -> Mapping[str, Window]:
        """The last days from the eve on in which the sources disagree on a channel, by channel."""
        lines, days = course(self.data), self.both
        return {
            channel: Window(stretch.first, stretch.last)
            for channel in self.channels
            for stretch in lines[channel].within(days)
            if stretch.verdict == CONTESTED
        }

    @cached_property
    def series(self) -> list[LossDay]:
        """The count of usable channels within the year, one row for each day of change."""
        return usable_by_type(self.data, within=self.window, between=self.scope)

    @cached_property
    def peak(self) -> date:
        """The first day of the year with the most usable channels."""
        return max(self.series, key=lambda row: (row.all_usable, -row.date.toordinal())).date

    def graphs(self, day: date) -> DayGraphs:
        """Return the networks of a day; they are built once."""
        if day not in self._graphs:
            self._graphs[day] = day_graphs(self.data, day, between=self.scope)
        return self._graphs[day]

    def measured(self, day: date, *, with_principals: bool) -> Rows[CentralityRow]:
        """Return the measures of a day; they are taken once."""
        key = day, with_principals
        if key not in self._measured:
            without = frozenset() if with_principals else principals(self.data, day)
            self._measured[key] = centrality_of(self.graphs(day), without=without)
        return self._measured[key]

    @cached_property
    def _graphs(self) -> dict[date, DayGraphs]:
        return {}

    @cached_property
    def _measured(self) -> dict[tuple[date, bool], Rows[CentralityRow]]:
        return {}


def year_of(year: int | str) -> int:
    """Return a year from a number, or from a text that names one."""
    text = f"{year:04}" if isinstance(year, int) else str(year)
    if not re.fullmatch(r"\d{4}", text) or not 1 < int(text) < 9999:
        raise UsageFault(
            f"{quoted(text)} is not a year from `0002` to `9998`; give one such as `2022`"
        )
    return int(text)


def marked(verdict: Verdict) -> Mark:
    """Return a verdict in words, with the colour of its kind."""
    return Mark(str(verdict), str(verdict).replace(",", ""))


def first_few(names: Sequence[str], *, most: int = 5) -> str:
    """Write names one after the other; of many, the first few and how many more."""
    more = f"; and {len(names) - most:,} more" if len(names) > most else ""
    return f"{'; '.join(names[:most])}{more}"


def say_the_rest(document: Document, more: int, table: str) -> None:
    """Say how many channels a list leaves out, if any, and which table beside the page has all."""
    if more > 0:
        are = "is" if more == 1 else "are"
        further = f"{count(more, 'further channel')} {are} in "
        document.paragraph(further, Hyperlink(table, table), ".")
