"""Why a verdict is only possible: which of its dates leaves the day open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.dates.period import window
from backchannel.package.reading import write_package
from backchannel.verdicts.course import course
from backchannel.verdicts.possible import why_possible

from servers.shell import run
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

UNDATED = "[2001-06-01..2024-01-01]"


def line() -> Toy:
    """Return data of 2000 to 2022 with one channel, and a page of which only 2001 or later is known."""
    toy = Toy(start="2000-01-01", as_of="2022-12-31").channel("line")
    return toy.source("page", published=UNDATED)


def why(toy: Toy, when: str) -> str:
    data = toy.data()
    days = window(when)
    return why_possible(data, "line", days, course(data)["line"].over(days))


def test_a_page_without_a_date_keeps_possible_what_nobody_says_the_end_of() -> None:
    toy = line().spell("line", "open", "2001-05-01", "", by=["page"])
    said = (
        "open since 1 May 2001, last reported between 1 June 2001 and 31 December 2022 by a page "
        "without a certain date; no source says until when"
    )
    assert why(toy, "2022") == why(toy, "2010-03-01") == said
    # Its first day is sure, so that nothing is left open.
    assert why(toy, "2001-05-01") == ""


@pytest.mark.parametrize(
    ("status", "start", "end", "more", "said"),
    [
        ("open", "[..2021-03]", "", {}, "open by March 2021; no source says since when"),
        ("open", "", "2021-03", {}, "open; no source says since when"),
        ("open", "[2019..2021]", "", {}, "open since a day between 2019 and 2021"),
        ("open", "2001", "[2020..2021]", {}, "open since 2001, until a day between 2020 and 2021"),
        ("degraded", "2001", "2020", {}, "degraded since 2001, until 2020"),
        (
            "suspended", "2001-05-01", "..", {"as_of": "2003-02-01"},
            "suspended since 1 May 2001, last reported on 1 February 2003; no source says until when",
        ),
        (
            "open", "2001-05-01", "", {"as_of": "2020"},
            "open since 1 May 2001, last reported between 1 January 2020 and 31 December 2020; "
            "no source says until when",
        ),
    ],
)  # fmt: skip
def test_what_leaves_a_day_of_2020_open(
    status: str, start: str, end: str, more: dict[str, str], said: str
) -> None:
    toy = line().spell("line", status, start, end, **more)
    assert why(toy, "2020-02-01") == said


def test_a_contact_of_which_the_day_is_not_known_is_told_as_it_is() -> None:
    toy = line().contact("line", "2020-02", mode="call")
    assert why(toy, "2020-02-10") == "seen February 2020 (call)"


def test_a_table_says_what_leaves_a_row_open_and_so_does_the_record(tmp_path: Path) -> None:
    write_package(line().spell("line", "open", "2001-05-01", "", by=["page"]).data(), tmp_path)
    place = ("--data", str(tmp_path), "--format", "table")
    for words in (("open", "2022", "--all"), ("show", "line")):
        told = " ".join(run(*words, *place, COLUMNS="200")[1].split())
        assert "by a page without a certain date; no source says until when" in told
    csv = run("show", "line", "--data", str(tmp_path), "--format", "csv")[1]
    assert "open, possibly (open since 1 May 2001, last reported" in csv
