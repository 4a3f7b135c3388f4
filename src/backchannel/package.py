"""
Read and write data packages: a folder (or zip) of CSV tables with a Frictionless `datapackage.json`.

Reading never guesses. What cannot be read becomes a `Problem` with its table, line and column, and all
problems of all tables are found at once; rules between records are in `check`.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from pydantic import ValidationError

from backchannel.dataset import Dataset, dataset
from backchannel.errors import BadDate, Problem, UsageFault, did_you_mean, near, quoted
from backchannel.model import RECORDS, Record
from backchannel.period import day
from backchannel.schema import DESCRIPTOR, SEPARATOR, columns, descriptor_text, table_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST_TABLE = 256 * 1024 * 1024


@dataclass(frozen=True)
class Package:
    """What was read from a package: the dataset if it has one, every problem, and each record's line."""

    dataset: Dataset | None
    problems: list[Problem]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)


def bundled(name: str) -> Path:
    """
    Return the bundled folder `data` or `queries`.

    Installed, they lie inside the package (`queries` as `questions`, since a module has its name); in a checkout
    they lie at the root of the repository.
    """
    here = Path(__file__).resolve().parent
    inside = here / {"queries": "questions"}.get(name, name)
    return inside if inside.is_dir() else here.parents[1] / name


def is_package(path: Path) -> bool:
    """Say whether a path is a data package: its descriptor, a folder that has one, or a zip."""
    return (path / DESCRIPTOR).is_file() or path.name == DESCRIPTOR or path.suffix.lower() == ".zip"


def read_package(path: Path) -> Package:
    """
    Read a package from its folder, its `datapackage.json` or a zip.

    Raises
    ------
    UsageFault
        If there is nothing at the path, or nothing that is a package.
    """
    if not path.exists():
        raise UsageFault(f"no data package at {quoted(str(path))}: there is no such file or folder")
    if not is_package(path):
        raise UsageFault(f"{quoted(str(path))} is no data package; a folder with `{DESCRIPTOR}` is one")
    try:
        files = _zipped(path) if path.suffix.lower() == ".zip" else _in_folder(path)
    except (OSError, zipfile.BadZipFile, UsageFault) as error:
        return Package(None, [Problem(path.name, 0, "", f"cannot be read: {error}")])
    return parse_files(files)


def parse_files(files: Mapping[str, bytes]) -> Package:
    """Read a package from the bytes of its files, by file name."""
    problems: list[Problem] = []
    facts = _facts(files, problems)
    records: dict[str, list[Record]] = {}
    lines: dict[tuple[str, str], int] = {}
    for name in sorted(files):
        if name.endswith(".csv") and name[:-4] not in RECORDS:
            hint = did_you_mean(near(name[:-4], RECORDS)) or f"the tables are {', '.join(RECORDS)}"
            problems.append(Problem(name, 0, "", f"unknown table; {hint}"))
    for table, kind in RECORDS.items():
        content = files.get(f"{table}.csv")
        if content is None:
            problems.append(Problem(table, 0, "", "missing table; add the file, with its header row even if empty"))
            continue
        records[table] = []
        for line, record in _records(table, kind, content, problems):
            lines[table, record.id] = line
            records[table].append(record)
    _check_ids(records, lines, problems)
    if problems or facts is None:
        return Package(None, sorted(problems), lines)
    return Package(dataset(records, **facts), [], lines)


def write_package(data: Dataset, folder: Path) -> None:
    """Write a dataset as a package, in the one form that packages have (sorted, minimal quoting, LF)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in package_files(data).items():
        (folder / name).write_bytes(content)


def package_files(data: Dataset) -> dict[str, bytes]:
    """Return the bytes of a package's files, by file name."""
    files = {f"{table}.csv": table_text(table, data.table(table)).encode() for table in RECORDS}
    files[DESCRIPTOR] = descriptor_text(
        title=data.title, start=data.start, as_of=data.as_of, between=data.between
    ).encode()
    return files


def _in_folder(path: Path) -> dict[str, bytes]:
    folder = path.parent if path.name == DESCRIPTOR else path
    names = [one for one in sorted(folder.iterdir()) if one.suffix == ".csv" or one.name == DESCRIPTOR]
    for one in names:
        if one.stat().st_size > LARGEST_TABLE:
            raise UsageFault(f"{one.name} is larger than {LARGEST_TABLE // 1024**2} MB")
    return {one.name: one.read_bytes() for one in names}


def _zipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if one.filename.endswith((".csv", DESCRIPTOR))]
        homes = {str(Path(one.filename).parent) for one in members if Path(one.filename).name == DESCRIPTOR}
        if len(homes) != 1:
            raise UsageFault(f"a package has one `{DESCRIPTOR}`, this file has {len(homes)}")
        members = [one for one in members if str(Path(one.filename).parent) in homes]
        if any(one.file_size > LARGEST_TABLE for one in members):
            raise UsageFault(f"a table in it is larger than {LARGEST_TABLE // 1024**2} MB")
        return {Path(one.filename).name: archive.read(one) for one in members}


