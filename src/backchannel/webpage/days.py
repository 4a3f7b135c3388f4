"""Days as the page counts them: 0 is the first day that the data speak about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset

NONE = (1, 0)
"""No day at all: the first lies after the last."""


def day_index(data: Dataset, day: date) -> int:
    """Return the number of a day; days before the data have negative ones."""
    return (day - data.start).days


def span_index(data: Dataset, days: Window) -> tuple[int, int]:
    """Return the first and the last number of some days, cut one day beyond the data."""
    least, most = -1, day_index(data, data.as_of) + 1
    first, last = (day_index(data, day) for day in days)
    return (max(first, least), min(last, most)) if first <= last else NONE
