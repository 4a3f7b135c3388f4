"""How problems are listed: at their lines, in order, and many of a kind as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.check.rules import LISTED, check_package, checked, listed
from backchannel.errors import Problem
from backchannel.package.reading import parse_files, write_package

from worlds import sound
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("x{n:05},unknown-record-{n},,,paper,,,supports,,", "record"),
        ("x{n:05},s1,,,paper,,,supports,,1/2/20{n:04}", "as_of"),
    ],
)
def test_a_package_full_of_problems_is_checked_quickly_and_listed_readably(
    row: str, place: str
) -> None:
    # Near matches of 5,000 unknown ids would take half a minute: they are sought for the first of them only.
    files = sound.files()
    files["claims.csv"] += "".join(f"{row.format(n=n)}\n" for n in range(5_000)).encode()
    found = checked(parse_files(files))
    assert len(found.problems) == 5_000
    lines = list(listed(found.problems))
    assert [one.split(": ")[:2] for one in lines[:2]] == [
        ["claims.csv:13", place],
        ["claims.csv:14", place],
    ]
    assert lines[LISTED:] == [f"claims.csv: {place}: 4,950 more like that of line 13"]


def test_few_problems_are_all_listed_in_order() -> None:
    few = [Problem("spells", line, "end", f"`{line}` is wrong") for line in range(LISTED, 0, -1)]
    assert list(listed(few)) == [
        f"spells.csv:{line}: end: `{line}` is wrong" for line in range(1, LISTED + 1)
    ]


def test_a_problem_is_placed_on_the_line_of_its_record(tmp_path: Path) -> None:
    toy = sound.sound().spell("line-two", "open", "1963", "1936", id="s9")
    write_package(toy.data(), tmp_path)
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "spells.csv:5: end: `1936` is earlier than start, `1963`; correct one"
    ]


def test_what_a_program_did_to_a_column_is_one_line_for_each_kind() -> None:
    lost = [
        Problem("sources", line, "title", f"`T?tle {line}` lost letters", is_damage=True)
        for line in range(2, 502)
    ]
    spaced = [
        Problem("sources", line, "title", f"`T {line} ` has spaces around it", is_damage=True)
        for line in (4, 5)
    ]
    assert list(listed([*lost, *spaced])) == [
        "sources.csv:2: title: `T?tle 2` lost letters; "
        "and 499 more cells like it, in lines 3, 4, 5, 6, 7 …",
        "sources.csv:4: title: `T 4 ` has spaces around it",
        "sources.csv:5: title: `T 5 ` has spaces around it",
    ]


def test_cells_that_a_spreadsheet_saved_in_a_code_page_are_folded(tmp_path: Path) -> None:
    toy = Toy().channel("line")
    for number in range(5):
        toy.source(f"src{number}", title=f"Vu?i? {number}")
    write_package(toy.data(), tmp_path)
    (line,) = listed(check_package(tmp_path).problems)
    assert line.startswith("sources.csv:3: title: `Vu?i? 0` lost letters in a code page")
    assert line.endswith("; and 4 more cells like it, in lines 4, 5, 6, 7")
