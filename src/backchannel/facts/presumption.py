"""
For how long what was seen is presumed to go on, and what a presumption never reaches across.

It is an assumption of whoever made the package, so it stands there in writing, has a word of its
own in every answer (*presumably*), and can be switched off.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DEFAULT, TENURE = "default", "tenure"
"""What days may be given for beside the types of channels."""

MOST_DAYS = 3_652_058
"""The days from the first of year 1 to the last of year 9999: longer is no presumption."""


class Break(NamedTuple):
    """A day across which no usable channel is presumed to go on, and why."""

    date: date
    reason: str


class Presumption(NamedTuple):
    """Days by channel type, `default` or `tenure`, and the breaks in order of time."""

    days: Mapping[str, int] = MappingProxyType({})
    breaks: tuple[Break, ...] = ()

    def days_for(self, what: str) -> int:
        """Return the days for a type of channel or for tenures; 0 presumes nothing."""
        return self.days.get(what, self.days.get(DEFAULT, 0))

    def for_all(self, days: int) -> Presumption:
        """Return the presumption with one number of days for all; with 0 nothing is presumed."""
        return Presumption(MappingProxyType({DEFAULT: days} if days else {}), self.breaks)

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the days unsealed to a worker, which seals them again."""
        return _received, (dict(self.days), self.breaks)

    def __bool__(self) -> bool:
        """Say whether anything is presumed."""
        return any(self.days.values())


def _received(days: Mapping[str, int], breaks: tuple[Break, ...]) -> Presumption:
    return Presumption(MappingProxyType(days), breaks)


NOTHING = Presumption()
"""Nothing is presumed."""
