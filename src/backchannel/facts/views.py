"""
Views: a dataset in, a dataset out.

`as_known_on` keeps the claims that were published by a day and `as_told_by` those of one voice;
`without` drops records; `of_type` keeps the channels of one type; `drawn` (see `draws`) settles
every uncertain date; `strict` and `presuming` change for how long what was seen is presumed to go
on. The first two keep the claims that count, drop the spells, contacts, disruptions, tenures and
dependencies that no counted claim supports, and keep channels, parties, actors and sources, so that
every such view lists the same channels. Whatever takes a dataset takes a view.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import index
from typing import TYPE_CHECKING

from backchannel.dates.period import day, day_bounds
from backchannel.errors import UsageFault
from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import RECORDS, REFERENCES, Contact, Disruption, Record
from backchannel.facts.names import resolve
from backchannel.facts.presumption import MOST_DAYS
from backchannel.facts.vocabulary import channel_type
from backchannel.facts.voices import officials_of, voice_label, voice_of
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim

CLAIMED = ("tenures", "spells", "contacts", "disruptions", "dependencies")
"""The tables whose records stand only while a counted claim supports them."""


def as_known_on(data: Dataset, when: date | str) -> Dataset:
    """
    Return the data as they were known on a day: only claims that were surely published by then.

    The view ends on that day, or where the data end if that is earlier.

    Raises
    ------
    BadDate
        If a text is given that is not one day.
    """
    on = day(when)
    published = {source.id: day_bounds(source.published).latest for source in data.sources.values()}
    known = counting(data, lambda claim: published[claim.source] <= on)
    earlier = data.view.known_on
    view = data.view._replace(known_on=min(on, earlier) if earlier else on)
    return known.with_tables(as_of=min(data.as_of, on), view=view)


def as_told_by(data: Dataset, voice: str) -> Dataset:
    """
    Return the data as one voice tells them.

    Parameters
    ----------
    data
        The data.
    voice
        An actor by id or name, or a group of sources, as `voice_of` knows them. A state stands for
        itself and for its own claimants in government, military, intelligence and parliament.

    Raises
    ------
    UnknownName
        If no actor, source or group of sources is called so; one that merely says nothing is no
        error.
    UsageFault
        If the data are those of another voice already.
    """
    voice = voice_of(data, voice)
    if data.view.told_by not in (None, voice):
        # What two voices both tell would be neither's telling.
        told_by = quoted(data.view.voice or data.view.told_by)
        raise UsageFault(f"the data are as told by {told_by} already; begin with the whole data")
    officials = officials_of(data, voice)
    # What a body of a state publishes is its own word; what somebody writes who serves it is not.
    voices = {voice, *(one for one in officials if data.actors[one].kind != "person")}
    told = counting(data, lambda claim: data.voice(claim) in voices or claim.claimant in officials)
    view = data.view._replace(told_by=voice, voice=voice_label(data, voice))
    return told.with_tables(view=view)


def strict(data: Dataset) -> Dataset:
    """Return the data with nothing presumed: what nobody saw that day is unknown."""
    return presuming(data, 0)


def presuming(data: Dataset, days: int) -> Dataset:
    """
    Return the data with what was seen presumed to go on for so many days, whatever its type.

    The breaks stay as the package has them. 0 days are `strict`.

    Raises
    ------
    UsageFault
        If the days are no whole number, or fewer than none.
    """
    try:
        # A number from an array is no `int`, but knows which one it is.
        number = min(index(days), MOST_DAYS)
    except TypeError:
        number = -1
    if isinstance(days, bool) or number < 0:
        raise UsageFault(
            f"{quoted(str(days))} is no number of days; give a whole number, 0 or more"
        )
    presumption = data.presumption.for_all(number)
    return data.with_tables(presumption=presumption, view=data.view._replace(presume=number))


def of_type(data: Dataset, kind: str) -> Dataset:
    """
    Return the data with the channels of one type alone, and what is told of these.

    Whatever lists, counts or draws channels then speaks of this type, and says so.

    Raises
    ------
    UnknownName
        If there is no such type.
    """
    channel_type(kind)
    channels = {key: row for key, row in data.channels.items() if row.type == kind}
    contacts = {key: row for key, row in data.contacts.items() if row.channel in channels}
    tables: dict[str, Mapping[str, Record]] = {"channels": channels, "contacts": contacts}
    for name in ("parties", "spells", "dependencies"):
        rows = data.table(name).items()
        tables[name] = {key: row for key, row in rows if getattr(row, "channel", "") in channels}
    attendances = data.attendances.items()
    tables["attendances"] = {key: row for key, row in attendances if row.contact in contacts}
    return data.with_tables(**tables, view=data.view._replace(of_type=kind))


def counting(data: Dataset, counts: Callable[[Claim], bool]) -> Dataset:
    """Return the data with only the claims that count, and only what they support."""
    claims = {claim.id: claim for claim in data.claims.values() if counts(claim)}
    backed = _supported(data, claims.values())
    tables: dict[str, Mapping[str, Record]] = {"claims": claims}
    for name in CLAIMED:
        tables[name] = {
            k: _with_counted_dates(v, data, claims)
            for k, v in data.table(name).items()
            if k in backed
        }
    tables["attendances"] = {
        k: v for k, v in data.attendances.items() if v.contact in tables["contacts"]
    }
    return data.with_tables(**tables, entered=_as_entered(data, tables))


def without(data: Dataset, ids: Iterable[str]) -> Dataset:
    """
    Return the data without some records, and without what hangs on them.

    Parameters
    ----------
    data
        The data, or a view of them.
    ids
        Records of any table, by id or unambiguous name.

    Returns
    -------
    rest
        A row that cannot be without what goes goes along: a source takes its claims; a channel its
        parties, spells, contacts and dependencies; a contact its attendances; an actor its parties,
        tenures and attendances; every record the claims about it. So does what loses the last claim
        that supported it. A cell that may be empty is emptied: a contact whose place goes is still
        known to have been held, and a claim whose claimant goes is still what its source says.

    Raises
    ------
    UnknownName
        If nothing has such an id or name.
    UsageFault
        If a bare text is given instead of a list, or several records have such a name.
    """
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise UsageFault(f"{quoted(repr(ids))} is not a list of ids; write `[{ids!r}]`")
    gone = {resolve(data, text) for text in ids}
    supported = _supported(data, data.claims.values())
    while True:
        hanging = {
            row.id
            for table, columns in _NEEDED.items()
            for row in data.table(table).values()
            if any(getattr(row, column) in gone for column in columns)
        }
        claims = {k: v for k, v in data.claims.items() if k not in gone}
        more = gone | hanging | (supported - _supported(data, claims.values()))
        if more == gone:
            break
        gone = more
    tables = {
        table: {
            k: _emptied(_with_counted_dates(v, data, claims), gone)
            for k, v in data.table(table).items()
            if k not in gone
        }
        for table in RECORDS
    }
    return data.with_tables(**tables, entered=_as_entered(data, tables))


_NEEDED = {
    table: [
        column
        for column in columns
        if not hasattr(RECORDS[table], column) or (table, column) == ("contacts", "channel")
    ]
    for table, columns in REFERENCES.items()
}
"""Table → the columns without which its rows cannot be; a contact goes with the channel it used."""


def _emptied(record: Record, gone: AbstractSet[str]) -> Record:
    """Return a record whose cells no longer name what is gone."""
    changes: dict[str, str | tuple[str, ...]] = {}
    for column in REFERENCES.get(record.table, {}):
        value = getattr(record, column)
        if isinstance(value, tuple):
            if not gone.isdisjoint(value):
                changes[column] = tuple(item for item in value if item not in gone)
        elif value in gone:
            changes[column] = ""
    return record.model_copy(update=changes) if changes else record


def _supported(data: Dataset, claims: Iterable[Claim]) -> set[str]:
    """
    Return the records that stand because some claims support them.

    A spell is one account as a whole, which a claim on one of its columns does not carry.
    """
    backed = {
        claim.record
        for claim in claims
        if claim.stance == "supports" and not (claim.field and claim.record in data.spells)
    }
    return {record for table in CLAIMED for record in data.table(table) if record in backed}


def _with_counted_dates(record: Record, data: Dataset, claims: Mapping[str, Claim]) -> Record:
    """
    Narrow a date that is a set of rival values to the values that counted claims give.

    A view of a view begins with the date as it was entered, so that the order of two views is
    nothing to it.
    """
    if not isinstance(record, Contact | Disruption):
        return record
    whole = data.entered.get(record.id, record)
    changes: dict[str, str] = {}
    for column in ("date",) if isinstance(record, Contact) else ("start", "end"):
        supporting = (c for c in data.claims_on.get(record.id, ()) if c.stance == "supports")
        rivals = [c for c in supporting if c.field == column and c.value]
        counted = sorted({c.value for c in rivals if c.id in claims})
        if whole is not record or len(counted) < len({c.value for c in rivals}):
            changes[column] = _date_of(whole, column, counted)
    return record.model_copy(update=changes) if changes else record


def _date_of(whole: Record, column: str, counted: Sequence[str]) -> str:
    """Return the date that the counted values make; as it was entered where there are none."""
    if len(counted) < 2:
        return counted[0] if counted else getattr(whole, column)
    hulls = {bounds_of(whole.model_copy(update={column: value}))[column] for value in counted}
    widest = [
        (first, last)
        for first, last in sorted(hulls)
        if not any(a <= first and last <= b for a, b in hulls - {(first, last)})
    ]
    told = [f"{first}" if first == last else f"{first}..{last}" for first, last in widest]
    return f"[{','.join(told)}]"


def _as_entered(data: Dataset, tables: Mapping[str, Mapping[str, Record]]) -> dict[str, Record]:
    """Return the records whose dates are no longer those that were entered, as they were."""
    return {
        key: data.entered.get(key, data.table(name)[key])
        for name in ("contacts", "disruptions")
        for key, record in tables[name].items()
        if key in data.entered or record is not data.table(name)[key]
    }
