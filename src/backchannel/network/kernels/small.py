"""
The same sums as in `paths`, of many small components at once.

What a walk over twenty nodes takes is mostly the calls of array code, not its work. So components
are put side by side as square matrices, with those of about their size, and walked together. The
matrices are wider than they need to be, and how wide depends on the component alone: its sums are
the same to the last bit whatever is walked with it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from backchannel.network.kernels.shapes import CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from backchannel.network.kernels.shapes import Shape

    Reals = NDArray[np.float64]
    Steps = NDArray[np.int16]

Sums = tuple[list[float], list[float]]
"""By number of node: the shortest paths of others that pass it, and its sum of 1 / distance."""

DEPTH = 16
"""How far a component may be from end to end to be walked together with others."""
STEP = 8
"""Matrices are wide a multiple of this."""


class Remembered(dict["Shape", Sums]):
    """The sums of components."""

    def cache_clear(self) -> None:
        """Forget them, as a function with a cache does."""
        self.clear()


def sums_of_many(shapes: Sequence[Shape]) -> list[Sums]:
    """Return the sums over shortest paths of each of some components."""
    by_width: dict[int, list[int]] = defaultdict(list)
    for place, shape in enumerate(shapes):
        by_width[-(-len(shape) // STEP) * STEP].append(place)
    found: dict[int, Sums] = {}
    for width, places in by_width.items():
        many = max(1, CELLS // width**2)
        for first in range(0, len(places), many):
            some = places[first : first + many]
            found.update(
                zip(some, _together([shapes[place] for place in some], width), strict=True)
            )
    return [found[place] for place in range(len(shapes))]


def _together(shapes: Sequence[Shape], width: int) -> Iterator[Sums]:
    """Walk components of about one size, as Brandes' algorithm does from each node."""
    ties = np.zeros((len(shapes), width, width))
    cells = [
        (number * width + node) * width + other
        for number, shape in enumerate(shapes)
        for node, others in enumerate(shape)
        for other in others
    ]
    ties.flat[cells] = 1
    distance, paths = _walked(ties)
    per_path = np.divide(1, paths, out=np.zeros_like(paths), where=paths > 0)
    onward = np.zeros_like(paths)
    for step in range(int(distance.max()), 1, -1):
        passing = ties @ np.where(distance == step, onward + per_path, 0)
        onward += np.where(distance == step - 1, passing, 0)
    between = (onward * paths).sum(axis=2) / 2
    near = np.divide(1, distance, out=np.zeros_like(paths), where=distance > 0).sum(axis=2)
    for shape, passes, nearness in zip(shapes, between.tolist(), near.tolist(), strict=True):
        yield passes[: len(shape)], nearness[: len(shape)]


def _walked(ties: Reals) -> tuple[Steps, Reals]:
    """Return distances and numbers of shortest paths from each node (column) to each other."""
    distance, paths = np.full(ties.shape, -1, np.int16), np.zeros(ties.shape)
    frontier = np.broadcast_to(np.eye(ties.shape[1]), ties.shape)
    step = 0
    while (reached := frontier > 0).any():
        distance[reached] = step
        paths += frontier
        frontier = np.where(distance < 0, ties @ frontier, 0)
        step += 1
    return distance, paths
