"""A year between two sides, with the answers that the sections of its report share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from backchannel.dates.period import Window, window
from backchannel.errors import UsageFault
from backchannel.facts.names import label
from backchannel.messages import quoted
from backchannel.output.document import Mark
from backchannel.verdicts.answers import Lost, OpenRow, lost, open_channels
from backchannel.verdicts.contacts import ContactRow, Which, contacts
from backchannel.verdicts.loss import usable_by_type

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.loss import LossDay


@dataclass(frozen=True)
class Year:
    """A year of a dataset, between two sides, with the answers that the sections share."""

    data: Dataset
    year: int
    sides: tuple[str, str]
    place: str | None = None
    """Where the data were read from, if that is known."""

    @property
    def text(self) -> str:
        """The year as a question asks for it."""
        return f"{self.year:04}"

    @property
    def before(self) -> str:
        """The year before."""
        return f"{self.year - 1:04}"

    @property
    def last(self) -> str:
        """The last day of the year."""
        return f"{self.year:04}-12-31"

    @property
    def window(self) -> Window:
        """The days of the year."""
        return window(self.text)

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the two sides are called."""
        left, right = (self._name(side) for side in self.sides)
        return left, right

    @cached_property
    def over(self) -> list[OpenRow]:
        """Every channel over the year, best verdict of its days."""
        return open_channels(self.data, self.text, between=self.sides, everything=True)

    @cached_property
    def at_end(self) -> Mapping[str, OpenRow]:
        """Every channel on the last day of the year, by id."""
        rows = open_channels(self.data, self.last, between=self.sides, everything=True)
        return {row.id: row for row in rows}

    @cached_property
    def change(self) -> Lost:
        """What changed from the year before to the last day of the year."""
        return lost(self.data, self.before, self.last, between=self.sides)

    @cached_property
    def talks(self) -> list[ContactRow]:
        """The contacts of the year, held or not, through the pair's channels or between their people."""
        channels = {row.id for row in self.over}
        between = {
            one.id for one in contacts(self.data, Which(between=self.sides, window=self.window))
        }
        return [
            one
            for one in contacts(self.data, Which(window=self.window))
            if one.channel in channels or one.id in between
        ]

    @cached_property
    def series(self) -> list[LossDay]:
        """The count of usable channels, day of change by day of change, within the year."""
        return usable_by_type(self.data, within=self.window, between=self.sides)

    @cached_property
    def peak(self) -> date:
        """The first day of the year with the most surely usable channels."""
        return max(self.series, key=lambda one: (one.surely, -one.date.toordinal())).date

    def _name(self, side: str) -> str:
        states = (
            one.name
            for one in self.data.actors.values()
            if one.kind == "state" and one.state == side
        )
        return next(states, label(self.data, side))


def year_of(year: int | str) -> int:
    """Return a year from a number, or from a text that names one."""
    text = f"{year:04}" if isinstance(year, int) else str(year)
    if not re.fullmatch(r"\d{4}", text) or not 1 < int(text) < 9999:
        raise UsageFault(
            f"{quoted(text)} is not a year from `0002` to `9998`; give one such as `2022`"
        )
    return int(text)


def marked(word: str, certainty: str | None) -> Mark:
    """Return a verdict in words, with the colour of its kind."""
    return Mark(f"{word}, {certainty}" if certainty else word, f"{word} {certainty or ''}".rstrip())


def verdict_of(row: OpenRow) -> str:
    """Return the verdict of a row in words."""
    return f"{row.verdict}, {row.certainty}" if row.certainty else row.verdict
