"""What spreadsheets and editors do to a whole table: each is one problem, and most are mended by tidying."""

from __future__ import annotations

import re
import tracemalloc
import unicodedata
from typing import TYPE_CHECKING

import pytest

from backchannel.check.rules import check_package
from backchannel.package.csvfile import read_sheet
from backchannel.package.reading import tidy_package, write_package
from backchannel.package.schema import columns

from worlds import sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TIDY = "`backchannel check --tidy PATH` writes the table anew"
HEADER = ",".join(columns("spells"))
FORMS: dict[str, tuple[Callable[[bytes], bytes], list[str]]] = {
    "byte-order mark": (
        lambda b: b"\xef\xbb\xbf" + b, [f"spells.csv:1: begins with a byte-order mark; {TIDY}"],
    ),
    "line ends of Windows": (
        lambda b: b.replace(b"\n", b"\r\n"), [f"spells.csv:1: has CRLF line ends; {TIDY}"],
    ),
    "line ends of old Macintosh": (
        lambda b: b.replace(b"\n", b"\r"), [f"spells.csv:1: has CR line ends; {TIDY}"],
    ),
    "one line end of Windows": (
        lambda b: b.replace(b"\ns2", b"\r\ns2"), [f"spells.csv:2: has CRLF line ends; {TIDY}"],
    ),
    "saved by a spreadsheet as UTF-8": (
        lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n"),
        [f"spells.csv:1: begins with a byte-order mark and has CRLF line ends; {TIDY}"],
    ),
    "no line end at the end": (
        lambda b: b[:-1], [f"spells.csv:4: has no line end after its last row; {TIDY}"],
    ),
    "every cell quoted": (
        lambda b: b"".join(b'"' + line.replace(b",", b'","') + b'"\n' for line in b.splitlines()),
        [f'spells.csv:1: is not quoted as packages are, in `"{HEADER.replace(",", chr(34) + "," + chr(34))}"`; {TIDY}'[:95]],
    ),
    "one cell quoted": (
        lambda b: b.replace(b"s2,line,", b's2,"line",'),
        [f'spells.csv:3: is not quoted as packages are, in `s2,"line",suspended,2021-07-01,[2021-09..2022-02],changed,d1…`; {TIDY}'],
    ),
    "blank lines": (
        lambda b: b.replace(b"\n", b"\n\n"), [f"spells.csv:2: 4 rows without any cell filled in, from here on; {TIDY}"],
    ),
    "rows of commas at the end": (
        lambda b: b + b",,,,,,\n" * 500, [f"spells.csv:5: 500 rows without any cell filled in, from here on; {TIDY}"],
    ),
    "an empty column at the end": (
        lambda b: b.replace(b"\n", b",\n"), [f"spells.csv:1: has an empty column at its end; {TIDY}"],
    ),
    "unsorted": (
        lambda b: b"".join([b.splitlines(keepends=True)[0], *reversed(b.splitlines(keepends=True)[1:])]),
        [f"spells.csv:3: id: `s2` comes after `s3`; sort by id, {TIDY}"],
    ),
    "header twice": (
        lambda b: b + b.splitlines(keepends=True)[0], ["spells.csv:5: the header appears twice; remove this line"],
    ),
    "separated by semicolons": (
        lambda b: b.replace(b",", b";"), ["spells.csv:1: is separated by semicolons; save the table with commas between the cells"],
    ),
    "separated by tabs": (
        lambda b: b.replace(b",", b"\t"), ["spells.csv:1: is separated by tabs; save the table with commas between the cells"],
    ),
    "no header": (
        lambda b: b"".join(b.splitlines(keepends=True)[1:]), [f"spells.csv:1: has no header row; its first line is `{HEADER}`"],
    ),
    "nothing": (
        lambda _: b"", [f"spells.csv: is empty; its first line is `{HEADER}`"],
    ),
    "swapped columns": (
        lambda b: b.replace(b"channel,status", b"status,channel"),
        [f"spells.csv:1: the columns are out of order; the order is {HEADER.replace(',', ', ')}"],
    ),
    "swapped columns under the old header": (
        lambda b: b.replace(b"line,open", b"open,line"),
        ["spells.csv:2: channel: unknown channel `open`; add it to channels.csv",
         "spells.csv:2: status: `line` is not allowed; allowed: open, degraded, suspended, closed",
         "spells.csv:4: channel: unknown channel `open`; add it to channels.csv",
         "spells.csv:4: status: `line` is not allowed; allowed: open, degraded, suspended, closed"],
    ),
    "unknown column": (
        lambda b: b.replace(b"cause", b"cuase"), ["spells.csv:1: unknown column `cuase`; did you mean `cause`?"],
    ),
    "unknown column more": (
        lambda b: b.replace(b"\n", b",\n").replace(b"cause,", b"cause,remarks"),
        [f"spells.csv:1: unknown column `remarks`; the columns are {HEADER.replace(',', ', ')}"],
    ),
    "column without a name": (
        lambda b: b.replace(b",status", b",,status"), ["spells.csv:1: a column has no name; remove or name it"],
    ),
    "missing column": (
        lambda b: b.replace(b",end_kind", b""),
        ["spells.csv:1: missing column `end_kind`; add it, with empty cells where nothing is known"],
    ),
    "column twice": (
        lambda b: b.replace(b"start,", b"start,start,"), ["spells.csv:1: column `start` appears twice; remove one"],
    ),
    "one row without separators at its end": (
        lambda b: b.replace(b",observed", b"").replace(b"..,,", b".."),
        [f"spells.csv:4: 1 row with too few or too many empty cells at the end, from here on; {TIDY}"],
    ),
    "rows without separators at their ends": (
        lambda b: re.sub(b",+\n", b"\n", b),
        [f"spells.csv:2: 2 rows with too few or too many empty cells at the end, from here on; {TIDY}"],
    ),
    "rows with empty cells too many": (
        lambda b: b.replace(b"changed,\n", b"changed,,,\n").replace(b"..,,\n", b"..,,,,\n"),
        [f"spells.csv:2: 2 rows with too few or too many empty cells at the end, from here on; {TIDY}"],
    ),
    "rows without the separators of empty columns": (
        lambda b: b.replace(b"changed,\n", b"changed\n").replace(b"..,,\n", b"..,\n").replace(b",d1; d2", b""),
        [f"spells.csv:2: 3 rows with too few or too many empty cells at the end, from here on; {TIDY}"],
    ),
    "a comma lost": (
        lambda b: b.replace(b"changed,d1", b"changed d1"), ["spells.csv:3: has 6 cells, the header has 7; correct the row"],
    ),
    "a comma lost beside an empty cell": (
        lambda b: b.replace(b"s3,line,open", b"s3,line open"), ["spells.csv:4: has 6 cells, the header has 7; correct the row"],
    ),
    "a line for a spreadsheet": (
        lambda b: b"sep=;\n" + b.replace(b",", b";"),
        ["spells.csv:1: `sep=;` is a line for a spreadsheet; remove it, and save the table with commas between the cells"],
    ),
    "a line for a spreadsheet, with commas": (
        lambda b: b"sep=,\n" + b,
        ["spells.csv:1: `sep=,` is a line for a spreadsheet; remove it, and save the table with commas between the cells"],
    ),
    "a million cells": (
        lambda b: b + b"," * 3_000_000 + b"\n", ["spells.csv:5: has 3,000,001 cells in one row; correct the row"],
    ),
    "row too long": (
        lambda b: b.replace(b"s1,line,", b"s1,line,line,"), ['spells.csv:2: has 8 cells, the header has 7; correct the row; a text with a comma in it stands between quotes (`"`)'],
    ),
    "a comma between curly quotes": (
        lambda b: b.replace(b"d1; d2", "“d1, d2”".encode()),
        ['spells.csv:3: has 8 cells, the header has 7; a cell stands between curly quotes, write the straight ones (`"`)'],
    ),
    "Latin-1": (
        lambda b: b.replace(b"s2,line", b"s2,l\xefne"), ["spells.csv:3: is not UTF-8; save the table as UTF-8"],
    ),
    "UTF-16": (
        lambda b: b.decode().encode("utf-16"), ["spells.csv: is UTF-16, which spreadsheets call Unicode text; save the table as UTF-8"],
    ),
    "UTF-16 without a mark": (
        lambda b: b.decode().encode("utf-16-le"),
        ["spells.csv: is UTF-16, which spreadsheets call Unicode text; save the table as UTF-8"],
    ),
    "a lone quote": (
        lambda b: b.replace(b"s2,line", b's2,"line'),
        ["spells.csv:3: is not well-formed CSV (unexpected end of data); a cell has an unpaired quote"],
    ),
    "two lone quotes": (
        lambda b: b.replace(b"s2,line", b's2,"line').replace(b"s3,line", b's3,"line'),
        ["spells.csv:3: is not well-formed CSV (',' expected after '\"'); a cell has an unpaired quote"],
    ),
    "a cell of 10 MB": (
        lambda b: b.replace(b"d1; d2", b"x" * 10_000_000),
        ["spells.csv:3: has a cell of more than 131,072 characters; shorten it, or close its quote"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_damaged_table_is_named_once_and_nothing_follows_from_it(name: str) -> None:
    change, expected = FORMS[name]
    assert [
        one[:95] if name == "every cell quoted" else one
        for one in sound.remade("spells.csv", change)
    ] == expected


@pytest.mark.parametrize("name", FORMS)
def test_tidying_mends_the_form_and_nothing_else(name: str, tmp_path: Path) -> None:
    change, expected = FORMS[name]
    mended = all(TIDY[:20] in one for one in expected) or name in (
        "header twice",
        "every cell quoted",
    )
    files = sound.files()
    write_package(sound.sound().data(), tmp_path)
    (tmp_path / "spells.csv").write_bytes(change(files["spells.csv"]))
    before = (tmp_path / "spells.csv").read_bytes()
    assert tidy_package(tmp_path) == (["spells.csv"] if mended else [])
    whole = files["spells.csv"]
    if name == "rows without the separators of empty columns":
        whole = whole.replace(b"d1; d2", b"")
    assert (tmp_path / "spells.csv").read_bytes() == (whole if mended else before)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(files)


def test_letters_and_accents_apart_are_one_problem_and_put_together_by_tidying(
    tmp_path: Path,
) -> None:
    toy = sound.sound()
    toy.rows["channels"][0]["name"] = "Ligne dégradée"
    toy.rows["channels"][1]["name"] = "Été"
    data = toy.data()
    write_package(data, tmp_path)
    whole = (tmp_path / "channels.csv").read_bytes()
    (tmp_path / "channels.csv").write_bytes(unicodedata.normalize("NFD", whole.decode()).encode())
    assert [str(one) for one in check_package(tmp_path).problems] == [
        f"channels.csv:2: has letters and accents apart, as on a Mac; {TIDY}"
    ]
    assert tidy_package(tmp_path) == ["channels.csv"]
    assert (tmp_path / "channels.csv").read_bytes() == whole
    assert check_package(tmp_path).dataset == data


@pytest.mark.parametrize("row", [b"\n", b",,,,,,\n"])
def test_empty_rows_are_counted_and_take_no_room(row: bytes) -> None:
    content = sound.files()["spells.csv"]
    tracemalloc.start()
    sheet = read_sheet("spells", content + row * 100_000)
    # A row that is kept takes some 190 bytes.
    assert tracemalloc.get_traced_memory()[1] < 100_000 * (4 * len(row) + 20)
    tracemalloc.stop()
    assert [str(one) for one in sheet.problems] == [
        f"spells.csv:5: 100,000 rows without any cell filled in, from here on; {TIDY}"
    ]
    assert sheet.rows == read_sheet("spells", content).rows
