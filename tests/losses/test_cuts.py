"""Cuts and silence: by brute force on small networks drawn by lot, and the traps of NetworkX by name."""

from __future__ import annotations

import random
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from backchannel.losses import cuts, paths
from backchannel.losses.carriers import LineNetwork
from backchannel.losses.cuts import lost_alone, number_of_lines, smallest_cuts
from backchannel.losses.paths import disjoint_ways
from backchannel.losses.silence import fewest_losses, smallest_hitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDS = ("A", "B")


def network(*edges: tuple[str, str]) -> LineNetwork:
    """Build a network; nodes `x (1)` and `x (2)` are two ends of one thing `x`."""
    joined: dict[str, set[str]] = {"A": set(), "B": set()}
    for node, other in edges:
        joined.setdefault(node, set()).add(other)
        joined.setdefault(other, set()).add(node)
    things = {node: node.split(" ")[0] for node in joined if node not in ENDS}
    return LineNetwork(ENDS, (), joined, things)


def by_lot(seed: int, *, split: bool) -> LineNetwork:
    lot = random.Random(seed)
    inner = [f"n{number}" for number in range(lot.randint(2, 8))]
    if split:
        inner += [f"s{number} ({end})" for number in range(2) for end in (1, 2)]
    pairs = [*combinations(inner, 2), *((end, node) for end in ENDS for node in inner)]
    return network(*(pair for pair in pairs if lot.random() < 0.35))


def alike_by_lot(seed: int) -> LineNetwork:
    """Channels that go-betweens carry, several of each kind, some with a go-between of their own."""
    lot = random.Random(seed)
    edges = [pair for hub in "xyz" for pair in [("A", hub), (hub, "B")] if lot.random() < 0.4]
    for kind in range(lot.randint(1, 3)):
        places = lot.sample(["A", "B", "x", "y", "z"], lot.randint(2, 3))
        carrier = lot.choice(["x", "y", "z", None])
        for copy in range(lot.randint(1, 3)):
            name = f"c{kind}{copy}"
            for place in places:
                port = f"{name} ({place})"
                edges += [(place, port), (port, carrier or f"own{name}")]
    return network(*(edge for edge in edges if edge[0] != edge[1]))


def subsets(things: Iterable[str]) -> Iterator[tuple[str, ...]]:
    things = list(things)
    return chain.from_iterable(combinations(things, size) for size in range(len(things) + 1))


def apart(found: LineNetwork, nodes: Iterable[str]) -> bool:
    graph = found.as_graph()
    graph.remove_nodes_from(list(nodes))
    return not nx.has_path(graph, *ENDS)


# --- the traps of the library -------------------------------------------------------------------------


def test_trap_1_parallel_channels_count_as_nodes_not_as_edges() -> None:
    parallel: nx.MultiGraph[str] = nx.MultiGraph([("A", "B"), ("A", "B"), ("A", "c"), ("c", "B")])
    assert nx.edge_connectivity(parallel, "A", "B") == 2  # what the library makes of three
    found = network(("A", "x"), ("x", "B"), ("A", "y"), ("y", "B"), ("A", "c"), ("c", "B"))
    assert number_of_lines(found) == 3
    assert nx.node_connectivity(found.as_graph(), "A", "B") == 3


def test_trap_2_a_cut_is_verified_by_removal_on_the_undirected_graph() -> None:
    directed = nx.DiGraph([("A", "x"), ("x", "B"), ("B", "A")])
    assert nx.minimum_node_cut(directed, "A", "B") == set()  # invalid: x is still there
    found = network(("A", "x"), ("x", "B"))
    assert smallest_cuts(found) == [("x",)]
    assert apart(found, ["x"])


def test_trap_3_what_is_joined_directly_has_no_cut() -> None:
    assert nx.minimum_node_cut(nx.Graph([("A", "B"), ("A", "x"), ("x", "B")]), "A", "B") == set()
    assert disjoint_ways({"A": {"B"}, "B": {"A"}}, ENDS) is None
    # That nothing is needed is another answer: the ends are apart already.
    assert smallest_cuts(network(("A", "x"))) == [()]
    assert disjoint_ways({"A": set(), "B": set()}, ENDS) == []


