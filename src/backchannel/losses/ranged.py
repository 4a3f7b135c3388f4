"""
The range of each measure of loss over draws of the uncertain dates, on each day.

`drawn` makes a dataset for each draw, and `loss` the course of losses in it; that is the plain
road, to which a test holds this one. Here all draws go through the days together.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backchannel.losses.drawn_lines import DrawnLines
from backchannel.losses.drawn_reach import DrawnReach
from backchannel.losses.through import COUNTS, LINES, REACH
from backchannel.network.ranges import ends_of
from backchannel.network.seating import Seating, merged
from backchannel.network.spreading import portions, spread
from backchannel.verdicts.cutting import looks_within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.network.seating import Places
    from backchannel.verdicts.cutting import Days, Truths

    Reals = NDArray[np.float64]
    Usable = Mapping[str, tuple[Truths, Places]]

AT_ONCE = 256
"""How many days are held in memory together."""
SENT = 4 * AT_ONCE
"""How many days are sent to a worker."""


class Ends(NamedTuple):
    """The 5th and the 95th percentile over the draws; None where a draw has no value."""

    low: float | None
    high: float | None


class Piece(NamedTuple):
    """Some of the days, with all that it takes to range the measures on them."""

    data: Dataset
    sides: tuple[str, str]
    names: tuple[str, ...]
    seeds: range
    days: Sequence[int]
    """As ordinals."""


def ranged(  # noqa: PLR0913 - what is ranged, over which draws, and who works
    data: Dataset,
    names: Sequence[str],
    *,
    sides: tuple[str, str],
    within: Window,
    seeds: range,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, list[tuple[date, Ends]]]:
    """Return the steps of each measure: its range from a day on, until the next."""
    if not seeds:
        return {}
    days = range(within.first.toordinal(), within.last.toordinal() + 1)
    size = SENT if executor else len(days)
    pieces = [Piece(data, sides, tuple(names), seeds, some) for some in portions(days, size)]
    steps: dict[str, list[tuple[date, Ends]]] = {name: [] for name in names}
    done = 0
    # Pieces that stay here are not gathered first, so that it can be told how far the work is.
    found = spread(_gathered, pieces, executor=executor) if executor else map(_blocks, pieces)
    for block in chain.from_iterable(found):
        for name, ends in block.items():
            for place, (low, high) in enumerate(ends.tolist()):
                _add(steps[name], days[done + place], _number(low), _number(high))
        done += len(block[names[0]])
        progress(f"{done} of {len(days)} days in {len(seeds)} draws")
    return steps


def _add(steps: list[tuple[date, Ends]], day: int, low: float | None, high: float | None) -> None:
    if not steps or steps[-1][1] != (low, high):
        steps.append((date.fromordinal(day), Ends(low, high)))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else value


def _gathered(piece: Piece) -> list[dict[str, Reals]]:
    return list(_blocks(piece))


def _blocks(piece: Piece) -> Iterator[dict[str, Reals]]:
    """Yield the ends of each measure on some days at a time, a row for each day."""
    data, sides, names = piece.data, piece.sides, piece.names
    draws = len(piece.seeds)
    seating = Seating(data, piece.seeds, sides=sides, by_side=False, principals=True)
    of_lines = [name for name in names if name in LINES]
    lines = DrawnLines(data, sides, of_lines) if of_lines else None
    reach = DrawnReach(data, seating, sides) if {*names} & {*REACH} else None
    for first in range(0, len(piece.days), AT_ONCE):
        looks = np.array(piece.days[first : first + AT_ONCE])
        usable = seating.usable(looks)
        found = _counted(data, sides, names, looks, usable)
        found |= lines.at(looks, usable, draws) if lines else {}
        found |= reach.at(looks, usable, draws) if reach else {}
        yield {name: ends_of(found[name]) for name in names}


def _counted(
    data: Dataset, sides: tuple[str, str], names: Sequence[str], looks: Days, usable: Usable
) -> dict[str, Reals]:
    """Return what is a function of how many channels of each type there are, by look and draw."""
    numbers: dict[str, Days] = {}
    for channel, (answer, of_draw) in usable.items():
        between = looks_within(looks, data.days_between(channel, sides))
        if (answer & between).any():
            there, index = merged(answer & between, of_draw)
            kind = data.channels[channel].type
            numbers[kind] = numbers.get(kind, np.zeros((len(looks), 1), int)) + there.T[:, index]
    total = sum(numbers.values(), start=np.zeros((len(looks), 1), int))
    shares = [numbers[kind] / np.maximum(total, 1) for kind in sorted(numbers)]
    return {name: _of_shares(name, total, shares) for name in names if name in COUNTS}


def _of_shares(name: str, total: Days, shares: Sequence[Reals]) -> Reals:
    """Return what `herfindahl` and `hill` do, for whole arrays of shares."""
    if name == "channels":
        return total.astype(float)
    nothing = np.zeros(total.shape)
    if name == "hill_0":
        return sum(((share > 0).astype(float) for share in shares), start=nothing)
    if name == "hill_1":
        logs = (share * np.log(np.where(share > 0, share, 1)) for share in shares)
        return np.where(total > 0, np.exp(-sum(logs, start=nothing)), 0)
    squares = sum((share**2 for share in shares), start=nothing)
    if name == "herfindahl":
        return np.where(total > 0, squares, np.nan)
    return np.where(total > 0, 1 / np.where(squares > 0, squares, 1), 0)
