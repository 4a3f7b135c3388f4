"""What a notebook shows: the public names, and data on one screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import backchannel as bc
from backchannel.errors import UnknownName
from backchannel.facts.rows import Rows, as_mapping
from backchannel.store import Result
from backchannel.verdicts.comparison import LISTS
from backchannel.verdicts.contacts import contact_rows

from worlds.make import Toy
from worlds.toy import toy


def test_completion_offers_the_public_names_and_no_other() -> None:
    assert dir(bc) == bc.__all__ == sorted(bc.__all__)
    assert set(bc._HOMES) == set(bc.__all__)
    for name in bc.__all__:
        assert getattr(bc, name).__name__.rpartition(".")[2] == name


def test_a_misspelt_name_is_named_when_it_runs() -> None:
    with pytest.raises(AttributeError, match="did you mean `open_channels`"):
        bc.open_chanels  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(bc, "_ipython_display_")


def test_a_misspelt_name_is_seen_by_mypy(tmp_path: Path) -> None:
    code = "import backchannel as bc\nrows = bc.opne_channels(bc.read(), 2022)\nbc.show(bc.read(), 'x')\n"
    (tmp_path / "script.py").write_text(code)
    public = str(Path(bc.__file__))
    command = [sys.executable, "-m", "mypy", "--follow-imports=skip", public, "script.py"]
    environment = {**os.environ, "MYPYPATH": str(Path(public).parents[1])}
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert 'Module has no attribute "opne_channels"' in done.stdout
    assert "Found 1 error" in done.stdout


def test_the_questions_fit_on_a_screen() -> None:
    assert len(repr(bc.questions()).splitlines()) < 25
    assert "<table" in bc.questions()._repr_html_()


def test_a_dataset_fits_on_a_screen() -> None:
    assert repr(toy()) == (
        "<Dataset 'Toy': 81 records, 2020-01-01 to 2022-12-31, between AAA and AAB\n"
        " sources 2, actors 10, tenures 1, channels 4, parties 9, spells 6, contacts 3, "
        "attendances 6, disruptions 2, dependencies 1, claims 18>"
    ).replace("81", str(len(toy())))
    assert len(repr(bc.read())) < 500
    assert "between" not in repr(Toy().data().with_tables(between=None))


def test_a_dataset_shows_its_tables_in_a_notebook() -> None:
    shown = toy()._repr_html_()
    assert "<b>Toy</b>, 2020-01-01 to 2022-12-31, between AAA and AAB" in shown
    assert "<td>spells</td><td>6</td><td>a status of a channel over time</td>" in shown
    assert shown.count("<tr>") == 12
    evil = toy().with_tables(title="<script>x</script>", between=None)._repr_html_()
    assert "<script>" not in evil
    assert "all sides" in evil


def test_rows_show_as_a_short_table() -> None:
    rows = bc.open_channels(bc.read(), 2022, everything=True)
    shown = rows._repr_html_()
    assert shown.count("<tr>") == 21
    assert f"<p>{len(rows)} rows, the first 20 shown</p>" in shown
    assert "<th>verdict</th>" in shown
    assert bc.open_channels(toy(), 1900, type="hotline")._repr_html_() == "<p>no rows</p>"
    assert "<p>1 row</p>" in contact_rows(Toy().contact("", "2020", id="k").data())._repr_html_()
    long = Toy().actor("ann", name="A").channel("line", name="<" * 200)
    row = bc.open_channels(long.spell("line", "open", "2020", "2020").data(), 2020)._repr_html_()
    assert f"<td>{'&lt;' * 80}…</td>" in row


def test_a_long_answer_prints_on_a_screen_and_a_short_one_as_python_writes_it() -> None:
    printed = repr(bc.open_channels(bc.read(), 2022)).splitlines()
    assert len(printed) == 22
    assert max(map(len, printed)) <= 101
    assert printed[-1].endswith(" more>")
    few = Rows([("a", 1), ("b", 2)])
    assert repr(few) == "[('a', 1), ('b', 2)]"
    assert repr(Rows([("x" * 2000,)])).startswith("<1 rows\n ('xxx")


def test_an_answer_of_several_parts_shows_each_of_them() -> None:
    made = toy()
    answers: list[Any] = [
        bc.lost(made, 2020, 2022),
        bc.loss(made, 2020, 2022),
        bc.show(made, "hotline"),
        bc.independent_lines(made, "2021-01-01"),
        bc.whatif(made, "2021-01-01", without=["hotline"]),
        bc.sensitivity(made, 2021, draws=2),
        Result(("a", "b"), [("<", 2)] * 30),
    ]
    for answer in answers:
        lines, html = repr(answer).splitlines(), answer._repr_html_()
        assert len(lines) < 30, answer
        assert lines[0].startswith(f"<{type(answer).__name__}")
        assert max(map(len, lines)) < 200
        assert "<script>" not in html
    told = answers[0]._repr_html_()
    for part in (*LISTS, "disruptions"):
        assert f"<b>{part}</b>" in told
    assert "<th>before</th><th>after</th>" in told
    assert "30 rows, the first 20 shown" in answers[-1]._repr_html_()
    assert "<td>&lt;</td>" in answers[-1]._repr_html_()
    assert "<td>name</td>" in made.channels["hotline"]._repr_html_()


def test_a_row_of_any_kind_is_shown_by_its_columns() -> None:
    class Pair(NamedTuple):
        left: int

    assert as_mapping(Pair(1)) == {"left": 1}
    assert as_mapping({"left": 1}) == {"left": 1}
    assert as_mapping(bc.contacts(toy())[0])["mode"]
    assert as_mapping(toy().channels["hotline"])["id"] == "hotline"
    assert as_mapping(bc.open_channels(toy(), 2021)[0])["id"]


def test_a_single_row_of_an_answer_shows_its_columns_one_below_the_other() -> None:
    made = toy()
    rows: list[Any] = [
        bc.open_channels(made, 2021)[0],
        bc.contacts(made)[0],
        bc.silences(made)[0],
        bc.lost(made, 2020, 2022).disruptions[0],
        bc.centrality(made, "2021-01-01")[0],
        bc.loss(made, 2020).rows[0],
        bc.questions()[0],
        bc.measures()["betweenness"],
    ]
    for row in rows:
        html = row._repr_html_()
        assert "<th>column</th><th>value</th>" in html, row
        assert len(repr(row)) < 1000
    assert "<td>betweenness</td>" not in rows[0]._repr_html_()
    assert "<td>id</td><td>" in rows[0]._repr_html_()


def test_each_kind_of_row_in_an_answer_shows_itself() -> None:
    """A list of rows is written `Rows[Kind]`: each such kind is shown in a notebook, too."""
    root = Path(bc.__file__).parent
    texts = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    kinds = {name for text in texts.values() for name in re.findall(r"\bRows\[([A-Z]\w+)\]", text)}
    shown = {
        name
        for text in texts.values()
        for name in re.findall(r"@as_a_row\n(?:@[^\n]+\n)*class (\w+)", text)
    }
    assert kinds - {"Record"} <= shown


def test_a_table_of_a_dataset_fits_on_a_screen_and_does_not_change() -> None:
    contacts = bc.read().contacts
    assert len(repr(contacts).splitlines()) == 22
    assert f"{len(contacts):,} rows, the first 20 shown" in contacts._repr_html_()  # type: ignore[attr-defined]
    table = toy().channels
    assert list(table) == sorted(table)
    with pytest.raises(TypeError, match="the records of a dataset do not change"):
        table["x"] = table["hotline"]  # type: ignore[index]
    with pytest.raises(TypeError, match="do not change"):
        table.clear()  # type: ignore[attr-defined]


def test_the_measures_fit_on_a_screen() -> None:
    assert len(repr(bc.measures())) < 2000


def test_one_span_and_all_sides_are_asked_alike_everywhere() -> None:
    made = toy()
    assert bc.loss(made, 2021) == bc.loss(made, 2021, 2021)
    assert bc.change_points(made, 2021, draws=1) == bc.change_points(made, 2021, 2021, draws=1)
    assert bc.substitution(made, 2021, shifts=9) == bc.substitution(made, 2021, 2021, shifts=9)
    assert bc.contacts(made, between="all") == bc.contacts(made)
    assert bc.silences(made, between="all") == bc.silences(made)


def test_a_table_that_is_none_is_named() -> None:
    with pytest.raises(UnknownName, match="unknown table `spels`; did you mean `spells`"):
        toy().table("spels")
