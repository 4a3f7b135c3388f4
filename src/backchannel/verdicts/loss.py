"""
What the network lost over time: how many channels of each type were surely usable, and what is not known.

A count changes only on the days on which a verdict changes; a value holds until the next such day.
Only *lost* is a loss: a channel that goes *out of sight* is no longer documented and may still be
there, so the unknown is a band of its own and never a fall to zero.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.dates.edtf import LAST_DAY
from backchannel.facts.dataset import Rows
from backchannel.facts.names import pair
from backchannel.verdicts.answers import kind_of_change
from backchannel.verdicts.course import UNKNOWN, Word, course

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.course import Course, Verdict


@dataclass(frozen=True, slots=True)
class LossDay:
    """The channels of a pair on a day on which something changed, and what changed; counts hold until the next row."""

    date: date
    usable: Mapping[ChannelType, int]
    """Surely usable channels by type; types with none are left out."""
    possible: int
    """Possibly usable channels."""
    contested: int
    """Channels on which sources disagree."""
    stopped: int
    """Suspended or closed, surely or possibly."""
    dark: int
    """Unknown now, though something was known of them earlier."""
    unseen: int
    """Unknown, and nothing is known of them on any earlier day: not there yet, or not yet reported."""
    lost: tuple[str, ...]
    """Surely usable the day before, surely stopped now."""
    out_of_sight: tuple[str, ...]
    """Surely usable the day before; now nobody can say for sure."""
    gained: tuple[str, ...]
    """Surely stopped the day before, surely usable now."""
    into_view: tuple[str, ...]
    """Surely usable now; the day before nobody could say for sure."""

    @property
    def surely(self) -> int:
        """Number of surely usable channels."""
        return sum(self.usable.values())

    @property
    def unknown(self) -> int:
        """Number of channels of which nothing is known that day."""
        return self.dark + self.unseen


@dataclass(frozen=True, slots=True)
class LossRow:
    """One value of a series; it holds until the next row of its measure."""

    date: str
    measure: str
    value: float
    low: float
    high: float


def usable_by_type(
    data: Dataset, *, within: Window, between: Sequence[str] | None = None
) -> list[LossDay]:
    """
    Return the course of usable channels over some days.

    Parameters
    ----------
    data
        The data, or a view of them.
    within
        The days; the first always has a row, with nothing lost or gained.
    between
        Two sides, by code or name; the package's own pair if none is given. Their channels are
        those with a party on each side on some day of the window, as in `open`.

    Returns
    -------
    series
        One row for the first day and for each day on which a verdict changed. Each row adds up to
        the same number of channels, and (gained + into view) - (lost + out of sight) is the change
        in the surely usable.

    Raises
    ------
    UnknownName
        If a side is unknown.
    """
    sides = pair(data, between) if between else data.between
    lines = {
        channel: line
        for channel, line in course(data).items()
        if data.is_between(channel, sides, within=within)
    }
    changes = {stretch.first for line in lines.values() for stretch in line.within(within)}
    before: Mapping[str, Verdict] = {}
    series: list[LossDay] = []
    seen = {channel: _first_seen(line) for channel, line in lines.items()}
    for day in sorted(changes | {within.first}):
        now = {channel: line.on(day) for channel, line in lines.items()}
        if now != before or not series:
            unseen = sum(seen[channel] > day for channel in lines)
            series.append(_loss_day(data, day, now, before=before or now, unseen=unseen))
        before = now
    return series


def channel_rows(series: Sequence[LossDay]) -> Rows[LossRow]:
    """
    Return the plain channel count of a series as rows of the measure `channels`.

    `value` and `low` count the surely usable, `high` also the possibly usable and the contested.
    """
    return Rows(
        LossRow(
            row.date.isoformat(),
            "channels",
            row.surely,
            row.surely,
            row.surely + row.possible + row.contested,
        )
        for row in series
    )


def _loss_day(
    data: Dataset,
    day: date,
    now: Mapping[str, Verdict],
    *,
    before: Mapping[str, Verdict],
    unseen: int,
) -> LossDay:
    usable = Counter(
        data.channels[channel].type for channel, verdict in now.items() if verdict.surely_usable
    )
    changed: dict[str | None, list[str]] = defaultdict(list)
    for channel in sorted(now):
        changed[kind_of_change(before[channel], now[channel])].append(channel)
    unknown = sum(verdict == UNKNOWN for verdict in now.values())
    return LossDay(
        day,
        usable=dict(sorted(usable.items())),
        possible=sum(
            verdict.usable is True and not verdict.surely_usable for verdict in now.values()
        ),
        contested=sum(verdict.word is Word.CONTESTED for verdict in now.values()),
        stopped=sum(verdict.usable is False for verdict in now.values()),
        dark=unknown - unseen,
        unseen=unseen,
        lost=tuple(changed["lost"]),
        out_of_sight=tuple(changed["out_of_sight"]),
        gained=tuple(changed["gained"]),
        into_view=tuple(changed["into_view"]),
    )


def _first_seen(line: Course) -> date:
    """Return the first day on which anything at all is said of a channel; the last of all days if nothing is."""
    return next(
        (stretch.first for stretch in line.stretches if stretch.verdict != UNKNOWN), LAST_DAY
    )
