"""The measures of each component and each network that a series meets: once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import networkx as nx
import numpy as np

from backchannel.network.kernels.paths import remember
from backchannel.network.measures import MEASURES
from backchannel.network.parts import Figure, figures
from backchannel.network.spreading import spread
from backchannel.network.values import PROJECTED
from backchannel.network.walks import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from backchannel.network.components import Part
    from backchannel.network.values import Nodes

    Reals = NDArray[np.float64]

Work = TypeVar("Work")

WORTH_SENDING = 100_000
"""Squares of nodes, added up, that make a piece of work: some tenths of a second."""

APART = {name: measure.parts for name, measure in MEASURES.items() if measure.parts}
"""The measures that add up by component."""


class Measured(NamedTuple):
    """What the nodes of one component have; or of one whole network, for what needs all of it."""

    nodes: tuple[str, ...]
    """By component, sorted there."""
    kinds: tuple[str, ...]
    modes: tuple[int, ...]
    """0 for actors and 1 for channels; empty in a one-mode network."""
    values: Reals
    """A row for each measure, a column for each node."""


class Form(NamedTuple):
    """A component, or what a projection makes of it: the names of its nodes, and its figure."""

    nodes: tuple[str, ...]
    kinds: tuple[str, ...]
    figure: Figure


Forms = Mapping[int, Sequence[Form]]
"""Key of a component → its form; several where a projection lets it fall apart."""


class Piece(NamedTuple):
    """Figures to be measured, or networks of figures."""

    measures: tuple[str, ...]
    figures: tuple[Figure, ...]
    networks: tuple[tuple[int, ...], ...] | None = None
    """Each network by the places of its components among `figures`; none to measure each figure."""


def formed(parts: Mapping[int, Part], by: Nodes) -> Forms:
    """Return the form of each component."""
    return {
        key: [_formed(part)] if by == "actor" else _made(part, by) for key, part in parts.items()
    }


def _formed(part: Part) -> Form:
    nodes, attributes = zip(*part.nodes, strict=True)
    figure = Figure(part.shape(), tuple(of["bipartite"] for of in attributes))
    return Form(nodes, tuple(of["kind"] for of in attributes), figure)


def _made(part: Part, by: Nodes) -> list[Form]:
    network = PROJECTED[by](part.graph())
    kind = nx.get_node_attributes(network, "kind")
    return [
        Form(tuple(nodes), tuple(kind[node] for node in nodes), figure)
        for nodes, figure in figures(network)
    ]


def measured(
    forms: Forms,
    measures: Sequence[str],
    *,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[int, Measured]:
    """
    Measure each of some components, by key: those of one figure once.

    A measure that adds up by component is not divided yet by the most that a node could have, since
    that depends on the network that the component stands in.
    """
    number, numbered = _numbered(forms)
    pieces = [Piece(tuple(measures), some) for some in _pieces(list(number), _size)]
    found = _found(pieces, "components", len(number), executor, progress)
    return {
        key: _measured(those, [found[place] for place in numbered[key]], len(measures))
        for key, those in forms.items()
    }


def measured_together(
    forms: Forms,
    wholes: Mapping[int, Sequence[int]],
    measures: Sequence[str],
    *,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[int, Measured]:
    """Measure each of some networks, which are given by the keys of their components."""
    number, numbered = _numbered(forms)
    figures_of = list(number)
    networks = [tuple(place for key in keys for place in numbered[key]) for keys in wholes.values()]
    pieces = [
        _of_networks(tuple(measures), figures_of, some)
        for some in _pieces(networks, lambda network: sum(_size(figures_of[n]) for n in network))
    ]
    found = _found(pieces, "networks", len(wholes), executor, progress)
    return {
        key: _measured([form for part in parts for form in forms[part]], [values], len(measures))
        for (key, parts), values in zip(wholes.items(), found, strict=True)
    }


def _numbered(forms: Forms) -> tuple[dict[Figure, int], dict[int, list[int]]]:
    """Return a number for each distinct figure, and those of each component."""
    number: dict[Figure, int] = {}
    numbered = {
        key: [number.setdefault(form.figure, len(number)) for form in those]
        for key, those in forms.items()
    }
    return number, numbered


def _of_networks(
    measures: tuple[str, ...], figures_of: Sequence[Figure], networks: Sequence[tuple[int, ...]]
) -> Piece:
    """Return the piece of some networks, with no figures but theirs."""
    place: dict[int, int] = {}
    for number in chain.from_iterable(networks):
        place.setdefault(number, len(place))
    return Piece(
        measures,
        tuple(figures_of[number] for number in place),
        tuple(tuple(place[number] for number in network) for network in networks),
    )


def _found(
    pieces: Sequence[Piece],
    what: str,
    number: int,
    executor: Executor | None,
    progress: Callable[[str], None],
) -> list[Reals]:
    found: list[Reals] = []
    for results in spread(measure, pieces, executor=executor):
        found += results
        progress(f"{len(found):,} of {number:,} distinct {what} measured")
    return found


def measure(piece: Piece) -> list[Reals]:
    """Measure the figures, or the networks, of a piece: what is done on a worker."""
    if piece.networks is None:
        if not {"betweenness", "harmonic"}.isdisjoint(piece.measures):
            remember(figure.shape for figure in piece.figures)
        return [
            np.array([APART[name].of_figure(figure) for name in piece.measures]).reshape(
                len(piece.measures), len(figure.shape)
            )
            for figure in piece.figures
        ]
    shapes = [figure.shape for figure in piece.figures]
    by_measure = [TOGETHER[name](shapes, piece.networks) for name in piece.measures]
    return [np.array(values) for values in zip(*by_measure, strict=True)]


def _measured(forms: Sequence[Form], values: Sequence[Reals], measures: int) -> Measured:
    if len(forms) == 1:
        form = forms[0]
        return Measured(form.nodes, form.kinds, form.figure.modes, values[0])
    return Measured(
        tuple(node for form in forms for node in form.nodes),
        tuple(kind for form in forms for kind in form.kinds),
        tuple(mode for form in forms for mode in form.figure.modes),
        np.concatenate([np.zeros((measures, 0)), *values], axis=1),
    )


def _size(figure: Figure) -> int:
    return len(figure.shape) ** 2


def _pieces(some: Sequence[Work], size: Callable[[Work], int]) -> Iterator[tuple[Work, ...]]:
    """Cut into pieces that are worth sending; where, depends on what is to be done alone."""
    piece: list[Work] = []
    total = 0
    for one in some:
        piece.append(one)
        total += size(one)
        if total >= WORTH_SENDING:
            yield tuple(piece)
            piece, total = [], 0
    if piece:
        yield tuple(piece)
