"""How a day comes apart in one order or another: by hand, and as counting anew says."""

from __future__ import annotations

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.scenarios.robustness import robustness

from worlds.make import Toy

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
