"""Which reopenings give back most: by hand, and as trying them one after another says."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import UnknownName, UsageFault
from backchannel.scenarios.reopening import Reopening, reopenings
from backchannel.scenarios.whatif import whatif

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.scenarios.compared import Compared

DAY = "2022-06-01"


def world() -> Toy:
    """
    Return a usable line of two states and five suspended channels; two of these share an envoy.

    ann — bob: envoy-1 (fish), envoy-2 (ice); dee — bob: third (fish, staff); dee — eve: fourth;
    past, which is known to have been shut only before.
    """
    toy = Toy(as_of="2022-12-31", presume={"default": 365})
    for name, side in {"ann": "AAA", "dee": "AAA", "bob": "AAB", "eve": "AAB"}.items():
        toy.actor(name, state=side)
    toy.channel("line", topics="visas").contact("line", "2022-05-01")
    toy.channel("envoy-1", "ann/AAA", "bob/AAB", topics="fish")
    toy.channel("envoy-2", "ann/AAA", "bob/AAB", topics="ice")
    toy.channel("third", "dee/AAA", "bob/AAB", topics="fish; staff")
    toy.channel("fourth", "dee/AAA", "eve/AAB", topics="visas")
    for channel in ("envoy-1", "envoy-2", "third", "fourth"):
        toy.spell(channel, "suspended", "2022-01-01", "..", as_of="2022-12-31")
    toy.channel("past").spell("past", "suspended", "2021", "2021-12-31", end_kind="ended")
    toy.channel("inside", "ann/AAA", "dee/AAA", type="internal")
    return toy.spell("inside", "closed", "2021", "")


def test_one_reopening_and_two_by_hand() -> None:
    found = reopenings(world().data(), DAY)
    best = [(row.measure, row.size, row.channels, row.before, row.after, row.tied) for row in found]
    # Any of the four is a second line, and the one for most subjects is told first; of two that
    # share a person only one is.
    assert [row for row in best if row[0] == "independent_lines"] == [
        ("independent_lines", 1, ("third",), 1, 2, 4),
        ("independent_lines", 1, ("envoy-1",), 1, 2, 4),
        ("independent_lines", 1, ("envoy-2",), 1, 2, 4),
        ("independent_lines", 1, ("fourth",), 1, 2, 4),
        ("independent_lines", 2, ("envoy-1", "fourth"), 1, 3, 2),
        ("independent_lines", 2, ("envoy-2", "fourth"), 1, 3, 2),
    ]
    assert [row[1:] for row in best if row[:2] == ("subjects", 1)] == [(1, ("third",), 1, 3, 1)]
    assert [row[1:] for row in best if row[:2] == ("subjects", 2)] == [
        (2, ("envoy-2", "third"), 1, 4, 1)
    ]
    # One channel joins one of the four pairs of Ann, Dee with Bob, Eve; two join two at most.
    gains = {row.size: row.gain for row in found if row.measure == "reach"}
    assert gains == {1: 1 / 4, 2: 2 / 4}


def test_it_is_what_trying_all_of_them_gives() -> None:
    data = world().data()
    stopped = ["envoy-1", "envoy-2", "fourth", "third"]
    measures = ("independent_lines", "reach", "subjects", "channels", "efficiency")
    found = reopenings(data, DAY, most=3, measures=measures)
    for size in (1, 2, 3):
        tried = {
            some: {row.measure: row for row in whatif(data, DAY, reopen=some).measures}
            for some in combinations(stopped, size)
        }
        for measure in measures:
            values = {some: found_by[measure].after or 0 for some, found_by in tried.items()}
            most = max(values.values())
            rows = [row for row in found if (row.measure, row.size) == (measure, size)]
            assert {row.channels for row in rows} == {
                some for some, value in values.items() if value == most
            }
            assert {(row.after, row.tied) for row in rows} == {(most, len(rows))}
            for row in rows:
                alone = tried[row.channels][measure]
                assert ranges(row) == ranges(alone)


def ranges(row: Compared | Reopening) -> list[float]:
    ends = (row.before, row.before_low, row.before_high, row.after, row.after_low, row.after_high)
    return [value or 0 for value in ends]


def test_nothing_is_given_back_where_nothing_is_stopped_or_known() -> None:
    data = world().data()
    assert reopenings(data, "2030-01-01") == []
    assert reopenings(data, "2000-01-01") == []
    assert [
        row for row in reopenings(data, DAY, measures=["subjects"], most=9) if row.size > 4
    ] == []
    toy = Toy(as_of="2022-12-31").channel("shut", "state-aaa/AAA", "state-aab/AAB")
    toy.spell("shut", "suspended", "2022-01-01", "..", as_of="2022-12-31")
    assert reopenings(toy.data(), DAY, measures=["reach", "subjects"]) == []


def test_what_ended_for_good_is_not_proposed() -> None:
    """A treaty that lapsed cannot be reopened by a decision; who names it may suppose it."""
    toy = world().channel("lapsed", "dee/AAA", "eve/AAB", topics="arms; mines; tests")
    data = toy.spell("lapsed", "closed", "2020-01-01", "").data()
    found = reopenings(data, DAY)
    assert len(found) > 3
    assert [row for row in found if "lapsed" in row.channels] == []
    assert [row.id for row in whatif(data, DAY, reopen=["lapsed"]).channels] == ["lapsed"]


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(UsageFault, match="0 reopenings are none"):
        reopenings(world().data(), DAY, most=0)
    with pytest.raises(UnknownName, match="measure"):
        reopenings(world().data(), DAY, measures=["luck"])


def test_a_gain_is_what_is_added() -> None:
    assert Reopening("channels", 1, ("one",), 3, 2, 4, 5, 4, 6, 1).gain == 2
