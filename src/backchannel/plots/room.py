"""Which channels of a day have a row where there is no room for all, and who sits on them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.vocabulary import TYPE_ORDER
from backchannel.verdicts.verdict import RANK_OF, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import networkx as nx

    from backchannel.network.layout import Columns


class Room(NamedTuple):
    """How much room there is for rows."""

    most: float
    size: Callable[[str], float] = lambda _: 1
    """How much of it the row of a node takes."""
    near: Mapping[str, tuple[float, date]] = MappingProxyType({})
    """How many days ago a channel had a contact, and since when it stands: the order of equals."""


class Filled:
    """The nodes that have room by now."""

    def __init__(self, whole: Columns, may: nx.Graph[str], room: Room) -> None:
        self.kept: set[str] = set()
        self._whole, self._may, self._room = whole, may, room

    def takes(self, channel: str) -> bool:
        """Keep a channel with all its actors if they have room, and say whether they have."""
        more = self.kept | self._own(channel)
        has_room = self._fits(more)
        if has_room:
            self.kept = more
        return has_room

    def fits_alone(self, channel: str) -> bool:
        """Say whether a channel had room if there were no other."""
        return self._fits(self._own(channel))

    def _own(self, channel: str) -> set[str]:
        return {channel} | (set(self._may[channel]) if channel in self._may else set())

    def _fits(self, nodes: set[str]) -> bool:
        return _high(self._whole, nodes, self._room.size) <= self._room.most


def with_room(
    whole: Columns,
    may: nx.Graph[str],
    verdicts: Mapping[str, Verdict],
    room: Room,
    *,
    families: Mapping[str, str],
    first: Collection[str] = (),
) -> set[str]:
    """
    Return the channels that have room with all their actors.

    Those named `first` come first, then the most surely usable of each family that has room, so
    that none is lost. Then come the usable ones, the families in turn; then what is only possibly
    usable, then what was stopped. Of equally sure ones that with the nearest contact is first, then
    that which stands longest, then that with most actors. `may` is who possibly sat on which, and
    `families` the family of each channel.
    """

    def place(channel: str) -> tuple[object, ...]:
        near = room.near.get(channel, (inf, date.max))
        actors = may.degree(channel) if channel in may else 0
        kind = TYPE_ORDER[may.nodes[channel]["type"]] if actors else len(TYPE_ORDER)
        return RANK_OF[verdicts[channel]], near, -actors, kind, channel

    ranked = sorted(verdicts, key=place)
    known = [channel for channel in ranked if verdicts[channel].word is not Word.UNKNOWN]
    filled = Filled(whole, may, room)
    tried = [channel for channel in ranked if channel in first]
    for channel in tried:
        filled.takes(channel)
    for best in firsts_of(known, families):
        # Where the best of a family is too large, its next has the place.
        for channel in (one for one in known if families[one] == families[best]):
            tried.append(channel)
            if channel in filled.kept or filled.takes(channel):
                break
    last = len(TIERS)
    for channel in _in_turn(ranked, verdicts, families):
        if (tier := _tier(verdicts[channel])) > last:
            break
        # What is less sure does not take the room that was too little for this one; but what has
        # none even alone keeps no other off.
        if channel not in tried and not filled.takes(channel) and filled.fits_alone(channel):
            last = tier
    return filled.kept


TIERS = ("usable", "possibly usable or contested", "stopped", "unknown")
"""How channels are told apart where there is no room for all."""


def _tier(verdict: Verdict) -> int:
    if verdict.holds_usable:
        return 0
    if verdict.word is Word.UNKNOWN:
        return 3
    return 2 if verdict.usable is False else 1


def _in_turn(
    ranked: Sequence[str], verdicts: Mapping[str, Verdict], families: Mapping[str, str]
) -> list[str]:
    """Return channels by their tier; in each the first of all families, then the second of all."""
    turn: Counter[tuple[int, str]] = Counter()
    order = []
    for place, channel in enumerate(ranked):
        group = _tier(verdicts[channel]), families[channel]
        order.append((group[0], turn[group], place, channel))
        turn[group] += 1
    return [channel for *_, channel in sorted(order)]


def by_tier(channels: Iterable[str], verdicts: Mapping[str, Verdict]) -> dict[str, list[str]]:
    """Return channels by what they were, the usable ones first."""
    found: dict[str, list[str]] = {name: [] for name in TIERS}
    for channel in channels:
        found[TIERS[_tier(verdicts[channel])]].append(channel)
    return found


def firsts_of(ranked: Iterable[str], families: Mapping[str, str]) -> list[str]:
    """Return the first of each family, in the order in which they stand."""
    found: dict[str, str] = {}
    for channel in ranked:
        found.setdefault(families[channel], channel)
    return list(found.values())


def _high(whole: Columns, shown: set[str], size: Callable[[str], float]) -> float:
    """Return the size of the highest column, with the rows in which something is shown."""
    columns = without_empty_rows(whole, shown)
    return max(sum(max(map(size, row)) for row in column) for column in columns)


def without_empty_rows(whole: Columns, shown: set[str]) -> Columns:
    """Return the columns with the rows in which something is shown."""
    left, middle, right = (
        tuple(row for row in column if not shown.isdisjoint(row)) for column in whole
    )
    return left, middle, right


def why_empty(unknown: int, *, is_known: bool, has_left_out: bool) -> str:
    """Say why no channel has a row, of so many of which nothing is known."""
    if not is_known:
        return "no data"
    if has_left_out:
        return "no channel has room"
    return "nothing known of any channel" if unknown else "no channel"
