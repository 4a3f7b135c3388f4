"""Each measure of each actor and channel on a day, and the range that uncertainty leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from backchannel.dates.period import day
from backchannel.errors import UsageFault, one_of
from backchannel.facts.rows import Rows
from backchannel.network.measures import MEASURES
from backchannel.network.projections import sides_by_channel
from backchannel.network.snapshot import principals as principals_on
from backchannel.network.snapshot import snapshot, without_actors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import networkx as nx

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between


@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One measure of one node; `low` and `high` span the uncertainty about what was usable."""

    id: str
    kind: str
    """`channel`, or the actor's kind; `side` in a network of sides."""
    measure: str
    value: float | None
    """On what was surely usable; None for a node that is only possibly there."""
    low: float | None
    high: float | None


Nodes = Literal["actor", "side"]
"""The nodes that are measured: actors and channels, or the sides that the channels join."""


def centrality(
    data: Dataset, on: Day, *, principals: bool = True, between: Between = None, by: Nodes = "actor"
) -> Rows[CentralityRow]:
    """
    Return every measure of every actor and channel on a day, and the range uncertainty leaves.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    principals
        False leaves out those who touch everything by office: the parties of channels of type
        head-of-state.
    between
        Two sides, by code or name: only channels with a party on each of them that day.
        The channels of all sides if none is given.
    by
        `actor` measures actors and channels in the snapshot, `side` the sides in its projection
        `sides_by_channel`: states, too, which are no actors of a snapshot.

    Returns
    -------
    rows
        One row for each node and measure, sorted by id and measure. `value` is on the surely usable
        snapshot; `low` and `high` are the smaller and the larger of the values on that and on the
        possible one. A node that is in only one of the two has no range, and no value if that is
        the possible one.

    Raises
    ------
    UnknownName
        If `by` is neither.
    UsageFault
        If principals are to be left out of a network of sides.
    """
    if by == "side" and not principals:
        raise UsageFault(
            "a network of sides has no principals to leave out; ask for it by actor, or with them"
        )
    graphs = day_graphs(data, on, between=between, by=by)
    left_out = frozenset() if principals else principals_on(data, graphs.day)
    return centrality_of(graphs, without=left_out)


class DayGraphs(NamedTuple):
    """The networks of one day, built once for all that is asked of it."""

    day: date
    sure: nx.Graph[str]
    """Of what was surely usable."""
    may: nx.Graph[str]
    """Of what was surely or possibly usable, or contested."""


def day_graphs(
    data: Dataset, on: Day, *, between: Between = None, by: Nodes = "actor"
) -> DayGraphs:
    """Return the networks of a day, of all sides if no pair is given."""
    one_of("kind of node", by, get_args(Nodes))
    asked = day(on)
    sure, may = (
        snapshot(data, on=asked, possible=possible, between=between) for possible in (False, True)
    )
    if by == "side":
        sure, may = sides_by_channel(sure), sides_by_channel(may)
    return DayGraphs(asked, sure, may)


def centrality_of(graphs: DayGraphs, *, without: Iterable[str] = ()) -> Rows[CentralityRow]:
    """Return the rows of `centrality` for networks that are built already, without some actors."""
    left_out = frozenset(without)
    sure, may = (without_actors(network, left_out) for network in (graphs.sure, graphs.may))
    kinds = {
        node: attributes["kind"]
        for network in (sure, may)
        for node, attributes in network.nodes(data=True)
    }
    on_sure, on_may = (
        {name: measure.function(network) for name, measure in MEASURES.items()}
        for network in (sure, may)
    )
    return Rows(
        _row(node, kinds[node], name, on_sure[name].get(node), on_may[name].get(node))
        for node in sorted(kinds)
        for name in sorted(MEASURES)
    )


def _row(
    node: str, kind: str, measure: str, value: float | None, other: float | None
) -> CentralityRow:
    if value is None or other is None:
        return CentralityRow(node, kind, measure, value, None, None)
    return CentralityRow(node, kind, measure, value, min(value, other), max(value, other))
