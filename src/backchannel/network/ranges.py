"""The range of each value over the draws of the uncertain dates: its 5th and 95th percentile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backchannel.network.assembly import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from backchannel.network.assembly import Values
    from backchannel.network.lots import Drawing, Drawings, Group

    Reals = NDArray[np.float64]
    Places = NDArray[np.intp]

PERCENTILES = (5, 95)


class _State(NamedTuple):
    """The nodes of a group in one state, with what was measured of them."""

    nodes: Places
    values: Reals
    size: NDArray[np.int64]
    """How many nodes of each mode."""


class Ranging:
    """What turns the networks of all draws at a look into percentiles."""

    def __init__(self, drawings: Drawings, values: Values, draws: int) -> None:
        """Take what was measured of each component and each whole network."""
        self._drawings, self._values, self._draws = drawings, values, draws
        self._nodes, self._absent = values.nodes, values.absent
        self._states: dict[int, _State] = {}
        self._wholes: dict[int, _State] = {}

    def of(self, drawings: Sequence[Drawing]) -> list[Range]:
        """Return the percentiles at each look; the same object where nothing changed."""
        found: list[Range] = []
        for before, drawing in zip([None, *drawings], drawings, strict=False):
            found.append(found[-1] if drawing is before else self._at(drawing))
        return found

    def _at(self, drawing: Drawing) -> Range:
        sizes = np.zeros((1, 2), np.int64)
        for group in drawing.groups:
            of_state = np.array([self._state(state).size for state in group.states])
            sizes = sizes + of_state[group.of_draw]
        sizes, size_of = np.unique(sizes, axis=0, return_inverse=True)
        most = self._most(sizes)
        found = [self._apart(group, most, size_of.ravel()) for group in drawing.groups]
        apart = _beside(found, len(self._values.apart))
        if not self._values.together:
            return apart
        together = self._together(drawing.whole)
        order = np.argsort(apart.nodes)
        return Range(
            apart.nodes[order],
            np.vstack([apart.low[:, order], together.low]),
            np.vstack([apart.high[:, order], together.high]),
        )

    def _most(self, sizes: NDArray[np.int64]) -> Reals:
        """Return the divisor of each measure, for each number of nodes there and each mode."""
        most = [self._values.most(size, two_mode=self._nodes.two_mode) for size in sizes.tolist()]
        return np.array(most).reshape(len(sizes), -1, 2)

    def _apart(self, group: Group, most: Reals, size_of: Places) -> Range:
        """Range what adds up by component: a value depends on the state and on the sizes."""
        states = [self._state(state) for state in group.states]
        nodes, at = _together([state.nodes for state in states])
        pairs, counts = _pairs(group.of_draw, size_of, self._draws)
        apart = len(self._values.apart)
        found = np.empty((len(pairs), apart, len(nodes)))
        found[:] = self._absent[:apart, None]
        for row, (place, size) in enumerate(pairs):
            divisors = most[size][:apart, self._nodes.modes[states[place].nodes]]
            raw = states[place].values
            found[row][:, at[place]] = np.divide(
                raw, divisors, out=np.zeros_like(raw), where=divisors != 0
            )
        return Range(nodes, *percentiles(found, counts))

    def _together(self, whole: Group) -> Range:
        states = [self._whole(state) for state in whole.states]
        nodes, at = _together([state.nodes for state in states])
        pairs, counts = _pairs(whole.of_draw, np.zeros(1, np.intp), self._draws)
        found = np.empty((len(pairs), len(self._values.together), len(nodes)))
        found[:] = self._absent[len(self._values.apart) :, None]
        for row, (place, _) in enumerate(pairs):
            found[row][:, at[place]] = states[place].values
        return Range(nodes, *percentiles(found, counts))

    def _state(self, state: int) -> _State:
        if state not in self._states:
            parts = [self._values.parts[key] for key in self._drawings.components[state]]
            places = [self._nodes.places(part) for part in parts]
            nodes = np.concatenate(places) if places else np.zeros(0, np.intp)
            raw = [part.values for part in parts] or [np.zeros((len(self._values.apart), 0))]
            size = np.bincount(self._nodes.modes[nodes], minlength=2)
            self._states[state] = _State(nodes, np.concatenate(raw, axis=1), size)
        return self._states[state]

    def _whole(self, state: int) -> _State:
        if state not in self._wholes:
            part = self._values.wholes[self._drawings.whole_of[state]]
            self._wholes[state] = _State(self._nodes.places(part), part.values, np.zeros(2, int))
        return self._wholes[state]


def percentiles(values: Reals, counts: NDArray[np.int64]) -> tuple[Reals, Reals]:
    """
    Return the 5th and 95th percentile of values that come so many times each.

    A percentile is the value of the nearest rank: the least that so many of a hundred do not
    exceed. It is not a number where some value is none.

    Parameters
    ----------
    values
        Rows to be ranked against each other, place by place.
    counts
        How many times each row comes.

    Examples
    --------
    Of 100 draws, 94 give 0, four give 0.5 and two give 1: the 95th of them in order is a 0.5.

    >>> low, high = percentiles(np.array([[1.0], [0.0], [0.5]]), np.array([2, 94, 4]))
    >>> float(low[0]), float(high[0])
    (0.0, 0.5)
    """
    if len(values) == 1:
        return values[0], values[0]
    order = np.argsort(values, axis=0, kind="stable")
    ranked = np.take_along_axis(values, order, axis=0)
    reached = np.cumsum(counts[order], axis=0) * 100
    low, high = (
        np.take_along_axis(ranked, (reached >= share * counts.sum()).argmax(axis=0)[None], axis=0)[
            0
        ]
        for share in PERCENTILES
    )
    unknown = np.isnan(values).any(axis=0)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def _pairs(
    one: Places, other: Places, draws: int
) -> tuple[list[tuple[int, int]], NDArray[np.int64]]:
    """Return the different pairs of two columns, and how many draws have each."""
    width = int(other.max()) + 1
    coded, counts = np.unique(np.broadcast_to(one * width + other, (draws,)), return_counts=True)
    return [divmod(code, width) for code in coded.tolist()], counts


def _together(nodes: Sequence[Places]) -> tuple[Places, list[Places]]:
    """Return all of some nodes, sorted, and the place of each among them."""
    every = np.unique(np.concatenate(nodes))
    return every, [np.searchsorted(every, some) for some in nodes]


def _beside(found: Sequence[Range], measures: int) -> Range:
    none = np.zeros((measures, 0))
    return Range(
        np.concatenate([np.zeros(0, np.intp), *(one.nodes for one in found)]),
        np.concatenate([none, *(one.low for one in found)], axis=1),
        np.concatenate([none, *(one.high for one in found)], axis=1),
    )
