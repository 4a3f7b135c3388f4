"""
What depends on walks: leading eigenvectors, Katz sums, random currents, constraint.

For the first three, as in `paths`, each component is taken alone and once for each shape. A
component of two colours is solved on the smaller colour: if B joins it to the other one, the
greatest eigenvalue of the whole is the root of that of B·Bᵀ, and the other colour's values follow
by one multiplication. A test holds the values to those of plain NetworkX.

References
----------
.. [1] U. Brandes and D. Fleischer, "Centrality measures based on current flow", STACS 2005,
       533-544. https://doi.org/10.1007/978-3-540-31856-9_44
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backchannel.network.kernels.shapes import CELLS, REMEMBERED, SMALL, coloured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from backchannel.network.kernels.shapes import Shape

    Reals = NDArray[np.float64]


class Leading(NamedTuple):
    """The greatest eigenvalue of a component, and its eigenvector."""

    root: float
    vector: list[float]
    """By number of node, positive; its squares add up to 2, so that no value can exceed 1."""


class _Halves(NamedTuple):
    """A component of two colours: which nodes have each, and B, the ties from the smaller one."""

    core: list[int]
    rest: list[int]
    ties: Reals


def leading(shape: Shape) -> Leading:
    """Return the greatest eigenvalue of a component and its eigenvector; that of one node is 0."""
    return (_leading_kept if len(shape) <= SMALL else _leading_made)(shape)


def katz_sums(shape: Shape, alphas: Sequence[float]) -> dict[float, list[float]]:
    """Return by alpha, and number of node, the walks from there, one of k steps as alpha^k."""
    # One alpha after the other: multiplied together, the last bit would depend on which are asked.
    return {alpha: _katz(shape, alpha) for alpha in alphas}


def _katz(shape: Shape, alpha: float) -> list[float]:
    halves, values, vectors = _modes_of(shape)
    if halves is None:
        sums: list[float] = (vectors @ (vectors.sum(axis=0) / (1 - alpha * values)) - 1).tolist()
        return sums
    ties = halves.ties
    begun = 1 + alpha * ties.sum(axis=1)
    of_core = vectors @ (vectors.T @ begun / (1 - alpha**2 * values))
    return _together(halves, of_core - 1, alpha * ties.T @ of_core)


def currents(shape: Shape) -> list[float]:
    """Return, by number of node, the current that passes it, over all pairs of other nodes."""
    return (_currents_kept if len(shape) <= SMALL else _currents_made)(shape)


def constraints(strengths: Reals) -> list[float]:
    """Return Burt's constraint by number of node, from how strongly a component is tied."""
    if len(strengths) < 2:
        return [float("nan")] * len(strengths)
    shares = strengths / strengths.sum(axis=1, keepdims=True)
    found: list[float] = (
        (np.where(strengths > 0, shares + shares @ shares, 0) ** 2).sum(axis=1).tolist()
    )
    return found


def strengths_of(
    shape: Shape, modes: tuple[int, ...], strengths: tuple[tuple[float, ...], ...]
) -> Reals:
    """
    Return how strongly each two actors of a component are tied, or each two nodes of one mode.

    A channel of n actors adds 1/(n-1) to each pair of them.
    """
    if modes:
        seats = _seats(shape, modes)
        members = seats.sum(axis=0)
        shares = np.divide(1, members - 1, out=np.zeros(len(members)), where=members > 1)
        found: Reals = (seats * shares) @ seats.T
        np.fill_diagonal(found, 0)
        return found
    found = np.zeros((len(shape), len(shape)))
    for node, others in enumerate(shape):
        found[node, list(others)] = strengths[node]
    return found


def meetings(shape: Shape, modes: tuple[int, ...]) -> Reals:
    """Return which two actors of a component share a channel; or which two nodes are joined."""
    if not modes:
        return _adjacency(shape)
    seats = _seats(shape, modes)
    found: Reals = (seats @ seats.T > 0).astype(float)
    np.fill_diagonal(found, 0)
    return found


def effective_sizes(met: Reals) -> list[float]:
    """Return Burt's effective size by number of node, from which two are joined."""
    contacts = met.sum(axis=1)
    # Each pair who meet is seen from both ends, which is the 2 of the formula.
    pairs = ((met @ met) * met).sum(axis=1)
    spare = np.divide(pairs, contacts, out=np.zeros(len(met)), where=contacts > 0)
    found: list[float] = (contacts - spare).tolist()
    return found


