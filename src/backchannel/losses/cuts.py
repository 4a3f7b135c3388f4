"""
The smallest cuts: which losses part two sides, when as few things as possible are lost.

By Menger's theorem their size is the number of lines that share nothing. A channel that go-betweens
carry counts once, though it has a node on each of its sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.losses.paths import core_of, disjoint_ways, shortest_way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from backchannel.losses.carriers import LineNetwork
    from backchannel.losses.paths import Core

Cut = tuple[str, ...]


def number_of_lines(network: LineNetwork) -> int:
    """
    Count the lines between the ends that share nothing that can be lost.

    Lines are counted as the fewest losses that part the ends, which is the same.
    """
    core = core_of(network)
    return len(core.direct) + lines_through(network, core)


def lines_through(network: LineNetwork, core: Core) -> int:
    """Count the lines through what is joined to neither end or to one: those that take a search."""
    ways = disjoint_ways(core.joined, network.ends)
    # No node is firm here, and the ends are never beside one another.
    most = len(ways or ())
    size = _least(network, core, frozenset(), frozenset()) if _split(network, core) else most
    while size < most and not any(_cuts(network, core, size, frozenset(), frozenset())):
        size += 1
    return size


def smallest_cuts(network: LineNetwork, *, most: int = 50) -> list[Cut]:
    """
    Return the smallest sets of things whose loss parts the ends, sorted; at most so many.

    Each is found by removal: it counts once no way is left. Nothing needs to be lost where the ends
    are apart already: the one smallest cut is then empty.
    """
    core = core_of(network)
    size = lines_through(network, core)
    found: list[Cut] = []
    for cut in _cuts(network, core, size, frozenset(), frozenset()):
        whole = tuple(sorted({*core.direct, *cut}))
        found.append(whole)
        if len(found) == most:
            break
    return sorted(found)


def lost_alone(network: LineNetwork) -> list[str]:
    """Return the things whose loss alone lowers the number of lines, sorted."""
    lines = number_of_lines(network)
    core = core_of(network)
    inner = sorted({network.thing_of[node] for node in core.joined if node in network.thing_of})
    counts = {thing: number_of_lines(network.without([thing])) for thing in inner}
    return sorted({*core.direct, *(thing for thing, count in counts.items() if count < lines)})


def _least(network: LineNetwork, core: Core, lost: AbstractSet[str], kept: AbstractSet[str]) -> int:
    """Return a number of further losses below which no cut can be; what has two nodes is let go."""
    gone = _nodes(network, core, lost | (_split(network, core) - kept))
    firm = _nodes(network, core, kept)
    ways = disjoint_ways(core.joined, network.ends, without=gone, firm=firm)
    return len(core.joined) if ways is None else len(ways)


def _cuts(
    network: LineNetwork, core: Core, size: int, lost: AbstractSet[str], kept: AbstractSet[str]
) -> Iterator[AbstractSet[str]]:
    """
    Yield each set of `size` further things that parts the ends, with `lost` and none of `kept`.

    One thing on each way between the ends has to go. They are tried in turn, and what was tried
    stays in what comes later, so that no set is found twice.
    """
    way = shortest_way(core.joined, network.ends, without=_nodes(network, core, lost))
    if way is None:
        if size == 0:
            yield lost
        return
    if _least(network, core, lost, kept) > size:
        return
    for thing in dict.fromkeys(network.thing_of[node] for node in way):
        if thing not in kept:
            yield from _cuts(network, core, size - 1, lost | {thing}, kept)
            kept = kept | {thing}


def _split(network: LineNetwork, core: Core) -> set[str]:
    """Return the things that have more than one node."""
    return {
        network.thing_of[node] for node in core.joined if network.thing_of.get(node, node) != node
    }


def _nodes(network: LineNetwork, core: Core, things: AbstractSet[str]) -> frozenset[str]:
    return frozenset(node for node in core.joined if network.thing_of.get(node) in things)
