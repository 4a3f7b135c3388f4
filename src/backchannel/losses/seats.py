"""
Who has a seat: the actors among whom reach is counted, whether or not their channels can be used.

An actor has a seat on a day if it possibly sits then on a channel between the two sides of which
something is known by that day. It keeps the seat when the channel stops or goes out of sight, so
that a loss counts as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from backchannel.dates.period import Window, day_after
from backchannel.facts.dataset import counts_as
from backchannel.losses.changes import days_between
from backchannel.network.snapshot import LEFT_OUT, is_shown
from backchannel.verdicts.course import course, first_seen
from backchannel.verdicts.seats import seated_on, sitting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.seats import Tie
    from backchannel.verdicts.verdict import Certainty


def pairs_across(left: AbstractSet[str], right: AbstractSet[str]) -> int:
    """Return the pairs of an actor of each side; whoever sits for both is no pair alone."""
    both = len(left & right)
    return len(left) * len(right) - both * (both + 1) // 2


class Seats:
    """Who has a seat on a day, as the days go by."""

    def __init__(self, data: Dataset, sides: tuple[str, str], within: Window) -> None:
        """Take the days, from before the first of them on."""
        self.left: set[str] = set()
        """Who has a seat for the first side."""
        self.right: set[str] = set()
        """Who has one for the second side; some may have both."""
        self.others: set[str] = set()
        """Who has one for another side, or none."""
        self._turns: dict[date, list[tuple[int, str, int]]] = defaultdict(list)
        self._held: Counter[tuple[str, int]] = Counter()
        for tie, days in _seats(data, sides, within):
            side = counts_as(tie.side)
            at = sides.index(side) if side in sides else 2
            self._turns[days.first].append((1, tie.actor, at))
            if days.last < within.last:
                self._turns[day_after(days.last)].append((-1, tie.actor, at))
        self.days = sorted(self._turns)
        """The days on which somebody takes a seat or leaves it."""

    def go_to(self, day: date) -> None:
        """Go on to a later day, of those on which something changes."""
        groups = (self.left, self.right, self.others)
        for step, actor, at in self._turns.get(day, ()):
            self._held[actor, at] += step
            if self._held[actor, at]:
                groups[at].add(actor)
            else:
                groups[at].discard(actor)

    @property
    def pairs(self) -> int:
        """Pairs of an actor of each side; whoever sits for both is no pair alone."""
        return pairs_across(self.left, self.right)

    @property
    def ordered(self) -> int:
        """Ordered pairs of any two actors."""
        number = len(self.left | self.right | self.others)
        return number * (number - 1)


def _seats(data: Dataset, sides: tuple[str, str], within: Window) -> Iterator[tuple[Tie, Window]]:
    """Yield who may sit on what is known of, with the days."""
    for channel, ties in seated_on(data).items():
        between = days_between(data, channel, sides, within)
        if not between or data.channels[channel].type in LEFT_OUT:
            continue
        seen = first_seen(course(data)[channel])
        for days in between:
            begin = max(days.first, seen)
            for tie in ties if begin <= days.last else ():
                may = tie.may
                if may.last < begin or may.first > days.last or may.first > may.last:
                    continue
                if is_shown(data, tie.actor, frozenset()):
                    yield tie, Window(max(begin, may.first), min(days.last, may.last))


def shown_on(data: Dataset, channel: str, on: date, least: Certainty) -> frozenset[str]:
    """Return who sits on a channel, as in the snapshot of a day: states are no actors there."""
    seated = sitting(data, channel, on, least)
    return frozenset(actor for actor in seated if is_shown(data, actor, frozenset()))
