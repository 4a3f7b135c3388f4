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
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import networkx as nx

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.verdict import Certainty


@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One measure of one node; `low` and `high` span how sure it is what was usable."""

    id: str
    kind: str
    """`channel`, or the actor's kind; `side` in a network of sides."""
    measure: str
    value: float | None
    """On what was at least presumably usable; None for a node that is only possibly there."""
    low: float | None
    """The smallest of the values on what was surely, presumably and possibly usable."""
    high: float | None
    """The largest of them."""


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
        One row for each node and measure, sorted by id and measure. `value` is on the snapshot of
        what was at least presumably usable; `low` and `high` are the smallest and the largest of
        the values on the three snapshots (surely, presumably, possibly). A node that is missing in
        one of them counts there as its measure says, 0 for most.

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
    by_certainty: Mapping[Certainty, nx.Graph[str]]
    """How sure a channel is at least to be usable → the network of those that are."""

    @property
    def may(self) -> nx.Graph[str]:
        """Of what was usable in any way, or contested."""
        return self.by_certainty["possibly"]

    def certainty(self, *ends: str) -> Certainty:
        """
        Say how sure it is that a node, or the tie of two, is in the network.

        Raises
        ------
        StopIteration
            If it is not even possibly there.
        """
        return next(
            least
            for least, network in self.by_certainty.items()
            if (network.has_edge(*ends) if len(ends) > 1 else network.has_node(*ends))
        )

    def numbers(self, *, channels: bool) -> dict[Certainty, int]:
        """Count the channels, or the actors, by how sure it is that they are there."""
        found: dict[Certainty, int] = {}
        for least, network in self.by_certainty.items():
            modes = [attributes["bipartite"] for _, attributes in network.nodes(data=True)]
            found[least] = modes.count(int(channels)) - sum(found.values())
        return found


def day_graphs(
    data: Dataset, on: Day, *, between: Between = None, by: Nodes = "actor"
) -> DayGraphs:
    """Return the networks of a day, of all sides if no pair is given."""
    one_of("kind of node", by, get_args(Nodes))
    asked = day(on)
    graphs = {
        least: snapshot(data, on=asked, least=least, between=between) for least in CERTAINTIES
    }
    if by == "side":
        graphs = {least: sides_by_channel(network) for least, network in graphs.items()}
    return DayGraphs(asked, graphs)


def centrality_of(graphs: DayGraphs, *, without: Iterable[str] = ()) -> Rows[CentralityRow]:
    """Return the rows of `centrality` for networks that are built already, without some actors."""
    left_out = frozenset(without)
    networks = {
        least: without_actors(network, left_out) for least, network in graphs.by_certainty.items()
    }
    kinds = {
        node: attributes["kind"]
        for network in networks.values()
        for node, attributes in network.nodes(data=True)
    }
    rows = Rows[CentralityRow]()
    for name, measure in MEASURES.items():
        values = {least: measure.function(network) for least, network in networks.items()}
        rows += (
            _row(node, kinds[node], name, {least: on.get(node) for least, on in values.items()})
            for node in kinds
        )
    return Rows(sorted(rows, key=lambda row: (row.id, row.measure)))


def _row(
    node: str, kind: str, name: str, values: Mapping[Certainty, float | None]
) -> CentralityRow:
    """Return the row of a node from its values on the three networks, None where it is missing."""
    absent = MEASURES[name].absent
    counted = [absent if value is None else value for value in values.values()]
    known = [value for value in counted if value is not None]
    low, high = (min(known), max(known)) if len(known) == len(counted) else (None, None)
    return CentralityRow(node, kind, name, values["presumably"], low, high)
