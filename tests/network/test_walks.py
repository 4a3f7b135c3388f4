"""Katz, eigenvector and random-walk betweenness: by hand, as plain NetworkX has them, and where they are not defined."""

from __future__ import annotations

import math
import random
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.network.centrality import betweenness
from backchannel.network.kernels import walks as kernels
from backchannel.network.measures import MEASURES, chosen
from backchannel.network.values import centrality
from backchannel.network.walks import ATTENUATION, eigenvector, katz, random_walk_betweenness

from worlds.make import Toy


def some(seed: int) -> nx.Graph[str]:
    """Return a network of one mode or of two, in pieces if it so falls; NetworkX refuses one node."""
    lot = random.Random(seed)
    size, dense = lot.randint(2, 12), lot.choice([0.1, 0.25, 0.5])
    if lot.random() < 0.5:
        plain: nx.Graph[str] = nx.relabel_nodes(nx.gnp_random_graph(size, dense, seed=seed), str)
        return plain
    network: nx.Graph[str] = nx.Graph()
    for mode, letter in ((0, "a"), (1, "c")):
        network.add_nodes_from((f"{letter}{n}" for n in range(size)), bipartite=mode)
    network.add_edges_from(
        (f"a{a}", f"c{c}") for a, c in product(range(size), range(size)) if lot.random() < dense / 2
    )
    return network


def pieces(network: nx.Graph[str]) -> list[nx.Graph[str]]:
    return [network.subgraph(nodes) for nodes in nx.connected_components(network)]


def alpha_of(network: nx.Graph[str]) -> float:
    greatest = max(np.linalg.eigvalsh(nx.to_numpy_array(network)))
    return float(ATTENUATION / greatest) if greatest > 1e-9 else 0.1


seeds = st.integers(0, 100_000)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_katz_is_that_of_networkx_less_the_walk_of_no_steps(seed: int) -> None:
    network = some(seed)
    plain = nx.katz_centrality_numpy(network, alpha=alpha_of(network), normalized=False)
    assert {node: value + 1 for node, value in katz(network).items()} == pytest.approx(
        plain, rel=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_random_walk_betweenness_is_that_of_networkx_component_by_component(seed: int) -> None:
    network = some(seed)
    raw = MEASURES["random_walk_betweenness"].parts
    assert raw is not None
    found = raw.raw(network)
    for piece in pieces(network):
        if len(piece) > 2:
            plain = nx.current_flow_betweenness_centrality(piece, normalized=False)
            assert {node: found[node] for node in piece} == pytest.approx(plain, rel=1e-9, abs=1e-9)
        else:
            assert [found[node] for node in piece] == pytest.approx([0] * len(piece), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_eigenvector_is_that_of_networkx_in_the_largest_component(seed: int) -> None:
    network = some(seed)
    found = eigenvector(network)
    sizes = sorted((len(piece) for piece in pieces(network)), reverse=True)
    for piece in pieces(network):
        if len(piece) == sizes[0] > 2 and sizes.count(sizes[0]) == 1:
            plain = nx.eigenvector_centrality_numpy(piece)
            root_2 = {node: math.sqrt(2) * value for node, value in plain.items()}
            assert {node: found[node] for node in piece} == pytest.approx(root_2, abs=1e-9)
            assert sum(found[node] ** 2 for node in piece) == pytest.approx(2)
        elif sizes[0] != 2 or sizes.count(2) > 1:
            assert all(math.isnan(found[node]) for node in piece)


# The components are left out of a chain of two, of which NetworkX refuses the eigenvector; by hand both have 1.
def test_the_smallest_components_by_hand() -> None:
    pair = nx.Graph([("a", "b")])
    assert eigenvector(pair) == pytest.approx({"a": 1, "b": 1})
    assert katz(pair) == pytest.approx({"a": 0.85 / 0.15, "b": 0.85 / 0.15})
    assert random_walk_betweenness(pair) == pytest.approx({"a": 0, "b": 0})
    triangle = nx.Graph([("a", "b"), ("b", "c"), ("c", "a")])
    # Each pair: 2/3 of the current takes the direct tie, 1/3 passes the third.
    assert random_walk_betweenness(triangle) == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})


