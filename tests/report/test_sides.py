"""The two ends of a report: who was between the two sides then, and what was seen on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.errors import UsageFault
from backchannel.facts.views import as_known_on
from backchannel.report import write_report
from backchannel.verdicts.comparison import lost

from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


def test_of_a_day_on_which_nobody_saw_a_channel_the_last_sighting_is_told(tmp_path: Path) -> None:
    """Nothing is sure at the end of 2021 and of 2022, since the sources speak of days before."""
    toy = Toy(as_of="2022-12-31", presume={"default": 365})
    toy.channel("line").contact("line", "2020-12-31").contact("line", "2021-12-28")
    toy.channel("vague").contact("vague", "2022-10")
    for year, said in (("2021", "31 December 2021"), ("2022", "31 December 2022")):
        write_report(toy.data(), int(year), folder=tmp_path / year)
        head = (tmp_path / year / "index.md").read_text(encoding="utf-8").split("\n## ")[1]
        told = [line for line in head.splitlines() if line.startswith("No source shows a channel")]
        assert told[-1] == (
            f"No source shows a channel in use on {said}: what is usable is presumed from earlier "
            "sightings, the last of 28 December 2021."
        )
        # Of the start of 2021 a contact is known.
        assert len(told) == int(year) - 2020


def test_what_one_of_two_sides_left_is_told_so_beside_the_numbers(tmp_path: Path) -> None:
    # Aab sits in it until 2 February; others use it until June, and later days are a break.
    toy = Toy(as_of="2020-12-31", presume={"default": 365}, breaks=["2020-06-01"])
    toy.channel("forum", "state-aaa/AAA", "state-aab/AAB").channel("line")
    toy.rows["parties"][1]["end"] = "2020-02-02"
    toy.rows["parties"][3]["start"] = "2020-07-01"
    toy.contact("forum", "2019-12-01", mode="session").spell(
        "line", "open", "2019-06-01", "2020-12-31"
    )
    write_report(toy.data(), 2020, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    why = "no source shows Aab in it after 2 February 2020"
    head = text.split("## In short")[1].split("\n## ")[0]
    start, end = "**1 counted at the start alone**", "**1 counted at the end alone**"
    assert f"- {start}, no longer between Aaa and Aab at the end: Forum ({why}).\n" in head
    assert f"- {end}, not yet between Aaa and Aab at the start: Line.\n" in head
    assert f"Out of sight: “Forum”; last seen 1 December 2019 (session); {why}. (" in text
    assert "; not presumed to go on across" not in text
    found = lost(toy.data(), "2019-12-31", "2020-12-31", between=("AAA", "AAB"))
    assert found.out_of_sight[0].turn.why.endswith(f"; {why}")
    # Asked about all sides, nobody left: it is out of sight for the break.
    found = lost(toy.data(), "2019-12-31", "2020-12-31")
    assert "not presumed to go on across 1 June 2020" in found.out_of_sight[0].turn.why


@pytest.mark.parametrize(
    ("year", "known_on", "said"),
    [
        (1999, "", "the data begin on 1 January 2000: nothing is known of 1999; give a year"),
        (2021, "", "the data end on 31 December 2020: nothing is known of 2021; give a year"),
        (2020, "2019-12-31", "nothing later than 31 December 2019 was known by then: nothing is"),
        # A view can end before the data begin.
        (2020, "1990-01-01", "nothing later than 1 January 1990 was known by then: nothing is"),
    ],
)
def test_of_a_year_that_the_data_do_not_reach_no_empty_report_is_written(
    tmp_path: Path, year: int, known_on: str, said: str
) -> None:
    toy = Toy(as_of="2020-12-31").source("early", published="2019-06-01").channel("line")
    data = toy.contact("line", "2019-05-01").data()
    data = as_known_on(data, known_on) if known_on else data
    with pytest.raises(UsageFault, match=f"^{said}"):
        write_report(data, year, folder=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
