"""
What is made of a snapshot: one-mode projections, and an office and its holder as one node.

A one-mode projection says who is joined to whom by shared channels, and by what rule. Its edges
carry `channels` (how many are shared), `strength` and `distance`, never `weight`, which NetworkX
reads as a distance in one function and as a strength in the next. Pass the name. What the snapshot
says of itself (day, digest, …) is said of each network that is made of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from backchannel.network.snapshot import CLASS_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


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
    return _projected(network, _of_class(network, "person"))


def organizations_by_channel(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Project a snapshot onto organizations and offices: two are joined if they sit on one channel.

    The rule is that of `persons_by_channel`; n counts organizations, offices, intergovernmental
    bodies and groups.
    """
    return _projected(network, _of_class(network, "organization"))


def actors_by_channel(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Project a snapshot onto all its actors: two are joined if they sit on one channel.

    The rule is that of `persons_by_channel`; n counts persons, organizations and offices alike. An
    office and who holds it are two of them, unless they are made one before
    (`offices_for_holders`, `holders_for_offices`).
    """
    actors = [node for node, mode in network.nodes(data="bipartite") if not mode]
    return _projected(network, actors)


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


def offices_for_holders(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Return a snapshot in which whoever sits on a channel by an office is that office.

    In a snapshot an office and its holder are two nodes on the channels of the office, and both
    count there. Here the ties of holders are left out, and with them the persons who have no other:
    the office stands for whoever holds it. A person who also sits somewhere in its own name keeps
    those seats. Channels have the same number of seats whether or not a source says who held the
    office, which makes years comparable.
    """
    return _without_ties(network, lambda actor, _channel, rest: rest["via"] not in ("", actor))


def holders_for_offices(network: nx.Graph[str]) -> nx.Graph[str]:
    """
    Return a snapshot in which an office is whoever holds it.

    The tie of an office to a channel is left out if a holder of that office sits there by it; an
    office without any tie left is left out too. Where nobody is known to hold it, the office keeps
    its seat, so that no channel loses one. A person with two offices is one node on the channels of
    both; an office with two holders is two nodes.
    """
    held = {
        (rest["via"], channel)
        for actor, channel, rest in _ties(network)
        if rest["via"] not in ("", actor)
    }
    return _without_ties(network, lambda actor, channel, _rest: (actor, channel) in held)


def _without_ties(
    network: nx.Graph[str], is_left_out: Callable[[str, str, Mapping[str, Any]], bool]
) -> nx.Graph[str]:
    """Return a copy without some ties, nor the actors who have no other."""
    gone = [tie[:2] for tie in _ties(network) if is_left_out(*tie)]
    rest = network.copy()
    rest.remove_edges_from(gone)
    rest.remove_nodes_from([actor for actor in {actor for actor, _ in gone} if not rest[actor]])
    return rest


def _ties(network: nx.Graph[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield the ties of a snapshot as actor, channel and attributes."""
    for one, other, rest in network.edges(data=True):
        yield (other, one, rest) if network.nodes[one]["bipartite"] else (one, other, rest)


def _of_class(network: nx.Graph[str], group: str) -> list[str]:
    return [node for node, rest in network.nodes(data=True) if CLASS_OF[rest["kind"]] == group]


def _projected(network: nx.Graph[str], actors: Iterable[str]) -> nx.Graph[str]:
    # Without `bipartite`, by which a measure would take the projection for a two-mode network.
    members = {
        node: {name: rest for name, rest in network.nodes[node].items() if name != "bipartite"}
        for node in actors
    }
    channels = sorted(node for node, mode in network.nodes(data="bipartite") if mode)
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
