"""
Read and write data packages: a folder or zip of CSV tables with a Frictionless descriptor.

Reading never guesses. What cannot be read becomes a `Problem` with its table, line and column, and
all problems of all tables are found at once; rules between records are in `check`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.errors import Problem, UsageFault
from backchannel.facts.dataset import Dataset, dataset
from backchannel.facts.model import RECORDS, Record
from backchannel.facts.record import plain_records
from backchannel.messages import did_you_mean, near, quoted
from backchannel.package.descriptor import read_facts
from backchannel.package.files import (
    Refused,
    files_at,
    folder_of,
    is_table,
    is_zip,
    paths_in,
    write_whole,
)
from backchannel.package.form import TIDY
from backchannel.package.schema import DESCRIPTOR, columns, descriptor_text, table_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


@dataclass(frozen=True)
class Package:
    """What was read from a package, every problem in it, and each record's line."""

    dataset: Dataset
    """What could be read; all of it only where there is no problem."""
    problems: list[Problem]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """The tables, and the descriptor, of which something could not be read."""
    halves: tuple[Record, ...] = ()
    """Rows with unreadable cells left blank; what their other cells name can still be looked up."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What was read, by file name."""
    is_sound: bool = False
    """Whether nothing was checked, since these very files are known to have no problem."""


def bundled(name: str) -> Path:
    """
    Return the bundled folder `data` or `queries`.

    Installed, they are inside the package; in a checkout they are at the root of the repository.
    """
    here = Path(__file__).resolve().parents[1]
    inside = here / name
    return inside if inside.is_dir() else here.parents[1] / name


def is_package(path: Path) -> bool:
    """Say whether a path is a data package: its descriptor, a folder that has one, or a zip."""
    return (path / DESCRIPTOR).is_file() or path.name == DESCRIPTOR or is_zip(path)


def read_package(
    path: Path, *, known: Callable[[Mapping[str, bytes]], Dataset | None] | None = None
) -> Package:
    """
    Read a package from its folder, its `datapackage.json` or a zip.

    `known` gives what its files hold where they are known to have no problem; only if it gives
    nothing is each row of them read, and problems looked for.

    Raises
    ------
    UsageFault
        If there is nothing at the path, or nothing that is a package.
    """
    try:
        _look_at(path)
    except OSError as error:
        raise UsageFault(f"no data package at {quoted(str(path))}: {error.strerror}") from None
    try:
        files = files_at(path)
    except Refused as refused:
        nothing = parse_files({})
        return Package(
            nothing.dataset, [Problem(refused.file, 0, "", str(refused))], unread=nothing.unread
        )
    if known and (data := known(files)) is not None:
        return Package(data, [], files=files, is_sound=True)
    return parse_files(files)


def _look_at(path: Path) -> None:
    """Refuse a path at which there is no package."""
    if not path.exists():
        raise UsageFault(f"no data package at {quoted(str(path))}: there is no such file or folder")
    if not is_package(path) and not _has_tables(path):
        what = (
            "an empty folder" if path.is_dir() and not any(path.iterdir()) else "not a data package"
        )
        raise UsageFault(
            f"{quoted(str(path))} is {what}; a package is a folder with `{DESCRIPTOR}` "
            f"and a CSV file for each table: {', '.join(RECORDS)}"
        )


def parse_files(files: Mapping[str, bytes]) -> Package:
    """Read a package from the bytes of its files, by file name."""
    facts, problems = read_facts(files.get(DESCRIPTOR))
    unread = {DESCRIPTOR} if problems else set()
    problems += [
        _unknown_table(name)
        for name in sorted(files)
        if is_table(name) and name[:-4] not in RECORDS
    ]
    records: dict[str, list[Record]] = {}
    halves: list[Record] = []
    lines: dict[tuple[str, str], int] = {}
    for table in RECORDS:
        found, broken, whole = _read_table(table, files.get(f"{table}.csv"), problems)
        if not whole:
            unread.add(table)
        problems += _problems_of_ids(table, found, lines)
        records[table] = []
        for line, record in found:
            if (table, record.id) not in lines:
                lines[table, record.id] = line
                records[table].append(record)
        for line, half in broken:
            if lines.setdefault((table, half.id), line) == line:
                halves.append(half)
    return Package(
        dataset(records, **facts._asdict()),
        sorted(problems),
        lines,
        frozenset(unread),
        tuple(halves),
        files,
    )


