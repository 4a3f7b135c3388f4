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


def test_a_low_point_at_a_break_is_said_to_be_by_rule(tmp_path: Path) -> None:
    toy = Toy(as_of="2022-12-31", presume={"default": 365}, breaks=["2022-06-01"])
    toy.channel("line").channel("other")
    for name in ("line", "other"):
        toy.spell(name, "open", "2022-01-01", "2022-03-01").spell(
            name, "open", "2022-08-01", "2022-12-31"
        )
    write_package(toy.data(), tmp_path)
    words = ("--measure", "channels", "--data", str(tmp_path), "--format", "table")
    _, out, err = shell.run("loss", "2022", "2022", *words)
    assert "since 2022-06-01 (by rule)" in " ".join(out.split())
    said = "by rule: nothing is presumed to go on across 2022-06-01 (a break), so 2 channels went"
    assert said in err
    _, out, err = shell.run("loss", "2022-07", "2022-12", *words)
    assert "by rule" not in out + err


def test_a_loss_says_which_other_counts_of_losses_there_are(run: Any, tmp_path: Path) -> None:
    said = "other counts of losses: `loss` without `--attribute` has those of a known day"
    assert said in run("2022", "2022", "--attribute")[2]
    assert said not in run("2022-01", "2022-02", "--attribute")[2]
    toy = story().channel("line").spell("line", "open", "2022-01-01", "2022-02-01")
    toy.spell("line", "suspended", "2022-03-01", "2022-03-31")
    write_package(toy.data(), tmp_path)
    days = "2022-01-01", "2022-12-31"
    err = shell.run("lost", *days, "--data", str(tmp_path))[2]
    assert "line. They are not `lost`, which takes a stop that is known at the end" in err
    assert "`backchannel loss 2022-01-01 2022-12-31 --attribute` counts them as losses" in err


def test_a_view_is_taken_and_said(run: Any) -> None:
    code, out, err = run(
        "2022", "2022", "--measure", "channels", "--presume", "31", "--format", "json"
    )
    answer = json.loads(out)
    assert code == 0
    assert [row["date"] for row in answer["rows"]][-1] == "2022-08-01"
    assert "31 days" in err
    assert answer["view"]["presume"] == 31
