"""
Traps of the library that a network of channels walks into, each by its number in the design.

The others stand where their rooms are tested: 1 to 3 in `losses/test_cuts.py`, 7 in
`export/test_export.py`, 8 in `dates/test_period.py`, 10 in `verdicts/test_windows.py`, 11 in
`store/test_question_files.py`, `…_questions.py` and `…_questions_toy.py`, 12 in `package/test_reading.py`.
"""

from __future__ import annotations

import math

import networkx as nx
import pytest

from backchannel.network.measures import MEASURES
from backchannel.network.projections import persons_by_channel
from backchannel.network.series import series
from backchannel.network.snapshot import snapshot

from worlds.make import Toy


def two_lines_apart() -> Toy:
    """Return ann - line - bob and cem - other - dan, which nobody joins, and a second line of ann and bob."""
    toy = Toy()
    for actor, side in (("ann", "AAA"), ("bob", "AAB"), ("cem", "AAA"), ("dan", "AAB")):
        toy.actor(actor, state=side)
    for channel, pair in (("line", "ann bob"), ("second", "ann bob"), ("other", "cem dan")):
        left, right = pair.split()
        toy.channel(channel, f"{left}/AAA", f"{right}/AAB").spell(
            channel, "open", "2020-01-01", "2020-12-31"
        )
    return toy


@pytest.mark.parametrize(
    "measure",
    [nx.eigenvector_centrality, nx.katz_centrality, nx.communicability, nx.core_number],
)
def test_trap_4_measures_refuse_parallel_edges_and_a_snapshot_has_none(measure: object) -> None:
    parallel: nx.MultiGraph[str] = nx.MultiGraph([("ann", "bob"), ("ann", "bob")])
    assert callable(measure)
    with pytest.raises(nx.NetworkXNotImplemented):
        measure(parallel)
    network = snapshot(two_lines_apart().data(), "2020-06-01")
    # Two lines of one pair are two nodes here, and one edge of two channels in the projection.
    assert not network.is_multigraph()
    assert persons_by_channel(network).edges["ann", "bob"]["channels"] == 2


def test_trap_5_a_network_that_falls_apart_is_measured_and_not_refused() -> None:
    network = snapshot(two_lines_apart().data(), "2020-06-01")
    with pytest.raises(nx.NetworkXError):
        nx.current_flow_betweenness_centrality(network)
    with pytest.raises(nx.AmbiguousSolution):
        nx.eigenvector_centrality_numpy(network)
    with pytest.warns(RuntimeWarning, match="invalid value"):
        shares = nx.communicability_betweenness_centrality(nx.Graph(network))
    assert any(map(math.isnan, shares.values()))
    for name, measure in MEASURES.items():
        values = measure.function(network)
        assert set(values) == set(network), name
    # Each component by itself: ann and bob share what wanders between the two lines.
    walks = MEASURES["random_walk_betweenness"].function(network)
    assert walks["ann"] == walks["bob"] > walks["cem"] == 0
    assert math.isnan(MEASURES["eigenvector"].function(network)["cem"])


def test_trap_6_strength_is_no_distance() -> None:
    # Ann and Bob meet on three lines, each meets Cem on one: the nearer by strength is the
    # farther if it is read as a distance.
    toy = Toy().actor("ann", state="AAA").actor("bob", state="AAB").actor("cem", state="AAB")
    pairs = ["ann bob", "ann bob", "ann bob", "ann cem", "cem bob"]
    for number, pair in enumerate(pairs):
        left, right = pair.split()
        toy.channel(f"c{number}", f"{left}/AAA", f"{right}/AAB")
        toy.spell(f"c{number}", "open", "2020-01-01", "2020-12-31")
    persons = persons_by_channel(snapshot(toy.data(), "2020-06-01"))
    assert all("weight" not in attributes for *_, attributes in persons.edges(data=True))
    as_distance = nx.betweenness_centrality(persons, weight="strength")
    nearness = nx.betweenness_centrality(persons, weight="distance")
    assert as_distance["cem"] == 1
    assert nearness["cem"] == 0


def test_trap_9_actors_and_channels_are_divided_each_by_the_most_of_its_mode() -> None:
    # A star: ann sits on five channels, each of which has one more actor. Plain betweenness ranks
    # the channels in one list with persons; a channel that all paths to one actor pass is no rival.
    toy = Toy().actor("ann", state="AAA")
    for number in range(5):
        toy.actor(f"b{number}", state="AAB").channel(f"c{number}", "ann/AAA", f"b{number}/AAB")
        toy.spell(f"c{number}", "open", "2020-01-01", "2020-12-31")
    found = series(toy.data(), ["betweenness"], within="2020-06-01", every="day")
    value = {row["id"]: row["value"] for row in found.rows()}
    network = snapshot(toy.data(), "2020-06-01")
    plain = nx.bipartite.betweenness_centrality(network, [n for n in network if n[0] != "c"])
    assert value == pytest.approx(plain)
    one_list = nx.betweenness_centrality(network)
    assert value["ann"] == 1 > one_list["ann"]
    assert value["c0"] != pytest.approx(one_list["c0"])
    assert {row["kind"] for row in found.rows() if row["id"][0] == "c"} == {"channel"}
