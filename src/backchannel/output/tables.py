"""Write answers to a stream: a table for people, CSV for spreadsheets and R, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Literal, TextIO

from backchannel.messages import visible
from backchannel.output import palette

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Format = Literal["table", "csv", "json"]

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a cell a formula to a spreadsheet, also in full width and after a space."""

SHORT = 20
"""Up to so many characters a cell of a table for people is never broken."""

NARROWEST = 13
"""Where a column would get fewer characters than this, rows are written one below the other."""


def write_json(answer: Mapping[str, Any], stream: TextIO) -> None:
    """Write an answer as one JSON object; control characters are escaped, and read the same."""
    stream.write(visible(json.dumps(answer, ensure_ascii=False, indent=2, default=str)))
    stream.write("\n")


def csv_text(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    ids: Sequence[str] = (),
    delimiter: str = ",",
) -> str:
    """
    Return rows as CSV text with a header; several values are joined by `; `, nothing is empty.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, and stays a text.
    Columns of `ids` are left as they are, so that other tables can be joined by them: an id cannot
    hold a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", delimiter=delimiter)
    writer.writerow(map(_inert, columns))
    for row in rows:
        cells = {column: plain(row.get(column)) for column in columns}
        writer.writerow([cell if column in ids else _inert(cell) for column, cell in cells.items()])
    return out.getvalue()


def write_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], stream: TextIO) -> None:
    """
    Write rows as a table for people; on a terminal verdicts are coloured.

    The first column and those whose every value is short stay whole; the others break between
    words. Rows that are too wide for that are written one below the other, a line a column. Nothing
    is ever cut: a table that needs more than the width of the terminal takes it.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    if console.width < NARROWEST * len(columns):
        columns, rows = ("", " "), [
            {"": name, " ": row.get(key)}
            for row in rows
            for name, key in ((column.replace("_", " "), column) for column in columns)
            if plain(row.get(key))
        ]  # fmt: skip
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    needed = 0
    for place, column in enumerate(columns):
        cells = [visible(plain(row.get(column))) for row in rows]
        widest = max(map(cell_len, cells), default=0)
        whole = widest <= SHORT or place == 0
        needed += 2 + (max(widest, cell_len(column)) if whole else NARROWEST)
        number = bool(rows) and all(isinstance(row.get(column), int | float) for row in rows)
        table.add_column(
            Text(visible(column.replace("_", " "))),
            justify="right" if number else "left",
            no_wrap=whole,
            overflow="fold",
        )
    for row in rows:
        cells = [plain(row.get(column)) for column in columns]
        table.add_row(
            *(
                Text(visible(one), style=palette.TERMINAL.get(one.split(",")[0], ""))
                for one in cells
            )
        )
    console.width = max(console.width, needed + 1)
    console.print(table)


def _inert(text: str) -> str:
    return (
        f"'{text}" if text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
    )


def plain(value: object) -> str:
    """Return a value as the text of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.6g}"
        case list() | tuple():
            return "; ".join(plain(one) for one in value)
        case dict():
            return ", ".join(f"{key} {plain(one)}" for key, one in value.items())
        case _:
            return str(value)
