"""Which losses and gains of a period are shared out, and which disruptions caused them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.rows import Rows
from backchannel.facts.vocabulary import USABLE
from backchannel.losses.changes import LOSSES, SIGN, events_of, held_between
from backchannel.verdicts.course import course
from backchannel.verdicts.reasons import turn_of
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.losses.changes import Event
    from backchannel.verdicts.comparison import Happened
    from backchannel.verdicts.course import Stretch

GAINS = frozenset({"opened", "restored"})
"""The changes that are gains: of a channel that was known to be stopped."""


def losses_of(
    data: Dataset, sides: tuple[str, str], days: Window, *, out_of_sight: bool = False
) -> dict[str, Event]:
    """
    Return the last loss of each channel that was lost in a period and is not back by its end.

    What went out of sight is lost if it was found to be stopped on a later day, even if nobody can
    say at the end whether it still is: from the first day of that stop, since nobody says that it
    had stopped before. All else that went out of sight is one only if it is to count.
    """
    held = held_between(data, sides, _from_the_eve(data, days))
    found: dict[str, Event] = {}
    for event in events_of(data, held):
        if SIGN[event.change] > 0:
            # It is back; that it went out of sight later would be no loss.
            found.pop(event.id, None)
        elif event.change not in LOSSES and (stop := _stop_after(held[event.id], event.date)):
            change: Happened = "closed" if stop.verdict.word is Word.CLOSED else "suspended"
            found[event.id] = replace(
                event, date=stop.first, change=change, after=str(stop.verdict)
            )
        elif event.change in LOSSES or out_of_sight:
            found[event.id] = event
    return found


def gains_of(
    data: Dataset, sides: tuple[str, str], days: Window, *, into_view: bool = False
) -> dict[str, Event]:
    """
    Return the last gain of each channel that was gained in a period and is not gone by its end.

    What came into view is a gain if it is known to have been stopped on a day since it was last
    usable, or since the start. All else that came into view is one only if it is to count.
    """
    held = held_between(data, sides, _from_the_eve(data, days))
    found: dict[str, Event] = {}
    for event in events_of(data, held):
        if SIGN[event.change] < 0:
            found.pop(event.id, None)
        elif event.change not in GAINS and (stop := _stop_before(held[event.id], event.date)):
            change: Happened = "opened" if stop.verdict.word is Word.CLOSED else "restored"
            found[event.id] = replace(event, change=change)
        elif event.change in GAINS or into_view:
            found[event.id] = event
    return found


class Began(NamedTuple):
    """The first and the last day on which a change can have come, as `lost` says them."""

    earliest: date | None
    latest: date | None


def began(data: Dataset, events: Mapping[str, Event]) -> dict[str, Began]:
    """Return when each loss or gain can have come; of what only left or came into view no day."""
    return {
        channel: _began(data, event) if event.change in LOSSES | GAINS else Began(None, None)
        for channel, event in events.items()
    }


def dated(data: Dataset, events: Iterable[Event]) -> Rows[Event]:
    """Return events with the days on which each can have come; none of what went out of sight."""
    found = []
    for event in events:
        days = _began(data, event)
        # A channel also comes into view as a party joins it: that is not the day its use began.
        is_within = days.latest and (days.earliest or event.date) <= event.date <= days.latest
        if event.change != "out_of_sight" and is_within:
            event = replace(event, day_earliest=days.earliest, day_latest=days.latest)  # noqa: PLW2901
        found.append(event)
    return Rows(found)


def _began(data: Dataset, event: Event) -> Began:
    day = Window(event.date, event.date)
    now = course(data)[event.id].on(event.date)
    turn = turn_of(data, event.id, event.change, now, after=day, whole=day)
    return Began(turn.earliest, turn.latest)


def caused(
    data: Dataset, events: Mapping[str, Event], *, by: date, gained: bool
) -> dict[str, list[str]]:
    """
    Return the losses, or the gains, that each disruption caused.

    It goes by a source's word on the stop, or on what opened.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for channel, event in events.items():
        # What only went out of sight may have been stopped on any later day.
        known = by if event.change == "out_of_sight" else event.date
        for spell in data.spells_of.get(channel, ()):
            bounds = bounds_of(spell)
            if (spell.status in USABLE) != gained or not (
                bounds["start"].earliest <= known and bounds["end"].latest >= event.date
            ):
                continue
            for cause in set(spell.cause) & data.disruptions.keys():
                found[cause].add(channel)
    return {cause: sorted(channels) for cause, channels in sorted(found.items())}


def _from_the_eve(data: Dataset, days: Window) -> Window:
    # There is no day before the first of all, so it is asked whether there is one to go back to.
    eve = days.first - timedelta(days=1) if days.first > data.start else data.start
    return Window(eve, days.last)


def _stop_after(pieces: Iterable[Stretch], day: date) -> Stretch | None:
    """Return the first stop of a channel that went out of sight on a day and did not come back."""
    later = (piece for piece in pieces if piece.first >= day)
    return next((piece for piece in later if piece.verdict.holds_stopped), None)


def _stop_before(pieces: Iterable[Stretch], day: date) -> Stretch | None:
    """Return the last stop of a channel that came into view on a day, since it was usable."""
    found = None
    for piece in takewhile(lambda piece: piece.first < day, pieces):
        if piece.verdict.holds_stopped:
            found = piece
        elif piece.verdict.holds_usable:
            found = None
    return found
