"""The picture of losses: bands that add up, and bars for what changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from backchannel.dates.period import span
from backchannel.facts.scope import asked
from backchannel.plots import loss, style
from backchannel.plots.figure import day_number

from worlds.make import Toy
from worlds.winter import HALF_YEAR, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.plots.loss import LossCurve


def drawn_loss(axes: Axes, data: Dataset, within: Window) -> LossCurve:
    curve = loss.loss_curve_of(data, within=within, scope=asked(data, None))
    assert loss.draw_loss(curve, axes=axes) is axes
    return curve


def test_the_bands_of_the_loss_picture_add_up(axes: Axes) -> None:
    drawn_loss(axes, winter(), HALF_YEAR)
    assert [bands.get_gid() for bands in axes.collections] == [
        "foreign ministries", "military and hotlines", "unofficial and technical", "possibly usable",
        "sources disagree", "unknown: not yet heard of", "suspended or closed",
    ]  # fmt: skip
    # Five channels on every day: the uppermost edge is at five, the lowest at nought.
    heights = np.concatenate([
        np.asarray(path.vertices)[:, 1] for bands in axes.collections for path in bands.get_paths()
    ])  # fmt: skip
    assert (heights.min(), heights.max()) == (0, 5)
    assert np.asarray(axes.collections[0].get_facecolor())[0][:3] == pytest.approx(
        to_rgb(style.FAMILY_COLOURS["foreign ministries"])
    )


def changes_of(axes: Axes) -> dict[str, list[tuple[float, float]]]:
    return {
        str(bars.get_gid()): [
            (heights.min(), heights.max())
            for path in bars.get_paths()
            if len(heights := np.asarray(path.vertices)[:, 1])
        ]
        for bars in axes.collections
    }


def test_gains_point_up_and_losses_down(axes: Axes) -> None:
    curve = drawn_loss(Figure().add_subplot(), winter(), HALF_YEAR)
    loss.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {"came_by": [(0, 1)], "lost": [(-1, 0)]}


def test_changes_that_are_too_close_to_tell_apart_are_summed(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for number in range(5):
        toy.channel(f"c{number}").spell(
            f"c{number}", "open", "2000-01-01", f"2010-06-0{1 + number}"
        )
    curve = drawn_loss(Figure().add_subplot(), toy.data(), span("2000", "2022"))
    loss.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {"out_of_sight": [(-5, 0)]}


def test_the_unknown_is_a_band_and_not_a_fall(axes: Axes) -> None:
    toy = (
        Toy(as_of="2022-12-31")
        .channel("hotline", type="hotline")
        .spell("hotline", "open", "2022-01-01", "2022-03-31")
    )
    curve = drawn_loss(axes, toy.data(), span("2022", "2022"))
    (dark,) = (
        np.asarray(bands.get_paths()[0].vertices)
        for bands in axes.collections
        if bands.get_gid() == "unknown: no longer documented"
    )
    april = day_number(span("2022-04-01", "2022-04-01").first)
    assert (dark[:, 0].min(), dark[:, 1].max()) == (april, 1)
    loss.draw_changes(curve, axes=(below := Figure().add_subplot()))
    assert changes_of(below) == {"out_of_sight": [(-1, 0)]}


def test_a_change_whose_day_is_not_known_is_no_event_of_one_day(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for name, start, end in (
        ("dated", "2010-06-01", "2012-06-01"),
        ("year-only", "2010", "2012"),
    ):
        toy.channel(name).spell(name, "open", start, end)
    curve = drawn_loss(Figure().add_subplot(), toy.data(), span("2000", "2022"))
    assert {name: dict(days) for name, days in curve.changes.items() if days} == {
        "into_view": {date(2010, 6, 1): 1},
        "came_by": {date(2010, 12, 31): 1},
        "out_of_sight": {date(2012, 6, 2): 1},
        "went_after": {date(2012, 1, 2): 1},
    }
    loss.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {
        "into_view": [(0, 1)], "came_by": [(0, 1)], "out_of_sight": [(-1, 0)], "went_after": [(-1, 0)],
    }  # fmt: skip
    words = [key.get_label() for key in loss.loss_keys(curve)]
    assert "surely there by then: day not known" in words


def test_bars_of_one_direction_stand_on_each_other(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for name, start in (("a", "2010-12-31"), ("b", "2010"), ("c", "2010")):
        toy.channel(name).spell(name, "open", start, "2022-12-31")
    curve = drawn_loss(Figure().add_subplot(), toy.data(), span("2000", "2022"))
    loss.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {"into_view": [(0, 1)], "came_by": [(1, 3)]}
