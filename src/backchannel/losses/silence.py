"""
How many losses until silence: the fewest that end contact where what has a common cause fails too.

Ways are found one after another: the fewest losses that hit those found so far are searched
exactly, and if a way is left, it joins them. So the first set that leaves none is a smallest one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.losses.paths import disjoint_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.losses.carriers import LineNetwork

Hits = frozenset[str]
"""What hits one way between the ends: any of it."""


def fewest_losses(network: LineNetwork, takes: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    r"""
    Return a smallest set of losses that ends contact, where what has a common cause falls together.

    Lines that share no channel and nobody may still share a building, a law, a treaty or a bank.

    .. math:: S = \min \{ |H| : H \cap W \neq \emptyset \text{ for each way } W \}

    where a way is all that can be lost on a path between the ends, causes among it. It is the
    smallest set that hits each of some sets, found exactly [1]_.

    Parameters
    ----------
    network
        What carries lines between two ends that cannot be lost.
    takes
        What can be lost → the nodes that fall with it. Each thing has to be among them.

    Returns
    -------
    losses
        Ids, sorted; of several smallest sets, one. Their number is at most that of independent
        lines, and 0 where the ends are apart already, as in an empty network. What is isolated
        never has to be lost.

    References
    ----------
    .. [1] E. Moreno-Centeno and R. M. Karp, "The implicit hitting set approach to solve
       combinatorial optimization problems with an application to multigenome alignment", Operations
       Research 61 (2013), 453-468. https://doi.org/10.1287/opre.1120.1139

    Examples
    --------
    Three channels that share nobody are three lines; `x` and `y` need one house, so that two losses
    end contact:

    >>> import networkx as nx
    >>> from backchannel.losses.carriers import LineNetwork
    >>> toy = nx.Graph([(side, channel) for side in "AB" for channel in "xyz"])
    >>> nx.set_node_attributes(toy, {"x": 1, "y": 1, "z": 1}, "bipartite")
    >>> things = {node: node for node in toy if node not in ("A", "B")}
    >>> network = LineNetwork(("A", "B"), (), {node: {*toy[node]} for node in toy}, things)
    >>> takes = {"x": {"x"}, "y": {"y"}, "z": {"z"}, "house": {"x", "y"}}
    >>> fewest_losses(network, {loss: frozenset(nodes) for loss, nodes in takes.items()})
    ('house', 'z')
    """
    joined = {node: set(beside) for node, beside in network.joined.items()}
    with_node: dict[str, set[str]] = defaultdict(set)
    for loss, nodes in takes.items():
        for node in nodes:
            with_node[node].add(loss)
    beside_both = set(joined[network.ends[0]] & joined[network.ends[1]])
    # What stands alone has to be lost by itself, and needs no search.
    alone = {loss for node in beside_both for loss in with_node[node] if len(with_node[node]) == 1}
    fallen = frozenset().union(*(takes[loss] for loss in alone))
    family = [frozenset(with_node[node]) for node in sorted(beside_both - fallen)]
    while True:
        losses = smallest_hitting(family)
        gone = fallen.union(*(takes[loss] for loss in losses))
        ways = disjoint_ways(joined, network.ends, without=gone)
        if not ways:
            return tuple(sorted({*alone, *losses}))
        family += [frozenset().union(*(with_node[node] for node in way)) for way in ways]


def smallest_hitting(family: Iterable[Hits]) -> tuple[str, ...]:
    """
    Return a smallest set that has a member of each of some sets, sorted; the first of several.

    Raises
    ------
    ValueError
        If one of them is empty.

    Examples
    --------
    One of three buildings is in two of three sets, and the third set has to be hit, too:

    >>> smallest_hitting([frozenset("ab"), frozenset("bc"), frozenset("d")])
    ('b', 'd')
    """
    sets = sorted(set(family), key=lambda one: (len(one), sorted(one)))
    if sets and not sets[0]:
        raise ValueError("an empty set cannot be hit")
    best = _greedy(sets)
    for size in range(len(_apart(sets)), len(best)):
        if (found := _hitting(sets, size)) is not None:
            return tuple(sorted(found))
    return tuple(sorted(best))


def _hitting(sets: Sequence[Hits], size: int) -> list[str] | None:
    """Return at most `size` members that hit all sets, or None if there are none such."""
    sets, forced = _reduced(sets)
    if not sets:
        return forced if len(forced) <= size else None
    if len(forced) + len(_apart(sets)) > size:
        return None
    first = min(sets, key=lambda one: (len(one), sorted(one)))
    passed: set[str] = set()
    for member in sorted(first, key=lambda name: (-sum(name in one for one in sets), name)):
        rest = [one - passed for one in sets if member not in one]
        if all(rest) and (found := _hitting(rest, size - len(forced) - 1)) is not None:
            return [*forced, member, *found]
        passed.add(member)
    return None


def _reduced(sets: Iterable[Hits]) -> tuple[list[Hits], list[str]]:
    """Drop what is hit with something else, and take what must be, until nothing changes."""
    left, forced = list(sets), list[str]()
    while True:
        before = len(left), sum(map(len, left))
        left = [one for one in set(left) if not any(other < one for other in left)]
        where = {
            member: {number for number, one in enumerate(left) if member in one}
            for member in set().union(*left)
        }
        needless = {
            member
            for member, places in where.items()
            for other in left[min(places)]
            if (other != member and places <= where[other])
            and (places != where[other] or other < member)
        }
        left = [one - needless for one in left]
        single = {min(one) for one in left if len(one) == 1}
        forced += sorted(single)
        left = sorted((one for one in left if not one & single), key=sorted)
        if (len(left), sum(map(len, left))) == before:
            return left, forced


def _apart(sets: Iterable[Hits]) -> list[Hits]:
    """Return some sets that share nothing: each needs a member of its own."""
    apart: list[Hits] = []
    taken: set[str] = set()
    for one in sorted(sets, key=lambda one: (len(one), sorted(one))):
        if not one & taken:
            apart.append(one)
            taken |= one
    return apart


def _greedy(sets: Iterable[Hits]) -> list[str]:
    """Return a set that hits all, taking each time what hits most."""
    left, taken = list(sets), list[str]()
    while left:
        members = sorted(set().union(*left))
        best = max(members, key=lambda name: sum(name in one for one in left))
        taken.append(best)
        left = [one for one in left if best not in one]
    return taken
