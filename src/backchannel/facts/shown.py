"""How an answer of several parts shows itself: its lists as short tables, all on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from backchannel.facts.rows import as_mapping
from backchannel.messages import visible

_Kind = TypeVar("_Kind", bound=type)
_Part = TypeVar("_Part")

MOST_LETTERS = 100
"""How much is shown of one value in words."""


class First(tuple[_Part, ...]):
    """The first of a list that is longer."""

    __slots__ = ()


def on_one_screen(kind: _Kind) -> _Kind:
    """Let the answers of a class show themselves short, in a console and in a notebook."""
    kind.__repr__ = answer_in_words  # type: ignore[assignment]
    kind._repr_html_ = answer_as_html  # type: ignore[attr-defined]
    return kind


def as_a_row(kind: _Kind) -> _Kind:
    """Let one row of an answer show itself in a notebook: a line for each column that says so."""
    kind._repr_html_ = row_as_html  # type: ignore[attr-defined]
    return kind


def row_as_html(row: Any) -> str:
    """Return the columns of a row, one below the other, without those that say nothing."""
    from backchannel.facts.notebook import rows_as_html

    said = {name: value for name, value in as_mapping(row).items() if value not in (None, "", ())}
    cells = [{"column": name, "value": value} for name, value in said.items()]
    return rows_as_html(cells, counted=False)


def answer_in_words(answer: Any) -> str:
    """Return an answer in a line a part: a list by its length and its first value."""
    parts = (f" {name}: {_in_words(value)}" for name, value in _parts(answer).items())
    return "\n".join([f"<{type(answer).__name__}", *parts]) + ">"


def answer_as_html(answer: Any) -> str:
    """Return an answer as a table for each list of rows, under what else it says."""
    from html import escape

    from backchannel.facts.notebook import rows_as_html

    parts = _parts(answer)
    tables = {name: value for name, value in parts.items() if _is_rows(value)}
    plain = {name: _in_words(value) for name, value in parts.items() if name not in tables}
    said = rows_as_html([plain], counted=False) if plain else ""
    shown = (
        f"<p><b>{escape(name)}</b></p>{rows_as_html([as_mapping(row) for row in rows])}"
        for name, rows in tables.items()
    )
    return f"{said}{''.join(shown)}"


def _parts(answer: Any) -> dict[str, Any]:
    names = answer._fields if hasattr(answer, "_fields") else [one.name for one in fields(answer)]
    return {name: getattr(answer, name) for name in names}


def _is_rows(value: Any) -> bool:
    """Say whether it is a list of rows; a list of texts is none."""
    return isinstance(value, list) and not any(isinstance(one, str) for one in value)


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping | list | tuple):
        first = [str(one) for one in value][:2]
        number = f"the first {len(value)}" if isinstance(value, First) else f"{len(value)} in all"
        more = f" … {number}" if len(value) > 2 else ""
        return f"{_cut(', '.join(first))}{more}" if first else "none"
    return _cut(str(value))


def _cut(text: str) -> str:
    text = visible(text)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
