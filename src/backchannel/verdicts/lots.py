"""
Many draws of the uncertain dates at once: the accounts of a channel in all of them.

`drawn` makes a dataset for each draw, and `course` the course of each of its channels; that is the
plain road, to which a test holds this one. Here the bounds of all accounts of a channel stand as
columns, a draw beside the other, and are cut and carried (see `accounts`) by arithmetic on whole
columns. What holds by them at a day is asked of `holding`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.facts.bounds import bounds_of
from backchannel.facts.draws import SPARE, drawn_bits, lots
from backchannel.facts.model import Contact, Tenure
from backchannel.facts.vocabulary import USABLE
from backchannel.verdicts.accounts import CONCLUDED, is_account, is_denied
from backchannel.verdicts.cutting import NEVER, Drawn, cutting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from hashlib import blake2b

    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.draws import Lot
    from backchannel.verdicts.cutting import Cutting

    Days = NDArray[np.int64]
    Truths = NDArray[np.bool_]


class Outcomes(NamedTuple):
    """What a channel or an office is in some draws; draws that are the same to it stand once."""

    accounts: list[Drawn]
    of_draw: NDArray[np.intp]
    """Draw → the place of its outcome in the columns of the accounts."""
    number: int
    """How many outcomes there are."""


def outcomes(
    data: Dataset, records: Iterable[Any], *, group: str, begun: Sequence[blake2b], days: int
) -> Outcomes:
    """
    Return the accounts of one channel or office in many draws, cut and carried.

    Parameters
    ----------
    data
        The data, or a view of them.
    records
        The spells and contacts of the channel, or the tenures of the office.
    group
        The channel or the office, which has a quantile of its own in each draw, as in `drawn`.
    begun
        The hash of each draw, as `seeded` gives it.
    days
        For how many days what was seen is presumed to go on.
    """
    found = lots(data, records)
    kept = [lot for lot in found if not isinstance(lot.record, Contact) or is_account(lot.record)]
    drawn, of_draw = np.zeros(1), np.zeros(len(begun), np.intp)
    if moved := [lot for lot in kept if lot.is_uncertain]:
        drawn = (np.frombuffer(drawn_bits(begun, group), ">u8") >> SPARE) / 2.0 ** (64 - SPARE)
        settled = (column for lot in moved for column in _settled(lot, drawn))
        of_draw = _alike([column for column in settled if column is not None], drawn)
    chosen = drawn[np.unique(of_draw, return_index=True)[1]]
    working, stopped = (
        [lot for lot in kept if (getattr(lot.record, "status", "open") in USABLE) is works]
        for works in (True, False)
    )
    unused = cutting((), chosen, _is_sure)
    cuts = [cut for lot in working if (cut := _cut(data, lot, chosen, unused)) is not None]
    use = cutting([cut for cut in cuts if not cut.denied], chosen, _is_sure)
    cuts += [cut for lot in stopped if (cut := _cut(data, lot, chosen, use)) is not None]
    if days:
        is_office = any(isinstance(cut.record, Tenure) for cut in cuts)
        carry = _carried_tenures if is_office else _carried
        cuts = carry(data, cuts, chosen, days)
    return Outcomes(cuts, of_draw, len(chosen))


def _alike(settled: Sequence[Days], quantiles: NDArray[np.float64]) -> NDArray[np.intp]:
    """Tell which draws settle all dates alike; no date is earlier at a higher quantile."""
    order = np.argsort(quantiles, kind="stable")
    places = np.zeros(len(quantiles), np.intp)
    in_order = np.array(settled)[:, order]
    differs = (in_order[:, 1:] != in_order[:, :-1]).any(axis=0)
    places[order[1:]] = np.cumsum(differs)
    return places


def _settled(lot: Lot, quantiles: NDArray[np.float64]) -> tuple[Days | None, Days | None]:
    """Return the days that `Lot.days` gives for each quantile."""
    first, last = (
        None
        if bounds is None
        else bounds.earliest.toordinal()
        + np.minimum(
            (quantiles * ((bounds.latest - bounds.earliest).days + 1)).astype(np.int64),
            (bounds.latest - bounds.earliest).days,
        )
        for bounds in (lot.start, lot.end)
    )
    if last is not None and lot.end is not None:
        last = last if first is None else np.maximum(last, first)
        last = np.minimum(last, lot.end.latest.toordinal())
    return first, last


def _cut(data: Dataset, lot: Lot, quantiles: NDArray[np.float64], use: Cutting) -> Drawn | None:
    """Cut an account where its evidence ends, as `cut_of` does."""
    record: Any = lot.record
    claims = [claim for claim in data.claims_on.get(record.id, ()) if not claim.field]
    spoken = [data.spoken_of(claim) for claim in claims if claim.stance == "supports"]
    if not spoken:
        return None
    seen = [min(max(bounds), data.as_of).toordinal() for bounds in zip(*spoken, strict=True)]
    as_of = np.full(len(quantiles), data.as_of.toordinal())
    starts, ends = _bounds(lot, quantiles)
    is_contact = isinstance(record, Contact)
    status = getattr(record, "status", "open")
    kind = "observed" if is_contact else getattr(record, "end_kind", "ended")
    is_unseen = ends[1] > seen[1]
    begins = np.where(starts[0] <= seen[1], np.minimum(starts[1], seen[1]), starts[1])
    unseen = np.minimum(ends[0], seen[0]), np.full(len(quantiles), seen[1])
    if status == "closed":
        unseen = as_of, as_of
    elif status == "suspended":
        # What is only announced is no stop before it begins, so use until then does not end it.
        after = np.maximum(seen[1], begins)
        again = use.earliest_start(after)
        stops = np.maximum(again, after + 1) - 1
        unseen = unseen[0], np.where(again < NEVER, stops, as_of)
    end_earliest, end_latest = (
        np.where(is_unseen, cut, entered) for cut, entered in zip(unseen, ends, strict=True)
    )
    return Drawn(
        record,
        denied=is_denied(claims),
        start_earliest=starts[0],
        start_latest=np.minimum(begins, end_latest),
        end_earliest=np.maximum(end_earliest, starts[0]),
        end_latest=end_latest,
        counts=starts[0] <= end_latest,
        goes_on=is_unseen | (kind in ("observed", "")),
        is_concluded=~is_unseen & (kind in CONCLUDED),
        carried_to=np.full(len(quantiles), -1),
    )


def _bounds(
    lot: Lot, quantiles: NDArray[np.float64]
) -> tuple[tuple[Days, Days], tuple[Days, Days]]:
    """Return the earliest and the latest start, and end, in each draw."""
    entered = bounds_of(lot.record)
    begins, ends = entered.get("start", entered.get("date")), entered.get("end")
    first, last = _settled(lot, quantiles)

    def columns(settled: Days | None, bounds: Any) -> tuple[Days, Days]:
        if settled is not None:
            return settled, settled
        earliest, latest = (np.full(len(quantiles), day.toordinal()) for day in bounds)
        return earliest, latest

    start = columns(first, begins)
    return start, columns(last, ends) if ends else start


def _carried(
    data: Dataset, cuts: Sequence[Drawn], quantiles: NDArray[np.float64], days: int
) -> list[Drawn]:
    """Carry the accounts of a channel, as `carried` does."""
    undenied = [cut for cut in cuts if not cut.denied]
    begin, conclude = (
        {use: cutting([c for c in undenied if c.usable == use], quantiles, where) for use in (0, 1)}
        for where in (_may_begin, _is_concluded)
    )
    as_of = data.as_of.toordinal()
    breaks = [stop.date.toordinal() for stop in data.presumption.breaks]
    stops = np.array([*breaks, NEVER])
    found = []
    for cut in cuts:
        if cut.denied or cut.status == "closed" or not cut.goes_on.any():
            found.append(cut)
            continue
        end = cut.end_earliest
        last = np.minimum(end + days, as_of)
        if cut.usable and breaks:
            last = np.minimum(last, stops[np.searchsorted(stops, end, side="right")] - 1)
        begins = begin[not cut.usable].earliest_start(end)
        last = np.where(begins < NEVER, np.minimum(last, np.maximum(begins - 1, end)), last)
        found.append(_to(cut, np.minimum(last, conclude[cut.usable].earliest_end(end))))
    return found


def _carried_tenures(
    data: Dataset, cuts: Sequence[Drawn], quantiles: NDArray[np.float64], days: int
) -> list[Drawn]:
    """Carry the tenures of an office, each until it surely has another holder in full capacity."""
    full = [
        cut for cut in cuts if not cut.denied and data.tenures[cut.record.id].capacity != "acting"
    ]
    beside = cutting(full, quantiles, _is_sure)
    found = []
    for cut in cuts:
        end = cut.end_earliest
        begins = beside.earliest_start(end)
        last = np.minimum(end + days, data.as_of.toordinal())
        last = np.where(begins < NEVER, np.minimum(last, np.maximum(begins - 1, end)), last)
        found.append(cut if cut.denied else _to(cut, last))
    return found


def _is_sure(account: Drawn) -> Truths:
    return account.sure


def _may_begin(account: Drawn) -> Truths:
    return account.sure if isinstance(account.record, Contact) else account.counts


def _is_concluded(account: Drawn) -> Truths:
    return account.counts & account.is_concluded


def _to(cut: Drawn, last: Days) -> Drawn:
    is_carried = cut.counts & cut.goes_on & (last >= cut.start_latest)
    return cut._replace(carried_to=np.where(is_carried, last, -1))
