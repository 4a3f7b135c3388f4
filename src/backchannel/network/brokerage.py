"""
Who stands between groups: the roles of Gould and Fernandez, and go-betweens on shortest paths.

Both ask of actors who belong to groups, by side or by sector. An actor of no group, or of several
sides, is no end and no broker of such a question: it has nan. No measure changes the graph it is
given, and an empty network gives an empty mapping.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx

from backchannel.errors import one_of
from backchannel.facts.dataset import counts_as
from backchannel.network.projections import actors_by_channel

if TYPE_CHECKING:
    from collections.abc import Mapping

Groups = Literal["side", "sector"]
"""The attribute that says of which group an actor is."""

Role = Literal["coordinator", "gatekeeper", "itinerant", "liaison", "representative"]

ROLES: Mapping[Role, str] = {
    "coordinator": "between two of its own group",
    "gatekeeper": "from another group to its own",
    "itinerant": "between two of one other group",
    "liaison": "between two other groups",
    "representative": "from its own group to another",
}
"""Role → between whom the broker stands."""


def broker_roles(
    network: nx.Graph[str], *, groups: Groups = "side"
) -> dict[Role, dict[str, float]]:
    r"""
    Between how many pairs each actor stands who have no tie of their own, by role.

    Whoever is joined to two actors who are not joined to each other can broker between them. What
    that means depends on the groups of the three: a coordinator serves its own group, a
    representative speaks for it to others and a gatekeeper lets others in, an itinerant broker (a
    consultant) serves a group it does not belong to, and a liaison joins two groups to neither of
    which it belongs: the third-party mediator.

    .. math:: B_r(v) = |\{(a, c) : a \sim v \sim c, \; a \not\sim c, \; a \ne c, \;
       (g_a, g_v, g_c) \text{ is of role } r\}|

    where g is the group. A tie has no direction here, so each pair counts once from either end, as
    Gould and Fernandez count symmetric ties: every number but that of gatekeepers and
    representatives is even, and those two are equal. Triads with an actor of no group, or of
    several sides, count for no role.

    Parameters
    ----------
    network
        Snapshot of one day, which is projected onto its actors (`actors_by_channel`), or a one-mode
        graph whose nodes have the attribute `groups`.
    groups
        `side` or `sector`.

    Returns
    -------
    broker_roles
        Role → number of ordered pairs per actor, 0 or more, sorted by id. An isolated actor has 0,
        one of no group nan; in an empty network each role has an empty mapping.

    Raises
    ------
    UnknownName
        If `groups` is neither.

    References
    ----------
    .. [1] R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage
           in transaction networks", Sociological Methodology 19 (1989), 89-126.
           https://doi.org/10.2307/270949

    Examples
    --------
    Ann (of A) and Mia (of M) sit on `x`, Mia and Bob (of B) on `y`, Bob and Eve (of B) on `z`. Mia
    stands between Ann and Bob, of two other groups: a liaison, from either end. Bob stands between
    Mia and Eve, of his own group: gatekeeper from Mia to Eve, representative from Eve to Mia.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "mia"), ("mia", "bob"), ("bob", "eve")])
    >>> nx.set_node_attributes(toy, {"ann": "A", "mia": "M", "bob": "B", "eve": "B"}, "side")
    >>> {role: values for role, values in broker_roles(toy).items() if any(values.values())}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'gatekeeper': {'ann': 0, 'bob': 1, 'eve': 0, 'mia': 0},
     'liaison': {'ann': 0, 'bob': 0, 'eve': 0, 'mia': 2},
     'representative': {'ann': 0, 'bob': 1, 'eve': 0, 'mia': 0}}
    """
    one_of("kind of group", groups, get_args(Groups))
    actors = _one_mode(network)
    group_of = {node: _group(str(rest.get(groups, ""))) for node, rest in actors.nodes(data=True)}
    found: dict[Role, dict[str, float]] = {role: {} for role in ROLES}
    for broker in sorted(actors):
        own = group_of[broker]
        for values in found.values():
            values[broker] = 0 if own else float("nan")
        known = [contact for contact in actors[broker] if own and group_of[contact]]
        for start, end in permutations(known, 2):
            if not actors.has_edge(start, end):
                found[_role(group_of[start], own, group_of[end])][broker] += 1
    return found


def pairs_carried(network: nx.Graph[str], *, between: tuple[str, str]) -> dict[str, float]:
    r"""
    How many pairs of two sides need each node to reach one another.

    Each actor of one side is taken with each of the other. If they share a channel, that channel
    lies between them and no third person does; if not, the message passes others: those who pass
    most are the go-betweens.

    .. math:: g(v) = \sum_{a \in A, \; b \in B; \; a, b \ne v} \frac{\sigma(a,b|v)}{\sigma(a,b)}

    where sigma counts shortest paths, as for betweenness: if there are two, each counts half. Pairs
    without a path add nothing. The number is not divided: it is a number of pairs, of at most |A|
    times |B|. An actor of several sides, or of none, is an end of no pair but may lie between.

    Parameters
    ----------
    network
        Snapshot of one day, of the channels of all sides, since a go-between is often of a third.
    between
        The codes of two sides; SUN counts as RUS.

    Returns
    -------
    pairs_carried
        Number of pairs per node, 0 to |A| |B|, sorted by id. An isolated node has 0, an empty
        network gives an empty mapping.

    References
    ----------
    .. [1] U. Brandes, "On variants of shortest-path betweenness centrality and their generic
           computation", Social Networks 30 (2008), 136-145.
           https://doi.org/10.1016/j.socnet.2007.11.001

    Examples
    --------
    Ann (of A) and Mia (of M) sit on `x`, Mia and Bob (of B) on `y`. The one pair of A and B, Ann
    and Bob, needs `x`, Mia and `y`.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("mia", "x"), ("mia", "y"), ("bob", "y")])
    >>> nx.set_node_attributes(toy, {node: int(node in "xy") for node in toy}, "bipartite")
    >>> sides = {"ann": "A", "mia": "M", "bob": "B", "x": "", "y": ""}
    >>> nx.set_node_attributes(toy, sides, "side")
    >>> pairs_carried(toy, between=("A", "B"))
    {'ann': 0.0, 'bob': 0.0, 'mia': 1.0, 'x': 1.0, 'y': 1.0}
    """
    sources, targets = (
        [
            node
            for node, rest in network.nodes(data=True)
            if not rest["bipartite"] and _group(rest["side"]) == counts_as(side)
        ]
        for side in between
    )
    # NetworkX counts undirected pairs from both ends and halves; ours are counted from one end.
    sums = nx.betweenness_centrality_subset(network, sources, targets, normalized=False)
    return {node: 2 * sums[node] for node in sorted(sums)}


def _one_mode(network: nx.Graph[str]) -> nx.Graph[str]:
    is_two_mode = len(nx.get_node_attributes(network, "bipartite")) == len(network)
    return actors_by_channel(network) if is_two_mode else network


def _group(told: str) -> str:
    """Return the one group that an attribute tells, empty where it tells several."""
    return "" if ";" in told else counts_as(told)


def _role(start: str, broker: str, end: str) -> Role:
    if start == end:
        return "coordinator" if start == broker else "itinerant"
    if broker == end:
        return "gatekeeper"
    return "representative" if broker == start else "liaison"
