"""
Whatever stands in a package's files, the answer is a list of clear problems or a right record, never a traceback.

The sound package is damaged at random: bytes of its files, or cells of its tables. The examples are the same in
every run; `BACKCHANNEL_FUZZ=20000 pytest tests/failures/test_fuzz.py` tries as many others.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backchannel.check.rules import checked, listed
from backchannel.cli import main
from backchannel.dates.edtf import parse
from backchannel.dates.period import day, window
from backchannel.errors import BadDate
from backchannel.facts.model import RECORDS
from backchannel.package.csvfile import tidied
from backchannel.package.reading import package_files, parse_files, write_package
from backchannel.package.schema import DESCRIPTOR, canonical_csv, columns

from worlds import sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = int(os.environ.get("BACKCHANNEL_FUZZ", "0"))
BASE = sound.files()
NAMES = sorted(BASE)

NASTY_CELLS = [
    "", " ", "=1+1", "+1", "-1", "@x", "#REF!", "#N/A", "TRUE", "1.0", "007", "1e9", "9" * 5000, "é", "\u200b", "\ufeff",
    "\ufffd", "\x1b[31m", "\r", "\r\n", "\n", "\t", '"', '""', "“x”", ";", "; ", "a; b", "a;b", "a; a", "..", "/", "[]",
    "[..]", "[2020..]", "[..2020]", "2020", "2020/2021", "2020/..", "2022-02-24 00:00:00", "1/2/2022", "44616", "2020~",
    "9999-12-31~", "0001", "10000", "2020-W01", "20XX", "{2020}", "ENVOY", "envoy", "envoi", " envoy", "line", "s1", "k1",
    "d1", "n1", "id", "date", "start", "end_kind", "AAA", "SUN", "open", "closed", "observed", "supports", "denies",
    "x" * 200, "\U0001f54a", "\u202e", "\x85", "\u2028", "ı", "İ", "٣", "２０２２", "Q1", "null", "None", "NaN", "[" * 300,
]  # fmt: skip
NASTY_BYTES = [
    b"\0", b"\r", b"\r\n", b"\n", b'"', b'""', b",", b";", b"\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9", b"\xed\xa0\x80",
    b"\xc2\x85", b"\x1b[2J", b"=", b" ", b",,,,,,,,", b"{", b"[", b"]", b"\\ud800", b'"from": "9999",', b"\xf4\x90\x80\x80",
]  # fmt: skip


class Files(dict[str, bytes]):
    """The files of the sound package, damaged; shown as what differs."""

    def __repr__(self) -> str:
        return str({name: content for name, content in self.items() if BASE.get(name) != content})[
            :2000
        ]


cells = st.one_of(
    st.sampled_from(NASTY_CELLS),
    st.text(max_size=12),
    st.text("0123456789-[].,/~?%X ", max_size=14),
)
pieces = st.one_of(
    st.sampled_from(NASTY_BYTES),
    st.binary(max_size=6),
    cells.map(lambda one: one.encode("utf-8", "replace")),
)


def lasting(examples: int) -> Callable[..., settings]:
    return settings(
        max_examples=EXAMPLES or examples,
        derandomize=not EXAMPLES,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


@st.composite
def damaged_bytes(draw: st.DrawFn) -> Files:
    """Flip, insert, delete or double some bytes or lines of a few files."""
    files = Files(BASE)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(NAMES))
        content = files[name]
        start = draw(st.integers(0, len(content)))
        stop = min(start + draw(st.integers(0, 20)), len(content))
        lines = content.splitlines(keepends=True) or [b""]
        line = draw(st.integers(0, len(lines) - 1))
        other = draw(st.sampled_from(NAMES))
        match draw(
            st.sampled_from(["put", "cut", "double", "swap", "end", "gone", "other", "every"])
        ):
            case "put":
                files[name] = content[:start] + draw(pieces) + content[stop:]
            case "cut":
                files[name] = content[:start] + content[stop:]
            case "double":
                files[name] = b"".join([*lines[: line + 1], *lines[line:]])
            case "swap":
                files[name] = b"".join([*lines[:line], *reversed(lines[line:])])
            case "end":
                files[name] = content[:start]
            case "gone":
                files.pop(name, None)
                files[
                    draw(st.sampled_from(["spell.csv", "Spells.CSV", "x\n.csv", "\udcff.csv"]))
                ] = content
                files.setdefault(name, b"")
            case "other":
                files[name] = files[other]
            case "every":
                files[name] = content.replace(
                    draw(st.sampled_from([b",", b"\n", b'"', b"-", b"a"])), draw(pieces)
                )
    return files


@st.composite
def damaged_cells(draw: st.DrawFn) -> Files:
    """Put arbitrary texts into cells, swap or double columns and rows, and write the table well."""
    files = Files(BASE)
    for table in draw(
        st.lists(st.sampled_from(sorted(RECORDS)), min_size=1, max_size=3, unique=True)
    ):
        rows = list(csv.reader(io.StringIO(files[f"{table}.csv"].decode(), newline="")))
        for _ in range(draw(st.integers(1, 3))):
            row = draw(st.integers(1, len(rows) - 1))
            column = draw(st.integers(0, len(columns(table)) - 1))
            match draw(st.sampled_from(["cell", "cell", "cell", "value", "row", "columns"])):
                case "cell":
                    rows[row][column] = draw(cells)
                case "value":
                    rows[row][column] = draw(st.sampled_from(rows))[column]
                case "row":
                    rows.append(list(rows[row]))
                case "columns":
                    for one in rows if draw(st.booleans()) else rows[1:]:
                        one[column], one[-1] = one[-1], one[column]
        if draw(st.booleans()):
            rows[1:] = sorted(rows[1:])
        files[f"{table}.csv"] = canonical_csv(rows).encode("utf-8", "surrogatepass")
    return files


def assert_refused_or_right(files: Files) -> None:
    found = checked(parse_files(files))
    for said in [*map(str, found.problems), *listed(found.problems)]:
        assert said.isprintable(), said
        assert said.split(":")[0].lower().endswith((".csv", ".json")), said
    assert (found.dataset is None) <= bool(found.problems)
    if not found.problems:
        assert found.dataset is not None
        written = package_files(found.dataset)
        assert {name: files[name] for name in written if name != DESCRIPTOR} == {
            name: content for name, content in written.items() if name != DESCRIPTOR
        }
        again = parse_files(written).dataset
        assert (again, again.digest, again.title) == (
            found.dataset,
            found.dataset.digest,
            found.dataset.title,
        )


@lasting(200)
@given(damaged_bytes())
def test_damaged_bytes_are_refused_or_read_right(files: Files) -> None:
    assert_refused_or_right(files)


@lasting(200)
@given(damaged_cells())
def test_damaged_cells_are_refused_or_read_right(files: Files) -> None:
    assert_refused_or_right(files)


@lasting(100)
@given(st.one_of(damaged_bytes(), damaged_cells()))
def test_tidying_changes_no_cell_and_is_done_after_once(files: Files) -> None:
    for table in RECORDS:
        content = files.get(f"{table}.csv", b"")
        once = tidied(table, content)
        if once is not None:
            assert tidied(table, once) == once
            assert rows_of(once) == rows_of(content)


def rows_of(content: bytes) -> list[list[str]]:
    """Return the rows of a table in any order, without the header and without empty cells at the end."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=None)))
    found = [
        row[: len(row) - next((n for n, cell in enumerate(reversed(row)) if cell), len(row))]
        for row in rows
    ]
    return sorted(row for row in found if row and row != found[0])


