"""
Values for the parameters of a query, each converted by its type.

A parameter is the only way a value goes into Cypher, and its type matters: text compared with a
date matches nothing and says nothing.

==================  =========================================================
type                a value
==================  =========================================================
`date`              a text that means one day
`text`              as it is
`number`            `3`, `0.5`
`yes or no`         `yes`, `no`
`list`              texts, separated by `; `
`actor id` and so   an id, or a name that only one has; `record id` is the id
on                  of any row
`channel type`      one of the types of channels
`any|all`           one of these
==================  =========================================================
"""

from __future__ import annotations

import math
import re
import sys
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from backchannel.dates.period import day
from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.names import Candidate, one_named
from backchannel.facts.vocabulary import ChannelType
from backchannel.messages import did_you_mean, near, quoted
from backchannel.store.graph import EDGES, KINDS, NODES, OURS
from backchannel.store.limits import GivenUp, too_slow

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.store.protocol import Store

_ID_OF = {f"{label.lower()} id": label for label in (*NODES.values(), *KINDS.values())}
_CHANNEL_TYPES = get_args(ChannelType)
_ALL = sys.maxsize


@dataclass(frozen=True)
class Parameter:
    """What a query asks for; one that is optional and not given is null."""

    name: str
    type: str
    optional: bool = False

    def __str__(self) -> str:
        """Write the parameter as it stands in the head."""
        return f"{self.name} ({self.type}{', optional' if self.optional else ''})"


class Asks:
    """A store whose answers share one limit of time."""

    def __init__(self, store: Store, timeout: float) -> None:
        """Begin to count the time."""
        self._store, self._timeout = store, timeout
        self._end = time.monotonic() + timeout

    def rows(self, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query of ours, however many."""
        left = self._end - time.monotonic()
        try:
            if left > 0:
                return self._store.run(query, parameters, timeout=left, most=_ALL).rows
        except GivenUp as error:
            raise too_slow(self._timeout) from error
        raise too_slow(self._timeout)


def value_of(parameter: Parameter, said: str, value: Any, asks: Asks | None) -> Any:
    """
    Return one value, converted by the type of its parameter.

    Parameters
    ----------
    parameter
        What is asked for.
    said
        The type that was said with the value, if any.
    value
        A text, or a value already of its type.
    asks
        Where ids are looked up, and names turned into ids; without it they are taken as they are.

    Raises
    ------
    UsageFault
        If the value is not of the type; the message begins with the parameter's name.
    UnknownName
        If an id is asked for and no record has that id or name.
    """
    kind = parameter.type or said or "text"
    if said and said != kind:
        raise UsageFault(
            f"the parameter {quoted(parameter.name)} is {quoted(kind)}, not {quoted(said)}; "
            "correct one"
        )
    if value is None and parameter.optional:
        return None
    try:
        return _converted(value, kind, asks)
    except UnknownName:
        raise
    except UsageFault as error:
        raise UsageFault(f"{parameter.name}: {error}") from error


def is_type(kind: str) -> bool:
    """Say whether a text in a head names a type."""
    return (
        kind in _CONVERSIONS
        or kind in _ID_OF
        or kind in ("record id", "channel type")
        or "|" in kind
    )


def _converted(value: Any, kind: str, asks: Asks | None) -> Any:
    if kind == "channel type" or "|" in kind:
        allowed = _CHANNEL_TYPES if kind == "channel type" else tuple(kind.split("|"))
        if value not in allowed:
            hint = did_you_mean(near(str(value), allowed)) or f"allowed: {', '.join(allowed)}"
            raise UsageFault(f"{quoted(str(value))} is not allowed; {hint}")
        return value
    if kind.endswith(" id") and (kind in _ID_OF or kind == "record id"):
        return _id(str(value), kind, asks)
    if kind not in _CONVERSIONS:
        remedy = f"the types are {', '.join(_CONVERSIONS)}"
        raise UsageFault(
            f"unknown type {quoted(kind)}; {did_you_mean(near(kind, _CONVERSIONS)) or remedy}"
        )
    python, convert = _CONVERSIONS[kind]
    if isinstance(value, str):
        if re.search("[\ud800-\udfff]", value):
            raise UsageFault(f"{quoted(value)} is no text in UTF-8")
        return convert(value)
    # A truth value is a number to Python and a moment is a date; neither is meant.
    if (
        not isinstance(value, python)
        or (type(value) is bool) != (kind == "yes or no")
        or hasattr(value, "hour")
    ):
        raise UsageFault(f"{quoted(str(value))} is no {kind}")
    return value


def _id(text: str, wanted: str, asks: Asks | None) -> str:
    """Return the id that a text is or names."""
    if asks is None:
        return text
    # What no row of a table is has a colon in its id.
    ours = f"MATCH (n:{_ID_OF.get(wanted, OURS)}) WHERE n:{OURS} AND NOT n.id CONTAINS ':'"
    edges = "|".join(edge.type for edge in EDGES.values())
    ours_too = f"MATCH (a:{OURS})-[r:{edges}]->(b:{OURS})"
    # Most texts are ids; only where one is not are the names of all read.
    if asks.rows(f"{ours} AND n.id = $id RETURN n.id AS id", id=text):
        return text
    of_edges = asks.rows(f"{ours_too} RETURN r.id AS id") if wanted == "record id" else []
    if (text,) in of_edges:
        return text
    known = asks.rows(
        f"{ours} RETURN n.id AS id, coalesce(n.name, n.title) AS name, "
        "CASE WHEN n.kind = 'state' THEN n.aliases + [n.state] ELSE n.aliases END AS aliases, "
        "n.kind AS kind, n.title IS NOT NULL AS is_source ORDER BY id"
    )
    candidates = [
        Candidate(known_id, tuple(filter(None, (name, *(others or ())))), kind == "person", source)
        for known_id, name, others, kind, source in known
    ]
    candidates += [Candidate(edge_id, ()) for (edge_id,) in of_edges]
    return one_named(candidates, text, what=wanted.removesuffix(" id"))


def _number(text: str) -> int | float:
    try:
        number = float(text)
        whole = int(text) if re.fullmatch(r"[+-]?\d+", text.strip()) else None
    except ValueError:
        number, whole = math.nan, None
    # No database holds a whole number beyond 64 bits.
    if not math.isfinite(number) or (whole is not None and abs(whole) >= 2**63):
        raise UsageFault(f"{quoted(text)} is no number")
    return number if whole is None else whole


def _truth(text: str) -> bool:
    if text.casefold() not in ("yes", "no", "true", "false"):
        raise UsageFault(f"{quoted(text)} is neither `yes` nor `no`")
    return text.casefold() in ("yes", "true")


_CONVERSIONS: dict[str, tuple[type | tuple[type, ...], Callable[[str], Any]]] = {
    "text": (str, str),
    "date": (date, day),
    "number": ((int, float), _number),
    "yes or no": (bool, _truth),
    "list": ((list, tuple), lambda text: [part for part in text.split("; ") if part]),
}
