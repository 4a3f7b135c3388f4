"""How sure a network is: what is sure is presumed, what is presumed is possible, and measures range."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.facts.presumption import Break, Presumption
from backchannel.network import measures, values
from backchannel.network.measures import MEASURES, Measure
from backchannel.network.snapshot import snapshot, union
from backchannel.network.values import centrality
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.lots import by_lot
from worlds.make import Toy
from worlds.ministers import edges

if TYPE_CHECKING:
    import networkx as nx

    from backchannel.facts.dataset import Dataset


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000), st.dates(date(2019, 6, 1), date(2023, 6, 1)), st.sampled_from([0, 400])
)
def test_what_is_sure_is_presumed_and_what_is_presumed_is_possible(
    seed: int, day: date, days: int
) -> None:
    data = bc.presuming(by_lot(seed), days)
    sure, presumed, may = (snapshot(data, on=day, least=least) for least in CERTAINTIES)
    assert set(sure) <= set(presumed) <= set(may) <= set(union(data))
    assert edges(sure) <= edges(presumed) <= edges(may) <= edges(union(data))
    if not days:
        assert (set(sure), edges(sure)) == (set(presumed), edges(presumed))


# A call on 31 March 2021; 60 days are presumed of a channel and 30 of a tenure.
#
#   line      31 March surely, 1 April to 30 May presumably
#   ann       minister from 2020, seen so on 31 March; presumably to 30 April, and nobody knows later
#   minister  and bob are parties without dates: surely so on any day
def call_of_march() -> Dataset:
    toy = Toy(start="2020-01-01", as_of="2022-12-31").actor("ann", state="AAA")
    toy.actor("minister", kind="office", state="AAA").actor("bob", state="AAB")
    toy.channel("line", "minister/AAA", "bob/AAB").contact("line", "2021-03-31")
    toy.tenure("ann", "minister", "2020-01-01", "..")
    toy.rows["claims"][-1]["as_of"] = "2021-03-31"
    presumption = Presumption({"default": 60, "tenure": 30})
    return toy.data().with_tables(presumption=presumption)


WITH_ANN = {("ann", "line"), ("bob", "line"), ("minister", "line")}
WITHOUT = WITH_ANN - {("ann", "line")}


@pytest.mark.parametrize(
    ("day", "sure", "presumed", "may"),
    [
        ("2021-03-30", set(), set(), set()),
        ("2021-03-31", WITH_ANN, WITH_ANN, WITH_ANN),
        ("2021-04-01", set(), WITH_ANN, WITH_ANN),
        ("2021-04-30", set(), WITH_ANN, WITH_ANN),
        ("2021-05-01", set(), WITHOUT, WITHOUT),
        ("2021-05-30", set(), WITHOUT, WITHOUT),
        ("2021-05-31", set(), set(), set()),
    ],
)
def test_a_channel_and_a_tenure_are_carried_by_hand(
    day: str, sure: set[tuple[str, str]], presumed: set[tuple[str, str]], may: set[tuple[str, str]]
) -> None:
    data = call_of_march()
    found = [edges(snapshot(data, on=day, least=least)) for least in CERTAINTIES]
    assert found == [sure, presumed, may]
    strict = bc.strict(data)
    assert edges(snapshot(strict, on=day)) == sure


def test_a_carried_channel_and_seat_say_so() -> None:
    network = snapshot(call_of_march(), on="2021-04-15")
    assert network.nodes["line"]["verdict"] == "open"
    assert network.nodes["line"]["certainty"] == "presumably"
    said = {actor: network.edges[actor, "line"]["certainty"] for actor in ("ann", "bob")}
    assert said == {"ann": "presumably", "bob": "surely"}
    assert (network.graph["least"], network.graph["view"]) == ("presumably", "")
    assert snapshot(bc.strict(call_of_march()), on="2021-04-15").graph["view"] == (
        "strict: nothing presumed"
    )


def test_a_break_ends_a_channel_and_no_tenure() -> None:
    data = call_of_march()
    stop = Presumption(data.presumption.days, (Break(date(2021, 4, 10), "war"),))
    broken = data.with_tables(presumption=stop)
    assert edges(snapshot(broken, on="2021-04-09")) == WITH_ANN
    assert not snapshot(broken, on="2021-04-10", least="possibly")


# surely       ann ─ x ─ bob                     1 channel,  2 actors
# presumably   ann ─ x ─ bob ─ y ─ cem           2 channels, 3 actors
# possibly     eve ─ z ─ ann ─ x ─ bob ─ y ─ cem 3 channels, 4 actors
def three_networks() -> Dataset:
    toy = Toy(start="2020-01-01", as_of="2022-12-31")
    for person in ("ann", "bob", "cem", "eve"):
        toy.actor(person, state="AAA")
    toy.channel("x", "ann/AAA", "bob/AAA").channel("y", "bob/AAA", "cem/AAA")
    toy.channel("z", "ann/AAA", "eve/AAA")
    toy.spell("x", "open", "2021-01-01", "2022-12-31").contact("y", "2022-05-25")
    toy.spell("z", "open", "[2022-01-01..2022-12-01]", "2022-12-31")
    return bc.presuming(toy.data(), 30)


def ranges(data: Dataset, measure: str) -> dict[str, tuple[float | None, ...]]:
    return {
        row.id: (row.value, row.low, row.high)
        for row in centrality(data, "2022-06-01", measures=[measure])
        if row.measure == measure
    }


def test_a_value_ranges_over_three_networks_and_who_is_missing_counts_nothing() -> None:
    # Degree: an actor's channels of all channels, a channel's actors of all actors.
    #            surely  presumably  possibly
    # ann         1/1       1/2        2/3
    # bob         1/1       2/2        2/3
    # cem          -        1/2        1/3
    # eve          -         -         1/3
    # x           2/2       2/3        2/4
    # y            -        2/3        2/4
    # z            -         -         2/4
    assert ranges(three_networks(), "degree") == {
        "ann": (1 / 2, 1 / 2, 1),
        "bob": (1, 2 / 3, 1),
        "cem": (1 / 2, 0, 1 / 2),
        "eve": (None, 0, 1 / 3),
        "x": (2 / 3, 1 / 2, 1),
        "y": (2 / 3, 0, 2 / 3),
        "z": (None, 0, 1 / 2),
    }


def test_nodes_and_ties_are_counted_by_how_sure_they_are() -> None:
    graphs = values.day_graphs(three_networks(), "2022-06-01")
    assert graphs.numbers(channels=True) == {"surely": 1, "presumably": 1, "possibly": 1}
    assert graphs.numbers(channels=False) == {"surely": 2, "presumably": 1, "possibly": 1}
    assert [graphs.certainty(node) for node in ("bob", "cem", "z")] == list(CERTAINTIES)
    assert set(graphs.may) == {"ann", "bob", "cem", "eve", "x", "y", "z"}
    assert [graphs.certainty("bob", channel) for channel in "xy"] == ["surely", "presumably"]


def test_nearness_of_who_is_only_possibly_there_by_hand() -> None:
    # eve: z, ann, x, bob, y, cem at 1 to 6; at most 3 channels at 1 and 3 actors at 2.
    high = sum(1 / steps for steps in range(1, 7)) / (3 + 3 / 2)
    assert ranges(three_networks(), "harmonic")["eve"] == pytest.approx((None, 0, high))


def test_a_measure_that_means_nothing_of_the_absent_has_no_range(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ones(network: nx.Graph[str]) -> dict[str, float]:
        return dict.fromkeys(network, 1.0)

    more = {**MEASURES, "ones": Measure(ones, "Ones", "one", (0, 1), "nobody", absent=None)}
    monkeypatch.setattr(values, "MEASURES", more)
    monkeypatch.setattr(measures, "MEASURES", more)
    found = ranges(three_networks(), "ones")
    assert (found["ann"], found["cem"], found["eve"]) == (
        (1, 1, 1),
        (1, None, None),
        (None, None, None),
    )
