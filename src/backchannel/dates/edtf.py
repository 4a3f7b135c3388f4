"""
Read EDTF text (ISO 8601-2) as the earliest and the latest day it can mean.

Dates stay as the source gives them; this module computes their bounds and nothing is rounded to a
false 1 January. Accepted are EDTF levels 0 and 1 for the years 0001 to 9999, and from level 2 the
sets that mean one day among several: `[a,b]`, `[a..b]`, `[..b]`, `[a..]`. Both ends of an interval
are included.

======================  ==========================================================================
text                    days it can mean
======================  ==========================================================================
`2022-02-24`            that day
`2022-02`, `2022`       1 to 28 February; 1 January to 31 December
`201X`, `20XX`          the decade; the hundred years
`2022-XX`, `2022-02-XX` as `2022`, as `2022-02`
`2021-22`               summer: 21 is March to May, 22 June to August, 23 September to November,
                        24 December to February of the next year
`2021-11~`              widened by one unit of its own precision on both sides: 1 October to
                        31 December. `?` and `%` do the same
`[2021-11,2022-01]`     one day between 1 November and 31 January: the hull of the set
`2021-06/2022-02-12`    an interval: 1 June 2021 to 12 February 2022
======================  ==========================================================================

What an empty cell, `..` or a window of days means is said in `period`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from backchannel.dates.mistaken import is_no_interval, reason
from backchannel.errors import BadDate
from backchannel.messages import quoted

FIRST_DAY = date.min
"""0001-01-01, which stands for "unbounded" at the beginning."""

LAST_DAY = date.max
"""9999-12-31, which stands for "unbounded" at the end."""

ALLOWED = (
    "write a date such as `2022-02-24`, `2022-02`, `2022`, `2021-22` (summer) "
    "or `[2021-11..2022-01]`"
)


class Bounds(NamedTuple):
    """The earliest and the latest day of one event."""

    earliest: date
    latest: date


class Period(NamedTuple):
    """What a text can mean: the hull of its days, and how it was written."""

    earliest: date
    latest: date
    form: Literal["date", "set", "interval"]
    bounded: bool


_YEAR = re.compile(r"\d{4}|\d{3}X|\d{2}XX")
_MONTH = re.compile(r"(\d{4})-(\d{2}|XX)")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_UNSPECIFIED = r"(\d{4})-(\d{2}|XX)-XX"
_TIME = r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?"
"""Rare forms: compiled, by `re` itself, when one is met."""
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_MONTHS_IN = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}


@lru_cache(maxsize=65536)
def parse(text: str) -> Period:
    """
    Read one EDTF text.

    Parameters
    ----------
    text
        A date, a set or an interval.

    Returns
    -------
    period
        The first and the last day that the text can mean, its form, and whether it is bounded on
        both sides.

    Raises
    ------
    BadDate
        If the text is none of these; the message says why and what is allowed.

    References
    ----------
    .. [1] Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019.

    Examples
    --------
    >>> parse("2021-11~")[:2]
    (datetime.date(2021, 10, 1), datetime.date(2021, 12, 31))
    """
    if _DAY.fullmatch(text) and text.isascii():
        # Most dates are days, for which Python has a parser of its own.
        with suppress(ValueError):
            day = date.fromisoformat(text)
            return Period(day, day, "date", bounded=True)
    if not text.isascii() or text != text.strip():
        raise _refusal(text, "it has spaces around it or characters that no date has")
    if "/" in text:
        return _interval(text)
    if text.startswith("["):
        return _set(text)
    earliest, latest = _date(text)
    return Period(earliest, latest, "date", bounded=True)


def _interval(text: str) -> Period:
    parts = text.split("/")
    if is_no_interval(text):
        raise _refusal(text, reason(text))
    if len(parts) != 2:
        raise _refusal(text, "dates are written year first and an interval has one `/`")
    left, right = parts
    if left in ("", "..") and right in ("", ".."):
        raise _refusal(text, "an interval needs at least one date")
    bounded = left not in ("", "..") and right not in ("", "..")
    first = _date(left) if left not in ("", "..") else Bounds(FIRST_DAY, FIRST_DAY)
    last = _date(right) if right not in ("", "..") else Bounds(LAST_DAY, LAST_DAY)
    if first.earliest > last.latest:
        raise _refusal(text, "it ends before it begins")
    return Period(first.earliest, last.latest, "interval", bounded)


def _set(text: str) -> Period:
    if not text.endswith("]"):
        raise _refusal(text, "a set begins with `[` and ends with `]`")
    hulls = [_member(member.strip(), text) for member in text[1:-1].split(",")]
    return Period(
        min(hull.earliest for hull in hulls),
        max(hull.latest for hull in hulls),
        "set",
        bounded=not (text.startswith("[..") or text.endswith("..]")),
    )


def _member(member: str, text: str) -> Bounds:
    left, dots, right = member.partition("..")
    if not dots:
        return _date(left)
    is_first, is_last = text[1:].startswith(member), text[:-1].endswith(member)
    if (not left and not is_first) or (not right and not is_last) or not (left or right):
        raise _refusal(
            text,
            "only the first member of a set may begin with `..` and only the last may end with it",
        )
    first = _date(left) if left else Bounds(FIRST_DAY, FIRST_DAY)
    last = _date(right) if right else Bounds(LAST_DAY, LAST_DAY)
    if first.earliest > last.latest:
        raise _refusal(text, f"`{member}` ends before it begins")
    return Bounds(first.earliest, last.latest)


def _date(text: str) -> Bounds:
    plain = text[:-1] if text[-1:] in ("~", "?", "%") else text
    bounds, unit = _plain(plain, text)
    return bounds if plain == text else _widened(bounds, unit)


def _plain(plain: str, text: str) -> tuple[Bounds, str]:
    moment = plain.find("T")
    if plain[: max(moment, 0)].replace("-", "").isdigit():
        # A time of day is part of level 0; only its day is kept, as the source wrote it.
        if not (_DAY.fullmatch(plain[:moment]) and re.fullmatch(_TIME, plain[moment:])):
            raise _refusal(text, "its time of day is not written as `T10:15:00Z`")
        plain = plain[:moment]
    if match := _DAY.fullmatch(plain):
        year, month, day_of_month = map(int, match.groups())
        _check_month(year, month, text)
        if not 1 <= day_of_month <= monthrange(year, month)[1]:
            raise _refusal(text, f"{year:04}-{month:02} has no day {day_of_month}")
        one = date(year, month, day_of_month)
        return Bounds(one, one), "day"
    if match := re.fullmatch(_DAY_UNSPECIFIED, plain):
        year, month_text = int(match[1]), match[2]
        bounds, _ = _year_and_month(year, month_text, text)
        if month_text.isdigit() and int(month_text) in _SEASONS:
            raise _refusal(text, "a season has no days")
        return bounds, "day"
    if match := _MONTH.fullmatch(plain):
        return _year_and_month(int(match[1]), match[2], text)
    if _YEAR.fullmatch(plain):
        first, last = int(plain.replace("X", "0")), int(plain.replace("X", "9"))
        _check_year(last, text)
        unit = ("year", "decade", "century")[plain.count("X")]
        return Bounds(date(max(first, 1), 1, 1), date(last, 12, 31)), unit
    raise _refusal(text, reason(plain))


def _year_and_month(year: int, month_text: str, text: str) -> tuple[Bounds, str]:
    _check_year(year, text)
    if month_text == "XX":
        return Bounds(date(year, 1, 1), date(year, 12, 31)), "month"
    month = int(month_text)
    if month in _SEASONS:
        return _months(year, _SEASONS[month], 3), "season"
    _check_month(year, month, text)
    return _months(year, month, 1), "month"


def _months(year: int, month: int, length: int) -> Bounds:
    """Return the bounds of `length` months from a first one, kept within the years 1 to 9999."""
    index = year * 12 + month - 1
    return Bounds(_month_start(index), _month_end(index + length - 1))


def _month_start(index: int) -> date:
    return FIRST_DAY if index < 12 else date(index // 12, index % 12 + 1, 1)


def _month_end(index: int) -> date:
    if index // 12 > LAST_DAY.year:
        return LAST_DAY
    return date(index // 12, index % 12 + 1, monthrange(index // 12, index % 12 + 1)[1])


def _widened(bounds: Bounds, unit: str) -> Bounds:
    earliest, latest = bounds
    if unit == "day":
        one = timedelta(days=1)
        return Bounds(
            earliest if earliest == FIRST_DAY else earliest - one,
            latest if latest == LAST_DAY else latest + one,
        )
    months = _MONTHS_IN[unit]
    return Bounds(
        _month_start(earliest.year * 12 + earliest.month - 1 - months),
        _month_end(latest.year * 12 + latest.month - 1 + months),
    )


def _check_year(year: int, text: str) -> None:
    if year < 1:
        raise _refusal(text, "years run from 0001 to 9999")


def _check_month(year: int, month: int, text: str) -> None:
    _check_year(year, text)
    if not 1 <= month <= 12:
        raise _refusal(text, f"there is no month {month:02}")


def _refusal(text: str, why: str) -> BadDate:
    return BadDate(f"{quoted(text)} is refused, {why}; {ALLOWED}")
