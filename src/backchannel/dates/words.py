"""Dates in words, for pages that people read: exactly as precise as the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.dates.edtf import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def in_words(text: str) -> str:
    """
    Return the date of something that happened in words.

    >>> [in_words(text) for text in ("2022-02-24", "2022-02", "2021-11~", "2021-22", "201X")]
    ['24 February 2022', 'February 2022', 'about November 2021', 'summer 2021', 'the 2010s']
    >>> [in_words(text) for text in ("[2022-02-23..2022-02-24]", "[2022-02-24..2022-03-03]")]
    ['between 23 and 24 February 2022', 'between 24 February and 3 March 2022']
    >>> [in_words(text) for text in ("[2021-11..2022-01]", "[..2021]", "[2021,2023]")]
    ['between November 2021 and January 2022', 'by 2021', '2021 or 2023']
    >>> [in_words(text) for text in ("[2022-02-22,2022-02-23]", "[2003-02..2003-03]")]
    ['22 or 23 February 2022', 'between February and March 2003']
    >>> in_words("[2022-02-22,2022-02-23,2022-02-24]"), in_words("[2003-02,2003-03,2004-01]")
    ('22, 23 or 24 February 2022', 'February or March 2003 or January 2004')
    >>> in_words("[2023-02-21,2023-02-28,2023-03-01]")
    '21 or 28 February or 1 March 2023'
    >>> in_words("2021/2022-02")
    'from 2021 to February 2022'
    """
    if "/" in text:
        first, last = text.split("/")
        return f"from {_before(first, last)} to {_one(last)}"
    if text.startswith("["):
        return _any_of([member.strip() for member in text[1:-1].split(",")])
    return _one(text)


def with_season(text: str) -> str:
    """
    Return a date as it is entered, followed by its words if it names a season, which is no month.

    >>> with_season("2021-23"), with_season("2021-12-23")
    ('2021-23 (autumn 2021)', '2021-12-23')
    >>> with_season("2021-22/2022-02")
    '2021-22/2022-02 (from summer 2021 to February 2022)'
    """
    has_season = re.search(r"(?<![\d-])\d{4}-2[1-4](?![\d-])", text)
    return f"{text} ({in_words(text)})" if has_season else text


def start_in_words(text: str) -> str:
    """
    Return a `start` cell in words.

    >>> start_in_words("")
    'before all days known'
    """
    return in_words(text) if text else "before all days known"


def end_in_words(text: str) -> str:
    """
    Return an `end` cell in words.

    >>> end_in_words(".."), end_in_words("")
    ('still so when reported', 'not known')
    """
    if text == "..":
        return "still so when reported"
    return in_words(text) if text else "not known"


def day_in_words(day: date) -> str:
    """Return a day in words."""
    return f"{day.day} {day:%B} {day.year}"


def _any_of(members: Sequence[str]) -> str:
    if ".." in "".join(members):
        return " or ".join(map(_member, members))
    *told, last = [*map(_before, members, members[1:]), _one(members[-1])]
    # A comma joins only what ends alike: not the bare "21" of "21 or 28 February or 1 March".
    comma = ", " if len({word.count(" ") for word in told}) == 1 else " or "
    return " or ".join(filter(None, (comma.join(told), last)))


def _member(text: str) -> str:
    first, dots, last = text.partition("..")
    if not dots:
        return _one(first)
    if first and last:
        return f"between {_before(first, last)} and {_one(last)}"
    return f"{_one(first)} or later" if first else f"by {_one(last)}"


def _before(first: str, last: str) -> str:
    """Word the first of two dates without the month and year that the second says anyway."""
    said, then = _one(first), _one(last)
    if len(first) != len(last) or len(first) not in {7, 10} or first[:4] != last[:4]:
        return said
    if first[5:7] == "XX":  # "a day in 2022" has nothing but the year
        return said
    if len(first) == 7:
        return said.removesuffix(f" {first[:4].lstrip('0')}")
    return said.removesuffix(
        f" {then.split(' ', 1)[1]}" if first[:7] == last[:7] else f" {first[:4].lstrip('0')}"
    )


def _one(text: str) -> str:
    if text in ("", ".."):
        return "an unknown day"
    if text[-1] in "~?%":
        return f"about {_one(text[:-1])}"
    if match := re.fullmatch(r"(\d{4})-(2[1-4])", text):
        year = match[1] if match[2] != "24" else f"{match[1]}/{(int(match[1]) + 1) % 100:02}"
        return f"{_SEASONS[match[2]]} {year}"
    if "X" in text and "-" not in text:
        return (
            f"the {text.replace('X', '0')}s"
            if text.count("X") == 1
            else f"the years {text.replace('X', '0')} to {text.replace('X', '9')}"
        )
    if text.endswith("-XX"):
        return f"a day in {_one(re.sub(r'(-XX)+$', '', text))}"
    earliest = parse(text).earliest
    match text.count("-"):
        case 0:
            return text
        case 1:
            return f"{earliest:%B} {earliest.year}"
        case _:
            return day_in_words(earliest)
