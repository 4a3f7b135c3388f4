"""
One table as a file: its rows with their lines, and the damage that spreadsheets do to it.

A package's tables have one canonical form: UTF-8, one header row, commas, quotes only where they
are needed, LF line ends, sorted by id. A file in another form is one problem, however many rows it
has, and is still read where that is safe, so that its author sees everything at once. `tidied`
gives the same cells in the canonical form.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.errors import Problem
from backchannel.facts.model import RECORDS
from backchannel.messages import count, did_you_mean, near, quoted
from backchannel.package.damage import may_be_damaged
from backchannel.package.form import TIDY, form_faults, unmarked
from backchannel.package.schema import canonical_csv, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What separates cells where a comma should."""

LONGEST_CELL = 131_072
"""Characters; a longer one has swallowed what follows it, for want of a closing quote."""

LONGEST_LINE = 16 * LONGEST_CELL
"""Characters; no row has as many, and millions of empty cells would."""


class SheetRow(NamedTuple):
    """The line that a row begins on, as an editor counts, and its cells."""

    line: int
    cells: list[str]


LATER: Mapping[str, int] = {"actors": 2}
"""How many of its last columns a table may lack, since older packages do not have them."""


class Sheet(NamedTuple):
    """The rows of a table that could be read, without the header, and the faults of the file."""

    rows: list[SheetRow]
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
    rows: list[SheetRow] = []
    faults: list[tuple[int, str]] = []
    whole, empty, first_empty = True, 0, 0
    try:
        text = _decoded(content)
        for row in _parsed(text):
            # Empty rows are counted and not kept: a small zip can hold millions of them.
            if any(row.cells) or not rows:
                rows.append(row)
            else:
                empty, first_empty = empty + 1, first_empty or row.line
        found = list(completed(table, rows))
        width = len(header) if found == rows else len(rows[0].cells)
        faults += form_faults(text, [row.cells for row in rows], width=width, empty=empty)
        rows = found
    except _Unreadable as damaged:
        faults.append((damaged.line, damaged.message))
        whole = False
    if not rows:
        faults = faults or [(0, f"is empty; its first line is `{','.join(header)}`")]
        return Sheet([], _problems(table, faults), whole=False)
    if in_header := _header_faults(rows[0].cells, header):
        return Sheet([], _problems(table, [(1, fault) for fault in in_header]), whole=False)
    if empty:
        filled = f"{count(empty, 'row')} without any cell filled in, from here on; {TIDY}"
        faults.append((first_empty, filled))
    kept, in_rows, every = _kept(table, rows)
    problems = _problems(table, faults + in_rows)
    suspect = may_be_damaged(cell for row in kept for cell in row.cells)
    return Sheet(kept, problems, whole and every, suspect)


