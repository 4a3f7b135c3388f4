"""
Who is central by walks of any length: Katz, eigenvector and random-walk betweenness.

Shortest paths see only the quickest way. These measures count every way, the longer ones for less.
Edge attributes are ignored, and no measure changes the graph it is given. An empty network gives an
empty mapping. What an isolated node has is said with each measure.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.network.kernels.shapes import shapes
from backchannel.network.kernels.walks import currents, katz_sums, leading
from backchannel.network.parts import Parts, most_between

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import networkx as nx

    from backchannel.network.kernels.shapes import Shape

    OfNetworks = Callable[[Sequence[Shape], Sequence[Sequence[int]]], list[list[float]]]

ATTENUATION = 0.85
"""What alpha of Katz is, times the greatest eigenvalue of the network: that of PageRank."""


def katz(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    How many ways lead away from each node, the longer ones counting less (Katz).

    A high value marks a node with many contacts who have many contacts in turn. Unlike the
    eigenvector it is defined wherever the network falls apart.

    .. math:: k(v) = \sum_{j \ge 1} \alpha^j w_j(v), \qquad \alpha = 0.85 / \lambda_{max}

    where w_j counts the walks of j steps that start at v. The sum is finite only if alpha is below
    1 / the greatest eigenvalue of the network. It is 0.85 of that, as in PageRank, and one alpha
    for all components, so that their values can be compared. ([2]_ tells how ranks move with alpha:
    from those of degree near 0 to those of the eigenvector.) Alpha depends on the densest
    component: values of different days can be compared in order, not in size. There is no divisor
    for two modes; compare the nodes of one mode with each other. NetworkX counts the walk of no
    steps too and so has 1 more.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    katz
        Attenuated number of walks per node, 0 or more without an upper bound, sorted by id. An
        isolated node has 0, an empty network an empty mapping.

    References
    ----------
    .. [1] L. Katz, "A new status index derived from sociometric analysis", Psychometrika 18 (1953),
           39-43. https://doi.org/10.1007/BF02289026
    .. [2] M. Benzi and C. Klymko, "On the limiting behavior of parameter-dependent network
           centrality measures", SIAM Journal on Matrix Analysis and Applications 36 (2015),
           686-706. https://doi.org/10.1137/130950550

    Examples
    --------
    Ann - x - bob: the greatest eigenvalue is the root of 2, so alpha is 0.601 and alpha^2 is
    0.36125. From `x` start 2, 2, 4, 4, 8, 8 … walks: (2 alpha + 2 alpha^2) / (1 - 2 alpha^2) =
    6.94. From Ann start 1, 2, 2, 4, 4 …: (alpha + 2 alpha^2) / (1 - 2 alpha^2) = 4.77.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x")])
    >>> nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "x": 1}, "bipartite")
    >>> {node: round(value, 2) for node, value in katz(toy).items()}
    {'ann': 4.77, 'bob': 4.77, 'x': 6.94}
    """
    return _by_node(network, katz_of)


