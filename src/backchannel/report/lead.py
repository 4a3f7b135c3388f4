"""
The head of a report: how much could be used at the start and the end, what was lost and why.

It counts and names; what happened to each channel, and by whose word, is told after it (`brief`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.output.document import Hyperlink, Strong, anchor
from backchannel.report.brief import by_rank, talk_in_words
from backchannel.report.changes import open_title
from backchannel.report.disruptions import disruptions_in_short
from backchannel.report.ends import counts, reach
from backchannel.report.year import first_few
from backchannel.verdicts.comparison import CHANGES
from backchannel.verdicts.loss import usable_by_type
from backchannel.verdicts.verdict import CONTESTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.output.document import Document, Inline
    from backchannel.report.causes import Stop
    from backchannel.report.year import Year
    from backchannel.verdicts.comparison import Change
    from backchannel.verdicts.loss import LossDay

NAMED = 3
"""So many channels of a kind are named: head and screen are short, and the sections name all."""

MOST_LOST = 6
"""So many channels lost for one cause are named."""

THEN = " → "
"""Between the number at the start and the one at the end."""


def in_short(document: Document, asked: Year) -> None:
    """Add the section that gives the answer on one screen: what it must say comes first."""
    document.section("In short")
    for sentence in reach(asked):
        document.paragraph(sentence)
    days = [
        usable_by_type(asked.data, day, between=asked.scope)[0] for day in (asked.eve, asked.last)
    ]
    counts(document, asked, days)
    document.points(
        [
            *_families(asked, days),
            *_lost(asked),
            *_out_of_sight(asked),
            *_come_back(asked),
            _contested(asked),
            *_last_talks(asked),
            *_no_losses(asked),
            *_joined_or_left(asked),
            *disruptions_in_short(asked),
            *_strictly(asked),
        ]
    )
    document.paragraph(
        "Unknown is not closed: no source in the data speaks of that day, and nothing seen earlier "
        "is presumed to go on."
    )


def _point(lead: str, *rest: Inline) -> list[Inline]:
    """Return a point whose first words stand out, so that a reader finds it on the screen."""
    return [Strong(lead), *rest]


def _joined_or_left(asked: Year) -> Iterator[list[Inline]]:
    """Say which channels are between the two sides at one end of the year alone, and so counted."""
    first, last = (
        set(asked.scope.channels(asked.data, within=Window(day, day)))
        for day in (asked.eve, asked.last)
    )
    left = [
        f"{label(asked.data, key)} ({asked.scope.who_left(asked.data, key, by=asked.last)})"
        for key in by_rank(asked, first - last)
    ]
    come = _names(asked, last - first)
    whose = asked.scope.sides_in_words(asked.data)
    for names, counted, then in (
        (left, "start", f"no longer {whose} at the end"),
        (come, "end", f"not yet {whose} at the start"),
    ):
        if names:
            lead = f"{len(names):,} counted at the {counted} alone"
            yield _point(lead, f", {then}: {first_few(names, most=NAMED)}.")


def _families(asked: Year, days: Sequence[LossDay]) -> Iterator[list[Inline]]:
    """Say what could be used at both ends, by family of channels, as the pictures have them."""
    numbers = [Counter[str]() for _ in days]
    for tally, day in zip(numbers, days, strict=True):
        for kind, number in day.usable.items():
            tally[FAMILY[kind]] += number
    told = [
        f"{family} {THEN.join(f'{tally[family]:,}' for tally in numbers)}"
        for family in FAMILIES
        if any(tally[family] for tally in numbers)
    ]
    if told:
        title = open_title(asked)
        yield _point(
            "Usable, by family:",
            f" {', '.join(told)}; by name under ",
            Hyperlink(title, f"#{anchor(title)}"),
            ".",
        )


def _lost(asked: Year) -> Iterator[list[Inline]]:
    """Say which of the channels usable on the eve were stopped, and for what cause."""
    rows = asked.change.lost
    if rows:
        because = _by_cause(asked, [asked.stops[row.id] for row in rows])
        yield _point(
            f"{len(rows):,} lost", f" (usable at the start, stopped at the end). {because}"
        )
    elif any(verdict.holds_usable for verdict in asked.at_start.values()):
        yield _point("None lost", ": no channel usable at the start was stopped at the end.")


def _by_cause(asked: Year, stops: Iterable[Stop]) -> str:
    """Name what was stopped by what began it: where an act answered another, by the first."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for stop in stops:
        alike[stop.goes_back_to(asked.data)].append(stop.channel)
    told = []
    for causes, channels in sorted(alike.items(), key=lambda item: (not item[0], -len(item[1]))):
        why = f"Because of {' and '.join(causes)}" if causes else "No cause named"
        told.append(f"{why}: {first_few(_names(asked, channels), most=MOST_LOST)}.")
    return " ".join(told)


