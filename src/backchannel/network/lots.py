"""
The network in many draws of the uncertain dates, look by look, without a dataset for each draw.

Most of what is there at a look is there in all draws. The rest falls into groups of elements which
no tie joins in any draw; a group is in few *states*, and each state is a few components, which
other looks, other draws and the series itself share.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial, reduce
from operator import xor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from backchannel.dates.edtf import FIRST_DAY
from backchannel.network.components import Growing
from backchannel.network.seating import EVERY_DRAW, read
from backchannel.network.snapshot import actor_node
from backchannel.network.turns import Turn, mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.network.components import Keys, Part
    from backchannel.network.seating import Places, Present, Seating
    from backchannel.verdicts.cutting import Truths

    Marks = NDArray[np.uint64]
    Members = tuple[int, ...]
    """The elements of a group, by their places among those that are there at some look."""

Made = TypeVar("Made")

AT_ONCE = 256
"""How many looks are held in memory together."""
LOW_BITS = 2**64 - 1


class Group(NamedTuple):
    """What no tie joins to anything else, in any draw, at a look."""

    states: tuple[int, ...]
    of_draw: Places
    """Draw → the place of its state; of length 1 if there is but one."""


class Drawing(NamedTuple):
    """The network at a look in all draws."""

    groups: tuple[Group, ...]
    whole: Group
    """The whole network, for what cannot be measured by component."""


class Drawings:
    """The networks of all draws, and the components that each state is made of."""

    def __init__(
        self,
        data: Dataset,
        seating: Seating,
        parts: dict[int, Part],
        wholes: dict[int, Keys] | None,
    ) -> None:
        """Take the seats; components are added to `parts`, whole networks to `wholes`."""
        self._data, self._seating, self._parts, self._wholes = data, seating, parts, wholes
        self._actors: dict[tuple[str, frozenset[str]], Turn] = {}
        self.components: dict[int, tuple[int, ...]] = {}
        """State → the keys of its components."""
        self.whole_of: dict[int, int] = {}
        """State of a whole network → its key."""

    def at(self, looks: Sequence[date]) -> Iterator[Drawing]:
        """Yield the network of each look; the same object where nothing changed in any draw."""
        ordinals = np.array([day.toordinal() for day in looks])
        for first in range(0, len(looks), AT_ONCE):
            some = ordinals[first : first + AT_ONCE]
            block = Block(list(self._seating.present(some)), len(some))
            before: dict[tuple[int, ...], Group] = {}
            for look in range(len(some)):
                if not look or block.differs[:, look].any():
                    before = block.renewed(look, before, partial(self._group, block, look))
                    drawing = Drawing(tuple(before.values()), self._whole(block, look))
                yield drawing

    def _whole(self, block: Block, look: int) -> Group:
        whole = Group((), EVERY_DRAW)
        if self._wholes is not None:
            whole = block.grouped(look, block.some(look))
            for state, there in block.unknown(look, block.some(look), whole, self.whole_of):
                self.whole_of[state] = self._grown(there).whole(self._wholes)
        return whole

    def _group(self, block: Block, look: int, members: Sequence[int]) -> Group:
        found = block.grouped(look, members)
        for state, there in block.unknown(look, members, found, self.components):
            self.components[state] = self._grown(there).keys()
        return found

    def _grown(self, there: Sequence[Turn]) -> Growing:
        """Return the network of some channels and seats, with the actors who sit there."""
        sides: dict[str, set[str]] = defaultdict(set)
        for turn in there:
            if len(turn.element) == 2:
                sides[turn.element[1]].add(turn.attributes.get("side", ""))
        actors = [self._actor(actor, frozenset(seats - {""})) for actor, seats in sides.items()]
        growing = Growing(self._parts)
        growing.turn([*there, *actors])
        return growing

    def _actor(self, actor: str, sides: frozenset[str]) -> Turn:
        if (actor, sides) not in self._actors:
            attributes: Any = {"kind": "side"}
            if not self._seating.by_side:
                attributes = read(actor_node(self._data, actor, sorted(sides)))
            self._actors[actor, sides] = _turn((actor,), attributes)
        return self._actors[actor, sides]


class Block:
    """What is there in some draw at some looks, asked look by look."""

    def __init__(self, present: Sequence[Present], looks: int) -> None:
        """Take what is there in some draw at so many looks."""
        self.present = present
        self._turns = [_turn(one.element, one.attributes) for one in present]
        self._marks = [turn.mark & LOW_BITS for turn in self._turns]
        self._groups: tuple[bytes, list[tuple[int, ...]]] = b"", []
        self._any, self._all = (
            np.array([of(one.there, axis=0) for one in present], bool).reshape(len(present), looks)
            for of in (np.any, np.all)
        )
        self.differs: Truths = np.ones((len(present), looks), bool)
        """Whether an element is there at a look in other draws than at the look before."""
        for number, one in enumerate(present):
            self.differs[number, 1:] = (one.there[:, 1:] != one.there[:, :-1]).any(axis=0)

    def some(self, look: int) -> Sequence[int]:
        """Return the elements that are there in some draw."""
        found: list[int] = np.flatnonzero(self._any[:, look]).tolist()
        return found

    def groups(self, look: int) -> list[tuple[int, ...]]:
        """Return the elements that are there in some draw, joined where a tie joins them."""
        is_there = self._any[:, look].tobytes()
        if is_there != self._groups[0]:
            self._groups = is_there, self._joined(self.some(look))
        return self._groups[1]

    def _joined(self, some: Sequence[int]) -> list[tuple[int, ...]]:
        root: dict[str, str] = {}

        def top(node: str) -> str:
            while root.setdefault(node, node) != node:
                root[node] = node = root[root[node]]
            return node

        for number in some:
            element = self.present[number].element
            root[top(element[0])] = top(element[-1])
        found: dict[str, list[int]] = defaultdict(list)
        for number in some:
            found[top(self.present[number].element[0])].append(number)
        return [tuple(members) for members in found.values()]

    def grouped(self, look: int, members: Sequence[int]) -> Group:
        """Tell in which draws which of some elements are there: by their marks, exclusive or."""
        always = 0
        by_index: dict[int, tuple[Places, Marks]] = {}
        for number in members:
            mark = self._marks[number]
            if self._all[number, look]:
                always ^= mark
                continue
            one = self.present[number]
            column = np.where(one.there[:, look], np.uint64(mark), np.uint64(0))
            of_draw, marks = by_index.get(id(one.of_draw), (one.of_draw, np.uint64(0)))
            by_index[id(one.of_draw)] = of_draw, marks ^ column
        if not by_index:
            return Group((always,), EVERY_DRAW)
        indices, columns = zip(*by_index.values(), strict=True)
        if len(columns) == 1:
            states, of_outcome = np.unique(columns[0] ^ np.uint64(always), return_inverse=True)
            return Group(tuple(states.tolist()), of_outcome[indices[0]])
        by_draw = (marks[of_draw] for of_draw, marks in by_index.values())
        states, of_draw = np.unique(reduce(xor, by_draw, np.uint64(always)), return_inverse=True)
        return Group(tuple(states.tolist()), of_draw)

    def renewed(
        self, look: int, before: Mapping[Members, Made], made: Callable[[Members], Made]
    ) -> dict[Members, Made]:
        """Return what is made of each group; the same object where it is as it was before."""
        other = set(np.flatnonzero(self.differs[:, look]).tolist())
        return {
            members: before[members]
            if members in before and other.isdisjoint(members)
            else made(members)
            for members in self.groups(look)
        }

    def unknown(
        self, look: int, members: Sequence[int], group: Group, known: Container[int]
    ) -> Iterator[tuple[int, list[Turn]]]:
        """Yield the states of a group that are not known yet, with what is there in them."""
        for place, state in enumerate(group.states):
            if state not in known:
                draw = int(np.argmax(group.of_draw == place))
                yield state, self.there(look, draw, members)

    def there(self, look: int, draw: int, members: Sequence[int]) -> list[Turn]:
        """Return those of some elements that are there in a draw, as if they came."""
        is_always = self._all[list(members), look].tolist()
        found = []
        for number, always in zip(members, is_always, strict=True):
            one = self.present[number]
            if always or one.there[one.of_draw[draw] if len(one.of_draw) > 1 else 0, look]:
                found.append(self._turns[number])
        return found


def _turn(element: Any, attributes: Any) -> Turn:
    return Turn(FIRST_DAY, True, element, attributes, mark_of(element, attributes))
