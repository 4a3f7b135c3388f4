"""The shape of a component, on which alone its sums depend, and how much is worked on at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = tuple[tuple[int, ...], ...]
"""A component: the neighbours of each node, nodes being numbered in the order of their ids."""

SMALL = 100
REMEMBERED = 4096
"""How many shapes of at most `SMALL` nodes are kept with their sums."""
CELLS = 2**17
"""About how many cells the arrays have that are worked on together: so many fit a processor's
cache."""


def shapes(network: nx.Graph[str]) -> Iterator[tuple[list[str], Shape]]:
    """Yield the nodes of each component, sorted, and its shape."""
    for component in nx.connected_components(network):
        nodes = sorted(component)
        number = {node: place for place, node in enumerate(nodes)}
        yield (
            nodes,
            tuple(tuple(sorted(number[other] for other in network[node])) for node in nodes),
        )


def coloured(shape: Shape) -> tuple[list[int], int]:
    """Return a colour of two for each node (none where two do not do), and how deep a walk goes."""
    depth = {0: 0}
    waiting = [0]
    for node in waiting:
        for other in shape[node]:
            if other not in depth:
                depth[other] = depth[node] + 1
                waiting.append(other)
    colours = [depth[node] % 2 for node in range(len(shape))]
    two = all(colours[node] != colours[other] for node in waiting for other in shape[node])
    return colours if two else [], depth[waiting[-1]]
