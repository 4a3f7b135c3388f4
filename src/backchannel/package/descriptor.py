"""What `datapackage.json` says of the package: days, pair, topics, what is presumed."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import day
from backchannel.errors import BadDate, Problem
from backchannel.facts.cells import ID_PATTERN, odd_character
from backchannel.facts.dataset import counts_as
from backchannel.facts.model import RECORDS
from backchannel.facts.presumption import DEFAULT, MOST_DAYS, NOTHING, TENURE, Break, Presumption
from backchannel.facts.vocabulary import ChannelType
from backchannel.messages import quoted
from backchannel.package.schema import DESCRIPTOR, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


_PLACE = r"(?!\.\.?(/|$))[^/\\:\0]+(/(?!\.\.?(/|$))[^/\\:\0]+)*"
"""A relative path with slashes, none of whose parts is `.` or `..`."""


class Facts(NamedTuple):
    """The facts of a package, with defaults for those that its descriptor does not give well."""

    title: str = ""
    start: date = FIRST_DAY
    as_of: date = LAST_DAY
    between: tuple[str, str] | None = None
    topics: Mapping[str, str] = MappingProxyType({})
    presumption: Presumption = NOTHING


def read_facts(content: bytes | None) -> tuple[Facts, list[Problem]]:
    """Read the facts from the bytes of a descriptor, and say what is wrong with them."""
    top, line, fault = _parsed(content)
    if fault:
        return Facts(), [Problem(DESCRIPTOR, line, "", fault)]
    found: dict[str, Any] = {}
    faults = {}
    for key, name, read in (
        ("title", "title", str),
        ("from", "start", day),
        ("as_of", "as_of", day),
        ("between", "between", _pair),
    ):
        try:
            found[name] = read(_text(top, key))
        except (BadDate, ValueError) as error:
            faults[key] = str(error)
    listed: dict[str, Any] = {}
    for key, empty, read_list in (
        ("topics", {}, _topics), ("presume", {}, _presume), ("breaks", [], _breaks),
    ):  # fmt: skip
        try:
            listed[key] = read_list(top.get(key, empty))
        except ValueError as error:
            faults[key] = str(error)
    presumption = Presumption(listed.get("presume", MappingProxyType({})), listed.get("breaks", ()))
    facts = Facts(**found, topics=listed.get("topics", {}), presumption=presumption)
    if facts.start > facts.as_of:
        faults["from"] = f"`{facts.start}` is later than as_of, `{facts.as_of}`; correct one"
    return facts, [Problem(DESCRIPTOR, 0, key, fault) for key, fault in faults.items()]


def places(content: bytes | None) -> dict[str, str]:
    """
    Return the path of each table that the descriptor places elsewhere than beside itself.

    Paths that lead out of the package, addresses and tables in several files are passed over, as
    is whatever is not written as Frictionless tools write it: the table is then looked for where it
    is as a rule.
    """
    listed = _parsed(content)[0].get("resources")
    found = {}
    for resource in listed if isinstance(listed, list) else ():
        table = resource.get("name") if isinstance(resource, dict) else None
        path = resource.get("path") if table in RECORDS else None
        if isinstance(path, list) and len(path) == 1:
            path = path[0]
        if isinstance(path, str) and path != f"{table}.csv" and re.fullmatch(_PLACE, path):
            found[str(table)] = path
    return found


def _parsed(content: bytes | None) -> tuple[dict[str, Any], int, str]:
    """Return the object at the top of a descriptor, or a line and what is wrong there."""
    if content is None:
        return {}, 0, "missing; add it, with `from` and `as_of`"
    try:
        top = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        return {}, content[: error.start].count(b"\n") + 1, "is not UTF-8; save it as UTF-8"
    except json.JSONDecodeError as error:
        return (
            {},
            error.lineno,
            f"is not JSON: {error.msg}, in column {error.colno}; correct it",
        )
    except RecursionError:
        return {}, 0, "nests brackets too deeply for a descriptor; write it anew"
    except ValueError as error:
        return {}, 0, f"{error}"
    return (
        (top, 0, "")
        if isinstance(top, dict)
        else ({}, 1, "is not a JSON object; it begins with `{`")
    )


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"has the key {quoted(key)} twice; remove one")
        found[key] = value
    return found


def _text(top: dict[str, Any], key: str) -> str:
    value = top.get(key, "")
    if (
        key == "between"
        and isinstance(value, list)
        and all(isinstance(side, str) for side in value)
    ):
        value = SEPARATOR.join(value)
    if not isinstance(value, str):
        raise ValueError(f"{quoted(json.dumps(value))} is not text; put it between quotes")  # noqa: TRY004
    if not value and key in ("from", "as_of"):
        raise ValueError("is missing or empty; fill it in")
    if odd_character(value):
        raise ValueError(
            f"{quoted(value)} holds a character that does not belong in text; remove it"
        )
    return value


def _topics(value: Any) -> dict[str, str]:
    """Read the topics that the package lists, if it lists any, with their meanings."""
    if not (isinstance(value, dict) and all(isinstance(text, str) for text in value.values())):
        raise ValueError('is not a list of ids with meanings, such as `{"trade": "trade rules"}`')
    for topic, meaning in value.items():
        if not re.fullmatch(ID_PATTERN, topic):
            raise ValueError(
                f"{quoted(topic)} is not an id; use lower-case letters, digits and hyphens"
            )
        if not meaning or odd_character(meaning):
            raise ValueError(
                f"`{topic}` has no meaning, "
                "or one with a character that does not belong in text; write it"
            )
    return value


PRESUMED = (*get_args(ChannelType), DEFAULT, TENURE)
"""What days may be presumed for."""


def _presume(value: Any) -> Mapping[str, int]:
    """Read for how many days what was seen is presumed to go on, by channel type."""
    if not isinstance(value, dict):
        raise ValueError('is no list of days by channel type, such as `{"default": 365}`')  # noqa: TRY004
    for what, days in value.items():
        if what not in PRESUMED:
            raise ValueError(f"{quoted(what)} is no channel type; allowed: {', '.join(PRESUMED)}")
        if isinstance(days, bool) or not isinstance(days, int) or days < 0:
            raise ValueError(
                f"`{what}`: {quoted(json.dumps(days))} is no number of days; "
                "write a whole number, 0 or more"
            )
        if days > MOST_DAYS:
            raise ValueError(
                f"`{what}`: {quoted(str(days))} are more days than there are; "
                f"write at most {MOST_DAYS}"
            )
    return MappingProxyType(dict(sorted(value.items())))


def _breaks(value: Any) -> tuple[Break, ...]:
    """Read the days across which nothing usable is presumed, in order of time."""
    form = '`{"date": "2022-02-24", "reason": "invasion"}`'
    if not isinstance(value, list):
        raise ValueError(f"is no list of breaks; write `[…]` around each {form}")  # noqa: TRY004
    found = []
    for entry in value:
        if not isinstance(entry, dict) or set(entry) != {"date", "reason"}:
            raise ValueError(f"{quoted(json.dumps(entry))} is no break; write it as {form}")
        reason = entry["reason"]
        if not isinstance(reason, str) or not reason.strip() or odd_character(reason):
            raise ValueError(f"the break {quoted(str(entry['date']))} has no reason; write it")
        try:
            found.append(Break(day(entry["date"]), reason))
        except BadDate as error:
            raise ValueError(str(error)) from None
    days = [one.date for one in found]
    if len(set(days)) < len(days):
        twice = next(one for one in sorted(days) if days.count(one) > 1)
        raise ValueError(f"has `{twice}` twice; keep one")
    return tuple(sorted(found))


def _pair(text: str) -> tuple[str, str] | None:
    """Read the pair of sides; a package of a whole network names none."""
    if not text:
        return None
    sides = text.split(SEPARATOR)
    if len(sides) != 2 or not all(sides):
        raise ValueError(f"{quoted(text)} is not a pair such as `RUS; USA`")
    left, right = sides
    if counts_as(left) == counts_as(right):
        raise ValueError(f"{quoted(left)} and {quoted(right)} are one side; name two")
    return left, right