def _facts(files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, Any] | None:
    """Read `from`, `as_of` and `between` at the top of the descriptor."""
    try:
        top = json.loads(files.get(DESCRIPTOR, b""))
    except ValueError as error:
        problems.append(Problem(DESCRIPTOR, getattr(error, "lineno", 0), "", f"is no JSON text: {error}"))
        return None
    if not isinstance(top, dict):
        problems.append(Problem(DESCRIPTOR, 1, "", "is no JSON object"))
        return None
    found: dict[str, Any] = {"title": str(top.get("title", ""))}
    for key, name in (("from", "start"), ("as_of", "as_of")):
        try:
            found[name] = day(str(top.get(key, "")))
        except BadDate as error:
            problems.append(Problem(DESCRIPTOR, 0, key, f"{error}"))
    between = top.get("between", "")
    sides = between.split(SEPARATOR) if isinstance(between, str) else between
    if not (isinstance(sides, list) and len(sides) == 2 and all(isinstance(one, str) and one for one in sides)):
        problems.append(Problem(DESCRIPTOR, 0, "between", f"{quoted(str(between))} is no pair such as `RUS; USA`"))
        return None
    found["between"] = tuple(sides)
    if "start" in found and "as_of" in found and found["start"] > found["as_of"]:
        problems.append(Problem(DESCRIPTOR, 0, "from", f"`{found['start']}` is later than as_of, `{found['as_of']}`"))
    return found if {"start", "as_of"} <= found.keys() else None


def _records(table: str, kind: type[Record], content: bytes, problems: list[Problem]) -> Iterator[tuple[int, Record]]:
    """Yield the records of one table with the lines they begin on."""
    text = _decoded(table, content, problems)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    expected = columns(table)
    line = 1
    try:
        header = next(reader, [])
        if not _header_holds(table, header, expected, problems):
            return
        line = reader.line_num + 1
        for row in reader:
            if len(row) != len(header):
                problems.append(
                    Problem(table, line, "", f"has {len(row)} cells, the header has {len(header)}; correct the row")
                )
            elif record := _record(table, kind, dict(zip(header, row, strict=True)), line, problems):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"is no well-formed CSV ({error}); a cell has an unpaired quote or is too long"
        problems.append(Problem(table, line, "", message))


def _decoded(table: str, content: bytes, problems: list[Problem]) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        problems.append(Problem(table, 1, "", "begins with a byte-order mark; save it as UTF-8 without BOM"))
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(table, line, "", "is not UTF-8; save the table as UTF-8"))
        return None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        problems.append(Problem(table, line, "", "holds a NUL character; remove it"))
        return None
    return text


def _header_holds(table: str, header: list[str], expected: list[str], problems: list[Problem]) -> bool:
    if header == expected:
        return True
    before = len(problems)
    for name in sorted(set(header) - set(expected)):
        hint = did_you_mean(near(name, expected)) or f"the columns are {', '.join(expected)}"
        problems.append(Problem(table, 1, "", f"unknown column {quoted(name)}; {hint}"))
    problems.extend(
        Problem(table, 1, "", f"missing column `{name}`; add it, with empty cells where nothing is known")
        for name in expected
        if name not in header
    )
    problems.extend(
        Problem(table, 1, "", f"column `{name}` stands twice; remove one")
        for name in expected
        if header.count(name) > 1
    )
    if len(problems) == before:
        problems.append(Problem(table, 1, "", f"the columns are out of order; the order is {', '.join(expected)}"))
    return False


def _record(table: str, kind: type[Record], row: dict[str, str], line: int, problems: list[Problem]) -> Record | None:
    if row["id"] == "id":
        problems.append(Problem(table, line, "", "the header stands twice; remove this line"))
        return None
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        for one in error.errors():
            column = str(one["loc"][0])
            problems.append(Problem(table, line, column, _said(kind, column, row.get(column, ""), cast("Any", one))))
        return None


def _said(kind: type[Record], column: str, value: str, error: dict[str, Any]) -> str:
    """Say in one line what is wrong with a cell and what is allowed in it."""
    match error["type"]:
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            allowed = [one for one in get_args(kind.model_fields[column].annotation) if one]
            hint = did_you_mean(near(value, allowed)) or f"allowed: {', '.join(allowed)}"
            return f"{quoted(value)} is not allowed; {hint}"
        case "string_pattern_mismatch":
            found = error["input"] if isinstance(error["input"], str) else value
            return f"{quoted(found)} {_PATTERNS[error['ctx']['pattern']]}"
        case "string_too_short":
            return "is empty; fill it in" if not value else f"{quoted(value)} has an empty value between `; `"
        case _:
            return f"{quoted(value)} is no whole number of at least 0"


_PATTERNS = {
    r"^[a-z0-9-]+$": "is no id; an id has lower-case letters, digits and hyphens",
    r"^[a-z0-9-]*$": "is no id; an id has lower-case letters, digits and hyphens",
    r"^([A-Z]{3})?$": "is no ISO 3166-1 alpha-3 code such as `RUS`",
    r"^([A-Z]{3}|[a-z0-9-]*)$": "is no side; write an ISO 3166-1 alpha-3 code or the id of an intergovernmental body",
    r"^(Q[1-9]\d*)?$": "is no Wikidata item such as `Q159`",
}


def _check_ids(records: dict[str, list[Record]], lines: dict[tuple[str, str], int], problems: list[Problem]) -> None:
    """Report ids that stand twice in the package, and tables that are not sorted by id."""
    seen: dict[str, str] = {}
    for table, rows in records.items():
        previous = ""
        for record in rows:
            line = lines[table, record.id]
            if record.id in seen:
                where = "this table" if seen[record.id] == table else f"{seen[record.id]}.csv"
                message = f"{quoted(record.id)} stands already in {where}; ids are unique"
                problems.append(Problem(table, line, "id", message))
            elif record.id < previous:
                message = f"`{record.id}` comes after `{previous}`; sort the table by id"
                problems.append(Problem(table, line, "id", message))
            seen.setdefault(record.id, table)
            previous = max(previous, record.id)
