"""Pictures on given axes: they draw there, return the axes, and leave all else as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import backchannel as bc
from backchannel.errors import BadDate, UnknownName, UsageFault
from plots.test_panels import disputed

from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    # How long channels last is asked of all days; two others draw on several axes.
    others = ["disagreement", "multiples", "survival"]
    assert sorted([*ASKS, *others]) == bc.plot.__all__ == dir(bc.plot)


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


SEVERAL: dict[str, Callable[..., Sequence[Axes]]] = {
    "multiples": lambda days=("2021-06-01", "2020-06-01"), **more: bc.plot.multiples(
        toy(), days, **more
    ),
    "disagreement": lambda days=("2020-05-01",), **more: bc.plot.disagreement(
        disputed().data(), days[0], **more
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_it_draws_on_several_axes_and_returns_them(name: str) -> None:
    figure, before = Figure(figsize=(7, 4)), dict(mpl.rcParams)
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, 2)
    assert SEVERAL[name](axes=axes) is axes
    bars = [
        {
            one.get_gid(): one.get_extents().y0
            for one in part.patches
            if "verdict." in str(one.get_gid())
        }
        for part in axes
    ]
    assert bars[0]
    assert bars[1]
    # A channel stands at one height on both.
    assert all(bars[0][gid] == bars[1][gid] for gid in bars[0].keys() & bars[1].keys())
    assert dict(mpl.rcParams) == before
    with pytest.raises(UsageFault, match=r"2 (days|sides) need as many axes, not 1"):
        SEVERAL[name](axes=axes[:1])
    with pytest.raises(BadDate):
        SEVERAL[name](("nonsense",), axes=axes)
    with pytest.raises(UnknownName):
        SEVERAL[name](between=("AAA", "Atlantis"), axes=axes)


def test_several_networks_without_axes_make_as_many_beside_each_other() -> None:
    import matplotlib.pyplot as plt

    with mpl.rc_context({"backend": "agg"}):
        made = SEVERAL["multiples"]()
        assert [part.get_position().y0 for part in made] == pytest.approx([0.03, 0.03])
        titles = [part.texts[0].get_text() for part in made]
        assert titles == ["1 June 2021", "1 June 2020"]
        plt.close(made[0].figure)  # type: ignore[arg-type]
    with pytest.raises(UsageFault, match="no day is given"):
        bc.plot.multiples(toy(), [])


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
