"""The report on a channel that is between its two sides for a part of the year alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.report import write_report
from backchannel.verdicts.comparison import lost

from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


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
