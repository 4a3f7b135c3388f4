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
        here, there = part.actors & left, part.actors & right
        both = len(here & there)
        # Whoever sits for both sides is no pair alone, and two of them are one pair.
        pairs += len(here) * len(there) - both * (both + 1) // 2
        near += part.near
        largest = max(largest, len(part.actors))
    return Reached(pairs, near, largest)


def of_seated(parts: Iterable[Part], seats: Seats) -> dict[str, float | None]:
    """
    Return the measures: the sums divided by what they could be among those who have a seat.

    A share of nothing is None.
    """
    sums = reached(parts, seats.left, seats.right)
    return {
        "reach": sums.pairs / seats.pairs if seats.pairs else None,
        "efficiency": sums.near / seats.ordered if seats.ordered else None,
        "largest_component": float(sums.largest),
    }
