"""The earliest and latest days that a record's dates can mean, whatever its table calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import UNBOUNDED_START, day_bounds, end_bounds, start_bounds
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
    from backchannel.dates.edtf import Bounds


def bounds_of(record: Record) -> dict[str, Bounds]:
    """
    Return the computed bounds of a record's dates, by the name they carry in the graph.

    `start` and `end` for what lasts, `date` for a contact, `published` for a source; a claim
    without an `as_of` of its own has none here, since it takes its source's. A disruption with an
    empty end ends on its first day.
    """
    match record:
        case Source():
            return {"published": day_bounds(record.published)}
        case Contact():
            return {"date": day_bounds(record.date)}
        case Claim():
            return {"as_of": day_bounds(record.as_of)} if record.as_of else {}
        case Disruption():
            start = start_bounds(record.start)
            return {"start": start, "end": end_bounds(record.end) if record.end else start}
        case Actor() if record.kind != "state":
            return {}
        case Actor() | Party():
            # Empty means "always" or "as the channel": nothing that the channel allows is cut off.
            end = end_bounds(record.end or "..")
            start = start_bounds(record.start) if record.start else UNBOUNDED_START
            return {"start": start, "end": end}
        case Tenure() | Spell():
            return {"start": start_bounds(record.start), "end": end_bounds(record.end)}
        case _:
            return {}
