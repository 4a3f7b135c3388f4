"""
How much a tie was used: the documented contacts of an actor through a channel in the last year.

The attribute of an edge is called `strength`, never `weight`, which NetworkX reads as a distance in
one function and as a strength in the next.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from backchannel.dates.period import Window, day_bounds
from backchannel.network.presence import ties_of
from backchannel.verdicts.held import is_contact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Certainty

DAYS = 365
"""The days whose contacts count: the day itself, and those before it that make a year."""


def strength(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    How often each actor is documented to have used its channels in the year up to the day.

    Degree counts the lines that an actor could use, strength the use that sources tell of. Little
    use of an open line is no closure, and few documented contacts are not few contacts: what is
    secret or dull is not reported. Compare like with like.

    .. math:: s(v) = \sum_{u \sim v} s_{vu}

    where the strength of a tie of actor and channel is the number of two-way contacts through that
    channel which were held, which nobody denies, which the actor attended and which fell on one of
    365 days, the day of the snapshot the last. Only recorded attendance counts, by whoever is on
    the channel that day; contacts of which it is recorded that there were several, without dates,
    count once. A channel has the sum over those who attended. In a projection the strength of a tie
    is the number of shared channels by Newman's rule ([2]_), and the sum for a node is the number
    of its channels that it shares with anybody.

    Whether a contact fell into these days can itself be unsure. Those count as sure and as presumed
    that did, however their date is read (whoever is only likely to have been there not as sure); as
    possible all that may have done so. Of days before the data begin nothing is known.

    Parameters
    ----------
    network
        What `with_strength` returns for a snapshot, or a projection.

    Returns
    -------
    strength
        Number of contacts per node, 0 or more, sorted by id. An isolated node has 0, an empty
        network gives an empty mapping; nan where no strengths are told.

    References
    ----------
    .. [1] A. Barrat, M. Barthélemy, R. Pastor-Satorras and A. Vespignani, "The architecture of
           complex weighted networks", PNAS 101 (2004), 3747-3752.
           https://doi.org/10.1073/pnas.0400087101
    .. [2] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132
           (2001). https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    Ann and Bob met twice through `x`; through `y` Ann met Cem once, and Bob was never there.

    >>> import networkx as nx
    >>> toy = nx.Graph()
    >>> toy.add_edge("ann", "x", strength=2)
    >>> toy.add_edge("bob", "x", strength=2)
    >>> toy.add_edge("ann", "y", strength=1)
    >>> toy.add_edge("cem", "y", strength=1)
    >>> toy.add_edge("bob", "y", strength=0)
    >>> nx.set_node_attributes(toy, {node: int(node in "xy") for node in toy}, "bipartite")
    >>> strength(toy)
    {'ann': 3.0, 'bob': 2.0, 'cem': 1.0, 'x': 4.0, 'y': 2.0}
    """
    sums: dict[str, float] = dict.fromkeys(sorted(network), 0.0)
    for one, other, strong in network.edges(data="strength", default=float("nan")):
        sums[one] += strong
        sums[other] += strong
    return sums


def with_strength(
    data: Dataset, network: nx.Graph[str], *, made_of: nx.Graph[str] | None = None
) -> nx.Graph[str]:
    """
    Return a copy of a snapshot whose ties say how often they were used in the year up to its day.

    Parameters
    ----------
    data
        What the snapshot was made of.
    network
        A snapshot; or one in which an office and who holds it are one node.
    made_of
        In that case the snapshot it was made of: contacts of whoever is no node any more count for
        whoever stands for it.

    Returns
    -------
    network
        A copy with the attribute `strength`, a number of contacts, on each edge; see `strength`.
    """
    last = date.fromisoformat(network.graph["day"])
    asked = Window(last - timedelta(days=DAYS - 1), last)
    stand_for = _standing_for(ties_of(made_of if made_of is not None else network), network)
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for channel in {channel for _, channel in stand_for}:
        for contact, actors in _attended(data, channel, asked, network.graph["least"]):
            for actor in actors:
                for node in stand_for.get((actor, channel), ()):
                    used[node, channel].add(contact)
    counted = network.copy()
    for actor, channel in ties_of(network):
        counted.edges[actor, channel]["strength"] = len(used[actor, channel])
    return counted


def _attended(
    data: Dataset, channel: str, asked: Window, least: Certainty
) -> Iterable[tuple[str, list[str]]]:
    """Yield the contacts through a channel that fell into some days, with those who attended."""
    for contact in data.contacts_of.get(channel, ()):
        first, last = day_bounds(contact.date)
        is_within = (
            first <= asked.last and last >= asked.first
            if least == "possibly"
            else asked.first <= first and last <= asked.last
        )
        if is_within and is_contact(data, contact):
            there = data.attendances_of.get(contact.id, ())
            yield (
                contact.id,
                [at.actor for at in there if least != "surely" or at.certainty != "likely"],
            )


def _standing_for(
    ties: Mapping[tuple[str, str], Mapping[str, str]], network: nx.Graph[str]
) -> dict[tuple[str, str], set[str]]:
    """Return who stands in a network for each actor on a channel of the snapshot it is made of."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (actor, channel), tie in ties.items():
        if tie["via"]:
            holders[tie["via"], channel].add(actor)
    found = {}
    for (actor, channel), tie in ties.items():
        heirs = {tie["via"]} if tie["via"] else holders[actor, channel]
        found[actor, channel] = {actor} if network.has_edge(actor, channel) else heirs
    return found