def completed(table: str, rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    """Yield the rows of a table, with empty cells in the last columns that an older one lacks."""
    known, added = columns(table), [""] * LATER.get(table, 0)
    is_earlier = False
    for number, row in enumerate(rows):
        if not number and added and row.cells == known[: -len(added)]:
            is_earlier = True
            yield SheetRow(row.line, known)
        else:
            yield SheetRow(row.line, [*row.cells, *added]) if is_earlier else row


def tidied(table: str, content: bytes) -> bytes | None:
    """Return the same cells in the canonical form, or None where the rows are uncertain."""
    header = columns(table)
    try:
        text = unicodedata.normalize("NFC", _decoded(content))
        rows = [row for row in completed(table, _parsed(text)) if any(row.cells)]
    except _Unreadable:
        return None
    if not rows or _header_faults(rows[0].cells, header):
        return None
    kept, _, every = _kept(table, rows)
    if not every:
        return None
    return canonical_csv(
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


def _parsed(text: str) -> Iterator[SheetRow]:
    """Yield the rows of a table, header first; line ends of other systems are read as ours."""
    content = unmarked(text)
    lines = io.StringIO(content)
    reader = csv.reader(_short(lines) if len(content) > LONGEST_LINE else lines, strict=True)
    line = 1
    try:
        for cells in reader:
            # Not left to Python's own limit, which is one for the whole process and which other
            # libraries move.
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise _too_long(line)
            yield SheetRow(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise _too_long(line) from None
        raise _Unreadable(
            line, f"is not well-formed CSV ({error}); a cell has an unpaired quote"
        ) from None


def _short(lines: Iterable[str]) -> Iterator[str]:
    """Pass lines on until one is longer than any row: its cells alone would fill the memory."""
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            if (cells := line.count(",")) > LONGEST_LINE // LONGEST_CELL:
                raise _Unreadable(number, f"has {cells + 1:,} cells in one row; correct the row")
            raise _too_long(number)
        yield line


def _too_long(line: int) -> _Unreadable:
    return _Unreadable(
        line, f"has a cell of more than {LONGEST_CELL:,} characters; shorten it, or close its quote"
    )


def _header_faults(header: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Say what is wrong with the columns; empty ones at the end belong to the form."""
    if header[: len(expected)] == expected and not any(header[len(expected) :]):
        return []
    for separator, name in SEPARATORS.items():
        if len(header) == 1 and len(set(header[0].split(separator)) & set(expected)) > 1:
            return [f"is separated by {name}; save the table with commas between the cells"]
    if header[0].startswith("sep="):
        return [
            f"{quoted(','.join(header))} is a line for a spreadsheet; remove it, "
            "and save the table with commas between the cells"
        ]
    if not set(header) & set(expected):
        return [f"has no header row; its first line is `{','.join(expected)}`"]
    faults, missing = [], [name for name in expected if name not in header]
    for name in sorted(set(header) - set(expected)):
        hits = near(name, expected)
        missing = [column for column in missing if column not in hits[:1]]
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


def _kept(
    table: str, rows: Sequence[SheetRow]
) -> tuple[list[SheetRow], list[tuple[int, str]], bool]:
    """Return the rows that hold a record, the faults of the others, and whether none is lost."""
    header, found = columns(table), len(rows[0].cells)
    lengths = Counter(len(row.cells) for row in rows)
    kept: list[SheetRow] = []
    faults: list[tuple[int, str]] = []
    ragged: list[int] = []
    every = True
    for line, cells in rows[1:]:
        if cells[: len(header)] == header:
            faults.append((line, "the header appears twice; remove this line"))
        elif len(cells) == found and not any(cells[len(header) :]):
            kept.append(SheetRow(line, cells[: len(header)]))
        elif evened := _evened(table, cells, alike=lengths[len(cells)]):
            kept.append(SheetRow(line, evened))
            ragged.append(line)
        else:
            faults.append(
                (
                    line,
                    f"has {len(cells)} cells, the header has {found}; "
                    f"{_length_remedy(cells, is_longer=len(cells) > found)}",
                )
            )
            every = False
    if ragged:
        where = f"{count(len(ragged), 'row')} with too few or too many empty cells at the end"
        faults.append((ragged[0], f"{where}, from here on; {TIDY}"))
    return kept, faults, every


def _evened(table: str, cells: list[str], *, alike: int) -> list[str]:
    """
    Return a row with as many cells as the table has columns, or nothing where a cell may be lost.

    Programs leave out empty cells at the end of rows, or write more of them. A row that lost or won
    a comma has as many; it is told by cells that do not fit their columns, or by being the only one
    of its length although cells at its end are empty.
    """
    width = len(columns(table))
    evened = [*cells[:width], *[""] * (width - len(cells))]
    is_sure = not any(cells[width:]) and (bool(cells[-1]) or alike > 1 or len(cells) > width)
    return evened if is_sure and _is_record(table, evened) else []


def _is_record(table: str, cells: Sequence[str]) -> bool:
    try:
        RECORDS[table].model_validate(dict(zip(columns(table), cells, strict=True)))
    except ValueError:
        return False
    return True


def _length_remedy(cells: Sequence[str], *, is_longer: bool) -> str:
    if any(cell.startswith(("“", "„", "”")) for cell in cells):
        return 'a cell stands between curly quotes, write the straight ones (`"`)'
    if is_longer:
        return 'correct the row; a text with a comma in it stands between quotes (`"`)'
    return "correct the row"
