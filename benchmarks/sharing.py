"""
Hold the attribution of losses against the plain loop: a job of `python -m benchmarks`.

For each year in which two channels or more were lost or went out of sight, Shapley values need what
is left after each set of the losses. The plain loop asks NetworkX for the independent lines after
each of them, on the whole network of the year's last day. It is run for some sets, drawn with a
seed, and its time is taken as many times more as there are sets. That its lines are those that the
attribution adds up is insisted on for each of these sets before any time is told. The
attribution meanwhile works out four measures, three certainties and the cost of each disruption;
the loop one of each.

The ratio is of the years with 2 to 15 losses. Those with more, 2022 above all, are held to the same
lines; they are left out of the ratio, since nobody would let a loop run through so many sets.
Years are left out whose network has a channel that only go-betweens carry: it has two nodes that
fall together, which NetworkX has no cut for.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

import backchannel as bc
from backchannel.losses.attribution import attribution
from backchannel.losses.carriers import line_network, two_sides, usable_on
from backchannel.losses.games import spared
from backchannel.losses.shapley import EXACT
from backchannel.verdicts.seats import seated_on
from benchmarks import measuring
from benchmarks.results import quicker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.losses.carriers import LineNetwork
    from benchmarks.results import Row

SOME = 200
"""After how many sets of losses the plain loop asks NetworkX, at most."""
LINES = "independent_lines"


class Year(NamedTuple):
    """The losses of a year, and what it takes to share them out."""

    year: int
    losses: int
    ours: float
    plain: float


NAME = "attribution of each year's losses, exact Shapley values"
YEARS = range(1992, 2026)
RUNS = 3
"""How often the years are gone through, each time with nothing kept."""
TIMES = 50
"""How many times as long the loop is to take."""


def rows(only: str, say: Callable[[str], None]) -> Iterator[Row]:
    """Yield the row of the job, if it has a word in its name."""
    if only not in NAME:
        return
    say(NAME)
    data = bc.read()
    ours = _ours(data)
    found = [one for year in YEARS if (one := _year(data, year, ours[year]))]
    for one in found:
        say(f"{one.year}: {one.losses} losses, {one.plain / one.ours:,.1f} times\n")
    few = [one for one in found if one.losses <= EXACT]
    most = max(one.losses for one in few)
    fewer = _ratio([one for one in few if one.losses < most])
    say(f"all years with fewer than {most} losses: {fewer:,.1f} times\n")
    basis = f"{len(few)} years, the loop on {SOME} sets of losses of each at most"
    yield quicker(NAME, "a loop of NetworkX", _ratio(few), least=TIMES, basis=basis)


def _ratio(years: Sequence[Year]) -> float:
    return sum(one.plain for one in years) / sum(one.ours for one in years)


def _ours(data: Dataset) -> dict[int, float]:
    """Return what the attribution of each year takes: the least of several runs through them."""
    # The course of the channels, and who sits on them, is no work of either.
    usable_on(data, data.as_of, "presumably")
    seated_on(data)
    given = dict(data.computed)
    spent: dict[int, list[float]] = defaultdict(list)
    for _ in range(RUNS):
        measuring.forget()
        fresh = replace(data)
        fresh.computed.update(given)
        for year in YEARS:
            begun = time.process_time()
            attribution(fresh, year, out_of_sight=True)
            spent[year].append(time.process_time() - begun)
    return {year: min(costs) for year, costs in spent.items()}


def _year(data: Dataset, year: int, ours: float) -> Year | None:
    told = attribution(data, year, out_of_sight=True)
    lost = sorted({row.id for row in told.rows if row.measure == LINES})
    on, sides = told.within.last, two_sides(data, None)
    usable = usable_on(data, on, "presumably")
    whole = line_network(data, on, sides=sides, usable=usable | set(lost))
    players = [channel for channel in lost if channel in whole.thing_of.values()]
    if len(players) < 2 or any(one != two for one, two in whole.thing_of.items()):
        return None
    lot = random.Random(year)  # noqa: S311 - no secret is drawn
    number = 1 << len(players)
    sets = sorted(lot.sample(range(number), min(number, SOME)))
    begun = time.process_time()
    lines = [_lines(whole, players, one) for one in sets]
    plain = (time.process_time() - begun) * number / len(sets)
    _insist(data, players, sides, on, dict(zip(sets, lines, strict=True)))
    return Year(year, len(players), ours, plain)


def _chosen(players: Sequence[str], lost: int) -> set[str]:
    return {player for place, player in enumerate(players) if lost >> place & 1}


def _lines(whole: LineNetwork, players: Sequence[str], lost: int) -> int:
    """Count the lines that share nothing as a NetworkX user does."""
    graph = whole.as_graph()
    graph.remove_nodes_from(_chosen(players, lost))
    return int(nx.node_connectivity(graph, *whole.ends))


def _insist(
    data: Dataset, players: Sequence[str], sides: tuple[str, str], on: date, plain: dict[int, int]
) -> None:
    """Leave where what is lost with a set of losses is not what the loop finds."""
    games = [
        game
        for game in spared(replace(data), players, sides=sides, on=on)["presumably"].games()
        if LINES in game.measures
    ]

    def left(lost: int) -> float:
        gone, sums = _chosen(players, lost), 0.0
        for game in games:
            bits = sum(1 << place for place, one in enumerate(game.players) if one in gone)
            sums += game.after(bits)[game.measures.index(LINES)]
        return sums

    first = next(iter(plain))
    for lost, lines in plain.items():
        if lines - plain[first] != left(lost) - left(first):
            sys.exit(f"{on.year}, losses {lost:b}: {left(lost)} is not {lines}, less what stays")
