"""The range of each value over the draws of the uncertain dates: its 5th and 95th percentile."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

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
    size: int = 0
    """How many nodes of each mode, as one number: see `Ranging`."""


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
        self._width = len(values.nodes) + 1
        """What the nodes of mode 0 are multiplied by, so that numbers of nodes can be added."""
        self._divisors: dict[int, Reals] = {}
        self._states: dict[int, _State] = {}
        self._joint: dict[tuple[int, ...], _States] = {}
        self._wholes: dict[int, _State] = {}

    def of(self, drawings: Sequence[Drawing]) -> list[Range]:
        """Return the percentiles at each look; the same object where nothing changed."""
        found: list[Range] = []
        for before, drawing in zip([None, *drawings], drawings, strict=False):
            found.append(found[-1] if drawing is before else self._at(drawing))
        return found

    def _at(self, drawing: Drawing) -> Range:
        most = self._most(drawing.groups)
        by_number: dict[int, list[Group]] = defaultdict(list)
        for group in drawing.groups:
            by_number[len(group.states)].append(group)
        settled = by_number.pop(1, [])
        found = [self._apart(groups, most) for groups in by_number.values()]
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
        always, sizes = 0, np.zeros(1, np.int64)
        for group in groups:
            of_state = [self._state(state).size for state in group.states]
            always += of_state[0]
            if len(of_state) > 1:
                sizes = sizes + (np.array(of_state) - of_state[0])[group.of_draw]
        coded, of_draw = np.unique(sizes, return_inverse=True)
        divisors = [self._divisors_of(always + code) for code in coded.tolist()]
        return _Most(np.array(divisors), of_draw.ravel())

    def _divisors_of(self, size: int) -> Reals:
        if size not in self._divisors:
            most = self._values.most(divmod(size, self._width), two_mode=self._nodes.two_mode)
            divisors = most[: len(self._values.apart)]
            self._divisors[size] = np.where(divisors == 0, np.inf, divisors)
        return self._divisors[size]

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

    def _apart(self, groups: Sequence[Group], most: _Most) -> Range:
        """
        Range what adds up by component: a value depends on the state and on the sizes.

        The groups have equally many states, and stand beside each other.
        """
        some = [self._states_of(group) for group in groups]
        nodes = np.concatenate([states.nodes for states in some])
        width = len(most.divisors)
        counts = np.array([self._counted(group, most) for group in groups])
        pairs = np.flatnonzero(counts.any(axis=0))
        state, size = np.divmod(pairs, width)
        values = np.concatenate([states.values for states in some], axis=2)
        there = np.concatenate([states.there for states in some], axis=1)
        found = values[state] / most.divisors[:, :, self._nodes.modes[nodes]][size]
        if not there.all():
            absent = self._absent[: len(self._values.apart), None]
            found = np.where(there[state][:, None, :], found, absent)
        times = counts[0, pairs]
        if len(groups) > 1:
            of_node = np.repeat(np.arange(len(groups)), [len(states.nodes) for states in some])
            times = counts[:, pairs].T[:, of_node]
        return Range(nodes, *percentiles(found, times))

    def _counted(self, group: Group, most: _Most) -> NDArray[np.int64]:
        """Return how many draws have each state with each of the sizes."""
        width = len(most.divisors)
        coded = np.broadcast_to(group.of_draw * width + most.of_draw, (self._draws,))
        return np.bincount(coded, minlength=len(group.states) * width)

    def _states_of(self, group: Group) -> _States:
        if group.states not in self._joint:
            found = self._together_in([self._state(state) for state in group.states])
            self._joint[group.states] = found
        return self._joint[group.states]

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
            size = np.bincount(self._nodes.modes[nodes], minlength=2) @ [self._width, 1]
            self._states[state] = _State(nodes, np.concatenate(raw, axis=1), int(size))
        return self._states[state]

    def _whole(self, state: int) -> _State:
        if state not in self._wholes:
            part = self._values.wholes[self._drawings.whole_of[state]]
            self._wholes[state] = _State(self._nodes.places(part), part.values)
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
        How many times each row comes; or each row at each of the last places, where these differ.

    Examples
    --------
    Of 100 draws, 94 give 0, four give 0.5 and two give 1: the 95th of them in order is a 0.5.

    >>> low, high = percentiles(np.array([[1.0], [0.0], [0.5]]), np.array([2, 94, 4]))
    >>> float(low[0]), float(high[0])
    (0.0, 0.5)
    """
    if len(values) == 1:
        return values[0], values[0]
    order = np.argsort(values, axis=0)
    ordered = counts[order] if counts.ndim == 1 else counts[order, np.arange(counts.shape[1])]
    reached = np.cumsum(ordered, axis=0)
    places = [(reached * 100 >= share * reached[-1]).argmax(axis=0) for share in PERCENTILES]
    low, high = np.take_along_axis(values, np.take_along_axis(order, np.array(places), 0), 0)
    # What is not a number comes last in order.
    ranked = np.take_along_axis(values, order, axis=0) if np.isnan(values).any() else values[:0]
    unknown = (np.isnan(ranked) & (ordered[: len(ranked)] > 0)).any(axis=0)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def ends_of(values: NDArray[Any]) -> NDArray[Any]:
    """
    Return the same percentiles of values that come once each, along the last axis.

    >>> ends_of(np.arange(1, 101)).tolist()
    [5, 95]
    """
    number = values.shape[-1]
    ranks = [-(-share * number // 100) - 1 for share in PERCENTILES]
    found = np.partition(values, ranks, axis=-1)[..., ranks]
    if (unknown := np.isnan(values).any(axis=-1)).any():
        found[unknown] = np.nan
    return found


def _beside(found: Sequence[Range]) -> Range:
    return Range(
        np.concatenate([one.nodes for one in found]),
        np.concatenate([one.low for one in found], axis=1),
        np.concatenate([one.high for one in found], axis=1),
    )
