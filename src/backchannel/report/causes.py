"""What stopped a channel in a year: the first day of the stop, and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.verdicts.acts import answered_by, as_a_cause
from backchannel.verdicts.course import course
from backchannel.verdicts.reasons import stop_in_words, stops_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Spell


class Stop(NamedTuple):
    """A channel that was usable and then stopped, surely or presumably, in some days."""

    channel: str
    on: date
    """The first day on which it is surely or presumably stopped."""
    spells: tuple[Spell, ...]
    """What says so; at least one."""

    def in_words(self, data: Dataset) -> str:
        """Say what the stop was, since when, and what caused it."""
        return stop_in_words(data, self.spells)

    def goes_back_to(self, data: Dataset) -> tuple[str, ...]:
        """Name what caused it, or what the cause answered; a view may lack either."""
        causes = dict.fromkeys(cause for spell in self.spells for cause in spell.cause)
        rows = [data.disruptions[cause] for cause in causes if cause in data.disruptions]
        roots = [(answered_by(data, row) or [row])[-1] for row in rows]
        return tuple(dict.fromkeys(as_a_cause(data, root) for root in roots))


def stops_in(data: Dataset, channels: list[str], days: Window) -> Mapping[str, Stop]:
    """
    Return the first stop of each channel that was usable before it, by channel, in order of time.

    Usable and stopped are meant surely or presumably.
    """
    found: list[Stop] = []
    for channel in channels:
        line, was_usable = course(data)[channel], False
        for stretch in line.within(days):
            if was_usable and stretch.verdict.holds_stopped:
                found.append(Stop(channel, stretch.first, stops_on(data, channel, stretch.first)))
                break
            was_usable = was_usable or stretch.verdict.holds_usable
    return {stop.channel: stop for stop in sorted(found, key=lambda stop: (stop.on, stop.channel))}
