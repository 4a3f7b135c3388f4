"""
The head of a question's file: what is asked, its parameters and its columns.

How it is written is shown in `backchannel.store.queries`.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from backchannel.errors import QueryRefused
from backchannel.messages import quoted
from backchannel.store.parameters import Parameter, is_type

_PARTS = ("parameters", "columns", "example")


class Head(NamedTuple):
    """What the head of a question says."""

    question: str
    notes: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    example: str


def head_of(text: str, name: str) -> Head | None:
    """
    Return the head of a question, or nothing if the text has none.

    Raises
    ------
    QueryRefused
        If the head is not whole, or a parameter in it is none.
    """
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:].strip())
    parts = {
        part: line[len(part) + 1 :].strip()
        for line in lines
        for part in _PARTS
        if line.startswith(f"{part}:")
    }
    if not parts:
        return None
    for part in _PARTS:
        if part not in parts:
            raise QueryRefused(f"{name}: its head has no line `// {part}: …`; add it")
    prose = [line for line in lines if not line.startswith(tuple(f"{part}:" for part in _PARTS))]
    if not prose or not prose[0]:
        raise QueryRefused(f"{name}: its head does not begin with the question; add it")
    parameters = tuple(_parameter(item, name) for item in _items(parts["parameters"]))
    # A column's note, as in `channels (count)`, is for the reader.
    columns = tuple(item.partition("(")[0].strip() for item in _items(parts["columns"]))
    return Head(prose[0], " ".join(prose[1:]).strip(), parameters, columns, parts["example"])


def _items(line: str) -> list[str]:
    """Split at the commas that stand outside parentheses."""
    items, depth = [""], 0
    for character in line:
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0:
            items.append("")
        else:
            items[-1] += character
    items = [item.strip() for item in items]
    return [] if items in ([""], ["none"]) else items


def _parameter(item: str, name: str) -> Parameter:
    match = re.fullmatch(r"(\w+) \(([^(),]+)(, optional)?\)", item)
    if not match or not is_type(match[2]):
        raise QueryRefused(
            f"{name}: {quoted(item)} is no parameter; "
            "write `name (type)` or `name (type, optional)`"
        )
    return Parameter(match[1], match[2], bool(match[3]))


def must_equal(name: str, what: str, head: Any, text: Any) -> None:
    """Refuse a question whose head says otherwise than its text."""
    if head != text:
        has, says = (
            ", ".join(sorted(names) if isinstance(names, set) else names) or "none"
            for names in (text, head)
        )
        raise QueryRefused(f"{name}: its {what} are {has}, but its head says {says}; correct one")
