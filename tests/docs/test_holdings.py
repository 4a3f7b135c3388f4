"""What the codebook counts of the data, against a toy that was counted by hand; and the main offices, day by day."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docs.holdings import (
    Backing,
    Cell,
    backing,
    holdings_section,
    known_days,
    records_by_type,
    records_by_year,
    single_years,
    spans,
)
from docs.incumbents import MAIN_OFFICES, Gap, Held, covered, gaps, held, holders_section

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.verdicts.seats import roster

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset

CODEBOOK = Path(__file__).parents[2] / "data" / "README.md"
FIVE = Window(date(2001, 1, 1), date(2005, 12, 31))
BY = (
    ("office-president-of-the-united-states", "ruus-presidents", 0),
    ("office-president-of-russia", "ruus-presidents", 0),
    ("office-us-secretary-of-state", "ruus-foreign-ministers", 45),
    ("office-foreign-minister-of-russia", "ruus-foreign-ministers", 45),
    ("office-us-ambassador-to-russia", "us-embassy-in-moscow", 2000),
    ("office-russian-ambassador-to-us", "ru-embassy-in-washington", 600),
)
"""Main office, a channel in which it has a seat, and the most days that may be without a holder."""


def counted() -> Dataset:
    """
    A hotline seen open until the end of 2001, a call in 2003, a refusal in 2006, an expulsion in 2004.

    And a post: Ann until January 2003, Ben acting from March to December, Cat in it by June 2005.
    """
    toy = Toy(start="2000-03-01", as_of="2009-12-31", presume={"tenure": 30})
    toy.source("other", read="excerpt", published="2005-06-30")
    for person in ("ann", "ben", "cat"):
        toy.actor(person, state="AAA")
    toy.actor("post", kind="office", state="AAA")
    toy.channel("line", type="hotline").channel("talks").channel("elsewhere", "state-aaa/AAA")
    toy.spell("line", "open", "1999", "2001-12-31", by=())
    toy.claim("s000-line", "paper", directness="inferred")
    toy.contact("talks", "2003-05-05", by=("paper", "ann"))
    toy.contact("talks", "2006-02-02", occurrence="refused", denied_by=("ben",))
    toy.disruption("d", "expulsion", "2004", count_least=1, count_most=2)
    toy.claim("d", "other", field="count_least", value="1")
    toy.claim("d", "ann", field="count_least", value="2")
    toy.tenure("ann", "post", "2001-01-01", "2003-01-31")
    toy.tenure("ben", "post", "2003-03-01", "2003-12-31", capacity="acting")
    toy.tenure("cat", "post", "2005", "..", by=("other",), as_of="2005-06-30")
    return toy.data()


def test_years_are_taken_in_fives_that_end_with_the_package() -> None:
    assert spans(counted()) == (range(2000, 2005), range(2005, 2010))
    assert spans(Toy(start="1991-12-26", as_of="2025-12-31").data())[0] == range(1991, 1996)


def test_records_are_counted_by_type_and_years() -> None:
    # Columns: before 2000, 2000 to 2004, 2005 to 2009; the hotline's spell began in 1999 at the latest.
    assert records_by_type(counted(), spans(counted())) == {
        "foreign-ministry": [Cell(0, 0, 0), Cell(1, 0, 0), Cell(0, 1, 0)],
        "hotline": [Cell(0, 0, 1), Cell(0, 0, 0), Cell(0, 0, 0)],
    }
    # And a column a year: what is before 2000, then 2000 to 2009.
    single = records_by_type(counted(), single_years(counted()))
    assert {
        (kind, at): cell for kind, row in single.items() for at, cell in enumerate(row) if any(cell)
    } == {
        ("hotline", 0): Cell(0, 0, 1),
        ("foreign-ministry", 4): Cell(1, 0, 0),
        ("foreign-ministry", 7): Cell(0, 1, 0),
    }
    by_year = records_by_year(counted())
    assert list(by_year) == list(range(2000, 2010))
    assert {year: row for year, row in by_year.items() if any(row)} == {
        2003: (1, 0, 0),
        2004: (0, 0, 1),
        2006: (0, 1, 0),
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("spells", Backing(1, 0, 1, 0)),
        ("contacts", Backing(2, 0.5, 0, 0.5)),
        ("disruptions", Backing(1, 0, 0, 1)),
        ("tenures", Backing(3, 0, 0, 0)),
        ("dependencies", Backing(0, 0, 0, 0)),
    ],
)
def test_voices_are_counted_behind_the_rows_of_a_table(table: str, expected: Backing) -> None:
    assert backing(counted(), table) == expected


def test_known_days_are_shares_of_the_days_of_the_channels_between_the_sides() -> None:
    # Two channels from 1 March 2000 to the end of 2004: 306 + 365 + 365 + 365 + 366 = 1767 days each. The
    # hotline is open on 306 + 365 = 671 of them, the talks on one; `elsewhere` joins nobody.
    shares = known_days(counted(), range(2000, 2005))
    assert shares == {
        "surely": pytest.approx(672 / 3534),
        "unknown": pytest.approx(2862 / 3534),
    }
    # The talks are first seen on 5 May 2003, 241 + 366 = 607 days before the end.
    shares = known_days(counted(), range(2000, 2005), since_seen=True)
    assert shares == {
        "surely": pytest.approx(672 / 2374),
        "unknown": pytest.approx(1702 / 2374),
    }
    assert known_days(Toy().data(), range(2000, 2005)) == {}


def test_gaps_are_the_days_on_which_nobody_surely_or_presumably_holds() -> None:
    # Cat is seen in the post on 30 June 2005, may have come in January, and is presumed there for 30 days.
    data = counted()
    assert gaps(data, "post", FIVE) == [
        Gap(date(2003, 2, 1), date(2003, 2, 28), (), "ann", "ben"),
        Gap(date(2004, 1, 1), date(2005, 6, 29), ("cat",), "ben", "cat"),
        Gap(date(2005, 7, 31), date(2005, 12, 31), (), "cat", ""),
    ]
    # Ann 365 + 365 + 31, Ben 306, Cat 1; 30 presumed; 180 of 2005 possible; 28 + 366 + 154 without anybody.
    assert held(data, "post", FIVE) == Held(1068, 30, 180, 548)
    assert gaps(data, "post", Window(date(2002, 1, 1), date(2002, 12, 31))) == []
    empty = Toy().actor("post", kind="office").data()
    assert held(empty, "post", FIVE) == Held(0, 0, 0, 1826)
    assert gaps(empty, "post", FIVE) == [Gap(*FIVE, (), "", "")]


def test_a_gap_is_said_in_words() -> None:
    data = counted()
    assert covered(data) == Window(date(2001, 1, 1), date(2009, 12, 31))
    assert covered(Toy(start="2000-01-01").data()).first == date(2000, 1, 1)
    said = holders_section(data, ["post"])
    assert "| Post | 1068 | 30 | 180 | 2009 |" in said
    assert (
        "- Post: 2003-02-01 to 2003-02-28 (28 days, after Ann and before Ben); "
        "2004-01-01 to 2005-06-29 (546 days, after Ben and before Cat; possibly Cat); "
        "2005-07-31 to 2009-12-31 (1615 days, after Cat)" in said
    )


def test_the_section_shows_what_was_counted() -> None:
    said = holdings_section(counted())
    assert "| `foreign-ministry` |  | 1 · 0 · 0 | 0 · 1 · 0 |" in said
    assert "| `foreign-ministry` |  |  |  | 1 |  |  | 1 |  |  |  |" in said
    assert "| `contacts` | 2 | 50 % | 0 % | 50 % |" in said
    assert "Of 2 sources 0 % were read in full and 50 % only as an excerpt." in said
    assert "| 2000–2004 | 19 % | 0 % | 0 % | 0 % | 81 % | 72 % |" in said


# The main offices of the bundled data


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


def days_of(window: Window) -> Iterator[date]:
    for number in range(window.days):
        yield window.first + timedelta(days=number)


def holders_by_day(data: Dataset, office: str, channel: str) -> dict[date, set[str]]:
    """Return who presumably sits in a channel by an office on each day: a road that the gaps do not take."""
    found = defaultdict(set)
    within = covered(data)
    for tie in roster(data):
        if (tie.channel, tie.via) == (channel, office):
            for day in days_of(
                Window(max(tie.presumed.first, within.first), min(tie.presumed.last, within.last))
            ):
                found[day].add(tie.actor)
    return found


def listed_gaps(data: Dataset, office: str) -> list[tuple[date, date]]:
    """Return the gaps that the codebook lists for an office."""
    name = re.escape(data.actors[office].name)
    line = re.search(rf"^- {name}: (.+)$", CODEBOOK.read_text(encoding="utf-8"), re.MULTILINE)
    assert line is not None, office
    days = re.findall(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))? \(", line[1])
    return [(date.fromisoformat(first), date.fromisoformat(last or first)) for first, last in days]


@pytest.mark.parametrize(("office", "channel", "most"), BY)
def test_on_every_day_somebody_holds_a_main_office_or_the_codebook_lists_the_gap(
    data: Dataset, office: str, channel: str, most: int
) -> None:
    holders = holders_by_day(data, office, channel)
    listed = {day for gap in listed_gaps(data, office) for day in days_of(Window(*gap))}
    unheld = {day for day in days_of(covered(data)) if not holders[day]}
    assert unheld == listed
    assert len(unheld) <= most


@pytest.mark.parametrize("office", [office for office, _, _ in BY[:4]])
def test_two_hold_one_main_office_only_on_a_day_of_change(data: Dataset, office: str) -> None:
    channel = next(channel for one, channel, _ in BY if one == office)
    found = holders_by_day(data, office, channel)
    twice = {day: who for day, who in found.items() if len(who) > 1}
    assert len(twice) < 20
    assert [
        day for day, who in twice.items() if len(who & found[day + timedelta(days=1)]) > 1
    ] == []


def test_no_main_office_is_left_out_here() -> None:
    assert {office for office, _, _ in BY} == set(MAIN_OFFICES)
