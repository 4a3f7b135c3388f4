"""
Array code for what depends on walks: leading eigenvectors, Katz sums, random currents, constraint.

For the first three, as in `kernels`, each component is taken alone and once for each shape. A
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

from backchannel.network.kernels import CELLS, REMEMBERED, SMALL, coloured

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from backchannel.network.kernels import Shape

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


def katz_sums(shape: Shape, alpha: float) -> list[float]:
    """Return, by number of node, the walks that start there, one of k steps counting alpha^k."""
    return (_katz_kept if len(shape) <= SMALL else _katz_made)(shape, alpha)


def currents(shape: Shape) -> list[float]:
    """Return, by number of node, the current that passes it, over all pairs of other nodes."""
    return (_currents_kept if len(shape) <= SMALL else _currents_made)(shape)


def constraints(strengths: Reals) -> list[float]:
    """Return Burt's constraint by number of node, from how strongly a component is tied."""
    if len(strengths) == 1:
        return [float("nan")]
    shares = strengths / strengths.sum(axis=1, keepdims=True)
    found: list[float] = (
        (np.where(strengths > 0, shares + shares @ shares, 0) ** 2).sum(axis=1).tolist()
    )
    return found


def _leading(shape: Shape) -> Leading:
    halves = _halves(shape)
    if halves is None:
        values, vectors = np.linalg.eigh(_adjacency(shape))
        return Leading(float(values[-1]), (np.abs(vectors[:, -1]) * np.sqrt(2)).tolist())
    values, vectors = np.linalg.eigh(halves.ties @ halves.ties.T)
    of_core = np.abs(vectors[:, -1])
    root = float(np.sqrt(values[-1]))
    return Leading(root, _together(halves, of_core, halves.ties.T @ of_core / root))


def _katz(shape: Shape, alpha: float) -> list[float]:
    halves = _halves(shape)
    if halves is None:
        ones = np.ones(len(shape))
        sums: list[float] = (
            np.linalg.solve(np.eye(len(shape)) - alpha * _adjacency(shape), ones) - 1
        ).tolist()
        return sums
    ties = halves.ties
    walks = np.eye(len(ties)) - alpha**2 * ties @ ties.T
    of_core = np.linalg.solve(walks, 1 + alpha * ties.sum(axis=1))
    return _together(halves, of_core - 1, alpha * ties.T @ of_core)


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


_leading_kept = lru_cache(maxsize=REMEMBERED)(_leading)
_leading_made = lru_cache(maxsize=2)(_leading)
_katz_kept = lru_cache(maxsize=REMEMBERED)(_katz)
_katz_made = lru_cache(maxsize=2)(_katz)
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
