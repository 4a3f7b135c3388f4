"""The days that matter: breaks, disruptions that stopped a channel, and days of much change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.verdicts.acts import TAKINGS, act_in_full, causes_on
from backchannel.verdicts.course import course
from backchannel.webpage.days import day_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption

MOST_TURNS = 12
"""So many days of much change are named beside the others, those of most change."""

FEWEST_CHANGES = 3
"""On a day of much change at least so many channels come into use or are stopped."""

MOST_NAMES = 3
"""So many channels of a day are named; of the others their number is told."""

DONE = {"open": "opened", "degraded": "limited", "suspended": "suspended", "closed": "closed"}
"""What a disruption did to a channel, by the status that it caused."""


class Stop(NamedTuple):
    """A day that matters, and why."""

    day: int
    words: str
    kind: str
    """`break`, `event`, `turn`, or `end` for the first and the last day."""


def stops_of(data: Dataset, channels: Sequence[str]) -> list[Stop]:
    """Return the days that matter, in order; a day that matters twice says so in one stop."""
    found: dict[date, list[tuple[str, str]]] = {}

    def add(day: date, words: str, kind: str) -> None:
        if data.start <= day <= data.as_of:
            found.setdefault(day, []).append((words, kind))

    add(data.start, "the data begin", "end")
    for stop in data.presumption.breaks if data.presumption else ():
        add(stop.date, stop.reason, "break")
    for disruption in _that_matter(data, channels):
        start = bounds_of(disruption)["start"]
        # A day that carries a break has been named by its reason.
        if not any(kind == "break" for _, kind in found.get(start.earliest, ())):
            add(start.earliest, _with_effects(data, disruption, channels), "event")
    for day, words in _turns(data, channels):
        if day not in found:
            add(day, words, "turn")
    add(data.as_of, "the data end", "end")
    return [
        Stop(day_index(data, day), "; ".join(dict.fromkeys(words for words, _ in told)), told[0][1])
        for day, told in sorted(found.items())
    ]


def _with_effects(data: Dataset, disruption: Disruption, channels: Sequence[str]) -> str:
    """Say what a disruption was and which channels it opened, limited or stopped."""
    said = act_in_full(data, disruption)
    hit: dict[str, str] = {}
    for channel in channels:
        for spell in data.spells_of.get(channel, ()):
            if disruption.id in spell.cause and _short(data, channel) not in said:
                hit.setdefault(_short(data, channel), DONE[spell.status])
    told = [
        f"{done} {_listed([name for name, status in hit.items() if status == done])}"
        for done in dict.fromkeys(hit.values())
    ]
    return f"{said}: {', '.join(told)}" if told else said


def _short(data: Dataset, channel: str) -> str:
    """Return the name of a channel without what it adds in brackets."""
    return data.channels[channel].name.partition(" (")[0]


def _listed(names: Sequence[str]) -> str:
    shown = list(names)
    if len(shown) > MOST_NAMES:
        shown = [*shown[: MOST_NAMES - 1], f"{len(shown) - MOST_NAMES + 1} more"]
    return " and ".join([*filter(None, [", ".join(shown[:-1])]), shown[-1]])


def _that_matter(data: Dataset, channels: Sequence[str]) -> Iterable[Disruption]:
    causes = causes_on(data, channels)
    for disruption in data.disruptions.values():
        start = bounds_of(disruption)["start"]
        if start.earliest != start.latest or disruption.kind == "other":
            continue
        # What took land matters to every channel, also where no spell names it as its cause.
        if disruption.id in causes or disruption.kind in TAKINGS:
            yield disruption


def _turns(data: Dataset, channels: Sequence[str]) -> list[tuple[date, str]]:
    """
    Return the days on which sources show most channels coming into use or being stopped.

    A bound of a vague date, and a day on which a presumption runs out, is no day on which anything
    happened: an account must begin on this very day.
    """
    opened: defaultdict[date, list[str]] = defaultdict(list)
    stopped: defaultdict[date, list[str]] = defaultdict(list)
    lines = course(data)
    for channel in channels:
        line, was = lines[channel], False
        begun = {
            account.start_latest
            for account in line.accounts
            if account.start_earliest == account.start_latest
        }
        for stretch in line.within(Window(data.start, data.as_of)):
            verdict = stretch.verdict
            if stretch.first in begun and verdict.surely_usable and not was:
                opened[stretch.first].append(_short(data, channel))
            elif stretch.first in begun and verdict.surely_stopped and was:
                stopped[stretch.first].append(_short(data, channel))
            was = verdict.holds_usable
    numbers = {day: len(opened[day]) + len(stopped[day]) for day in {*opened, *stopped}}
    days = sorted(numbers, key=lambda day: (-numbers[day], day))
    return [
        (day, _turn_in_words(opened[day], stopped[day]))
        for day in days[:MOST_TURNS]
        if numbers[day] >= FEWEST_CHANGES
    ]


def _turn_in_words(opened: Sequence[str], stopped: Sequence[str]) -> str:
    parts = []
    if stopped:
        parts.append(f"stopped: {_listed(stopped)}")
    if opened:
        parts.append(f"in use: {_listed(opened)}")
    return "; ".join(parts)
