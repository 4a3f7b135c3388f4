"""
Draws: copy a dataset with each uncertain date fixed to one day.

Whatever is computed on many draws shows how far an answer hangs on dates that the sources leave
open. A draw decides nothing else: what is still going on goes on, no account gains or loses a
claim, and what is surely usable or surely stopped in the data is so in each draw, unless the draw
lays a denied account of the other kind on that day, or a contact on a day of a stop: then it is
contested. What was seen is presumed to go on from the days that were drawn.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY, Bounds
from backchannel.dates.period import day_bounds, end_bounds, start_bounds
from backchannel.facts.model import Contact, Disruption, Spell, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record

Lasting = Spell | Tenure | Disruption

SPARE = 11
"""Bits of 64 that are left over: a float holds 53."""


def drawn(data: Dataset, *, seed: int) -> Dataset:
    """
    Return the data with each uncertain date replaced by a day drawn at random.

    Spells, contacts, disruptions and tenures are drawn. Each channel and each office (for
    disruptions each record) gets one quantile, and each of its dates lies at that quantile of its
    bounds: so what ends on an unknown day still ends before the next begins. The start of an
    account, and a contact, lies no later than its claims speak about. Dates without a bound on one
    side stay as they are, since no draw can say how far they reach, and so do series and intervals
    of contacts, and the ends that nobody saw of what was closed.

    Parameters
    ----------
    data
        The data, or a view of them.
    seed
        Equal seeds give equal draws.
    """
    tables: dict[str, dict[str, Record]] = {}
    for name in ("spells", "contacts", "disruptions", "tenures"):
        groups: dict[str, list[Any]] = defaultdict(list)
        for record in data.table(name).values():
            groups[_group(record)].append(record)
        tables[name] = {
            lot.record.id: lot.settled(lot.days(quantile(seed, group)))
            for group, records in groups.items()
            for lot in lots(data, records)
        }
    return data.with_tables(**tables)


def _group(record: Record) -> str:
    """Return what shares a quantile with a record: its channel or office, else it stands alone."""
    return str(getattr(record, "channel", "") or getattr(record, "office", "") or record.id)


def quantile(seed: int, group: str) -> float:
    """Return the quantile of a channel, an office or a lone record in a draw, from 0 to below 1."""
    return (int.from_bytes(drawn_bits(seeded([seed]), group)) >> SPARE) / 2.0 ** (64 - SPARE)


def seeded(seeds: Iterable[int]) -> list[blake2b]:
    """Return the hash of each draw as far as its seed goes."""
    return [blake2b(b"%d:" % seed, digest_size=8) for seed in seeds]


def drawn_bits(begun: Iterable[blake2b], group: str) -> bytes:
    """Return 8 bytes for each draw, the first of which, but for `SPARE` bits, are its quantile."""
    # A hash depends on nothing but these two: whoever draws, and in whatever order, draws the same.
    encoded = group.encode()
    found = []
    for of_seed in begun:
        whole = of_seed.copy()
        whole.update(encoded)
        found.append(whole.digest())
    return b"".join(found)


class Lot(NamedTuple):
    """A record with the bounds that its dates are drawn from; None is what no draw moves."""

    record: Record
    start: Bounds | None
    """Of its start, or of the date of a contact."""
    end: Bounds | None

    @property
    def is_uncertain(self) -> bool:
        """Whether two draws can differ."""
        return any(bounds and bounds.earliest < bounds.latest for bounds in (self.start, self.end))

    def days(self, quantile: float) -> tuple[date | None, date | None]:
        """Return the days at a quantile of the bounds."""
        first = _at(self.start, quantile) if self.start else None
        last = _at(self.end, quantile) if self.end else None
        if last and self.end:
            # Rounding to whole days may swap the two by one.
            last = min(max(last, first or last), self.end.latest)
        return first, last

    def settled(self, days: tuple[date | None, date | None]) -> Record:
        """Return the record on some days."""
        begins = "date" if isinstance(self.record, Contact) else "start"
        changes = {
            column: day.isoformat()
            for column, day in zip((begins, "end"), days, strict=True)
            if day
        }
        return self.record.model_copy(update=changes) if changes else self.record


def lots(data: Dataset, records: Iterable[Any]) -> Iterator[Lot]:
    """Yield the records of one channel or office, with the bounds that a draw settles."""
    lasting = []
    for record in records:
        if isinstance(record, Contact):
            yield Lot(record, _date_of(data, record), None)
        else:
            lasting.append(record)
    for record, (start, end) in _in_order(data, lasting):
        # By its own end: a later start that was brought forward says nothing of who saw this end.
        stands = record.end in ("", "..") or _stays_closed(data, record, _end_of(record))
        yield Lot(record, _with_ends(start), None if stands else _with_ends(end))


def _date_of(data: Dataset, contact: Contact) -> Bounds | None:
    if contact.count or "/" in contact.date:
        return None
    earliest, latest = day_bounds(contact.date)
    # It lies no later than its claims speak about, unless all of its days do.
    last = min(latest, _last_seen(data, contact))
    return _with_ends(Bounds(earliest, last if last >= earliest else latest))


def _in_order(
    data: Dataset, records: Iterable[Lasting]
) -> Iterator[tuple[Lasting, tuple[Bounds, Bounds]]]:
    """
    Yield records with the bounds to draw their start and end from, the latest start first.

    Both are tightened where one date bounds the other. Where a start is brought forward, since
    claims saw it begun, so are the ends that lie before it in the data.
    """
    limits = _seen(data, records)
    bounds = {record.id: (start_bounds(record.start), _end_of(record)) for record in records}
    brought: list[tuple[Bounds, date]] = []
    for record in sorted(records, key=lambda item: (bounds[item.id][0], item.id), reverse=True):
        start, end = bounds[record.id]
        end = Bounds(min(max(end.earliest, start.earliest), end.latest), end.latest)
        before = [
            latest - timedelta(days=1)
            for later, latest in brought
            if end.earliest < later.earliest and end.latest < later.latest
        ]
        end_latest = max(min([end.latest, *before]), end.earliest)
        limit = min(start.latest, end_latest, limits.get(record.id, LAST_DAY))
        start_latest = max(limit, start.earliest)
        if start_latest < start.latest:
            brought.append((start, start_latest))
        yield record, (Bounds(start.earliest, start_latest), Bounds(end.earliest, end_latest))


def _end_of(record: Lasting) -> Bounds:
    if isinstance(record, Disruption) and not record.end:
        return Bounds(FIRST_DAY, LAST_DAY)
    return end_bounds(record.end)


def _stays_closed(data: Dataset, record: Lasting, end: Bounds) -> bool:
    """Say whether nobody saw the end of what was closed: it then stays so, whatever was entered."""
    is_closed = isinstance(record, Spell) and record.status == "closed"
    return is_closed and end.latest > _last_seen(data, record)


def _last_seen(data: Dataset, record: Lasting | Contact) -> date:
    """Return the last day that the claims on a record speak about; the data end if it has none."""
    spoken = (
        data.spoken_of(claim).latest
        for claim in data.claims_on.get(record.id, ())
        if claim.stance == "supports" and not claim.field
    )
    return min(data.as_of, max(spoken, default=data.as_of))


def _seen(data: Dataset, records: Iterable[Lasting]) -> Mapping[str, date]:
    """Return by when each account had begun, because a claim speaks of it or the data end."""
    limits = {}
    for record in records:
        begins = start_bounds(record.start).earliest
        possible = [day for day in (_last_seen(data, record), data.as_of) if day >= begins]
        if possible and not isinstance(record, Disruption):
            limits[record.id] = possible[0]
    return limits


def _with_ends(bounds: Bounds) -> Bounds | None:
    """Return bounds that have two ends, or nothing."""
    return None if bounds.earliest == FIRST_DAY or bounds.latest == LAST_DAY else bounds


def _at(bounds: Bounds, quantile: float) -> date:
    """Return the day at a quantile of some bounds."""
    days = (bounds.latest - bounds.earliest).days
    return bounds.earliest + timedelta(days=min(int(quantile * (days + 1)), days))
