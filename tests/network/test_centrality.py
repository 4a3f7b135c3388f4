"""Measures on toys solved by hand, on networks with published values, and under what must not change them."""

from __future__ import annotations

from math import isnan

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.network.centrality import betweenness, degree, harmonic
from backchannel.network.measures import MEASURES
from backchannel.network.projections import persons_by_channel
from backchannel.network.snapshot import snapshot

from worlds.make import Toy

ADDS_UP = [name for name, measure in MEASURES.items() if measure.parts]


def two_mode(text: str) -> nx.Graph[str]:
    """Build a network from `actor-channel` pairs; `actor-` and `-channel` are isolated."""
    network: nx.Graph[str] = nx.Graph()
    for actor, channel in (one.split("-") for one in text.split()):
        if actor:
            network.add_node(actor, bipartite=0)
        if channel:
            network.add_node(channel, bipartite=1)
        if actor and channel:
            network.add_edge(actor, channel)
    return network


# ann ─ X ─ bob      two lines that share nobody, and eve, who sits on nothing
# cem ─ Y ─ dan      n = 5 actors, m = 2 channels
def test_two_pieces_and_an_isolate_by_hand() -> None:
    network = two_mode("ann-X bob-X cem-Y dan-Y eve-")
    assert degree(network) == {
        "X": 2 / 5,
        "Y": 2 / 5,
        "ann": 1 / 2,
        "bob": 1 / 2,
        "cem": 1 / 2,
        "dan": 1 / 2,
        "eve": 0,
    }
    # Only ann-bob runs through X. The most for a channel of 2 with 5 actors: a hub with all 5 (10 pairs), and the
    # other channel hung on one of them (4 more ends to reach it by): 14.
    assert betweenness(network)["X"] == pytest.approx(1 / 14)
    assert betweenness(network)["ann"] == 0
    # ann: X at 1, bob at 2; at most 2 channels at 1 and 4 actors at 2.
    assert harmonic(network)["ann"] == pytest.approx((1 + 1 / 2) / (2 + 4 / 2))
    assert harmonic(network)["X"] == pytest.approx((1 + 1) / (5 + 1 / 2))
    assert harmonic(network)["eve"] == 0


@pytest.mark.parametrize("name", [name for name in MEASURES if MEASURES[name].absent == 0])
def test_the_awkward_cases_have_fixed_answers(name: str) -> None:
    function = MEASURES[name].function
    assert function(nx.Graph()) == {}
    assert function(two_mode("ann-")) == {"ann": 0}
    channels = function(two_mode("-X -Y"))
    assert list(channels) == ["X", "Y"]
    assert all(value == 0 or isnan(value) for value in channels.values())
    assert function(nx.empty_graph(["a", "b"])) == {"a": 0, "b": 0}


def test_who_has_the_most_that_can_be_has_one() -> None:
    shares = [measure.function for measure in MEASURES.values() if measure.range == (0, 1)]
    star = two_mode("ann-X bob-X cem-X dan-X")
    assert [function(star)["X"] for function in shares] == pytest.approx([1] * len(shares))
    bridge = two_mode("ann-X ann-Y bob-X cem-Y")
    of_paths = ("betweenness", "degree", "harmonic", "random_walk_betweenness")
    found = [MEASURES[name].function(bridge)["ann"] for name in of_paths]
    assert found == pytest.approx([1] * len(found))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("UVWXYZ")), max_size=20))
def test_components_can_be_measured_apart_and_divided_afterwards(
    ties: list[tuple[str, str]],
) -> None:
    network = two_mode(" ".join(f"{actor}-{channel}" for actor, channel in ties))
    modes = nx.get_node_attributes(network, "bipartite")
    size = {mode: list(modes.values()).count(mode) for mode in (0, 1)}
    for name in ADDS_UP:
        parts = MEASURES[name].parts
        assert parts is not None
        apart = {
            node: value
            for nodes in nx.connected_components(network)
            for node, value in parts.raw(network.subgraph(nodes)).items()
        }
        most = {node: parts.most(size[modes[node]], size[1 - modes[node]]) for node in network}
        divided = {node: value / (most[node] or 1) for node, value in apart.items()}
        assert divided == pytest.approx(MEASURES[name].function(network), nan_ok=True)


def named(network: nx.Graph[int], names: str) -> nx.Graph[str]:
    return nx.relabel_nodes(network, dict(enumerate(names.split())))  # type: ignore[arg-type]


# Betweenness as in D. Krackhardt, "Assessing the political landscape", ASQ 35 (1990), 342-369, and as NetworkX's
# tests have it. Harmonic by hand: Diane has 6 at 1, and Heather, Ike, Jane at 2, 3, 4; Heather 3 at 1 and 6 at 2;
# Jane 1 at 1, 1 at 2, 2 at 3, 5 at 4.
def test_krackhardts_kite() -> None:
    kite = named(
        nx.krackhardt_kite_graph(), "andre beverly carol diane ed fernando garth heather ike jane"
    )
    published = {"andre": 0.023, "beverly": 0.023, "carol": 0, "diane": 0.102, "ed": 0, "fernando": 0.231,
                 "garth": 0.231, "heather": 0.389, "ike": 0.222, "jane": 0}  # fmt: skip
    assert {one: round(value, 3) for one, value in betweenness(kite).items()} == published
    nearness = harmonic(kite)
    assert nearness["diane"] == pytest.approx((6 + 1 / 2 + 1 / 3 + 1 / 4) / 9)
    assert nearness["heather"] == pytest.approx((3 + 6 / 2) / 9)
    # Jane reaches Ike, Heather, then Fernando and Garth, then all the others but nobody at 5.
    assert nearness["jane"] == pytest.approx((1 + 1 / 2 + 2 / 3 + 5 / 4) / 9)
    assert max(degree(kite).items(), key=lambda one: one[1]) == ("diane", 6 / 9)


