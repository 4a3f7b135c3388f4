"""What spreadsheets and editors do to a whole table: each is one problem, and most are mended by tidying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
    "row too short": (
        lambda b: b.replace(b",observed", b"").replace(b"..,,", b".."), ["spells.csv:4: has 5 cells, the header has 7; correct the row"],
    ),
    "row too long": (
        lambda b: b.replace(b"s1,line,", b"s1,line,line,"), ["spells.csv:2: has 8 cells, the header has 7; correct the row"],
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
    assert (tmp_path / "spells.csv").read_bytes() == (files["spells.csv"] if mended else before)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(files)
