"""
Who is central: degree, betweenness and harmonic closeness, one function per measure.

A snapshot is a two-mode network of actors and channels. Ranking both in one list compares what
cannot be compared: an actor can touch at most every channel, a channel at most every actor. So
each value is divided by the most that a node of its mode could have (Borgatti & Everett 1997), and
persons, organizations with their offices, and channels are reported separately. On a one-mode
graph, such as a projection, the divisors are Freeman's. Edge attributes are ignored, and no measure
changes the graph it is given.

The awkward cases have the same answers everywhere: an empty network gives an empty mapping, an
isolated node has 0, and what cannot be reached adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.network.kernels.paths import sums_of
from backchannel.network.parts import Parts, most_between, most_near, most_neighbours

if TYPE_CHECKING:
    import networkx as nx


def degree(network: nx.Graph[str]) -> dict[str, float]:
    """
    Share of the channels that each actor sits on, and of the actors that sit on each channel.

    A high value marks an actor with many lines to choose from, or a channel that brings many
    together; it says nothing about where those lines lead.

    .. math:: d(v) = k(v) / k_{max}(v)

    where k counts the neighbours, and the most is the number of nodes of the other mode (in a
    one-mode graph, the number of other nodes).

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    degree
        Share per node, 0 to 1, sorted by id. An isolated node has 0, an empty network an empty
        mapping.

    References
    ----------
    .. [1] S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19
           (1997), 243-269. https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    Two channels, `x` and `y`. Ann sits on both, Bob and Cem on one each: `x` has two of three
    actors.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("ann", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "cem": 0, "x": 1, "y": 1}, "bipartite")
    >>> {node: round(value, 2) for node, value in degree(toy).items()}
    {'ann': 1.0, 'bob': 0.5, 'cem': 0.5, 'x': 0.67, 'y': 0.67}
    """
    return DEGREE.of(network)


def betweenness(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    Share of the shortest paths between the others that run through each node.

    A high value marks an actor or a channel that others need to reach one another: a broker, and
    a bottleneck.

    .. math:: b(v) = \frac{1}{b_{max}(v)} \sum_{s<t; s,t \ne v} \frac{\sigma(s,t|v)}{\sigma(s,t)}

    where sigma(s,t) counts the shortest paths between s and t, and sigma(s,t|v) those of them
    through v. The most that a node can have depends on the sizes of both modes ([1]_, p. 256); in a
    one-mode graph it is (n-1)(n-2)/2. Ends do not count. Pairs without a path add nothing.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    betweenness
        Share per node, 0 to 1, sorted by id. An isolated node has 0, an empty network an empty
        mapping.

    References
    ----------
    .. [1] S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19
           (1997), 243-269. https://doi.org/10.1016/S0378-8733(96)00301-2
    .. [2] L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40
           (1977), 35-41. https://doi.org/10.2307/3033543

    Examples
    --------
    A row, bob - x - ann - y - cem: four pairs need Ann (bob-y, bob-cem, x-y, x-cem), which is the
    most an actor can have here; three need `x` (those of Bob), of the five that a channel could
    have: with all three actors on it, their three pairs, and the other channel's way to two of
    them.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("ann", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "cem": 0, "x": 1, "y": 1}, "bipartite")
    >>> {node: round(value, 2) for node, value in betweenness(toy).items()}
    {'ann': 1.0, 'bob': 0.0, 'cem': 0.0, 'x': 0.6, 'y': 0.6}
    """
    return BETWEENNESS.of(network)


def harmonic(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    How near each node is to all others, the unreachable counting as infinitely far.

    A high value marks an actor whose messages pass through few hands, whoever they are for. The
    measure stays defined where the network falls apart, the normal case in a crisis; closeness does
    not.

    .. math:: h(v) = \frac{1}{h_{max}(v)} \sum_{u \ne v} \frac{1}{d(u,v)}

    where d counts steps. At most, a node is one step from every node of the other mode and two from
    every node of its own, which adds up to (other mode) + (own mode - 1) / 2: the reasoning of [1]_
    for closeness, applied to the harmonic sum. In a one-mode graph the most is n-1.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    harmonic
        Share of the greatest possible nearness per node, 0 to 1, sorted by id. An isolated node has
        0, an empty network an empty mapping.

    References
    ----------
    .. [1] S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19
           (1997), 243-269. https://doi.org/10.1016/S0378-8733(96)00301-2
    .. [2] P. Boldi and S. Vigna, "Axioms for centrality", Internet Mathematics 10 (2014), 222-262.
       https://doi.org/10.1080/15427951.2013.865686

    Examples
    --------
    A row, bob - x - ann - y - cem. Ann: 1 + 1 + 1/2 + 1/2 = 3, which is the most, 2 + 2/2. Bob:
    1 + 1/2 + 1/3 + 1/4 = 25/12. `x`: 1 + 1 + 1/2 + 1/3 = 17/6, of 3 + 1/2.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("ann", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "cem": 0, "x": 1, "y": 1}, "bipartite")
    >>> {node: round(value, 2) for node, value in harmonic(toy).items()}
    {'ann': 1.0, 'bob': 0.69, 'cem': 0.69, 'x': 0.81, 'y': 0.81}
    """
    return HARMONIC.of(network)


DEGREE = Parts(lambda figure: [float(len(beside)) for beside in figure.shape], most_neighbours)
BETWEENNESS = Parts(lambda figure: sums_of(figure.shape)[0], most_between)
HARMONIC = Parts(lambda figure: sums_of(figure.shape)[1], most_near)
