"""
Hold draws of the loss series against the plain loop: a job of `python -m benchmarks`.

Ours follows the record from its first day to its last, in a thousand draws of the uncertain dates,
on every day. The plain loop takes one draw, and on each day on which a measure changes in it a
snapshot and a graph of lines; it asks NetworkX for the lines that share nothing, the components and
the distances, and counts types. It is run on some of these days, evenly spread, and its time is
taken as many times more, and for each of the draws. Losses until silence are left out of both,
since no function of NetworkX finds them. Equal values (to 1e-9) are insisted on before any time is
told.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.facts.draws import drawn
from backchannel.losses.carriers import line_network, two_sides
from backchannel.losses.course import DrawnLossRow, loss
from backchannel.losses.measures import MEASURES
from backchannel.losses.seats import Seats
from backchannel.network.snapshot import snapshot
from benchmarks.over_time import least
from benchmarks.results import quicker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from benchmarks.results import Row

NAME = "draws of the loss series, the record"
NAMES = tuple(name for name in MEASURES if name != "losses_until_silence")
DRAWS = 1000
SOME = 60
"""Every so many days the loop is run."""
RUNS = 2
"""How often each of the two is run."""
TIMES = 1000
"""How many times as long the loop is to take."""


def rows(only: str, say: Callable[[str], None], *, draws: int = DRAWS) -> Iterator[Row]:
    """Yield the row of the job, if it has a word in its name."""
    if only not in NAME:
        return
    say(NAME)
    data = bc.read()
    within = data.start, data.as_of
    _, ours = least(RUNS, lambda: loss(replace(data), *within, measures=NAMES, draws=draws))
    say(f"{ours:,.0f} s for {draws:,} draws\n")
    one = drawn(data, seed=0)
    sides = two_sides(data, None)
    alone = loss(one, *within, measures=NAMES)
    turns = {before.date for before in alone.rows}
    days = sorted(turns)[SOME // 2 :: SOME]
    seats = _seats(one, sides, days)
    plain, spent = least(RUNS, lambda: {on: _plain(one, on, sides, seats[on]) for on in days})
    theirs = spent * len(turns) / len(days) * draws
    told = loss(data, *within, measures=NAMES, draws=1)
    for on in days:
        rows_of_day = told.at(on).items()
        found = {name: row.draw_low for name, row in rows_of_day if isinstance(row, DrawnLossRow)}
        _insist(on, found, plain[on])
    basis = (
        f"{len(turns)} days of change in one of {draws:,} draws, the loop on {len(days)} of them"
    )
    yield quicker(NAME, "a loop of NetworkX", theirs / ours, least=TIMES, basis=basis)


Sat = tuple[frozenset[str], frozenset[str], int, int]


def _seats(data: Dataset, sides: tuple[str, str], days: list[date]) -> dict[date, Sat]:
    """Return who has a seat, which is no work of NetworkX: left, right, and what they divide by."""
    seats = Seats(data, sides, Window(data.start, data.as_of))
    found = {}
    for on in sorted({*seats.days, *days}):
        seats.go_to(on)
        if on in days:
            found[on] = frozenset(seats.left), frozenset(seats.right), seats.pairs, seats.ordered
    return found


def _plain(data: Dataset, on: date, sides: tuple[str, str], sat: Sat) -> dict[str, float | None]:
    """Measure a day as a NetworkX user does."""
    network = snapshot(data, on, between=sides)
    lines = line_network(data, on, sides=sides)
    types = Counter(data.channels[channel].type for channel in lines.channels)
    total = types.total()
    shares = [number / total for number in types.values()]
    squares = sum(share**2 for share in shares)
    actors = {node for node, mode in network.nodes(data="bipartite") if not mode}
    distances = dict(nx.all_pairs_shortest_path_length(network))
    left, right, pairs, ordered = sat
    near = sum(2 / distances[a][b] for a in actors for b in distances[a] if b in actors and b != a)
    met = {frozenset((a, b)) for a in left & actors for b in right & distances[a].keys() if a != b}
    parts = [len(part & actors) for part in nx.connected_components(network)]
    return {
        "channels": total,
        "independent_lines": nx.node_connectivity(lines.as_graph(), *sides),
        "reach": len(met) / pairs if pairs else None,
        "efficiency": near / ordered if ordered else None,
        "largest_component": max(parts, default=0),
        "herfindahl": squares if total else None,
        "hill_0": len(types),
        "hill_1": math.exp(-sum(p * math.log(p) for p in shares)) if total else 0,
        "hill_2": 1 / squares if total else 0,
    }


def _insist(on: date, told: dict[str, float | None], plain: dict[str, float | None]) -> None:
    """Leave where a value is not that of the loop."""
    for name, value in plain.items():
        number = told[name]
        if number is None or value is None:
            is_equal = number is value
        else:
            is_equal = math.isclose(number, value, rel_tol=1e-9, abs_tol=1e-9)
        if not is_equal:
            sys.exit(f"{on}, {name}: {number} is not {value}, the value of the loop")
