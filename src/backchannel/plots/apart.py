"""Labels beside what they name: moved as little as need be, so that none covers another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def apart(
    wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float
) -> list[float]:
    """
    Return where the middles of labels stand that want to stand at some places of a line.

    Of all ways to keep them in order without overlap it is the one with the least sum of squared
    moves: an isotonic regression (pool adjacent violators). Labels that have no room between `low`
    and `high` all the same reach beyond `high`.

    Parameters
    ----------
    wanted
        Where each would stand best, in any order; equal ones stay in the order given.
    heights
        How much of the line each takes.
    low
        Where the line begins.
    high
        Where it ends.

    Examples
    --------
    Two labels of height 2 that both want the place 5 stand one below and one above it.

    >>> apart([5, 5], [2, 2], low=0, high=10)
    [4.0, 6.0]
    >>> apart([9.5, 1], [2, 2], low=0, high=10)
    [9.0, 1.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    # Without the room that the labels below take, in order means no more than not falling.
    shift, taken = [], 0.0
    for at in order:
        shift.append(taken + heights[at] / 2)
        taken += heights[at]
    pools: list[tuple[float, int]] = []
    for place, at in enumerate(order):
        mean, size = wanted[at] - shift[place], 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean, size = (before * number + mean * size) / (number + size), number + size
        pools.append((mean, size))
    top = max(high - taken, low)
    flat = [min(max(mean, low), top) for mean, size in pools for _ in range(size)]
    found = [0.0] * len(order)
    for place, at in enumerate(order):
        found[at] = flat[place] + shift[place]
    return found


class Box(NamedTuple):
    """The place of a mark or a name on a canvas."""

    x0: float
    y0: float
    x1: float
    y1: float

    def covers(self, other: Box) -> bool:
        """Say whether the two overlap."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1
        )

    def moved(self, right: float, up: float) -> Box:
        """Return a place of the same size elsewhere."""
        return Box(self.x0 + right, self.y0 + up, self.x1 + right, self.y1 + up)

    def meets(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Say whether a straight line runs through the box (Liang and Barsky 1984)."""
        first, last = 0.0, 1.0
        for at, to, low, high in (
            (start[0], end[0], self.x0, self.x1),
            (start[1], end[1], self.y0, self.y1),
        ):
            if at == to:
                if not low < at < high:
                    return False
                continue
            enters, leaves = sorted(((low - at) / (to - at), (high - at) / (to - at)))
            first, last = max(first, enters), min(last, leaves)
        return first < last


def free_boxes(
    marks: Mapping[str, Box],
    sizes: Mapping[str, tuple[float, float]],
    *,
    canvas: Box,
    lines: Sequence[tuple[tuple[float, float], tuple[float, float]]] = (),
) -> dict[str, Box]:
    """
    Return where names stand beside their marks: none on a mark, on another name or off the canvas.

    Each in turn takes the free place of twelve around its mark that the fewest lines run through;
    a name that has none is left out.

    Parameters
    ----------
    marks
        The place of each mark.
    sizes
        Width and height of each name, the first of them first.
    canvas
        What no name may leave.
    lines
        The lines of the picture, by their ends.

    Examples
    --------
    The second name has no room right of its mark, nor above it: it stands at its lower corner.

    >>> marks = {"ann": Box(4, 1, 5, 2), "bob": Box(0, 1, 1, 2)}
    >>> free_boxes(marks, {"ann": (3, 1), "bob": (4, 1)}, canvas=Box(0, 0, 8, 2))
    {'ann': Box(x0=5, y0=1.0, x1=8, y1=2.0), 'bob': Box(x0=1, y0=0, x1=5, y1=1)}
    """
    found: dict[str, Box] = {}
    for node, (wide, high) in sizes.items():
        free = [
            box
            for box in _around(marks[node], wide, high)
            if canvas.x0 <= box.x0 and box.x1 <= canvas.x1
            if canvas.y0 <= box.y0 and box.y1 <= canvas.y1
            if not any(map(box.covers, (*marks.values(), *found.values())))
        ]
        if free:
            found[node] = min(free, key=lambda box: sum(box.meets(*line) for line in lines))
    return found


def _around(mark: Box, wide: float, high: float) -> list[Box]:
    """Return the places of a name beside its mark, the best first."""
    x, y = (mark.x0 + mark.x1) / 2 - wide / 2, (mark.y0 + mark.y1) / 2 - high / 2
    corners = [
        (mark.x1, y), (mark.x0 - wide, y), (x, mark.y1), (x, mark.y0 - high),
        (mark.x1, mark.y1), (mark.x1, mark.y0 - high),
        (mark.x0 - wide, mark.y1), (mark.x0 - wide, mark.y0 - high),
        (mark.x0, mark.y1), (mark.x0, mark.y0 - high),
        (mark.x1 - wide, mark.y1), (mark.x1 - wide, mark.y0 - high),
    ]  # fmt: skip
    return [Box(left, low, left + wide, low + high) for left, low in corners]
