"""
Lives of channels: from when each was first usable to when it was stopped, as far as it was seen.

A life begins on the first day on which a channel is surely or presumably usable, and ends on the
first on which it is surely or presumably stopped; after a stop a new life can begin. Where its
evidence stops, by a presumption that runs out or in the unknown, the life is *censored*: on the
last day on which it was surely usable, since presumed days saw nothing. If it is seen again without
a stop between, it enters late, at the age that it has by then. So does what was usable before the
data begin, at its age on their first day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window, day_after
from backchannel.losses.changes import held_between
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.course import Stretch


class Life(NamedTuple):
    """A part of a life through which it was watched; ages in days."""

    id: str
    """The channel."""
    type: str
    entry: int
    """The age from which on it was watched; 0 where from its first day."""
    exit: int
    """The age at which it was stopped, or last seen."""
    stopped: bool
    """Whether it was stopped then; else nobody knows how it went on."""


def lives_of(data: Dataset, sides: tuple[str, str]) -> list[Life]:
    """Return the lives of the channels between two sides, by channel and time."""
    held = held_between(data, sides, Window(data.start, data.as_of))
    return [life for channel, pieces in held.items() for life in _lives(data, channel, pieces)]


def _lives(data: Dataset, channel: str, pieces: Iterable[Stretch]) -> Iterator[Life]:
    kind = data.channels[channel].type
    born: date | None = None
    entry: date | None = None
    seen: date | None = None
    for piece in pieces:
        verdict = piece.verdict
        if verdict.holds_usable:
            born = born or _born(data, channel, piece.first)
            entry = entry or piece.first
            seen = day_after(piece.last) if verdict.surely_usable else seen
            continue
        if born and entry:
            last = piece.first if verdict.holds_stopped else seen
            if last:
                yield Life(channel, kind, *_ages(born, entry, last), verdict.holds_stopped)
        entry = seen = None
        born = None if verdict.holds_stopped else born
    if born and entry and seen:
        yield Life(channel, kind, *_ages(born, entry, seen), stopped=False)


def _born(data: Dataset, channel: str, first: date) -> date:
    """Return when a channel that is usable on a day began to be so, if before the data begin."""
    if first > data.start:
        return first
    begun = [
        account.start_latest
        for account in course(data)[channel].accounts
        if account.usable and not account.denied and account.start_latest <= first
    ]
    return min(begun, default=first)


def _ages(born: date, entry: date, last: date) -> tuple[int, int]:
    return (entry - born).days, (last - born).days
