"""
Hold each measure against plain NetworkX: `python -m benchmarks.measuring [FROM/TO]`.

The networks are the monthly snapshots of the bundled data, by default of three years, made before
any time is taken. NetworkX measures each of them anew, as a user's loop does; ours keep what they
have of a component for when it comes again, and begin with nothing kept. Equal values (to 1e-9)
are insisted on before any time is printed; a ratio is how many times as much CPU time the loop
took. Where NetworkX refuses a network, since it falls apart, the loop goes through its components.
"""

from __future__ import annotations

import math
import sys
import time
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

import backchannel as bc
from backchannel.network.kernels import nearness, paths, walks
from backchannel.network.measures import MEASURES
from backchannel.network.parts import most_between
from backchannel.network.projections import actors_by_channel
from backchannel.network.series import snapshots
from backchannel.network.walks import ATTENUATION
from benchmarks import baseline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Plain = Callable[[nx.Graph[str]], Mapping[str, float]]

SPAN = "2019/2021"


def katz(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return Katz sums without the walk of no steps, for alpha as `walks` has it."""
    greatest = max(np.linalg.eigvalsh(nx.to_numpy_array(network)))
    alpha = float(ATTENUATION / greatest)
    sums = nx.katz_centrality_numpy(network, alpha=alpha, normalized=False)
    return {node: value - 1 for node, value in sums.items()}


def eigenvector(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return the eigenvector of the largest component, if there is one."""
    parts = sorted(nx.connected_components(network), key=len, reverse=True)
    values = dict.fromkeys(network, math.nan)
    if len(parts) == 1 or len(parts[0]) > len(parts[1]):
        found = nx.eigenvector_centrality_numpy(network.subgraph(parts[0]))
        values |= {node: math.sqrt(2) * value for node, value in found.items()}
    return values


def random_walk_betweenness(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return current-flow betweenness component by component, divided by the most of each mode."""
    sums = dict.fromkeys(network, 0.0)
    for nodes in nx.connected_components(network):
        if len(nodes) > 2:
            part = network.subgraph(nodes)
            sums |= nx.current_flow_betweenness_centrality(part, normalized=False)
    found: dict[str, float] = {}
    for own, other in (pair := baseline.modes(network), pair[::-1]):
        most = most_between(len(own), len(other))
        found |= {node: sums[node] / most if most else 0.0 for node in own}
    return found


def constraint(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return constraint on the projection onto actors."""
    actors = actors_by_channel(network)
    nothing = dict.fromkeys(network, math.nan)
    return nothing | nx.constraint(actors, nodes=list(actors), weight="strength")


def effective_size(network: nx.Graph[str]) -> Mapping[str, float]:
    """Return effective size on the projection onto actors, 0 for whoever has no contact."""
    actors = actors_by_channel(network)
    found = nx.effective_size(actors, nodes=list(actors))
    sizes = {node: 0.0 if math.isnan(value) else value for node, value in found.items()}
    return dict.fromkeys(network, math.nan) | sizes


PLAIN: Mapping[str, Plain] = {
    **baseline.PLAIN,
    "constraint": constraint,
    "effective_size": effective_size,
    "eigenvector": eigenvector,
    "katz": katz,
    "random_walk_betweenness": random_walk_betweenness,
}
"""Measure → the plain way to it."""


def main() -> None:
    """Measure, compare and print a row a measure."""
    span = sys.argv[1] if len(sys.argv) > 1 else SPAN
    months = [
        network for days, network in snapshots(bc.read(), within=span, every="month") for _ in days
    ]
    distinct = len({id(network) for network in months})
    print(f"{len(months)} months, {distinct} distinct networks, {span}")
    for name, plain in PLAIN.items():
        ours, theirs = MEASURES[name].function, plain
        forget()
        here, found = _timed(ours, months)
        there, expected = _timed(theirs, months)
        if not all(map(_equal, found, expected)):
            sys.exit(f"{name}: the values are not those of NetworkX")
        print(f"{name:24} {there / here:8.1f} times")


def _timed(
    function: Plain, networks: Sequence[nx.Graph[str]]
) -> tuple[float, list[Mapping[str, float]]]:
    begun = time.process_time()
    found = [function(network) for network in networks]
    return time.process_time() - begun, found


def _equal(ours: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    """Say whether two have the same values, nan where the other has it."""
    return ours.keys() == theirs.keys() and all(
        math.isclose(value, theirs[node], rel_tol=1e-9, abs_tol=1e-9)
        or (math.isnan(value) and math.isnan(theirs[node]))
        for node, value in ours.items()
    )


def forget() -> None:
    """Let nothing be kept of what was measured before."""
    for module in (nearness, paths, walks):
        for name in vars(module):
            kept = getattr(module, name)
            if hasattr(kept, "cache_clear") and not isinstance(kept, type):
                kept.cache_clear()


if __name__ == "__main__":
    main()
