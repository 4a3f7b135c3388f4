"""What `lost` lists beside the losses, on a package in which each kind of row occurs once."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers.shell import run
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Two channels in 2020, and four disruptions.

    talks    open to 31 March, then suspended, by a ban   lost
    wire     suspended from 1 May on                      found stopped
    ban      1 April
    storm    some day by 1 June, perhaps long before
    flood    some day in 2019 or 2020
    arrest   1 July, of which no source says that it stopped anything
    """
    folder = tmp_path_factory.mktemp("package")
    toy = Toy(start="2020-01-01", as_of="2020-12-31").channel("talks")
    toy.channel("wire", type="hotline")
    toy.disruption("ban", "law", "2020-04-01", by="state-aaa")
    toy.disruption("storm", "other", "[..2020-06-01]", by="state-aaa")
    toy.disruption("flood", "expulsion", "[2019..2020]", by="state-aaa")
    toy.disruption("arrest", "detention", "2020-07-01", by="state-aaa")
    toy.spell("talks", "open", "2020-01-01", "2020-03-31", end_kind="changed")
    toy.spell("talks", "suspended", "2020-04-01", "..", as_of="2020-12-31", cause="ban")
    toy.spell("wire", "suspended", "2020-05-01", "..", as_of="2020-12-31")
    write_package(toy.data(), folder)
    return folder


def asked(package: Path, *flags: str) -> tuple[str, str]:
    """Return what is written on stdout and on stderr."""
    days = "2020-02-01", "2020-12-31"
    code, out, err = run("lost", *days, *flags, "--data", str(package))
    assert code == 0
    return out, err


def test_a_table_says_what_lost_means_where_something_was(package: Path) -> None:
    said = "(lost: usable before, stopped after)"
    assert said in " ".join(asked(package, "--format", "table")[0].split())
    whole = run("lost", "2020-05-02", "2020-05-03", "--data", str(package), "--format", "table")
    assert "lost:" not in whole.out


def test_a_channel_found_stopped_is_a_row_in_each_form(package: Path) -> None:
    out, err = asked(package)
    rows = {row["list"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows.keys() == {"lost", "found_stopped", "disruptions"}
    found = rows["found_stopped"]
    assert (found["id"], found["change"], found["before"]) == ("wire", "found_stopped", "unknown")
    assert (found["day"], found["why"]) == ("2020-05-01", "suspended since 1 May 2020")
    assert (found["voices"], found["sources"]) == ("paper", "1")
    *_, counts, _ = err.splitlines()
    assert counts.startswith("1 lost, ")
    assert counts.endswith(", 1 found stopped")
    out, _ = asked(package, "--format", "json")
    whole = json.loads(out)
    assert [row["id"] for row in whole["lost"]] == ["talks"]
    assert [row["id"] for row in whole["found_stopped"]] == ["wire"]
    out, _ = asked(package, "--format", "table")
    told = " ".join(out.split())
    assert "lost: suspended since" in told
    assert "found stopped, not known" in told


def test_disruptions_that_only_possibly_fall_between_come_last_under_a_line_of_their_own(
    package: Path,
) -> None:
    out, _ = asked(package)
    rows = csv.DictReader(io.StringIO(out))
    began = [(row["id"], row["certainty"]) for row in rows if row["list"] == "disruptions"]
    # By its earliest day, of which nothing is known, the storm would be the first.
    assert began == [
        ("ban", "surely"),
        ("arrest", "surely"),
        ("storm", "possibly"),
        ("flood", "possibly"),
    ]
    out, err = asked(package, "--format", "table")
    surely, vaguely = out.split("Disruptions that only possibly began between them")
    assert "ban" in surely
    assert "arrest" in surely
    assert "Detention by Aaa" in surely
    assert "1 July 2020 no end recorded" in " ".join(surely.split())
    assert "flood" not in surely
    assert "flood" in vaguely
    # What may have begun at any time before is not listed as if it were of these days.
    assert "storm" not in out
    assert "1 disruption may have begun at any time before, since the sources only say" in err


def test_of_one_type_only_the_disruptions_named_as_a_cause_on_it_are_told(package: Path) -> None:
    for kind, named in (("foreign-ministry", ["ban"]), ("hotline", [])):
        out, _ = asked(package, "--type", kind, "--format", "json")
        assert [row["id"] for row in json.loads(out)["disruptions"]] == named
        out, _ = asked(package, "--type", kind, "--format", "table")
        assert f"Disruptions named as a cause on channels of type {kind} that surely began" in out


def test_what_is_stopped_in_a_year_is_not_told_as_if_it_were_back(tmp_path: Path) -> None:
    toy = Toy(start="2020-01-01", as_of="2021-12-31")
    for channel, back in (("house", ""), ("line", "2021-12-01")):
        toy.channel(channel).spell(channel, "open", "2020-01-01", "2021-08-31", end_kind="changed")
        toy.spell(
            channel, "closed", "2021-09-01", "2021-11-30" if back else "..", as_of="2022-01-01"
        )
        if back:
            toy.spell(channel, "open", back, "2021-12-31")
    write_package(toy.data(), tmp_path)

    def told(*words: str) -> str:
        place = ("--data", str(tmp_path), "--format", "table")
        return " ".join(run("lost", *words, *place, COLUMNS="250")[1].split())

    table = told("2020", "2021")
    assert table.startswith(
        "Channels of all sides, 2020 compared with 2021, each channel by its best day"
    )
    closed = "closed since 1 September 2021"
    assert f"House stopped: {closed}; closed on 31 December 2021, too open, surely" in table
    assert "on the last day closed, surely" in table
    # The other works again by then.
    assert f"Line interrupted: {closed} open, surely" in table
    assert "each channel by its last day" in told("2020", "2021", "--rule", "last-day")
    days = told("2020-12-31", "2021-12-31")
    assert "each channel by" not in days
    assert f"House lost: {closed} open, surely" in days


def test_lost_sums_up_and_says_what_a_year_counts_with() -> None:
    _, _, err = run("lost", "2021", "2022", "--between", "RUS", "USA", "--format", "csv")
    # The hint stands before whatever else is said: a reader of a table meets it above the lists.
    hint, _, whole, *_ = err.splitlines()
    assert re.fullmatch(
        r"\d+ lost, \d+ out of sight, \d+ gained, \d+ into view, \d+ interrupted, "
        r"\d+ degraded, \d+ found stopped",
        whole,
    )
    best = "2021 and 2022 count with their best days; from one day to another: "
    assert hint == f"{best}backchannel lost 2021-12-31 2022-12-31"
    _, _, err = run("lost", "2021", "2022-12-31", "--format", "csv")
    assert err.startswith("2021 counts with its best days; from one day")


def test_what_was_stopped_before_it_was_out_of_sight_is_named(tmp_path: Path) -> None:
    toy = Toy(start="2020-01-01", as_of="2020-12-31").channel("talks").channel("wire")
    toy.spell("talks", "open", "2020-01-01", "2020-03-31", end_kind="changed")
    toy.spell("talks", "suspended", "2020-04-01", "2020-05-31")
    toy.spell("wire", "open", "2020-01-01", "2020-03-31")
    write_package(toy.data(), tmp_path / "one")
    _, err = asked(tmp_path / "one")
    assert "0 lost, 2 out of sight" in err
    assert err.splitlines()[-1] == (
        "of those out of sight 1 was stopped on some of these days, though at the end nobody says "
        "so, or sources disagree: talks. They are not `lost`, which takes a stop that is known at "
        "the end; `backchannel loss 2020-02-01 2020-12-31 --attribute` counts them as losses"
    )
