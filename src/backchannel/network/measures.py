"""
The available measures, each with what a reader of its numbers has to know.

A new measure is one function, in the file of its family, and one entry here; rows, pictures and the
command line take it from this registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.network.centrality import betweenness, degree, harmonic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx

BORGATTI_EVERETT = (
    'S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19 (1997)'
)


class Measure(NamedTuple):
    """A measure with what a reader of its numbers has to know."""

    function: Callable[[nx.Graph[str]], dict[str, float]]
    label: str
    unit: str
    range: tuple[float, float]
    reference: str
    absent: float | None = 0.0
    """What a node counts that is not in the network; None if that has no meaning."""


MEASURES: Mapping[str, Measure] = {
    "betweenness": Measure(
        betweenness,
        "Betweenness",
        "share of the shortest paths a node could carry",
        (0, 1),
        BORGATTI_EVERETT,
    ),
    "degree": Measure(
        degree, "Degree", "share of the other mode's nodes", (0, 1), BORGATTI_EVERETT
    ),
    "harmonic": Measure(
        harmonic,
        "Harmonic closeness",
        "share of the greatest possible nearness",
        (0, 1),
        BORGATTI_EVERETT,
    ),
}
"""Name → measure; all stay defined on a disconnected network."""
