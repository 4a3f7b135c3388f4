"""The verb centrality: which nodes it measures, and what it refuses in one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.cli.ranking import ranked, value
from backchannel.network.values import CentralityRow
from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy
from worlds.missions import missions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from servers.shell import Said


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Said]:
    """Ask for the measures of the world of missions."""
    write_package(missions().data(), tmp_path / "missions")
    return lambda *words: shell.run("centrality", *words, "--data", str(tmp_path / "missions"))


def test_sides_are_measured_where_states_are_the_only_parties(run: Any) -> None:
    code, out, err = run("2022-06-01", "--measure", "degree", "--by", "side", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["by"]) == (0, "side")
    assert err.splitlines() == [
        "Network of the channels of all sides, 1 June 2022",
        "the network is that of all sides, third ones too; for that of the channels between Aaa "
        "and Aab add `--between AAA AAB`",
    ]
    assert {row["id"]: row["value"] for row in answer["rows"]} == pytest.approx(
        {"AAA": 1 / 3, "AAB": 2 / 3, "AAC": 1 / 3, "DDD": 0}
    )
    _, out, _ = run("2022-06-01", "--measure", "degree", "--format", "json")
    answer = json.loads(out)
    assert answer["by"] == "actor"
    assert {row["value"] for row in answer["rows"]} == {0, None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "state"], "unknown kind of node `state`"),
        (["--by", "side", "--without-principals"], "no principals to leave out"),
        (["--by", "office"], "unknown kind of node `office`; allowed: actor, side"),
        (["--offices", "--persons"], "exclude each other"),
        (["--by", "side", "--persons"], "exclude each other"),
        (["--brokers", "party"], "unknown kind of group `party`; allowed: side, sector"),
        (["--brokers", "side", "--go-betweens"], "exclude each other"),
        (["--brokers", "side", "--measure", "katz"], "exclude each other"),
        (["--brokers", "side", "--by", "side"], "exclude each other"),
        (["--go-betweens", "--between", "Nowhere", "USA"], "unknown side `Nowhere`"),
        (["--measure", "degre"], "unknown measure `degre`; did you mean `degree`"),
    ],
)
def test_a_wrong_command_is_one_line(run: Any, words: list[str], said: str) -> None:
    code, out, err = run("2022-06-01", *words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err


def test_the_common_measures_are_shown_and_the_others_named(run: Any) -> None:
    _, out, _ = run("2022-06-01", "--by", "side", "--format", "json")
    assert json.loads(out)["measures"] == ["betweenness", "degree", "harmonic", "katz"]
    _, out, _ = run("2022-06-01", "--by", "side", "--format", "table")
    assert "With --measure NAME, or all: " in out
    assert "eigenvector" in out
    words = ["--measure", "katz", "--measure", "eigenvector"]
    _, out, _ = run("2022-06-01", "--by", "side", *words, "--format", "json")
    assert {row["measure"] for row in json.loads(out)["rows"]} == {"eigenvector", "katz"}
    _, out, _ = run("2022-06-01", "--by", "side", *words, "--format", "table")
    assert "With --measure" not in out


def test_an_office_and_its_holder_as_one_node_are_told_in_the_answer(run: Any) -> None:
    _, out, err = run("2022-06-01", "--persons", "--format", "json")
    assert json.loads(out)["by"] == "person"
    assert "who holds an office standing for it" in err
    _, out, err = run("2022-06-01", "--offices", "--format", "json")
    assert json.loads(out)["by"] == "office"
    assert "an office standing for who holds it" in err


def test_brokers_and_go_betweens_are_rows_like_measures(run: Any) -> None:
    _, out, err = run("2022-06-01", "--brokers", "side", "--format", "json")
    answer = json.loads(out)
    assert answer["measures"] == [
        "coordinator",
        "gatekeeper",
        "itinerant",
        "liaison",
        "representative",
    ]
    assert (answer["by"], answer["rows"]) == ("office", [])
    assert err.startswith("Brokers between sides, channels of all sides, 1 June 2022, an office")
    words = ["--go-betweens", "--persons", "--between", "AAA", "AAB"]
    _, out, err = run("2022-06-01", *words, "--format", "json")
    answer = json.loads(out)
    assert (answer["by"], answer["between"], answer["measures"]) == (
        "person", ["AAA", "AAB"], ["go_betweens"]
    )  # fmt: skip
    assert {row["value"] for row in answer["rows"]} <= {0, None}
    assert err.startswith("Pairs of actors between Aaa and Aab that need a node")


def test_what_is_not_defined_is_not_shown_as_nothing() -> None:
    rows = [
        CentralityRow("AAA", "side", "degree", 0.5, 0.5, 0.5),
        CentralityRow("AAA", "side", "constraint", None, None, None),
        CentralityRow("AAB", "side", "constraint", 0.25, 0.25, 0.25),
        CentralityRow("AAB", "side", "degree", 0, 0, 0),
        CentralityRow("DDD", "side", "degree", 0, 0, 0),
        CentralityRow("DDD", "side", "constraint", None, None, None),
    ]
    found = ranked(missions().data(), rows)
    assert (found.at_zero, found.by, list(found.rows)) == (1, "degree", ["Sides"])
    assert [(row["constraint"], row["degree"]) for row in found.rows["Sides"]] == [
        ("not defined", "0.5"),
        ("0.25", "0"),
    ]


def test_what_has_no_range_says_why(run: Any) -> None:
    words = ("2022-06-01", "--by", "side", "--measure", "all", "--format")
    for form in ("csv", "table"):
        _, _, err = run(*words, form)
        assert (
            "\neigenvector has no range in 1 of 4 rows: it is not defined there, or " in f"\n{err}"
        )
        assert "degree has no range" not in err


def test_a_measure_that_is_nothing_for_nearly_everybody_says_so(tmp_path: Path) -> None:
    # Everybody sits alone, and nobody stands between others.
    toy = Toy(as_of="2022-12-31")
    for number in range(12):
        toy.actor(f"a{number}", state="AAA").channel(f"c{number}", f"a{number}/AAA")
        toy.spell(f"c{number}", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path / "alone")
    place = ("--data", str(tmp_path / "alone"))
    words = ("centrality", "2022-06-01", "--measure", "betweenness", "--measure", "degree")
    err = shell.run(*words, *place, "--format", "csv").err
    assert "betweenness is 0, or there is none, in 24 of 24 nodes" in err.splitlines()
    assert "degree is 0" not in err


def test_a_table_lists_the_highest_of_each_kind_and_says_how_many_more(tmp_path: Path) -> None:
    toy = Toy(as_of="2022-12-31")
    for name, side in {"ann": "AAA", "bob": "AAB", "cem": "AAB"}.items():
        toy.actor(name, state=side)
    toy.channel("two", "ann/AAA", "bob/AAB").channel("one", "ann/AAA", "bob/AAB", "cem/AAB")
    for channel in ("one", "two"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path)
    words = ("2022-06-01", "--measure", "degree", "--format")

    def run(*more: str) -> Said:
        return shell.run("centrality", *more, "--data", str(tmp_path))

    whole = json.loads(run(*words, "json")[1])["rows"]
    assert run(*words, "json", "--top", "1")[1] == run(*words, "json")[1]
    channels = [row["id"] for row in whole if row["kind"] == "channel"]
    actors = [row["id"] for row in whole if row["kind"] != "channel"]
    assert min(len(channels), len(actors)) > 1
    table = run(*words, "table", "--top", "1")[1]
    assert f"Actors, highest degree first: 1 of {len(actors)}, `--top 0` shows all" in table
    assert f"Channels, highest degree first: 1 of {len(channels)}, `--top 0` shows all" in table
    for row in whole:
        assert (row["id"] in table.split()) == (row["id"] in (actors[0], channels[0]))
    every = run(*words, "table", "--top", "0")[1]
    assert f"Channels, highest degree first: {len(channels)}\n" in every
    assert {row["id"] for row in whole} <= set(every.split())


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0.117, "0.5\n0–0.12"),
        (0.0021, 0.0042, "0.5\n0.002–0.004"),
        (0.0021, 0.117, "0.5\n0.002–0.12"),
        (5.73, 10.4, "0.5\n5.7–10"),
        (0.5, 0.5, "0.5"),
        (None, 0.5, "0.5"),
    ],
)
def test_a_range_is_short_and_never_told_as_none(low: float | None, high: float, told: str) -> None:
    assert value(CentralityRow("one", "person", "degree", 0.5, low, high)) == told
