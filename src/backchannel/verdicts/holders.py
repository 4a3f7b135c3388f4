"""Who held an office on a day, and which offices a person held: how surely, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.dates.period import day
from backchannel.errors import UsageFault
from backchannel.facts.names import WHAT, label, resolve
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.messages import quoted
from backchannel.verdicts.accounts import tenure_accounts
from backchannel.verdicts.seats import tenure_days
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Tenure
    from backchannel.verdicts.verdict import Certainty


@as_a_row
@dataclass(frozen=True, slots=True)
class HolderRow:
    """A tenure that holds on the day."""

    id: str
    """The tenure's."""
    person: str
    name: str
    office: str
    office_name: str
    capacity: str
    """`full`, or `acting`."""
    certainty: Certainty
    start: str
    end: str
    denied: bool
    """Whether a source denies the tenure; it then holds possibly at most."""
    sources: int
    """How many distinct voices speak of it, supporting or denying."""
    claims: tuple[str, ...]


def holders(data: Dataset, actor: str, *, on: Day) -> Rows[HolderRow]:
    """
    Return who held an office on a day, or which offices a person held.

    Parameters
    ----------
    data
        The data, or a view of them.
    actor
        An office or a person, by id or name.
    on
        The day, as a date or a text that means one day.

    Returns
    -------
    holders
        The surest first, then by id. A tenure holds *surely* where its sources cover the day,
        *presumably* where it was seen before and is presumed to go on until another is in office,
        *possibly* where some reading of its dates allows it. None means that no source in the data
        says who it was, not that the office was vacant; there is none on a day that the data do
        not speak about.

    Raises
    ------
    BadDate
        If `on` is a text that means more than one day.
    UnknownName
        If nothing is called so.
    UsageFault
        If several are, or it is neither an office nor a person.

    Examples
    --------
    >>> import backchannel as bc
    >>> for row in holders(bc.read(), "office-us-ambassador-to-russia", on="2022-02-01"):
    ...     print(row.name, row.certainty, row.capacity, row.start, row.end)
    John Sullivan surely full 2020-01-16 2022-09-04
    """
    asked = day(on)
    tenures = _tenures(data, resolve(data, actor))
    if not data.start <= asked <= data.as_of:
        return Rows()
    found = [
        _row(data, tenure, certainty)
        for tenure in tenures
        if (certainty := _certainty(data, tenure, asked)) is not None
    ]
    return Rows(sorted(found, key=lambda row: (CERTAINTIES.index(row.certainty), row.id)))


def _tenures(data: Dataset, one: str) -> Iterable[Tenure]:
    kind = getattr(data.records[one], "kind", "")
    if kind == "office":
        return data.holders_of.get(one, ())
    if kind == "person":
        return data.held_by.get(one, ())
    what = kind or WHAT[data.records[one].table]
    raise UsageFault(f"{quoted(one)} is a {what}; --on asks about an office, a person or a channel")


def _certainty(data: Dataset, tenure: Tenure, asked: date) -> Certainty | None:
    """Say how surely a tenure holds on a day; None if it does not."""
    for certainty, days in zip(CERTAINTIES, tenure_days(data, tenure.id), strict=True):
        if days.first <= asked <= days.last:
            return certainty
    return None


def _row(data: Dataset, tenure: Tenure, certainty: Certainty) -> HolderRow:
    return HolderRow(
        tenure.id,
        tenure.person,
        label(data, tenure.person),
        tenure.office,
        label(data, tenure.office),
        tenure.capacity,
        certainty,
        tenure.start,
        tenure.end,
        tenure_accounts(data)[tenure.id].denied,
        data.voices([tenure.id]),
        tuple(claim.id for claim in data.claims_on.get(tenure.id, ())),
    )
