"""
What each loss of a period cost, or each gain brought: by itself, and as its share of all of them.

A *loss* is a channel that was suspended or closed on a day of the period and cannot be used on its
last day, surely or presumably: also if nobody says by then whether it still is stopped. What went
out of sight is one only if it was found to be stopped later in the period, and counts from the
first day of that stop. Costs are told on the last day: how much more there would be had the loss
not come, with whoever sits on the channel that day.

A *gain* is a channel that opened or was restored on a day of the period and is usable on its last
day, even if it was stopped only after the first; what it brought is how much less there would be
without it.
"""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backchannel.dates.period import Window, span
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.shown import on_one_screen
from backchannel.losses.backwards import Come
from backchannel.losses.carriers import two_sides
from backchannel.losses.costs import CauseRow, CostRow
from backchannel.losses.counted import Began, began, caused, gains_of, losses_of
from backchannel.losses.games import Alone, Game, ReachGame, spared
from backchannel.losses.shapley import Shares, shares
from backchannel.network.spreading import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.changes import Event
    from backchannel.verdicts.verdict import Certainty


@on_one_screen
class Attribution(NamedTuple):
    """What the losses of a period cost."""

    within: Window
    """The days answered for."""
    between: tuple[str, str]
    total: Mapping[str, float]
    """What all losses cost together, by measure."""
    rows: Rows[CostRow]
    """By measure, the dearest loss first."""
    causes: Rows[CauseRow]
    """By measure, the dearest disruption first."""
    total_low: Mapping[str, float] = MappingProxyType({})
    """The smallest of the totals by what was surely, presumably and possibly usable."""
    total_high: Mapping[str, float] = MappingProxyType({})
    """The largest of them."""


ATTRIBUTED = ("channels", "independent_lines", *ReachGame.measures)
"""The measures by which losses are attributed."""


class _Piece(NamedTuple):
    """A game, as it is handed to whoever solves it."""

    game: Game
    seed: int


class _Cost(NamedTuple):
    alone: float
    shapley: float
    error: float


NO_COST = _Cost(0.0, 0.0, 0.0)
"""Of a loss that changes nothing, such as one whose channel has no seat on it."""

Found = list[tuple[Game, Shares]]
"""The games of one certainty, solved."""


@in_bulk()
def attribution(  # noqa: PLR0913 - each says which losses are meant, or who computes it
    data: Dataset,
    first: When,
    last: When | None = None,
    *,
    between: Between = None,
    out_of_sight: bool = False,
    gains: bool = False,
    seed: int = 0,
    executor: Executor | None = None,
) -> Attribution:
    """
    Share out what the losses of a period cost, or what its gains brought.

    The gains of a period are the losses of the same period run backwards, so their Shapley values
    are the same with the other sign: what each brought, on average over all orders in which they
    could have come.

    Parameters
    ----------
    data
        The data, or a view of them.
    first, last
        A year or any other span; or two of them, from the first day of one to the last of the
        other. What happened on its very first day counts, as a change since the day before.
    between
        Two sides, by code or name; the package's own pair if none is given.
    out_of_sight
        Count what went out of sight and was not seen again, too, as if it had been lost: an upper
        bound. With `gains`, what came into view and is there at the end.
    gains
        Share out the gains in place of the losses: channels that opened or were restored and are
        usable on the last day. Numbers are what there is more for them.
    seed
        For the orders drawn where more than `shapley.EXACT` losses act on one another.
    executor
        Who computes: this process, or the workers of a `concurrent.futures.Executor`; the numbers
        are the same to the last bit.

    Returns
    -------
    attribution
        One row for each loss and measure (`channels`, `independent_lines`, `reach`, `efficiency`).
        The `shapley` of a measure add up to its `total`. Where nobody has a seat there is no reach
        and no efficiency to share.

    Raises
    ------
    BadDate
        If a text is no date or unbounded, or the second ends before the first begins.
    UnknownName
        If there is no such side.
    UsageFault
        If all sides are asked for, or the package has no pair of its own.
    """
    asked, sides = span(first, last), two_sides(data, between)
    days = Window(max(asked.first, data.start), min(asked.last, data.as_of))
    if days.first > days.last:
        return Attribution(asked, sides, {}, Rows(), Rows())
    events = (
        gains_of(data, sides, days, into_view=out_of_sight)
        if gains
        else losses_of(data, sides, days, out_of_sight=out_of_sight)
    )
    if_spared = spared(data, events, sides=sides, on=days.last, gained=gains)
    games = {
        least: [Come(game) for game in day.games()] if gains else day.games()
        for least, day in if_spared.items()
    }
    # What is surely usable mostly is what is presumably so, and then a game of one is the other's.
    distinct: list[Game] = []
    for game in chain.from_iterable(games.values()):
        if game not in distinct:
            distinct.append(game)
    pieces = [_Piece(game, seed) for game in distinct]
    solved = list(zip(distinct, spread(_solved, pieces, executor=executor), strict=True))
    found = {
        least: [solved[distinct.index(game)] for game in those] for least, those in games.items()
    }
    totals = {least: _total(solved) for least, solved in found.items()}
    total = totals["presumably"]
    low, high = (
        {name: end(of.get(name, 0.0) for of in totals.values()) for name in total}
        for end in (min, max)
    )
    whole = if_spared["presumably"].measures
    start = began(data, events)
    rows = [row for name in total for row in _rows(data, name, (events, start), found, whole[name])]
    because = caused(data, events, by=days.last, gained=gains)
    causes = [row for name in total for row in _causes(data, name, because, found, whole[name])]
    return Attribution(days, sides, total, Rows(rows), Rows(causes), low, high)


