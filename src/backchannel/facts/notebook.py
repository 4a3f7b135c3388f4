"""How datasets and answers display in a notebook: on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.facts.model import RECORDS
from backchannel.messages import count, visible

if TYPE_CHECKING:
    from datetime import date

MOST_ROWS = 20
"""How many rows a notebook shows of a long answer."""

MOST_LETTERS = 80
"""How much it shows of one cell."""


class Holding(NamedTuple):
    """What a dataset says of itself."""

    title: str
    start: date
    as_of: date
    between: tuple[str, str] | None
    sizes: Mapping[str, int]
    """Table → the number of its rows."""


def dataset_in_words(held: Holding) -> str:
    """Say in a line or two what a dataset holds."""
    sides = f", between {' and '.join(held.between)}" if held.between else ""
    tables = ", ".join(f"{name} {size:,}" for name, size in held.sizes.items())
    title = f" {visible(held.title)[:MOST_LETTERS]!r}" if held.title else ""
    records = count(sum(held.sizes.values()), "record")
    return f"<Dataset{title}: {records}, {held.start} to {held.as_of}{sides}\n {tables}>"


def dataset_as_html(held: Holding) -> str:
    """Return the tables of a dataset with their sizes, under what the package says of itself."""
    between = f"between {' and '.join(held.between)}" if held.between else "all sides"
    rows = [
        {"table": name, "rows": f"{size:,}", "one row is": RECORDS[name].row_is}
        for name, size in held.sizes.items()
    ]
    title = escape(visible(held.title)) or "Dataset"
    return f"<p><b>{title}</b>, {held.start} to {held.as_of}, {between}</p>{_table(rows)}"


def rows_as_html(
    rows: Sequence[Mapping[str, Any]], *, of: int | None = None, counted: bool = True
) -> str:
    """Return the first rows of an answer as a table, and how many there are (`of`, if more)."""
    if rows and not counted:
        return _table(rows)
    number = len(rows) if of is None else of
    if not number:
        return "<p>no rows</p>"
    more = f", the first {MOST_ROWS} shown" if number > MOST_ROWS else ""
    return f"{_table(rows[:MOST_ROWS])}<p>{count(number, 'row')}{more}</p>"


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
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
