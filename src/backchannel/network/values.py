"""Each measure of each actor and channel on a day, and the range that uncertainty leaves."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from backchannel.dates.period import day
from backchannel.errors import UsageFault, one_of
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.network.measures import MEASURES, chosen
from backchannel.network.projections import (
    holders_for_offices,
    offices_for_holders,
    sides_by_channel,
)
from backchannel.network.snapshot import principals as principals_on
from backchannel.network.snapshot import snapshot, without_actors
from backchannel.network.strength import with_strength
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    import networkx as nx

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.verdict import Certainty


Name = TypeVar("Name", bound=str)


@as_a_row
@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One measure of one node; `low` and `high` span how sure it is what was usable."""

    id: str
    kind: str
    """`channel`, or the actor's kind; `side` in a network of sides."""
    measure: str
    value: float | None
    """
    On what was at least presumably usable; None for a node that is only possibly there, or where
    the measure is not defined.
    """
    low: float | None
    """The smallest of the values on what was surely, presumably and possibly usable."""
    high: float | None
    """The largest of them."""


Ends = Literal["actor", "side"]
"""What channels join, in pictures and files: actors, or the sides."""

Nodes = Literal["actor", "office", "person", "side"]
"""
The nodes that are measured: actors and channels, an office and who holds it being two nodes
(`actor`) or one (`office`, `person`); or the sides that the channels join.
"""

PROJECTED: Mapping[Nodes, Callable[[nx.Graph[str]], nx.Graph[str]]] = {
    "actor": lambda network: network,
    "office": offices_for_holders,
    "person": holders_for_offices,
    "side": sides_by_channel,
}
"""The nodes asked for → what makes their network of a snapshot."""


def centrality(
    data: Dataset,
    on: Day,
    *,
    measures: Iterable[str] | None = None,
    principals: bool = True,
    between: Between = None,
    by: Nodes = "actor",
) -> Rows[CentralityRow]:
    """
    Return measures of every actor and channel on a day, and the range that uncertainty leaves.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    measures
        Names of `MEASURES`, or `all`. Without them those that are defined for each node of any
        network: betweenness, degree, harmonic, katz.
    principals
        False leaves out those who touch everything by office: the parties of channels of type
        head-of-state.
    between
        Two sides, by code or name: only channels with a party on each of them that day.
        The channels of all sides if none is given.
    by
        `actor` measures actors and channels in the snapshot; `office` and `person` do so with an
        office and who holds it as one node (`offices_for_holders`, `holders_for_offices`), so that
        nobody counts twice; `side` measures the sides in its projection `sides_by_channel`: states,
        too, which are no actors of a snapshot.

    Returns
    -------
    rows
        One row for each node and measure, sorted by id and measure. `value` is on the snapshot of
        what was at least presumably usable; `low` and `high` are the smallest and the largest of
        the values on the three snapshots (surely, presumably, possibly). A node that is missing in
        one of them counts there as its measure says, 0 for most; where that has no meaning, `low`
        and `high` are None. So they are, and `value` too, where the measure is not defined.

    Raises
    ------
    UnknownName
        If there is no such measure, or no such kind of node.
    UsageFault
        If principals are to be left out of a network of sides.
    """
    names = chosen(measures)
    if by == "side" and not principals:
        raise UsageFault(
            "a network of sides has no principals to leave out; ask for it by actor, or with them"
        )
    counted = any(MEASURES[name].of_contacts for name in names)
    left_out = frozenset() if principals else principals_on(data, on)
    graphs = day_graphs(data, on, between=between, by=by, counted=counted, without=left_out)
    return centrality_of(graphs, measures=names)


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


def held_by_persons(graphs: DayGraphs) -> DayGraphs:
    """Return the networks of a day with each office as whoever holds it."""
    return graphs._replace(
        by_certainty={
            least: holders_for_offices(network) for least, network in graphs.by_certainty.items()
        }
    )


def day_graphs(
    data: Dataset,
    on: Day,
    *,
    between: Between = None,
    by: Nodes = "actor",
    counted: bool = False,
    without: Iterable[str] = (),
) -> DayGraphs:
    """
    Return the networks of a day, of all sides if no pair is given.

    If `counted`, the ties of actors say how often they were used: see `with_strength`. Who is left
    out is so before anything is projected: an office whose holder is left out keeps its seats.
    """
    one_of("kind of node", by, get_args(Nodes))
    asked = day(on)
    graphs = {
        least: snapshot(data, on=asked, least=least, between=between) for least in CERTAINTIES
    }
    if left_out := frozenset(without):
        graphs = {least: without_actors(network, left_out) for least, network in graphs.items()}
    made = {least: PROJECTED[by](network) for least, network in graphs.items()}
    if counted and by != "side":
        made = {
            least: with_strength(data, network, made_of=graphs[least])
            for least, network in made.items()
        }
    return DayGraphs(asked, made)


def centrality_of(
    graphs: DayGraphs, *, measures: Iterable[str] | None = None, without: Iterable[str] = ()
) -> Rows[CentralityRow]:
    """Return the rows of `centrality` for networks that are built already, without some actors."""
    asked = {name: MEASURES[name] for name in chosen(measures)}
    return ranged(
        graphs,
        lambda network: {name: measure.function(network) for name, measure in asked.items()},
        absent={name: measure.absent for name, measure in asked.items()},
        without=without,
    )


def ranged(
    graphs: DayGraphs,
    measured: Callable[[nx.Graph[str]], Mapping[Name, Mapping[str, float]]],
    *,
    absent: Mapping[Name, float | None],
    without: Iterable[str] = (),
) -> Rows[CentralityRow]:
    """
    Return what is measured of the nodes of a day's networks, with its range.

    `measured` gives the values of a network by measure and node, `absent` what a node counts that
    is not in a network, by measure. Some actors can be left out.
    """
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
    values = {least: measured(network) for least, network in networks.items()}
    for name, of_absent in absent.items():
        for node, kind in kinds.items():
            of_node = {least: found[name].get(node) for least, found in values.items()}
            rows.append(CentralityRow(node, kind, name, *_range(of_node, of_absent)))
    return Rows(sorted(rows, key=lambda row: (row.id, row.measure)))


def _range(
    values: Mapping[Certainty, float | None], absent: float | None
) -> tuple[float | None, float | None, float | None]:
    """Return value, low and high of a node from what it has on three networks, None if absent."""
    # A node that is there without a value is not like one that is missing: no number stands for it.
    counted = [absent if value is None else value for value in values.values()]
    known = [value for value in counted if value is not None and not isnan(value)]
    low, high = (min(known), max(known)) if len(known) == len(counted) else (None, None)
    value = values["presumably"]
    return None if value is not None and isnan(value) else value, low, high
