"""The measures of each component and each network that a series meets: once each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np

from backchannel.network.measures import MEASURES
from backchannel.network.spreading import spread
from backchannel.network.values import PROJECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from backchannel.network.components import Part
    from backchannel.network.values import Nodes

    Reals = NDArray[np.float64]

WORTH_SENDING = 100_000
"""Squares of nodes, added up, that make a piece of work: some tenths of a second."""


class Measured(NamedTuple):
    """What the nodes of one component have; or of one whole network, for what needs all of it."""

    nodes: tuple[str, ...]
    """Sorted."""
    kinds: tuple[str, ...]
    modes: tuple[int, ...]
    """0 for actors and 1 for channels; empty in a one-mode network."""
    values: Reals
    """A row for each measure, a column for each node."""


class Piece(NamedTuple):
    """Parts to be measured together, and how."""

    measures: tuple[str, ...]
    by: Nodes
    parts: tuple[Part, ...]


def measured(
    parts: Mapping[int, Part],
    measures: Sequence[str],
    by: Nodes,
    *,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[int, Measured]:
    """
    Measure each of some parts, by key.

    A measure that adds up by component is not divided yet by the most that a node could have, since
    that depends on the network that the component stands in.
    """
    keys = list(parts)
    pieces = [Piece(tuple(measures), by, some) for some in _pieces([parts[key] for key in keys])]
    found: list[Measured] = []
    for results in spread(measure, pieces, executor=executor):
        found += results
        progress(f"{len(found):,} of {len(keys):,} components measured")
    return dict(zip(keys, found, strict=True))


def measure(piece: Piece) -> list[Measured]:
    """Measure the parts of a piece: what is done on a worker."""
    return [_measured(PROJECTED[piece.by](part.graph()), piece.measures) for part in piece.parts]


def _measured(network: nx.Graph[str], measures: Sequence[str]) -> Measured:
    nodes = sorted(network)
    modes = nx.get_node_attributes(network, "bipartite")
    values = np.empty((len(measures), len(nodes)))
    for row, name in enumerate(measures):
        parts = MEASURES[name].parts
        found = (parts.raw if parts else MEASURES[name].function)(network)
        values[row] = [found[node] for node in nodes]
    return Measured(
        tuple(nodes),
        tuple(network.nodes[node]["kind"] for node in nodes),
        tuple(modes[node] for node in nodes) if len(modes) == len(nodes) else (),
        values,
    )


def _pieces(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Cut into pieces that are worth sending; where, depends on the parts alone."""
    some: list[Part] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part.nodes) ** 2
        if size >= WORTH_SENDING:
            yield tuple(some)
            some, size = [], 0
    if some:
        yield tuple(some)