def _seats(shape: Shape, modes: tuple[int, ...]) -> Reals:
    """Return who sits where: a row for each actor, a column for each channel."""
    actors = [node for node, mode in enumerate(modes) if not mode]
    channels = [node for node, mode in enumerate(modes) if mode]
    place = {node: column for column, node in enumerate(channels)}
    seats = np.zeros((len(actors), len(channels)))
    for row, node in enumerate(actors):
        seats[row, [place[channel] for channel in shape[node]]] = 1
    return seats


class _Modes(NamedTuple):
    """A component by its eigenvectors, from which walks of any length are summed."""

    halves: _Halves | None
    """Of two colours, whose B·Bᵀ it is that has them; None if it is the component itself."""
    values: Reals
    vectors: Reals


def _modes(shape: Shape) -> _Modes:
    halves = _halves(shape)
    ties = _adjacency(shape) if halves is None else halves.ties @ halves.ties.T
    return _Modes(halves, *np.linalg.eigh(ties))


def _modes_of(shape: Shape) -> _Modes:
    return (_modes_kept if len(shape) <= SMALL else _modes_made)(shape)


def _leading(shape: Shape) -> Leading:
    halves, values, vectors = _modes_of(shape)
    if halves is None:
        return Leading(float(values[-1]), (np.abs(vectors[:, -1]) * np.sqrt(2)).tolist())
    of_core = np.abs(vectors[:, -1])
    root = float(np.sqrt(values[-1]))
    return Leading(root, _together(halves, of_core, halves.ties.T @ of_core / root))


def _currents(shape: Shape) -> list[float]:
    """Return the sums of [1]_: for each tie, the differences of potential over all pairs."""
    size = len(shape)
    adjacency = _adjacency(shape)
    laplacian = np.diag(adjacency.sum(axis=1)) - adjacency
    # The inverse on what is orthogonal to the constant vector; the constant cancels below.
    potential = np.linalg.inv(laplacian + 1 / size) - 1 / size
    passing = np.zeros(size)
    starts, ends = np.nonzero(np.triu(adjacency))
    ranks = 2 * np.arange(size) - size + 1
    for first in range(0, len(starts), max(1, CELLS // size)):
        some = slice(first, first + max(1, CELLS // size))
        drops = potential[starts[some]] - potential[ends[some]]
        ordered = np.sort(drops, axis=1)
        over_pairs = ordered @ ranks
        # Less the pairs of which the node itself is an end. With n values in order, those below one
        # of them are as many as its place says.
        before = np.cumsum(ordered, axis=1)
        for nodes in (starts[some], ends[some]):
            own = drops[np.arange(len(nodes)), nodes]
            place = (ordered < own[:, None]).sum(axis=1)
            below = np.where(place > 0, before[np.arange(len(nodes)), place - 1], 0)
            as_end = own * (2 * place - size) + before[:, -1] - 2 * below
            np.add.at(passing, nodes, (over_pairs - as_end) / 2)
    sums: list[float] = passing.tolist()
    return sums


_modes_kept = lru_cache(maxsize=REMEMBERED // 4)(_modes)
_modes_made = lru_cache(maxsize=2)(_modes)
_leading_kept = lru_cache(maxsize=REMEMBERED)(_leading)
_leading_made = lru_cache(maxsize=2)(_leading)
_currents_kept = lru_cache(maxsize=REMEMBERED)(_currents)
_currents_made = lru_cache(maxsize=2)(_currents)


def _adjacency(shape: Shape) -> Reals:
    ties = np.zeros((len(shape), len(shape)))
    for node, others in enumerate(shape):
        ties[node, list(others)] = 1
    return ties


def _halves(shape: Shape) -> _Halves | None:
    """Return the two colours of a component of two nodes or more; None where two do not do."""
    colours, _ = coloured(shape)
    if len(shape) == 1 or not colours:
        return None
    smaller = int(2 * sum(colours) < len(colours))
    core = [node for node, colour in enumerate(colours) if colour == smaller]
    rest = [node for node, colour in enumerate(colours) if colour != smaller]
    place = {node: number for number, node in enumerate(core)}
    ties = np.zeros((len(core), len(rest)))
    for number, node in enumerate(rest):
        ties[[place[other] for other in shape[node]], number] = 1
    return _Halves(core, rest, ties)


def _together(halves: _Halves, of_core: Reals, of_rest: Reals) -> list[float]:
    values = np.zeros(len(halves.core) + len(halves.rest))
    values[halves.core], values[halves.rest] = of_core, of_rest
    together: list[float] = values.tolist()
    return together
