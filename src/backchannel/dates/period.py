"""
What a date cell means, and which days a question is about.

A cell holds EDTF text (see `edtf`) or one of the two texts that mean something of their own: empty
and `..`. Both ends of everything are included, here and everywhere.

==================  ============================================  ========================
cell                means                                         earliest, latest
==================  ============================================  ========================
`start` empty       nobody says when it began                     0001-01-01, 9999-12-31
`end` empty         over or perhaps over, nobody says when        0001-01-01, 9999-12-31
`end` is `..`       still so when the claim was made              9999-12-31, 9999-12-31
a date or a set     one day in it                                 its first, its last day
an interval         refused: a start or an end is one day
==================  ============================================  ========================
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import index
from typing import TYPE_CHECKING, NamedTuple, SupportsIndex, TypeAlias

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY, Bounds, parse
from backchannel.errors import BadDate
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


class Window(NamedTuple):
    """Every day from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.last - self.first).days + 1


Day: TypeAlias = str | date
"""What one day may be given as: EDTF text or a `date`."""

When: TypeAlias = str | SupportsIndex | date | Window
"""What the days of a question may be given as; see `window`."""

UNBOUNDED_START = Bounds(FIRST_DAY, FIRST_DAY)
UNKNOWN_START = Bounds(FIRST_DAY, LAST_DAY)
STILL_SO = Bounds(LAST_DAY, LAST_DAY)
UNKNOWN_END = Bounds(FIRST_DAY, LAST_DAY)


def start_bounds(text: str) -> Bounds:
    """
    Read a `start` cell: a date, a set, or empty.

    Empty means that nobody says when it began (0001-01-01 to 9999-12-31, cut where a claim saw it
    begun).

    Examples
    --------
    >>> start_bounds("") == UNKNOWN_START
    True
    """
    return UNKNOWN_START if not text else _one_day_in(text, cell="start")


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


@lru_cache(maxsize=65536)
def day_bounds(text: str) -> Bounds:
    """Read the date of something that happened: the first and the last day it can lie on."""
    return Bounds(*parse(text)[:2])


@lru_cache(maxsize=65536)
def first_and_last(interval: str) -> tuple[Bounds, Bounds]:
    """
    Read the date of something that went on through an interval: its first and its last day.

    Examples
    --------
    >>> [[str(day) for day in bounds] for bounds in first_and_last("2022-02-13/2022-03")]
    [['2022-02-13', '2022-02-13'], ['2022-03-01', '2022-03-31']]
    """
    hull = parse(interval)
    left, right = (
        None if part in ("", "..") else Bounds(*parse(part)[:2]) for part in interval.split("/")
    )
    return left or Bounds(hull.earliest, hull.earliest), right or Bounds(hull.latest, hull.latest)


def day(on: Day) -> date:
    """
    Read what means exactly one day: a text, or a `date` as it is.

    Raises
    ------
    BadDate
        If it means several days; the message names the first and the last.

    Examples
    --------
    >>> day("2022-02-24") == day(date(2022, 2, 24))
    True
    """
    text = _text(on)
    period = parse(text)
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


def window(when: When) -> Window:
    """
    Read every day that WHEN could mean, from the first to the last.

    WHEN is EDTF text, a year as a number, a `date`, or a window, which is returned as it is.

    Raises
    ------
    BadDate
        If it is unbounded on a side.

    Examples
    --------
    >>> window("2022-02").days, window(2022).days, window(date(2022, 2, 24)).days
    (28, 365, 1)
    """
    if isinstance(when, Window):
        return when
    text = _text(when)
    period = parse(text)
    if not period.bounded:
        raise BadDate(f"{quoted(text)} is unbounded; give both ends, such as `2021-06/2022-02-24`")
    return Window(period.earliest, period.latest)


def span(first: When, last: When | None = None) -> Window:
    """
    Read the days of one WHEN, or from its first day to the last day of another.

    Raises
    ------
    BadDate
        If one of them is unbounded, or the second ends before the first begins.
    """
    if last is None:
        return window(first)
    both = Window(window(first).first, window(last).last)
    if both.first > both.last:
        raise BadDate(f"{shown(first)} is later than {shown(last)}; give the earlier one first")
    return both


def shown(when: When) -> str:
    """
    Show in a message what was asked: a date as its text, a window as its days.

    >>> shown(window("2018-01-01")), shown(window("2018")), shown(window("2018-02"))
    ('`2018-01-01`', '`2018`', '`2018-02-01/2018-02-28`')
    """
    if not isinstance(when, Window):
        return quoted(_text(when))
    if when.first == when.last:
        return quoted(str(when.first))
    year = f"{when.first.year:04}"
    if when == window(year):
        return quoted(year)
    return quoted(f"{when.first}/{when.last}")


def _text(when: object) -> str:
    """Return a day or a year as text; a `datetime`, such as a data frame's, counts by its day."""
    if isinstance(when, str):
        return when.strip()
    if isinstance(when, datetime):
        return when.date().isoformat()
    if isinstance(when, date):
        return when.isoformat()
    if not isinstance(when, bool):
        # A number from an array is no `int`, but knows which one it is.
        with suppress(TypeError):
            return f"{index(when):04}"  # type: ignore[arg-type]
    raise BadDate(
        f"{quoted(repr(when))} is not a date; give a text such as `2022-02-24`, a `date`, "
        "or a year as a number"
    )


def day_after(one: date) -> date:
    """Return the next day; the last day has none and stays."""
    return one if one == LAST_DAY else one + timedelta(days=1)


def united(spans: Iterable[Window]) -> list[Window]:
    """
    Return the days that some spans cover together, in order, as few spans as can be.

    Examples
    --------
    >>> one, next_day = Window(date(2022, 1, 1), date(2022, 1, 2)), date(2022, 1, 3)
    >>> [days.days for days in united([Window(next_day, next_day), one])]
    [3]
    """
    found: list[Window] = []
    for days in sorted(spans):
        if found and days.first <= day_after(found[-1].last):
            found[-1] = Window(found[-1].first, max(found[-1].last, days.last))
        else:
            found.append(days)
    return found


def _one_day_in(text: str, *, cell: str) -> Bounds:
    period = parse(text)
    if period.form == "interval":
        raise BadDate(
            f"{quoted(text)} is an interval, but {cell} is one day; "
            f"if it lies in that interval write `[{text.replace('/', '..')}]`"
        )
    return Bounds(period.earliest, period.latest)
