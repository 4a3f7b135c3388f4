"""Why a channel could no longer be used: what stopped it, or why nothing is said of it any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.words import day_in_words, in_words
from backchannel.messages import count
from backchannel.verdicts.course import carried_from, course
from backchannel.verdicts.evidence import sighting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption, Spell


class Stop(NamedTuple):
    """A channel that was usable and then stopped, surely or presumably, in some days."""

    channel: str
    on: date
    """The first day on which it is surely or presumably stopped."""
    spells: tuple[Spell, ...]
    """What says so; at least one."""

    def in_words(self, data: Dataset) -> str:
        """Say what the stop was, since when, and what caused it."""
        first = self.spells[0]
        since = f"{first.status} {_since(first.start)}" if first.start else first.status
        causes = dict.fromkeys(cause for spell in self.spells for cause in spell.cause)
        told = "; ".join(_cause(data.disruptions[cause], first.start) for cause in causes)
        return f"{since} ({told})" if told else since


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
                found.append(Stop(channel, stretch.first, _spells_on(data, channel, stretch.first)))
                break
            was_usable = was_usable or stretch.verdict.holds_usable
    return {stop.channel: stop for stop in sorted(found, key=lambda stop: (stop.on, stop.channel))}


def _spells_on(data: Dataset, channel: str, day: date) -> tuple[Spell, ...]:
    """Return the spells in which a channel was surely, or is presumed to be, stopped on a day."""
    return tuple(
        data.spells[account.id]
        for account in course(data)[channel].accounts
        if not account.usable
        and not account.denied
        and (account.surely_covers(day) or account.is_carried_to(day))
    )


def why_out_of_sight(data: Dataset, channel: str, days: Window) -> str:
    """Say when a channel out of sight was last seen, and why it is presumed to go on no longer."""
    line = course(data)[channel]
    last = [stretch for stretch in line.within(days) if stretch.verdict.holds_usable][-1]
    carried = carried_from(line, days, last.verdict)
    if not carried:
        return f"seen until {day_in_words(last.last)}"
    said = f"last {sighting(data, carried[0])}"
    after = last.last + timedelta(days=1)
    for stop in data.presumption.breaks:
        if stop.date == after:
            return f"{said}; nothing is presumed across {day_in_words(after)} ({stop.reason})"
    presumed = data.presumption.days_for(data.channels[channel].type)
    if last.last == carried[0].end_earliest + timedelta(days=presumed):
        return f"{said}, and presumed to go on for {count(presumed, 'day')}"
    return f"{said}; from {day_in_words(after)} other evidence speaks against it"


def disruption_in_words(row: Disruption) -> str:
    """Name a disruption by its kind and date."""
    return f"{kind_in_words(row.kind)} ({in_words(row.start)})"


def kind_in_words(kind: str) -> str:
    """Return the kind of a disruption as prose has it."""
    return "another disruption" if kind == "other" else kind.replace("-", " ")


def _cause(row: Disruption, start: str) -> str:
    """Name what caused a stop; its date only if it is not that of the stop."""
    kind = kind_in_words(row.kind)
    return kind if row.start == start else f"{kind}, {in_words(row.start)}"


def _since(start: str) -> str:
    """Say since when a stop has been there, as precisely as its source."""
    words = in_words(start)
    return f"since a day {words}" if words.startswith("between") else f"since {words}"