@lasting(300)
@given(cells)
def test_a_date_is_read_or_refused_in_one_line(text: str) -> None:
    for read in (parse, day, window):
        said = ""
        try:
            read(text)
        except BadDate as refused:
            said = str(refused)
        assert said.isprintable()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound")
    write_package(sound.sound().data(), path)
    return path


words = st.one_of(
    cells.map(lambda one: one.replace("\0", "")),
    st.sampled_from([
        "--between", "--type", "--rule", "--all", "--format", "json", "csv", "any", "--known-on", "2022-02-24", "2021",
        "--with", "--last", "--from", "--to", "--", "-o", "\udcff", "AAA", "AAB", "envoy", "/nowhere", "--data",
    ]),
)  # fmt: skip


@lasting(25)
@given(st.sampled_from(["open", "show", "contacts", "lost", "check"]), st.lists(words, max_size=4))
def test_a_command_line_is_answered_or_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    asked: list[str],
) -> None:
    monkeypatch.chdir(folder)
    more = ["--data", str(folder)] if verb != "check" else []
    monkeypatch.setattr(sys, "argv", ["backchannel", verb, *more, *asked])
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    assert left.value.code in (0, 1, 2)
    if left.value.code == 2:
        assert (out, err.count("\n")) == ("", 1), err
