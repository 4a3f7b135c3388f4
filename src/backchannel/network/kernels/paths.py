"""
The sums over shortest paths behind betweenness and harmonic closeness.

NetworkX walks the whole network in Python once from every node. Here each component is taken alone,
and once for each *shape*, since most components of one day are there on the next; small ones are
walked together (`small`). A large one of two colours, such as those of a snapshot, is walked on
the smaller colour only (the *core*); the other nodes hang on it, those with the same neighbours as
one *class*, so that a world of 200 governments and 12,000 missions is a walk over 200 nodes. A test
holds the values to those of plain NetworkX.

References
----------
.. [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
       Sociology 25 (2001), 163-177. https://doi.org/10.1080/0022250X.2001.9990249
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np

from backchannel.network.kernels.shapes import CELLS, REMEMBERED, SMALL, coloured
from backchannel.network.kernels.small import DEPTH, Remembered, sums_of_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from backchannel.network.kernels.shapes import Shape
    from backchannel.network.kernels.small import Sums

    Reals = NDArray[np.float64]
    Steps = NDArray[np.int16]
    Places = NDArray[np.int64]

MULTIPLICATIONS = 700
"""About how many multiplications of a matrix take as long as one step of NetworkX's walk."""


def sums_of(shape: Shape) -> Sums:
    """Return both sums over shortest paths of a component, by number of node."""
    if len(shape) > SMALL:
        return _just_made(shape)
    if shape not in _remembered:
        remember([shape])
    return _remembered[shape]


def remember(some: Iterable[Shape]) -> None:
    """Work out the sums of small components together, for when they are asked for."""
    fresh = [shape for shape in dict.fromkeys(some) if shape not in _remembered]
    small = [shape for shape in fresh if len(shape) <= SMALL]
    if len(_remembered) + len(small) > REMEMBERED:
        _remembered.clear()
    low = [shape for shape in small if coloured(shape)[1] <= DEPTH]
    _remembered.update(zip(low, sums_of_many(low), strict=True))
    _remembered.update((shape, _of_shape(shape)) for shape in small if shape not in _remembered)


_remembered = Remembered()


def _of_shape(shape: Shape) -> Sums:
    """Return both sums by number of node, by the road that is shorter."""
    if len(shape) == 1:
        return [0.0], [0.0]
    colours, depth = coloured(shape)
    core = min(colours.count(0), colours.count(1)) if colours else len(shape)
    if core**2 * depth <= MULTIPLICATIONS * sum(map(len, shape)):
        return _by_arrays(_parts(shape, colours))
    # Where the core is large and far from end to end, most of each matrix would be zeros.
    graph = nx.Graph((node, other) for node, others in enumerate(shape) for other in others)
    between, near = (
        nx.betweenness_centrality(graph, normalized=False),
        nx.harmonic_centrality(graph),
    )
    return [between[node] for node in range(len(shape))], [near[node] for node in range(len(shape))]


_just_made = lru_cache(maxsize=2)(_of_shape)
"""Two measures of one network need the sums of its great component once."""


class _Parts(NamedTuple):
    """A component as arrays."""

    core: list[list[int]]
    """The nodes that are walked, each in a list of its own."""
    classes: list[list[int]]
    """The others, those with the same neighbours together; those with most neighbours first."""
    members: Reals
    """How many nodes each class has."""
    neighbours: Places
    """Places in the core: the first neighbour of each class, then the second of those with two …"""
    owner: Places
    """The class whose neighbour that is."""
    slots: list[int]
    """Where the first neighbours begin in `neighbours`, the second, …; last, where they end."""
    ways: Reals
    """In how many ways one node of the core follows another on a walk."""


def _parts(shape: Shape, colours: Sequence[int]) -> _Parts:
    walked = int(2 * sum(colours) < len(colours))
    core = [node for node in range(len(shape)) if not colours or colours[node] == walked]
    place = {node: number for number, node in enumerate(core)}
    ways = np.zeros((len(core), len(core)))
    classes: dict[tuple[int, ...], list[int]] = {}
    for node, others in enumerate(shape):
        if not colours:
            ways[node, list(others)] = 1
        elif node not in place:
            classes.setdefault(others, []).append(node)
    ranked = sorted(classes, key=len, reverse=True)
    found = [np.array([place[other] for other in others]) for others in ranked]
    members = np.array([len(classes[others]) for others in ranked], float)
    for at, number in zip(found, members, strict=True):
        ways[np.ix_(at, at)] += number
    np.fill_diagonal(ways, 0)
    slots = [
        [at[slot] for at in found if len(at) > slot]
        for slot in range(max(map(len, found), default=0))
    ]
    return _Parts(
        [[node] for node in core],
        [classes[others] for others in ranked],
        members,
        np.array([at for slot in slots for at in slot], int),
        np.array([number for slot in slots for number in range(len(slot))], int),
        np.cumsum([0, *map(len, slots)]).tolist(),
        ways,
    )


class _Block(NamedTuple):
    """Some sources, a column each, and what a walk from them finds; a row for each core node."""

    stands_for: list[list[int]]
    """The nodes that the column speaks for."""
    distance: Steps
    """In steps of the core; from a class it is that from the nearest neighbour."""
    paths: Reals
    """How many shortest paths lead there."""
    first_class: int | None
    """The class of the first column, the others following it; None if they are core nodes."""


