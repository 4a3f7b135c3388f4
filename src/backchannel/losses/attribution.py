"""
What each loss of a period cost, by itself and as its share of what all of them cost.

A *loss* is a channel that was suspended or closed on a day of the period and cannot be used on its
last day, surely or presumably. What went out of sight is one only if it is known to be stopped on
the last day, and counts from the first day of that stop. Costs are told on the last day:
how much more there would be had the loss not come, with whoever sits on the channel that day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import chain, takewhile
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backchannel.dates.period import Window, span
from backchannel.facts.bounds import bounds_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.shown import on_one_screen
from backchannel.facts.vocabulary import USABLE
from backchannel.losses.carriers import two_sides
from backchannel.losses.changes import LOSSES, SIGN, events_of, held_between
from backchannel.losses.costs import CauseRow, CostRow
from backchannel.losses.games import Alone, Game, ReachGame, spared
from backchannel.losses.shapley import Shares, shares
from backchannel.network.spreading import spread
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from concurrent.futures import Executor
    from datetime import date

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.changes import Event, Held
    from backchannel.verdicts.comparison import Happened
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
    seed: int = 0,
    executor: Executor | None = None,
) -> Attribution:
    """
    Share out what the losses of a period cost.

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
        bound.
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
    losses = _losses(data, sides, days, LOSSES | ({"out_of_sight"} if out_of_sight else set()))
    if_spared = spared(data, losses, sides=sides, on=days.last)
    games = {least: day.games() for least, day in if_spared.items()}
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
    total = _total(found["presumably"])
    whole = if_spared["presumably"].measures
    rows = [row for name in total for row in _rows(data, name, losses, found, whole[name])]
    caused = _caused(data, losses, by=days.last)
    causes = [row for name in total for row in _causes(data, name, caused, found, whole[name])]
    return Attribution(days, sides, total, Rows(rows), Rows(causes))


def _solved(piece: _Piece) -> Shares:
    game = piece.game
    if isinstance(game, Alone):
        each = np.full((len(game.players), len(game.measures)), -1.0)
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
    losses: Mapping[str, Event],
    found: Mapping[Certainty, Found],
    of: float,
) -> list[CostRow]:
    """Return the rows of a measure, the dearest loss first."""
    by_level = {least: _costs(measure, solved) for least, solved in found.items()}
    rows = []
    for channel, event in losses.items():
        levels = {least: costs.get(channel, NO_COST) for least, costs in by_level.items()}
        told = levels["presumably"]
        spread_of = [cost.shapley for cost in levels.values()]
        rows.append(
            CostRow(
                channel, data.channels[channel].type, event.date, event.change, measure,
                told.alone, told.shapley, min(spread_of), max(spread_of), told.error, of,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.shapley, row.id))


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


def _caused(data: Dataset, losses: Mapping[str, Event], *, by: date) -> dict[str, list[str]]:
    """Return the losses that each disruption caused, by a source's word on the stop."""
    caused: dict[str, set[str]] = defaultdict(set)
    for channel, event in losses.items():
        # What only went out of sight may have been stopped on any later day.
        known = event.date if event.change in LOSSES else by
        for spell in data.spells_of.get(channel, ()):
            bounds = bounds_of(spell)
            if spell.status in USABLE or not (
                bounds["start"].earliest <= known and bounds["end"].latest >= event.date
            ):
                continue
            for cause in set(spell.cause) & data.disruptions.keys():
                caused[cause].add(channel)
    return {cause: sorted(channels) for cause, channels in sorted(caused.items())}


def _causes(
    data: Dataset,
    measure: str,
    caused: Mapping[str, Sequence[str]],
    found: Mapping[Certainty, Found],
    of: float,
) -> list[CauseRow]:
    """Return what each disruption cost by a measure, the dearest first."""
    costs = _costs(measure, found["presumably"])
    rows = []
    for cause, channels in caused.items():
        record = data.disruptions[cause]
        levels = {least: _together(measure, channels, solved) for least, solved in found.items()}
        shapley = sum(costs.get(channel, NO_COST).shapley for channel in channels)
        rows.append(
            CauseRow(
                cause, record.kind, record.start, tuple(channels), measure, levels["presumably"],
                min(levels.values()), max(levels.values()), shapley, of,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.cost, row.id))


def _together(measure: str, channels: Iterable[str], found: Found) -> float:
    """Return the measure after all losses, minus what it would be had none of some come."""
    spared = set(channels)
    cost = 0.0
    for game, _ in found:
        if measure in game.measures and spared & set(game.players):
            at, all_lost = game.measures.index(measure), (1 << len(game.players)) - 1
            kept = sum(1 << place for place, one in enumerate(game.players) if one in spared)
            cost += game.after(all_lost)[at] - game.after(all_lost & ~kept)[at]
    return cost


def _losses(
    data: Dataset, sides: tuple[str, str], days: Window, counted: AbstractSet[str]
) -> dict[str, Event]:
    """
    Return the last loss of each channel that was lost in a period and is not back by its end.

    What went out of sight is lost if it is known to be stopped at the end, as `lost` says too: from
    the first day of that stop, since nobody says that it had stopped before.
    """
    # There is no day before the first of all, so it is asked whether there is one to go back to.
    eve = days.first - timedelta(days=1) if days.first > data.start else data.start
    held = held_between(data, sides, Window(eve, days.last))
    found: dict[str, Event] = {}
    for event in events_of(data, held):
        if SIGN[event.change] > 0:
            # It is back; that it went out of sight later would be no loss.
            found.pop(event.id, None)
        elif event.change not in LOSSES and (stop := _stop_at_end(held[event.id])):
            change: Happened = "closed" if stop.verdict.word is Word.CLOSED else "suspended"
            found[event.id] = replace(
                event, date=stop.first, change=change, after=str(stop.verdict)
            )
        elif event.change in counted:
            found[event.id] = event
    return found


def _stop_at_end(pieces: Sequence[Held]) -> Held | None:
    """Return the days of the stop that a channel is known to be in at the end, by its first day."""
    stopped = list(takewhile(lambda piece: piece.verdict.holds_stopped, reversed(pieces)))
    return stopped[-1] if stopped else None
