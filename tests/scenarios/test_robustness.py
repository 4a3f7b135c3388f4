"""How a day comes apart in one order or another: by hand, and as counting anew says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.scenarios.robustness import robustness

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

DAY = "2020-06-01"


def world() -> Toy:
    """
    Return a hub that joins all six envoys, and four channels of two of them each.

    hub      all
    c1 … c3  one pair each, apart from one another
    c4       the first pair again
    The pairs c1, c2 were closed in 2021 and 2022, c2 first; the others last, and c4 goes out of sight.
    """
    toy = Toy(as_of="2024-12-31")
    pairs = {"c1": ("a1", "b1"), "c2": ("a2", "b2"), "c3": ("a3", "b3"), "c4": ("a1", "b1")}
    seats = {}
    for channel, (left, right) in pairs.items():
        for name, side in ((left, "AAA"), (right, "AAB")):
            if name not in seats:
                toy.actor(name, state=side)
                seats[name] = f"{name}/{side}"
        toy.channel(channel, seats[left], seats[right])
    toy.channel("hub", *seats.values())
    for channel, last in {
        "c1": "2022",
        "c2": "2021",
        "c3": "2024",
        "c4": "2023",
        "hub": "2024",
    }.items():
        kind = "changed" if channel in ("c1", "c2") else "ended"
        toy.spell(channel, "open", "2020-01-01", f"{last}-06-30", end_kind=kind)
        if kind == "changed":
            toy.spell(channel, "closed", f"{last}-07-01", "")
    return toy


def test_each_order_by_hand() -> None:
    found = robustness(world().data(), DAY, measures=["reach", "channels"], draws=40)
    curves = {
        order: [row.value for row in found if (row.order, row.measure) == (order, "reach")]
        for order in ("observed", "degree", "betweenness")
    }
    # All nine pairs reach one another by the hub. Without it only those of one channel do.
    assert curves["observed"] == [1, 1, 1]
    assert curves["degree"] == [1, 3 / 9, 3 / 9]
    # Between the first pair there are two ways then, and c2 is the only one between the second.
    assert curves["betweenness"] == [1, 3 / 9, 2 / 9]
    went = {
        order: [row.channel for row in found if (row.order, row.measure) == (order, "reach")]
        for order in curves
    }
    assert went["observed"] == ["", "c2", "c1"]
    assert went["degree"][:2] == went["betweenness"][:2] == ["", "hub"]
    drawn = [row for row in found if (row.order, row.measure) == ("random", "reach")]
    assert [row.lost for row in drawn] == [0, 1, 2]
    assert (drawn[0].low, drawn[0].value, drawn[0].high) == (1, 1, 1)
    assert (drawn[1].low, drawn[1].high) == (3 / 9, 1)
    assert drawn[2].low in (2 / 9, 3 / 9)
    assert drawn[2].high == 1
    assert all((row.low or 0) <= (row.value or 0) <= (row.high or 0) for row in found)
    assert {row.value for row in found if (row.measure, row.lost) == ("channels", 2)} == {3}


def test_equal_seeds_give_equal_bands() -> None:
    data = world().data()
    asked = [robustness(data, DAY, measures=["reach"], draws=5, seed=seed) for seed in (1, 1, 2)]
    assert asked[0] == asked[1] != asked[2]


def test_the_curve_observed_is_what_is_left_of_the_data() -> None:
    data = world().data()
    rows = [
        row
        for row in robustness(data, DAY, draws=1)
        if (row.order, row.measure) == ("observed", "independent_lines")
    ]
    gone = [row.channel for row in rows if row.channel]
    for row in rows:
        left = bc.without(data, gone[: row.lost])
        assert bc.independent_lines(left, DAY).value == row.value


# a1 ── sure ── b1    surely open, closed in July 2021
# a2 ── seen ── b2    a call a month before the day, suspended from 2021 on
# a3 ── vague ── b3   open from some day of 2020 on, so that on the day it possibly is
def vague() -> Dataset:
    toy = Toy(start="2019-01-01", as_of="2022-12-31", presume={"default": 365})
    for number, channel in enumerate(("sure", "seen", "vague"), 1):
        toy.actor(f"a{number}", state="AAA").actor(f"b{number}", state="AAB")
        toy.channel(channel, f"a{number}/AAA", f"b{number}/AAB")
    toy.spell("sure", "open", "2019-06-01", "2021-06-30", end_kind="changed")
    toy.spell("sure", "closed", "2021-07-01", "")
    toy.contact("seen", "2020-05-01")
    toy.spell("seen", "suspended", "2021-01-01", "2022-12-31")
    toy.spell("vague", "open", "[2020-01-01..2020-12-31]", "2022-12-31")
    return toy.data()


@pytest.mark.parametrize("order", ["observed", "degree", "betweenness"])
def test_the_range_is_that_of_the_day_without_the_same_channels(order: str) -> None:
    found = robustness(vague(), DAY, measures=["reach", "independent_lines"])
    of_order = [row for row in found if row.order == order]
    told = {
        measure: [(row.low, row.value, row.high) for row in of_order if row.measure == measure]
        for measure in ("independent_lines", "reach")
    }
    went = [row.channel for row in of_order if row.measure == "reach"]
    # All else being equal, an order that takes the greatest first goes by the alphabet.
    assert went == ["", "seen", "sure"]
    assert told["independent_lines"] == [(1, 2, 3), (1, 1, 2), (0, 0, 1)]
    assert told["reach"] == [(1 / 9, 2 / 9, 3 / 9), (1 / 9, 1 / 9, 2 / 9), (0, 0, 1 / 9)]


def test_the_range_at_the_start_is_that_of_the_loss_and_later_that_of_what_if() -> None:
    data, day = bc.read(), "2014-01-01"
    pair = ("RUS", "USA")
    measures = ["independent_lines", "reach", "efficiency"]
    found = robustness(data, day, until="2014-03-31", between=pair, measures=measures, draws=1)
    of_day = bc.loss(data, day, day, between=pair, measures=measures).rows
    start = {row.measure: row for row in found if row.order == "observed" and not row.lost}
    for row in of_day:
        step = start[row.measure]
        assert (step.low, step.value, step.high) == (row.low, row.value, row.high)
    assert all(row.low != row.high for row in of_day)
    gone: dict[str, list[str]] = {}
    compared = 0
    for step in (row for row in found if row.channel and row.measure == "reach"):
        gone.setdefault(step.order, []).append(step.channel)
        would = bc.whatif(data, day, between=pair, without=gone[step.order])
        if {row.id for row in would.fallen} != set(gone[step.order]):
            continue  # More falls with them there than these channels.
        (reach,) = [row for row in would.measures if row.measure == "reach"]
        assert (step.low, step.value, step.high) == (
            reach.after_low, reach.after, reach.after_high
        )  # fmt: skip
        compared += 1
    assert compared


def test_nothing_lost_leaves_the_start_alone() -> None:
    data = world().data()
    found = robustness(data, DAY, until=DAY, measures=["reach"])
    assert {(row.order, row.lost, row.value) for row in found} == {
        (order, 0, 1) for order in ("betweenness", "degree", "observed", "random")
    }
    assert robustness(data, "2031-01-01", until="2032-01-01") == []
    empty = Toy(as_of="2024-12-31").channel("line").data()
    assert {row.value for row in robustness(empty, DAY, measures=["reach"])} == {None}


def test_wrong_questions_are_refused() -> None:
    data = world().data()
    for wrong in ({"draws": 0}, {"until": "2019-01-01"}):
        with pytest.raises(UsageFault, match="give 1 or more, and a later day"):
            robustness(data, DAY, **wrong)
    with pytest.raises(UnknownName, match="measure"):
        robustness(data, DAY, measures=["luck"])
