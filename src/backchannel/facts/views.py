"""
Views: a dataset in, a dataset out.

`as_known_on` keeps the claims that were published by a day and `as_told_by` those of one voice;
`without` drops records, and `drawn` replaces every uncertain date by one drawn at random. The first
two keep the claims that count, drop the spells, contacts, disruptions, tenures and dependencies
that no counted claim supports, and keep channels, parties, actors and sources, so that every such
view lists the same channels. Whatever takes a dataset takes a view.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import day, day_bounds, end_bounds, start_bounds
from backchannel.errors import UnknownName
from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import Contact, Disruption, Record, Spell
from backchannel.facts.names import names_of, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from backchannel.dates.edtf import Bounds
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim

CLAIMED = ("tenures", "spells", "contacts", "disruptions", "dependencies")
"""The tables whose records stand only while a counted claim supports them."""

OFFICIAL = frozenset({"GOV", "MIL", "SPY", "LEG"})
"""The sectors whose actors a state speaks through."""


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
    published = {one.id: day_bounds(one.published).latest for one in data.sources.values()}
    known = counting(data, lambda claim: published[claim.source] <= on)
    return known.with_tables(as_of=min(data.as_of, on))


def as_told_by(data: Dataset, voice: str) -> Dataset:
    """
    Return the data as one voice tells them.

    Parameters
    ----------
    data
        The data.
    voice
        An actor by id or name, or a source's independence group. A state stands for itself and for
        its own claimants in government, military, intelligence and parliament.

    Raises
    ------
    UnknownName
        If no actor, source or group of sources is called so; one that merely says nothing is no
        error.
    """
    voice = voice_of(data, voice)
    officials = _officials(data, voice)
    return counting(data, lambda claim: data.voice(claim) == voice or claim.claimant in officials)


def voice_of(data: Dataset, text: str) -> str:
    """
    Return the voice that a text names: an actor, or a group of sources.

    Raises
    ------
    UnknownName
        If no actor, source or group of sources is called so.
    UsageFault
        If several actors are.
    """
    groups = {source.independence_group or source.id for source in data.sources.values()}
    if text in groups:
        return text
    try:
        return resolve(data, text, "actors")
    except UnknownName:
        actors = {name: a.id for a in data.actors.values() for name in (a.id, *names_of(a))}
        known = {**actors, **{group: group for group in groups}}
        raise UnknownName("voice", text, known, remedy="give the id of an actor") from None


def counting(data: Dataset, counts: Callable[[Claim], bool]) -> Dataset:
    """Return the data with only the claims that count, and only what they support."""
    claims = {one.id: one for one in data.claims.values() if counts(one)}
    # A spell is one account as a whole; a claim on one of its columns does not carry it.
    backed = {one.record for one in claims.values() if one.stance == "supports"}
    backed_whole = {
        one.record for one in claims.values() if one.stance == "supports" and not one.field
    }
    tables: dict[str, Mapping[str, Record]] = {"claims": claims}
    for name in CLAIMED:
        kept = backed_whole if name == "spells" else backed
        tables[name] = {
            k: _with_counted_dates(v, data, claims)
            for k, v in data.table(name).items()
            if k in kept
        }
    tables["attendances"] = {
        k: v for k, v in data.attendances.items() if v.contact in tables["contacts"]
    }
    return data.with_tables(**tables)


def without(data: Dataset, ids: Iterable[str]) -> Dataset:
    """
    Return the data without some records, and without what hangs on them.

    A channel takes its parties, spells, contacts and dependencies along, a contact its attendances,
    a person or an office its parties, tenures and attendances; the claims on what goes go too.
    """
    gone = set(ids)
    for table, column in (
        ("spells", "channel"), ("contacts", "channel"), ("dependencies", "channel"),
        ("parties", "channel"), ("parties", "actor"), ("tenures", "person"), ("tenures", "office"),
        ("attendances", "contact"), ("attendances", "actor"), ("claims", "record"),
    ):  # fmt: skip
        gone |= {one.id for one in data.table(table).values() if getattr(one, column) in gone}
    tables = {
        name: {k: v for k, v in data.table(name).items() if k not in gone} for name in _TABLES
    }
    return data.with_tables(**tables)


def drawn(data: Dataset, *, seed: int) -> Dataset:
    """
    Return the data with each uncertain date replaced by a day drawn at random.

    Each channel (for disruptions and tenures each record) gets one quantile, and each of its dates
    lies at that quantile of its bounds: so a stretch that ends on an unknown day still ends before
    the next begins. Open bounds stay as they are, since no lot can say how far they reach.
    """
    tables = {
        name: {
            one.id: _settled(
                one,
                random.Random(f"{seed}:{getattr(one, 'channel', '') or one.id}").random(),  # noqa: S311
            )
            for one in data.table(name).values()
        }
        for name in ("spells", "contacts", "disruptions", "tenures")
    }
    return data.with_tables(**tables)


_TABLES = (
    "sources", "actors", "tenures", "channels", "parties", "spells", "contacts", "attendances",
    "disruptions", "dependencies", "claims",
)  # fmt: skip


def _officials(data: Dataset, voice: str) -> frozenset[str]:
    """Return those who speak for a state: its government, military, spies and parliament."""
    actor = data.actors.get(voice)
    if actor is None or actor.kind != "state" or not actor.state:
        return frozenset()
    return frozenset(
        one.id
        for one in data.actors.values()
        if one.state == actor.state and one.sector in OFFICIAL
    )


def _with_counted_dates(record: Record, data: Dataset, claims: Mapping[str, Claim]) -> Record:
    """Narrow a date that is a set of rival values to the values that counted claims give."""
    if not isinstance(record, Contact | Disruption):
        return record
    changes: dict[str, str] = {}
    for column in ("date",) if isinstance(record, Contact) else ("start", "end"):
        supporting = (c for c in data.claims_on.get(record.id, ()) if c.stance == "supports")
        rivals = [c for c in supporting if c.field == column and c.value]
        counted = sorted({c.value for c in rivals if c.id in claims})
        if counted and len(counted) < len({c.value for c in rivals}):
            changes[column] = counted[0] if len(counted) == 1 else _set_of(record, column, counted)
    return record.model_copy(update=changes) if changes else record


def _set_of(record: Record, column: str, values: Iterable[str]) -> str:
    hulls = sorted(bounds_of(record.model_copy(update={column: value}))[column] for value in values)
    return f"[{','.join(f'{earliest}..{latest}' for earliest, latest in hulls)}]"


def _settled(record: Record, quantile: float) -> Record:
    changes: dict[str, Any] = {}
    if isinstance(record, Contact):
        if not record.count and "/" not in record.date:
            changes["date"] = _lot(day_bounds(record.date), record.date, quantile)
    else:
        start, end = getattr(record, "start", ""), getattr(record, "end", "")
        if start:
            changes["start"] = _lot(start_bounds(start), start, quantile)
        if end:
            changes["end"] = _lot(end_bounds(end), end, quantile)
    if isinstance(record, Spell) and changes.get("start", "") > changes.get("end", "9") > "":
        changes["end"] = changes["start"]
    return record.model_copy(update=changes)


def _lot(bounds: Bounds, text: str, quantile: float) -> str:
    if bounds.earliest == FIRST_DAY or bounds.latest == LAST_DAY:
        return text
    days = (bounds.latest - bounds.earliest).days
    return (bounds.earliest + timedelta(days=min(int(quantile * (days + 1)), days))).isoformat()
