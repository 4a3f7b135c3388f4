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
    Truths = NDArray[np.bool_]

PERCENTILES = (5, 95)


class _State(NamedTuple):
    """The nodes of a group in one state, with what was measured of them."""

    nodes: Places
    values: Reals
    size: NDArray[np.int64]
    """How many nodes of each mode."""


class _States(NamedTuple):
    """The states of a group: what was measured of each node in each of them."""

    nodes: Places
    """Sorted: whoever is there in some state."""
    values: Reals
    """State, measure, node; 0 for a node that is not there."""
    there: Truths
    """State, node."""


class _Most(NamedTuple):
    """What values are divided by, which depends on how many nodes there are in a draw."""

    divisors: Reals
    """For each number of nodes, measure and mode; infinite where the value is 0 in any case."""
    of_draw: Places
    """Draw → the place of its numbers of nodes; of length 1 if they are the same in all."""


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
        most = self._most(drawing.groups)
        settled = [group for group in drawing.groups if len(group.states) == 1]
        found = [self._apart(group, most) for group in drawing.groups if len(group.states) > 1]
        apart = _beside([self._settled(settled, most), *found])
        if not self._values.together:
            return apart
        together = self._together(drawing.whole)
        order = np.argsort(apart.nodes)
        return Range(
            apart.nodes[order],
            np.vstack([apart.low[:, order], together.low]),
            np.vstack([apart.high[:, order], together.high]),
        )

    def _most(self, groups: Sequence[Group]) -> _Most:
        """Return the divisor of each measure, for each number of nodes there and each mode."""
        sizes = np.zeros((1, 2), np.int64)
        for group in groups:
            of_state = np.array([self._state(state).size for state in group.states])
            sizes = sizes + of_state[group.of_draw]
        width = int(sizes.max()) + 1
        coded, of_draw = np.unique(sizes @ [width, 1], return_inverse=True)
        most = [
            self._values.most(divmod(code, width), two_mode=self._nodes.two_mode)
            for code in coded.tolist()
        ]
        divisors = np.array(most)[:, : len(self._values.apart)]
        return _Most(np.where(divisors == 0, np.inf, divisors), of_draw.ravel())

    def _settled(self, groups: Sequence[Group], most: _Most) -> Range:
        """
        Range the groups that are the same in all draws: only what they are divided by differs.

        No value is below 0, so that the least is that with the greatest divisor.
        """
        states = [self._state(state) for group in groups for state in group.states]
        nodes = np.concatenate([np.zeros(0, np.intp), *(state.nodes for state in states)])
        none = np.zeros((len(self._values.apart), 0))
        raw = np.concatenate([none, *(state.values for state in states)], axis=1)
        low, high = percentiles(-most.divisors, np.bincount(most.of_draw))
        modes = self._nodes.modes[nodes]
        return Range(nodes, raw / -low[:, modes], raw / -high[:, modes])

    def _apart(self, group: Group, most: _Most) -> Range:
        """Range what adds up by component: a value depends on the state and on the sizes."""
        states = self._together_in([self._state(state) for state in group.states])
        width = len(most.divisors)
        coded = np.broadcast_to(group.of_draw * width + most.of_draw, (self._draws,))
        counts = np.bincount(coded)
        pairs = np.flatnonzero(counts)
        state, size = np.divmod(pairs, width)
        divisors = most.divisors[:, :, self._nodes.modes[states.nodes]]
        found = states.values[state] / divisors[size]
        gone = ~states.there
        if gone.any():
            absent = self._absent[: len(self._values.apart), None]
            found = np.where(gone[state][:, None, :], absent, found)
        return Range(states.nodes, *percentiles(found, counts[pairs]))

    def _together(self, whole: Group) -> Range:
        states = self._together_in([self._whole(state) for state in whole.states])
        found = states.values
        absent = self._absent[len(self._values.apart) :, None]
        found = np.where(states.there[:, None, :], found, absent)
        counts = np.bincount(np.broadcast_to(whole.of_draw, (self._draws,)))
        return Range(states.nodes, *percentiles(found, counts))

    def _together_in(self, states: Sequence[_State]) -> _States:
        """Put states beside each other, each node at one place in all of them."""
        nodes = np.unique(np.concatenate([state.nodes for state in states]))
        values = np.zeros((len(states), len(states[0].values), len(nodes)))
        there = np.zeros((len(states), len(nodes)), bool)
        for place, state in enumerate(states):
            at = np.searchsorted(nodes, state.nodes)
            values[place][:, at] = state.values
            there[place, at] = True
        return _States(nodes, values, there)

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


def _beside(found: Sequence[Range]) -> Range:
    return Range(
        np.concatenate([one.nodes for one in found]),
        np.concatenate([one.low for one in found], axis=1),
        np.concatenate([one.high for one in found], axis=1),
    )
