"""Constraint and effective size: by hand, as plain NetworkX has them, and what has no value."""

from __future__ import annotations

import math
import random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.network.holes import constraint, effective_size
from backchannel.network.projections import actors_by_channel


def two_mode(seed: int) -> nx.Graph[str]:
    lot = random.Random(seed)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((f"a{n}" for n in range(lot.randint(1, 9))), bipartite=0)
    network.add_nodes_from((f"c{n}" for n in range(lot.randint(0, 7))), bipartite=1)
    dense = lot.choice([0.1, 0.3, 0.6])
    network.add_edges_from(
        (actor, channel)
        for actor, mode in network.nodes(data="bipartite")
        for channel, other in network.nodes(data="bipartite")
        if not mode and other and lot.random() < dense
    )
    return network


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_values_are_those_of_networkx_on_the_projection(seed: int) -> None:
    network = two_mode(seed)
    actors = actors_by_channel(network)
    # Asked for by node, NetworkX needs no sparse matrices, which isolates make warn.
    free, sizes = constraint(network), effective_size(network)
    plain_free = nx.constraint(actors, nodes=list(actors), weight="strength")
    plain_sizes = nx.effective_size(actors, nodes=list(actors))
    assert list(free) == list(sizes) == sorted(network)
    for node in network:
        if node not in actors:
            assert math.isnan(free[node])
            assert math.isnan(sizes[node])
            continue
        assert free[node] == pytest.approx(plain_free[node], rel=1e-9, nan_ok=True)
        assert math.isnan(free[node]) or 0 < free[node] <= 2
        # By convention: whoever has no contact has an effective size of 0; NetworkX says nan.
        expected = plain_sizes[node] if actors[node] else 0
        assert sizes[node] == pytest.approx(expected, rel=1e-9)
        assert sizes[node] == 0 or 1 - 1e-9 <= sizes[node] <= len(actors) - 1
    assert constraint(actors) == pytest.approx({n: free[n] for n in actors}, nan_ok=True)


# A forum of four: everybody has three contacts who all meet, so 3 - 2 * 3 / 3 = 1, whatever its size.
def test_a_forum_is_one_contact() -> None:
    for size in (2, 4, 9):
        forum = nx.Graph([(f"a{n}", "forum") for n in range(size)])
        nx.set_node_attributes(forum, {node: int(node == "forum") for node in forum}, "bipartite")
        assert effective_size(forum)["a0"] == pytest.approx(1)


# ann and bob share one channel with cem and nine with each other. Cem: half and half, and each of the two spends
# 9 of 9.5 on the other: 2 * (1/2 + 1/2 * 9.5/10)², near the greatest value there is.
def test_who_sits_between_two_who_always_meet_is_bound() -> None:
    ties = [("ann", "x"), ("bob", "x"), ("cem", "x")]
    ties += [(actor, f"y{n}") for n in range(9) for actor in ("ann", "bob")]
    network = nx.Graph(ties)
    nx.set_node_attributes(network, {n: int(n[0] in "xy") for n in network}, "bipartite")
    assert constraint(network)["cem"] == pytest.approx(2 * (1 / 2 + 1 / 2 * 9.5 / 10) ** 2)


# The Medici bridge most holes among the families: six marriages, of whose families none but Ridolfi and Tornabuoni
# are married: 6 - 2 * 1 / 6.
def test_the_florentine_families() -> None:
    families: nx.Graph[str] = nx.florentine_families_graph()
    sizes, free = effective_size(families), constraint(families)
    assert sizes["Medici"] == pytest.approx(6 - 2 / 6)
    assert max(sizes, key=lambda family: sizes[family]) == "Medici"
    assert min(free, key=lambda family: free[family]) == "Medici"


# Heather of the kite has three contacts, one pair of whom meets (3 - 2/3); Diane six, of whom she has
# andre-beverly, andre-carol, andre-fernando, beverly-ed, beverly-garth, carol-fernando, ed-garth, fernando-garth.
def test_krackhardts_kite() -> None:
    kite = nx.Graph((str(one), str(other)) for one, other in nx.krackhardt_kite_graph().edges)
    diane, heather, ike = "3", "7", "8"
    assert effective_size(kite)[heather] == pytest.approx(3 - 2 / 3)
    assert effective_size(kite)[diane] == pytest.approx(6 - 2 * 8 / 6)
    assert effective_size(kite)[ike] == 2


def test_nobody_and_nobody_else() -> None:
    assert constraint(nx.Graph()) == effective_size(nx.Graph()) == {}
    alone = nx.empty_graph(["ann"])
    assert effective_size(alone) == {"ann": 0}
    assert math.isnan(constraint(alone)["ann"])
