"""Who is named first in a table for people: who speaks of the days asked about, for a side."""

from __future__ import annotations

from backchannel.cli import display
from backchannel.dates.period import window
from backchannel.verdicts.answers import open_channels

from worlds.make import Toy


def test_who_speaks_of_the_days_asked_about_is_named_before_who_spoke_before() -> None:
    toy = Toy(as_of="2022-12-31").actor("zed", state="AAA").source("a-paper", published="1993")
    toy.channel("line").spell("line", "open", "1993", "2022", by=("a-paper", "zed"))
    data = toy.data()
    (row,) = open_channels(data, "2022")
    assert display.channel(data, row, window("2022"))["said by"] == "Zed; a-paper"
    assert list(row.voices) == ["a-paper", "zed"], "the lists for machines stay sorted"


def test_who_tells_of_a_sighting_tells_of_the_days_to_which_it_is_carried() -> None:
    toy = Toy(as_of="2022-12-31", presume={"default": 200}).actor("zed", state="AAA")
    toy.channel("line").contact("line", "2022-05-01", id="k", mode="call", by=())
    toy.claim("k", "paper", as_of="2022-06-02").claim("k", "zed", as_of="2022-05-01")
    data = toy.data()
    (row,) = open_channels(data, "2022-06-01")
    assert display.channel(data, row, window("2022-06-01"))["said by"] == "Zed; paper"
