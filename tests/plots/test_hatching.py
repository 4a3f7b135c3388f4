"""Hatches are lines within the shape that they fill, and no pattern that a printer repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Outline

from backchannel.plots import style
from backchannel.plots.bands import corners
from backchannel.plots.figure import Picture, save
from backchannel.plots.hatching import SPACING, hatch_lines, plain_hatches

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.plots.hatching import Points

STAIRS = np.array([[0, 0], [90, 0], [90, 80], [60, 80], [60, 30], [0, 30], [0, 0]], dtype=float)
HOLE = np.array([[65, 10], [85, 10], [85, 70], [65, 70], [65, 10]], dtype=float)


def lengths(ends: Points) -> float:
    return float(np.hypot(*(ends[1::2] - ends[::2]).T).sum())


@pytest.mark.parametrize(("hatch", "apart"), [("-----", 1), ("/////", 2**0.5), ("\\\\\\", 2**0.5)])
def test_lines_lie_within_the_shape_and_fill_it(hatch: str, apart: float) -> None:
    ends = hatch_lines([STAIRS, HOLE], hatch)
    outer, inner = Outline(STAIRS), Outline(HOLE)
    for share in (0.01, 0.5, 0.99):
        points = ends[::2] + share * (ends[1::2] - ends[::2])
        assert outer.contains_points(points, radius=1e-3).all()
        assert not inner.contains_points(points, radius=-1e-3).any()
    # Lines so far apart are together as long as the area is large: 90 by 80 without 60 by 50, and
    # without the hole of 20 by 60.
    area = 90 * 80 - 60 * 50 - 20 * 60
    assert lengths(ends) == pytest.approx(area / (apart * SPACING / len(hatch)), rel=0.06)


def test_crossed_lines_are_those_of_both_directions() -> None:
    both = [lengths(hatch_lines([STAIRS], sign * 4)) for sign in "/\\"]
    assert lengths(hatch_lines([STAIRS], "xxxx")) == pytest.approx(sum(both))


def test_dots_lie_wholly_within_and_low_bars_have_theirs_in_the_middle() -> None:
    bar = np.array([[3, 100], [40, 100], [40, 105], [3, 105], [3, 100]], dtype=float)
    ends = hatch_lines([bar], "..")
    assert set(ends[:, 1]) == {102.5}
    assert ends[:, 0].min() > 3.6
    assert ends[:, 0].max() < 39.4
    assert len(ends) == 2 * 6
    assert not len(hatch_lines([bar[:, ::-1] * [0.001, 1]], ".."))
    assert not len(hatch_lines([], ".."))


@pytest.mark.parametrize("ending", ["svg", "pdf"])
def test_a_file_holds_no_pattern(ending: str, tmp_path: Path) -> None:
    figure = Figure(figsize=(2, 2))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    for number, hatch in enumerate(("..", "xxxx", "/////", "-----")):
        axes.add_patch(Rectangle((0, number / 4), 1, 0.2, hatch=hatch, gid=f"bar{number}"))
    square = [(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)]
    axes.add_collection(PolyCollection([square], hatch="-----", edgecolors="#123456"))
    path = tmp_path / f"a.{ending}"
    with style.context():
        figure.savefig(tmp_path / f"before.{ending}")
        plain_hatches(figure)
    save(Picture(figure, "Bars."), path)
    before, after = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("before", "a"))
    pattern = rb"<pattern" if ending == "svg" else rb"/PatternType"
    assert re.search(pattern, before)
    assert not re.search(pattern, after)
    if ending == "svg":
        assert after.count(b"stroke: #123456") == 2


def test_a_line_in_steps_keeps_its_shape_without_points_between() -> None:
    days = np.arange(50.0)
    heights = (days // 10) % 3
    along, high = np.repeat(days, 2)[1:-1], np.repeat(heights[:-1], 2)
    kept = corners(along, high)
    assert len(kept) == 2 * 5
    assert np.interp(days + 0.5, *kept.T)[:-1].tolist() == heights[:-1].tolist()
