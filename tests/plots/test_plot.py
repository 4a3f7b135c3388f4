"""Pictures on given axes: they draw there, return the axes, and leave all else as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import backchannel as bc
from backchannel.errors import BadDate, UnknownName, UsageFault

from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

ASKS: dict[str, Callable[..., Axes]] = {
    "timeline": lambda when="2021-06-01", **more: bc.plot.timeline(toy(), when, **more),
    "loss": lambda when="2021-06-01", **more: bc.plot.loss(toy(), when, **more),
    "network": lambda when="2021-06-01", **more: bc.plot.network(toy(), when, **more),
    "centrality": lambda when="2021-06-01", **more: bc.plot.centrality(toy(), when, **more),
    "attribution": lambda when="2021", **more: bc.plot.attribution(toy(), when, **more),
    "sensitivity": lambda when="2021", **more: bc.plot.sensitivity(toy(), when, **more),
    "robustness": lambda when="2021-06-01", **more: bc.plot.robustness(toy(), when, **more),
    "substitution": lambda when="2021", **more: bc.plot.substitution(toy(), when, **more),
    "lines": lambda when="2021", **more: bc.plot.lines(toy(), when, **more),
    "ranks": lambda when="2021", **more: bc.plot.ranks(toy(), when, measure="degree", **more),
}


def drawn_axes() -> Any:
    figure = Figure(figsize=(7, 4))
    FigureCanvasAgg(figure)
    return figure.subplots()


def test_there_is_one_for_each_public_name() -> None:
    # How long channels last is asked of all days.
    assert sorted([*ASKS, "survival"]) == bc.plot.__all__ == dir(bc.plot)


@pytest.mark.parametrize("name", ASKS)
def test_it_draws_on_the_axes_it_is_given(name: str) -> None:
    axes, before = drawn_axes(), dict(mpl.rcParams)
    empty = len(axes.get_children())
    assert ASKS[name](axes=axes) is axes
    assert len(axes.get_children()) > empty
    assert dict(mpl.rcParams) == before
    axes.figure.canvas.draw()


@pytest.mark.parametrize("name", ASKS)
def test_it_refuses_what_its_siblings_refuse(name: str) -> None:
    with pytest.raises(BadDate):
        ASKS[name]("nonsense", axes=drawn_axes())
    with pytest.raises(UnknownName):
        ASKS[name](between=("AAA", "Atlantis"), axes=drawn_axes())


def test_a_network_needs_two_sides() -> None:
    with pytest.raises(UsageFault, match="give `between`"):
        ASKS["network"](between="all", axes=drawn_axes())


def test_survival_draws_on_the_axes_it_is_given() -> None:
    axes = drawn_axes()
    assert bc.plot.survival(toy(), axes=axes) is axes
    assert axes.get_ylabel().startswith("share not stopped")


def test_without_axes_it_makes_some() -> None:
    import matplotlib.pyplot as plt

    with mpl.rc_context({"backend": "agg"}):
        figure: Any = ASKS["timeline"]().figure
        assert figure.number in plt.get_fignums()
        plt.close(figure)


def test_a_network_on_axes_of_ones_own_has_as_many_rows_as_they_are_high() -> None:
    counted = []
    for high in (4, 9):
        axes = Figure(figsize=(7, high)).add_axes((0, 0, 1, 1))
        bc.plot.network(bc.read(), "2022-02-01", axes=axes)
        boxes = [one for one in axes.patches if str(one.get_gid()).startswith("box.")]
        rest = [text for text in axes.texts if str(text.get_gid()).startswith("rest.")]
        counted.append(len(boxes))
        assert len(rest) == 7
    assert 5 < counted[0] < counted[1] - 10
