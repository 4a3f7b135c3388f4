"""
Find names in a query that the database does not contain.

To an engine, a label or a property that nothing has is no error: it answers with no rows, or with
empty columns. So whoever misspells one is told. A text is read as in `cypher`, without a parser;
what is said is true in any case, since it is only said of names that the database does not know.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.model import RECORDS
from backchannel.messages import did_you_mean, near, quoted
from backchannel.store.cypher import without_texts
from backchannel.store.graph import COMPUTED, LABELS, LOADED_FROM, OURS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.store.protocol import Store

_TOKEN = re.compile(r"`[^`]*`|\$`[^`]*`|\$?\w+|\.\.|[^\w\s]")
_OPENS = {"(": ")", "[": "]", "{": "}"}
# What may stand before a map that is none of a pattern, or before the braces of a subquery.
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        and as by call case collect count create distinct else exists foreach in is limit match
        merge not on optional or order remove return set skip then union unwind when where with
        xor yield detach delete
        """,
    )
)
_PARTS_OF_VALUES = frozenset(
    re.findall(
        r"\w+",
        """
        year quarter month week weekYear dayOfQuarter quarterOfYear monthOfYear monthOfQuarter
        day ordinalDay weekDay dayOfWeek hour minute second millisecond microsecond nanosecond
        timezone offset offsetMinutes offsetSeconds epochMillis epochSeconds years quarters
        months weeks days hours minutes seconds milliseconds microseconds nanoseconds
        quartersOfYear monthsOfYear monthsOfQuarter daysOfWeek minutesOfHour secondsOfMinute
        millisecondsOfSecond microsecondsOfSecond nanosecondsOfSecond x y z latitude longitude
        height crs srid
        """,
    )
)
"""What can be asked of a date, a duration or a point."""

_LABELS = frozenset((*LABELS, OURS))
_TYPES = frozenset(TYPES)
_BOUNDS = ("earliest", "latest")
_PROPERTIES = frozenset(
    (
        *(column for kind in RECORDS.values() for column in kind.model_fields),
        *(f"{part}_{bound}" for part in ("start", "end", "date", "as_of") for bound in _BOUNDS),
        *(name for names in COMPUTED.values() for name in names),
        *("published_earliest", "digest", "format", "from", "between", "topic_meanings"),
        *("presume_for", "breaks", "break_reasons", LOADED_FROM),
    )
)


class _Named(NamedTuple):
    """The names that a text uses, by what they name."""

    labels: set[str]
    types: set[str]
    properties: set[str]
    keys: set[str]


def misspelt(store: Store, query: str) -> list[str]:
    """Return a sentence for each name in a query that nothing in the database has."""
    used = _names(query)
    asked = (
        ("no node has the label", used.labels, _LABELS, "CALL db.labels()"),
        ("no relationship is of the type", used.types, _TYPES, "CALL db.relationshipTypes()"),
        (
            "nothing has the property",
            used.properties - used.keys - _PARTS_OF_VALUES,
            _PROPERTIES,
            "CALL db.propertyKeys()",
        ),
    )
    said = []
    for what, names, ours, question in asked:
        if strange := names - ours:
            # Others may have nodes in the same database.
            known = ours.union(row[0] for row in store.run(question).rows)
            for name in sorted(strange - known):
                hint = did_you_mean(near(name, ours))
                said.append(f"{what} {quoted(name)}" + (f"; {hint}" if hint else ""))
    return said


def _names(query: str) -> _Named:
    words = _TOKEN.findall(without_texts(query))
    named = _Named(set(), set(), set(), set())
    # What is open, innermost last: its sign, and whether it belongs to a pattern.
    open_now: list[tuple[str, bool]] = [("", False)]
    # Where a label or a type is due, and the set that it goes into.
    labels: set[str] | None = None
    due = False
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        sign, of_pattern = open_now[-1]
        if word in _OPENS:
            open_now.append((word, _begins_pattern(words, at, open_now)))
        elif word in _OPENS.values():
            if len(open_now) > 1:
                open_now.pop()
        elif word == ":" and sign == "{":
            (named.properties if of_pattern else named.keys).add(before.strip("`"))
        elif word == ":":
            labels, due = named.types if sign == "[" and of_pattern else named.labels, True
            continue
        elif labels is not None and due and _is_name(word):
            labels.add(word.strip("`"))
            due = False
            continue
        # `A|B` goes on, but for the `|` of a list comprehension.
        due = word in "&!" or (word == "|" and (sign != "[" or of_pattern))
        if not due:
            labels = None
    named.properties.update(_asked_of_values(words))
    return named


def _begins_pattern(words: list[str], at: int, open_now: list[tuple[str, bool]]) -> bool:
    """Say whether a bracket belongs to a pattern: a node, a relationship, or the map of one."""
    before = words[at - 1] if at else ""
    match words[at]:
        case "[":
            return before == "-"
        case "{":
            inside = open_now[-1][0] in ("(", "[") and _is_name(before)
            return inside and before.lower() not in _WORDS
        case _:
            return False


def _asked_of_values(words: list[str]) -> Iterator[str]:
    """Yield what is asked of a value, as `name` in `actor.name`; a function is none."""
    at = 0
    while at < len(words) - 1:
        at += 1
        if words[at] != "." or not _is_name(words[at + 1] if at + 1 < len(words) else ""):
            continue
        first = at
        chain = []
        while at + 1 < len(words) and words[at] == "." and _is_name(words[at + 1]):
            chain.append(words[at + 1].strip("`"))
            at += 2
        called = at < len(words) and words[at] == "("
        procedure = first > 1 and words[first - 2].lower() == "call"
        of_parameter = words[first - 1].startswith("$")
        if not (called or procedure or of_parameter):
            yield from chain


def _is_name(word: str) -> bool:
    return word.startswith("`") or (word.isidentifier() and not word.startswith("$"))
