"""
One table as a file: its rows with their lines, and the damage that spreadsheets do to it.

A package's tables are written in one form: UTF-8, one header row, commas, quotes only where they
are needed, LF line ends, sorted by id. A file in another form is one problem, however many rows it
has, and is still read where that is safe, so that its author sees everything at once. `tidied`
gives the same cells in the one form.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.errors import Problem
from backchannel.facts.cells import odd_character
from backchannel.messages import count, did_you_mean, near, quoted
from backchannel.package.schema import columns, csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TIDY = "`backchannel check --tidy PATH` writes the table anew"
BOM = "\ufeff"
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What separates cells where a comma should."""

LONGEST_CELL = 131_072
"""Characters; a longer one has swallowed what follows it, for want of a closing quote."""

_ERROR_VALUE = re.compile(
    r"#(REF!|NAME\?|N/A|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|GETTING_DATA|#+)"
    r"|Err:\d{3}"
)


class Row(NamedTuple):
    """The line that a row begins on, as an editor counts, and its cells."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """The rows of a table that could be read, without the header, and the faults of the file."""

    rows: list[Row]
    problems: list[Problem]
    whole: bool
    """Whether every row could be read."""
    suspect: bool = False
    """Whether a spreadsheet may have damaged a cell in it."""


class _Unreadable(Exception):
    """What follows this line cannot be read."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message


def read_sheet(table: str, content: bytes) -> Sheet:
    """Read the rows of one table from the bytes of its file."""
    header = columns(table)
    rows: list[Row] = []
    faults: list[tuple[int, str]] = []
    whole = True
    try:
        text = _decoded(content)
        for row in _parsed(text):
            rows.append(row)  # noqa: PERF402 - what stands before the damage is kept
        faults += _form_faults(text, rows, width=len(header))
    except _Unreadable as damaged:
        faults.append((damaged.line, damaged.message))
        whole = False
    if not rows:
        faults = faults or [(0, f"is empty; its first line is `{','.join(header)}`")]
        return Sheet([], _problems(table, faults), whole=False)
    if in_header := _header_faults(rows[0].cells, header):
        return Sheet([], _problems(table, [(1, one) for one in in_header]), whole=False)
    kept, in_rows, every = _kept(rows, header)
    return Sheet(kept, _problems(table, faults + in_rows), whole and every, _is_suspect(kept))


def damages(row: Mapping[str, str]) -> dict[str, str]:
    """Say by column what a spreadsheet did to the cells of a row."""
    return {column: fault for column, cell in row.items() if (fault := _damage(cell))}


def _is_suspect(rows: Sequence[Row]) -> bool:
    """Say whether a cell may be damaged: asked of all at once, since nearly no table has one."""
    cells = [cell for row in rows for cell in row.cells]
    joined = "\0".join(["", *cells])
    return (
        any(f"\0{mark}" in joined for mark in ("=", "#", "Err:"))
        or [cell.strip() for cell in cells] != cells
    )


def _damage(cell: str) -> str:
    if cell.startswith("="):
        return f"{quoted(cell)} is a formula; write the text that it stands for"
    if _ERROR_VALUE.fullmatch(cell):
        return f"{quoted(cell)} is the error of a spreadsheet; write what stood there before"
    if cell != cell.strip():
        return f"{quoted(cell)} has spaces around it; remove them"
    return ""


def tidied(table: str, content: bytes) -> bytes | None:
    """Return the same cells in the one form, or nothing where the rows are uncertain."""
    header = columns(table)
    try:
        rows = list(_parsed(_decoded(content)))
    except _Unreadable:
        return None
    if not rows or _header_faults(rows[0].cells, header):
        return None
    kept, _, every = _kept(rows, header)
    if not every:
        return None
    return csv_text(
        [header, *sorted((row.cells for row in kept), key=lambda cells: cells[0])]
    ).encode()


def _problems(table: str, faults: Sequence[tuple[int, str]]) -> list[Problem]:
    return [Problem(table, line, "", message) for line, message in faults]


