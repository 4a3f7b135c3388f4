"""
The head of a report: how much could be used at the start and the end, what was lost and why.

It counts; what happened to each channel, and by whose word, is told after it (`brief`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.vocabulary import TYPE_ORDER
from backchannel.messages import count
from backchannel.report.year import first_few
from backchannel.verdicts.acts import kind_in_words
from backchannel.verdicts.comparison import CHANGES
from backchannel.verdicts.verdict import CONTESTED, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from backchannel.output.document import Document
    from backchannel.report.year import Year
    from backchannel.verdicts.verdict import Verdict

NAMED = 5
"""So many channels are named in the sentence that says how many could be used."""

KINDS = 8
"""So many kinds of disruptions are named."""


def in_short(document: Document, asked: Year) -> None:
    """Add the section that says the whole in a few sentences."""
    document.section("In short")
    for sentence in _reach(asked):
        document.paragraph(sentence)
    points = [
        _usable(asked, asked.eve, asked.at_start),
        # Of a year beyond the data both ends are one day, which is told of once.
        *([] if asked.last == asked.eve else [_usable(asked, asked.last, asked.at_end)]),
        *_lost(asked),
        *_stopped_within(asked),
        *_degraded(asked),
        *_found_stopped(asked),
        *_come_back(asked),
        _contested(asked),
        *_disruptions(asked),
        *_strictly(asked),
        "Unknown is not closed. A channel is unknown where no source in the data speaks of that "
        "day and nothing seen earlier is presumed to go on.",
    ]
    document.points([[point] for point in points])


def _reach(asked: Year) -> Iterator[str]:
    """Say where the data begin or end, if not all of the year lies between."""
    data, (first, last) = asked.data, asked.window
    if first < data.start:
        yield f"The data begin on {day_in_words(data.start)}: earlier days are unknown."
    end = f"The data end on {day_in_words(data.as_of)}"
    if data.view.known_on == data.as_of:
        end = f"Nothing later than {day_in_words(data.as_of)} was known by then"
    if data.as_of < first:
        yield f"{end}: nothing is known of {asked.year}, and that day stands for both of its ends."
    elif data.as_of < last:
        yield f"{end}: that day stands for the end of {asked.year}."


def _usable(asked: Year, day: date, verdicts: Mapping[str, Verdict]) -> str:
    """Say how many channels could be used on a day, and which."""
    usable = [channel for channel, verdict in verdicts.items() if verdict.holds_usable]
    surely = sum(verdict.surely_usable for verdict in verdicts.values())
    if not verdicts:
        return f"On {day_in_words(day)}, the data hold no channel {asked.whose}."
    whole = f"of the {count(len(verdicts), 'channel')} {asked.whose}"
    if not usable:
        return f"On {day_in_words(day)}, none {whole} could be used, surely or presumably."
    names = first_few(_names(asked, usable), most=NAMED)
    how = f"{surely:,} surely, {len(usable) - surely:,} presumably"
    return (
        f"On {day_in_words(day)}, {len(usable):,} {whole} could be used ({how}): {names}."
        f"{_others(verdicts)}"
    )


def _others(verdicts: Mapping[str, Verdict]) -> str:
    """Say of how many channels that could not be used that is told, and of how many it is not."""
    stopped = sum(verdict.holds_stopped for verdict in verdicts.values())
    rest = sum(not verdict.holds_usable for verdict in verdicts.values()) - stopped
    told = f" {count(stopped, 'other')} {_was(stopped)} stopped." if stopped else ""
    if not rest:
        return told
    words = Counter(
        "disputed" if verdict == CONTESTED else "silent" if verdict == UNKNOWN else "possible"
        for verdict in verdicts.values()
        if not verdict.holds_usable and not verdict.holds_stopped
    )
    silent, possible, disputed = (words[name] for name in ("silent", "possible", "disputed"))
    parts = [
        f"of {silent:,} no source says how {_it(silent)} stood that day" if silent else "",
        f"of {possible:,} it is only possible that {_it(possible)} worked or had stopped"
        if possible
        else "",
        f"on {disputed:,} the sources disagree" if disputed else "",
    ]
    return f"{told} The data hold {rest:,} more, from all years: {'; '.join(filter(None, parts))}."


def _names(asked: Year, channels: Iterable[str]) -> list[str]:
    """Name channels, leaders and foreign ministries first: of many only a few are shown."""
    found = (asked.data.channels[channel] for channel in channels)
    return [row.name for row in sorted(found, key=lambda row: (TYPE_ORDER[row.type], row.id))]


def _lost(asked: Year) -> Iterator[str]:
    """Say which of the channels usable on the eve were stopped, and which went out of sight."""
    usable = sum(verdict.holds_usable for verdict in asked.at_start.values())
    if not usable:
        return
    rows = sorted(asked.change.lost, key=lambda row: asked.stops[row.id].on)
    told = _with_reasons((row.name, asked.stops[row.id].in_words(asked.data)) for row in rows)
    whole = f"of the {usable:,}" if usable > 1 else "of these"
    if told:
        yield f"{len(rows):,} {whole} {_was(len(rows))} lost (stopped): {told}."
    else:
        yield f"None {whole} was lost (stopped)."
    if hidden := asked.change.out_of_sight:
        yield (
            f"{len(hidden):,} {whole} went out of sight (no longer told of as usable, or disputed, "
            "which does not mean closed)."
        )


def _stopped_within(asked: Year) -> Iterator[str]:
    """Say what was stopped in between without being lost between the two days."""
    lost = {row.id for row in asked.change.lost}
    told = [
        label(asked.data, stop.channel) for stop in asked.stops.values() if stop.channel not in lost
    ]
    if told:
        more = "more " if lost else ""
        they = "it was" if len(told) == 1 else "they were"
        yield (
            f"{len(told):,} {more}{_was(len(told))} stopped in between (not lost, as {they} usable "
            "again or in doubt at the end, or not yet usable at the start): "
            f"{first_few(told)}."
        )


def _degraded(asked: Year) -> Iterator[str]:
    """Say what was open on the first day and could be used with less on the last."""
    if rows := asked.change.degraded:
        told = first_few(_names(asked, [row.id for row in rows]))
        yield f"{len(rows):,} {_was(len(rows))} degraded (still usable, with less): {told}."


def _found_stopped(asked: Year) -> Iterator[str]:
    """Say what is stopped on the last day though nothing tells that it was usable before."""
    told = [row for row in asked.change.found_stopped if row.id not in asked.stops]
    if told:
        names = first_few(_names(asked, [row.id for row in told]))
        yield (
            f"{len(told):,} {_was(len(told))} found stopped on the last day (not lost, as nobody "
            f"says that {'it was' if len(told) == 1 else 'they were'} usable before): {names}."
        )


def _with_reasons(stops: Iterable[tuple[str, str]]) -> str:
    """Name what was stopped, each with how; what was stopped alike is named together."""
    alike: dict[str, list[str]] = {}
    for name, why in stops:
        alike.setdefault(why, []).append(name)
    return first_few(
        [
            f"{names[0]}, {why}"
            if len(names) == 1
            else f"{', '.join(f'“{name}”' for name in names[:-1])} and “{names[-1]}”, each {why}"
            for why, names in alike.items()
        ]
    )


def _come_back(asked: Year) -> Iterator[str]:
    """Say how many of the channels usable on the last day were not on the eve."""
    gained, shown = len(asked.change.gained), len(asked.change.into_view)
    if gained or shown:
        none_or = f"{gained:,} {_was(gained)}" if gained else "None was"
        yield (
            f"{none_or} gained (stopped on the first day), and {f'{shown:,}' if shown else 'none'} "
            "came into view (on the first day unknown, contested or only possibly usable)."
        )


def _contested(asked: Year) -> str:
    """Say on how many channels the sources disagree, at the end and before it."""
    end = sum(asked.at_end[key] == CONTESTED for key in asked.contested)
    before = len(asked.contested) - end
    if not asked.contested:
        return "Contested: none; on no channel do the sources contradict each other in these days."
    told = f"On {count(end, 'channel') if end else 'none'} the sources disagree at the end"
    return (
        f"{told}, on {before:,} {'more ' if end else ''}earlier in these days."
        if before
        else f"{told}."
    )


def _disruptions(asked: Year) -> Iterator[str]:
    """Say how many disruptions of each kind began in between, and how many perhaps did."""
    rows = asked.change.disruptions
    surely = [row.record for row in rows if row.certainty == "surely"]
    perhaps = len(rows) - len(surely)
    if not rows:
        return
    kinds: Counter[str] = Counter(row.kind for row in surely if row.kind != "other")
    told = [
        f"{kind_in_words(kind)} ({number:,} times)" if number > 1 else kind_in_words(kind)
        for kind, number in kinds.most_common()
    ]
    named = f", among them {first_few(told, most=KINDS)}" if kinds else ""
    more = f" {perhaps:,} {'more ' if surely else ''}perhaps did." if perhaps else ""
    number = count(len(surely), "disruption") if surely else "No disruption"
    yield f"{number} surely began in between{named}.{more}"


def _strictly(asked: Year) -> Iterator[str]:
    """Say what the numbers are when nothing is presumed, in one line."""
    if not asked.data.presumption:
        yield "Nothing is presumed in this report: usable means surely usable."
        return
    strictly = asked.strict
    before, after = (
        sum(verdict.holds_usable for verdict in verdicts.values())
        for verdicts in (strictly.at_start, strictly.at_end)
    )
    lists = ", ".join(
        f"{len(getattr(strictly.change, name)):,} {name.replace('_', ' ')}" for name in CHANGES
    )
    yield (
        f"With nothing presumed (--strict): {before:,} usable on the first day, {after:,} on the "
        f"last; {lists}."
    )


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _it(number: int) -> str:
    return "it" if number == 1 else "they"
