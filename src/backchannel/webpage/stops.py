"""The days that matter: breaks, disruptions that stopped a channel, and days of much change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.names import label
from backchannel.facts.scope import in_prose
from backchannel.messages import count
from backchannel.verdicts.course import course
from backchannel.webpage.days import day_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption

RUPTURES = frozenset({"invasion", "annexation"})
"""Kinds that matter to every channel, also where no spell names them as its cause."""

MOST_TURNS = 12
"""So many days of much change are named beside the others, those of most change."""

FEWEST_CHANGES = 3
"""On a day of much change at least so many channels become usable or cease to be."""


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
            add(start.earliest, disruption_in_full(data, disruption), "event")
    for day, words in _turns(data, channels):
        if day not in found:
            add(day, words, "turn")
    add(data.as_of, "the data end", "end")
    return [
        Stop(day_index(data, day), "; ".join(dict.fromkeys(words for words, _ in told)), told[0][1])
        for day, told in sorted(found.items())
    ]


def disruption_in_full(data: Dataset, disruption: Disruption) -> str:
    """Say what a disruption was: its kind, by whom, and how many."""
    kind = disruption.kind.replace("-", " ")
    said = kind[:1].upper() + kind[1:]
    if disruption.by:
        said += f" by {_named(data, disruption.by)}"
    if disruption.target:
        said += f", of {_named(data, disruption.target)}"
    least, most = disruption.count_least, disruption.count_most
    if least and disruption.count_of:
        number = f"{least}" if most in (least, None) else f"{least} to {most}"
        said += f" ({number} {disruption.count_of.partition(' (')[0]})"
    return said


def _named(data: Dataset, actors: Sequence[str]) -> str:
    names = [in_prose(label(data, actor)) for actor in actors[:2]]
    return " and ".join(names) + (f" and {len(actors) - 2} more" if len(actors) > 2 else "")


def _that_matter(data: Dataset, channels: Sequence[str]) -> Iterable[Disruption]:
    causes = {
        cause
        for channel in channels
        for spell in data.spells_of.get(channel, ())
        for cause in spell.cause
    }
    for disruption in data.disruptions.values():
        start = bounds_of(disruption)["start"]
        if start.earliest != start.latest or disruption.kind == "other":
            continue
        if disruption.id in causes or disruption.kind in RUPTURES:
            yield disruption


def _turns(data: Dataset, channels: Sequence[str]) -> list[tuple[date, str]]:
    """Return the days on which most channels began or ceased to be usable, surely or presumably."""
    more: Counter[date] = Counter()
    fewer: Counter[date] = Counter()
    lines = course(data)
    for channel in channels:
        was = False
        for number, stretch in enumerate(lines[channel].within(Window(data.start, data.as_of))):
            now = stretch.verdict.holds_usable
            if number and now != was:
                (more if now else fewer)[stretch.first] += 1
            was = now
    days = sorted({*more, *fewer}, key=lambda day: (-(more[day] + fewer[day]), day))
    return [
        (day, _turn_in_words(more[day], fewer[day]))
        for day in days[:MOST_TURNS]
        if more[day] + fewer[day] >= FEWEST_CHANGES
    ]


def _turn_in_words(more: int, fewer: int) -> str:
    parts = []
    if fewer:
        parts.append(f"{count(fewer, 'channel')} no longer held to be usable")
    if more:
        parts.append(f"{count(more, 'channel')} newly usable")
    return "; ".join(parts)