def _decoded(content: bytes) -> str:
    little, big = content[1:4:2], content[0:3:2]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0\0" in (little, big):
        raise _Unreadable(
            0, "is UTF-16, which spreadsheets call Unicode text; save the table as UTF-8"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _Unreadable(line, "is not UTF-8; save the table as UTF-8") from None


def _parsed(text: str) -> Iterator[Row]:
    """Yield the rows of a table, header first; line ends of other systems are read as ours."""
    reader = csv.reader(io.StringIO(_plain(text)), strict=True)
    line = 1
    try:
        for cells in reader:
            # Not left to Python's own limit, which is one for the whole process and which other
            # libraries move.
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise _too_long(line)
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(line) from None
        raise _Unreadable(
            line, f"is not well-formed CSV ({error}); a cell has an unpaired quote"
        ) from None


def _too_long(line: int) -> _Unreadable:
    return _Unreadable(
        line, f"has a cell of more than {LONGEST_CELL:,} characters; shorten it, or close its quote"
    )


def _plain(text: str) -> str:
    text = text.removeprefix(BOM)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _header_faults(header: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Say what is wrong with the columns; empty ones at the end belong to the form."""
    if header[: len(expected)] == expected and not any(header[len(expected) :]):
        return []
    for separator, name in SEPARATORS.items():
        if len(header) == 1 and len(set(header[0].split(separator)) & set(expected)) > 1:
            return [f"is separated by {name}; save the table with commas between the cells"]
    if not set(header) & set(expected):
        return [f"has no header row; its first line is `{','.join(expected)}`"]
    faults, missing = [], [name for name in expected if name not in header]
    for name in sorted(set(header) - set(expected)):
        hits = near(name, expected)
        missing = [one for one in missing if one not in hits[:1]]
        hint = did_you_mean(hits) or f"the columns are {', '.join(expected)}"
        faults.append(
            f"unknown column {quoted(name)}; {hint}"
            if name
            else "a column has no name; remove or name it"
        )
    faults += [
        f"missing column `{name}`; add it, with empty cells where nothing is known"
        for name in missing
    ]
    faults += [
        f"column `{name}` appears twice; remove one" for name in expected if header.count(name) > 1
    ]
    return faults or [f"the columns are out of order; the order is {', '.join(expected)}"]


def _kept(rows: Sequence[Row], header: list[str]) -> tuple[list[Row], list[tuple[int, str]], bool]:
    """Return the rows that hold a record, the faults of the others, and whether none is lost."""
    width, found = len(header), len(rows[0].cells)
    kept: list[Row] = []
    faults: list[tuple[int, str]] = []
    empty: list[int] = []
    every = True
    for line, cells in rows[1:]:
        if not any(cells):
            empty.append(line)
        elif cells[:width] == header:
            faults.append((line, "the header appears twice; remove this line"))
        elif len(cells) == found and not any(cells[width:]):
            kept.append(Row(line, cells[:width]))
        else:
            faults.append(
                (line, f"has {len(cells)} cells, the header has {found}; {_length_remedy(cells)}")
            )
            every = False
    if empty:
        faults.append(
            (
                empty[0],
                f"{count(len(empty), 'row')} without any cell filled in, from here on; {TIDY}",
            )
        )
    return kept, faults, every


def _length_remedy(cells: Sequence[str]) -> str:
    if any(cell.startswith(("“", "„", "”")) for cell in cells):
        return 'a cell stands between curly quotes, write the straight ones (`"`)'
    return "correct the row"


def _form_faults(text: str, rows: Sequence[Row], *, width: int) -> Iterator[tuple[int, str]]:
    """Yield where a file first differs from the one form, and the first character no text has."""
    plain = _plain(text)
    if character := odd_character(plain):
        name = (
            "a NUL character"
            if character == "\0"
            else f"the character {quoted(character)} (U+{ord(character):04X})"
        )
        yield _line_of(character, plain), f"holds {name}, which does not belong in text; remove it"
    faults = {}
    if text.startswith(BOM):
        faults["begins with a byte-order mark"] = 1
    if "\r" in text:
        faults["has CRLF line ends" if "\r\n" in text else "has CR line ends"] = _line_of(
            "\r", text
        )
    if rows and len(rows[0].cells) > width:
        faults["has an empty column at its end"] = 1
    if plain and not plain.endswith("\n"):
        faults["has no line end after its last row"] = plain.count("\n") + 1
    written = csv_text([row.cells for row in rows])
    if written != plain:
        for line, (ours, theirs) in enumerate(
            zip(written.split("\n"), plain.split("\n"), strict=False), start=1
        ):
            if ours != theirs:
                faults[f"is not quoted as packages are, in {quoted(theirs)}"] = line
                break
    if faults:
        yield min(faults.values()), f"{' and '.join(faults)}; {TIDY}"


def _line_of(character: str, text: str) -> int:
    return text[: text.index(character)].count("\n") + 1
