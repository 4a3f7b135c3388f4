"""What the picture of losses shows, as a value that its panels share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from backchannel.plots.figure import day_number

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.presumption import Break
    from backchannel.plots.bands import Steps
    from backchannel.verdicts.loss import LossDay


@dataclass(frozen=True)
class LossCurve:
    """What the picture of losses shows."""

    within: Window
    known: Window | None
    """The days of them that the data speak about."""
    series: Sequence[LossDay]
    scope: str
    """Whose channels they are, in words."""
    names: Mapping[str, str]
    """What to call the channels that were lost."""
    surely: Mapping[str, Mapping[date, int]]
    """Family → by how much the number of its surely usable channels changed on a day."""
    changes: Mapping[str, Counter[date]]
    """What happened, as in `CHANGE_MARKS` → how many channels it happened to on each day."""
    found_stopped: int = 0
    """How many that went out of sight were found to be stopped later: losses of no known day."""
    breaks: Sequence[Break] = ()
    """The days across which nothing usable is presumed."""

    @property
    def days(self) -> Steps:
        """The days of change, and the day after the last."""
        starts = (day_number(row.date) for row in self.series)
        return np.array([*starts, day_number((self.known or self.within).last) + 1])

    @property
    def lost(self) -> list[tuple[date, str]]:
        """Day and name of each loss."""
        return [(row.date, self.names[channel]) for row in self.series for channel in row.lost]

    @property
    def channels(self) -> int:
        """Number of channels, the same on every day."""
        row = self.series[0]
        return row.all_usable + row.possible + row.contested + row.stopped + row.unknown
