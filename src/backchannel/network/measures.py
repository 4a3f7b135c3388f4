"""
The available measures, each with what a reader of its numbers has to know.

A new measure is one function, in the file of its family, and one entry here; rows, series,
pictures, the documentation and the command line take it from this registry.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from backchannel.errors import UsageFault, one_of
from backchannel.facts.shown import as_a_row
from backchannel.network.centrality import (
    BETWEENNESS,
    DEGREE,
    HARMONIC,
    betweenness,
    degree,
    harmonic,
)
from backchannel.network.holes import (
    CONSTRAINT,
    EFFECTIVE_SIZE,
    constraint,
    effective_size,
)
from backchannel.network.strength import strength
from backchannel.network.walks import (
    RANDOM_WALK,
    eigenvector,
    katz,
    random_walk_betweenness,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx

    from backchannel.network.parts import Parts

BORGATTI_EVERETT = (
    'S. P. Borgatti and M. G. Everett, "Network analysis of 2-mode data", Social Networks 19 (1997)'
)


@as_a_row
class Measure(NamedTuple):
    """A measure with what a reader of its numbers has to know."""

    function: Callable[[nx.Graph[str]], dict[str, float]]
    """Network → value of each node; nan where the measure is not defined."""
    label: str
    unit: str
    range: tuple[float, float]
    reference: str
    absent: float | None = 0.0
    """What a node counts that is not in the network; None if that has no meaning."""
    parts: Parts | None = None
    """How it adds up by component; None if it needs the whole network."""
    of_contacts: bool = False
    """Whether it needs ties that say how often they were used, as `with_strength` makes them."""

    def __repr__(self) -> str:
        """Return its name, unit and range: all measures fit on one screen then."""
        low, high = self.range
        return f"<Measure {self.label}: {self.unit}, {low} to {high}>"


BURT = (
    'R. S. Burt, "Structural Holes: The Social Structure of Competition", Harvard University Press '
    "(1992)"
)

MEASURES: Mapping[str, Measure] = {
    "betweenness": Measure(
        betweenness,
        "Betweenness",
        "share of the shortest paths a node could carry",
        (0, 1),
        BORGATTI_EVERETT,
        parts=BETWEENNESS,
    ),
    "constraint": Measure(
        constraint,
        "Constraint",
        "how far an actor's contacts are in touch without it; low is free",
        (0, 2),
        BURT,
        absent=None,
        parts=CONSTRAINT,
    ),
    "degree": Measure(
        degree,
        "Degree",
        "share of the other mode's nodes",
        (0, 1),
        BORGATTI_EVERETT,
        parts=DEGREE,
    ),
    "effective_size": Measure(
        effective_size,
        "Effective size",
        "number of an actor's contacts that do not stand for one another",
        (0, inf),
        BURT,
        parts=EFFECTIVE_SIZE,
    ),
    "eigenvector": Measure(
        eigenvector,
        "Eigenvector",
        "share of the greatest possible value, in the largest component",
        (0, 1),
        'P. Bonacich, "Factoring and weighting approaches to status scores and clique '
        'identification", Journal of Mathematical Sociology 2 (1972)',
        absent=None,
    ),
    "harmonic": Measure(
        harmonic,
        "Harmonic closeness",
        "share of the greatest possible nearness",
        (0, 1),
        BORGATTI_EVERETT,
        parts=HARMONIC,
    ),
    "katz": Measure(
        katz,
        "Katz",
        "number of walks away from a node, longer ones counting less",
        (0, inf),
        'L. Katz, "A new status index derived from sociometric analysis", Psychometrika 18 (1953)',
    ),
    "random_walk_betweenness": Measure(
        random_walk_betweenness,
        "Random-walk betweenness",
        "share of what could wander through a node",
        (0, 1),
        'M. E. J. Newman, "A measure of betweenness centrality based on random walks", '
        "Social Networks 27 (2005)",
        parts=RANDOM_WALK,
    ),
    "strength": Measure(
        strength,
        "Strength",
        "number of documented contacts through its channels in the year up to the day",
        (0, inf),
        'A. Barrat et al., "The architecture of complex weighted networks", PNAS 101 (2004)',
        of_contacts=True,
    ),
}
"""Name → measure."""

DEFAULT = ("betweenness", "degree", "harmonic", "katz")
"""Those that are computed unless others are asked for: defined for each node of any network."""


def measures() -> Mapping[str, Measure]:
    """
    Return the available measures by name, each with its label, unit, range and reference.

    >>> measures()["degree"].unit
    "share of the other mode's nodes"
    """
    return MEASURES


def chosen(names: Iterable[str] | None, *, of_contacts: bool = True) -> tuple[str, ...]:
    """
    Return the names of the measures asked for, sorted: `DEFAULT` for None, all for `all`.

    Where ties do not say how often they were used (`of_contacts` is False), all are those that do
    not ask for it.

    Raises
    ------
    UnknownName
        If there is no such measure.
    UsageFault
        If one is asked for by name that needs what the ties do not say.
    """
    if names is None:
        return DEFAULT
    asked = {names} if isinstance(names, str) else set(names)
    for name in sorted(asked):
        one_of("measure", name, [*MEASURES, "all"])
    lacking = {name for name in MEASURES if MEASURES[name].of_contacts and not of_contacts}
    for name in sorted(asked & lacking):
        raise UsageFault(f"`{name}` counts the contacts of one day's year; ask for it for a day")
    return tuple(sorted(MEASURES.keys() - lacking if "all" in asked else asked))
