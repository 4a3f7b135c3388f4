"""
Pictures on axes of one's own, as a notebook wants them: `bc.plot.timeline(data, 2022, axes=axes)`.

Each function draws on the axes it is given, or on new ones, and returns them; `multiples` and
`disagreement` on several. None of them saves, shows, or changes a global setting. The whole sheets,
with title, legend and the digest of the data, are those of `backchannel plot`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import day, window
from backchannel.errors import UsageFault
from backchannel.facts.scope import asked
from backchannel.losses import survival as lives
from backchannel.network.values import day_graphs
from backchannel.plots import centrality as rankings
from backchannel.plots import (
    costs,
    falling,
    firm,
    joined,
    places,
    several,
    style,
    substitutes,
    survive,
)
from backchannel.plots import lines as courses
from backchannel.plots import loss as curves
from backchannel.plots import network as networks
from backchannel.plots import ranks as paths
from backchannel.plots import sociogram as sociograms
from backchannel.plots import timeline as timelines
from backchannel.plots.figure import two_ends
from backchannel.plots.of_days import checked_layout
from backchannel.scenarios import robustness as falls
from backchannel.scenarios import substitution as replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Day, When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.values import Nodes
    from backchannel.plots.of_days import Layout

__all__ = [
    "attribution",
    "centrality",
    "disagreement",
    "lines",
    "loss",
    "multiples",
    "network",
    "ranks",
    "robustness",
    "sensitivity",
    "substitution",
    "survival",
    "timeline",
]


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


def network(
    data: Dataset,
    on: Day,
    *,
    between: Between = None,
    layout: Layout = "columns",
    measure: str | None = None,
    axes: Axes | None = None,
) -> Axes:
    """
    Draw who sat on which channel between two sides on a day, or by `force` who shared one.

    What has no room on the axes is counted by family; higher axes have room for more. In the layout
    `force` a node is as large as its measure, the degree if none is given.

    Raises
    ------
    UnknownName
        If there is no such layout, or no such measure.
    UsageFault
        If no pair is given, and the package names none; if a measure is given for columns.
    """
    checked_layout(layout, measure)
    scope = asked(data, between)
    if not scope.sides:
        raise UsageFault("a network has two sides; give `between`, as in `between=('RUS', 'USA')`")
    target = _axes(axes)
    box, dots = target.get_window_extent(), target.figure.dpi
    if layout == "force":
        drawn = joined.sociogram_of(
            data, day(on), sides=scope.sides, measure=measure or joined.MEASURE,
            wide=box.width / dots, high=box.height / dots,
        )  # fmt: skip
        with style.context():
            return sociograms.draw_sociogram(drawn, axes=target)
    graphs = day_graphs(data, day(on), between=scope)
    shown = places.day_network_of(
        data, graphs, sides=scope.sides, width=box.width / dots, most=box.height / dots
    )
    with style.context():
        return networks.draw_network(shown, axes=target)


def multiples(
    data: Dataset,
    days: Iterable[Day],
    *,
    between: Between = None,
    axes: Sequence[Axes] | None = None,
) -> Sequence[Axes]:
    """
    Draw the network of each day on axes of its own, in the order given, and return them all.

    A row is the same channel or actor on all axes. Those given may be what `plt.subplots(1, 4)`
    returns for four days; the names of families have what room there is left of the first.

    Raises
    ------
    UsageFault
        If no day is given, there are not as many axes as days, or it has no pair of sides.
    """
    listed = [day(one) for one in days]
    if not listed:
        raise UsageFault("no day is given; name one day or more")
    sides, target = two_ends(data, between), several.row_of_axes(axes, len(listed))
    with style.context():
        several.draw_days(data, listed, sides=sides, axes=target)
    return target


def disagreement(
    data: Dataset, on: Day, *, between: Between = None, axes: Sequence[Axes] | None = None
) -> Sequence[Axes]:
    """
    Draw the network of a day as each side tells it, on two axes, and return both.

    The names of channels have what room there is left of the first, so give it some.

    Raises
    ------
    UsageFault
        If there are not two axes, or it has no pair of sides.
    """
    sides, target = two_ends(data, between), several.row_of_axes(axes, 2)
    with style.context():
        several.draw_tellings(data, day(on), sides=sides, axes=target)
    return target


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


def attribution(
    data: Dataset,
    within: When,
    *,
    measure: str = "reach",
    between: Between = None,
    axes: Axes | None = None,
) -> Axes:
    """Draw what each loss of a period cost, as its share and alone, and each disruption."""
    shown = costs.costs_of(data, window(within), measure=measure, between=between)
    with style.context():
        return costs.draw_costs(shown, axes=_axes(axes))


def sensitivity(
    data: Dataset, when: When, *, between: Between = None, axes: Axes | None = None
) -> Axes:
    """Draw which verdicts hang on dates, on one source, or on what is presumed."""
    shown = firm.firmness_of(data, within=window(when), scope=asked(data, between))
    with style.context():
        return firm.draw_firmness(shown, axes=_axes(axes))


def robustness(
    data: Dataset,
    on: Day,
    *,
    measure: str = "reach",
    until: Day | None = None,
    between: Between = None,
    axes: Axes | None = None,
) -> Axes:
    """Draw what is left of a day after each loss: as they came, at random, and aimed."""
    until = max(day(on), data.as_of) if until is None else until
    steps = falls.robustness(data, on, until=until, between=between, measures=[measure])
    with style.context():
        return falling.draw_robustness(steps, measure=measure, axes=_axes(axes))


def substitution(
    data: Dataset,
    within: When,
    *,
    months: int = 6,
    between: Between = None,
    axes: Axes | None = None,
) -> Axes:
    """Draw how often channels of one type opened after those of another had stopped."""
    days = window(within)
    rows = replacing.substitution(data, days, days, between=between, months=months, draws=0)
    shown = substitutes.substitutes_of(rows, within=days, months=months)
    with style.context():
        return substitutes.draw_substitutes(shown, axes=_axes(axes))


def lines(
    data: Dataset, within: When, *, between: Between = None, axes: Axes | None = None
) -> Axes:
    """Draw how many ways there were between two sides that share nothing, with the range."""
    shown = courses.lines_course_of(data, within=window(within), between=between)
    with style.context():
        return courses.draw_lines(shown, axes=_axes(axes))


def ranks(  # noqa: PLR0913 - the days and the sides, what the ranges are of, and the axes
    data: Dataset,
    within: When,
    *,
    measure: str = "betweenness",
    between: Between = None,
    draws: int = 0,
    seed: int = 0,
    axes: Axes | None = None,
) -> Axes:
    """Draw how the ranks of those who were highest for longest changed."""
    shown = paths.rank_paths_of(
        data, within=window(within), measure=measure, scope=asked(data, between), draws=draws,
        seed=seed,
    )  # fmt: skip
    with style.context():
        return paths.draw_ranks(shown, axes=_axes(axes))


def survival(data: Dataset, *, between: Between = None, axes: Axes | None = None) -> Axes:
    """Draw how long channels of each type last before they are stopped."""
    found = lives.survival(data, between=between)
    with style.context():
        return survive.draw_survival(found, axes=_axes(axes))


def _axes(given: Axes | None) -> Axes:
    """Return the axes given, or those of a new figure of pyplot, which a notebook shows."""
    if given is not None:
        return given
    import matplotlib.pyplot as plt

    return plt.subplots()[1]


def __dir__() -> list[str]:
    return __all__
