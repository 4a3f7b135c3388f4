"""Disruptions in words: by whom, to or towards whom, and what they took."""

from __future__ import annotations

from backchannel.verdicts.acts import act_in_full, act_in_words

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
        "measure by Aaa, Aab and 1 more",
        "law",
        "expulsion by Aaa",
        "annexation in Aab",
    ]
    assert [act_in_full(data, row) for row in rows] == [
        "Annexation of Crimea by Aaa",
        "Measure by Aaa, Aab and 1 more",
        "Law towards Aab",
        "Expulsion by Aaa, of Bob Able",
        "Annexation in Aab by Aaa",
    ]
    assert act_in_words(data, rows[0], dated=True) == "annexation of Crimea (2014)"
