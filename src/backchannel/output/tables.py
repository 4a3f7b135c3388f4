"""Write answers to a stream: a table for people, CSV for spreadsheets and R, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO

from backchannel.messages import visible
from backchannel.output import palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.table import Table as RichTable
    from rich.text import Text

Format = Literal["table", "csv", "json"]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)")

_WORD = re.compile(r"^\s*\S+|\S+", re.MULTILINE)
"""What a line is not broken within; blanks at its head belong to the first word."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a cell a formula to a spreadsheet, also in full width and after a space."""

_UNBROKEN = re.compile(r"\S+")

_PIECE = re.compile(r"[^–-]*[–-]+|[^–-]+")
"""What a word is not broken within: an id goes on below after a hyphen, a range after a dash."""

LONGEST_WORDS = (28, 24, 20, 16, 12)
"""Where a table is too wide, words longer than the first of these that helps are broken."""

SHORT = 20
"""A cell of up to so many characters is kept on one line where there is room."""

NARROWEST = 13
"""The last column of a pair gets at least so many characters."""

PAIR = 2
"""A table of so many columns is never stacked: each value has a line already."""


class Named(NamedTuple):
    """A cell for people: what a record is called, and below it the id to ask on with."""

    name: str
    id: str


def write_json(answer: Mapping[str, Any], stream: TextIO) -> None:
    """
    Write an answer as one JSON object.

    Control characters are escaped, and read the same. JSON has no number for what is none or has
    no bounds: these are the texts `NaN`, `Infinity` and `-Infinity`.
    """
    try:
        text = _json(answer)
    except ValueError:  # said by `allow_nan`, so that only an answer that needs it is walked
        text = _json(_nameable(answer))
    stream.write(visible(text))
    stream.write("\n")


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str, allow_nan=False)


def _nameable(value: object) -> object:
    """Return a value with each number that JSON lacks as a text."""
    match value:
        case float() if not math.isfinite(value):
            return _number(value)
        case dict():
            return {key: _nameable(part) for key, part in value.items()}
        case list() | tuple():
            return [_nameable(part) for part in value]
        case _:
            return value


def _number(value: float) -> str:
    """Return a number as text that reads back the same."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(value).removesuffix(".0")


def rows_as_csv(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    ids: Sequence[str] = (),
    delimiter: str = ",",
) -> str:
    """Return rows as CSV text; see `csv_lines`."""
    return "".join(csv_lines(rows, columns, ids=ids, delimiter=delimiter))


def csv_lines(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    ids: Sequence[str] = (),
    delimiter: str = ",",
) -> Iterator[str]:
    """
    Yield the lines of a CSV, header first; several values are joined by `; `, none is empty.

    A row is asked for when the line before is written, so that no more than one need be held.

    A cell is what it was, also where it holds control characters: other programs read it, and a
    terminal is not where CSV goes. But a text that a spreadsheet would run as a formula gets an
    apostrophe before it, and stays a text. Columns of `ids` are left as they are, so that other
    tables can be joined by them: an id cannot hold a formula.
    """
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n", delimiter=delimiter)
    named = ({column: column for column in columns},)
    for cells, joined in ((named, ()), (rows, ids)):
        for row in cells:
            texts = {column: cell_text(row.get(column), exact=True) for column in columns}
            writer.writerow([t if column in joined else _inert(t) for column, t in texts.items()])
            yield line.getvalue()
            line.seek(0)
            line.truncate()


def write_table(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    stream: TextIO,
    *,
    title: str = "",
) -> None:
    """
    Write rows as a table for people; on a terminal verdicts are coloured.

    Lines break between words only, so that an id can be copied whole. Rows that are too wide for
    that are broken after hyphens; what does not fit even so is written one value below the other,
    a line for each column. Nothing is ever cut.
    """
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    cells = [[visible(cell_text(row.get(column))) for column in columns] for row in rows]
    heads = [visible(column.replace("_", " ")) for column in columns]
    if title:
        console.print(_text(visible(title), style="bold"), soft_wrap=True)
    right = [bool(rows) and all(_is_number(row.get(column)) for row in rows) for column in columns]
    if len(columns) > PAIR:
        fitting = _fitting(heads, cells, room=_room(console.width, columns))
        if fitting is None:
            heads, cells, right = [], list(_stacked(heads, cells)), [False, False]
        else:
            cells = fitting
    console.print(_table(heads, cells, right=right, width=console.width))


def _table(
    heads: Sequence[str], cells: Sequence[Sequence[str]], *, right: Sequence[bool], width: int
) -> RichTable:
    """Return the table of some cells; without heads it has no line for them."""
    from rich import box
    from rich.table import Table

    style = box.SIMPLE_HEAD if heads else box.SIMPLE
    table = Table(box=style, show_header=bool(heads), pad_edge=False, padding=(0, 1, 0, 0))
    named = heads or [""] * len(right)
    widths = _widths(named, cells, room=_room(width, named))
    for head, set_right, chars in zip(named, right, widths, strict=True):
        table.add_column(
            _text(head), justify="right" if set_right else "left", width=chars, overflow="fold"
        )
    for row in cells:
        table.add_row(
            *(_text(cell, style=palette.TERMINAL.get(cell.split(",")[0], "")) for cell in row)
        )
    return table


def _fitting(heads: Sequence[str], cells: list[list[str]], *, room: int) -> list[list[str]] | None:
    """Return the cells with words as short as there is room for; None if there is too little."""
    if sum(_needed(heads, cells, words=True)) <= room:
        return cells
    for longest in LONGEST_WORDS:
        broken = [[_broken(cell, longest) for cell in row] for row in cells]
        if sum(_needed(heads, broken, words=True)) <= room:
            return broken
    return None


def _broken(cell: str, longest: int) -> str:
    """Break the words of a cell that are longer than that after hyphens and dashes."""

    def lines(word: re.Match[str]) -> str:
        told = [""]
        for piece in _PIECE.findall(word[0]) if len(word[0]) > longest else [word[0]]:
            if told[-1] and len(told[-1]) + len(piece) > longest:
                told.append("")
            told[-1] += piece
        return "\n".join(told)

    return _UNBROKEN.sub(lines, cell)


def _stacked(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Give rows one below the other, a line for each filled cell, an empty one between rows."""
    for number, row in enumerate(cells):
        if number:
            yield ["", ""]
        yield from ([head, cell] for head, cell in zip(heads, row, strict=True) if cell)


