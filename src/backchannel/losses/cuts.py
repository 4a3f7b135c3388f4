"""
The smallest cuts: which losses part two sides, when as few things as possible are lost.

By Menger's theorem their size is the number of lines that share nothing. A channel that go-betweens
carry counts once, though it has a node on each of its sides. What touches at the ends alone is
searched part by part, since a smallest cut is one of each part.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import islice, product
from typing import TYPE_CHECKING

from backchannel.losses.paths import (
    ANY,
    apart,
    core_of,
    disjoint_ways,
    groups_of,
    most_through,
    shortest_way,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from backchannel.losses.carriers import LineNetwork
    from backchannel.losses.paths import Beside, Core

Cut = tuple[str, ...]


def number_of_lines(network: LineNetwork) -> int:
    r"""
    Count the lines between two sides that share nothing that can be lost.

    How many channels there are does not say how much has to be lost before nobody is reached: three
    channels that one envoy carries are one line.

    .. math:: L = \min \{ |C| : C \text{ parts the ends} \}

    where C is a set of channels, persons in their own name, go-betweens and third sides. Lines are
    counted as the fewest losses that part the ends, which is the same by Menger's theorem [1]_.

    Parameters
    ----------
    network
        What carries lines between two ends that cannot be lost.

    Returns
    -------
    number
        From 0, with no most. 0 where no way joins the ends, as in an empty network; what is
        isolated, or joined to one end only, carries no line.

    References
    ----------
    .. [1] K. Menger, "Zur allgemeinen Kurventheorie", Fundamenta Mathematicae 10 (1927), 96-115.
       https://doi.org/10.4064/fm-10-1-96-115

    Examples
    --------
    Ann of side A carries the channels `x` and `y`, and `z` joins the sides without her. Ann and `z`
    part them, and no single thing does:

    >>> import networkx as nx
    >>> from backchannel.losses.carriers import LineNetwork
    >>> toy = nx.Graph([("A", "ann"), ("ann", "x"), ("ann", "y"), ("A", "z")])
    >>> toy.add_edges_from([("x", "B"), ("y", "B"), ("z", "B")])
    >>> nx.set_node_attributes(toy, {"x": 1, "y": 1, "z": 1}, "bipartite")
    >>> things = {node: node for node in toy if node not in ("A", "B")}
    >>> network = LineNetwork(("A", "B"), (), {node: {*toy[node]} for node in toy}, things)
    >>> number_of_lines(network)
    2
    """
    core = core_of(network)
    return len(core.direct) + lines_through(network, core)


def lines_through(network: LineNetwork, core: Core) -> int:
    """Count the lines through what is joined to neither end or to one: those that take a search."""
    return sum(_lines(network, part) for part in apart(core.joined, network))


def smallest_cuts(network: LineNetwork, *, most: int = 50) -> list[Cut]:
    r"""
    Return the smallest sets of things whose loss ends contact between two sides.

    They say on what contact rests: a thing that is in each of them cannot be made up for.

    .. math:: \{ C : C \text{ parts the ends}, |C| = L \}

    where L is the number of lines that share nothing. Each is found by removal: it counts once no
    way is left [1]_.

    Parameters
    ----------
    network
        What carries lines between two ends that cannot be lost.
    most
        How many are returned at most.

    Returns
    -------
    cuts
        Sorted sets of ids, sorted. Nothing needs to be lost where the ends are apart already, as in
        an empty network: the one smallest cut is then empty. What is isolated is in none.

    References
    ----------
    .. [1] K. Menger, "Zur allgemeinen Kurventheorie", Fundamenta Mathematicae 10 (1927), 96-115.
       https://doi.org/10.4064/fm-10-1-96-115

    Examples
    --------
    Ann of side A carries the channel `x` alone, and `z` joins the sides without her. The loss of
    Ann does as much as that of `x`:

    >>> import networkx as nx
    >>> from backchannel.losses.carriers import LineNetwork
    >>> toy = nx.Graph([("A", "ann"), ("ann", "x"), ("x", "B"), ("A", "z"), ("z", "B")])
    >>> nx.set_node_attributes(toy, {"x": 1, "z": 1}, "bipartite")
    >>> things = {node: node for node in toy if node not in ("A", "B")}
    >>> network = LineNetwork(("A", "B"), (), {node: {*toy[node]} for node in toy}, things)
    >>> smallest_cuts(network)
    [('ann', 'z'), ('x', 'z')]
    """
    core = core_of(network)
    of_parts = [
        list(
            islice(_cuts(network, part, _lines(network, part), frozenset(), frozenset(), {}), most)
        )
        for part in apart(core.joined, network)
    ]
    chosen = islice(product(*of_parts), most)
    return sorted(
        tuple(sorted({*core.direct, *(one for cut in cuts for one in cut)})) for cuts in chosen
    )


def lost_alone(network: LineNetwork) -> list[str]:
    """Return the things whose loss alone lowers the number of lines, sorted."""
    core = core_of(network)
    found = set(core.direct)
    for part in apart(core.joined, network):
        lines = _lines(network, part)
        for thing in {network.thing_of[node] for node in part if node in network.thing_of}:
            gone = _nodes(network, part, {thing})
            left = {node: beside - gone for node, beside in part.items() if node not in gone}
            if sum(_lines(network, rest) for rest in apart(left, network)) < lines:
                found.add(thing)
    return sorted(found)


def _lines(network: LineNetwork, part: Beside) -> int:
    """Count the lines through a part, as the fewest losses that part the ends."""
    # The ends are never beside one another.
    most = len(disjoint_ways(part, network.ends) or ())
    size = _least(network, part, frozenset(), frozenset())
    if size < most:
        alike, spared = _alike(network, part)
        while size < most and not any(_cuts(network, part, size, frozenset(), spared, alike)):
            size += 1
    return size


def _alike(
    network: LineNetwork, part: Beside
) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """
    Return the things alike, and those that need not be lost where only the size of a cut is asked.

    What touches nothing but one thing, as the go-between of a single channel, need not be lost: the
    loss of that thing does as much. Things alike join the same nodes in the same way; to lose one
    of them is of no use while another is left.
    """
    nodes = {node: thing for node in part if (thing := network.thing_of.get(node)) is not None}
    number = Counter(nodes.values())
    inside: dict[str, set[str]] = defaultdict(set)
    spared = set()
    for node, thing in nodes.items():
        touched = {nodes.get(other, other) for other in part[node]}
        if number[thing] == 1 and len(touched) == 1 and not touched & {*network.ends}:
            inside[touched.pop()].add(node)
            spared.add(thing)
    for node, thing in nodes.items():
        if thing not in spared:
            inside[thing].add(node)
    alike: dict[frozenset[frozenset[str]], set[str]] = defaultdict(set)
    for thing in inside.keys() - spared:
        members = inside[thing]
        pieces = groups_of({node: part[node] & members for node in members})
        joins = [frozenset(other for node in piece for other in part[node]) for piece in pieces]
        alike[frozenset(join - members for join in joins)].add(thing)
    return {thing: frozenset(things) for things in alike.values() for thing in things}, frozenset(
        spared
    )


def _least(
    network: LineNetwork, part: Beside, lost: AbstractSet[str], kept: AbstractSet[str]
) -> int:
    """
    Return a number of further losses below which no cut can be: the greater of two.

    A thing takes as many ways as `whole` says, shared out among its nodes. To lose all things of a
    cut takes away no more room than `whole` for each, and has to take away that of all ways. And
    of ways that share nothing that can be lost, a cut takes one thing each: where one thing has
    several nodes on a way, as a channel that go-betweens carry, these are more.
    """
    nodes = Counter(network.thing_of[node] for node in part if node in network.thing_of)
    whole = math.lcm(*nodes.values())
    takes = {
        node: ANY if thing in kept else whole // nodes[thing]
        for node in part
        if (thing := network.thing_of.get(node)) is not None
    }
    gone = _nodes(network, part, lost)
    ways = most_through(part, network.ends, without=gone, takes=takes)
    if ways is None:
        return len(part)
    found = 0
    while way := shortest_way(part, network.ends, without=gone):
        gone |= _nodes(network, part, {network.thing_of[node] for node in way} - kept)
        found += 1
    return max(-(-ways // whole), found)


def _cuts(
    network: LineNetwork,
    part: Beside,
    size: int,
    lost: AbstractSet[str],
    kept: AbstractSet[str],
    alike: Mapping[str, frozenset[str]],
) -> Iterator[AbstractSet[str]]:
    """
    Yield each set of `size` further things that parts the ends, with `lost` and none of `kept`.

    One thing on each way between the ends has to go. They are tried in turn, and what was tried
    stays in what comes later, so that no set is found twice. Things `alike` go or stay together.
    """
    way = shortest_way(part, network.ends, without=_nodes(network, part, lost))
    if way is None:
        if size == 0:
            yield lost
        return
    if size < 0 or _least(network, part, lost, kept) > size:
        return
    for thing in dict.fromkeys(network.thing_of[node] for node in way):
        if thing not in kept:
            tried = alike.get(thing, {thing})
            yield from _cuts(network, part, size - len(tried), lost | tried, kept, alike)
            kept = kept | tried


def _nodes(network: LineNetwork, part: Beside, things: AbstractSet[str]) -> frozenset[str]:
    return frozenset(node for node in part if network.thing_of.get(node) in things)