def _by_arrays(parts: _Parts) -> tuple[list[float], list[float]]:
    size = len(parts.core) + int(parts.members.sum())
    between, near = np.zeros(size), np.zeros(size)
    through_core, through_classes = np.zeros(len(parts.core)), np.zeros(len(parts.classes))
    for block in _blocks(parts):
        passing, through, closeness = _sums_of(parts, block)
        weights = np.array([len(nodes) for nodes in block.stands_for], float)
        through_core += passing @ weights / 2
        through_classes += through @ weights / 2
        for nodes, total in zip(block.stands_for, closeness, strict=True):
            near[nodes] = total
    for group, sums in ((parts.core, through_core), (parts.classes, through_classes)):
        for nodes, total in zip(group, sums, strict=True):
            between[nodes] = total
    return between.tolist(), near.tolist()


def _blocks(parts: _Parts) -> Iterator[_Block]:
    """Walk from every core node, then derive the walks from the classes, some columns at a time."""
    distance, paths = _walked(parts.ways)
    columns = max(1, CELLS // max(len(parts.core), len(parts.neighbours)))
    for first in range(0, len(parts.core), columns):
        some = slice(first, first + columns)
        yield _Block(parts.core[some], distance[:, some], paths[:, some], None)
    for first in range(0, len(parts.classes), columns):
        last = min(first + columns, len(parts.classes))
        at = [
            parts.neighbours[begin + first : min(begin + last, end)]
            for begin, end in pairwise(parts.slots)
            if begin + first < end
        ]
        nearest = _folded(np.minimum, [distance[slot] for slot in at])
        leads = [paths[slot] * (distance[slot] == nearest[: len(slot)]) for slot in at]
        many = _folded(np.add, leads)
        yield _Block(parts.classes[first:last], nearest.T.copy(), many.T.copy(), first)


def _walked(ways: Reals) -> tuple[Steps, Reals]:
    """Return distances and numbers of shortest paths between all nodes of the core."""
    size = len(ways)
    distance, paths = np.full((size, size), -1, np.int16), np.zeros((size, size))
    frontier = np.eye(size)
    step = 0
    while frontier.any():
        distance[frontier > 0] = step
        paths += frontier
        frontier = np.where(distance < 0, ways @ frontier, 0)
        step += 1
    return distance, paths


def _sums_of(parts: _Parts, block: _Block) -> tuple[Reals, Reals, Reals]:
    """Return what of each source's paths passes core nodes and class members, and closeness."""
    distance, paths = block.distance, block.paths
    if not parts.classes:
        onward = _onward(parts, distance, paths, np.zeros_like(paths))
        none = np.zeros((0, paths.shape[1]))
        return onward * paths * (distance > 0), none, _inverse(distance).sum(axis=0)
    at, owner = parts.neighbours, parts.owner
    there = distance[at]
    nearest = _by_class(np.minimum, parts, there)
    beyond = there - nearest[owner]
    many = _by_class(np.add, parts, paths[at] * (beyond == 0))
    ends = np.repeat(parts.members[:, None], paths.shape[1], axis=1)
    from_class = block.first_class is not None
    if block.first_class is not None:
        # A source is no end of its own paths, but the other members of its class are.
        column = np.arange(paths.shape[1])
        ends[block.first_class + column, column] -= 1
    order = np.argsort(at, kind="stable")
    firsts = np.searchsorted(at[order], np.arange(len(parts.core)))
    arriving = np.add.reduceat((ends / many)[owner[order]] * (beyond[order] == 0), firsts)
    onward = _onward(parts, distance, paths, arriving)
    farther = (onward + 1 / paths)[at] * (beyond == 1)
    steps = 2 * distance + from_class
    closeness = _inverse(steps).sum(axis=0)
    closeness += (ends / (2 * nearest + 1 + from_class)).sum(axis=0)
    return onward * paths * (steps > 0), many * _by_class(np.add, parts, farther), closeness


def _onward(parts: _Parts, distance: Steps, paths: Reals, arriving: Reals) -> Reals:
    """Return, per path to a core node, the share of the paths to farther ends that pass it."""
    onward = arriving
    for step in range(int(distance.max()), 0, -1):
        passing = parts.ways @ np.where(distance == step, onward + 1 / paths, 0)
        onward = onward + np.where(distance == step - 1, passing, 0)
    return onward


def _by_class(fold: np.ufunc, parts: _Parts, values: NDArray[Any]) -> NDArray[Any]:
    """Fold the values at the neighbours of each class into one."""
    return _folded(fold, [values[begin:end] for begin, end in pairwise(parts.slots)])


def _folded(fold: np.ufunc, slots: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Fold arrays row by row; later ones may have fewer rows, as fewer classes reach so far."""
    total = slots[0].copy()
    for slot in slots[1:]:
        fold(total[: len(slot)], slot, out=total[: len(slot)])
    return total


def _inverse(steps: Steps) -> Reals:
    return np.divide(1, steps, out=np.zeros(steps.shape), where=steps > 0)
