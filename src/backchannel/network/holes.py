"""
Who bridges holes between their contacts: Burt's constraint and effective size.

Both look at an actor's own contacts and the ties among them, so they are measured where actors are
joined to actors: of a snapshot, on its projection `actors_by_channel`. Channels have no contacts of
their own and no value. No measure changes the graph it is given, and an empty network gives an
empty mapping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.network.kernels.walks import (
    constraints,
    effective_sizes,
    meetings,
    strengths_of,
)
from backchannel.network.parts import Parts, undivided

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from backchannel.network.parts import Figure


def constraint(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    How far each actor's contacts are in touch without it (Burt's constraint).

    A low value marks an actor whose contacts do not meet one another: it learns early and can play
    them off or bring them together. A high value marks one who has few contacts, or contacts who
    all sit together and need it for nothing.

    .. math:: c(v) = \sum_{w \sim v} \Big(p_{vw} + \sum_u p_{vu} \, p_{uw}\Big)^2, \qquad
       p_{vw} = s_{vw} / \sum_u s_{vu}

    where s is the strength of a tie: a channel with n actors adds 1/(n-1) to each pair on it, so
    that p is the share of its channels that v has with w. In a one-mode graph s is the edge
    attribute `strength`, or 1 where there is none. It depends on the actor's own component alone.
    No term in brackets exceeds 1 and together they add up to 2 at most, so 2 is an upper bound.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    constraint
        Per node, above 0 to 2, sorted by id; low is free. nan for channels, and for whoever has no
        contact, where it is not defined. An empty network gives an empty mapping.

    References
    ----------
    .. [1] R. S. Burt, "Structural Holes: The Social Structure of Competition", Harvard University
           Press (1992). https://doi.org/10.4159/9780674029095
    .. [2] R. S. Burt, "Structural holes and good ideas", American Journal of Sociology 110 (2004),
           349-399. https://doi.org/10.1086/421787
    .. [3] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132
           (2001). https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    Ann, Bob and Dan sit on `x` (1/2 a pair), Ann and Cem on `y` (1). Of Ann's two channels a
    quarter is with Bob, a quarter with Dan, half with Cem; half of Bob's one is with Dan. Ann:
    twice (1/4 + 1/4 · 1/2)² for Bob and Dan, (1/2)² for Cem: 0.53. Cem has Ann alone: 1.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("dan", "x"), ("ann", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {node: int(node in "xy") for node in toy}, "bipartite")
    >>> {node: round(value, 2) for node, value in constraint(toy).items()}
    {'ann': 0.53, 'bob': 0.95, 'cem': 1.0, 'dan': 0.95, 'x': nan, 'y': nan}
    """
    return CONSTRAINT.of(network)


def effective_size(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    How many contacts each actor has that do not stand for one another (Burt's effective size).

    Twenty members of one forum who all meet there are little more than one contact; two persons
    who never meet are two. A high value marks an actor who connects circles.

    .. math:: e(v) = k(v) - 2 t(v) / k(v)

    where k counts the actors who share a channel with v, and t the pairs of them who share one with
    each other: Borgatti's form ([2]_) of Burt's measure for ties that are there or not. How strong
    a tie is does not count. It depends on the actor's own component alone.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    effective_size
        Number of contacts per node, sorted by id: 0 for whoever has none (NetworkX says nan), else
        1 to the number of other actors. nan for channels. An empty network gives an empty mapping.

    References
    ----------
    .. [1] R. S. Burt, "Structural Holes: The Social Structure of Competition", Harvard University
           Press (1992). https://doi.org/10.4159/9780674029095
    .. [2] S. P. Borgatti, "Structural holes: unpacking Burt's redundancy measures", Connections 20
           (1997), 35-38.

    Examples
    --------
    Ann, Bob and Dan sit on `x`, Ann and Cem on `y`. Ann has three contacts, of whom one pair meets:
    3 - 2 · 1 / 3. Bob's two contacts meet: 2 - 2 · 1 / 2.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("dan", "x"), ("ann", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {node: int(node in "xy") for node in toy}, "bipartite")
    >>> {node: round(value, 2) for node, value in effective_size(toy).items()}
    {'ann': 2.33, 'bob': 1.0, 'cem': 1.0, 'dan': 1.0, 'x': nan, 'y': nan}
    """
    return EFFECTIVE_SIZE.of(network)


def _constraints(figure: Figure) -> list[float]:
    ties = strengths_of(figure.shape, figure.modes, figure.strengths)
    return _of_actors(figure, constraints(ties))


def _effective_sizes(figure: Figure) -> list[float]:
    return _of_actors(figure, effective_sizes(meetings(figure.shape, figure.modes)))


def _of_actors(figure: Figure, values: Sequence[float]) -> list[float]:
    """Return the values of actors in their places among all nodes; channels have none."""
    if not figure.modes:
        return list(values)
    of_actor = iter(values)
    return [float("nan") if mode else next(of_actor) for mode in figure.modes]


CONSTRAINT = Parts(_constraints, undivided)
EFFECTIVE_SIZE = Parts(_effective_sizes, undivided)
