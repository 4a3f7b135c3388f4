"""The brief, the course of the year and the manifest of a report, each worked out by hand on a toy."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from backchannel import plots
from backchannel.facts.scope import asked
from backchannel.report import write_report
from backchannel.report.brief import _contested, talk_in_words
from backchannel.report.year import Year

from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


HAPPENED = "What happened, and by whose word"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Three channels in 2020, each with a known person on each side.

    stop   open to 31 March, then suspended: the one loss
    on     open all along
    both   one paper has it open, another suspended, from 1 June on: contested
    """
    toy = Toy(as_of="2020-12-31").actor("ann", state="AAA").actor("bob", state="AAB")
    for name in ("stop", "on", "both"):
        toy.channel(name, "ann/AAA", "bob/AAB")
    toy.spell("stop", "open", "2019-06-01", "2020-03-31", end_kind="changed")
    toy.spell("stop", "suspended", "2020-04-01", "..", as_of="2020-12-31")
    toy.source("a-paper", published="2019-07", publisher="A Paper")
    toy.claim("s001-stop", "a-paper").claim("s001-stop", "ann", as_of="2020-12-31")
    toy.spell("on", "open", "2019-06-01", "2020-12-31")
    toy.spell("both", "open", "2020-06-01", "2020-12-31")
    toy.spell("both", "suspended", "2020-06-01", "2020-12-31", by=["rival"])
    toy.contact("on", "2020-05-05", mode="call")
    path = tmp_path_factory.mktemp("brief")
    write_report(toy.data(), 2020, folder=path, place="facts")
    return path


def section(folder: Path, title: str) -> str:
    text = (folder / "index.md").read_text(encoding="utf-8")
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_each_sentence_of_the_brief_ends_in_claims_that_are_told_below(folder: Path) -> None:
    points = [line for line in section(folder, HAPPENED).splitlines() if line.startswith("- ")]
    told = section(folder, "Who says so").split("### The claims cited at the beginning")[1]
    named = [re.findall(r"\[([^\]]+)\]\(#\1\)", line) for line in points]
    assert points
    assert all(named)
    assert all(line.endswith(")") for line in points)
    assert all(f'| <a id="{key}"></a>{key} |' in told for keys in named for key in keys)


