"""One damaged cell for each thing that a cell may not hold, with the exact line that its author sees."""

from __future__ import annotations

import re

import pytest

from backchannel.check.rules import checked
from backchannel.package.reading import parse_files

from worlds import sound

ALLOWED = "write a date such as `2022-02-24`, `2022-02`, `2022`, `2021-22` (summer) or `[2021-11..2022-01]`"


def damaged(name: str, old: str, new: str) -> list[str]:
    """Return all that is said of the sound package after one change to one of its files."""
    files = sound.files()
    text = files[name].decode()
    assert old in text
    return [
        str(one)
        for one in checked(
            parse_files({**files, name: text.replace(old, new, 1).encode()})
        ).problems
    ]


CELLS = {
    "unknown code": ("spells.csv", ",open,", ",opn,", "spells.csv:2: status: `opn` is not allowed; did you mean `open`?"),
    "code like no other": ("spells.csv", ",open,", ",zz,", "spells.csv:2: status: `zz` is not allowed; allowed: open, degraded, suspended, closed"),
    "code in capitals": ("spells.csv", ",open,", ",OPEN,", "spells.csv:2: status: `OPEN` is not allowed; did you mean `open`?"),
    "required code empty": ("spells.csv", ",open,", ",,", "spells.csv:2: status: is empty; allowed: open, degraded, suspended, closed"),
    "required text empty": ("channels.csv", ",Line,", ",,", "channels.csv:2: name: is empty; fill it in"),
    "required id empty": ("spells.csv", "s1,line,", "s1,,", "spells.csv:2: channel: is empty; fill it in"),
    "required date empty": ("contacts.csv", ",2021-05-01,", ",,", "contacts.csv:2: date: is empty; fill it in"),
    "required start empty": ("disruptions.csv", ",2021-07-01,", ",,", "disruptions.csv:2: start: is empty; fill it in"),
    "id in capitals": ("actors.csv", "envoy,E", "Envoy,E", "actors.csv:2: id: `Envoy` is not an id; an id has lower-case letters, digits and hyphens"),
    "id with spaces around": ("actors.csv", "envoy,E", " envoy,E", "actors.csv:2: id: ` envoy` has spaces around it; remove them"),
    "id with a space": ("actors.csv", "envoy,E", "the envoy,E", "actors.csv:2: id: `the envoy` is not an id; an id has lower-case letters, digits and hyphens"),
    "id with a dash": ("actors.csv", "envoy,E", "en–voy,E", "actors.csv:2: id: `en–voy` is not an id; an id has lower-case letters, digits and hyphens"),
    "text with a space at its end": ("channels.csv", ",Line,", ",Line ,", "channels.csv:2: name: `Line ` has spaces around it; remove them"),
    "no-break space": ("channels.csv", ",Line,", ",Line\xa0,", "channels.csv:2: name: `Line\\xa0` has spaces around it; remove them"),
    "day or month first": ("spells.csv", "2020-01-01", "1/2/2022", f"spells.csv:2: start: `1/2/2022` is refused, dates are written year first; {ALLOWED}"),
    "day first with points": ("spells.csv", "2020-01-01", "1.2.2022", f"spells.csv:2: start: `1.2.2022` is refused, dates are written year first; {ALLOWED}"),
    "time of a spreadsheet": ("spells.csv", "2020-01-01", "2022-02-24 00:00:00", f"spells.csv:2: start: `2022-02-24 00:00:00` is refused, a spreadsheet added a time of day; {ALLOWED}"),
    "day number of a spreadsheet": ("spells.csv", "2020-01-01", "44616", f"spells.csv:2: start: `44616` is refused, a spreadsheet made a number of the date; {ALLOWED}"),
    "month in words": ("spells.csv", "2020-01-01", "Feb-22", f"spells.csv:2: start: `Feb-22` is refused, a spreadsheet cut it down to some of its parts; look up what stood there; {ALLOWED}"),
    "no such day": ("spells.csv", "2020-01-01", "2022-02-30", f"spells.csv:2: start: `2022-02-30` is refused, 2022-02 has no day 30; {ALLOWED}"),
    "date true": ("spells.csv", "2020-01-01", "TRUE", f"spells.csv:2: start: `TRUE` is refused, it is no EDTF date; {ALLOWED}"),
    "code true": ("actors.csv", "yes", "TRUE", "actors.csv:2: named: `TRUE` is not allowed; allowed: yes, no"),
    "interval as a start": ("spells.csv", "2020-01-01", "2020/2021", "spells.csv:2: start: `2020/2021` is an interval, but start is one day; if it lies in that interval write `[2020..2021]`"),
    "interval as an end": ("spells.csv", "2021-06-30", "2021/2022", "spells.csv:2: end: `2021/2022` is an interval, but end is one day; if it lies in that interval write `[2021..2022]`"),
    "dots as a start": ("spells.csv", "2020-01-01", "..", f"spells.csv:2: start: `..` is refused, it is no EDTF date; {ALLOWED}"),
    "number with decimals": ("disruptions.csv", ",3,", ",3.0,", "disruptions.csv:2: count_least: `3.0` is not a whole number from 0 to 999,999,999, written like `35`"),
    "number with a zero before": ("disruptions.csv", ",3,", ",03,", "disruptions.csv:2: count_least: `03` is not a whole number from 0 to 999,999,999, written like `35`"),
    "number in words": ("disruptions.csv", ",3,", ",three,", "disruptions.csv:2: count_least: `three` is not a whole number from 0 to 999,999,999, written like `35`"),
    "number below nothing": ("disruptions.csv", ",3,", ",-3,", "disruptions.csv:2: count_least: `-3` is not a whole number from 0 to 999,999,999, written like `35`"),
    "number beyond all measure": ("disruptions.csv", ",3,", f",{10**9},", "disruptions.csv:2: count_least: `1000000000` is not a whole number from 0 to 999,999,999, written like `35`"),
    "number of 5,000 digits": ("disruptions.csv", ",3,", f",{'9' * 5000},", f"disruptions.csv:2: count_least: `{'9' * 60}…` is not a whole number from 0 to 999,999,999, written like `35`"),
    "country by name": ("actors.csv", "AAA", "Aaaland", "actors.csv:2: state: `Aaaland` is not an ISO 3166-1 alpha-3 code such as `RUS`"),
    "country by its code of two letters": ("actors.csv", "AAA", "IN", "actors.csv:2: state: `IN` is not an ISO 3166-1 alpha-3 code such as `RUS`; did you mean `IND`?"),
    "side by the code of two letters": ("parties.csv", ",AAA,", ",IN,", "parties.csv:2: side: `IN` is not a side; write an ISO 3166-1 alpha-3 code or the id of an intergovernmental body; did you mean `IND`?"),
    "side by the name of two countries": ("parties.csv", ",AAA,", ",Korea,", "parties.csv:2: side: `Korea` is not a side; write an ISO 3166-1 alpha-3 code or the id of an intergovernmental body"),
    "side in words": ("parties.csv", ",AAA,", ",The West,", "parties.csv:2: side: `The West` is not a side; write an ISO 3166-1 alpha-3 code or the id of an intergovernmental body"),
    "no item of Wikidata": ("actors.csv", "Q159", "159", "actors.csv:5: wikidata: `159` is not a Wikidata item such as `Q159`"),
    "list with an empty value": ("actors.csv", "The Envoy; E.", "The Envoy; ; E.", "actors.csv:2: aliases: `The Envoy; ; E.` is not a list; its values are separated by a semicolon and one space"),
    "list without spaces": ("actors.csv", "The Envoy; E.", "The Envoy;E.", "actors.csv:2: aliases: `The Envoy;E.` is not a list; its values are separated by a semicolon and one space"),
    "list with a value twice": ("channels.csv", "staff; visas", "staff; staff", "channels.csv:2: topics: `staff; staff` has a value twice; remove one"),
    "list of ids with one that is none": ("channels.csv", "staff; visas", "staff; Visas", "channels.csv:2: topics: `Visas` is not an id; an id has lower-case letters, digits and hyphens"),
    "formula": ("channels.csv", ",Line,", ",=1+1,", "channels.csv:2: name: `=1+1` is a formula; write the text that it stands for"),
    "formula that would call a program": ("channels.csv", ",Line,", ",=cmd|' /C calc'!A0,", "channels.csv:2: name: `=cmd|' /C calc'!A0` is a formula; write the text that it stands for"),
    **{
        f"error {error}": ("channels.csv", ",Line,", f",{error},", f"channels.csv:2: name: `{error}` is the error of a spreadsheet; write what stood there before")
        for error in ("#REF!", "#NAME?", "#N/A", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "########", "Err:502")
    },
    "error in an optional cell": ("spells.csv", ",d1; d2", ",#N/A", "spells.csv:3: cause: `#N/A` is the error of a spreadsheet; write what stood there before"),
    "NUL": ("channels.csv", "Line,", "Li\0ne,", "channels.csv:2: name: holds a NUL character, which does not belong in text; remove it"),
    "escape": ("contacts.csv", "Talks", "\x1b[2J", "contacts.csv:2: outcome: holds the character `\\x1b` (U+001B), which does not belong in text; remove it"),
    "letter lost before": ("channels.csv", "Line,", "L\ufffdne,", "channels.csv:2: name: `L\ufffdne` lost letters where `\ufffd` stands; write them again"),
    "id twice in a table": ("claims.csv", "c0001,", "c0000,", "claims.csv:3: id: `c0000` is already in this table; ids are unique"),
    "id twice in a package": ("dependencies.csv", "n1,", "k1,", "dependencies.csv:2: id: `k1` is already in contacts.csv; ids are unique"),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_damaged_cell_is_named_with_its_line_and_what_is_allowed(name: str) -> None:
    file, old, new, said = CELLS[name]
    assert [one for one in damaged(file, old, new) if one.startswith(said.split(" ")[0])] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "+1",
        "-1",
        "@home",
        "#1",
        "# 1",
        "a=b",
        "TRUE",
        "N/A",
        "“quoted”",
        "It’s",
        "\U0001f54a",
        "1.0",
    ],
)
def test_what_only_looks_like_damage_stays_text(text: str) -> None:
    assert damaged("channels.csv", ",Line,", f",{text},") == []


def test_every_problem_is_found_at_once() -> None:
    files = sound.files()
    files["spells.csv"] = (
        files["spells.csv"].replace(b"2020-01-01,2021-06-30", b"202,20211").replace(b"\n", b"\r\n")
    )
    files["contacts.csv"] = files["contacts.csv"].replace(b"call", b"fax")
    files["tenures.csv"] = files["tenures.csv"].replace(b"2020,2021", b"2021,2020")
    places = [
        re.match(r"[^:]+:\d+(: \w+(?=:))?", str(one))
        for one in checked(parse_files(files)).problems
    ]
    assert [place and place[0] for place in places] == [
        "contacts.csv:2: mode", "contacts.csv:4: mode", "spells.csv:1", "spells.csv:2: end", "spells.csv:2: start", "tenures.csv:2: end",
    ]  # fmt: skip


def test_a_line_is_that_of_an_editor_even_after_a_cell_of_several_lines() -> None:
    said = damaged("contacts.csv", "2022-04/2022-05", "2022-04-40")
    assert [one[:20] for one in said] == ["contacts.csv:4: date"]
