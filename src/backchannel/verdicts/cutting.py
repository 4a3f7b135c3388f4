"""What cuts the accounts of a channel or an office in many draws: the others, one below another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from backchannel.verdicts.lots import Days, Drawn, Truths

NEVER = np.iinfo(np.int64).max
"""A day that does not come."""


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
