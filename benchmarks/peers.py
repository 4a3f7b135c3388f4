"""
Hold the series against other libraries called by hand: jobs of `python -m benchmarks`.

The job is `over_time.EXCHANGE`: betweenness and harmonic closeness of the missions between states,
yearly. By hand each year's network is built from its ties and measured anew, for each certainty;
some of the years are, evenly spread, and the time is taken so many times more. Taking the ties from
a snapshot is no part of that time. Sums equal to ours (to 1e-9) are insisted on before any time is
told. `make bench` installs the libraries (`pins/bench.txt`, the extra `bench`); one that is not
installed is left out. Of those that lack one of the two measures the other alone is told, against
the same series, so that they look better than they are.
"""

from __future__ import annotations

import math
import os
import sys
import time
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from backchannel.network.measures import MEASURES
from backchannel.network.series import series
from backchannel.network.snapshot import snapshot
from backchannel.verdicts.verdict import CERTAINTIES
from benchmarks import measuring
from benchmarks.over_time import EXCHANGE, NAMED, based_on
from benchmarks.results import quicker
from benchmarks.worlds import EXTERNAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.results import Row

    Ties = Sequence[tuple[int, int]]
    ByHand = Callable[[int, Ties], dict[str, Sequence[float]]]

EVERY = 15
"""Every so many years are measured by hand."""


class Peer(NamedTuple):
    """A library, and what a user of it writes for one network."""

    name: str
    measure: ByHand
    """Sums by measure, undivided, from a number of nodes and the ties between them."""
    least: float = 1


def igraph(nodes: int, ties: Ties) -> dict[str, Sequence[float]]:
    """Measure as a user of igraph does."""
    graph = import_module("igraph").Graph(nodes, ties)
    means = graph.harmonic_centrality()
    harmonic = [0.0 if math.isnan(mean) else mean * (nodes - 1) for mean in means]
    return {"betweenness": graph.betweenness(), "harmonic": harmonic}


def rustworkx(nodes: int, ties: Ties) -> dict[str, Sequence[float]]:
    """Measure as a user of rustworkx does, which has no harmonic closeness."""
    library = import_module("rustworkx")
    graph = library.PyGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from_no_data(list(ties))
    return {"betweenness": list(library.betweenness_centrality(graph, normalized=False).values())}


def networkit(nodes: int, ties: Ties) -> dict[str, Sequence[float]]:
    """Measure as a user of NetworKit does, which counts each pair from both ends."""
    library = import_module("networkit")
    graph = library.Graph(nodes)
    for one, other in ties:
        graph.addEdge(one, other)
    between = library.centrality.Betweenness(graph).run().scores()
    harmonic = library.centrality.HarmonicCloseness(graph, normalized=False).run().scores()
    return {"betweenness": [value / 2 for value in between], "harmonic": harmonic}


def raphtory(nodes: int, ties: Ties) -> dict[str, Sequence[float]]:
    """Measure as a user of Raphtory does, whose ties have directions; it has no harmonic."""
    graph = import_module("raphtory").Graph()
    for node in range(nodes):
        graph.add_node(0, node)
    for one, other in ties:
        graph.add_edge(0, one, other)
        graph.add_edge(0, other, one)
    found = import_module("raphtory.algorithms").betweenness_centrality(graph, None, False)
    values = {int(node.name): value["betweenness_centrality"] / 2 for node, value in found.items()}
    return {"betweenness": [values[node] for node in range(nodes)]}


def dynetx(nodes: int, ties: Ties) -> dict[str, Sequence[float]]:
    """Measure as a user of DyNetX does: a slice of time, handed to NetworkX."""
    graph = import_module("dynetx").DynGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_interactions_from(list(ties), t=0)
    there: nx.Graph[int] = nx.Graph(list(graph.time_slice(0).edges()))
    there.add_nodes_from(range(nodes))
    between, harmonic = (
        nx.betweenness_centrality(there, normalized=False),
        nx.harmonic_centrality(there),
    )
    return {
        "betweenness": [between[node] for node in range(nodes)],
        "harmonic": [harmonic[node] for node in range(nodes)],
    }


PEERS = (
    Peer("igraph", igraph, 2),
    Peer("rustworkx", rustworkx),
    Peer("networkit", networkit),
    Peer("raphtory", raphtory),
    Peer("dynetx", dynetx),
)


def rows(only: str, say: Callable[[str], None]) -> Iterator[Row]:
    """Yield a row for each library that is installed, if the job has a word in its name."""
    if only not in EXCHANGE.name:
        return
    if not os.environ.get(EXTERNAL):
        say(f"{EXCHANGE.name}: not measured, set {EXTERNAL}\n")
        return
    data = EXCHANGE.data()
    measuring.forget()
    begun = time.process_time()
    found = series(replace(data), NAMED, within=EXCHANGE.within, every=EXCHANGE.every)
    ours = time.process_time() - begun
    dates = found.dates[EVERY // 2 :: EVERY]
    networks = [snapshot(data, on, least=least) for on in dates for least in CERTAINTIES]
    for peer in PEERS:
        if find_spec(peer.name) is None:
            say(f"{peer.name}: not measured, it is not installed\n")
            continue
        say(f"{EXCHANGE.name}, {peer.name}")
        spent = sum(_spent(peer, network) for network in networks)
        ratio = spent * len(found.dates) / len(dates) / ours
        basis = based_on(EXCHANGE, data, len(found.dates), peer.name, len(dates))
        yield quicker(EXCHANGE.name, peer.name, ratio, least=peer.least, basis=basis)


def _spent(peer: Peer, network: nx.Graph[str]) -> float:
    """Return the seconds that a network takes by hand, whose values are those of NetworkX."""
    place = {node: number for number, node in enumerate(network)}
    ties = [(place[one], place[other]) for one, other in network.edges]
    begun = time.process_time()
    found = peer.measure(len(place), ties)
    spent = time.process_time() - begun
    for name, values in found.items():
        for node, expected in _sums(network)[name].items():
            if not math.isclose(values[place[node]], expected, rel_tol=1e-9, abs_tol=1e-9):
                sys.exit(f"{peer.name}, {name} of {node}: {values[place[node]]} is not {expected}")
    return spent


@cache
def _sums(network: nx.Graph[str]) -> dict[str, Mapping[str, float]]:
    """Return what the series has of a network before it divides."""
    parts = {name: MEASURES[name].parts for name in NAMED}
    return {name: of.raw(network) for name, of in parts.items() if of}