# --- by brute force -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("split", [False, True])
def test_the_smallest_cuts_are_those_of_brute_force(seed: int, *, split: bool) -> None:
    found = by_lot(seed, split=split)
    parted = [cut for cut in subsets(found.things) if apart(found, found.nodes_of(cut))]
    size = min(map(len, parted))
    assert smallest_cuts(found, most=10_000) == sorted(cut for cut in parted if len(cut) == size)
    assert number_of_lines(found) == size
    if not split:
        assert size == nx.node_connectivity(found.as_graph(), *ENDS)
    alone = [thing for thing in found.things if number_of_lines(found.without([thing])) < size]
    assert lost_alone(found) == alone


@pytest.mark.parametrize("seed", range(120))
def test_things_alike_are_counted_as_by_brute_force(seed: int) -> None:
    found = alike_by_lot(seed)
    size = next(len(cut) for cut in subsets(found.things) if apart(found, found.nodes_of(cut)))
    assert number_of_lines(found) == size
    smallest = smallest_cuts(found)
    assert smallest
    assert all(len(cut) == size and apart(found, found.nodes_of(cut)) for cut in smallest)


def test_three_channels_of_one_go_between_cost_more_than_the_go_between() -> None:
    channels = [(f"c{number} (A)", f"c{number} (B)") for number in range(3)]
    found = network(
        *(
            edge
            for near, far in channels
            for edge in [("A", near), (near, "ann"), ("ann", far), (far, "B")]
        ),
        *[("A", "y (1)"), ("y (1)", "p"), ("p", "B"), ("A", "y (2)"), ("y (2)", "q"), ("q", "B")],
        ("ann", "p"),
    )
    # With `y` gone one loss is left, and the three channels, which are met first, are too many.
    assert number_of_lines(found) == 2
    assert smallest_cuts(found) == [("ann", "y")]


def test_a_way_with_any_room_is_seen_though_another_way_has_a_part_of_it() -> None:
    found = network(("A", "c"), ("c", "f"), ("A", "g"), ("g", "f"), ("f", "B"))
    room = {"f": paths.ANY, "g": paths.ANY}
    assert paths.most_through(found.joined, ENDS, without=frozenset(), takes=room) is None
    assert paths.most_through(found.joined, ENDS, without={"g"}, takes=room) == 1


def test_many_ways_of_one_length_are_found_in_one_walk_through_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    walks = 0
    really = paths._depths

    def counted(*args: Any) -> Any:
        nonlocal walks
        walks += 1
        return really(*args)

    monkeypatch.setattr(paths, "_depths", counted)
    edges = [
        pair
        for number in range(30)
        for pair in [("A", f"a{number}"), (f"a{number}", f"b{number}"), (f"b{number}", "B")]
    ]
    assert len(disjoint_ways(network(*edges).joined, ENDS) or ()) == 30
    assert walks == 2  # the second finds that no way is left


@pytest.mark.parametrize("apart", [True, False])
def test_many_things_take_no_longer_than_few(
    monkeypatch: pytest.MonkeyPatch, *, apart: bool
) -> None:
    """Twenty channels among three sides or more, each with a go-between of its own: alike, or no two of them."""
    asked = 0
    really = paths.most_through

    def counted(*args: Any, **more: Any) -> int | None:
        nonlocal asked
        asked += 1
        return really(*args, **more)

    monkeypatch.setattr(cuts, "most_through", counted)
    # Each has a third of its loss at each side, by which no more than seven would have to go.
    edges = [
        pair
        for number in range(20)
        for side in ("A", "x", "B", *([f"y{number}", f"y{number + 1}"] if apart else []))
        for pair in [(side, f"c{number} ({side})"), (f"c{number} ({side})", f"own{number}")]
    ]
    assert number_of_lines(network(*edges)) == 20
    assert asked < 100


