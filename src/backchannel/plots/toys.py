"""A small network with a value at each node: the pictures of the documentation of the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from backchannel.plots import style
from backchannel.plots.figure import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

SIZE = (4.2, 1.9)
"""Width and height in inches."""


def toy_picture(network: nx.Graph[str], *, told: Mapping[str, str], alt: str) -> Picture:
    """
    Return a small network as a picture, with what is told of each node below its name.

    Actors are round and channels square. `alt` is the sentence that says what it shows.
    """
    with style.context():
        figure = Figure(figsize=SIZE)
        FigureCanvasAgg(figure)
        draw_toy(network, told=told, axes=figure.add_axes((0.02, 0.02, 0.96, 0.96)))
    return Picture(figure, alt)


def draw_toy(network: nx.Graph[str], *, told: Mapping[str, str], axes: Axes) -> Axes:
    """Draw a small network on some axes, each node with its name and what is told of it."""
    at = _positions(network)
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


def _positions(network: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return where each node stands: by springs, the longest way of the whole lying flat."""
    found = nx.spring_layout(network, seed=4, iterations=400)
    nodes = sorted(found)
    centred = np.array([found[node] for node in nodes])
    centred -= centred.mean(axis=0)
    flat = centred @ np.linalg.svd(centred)[2].T
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, flat, strict=True)}
