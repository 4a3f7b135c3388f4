"""
Where each node stands in pictures: one place on every day, and no label over another.

Channels stand in a column in the middle, in blocks by family; the actors of one side left of it,
everybody else right, in the two outer columns. A row holds one node of a column, so that labels
written along the rows never meet. The order within the columns is the one with the fewest crossing
lines among some that are tried: sweeps of the barycentre method [1]_ from orders drawn by lot; then
neighbours change places while that spares a crossing [2]_.

References
----------
.. [1] K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
       structures", IEEE Transactions on Systems, Man, and Cybernetics 11 (1981), 109-125.
       https://doi.org/10.1109/TSMC.1981.4308636
.. [2] P. Eades and D. Kelly, "Heuristics for reducing crossings in 2-layered networks", Ars
       Combinatoria 21-A (1986), 89-98.
"""

from __future__ import annotations

import random
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from backchannel.facts.dataset import counts_as
from backchannel.facts.names import pair
from backchannel.network.snapshot import union

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.network.snapshot import Extra

FAMILY: Mapping[ChannelType, str] = {
    "head-of-state": "leaders and envoys",
    "special-envoy": "leaders and envoys",
    "security-council": "leaders and envoys",
    "foreign-ministry": "foreign ministries",
    "mission": "foreign ministries",
    "joint-commission": "foreign ministries",
    "working-group": "foreign ministries",
    "prisoner-exchange": "foreign ministries",
    "military": "military and hotlines",
    "deconfliction": "military and hotlines",
    "hotline": "military and hotlines",
    "intelligence": "intelligence",
    "treaty-body": "multilateral and mediated",
    "multilateral": "multilateral and mediated",
    "mediator": "multilateral and mediated",
    "allied": "multilateral and mediated",
    "business": "unofficial and technical",
    "parliamentary": "unofficial and technical",
    "track-1.5": "unofficial and technical",
    "track-2": "unofficial and technical",
    "technical": "unofficial and technical",
    "internal": "within one side",
    "public": "within one side",
}
"""Type of a channel → the family it is grouped with in pictures, where 23 colours could not be told apart."""

FAMILIES = tuple(dict.fromkeys(FAMILY.values()))

LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0
TRIES = 12
SWEEPS = 6


def positions(
    data: Dataset,
    *,
    seed: int = 0,
    between: Sequence[str] | None = None,
    include: Iterable[Extra] = (),
) -> dict[str, tuple[float, float]]:
    """
    Return the place of every node that is ever in the network, computed on the union of all days.

    Parameters
    ----------
    data
        The data, or a view of them.
    seed
        What the orders to try are drawn with; the same seed gives the same places.
    between
        Two sides, by code or name: only channels with a party on each. The first side stands left;
        the package's own pair decides this if none is given.
    include
        As in `snapshot`.

    Returns
    -------
    positions
        Place by node id, sorted: x is 0 (first side), 0.5 (channels) or 1 (others), y between 0 and
        1. No two nodes share a place. An empty network gives an empty mapping.
    """
    network = union(data, between=between, include=include)
    first = pair(data, between)[0] if between else data.between[0]
    columns = _best(network, _columns(network, left=counts_as(first)), lot=random.Random(seed))  # noqa: S311
    places = {
        node: (x, 1 - (row + 0.5) / len(column))
        for x, column in zip((LEFT, MIDDLE, RIGHT), columns, strict=True)
        for row, node in enumerate(column)
    }
    return dict(sorted(places.items()))


def crossings(network: nx.Graph[str], columns: Sequence[Sequence[str]]) -> int:
    """Count the pairs of lines that cross between the middle column and the outer ones."""
    rank = {node: row for column in columns for row, node in enumerate(column)}
    found = 0
    for outer in (columns[0], columns[2]):
        lines = sorted((rank[node], rank[channel]) for node in outer for channel in network[node])
        passed: list[int] = []
        for _, row in lines:
            found += len(passed) - bisect_left(passed, row + 1)
            insort(passed, row)
    return found


def _columns(network: nx.Graph[str], *, left: str) -> list[list[str]]:
    columns: list[list[str]] = [[], [], []]
    for node in sorted(network):
        attributes = network.nodes[node]
        if attributes["kind"] == "channel":
            columns[1].append(node)
        else:
            columns[0 if counts_as(attributes["side"]) == left else 2].append(node)
    return columns


def _best(
    network: nx.Graph[str], columns: list[list[str]], *, lot: random.Random
) -> list[list[str]]:
    tried = []
    for _ in range(TRIES):
        order = [lot.sample(column, len(column)) for column in columns]
        for _ in range(SWEEPS):
            order[1] = _ordered(network, order[1], around=(order[0], order[2]))
            order[0] = _ordered(network, order[0], around=(order[1],))
            order[2] = _ordered(network, order[2], around=(order[1],))
        tried.append((crossings(network, order), order))
    return _switched(network, min(tried)[1])


def _switched(network: nx.Graph[str], columns: list[list[str]]) -> list[list[str]]:
    """Let neighbours in a column change places while that spares a crossing; a family stays together."""
    changed = True
    while changed:
        changed = False
        rank = {node: row for column in columns for row, node in enumerate(column)}
        sides = {node: place for place, column in enumerate(columns) for node in column}
        for column in columns:
            for row in range(len(column) - 1):
                upper, lower = column[row : row + 2]
                ends = [
                    [(sides[one], rank[one]) for one in network[node]] for node in (upper, lower)
                ]
                # Lines that cross now, and those that would: ends on different sides of the middle
                # never do.
                now, then = (
                    sum(a[0] == b[0] and a[1] > b[1] for a in first for b in second)
                    for first, second in (ends, ends[::-1])
                )
                if then < now and _block(network, upper) == _block(network, lower):
                    column[row : row + 2] = lower, upper
                    rank[upper], rank[lower] = row + 1, row
                    changed = True
    return columns


def _block(network: nx.Graph[str], node: str) -> int:
    """Return the number of a channel's family; all actors are of one block."""
    attributes = network.nodes[node]
    return FAMILIES.index(FAMILY[attributes["type"]]) if attributes["kind"] == "channel" else 0


def _ordered(
    network: nx.Graph[str], column: Sequence[str], *, around: Iterable[Sequence[str]]
) -> list[str]:
    """Put a column in the order of the mean height of its neighbours; channels stay in the block of their family."""
    height = {node: (row + 0.5) / len(other) for other in around for row, node in enumerate(other)}
    own = {node: (row + 0.5) / len(column) for row, node in enumerate(column)}

    def key(node: str) -> tuple[int, float, bool, str]:
        near = [height[one] for one in network[node]]
        # An office goes before its holder where both sit on the same channels.
        is_person = network.nodes[node]["kind"] == "person"
        return _block(network, node), sum(near) / len(near) if near else own[node], is_person, node

    return sorted(column, key=key)
