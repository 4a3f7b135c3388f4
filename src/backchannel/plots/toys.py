"""A small network with a value at each node, bars, or steps: the pictures of `docs/measures.md`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from backchannel.plots import style
from backchannel.plots.figure import Picture

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from matplotlib.axes import Axes

SIZE = (4.2, 1.9)
"""Width and height in inches."""


class Bars(NamedTuple):
    """Some numbers beside each other."""

    label: str
    """What they measure."""
    bars: Mapping[str, tuple[float, str]]
    """Name → length of the bar, and what is written at its end."""


class Steps(NamedTuple):
    """A number that falls with age."""

    labels: tuple[str, str]
    """What the axes measure: age, and the number."""
    steps: Sequence[tuple[float, float]]
    """The number from an age on."""
    last_seen: Mapping[str, float]
    """Name → the age at which it was last seen: a tick on the curve."""


def toy_picture(
    network: nx.Graph[str],
    *,
    told: Mapping[str, str],
    alt: str,
    causes: Mapping[str, Collection[str]] | None = None,
) -> Picture:
    """
    Return a small network as a picture, with what is told of each node below its name.

    Actors are round and channels square; what some of them need lies behind them as a band. `alt`
    is the sentence that says what it shows.
    """
    with style.context():
        figure, axes = _sheet((0.02, 0.02, 0.96, 0.96))
        draw_toy(network, told=told, axes=axes, causes=causes or {})
    return Picture(figure, alt)


def chart_picture(chart: Bars | Steps, *, alt: str) -> Picture:
    """Return bars or steps as a picture of the same size."""
    with style.context():
        if isinstance(chart, Bars):
            figure, axes = _sheet((0.28, 0.25, 0.55, 0.7))
            draw_bars(chart, axes=axes)
        else:
            figure, axes = _sheet((0.13, 0.25, 0.8, 0.68))
            draw_steps(chart, axes=axes)
    return Picture(figure, alt)


def _sheet(place: tuple[float, float, float, float]) -> tuple[Figure, Axes]:
    figure = Figure(figsize=SIZE)
    FigureCanvasAgg(figure)
    return figure, figure.add_axes(place)


def draw_bars(chart: Bars, *, axes: Axes) -> Axes:
    """Draw bars below each other, each with its name and what is told of it."""
    places = [-number for number in range(len(chart.bars))]
    for place, (name, (length, told)) in zip(places, chart.bars.items(), strict=True):
        axes.barh(place, length, height=0.6, color=style.tint(style.INK, 0.6), gid=name)
        axes.annotate(
            told, (max(length, 0), place), (4, 0), textcoords="offset points", va="center",
            size=7, weight="bold", color=style.INK, annotation_clip=False,
        )  # fmt: skip
    axes.axvline(0, color=style.INK, linewidth=0.8)
    axes.set_yticks(places, list(chart.bars), size=7.5)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=7)
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(chart.label, size=7.5)
    return axes


def draw_steps(chart: Steps, *, axes: Axes) -> Axes:
    """Draw a curve that falls in steps, with the number at each, and ticks of whoever was seen."""
    ages, numbers = np.array([*chart.steps]).T
    axes.plot(ages, numbers, drawstyle="steps-post", color=style.INK, linewidth=1.5, gid="steps")
    for age, number in chart.steps:
        axes.annotate(
            f"{number:.2f}".removesuffix(".00"), (age, number), (4, 3), color=style.INK,
            textcoords="offset points", size=7, weight="bold", annotation_clip=False,
        )  # fmt: skip
    for name, age in chart.last_seen.items():
        number = numbers[np.searchsorted(ages, age, "right") - 1]
        axes.plot([age], [number], marker="|", markersize=8, color=style.INK, gid=name)
        axes.annotate(
            f"{name} last seen", (age, number), (0, -12), textcoords="offset points", size=6.5,
            ha="center", color=style.INK,
        )  # fmt: skip
    axes.set_xlim(0, ages[-1] * 1.08)
    axes.set_ylim(0, 1.18)
    axes.set_yticks([0, 0.5, 1])
    axes.tick_params(labelsize=7)
    axes.set_xlabel(chart.labels[0], size=7.5)
    axes.set_ylabel(chart.labels[1], size=7.5)
    return axes


def draw_toy(
    network: nx.Graph[str],
    *,
    told: Mapping[str, str],
    axes: Axes,
    causes: Mapping[str, Collection[str]],
) -> Axes:
    """Draw a small network on some axes, each node with its name and what is told of it."""
    at = _positions(network, causes)
    for name, nodes in causes.items():
        x, y = np.array([at[node] for node in sorted(nodes)]).T
        axes.plot(
            x, y, color=style.tint(style.FAINT, 0.45), linewidth=27, solid_capstyle="round",
            zorder=0, gid=name,
        )  # fmt: skip
        axes.text(
            x.mean(), y.mean(), name, ha="center", va="center", size=6.5, style="italic",
            color=style.INK, zorder=3,
        )  # fmt: skip
    for one, other in network.edges:
        axes.plot(
            [at[one][0], at[other][0]], [at[one][1], at[other][1]], color=style.FAINT,
            linewidth=1.2, zorder=1,
        )  # fmt: skip
    for node, rest in network.nodes(data=True):
        x, y = at[node]
        axes.plot(
            [x], [y], marker="s" if rest.get("bipartite") else "o", markersize=17, zorder=2,
            markerfacecolor=style.PAPER, markeredgecolor=style.INK, markeredgewidth=1, gid=node,
        )  # fmt: skip
        axes.text(x, y, node, ha="center", va="center", size=6, color=style.INK, zorder=3)
        axes.annotate(
            told[node], (x, y), (0, -11), textcoords="offset points", ha="center", va="top",
            size=6.5, weight="bold", color=style.INK, zorder=3,
            bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip
    axes.margins(0.12, 0.3)
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_axis_off()
    return axes


def _positions(
    network: nx.Graph[str], causes: Mapping[str, Collection[str]]
) -> dict[str, tuple[float, float]]:
    """
    Return where each node stands: by springs, the longest way of the whole lying flat.

    Those with a common cause are drawn to each other as if they were tied.
    """
    tied: nx.Graph[str] = nx.Graph(network.edges)
    tied.add_nodes_from(network)
    for nodes in causes.values():
        tied.add_edges_from(pairwise(sorted(nodes)))
    found = nx.spring_layout(tied, seed=4, iterations=400)
    nodes = sorted(found)
    centred = np.array([found[node] for node in nodes])
    centred -= centred.mean(axis=0)
    flat = centred @ np.linalg.svd(centred)[2].T
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, flat, strict=True)}
