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
from backchannel.facts.draws import lots
from backchannel.facts.model import Contact, Tenure
from backchannel.facts.vocabulary import USABLE
from backchannel.verdicts.accounts import CONCLUDED, is_account, is_denied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.draws import Lot
    from backchannel.facts.model import Spell

    Days = NDArray[np.int64]
    Truths = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
"""A day that does not come."""


class Drawn(NamedTuple):
    """An account in some draws: its bounds as ordinals of days, a place for each draw."""

    record: Spell | Contact | Tenure
    denied: bool
    start_earliest: Days
    start_latest: Days
    end_earliest: Days
    end_latest: Days
    counts: Truths
    """Whether it is an account in that draw."""
    goes_on: Truths
    is_concluded: Truths
    carried_to: Days
    """The last day to which it is carried; -1 where it is not."""

    @property
    def usable(self) -> bool:
        """Whether the other side could be reached, by this account."""
        return self.status in USABLE

    @property
    def status(self) -> str:
        """What it says of its channel; a contact says that it worked, and a tenure is like one."""
        return getattr(self.record, "status", "open")

    @property
    def sure(self) -> Truths:
        """Whether it has a sure day in that draw."""
        return self.counts & (self.start_latest <= self.end_earliest)


class Outcomes(NamedTuple):
    """What a channel or an office is in some draws; draws that are the same to it stand once."""

    accounts: list[Drawn]
    of_draw: NDArray[np.intp]
    """Draw → the place of its outcome in the columns of the accounts."""
    number: int
    """How many outcomes there are."""


def outcomes(
    data: Dataset, records: Iterable[Any], quantiles: NDArray[np.float64], *, days: int
) -> Outcomes:
    """
    Return the accounts of one channel or office in many draws, cut and carried.

    Parameters
    ----------
    data
        The data, or a view of them.
    records
        The spells and contacts of the channel, or the tenures of the office.
    quantiles
        The quantile of each draw, as in `drawn`.
    days
        For how many days what was seen is presumed to go on.
    """
    found = list(lots(data, records))
    settled = [column for lot in found for column in _settled(lot, quantiles) if column is not None]
    of_draw, chosen = np.zeros(len(quantiles), np.intp), quantiles[:1]
    if settled:
        _, first, of_draw = np.unique(
            np.array(settled), axis=1, return_index=True, return_inverse=True
        )
        chosen = quantiles[first]
    kept = [lot for lot in found if not isinstance(lot.record, Contact) or is_account(lot.record)]
    working = [lot for lot in kept if getattr(lot.record, "status", "open") in USABLE]
    cuts = [cut for lot in working if (cut := _cut(data, lot, chosen, ())) is not None]
    use = [cut for cut in cuts if not cut.denied]
    stopped = (lot for lot in kept if lot not in working)
    cuts += [cut for lot in stopped if (cut := _cut(data, lot, chosen, use)) is not None]
    carry = _carried_tenure if any(isinstance(cut.record, Tenure) for cut in cuts) else _carried
    accounts = [carry(data, cut, cuts, days) if days else cut for cut in cuts]
    return Outcomes(accounts, of_draw.ravel(), len(chosen))


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


def _cut(
    data: Dataset, lot: Lot, quantiles: NDArray[np.float64], use: Sequence[Drawn]
) -> Drawn | None:
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
        again = _earliest(use, after, lambda other: other.sure)
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


def _earliest(accounts: Iterable[Drawn], after: Days, there: Callable[[Drawn], Truths]) -> Days:
    """Return the earliest latest start of the accounts that end after a day, as `Later` does."""
    found = np.full(len(after), NEVER)
    for other in accounts:
        matters = there(other) & (other.end_earliest > after)
        found = np.where(matters, np.minimum(found, other.start_latest), found)
    return found


def _carried(data: Dataset, cut: Drawn, cuts: Sequence[Drawn], days: int) -> Drawn:
    """Carry an account of a channel, as `carried` does."""
    if cut.denied or cut.status == "closed":
        return cut
    end = cut.end_earliest
    last = np.minimum(end + days, data.as_of.toordinal())
    if cut.usable and data.presumption.breaks:
        stops = np.array([stop.date.toordinal() for stop in data.presumption.breaks] + [NEVER])
        last = np.minimum(last, stops[np.searchsorted(stops, end, side="right")] - 1)
    undenied = [other for other in cuts if not other.denied]
    others = [other for other in undenied if other.usable != cut.usable]
    begins = _earliest(
        others, end, lambda one: one.sure if isinstance(one.record, Contact) else one.counts
    )
    last = np.where(begins < NEVER, np.minimum(last, np.maximum(begins - 1, end)), last)
    for same in undenied:
        if same.usable == cut.usable:
            reaches = same.counts & same.is_concluded & (same.end_latest >= end)
            last = np.where(reaches, np.minimum(last, same.end_latest), last)
    return _to(cut, last)


def _carried_tenure(data: Dataset, cut: Drawn, cuts: Sequence[Drawn], days: int) -> Drawn:
    """Carry a tenure until its office surely has another holder in full capacity."""
    if cut.denied:
        return cut
    end = cut.end_earliest
    full = [
        other
        for other in cuts
        if not other.denied and data.tenures[other.record.id].capacity != "acting"
    ]
    begins = _earliest(full, end, lambda other: other.sure)
    last = np.minimum(end + days, data.as_of.toordinal())
    last = np.where(begins < NEVER, np.minimum(last, np.maximum(begins - 1, end)), last)
    return _to(cut, last)


def _to(cut: Drawn, last: Days) -> Drawn:
    is_carried = cut.counts & cut.goes_on & (last >= cut.start_latest)
    return cut._replace(carried_to=np.where(is_carried, last, -1))
