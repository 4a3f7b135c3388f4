"""Answers on a stream: CSV that reads back, JSON that keeps its types, a table for people."""

from __future__ import annotations

import csv
import io
import json

from backchannel.output.tables import csv_text, plain, write_json, write_table


def test_csv_reads_back_whatever_stands_in_a_cell() -> None:
    rows = [{"a": 'quote " comma , line\nbreak', "b": ["x", "y"], "c": None, "d": True, "e": 0.25}]
    read = list(csv.DictReader(io.StringIO(csv_text(rows, ["a", "b", "c", "d", "e"]))))
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


def test_a_table_that_needs_more_than_the_width_takes_it_and_cuts_nothing() -> None:
    out = io.StringIO()
    row = {"id": "a-rather-long-id-of-a-person-or-a-channel", "kind": "organization", "measure": "betweenness",
           "value": 0.166667, "low": 0.0555556, "high": 0.166667}  # fmt: skip
    write_table([row], list(row), out)
    assert out.getvalue().strip().splitlines()[-1].split() == [plain(one) for one in row.values()]
    assert out.getvalue().split("─")[0].split() == list(row)


def test_values_as_text() -> None:
    assert [plain(one) for one in (None, True, 1, 0.1234567, ["a", 1], {"k": "v"})] == [
        "", "true", "1", "0.123457", "a; 1", "k v",
    ]  # fmt: skip


def test_a_formula_stays_a_text_and_a_number_a_number() -> None:
    rows = [{"a": one} for one in ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "-0.5", -3, 1e-7)]
    read = [row["a"] for row in csv.DictReader(io.StringIO(csv_text(rows, ["a"])))]
    assert read == ["'=HYPERLINK(1)", "'+1+1", "'-2+3", "'@SUM(A1)", "-0.5", "-3", "1e-07"]
