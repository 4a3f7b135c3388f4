"""The verb centrality: which nodes it measures, and what it refuses in one line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.cli import main
from backchannel.package.reading import write_package

from worlds.missions import missions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Ask for the measures of the world of missions."""
    write_package(missions().data(), tmp_path / "missions")

    def call(*words: str) -> tuple[int, str, str]:
        whole = ["backchannel", "centrality", *words, "--data", str(tmp_path / "missions")]
        monkeypatch.setattr(sys, "argv", whole)
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


def test_sides_are_measured_where_states_are_the_only_parties(run: Any) -> None:
    code, out, err = run("2022-06-01", "--measure", "degree", "--by", "side", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["by"]) == (0, "side")
    assert err == "Network of the channels of all sides, 1 June 2022\n"
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
    ],
)
def test_a_wrong_command_is_one_line(run: Any, words: list[str], said: str) -> None:
    code, out, err = run("2022-06-01", *words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
