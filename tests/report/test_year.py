"""A toy in the report of a year: short, empty and crowded years, and hostile names."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.report import write_report, year_of
from backchannel.report.course import FOLLOWED

from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_channel_of_which_something_is_known_is_not_among_the_silent(tmp_path: Path) -> None:
    # On most days of 2020 unknown, and on the last ones suspended: the best verdict of the year is unknown.
    toy = (
        Toy(as_of="2020-12-31")
        .channel("line")
        .channel("dark")
        .spell("line", "suspended", "2020-12-01", "2020-12-31")
    )
    write_report(toy.data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "Of 1 further channel, nothing is known for any day of 2020: Dark." in text
    assert "| 31 December 2019 | 0 (0 surely, 0 presumably) |" in text
    assert "| 31 December 2020 | 0 (0 surely, 0 presumably) |" in text
    assert "**Nothing is presumed** in this report: usable means surely usable." in text


def test_draws_range_the_course_and_the_measures_through_the_year(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").actor("ann", state="AAA").actor("bob", state="AAB")
    for name, start in (("old", "2020-01-01"), ("new", "2020-03")):
        toy.channel(name, "ann/AAA", "bob/AAB")
        toy.spell(name, "open", start, "2020-12-31", end_kind="ended")
    data = toy.data()
    write_report(data, 2020, folder=tmp_path, draws=40, seed=3)
    found = bc.loss(data, "2020", "2020", measures=FOLLOWED, draws=40, seed=3).rows
    drawn = found.to_dicts()
    ranged = [row for row in drawn if row["draw_low"] != row["draw_high"]]
    assert {"channels"} <= {row["measure"] for row in ranged}
    assert [
        (row["date"], row["draw_low"], row["draw_high"]) for row in rows(tmp_path, "course.csv")
    ] == [(row["date"], *(f"{row[name]}" for name in ("draw_low", "draw_high"))) for row in drawn]
    series = rows(tmp_path, "centrality-series.csv")
    assert {(row["draw_low"], row["draw_high"]) for row in series if row["id"] == "new"} >= {
        ("0", "0")
    }
    assert all(row["draw_high"] for row in series if row["date"] == "2020-12-31")
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "the 5th and the 95th percentile in 40 draws of the uncertain dates (seed 3)" in text
    assert "| 31 December 2020 | 2 \\[2–2\\] draws 2–2 |" in text
    assert "the dark band is the 5th to the 95th percentile" in text
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert " --draws 40 --seed 3" in manifest["command"]


def test_who_denies_a_contact_is_counted_apart(tmp_path: Path) -> None:
    toy = Toy().channel("line").spell("line", "open", "2020-01-01", "2021-12-31")
    toy.contact("line", "2020-05-05", id="k1").actor("zed", state="AAA")
    toy.claim("k1", "zed", claimant="zed", stance="denies")
    toy.claim("s000-line", "zed", claimant="zed", stance="denies")
    write_report(toy.data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "| 2, of which 1 contradicts it |" in text
    assert "(paper; contradicted by Zed: " in text
    assert "| Zed contradicts it |" in (tmp_path / "evidence.md").read_text(encoding="utf-8")


def test_a_hostile_name_stays_text(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script> | =HYPERLINK(1)"
    toy = Toy().channel("line", name=nasty).spell("line", "open", "2020-01-01", "2021-12-31")
    toy.contact("line", "2020-05-05", id="k1", outcome=nasty)
    write_report(toy.data(), 2020, folder=tmp_path)
    assert "<script" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<script" not in (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "<script" not in (tmp_path / "timeline.svg").read_text(encoding="utf-8")


def test_a_year_that_the_data_end_in_is_told_to_their_last_day(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-06-30").channel("line").spell("line", "open", "2019-01-01", "2020-06-30")
    write_report(toy.data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "The data end on 30 June 2020: that day stands for the end of 2020." in text
    assert "| 30 June 2020 | 1 (1 surely, 0 presumably) | 0 | 0 | 0 | 0 | 1 |" in text
    assert "**None lost**: no channel usable at the start was stopped at the end." in text
    assert rows(tmp_path, "open.csv")[0]["on_last_day"] == "open, surely"


def test_a_report_of_all_sides_says_so(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").actor("cid", state="AAC").channel("pair")
    toy.channel("aside", "state-aaa/AAA", "cid/AAC")
    for channel in ("pair", "aside"):
        toy.spell(channel, "open", "2020-01-01", "2020-12-31")
    write_report(toy.data(), 2020, folder=tmp_path / "all", between="all")
    text = (tmp_path / "all" / "index.md").read_text(encoding="utf-8")
    assert text.startswith("# Channels of all sides: 2020")
    assert "| 31 December 2020 | 2 (2 surely, 0 presumably) |" in text
    assert "Table of 3 sides against each other on 2020-12-31" in text
    assert "backchannel open 2020 --all" in text
    write_report(toy.data(), 2020, folder=tmp_path / "pair")
    text = (tmp_path / "pair" / "index.md").read_text(encoding="utf-8")
    assert "| 31 December 2020 | 1 (1 surely, 0 presumably) |" in text
    write_report(toy.data().with_tables(between=None), 2020, folder=tmp_path / "none")
    assert (
        (tmp_path / "none" / "index.md")
        .read_text(encoding="utf-8")
        .startswith("# Channels of all sides: 2020")
    )


def test_a_page_of_many_channels_tells_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backchannel.report.year.MOST_LISTED", 2)
    monkeypatch.setattr("backchannel.report.changes.MOST_LISTED", 2)
    monkeypatch.setattr("backchannel.report.people.MOST_LISTED", 2)
    toy = Toy(as_of="2020-12-31")
    for number in range(4):
        toy.channel(f"c{number}", type="mission" if number else "hotline")
        toy.spell(f"c{number}", "open", "2019-01-01" if number else "2020-02-01", "2020-10-31")
        toy.contact(f"c{number}", f"2020-03-0{number + 1}")
    write_report(toy.data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "4 channels are too many to be listed here: [open.csv](open.csv) has a row each." in text
    assert "| hotline | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |" in text
    assert "| mission | 3 | 3 | 0 | 0 | 0 | 0 | 0 | 0 |" in text
    assert "### Out of sight: 3" in text
    assert "1 further channel is in [lost.csv](lost.csv)." in text
    assert "2 earlier contacts of the year are in [contacts.csv](contacts.csv)." in text
    evidence = (tmp_path / "evidence.md").read_text(encoding="utf-8")
    assert "is a row of [evidence.csv](evidence.csv)" in evidence
    assert "###" not in evidence
    assert len(rows(tmp_path, "open.csv")) == 4
    assert len(rows(tmp_path, "contacts.csv")) == 4


def test_what_no_font_can_write_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    toy = (
        Toy()
        .channel("line", name="Line \U00013080")
        .spell("line", "open", "2020-01-01", "2020-12-31")
    )
    write_report(toy.data(), 2020, folder=tmp_path, progress=said.append)
    assert said[-1].startswith("no font here has \U00013080 (U+13080); boxes are drawn")


def test_an_empty_year_is_a_report_too(tmp_path: Path) -> None:
    write_report(Toy().data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "The data hold no channel between Aaa and Aab in these days." in text
    assert " lost** " not in text


@pytest.mark.parametrize("text", ["2022-02", "22", "0001", "9999", "twenty", "2022~"])
def test_a_report_is_of_one_year(text: str) -> None:
    with pytest.raises(
        UsageFault, match="is not a year from `0002` to `9998`; give one such as `2022`"
    ):
        year_of(text)


def test_a_day_is_drawn_once_and_the_heading_ends_where_the_data_do(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-06-30").actor("ann", state="AAA").actor("bob", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB").spell("line", "open", "2020-06-30", "2020-06-30")
    write_report(toy.data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "## What was lost from 31 December 2019 to 30 June 2020" in text
    assert "and the last of the report" in text
    assert sorted(one.name for one in tmp_path.glob("network-*")) == ["network-peak.svg"]
    assert "Degree: share of the other mode's nodes, 0 to 1." in text
    assert "The measures are those of S. P. Borgatti and M. G. Everett" in text


def test_a_network_of_many_channels_is_set_for_a_sheet_and_the_others_are_named(
    tmp_path: Path,
) -> None:
    toy = Toy(as_of="2020-12-31")
    for at in range(70):
        toy.channel(f"c{at:02}", type="mission").spell(
            f"c{at:02}", "open", "2020-01-01", "2020-12-31"
        )
    write_report(toy.data(), 2020, folder=tmp_path)
    picture = (tmp_path / "network-peak.svg").read_text(encoding="utf-8")
    (size,) = re.findall(r'<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt"|$', picture)[:1]
    width, height = (float(number) / 72 for number in size)
    # It fits between the margins of A4 as large as it is.
    assert width == pytest.approx(183 / 25.4, abs=0.01)
    assert height <= 9.5
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    named, _ = re.findall(r"Left out for want of room, usable: (.*)\.\n", text)
    shown = {f"C{at:02}" for at in range(70)} - set(named.split("; "))
    assert 20 < len(shown) < 50
    assert "70 usable" in text


def test_the_course_says_what_went_out_of_sight_by_rule(tmp_path: Path) -> None:
    toy = Toy(
        start="2019-01-01", as_of="2020-12-31", presume={"default": 900}, breaks=["2020-06-10"]
    )
    toy.channel("line").spell("line", "open", "2019-01-01", "2020-03-01")
    write_report(toy.data(), 2020, folder=tmp_path)
    page = (tmp_path / "index.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith("| 30 June 2020 |")]
    assert "1 out of sight; 1 of those out of sight by rule, as nothing is presumed to go on" in row
    assert page.count("of those out of sight by rule") == 1


def test_the_course_names_what_was_found_stopped_and_says_what_a_line_is(tmp_path: Path) -> None:
    toy = Toy(start="2019-01-01", as_of="2020-12-31").channel("late", name="Late line")
    toy.spell("late", "open", "2019-01-01", "[2020-02-29..2020-03-30]", end_kind="changed")
    toy.spell("late", "suspended", "2020-03", "2020-12-31")
    for year in (2019, 2020):
        write_report(toy.data(), year, folder=tmp_path / str(year))
    before, page = (
        (tmp_path / year / "index.md").read_text(encoding="utf-8") for year in ("2019", "2020")
    )
    said = "Of those out of sight 1 is known to be stopped on a later day of the year"
    (told,) = [line for line in page.splitlines() if line.startswith(said)]
    assert told.endswith("Late line.")
    assert said not in before
    assert "a channel between two of them is a line by itself" in page


def test_what_was_open_has_leaders_first_and_says_of_which_days_nothing_is_sure(
    tmp_path: Path,
) -> None:
    toy = Toy(as_of="2020-12-31").channel("chamber", type="business")
    toy.channel("summit", type="head-of-state").channel("deputies", type="foreign-ministry")
    toy.spell("chamber", "open", "2020-01-01", "2020-12-31")
    toy.spell("summit", "open", "[2019-12-31..2020-01-03]", "2020-01-10")
    # On one of two days of the year: sure of the year, of no day of it.
    toy.contact("deputies", "[2020-03-01,2020-05-01]")
    write_report(toy.data(), 2020, folder=tmp_path)
    table = (tmp_path / "index.md").read_text(encoding="utf-8").split("## What was open in 2020")[1]
    told = [
        line for line in table.split("\n## ")[0].splitlines() if line.startswith(("###", "| ["))
    ]
    assert [line.split("](")[0] for line in told] == [
        "### Leaders and envoys: 1", "| [Summit",
        "### Foreign ministries: 1", "| [Deputies",
        "### Unofficial and technical: 1", "| [Chamber",
    ]  # fmt: skip
    assert "| 8 (at most 10) | 0 |" in told[1]
    assert "| open, surely (day not known) | unknown | 0 (at most 62) | 0 |" in told[3]
    assert "| 366 | 0 |" in told[5]
