"""
What adds up over the parts of a network, in many draws of the uncertain dates at once.

At a look the channels fall into groups that nothing joins in any draw. A group is in few states,
and each state is measured once, whatever look and draw it comes in.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from backchannel.network.lots import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from backchannel.network.seating import Present
    from backchannel.network.turns import Turn

    Reals = NDArray[np.float64]
    Measure = Callable[[int, Sequence[Turn]], Sequence[float]]
    """From a look and what is there to the values that are added up."""
    Valued = Reals | tuple[float, ...]
    """Values by draw, or those of all draws."""


class Adding:
    """The values of whole networks, from those of their parts, each measured once."""

    def __init__(self, measure: Measure, *, width: int, largest: int = 0) -> None:
        """Take how a part is measured: so many values, the last of which are not summed up."""
        self._measure = measure
        self._width, self._sums = width, width - largest
        self._nothing = (0.0,) * width
        self._of_state: dict[int, tuple[float, ...]] = {}

    def at(self, present: Sequence[Present], looks: Sequence[int], draws: int) -> Reals:
        """Return the values at each look in each draw: by value, look and draw."""
        block = Block(present, len(looks))
        found = np.zeros((self._width, len(looks), draws))
        before: dict[tuple[int, ...], Valued] = {}
        for look in range(len(looks)):
            if look and not block.differs[:, look].any():
                found[:, look] = found[:, look - 1]
                continue
            before = block.renewed(look, before, partial(self._valued, block, look, looks[look]))
            same = [group for group in before.values() if isinstance(group, tuple) and any(group)]
            found[:, look] = self._together(np.array([*same, self._nothing]))[:, None]
            for group in before.values():
                if not isinstance(group, tuple):
                    found[:, look] = self._together(np.array([found[:, look], group]))
        return found

    def _valued(self, block: Block, look: int, day: int, members: Sequence[int]) -> Valued:
        """Return the values of a group by draw, or as they are in all."""
        group = block.grouped(look, members)
        for state, there in block.unknown(look, members, group, self._of_state):
            self._of_state[state] = tuple(self._measure(day, there))
        values = [self._of_state[state] for state in group.states]
        if len(values) == 1:
            return values[0]
        found: Reals = np.array(values, np.float64).T[:, group.of_draw]
        return found

    def _together(self, groups: Reals) -> Reals:
        summed, largest = groups[:, : self._sums].sum(axis=0), groups[:, self._sums :].max(axis=0)
        return np.concatenate([summed, largest])
