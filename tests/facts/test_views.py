"""Views keep the claims that count, and nothing else changes."""

from __future__ import annotations

from datetime import date

import pytest

import backchannel as bc
from backchannel.dates.edtf import parse
from backchannel.errors import BadDate, UnknownName
from backchannel.facts.views import as_known_on, as_told_by, drawn, without

from worlds import nasty
from worlds.make import Toy


def two_sources() -> Toy:
    toy = (
        Toy(as_of="2022-12-31")
        .source("early", published="2022-03")
        .source("late", published="2022-09-01")
    )
    toy.actor("minister", state="AAA", sector="GOV").actor(
        "banker", state="AAA", sector="BUS"
    ).channel("line")
    toy.spell("line", "open", "2022-01-01", "2022-02-01", by=["early"], id="s1")
    return toy.spell("line", "closed", "2022-02-02", "2022-08-01", by=["late"], id="s2")


def test_known_on_sees_only_what_was_surely_published() -> None:
    data = two_sources().data()
    # `early` is of March 2022: on 30 March it may not have been out yet.
    assert [sorted(as_known_on(data, date(2022, 3, day)).spells) for day in (30, 31)] == [
        [],
        ["s1"],
    ]
    assert sorted(as_known_on(data, date(2022, 9, 1)).spells) == ["s1", "s2"]


def test_the_day_of_a_view_may_be_a_text() -> None:
    data = two_sources().data()
    assert as_known_on(data, "2022-06-01") == as_known_on(data, date(2022, 6, 1))
    with pytest.raises(BadDate, match="`2022-06` is not one day"):
        as_known_on(data, "2022-06")


def test_the_view_ends_on_that_day_or_where_the_data_end() -> None:
    data = two_sources().data()
    assert as_known_on(data, date(2022, 6, 1)).as_of == date(2022, 6, 1)
    assert as_known_on(data, date(2030, 1, 1)).as_of == data.as_of


def test_told_by_takes_claimants_and_sources_that_speak_themselves() -> None:
    toy = two_sources().spell(
        "line", "degraded", "2022-05-01", "2022-05-02", by=["minister"], id="s3"
    )
    data = toy.data()
    assert sorted(as_told_by(data, "state-aaa").spells) == ["s3"]
    assert sorted(as_told_by(data, "banker").spells) == []
    assert sorted(as_told_by(data, "late").spells) == ["s2"]
    with pytest.raises(UnknownName, match="unknown voice `ministre`; did you mean `Minister`"):
        as_told_by(data, "ministre")


def test_a_state_speaks_through_those_who_are_quoted_and_not_through_their_books() -> None:
    toy = two_sources().source("memoir", independence_group="minister")
    data = toy.spell("line", "degraded", "2022-05-01", "2022-05-02", by=["memoir"], id="s3").data()
    assert sorted(as_told_by(data, "minister").spells) == ["s3"]
    assert sorted(as_told_by(data, "state-aaa").spells) == []


def test_sources_of_a_group_are_one_voice() -> None:
    toy = two_sources().source("copy", published="2022-04-01", independence_group="early")
    toy.spell("line", "degraded", "2022-05-01", "2022-05-02", by=["copy"], id="s3")
    data = toy.data()
    assert sorted(as_told_by(data, "early").spells) == ["s1", "s3"]
    assert data.voices(["s1", "s3"]) == 1


def test_a_view_narrows_rival_dates_to_the_values_of_counted_claims() -> None:
    toy = two_sources().contact("line", "[2022-01-05,2022-01-10]", id="k1", by=[])
    toy.claim("k1", "early", field="date", value="2022-01-05").claim(
        "k1", "late", field="date", value="2022-01-10"
    )
    data = toy.data()
    assert as_told_by(data, "early").contacts["k1"].date == "2022-01-05"
    assert as_told_by(data, "late").contacts["k1"].date == "2022-01-10"
    assert as_known_on(data, date(2022, 12, 1)).contacts["k1"].date == "[2022-01-05,2022-01-10]"
    toy.source("third", published="2022-10-01").claim("k1", "third", field="date", value="2022-02")
    two_of_three = as_known_on(toy.data(), date(2022, 9, 1)).contacts["k1"].date
    assert parse(two_of_three)[:2] == (date(2022, 1, 5), date(2022, 1, 10))


def test_a_view_of_rival_ends_holds_those_that_count() -> None:
    toy = two_sources().source("third", published="2022-10-01")
    toy.disruption("d1", "law", "2022-01-01", end="[2022-05-31..]")
    for voice, value in (("early", ".."), ("late", "2022-05-31"), ("third", "2022-06-30")):
        toy.claim("d1", voice, field="end", value=value)
    toy.claim("d1", "early", field="start")
    seen = as_known_on(toy.data(), "2022-09-15").disruptions["d1"]
    assert (seen.start, parse(seen.end)[:2]) == ("2022-01-01", (date(2022, 5, 31), date.max))
    assert as_known_on(toy.data(), "2022-04-01").disruptions["d1"].end == ".."


def test_without_takes_along_what_hangs_on_a_record() -> None:
    toy = two_sources().contact("line", "2022-01-05", "minister/AAA", id="k1")
    rest = without(toy.data(), ["line"])
    assert not any(
        (rest.channels, rest.spells, rest.contacts, rest.attendances, rest.parties, rest.claims)
    )
    assert set(without(toy.data(), ["minister"]).attendances) == set()
    assert set(without(toy.data(), ["minister"]).contacts) == {"k1"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_draw_settles_dates_inside_their_bounds_and_is_repeatable(seed: int) -> None:
    data = nasty.made(seed, channels=30)
    one = drawn(data, seed=7)
    assert one == drawn(data, seed=7)
    assert one != drawn(data, seed=8)
    for spell in data.spells.values():
        if spell.start:
            before, after = parse(spell.start), parse(one.spells[spell.id].start)
            assert before.earliest <= after.earliest <= after.latest <= before.latest


def test_a_draw_keeps_a_change_of_status_in_order() -> None:
    toy = Toy().channel("line").spell("line", "open", "2020", "[2021-03-01..2021-03-30]", id="s1")
    toy.spell("line", "closed", "[2021-03-02..2021-03-31]", "2022-01-01", id="s2")
    for seed in range(50):
        spells = drawn(toy.data(), seed=seed).spells
        assert spells["s1"].end < spells["s2"].start


def test_views_compose() -> None:
    data = bc.read()
    day = date(2022, 7, 31)
    assert as_told_by(as_known_on(data, day), "state-russia") == as_known_on(
        as_told_by(data, "state-russia"), day
    )
