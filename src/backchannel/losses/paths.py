"""
How many lines share nothing: the most paths between two ends that have no node in common.

By Menger's theorem [1]_ it is also the smallest number of nodes whose loss parts the ends. A node
beside both ends is a line by itself, and in every cut; it is set aside first, as is whatever lies
on no way between the ends, so that little is left to search.

References
----------
.. [1] K. Menger, "Zur allgemeinen Kurventheorie", Fundamenta Mathematicae 10 (1927), 96-115.
.. [2] E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power
       estimation", Soviet Mathematics Doklady 11 (1970), 1277-1280.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from backchannel.losses.carriers import LineNetwork

Beside = dict[str, set[str]]
"""Node → the nodes beside it."""

IN, OUT = 0, 1
Half = tuple[str, int]
"""A node where ways enter it, or where they leave."""

Room = dict[Half, dict[Half, int]]
"""How many more ways there is room for from one half to another."""

ANY = 1 << 30
"""Room for any number of ways."""


class Core(NamedTuple):
    """A network of lines, without what needs no search."""

    direct: tuple[str, ...]
    """Things beside both ends: each is a line by itself, and in every cut."""
    joined: Beside
    """The rest, as far as it lies on a way between the ends."""


def core_of(network: LineNetwork) -> Core:
    """Set aside what is a line by itself, and what lies on no way between the ends."""
    left, right = (network.joined.get(end, set()) for end in network.ends)
    direct = {network.thing_of[node] for node in left & right}
    gone = network.nodes_of(direct)
    joined = {node: beside - gone for node, beside in network.joined.items() if node not in gone}
    return Core(tuple(sorted(direct)), _on_the_way(joined, network.ends))


def _on_the_way(joined: Beside, ends: tuple[str, str]) -> Beside:
    """Drop dead ends, again and again, and what is joined to no end."""
    waiting = [node for node, beside in joined.items() if len(beside) < 2 and node not in ends]
    while waiting:
        node = waiting.pop()
        for other in joined.pop(node, set()):
            joined[other].discard(node)
            if len(joined[other]) < 2 and other not in ends:
                waiting.append(other)
    reached = _reached(joined, ends[0])
    if ends[1] not in reached:
        return {end: set() for end in ends}
    return {node: beside for node, beside in joined.items() if node in reached}


def _reached(joined: Mapping[str, AbstractSet[str]], start: str) -> set[str]:
    seen = {start}
    waiting = [start]
    while waiting:
        for other in joined[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def apart(joined: Beside, network: LineNetwork) -> list[Beside]:
    """Part what lies between the ends where it touches at them alone; each part has both ends."""
    ends, thing_of = network.ends, network.thing_of
    of_thing: dict[str, list[str]] = {}
    for node in joined.keys() - {*ends}:
        of_thing.setdefault(thing_of[node], []).append(node)
    # What is lost together is one part, wherever its nodes lie.
    linked = {
        node: (joined[node] - {*ends}).union(nodes) for nodes in of_thing.values() for node in nodes
    }
    return [
        {node: joined[node] for node in inner}
        | {end: joined.get(end, set()) & inner for end in ends}
        for inner in groups_of(linked)
    ]


def groups_of(linked: Mapping[str, AbstractSet[str]]) -> list[set[str]]:
    """Return the groups of nodes that are linked, by the first of each."""
    groups: list[set[str]] = []
    seen: set[str] = set()
    for node in sorted(linked):
        if node not in seen:
            groups.append(_reached(linked, node))
            seen |= groups[-1]
    return groups


def shortest_way(
    joined: Mapping[str, AbstractSet[str]], ends: tuple[str, str], *, without: AbstractSet[str]
) -> list[str] | None:
    """Return the nodes between the ends on a shortest way that avoids some, if there is one."""
    start, goal = ends
    before: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node == goal:
            way = []
            while (node := before[node]) != start:
                way.append(node)
            return way[::-1]
        for other in sorted(joined.get(node, frozenset()) - before.keys() - without):
            before[other] = node
            waiting.append(other)
    return None


def disjoint_ways(
    joined: Mapping[str, AbstractSet[str]],
    ends: tuple[str, str],
    *,
    without: AbstractSet[str] = frozenset(),
) -> list[list[str]] | None:
    """
    Return as many ways between the ends as there are without a node in common.

    None if the ends are beside one another, so that nothing could part them.
    """
    room = _room(joined, ends, without=without, takes={})
    source, sink = (ends[0], OUT), (ends[1], IN)
    found = _filled(room, source, sink)
    return None if found is None else [_taken(room, source, sink) for _ in range(found)]


def most_through(
    joined: Mapping[str, AbstractSet[str]],
    ends: tuple[str, str],
    *,
    without: AbstractSet[str],
    takes: Mapping[str, int],
) -> int | None:
    """Return how many ways there are where each node takes so many; None where nothing is full."""
    room = _room(joined, ends, without=without, takes=takes)
    return _filled(room, (ends[0], OUT), (ends[1], IN))


def _filled(room: Room, source: Half, sink: Half) -> int | None:
    """
    Fill the room with ways, and return how many; None where there is room for any number.

    All shortest ways are taken before steps are counted anew, as in [2]_, so that it does not take
    a walk through everything for each of them.
    """
    found = 0
    while depth := _depths(room, source, sink):
        ahead: dict[Half, list[Half]] = {}
        while step := _way_down(room, depth, ahead, source, sink):
            more = min(room[here][there] for here, there in pairwise(step))
            # What other ways have taken of such room is little.
            if more > ANY // 2:
                return None
            for here, there in pairwise(step):
                room[here][there] -= more
                room[there][here] = room[there].get(here, 0) + more
            found += more
    return found


def _room(
    joined: Mapping[str, AbstractSet[str]],
    ends: tuple[str, str],
    *,
    without: AbstractSet[str],
    takes: Mapping[str, int],
) -> Room:
    """Cut each node in two, with room for the ways that it takes, or one; between nodes is room."""
    room: Room = {}
    for node in sorted(joined.keys() - without):
        room[node, IN] = {(node, OUT): ANY if node in ends else takes.get(node, 1)}
        room[node, OUT] = {(other, IN): ANY for other in sorted(joined[node] - without)}
    return room


def _depths(room: Room, source: Half, sink: Half) -> dict[Half, int]:
    """Return in how many steps each half is reached, as far as the sink; nothing if that is not."""
    depth = {source: 0}
    waiting = deque([source])
    while waiting:
        half = waiting.popleft()
        if half == sink:
            return depth
        for other, left in room.get(half, {}).items():
            if left > 0 and other not in depth:
                depth[other] = depth[half] + 1
                waiting.append(other)
    return {}


def _way_down(
    room: Room,
    depth: Mapping[Half, int],
    ahead: dict[Half, list[Half]],
    source: Half,
    sink: Half,
) -> list[Half]:
    """Return the halves on a way with room on which each step leads deeper, or nothing."""
    way = [source]
    while way and way[-1] != sink:
        half = way[-1]
        # What led nowhere once is never tried again.
        others = ahead.setdefault(half, [*reversed(room.get(half, {}))])
        while others and not (
            room[half][others[-1]] > 0 and depth.get(others[-1]) == depth[half] + 1
        ):
            others.pop()
        if others:
            way.append(others[-1])
        else:
            way.pop()
            if way:
                ahead[way[-1]].pop()
    return way


def _taken(room: Room, source: Half, sink: Half) -> list[str]:
    """Follow one of the ways that were found, and take it out of the network."""
    way, half = [], source
    while half != sink:
        following = next(
            other
            for other in sorted(room[half])
            # What goes on from where ways enter a node is in it, and from where they leave it not.
            if (other[0] == half[0]) == (half[1] == IN) and room[other].get(half, 0)
        )
        room[following][half] -= 1
        if half[1] == IN:
            way.append(half[0])
        half = following
    return way
