"""Packages: what is written is read back, and what is damaged is named with its line."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel import files as package_folder
from backchannel.check import check_package, checked
from backchannel.errors import InvalidDataset, UsageFault
from backchannel.model import RECORDS
from backchannel.package import bundled, package_files, parse_files, read_package, tidy_package, write_package
from backchannel.schema import columns, table_text

import nasty
import sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TIDY = "`backchannel check --tidy` writes the table anew"
ALLOWED = "write a date such as `2022-02-24`, `2022-02`, `2022`, `2021-22` (summer) or `[2021-11..2022-01]`"


def damaged(name: str, old: str, new: str) -> list[str]:
    """Return all that is said of the sound package after one change to one of its files."""
    files = sound.files()
    text = files[name].decode()
    assert old in text
    return [str(one) for one in checked(parse_files({**files, name: text.replace(old, new, 1).encode()})).problems]


def remade(name: str, change: Callable[[bytes], bytes]) -> list[str]:
    """Return all that is said of the sound package after a change to the bytes of one of its files."""
    files = sound.files()
    return [str(one) for one in checked(parse_files({**files, name: change(files[name])})).problems]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_written_is_read_back(seed: int, tmp_path: Path) -> None:
    data = nasty.made(seed, channels=20)
    write_package(data, tmp_path / "package")
    again = read_package(tmp_path / "package").dataset
    assert again == data
    assert again.digest == data.digest


def test_a_package_is_a_folder_its_descriptor_or_a_zip(tmp_path: Path) -> None:
    data = sound.sound().data()
    write_package(data, tmp_path / "folder")
    write_package(data, tmp_path / "folder.zip")  # a folder may be called so
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for name, content in package_files(data).items():
            archive.writestr(f"inner/{name}", content)
    for path in ("folder", "folder/datapackage.json", "folder.zip", "package.zip"):
        assert check_package(tmp_path / path) == (data, [], ())


def test_the_bundled_tables_are_in_the_one_form_that_packages_have() -> None:
    data = bc.read()
    for table in RECORDS:
        text = (bundled("data") / f"{table}.csv").read_text(encoding="utf-8")
        assert table_text(table, data.table(table)) == text, table


def test_the_bundled_descriptor_is_generated_and_fresh() -> None:
    written = (bundled("data") / "datapackage.json").read_bytes()
    assert package_files(bc.read())["datapackage.json"] == written


def test_bundled_folders_are_found_in_an_editable_install() -> None:
    # Trap 12: the package is imported from src/, the folders lie at the root of the repository.
    assert (bundled("data") / "datapackage.json").is_file()
    assert (bundled("queries") / "open.cypher").is_file()


CELLS = {
    "unknown code": ("spells.csv", ",open,", ",opn,", "spells.csv:2: status: `opn` is not allowed; did you mean `open`?"),
    "code like no other": ("spells.csv", ",open,", ",zz,", "spells.csv:2: status: `zz` is not allowed; allowed: open, degraded, suspended, closed"),
    "code in capitals": ("spells.csv", ",open,", ",OPEN,", "spells.csv:2: status: `OPEN` is not allowed; did you mean `open`?"),
    "required code empty": ("spells.csv", ",open,", ",,", "spells.csv:2: status: is empty; allowed: open, degraded, suspended, closed"),
    "required text empty": ("channels.csv", ",Line,", ",,", "channels.csv:2: name: is empty; fill it in"),
    "required id empty": ("spells.csv", "s1,line,", "s1,,", "spells.csv:2: channel: is empty; fill it in"),
    "required date empty": ("contacts.csv", ",2021-05-01,", ",,", "contacts.csv:2: date: is empty; fill it in"),
    "required start empty": ("disruptions.csv", ",2021-07-01,", ",,", "disruptions.csv:2: start: is empty; fill it in"),
    "id in capitals": ("actors.csv", "envoy,E", "Envoy,E", "actors.csv:2: id: `Envoy` is no id; an id has lower-case letters, digits and hyphens"),
    "id with spaces around": ("actors.csv", "envoy,E", " envoy,E", "actors.csv:2: id: ` envoy` has spaces around it; remove them"),
    "id with a space": ("actors.csv", "envoy,E", "the envoy,E", "actors.csv:2: id: `the envoy` is no id; an id has lower-case letters, digits and hyphens"),
    "id with a dash": ("actors.csv", "envoy,E", "en–voy,E", "actors.csv:2: id: `en–voy` is no id; an id has lower-case letters, digits and hyphens"),
    "text with a space at its end": ("channels.csv", ",Line,", ",Line ,", "channels.csv:2: name: `Line ` has spaces around it; remove them"),
    "no-break space": ("channels.csv", ",Line,", ",Line\xa0,", "channels.csv:2: name: `Line\\xa0` has spaces around it; remove them"),
    "day or month first": ("spells.csv", "2020-01-01", "1/2/2022", f"spells.csv:2: start: `1/2/2022` is refused, dates are written year first; {ALLOWED}"),
    "day first with points": ("spells.csv", "2020-01-01", "1.2.2022", f"spells.csv:2: start: `1.2.2022` is refused, dates are written year first; {ALLOWED}"),
    "time of a spreadsheet": ("spells.csv", "2020-01-01", "2022-02-24 00:00:00", f"spells.csv:2: start: `2022-02-24 00:00:00` is refused, a spreadsheet added a time of day; {ALLOWED}"),
    "day number of a spreadsheet": ("spells.csv", "2020-01-01", "44616", f"spells.csv:2: start: `44616` is refused, a spreadsheet made a number of the date; {ALLOWED}"),
    "month in words": ("spells.csv", "2020-01-01", "Feb-22", f"spells.csv:2: start: `Feb-22` is refused, it is no EDTF date; {ALLOWED}"),
    "no such day": ("spells.csv", "2020-01-01", "2022-02-30", f"spells.csv:2: start: `2022-02-30` is refused, 2022-02 has no day 30; {ALLOWED}"),
    "date true": ("spells.csv", "2020-01-01", "TRUE", f"spells.csv:2: start: `TRUE` is refused, it is no EDTF date; {ALLOWED}"),
    "code true": ("actors.csv", "yes", "TRUE", "actors.csv:2: named: `TRUE` is not allowed; allowed: yes, no"),
    "interval as a start": ("spells.csv", "2020-01-01", "2020/2021", "spells.csv:2: start: `2020/2021` is an interval, but start is one day; if it lies in that interval write `[2020..2021]`"),
    "interval as an end": ("spells.csv", "2021-06-30", "2021/2022", "spells.csv:2: end: `2021/2022` is an interval, but end is one day; if it lies in that interval write `[2021..2022]`"),
    "dots as a start": ("spells.csv", "2020-01-01", "..", f"spells.csv:2: start: `..` is refused, it is no EDTF date; {ALLOWED}"),
    "number with decimals": ("disruptions.csv", ",3,", ",3.0,", "disruptions.csv:2: count_least: `3.0` is no whole number from 0 to 999,999,999, written like `35`"),
    "number with a zero before": ("disruptions.csv", ",3,", ",03,", "disruptions.csv:2: count_least: `03` is no whole number from 0 to 999,999,999, written like `35`"),
    "number in words": ("disruptions.csv", ",3,", ",three,", "disruptions.csv:2: count_least: `three` is no whole number from 0 to 999,999,999, written like `35`"),
    "number below nothing": ("disruptions.csv", ",3,", ",-3,", "disruptions.csv:2: count_least: `-3` is no whole number from 0 to 999,999,999, written like `35`"),
    "number beyond all measure": ("disruptions.csv", ",3,", f",{10**9},", "disruptions.csv:2: count_least: `1000000000` is no whole number from 0 to 999,999,999, written like `35`"),
    "number of 5,000 digits": ("disruptions.csv", ",3,", f",{'9' * 5000},", f"disruptions.csv:2: count_least: `{'9' * 60}…` is no whole number from 0 to 999,999,999, written like `35`"),
    "country by name": ("actors.csv", "AAA", "Aaaland", "actors.csv:2: state: `Aaaland` is no ISO 3166-1 alpha-3 code such as `RUS`"),
    "side in words": ("parties.csv", ",AAA,", ",The West,", "parties.csv:2: side: `The West` is no side; write an ISO 3166-1 alpha-3 code or the id of an intergovernmental body"),
    "no item of Wikidata": ("actors.csv", "Q159", "159", "actors.csv:5: wikidata: `159` is no Wikidata item such as `Q159`"),
    "list with an empty value": ("actors.csv", "The Envoy; E.", "The Envoy; ; E.", "actors.csv:2: aliases: `The Envoy; ; E.` is no list; its values are separated by a semicolon and one space"),
    "list without spaces": ("actors.csv", "The Envoy; E.", "The Envoy;E.", "actors.csv:2: aliases: `The Envoy;E.` is no list; its values are separated by a semicolon and one space"),
    "list with a value twice": ("channels.csv", "staff; visas", "staff; staff", "channels.csv:2: topics: `staff; staff` has a value twice; remove one"),
    "list of ids with one that is none": ("channels.csv", "staff; visas", "staff; Visas", "channels.csv:2: topics: `Visas` is no id; an id has lower-case letters, digits and hyphens"),
    "formula": ("channels.csv", ",Line,", ",=1+1,", "channels.csv:2: name: `=1+1` is a formula; write the text that it stands for"),
    "formula that would call a program": ("channels.csv", ",Line,", ",=cmd|' /C calc'!A0,", "channels.csv:2: name: `=cmd|' /C calc'!A0` is a formula; write the text that it stands for"),
    **{
        f"error {error}": ("channels.csv", ",Line,", f",{error},", f"channels.csv:2: name: `{error}` is the error of a spreadsheet; write what stood there before")
        for error in ("#REF!", "#NAME?", "#N/A", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "########", "Err:502")
    },
    "error in an optional cell": ("spells.csv", ",d1; d2", ",#N/A", "spells.csv:3: cause: `#N/A` is the error of a spreadsheet; write what stood there before"),
    "NUL": ("channels.csv", "Line,", "Li\0ne,", "channels.csv:2: holds a NUL character, which no text has; remove it"),
    "escape": ("contacts.csv", "Talks", "\x1b[2J", "contacts.csv:2: holds the character `\\x1b` (U+001B), which no text has; remove it"),
    "letter lost before": ("channels.csv", "Line,", "L\ufffdne,", "channels.csv:2: holds the character `\ufffd` (U+FFFD), which no text has; remove it"),
    "id twice in a table": ("claims.csv", "c0001,", "c0000,", "claims.csv:3: id: `c0000` stands already in this table; ids are unique"),
    "id twice in a package": ("dependencies.csv", "n1,", "k1,", "dependencies.csv:2: id: `k1` stands already in contacts.csv; ids are unique"),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_damaged_cell_is_named_with_its_line_and_what_is_allowed(name: str) -> None:
    file, old, new, said = CELLS[name]
    assert [one for one in damaged(file, old, new) if one.startswith(said.split(" ")[0])] == [said]


@pytest.mark.parametrize(
    "text", ["+1", "-1", "@home", "#1", "# 1", "a=b", "TRUE", "N/A", "“quoted”", "It’s", "\U0001f54a", "1.0"]
)
def test_what_only_looks_like_damage_stays_text(text: str) -> None:
    assert damaged("channels.csv", ",Line,", f",{text},") == []


def unix(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


HEADER = ",".join(columns("spells"))
FORMS: dict[str, tuple[Callable[[bytes], bytes], list[str]]] = {
    "byte-order mark": (
        lambda b: b"\xef\xbb\xbf" + b, [f"spells.csv:1: begins with a byte-order mark; {TIDY}"],
    ),
    "line ends of Windows": (
        lambda b: b.replace(b"\n", b"\r\n"), [f"spells.csv:1: has line ends of another system (CR); {TIDY}"],
    ),
    "line ends of old Macintosh": (
        lambda b: b.replace(b"\n", b"\r"), [f"spells.csv:1: has line ends of another system (CR); {TIDY}"],
    ),
    "one line end of Windows": (
        lambda b: b.replace(b"\ns2", b"\r\ns2"), [f"spells.csv:2: has line ends of another system (CR); {TIDY}"],
    ),
    "saved by a spreadsheet as UTF-8": (
        lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n"),
        [f"spells.csv:1: begins with a byte-order mark and has line ends of another system (CR); {TIDY}"],
    ),
    "no line end at the end": (
        lambda b: b[:-1], [f"spells.csv:4: has no line end after its last row; {TIDY}"],
    ),
    "every cell quoted": (
        lambda b: b"".join(b'"' + line.replace(b",", b'","') + b'"\n' for line in b.splitlines()),
        [f'spells.csv:1: is quoted otherwise than packages are, in `"{HEADER.replace(",", chr(34) + "," + chr(34))}"`; {TIDY}'[:95]],
    ),
    "one cell quoted": (
        lambda b: b.replace(b"s2,line,", b's2,"line",'),
        [f'spells.csv:3: is quoted otherwise than packages are, in `s2,"line",suspended,2021-07-01,[2021-09..2022-02],changed,d1…`; {TIDY}'],
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
        lambda b: b + b.splitlines(keepends=True)[0], ["spells.csv:5: the header stands twice; remove this line"],
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
        ["spells.csv:2: status: `line` is not allowed; allowed: open, degraded, suspended, closed",
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
        lambda b: b.replace(b"start,", b"start,start,"), ["spells.csv:1: column `start` stands twice; remove one"],
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
        ["spells.csv:3: is no well-formed CSV (unexpected end of data); a cell has an unpaired quote"],
    ),
    "two lone quotes": (
        lambda b: b.replace(b"s2,line", b's2,"line').replace(b"s3,line", b's3,"line'),
        ["spells.csv:3: is no well-formed CSV (',' expected after '\"'); a cell has an unpaired quote"],
    ),
    "a cell of 10 MB": (
        lambda b: b.replace(b"d1; d2", b"x" * 10_000_000),
        ["spells.csv:3: has a cell of more than 131,072 characters; shorten it, or close its quote"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_damaged_table_is_named_once_and_nothing_follows_from_it(name: str) -> None:
    change, expected = FORMS[name]
    assert [one[:95] if name == "every cell quoted" else one for one in remade("spells.csv", change)] == expected


@pytest.mark.parametrize("name", FORMS)
def test_tidying_mends_the_form_and_nothing_else(name: str, tmp_path: Path) -> None:
    change, expected = FORMS[name]
    mended = all(TIDY[:20] in one for one in expected) or name in ("header twice", "every cell quoted")
    files = sound.files()
    write_package(sound.sound().data(), tmp_path)
    (tmp_path / "spells.csv").write_bytes(change(files["spells.csv"]))
    before = (tmp_path / "spells.csv").read_bytes()
    assert tidy_package(tmp_path) == (["spells.csv"] if mended else [])
    assert (tmp_path / "spells.csv").read_bytes() == (files["spells.csv"] if mended else before)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(files)


def test_a_zip_is_not_tidied(tmp_path: Path) -> None:
    packed(tmp_path, sound.files())
    with pytest.raises(UsageFault, match="only such a folder is tidied"):
        tidy_package(tmp_path / "package.zip")


def test_missing_and_unknown_tables_are_named_once() -> None:
    files = sound.files()
    files["spell.csv"] = files.pop("spells.csv")
    files["Notes.CSV"] = b""
    assert [str(one) for one in checked(parse_files(files)).problems] == [
        f"Notes.CSV: unknown table; the tables are {', '.join(RECORDS)}",
        "spell.csv: unknown table; did you mean `spells`?",
        "spells.csv: missing table; add the file, with its header row even if empty",
    ]


def test_every_problem_is_found_at_once() -> None:
    files = sound.files()
    files["spells.csv"] = files["spells.csv"].replace(b"2020-01-01,2021-06-30", b"202,20211").replace(b"\n", b"\r\n")
    files["contacts.csv"] = files["contacts.csv"].replace(b"call", b"fax")
    files["tenures.csv"] = files["tenures.csv"].replace(b"2020,2021", b"2021,2020")
    places = [re.match(r"[^:]+:\d+(: \w+(?=:))?", str(one)) for one in checked(parse_files(files)).problems]
    assert [place and place[0] for place in places] == [
        "contacts.csv:2: mode", "contacts.csv:4: mode", "spells.csv:1", "spells.csv:2: end", "spells.csv:2: start", "tenures.csv:2: end",
    ]  # fmt: skip


def test_a_line_is_that_of_an_editor_even_after_a_cell_of_several_lines() -> None:
    said = damaged("contacts.csv", "2022-04/2022-05", "2022-04-40")
    assert [one[:20] for one in said] == ["contacts.csv:4: date"]


DESCRIPTORS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "is no JSON": (lambda b: b[:-3], "datapackage.json:{last}: is no JSON text: Expecting ',' delimiter, in column 4; correct it"),
    "is empty": (lambda _: b"", "datapackage.json:1: is no JSON text: Expecting value, in column 1; correct it"),
    "is a list": (lambda _: b"[]", "datapackage.json:1: is no JSON object; it begins with `{{`"),
    "is nested without end": (lambda _: b'{"a":' * 100_000, "datapackage.json: is no JSON text that anybody wrote: its brackets lie too deep in one another"),
    "is Latin-1": (lambda b: b.replace(b"Toy", b"To\xff"), "datapackage.json:4: is not UTF-8; save it as UTF-8"),
    "has a key twice": (lambda b: b.replace(b'"from"', b'"as_of": "2021-01-01", "from"'), "datapackage.json: has the key `as_of` twice; remove one"),
    "has a number for a day": (lambda b: b.replace(b'"2022-12-31"', b"2022"), "datapackage.json: as_of: `2022` is no text; put it between quotes"),
    "has nothing for a day": (lambda b: b.replace(b'"2022-12-31"', b"null"), "datapackage.json: as_of: `null` is no text; put it between quotes"),
    "has an empty day": (lambda b: b.replace(b"2022-12-31", b""), "datapackage.json: as_of: is missing or empty; fill it in"),
    "has no day": (lambda b: b.replace(b'"as_of"', b'"asof"'), "datapackage.json: as_of: is missing or empty; fill it in"),
    "has a year for a day": (
        lambda b: b.replace(b"2022-12-31", b"2022"),
        "datapackage.json: as_of: `2022` is not one day: it means 2022-01-01 to 2022-12-31; give a day such as `2022-01-01` or `2022-12-31`",
    ),
    "ends before it begins": (lambda b: b.replace(b"2000-01-01", b"2023-01-01"), "datapackage.json: from: `2023-01-01` is later than as_of, `2022-12-31`; correct one"),
    "has one side": (lambda b: b.replace(b"AAA; BBB", b"AAA"), "datapackage.json: between: `AAA` is no pair such as `RUS; USA`"),
    "has one side twice": (lambda b: b.replace(b"AAA; BBB", b"RUS; SUN"), "datapackage.json: between: `RUS` and `SUN` are one side; name two"),
    "has a list of lists": (lambda b: b.replace(b'"AAA; BBB"', b'[["AAA"], "BBB"]'), 'datapackage.json: between: `[["AAA"], "BBB"]` is no text; put it between quotes'),
    "has an unknown side": (lambda b: b.replace(b"AAA; BBB", b"AAA; BBC"), "datapackage.json: between: unknown side `BBC`; did you mean `BBB`?"),
    "has half a letter": (lambda b: b.replace(b'"Toy"', b'"\\ud800"'), "datapackage.json: title: `\\ud800` holds a character that no text has; remove it"),
    "has an object for a title": (lambda b: b.replace(b'"Toy"', b'{"en": 1}'), 'datapackage.json: title: `{{"en": 1}}` is no text; put it between quotes'),
}  # fmt: skip


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_descriptor_that(name: str) -> None:
    change, expected = DESCRIPTORS[name]
    content = change(sound.files()["datapackage.json"])
    assert remade("datapackage.json", change) == [expected.format(last=content.count(b"\n") + 1)]


def test_a_descriptor_that_is_not_there() -> None:
    files = sound.files()
    del files["datapackage.json"]
    said = [str(one) for one in checked(parse_files(files)).problems]
    assert said == ["datapackage.json: missing; add it, with `from`, `as_of` and `between`"]


def test_a_descriptor_may_be_written_by_others() -> None:
    files = sound.files()
    theirs = {"between": ["AAA", "BBB"], "as_of": "2022-12-31", "from": "2000-01-01", "licenses": [{"name": "CC0"}]}
    for content in (json.dumps(theirs).encode(), b"\xef\xbb\xbf" + json.dumps(theirs).encode()):
        assert checked(parse_files({**files, "datapackage.json": content})) == (sound.sound().data(), [], ())


def packed(folder: Path, files: dict[str, bytes], *more: tuple[str, bytes]) -> Path:
    """Write a zip of some files."""
    with zipfile.ZipFile(folder / "package.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), *more]:
            archive.writestr(name, content)
    return folder / "package.zip"


def with_lying_sizes(path: Path) -> None:
    """Say in a zip's headers that each file in it unpacks to ten bytes."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset : at + offset + 4] = (10).to_bytes(4, "little")
            at = content.find(signature, at + 4)
    path.write_bytes(content)