def _widths(heads: Sequence[str], cells: Sequence[Sequence[str]], *, room: int) -> list[int]:
    """Return the width of each column: what its words need, and a fair share of the room left."""
    from rich.cells import cell_len

    whole = [
        max(cell_len(line) for cell in column for line in cell.split("\n"))
        for column in zip(heads, *cells, strict=True)
    ]
    widths = _needed(heads, cells, words=True)
    if sum(widths) > room:  # only a pair of columns comes here: the second takes what is left
        return [*whole[:-1], max(room - sum(whole[:-1]), NARROWEST)]
    short = _needed(heads, cells, words=False)
    missing = [max(most - has, 0) for most, has in zip(short, widths, strict=True)]
    for place, more in enumerate(missing):  # what matters more stands further to the left
        if sum(widths) + more <= room:
            widths[place] += more
    missing = [most - has for most, has in zip(whole, widths, strict=True)]
    share = min(1.0, (room - sum(widths)) / (sum(missing) or 1))
    return [has + int(more * share) for has, more in zip(widths, missing, strict=True)]


def _needed(heads: Sequence[str], cells: Sequence[Sequence[str]], *, words: bool) -> list[int]:
    """Return the width that each column needs to break no word, or else no short cell either."""
    from rich.cells import cell_len

    return [
        max(
            cell_len(part)
            for cell in column
            for part in ([cell] if not words and _is_short(cell) else _WORD.findall(cell) or [""])
        )
        for column in zip(heads, *cells, strict=True)
    ]


def _is_short(cell: str) -> bool:
    return len(cell) <= SHORT and "\n" not in cell


def _room(width: int, columns: Sequence[str]) -> int:
    """Return the characters that the cells of a line have: each is followed by two blanks."""
    return width - 2 * len(columns)


def _text(text: str, *, style: str = "") -> Text:
    from rich.text import Text

    return Text(text, style=style)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _inert(text: str) -> str:
    return (
        f"'{text}" if text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
    )


def cell_text(value: object, *, exact: bool = False) -> str:
    """Return a value as the text of a cell; `exact` keeps every digit of a number."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value) if exact or not math.isfinite(value) else f"{value:.6g}"
        case Named(name, record_id):
            return f"{name}\n{record_id}" if name != record_id else name
        case list() | tuple():
            return "; ".join(cell_text(part, exact=exact) for part in value)
        case dict():
            return ", ".join(f"{key} {cell_text(part, exact=exact)}" for key, part in value.items())
        case _:
            return str(value)