def _out_of_sight(asked: Year) -> Iterator[list[Inline]]:
    """Say what could be used at the start, while at the end nothing sure or presumed says so."""
    if rows := asked.change.out_of_sight:
        yield _point(
            f"{len(rows):,} out of sight",
            f" (no longer documented, or disputed; not known to be closed): {_named(asked, rows)}.",
        )


def _come_back(asked: Year) -> Iterator[list[Inline]]:
    """Say what could be used at the end, and at the start not, or not for sure."""
    gained, shown = asked.change.gained, asked.change.into_view
    if gained:
        yield _point(
            f"{len(gained):,} gained",
            f" (stopped at the start, usable at the end): {_named(asked, gained)}.",
        )
    none = "" if gained else "None gained, "
    if shown:
        yield _point(
            f"{none}{len(shown):,} came into view",
            " (usable at the end; at the start not documented, or disputed): "
            f"{_named(asked, shown)}.",
        )
    elif not gained:
        yield _point("None gained", ", and none came into view.")


def _contested(asked: Year) -> list[Inline]:
    """Say on which channels the sources disagree, at the end and before it."""
    end = [key for key in asked.contested if asked.at_end[key] == CONTESTED]
    before = [key for key in asked.contested if key not in end]
    if not asked.contested:
        return _point("None contested", ": on no channel do the sources contradict each other.")
    earlier = f"{len(before):,} {'more ' if end else ''}earlier in these days"
    at_end = f"{len(end):,} contested" if end else "None contested"
    parts = [
        f": {first_few(_names(asked, end), most=NAMED)}." if end else ".",
        f" {earlier}: {first_few(_names(asked, before), most=NAMED)}." if before else "",
    ]
    return _point(f"{at_end} at the end", "".join(parts))


def _last_talks(asked: Year) -> Iterator[list[Inline]]:
    """Name the last held contacts that the data document by the last day."""
    told = [talk_in_words(asked, row) for row in asked.last_talks]
    if told:
        lead = "Last documented contacts:" if len(told) > 1 else "Last documented contact:"
        yield _point(lead, f" {'; '.join(told)}.")


def _no_losses(asked: Year) -> Iterator[list[Inline]]:
    """Say in one point what was stopped or made worse and is not among the lost."""
    told = [*_stopped_within(asked), *_degraded(asked), *_found_stopped(asked)]
    if told:
        yield _point("Not counted as lost:", f" {'; '.join(told)}.")


def _stopped_within(asked: Year) -> Iterator[str]:
    """Say what was stopped in between without being lost between the two days."""
    lost = {row.id for row in asked.change.lost}
    told = [
        _short(asked, stop.channel) for stop in asked.stops.values() if stop.channel not in lost
    ]
    if told:
        yield f"{len(told):,} stopped in between ({first_few(told, most=NAMED)})"


def _degraded(asked: Year) -> Iterator[str]:
    """Say what was open on the first day and could be used with less on the last."""
    if rows := asked.change.degraded:
        yield f"{len(rows):,} still usable, with less ({_named(asked, rows)})"


def _found_stopped(asked: Year) -> Iterator[str]:
    """Say what is stopped on the last day though nothing tells that it was usable before."""
    if told := [row for row in asked.change.found_stopped if row.id not in asked.stops]:
        yield (
            f"{len(told):,} found stopped, not known to be usable before ({_named(asked, told)})"
        )


def _named(asked: Year, rows: Iterable[Change]) -> str:
    """Name the channels of a list of changes, the first few of many."""
    return first_few(_names(asked, [row.id for row in rows]), most=NAMED)


def _names(asked: Year, channels: Iterable[str]) -> list[str]:
    """Name channels, leaders and foreign ministries first: of many only a few are shown."""
    return [_short(asked, channel) for channel in by_rank(asked, channels)]


def _short(asked: Year, channel: str) -> str:
    """Name a channel without its addition, except that which says of what it is a part."""
    name = label(asked.data, channel)
    if asked.data.channels[channel].parent:
        return name
    return re.split(r": | \(", name)[0] or name


def _strictly(asked: Year) -> Iterator[list[Inline]]:
    """Say what the numbers are when nothing is presumed, in one line."""
    if not asked.data.presumption:
        yield _point("Nothing is presumed", " in this report: usable means surely usable.")
        return
    strictly = asked.strict
    before, after = (
        sum(verdict.holds_usable for verdict in verdicts.values())
        for verdicts in (strictly.at_start, strictly.at_end)
    )
    lists = ", ".join(
        f"{len(getattr(strictly.change, name)):,} {name.replace('_', ' ')}" for name in CHANGES
    )
    yield _point(
        "With nothing presumed",
        f" (--strict): {before:,} usable at the start, {after:,} at the end; {lists}.",
    )
