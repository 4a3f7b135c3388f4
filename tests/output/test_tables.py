"""Answers on a stream: CSV that reads back, JSON that keeps its types, a table for people."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from backchannel.output.tables import (
    Named,
    cell_text,
    csv_lines,
    rows_as_csv,
    write_json,
    write_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_csv_reads_back_whatever_stands_in_a_cell() -> None:
    rows = [{"a": 'quote " comma , line\nbreak', "b": ["x", "y"], "c": None, "d": True, "e": 0.25}]
    read = list(csv.DictReader(io.StringIO(rows_as_csv(rows, ["a", "b", "c", "d", "e"]))))
    assert read == [{"a": rows[0]["a"], "b": "x; y", "c": "", "d": "true", "e": "0.25"}]


def test_json_is_one_object_in_plain_unicode() -> None:
    out = io.StringIO()
    write_json({"name": "Седлачек", "none": None, "list": []}, out)
    assert json.loads(out.getvalue()) == {"name": "Седлачек", "none": None, "list": []}
    assert "Седлачек" in out.getvalue()


def test_a_table_shows_each_value_and_no_markup() -> None:
    out = io.StringIO()
    write_table([{"id": "a", "answer": "[red]open, surely[/red]"}], ["id", "answer"], out)
    assert "[red]open, surely[/red]" in out.getvalue()


def table(rows: list[dict[str, Any]], *, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    out = io.StringIO()
    write_table(rows, list(rows[0]), out)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_rows_that_do_not_fit_are_stacked_a_line_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "a-rather-long-id-of-a-person-or-a-channel", "kind": "organization", "measure": "betweenness",
           "value": 0.166667, "low": None, "high_most": 0.166667}  # fmt: skip
    wide = table([row], width=120, monkeypatch=monkeypatch)
    assert wide[-2].split() == [cell_text(one) for one in row.values() if one is not None]
    stacked = table([row, row], width=60, monkeypatch=monkeypatch)
    told = [line.split() for line in stacked if line.strip(" ─")]
    once = [
        [name.replace("_", " "), cell_text(value)]
        for name, value in row.items()
        if value is not None
    ]
    assert told == [" ".join(pair).split() for pair in once * 2]
    assert "" in stacked[4:-2], "an empty line parts two rows"


def test_long_words_are_broken_after_hyphens_before_rows_are_stacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = {"who": "a-rather-long-id-of-a-person-or-a-channel", "kind": "organization",
           "degree": "0.5 (0.29–0.5)", "betweenness": "0.1677 (0.0045–0.1679)"}  # fmt: skip
    lines = table([row, row], width=56, monkeypatch=monkeypatch)
    assert lines[1].split() == list(row)
    columns = [[line[place:].split("  ")[0].strip() for line in lines[3:6]] for place in (1,)]
    assert "".join(columns[0]).startswith("a-rather-long-id-of-a-person-or")
    assert max(map(len, lines)) <= 56
    whole = table([row], width=100, monkeypatch=monkeypatch)
    assert any(row["who"] in line for line in whole), "where there is room, nothing is broken"


@given(
    st.lists(
        st.lists(
            st.text(alphabet="abc-é漢 ", min_size=1, max_size=40).filter(str.strip),
            min_size=4,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(40, 160),
)
def test_no_word_is_broken_but_after_a_hyphen_and_no_line_is_wider_than_the_terminal(
    cells: list[list[str]], width: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        lines = table(
            [dict(zip("wxyz", row, strict=True)) for row in cells], width=width, monkeypatch=patch
        )
    words = " ".join(word for line in lines for word in line.split())
    longest = max(cell_len(word) for row in cells for cell in row for word in cell.split())
    if longest < width - 10:
        for piece in re.findall(r"[^\s-]*-+|[^\s-]+", " ".join(c for row in cells for c in row)):
            assert piece in words
        assert max(map(cell_len, lines)) <= width


def test_a_named_cell_has_the_id_below_the_name() -> None:
    out = io.StringIO()
    write_table([{"channel": Named("The hotline", "hotline")}], ["channel"], out)
    assert [line.strip() for line in out.getvalue().splitlines()][-3:-1] == [
        "The hotline",
        "hotline",
    ]


def test_a_number_that_json_lacks_is_a_text_and_the_rest_stays() -> None:
    out = io.StringIO()
    write_json({"rows": [{"x": math.nan, "y": [math.inf, -math.inf, 1.5]}]}, out)

    def refuse(text: str) -> None:
        raise AssertionError(text)

    read = json.loads(out.getvalue(), parse_constant=refuse)
    assert read == {"rows": [{"x": "NaN", "y": ["Infinity", "-Infinity", 1.5]}]}


def test_csv_keeps_every_digit_and_every_character() -> None:
    row = {
        "a": 1234567.891,
        "b": 2.0,
        "c": -math.inf,
        "d": math.nan,
        "e": "red \x1b[31m",
        "f": [0.1],
    }
    read = list(csv.DictReader(io.StringIO(rows_as_csv([row], list(row)))))
    assert list(read[0].values()) == [
        "1234567.891", "2", "-Infinity", "NaN", "red \x1b[31m", "0.1",
    ]  # fmt: skip


def test_values_as_text() -> None:
    assert [cell_text(one) for one in (None, True, 1, 0.1234567, ["a", 1], {"k": "v"})] == [
        "", "true", "1", "0.123457", "a; 1", "k v",
    ]  # fmt: skip


def test_a_formula_stays_a_text_and_a_number_a_number() -> None:
    rows = [{"a": one} for one in ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "-0.5", -3, 1e-7)]
    read = [row["a"] for row in csv.DictReader(io.StringIO(rows_as_csv(rows, ["a"])))]
    assert read == ["'=HYPERLINK(1)", "'+1+1", "'-2+3", "'@SUM(A1)", "-0.5", "-3", "1e-07"]


def test_no_row_is_asked_for_before_the_one_before_it_is_written() -> None:
    written: list[str] = []

    def rows() -> Iterator[dict[str, int]]:
        for number in range(5):
            assert len(written) == number + 1  # the header, and all rows before
            yield {"n": number}

    written.extend(csv_lines(rows(), ["n"]))
    assert written == ["n\n", "0\n", "1\n", "2\n", "3\n", "4\n"]
