"""How a dataset displays: what it says of itself, and the size of its tables."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.model import RECORDS
from backchannel.facts.notebook import MOST_LETTERS, table_as_html
from backchannel.messages import count, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


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
    return f"<p><b>{title}</b>, {held.start} to {held.as_of}, {between}</p>{table_as_html(rows)}"
