"""
Where nodes stand that nothing but their edges places: strong ones near, the others apart.

Each component has a part of the canvas to itself, as large as it has nodes, so that none lies upon
another, and in it the places that springs between its nodes find [1]_.

References
----------
.. [1] T. M. J. Fruchterman and E. M. Reingold, "Graph drawing by force-directed placement",
       Software: Practice and Experience 21 (1991), 1129-1164.
       https://doi.org/10.1002/spe.4380211102
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ROUNDS = 300
"""How often the springs pull, and those who stand too close step apart."""

LOOSE = 2.2
"""How much longer than usual a spring is, so that a dense group leaves room for names."""

WIDE = 1.5
"""A part is as much wider than high, since names are."""

ALONE = 1.4
"""A node without edges has the room of so many, for its name."""


class Part(NamedTuple):
    """A part of the canvas: its left and lower edge, its width and height."""

    x: float
    y: float
    wide: float
    high: float


def spring_places(
    network: nx.Graph[str], *, wide: float, high: float, clear: float, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """
    Return the place of each node of a one-mode network on a canvas, sorted by id.

    Parameters
    ----------
    network
        A projection, whose edges have `strength`.
    wide, high
        The size of the canvas.
    clear
        How far from each other, and twice from the edge of its part, a node stands if it can.
    seed
        What the places to start from are drawn with; the same seed gives the same places.
    """
    parts = sorted(map(sorted, nx.connected_components(network)), key=lambda one: (-len(one), one))
    shares = [max(len(one), ALONE) for one in parts]
    found: dict[str, tuple[float, float]] = {}
    for nodes, part in zip(parts, _parted(shares, Part(0, 0, wide, high)), strict=True):
        edge = min(clear / 2, part.wide / 4, part.high / 4)
        inner = Part(part.x + edge, part.y + edge, part.wide - 2 * edge, part.high - 2 * edge)
        places = _sprung(network.subgraph(nodes), nodes, inner, clear=clear, seed=seed)
        found |= {node: (float(x), float(y)) for node, (x, y) in zip(nodes, places, strict=True)}
    return dict(sorted(found.items()))


def _parted(shares: Sequence[float], whole: Part) -> list[Part]:
    """Cut a canvas in two of about half the nodes each, and these again, along the longer edge."""
    if len(shares) < 2:
        return [whole] * len(shares)
    sums, half = np.cumsum(shares), sum(shares) / 2
    cut = int(np.argmin(abs(sums[:-1] - half))) + 1
    share = sums[cut - 1] / sums[-1]
    if whole.wide > WIDE * whole.high:
        first = whole._replace(wide=share * whole.wide)
        second = whole._replace(x=whole.x + first.wide, wide=whole.wide - first.wide)
    else:
        second = whole._replace(high=(1 - share) * whole.high)
        first = whole._replace(y=whole.y + second.high, high=whole.high - second.high)
    return [*_parted(shares[:cut], first), *_parted(shares[cut:], second)]


def _sprung(
    network: nx.Graph[str], nodes: Sequence[str], part: Part, *, clear: float, seed: int
) -> NDArray[np.float64]:
    """Return the places of a component in its part, its longest way along the longer edge."""
    corner, size = np.array([part.x, part.y]), np.array([part.wide, part.high])
    if len(nodes) == 1:
        return np.array([corner + size / 2])
    # The order of a subgraph's nodes is that of a set, so it is laid down here.
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(network.edges(data=True), key=lambda edge: edge[:2]))
    sprung = nx.spring_layout(
        ordered, k=LOOSE / len(nodes) ** 0.5, iterations=ROUNDS, seed=seed, weight="strength"
    )
    places = np.array([sprung[node] for node in nodes])
    places -= places.mean(axis=0)
    places = places @ np.linalg.svd(places, full_matrices=False)[2].T
    if part.wide < part.high:
        places = places[:, ::-1]
    low, spread = places.min(axis=0), np.ptp(places, axis=0)
    # A row of nodes has no height to stretch, so it stays in the middle.
    flat = spread < 0.05 * spread.max()
    places = np.where(flat, 0.5, (places - low) / np.where(flat, 1, spread))
    return _stepped_apart(corner + places * size, corner, corner + size, clear=clear)


def _stepped_apart(
    places: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    *,
    clear: float,
) -> NDArray[np.float64]:
    """Move nodes that stand too close away from each other, within their part."""
    for _ in range(ROUNDS):
        ways = places[:, None, :] - places[None, :, :]
        far = np.linalg.norm(ways, axis=2)
        np.fill_diagonal(far, np.inf)
        if far.min() >= clear:
            break
        push = np.clip(clear - far, 0, None) / np.maximum(far, 1e-9) / 3
        places = np.clip(places + (push[:, :, None] * ways).sum(axis=1), low, high)
    return places
