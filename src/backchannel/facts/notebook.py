"""How datasets and answers display in a notebook: on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from backchannel.facts.model import RECORDS
from backchannel.messages import count, visible

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

MOST_ROWS = 20
"""How many rows a notebook shows of a long answer."""

MOST_LETTERS = 80
"""How much it shows of one cell."""


def dataset_in_words(data: Dataset) -> str:
    """Say in a line or two what a dataset holds."""
    sides = f", between {' and '.join(data.between)}" if data.between else ""
    tables = ", ".join(f"{name} {len(data.table(name)):,}" for name in RECORDS)
    title = f" {visible(data.title)[:MOST_LETTERS]!r}" if data.title else ""
    return (
        f"<Dataset{title}: {count(len(data), 'record')}, {data.start} to {data.as_of}{sides}\n"
        f" {tables}>"
    )


def dataset_as_html(data: Dataset) -> str:
    """Return the tables of a dataset with their sizes, under what the package says of itself."""
    between = f"between {' and '.join(data.between)}" if data.between else "all sides"
    rows = [
        {"table": name, "rows": f"{len(data.table(name)):,}", "one row is": kind.row_is}
        for name, kind in RECORDS.items()
    ]
    title = escape(visible(data.title)) or "Dataset"
    return f"<p><b>{title}</b>, {data.start} to {data.as_of}, {between}</p>{_table(rows)}"


def rows_as_html(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the first rows of an answer as a table, and how many there are."""
    if not rows:
        return "<p>no rows</p>"
    more = f", the first {MOST_ROWS} shown" if len(rows) > MOST_ROWS else ""
    return f"{_table(rows[:MOST_ROWS])}<p>{count(len(rows), 'row')}{more}</p>"


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
