"""Strength: which contacts count for whom, and how sure."""

from __future__ import annotations

import math
from datetime import date

import networkx as nx
import pytest

from backchannel.errors import UsageFault
from backchannel.facts.scope import asked
from backchannel.network.measures import chosen
from backchannel.network.snapshot import snapshot
from backchannel.network.strength import strength, with_strength
from backchannel.network.values import centrality
from backchannel.plots.centrality import ranking_of

from worlds.make import Toy

DAY = "2022-12-01"


# minister (AAA, held by ann) ── line ── bob; both ends of the year before 2022-12-01 are 2021-12-02 and 2022-12-01
def line() -> Toy:
    toy = Toy(as_of="2023-12-31").actor("ann", state="AAA").actor("bob", state="AAB")
    toy.actor("minister", kind="office", state="AAA").actor("eve", state="AAB")
    toy.tenure("ann", "minister", "2020", "2023-12-31")
    toy.channel("line", "minister/AAA", "bob/AAB")
    return toy.spell("line", "open", "2020", "2023-12-31")


def strengths(toy: Toy, by: str = "actor") -> dict[str, tuple[float | None, ...]]:
    rows = centrality(toy.data(), DAY, measures=["strength"], by=by)  # type: ignore[arg-type]
    return {row.id: (row.value, row.low, row.high) for row in rows}


def test_contacts_of_the_year_count_for_those_who_attended_on_the_channel() -> None:
    toy = line()
    toy.contact("line", "2021-12-01", "ann/AAA", "bob/AAB")  # a day too early
    toy.contact("line", "2021-12-02", "ann/AAA", "bob/AAB")
    toy.contact("line", "2022-12-01", "ann/AAA", "bob/AAB", "eve/AAB")  # eve is not on the channel
    toy.contact("line", "2022-12-02", "ann/AAA", "bob/AAB")  # a day too late
    assert strengths(toy) == {
        "ann": (2, 2, 2), "bob": (2, 2, 2), "line": (4, 4, 4), "minister": (0, 0, 0)
    }  # fmt: skip
    # As one node the office has the contacts of its holder.
    assert strengths(toy, "office") == {"bob": (2, 2, 2), "line": (4, 4, 4), "minister": (2, 2, 2)}
    assert strengths(toy, "person") == {"ann": (2, 2, 2), "bob": (2, 2, 2), "line": (4, 4, 4)}


def test_what_is_no_contact_of_two_sides_does_not_count() -> None:
    toy = line()
    toy.contact("line", "2022-06-01", "ann/AAA", "bob/AAB", mode="statement")
    toy.contact("line", "2022-06-02", "ann/AAA", "bob/AAB", occurrence="cancelled")
    toy.contact("line", "2022-06-03", "ann/AAA", "bob/AAB", denied_by=("tass",))
    assert strengths(toy)["line"] == (0, 0, 0)


def test_who_is_only_likely_to_have_been_there_is_not_surely_there() -> None:
    toy = line().contact("line", "2022-05-01", "bob/AAB", id="k1")
    toy.add("attendances", id="a-k1-ann", contact="k1", actor="ann", side="AAA", certainty="likely")
    assert (strengths(toy)["ann"], strengths(toy)["bob"]) == ((1, 0, 1), (1, 1, 1))


def test_who_may_have_met_in_the_year_is_in_the_range() -> None:
    toy = line()
    toy.contact("line", "[2021-11-01..2022-02-01]", "ann/AAA", "bob/AAB")
    toy.contact("line", "2022-05", "ann/AAA", "bob/AAB")
    assert strengths(toy)["bob"] == (1, 1, 2)


def test_the_office_itself_can_be_told_to_have_attended() -> None:
    toy = line().contact("line", "2022-05-01", "minister/AAA", "bob/AAB")
    assert strengths(toy)["minister"] == (1, 1, 1)
    assert strengths(toy, "person")["ann"] == (1, 1, 1)


def test_ties_that_say_nothing_have_no_strength_and_isolates_have_none() -> None:
    network = nx.Graph([("ann", "x")])
    network.add_node("eve")
    values = strength(network)
    assert math.isnan(values["ann"])
    assert values["eve"] == 0
    assert strength(nx.Graph()) == {}


def test_a_copy_is_counted_on_and_the_name_is_never_weight() -> None:
    """Trap 6: NetworkX reads `weight` as a distance on paths and as a strength elsewhere."""
    data = line().contact("line", "2022-05-01", "ann/AAA", "bob/AAB").data()
    network = nx.freeze(snapshot(data, DAY))
    counted = with_strength(data, network)
    assert {rest["strength"] for *_, rest in counted.edges(data=True)} == {0, 1}
    assert not any({"weight", "strength"} & rest.keys() for *_, rest in network.edges(data=True))
    assert not any("weight" in rest for *_, rest in counted.edges(data=True))


# By side the strength of a tie is Newman's: the two sides of the line share one channel.
def test_sides_have_the_number_of_channels_they_share() -> None:
    rows = centrality(line().data(), DAY, measures=["strength"], by="side")
    assert {row.id: row.value for row in rows} == {"AAA": 1, "AAB": 1}


def test_a_series_leaves_out_what_needs_the_contacts_of_a_day() -> None:
    assert "strength" in chosen("all")
    assert "strength" not in chosen("all", of_contacts=False)
    with pytest.raises(UsageFault, match="`strength` counts the contacts of one day's year"):
        chosen(["strength"], of_contacts=False)


def test_a_picture_of_strength_counts_the_contacts_too() -> None:
    data = line().contact("line", "2022-05-01", "ann/AAA", "bob/AAB").data()
    scope = asked(data, "all")
    shown = ranking_of(data, on=date(2022, 12, 1), measure="strength", scope=scope)
    assert {row.id: row.value for _, _, row in shown.rows}["bob"] == 1
