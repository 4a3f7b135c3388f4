"""The verbs that ask what if, and how firm: their forms, and what they refuse in one line."""

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
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Ask about two envoys who have two lines, one tried in March and one that a ban stopped."""
    toy = Toy(as_of="2020-12-31", presume={"default": 100})
    toy.actor("ann", state="AAA", name="Ann Able").actor("bob", state="AAB", name="Bob")
    toy.channel("line", "ann/AAA", "bob/AAB", topics="staff")
    toy.channel("talks", "ann/AAA", "bob/AAB", topics="visas")
    toy.contact("line", "2020-03-01", "ann/AAA", "bob/AAB", id="k-march")
    toy.spell("talks", "suspended", "2020-01-01", "..", as_of="2020-12-31")
    write_package(toy.data(), tmp_path / "toy")

    return lambda *words: shell.run(*words, "--data", str(tmp_path / "toy"))


def test_sensitivity_says_what_a_verdict_hangs_on(run: Run) -> None:
    words = ("sensitivity", "2020-04-30", "--draws", "10")
    code, out, err = run(*words, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert {name: answer[name] for name in ("when", "rule", "from", "to", "draws", "seed")} == {
        "when": "2020-04-30", "rule": "any", "from": "2020-04-30", "to": "2020-04-30",
        "draws": 10, "seed": 0,
    }  # fmt: skip
    assert answer["channels"] == [
        {
            "id": "line", "name": "Line", "type": "foreign-ministry", "verdict": "open",
            "certainty": "presumably", "stays": 1.0, "stays_exactly": 1.0, "sources": 1,
            "hangs_on": ["paper"], "presumed": 100, "presume_least": 60, "presume_most": None,
        }
    ]  # fmt: skip
    assert [(turn["what"], turn["value"], turn["verdict"]) for turn in answer["turns"]] == [
        ("without", "paper", "unknown"), ("presume", "0", "unknown"), ("presume", "60", "open"),
    ]  # fmt: skip
    assert err.splitlines()[-1] == (
        "1 channel: 1 hangs on one source, 0 on dates, 1 on presumption; the standard error of a "
        "share of 10 draws is at most 15.8%"
    )
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv")[1])))
    assert [(row["id"], row["hangs_on"], row["presume_least"]) for row in rows] == [
        ("line", "paper", "60")
    ]
    table = run(*words, "--all", "--format", "table")[1]
    assert "60 or more" in table
    assert "Talks" in table
    assert "in so many of 10 draws" in " ".join(table.split())
    assert "random" not in run(*words[:2], "--draws", "0", "--format", "table")[1]


def test_sensitivity_of_one_channel_tells_what_its_verdict_turns_into(run: Run) -> None:
    words = ("sensitivity", "2020-04-30", "--draws", "10", "--format")
    (row,) = json.loads(run(*words, "json", "--channel", "Talks")[1])["channels"]
    assert (row["id"], row["verdict"]) == ("talks", "suspended")
    every = json.loads(run(*words, "json", "--all")[1])["channels"]
    assert row in every
    table = " ".join(run(*words, "table", "--channel", "line")[1].split())
    assert table.startswith("How firm: Line, 30 April 2020")
    turns = table.partition("What the verdict turns into")[2]
    assert "without Paper unknown" in turns
    assert "nothing is presumed unknown" in turns
    assert "presumed for 60 days or more open, presumably" in turns
    code, out, err = run(*words, "table", "--channel", "line", "--type", "hotline")
    assert (code, out) == (2, "")
    assert "--channel names one channel; leave out --between and --type" in err
    none = run("sensitivity", "2020-04-30", "--type", "hotline", "--format", "table")[1]
    assert "none in the data" in none


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2020", "--draws", "many"], "--draws, `many`, is no such number"),
        (["2020", "--seed", "-1"], "--seed, `-1`, is no such number"),
        (["2020", "--draws", "1000000"], "give a whole one from 0 to 100000"),
        (["2020", "--rule", "most"], "unknown rule `most`"),
        (["2020", "--type", "pigeon"], "unknown type `pigeon`"),
        (["2020/.."], "`2020/..` is unbounded"),
    ],
)
def test_a_wrong_question_about_firmness_is_one_line(run: Any, words: list[str], said: str) -> None:
    code, out, err = run("sensitivity", *words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err


def test_whatif_says_what_is_left(run: Run) -> None:
    words = ("whatif", "2020-04-30", "--without", "Ann", "paper")
    code, out, err = run(*words, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert {name: answer[name] for name in ("day", "between", "without", "reopen")} == {
        "day": "2020-04-30", "between": ["AAA", "AAB"], "without": ["ann", "paper"], "reopen": [],
    }  # fmt: skip
    assert answer["channels"] == [
        {
            "id": "line", "name": "Line", "type": "foreign-ministry", "before": "open",
            "before_certainty": "presumably", "after": "gone", "after_certainty": None,
        }
    ]  # fmt: skip
    assert answer["fallen"][1] == {
        "id": "line", "kind": "channel", "because": "party", "through": ["ann"],
    }  # fmt: skip
    assert answer["cut_off"] == [{"id": "bob", "kind": "person", "side": "AAB", "channels": 1}]
    assert answer["subjects_lost"] == [{"id": "staff", "channels": ["line"]}]
    assert answer["measures"][0] == {
        "measure": "channels", "before": 1, "before_low": 0, "before_high": 1,
        "after": 0, "after_low": 0, "after_high": 0,
    }  # fmt: skip
    brief = (
        "30 April 2020, without Ann Able, Paper: 0 channels between Aaa and Aab instead of 1, "
        "independent lines 0 instead of 1; 1 actor cut off; no channel for staff"
    )
    assert err.splitlines() == [brief]
    table = " ".join(run(*words, "--format", "table")[1].split())
    assert table.startswith(brief)
    for told in ("gone: all of one side: Ann Able", "Cut off: without a usable channel Bob",
                 "Subjects without a channel", "1 more channel"):  # fmt: skip
        assert told.split()[0] in table
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv")[1])))
    assert {row["list"] for row in rows} == {
        "measures", "channels", "cut_off", "subjects_lost", "fallen",
    }  # fmt: skip
    repeated = ("--without", "ann", "--without", "paper", "2020-04-30", "--format", "json")
    assert run("whatif", *repeated)[1] == out  # fmt: skip


def test_whatif_tells_of_the_other_id_of_an_embassy_and_of_its_house(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").actor("staff", kind="organization", state="AAA", name="Embassy")
    toy.channel("embassy", type="mission").channel("office")
    toy.add("dependencies", id="d", channel="office", kind="building", on="the embassy").claims("d")
    for channel in ("embassy", "office"):
        toy.spell(channel, "open", "2020-01-01", "2020-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path)
    answers = {}
    for name, other in (("embassy", "staff"), ("staff", "embassy")):
        words = ("whatif", "2020-06-01", "--without", name, "--data", str(tmp_path))
        _, out, _ = shell.run(*words, "--format", "table")
        table = " ".join(out.split())
        assert f"without Embassy ({name} is one thing with {other}): 0 channels" in table
        assert "goes with Embassy" in table
        answers[name] = json.loads(shell.run(*words, "--format", "json")[1])
    assert answers["embassy"]["measures"] == answers["staff"]["measures"]


def test_whatif_counts_what_was_stopped_or_unknown_before_and_lists_what_falls(
    tmp_path: Path,
) -> None:
    toy = Toy(as_of="2020-12-31").channel("embassy", type="mission", name="Embassy")
    toy.actor("ann", state="AAA").actor("ann-s-aide", state="AAA")
    toy.channel("within", "ann/AAA", "ann-s-aide/AAA", type="internal", parent="embassy")
    for name in ("closed", "unseen"):
        toy.channel(name, type="technical", name=name.title(), parent="embassy")
    toy.actor("clinic", kind="organization", state="AAA", name="Closed")
    toy.add("dependencies", id="d", channel="closed", kind="building", on="a house").claims("d")
    for channel in ("embassy", "within"):
        toy.spell(channel, "open", "2020-01-01", "2020-12-31")
    toy.spell("closed", "closed", "2012", "2020-12-31")
    write_package(toy.data(), tmp_path)
    words = ("whatif", "2020-06-01", "--without", "embassy", "--data", str(tmp_path))
    table = " ".join(shell.run(*words, "--format", "table")[1].split())
    others = table.split("What else falls")[1]
    assert others.endswith(" 2 more channels channel stopped or unknown already")
    others = others.removesuffix("2 more channels channel stopped or unknown already")
    assert "within" in others
    assert not [one for one in ("closed", "clinic", "unseen", "house") if one in others]
    fallen = json.loads(shell.run(*words, "--format", "json")[1])["fallen"]
    assert {row["id"] for row in fallen} >= {"within", "closed", "unseen", "clinic"}


def test_whatif_reopens(run: Run) -> None:
    words = ("whatif", "2020-04-30", "--reopen", "talks")
    code, out, err = run(*words, "--format", "table")
    assert code == 0
    assert err.startswith("no range: the same in all three networks (what was")
    plain = " ".join(out.split())
    assert plain.startswith("30 April 2020, reopened Talks: 2 channels")
    assert "reopened" in plain
    assert "Subjects with a channel again" in plain
    whole = json.loads(run(*words, "--format", "json")[1])
    assert whole["subjects_regained"] == [{"id": "visas", "channels": ["talks"]}]
    shut = json.loads(run("whatif", "2020-04-30", "--without", "line", "--reopen", "talks",
                          "--format", "json")[1])  # fmt: skip
    assert [row["id"] for row in shut["channels"]] == ["line", "talks"]
    told = run("whatif", "2031-01-01", "--reopen", "talks", "--format", "table")
    assert "nothing is known of that day" in told[1]
    assert "unknown" in told[1]
    assert "the data end on 2020-12-31" in told[2]


def test_whatif_plans_what_to_reopen_first(run: Run) -> None:
    words = ("whatif", "2020-04-30", "--plan")
    answer = json.loads(run(*words, "--format", "json")[1])
    assert answer["reopenings"] == [
        {
            "measure": "subjects", "size": 1, "channels": ["talks"],
            "before": 1, "before_low": 0, "before_high": 1,
            "after": 2, "after_low": 1, "after_high": 2, "tied": 1,
        }
    ]  # fmt: skip
    table = run(*words, "--format", "table")[1]
    assert table.startswith("What to reopen first between Aaa and Aab, 30 April 2020")
    assert "Talks (talks)" in table
    assert "as good" not in table
    assert run("whatif", "2020-04-30", "--plan", "--strict", "--format", "csv")[0] == 0


@pytest.mark.parametrize(
    ("number", "said", "named"),
    [(2, "either of 2 channels, both as good:", 2), (7, "any of 7 channels, all as good:", 6)],
)
def test_no_reopening_seems_chosen_where_several_are_as_good(
    tmp_path: Path, number: int, said: str, named: int
) -> None:
    toy = Toy(as_of="2020-12-31")
    for channel in (f"talks-{n}" for n in range(number)):
        toy.channel(channel, "state-aaa/AAA", "state-aab/AAB", name=channel, topics="visas")
        toy.spell(channel, "suspended", "2020-01-01", "..", as_of="2020-12-31")
    write_package(toy.data(), tmp_path)
    words = ("whatif", "2020-04-30", "--plan", "--data", str(tmp_path), "--format", "table")
    _, out, err = shell.run(*words)
    told = " ".join(out.split())
    assert said in told
    _, _, after = told.partition("subjects with a")
    assert sum(f"(talks-{n})" in after for n in range(number)) == named
    assert ("and 1 more" in after) == (number > named)
    assert "not what is closed, which ended" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2020-04-30"], "nothing falls away and nothing works again"),
        (["2020-04-30", "--without", "anne"], "unknown channel, actor, source or dependency"),
        (["2020-04-30", "--plan", "--without", "ann"], "--plan looks for what to reopen"),
        (["2020", "--without", "ann"], "`2020` is not one day"),
        (["2020-04-30", "ann"], "unexpected extra argument"),
    ],
)
def test_a_wrong_what_if_is_one_line(run: Any, words: list[str], said: str) -> None:
    code, out, err = run("whatif", *words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