def _read_table(
    table: str, content: bytes | None, problems: list[Problem]
) -> tuple[Sequence[tuple[int, Record]], Sequence[tuple[int, Record]], bool]:
    """
    Read one table from the bytes of its file, and add its problems.

    Returns its records and the halves of its broken rows, each with its line, and whether every row
    could be read.
    """
    from backchannel.package.csvfile import read_sheet
    from backchannel.package.rows import read_records

    if content is None:
        missing = "missing table; add the file, with its header row even if empty"
        problems.append(Problem(table, 0, "", missing))
        return [], [], False
    sheet = read_sheet(table, content)
    problems += sheet.problems
    found, broken = read_records(RECORDS[table], sheet, problems)
    return found, broken, sheet.whole and len(found) == len(sheet.rows)


def _sound_rows(table: str, content: bytes) -> list[list[str]] | None:
    """Return the rows of a file without a problem, header left out; nothing if there is one."""
    try:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8")), strict=True)
    except (csv.Error, ValueError):
        return None
    missing = len(columns(table)) - len(header)
    return [[*cells, *[""] * missing] for cells in rows] if missing else rows


def sound(files: Mapping[str, bytes]) -> Dataset | None:
    """Read files that have no problem; None where that takes more than the fast path."""
    facts, problems = read_facts(files.get(DESCRIPTOR))
    records: dict[str, list[Record]] = {}
    for table, kind in RECORDS.items():
        rows = _sound_rows(table, files.get(f"{table}.csv", b""))
        found = plain_records(kind, rows or ())
        records[table] = [record for record in found if record]
        if problems or rows is None or len(records[table]) < len(found):
            return None
    return dataset(records, **facts._asdict())


def write_package(data: Dataset, folder: Path) -> None:
    """Write a dataset as a package, in the canonical form (sorted, minimal quoting, LF)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in package_files(data).items():
        (folder / name).write_bytes(content)


def package_files(data: Dataset) -> dict[str, bytes]:
    """Return the bytes of a package's files, by file name."""
    files = {f"{table}.csv": table_text(table, data.table(table)).encode() for table in RECORDS}
    files[DESCRIPTOR] = descriptor_text(
        title=data.title,
        start=data.start,
        as_of=data.as_of,
        between=data.between,
        topics=data.topics,
        presumption=data.presumption,
    ).encode()
    return files


def tidy_package(path: Path) -> list[str]:
    """
    Write the tables of a package anew where they are not in the canonical form.

    Order, quoting, line ends, empty rows and repeated headers change, no cell does; a table whose
    rows cannot be told for sure is left as it is. Returns the names of the files that were written.

    Raises
    ------
    UsageFault
        If there is no package at the path, or a zip.
    """
    if is_zip(path) or not path.exists() or not is_package(path):
        raise UsageFault(
            f"{quoted(str(path))} is not a folder with `{DESCRIPTOR}`; only such a folder is tidied"
        )
    from backchannel.package.csvfile import tidied

    written = []
    found = _paths(folder_of(path))
    for table in RECORDS:
        place = found.get(f"{table}.csv")
        before = place.read_bytes() if place and place.is_file() else b""
        after = tidied(table, before)
        if place and after is not None and after != before:
            write_whole(place, after)
            written.append(place.name)
    return written


def _has_tables(path: Path) -> bool:
    """Say whether a folder without a descriptor is nevertheless meant as a package."""
    return path.is_dir() and any(f"{table}.csv" in _paths(path) for table in RECORDS)


def _paths(folder: Path) -> Mapping[str, Path]:
    try:
        return paths_in(folder)
    except Refused:
        # Whoever reads the package says why.
        return {}


def _unknown_table(name: str) -> Problem:
    hint = did_you_mean(near(name[:-4], RECORDS)) or f"the tables are {', '.join(RECORDS)}"
    return Problem(quoted(name)[1:-1], 0, "", f"unknown table; {hint}")


def _problems_of_ids(
    table: str, found: Sequence[tuple[int, Record]], lines: Mapping[tuple[str, str], int]
) -> Iterator[Problem]:
    """Yield ids that the package has twice, and the first one out of order in its table."""
    seen = {record_id: earlier for earlier, record_id in lines}
    previous, sorted_so_far = "", True
    for line, record in found:
        if record.id in seen:
            where = "this table" if seen[record.id] == table else f"{seen[record.id]}.csv"
            yield Problem(
                table, line, "id", f"{quoted(record.id)} is already in {where}; ids are unique"
            )
        elif record.id < previous and sorted_so_far:
            sorted_so_far = False
            yield Problem(
                table, line, "id", f"`{record.id}` comes after `{previous}`; sort by id, {TIDY}"
            )
        seen.setdefault(record.id, table)
        previous = record.id
