"""Single points of failure, by hand, and verified by removal."""

from __future__ import annotations

import backchannel as bc
from backchannel.scenarios.points import single_points
from backchannel.scenarios.whatif import whatif

from worlds.make import Toy

DAY = "2022-06-01"


def world() -> Toy:
    """
    Return a line of the states, an envoy with two channels, and two channels in one house.

    line (visas); ann — bob: talks (staff), more-talks (staff); ann — eve: side (fish);
    north (ice), south (ice), both in the house.
    """
    toy = Toy(as_of="2022-12-31")
    for name, side in {"ann": "AAA", "bob": "AAB", "eve": "AAB"}.items():
        toy.actor(name, state=side)
    toy.channel("line", topics="visas")
    toy.channel("talks", "ann/AAA", "bob/AAB", topics="staff")
    toy.channel("more-talks", "ann/AAA", "bob/AAB", topics="staff")
    toy.channel("side", "ann/AAA", "eve/AAB", topics="fish")
    for channel in ("north", "south"):
        toy.channel(channel, topics="ice")
        toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="building", on="the house")
        toy.claims(f"d-{channel}")
    for channel in ("line", "talks", "more-talks", "side", "north", "south"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    return toy


def test_by_hand() -> None:
    found = {row.id: row for row in single_points(world().data(), DAY)}
    assert list(found) == ["d-north", "ann", "line", "bob", "eve", "side"]
    house, ann, bob = found["d-north"], found["ann"], found["bob"]
    assert (house.kind, house.channels, house.surely, house.lines, house.subjects) == (
        "building", ("north", "south"), 2, 2, ("ice",),
    )  # fmt: skip
    # Her three channels are one line, for they are all hers.
    assert (ann.channels, ann.lines) == (("more-talks", "side", "talks"), 1)
    assert (ann.subjects, ann.cut_off) == (("fish", "staff"), ("bob", "eve"))
    # Without Bob she still has a line to Eve.
    assert (bob.channels, bob.lines, bob.subjects, bob.cut_off) == (
        ("more-talks", "talks"), 0, ("staff",), (),
    )  # fmt: skip
    assert (found["side"].subjects, found["side"].cut_off) == (("fish",), ("eve",))
    assert not any(row.ends_contact for row in found.values())


def test_the_lines_that_fall_have_a_range() -> None:
    # In one house a channel surely works, another is presumed to, and a third is contested.
    toy = Toy(as_of="2022-12-31", presume={"default": 365})
    for channel in ("sure", "seen", "doubtful", "aside"):
        toy.channel(channel)
        toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="building", on="the house")
        toy.claims(f"d-{channel}")
    toy.spell("sure", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    toy.spell("seen", "open", "2022-01-01", "2022-03-01", end_kind="observed")
    toy.spell("doubtful", "open", "2022-01-01", "2022-12-31", end_kind="ended", denied_by=["bob"])
    house = single_points(toy.data(), DAY)[0]
    assert (house.channels, house.surely) == (("seen", "sure"), 1)
    assert (house.lines_low, house.lines, house.lines_high) == (1, 2, 3)


def test_that_the_parts_go_with_the_whole_makes_no_single_point() -> None:
    toy = Toy(as_of="2022-12-31").channel("whole").channel("part", parent="whole").channel("other")
    for channel in ("whole", "part", "other"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    assert single_points(toy.data(), DAY) == []
    toy.add("dependencies", id="d", channel="other", kind="line", on="whole").claims("d")
    (row,) = single_points(toy.data(), DAY)
    assert (row.id, row.channels, row.lines) == ("whole", ("other", "part", "whole"), 3)


def test_a_whole_that_only_stands_for_its_parts_is_none() -> None:
    # All hotlines at once, of which somebody said that they work; a notice goes by one of them.
    toy = Toy(as_of="2022-12-31").channel("hotlines", topics="war").channel("other")
    toy.channel("blue", parent="hotlines", topics="war").channel("red", parent="hotlines")
    toy.channel("notices")
    toy.add("dependencies", id="d", channel="notices", kind="line", on="red").claims("d")
    for channel in ("hotlines", "other", "blue", "red", "notices"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    assert [row.id for row in single_points(toy.data(), DAY)] == ["red"]
    # A whole through which somebody spoke is more than a name.
    toy.contact("hotlines", "2022-05-01")
    assert [row.id for row in single_points(toy.data(), DAY)] == ["hotlines", "red"]


def test_what_only_is_presumed_does_not_lead_and_what_is_needed_says_when_it_was_told_of() -> None:
    toy = Toy(presume={"default": 365}, as_of="2022-12-31").channel("other")
    toy.source("old", published="2020-03-01")
    for house, end in (("bank", "2022-03-01"), ("tower", "2022-12-31")):
        for channel in (f"{house}-1", f"{house}-2"):
            toy.channel(channel).spell(channel, "open", "2022-01-01", end)
            toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="building", on=house)
            toy.claim(f"d-{channel}", "old" if house == "tower" else "paper")
    toy.channel("bank-3").spell("bank-3", "open", "2022-01-01", "2022-03-01")
    toy.add("dependencies", id="d-bank-3", channel="bank-3", kind="building", on="bank")
    toy.claim("d-bank-3", "paper", as_of="2022-01-01")
    toy.spell("other", "open", "2022-01-01", "2022-12-31")
    found = single_points(toy.data(), DAY)
    # The bank takes three channels along, of which nobody speaks that day.
    assert [(row.id, len(row.channels), row.surely, str(row.last_told)) for row in found] == [
        ("d-tower-1", 2, 2, "2020-03-01"),
        ("d-bank-1", 3, 0, "2022-12-31"),
    ]


def test_whoever_sits_elsewhere_by_an_office_that_falls_is_cut_off_too() -> None:
    toy = Toy(as_of="2022-12-31").actor("cat", state="AAB").actor("kim", state="AAA")
    toy.actor("dan", state="AAA").actor(
        "embassy-org", kind="organization", name="Embassy", state="AAA"
    )
    toy.actor("ambassador", kind="office", state="AAA", parent="embassy-org")
    toy.tenure("kim", "ambassador", "2021-01-01", "2022-12-31")
    for channel in ("embassy", "talks"):
        toy.channel(channel, "ambassador/AAA", "dan/AAA", "cat/AAB", topics=channel)
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    toy.add("dependencies", id="d-house", channel="embassy", kind="building", on="the house")
    toy.claims("d-house")
    check_by_removal(toy.data(), DAY)
    cut_off = {row.id: row.cut_off for row in single_points(toy.data(), DAY)}
    assert cut_off["d-house"] == ("kim",), "the ambassador's office falls with the embassy"


def test_the_last_line_comes_first() -> None:
    toy = Toy(as_of="2022-12-31").channel("line")
    toy.spell("line", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    (row,) = single_points(toy.data(), DAY)
    assert (row.id, row.lines, row.ends_contact) == ("line", 1, True)
    assert single_points(toy.data(), "2030-01-01") == []
    assert single_points(toy.data(), "2021-01-01") == []


def check_by_removal(data: bc.Dataset, on: str) -> None:
    """Let each point fall, and see that the day is without what it says."""
    for row in single_points(data, on):
        found = whatif(data, on, without=[row.id])
        lines = next(one for one in found.measures if one.measure == "independent_lines")
        assert (lines.before or 0) - (lines.after or 0) == row.lines
        assert (lines.after == 0) == row.ends_contact
        gone = {one.id for one in found.channels if one.was.holds_usable}
        assert gone == set(row.channels)
        assert tuple(one.id for one in found.subjects_lost) == row.subjects
        assert tuple(one.id for one in found.cut_off) == row.cut_off


def test_each_is_verified_by_removal() -> None:
    check_by_removal(world().data(), DAY)
    check_by_removal(bc.read(), "2022-02-01")


def test_what_is_no_single_point_costs_no_more_than_itself() -> None:
    data = world().data()
    points = {row.id for row in single_points(data, DAY)}
    for channel in set(data.channels) - points:
        found = whatif(data, DAY, without=[channel])
        lines = next(one for one in found.measures if one.measure == "independent_lines")
        assert (lines.before or 0) - (lines.after or 0) <= 1
        assert (found.subjects_lost, len(found.channels)) == ([], 1)