# The marriage ties of J. F. Padgett and C. K. Ansell, AJS 98 (1993), 1259-1319; values as NetworkX's tests have them.
def test_the_florentine_families() -> None:
    published = {"Acciaiuoli": 0.000, "Albizzi": 0.212, "Barbadori": 0.093, "Bischeri": 0.104, "Castellani": 0.055,
                 "Ginori": 0.000, "Guadagni": 0.255, "Lamberteschi": 0.000, "Medici": 0.522, "Pazzi": 0.000,
                 "Peruzzi": 0.022, "Ridolfi": 0.114, "Salviati": 0.143, "Strozzi": 0.103,
                 "Tornabuoni": 0.092}  # fmt: skip
    assert {
        k: round(v, 3) for k, v in betweenness(nx.florentine_families_graph()).items()
    } == published


# Women and events of Davis, Gardner & Gardner (1941), the example of Borgatti & Everett (1997); two decimals, as
# NetworkX's tests of its bipartite measures have them.
def test_the_southern_women() -> None:
    women: nx.Graph[str] = nx.davis_southern_women_graph()
    share = {"E8": 0.78, "E9": 0.67, "E7": 0.56, "Nora Fayette": 0.57, "Evelyn Jefferson": 0.57, "E6": 0.44,
             "Sylvia Avondale": 0.50, "Katherina Rogers": 0.43, "Ruth DeSand": 0.29, "E1": 0.17,
             "Olivia Carleton": 0.14}  # fmt: skip
    between = {"E8": 0.24, "E9": 0.23, "E7": 0.13, "Nora Fayette": 0.11, "Evelyn Jefferson": 0.10,
               "Theresa Anderson": 0.09, "E6": 0.07, "Sylvia Avondale": 0.07, "Laura Mandeville": 0.05, "E5": 0.04,
               "Eleanor Nye": 0.01, "E1": 0.00}  # fmt: skip
    degrees, betweens = degree(women), betweenness(women)
    assert {one: round(degrees[one], 2) for one in share} == share
    assert {one: betweens[one] for one in between} == pytest.approx(between, abs=0.01)


networks = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("UVWXYZ")), max_size=20
).map(lambda ties: two_mode(" ".join(f"{actor}-{channel}" for actor, channel in ties)))


@given(networks)
def test_values_are_those_of_networkx_and_lie_in_their_range(network: nx.Graph[str]) -> None:
    actors = [
        node for node, mode in nx.get_node_attributes(network, "bipartite").items() if mode == 0
    ]
    if len(actors) > 1 and len(network) - len(actors) > 1:
        plain_degree = nx.bipartite.degree_centrality(network, actors)
        plain_between = nx.bipartite.betweenness_centrality(network, actors)
        assert degree(network) == pytest.approx(plain_degree, rel=1e-9, abs=1e-9)
        assert betweenness(network) == pytest.approx(plain_between, rel=1e-9, abs=1e-9)
    for measure in MEASURES.values():
        low, high = measure.range
        found = [value for value in measure.function(network).values() if not isnan(value)]
        assert all(low - 1e-12 <= value <= high + 1e-12 for value in found)


@given(networks, st.permutations("abcdef"))
def test_names_change_no_value(network: nx.Graph[str], names: list[str]) -> None:
    new = dict(zip("abcdef", names, strict=True))
    other = nx.relabel_nodes(network, new)
    for measure in MEASURES.values():
        values = measure.function(network)
        renamed = {new.get(node, node): value for node, value in values.items()}
        assert measure.function(other) == pytest.approx(renamed, nan_ok=True)
        assert list(values) == sorted(values)


@given(networks)
def test_no_measure_changes_its_network(network: nx.Graph[str]) -> None:
    before = network.copy()
    for measure in MEASURES.values():
        measure.function(nx.freeze(network))
    assert nx.utils.graphs_equal(network, before)


# b ─ X ─ a ─ Y ─ c, d, e
#   raw: Y carries 12 pairs (cd, ce, de; each of c, d, e with a, X, b), a carries 8 (b, X with Y, c, d, e)
#   at most: a channel of 2 with 5 actors 14, an actor of 5 with 2 channels 9; so a is nearer to the top of its class
def test_two_modes_are_not_ranked_in_one_list() -> None:
    """Trap 9: in one list of raw values a channel leads that has less of what it could have."""
    network = two_mode("a-X b-X a-Y c-Y d-Y e-Y")
    raw = nx.betweenness_centrality(network, normalized=False)
    assert (raw["Y"], raw["a"]) == (12, 8)
    assert (betweenness(network)["Y"], betweenness(network)["a"]) == (12 / 14, 8 / 9)


# ann ── X ── bob ── Y ── cem: of the persons bob stands between the only other pair
def test_a_projection_is_measured_as_a_network_of_one_mode() -> None:
    toy = Toy(as_of="2022-12-31")
    for person in ("ann", "bob", "cem"):
        toy.actor(person, state="AAA")
    toy.channel("x", "ann/AAA", "bob/AAA").channel("y", "bob/AAA", "cem/AAA")
    data = toy.spell("x", "open", "2022", "2022").spell("y", "open", "2022", "2022").data()
    persons = persons_by_channel(snapshot(data, "2022-06-01", least="possibly"))
    assert betweenness(persons) == {"ann": 0, "bob": 1, "cem": 0}
    assert degree(persons) == {"ann": 1 / 2, "bob": 1, "cem": 1 / 2}
    assert harmonic(persons) == {"ann": 3 / 4, "bob": 1, "cem": 3 / 4}
