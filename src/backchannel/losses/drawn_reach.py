"""Reach, efficiency and the largest component, in many draws of the uncertain dates at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from backchannel.facts.dataset import counts_as, possible_days
from backchannel.losses.drawn_parts import Adding
from backchannel.losses.reaching import parts_of, reached
from backchannel.network.seating import EVERY_DRAW, NOBODY, Present
from backchannel.network.snapshot import LEFT_OUT, is_shown
from backchannel.verdicts.cutting import NEVER, looks_within
from backchannel.verdicts.holding import holding
from backchannel.verdicts.seats import CARRYING
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.network.seating import Places, Seating
    from backchannel.network.turns import Turn
    from backchannel.verdicts.cutting import Days, Truths

    Reals = NDArray[np.float64]

GRAIN = 2.0**36
"""Sums of fractions are rounded to parts of one, so that no order of adding shows in the sum."""

LEFT, RIGHT, OTHER = range(3)


class DrawnReach:
    """Who reaches whom in many draws, among all who have a seat there."""

    def __init__(self, data: Dataset, seating: Seating, sides: tuple[str, str]) -> None:
        """Find the first day on which anything is said of a channel, in each draw."""
        self._data, self._seating, self._sides = data, seating, sides
        self._adding = Adding(self._measured, width=3, largest=1)
        self._seen = {
            channel: self._first_seen(channel)
            for channel, about in data.channels.items()
            if about.type not in LEFT_OUT and data.days_between(channel, sides)
        }
        self._ats: dict[str, set[int]] = defaultdict(set)
        """Actor → the sides it can sit for; who sits for one needs not be asked when."""
        for channel in self._seen:
            for party in data.parties_of.get(channel, ()):
                if party.role in CARRYING:
                    held = data.holders_of.get(party.actor, ())
                    for actor in (party.actor, *(tenure.person for tenure in held)):
                        self._ats[actor].add(self._at(party.side))

    def at(
        self, looks: Days, usable: Mapping[str, tuple[Truths, Places]], draws: int
    ) -> dict[str, Reals]:
        """Return each measure by look and draw; not a number where it is a share of nothing."""
        present = list(self._seating.present(looks, usable))
        seated = self._seated(looks)
        present += self._of_two_sides(seated, draws)
        pairs, near, largest = self._adding.at(present, looks.tolist(), draws)
        left, right, both, anybody = self._numbers(seated, looks)
        could_pair = left * right - both * (both + 1) // 2
        could_reach = anybody * (anybody - 1)
        return {
            "reach": pairs / np.where(could_pair, could_pair, np.nan),
            "efficiency": near / np.where(could_reach, could_reach, np.nan),
            "largest_component": largest,
        }

    def _at(self, side: str) -> int:
        counted = counts_as(side)
        return self._sides.index(counted) if counted in self._sides else OTHER

    def _first_seen(self, channel: str) -> Days:
        """Return the first day on which anything is said of a channel, by draw."""
        layers, of_draw = self._seating.channels[channel]
        first, last = self._data.start.toordinal(), self._data.as_of.toordinal()
        turns = np.unique([layers.begins, layers.ends + 1])
        looks = np.unique([first, *turns[(first < turns) & (turns <= last)].tolist()])
        known = self._data.start, self._data.as_of
        begins = np.where(layers.ends >= layers.begins, layers.begins, NEVER)
        # As a rule something is said from the first account on, and few days have to be looked at.
        likely = looks <= max(first, int(begins.min(axis=0, initial=NEVER).max(initial=0)))
        for some in (looks[likely], looks):
            said, of_outcome = holding(layers, some, known, lambda it: it.word is not Word.UNKNOWN)
            if said.any(axis=1).all():
                break
        days = np.where(said.any(axis=1), some[said.argmax(axis=1)], NEVER)
        found: Days = days[of_outcome[of_draw]]
        return found if (found != found[0]).any() else found[:1]

    def _seated(self, looks: Days) -> dict[tuple[str, int], Truths]:
        """Return when somebody has a seat, by actor and side: a row for each draw, or for all."""
        found: dict[tuple[str, int], Truths] = defaultdict(lambda: NOBODY)
        for channel, seen in self._seen.items():
            between = looks_within(looks, self._data.days_between(channel, self._sides))
            known = between & (seen[:, None] <= looks)
            if not known.any():
                continue
            known = known[:1] if (known == known[:1]).all() else known
            for party in self._data.parties_of.get(channel, ()):
                may = known & looks_within(looks, [possible_days(party)])
                if party.role not in CARRYING or not may.any():
                    continue
                at = self._at(party.side)
                holders = self._seating.holders.get(party.actor, ())
                for actor, held in [
                    (party.actor, None),
                    *((person, days[2]) for person, days in holders),
                ]:
                    if is_shown(self._data, actor, frozenset()):
                        there = may if held is None else may & held
                        found[actor, at] = found[actor, at] | there
        return found

    def _of_two_sides(
        self, seated: Mapping[tuple[str, int], Truths], draws: int
    ) -> Iterator[Present]:
        """Yield the seats of those who can sit for several sides, for which of them when."""
        for (actor, at), there in seated.items():
            if len(self._ats[actor]) > 1 and there.any():
                of_draw = np.arange(draws) if len(there) > 1 else EVERY_DRAW
                yield Present((actor,), {"at": at}, there, of_draw)

    def _numbers(
        self, seated: Mapping[tuple[str, int], Truths], looks: Days
    ) -> tuple[Days, Days, Days, Days]:
        """Return how many sit for the one side, the other, both and anybody, by look and draw."""
        sums: list[NDArray[Any]] = [np.zeros((1, len(looks)), np.int32) for _ in range(5)]
        for (actor, at), there in seated.items():
            sums[at] = _plus(sums[at], there)
            if len(self._ats[actor]) == 1:
                sums[4] = _plus(sums[4], there)
        for actor in {actor for actor, _ in seated if len(self._ats[actor]) > 1}:
            one, two, three = (seated.get((actor, at), NOBODY) for at in (LEFT, RIGHT, OTHER))
            sums[3] = _plus(sums[3], one & two)
            sums[4] = _plus(sums[4], one | two | three)
        left, right, _, both, anybody = (number.T.astype(np.int64) for number in sums)
        return left, right, both, anybody

    def _measured(self, _: int, there: Sequence[Turn]) -> Sequence[float]:
        """Measure a part: pairs across the sides, nearness, actors."""
        members: dict[str, set[str]] = defaultdict(set)
        sides: tuple[set[str], set[str], set[str]] = (set(), set(), set())
        for turn in there:
            if len(turn.element) == 2:
                channel, actor = turn.element
                members[channel].add(actor)
                if len(self._ats[actor]) == 1:
                    sides[min(self._ats[actor])].add(actor)
            elif "at" in turn.attributes:
                sides[turn.attributes["at"]].add(turn.element[0])
        sums = reached(parts_of(members.values()), sides[LEFT], sides[RIGHT])
        return sums.pairs, round(sums.near * GRAIN) / GRAIN, sums.largest


def _plus(sums: NDArray[Any], there: Truths) -> NDArray[Any]:
    """Add who is there, in place where it is told by draw already."""
    if len(there) > len(sums):
        return sums + there
    sums += there
    return sums
