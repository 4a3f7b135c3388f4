"""
What a date cell means, and which days a question is about.

A cell holds EDTF text (see `edtf`) or one of the two texts that mean something of their own: empty
and `..`. Both ends of everything are included, here and everywhere.

==================  ============================================  ========================
cell                means                                         earliest, latest
==================  ============================================  ========================
`start` empty       it began before we know                       0001-01-01, 0001-01-01
`end` empty         over or perhaps over, nobody says when        0001-01-01, 9999-12-31
`end` is `..`       still so when the claim was made              9999-12-31, 9999-12-31
a date or a set     one day in it                                 its first, its last day
an interval         refused: a start or an end is one day
==================  ============================================  ========================
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY, Bounds, parse
from backchannel.errors import BadDate
from backchannel.messages import quoted


class Window(NamedTuple):
    """Every day from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.last - self.first).days + 1


UNBOUNDED_START = Bounds(FIRST_DAY, FIRST_DAY)
STILL_SO = Bounds(LAST_DAY, LAST_DAY)
UNKNOWN_END = Bounds(FIRST_DAY, LAST_DAY)


def start_bounds(text: str) -> Bounds:
    """
    Read a `start` cell: a date, a set, or empty for "it began before we know" (both bounds 0001-01-01).

    Examples
    --------
    >>> start_bounds("") == UNBOUNDED_START
    True
    """
    return UNBOUNDED_START if not text else _one_day_in(text, cell="start")


def end_bounds(text: str) -> Bounds:
    """
    Read an `end` cell: a date, a set, `..` or empty.

    `..` means still so when the claim was made (both bounds 9999-12-31, cut where the claim ends);
    empty means over or perhaps over, and nobody says when (0001-01-01 to 9999-12-31).

    Examples
    --------
    >>> end_bounds("..") == STILL_SO, end_bounds("") == UNKNOWN_END
    (True, True)
    """
    if text == "..":
        return STILL_SO
    return UNKNOWN_END if not text else _one_day_in(text, cell="end")


def day_bounds(text: str) -> Bounds:
    """Read the date of something that happened: the first and the last day it can lie on."""
    return Bounds(*parse(text)[:2])


def day(text: str) -> date:
    """
    Read a text that means exactly one day.

    Raises
    ------
    BadDate
        If it means several; the message names the first and the last.
    """
    period = parse(text.strip())
    if not period.bounded:
        raise BadDate(
            f"{quoted(text)} is not one day: it is unbounded; give a day such as `2022-02-24`"
        )
    if period.earliest != period.latest:
        raise BadDate(
            f"{quoted(text)} is not one day: it means {period.earliest} to {period.latest}; "
            f"give a day such as `{period.earliest}` or `{period.latest}`"
        )
    return period.earliest


def window(text: str) -> Window:
    """
    Read a text as every day it could mean, from the first to the last.

    Raises
    ------
    BadDate
        If it is unbounded on a side.

    Examples
    --------
    >>> window("2022-02").days
    28
    """
    period = parse(text.strip())
    if not period.bounded:
        raise BadDate(f"{quoted(text)} is unbounded; give both ends, such as `2021-06/2022-02-24`")
    return Window(period.earliest, period.latest)


def span(first: str, last: str) -> Window:
    """
    Read two texts as the days from the first day of one to the last day of the other.

    Raises
    ------
    BadDate
        If one of them is unbounded, or the second ends before the first begins.
    """
    both = Window(window(first).first, window(last).last)
    if both.first > both.last:
        raise BadDate(f"{quoted(first)} is later than {quoted(last)}; give the earlier one first")
    return both


def day_after(one: date) -> date:
    """Return the next day; the last day has none and stays."""
    return one if one == LAST_DAY else one + timedelta(days=1)


def _one_day_in(text: str, *, cell: str) -> Bounds:
    period = parse(text)
    if period.form == "interval":
        raise BadDate(
            f"{quoted(text)} is an interval, but {cell} is one day; "
            f"if it lies in that interval write `[{text.replace('/', '..')}]`"
        )
    return Bounds(period.earliest, period.latest)
