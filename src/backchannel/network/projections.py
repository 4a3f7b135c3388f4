"""
One-mode projections of a snapshot: who is joined to whom by shared channels, and by what rule.

Edges carry `channels` (how many are shared), `strength` and `distance`, never `weight`, which
NetworkX reads as a distance in one function and as a strength in the next. Pass the name. What the
snapshot says of itself (day, digest, …) the projection says too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from backchannel.network.snapshot import CLASS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def persons_by_channel(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Project a snapshot onto persons: two are joined if they sit on one channel.

    A channel with n persons adds 1/(n-1) to the `strength` of each pair on it, so that each person
    has one unit of it to share out and a forum of twenty does not outweigh a tête-à-tête
    (Newman [1]_). `distance` is 1 / strength, for whatever follows shortest paths.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II. Shortest paths, weighted
       networks, and centrality", Physical Review E 64, 016132 (2001).
       https://doi.org/10.1103/PhysRevE.64.016132
    """
    return _projected(network, "person")


def organizations_by_channel(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Project a snapshot onto organizations and offices: two are joined if they sit on one channel.

    The rule is that of `persons_by_channel`; n counts organizations, offices, intergovernmental
    bodies and groups.
    """
    return _projected(network, "organization")


def sides_by_channel(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Project a snapshot onto sides: two are joined if a channel has a party on each.

    The rule is that of `persons_by_channel`; n counts the sides of a channel. A state is no node of
    a snapshot, but it is a side: a world of missions, whose parties are states, has its edges here.
    A side whose channels have no other side is a node without edges.
    """
    seats = [
        sorted(set(node["side"].split("; ")) - {""})
        for _, node in network.nodes(data=True)
        if node["kind"] == "channel"
    ]
    sides = {side: {"kind": "side", "name": side} for found in seats for side in found}
    return _joined(network, seats, sides)


def _projected(network: nx.Graph[str], kind: str) -> nx.Graph[str]:
    # Without `bipartite`, by which a measure would take the projection for a two-mode network.
    members = {
        node: {name: value for name, value in attributes.items() if name != "bipartite"}
        for node, attributes in network.nodes(data=True)
        if CLASS_OF[attributes["kind"]] == kind
    }
    channels = sorted(
        node for node, attributes in network.nodes(data=True) if attributes["kind"] == "channel"
    )
    return _joined(
        network,
        (sorted(actor for actor in network[channel] if actor in members) for channel in channels),
        members,
    )


def _joined(
    network: nx.Graph[str],
    seats: Iterable[Sequence[str]],
    nodes: Mapping[str, Mapping[str, object]],
) -> nx.Graph[str]:
    """Join those who share a channel; each channel of n adds 1/(n-1) to each of its pairs."""
    strength: dict[tuple[str, str], float] = defaultdict(float)
    channels: Counter[tuple[str, str]] = Counter()
    for members in seats:
        for pair in combinations(members, 2):
            strength[pair] += 1 / (len(members) - 1)
            channels[pair] += 1
    graph: nx.Graph[str] = nx.Graph(**network.graph)
    graph.add_nodes_from((node, dict(nodes[node])) for node in sorted(nodes))
    graph.add_edges_from(
        (*pair, {"channels": channels[pair], "strength": strong, "distance": 1 / strong})
        for pair, strong in sorted(strength.items())
    )
    return graph