# ann ─ X ─ bob   and   cem ─ Y ─ dan: alike, so one scale would have to be made up
def test_a_disconnected_network_is_no_fault_and_no_nan_where_there_is_an_answer() -> None:
    """Trap 5: NetworkX raises on these two, or has values of 0 that mean nothing."""
    network = nx.Graph([("ann", "X"), ("bob", "X"), ("cem", "Y"), ("dan", "Y")])
    with pytest.raises(nx.NetworkXError):
        nx.current_flow_betweenness_centrality(network)
    with pytest.raises(nx.AmbiguousSolution):
        nx.eigenvector_centrality_numpy(network)
    assert all(map(math.isnan, eigenvector(network).values()))
    assert random_walk_betweenness(network)["X"] == pytest.approx(1 / 10)
    assert katz(network)["X"] == pytest.approx(katz(network)["Y"])
    network.add_edge("eve", "X")
    values = eigenvector(network)
    assert values["X"] == pytest.approx(1)
    assert math.isnan(values["Y"])


def test_no_measure_needs_a_multigraph_and_snapshots_are_none() -> None:
    """Trap 4: eigenvector and Katz refuse multigraphs; two channels between two actors are two nodes."""
    twice: nx.MultiGraph[str] = nx.MultiGraph([("ann", "bob"), ("ann", "bob")])
    for refused in (nx.eigenvector_centrality, nx.katz_centrality):
        with pytest.raises(nx.NetworkXNotImplemented):
            refused(twice)
    network: nx.Graph[str] = nx.Graph(
        [("ann", "X"), ("bob", "X"), ("ann", "Y"), ("bob", "Y"), ("ann", "Z"), ("eve", "Z")]
    )
    assert katz(network)["ann"] > katz(network)["bob"] > katz(network)["eve"] > 0


@pytest.mark.parametrize("measure", ["katz", "eigenvector"])
def test_nobody_has_a_neighbour(measure: str) -> None:
    values = MEASURES[measure].function(nx.empty_graph(["b", "a"]))
    assert list(values) == ["a", "b"]
    assert all(value == 0 or math.isnan(value) for value in values.values())
    assert MEASURES[measure].function(nx.Graph()) == {}


# The kite's values as NetworkX's tests have them, to five places: of unit length there, of twice that square here.
def test_krackhardts_kite() -> None:
    kite: nx.Graph[str] = nx.relabel_nodes(nx.krackhardt_kite_graph(), str)  # type: ignore[arg-type]
    known = [0.35220918419838565, 0.35220918419838565, 0.28583482369644964, 0.481020669200118,
             0.28583482369644964, 0.3976910106255469, 0.3976910106255469, 0.19586101425312444,
             0.04807425308073236, 0.011163556091491361]  # fmt: skip
    assert list(eigenvector(kite).values()) == pytest.approx(
        [math.sqrt(2) * value for value in known], abs=1e-5
    )


# The Medici lead the marriages by every measure (J. F. Padgett & C. K. Ansell, AJS 98 (1993)); their eigenvector
# centrality of 0.43 is that of M. O. Jackson, Social and Economic Networks (2008), ch. 2.
def test_the_florentine_families() -> None:
    families: nx.Graph[str] = nx.florentine_families_graph()
    for measure in ("eigenvector", "katz", "random_walk_betweenness"):
        values = MEASURES[measure].function(families)
        assert max(values, key=lambda family: values[family]) == "Medici"
    assert round(eigenvector(families)["Medici"] / math.sqrt(2), 2) == 0.43


