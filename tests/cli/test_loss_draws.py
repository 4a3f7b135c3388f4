"""The verb loss over draws of the uncertain dates, and over ages at which nobody was watched."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.cli.course import notes
from backchannel.messages import count
from backchannel.package.reading import write_package

from servers import shell
from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


def test_draws_range_each_value_and_what_happened(tmp_path: Path) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("embassy")
    toy.spell("embassy", "open", "2022-01-01", "[2022-06-01..2022-06-29]", end_kind="changed")
    toy.spell("embassy", "closed", "[2022-06-02..2022-06-30]", "2022-12-31")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2022", "2022", "--draws", "40", "--seed", "2", "--data", str(tmp_path))
    _, out, _ = shell.run(*words, "--format", "json")
    answer = json.loads(out)
    found = bc.loss(toy.data(), "2022", "2022", draws=40, seed=2)
    assert (answer["draws"], answer["seed"]) == (40, 2)
    assert answer["rows"] == found.rows.to_dicts()
    assert answer["changes"] == found.changes.to_dicts()
    assert {row["change"]: row["draw_low"] for row in answer["changes"]}["closed"] == 1
    _, out, _ = shell.run(*words, "--format", "csv")
    assert out.splitlines()[0] == "date,measure,value,low,high,draw_low,draw_high"
    assert {row["draw_low"] for row in csv.DictReader(io.StringIO(out))} >= {"0", "1"}
    _, out, err = shell.run(*words, "--format", "table", "--measure", "channels")
    told = [" ".join(line.split()) for line in out.splitlines()]
    assert "closed 0 1 to 1" in told
    assert "out of sight 1 0 to 0" in told
    assert "channels stopped on a known day: none in the data" in out
    assert "a value can lie outside its draws: each draw fixes every date" in err
    # On the day from which it is possibly closed, all draws have it still.
    shown = "Channels 1 (draws 1 to 1) 0 (0 to 1; draws 1 to 1) since 0 (draws 0 to 0)"
    assert shown in told


def test_a_value_without_a_range_over_its_draws_says_why() -> None:
    # Made by lot: in some draw nobody has a seat yet on the first day.
    data = by_lot(7)
    found = bc.loss(data, "2020", draws=13, measures=["efficiency"])
    undrawn = [row for row in found.rows.to_dicts() if row["draw_low"] is None]
    known = sum(row["value"] is not None for row in undrawn)
    assert known
    said = f"efficiency has no range over its draws in {count(known, 'row')}: in some draw it has"
    assert any(note.startswith(said) for note in notes(data, found))


def test_what_the_end_of_the_record_leaves_in_doubt_is_said(tmp_path: Path) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31", presume={"default": 365}).channel("line")
    toy.spell("line", "open", "2022-01-01", "2022-06-30")
    write_package(toy.data(), tmp_path)
    words = ("loss", "--data", str(tmp_path), "--format", "csv")
    said = "towards 2022-12-31 the ranges widen because the record ends there"
    assert said in shell.run(*words, "2022", "2022").err
    # Where they end before the record does, or all is sure in the end, there is nothing to say.
    assert said not in shell.run(*words, "2022", "2022-11").err
    toy.spell("line", "closed", "2022-12-01", "2022-12-31")
    write_package(toy.data(), tmp_path / "closed")
    assert said not in shell.run(*words[:2], str(tmp_path / "closed"), "2022", "2022").err


def test_ages_at_which_nobody_was_watched_have_no_row(tmp_path: Path) -> None:
    """Born in 2010 and watched in 2022 alone: at 11 years and 12, and at none before."""
    toy = Toy(start="2010-01-01", as_of="2022-12-31").channel("line")
    toy.spell("line", "open", "2010-01-01", "2022-12-31")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2022", "2022", "--survival", "--data", str(tmp_path), "--format", "json")
    _, out, err = shell.run(*words)
    assert all(row["at_risk"] for row in json.loads(out)["rows"])
    assert "nobody was watched have no row" in err


def test_a_type_that_nobody_watched_at_a_full_year_says_so(tmp_path: Path) -> None:
    """One is watched from an age of half a year to one of eight months, another from its birth."""
    toy = Toy(start="2010-01-01", as_of="2012-12-31").channel("line", type="hotline")
    toy.spell("line", "open", "2010-01-01", "2010-09-01", end_kind="observed")
    toy.channel("talks").spell("talks", "open", "2010-08-01", "2010-09-01", end_kind="observed")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2010-07-01", "2010-12-31", "--survival", "--data", str(tmp_path))
    _, out, _ = shell.run(*words, "--format", "table", COLUMNS="200")
    told = [" ".join(line.split()) for line in out.splitlines()]
    said = "not reached 0 years nobody watched at a full year"
    assert f"hotline 1 0 {said}" in told


def test_people_first_get_a_summary_of_how_long_each_type_lasts(tmp_path: Path) -> None:
    """Of six lines, opened together, three stop after two, three and five years."""
    toy = Toy(start="2010-01-01", as_of="2019-12-31")
    for number, last in enumerate((2011, 2012, 2014, 2019, 2019, 2019)):
        toy.channel(f"x{number}", type="hotline").spell(
            f"x{number}", "open", "2010-01-01", f"{last}-12-31",
            end_kind="changed" if last < 2019 else "observed",
        )  # fmt: skip
        if last < 2019:
            toy.spell(f"x{number}", "closed", f"{last + 1}-01-01", "2019-12-31")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2010", "2019", "--survival", "--data", str(tmp_path), "--format", "table")
    _, out, err = shell.run(*words, COLUMNS="200")
    told = [" ".join(line.split()) for line in out.splitlines()]
    # The second stops a few hours after three years: at four years four are left.
    assert "hotline 6 3 5 years, few at risk 4 years 50% at 9 years (3 at risk)" in told
    assert told[0].endswith("2010-01-01 to 2019-12-31: by type")
    assert any(line.endswith(": by age") for line in told)
    assert "hotline 2 0.833 0.833 0.833 5" in told
    assert "one channel can have several" in err
    assert "0 there does not mean that no channel works" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--pace", "--draws", "9"], "leave out `--pace`"), (["--draws", "-1"], "no fewer than 0")],
)
def test_draws_that_cannot_be_made_are_one_line(
    tmp_path: Path, words: list[str], said: str
) -> None:
    write_package(Toy().channel("line").data(), tmp_path)
    code, out, err = shell.run("loss", "2022", "2022", *words, "--data", str(tmp_path))
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
