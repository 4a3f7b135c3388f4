"""
The values of an answer in a common form, whichever engine gave them.

=================  ============================================================================
a date             `date`; one outside the years 1 to 9999 is refused
a time, a moment   ISO 8601 text with seconds, no zeros at the end of a fraction, `Z` for UTC:
                   `2022-02-24T05:00:00Z`, `2022-02-24T08:00:00+03:00[Europe/Moscow]`
a duration         ISO 8601 text: `P1Y2M3DT4H5M6.7S`
a point            a mapping with `crs`, `srid`, `x`, `y` and what else it has
a node             the mapping of its properties, as of a relationship; a path is a list of these
a text             as it is; half of a character, which is no text, is shown as `U+FFFD`
=================  ============================================================================
"""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel.errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 100
"""How deep lists and maps may be nested; what prints them goes down as deep."""

_MOMENT = re.compile(
    r"(?P<day>[+-]?\d{4,}-\d\d-\d\dT)?(?P<minute>\d\d:\d\d)(?P<second>:\d\d)?(?P<fraction>\.\d+)?"
    r"(?P<offset>Z|[+-]\d\d:\d\d(?::\d\d)?)?(?P<zone>\[[^\]]*\])?"
)
_HALF = re.compile("[\ud800-\udfff]")


def common_form(value: Any, opened: Callable[[Any], Any], depth: int = 0) -> Any:
    """Return a value in the common form; `opened` turns the engine's own into what Python has."""
    if depth > DEEPEST:
        raise too_deep()
    if value is None or isinstance(value, (bool, int, float, date)):
        return value
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if type(value) is dict:
        return {
            _HALF.sub("\ufffd", str(key)): common_form(value[key], opened, depth + 1)
            for key in sorted(value, key=str)
        }
    if type(value) in (list, tuple):
        return [common_form(part, opened, depth + 1) for part in value]
    return common_form(opened(value), opened, depth + 1)


def too_deep() -> QueryRefused:
    """Return the error of an answer that is nested too deep."""
    return QueryRefused(
        f"the answer has lists or maps nested more than {DEEPEST} deep; return them flat"
    )


def as_date(text: str) -> date:
    """Return a date from its ISO text."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise no_day() from error


def no_day() -> QueryRefused:
    """Return the error of an answer that holds a date no calendar of ours has."""
    return QueryRefused(
        "the answer holds a date outside the years 1 to 9999; return it as text, with `toString()`"
    )


def moment(text: str, zone: str = "") -> str:
    """
    Return a time or a moment in the common form; anything else stays as it is.

    Examples
    --------
    >>> moment("2022-02-24T05:00Z"), moment("10:00:00.500000000+03:00"), moment("P1D")
    ('2022-02-24T05:00:00Z', '10:00:00.5+03:00', 'P1D')
    """
    match = _MOMENT.fullmatch(text)
    if not match:
        return text
    fraction = (match["fraction"] or "").rstrip("0").rstrip(".")
    offset = match["offset"] or ""
    named = match["zone"] or (f"[{zone}]" if zone else "")
    return "".join(
        (
            match["day"] or "",
            match["minute"],
            match["second"] or ":00",
            fraction,
            "Z" if offset in ("+00:00", "-00:00") else offset,
            # Not every engine tells the zone of that name from an offset of nothing.
            "" if named == "[UTC]" else named,
        )
    )


def weight(value: Any) -> int:
    """Return about how many bytes of memory a plain value takes."""
    if isinstance(value, dict):
        return sys.getsizeof(value) + sum(weight(key) + weight(part) for key, part in value.items())
    if isinstance(value, (list, tuple)):
        return sys.getsizeof(value) + sum(map(weight, value))
    return sys.getsizeof(value)


def plain_parameter(value: object) -> object:
    """Return a parameter as both engines take it: tuples and sets as lists, the rest as it is."""
    if isinstance(value, dict):
        return {key: plain_parameter(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain_parameter(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain_parameter(part) for part in value)  # type: ignore[type-var]
    return value
