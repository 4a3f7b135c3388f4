"""
The verdicts that a page ships: each channel's stretches in each view, and how two verdicts compare.

The page looks verdicts up and never works one out. Verdicts travel as their rank (`RANK`), and what
two of them mean together as a table of all pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import TYPE_ORDER
from backchannel.losses.changes import days_between
from backchannel.verdicts.comparison import CHANGES, kind_of_change
from backchannel.verdicts.course import course, first_seen
from backchannel.verdicts.held import last_contact
from backchannel.verdicts.verdict import RANK, RANK_OF
from backchannel.webpage.days import day_index, span_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope


def channels_of(data: Dataset, scope: Scope) -> list[str]:
    """Return the channels of a page, by type, then by the day each is first heard of."""
    lines = course(data)

    def place(channel: str) -> tuple[object, ...]:
        return TYPE_ORDER[data.channels[channel].type], first_seen(lines[channel]), channel

    return sorted(scope.channels(data, within=Window(data.start, data.as_of)), key=place)


def verdict_rows() -> list[dict[str, Any]]:
    """Return what the page has to know of each verdict, in the order of their ranks."""
    return [
        {
            "word": verdict.word.value,
            "certainty": verdict.certainty,
            "usable": verdict.usable,
            "holds": verdict.holds,
            "stop": verdict.surely_stopped,
        }
        for verdict in RANK
    ]


def change_table() -> list[list[int]]:
    """Return for a verdict before and one after which of `CHANGES` it is, from 1; 0 is none."""
    places = {kind: number for number, kind in enumerate(CHANGES, start=1)}
    return [[places.get(kind_of_change(was, now) or "", 0) for now in RANK] for was in RANK]


def stretches_of(data: Dataset, channels: Sequence[str], *, within: Window) -> list[list[int]]:
    """Return each channel's stretches: first day, rank, first day, rank, and so on."""
    lines = course(data)
    return [
        [
            number
            for first, _, verdict in lines[channel].within(within)
            for number in ((first - within.first).days, RANK_OF[verdict])
        ]
        for channel in channels
    ]


def joined_days(data: Dataset, channel: str, scope: Scope) -> list[tuple[int, int]] | None:
    """Return the days on which a channel joins the two sides; None where it does on all."""
    if not scope.sides:
        return None
    within = Window(data.start, data.as_of)
    found = days_between(data, channel, scope.sides, within)
    return None if found == [within] else [span_index(data, days) for days in found]


def last_contacts(
    data: Dataset, channels: Sequence[str], records: Mapping[str, int]
) -> list[list[int]]:
    """Return for each channel the last documented contact by each day: day, record, and so on."""
    found: list[list[int]] = []
    for channel in channels:
        row: list[int] = []
        through = data.contacts_of.get(channel, ())
        for day in sorted({bounds_of(contact)["date"].latest for contact in through}):
            last = last_contact(data, channel, by=day)
            if last is not None and row[-1:] != [records[last.id]]:
                row += [day_index(data, day), records[last.id]]
        found.append(row)
    return found