def _solved(piece: _Piece) -> Shares:
    game = piece.game
    alone = game.game if isinstance(game, Come) else game
    if isinstance(alone, Alone):
        each = np.full((len(game.players), len(game.measures)), -1.0 if alone is game else 1.0)
        return Shares(each, each, np.zeros_like(each), each.sum(axis=0))
    return shares(game.after, len(game.players), seed=piece.seed)


def _total(found: Found) -> dict[str, float]:
    total: dict[str, float] = {}
    for game, solved in found:
        for measure, cost in zip(game.measures, solved.total, strict=True):
            total[measure] = total.get(measure, 0.0) + float(cost)
    return dict(sorted(total.items()))


def _rows(
    data: Dataset,
    measure: str,
    happened: tuple[Mapping[str, Event], Mapping[str, Began]],
    found: Mapping[Certainty, Found],
    of: float,
) -> list[CostRow]:
    """Return the rows of a measure, the dearest loss or the greatest gain first."""
    by_level = {least: _costs(measure, solved) for least, solved in found.items()}
    rows = []
    events, start = happened
    for channel, event in events.items():
        levels = {least: costs.get(channel, NO_COST) for least, costs in by_level.items()}
        told = levels["presumably"]
        by_itself = [cost.alone for cost in levels.values()]
        spread_of = [cost.shapley for cost in levels.values()]
        rows.append(
            CostRow(
                channel, data.channels[channel].type, event.date, *start[channel], event.change,
                measure, told.alone, min(by_itself), max(by_itself), told.shapley, min(spread_of),
                max(spread_of), told.error, of,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-abs(row.shapley), row.id))


def _costs(measure: str, found: Found) -> dict[str, _Cost]:
    """Return what each loss cost by one measure."""
    costs = {}
    for game, solved in found:
        if measure in game.measures:
            at = game.measures.index(measure)
            for place, channel in enumerate(game.players):
                told = (solved.alone, solved.shapley, solved.error)
                costs[channel] = _Cost(*(float(values[place, at]) for values in told))
    return costs


def _causes(
    data: Dataset,
    measure: str,
    caused: Mapping[str, Sequence[str]],
    found: Mapping[Certainty, Found],
    of: float,
) -> list[CauseRow]:
    """Return what each disruption cost by a measure, the dearest first."""
    by_level = {least: _costs(measure, solved) for least, solved in found.items()}
    acting = {least: _acting(measure, solved) for least, solved in found.items()}
    rows = []
    for cause, channels in caused.items():
        record = data.disruptions[cause]
        levels = {least: _together(measure, channels, games) for least, games in acting.items()}
        sums = {
            least: sum(costs.get(channel, NO_COST).shapley for channel in channels)
            for least, costs in by_level.items()
        }
        rows.append(
            CauseRow(
                cause, record.kind, record.start, record.answers, tuple(channels), measure,
                levels["presumably"], min(levels.values()), max(levels.values()),
                sums["presumably"], min(sums.values()), max(sums.values()), of,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-abs(row.cost), row.id))


def _acting(measure: str, found: Found) -> dict[str, tuple[int, Game]]:
    """Return loss → the game of a measure that it is in, and the place of that game."""
    games = [game for game, _ in found if measure in game.measures]
    return {channel: (place, game) for place, game in enumerate(games) for channel in game.players}


def _together(
    measure: str, channels: Iterable[str], acting: Mapping[str, tuple[int, Game]]
) -> float:
    """Return the measure after all losses, minus what it would be had none of some come."""
    spared = set(channels)
    touched = dict(acting[channel] for channel in spared if channel in acting)
    cost = 0.0
    for _, game in sorted(touched.items(), key=itemgetter(0)):
        at, all_lost = game.measures.index(measure), (1 << len(game.players)) - 1
        kept = sum(1 << place for place, one in enumerate(game.players) if one in spared)
        cost += game.after(all_lost)[at] - game.after(all_lost & ~kept)[at]
    return cost