def test_a_disruption_that_goes_on_is_told_since_when(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").channel("line").spell("line", "open", "2019-06-01", "2020-12-31")
    toy.disruption("d-once", "closure", "2020-02-01", by="state-aaa")
    toy.disruption("d-on", "expulsion", "2020-01", by="state-aaa", end="..")
    write_report(toy.data(), 2020, folder=tmp_path)
    told = section(tmp_path, HAPPENED)
    assert "Disruption: Closure by Aaa, 1 February 2020." in told
    assert "Disruption: Expulsion by Aaa, since January 2020." in told


def test_the_brief_says_what_was_lost_contested_and_last_used(folder: Path) -> None:
    brief = section(folder, HAPPENED)
    # First who speaks for a side, last who spoke before the year.
    lost = (
        "Lost: “Stop”; suspended since 1 April 2020; surely open at first, surely suspended at the "
        "end."
    )
    assert f"{lost} (Ann; paper; A Paper: [" in brief
    assert "Contested from 1 June 2020 to 31 December 2020: whether “Both” could be used." in brief
    assert "(paper; rival: [" in brief
    assert "Documented contact: 5 May 2020, On (call)." in brief
    short = section(folder, "In short")
    assert "**1 contested at the end**: Both." in short
    assert "**1 lost** (usable at the start, stopped at the end). No cause named: Stop." in short
    assert "| 31 December 2020 | 1 (1 surely, 0 presumably) | 0 | 1 | 1 | 0 | 3 |" in short
    assert "**Last documented contact:** 5 May 2020, On (call)." in short


def test_a_contact_names_who_was_there_without_by_names() -> None:
    toy = Toy(as_of="2020-12-31").actor("mfa", kind="organization", name="Ministry (MFA, Square)")
    toy.actor("ann", name="Ann").channel("line", "mfa/AAA", "ann/AAB")
    toy.contact("line", "2020-05-05", "mfa/AAA", "ann/AAB")
    data = toy.data()
    (row,) = data.contacts.values()
    told = talk_in_words(Year(data, 2020, asked(data, "all")), row)
    assert told == "5 May 2020, Ann, Ministry (call)"


def test_where_all_call_a_channel_usable_it_is_contested_how_far() -> None:
    toy = Toy(as_of="2020-12-31").channel("less").channel("shut").channel("tale")
    # One says that it works with less, another that this is not so; nobody that it was stopped.
    toy.spell("less", "degraded", "2020-06-01", "2020-12-31", denied_by=["rival"])
    toy.spell("shut", "degraded", "2020-06-01", "2020-12-31")
    toy.spell("shut", "suspended", "2020-06-01", "2020-12-31", by=["rival"])
    toy.spell("tale", "open", "2020-06-01", "2020-12-31", denied_by=["rival"])
    data = toy.data()
    told = {row.text for row in _contested(Year(data, 2020, asked(data, "all")))}
    days = "Contested from 1 June 2020 to 31 December 2020"
    assert told == {
        f"{days}: how far “Less” could be used.",
        f"{days}: whether “Shut” could be used.",
        f"{days}: whether “Tale” could be used.",
    }


def test_the_course_has_the_numbers_of_each_month_and_the_cost_of_the_loss(folder: Path) -> None:
    course = section(folder, "The course of 2020").replace("\\", "")
    rows = {line.split(" | ")[0]: line for line in course.splitlines() if line.startswith("| ")}
    # Two channels to the end of March, one from April on, and possibly the contested one from June.
    assert rows["| 31 March 2020"].split(" | ")[1] == "2 [2–2]"
    assert rows["| 30 April 2020"].split(" | ")[1] == "1 [1–1]"
    assert rows["| 30 June 2020"].split(" | ")[1] == "1 [1–2]"
    assert rows["| 30 April 2020"].endswith("| 1 suspended |")
    assert "| Stop | 1 April 2020 | 1 of 2 |" in course
    with (folder / "costs.csv").open(newline="", encoding="utf-8") as file:
        costs = [row for row in csv.DictReader(file) if row["measure"] == "channels"]
    assert [(row["id"], float(row["shapley"])) for row in costs] == [("stop", -1)]


def test_a_verdict_that_hangs_on_one_source_is_told(folder: Path) -> None:
    firm = section(folder, "How firm the verdicts are")
    assert (
        "Of 2 channels with a sure or presumed verdict on 31 December 2020, the verdict on 2"
        in firm
    )
    assert re.search(r"\| Stop \| suspended, surely \| .* \| [\w, ]+ \|", firm)


def test_the_manifest_tells_what_the_report_was_made_from(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["command"] == "backchannel report 2020 --between AAA AAB --data facts"
    assert told["data"]["as_of"] == "2020-12-31"
    assert {"seed", "versions"} <= told.keys()
    for name, digest in told["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert set(told["files"]) | {"manifest.json"} == {path.name for path in folder.iterdir()}


def test_a_part_that_fails_leaves_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no picture")

    monkeypatch.setattr(plots, "timeline_picture", fail)
    toy = Toy().channel("line").spell("line", "open", "2020-01-01", "2021-12-31")
    with pytest.raises(RuntimeError, match="no picture"):
        write_report(toy.data(), 2020, folder=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_year_without_a_contact_has_the_last_one_of_before(tmp_path: Path) -> None:
    toy = Toy(as_of="2022-12-31").channel("line").contact("line", "2020-05-05", mode="call")
    # Perhaps held in 2001, perhaps not before 2022: no last contact by then.
    toy.contact("line", "[2001..2022]", mode="call")
    for year in (2001, 2021):
        write_report(toy.data(), year, folder=tmp_path / str(year))
    assert "Documented contact" not in section(tmp_path / "2001", HAPPENED)
    assert "Documented contact: 5 May 2020" in section(tmp_path / "2021", HAPPENED)
