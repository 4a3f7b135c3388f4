"""
Pictures on axes of one's own, as a notebook wants them: `bc.plot.timeline(data, 2022, axes=axes)`.

Each function draws on the axes it is given, or on new ones, and returns them. None of them saves,
shows, or changes a global setting. The whole sheets, with title, legend and the digest of the data,
are those of `backchannel plot`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import day, window
from backchannel.errors import UsageFault
from backchannel.facts.scope import asked
from backchannel.network.values import day_graphs
from backchannel.plots import centrality as rankings
from backchannel.plots import loss as curves
from backchannel.plots import network as networks
from backchannel.plots import style
from backchannel.plots import timeline as timelines

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.dates.period import Day, When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.values import Nodes

__all__ = ["centrality", "loss", "network", "timeline"]


def timeline(
    data: Dataset, within: When, *, between: Between = None, axes: Axes | None = None
) -> Axes:
    """Draw each channel as a row of bars by verdict, of the package's own pair if none is given."""
    shown = timelines.timeline_of(data, within=window(within), scope=asked(data, between))
    with style.context():
        return timelines.draw_timeline(shown, axes=_axes(axes))


def loss(data: Dataset, within: When, *, between: Between = None, axes: Axes | None = None) -> Axes:
    """Draw how many channels were usable, stacked by type, of the package's own pair if none is."""
    shown = curves.loss_curve_of(data, within=window(within), scope=asked(data, between))
    with style.context():
        return curves.draw_loss(shown, axes=_axes(axes))


def network(data: Dataset, on: Day, *, between: Between = None, axes: Axes | None = None) -> Axes:
    """
    Draw who sat on which channel between two sides on a day.

    Raises
    ------
    UsageFault
        If no pair is given, and the package names none.
    """
    scope = asked(data, between)
    if not scope.sides:
        raise UsageFault("a network has two sides; give `between`, as in `between=('RUS', 'USA')`")
    graphs = day_graphs(data, day(on), between=scope)
    target = _axes(axes)
    width = target.get_window_extent().width / target.figure.dpi
    shown = networks.day_network_of(data, graphs, sides=scope.sides, width=width)
    with style.context():
        return networks.draw_network(shown, axes=target)


def centrality(
    data: Dataset,
    on: Day,
    *,
    measure: str = "betweenness",
    between: Between = None,
    by: Nodes = "actor",
    axes: Axes | None = None,
) -> Axes:
    """Draw the highest values of one measure on a day, each with its range."""
    scope = asked(data, between)
    shown = rankings.ranking_of(data, on=day(on), measure=measure, scope=scope, by=by)
    with style.context():
        return rankings.draw_centrality(shown, axes=_axes(axes))


def _axes(given: Axes | None) -> Axes:
    """Return the axes given, or those of a new figure of pyplot, which a notebook shows."""
    if given is not None:
        return given
    import matplotlib.pyplot as plt

    return plt.subplots()[1]
