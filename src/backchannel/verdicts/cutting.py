"""The accounts of a channel or an office in many draws, and what of them cuts the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.facts.vocabulary import USABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from numpy.typing import NDArray

    from backchannel.facts.model import Contact, Spell, Tenure

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


class Cutting(NamedTuple):
    """The accounts of a channel or an office that others are cut by: a row each, where they are."""

    start_latest: Days
    end_earliest: Days
    end_latest: Days
    there: Truths

    def earliest_start(self, after: Days) -> Days:
        """Return the earliest latest start of those that end after a day, as `Later` does."""
        matters = self.there & (self.end_earliest > after)
        earliest: Days = np.where(matters, self.start_latest, NEVER).min(axis=0, initial=NEVER)
        return earliest

    def earliest_end(self, after: Days) -> Days:
        """Return the earliest latest end of those that may last to a day."""
        matters = self.there & (self.end_latest >= after)
        earliest: Days = np.where(matters, self.end_latest, NEVER).min(axis=0, initial=NEVER)
        return earliest


def cutting(
    accounts: Iterable[Drawn],
    quantiles: NDArray[np.float64],
    where: Callable[[Drawn], Truths],
) -> Cutting:
    """Put accounts one below the other, without those that are nowhere."""
    some = [(one, there) for one in accounts if (there := where(one)).any()]

    def rows(columns: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.array(list(columns)).reshape(len(some), len(quantiles))

    return Cutting(
        rows(one.start_latest for one, _ in some),
        rows(one.end_earliest for one, _ in some),
        rows(one.end_latest for one, _ in some),
        rows(there for _, there in some).astype(bool),
    )


def looks_within(looks: Days, spans: Iterable[tuple[date, date]]) -> Truths:
    """Mark the looks that lie in some span of days, both ends included."""
    found = np.zeros(len(looks), bool)
    for first, last in spans:
        found |= (first.toordinal() <= looks) & (looks <= last.toordinal())
    return found
