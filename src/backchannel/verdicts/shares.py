"""In what shares of some days a channel was usable, stopped or unknown, and how surely."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from backchannel.verdicts.verdict import CERTAINTIES, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.dates.period import Window
    from backchannel.verdicts.course import Course

SHARE_COLUMNS = (
    "share_low", "share_mid", "share_high",
    "stopped_share_low", "stopped_share_mid", "stopped_share_high", "unknown_share",
)  # fmt: skip
"""What tables call the shares: low is sure, mid also presumed, high also possible or contested."""


class Shares(NamedTuple):
    """Shares of a window's days, 0 to 1; of three, each includes the surer ones."""

    usable: tuple[float, float, float]
    """Surely usable; presumably too; possibly usable or contested too."""
    stopped: tuple[float, float, float]
    """Surely suspended or closed; presumably too; possibly too."""
    unknown: float
    """Nothing is known of them."""


def shares_of(line: Course, days: Window) -> Shares:
    """Return in what shares of some days a channel was usable, stopped or unknown."""
    usable = dict.fromkeys(CERTAINTIES, 0)
    stopped = dict.fromkeys(CERTAINTIES, 0)
    unknown = 0
    for first, last, verdict in line.within(days):
        number = (last - first).days + 1
        if verdict.word is Word.UNKNOWN:
            unknown += number
        elif verdict.usable is False:
            stopped[verdict.certainty or "possibly"] += number
        else:  # what is contested is at most possibly usable
            usable[verdict.certainty or "possibly"] += number
    return Shares(
        _running(usable.values(), days), _running(stopped.values(), days), unknown / days.days
    )


def _running(numbers: Iterable[int], days: Window) -> tuple[float, float, float]:
    """Return the shares of so many days and all before them."""
    first, second, third = (number / days.days for number in accumulate(numbers))
    return first, second, third
