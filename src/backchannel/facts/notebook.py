"""How answers display in a notebook: on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from backchannel.messages import count, visible

MOST_ROWS = 20
"""How many rows a notebook shows of a long answer."""

MOST_LETTERS = 80
"""How much it shows of one cell."""


def rows_as_html(
    rows: Sequence[Mapping[str, Any]], *, of: int | None = None, counted: bool = True
) -> str:
    """Return the first rows of an answer as a table, and how many there are (`of`, if more)."""
    if rows and not counted:
        return table_as_html(rows)
    number = len(rows) if of is None else of
    if not number:
        return "<p>no rows</p>"
    more = f", the first {MOST_ROWS} shown" if number > MOST_ROWS else ""
    return f"{table_as_html(rows[:MOST_ROWS])}<p>{count(number, 'row')}{more}</p>"


def table_as_html(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as a table, with the names of the first for its head."""
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row.values())}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    """Return one cell: several values after commas, shares with two digits, long ones cut."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, float):
        value = f"{value:.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(item) for item in value[:5]) + (" …" if len(value) > 5 else "")
    text = "" if value is None else visible(str(value))
    return escape(text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…")
