"""
Who can reach whom through the usable channels between two sides, and in how many steps.

Two actors are joined if they share a usable channel. What is summed over them is divided by what it
could be at most among all who have a *seat* that day: who possibly sits on a channel between the
two sides of which something is known by then, usable or not. So whoever loses the last channel
counts on, as somebody who is not reached, and a loss never looks like a gain. States are no actors
here, as in every network: what runs between two states alone joins nobody.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from backchannel.losses.seats import pairs_across
from backchannel.network.kernels.nearness import nearness

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from backchannel.losses.seats import Seats


class Reached(NamedTuple):
    """Sums over the actors of a network, not yet divided by what they could be."""

    pairs: int
    """Pairs of an actor of each side that reach one another, in any number of steps."""
    near: float
    """Over all ordered pairs of actors that reach one another: 1 / channels between them."""
    largest: int
    """Actors in the largest part within which all reach one another."""


class Part(NamedTuple):
    """Some actors who all reach one another, and nobody else."""

    actors: frozenset[str]
    near: float
    """As in `Reached`."""


def parts_of(members: Iterable[Iterable[str]]) -> list[Part]:
    """Return the parts of a network that is given by who sits on each of its channels."""
    waiting = {frozenset(actors) for actors in members} - {frozenset()}
    channels_of: dict[str, list[frozenset[str]]] = defaultdict(list)
    for channel in waiting:
        for actor in channel:
            channels_of[actor].append(channel)
    parts = []
    while waiting:
        part = set(ahead := [waiting.pop()])
        while ahead:
            # Whoever was met once is not asked again, so that the work grows with the ties alone.
            met = (channels_of.pop(actor, ()) for actor in ahead.pop())
            new = set(chain.from_iterable(met)) - part
            part |= new
            ahead += new
        waiting -= part
        parts.append(part)
    found = map(part_of, parts)
    # In one order, since the sum of fractions depends on it in the last bit.
    return sorted(found, key=lambda part: sorted(part.actors))


def part_of(members: Iterable[frozenset[str]]) -> Part:
    """Return the part that channels are which hang together, by who sits on each of them."""
    channels = frozenset(members)
    return Part(frozenset().union(*channels), nearness(channels))


def reached(parts: Iterable[Part], left: AbstractSet[str], right: AbstractSet[str]) -> Reached:
    """
    Return the sums of a network.

    Parameters
    ----------
    parts
        The parts of the network.
    left, right
        The actors of one side, and those of the other.

    Examples
    --------
    Ann and Bob share a channel, and so do Bob and Cem. Ann and Bob are of one side, Cem and Dan of
    the other; Dan is on a channel alone. Ann and Bob reach Cem, so 2 pairs; 1 + 1/2 + 1 for three
    pairs, each in both directions.

    >>> parts = parts_of([{"ann", "bob"}, {"bob", "cem"}, {"dan"}])
    >>> reached(parts, {"ann", "bob"}, {"cem", "dan"})
    Reached(pairs=2, near=5.0, largest=3)
    """
    pairs, near, largest = 0, 0.0, 0
    for part in parts:
        pairs += pairs_across(part.actors & left, part.actors & right)
        near += part.near
        largest = max(largest, len(part.actors))
    return Reached(pairs, near, largest)


def reach(parts: Iterable[Part], left: AbstractSet[str], right: AbstractSet[str]) -> float | None:
    r"""
    Return the share of the pairs of actors across two sides that reach one another.

    Who could still get word to whom, through however many hands.

    .. math:: R = \frac{|\{(a, b) \in A \times B : a \text{ reaches } b\}|}{|A| \, |B|}

    where A and B are the actors of the sides who have a seat, and one reaches another through
    usable channels and whoever shares them. It is connectivity in the sense of [1]_, between two
    groups.

    Parameters
    ----------
    parts
        The parts of the network, see `parts_of`.
    left, right
        The actors of each side who have a seat, whether or not they are in the network.

    Returns
    -------
    reach
        From 0 to 1. An isolated actor reaches nobody and counts. In an empty network it is 0; it is
        not defined (None) where a side has nobody with a seat. Whoever sits for both sides is no
        pair alone, and two of them are one pair.

    References
    ----------
    .. [1] S. P. Borgatti, "Identifying sets of key players in a social network", Computational &
       Mathematical Organization Theory 12 (2006), 21-34. https://doi.org/10.1007/s10588-006-7084-x

    Examples
    --------
    Ann and Bob share `x`, and Bob and Cem `y`; Dan is on `z` alone. Ann and Bob are of one side,
    Cem and Dan of the other: of four pairs, ann-cem and bob-cem reach one another.

    >>> import networkx as nx
    >>> from backchannel.losses.reaching import parts_of
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("bob", "y"), ("cem", "y"), ("dan", "z")])
    >>> nx.set_node_attributes(toy, {"x": 1, "y": 1, "z": 1}, "bipartite")
    >>> reach(parts_of(toy[channel] for channel in "xyz"), {"ann", "bob"}, {"cem", "dan"})
    0.5
    """
    pairs = pairs_across(left, right)
    return reached(parts, left, right).pairs / pairs if pairs else None


def efficiency(parts: Iterable[Part], seated: AbstractSet[str]) -> float | None:
    r"""
    Return how near actors are to one another on average, whom nobody reaches counting as far off.

    Where each message needs a further channel it arrives later, and more hands have touched it.

    .. math:: E = \frac{1}{n (n - 1)} \sum_{a \neq b} \frac{1}{d(a, b)}

    where n actors have a seat, of either side or a third, and d counts the channels on a shortest
    way [1]_. A pair without a way adds nothing.

    Parameters
    ----------
    parts
        The parts of the network, see `parts_of`.
    seated
        All actors who have a seat, whether or not they are in the network.

    Returns
    -------
    efficiency
        From 0 (nobody reaches anybody, as in an empty network) to 1 (each two share a channel). An
        isolated actor adds nothing and counts. It is not defined (None) for fewer than two.

    References
    ----------
    .. [1] V. Latora and M. Marchiori, "Efficient behavior of small-world networks", Physical Review
       Letters 87 (2001), 198701. https://doi.org/10.1103/PhysRevLett.87.198701

    Examples
    --------
    Ann and Bob share `x`, Bob and Cem `y`: 1 + 1 + 1/2, each in both directions, of 4 times 3
    ordered pairs with Dan.

    >>> import networkx as nx
    >>> from backchannel.losses.reaching import parts_of
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("bob", "y"), ("cem", "y"), ("dan", "z")])
    >>> nx.set_node_attributes(toy, {"x": 1, "y": 1, "z": 1}, "bipartite")
    >>> parts = parts_of(toy[channel] for channel in "xyz")
    >>> round(efficiency(parts, {"ann", "bob", "cem", "dan"}), 3)
    0.417
    """
    ordered = len(seated) * (len(seated) - 1)
    nobody: frozenset[str] = frozenset()
    return reached(parts, nobody, nobody).near / ordered if ordered else None


def largest_component(parts: Iterable[Part]) -> int:
    r"""
    Return how many actors there are in the largest part within which all reach one another.

    As channels are lost a network falls apart, and then mostly into one large part and many small.

    .. math:: G = \max_i |V_i|

    where V are the actors of a part [1]_. Channels are not counted.

    Parameters
    ----------
    parts
        The parts of the network, see `parts_of`.

    Returns
    -------
    number
        From 0, in an empty network; 1 where every actor is isolated.

    References
    ----------
    .. [1] R. Albert, H. Jeong and A.-L. Barabási, "Error and attack tolerance of complex networks",
       Nature 406 (2000), 378-382. https://doi.org/10.1038/35019019

    Examples
    --------
    Ann, Bob and Cem hang together by `x` and `y`; Dan is on `z` alone.

    >>> import networkx as nx
    >>> from backchannel.losses.reaching import parts_of
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("bob", "y"), ("cem", "y"), ("dan", "z")])
    >>> nx.set_node_attributes(toy, {"x": 1, "y": 1, "z": 1}, "bipartite")
    >>> largest_component(parts_of(toy[channel] for channel in "xyz"))
    3
    """
    return max((len(part.actors) for part in parts), default=0)


def of_seated(parts: Iterable[Part], seats: Seats) -> dict[str, float | None]:
    """Return the measures among those who have a seat."""
    there = list(parts)
    return {
        "reach": reach(there, seats.left, seats.right),
        "efficiency": efficiency(there, seats.left | seats.right | seats.others),
        "largest_component": float(largest_component(there)),
    }
