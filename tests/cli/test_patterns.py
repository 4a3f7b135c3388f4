"""What only Python had: the pace of losses, substitution, robustness, single points of failure."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backchannel.facts.dataset import Dataset

    from servers.shell import Said


def story() -> Dataset:
    """
    Four channels of 2020 to 2023: three stop in a month of 2022, and one opens a month later.

    Ann sits on both tracks in her own name.
    """
    toy = Toy(start="2020-01-01", as_of="2023-12-31").actor("ann", state="AAA")
    toy.actor("bob", state="AAB").actor("cem", state="AAB")
    toy.channel("embassy", type="mission", topics="visas")
    toy.channel("track", "ann/AAA", "bob/AAB", type="track-2")
    toy.channel("second", "ann/AAA", "cem/AAB", type="track-2")
    toy.channel("line", type="hotline")
    for channel, day in (("embassy", 10), ("track", 15), ("second", 20)):
        toy.spell(channel, "open", "2020-01-01", f"2022-02-{day}", end_kind="changed")
        toy.spell(channel, "closed", f"2022-02-{day + 1}", "2023-12-31", end_kind="ended")
    toy.spell("line", "open", "2022-03-01", "2023-12-31", end_kind="ended")
    return toy.data()


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Said]:
    write_package(story(), tmp_path)
    return lambda *words: shell.run(*words, "--data", str(tmp_path))


def rows_of(said: Said) -> list[dict[str, Any]]:
    assert said[0] == 0, said[2]
    rows: list[dict[str, Any]] = json.loads(said[1])["rows"]
    return rows


def plain(rows: list[dict[str, Any]]) -> Any:
    return json.loads(json.dumps(rows, default=str))


def test_the_answers_are_those_of_the_functions(run: Any) -> None:
    data = story()
    words = ("loss", "2021-01-01", "2023-12-31", "--format", "json")
    assert rows_of(run(*words, "--pace")) == plain(
        bc.change_points(data, "2021-01-01", "2023-12-31").to_dicts()
    )
    assert rows_of(run(*words, "--substitution")) == plain(
        bc.substitution(data, "2021-01-01", "2023-12-31").to_dicts()
    )
    assert rows_of(run(*words, "--robustness")) == plain(
        bc.robustness(data, "2021-01-01", until="2023-12-31").to_dicts()
    )
    code, out, _ = run("whatif", "2021-06-01", "--single-points", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["day"], answer["between"]) == (0, "2021-06-01", ["AAA", "AAB"])
    assert answer["points"] == plain(bc.single_points(data, "2021-06-01").to_dicts())
    assert answer["points"][0]["id"] == "ann"


def test_single_points_tell_the_cuts_and_what_takes_a_line_alone(run: Any, tmp_path: Path) -> None:
    words = ("whatif", "2021-06-01", "--single-points", "--format")
    whole = json.loads(run(*words, "json")[1])
    # Ann carries both tracks; without her and the embassy nobody is left.
    assert whole["cuts"] == [["ann", "embassy"]]
    assert (whole["more_cuts"], whole["lost_alone"]) == (False, ["ann", "embassy"])
    assert whole["silence"] == ["ann", "embassy"]
    lines = bc.independent_lines(story(), "2021-06-01")
    assert whole["lines"] == plain([lines.to_dict()])[0]
    rows = list(csv.DictReader(io.StringIO(run(*words, "csv")[1])))
    assert [(row["id"], row["things"]) for row in rows if row["list"] != "points"] == [
        ("", "ann; embassy"), ("ann", ""), ("embassy", ""), ("", "ann; embassy"),
    ]  # fmt: skip
    _, out, err = run(*words, "table")
    table = [" ".join(line.split()) for line in out.splitlines()]
    assert "independent lines 2 (2 to 2)" in table
    assert any(line.startswith("losses until silence 2 (2 to 2)") for line in table), table
    assert "their numbers have no range" in err
    assert "smallest cuts 1 2 in each" in table

    toy = Toy(as_of="2022-12-31")
    for number in range(6):
        toy.actor(f"ann-{number}", state="AAA")
        toy.channel(f"x-{number}", f"ann-{number}/AAA", "state-aab/AAB", type="track-2")
        toy.spell(f"x-{number}", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path / "many")
    many = ("whatif", "2022-06-01", "--single-points", "--data", str(tmp_path / "many"), "--format")
    told = " ".join(shell.run(*many, "table")[1].split())
    assert "smallest cuts the first 50 0 in each; 6 of ann-0, ann-1," in told
    assert json.loads(shell.run(*many, "json")[1])["more_cuts"]


def test_the_question_stands_in_the_answer_and_csv_has_its_columns(run: Any) -> None:
    words = ("loss", "2021", "2023")
    whole = json.loads(run(*words, "--substitution", "--format", "json")[1])
    assert {name: whole[name] for name in ("from", "to", "between", "months", "seed")} == {
        "from": "2021-01-01", "to": "2023-12-31", "between": ["AAA", "AAB"], "months": 6, "seed": 0,
    }  # fmt: skip
    for flag in ("--pace", "--substitution", "--robustness"):
        whole = json.loads(run(*words, flag, "--format", "json")[1])
        rows = list(csv.DictReader(io.StringIO(run(*words, flag, "--format", "csv")[1])))
        assert [list(row) for row in rows] == [list(row) for row in whole["rows"]]
        assert rows


def test_within_how_many_months_something_else_opened_can_be_asked(run: Any) -> None:
    words = ("loss", "2021", "2023", "--substitution", "--format")
    whole = json.loads(run(*words, "json", "--months", "1")[1])
    asked = bc.substitution(story(), "2021", "2023", months=1).to_dicts()
    assert (whole["months"], whole["rows"]) == (1, plain(asked))
    assert run(*words, "table", "--months", "1")[1].startswith("What opened within 1 month of")


def test_people_are_told_what_a_number_means(run: Any) -> None:
    words = ("loss", "2021-01-01", "2023-12-31", "--format", "table")
    _, out, err = run(*words, "--robustness")
    told = [" ".join(line.split()) for line in out.splitlines()]
    assert told[0].startswith(
        "What is left after each loss (3 channels usable on the first day and stopped later) "
        "between Aaa and Aab"
    )
    assert any("1: Embassy" in line for line in told)
    assert "observed: the usable channels of 1 January 2021 as they were stopped" in err
    _, out, err = run(*words, "--substitution")
    assert any(line.split()[:4] == ["mission", "hotline", "1", "of"] for line in out.splitlines())
    assert "corrected for all of them (Holm)" in err
    assert run(*words, "--pace")[1].startswith(
        "Pace of losses (3 times a channel was stopped on a known day) between Aaa and Aab"
    )
    paces = [line.split() for line in run(*words, "--pace")[1].splitlines() if "2021" in line]
    assert paces[-1][:7] == ["1", "January", "2021", "31", "December", "2021", "0"]
    _, out, err = run("loss", "2020", "2020", "--pace", "--format", "table")
    assert "did not change by more than chance" in err
    assert "the draws have other numbers of losses" not in err
    table = run("whatif", "2021-06-01", "--single-points", "--format", "table")[1]
    assert table.startswith("Single points of failure between Aaa and Aab, 1 June 2021")
    assert "2 channels (2 surely)" in " ".join(table.split())


def test_evidence_that_is_much_older_than_the_day_is_said_to_be_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    toy = Toy(start="2000-01-01", as_of="2022-12-31").channel("line").channel("post")
    for channel in ("line", "post"):
        toy.spell(channel, "open", "2000-01-01", "2022-12-31", end_kind="ended")
        toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="building", on="old house")
        toy.claim(f"d-{channel}", "paper", as_of="2002-12-31")
    write_package(toy.data(), tmp_path)
    words = ("--single-points", "--data", str(tmp_path), "--format", "table")
    said = "building, last reported on 31 December 2002"
    old, new = (shell.run("whatif", day, *words).out for day in ("2022-03-01", "2004-03-01"))
    assert f"{said}, 19 years before: it may have changed since" in old
    assert said in new
    assert "years before" not in new


def test_reach_can_be_none_and_one_measure_be_asked_for(run: Any, tmp_path: Path) -> None:
    # States are no actors of measures: nobody has a seat, and reach is not defined.
    toy = Toy(as_of="2022-12-31").channel("line")
    toy.spell("line", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path / "states")
    place = ("--data", str(tmp_path / "states"), "--format", "table")
    out = shell.run("loss", "2022", "2022", "--robustness", *place)[1]
    assert out.count("none") == 4
    words = ("loss", "2021", "2022", "--robustness", "--measure", "subjects", "--format")
    assert {row["measure"] for row in rows_of(run(*words, "json"))} == {"subjects"}
    assert "subjects with a" in " ".join(run(*words, "table")[1].split())


def test_days_in_which_nothing_stops_are_said_to_be_so(run: Any) -> None:
    words = ("loss", "2020", "2020", "--format", "table")
    assert "no two types to compare" in run(*words, "--substitution")[2]
    assert "none of the channels of the first day was stopped" in run(*words, "--robustness")[2]
    assert "begins here" not in run(*words, "--pace")[2]


def test_where_the_pace_changes_it_is_told_in_how_many_draws(tmp_path: Path) -> None:
    toy = Toy(start="2000-01-01", as_of="2019-12-31")
    for number in range(8):
        name = f"c{number}"
        toy.channel(name)
        toy.spell(name, "open", "2000-01-01", f"2015-03-0{number + 1}", end_kind="changed")
        toy.spell(name, "closed", f"2015-03-0{number + 2}", "2019-12-31")
    write_package(toy.data(), tmp_path / "fast")
    words = (
        "loss",
        "2000",
        "2019",
        "--pace",
        "--format",
        "table",
        "--data",
        str(tmp_path / "fast"),
    )
    _, out, err = shell.run(*words)
    told = [line.split() for line in out.splitlines() if " 20" in line and "Pace" not in line]
    # The first piece begins with the days asked about; the next ones do so in every draw.
    assert [line[-2:] for line in told[1:]] == [["100%", "0%"]] * 2
    assert told[0][-1] == "0%"
    assert "in how many of 100 draws of the uncertain dates the pace changes there" in err


def test_a_stop_on_an_unknown_day_is_told_as_a_loss_of_the_draws(tmp_path: Path) -> None:
    toy = Toy(as_of="2022-12-31").channel("line")
    toy.spell("line", "open", "2020-01-01", "[2021-06-30..2021-12-30]", end_kind="changed")
    toy.spell("line", "closed", "[2021-07-01..2021-12-31]", "2022-12-31")
    write_package(toy.data(), tmp_path / "vague")
    words = ("loss", "2020", "2022", "--pace", "--data", str(tmp_path / "vague"))
    _, out, err = shell.run(*words, "--format", "table")
    (row,) = [line.split() for line in out.splitlines() if "2020" in line and "Pace" not in line]
    # Losses by the data, a year, in the draws; the one piece begins with the days asked about.
    assert row[6:] == ["0", "0", "1", "0%"]
    assert "the draws have other numbers of losses" in err


def test_what_lies_outside_its_draws_is_counted_and_told_why(run: Any, tmp_path: Path) -> None:
    # The embassy is closed, and a line opens; the consulate is closed on a day that only draws
    # have, so that there each shift of the opening has two closings that it can follow.
    toy = Toy(start="2000-01-01", as_of="2009-12-31").channel("line", type="hotline")
    toy.channel("embassy", type="mission").channel("consulate", type="mission")
    toy.spell("embassy", "open", "2000-01-01", "2004-03-31", end_kind="changed")
    toy.spell("embassy", "closed", "2004-04-01", "2009-12-31")
    toy.spell("line", "open", "2004-05-01", "2009-12-31")
    toy.spell("consulate", "open", "2000-01-01", "[2006-06-01..2007-05-30]", end_kind="changed")
    toy.spell("consulate", "closed", "[2006-06-02..2007-05-31]", "2009-12-31")
    write_package(toy.data(), tmp_path / "vague")
    words = ("loss", "2000", "2009", "--substitution", "--format", "table")
    _, _, err = shell.run(*words, "--data", str(tmp_path / "vague"))
    assert "outside their draws: p in 1, corrected p in 1 of 1 pair; what was stopped" in err
    assert "outside their draws" not in run(*words)[2]


@pytest.mark.parametrize("span", [("1990", "1991"), ("2030", "2031")])
@pytest.mark.parametrize("flag", ["--pace", "--substitution", "--robustness"])
def test_days_outside_the_data_have_no_answer(run: Any, span: tuple[str, str], flag: str) -> None:
    said = run("loss", *span, flag, "--format", "json")
    assert rows_of(said) == []
    # No day of these was cut away, or the last would lie before the first.
    whole = json.loads(said[1])
    assert (whole["from"], whole["to"]) == (f"{span[0]}-01-01", f"{span[1]}-12-31")
    assert "all days asked about are" in said[2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["loss", "2021", "2022", "--pace", "--robustness"], "are two questions; give one"),
        (["loss", "2021", "2022", "--pace", "--measure", "reach"], "takes no `--measure`"),
        (["loss", "2021", "2022", "--robustness", "--measure", "hill_0"], "unknown measure"),
        (["loss", "2021", "2022", "--pace", "--months", "3"], "give `--substitution`"),
        (["loss", "2021", "2022", "--months", "3"], "give `--substitution`"),
        (["loss", "2021", "2022", "--substitution", "--months", "0"], "0 months: give 1 or more"),
        (["whatif", "2021-06-01", "--single-points", "--plan"], "are two questions; ask one"),
        (["whatif", "2021-06-01", "--single-points", "--without", "ann"], "give it without"),
    ],
)
def test_two_questions_at_once_are_refused(run: Any, words: list[str], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert told in err
