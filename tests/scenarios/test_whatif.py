"""A day as it would be, by hand, and as the data say once what falls is taken out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import BadDate, UsageFault
from backchannel.losses.course import loss
from backchannel.scenarios.whatif import whatif

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.scenarios.compared import WhatIf

DAY = "2022-06-01"


def world() -> Toy:
    """
    Return two envoys of Aaa with three channels, a line of the states, a channel that is shut.

    ann — bob: talks (staff), more-talks (visas); dee — bob: third (staff); line (visas) of both
    states, presumed; shut (fish) of ann and eve, by a ban, and needs a permit.
    """
    toy = Toy(as_of="2022-12-31", presume={"default": 365})
    for name, side in {"ann": "AAA", "dee": "AAA", "bob": "AAB", "eve": "AAB"}.items():
        toy.actor(name, state=side, name=name.title())
    toy.source("gazette", published="2022-12-31")
    toy.disruption("ban", "contact-ban", "2022-01-01", end="..")
    toy.channel("talks", "ann/AAA", "bob/AAB", topics="staff")
    toy.channel("more-talks", "ann/AAA", "bob/AAB", topics="visas")
    toy.channel("third", "dee/AAA", "bob/AAB", topics="staff")
    toy.channel("line", topics="visas").channel("shut", "ann/AAA", "eve/AAB", topics="fish")
    for channel in ("talks", "more-talks", "third"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended")
    toy.contact("line", "2022-05-01", by=("gazette",))
    toy.spell("shut", "suspended", "2022-01-01", "..", cause="ban", as_of="2022-12-31")
    toy.add("dependencies", id="d-shut", channel="shut", kind="law", on="a permit").claims("d-shut")
    return toy


def measures(found: WhatIf) -> dict[str, tuple[float | None, float | None]]:
    return {row.measure: (row.before, row.after) for row in found.measures}


def test_without_one_of_two_envoys() -> None:
    found = whatif(world().data(), DAY, without=["Ann"])
    assert [(row.id, row.because) for row in found.fallen] == [
        ("ann", "asked"), ("more-talks", "party"), ("shut", "party"), ("talks", "party"),
    ]  # fmt: skip
    # What was shut that day anyway is not lost to the day.
    assert [(row.id, str(row.was), row.now) for row in found.channels] == [
        ("more-talks", "open, surely", None), ("talks", "open, surely", None),
    ]  # fmt: skip
    # Bob carries all three channels of envoys, so these are one line, with or without Ann.
    assert measures(found) == {
        "channels": (4, 2),
        "independent_lines": (2, 2),
        # Of the pairs of Ann, Dee with Bob, Eve: Ann and Dee reach Bob, then only Dee.
        "reach": (2 / 4, 1 / 4),
        # Of twelve ordered pairs: Ann, Bob and Dee, Bob are one step apart, Ann and Dee two.
        "efficiency": ((4 + 2 / 2) / 12, 2 / 12),
        "subjects": (2, 2),
    }
    assert (found.cut_off, found.subjects_lost, found.vacant) == ([], [], [])


def test_without_the_one_whom_all_lines_share() -> None:
    found = whatif(world().data(), DAY, without=["bob"])
    assert measures(found)["independent_lines"] == (2, 1)
    assert [(row.id, row.kind, row.side, row.channels) for row in found.cut_off] == [
        ("ann", "person", "AAA", 2), ("dee", "person", "AAA", 1),
    ]  # fmt: skip
    assert [(row.id, row.channels) for row in found.subjects_lost] == [
        ("staff", ("talks", "third"))
    ]
    (row,) = [row for row in found.measures if row.measure == "channels"]
    assert (row.before_low, row.before, row.before_high) == (3, 4, 4)
    assert (row.after_low, row.after, row.after_high) == (0, 1, 1)


def test_without_a_source_what_it_alone_told_is_not_known() -> None:
    found = whatif(world().data(), DAY, without=["gazette"])
    assert [(row.id, row.kind, row.because) for row in found.fallen] == [
        ("gazette", "source", "asked")
    ]
    assert [row.to_dict() for row in found.channels] == [
        {
            "id": "line", "name": "Line", "type": "foreign-ministry", "before": "open",
            "before_certainty": "presumably", "after": "unknown", "after_certainty": None,
        }
    ]  # fmt: skip
    assert measures(found)["channels"] == (4, 3)
    assert [row.id for row in found.cut_off] == ["state-aaa", "state-aab"]


@pytest.mark.parametrize("name", ["shut", "a permit", "ban"])
def test_what_is_reopened_is_open_and_whatever_stopped_it_can_be_named(name: str) -> None:
    found = whatif(world().data(), DAY, reopen=[name])
    assert [(row.id, str(row.was), str(row.now)) for row in found.channels] == [
        ("shut", "suspended, surely", "open, surely")
    ]
    assert [(row.id, row.channels) for row in found.reconnected] == [("eve", 1)]
    assert [(row.id, row.channels) for row in found.subjects_regained] == [("fish", ("shut",))]
    # Ann to Eve is a second line beside that of Bob, with Dee on his.
    assert measures(found)["independent_lines"] == (2, 3)
    assert measures(found)["reach"] == (2 / 4, 4 / 4)


def test_a_channel_that_carries_no_line_counts_as_a_channel_alone() -> None:
    toy = world().channel("loud", "ann/AAA", "eve/AAB", type="public")
    toy.spell("loud", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    found = measures(whatif(toy.data(), DAY, without=["loud"]))
    assert found["channels"] == (5, 4)
    assert found["independent_lines"][0] == found["independent_lines"][1]
    assert found["reach"][0] == found["reach"][1]


def test_what_is_usable_anyway_is_not_reopened() -> None:
    found = whatif(world().data(), DAY, reopen=["talks"])
    assert (found.reopen, found.channels) == (("talks",), [])
    assert measures(found)["channels"] == (4, 4)
    assert whatif(world().data(), DAY, reopen=["shut"], without=["eve"]).reconnected == []


def test_an_office_that_is_left_vacant_is_named_and_can_be_filled() -> None:
    toy = world().actor("minister", kind="office", state="AAA")
    toy.tenure("dee", "minister", "2022-01-01", "2022-12-31")
    toy.tenure("dee", "minister", "2001", "2002")
    toy.channel("by-office", "minister/AAA", "state-aab/AAB")
    toy.spell("by-office", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    found = whatif(toy.data(), DAY, without=["dee"])
    assert [(row.id, row.person) for row in found.vacant] == [("minister", "dee")]
    assert [row.id for row in found.channels] == ["third"]
    assert whatif(toy.data(), DAY, without=["dee", "minister"]).vacant == []


def test_days_outside_the_data_have_no_numbers() -> None:
    found = whatif(world().data(), "2030-01-01", without=["ann"])
    assert measures(found) == dict.fromkeys(measures(found), (None, None))
    assert (found.channels, found.cut_off) == ([], [])


def test_wrong_questions_are_refused() -> None:
    data = world().data()
    with pytest.raises(BadDate):
        whatif(data, "2022", without=["ann"])
    with pytest.raises(UsageFault, match="name at least one thing"):
        whatif(data, DAY)
    with pytest.raises(UsageFault, match="`shut` is to fall away and to work again"):
        whatif(data, DAY, without=["shut"], reopen=["shut"])
    with pytest.raises(UsageFault, match="asked of two sides; name them"):
        whatif(data, DAY, without=["ann"], between="all")


# The other road


def check_by_removal(data: Dataset, on: str, *without: str) -> None:
    """Take all that falls out of the data, and count anew."""
    found = whatif(data, on, without=without)
    before = bc.independent_lines(data, on)
    after = bc.independent_lines(bc.without(data, [row.id for row in found.fallen]), on)
    rows = {row.measure: row for row in found.measures}
    for lines, side in ((before, "before"), (after, "after")):
        row = rows["independent_lines"]
        assert getattr(row, side) == lines.value
        assert getattr(row, f"{side}_low") == lines.low
        assert getattr(row, f"{side}_high") == lines.high
        assert getattr(rows["channels"], side) == lines.channels.value


def test_it_is_what_is_left_when_what_falls_is_taken_out() -> None:
    for name in ("ann", "bob", "dee", "talks", "line", "gazette", "state-aaa"):
        check_by_removal(world().data(), DAY, name)


def test_it_is_what_is_left_of_the_record() -> None:
    data = bc.read()
    for names in (["victoria-nuland"], ["New START treaty of 2010", "us-embassy-moscow"]):
        check_by_removal(data, "2022-02-01", *names)


def test_both_ids_of_an_embassy_of_the_record_have_one_answer() -> None:
    by_channel, by_staff = (
        whatif(bc.read(), "2022-02-01", without=[one])
        for one in ("us-embassy-in-moscow", "us-embassy-moscow")
    )
    assert by_channel.measures == by_staff.measures
    assert by_channel.channels == by_staff.channels
    assert [row.id for row in by_channel.fallen] == [row.id for row in by_staff.fallen]


def test_each_measure_is_that_of_the_course_of_losses() -> None:
    data = bc.read()
    found = whatif(data, "2022-02-01", without=["elbe-group"])
    course = loss(data, "2022-02-01", "2022-02-01")
    held = {row.measure: (row.value, row.low, row.high) for row in course.rows}
    for row in found.measures:
        if row.measure != "subjects":
            assert (row.before, row.before_low, row.before_high) == pytest.approx(held[row.measure])
