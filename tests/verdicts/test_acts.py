"""Disruptions in words: by whom, to or towards whom, and what they took."""

from __future__ import annotations

import pytest

from backchannel.verdicts.acts import (
    act_in_full,
    act_in_words,
    act_with_effect,
    end_of_act,
    in_answer_to,
)

from worlds.make import Toy


def test_what_was_taken_is_named_by_its_place_and_all_else_by_who_did_it() -> None:
    toy = Toy().actor("crimea", kind="place", name="Crimea")
    toy.disruption("d-take", "annexation", "2014", by="state-aaa", target="state-aab; crimea")
    toy.disruption("d-odd", "other", "2014-03", by="state-aaa; state-aab; bob", target="state-aab")
    toy.disruption("d-law", "law", "2015", target="state-aab")
    toy.disruption("d-part", "annexation", "2022", by="state-aaa", target="state-aab")
    toy.disruption("d-out", "expulsion", "2016", by="state-aaa", target="bob")
    toy.actor("bob", name="Bob Able (of Beland)", state="AAB")
    data = toy.data()
    rows = [data.disruptions[one] for one in ("d-take", "d-odd", "d-law", "d-out", "d-part")]
    assert [act_in_words(data, row) for row in rows] == [
        "annexation of Crimea",
        "act by Aaa, Aab and 1 more",
        "law",
        "expulsion by Aaa",
        "annexation in Aab",
    ]
    assert [act_in_full(data, row) for row in rows] == [
        "Annexation of Crimea by Aaa",
        "Act by Aaa, Aab and 1 more",
        "Law against Aab",
        "Expulsion of Bob Able by Aaa",
        "Annexation in Aab by Aaa",
    ]
    assert act_in_words(data, rows[0], dated=True) == "annexation of Crimea (2014)"


def test_one_of_what_is_counted_in_the_plural_stands_after_it() -> None:
    toy = Toy().actor("bob", name="Bob")
    for key, number in (("d-1", "1"), ("d-2", "2")):
        many = {"count_least": number, "count_most": number, "count_of": "rounds called off"}
        toy.disruption(key, "cancellation", "2021", by="state-aaa", target="bob", **many)
    data = toy.data()
    assert [act_in_full(data, row) for row in data.disruptions.values()] == [
        "Cancellation by Aaa towards Bob (rounds called off: 1)",
        "Cancellation by Aaa towards Bob (2 rounds called off)",
    ]


def test_an_act_is_followed_by_what_it_answered_as_far_as_the_data_know() -> None:
    toy = Toy().disruption("d-first", "invasion", "2022-02-24", target="state-aab")
    toy.disruption("d-ban", "airspace-ban", "2022-03-02", by="state-aaa", answers="d-first")
    toy.disruption("d-back", "airspace-ban", "2022-03-03", by="state-aab", answers="d-ban")
    toy.disruption("d-odd", "law", "2022", answers="d-odd")
    struck = {"target": "bob", "count_least": "2", "count_of": "persons hurt"}
    toy.actor("bob", name="Bob").disruption("d-blow", "other", "2021", **struck)
    toy.disruption("d-law", "law", "2022", answers="d-blow")
    toy.disruption("d-raid", "other", "2021", by="state-aab", target="bob")
    toy.disruption("d-reply", "other", "2022", by="state-aaa", answers="d-raid")
    data = toy.data()
    asked = ("d-first", "d-ban", "d-back", "d-odd", "d-law", "d-reply")
    said = [in_answer_to(data, data.disruptions[one]) for one in asked]
    assert said == [
        "",
        ", in answer to the invasion of Aab",
        ", in answer to the airspace ban by Aaa, in answer to the invasion of Aab",
        "",
        ", in answer to what was done to Bob (2 persons hurt)",
        ", in answer to what Aab did to Bob",
    ]


def test_an_act_of_no_kind_of_its_own_is_named_by_what_it_suspended() -> None:
    toy = Toy().channel("talks", type="working-group", name="Talks (yearly)")
    toy.channel("part", type="head-of-state", parent="talks").channel("line")
    doers = {"by": "state-aaa; state-aab; bob", "target": "state-aab"}
    toy.actor("bob", name="Bob")
    toy.disruption("d-halt", "other", "2014-03-01", **doers)
    toy.disruption("d-limit", "other", "2014-03-01", by="state-aaa", target="state-aab")
    toy.disruption("d-shot", "other", "2014-03-01", count_least="2", count_of="persons hurt")
    for channel in ("part", "talks"):
        toy.spell(channel, "suspended", "2014-03-01", "2014-12-31", cause="d-halt")
    toy.spell("line", "degraded", "2014-03-01", "2014-12-31", cause="d-limit")
    data = toy.data()
    halt, limit, shot = (data.disruptions[one] for one in ("d-halt", "d-limit", "d-shot"))
    assert act_in_words(data, halt) == "suspension by Aaa, Aab and 1 more"
    assert act_with_effect(data, halt) == "suspension of Talks and 1 more channel"
    # What only limits a channel may be anything; the id says it in short.
    assert act_in_full(data, limit) == "Act by Aaa towards Aab"
    assert act_with_effect(data, limit) == "act (Limit)"
    assert act_with_effect(data, shot) == "act"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("d-desert-fox-1998", "act (Desert fox)"),
        # Who did it stands beside it, and whom it struck says how a name is written.
        ("d-us-ort-residence-2018-04", "act (Ort residence)"),
        ("d-17", "act"),
    ],
)
def test_an_act_of_no_kind_has_words_and_no_id(name: str, said: str) -> None:
    toy = Toy().actor("house", kind="organization", name="Embassy in Ort")
    toy.disruption(name, "other", "1998", by="state-aaa", target="house")
    data = toy.data()
    assert act_with_effect(data, data.disruptions[name]) == said


def test_people_and_bodies_are_struck_themselves_and_states_through_their_people() -> None:
    toy = Toy().actor("house", kind="organization", name="US embassy in Ort")
    toy.actor("two", kind="group", named="no", name="two spies held (2010)")
    toy.actor("child", kind="person", named="no", name="the daughter of Bob")
    toy.disruption("d-1", "closure", "2014", by="state-aaa", target="house")
    toy.disruption("d-2", "closure", "2014", by="state-aaa", target="state-aab")
    toy.disruption("d-3", "expulsion", "2014", by="state-aaa", target="house")
    held = {"count_least": "2", "count_of": "spies held"}
    toy.disruption("d-4", "detention", "2014", by="state-aaa", target="two", **held)
    toy.disruption("d-5", "other", "2014", by="child", target="state-aab")
    data = toy.data()
    assert [act_in_full(data, row) for row in data.disruptions.values()] == [
        "Closure of the US embassy in Ort by Aaa",
        "Closure by Aaa against Aab",
        "Expulsion by Aaa against the US embassy in Ort",
        # The description has what is counted, and numbers it.
        "Detention of two spies held by Aaa",
        "Act by the daughter of Bob towards Aab",
    ]


def test_only_of_what_lasts_is_it_said_that_no_end_is_recorded() -> None:
    toy = Toy().disruption("d-1", "sanctions", "2014").disruption("d-2", "expulsion", "2014")
    toy.disruption("d-3", "visa-ban", "2014", end="..")
    toy.disruption("d-4", "other", "2014", end="2015-02")
    ends = [end_of_act(row) for row in toy.data().disruptions.values()]
    assert ends == ["no end recorded", "", "still so when reported", "February 2015"]
