"""
Where each node stands in pictures: one place on every day, and no label over another.

Channels stand in a column in the middle, in blocks by family; the actors of one side left of it,
everybody else right, in the two outer columns. A row holds one node of a column, so that labels
written along the rows never meet. Those who held an office one after the other share a row, since
no day shows two of them.

The order within the columns is the one with the fewest crossing lines among some that are tried:
sweeps of the barycentre method [1]_ from orders drawn by lot; then neighbours change places while
that spares a crossing [2]_, for a limited number of rounds.

References
----------
.. [1] K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
       structures", IEEE Transactions on Systems, Man, and Cybernetics 11 (1981), 109-125.
       https://doi.org/10.1109/TSMC.1981.4308636
.. [2] P. Eades and D. Kelly, "Heuristics for reducing crossings in 2-layered networks", Ars
       Combinatoria 21-A (1986), 89-98.
"""

from __future__ import annotations

import random
from bisect import bisect_left, insort
from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import ALL, asked
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.network.snapshot import union
from backchannel.verdicts.seats import roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.snapshot import Extra

LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0
TRIES = 12
SWEEPS = 6
SWITCHES = 30
"""How often all neighbours in a column are compared, at most."""

Columns = tuple[tuple[tuple[str, ...], ...], ...]
"""Left, middle and right column; each has its rows from the top down; a row has who shares it."""


def node_columns(
    data: Dataset, *, seed: int = 0, between: Between = None, include: Iterable[Extra] = ()
) -> Columns:
    """
    Return who stands in which column and row on every day; worked out once for each dataset.

    Parameters
    ----------
    data
        The data, or a view of them.
    seed
        What the orders to try are drawn with; the same seed gives the same places.
    between
        Two sides, by code or name: only channels with a party on each. The first side stands left.
        The channels of all sides if none is given, with the first of the package's own pair left.
    include
        As in `snapshot`.

    Returns
    -------
    columns
        Every node that is ever in the network is in one row. Two nodes share a row only if no day
        has both. An empty network gives empty columns.
    """
    scope = asked(data, between or ALL)
    key = f"columns {seed} {scope.sides} {sorted(include)}"
    if key not in data.computed:
        network = union(data, between=scope, include=include)
        shared = _shared_rows(data, network)
        network.remove_nodes_from([node for row in shared.values() for node in row[1:]])
        first, _ = scope.sides or data.between or ("", "")
        ordered = _best(network, _columns(network, left=counts_as(first)), lot=random.Random(seed))  # noqa: S311
        data.computed[key] = tuple(
            tuple(shared.get(node, (node,)) for node in column) for column in ordered
        )
    found: Columns = data.computed[key]
    return found


def crossings(network: nx.Graph[str], order: Sequence[Sequence[str]]) -> int:
    """Count the pairs of lines that cross between the middle column and the outer ones."""
    rank = {node: row for column in order for row, node in enumerate(column)}
    found = 0
    for outer in (order[0], order[2]):
        lines = sorted((rank[node], rank[channel]) for node in outer for channel in network[node])
        passed: list[int] = []
        for _, row in lines:
            found += len(passed) - bisect_left(passed, row + 1)
            insort(passed, row)
    return found


def _shared_rows(data: Dataset, network: nx.Graph[str]) -> dict[str, tuple[str, ...]]:
    """
    Return who shares a row, by the first of them: those who sit by one office, never on one day.

    Persons with another seat, by a second office or in their own name, keep a row to themselves.
    """
    seats: dict[str, set[str]] = defaultdict(set)
    days: dict[str, Window] = {}
    for tie in roster(data):
        if tie.actor in network and tie.channel in network:
            seats[tie.actor].add(tie.via)
            known = days.get(tie.actor, tie.may)
            days[tie.actor] = Window(min(known.first, tie.may.first), max(known.last, tie.may.last))
    holders: dict[str, list[str]] = defaultdict(list)
    for person, offices in seats.items():
        if len(offices) == 1 and (office := min(offices)):
            holders[office].append(person)
    shared: dict[str, tuple[str, ...]] = {}
    for office in sorted(holders):
        rows: list[list[str]] = []
        for person in sorted(holders[office], key=lambda person: (*days[person], person)):
            # The rows are in the order of their last day, so the first is the one free soonest.
            if rows and days[rows[0][-1]].last < days[person].first:
                row = rows.pop(0)
                row.append(person)
            else:
                row = [person]
            insort(rows, row, key=lambda row: (days[row[-1]].last, row))
        shared |= {row[0]: tuple(row) for row in rows if len(row) > 1}
    return shared


def _columns(network: nx.Graph[str], *, left: str) -> list[list[str]]:
    order: list[list[str]] = [[], [], []]
    for node in sorted(network):
        attributes = network.nodes[node]
        if attributes["kind"] == "channel":
            order[1].append(node)
        else:
            order[0 if counts_as(attributes["side"]) == left else 2].append(node)
    return order


def _best(
    network: nx.Graph[str], start: Sequence[Sequence[str]], *, lot: random.Random
) -> list[list[str]]:
    tried = []
    for _ in range(TRIES):
        order = [lot.sample(column, len(column)) for column in start]
        for _ in range(SWEEPS):
            order[1] = _ordered(network, order[1], around=(order[0], order[2]))
            order[0] = _ordered(network, order[0], around=(order[1],))
            order[2] = _ordered(network, order[2], around=(order[1],))
        tried.append((crossings(network, order), order))
    return _switched(network, min(tried)[1])


def _switched(network: nx.Graph[str], order: list[list[str]]) -> list[list[str]]:
    """Let neighbours change places while that spares a crossing; a family stays together."""
    side = {node: place for place, column in enumerate(order) for node in column}
    for _ in range(SWITCHES):
        changed = False
        for column in order:
            rank = {node: row for others in order for row, node in enumerate(others)}
            # The other columns stand still meanwhile, so the ends of each node's lines do too; ends
            # on different sides of the middle never cross, and a pair sorts by its side.
            ends = {
                node: sorted((side[other], rank[other]) for other in network[node])
                for node in column
            }
            for row in range(len(column) - 1):
                upper, lower = column[row : row + 2]
                if _block(network, upper) == _block(network, lower) and (
                    _crossed(ends[lower], ends[upper]) < _crossed(ends[upper], ends[lower])
                ):
                    column[row : row + 2] = lower, upper
                    changed = True
        if not changed:
            break
    return order


def _crossed(upper: Sequence[tuple[int, int]], lower: Sequence[tuple[int, int]]) -> int:
    """Count the crossings of the lines of two neighbours, given the sorted ends of both."""
    return sum(bisect_left(lower, end) - bisect_left(lower, (end[0], -1)) for end in upper)


def _block(network: nx.Graph[str], node: str) -> int:
    """Return the number of a channel's family; all actors are of one block."""
    attributes = network.nodes[node]
    return FAMILIES.index(FAMILY[attributes["type"]]) if attributes["kind"] == "channel" else 0


def _ordered(
    network: nx.Graph[str], column: Sequence[str], *, around: Iterable[Sequence[str]]
) -> list[str]:
    """Order a column by the mean height of each node's neighbours; families stay together."""
    height = {node: (row + 0.5) / len(other) for other in around for row, node in enumerate(other)}
    own = {node: (row + 0.5) / len(column) for row, node in enumerate(column)}

    def key(node: str) -> tuple[int, float, bool, str]:
        near = [height[other] for other in network[node]]
        # An office goes before its holder where both sit on the same channels.
        is_person = network.nodes[node]["kind"] == "person"
        return _block(network, node), sum(near) / len(near) if near else own[node], is_person, node

    return sorted(column, key=key)
