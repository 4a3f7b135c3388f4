"""Rank paths: how the place of the highest in one measure changes through time, with ranges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from backchannel.errors import one_of
from backchannel.facts.scope import node_label
from backchannel.network.measures import MEASURES
from backchannel.network.series import series
from backchannel.plots import style
from backchannel.plots.axis import time_axis
from backchannel.plots.figure import day_number, known_days
from backchannel.plots.lettering import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope

MOST_PATHS = 8
"""How many have a path: those that were highest for longest."""

DASHES = ("solid", (0, (4, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)))
"""Lines differ by dash as well as by colour, so that they are told apart in greys."""


@dataclass(frozen=True)
class RankPaths:
    """What the picture of ranks shows: rank 1 is the highest value."""

    within: Window
    known: Window | None
    measure: str
    days: Sequence[float]
    """The days looked at, as Matplotlib counts them."""
    paths: Mapping[str, Sequence[tuple[float, float, float]]]
    """Actor → rank, best and worst rank on each day; nan where it has no value above 0."""
    names: Mapping[str, str]


def rank_paths_of(data: Dataset, *, within: Window, measure: str, scope: Scope) -> RankPaths:
    """
    Return the rank paths of the actors that were highest for longest; channels are left out.

    The rank is 1 and the number of actors with a higher value. The best rank is that of an actor's
    high among the values of the others, the worst that of its low.

    Raises
    ------
    UnknownName
        If there is no such measure.
    """
    one_of("measure", measure, MEASURES)
    known = known_days(data, within)
    if known is None:
        return RankPaths(within, None, measure, [], {}, {})
    found = series(data, [measure], within=known, between=scope)
    days = [day_number(day) for day in found.dates]
    shape = (len(days), len(found.nodes))
    value, low, high = (np.full(shape, np.nan) for _ in range(3))
    for table, name in ((value, "value"), (low, "low"), (high, "high")):
        table[found.date_of, found.node_of] = found.numbers[name]
    actors = [place for place, kind in enumerate(found.kinds) if kind != "channel"]
    ranked: dict[str, list[tuple[float, float, float]]] = {}
    for place in actors:
        others = np.delete(value[:, actors], actors.index(place), axis=1)
        steps = np.array([
            1.0 + np.sum(others > at[:, place : place + 1], axis=1) for at in (value, high, low)
        ])  # fmt: skip
        steps[:, ~(value[:, place] > 0)] = np.nan
        ranked[found.nodes[place]] = [(float(a), float(b), float(c)) for a, b, c in steps.T]
    best = sorted(ranked, key=lambda node: (-_weight(ranked[node]), node))[:MOST_PATHS]
    kinds = dict(zip(found.nodes, found.kinds, strict=True))
    paths = {node: ranked[node] for node in best if _weight(ranked[node]) > 0}
    names = {node: node_label(data, node, kind=kinds[node]) for node in paths}
    return RankPaths(within, known, measure, days, paths, names)


def draw_ranks(ranks: RankPaths, *, axes: Axes, labels: float = 2.4) -> Axes:
    """Draw a path for each actor, with a thin line from best to worst rank where it changes."""
    worst = 1.0
    ends = []
    end = day_number(ranks.known.last) + 1 if ranks.known else 0.0
    gap = min(np.diff([*ranks.days, end]), default=0.0)
    # Ranges beside each other must leave some white between them.
    inches = axes.get_window_extent().width / axes.figure.dpi
    fine = min(0.9, 30 * inches / max(len(ranks.days) * MOST_PATHS, 1))
    for number, (node, path) in enumerate(ranks.paths.items()):
        colour = style.PATHS[number % len(style.PATHS)]
        rank, best, low = (np.array(column) for column in zip(*path, strict=True))
        axes.plot(
            [*ranks.days, end], [*rank, rank[-1]], color=colour, drawstyle="steps-post",
            linestyle=DASHES[number % len(DASHES)], linewidth=1.6, zorder=3, gid=node,
        )  # fmt: skip
        # Each path has its ranges at a day of its own, so that they never cover each other.
        turns = [at for at, step in enumerate(path) if at == 0 or step != path[at - 1]]
        beside = np.array(ranks.days)[turns] + gap * (number + 1) / (MOST_PATHS + 1)
        axes.vlines(
            beside, best[turns], low[turns], color=colour, linewidth=fine, alpha=0.6, zorder=2
        )
        worst = max(worst, float(np.nanmax(rank)))
        last = np.flatnonzero(~np.isnan(rank))[-1]
        ends.append((float(rank[last]), node, colour))
    time_axis(axes, ranks.within, ranks.known)
    axes.set_ylim(worst + 1.5, 0.5)
    axes.set_ylabel(f"rank by {MEASURES[ranks.measure].label.lower()} (1 is highest)")
    _name_ends(axes, ends, ranks, room=worst + 1.0, labels=labels)
    return axes


def _name_ends(
    axes: Axes, ends: list[tuple[float, str, str]], ranks: RankPaths, *, room: float, labels: float
) -> None:
    """Write the names right of the paths' last ranks, apart from each other."""
    height = axes.get_position().height * axes.figure.get_figheight()  # type: ignore[union-attr]
    step, at = 0.17 / height * room, 0.0
    for rank, node, colour in sorted(ends):
        at = max(rank, at + step)
        last = max(
            day for day, at_ in zip(ranks.days, ranks.paths[node], strict=True) if at_[0] > 0
        )
        gone = (
            ""
            if last == ranks.days[-1]
            else f" (last in {date(1970, 1, 1) + timedelta(days=last):%Y-%m})"
        )
        axes.annotate(
            fitted(ranks.names[node] + gone, inches=labels, size=7.3, lines=1), (1, at), (5, 0),
            xycoords=("axes fraction", "data"), textcoords="offset points", size=7.3, color=colour,
            va="center", annotation_clip=False,
        )  # fmt: skip


def describe_ranks(ranks: RankPaths) -> str:
    """Say in one sentence who was highest for longest."""
    said = f"Ranks by {MEASURES[ranks.measure].label.lower()} from {ranks.within.first} to "
    said += f"{ranks.within.last}"
    if not ranks.paths:
        return (
            f"{said}: {'nobody has a value' if ranks.known else 'of which the data say nothing'}."
        )
    return f"{said}; highest for longest: {'; '.join(list(ranks.names.values())[:3])}."


def _weight(path: Sequence[tuple[float, float, float]]) -> float:
    """Return how high a path is for how long: each day counts 1 by its rank."""
    return float(sum(0 if np.isnan(rank) else 1 / rank for rank, *_ in path))
