"""The rows that say what a loss or a disruption cost, or what a gain brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


COST_COLUMNS = (
    "measure", "id", "type", "date", "change", "alone", "shapley", "low", "high", "error", "of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CostRow:
    """
    What one loss cost by one measure, below 0 where the measure is lower for it.

    Of a gain it is what the gain brought, above 0 where the measure is higher for it.
    """

    id: str
    """The channel."""
    type: str
    date: date
    """The day of the loss, the last one in the period."""
    change: str
    """
    `suspended` or `closed`, of a gain `restored` or `opened`; or `out_of_sight` and `into_view`,
    where that is counted.
    """
    measure: str
    alone: float
    """The measure after all, minus what it would be had this loss not come."""
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
        return {**asdict(self), "date": self.date.isoformat()}


@dataclass(frozen=True, slots=True)
class CauseRow:
    """What one disruption cost by one measure, through the stops it caused by a source's word."""

    id: str
    """The disruption."""
    kind: str
    start: str
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
    """The sum of the shares of its losses."""
    of: float
    """What the measure would be on the last day had none of the losses come."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values."""
        return {**asdict(self), "channels": list(self.channels)}
