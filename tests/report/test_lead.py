"""The head of a report and its reasons, worked out by hand: what could be used, what was lost, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from backchannel.facts.scope import asked
from backchannel.facts.views import as_known_on, as_told_by, presuming, strict
from backchannel.output.document import Document
from backchannel.report import write_report
from backchannel.report.brief import _less
from backchannel.report.changes import what_was_lost
from backchannel.report.lead import _found_stopped, _stopped_within
from backchannel.report.year import Year
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.reasons import why_out_of_sight

from worlds.articles import articles
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.facts.dataset import Dataset


def lead(data: Dataset, year: int, folder: Path, **more: str) -> list[str]:
    """Return the points of the head of a report, and the sentences above them."""
    write_report(data, year, folder=folder, **more)  # type: ignore[arg-type]
    text = (folder / "index.md").read_text(encoding="utf-8")
    head = text.split("## In short")[1].split("\n## ")[0]
    return [line.removeprefix("- ") for line in head.strip().splitlines() if line]


@pytest.fixture
def four() -> Toy:
    """
    Four channels in 2020; what was seen is presumed to go on for a year, but not across 1 June.

    went   a call on 1 December 2019          presumed to 31 May 2020, unknown from 1 June
    stop   open to 31 March, then suspended   lost
    back   suspended in March alone           interrupted
    late   a call on 1 November 2020          into view: presumed on 31 December
    """
    toy = Toy(as_of="2020-12-31", presume={"default": 365}, breaks=["2020-06-01"])
    for name in ("went", "stop", "back", "late"):
        toy.channel(name)
    toy.disruption("d-ban", "contact-ban", "2020-04-01", by="state-aaa", target="state-aab")
    toy.disruption("d-odd", "other", "[2019-01-01..2020-01-01]", by="state-aaa", target="state-aab")
    toy.contact("went", "2019-12-01", mode="call", as_of="2019-12-01")
    toy.spell("stop", "open", "2019-06-01", "2020-03-31", end_kind="changed")
    toy.spell("stop", "suspended", "2020-04-01", "..", as_of="2020-12-31", cause="d-ban")
    toy.spell("back", "open", "2019-06-01", "2020-02-29", end_kind="changed")
    toy.spell("back", "suspended", "2020-03-01", "2020-03-31", end_kind="changed")
    toy.spell("back", "open", "2020-04-01", "2020-12-31")
    toy.contact("late", "2020-11-01", mode="call", as_of="2020-11-01")
    return toy


def test_the_head_says_what_could_be_used_what_was_lost_and_why(four: Toy, tmp_path: Path) -> None:
    said = lead(four.data(), 2020, tmp_path)
    assert said[:-1] == [
        "| Channels on | Usable | Only possibly usable | Contested | Stopped | Unknown | All |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        "| 31 December 2019 | 3 (2 surely, 1 presumably) | 0 | 0 | 0 | 1 | 4 |",
        "| 31 December 2020 | 2 (1 surely, 1 presumably) | 0 | 0 | 1 | 1 | 4 |",
        "**Usable, by family:** foreign ministries 3 → 2; by name "
        "under [What was open in 2020](#what-was-open-in-2020).",
        "**1 lost** (usable at the start, stopped at the end). Because of the contact ban by Aaa: Stop.",
        "**1 out of sight** (no longer documented, or disputed; not known to be closed): Went.",
        "**None gained, 1 came into view** (usable at the end; at the start not documented, or "
        "disputed): Late.",
        "**None contested**: on no channel do the sources contradict each other.",
        "**Last documented contact:** 1 November 2020, Late (call).",
        "**Not counted as lost:** 1 stopped in between (Back).",
        "**1 disruption** of the two sides or on their channels surely began in between "
        "(contact ban 1); 1 perhaps did.",
        # Of the surely usable, Back and Stop, one was lost; Late and Went are unknown on both days.
        "**With nothing presumed** (--strict): 2 usable at the start, 1 at the end; 1 lost, "
        "0 out of sight, 0 gained, 0 into view.",
    ]
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    reason = "last seen 1 December 2019 (call); not presumed to go on across 1 June 2020 (a break)"
    assert f"| open, presumably | unknown | {reason} |" in text
    assert "### Interrupted: 1" in text
    assert "No channel is in these lists: gained, degraded, found stopped." in text
    # Of the 366 days of 2020 Back is stopped on the 31 of March, and surely usable on the others.
    table = text.split("## What was open in 2020")[1]
    row = next(
        line for line in table.splitlines() if line.startswith("| [Back](evidence.html#back) |")
    )
    assert "| open, surely | open, surely | open, surely | 335 | 31 |" in row
    # Late is seen on 1 November, and presumed on the 60 days from then to the end of the year.
    row = next(
        line for line in table.splitlines() if line.startswith("| [Late](evidence.html#late) |")
    )
    assert "| unknown | open, surely | open, presumably | 61 (1 surely) | 0 |" in row
    evidence = (tmp_path / "evidence.md").read_text(encoding="utf-8")
    assert "1 December 2019; presumed until 31 May 2020 |" in evidence


def test_two_that_were_stopped_in_between_are_told_of_as_two(four: Toy) -> None:
    four.channel("also").spell("also", "open", "2019-06-01", "2020-02-29", end_kind="changed")
    four.spell("also", "suspended", "2020-03-01", "2020-03-31", end_kind="changed")
    four.spell("also", "open", "2020-04-01", "2020-12-31")
    data = four.data()
    (told,) = list(_stopped_within(Year(data, 2020, asked(data, "all"))))
    assert told == "2 stopped in between (Also; Back)"


def test_what_is_degraded_is_told_with_how_and_no_loss(four: Toy, tmp_path: Path) -> None:
    four.spell("late", "open", "2019-06-01", "2020-06-30", end_kind="changed")
    four.spell("late", "degraded", "2020-07-01", "2020-12-31", cause="d-ban")
    told = [line for line in lead(four.data(), 2020, tmp_path / "2020") if "with less" in line]
    assert told == [
        "**Not counted as lost:** 1 stopped in between (Back); 1 still usable, with less (Late)."
    ]
    happened = (tmp_path / "2020" / "index.md").read_text(encoding="utf-8").split("\n## ")[2]
    assert (
        "Degraded: “Late”; degraded since 1 July 2020 (contact ban by Aaa, 1 April 2020). (paper: ["
    ) in happened


def test_what_is_found_stopped_is_told_apart_from_the_losses_and_once(four: Toy) -> None:
    # Nothing is told of the first before its stop; the second was opened and stopped in the year.
    for name in ("shut", "brief"):
        four.channel(name)
        four.spell(name, "closed", "2020-05-01", "..", as_of="2020-12-31", cause="d-ban")
    four.spell("brief", "open", "2020-04-01", "2020-04-30", end_kind="changed")
    year = Year(four.data(), 2020, asked(four.data(), "all"))
    (told,) = list(_found_stopped(year))
    assert told == "1 found stopped, not known to be usable before (Shut)"
    (line,) = (row for row in _less(year) if row.text.startswith("Found"))
    assert line.text == (
        "Found stopped: “Shut”; closed since 1 May 2020 (contact ban by Aaa, 1 April 2020)."
    )
    document = Document("A year")
    what_was_lost(document, year)
    text = document.markdown()
    assert "### Found stopped: 2" in text
    assert "### Also stopped" not in text
    assert "### Lost: 1" in text


def test_a_strict_report_says_that_nothing_is_presumed(four: Toy, tmp_path: Path) -> None:
    said = lead(strict(four.data()), 2020, tmp_path)
    assert said[2].startswith("| 31 December 2019 | 2 (2 surely, 0 presumably) |")
    assert said[-2] == "**Nothing is presumed** in this report: usable means surely usable."
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert text.startswith("# Channels between Aaa and Aab: 2020 (strict: nothing presumed)\n")
    assert "backchannel open 2020 --between AAA AAB --all --strict" in text.replace("\\", "")


def test_the_same_answers_are_asked_with_the_flags_of_the_view(four: Toy, tmp_path: Path) -> None:
    data = presuming(as_known_on(as_told_by(four.data(), "paper"), "2020-12-31"), 30)
    said = lead(data, 2020, tmp_path)
    assert said[2].startswith("| 31 December 2019 | 3 ")
    text = (tmp_path / "index.md").read_text(encoding="utf-8").replace("\\", "")
    flags = "--known-on 2020-12-31 --according-to paper --presume 30"
    assert f"backchannel open 2020 --between AAA AAB --all {flags}" in text
    view = "as known on 2020-12-31, as told by paper, what was seen presumed to go on for 30 days"
    assert text.startswith(f"# Channels between Aaa and Aab: 2020 ({view})")


def test_a_year_that_the_data_begin_in_is_told_so(four: Toy, tmp_path: Path) -> None:
    data = four.data().with_tables(start=date(2020, 3, 1))
    first, *_ = lead(data, 2020, tmp_path)
    assert first == "The data begin on 1 March 2020: earlier days are unknown."


def test_a_view_of_what_was_known_ends_where_it_does(four: Toy, tmp_path: Path) -> None:
    four.rows["sources"][0]["published"] = "2020-05-01"
    first, *_ = lead(as_known_on(four.data(), "2020-07-15"), 2020, tmp_path)
    assert first == (
        "Nothing later than 15 July 2020 was known by then: that day stands for the end of 2020."
    )


def reason(toy: Toy, year: int = 2020) -> str:
    data = toy.data()
    year_asked = Year(data, year, asked(data, "all"))
    assert [row.id for row in year_asked.change.out_of_sight] == ["line"]
    return why_out_of_sight(data, "line", year_asked.both, asked(data, ("AAA", "AAB")))


def test_what_is_out_of_sight_was_seen_until_a_day_or_presumed_for_so_long() -> None:
    toy = Toy(as_of="2020-12-31").channel("line").spell("line", "open", "2019-01-01", "2020-05-05")
    assert reason(toy) == "seen until 5 May 2020"
    toy = Toy(as_of="2020-12-31", presume={"default": 60}).channel("line")
    # 60 days after 1 December 2019 is 30 January 2020.
    toy.contact("line", "2019-12-01", mode="letter")
    assert reason(toy) == (
        "last seen 1 December 2019 (letter); after 60 days no longer presumed to go on"
    )


def test_what_is_out_of_sight_may_be_so_since_other_evidence_speaks_against_it() -> None:
    toy = Toy(as_of="2021-12-31", presume={"default": 1000}).channel("line")
    toy.contact("line", "2019-12-01", mode="video")
    # A stop that perhaps began on 1 May 2020, and surely only on 1 June 2021.
    toy.spell("line", "suspended", "[2020-05-01..2021-06-01]", "2021-12-31")
    assert reason(toy) == (
        "last seen 1 December 2019 (video); from 1 May 2020 other evidence speaks against it"
    )


def test_a_stop_of_unknown_day_that_is_only_presumed_has_its_spell() -> None:
    toy = Toy(as_of="2020-12-31", presume={"default": 365}).channel("line")
    toy.spell("line", "open", "2019-06-01", "2020-01-31", end_kind="changed")
    # Some day between March and May: stopped for sure on none of them, presumed from 31 May on.
    toy.spell("line", "suspended", "[2020-03-01..2020-05-31]", "[2020-03-01..2020-05-31]")
    data = toy.data()
    (stop,) = Year(data, 2020, asked(data, "all")).stops.values()
    assert str(stop.on) == "2020-05-31"
    assert stop.in_words(data) == "suspended since a day between 1 March and 31 May 2020"


def test_the_report_of_2022_says_in_its_first_lines_what_was_lost(tmp_path: Path) -> None:
    said = lead(articles(), 2022, tmp_path)
    lost = next(line for line in said if " lost** " in line)
    assert lost == (
        "**1 lost** (usable at the start, stopped at the end). Because of the invasion of Ukraine: "
        "Russian Foreign Minister – US Secretary of State."
    )


def test_what_was_lost_is_named_by_what_it_goes_back_to_and_what_has_no_cause_last(
    tmp_path: Path,
) -> None:
    toy = Toy(as_of="2020-12-31")
    toy.disruption("d-war", "sanctions", "2020-02-01", by="state-aaa", target="state-aab")
    toy.disruption("d-ban", "contact-ban", "2020-03-01", by="state-aab", answers="d-war")
    # "The act" would tell nothing.
    toy.actor("ann", name="Ann").disruption("d-blow", "other", "2020-02-01", target="ann")
    causes = (("alone", ""), ("first", "d-war"), ("then", "d-ban"), ("house", "d-blow"))
    for name, cause in causes:
        toy.channel(name).spell(name, "open", "2019-06-01", "2020-03-31", end_kind="changed")
        toy.spell(name, "suspended", "2020-04-01", "..", as_of="2020-12-31", cause=cause)
    (told,) = (line for line in lead(toy.data(), 2020, tmp_path) if " lost** " in line)
    assert told.endswith(
        "Because of the sanctions by Aaa: First; Then. Because of what was done to Ann: House. "
        "No cause named: Alone."
    )


def test_the_two_days_count_as_open_counts_them(tmp_path: Path) -> None:
    # A party until June: on the eve the channel is between the two, on the last day it is not.
    toy = Toy(as_of="2020-12-31").channel("line").channel("left")
    for party in toy.rows["parties"]:
        party.update({"end": "2020-06-30"} if party["channel"] == "left" else {})
    for name in ("line", "left"):
        toy.spell(name, "open", "2019-06-01", "2020-12-31")
    data = toy.data()
    rows = [line for line in lead(data, 2020, tmp_path) if line.startswith("| 31 December")]
    for row, day in zip(rows, ("2019-12-31", "2020-12-31"), strict=True):
        opened = open_channels(data, day, between=("AAA", "AAB"), everything=True)
        assert row.endswith(f"| 0 | 0 | 0 | 0 | {len(opened)} |")
    assert "| 1 (1 surely, 0 presumably) |" in rows[1]


def test_the_head_names_channels_in_short_but_says_of_what_a_part_is_one(tmp_path: Path) -> None:
    toy = Toy(as_of="2021-12-31", presume={"default": 365})
    for key, name, parent in (
        ("a", "Presidents: calls, summits", ""),
        ("b", "Talks (in Geneva)", ""),
        ("c", "Energy (group of the talks)", "b"),
    ):
        toy.channel(key, name=name, parent=parent).spell(key, "open", "2021-12-31", "2021-12-31")
    said = lead(toy.data(), 2021, tmp_path)
    assert any(line.endswith(": Presidents; Talks; Energy (group of the talks).") for line in said)


def test_leaders_and_ministers_are_named_before_forums(tmp_path: Path) -> None:
    toy = Toy(as_of="2021-12-31", presume={"default": 365})
    for key, kind in (("a", "multilateral"), ("b", "foreign-ministry"), ("c", "head-of-state")):
        toy.channel(key, type=kind).spell(key, "open", "2021-12-31", "2021-12-31")
    toy.channel("d", type="foreign-ministry").spell("d", "open", "2021-12-31", "2021-12-31")
    said = lead(toy.data(), 2021, tmp_path)
    assert any(line.endswith(": C; B; D; and 1 more.") for line in said)
