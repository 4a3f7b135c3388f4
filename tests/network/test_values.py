"""The values of the nodes of a day: on what holds, with a range of what is sure and what is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.errors import UsageFault
from backchannel.network import measures, values
from backchannel.network.measures import MEASURES, Measure
from backchannel.network.snapshot import CLASS_OF
from backchannel.network.values import centrality

from worlds.make import Toy
from worlds.missions import missions

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx


# president ── summit (head-of-state) ── bob ── embassy ── ann;  ann ── backroom (possibly) ── eve
def court() -> Toy:
    toy = Toy(as_of="2022-12-31").actor("president", kind="office", state="AAA")
    for person, state in (("ann", "AAA"), ("bob", "AAB"), ("eve", "AAB")):
        toy.actor(person, state=state)
    toy.channel("summit", "president/AAA", "bob/AAB", type="head-of-state")
    toy.channel("embassy", "ann/AAA", "bob/AAB", type="mission").channel(
        "backroom", "ann/AAA", "eve/AAB"
    )
    toy.spell("summit", "open", "2022", "2022-12-31").spell("embassy", "open", "2021", "2022-12-31")
    toy.spell("summit", "open", "2021", "2022-12-31")
    return toy.spell("backroom", "open", "2022", "2022-12-31")


def test_value_is_on_what_holds_and_the_range_on_what_is_sure_and_possible() -> None:
    rows = {(row.id, row.measure): row for row in centrality(court().data(), "2022-06-01")}
    # Surely: 3 actors, 2 channels; bob sits on both. Possibly: 4 actors, 3 channels; bob still sits on two.
    bob = rows["bob", "degree"]
    assert (bob.kind, bob.value, bob.low, bob.high) == ("person", 1.0, 2 / 3, 1.0)
    ann = rows["ann", "degree"]
    assert (ann.value, ann.low, ann.high) == (1 / 2, 1 / 2, 2 / 3)
    # Whoever is only possibly there has no value, and 0 where it is not: eve on 1 of 3 channels,
    # the backroom with 2 of 4 actors.
    for gone, high in (("eve", 1 / 3), ("backroom", 1 / 2)):
        row = rows[gone, "degree"]
        assert (row.value, row.low, row.high) == (None, 0, high)


def test_rows_are_sorted_and_know_their_kind() -> None:
    rows = centrality(court().data(), on="2022-06-01")
    assert [(row.id, row.measure) for row in rows] == sorted((row.id, row.measure) for row in rows)
    assert {row.id: row.kind for row in rows} == {
        "ann": "person", "backroom": "channel", "bob": "person", "embassy": "channel", "eve": "person",
        "president": "office", "summit": "channel",
    }  # fmt: skip
    # And so their class, for two modes are not ranked in one list.
    assert {CLASS_OF[row.kind] for row in rows} == {"person", "organization", "channel"}
    assert rows.to_dicts()[0].keys() == {"id", "kind", "measure", "value", "low", "high"}
    assert centrality(Toy().data(), "2022-06-01") == []


def test_without_principals_the_rest_stands_for_itself() -> None:
    rows = {
        (row.id, row.measure): row
        for row in centrality(court().data(), "2022-06-01", principals=False)
    }
    assert {one for one, _ in rows} == {"ann", "backroom", "embassy", "eve", "summit"}
    assert rows["summit", "degree"].value == 0
    assert rows["embassy", "degree"].value == 1


@settings(max_examples=20, deadline=None)
@given(st.dates())
def test_any_day_has_an_answer(day: date) -> None:
    rows = centrality(court().data(), day)
    for row in rows:
        assert (row.low is None) == (row.high is None)
        if row.value is not None and row.low is not None and row.high is not None:
            assert row.low <= row.value <= row.high


# AAA ── AAB ── AAC and DDD alone: n = 4, so at most 3 neighbours, 3 pairs of others, 3 at one step
def test_sides_are_measured_by_hand() -> None:
    rows = centrality(missions().data(), "2022-06-01", by="side")
    assert {row.kind for row in rows} == {"side"}
    by_hand = {
        "betweenness": {"AAA": 0, "AAB": 1 / 3, "AAC": 0, "DDD": 0},
        "degree": {"AAA": 1 / 3, "AAB": 2 / 3, "AAC": 1 / 3, "DDD": 0},
        "harmonic": {"AAA": (1 + 1 / 2) / 3, "AAB": 2 / 3, "AAC": (1 + 1 / 2) / 3, "DDD": 0},
    }
    for name, solved in by_hand.items():
        found = {row.id: row.value for row in rows if row.measure == name}
        assert found == pytest.approx(solved)
    assert all(row.low == row.value == row.high for row in rows)
    with pytest.raises(UsageFault, match="no principals to leave out"):
        centrality(missions().data(), "2022-06-01", by="side", principals=False)
    with pytest.raises(
        UsageFault, match="unknown kind of node `state`; allowed: actor, office, person, side"
    ):
        centrality(missions().data(), "2022-06-01", by="state")  # type: ignore[arg-type]


def test_a_new_measure_is_one_function_and_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def ones(network: nx.Graph[str]) -> dict[str, float]:
        return dict.fromkeys(sorted(network), 1.0)

    more = {**MEASURES, "ones": Measure(ones, "Ones", "one", (0, 1), "nobody")}
    monkeypatch.setattr(values, "MEASURES", more)
    monkeypatch.setattr(measures, "MEASURES", more)
    rows = centrality(court().data(), "2022-06-01", measures=["ones"])
    assert {row.value for row in rows} == {1.0, None}
