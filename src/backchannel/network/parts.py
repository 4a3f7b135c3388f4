"""
Measures that add up by component: what a node has, and the most that a node could have.

What a node has depends on its own component alone; the most depends on nothing but how many nodes
there are of each mode in the whole network. So a component that is there on many days is measured
once, and its values are divided anew for each day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from backchannel.network.kernels.shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.network.kernels.shapes import Shape


class Figure(NamedTuple):
    """A component without the names of its nodes; whatever has the same figure is measured once."""

    shape: Shape
    modes: tuple[int, ...]
    """By number of node, 0 for actors and 1 for channels; empty in a one-mode network."""
    strengths: tuple[tuple[float, ...], ...] = ()
    """How strong each tie of `shape` is, 1 where nothing says so; empty in a two-mode network."""


def figures(network: nx.Graph[str]) -> Iterator[tuple[list[str], Figure]]:
    """Yield the nodes of each component, sorted, and its figure."""
    modes = nx.get_node_attributes(network, "bipartite")
    for nodes, shape in shapes(network):
        if len(modes) == len(network):
            yield nodes, Figure(shape, tuple(modes[node] for node in nodes))
        else:
            strengths = (
                tuple(network.edges[node, nodes[other]].get("strength", 1) for other in others)
                for node, others in zip(nodes, shape, strict=True)
            )
            yield nodes, Figure(shape, (), tuple(strengths))


class Parts(NamedTuple):
    """A measure as a quotient; its value is 0 where the most is 0."""

    of_figure: Callable[[Figure], Sequence[float]]
    """What each node of a component has, by number."""
    most: Callable[[int, int | None], float]
    """
    The most that a node can have, by the number of nodes of its own mode, itself included, and of
    the other mode; None for that in a one-mode graph.
    """

    def raw(self, network: nx.Graph[str]) -> dict[str, float]:
        """Return what each node has: the same, whatever else stands beside its component."""
        values: dict[str, float] = {}
        for nodes, figure in figures(network):
            values.update(zip(nodes, self.of_figure(figure), strict=True))
        return values

    def of(self, network: nx.Graph[str]) -> dict[str, float]:
        """Return the value of each node, sorted by id."""
        raw = self.raw(network)
        modes = nx.get_node_attributes(network, "bipartite")
        if len(modes) < len(network):
            most = dict.fromkeys(network, self.most(len(network), None))
        else:
            size = {mode: list(modes.values()).count(mode) for mode in (0, 1)}
            of_mode = {mode: self.most(size[mode], size[1 - mode]) for mode in set(modes.values())}
            most = {node: of_mode[mode] for node, mode in modes.items()}
        return {node: raw[node] / most[node] if most[node] else 0.0 for node in sorted(raw)}


def most_neighbours(own: int, other: int | None) -> float:
    """Return the most neighbours: all nodes of the other mode, or all other nodes."""
    return float(own - 1 if other is None else other)


def most_near(own: int, other: int | None) -> float:
    """Return the greatest sum of 1 / distance: 1 step to the other mode, 2 to the node's own."""
    return float(own - 1) if other is None else other + (own - 1) / 2


def most_between(own: int, other: int | None) -> float:
    """Return the most pairs of others that a node can stand between (Borgatti & Everett 1997)."""
    if other is None:
        return (own - 1) * (own - 2) / 2
    if not other:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def undivided(own: int, other: int | None) -> float:
    """Return 1: what a node has is the value."""
    del own, other
    return 1.0
