"""
The series as a NetworkX user writes it: what everything faster is held against.

A snapshot for each date and each certainty, one call of NetworkX for each measure, nothing kept
from one date to the next. The values are those of `series`, to which a benchmark holds them before
it tells any time.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
from networkx.algorithms import bipartite

from backchannel.dates.period import window
from backchannel.network.snapshot import snapshot
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset

if TYPE_CHECKING:
    Plain = Mapping[str, Callable[[nx.Graph[str]], Mapping[str, float]]]

Cell = tuple[date, str, str]
"""Date, measure and node."""


def degree(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return the share of the other mode's nodes that each node is joined to."""
    actors, channels = modes(network)
    return bipartite.degree_centrality(network, actors) if actors and channels else nothing(network)


def betweenness(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return betweenness by mode, as NetworkX has it for two-mode networks."""
    actors, channels = modes(network)
    if not actors or not channels:
        return nothing(network)
    return bipartite.betweenness_centrality(network, actors)


def harmonic(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return harmonic closeness, divided by the most that a node of its mode could have."""
    sums = nx.harmonic_centrality(network)
    found: dict[str, float] = {}
    for own, other in (pair := modes(network), pair[::-1]):
        most = len(other) + (len(own) - 1) / 2
        found |= {node: sums[node] / most if most else 0.0 for node in own}
    return found


PLAIN: Plain = {
    "betweenness": betweenness,
    "degree": degree,
    "harmonic": harmonic,
}
"""Measure → the plain way to it."""


def modes(network: nx.Graph[str]) -> tuple[set[str], set[str]]:
    """Return the actors and the channels of a network."""
    channels = {node for node, mode in network.nodes(data="bipartite") if mode}
    return set(network) - channels, channels


def nothing(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return 0 for every node: nobody is joined to anybody where one mode is missing."""
    return dict.fromkeys(network, 0.0)


def series(
    data: Dataset, dates: Iterable[date], measures: Plain = PLAIN
) -> dict[Cell, tuple[float | None, float, float]]:
    """Return value, low and high of each measure of each node on each date, absent ones being 0."""
    found = {}
    for on in dates:
        networks = {least: snapshot(data, on, least=least) for least in CERTAINTIES}
        for measure in measures:
            values = {least: measures[measure](network) for least, network in networks.items()}
            for node in sorted(set().union(*values.values())):
                three = [by_node.get(node, 0.0) for by_node in values.values()]
                value = values["presumably"].get(node)
                found[on, measure, node] = (value, min(three), max(three))
    return found


def values(data: Dataset, dates: Iterable[date], measures: Plain = PLAIN) -> dict[Cell, float]:
    """Return each measure of each node on each date, on what was presumably usable alone."""
    networks = ((on, snapshot(data, on)) for on in dates)
    return {
        (on, measure, node): value
        for on, network in networks
        for measure in measures
        for node, value in measures[measure](network).items()
    }


def months(within: When) -> list[date]:
    """Return the first day of some days, and the first of each month after it."""
    days = window(within)
    later = (
        days.first.replace(year=year, month=month, day=1)
        for year in range(days.first.year, days.last.year + 1)
        for month in range(1, 13)
    )
    return [days.first, *(day for day in later if days.first < day <= days.last)]


def years(within: When) -> list[date]:
    """Return the first day of some days, and the first of each year after it."""
    return [day for place, day in enumerate(months(within)) if not place or day.month == 1]
