"""Who is joined to whom by shared channels, and how strongly: toys solved by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from backchannel.network.projections import (
    holders_for_offices,
    offices_for_holders,
    organizations_by_channel,
    persons_by_channel,
    sides_by_channel,
)
from backchannel.network.snapshot import snapshot, without_actors
from backchannel.network.values import Nodes, centrality

from worlds.make import Toy
from worlds.missions import missions

DAY = "2022-06-01"


# forum: ann, bob, cem, eve (n = 4) adds 1/3 a pair; line: ann, bob adds 1
#   ann-bob = 4/3, the other five pairs = 1/3
def forum() -> nx.Graph[str]:
    toy = Toy(as_of="2022-12-31").actor("west", kind="group").actor("un", kind="intergovernmental")
    for person, state in (("ann", "AAA"), ("bob", "AAB"), ("cem", "AAC"), ("eve", "AAA")):
        toy.actor(person, state=state)
    toy.channel(
        "forum", "ann/AAA", "bob/AAB", "cem/AAC", "eve/AAA", "un/un", "west/", type="multilateral"
    )
    toy.channel("line", "ann/AAA", "bob/AAB", "state-aaa/AAA")
    for channel in ("forum", "line"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31")
    return snapshot(toy.data(), on=DAY)


def strengths(network: nx.Graph[str]) -> dict[str, float]:
    return {
        "-".join(sorted((a, b))): round(rest["strength"], 6)
        for a, b, rest in network.edges(data=True)
    }


def test_a_forum_of_n_counts_one_over_n_minus_one_a_pair() -> None:
    third = round(1 / 3, 6)
    assert strengths(persons_by_channel(forum())) == {
        "ann-bob": round(4 / 3, 6), "ann-cem": third, "ann-eve": third, "bob-cem": third, "bob-eve": third,
        "cem-eve": third,
    }  # fmt: skip
    assert strengths(organizations_by_channel(forum())) == {"un-west": 1}
    # The forum has the sides AAA, AAB, AAC and un: 1/3 a pair; the line adds 1 to AAA-AAB.
    assert strengths(sides_by_channel(forum()))["AAA-AAB"] == round(4 / 3, 6)
    assert strengths(sides_by_channel(forum()))["AAC-un"] == third


# aaa ══ bbb ── ccc    two missions, one mission, and a line inside ddd: states alone, so no snapshot has an edge
def test_a_world_of_missions_has_its_edges_between_sides() -> None:
    network = snapshot(missions().data(), on=DAY)
    assert not network.edges
    sides = sides_by_channel(network)
    assert [(node, rest["kind"]) for node, rest in sides.nodes(data=True)] == [
        (side, "side") for side in ("AAA", "AAB", "AAC", "DDD")
    ]
    assert {tuple(pair): rest["channels"] for *pair, rest in sides.edges(data=True)} == {
        ("AAA", "AAB"): 2,
        ("AAB", "AAC"): 1,
    }
    assert sides.graph == network.graph


def test_strength_is_not_distance() -> None:
    """Trap 6: read as a distance, the strongest tie would be the longest."""
    network = persons_by_channel(forum())
    assert all(
        set(rest) == {"channels", "strength", "distance"} for *_, rest in network.edges(data=True)
    )
    assert not any("weight" in rest for *_, rest in forum().edges(data=True))
    near = nx.single_source_dijkstra_path_length(network, "ann", weight="distance")
    assert near["bob"] == pytest.approx(3 / 4)
    assert near["bob"] < near["cem"] == pytest.approx(3)


# ann holds the office of the secretary and also sits on `club` herself; the minister's holder is not known
#   secretary, ann by office ── line ── minister        ann ── club ── bob
def court() -> nx.Graph[str]:
    toy = Toy(as_of="2022-12-31").actor("ann", state="AAA").actor("bob", state="AAB")
    toy.actor("secretary", kind="office", state="AAA").actor("minister", kind="office", state="AAB")
    toy.tenure("ann", "secretary", "2020", "2022-12-31")
    toy.channel("line", "secretary/AAA", "minister/AAB").channel("club", "ann/AAA", "bob/AAB")
    for channel in ("line", "club"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31")
    return snapshot(toy.data(), on=DAY)


def ties(network: nx.Graph[str]) -> set[str]:
    return {"-".join(sorted(tie)) for tie in network.edges}


def test_an_office_and_who_holds_it_can_be_one_node() -> None:
    own = {"ann-club", "bob-club"}
    assert ties(court()) == own | {"ann-line", "line-secretary", "line-minister"}
    assert ties(offices_for_holders(court())) == own | {"line-secretary", "line-minister"}
    # Nobody is known to be minister, so the office keeps the seat.
    persons = holders_for_offices(court())
    assert ties(persons) == own | {"ann-line", "line-minister"}
    assert "secretary" not in persons
    # Without a seat of her own ann is gone with her office's.
    line = court().subgraph({"ann", "secretary", "minister", "line"})
    assert set(offices_for_holders(line)) == {"line", "minister", "secretary"}


def test_nobody_counts_twice_where_the_nodes_are_offices_or_persons() -> None:
    def sat_on_line(by: Nodes) -> float | None:
        rows = centrality(toy_of_a_hotline().data(), DAY, measures=["degree"], by=by)
        assert {row.id for row in rows if row.kind == "channel"} == {"line"}
        return len([row for row in rows if row.kind != "channel"])

    assert [sat_on_line(by) for by in ("actor", "office", "person")] == [4, 2, 2]


def toy_of_a_hotline() -> Toy:
    toy = Toy(as_of="2022-12-31")
    for person, office, state in (("ann", "secretary", "AAA"), ("bob", "minister", "AAB")):
        toy.actor(person, state=state).actor(office, kind="office", state=state)
        toy.tenure(person, office, "2020", "2022-12-31")
    toy.channel("line", "secretary/AAA", "minister/AAB")
    return toy.spell("line", "open", "2022-01-01", "2022-12-31")


def test_projecting_leaves_the_network_alone() -> None:
    network = forum()
    before = nx.freeze(network.copy())
    for project in (
        persons_by_channel, organizations_by_channel, sides_by_channel, offices_for_holders,
        holders_for_offices,
    ):  # fmt: skip
        project(network)
    without_actors(network, ["ann"])
    assert nx.utils.graphs_equal(network, before)
