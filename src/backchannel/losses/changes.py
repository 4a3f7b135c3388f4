"""
What happened to the channels between two sides: stopped, working again, in and out of sight.

A channel *holds* on a day if it is surely or presumably usable and has a party on each side then.
Six kinds of change, each of one channel on one day, say how the number of those that hold changes:
up when a channel opened (was closed), was restored (was suspended) or came into view; down when it
was suspended, closed, or went out of sight. Only a suspension and a closing are losses: what is out
of sight is no longer documented, and may still be there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.facts.rows import Rows
from backchannel.facts.scope import Scope
from backchannel.facts.shown import as_a_row
from backchannel.verdicts.comparison import Happened, happened
from backchannel.verdicts.loss import stretches_between
from backchannel.verdicts.verdict import UNKNOWN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.course import Stretch

SIGN: Mapping[Happened, int] = {
    "opened": 1,
    "restored": 1,
    "into_view": 1,
    "suspended": -1,
    "closed": -1,
    "out_of_sight": -1,
}
"""Kind of change → what it adds to the number of channels that hold."""

LOSSES = frozenset({"suspended", "closed"})
"""The changes that are losses."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a channel on a day."""

    date: date
    """The first day on which it is so."""
    change: Happened
    id: str
    type: ChannelType
    before: str
    """The verdict of the day before, as `open, surely`."""
    after: str
    """The verdict of the day."""
    day_earliest: dt.date | None = None
    """When the stop or the use can have begun, None if nobody says; `loss` has it."""
    day_latest: dt.date | None = None
    """None of what went out of sight: nobody says that it stopped."""


@as_a_row
@dataclass(frozen=True, slots=True)
class FoundStopped:
    """A channel that went out of sight, and is known to be stopped on a later day."""

    id: str
    type: ChannelType
    out_of_sight: date
    """Since when nobody can say that it was usable."""
    stopped: date
    """The first day on which it surely or presumably is stopped."""
    after: str
    """The verdict of that day."""


def held_between(
    data: Dataset, sides: tuple[str, str] | None, within: Window
) -> dict[str, list[Stretch]]:
    """Return the channels that are between two sides, or any, on some of the days, and how."""
    scope = Scope(sides)
    return {
        channel: list(stretches_between(data, channel, scope, within))
        for channel in scope.channels(data, within=within)
    }


def days_between(
    data: Dataset, channel: str, sides: tuple[str, str], within: Window
) -> list[Window]:
    """Return the days of a span on which a channel has a party on each of two sides, in order."""
    return [
        Window(max(days.first, within.first), min(days.last, within.last))
        for days in data.days_between(channel, sides)
        if days.first <= within.last and days.last >= within.first
    ]


def events_of(data: Dataset, held: Mapping[str, Iterable[Stretch]]) -> Rows[Event]:
    """Return what happened to some channels, by date and id; nothing on their first day."""
    found = []
    for channel, pieces in held.items():
        before: Stretch | None = None
        for piece in pieces:
            if before and (change := happened(before.verdict, piece.verdict)):
                said = str(before.verdict), str(piece.verdict)
                kind = data.channels[channel].type
                found.append(Event(piece.first, change, channel, kind, *said))
            before = piece
    return Rows(sorted(found, key=lambda event: (event.date, event.id)))


def at_breaks(data: Dataset, events: Iterable[Event]) -> dict[Break, int]:
    """
    Return break → how many channels went out of sight on its day, if any did.

    They did so by rule, as nothing is presumed to go on across it, and no source reports a loss.
    """
    out = Counter(event.date for event in events if event.change == "out_of_sight")
    return {stop: out[stop.date] for stop in data.presumption.breaks if out[stop.date]}


def found_stopped(data: Dataset, held: Mapping[str, Iterable[Stretch]]) -> Rows[FoundStopped]:
    """
    Return what went out of sight and then was found to be stopped, by day of the stop and id.

    Not those that were usable again before it, though they may have been stopped twice.
    """
    found = []
    for channel, pieces in held.items():
        before, since = UNKNOWN, None
        for piece in pieces:
            if change := happened(before, piece.verdict):
                since = piece.first if change == "out_of_sight" else None
            if since and piece.verdict.holds_stopped:
                kind = data.channels[channel].type
                said = str(piece.verdict)
                found.append(FoundStopped(channel, kind, since, piece.first, said))
                since = None
            before = piece.verdict
    return Rows(sorted(found, key=lambda row: (row.stopped, row.id)))