@pytest.mark.parametrize("seed", range(60))
def test_the_ways_share_nothing_and_are_as_many_as_there_are_lines(seed: int) -> None:
    found = by_lot(seed, split=False)
    ways = disjoint_ways(found.joined, ENDS)
    assert ways is not None
    assert len(ways) == nx.node_connectivity(found.as_graph(), *ENDS)
    used = [node for way in ways for node in way]
    assert len(used) == len(set(used))
    for way in ways:
        assert nx.is_path(found.as_graph(), ["A", *way, "B"])


@pytest.mark.parametrize("seed", range(60))
def test_the_losses_until_silence_are_as_few_as_by_brute_force(seed: int) -> None:
    lot = random.Random(seed)
    found = by_lot(seed, split=seed % 2 == 0)
    takes = {thing: found.nodes_of([thing]) for thing in found.things}
    for number in range(lot.randint(0, 3)):
        group = lot.sample(found.things, min(len(found.things), lot.randint(2, 4)))
        takes[f"group-{number}"] = found.nodes_of(group)
    sealed = {what: frozenset(nodes) for what, nodes in takes.items()}
    losses = fewest_losses(found, sealed)
    fewest = next(
        chosen
        for chosen in subsets(sealed)
        if apart(found, frozenset().union(*(sealed[what] for what in chosen)))
    )
    assert len(losses) == len(fewest)
    assert apart(found, frozenset().union(*(sealed[what] for what in losses)))


@pytest.mark.parametrize("seed", range(80))
def test_the_smallest_set_that_hits_all_is_that_of_brute_force(seed: int) -> None:
    lot = random.Random(seed)
    members = "abcdefghij"[: lot.randint(2, 10)]
    family = [
        frozenset(lot.sample(members, lot.randint(1, min(4, len(members)))))
        for _ in range(lot.randint(0, 12))
    ]
    found = smallest_hitting(family)
    assert all(one & set(found) for one in family)
    fewest = next(chosen for chosen in subsets(members) if all(one & set(chosen) for one in family))
    assert len(found) == len(fewest)


@pytest.mark.parametrize("seed", range(20))
def test_where_nothing_can_be_set_aside_the_smallest_set_is_still_found(seed: int) -> None:
    # Each member is in three sets, and no member or set makes another needless.
    family = [frozenset(map(str, pair)) for pair in nx.random_regular_graph(3, 10, seed=seed).edges]
    found = smallest_hitting(family)
    assert all(one & set(found) for one in family)
    fewest = next(
        chosen for chosen in subsets("0123456789") if all(one & set(chosen) for one in family)
    )
    assert len(found) == len(fewest)


def test_what_hits_most_is_not_always_among_the_fewest() -> None:
    # c hits four of six; then the third and the sixth still need a and b, which hit all.
    family = [frozenset(one) for one in ("acd", "ace", "af", "bcd", "bce", "bg")]
    assert smallest_hitting(family) == ("a", "b")


def test_an_empty_set_cannot_be_hit() -> None:
    with pytest.raises(ValueError, match="cannot be hit"):
        smallest_hitting([frozenset("a"), frozenset()])


def test_two_channels_in_one_building_fall_with_one_loss() -> None:
    found = network(*((end, channel) for end in ENDS for channel in "xyz"))
    takes = {**{channel: frozenset([channel]) for channel in "xyz"}, "house": frozenset("xy")}
    assert fewest_losses(found, takes) == ("house", "z")


def test_at_most_as_many_cuts_are_listed_as_asked_for() -> None:
    ladder = network(
        *(pair for n in "123" for pair in (("A", f"x{n}"), (f"x{n}", f"y{n}"), (f"y{n}", "B")))
    )
    assert len(smallest_cuts(ladder)) == 8
    assert len(smallest_cuts(ladder, most=3)) == 3
