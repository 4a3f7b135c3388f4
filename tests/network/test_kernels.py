"""The array code gives what plain NetworkX gives, whichever road it takes, and once for each shape."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backchannel.network.kernels import paths
from backchannel.network.kernels.paths import sums_of
from backchannel.network.kernels.shapes import shapes
from backchannel.network.kernels.small import DEPTH, sums_of_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.network.kernels.shapes import Shape
    from backchannel.network.kernels.small import Sums


class PathSums(NamedTuple):
    between: dict[str, float]
    near: dict[str, float]


def path_sums(network: nx.Graph[str]) -> PathSums:
    sums = PathSums({}, {})
    for nodes, shape in shapes(network):
        between, near = sums_of(shape)
        sums.between.update(zip(nodes, between, strict=True))
        sums.near.update(zip(nodes, near, strict=True))
    return sums


def two_mode(seed: int) -> nx.Graph[str]:
    """Return a network of up to nine actors and nine channels, in several pieces if it so falls."""
    lot = random.Random(seed)
    actors, channels = lot.randint(1, 9), lot.randint(0, 9)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(f"actor-{n}" for n in range(actors))
    network.add_nodes_from(f"channel-{n}" for n in range(channels))
    dense = lot.choice([0.1, 0.25, 0.5])
    network.add_edges_from(
        (f"actor-{a}", f"channel-{c}")
        for a in range(actors)
        for c in range(channels)
        if lot.random() < dense
    )
    return network


def one_mode(seed: int) -> nx.Graph[str]:
    size = random.Random(seed).randint(1, 12)
    network: nx.Graph[str] = nx.relabel_nodes(nx.gnp_random_graph(size, 0.25, seed=seed), str)
    return network


# Governments that keep missions with one another, some several; some missions have three parties.
def missions(governments: int, number: int, seed: int = 1) -> nx.Graph[str]:
    lot = random.Random(seed)
    network: nx.Graph[str] = nx.Graph()
    for mission in range(number):
        for party in lot.sample(range(governments), lot.choice([1, 2, 2, 2, 3])):
            network.add_edge(f"government-{party}", f"mission-{mission}")
    return network


def assert_like_networkx(network: nx.Graph[str]) -> None:
    sums = path_sums(network)
    assert sums.between == pytest.approx(
        nx.betweenness_centrality(network, normalized=False), rel=1e-9, abs=1e-9
    )
    assert sums.near == pytest.approx(nx.harmonic_centrality(network), rel=1e-9, abs=1e-9)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    paths._remembered.cache_clear()
    paths._just_made.cache_clear()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000))
@example(0)
def test_any_network_has_the_sums_of_networkx(seed: int) -> None:
    for network in (two_mode(seed), one_mode(seed)):
        assert_like_networkx(network)
        for _, shape in shapes(network):
            together, alone = sums_of(shape), paths._of_shape(shape)
            assert together[0] == pytest.approx(alone[0], rel=1e-9, abs=1e-9)
            assert together[1] == pytest.approx(alone[1], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("depth", [DEPTH, -1])
@pytest.mark.parametrize("network", [
    nx.path_graph(9), nx.cycle_graph(7), nx.cycle_graph(8), nx.star_graph(5), nx.complete_graph(5),
    nx.complete_bipartite_graph(3, 4), nx.balanced_tree(2, 3), nx.krackhardt_kite_graph(),
    nx.florentine_families_graph(), nx.davis_southern_women_graph(), nx.empty_graph(2), nx.Graph(),
])  # fmt: skip
def test_graphs_that_everybody_knows(
    network: nx.Graph[object], depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # At -1 none is walked together with others.
    monkeypatch.setattr(paths, "DEPTH", depth)
    assert_like_networkx(nx.relabel_nodes(network, str))  # type: ignore[arg-type]


def test_a_world_of_missions_in_blocks_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    network = missions(15, 150)
    for cells in (1, 500, 2**17):
        monkeypatch.setattr(paths, "CELLS", cells)
        assert_like_networkx(network)
        paths._just_made.cache_clear()


def test_a_long_chain_is_left_to_networkx_and_has_the_same_sums(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chain = nx.relabel_nodes(nx.path_graph(40), str)
    monkeypatch.setattr(paths, "_by_arrays", None)
    with pytest.raises(TypeError):
        path_sums(chain)
    monkeypatch.setattr(paths, "MULTIPLICATIONS", 0)
    assert_like_networkx(chain)


# Three lines of one shape, and a fourth whose middle has another place in the order of ids.
def test_a_shape_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    network: nx.Graph[str] = nx.Graph()
    for number in range(3):
        nx.add_path(network, [f"a-{number}", f"x-{number}", f"b-{number}"])
    nx.add_path(network, ["p", "q", "r"])
    walked: list[object] = []

    def counting(shapes: Sequence[Shape]) -> list[Sums]:
        walked.extend(shapes)
        return sums_of_many(shapes)

    monkeypatch.setattr(paths, "sums_of_many", counting)
    assert path_sums(network).between == {node: float(node[0] in "xq") for node in network}
    assert walked == [((2,), (2,), (0, 1)), ((1,), (0, 2), (1,))]


def test_what_is_remembered_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "REMEMBERED", 3)
    for seed in range(5):
        assert_like_networkx(two_mode(seed))
        assert len(paths._remembered) <= 3


def test_a_component_has_the_same_sums_whatever_is_walked_with_it() -> None:
    some = [shape for seed in range(40) for _, shape in shapes(two_mode(seed))]
    assert sums_of_many(some) == [sums_of_many([shape])[0] for shape in some]