def eigenvector(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    How central each node's neighbours are, in the largest component (Bonacich).

    A high value marks a node whose neighbours are central themselves. The definition is circular,
    and has one solution up to scale, in one component: between components there is no common
    scale. So nodes have a value in the component with the most nodes, nan elsewhere, and nan
    everywhere if two components have the most, or nobody has a neighbour.

    .. math:: \lambda_{max} \, e(v) = \sum_{u \sim v} e(u), \qquad \sum_v e(v)^2 = 2

    No node of any network can have more than half of the sum of squares, and the centre of a star
    has it, so 1 is the most. In a network of two modes each mode has half ([2]_): its values are a
    distribution of its own.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    eigenvector
        Share of the greatest possible value, 0 to 1, sorted by id; nan where it is not defined. An
        empty network gives an empty mapping.

    References
    ----------
    .. [1] P. Bonacich, "Factoring and weighting approaches to status scores and clique
           identification", Journal of Mathematical Sociology 2 (1972), 113-120.
           https://doi.org/10.1080/0022250X.1972.9989806
    .. [2] S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19
           (1997), 243-269. https://doi.org/10.1016/S0378-8733(96)00301-2
    .. [3] B. Papendieck and P. Recht, "On maximal entries in the principal eigenvector of graphs",
           Linear Algebra and its Applications 310 (2000), 129-138.
           https://doi.org/10.1016/S0024-3795(00)00063-X

    Examples
    --------
    A row, bob - x - ann - y - cem. The channels are alike: 1 / root of 2 each. Ann's neighbours add
    up to twice those of Bob and Cem: 2, 1 and 1, divided by the root of 4 + 1 + 1.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("ann", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "cem": 0, "x": 1, "y": 1}, "bipartite")
    >>> {node: round(value, 2) for node, value in eigenvector(toy).items()}
    {'ann': 0.82, 'bob': 0.41, 'cem': 0.41, 'x': 0.71, 'y': 0.71}
    """
    return _by_node(network, eigenvector_of)


def random_walk_betweenness(network: nx.Graph[str]) -> dict[str, float]:
    r"""
    Share of what wanders between the others that passes each node, whichever way it takes.

    A message that knows no shortest way wanders. A node is passed often if it stands on many ways,
    also on such as are a step too long for betweenness to see. (Steps back and forth cancel out; so
    this is the current through the node if a unit of it enters at one end and leaves at the other.)

    .. math:: r(v) = \frac{1}{b_{max}(v)} \sum_{s<t; s,t \ne v} \frac12 \sum_{u \sim v}
       |p_{st}(u) - p_{st}(v)|

    where p are the potentials if each tie has resistance 1. Ends do not count, and pairs without a
    way add nothing, so it is computed by component. In a tree there is one way, and it equals
    betweenness; the divisor is that of betweenness ([3]_), which trees attain.

    Parameters
    ----------
    network
        Snapshot of one day, or a one-mode graph.

    Returns
    -------
    random_walk_betweenness
        Share per node, 0 to 1, sorted by id. An isolated node has 0, an empty network an empty
        mapping.

    References
    ----------
    .. [1] M. E. J. Newman, "A measure of betweenness centrality based on random walks", Social
           Networks 27 (2005), 39-54. https://doi.org/10.1016/j.socnet.2004.11.009
    .. [2] U. Brandes and D. Fleischer, "Centrality measures based on current flow", STACS 2005,
           533-544. https://doi.org/10.1007/978-3-540-31856-9_44
    .. [3] S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19
           (1997), 243-269. https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    Ann and Bob share both channels, Cem is on `y` alone. Between Ann and Bob half goes through `x`;
    between `y` and either of them, or Cem and either, a quarter takes the long way by `x`: 1/2 +
    4/4 = 3/2, of the 5 that a channel could have. (Betweenness sees the first half alone.) All that
    Cem gets passes `y`: 3, plus 1/2 between Ann and Bob, plus a quarter twice, between `x` and
    either.

    >>> import networkx as nx
    >>> toy = nx.Graph([("ann", "x"), ("bob", "x"), ("ann", "y"), ("bob", "y"), ("cem", "y")])
    >>> nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "cem": 0, "x": 1, "y": 1}, "bipartite")
    >>> {node: round(value, 2) for node, value in random_walk_betweenness(toy).items()}
    {'ann': 0.44, 'bob': 0.44, 'cem': 0.0, 'x': 0.3, 'y': 0.8}
    """
    return RANDOM_WALK.of(network)


def _by_node(network: nx.Graph[str], measure: OfNetworks) -> dict[str, float]:
    """Return what a measure of all components together gives, by node."""
    found = list(shapes(network))
    nodes = (node for those, _ in found for node in those)
    (values,) = measure([shape for _, shape in found], [range(len(found))])
    return dict(sorted(zip(nodes, values, strict=True)))


def katz_of(found: Sequence[Shape], networks: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the Katz sums of each network, which is given by the numbers of its components."""
    roots = [leading(shape).root for shape in found]
    greatest = [max((roots[number] for number in network), default=0.0) for network in networks]
    # Most networks have the same densest component, and so the same alpha.
    asked: dict[int, set[float]] = defaultdict(set)
    for network, root in zip(networks, greatest, strict=True):
        for number in network:
            asked[number].add(ATTENUATION / root if root else 0.0)
    sums = {
        (number, alpha): values
        for number, alphas in asked.items()
        for alpha, values in katz_sums(found[number], sorted(alphas)).items()
    }
    return [
        [value for number in network for value in sums[number, ATTENUATION / root if root else 0.0]]
        for network, root in zip(networks, greatest, strict=True)
    ]


def eigenvector_of(found: Sequence[Shape], networks: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the eigenvector of the one largest component of each network, nan in all others."""
    return [
        [
            value
            for number, is_largest in zip(network, _one_largest(found, network), strict=True)
            for value in (leading(found[number]).vector if is_largest else _none(found[number]))
        ]
        for network in networks
    ]


def _one_largest(found: Sequence[Shape], network: Sequence[int]) -> list[bool]:
    """Say of each component whether it is larger than all others, and more than one node."""
    sizes = [len(found[number]) for number in network]
    most = max(sizes, default=0)
    is_one = most > 1 and sizes.count(most) == 1
    return [is_one and size == most for size in sizes]


def _none(shape: Shape) -> list[float]:
    return [float("nan")] * len(shape)


TOGETHER: Mapping[str, OfNetworks] = {"eigenvector": eigenvector_of, "katz": katz_of}
"""
What needs the whole network: measure → what gives the values of each of some networks, component
after component, from some components and which of them each network has.
"""

RANDOM_WALK = Parts(lambda figure: currents(figure.shape), most_between)
