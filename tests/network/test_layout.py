"""Places of nodes: the same on every day, no two alike, fewer crossings than by chance."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.facts.views import without
from backchannel.facts.vocabulary import FAMILIES, FAMILY, ChannelType
from backchannel.network import layout
from backchannel.network.layout import crossings
from backchannel.network.snapshot import snapshot, union
from backchannel.verdicts.course import course

from worlds.articles import articles
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


# a1 ─ one ─ b1      three lines beside each other; ordered well, none crosses
# a2 ─ two ─ b2
# a3 ─ three ─ c3    AAC stands on the right, with AAB
def ladder() -> Toy:
    toy = Toy(as_of="2022-12-31")
    for actor, state in (
        ("a1", "AAA"),
        ("a2", "AAA"),
        ("a3", "AAA"),
        ("b1", "AAB"),
        ("b2", "AAB"),
        ("c3", "AAC"),
    ):
        toy.actor(actor, state=state)
    toy.channel("one", "a1/AAA", "b1/AAB").channel("two", "a2/AAA", "b2/AAB").channel(
        "three", "a3/AAA", "c3/AAC"
    )
    toy.spell("one", "open", "2022-01-01", "2022-06-30").spell(
        "two", "open", "2022-07-01", "2022-12-31"
    )
    return toy.spell("three", "open", "2022-01-01", "2022-12-31")


LEFT, MIDDLE, RIGHT = 0, 1, 2


def positions(data: Dataset, **how: Any) -> dict[str, tuple[int, float]]:
    """Return the place of each node: its column, and its height as a share of the column."""
    return {
        node: (x, 1 - (number + 0.5) / len(column))
        for x, column in enumerate(layout.node_columns(data, **how))
        for number, row in enumerate(column)
        for node in row
    }


def by_column(places: dict[str, tuple[int, float]]) -> list[list[str]]:
    return [
        sorted((n for n in places if places[n][0] == x), key=lambda n: -places[n][1])
        for x in (LEFT, MIDDLE, RIGHT)
    ]


def test_sides_and_channels_have_columns_and_nothing_crosses() -> None:
    data = ladder().data()
    found = by_column(positions(data))
    assert [sorted(column) for column in found] == [
        ["a1", "a2", "a3"],
        ["one", "three", "two"],
        ["b1", "b2", "c3"],
    ]
    assert crossings(union(data), found) == 0


def test_crossings_by_hand() -> None:
    network = nx.Graph([("a", "X"), ("b", "Y"), ("a", "Y")])
    assert crossings(network, [["a", "b"], ["X", "Y"], []]) == 0
    assert crossings(network, [["b", "a"], ["X", "Y"], []]) == 1
    assert crossings(network, [["a"], ["Y", "X"], ["b"]]) == 0
    full = nx.complete_bipartite_graph(3, 3)
    # K(3,3) in two columns: (3 choose 2) squared.
    assert crossings(nx.relabel_nodes(full, str), [["0", "1", "2"], ["3", "4", "5"], []]) == 9


def test_the_same_places_for_one_seed_and_on_every_day() -> None:
    data = ladder().data()
    places = positions(data)
    assert places == positions(data, seed=0)
    for day in ("2022-02-01", "2022-08-01", "2030-01-01"):
        assert set(snapshot(data, on=day, least="possibly")) <= set(places)
    assert positions(Toy().data()) == {}


# An embassy of one state, whose ambassadors came one after the other: ann, eve and kay. Nobody knows
# when kay left, so she may have sat beside lou. Joe came by a second office too.
def test_those_who_held_an_office_one_after_the_other_share_a_row() -> None:
    toy = Toy(as_of="2022-12-31")
    for person in ("ann", "eve", "joe", "kay", "lou"):
        toy.actor(person, state="AAA")
    toy.actor("ambassador", kind="office", state="AAA").actor("deputy", kind="office", state="AAA")
    toy.actor("bob", state="AAB").channel("embassy", "ambassador/AAA", "bob/AAB", type="mission")
    toy.channel("talks", "deputy/AAA", "bob/AAB")
    toy.tenure("ann", "ambassador", "2000", "2004").tenure("eve", "ambassador", "2005", "2009")
    toy.tenure("joe", "ambassador", "2010", "2011").tenure("joe", "deputy", "2001", "2002")
    toy.tenure("kay", "ambassador", "2012", "").tenure("lou", "ambassador", "2018", "2020")
    data = toy.data()
    left, middle, right = layout.node_columns(data)
    assert sorted(left) == [("ambassador",), ("ann", "eve", "kay"), ("deputy",), ("joe",), ("lou",)]
    assert (sorted(middle), right) == ([("embassy",), ("talks",)], (("bob",),))
    places = positions(data)
    assert places["ann"] == places["eve"] == places["kay"] != places["lou"]


def test_an_office_with_many_holders_needs_no_more_room_than_one_with_few() -> None:
    toy = Toy(start="1800-01-01", as_of="2022-12-31").actor("chief", kind="office", state="AAA")
    toy.channel("embassy", "chief/AAA", "state-aab/AAB", type="mission")
    for number in range(100):
        toy.actor(f"p{number}", state="AAA").tenure(
            f"p{number}", "chief", f"{1800 + 2 * number}-01-01", f"{1801 + 2 * number}-12-31"
        )
    assert [len(column) for column in layout.node_columns(toy.data())] == [2, 1, 0]


def test_places_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ladder().data()
    places = positions(data, between=("AAA", "AAB"))
    monkeypatch.setattr(layout, "union", lambda *_, **__: pytest.fail("built a second time"))
    assert positions(data, between=("AAA", "AAB")) == places


def test_the_first_side_of_the_pair_stands_left() -> None:
    data = ladder().data()
    assert positions(data, between=("AAB", "AAA"))["b1"][0] == LEFT
    assert set(positions(data, between=("AAB", "AAA"))) == {"a1", "a2", "b1", "b2", "one", "two"}


def test_families_are_blocks_and_cover_every_type() -> None:
    assert set(FAMILY) == set(ChannelType.__args__)  # type: ignore[attr-defined]
    toy = Toy(as_of="2022-12-31").actor("ann", state="AAA").actor("bob", state="AAB")
    for number, kind in enumerate(
        ["hotline", "mission", "track-2", "military", "mission", "head-of-state", "business"]
    ):
        toy.channel(f"line-{number}", "ann/AAA", "bob/AAB", type=kind)
    data = toy.data()
    _, middle, _ = by_column(positions(data))
    blocks = [FAMILIES.index(FAMILY[data.channels[one].type]) for one in middle]
    assert blocks == sorted(blocks)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 5))
def test_no_two_nodes_share_a_place(seed: int, start: int) -> None:
    lot = random.Random(seed)
    toy = Toy()
    actors = [f"person-{number}" for number in range(lot.randint(1, 12))]
    for actor in actors:
        toy.actor(actor, state=lot.choice(["AAA", "AAB", "AAC", ""]))
    for number in range(lot.randint(1, 10)):
        toy.channel(
            f"channel-{number}",
            *(f"{one}/AAA" for one in lot.sample(actors, lot.randint(1, len(actors)))),
        )
    data = toy.data()
    places = positions(data, seed=start)
    assert len(set(places.values())) == len(places) == len(union(data))
    assert all(0 < y < 1 for _, y in places.values())
    assert places == positions(data, seed=start)


def test_what_five_articles_tell_fits_on_a_page_and_rarely_crosses() -> None:
    told = articles()
    silent = [channel for channel, line in course(told).items() if not line.accounts]
    data = without(told, silent)
    places = positions(data)
    found = by_column(places)
    assert max(len(column) for column in found) <= len(data.channels)
    by_name = [sorted(column) for column in found]
    assert crossings(union(data), found) < crossings(union(data), by_name) / 2.5


def test_switching_ends_after_a_number_of_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    network = nx.Graph([("a", "y"), ("b", "x")])
    for node in network:
        network.nodes[node].update(kind="channel" if node in "xy" else "person", type="mission")
    monkeypatch.setattr(layout, "SWITCHES", 0)
    assert layout._switched(network, [["a", "b"], ["x", "y"], []]) == [["a", "b"], ["x", "y"], []]
    monkeypatch.setattr(layout, "SWITCHES", 1)
    assert crossings(network, layout._switched(network, [["a", "b"], ["x", "y"], []])) == 0
