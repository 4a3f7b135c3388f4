"""The rows that say what a loss or a disruption cost, or what a gain brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from backchannel.dates.words import in_words
from backchannel.facts.shown import as_a_row

if TYPE_CHECKING:
    import datetime as dt


COST_COLUMNS = (
    "measure", "id", "type", "date", "day_earliest", "day_latest", "change", "alone", "alone_low",
    "alone_high", "shapley", "low", "high", "error", "of",
)  # fmt: skip


@as_a_row
@dataclass(frozen=True, slots=True)
class CostRow:
    """
    What one loss cost by one measure, below 0 where the measure is lower for it.

    Of a gain it is what the gain brought, above 0 where the measure is higher for it.
    """

    id: str
    """The channel."""
    type: str
    date: dt.date
    """The day from which the loss counts: the first on which it is sure; the last in the period."""
    day_earliest: dt.date | None
    """The first day on which it can have begun, as in `lost`; None if nobody says."""
    day_latest: dt.date | None
    """The last such day; None of what only went out of sight or came into view."""
    change: str
    """
    `suspended` or `closed`, of a gain `restored` or `opened`; or `out_of_sight` and `into_view`,
    where that is counted.
    """
    measure: str
    alone: float
    """The measure after all, minus what it would be had this loss not come."""
    alone_low: float
    """The smallest of these by what was surely, presumably and possibly usable."""
    alone_high: float
    """The largest of them."""
    shapley: float
    """Its share of what all losses cost, by what was surely or presumably usable."""
    low: float
    """The smallest of its shares by what was surely, presumably and possibly usable."""
    high: float
    """The largest of them."""
    error: float
    """The standard error of `shapley`; 0 where it is exact."""
    of: float
    """What the measure would be on the last day had no loss come; of gains, what it is then."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values."""
        return {
            **asdict(self),
            "date": self.date.isoformat(),
            "day_earliest": self.day_earliest.isoformat() if self.day_earliest else None,
            "day_latest": self.day_latest.isoformat() if self.day_latest else None,
        }

    @property
    def by_day(self) -> str:
        """The day in digits; where it is one of several, the last of them, as `by DAY`."""
        is_known = self.day_latest is None or self.day_earliest == self.day_latest
        return str(self.date) if is_known else f"by {self.day_latest}"

    @property
    def when(self) -> str:
        """When it began, in words: a range where its sources leave one, as `lost` says it."""
        if self.day_latest is None or self.day_earliest == self.day_latest:
            return in_words(str(self.day_latest or self.date))
        return in_words(f"[{self.day_earliest or ''}..{self.day_latest}]")


@as_a_row
@dataclass(frozen=True, slots=True)
class CauseRow:
    """What one disruption cost by one measure, through the stops it caused by a source's word."""

    id: str
    """The disruption."""
    kind: str
    start: str
    answers: str
    """
    The disruption that it answered, if a source says so. Its costs are its own: those of an answer
    are not in what it answers.
    """
    channels: tuple[str, ...]
    """The losses it caused; one that several disruptions caused is told of each."""
    measure: str
    cost: float
    """The measure after all, minus what it would be had none of these losses come."""
    low: float
    """The smallest of its costs by what was surely, presumably and possibly usable."""
    high: float
    """The largest of them."""
    shapley: float
    """The sum of the shares of its losses, by what was surely or presumably usable."""
    shapley_low: float
    """The smallest of these sums by what was surely, presumably and possibly usable."""
    shapley_high: float
    """The largest of them."""
    of: float
    """What the measure would be on the last day had none of the losses come."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values."""
        return {**asdict(self), "channels": list(self.channels)}
