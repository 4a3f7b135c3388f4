"""How many closings an opening follows, for each number of days that the openings are shifted."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Moment(NamedTuple):
    """Something that happened to a channel, in days from the first."""

    day: int
    channel: str


def followed_by_turn(
    stops: Sequence[Moment], starts: Sequence[Moment], *, length: int, within: int
) -> list[int]:
    """
    Count the closings that another channel's opening follows, by the days all openings are shifted.

    An opening follows a closing for `within` turns one after another, the last of which may go on
    with the first; so the runs of each closing are joined, and no turn is tried by itself.
    """
    change = [0] * (length + 1)
    for stop in stops:
        firsts = sorted(
            (stop.day + 1 - start.day) % length for start in starts if start.channel != stop.channel
        )
        reach = max(0, firsts[-1] + within - length) if firsts else 0
        change[0] += reach > 0
        change[reach] -= reach > 0
        for first in firsts:
            begin, end = max(first, reach), min(first + within, length)
            if begin < end:
                change[begin] += 1
                change[end] -= 1
                reach = end
    return list(accumulate(change[:length]))
