"""What is told beside the numbers of a loss: lines beyond channels, and stops that were found later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.package.reading import write_package
from cli.test_loss import story

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from servers.shell import Said


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Said]:
    write_package(story().data(), tmp_path / "story")
    return lambda *words: shell.run("loss", *words, "--data", str(tmp_path / "story"))


def test_more_lines_than_channels_are_explained(run: Any, tmp_path: Path) -> None:
    toy = Toy(as_of="2022-12-31").actor("third", kind="state", state="CCC")
    toy.actor("eve", state="AAA").channel("line").channel("left", "state-aaa/AAA", "third/CCC")
    toy.channel("right", "third/CCC", "state-aab/AAB")
    for channel in ("line", "left", "right"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path / "detour")
    place = ("--data", str(tmp_path / "detour"))
    told = "outnumber the channels between the two, since lines also run through third sides"
    assert told in shell.run("loss", "2022", "2022", *place)[2]
    assert told not in shell.run("loss", "2022", "2022", "--measure", "channels", *place)[2]
    assert told not in run("2022", "2022")[2]
    said = shell.run("whatif", "2022-06-01", "--without", "line", *place, "--format", "json")[2]
    assert "independent lines 1 instead of 2 (they also run through third sides)" in said
    # Who sits nowhere takes nothing along.
    said = shell.run("whatif", "2022-06-01", "--without", "eve", *place, "--format", "json")[2]
    assert "1 channel between Aaa and Aab as before, independent lines 2 as before" in said


def test_what_was_found_stopped_after_it_went_out_of_sight_is_named(tmp_path: Path) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("line")
    toy.spell("line", "open", "2022-01-01", "[2022-02-28..2022-03-30]", end_kind="changed")
    toy.spell("line", "suspended", "2022-03", "2022-12-31")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2022", "2022", "--measure", "channels", "--data", str(tmp_path))
    found = json.loads(shell.run(*words, "--format", "json")[1])["found_stopped"]
    assert [(row["id"], row["out_of_sight"], row["stopped"]) for row in found] == [
        ("line", "2022-03-01", "2022-03-31")
    ]
    _, out, err = shell.run(*words, "--format", "table")
    assert "out of sight, and found stopped later" in out
    assert "2022-03-31" in out.split("found stopped later")[1]
    assert "of those out of sight 1 was found stopped later in these days" in err
    before = ("loss", "2022-01", "2022-02", "--data", str(tmp_path), "--format", "table")
    assert "found stopped" not in " ".join(shell.run(*before)[1:])


def test_a_view_is_taken_and_said(run: Any) -> None:
    code, out, err = run(
        "2022", "2022", "--measure", "channels", "--presume", "31", "--format", "json"
    )
    answer = json.loads(out)
    assert code == 0
    assert [row["date"] for row in answer["rows"]][-1] == "2022-08-01"
    assert "31 days" in err
    assert answer["view"]["presume"] == 31
