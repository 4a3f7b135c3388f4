"""Rules about days: the order of dates, how spells end, and what follows a change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.check.overlaps import backing
from backchannel.check.references import problem
from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import (
    STILL_SO,
    UNKNOWN_END,
    end_bounds,
    start_bounds,
)
from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import USABLE
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from backchannel.errors import Problem
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Spell


def order_of_dates(data: Dataset) -> Iterator[Problem]:
    """Yield records that surely end before they begin, or that begin after the package ends."""
    for table in ("actors", "tenures", "parties", "spells", "disruptions"):
        for record in data.table(table).values():
            bounds = bounds_of(record)
            if bounds and bounds["end"].latest < bounds["start"].earliest:
                end, start = getattr(record, "end", ""), getattr(record, "start", "")
                yield problem(
                    record,
                    "end",
                    f"{quoted(end)} is earlier than start, {quoted(start)}; correct one",
                )
    for table, column in (
        ("spells", "start"),
        ("tenures", "start"),
        ("disruptions", "start"),
        ("contacts", "date"),
    ):
        for record in data.table(table).values():
            if bounds_of(record)[column].earliest > data.as_of:
                entered = quoted(getattr(record, column))
                message = f"{entered} is after as_of, `{data.as_of}`; correct one of them"
                yield problem(record, column, message)


def ends(data: Dataset) -> Iterator[Problem]:
    """Yield ends that say nothing, or more than anybody has seen."""
    for spell in data.spells.values():
        bounds = end_bounds(spell.end)
        if bounds == UNKNOWN_END and spell.status not in USABLE:
            yield problem(
                spell,
                "end",
                f"is empty for a {spell.status} spell; "
                "write the day seen last, or `..` if nobody saw it end",
            )
        elif bounds == STILL_SO:
            yield from _still_so(data, spell)
        elif bounds != UNKNOWN_END:
            if not spell.end_kind:
                yield problem(
                    spell, "end_kind", "is empty, but the spell has an end; say why it ends"
                )
            if bounds.earliest == FIRST_DAY:
                message = (
                    f"{quoted(spell.end)} makes all earlier years possible; "
                    "begin it on the last day seen"
                )
                yield problem(spell, "end", message)


def changes(data: Dataset) -> Iterator[Problem]:
    """
    Yield spells that end by a change though nothing that they can change to follows.

    That is another status of their channel, or `degraded` once more, at another level.
    """
    for channel, spells in data.spells_of.items():
        starts = {spell.id: start_bounds(spell.start) for spell in spells}
        last: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for spell in spells:
            starting = (starts[spell.id].latest, spell.id)
            # The last two are enough: one of them is another spell.
            last[spell.status] = sorted([*last[spell.status], starting])[-2:]
        for spell in spells:
            following = (
                start
                for status, starting in last.items()
                for start, other in starting
                if status != spell.status or (status == "degraded" and other != spell.id)
            )
            began = starts[spell.id].earliest
            if spell.end_kind == "changed" and max(following, default=began) <= began:
                message = (
                    f"is `changed`, but no other status of `{channel}` follows; "
                    "enter it, or another end kind"
                )
                yield problem(spell, "end_kind", message)


def _still_so(data: Dataset, spell: Spell) -> Iterator[Problem]:
    claims = backing(data, spell)
    if claims and not any(claim.as_of for claim in claims):
        message = (
            "is `..`, but none of its supporting claims has an `as_of`; say when it was still so"
        )
        yield problem(spell, "end", message)
    if spell.end_kind not in ("", "observed"):
        message = (
            f"{quoted(spell.end_kind)} needs an end, but end is `..`; write `observed`, or the end"
        )
        yield problem(spell, "end_kind", message)
