"""`centrality --series`: the rows of each date, and one line for whatever is asked wrongly."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> Any:
    toy = Toy().actor("ann", state="AAA").actor("bob", state="AAB").actor("cem", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB")
    toy.spell("line", "open", "2020-02", "[2021-03-01..2022-05-31]")
    toy.channel("forum", "ann/AAA", "bob/AAB", "cem/AAB")
    toy.spell("forum", "open", "2021-06-01", "2022-12-31")
    write_package(toy.data(), tmp_path / "toy")

    return lambda *words: shell.run("centrality", *words, "--data", str(tmp_path / "toy"))


def test_a_series_has_for_each_date_what_centrality_has(run: Any) -> None:
    asked = ("--series", "2020", "2022", "--every", "year", "--format", "json")
    code, out, err = run(*asked)
    series = json.loads(out)
    assert code == 0, err
    assert (series["from"], series["to"], series["every"]) == ("2020-01-01", "2022-12-31", "year")
    days = sorted({row["date"] for row in series["rows"]})
    assert len(days) > 1
    for day in days:
        answer = json.loads(run(day, "--format", "json")[1])
        rows = [row for row in series["rows"] if row["date"] == day]
        assert [{**row, "date": day} for row in answer["rows"]] == rows


def test_views_reach_a_series_and_are_told(run: Any) -> None:
    asked = ("--series", "2020", "2022", "--every", "change", "--format", "json")
    told = json.loads(run(*asked, "--known-on", "1990-01-01")[1])
    assert (told["rows"], told["view"]["known_on"]) == ([], "1990-01-01")


def test_draws_are_two_more_columns(run: Any) -> None:
    asked = ("--series", "2020", "2022", "--every", "quarter", "--measure", "degree")
    _, out, _ = run(*asked, "--draws", "9", "--seed", "4", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0])[-2:] == ["draw_low", "draw_high"]
    assert all(float(row["draw_low"]) <= float(row["draw_high"]) for row in rows)
    told = json.loads(run(*asked, "--draws", "9", "--seed", "4", "--format", "json")[1])
    assert (told["draws"], told["seed"], len(told["rows"])) == (9, 4, len(rows))


def test_people_are_shown_the_highest_where_it_changes(run: Any) -> None:
    _, out, _ = run("--series", "2020", "2022", "--measure", "degree", "--format", "table")
    assert "the highest of each measure" in out
    lines = [line for line in out.splitlines() if line.strip().startswith("20")]
    # Nothing, then the line; whether it still was there in April 2021 nobody knows; then the forum.
    # Actors and channels are ranked apart.
    actors = [["–"], ["ann", "1"], ["–"], ["ann", "1"]]
    channels = [["–"], ["line", "1"], ["–"], ["forum", "1"]]
    assert [line.split()[1:] for line in lines] == actors + channels
    heads = [line.strip() for line in out.splitlines()]
    assert heads.index("Actors") < heads.index("Channels")


def test_the_highest_stands_with_its_range(run: Any) -> None:
    # That the line is still there in April 2021 is presumed and not sure; in June the forum surely is.
    asked = ("--series", "2020-03", "2021-07", "--measure", "degree", "--format", "table")
    out = run(*asked, "--presume", "90")[1]
    assert "2021-04-01 line 1 0–1 2021-06-01 forum 1" in " ".join(out.split())


def test_what_has_no_range_says_so(run: Any) -> None:
    asked = ("--series", "2020", "2022", "--every", "month", "--format", "csv")
    _, _, err = run(*asked, "--measure", "betweenness", "--measure", "eigenvector")
    assert "eigenvector has no range in" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no day is given; give a DAY, or `--series FROM TO`"),
        (("2022-01-01", "--series", "2021", "2022"), "`--series` takes no DAY"),
        (("2022-01-01", "--draws", "5"), "`--draws` is about a series"),
        (("2022-01-01", "--every", "year"), "`--every` is about a series"),
        (("--series", "2022", "2021"), "`2022` is later than `2021`"),
        (("--series", "2021", "2022", "--every", "fortnight"), "unknown step `fortnight`"),
        (("--series", "2021", "2022", "--draws", "-3"), "-3 draws"),
    ],
)
def test_a_wrong_command_is_one_line(run: Any, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
