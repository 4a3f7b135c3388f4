"""Broker roles and go-betweens: over all triads and all paths, on toys by hand, and with their ranges."""

from __future__ import annotations

import math
import random
from collections import Counter
from itertools import permutations, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.errors import UsageFault
from backchannel.network.brokerage import ROLES, broker_roles, pairs_carried
from backchannel.network.brokers import brokerage, go_betweens

from worlds.make import Toy

DAY = "2022-06-01"


def grouped(seed: int) -> nx.Graph[str]:
    """Return a one-mode network of three groups, with some of none and of two."""
    lot = random.Random(seed)
    network: nx.Graph[str] = nx.relabel_nodes(
        nx.gnp_random_graph(lot.randint(1, 9), 0.4, seed=seed), str
    )
    for node in network:
        network.nodes[node]["side"] = lot.choice(["A", "A", "B", "B", "C", "", "A; B"])
    return network


# Every ordered triple of nodes, named by the group of each as in Gould & Fernandez, p. 92.
def by_brute_force(network: nx.Graph[str]) -> dict[tuple[str, str], int]:
    names = {"AAA": "coordinator", "ABA": "itinerant", "ABB": "gatekeeper", "AAB": "representative",
             "ABC": "liaison"}  # fmt: skip
    found: Counter[tuple[str, str]] = Counter()
    side = nx.get_node_attributes(network, "side")
    for triple in permutations(network, 3):
        start, broker, end = triple
        groups = [side[node] for node in triple]
        if any(not group or ";" in group for group in groups):
            continue
        is_open = network.has_edge(start, broker) and network.has_edge(broker, end)
        if is_open and not network.has_edge(start, end):
            letters: dict[str, str] = {}
            for group in groups:
                letters.setdefault(group, "ABC"[len(letters)])
            found[names["".join(letters[group] for group in groups)], broker] += 1
    return found


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 100_000))
def test_roles_are_those_of_all_triads(seed: int) -> None:
    network = grouped(seed)
    roles, expected = broker_roles(network), by_brute_force(network)
    for role, node in product(ROLES, network):
        value = roles[role][node]
        side = network.nodes[node]["side"]
        assert math.isnan(value) if side in ("", "A; B") else value == expected[role, node]
    assert roles["gatekeeper"] == pytest.approx(roles["representative"], nan_ok=True)


def several_modes(seed: int) -> nx.Graph[str]:
    lot = random.Random(seed)
    network: nx.Graph[str] = nx.Graph()
    for actor in range(lot.randint(2, 7)):
        network.add_node(
            f"a{actor}", bipartite=0, side=lot.choice(["RUS", "SUN", "USA", "CHE", ""])
        )
    for channel in range(lot.randint(1, 6)):
        network.add_node(f"c{channel}", bipartite=1, side="RUS; USA")
    network.add_edges_from(
        (actor, channel)
        for actor, channel in product(network, network)
        if actor < "b" < channel and lot.random() < 0.4
    )
    return network


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_pairs_are_carried_by_those_on_their_shortest_paths(seed: int) -> None:
    network = several_modes(seed)
    side = nx.get_node_attributes(network, "side")
    expected = dict.fromkeys(network, 0.0)
    actors = [node for node in network if node < "b"]
    for a, b in permutations(actors, 2):
        if side[a] in ("RUS", "SUN") and side[b] == "USA" and nx.has_path(network, a, b):
            paths = list(nx.all_shortest_paths(network, a, b))
            for path in paths:
                for node in path[1:-1]:
                    expected[node] += 1 / len(paths)
    assert pairs_carried(network, between=("RUS", "USA")) == pytest.approx(expected)
    assert pairs_carried(nx.Graph(), between=("RUS", "USA")) == {}


# president (AAA, by office: ann) ── line ── mia (Swiss) ── shuttle ── bob (AAB);  surely line, possibly shuttle
def mediated() -> Toy:
    toy = Toy(as_of="2022-12-31").actor("president", kind="office", state="AAA", sector="GOV")
    for person, state, sector in (
        ("ann", "AAA", "GOV"), ("mia", "CHE", "GOV"), ("bob", "AAB", "MIL"), ("eve", "AAB", "MIL"),
    ):  # fmt: skip
        toy.actor(person, state=state, sector=sector)
    toy.tenure("ann", "president", "2020", "2022-12-31")
    toy.channel("line", "president/AAA", "mia/CHE").channel("shuttle", "mia/CHE", "bob/AAB")
    toy.channel("barracks", "bob/AAB", "eve/AAB")
    toy.spell("line", "open", "2021", "2022-12-31").spell("barracks", "open", "2021", "2022-12-31")
    return toy.spell("shuttle", "open", "[2022-01-01..2022-12-01]", "2022-12-31")


def test_a_mediator_is_a_liaison_and_counts_one_pair_from_either_end() -> None:
    rows = {(row.id, row.measure): row for row in brokerage(mediated().data(), DAY)}
    # Surely and presumably mia has one contact; possibly she joins the president and bob.
    mia = rows["mia", "liaison"]
    assert (mia.value, mia.low, mia.high) == (0, 0, 2)
    # Bob: possibly from mia to eve, of his side, and back.
    assert rows["bob", "gatekeeper"].high == rows["bob", "representative"].high == 1
    assert "ann" not in {node for node, _ in rows}
    assert {row.kind for row in rows.values()} == {"office", "person"}
    # With ann beside her office, two more pairs have mia between them.
    both = {(row.id, row.measure): row for row in brokerage(mediated().data(), DAY, by="actor")}
    assert both["mia", "liaison"].high == 4
    # By sector the president and mia are of one group: between it and bob's, mia represents.
    sectors = {
        (row.id, row.measure): row for row in brokerage(mediated().data(), DAY, groups="sector")
    }
    assert (sectors["mia", "representative"].high, sectors["mia", "liaison"].high) == (1, 0)


def test_go_betweens_are_counted_in_pairs_and_ranged() -> None:
    rows = {row.id: row for row in go_betweens(mediated().data(), DAY, between=("AAA", "AAB"))}
    # Possibly: the pairs president-bob and president-eve need mia; both channels carry both, barracks one.
    assert (rows["mia"].value, rows["mia"].low, rows["mia"].high) == (0, 0, 2)
    assert (rows["barracks"].high, rows["bob"].high, rows["eve"].high) == (1, 1, 0)
    assert {row.measure for row in rows.values()} == {"go_betweens"}


def test_principals_can_be_left_out() -> None:
    toy = mediated().channel("summit", "president/AAA", "bob/AAB", type="head-of-state")
    data = toy.spell("summit", "open", "2021", "2022-12-31").data()
    assert "president" in {row.id for row in brokerage(data, DAY)}
    assert "president" not in {row.id for row in brokerage(data, DAY, principals=False)}
    assert "president" not in {
        row.id for row in go_betweens(data, DAY, between=("AAA", "AAB"), principals=False)
    }


def test_sides_do_not_broker() -> None:
    data = mediated().data()
    with pytest.raises(UsageFault, match="sides are no brokers"):
        brokerage(data, DAY, by="side")
    with pytest.raises(UsageFault, match="name the two"):
        go_betweens(data, DAY, between="all")
    with pytest.raises(LookupError, match="unknown kind of group `party`; allowed: side, sector"):
        brokerage(data, DAY, groups="party")  # type: ignore[arg-type]
