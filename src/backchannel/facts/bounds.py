"""The earliest and latest days that a record's dates can mean, whatever its table calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.period import (
    UNBOUNDED_START,
    day_bounds,
    end_bounds,
    first_and_last,
    start_bounds,
)
from backchannel.facts.model import (
    Actor,
    Claim,
    Contact,
    Disruption,
    Party,
    Record,
    Source,
    Spell,
    Tenure,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.dates.edtf import Bounds


DATED = frozenset({"start", "end", "date", "published", "as_of"})
"""The columns that hold dates, in whatever table."""


def bounds_of(record: Record) -> dict[str, Bounds]:
    """
    Return the computed bounds of a record's dates, by the name they carry in the graph.

    `start` and `end` for what lasts, `date` for a contact, `published` for a source; a claim
    without an `as_of` of its own has none here, since it takes its source's. A disruption with an
    empty end ends on its first day. A contact that went on through an interval has all three; a
    series was on some days of it, nobody says which.
    """
    # Asked for nearly every record of a package, and the tables of most have no dates.
    read = _READERS.get(type(record))
    return read(record) if read else {}


def _of_disruption(record: Disruption) -> dict[str, Bounds]:
    start = start_bounds(record.start)
    return {"start": start, "end": end_bounds(record.end) if record.end else start}


def _of_what_may_be_always(record: Actor | Party) -> dict[str, Bounds]:
    """Read the bounds of what is "always" or "as the channel" where a cell is empty."""
    if isinstance(record, Actor) and record.kind != "state":
        return {}
    end = end_bounds(record.end or "..")
    return {"start": start_bounds(record.start) if record.start else UNBOUNDED_START, "end": end}


def _of_contact(record: Contact) -> dict[str, Bounds]:
    whole = {"date": day_bounds(record.date)}
    if record.count or "/" not in record.date:
        return whole
    start, end = first_and_last(record.date)
    return {**whole, "start": start, "end": end}


def _of_what_lasts(record: Spell | Tenure) -> dict[str, Bounds]:
    return {"start": start_bounds(record.start), "end": end_bounds(record.end)}


_READERS: Mapping[type[Record], Callable[[Any], dict[str, Bounds]]] = {
    Source: lambda record: {"published": day_bounds(record.published)},
    Contact: _of_contact,
    Claim: lambda record: {"as_of": day_bounds(record.as_of)} if record.as_of else {},
    Disruption: _of_disruption,
    Actor: _of_what_may_be_always,
    Party: _of_what_may_be_always,
    Tenure: _of_what_lasts,
    Spell: _of_what_lasts,
}