def encrypted(path: Path) -> None:
    """Set the mark of a password in a zip's headers."""
    content = path.read_bytes()
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content = b"".join(
            part if not number else signature + part[: offset - 4] + b"\x01" + part[offset - 3 :]
            for number, part in enumerate(content.split(signature))
        )
    path.write_bytes(content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_is_no_package_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sound.files()
    nothing = {name: content for name, content in files.items() if name.endswith(".csv")}

    def said(path: Path) -> str:
        (one,) = check_package(path).problems
        assert str(one).startswith("package.zip: ")
        return str(one).removeprefix("package.zip: ")

    assert said(packed(tmp_path, nothing)) == "has 0 files `datapackage.json`; a package has one"
    twice = ("b/datapackage.json", files["datapackage.json"])
    assert said(packed(tmp_path, files, twice)) == "has 2 files `datapackage.json`; a package has one"
    again = ("spells.csv", b"")
    assert said(packed(tmp_path, files, again)) == "has the file `spells.csv` twice; pack it anew"
    leading = {f"../{name}": content for name, content in files.items()}
    assert said(packed(tmp_path, leading)) == "has a file `../sources.csv`, whose name leads out of it; pack it anew"
    whole = packed(tmp_path, files).read_bytes()
    for length in (0, 10, 200, len(whole) // 2, len(whole) - 5):
        (tmp_path / "package.zip").write_bytes(whole[:length])
        assert said(tmp_path / "package.zip").startswith("is no sound zip ("), length
    (tmp_path / "package.zip").write_bytes(whole.replace(b"\x08\x00", b"\x63\x00"))
    assert said(tmp_path / "package.zip") == "is packed in a way that is not supported; pack it anew as a plain zip"
    encrypted(packed(tmp_path, files))
    assert said(tmp_path / "package.zip") == "is encrypted (`sources.csv`); pack it without a password"
    monkeypatch.setattr(package_folder, "LARGEST", 1024**2)
    bomb = files | {"spells.csv": b"0" * 3 * 1024**2}
    limit = "holds more than 1 MB with the other tables; a package has less"
    assert said(packed(tmp_path, bomb)) == limit
    with_lying_sizes(tmp_path / "package.zip")
    assert said(tmp_path / "package.zip").startswith("is no sound zip (Bad CRC-32 for file")


def test_a_lying_bomb_is_never_unpacked_whole(tmp_path: Path) -> None:
    import tracemalloc

    path = packed(tmp_path, sound.files() | {"spells.csv": b"0" * 64 * 1024**2})
    with_lying_sizes(path)
    tracemalloc.start()
    assert check_package(path).problems
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024**2
    tracemalloc.stop()


def test_a_folder_larger_than_any_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(sound.sound().data(), tmp_path)
    monkeypatch.setattr(package_folder, "LARGEST", 1024**2)
    (tmp_path / "spells.csv").write_bytes(b"0" * 2 * 1024**2)
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "spells.csv: holds more than 1 MB with the other tables; a package has less"
    ]


def test_a_table_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    write_package(sound.sound().data(), tmp_path)
    (tmp_path / "spells.csv").unlink()
    (tmp_path / "spells.csv").mkdir()
    assert [str(one) for one in check_package(tmp_path).problems] == ["spells.csv: cannot be read: Is a directory"]


def test_where_there_is_no_package_one_line_says_so(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path, tmp_path / "no.zip"):
        with pytest.raises(UsageFault) as fault:
            read_package(path)
        assert "\n" not in str(fault.value)


def test_a_broken_package_is_read_by_nobody(tmp_path: Path) -> None:
    write_package(sound.sound().data(), tmp_path)
    spells = tmp_path / "spells.csv"
    spells.write_text(spells.read_text().replace("suspended", "suspnded"))
    with pytest.raises(InvalidDataset, match=r"1 problem in .*run `backchannel check"):
        bc.read(tmp_path)
    assert check_package(tmp_path).dataset is None


def test_the_descriptor_is_what_frictionless_tools_expect() -> None:
    top = json.loads(sound.files()["datapackage.json"])
    assert top["profile"] == "tabular-data-package"
    assert [one["name"] for one in top["resources"]] == list(RECORDS)
    for resource in top["resources"]:
        fields = [one["name"] for one in resource["schema"]["fields"]]
        assert fields == list(RECORDS[resource["name"]].model_fields)
        assert all(one["description"] for one in resource["schema"]["fields"])
