"""Losses in many draws at once are those in the data of each draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.facts.draws import drawn
from backchannel.losses.carriers import two_sides
from backchannel.losses.changes import LOSSES, events_of, held_between
from backchannel.losses.drawn import drawn_losses

from worlds import nasty
from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backchannel.facts.dataset import Dataset


def one_by_one(
    data: Dataset, sides: tuple[str, str], within: Window, seeds: Sequence[int]
) -> list[list[int]]:
    """Return the losses of each day, from a dataset for each draw."""
    first = within.first.toordinal()
    found = []
    for seed in seeds:
        view = drawn(data, seed=seed)
        events = events_of(view, held_between(view, sides, within))
        days = [event.date.toordinal() - first for event in events if event.change in LOSSES]
        found.append(np.bincount(days, minlength=within.last.toordinal() - first + 1).tolist())
    return found


def vague() -> Dataset:
    """
    Return channels that stop on days that are not known, one of them twice.

    `late` has a side from 2016 on only, after it was stopped; `seen` is presumed to work on between
    its calls, and `told` is suspended by one who says so in 2015 and no longer.
    """
    toy = Toy(start="2010-01-01", as_of="2019-12-31", presume={"default": 400})
    for name in ("twice", "seen", "told", "open"):
        toy.channel(name)
    toy.channel("late", "state-aaa/AAA")
    toy.add(
        "parties", id="p-late", channel="late", actor="state-aab", side="AAB", role="party",
        start="2016-01-01",
    )  # fmt: skip
    for name in ("twice", "late"):
        toy.spell(name, "open", "2010-01-01", "2014", end_kind="changed")
        toy.spell(name, "closed", "2014", "2015-06", end_kind="changed")
        toy.spell(name, "open", "2015-06", "2017-03", end_kind="changed")
        toy.spell(name, "suspended", "2017-03", "2018-12-31")
    for day in ("2012-05", "2013-02", "2016-21"):
        toy.contact("seen", day)
    toy.spell("seen", "suspended", "2013-11", "2014-06-30")
    toy.spell("told", "open", "2011", "..", as_of="2014-10-15")
    toy.spell("told", "suspended", "[2014-11-01..2015-02-28]", "..", as_of="2015-05-05")
    toy.spell("open", "open", "2011", "2018")
    return toy.data()


def test_losses_of_vague_days_are_those_of_each_draw() -> None:
    data, sides, seeds = vague(), ("AAA", "AAB"), range(30)
    for within in (Window(data.start, data.as_of), Window(data.start.replace(2014, 7), data.as_of)):
        found = drawn_losses(data, sides, within, seeds=seeds)
        assert found.tolist() == one_by_one(data, sides, within, seeds)
        assert found.sum() > 0
        assert not found[:, 0].any()


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("world", [by_lot, nasty.made])
def test_in_any_world_they_are_those_of_each_draw(
    world: Callable[[int], Dataset], seed: int
) -> None:
    data = world(seed)
    within, sides = Window(data.start, data.as_of), two_sides(data, None)
    found = drawn_losses(data, sides, within, seeds=range(4))
    assert found.tolist() == one_by_one(data, sides, within, range(4))


def test_losses_of_the_record_are_those_of_each_draw() -> None:
    data, sides = bc.read(), ("RUS", "USA")
    within = Window(data.start, data.as_of)
    found = drawn_losses(data, sides, within, seeds=[7, 8])
    assert found.tolist() == one_by_one(data, sides, within, [7, 8])
    assert found[0].tolist() != found[1].tolist()


@pytest.mark.parametrize("sides", [("AAA", "USA"), ("AAA", "AAB")])
def test_nothing_is_lost_where_nothing_stops(sides: tuple[str, str]) -> None:
    toy = Toy(start="2010-01-01", as_of="2010-12-31").channel("line").channel("silent")
    data = toy.spell("line", "open", "2010", "2010-06").data()
    assert not drawn_losses(data, sides, Window(data.start, data.as_of), seeds=range(3)).any()