# In two modes each has half of the sum of squares; women and events are the leading singular vectors.
def test_the_southern_women() -> None:
    women: nx.Graph[str] = nx.davis_southern_women_graph()
    modes = nx.get_node_attributes(women, "bipartite")
    values = eigenvector(women)
    rows = sorted(node for node in women if modes[node] == 0)
    columns = sorted(node for node in women if modes[node] == 1)
    ties = nx.bipartite.biadjacency_matrix(women, rows, columns).toarray()
    left, _, right = np.linalg.svd(ties.astype(float))
    assert [values[node] for node in rows] == pytest.approx(abs(left[:, 0]).tolist(), abs=1e-9)
    assert [values[node] for node in columns] == pytest.approx(abs(right[0]).tolist(), abs=1e-9)
    assert max(values, key=lambda node: values[node]) == "E8"


# Every network of up to 3 actors and 3 channels: no node has more than the most that betweenness could be.
def test_no_small_network_has_more_random_walks_than_the_divisor() -> None:
    greatest = 0.0
    for actors, channels in ((2, 2), (2, 3), (3, 2), (3, 3), (4, 2), (2, 4)):
        cells = list(product(range(actors), range(channels)))
        for there in product((False, True), repeat=len(cells)):
            network: nx.Graph[str] = nx.Graph()
            network.add_nodes_from((f"a{n}" for n in range(actors)), bipartite=0)
            network.add_nodes_from((f"c{n}" for n in range(channels)), bipartite=1)
            network.add_edges_from(
                (f"a{a}", f"c{c}") for (a, c), is_tie in zip(cells, there, strict=True) if is_tie
            )
            greatest = max(greatest, *random_walk_betweenness(network).values())
    assert greatest == pytest.approx(1)


def test_in_a_tree_random_walks_take_the_shortest_paths() -> None:
    tree = nx.relabel_nodes(nx.balanced_tree(2, 3), str)
    nx.set_node_attributes(tree, nx.bipartite.color(tree), "bipartite")
    assert random_walk_betweenness(tree) == pytest.approx(betweenness(tree), abs=1e-9)


def test_a_large_network_in_blocks_has_the_values_of_a_small_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = nx.relabel_nodes(nx.connected_watts_strogatz_graph(30, 4, 0.3, seed=3), str)
    functions = (katz, eigenvector, random_walk_betweenness)
    before = [function(network) for function in functions]
    monkeypatch.setattr(kernels, "CELLS", 100)
    monkeypatch.setattr(kernels, "SMALL", 10)
    assert [function(network) for function in functions] == [pytest.approx(all_) for all_ in before]


# ann ─ x ─ bob surely; eve ─ y ─ dan possibly, which is as large: then there is no largest component
def test_a_measure_that_is_not_defined_has_no_value_and_no_range() -> None:
    toy = Toy(as_of="2022-12-31")
    for person in ("ann", "bob", "dan", "eve"):
        toy.actor(person, state="AAA")
    toy.channel("x", "ann/AAA", "bob/AAA").channel("y", "dan/AAA", "eve/AAA")
    toy.spell("x", "open", "2021", "2022-12-31")
    data = toy.spell("y", "open", "2022", "2022-12-31").data()
    rows = {row.id: row for row in centrality(data, "2022-06-01", measures=["eigenvector"])}
    assert rows["x"].value == pytest.approx(1)
    assert (rows["x"].low, rows["x"].high) == (None, None)
    assert (rows["y"].value, rows["y"].low, rows["y"].high) == (None, None, None)
    sure = {row.id: row for row in centrality(data, "2021-06-01", measures=["eigenvector"])}
    assert (sure["x"].low, sure["x"].high) == (None, None)


def test_measures_are_chosen_by_name() -> None:
    assert set(chosen(None)) < set(chosen(["all"])) == set(MEASURES)
    assert chosen("katz") == chosen(["katz", "katz"]) == ("katz",)
    with pytest.raises(LookupError, match="unknown measure `kats`; did you mean `katz`"):
        chosen(["kats"])
    assert all(MEASURES[name].absent == 0 for name in chosen(None))
