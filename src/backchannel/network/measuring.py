"""The measures of each component and each network that a series meets: once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import numpy as np

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
    figures: tuple[tuple[Figure, ...], ...]
    is_together: bool


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
    number: dict[Figure, int] = {}
    numbered = {
        key: [number.setdefault(form.figure, len(number)) for form in those]
        for key, those in forms.items()
    }
    distinct = {place: (figure,) for figure, place in number.items()}
    found = _found(tuple(measures), distinct, executor=executor, progress=progress)
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
    networks = {
        key: [form for part in parts for form in forms[part]] for key, parts in wholes.items()
    }
    built = {key: tuple(form.figure for form in those) for key, those in networks.items()}
    found = _found(tuple(measures), built, is_together=True, executor=executor, progress=progress)
    return {key: _measured(those, [found[key]], len(measures)) for key, those in networks.items()}


def _found(
    measures: tuple[str, ...],
    networks: Mapping[int, tuple[Figure, ...]],
    *,
    is_together: bool = False,
    executor: Executor | None,
    progress: Callable[[str], None],
) -> dict[int, Reals]:
    """Measure each of some networks, by key."""
    pieces = [Piece(measures, some, is_together) for some in _pieces(tuple(networks.values()))]
    found: list[Reals] = []
    for results in spread(measure, pieces, executor=executor):
        found += results
        what = "networks" if is_together else "components"
        progress(f"{len(found):,} of {len(networks):,} distinct {what} measured")
    return dict(zip(networks, found, strict=True))


def measure(piece: Piece) -> list[Reals]:
    """Measure the networks of a piece: what is done on a worker."""
    return [_values(piece, network) for network in piece.figures]


def _values(piece: Piece, network: Sequence[Figure]) -> Reals:
    """Return the values of each measure (row) of the nodes, one component after the other."""
    found = np.empty((len(piece.measures), sum(len(figure.shape) for figure in network)))
    for row, name in enumerate(piece.measures):
        if piece.is_together:
            found[row] = TOGETHER[name]([figure.shape for figure in network])
        else:
            found[row] = [value for figure in network for value in APART[name].of_figure(figure)]
    return found


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


def _pieces(
    networks: Sequence[tuple[Figure, ...]],
) -> Iterator[tuple[tuple[Figure, ...], ...]]:
    """Cut into pieces that are worth sending; where, depends on the networks alone."""
    some: list[tuple[Figure, ...]] = []
    size = 0
    for network in networks:
        some.append(network)
        size += sum(len(figure.shape) ** 2 for figure in network)
        if size >= WORTH_SENDING:
            yield tuple(some)
            some, size = [], 0
    if some:
        yield tuple(some)
