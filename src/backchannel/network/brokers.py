"""Who brokered on a day, and who went between two sides, with the range that uncertainty leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.errors import UsageFault
from backchannel.facts.rows import Rows
from backchannel.facts.scope import asked as scope
from backchannel.network.brokerage import ROLES, broker_roles, pairs_carried
from backchannel.network.snapshot import principals as principals_on
from backchannel.network.values import day_graphs, ranged

if TYPE_CHECKING:
    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.brokerage import Groups
    from backchannel.network.values import CentralityRow, Nodes

GO_BETWEENS = "go_betweens"
"""What the rows of `go_betweens` name as their measure."""


def brokerage(
    data: Dataset,
    on: Day,
    *,
    groups: Groups = "side",
    principals: bool = True,
    between: Between = None,
    by: Nodes = "office",
) -> Rows[CentralityRow]:
    """
    Return the broker roles of every actor on a day, and the range that uncertainty leaves.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    groups
        Between what they broker: `side` or `sector`.
    principals, between
        As in `centrality`.
    by
        As in `centrality`, but for `side`. An office and who holds it are one node unless they are
        asked for as two (`actor`), since a triad with both of them is one with two.

    Returns
    -------
    rows
        Rows as those of `centrality`, the measures being the roles of `broker_roles`, for actors
        only; sorted by id and role.

    Raises
    ------
    UnknownName
        If there is no such kind of group or of node.
    UsageFault
        If it is asked for by side.
    """
    if by == "side":
        raise UsageFault("sides are no brokers between sides; ask by actor, office or person")
    left_out = frozenset() if principals else principals_on(data, on)
    graphs = day_graphs(data, on, between=between, by=by, without=left_out)
    rows = ranged(
        graphs,
        lambda network: broker_roles(network, groups=groups),
        absent=dict.fromkeys(ROLES, 0.0),
    )
    return Rows(row for row in rows if row.kind != "channel")


def go_betweens(
    data: Dataset,
    on: Day,
    *,
    between: Between = None,
    principals: bool = True,
    by: Nodes = "office",
) -> Rows[CentralityRow]:
    """
    Return how many pairs of two sides needed each node on a day, and the range uncertainty leaves.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    between
        Two sides, by code or name; the package's own pair if none is given. The channels of all
        sides count: who goes between is often of a third.
    principals, by
        As in `brokerage`.

    Returns
    -------
    rows
        Rows as those of `centrality`, with the one measure `go_betweens`: a number of pairs, see
        `pairs_carried`; sorted by id.

    Raises
    ------
    UnknownName
        If there is no such side or kind of node.
    UsageFault
        If it is asked for by side, or no two sides are given.
    """
    sides = scope(data, between).sides
    if by == "side" or sides is None:
        raise UsageFault("go-betweens are actors between two sides; name the two, and no kind")
    left_out = frozenset() if principals else principals_on(data, on)
    graphs = day_graphs(data, on, by=by, without=left_out)
    return ranged(
        graphs,
        lambda network: {GO_BETWEENS: pairs_carried(network, between=sides)},
        absent={GO_BETWEENS: 0.0},
    )
