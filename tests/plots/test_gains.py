"""The bars of what changed, below the course of usable channels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

import backchannel as bc
from backchannel.dates.period import span
from backchannel.facts.scope import asked
from backchannel.plots import gains, loss, style
from backchannel.plots.paper import grey_of

from worlds.make import Toy
from worlds.winter import HALF_YEAR, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset


def heights_of(change: str, axes: Axes) -> list[tuple[float, float]]:
    """Return from where to where the bars of a change reach."""
    (bars,) = (one for one in axes.collections if one.get_gid() == change)
    heights = [np.asarray(path.vertices)[:, 1] for path in bars.get_paths()]
    return [(found.min(), found.max()) for found in heights if len(found)]


# Forty lines presumed to go on end at the break; two others are stopped that day, one in 2015.
def broken() -> Dataset:
    toy = Toy(
        start="2013-01-01", as_of="2016-12-31", presume={"default": 3650}, breaks=["2014-03-01"]
    )
    stops = {0: ("2014-02-28", "2014-03-01"), 1: ("2014-02-28", "2014-03-01")}
    stops[2] = "2015-05-31", "2015-06-01"
    for at in range(43):
        last, stopped = stops.get(at, ("2013-06-01", ""))
        toy.channel(f"c{at}").spell(f"c{at}", "open", "2012-01-01", last)
        if stopped:
            toy.spell(f"c{at}", "closed", stopped, "2016-12-31")
    return toy.data()


def test_what_ends_by_rule_does_not_dwarf_the_true_losses(axes: Axes) -> None:
    curve = loss.loss_curve_of(broken(), within=span("2013", "2016"), scope=asked(broken(), None))
    gains.draw_changes(curve, axes=axes)
    low, _ = axes.get_ylim()
    assert heights_of("lost", axes) == [(-2, 0), (-1, 0)]
    # The bar of the break is cut where the axes end, and says how many channels it stands for.
    assert heights_of("out_of_sight", axes) == [(low, -2)]
    assert low > -10
    assert [t.get_text() for t in axes.texts if t.get_gid() == "cut"] == ["↓ 42 in all"]
    # Each bar that is cut says so, that of a lesser break too.
    counts = {name: Counter[int]() for name in gains.CHANGE_MARKS}
    counts["out_of_sight"] = Counter({3: 65, 5: 35, 8: 22})
    tall, most = gains._cut(counts, {3, 5})
    assert (tall, round(most, 1)) == ({3: 65, 5: 35}, 28.6)
    assert gains._cut(counts, {5}) == ({}, float("inf"))
    # Where it is no higher than others, and where there is no break, it is whole.
    strict = loss.loss_curve_of(
        bc.strict(broken()), within=span("2013", "2016"), scope=asked(broken(), None)
    )
    gains.draw_changes(strict, axes=(whole := Figure().add_subplot()))
    assert not [t for t in whole.texts if t.get_gid() == "cut"]
    assert heights_of("out_of_sight", whole) == [(-40, 0)]


def test_no_two_changes_look_alike_and_each_family_has_a_border(axes: Axes) -> None:
    looks = [(grey_of(face), hatch) for face, hatch, _ in gains.CHANGE_MARKS.values()]
    hatches = [hatch for _, hatch in looks if hatch]
    assert len(set(hatches)) == len(hatches)
    assert len(set(looks)) == len(looks)
    curve = loss.loss_curve_of(winter(), within=HALF_YEAR, scope=asked(winter(), None))
    loss.draw_loss(curve, axes=axes)
    borders = [one for one in axes.patches if one.get_gid() == "border"]
    assert len(borders) == len(style.FAMILY_COLOURS)
