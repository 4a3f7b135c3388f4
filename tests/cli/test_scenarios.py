"""The verbs that ask what if, and how firm: their forms, and what they refuse in one line."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.cli import main
from backchannel.package.reading import write_package

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Ask about two envoys who have two lines, one tried in March and one that a ban stopped."""
    toy = Toy(as_of="2020-12-31", presume={"default": 100})
    toy.actor("ann", state="AAA", name="Ann Able").actor("bob", state="AAB", name="Bob")
    toy.channel("line", "ann/AAA", "bob/AAB", topics="staff")
    toy.channel("talks", "ann/AAA", "bob/AAB", topics="visas")
    toy.contact("line", "2020-03-01", "ann/AAA", "bob/AAB", id="k-march")
    toy.spell("talks", "suspended", "2020-01-01", "..", as_of="2020-12-31")
    write_package(toy.data(), tmp_path / "toy")

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["backchannel", *words, "--data", str(tmp_path / "toy")])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


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
        "1 channel: 1 hangs on one source, 0 on dates, 1 on presumption"
    )
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv")[1])))
    assert [(row["id"], row["hangs_on"], row["presume_least"]) for row in rows] == [
        ("line", "paper", "60")
    ]
    table = run(*words, "--all", "--format", "table")[1]
    assert "60 or more" in table
    assert "Talks" in table
    assert "draws" not in run(*words[:2], "--draws", "0", "--format", "table")[1].split("─")[-1]


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
