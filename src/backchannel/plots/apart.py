"""Labels beside what they name: moved as little as need be, so that none covers another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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
