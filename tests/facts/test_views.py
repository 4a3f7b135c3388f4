"""Views keep the claims that count, and nothing else changes."""

from __future__ import annotations

from datetime import date

import pytest

import backchannel as bc
from backchannel.dates.edtf import parse
from backchannel.dates.words import in_words
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.facts.model import REFERENCES
from backchannel.facts.views import as_known_on, as_told_by, without

from worlds.articles import FIVE
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


def test_a_state_speaks_through_its_bodies_and_those_who_are_quoted_and_not_through_books() -> None:
    toy = two_sources().source("memoir", independence_group="minister")
    toy.actor("ministry", kind="organization", state="AAA", sector="GOV")
    toy.actor("institute", kind="organization", state="AAA", sector="EDU")
    for house in ("ministry", "institute"):
        toy.source(f"site-of-{house}", independence_group=house)
    toy.spell("line", "degraded", "2022-05-01", "2022-05-02", by=["memoir"], id="s3")
    toy.spell("line", "degraded", "2022-06-01", "2022-06-02", by=["site-of-ministry"], id="s4")
    toy.spell("line", "degraded", "2022-07-01", "2022-07-02", by=["site-of-institute"], id="s5")
    data = toy.data()
    assert sorted(as_told_by(data, "minister").spells) == ["s3"]
    assert sorted(as_told_by(data, "institute").spells) == ["s5"]
    assert sorted(as_told_by(data, "state-aaa").spells) == ["s4"]


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
    assert two_of_three == "[2022-01-05,2022-01-10]"


def test_rival_values_are_told_as_days_and_spans_none_within_another() -> None:
    toy = two_sources().source("third", published="2022-10-01").source("last")
    toy.source("fourth", published="2022-10-02").claim(
        "k1", "fourth", field="date", value="2022-02-10"
    )
    toy.contact("line", "[2022-01-05,2022-02,2022-03]", id="k1", by=[])
    values = ("2022-01-05", "2022-01-05/2022-01-05", "2022-02", "2022-03")
    for voice, value in zip(("early", "late", "third", "last"), values, strict=True):
        toy.claim("k1", voice, field="date", value=value)
    data = toy.data()
    assert as_known_on(data, "2022-09-15").contacts["k1"].date == "[2022-01-05]"
    known = as_known_on(data, "2022-11-01").contacts["k1"].date
    assert known == "[2022-01-05,2022-02-01..2022-02-28]"
    assert in_words(known) == "5 January 2022 or between 1 and 28 February 2022"


def test_a_spell_does_not_stand_by_a_claim_on_one_of_its_columns() -> None:
    toy = two_sources().claim("s1", "late", field="end", value="2022-02-01")
    toy.contact("line", "2022-03-01", id="k1", by=["early"])
    toy.claim("k1", "late", field="date", value="2022-03-01")
    told = as_told_by(toy.data(), "late")
    # A contact is known by its date; a spell is one account, told as a whole or not at all.
    assert (sorted(told.spells), sorted(told.contacts)) == (["s2"], ["k1"])


def test_the_order_of_two_views_is_nothing_to_rival_dates() -> None:
    """
    The minister speaks of a meeting in `early`, and dates it only in `late`; `early` dates it otherwise.

    By March the minister has given no date, so that nothing he says then narrows the one entered.
    """
    entered = "[2022-01-05,2022-01-10]"
    toy = two_sources().contact("line", entered, id="k1", by=[])
    toy.add("claims", id="c-said", record="k1", source="early", claimant="minister")
    toy.claim("k1", "early", field="date", value="2022-01-05")
    toy.add(
        "claims", id="c-dated", record="k1", source="late", claimant="minister", field="date",
        value="2022-01-10",
    )  # fmt: skip
    data = toy.data()
    assert as_told_by(data, "minister").contacts["k1"].date == "2022-01-10"
    assert as_known_on(data, "2022-03-31").contacts["k1"].date == "2022-01-05"
    assert as_known_on(as_told_by(data, "minister"), "2022-03-31").contacts["k1"].date == entered
    assert as_told_by(as_known_on(data, "2022-03-31"), "minister").contacts["k1"].date == entered


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


def everything() -> Toy:
    """A package with a row of every table, and something hanging on each."""
    toy = two_sources().actor("ministry", kind="organization", state="AAA")
    toy.actor("office", kind="office", parent="ministry").actor("hall", kind="place")
    toy.tenure("minister", "office", "2020", "..")
    toy.disruption("d1", "law", "2022-02-01", by="ministry; state-aaa").disruption(
        "d2", "law", "2022-03-01", answers="d1"
    )
    toy.spell("line", "suspended", "2022-08-02", "..", cause="d1; d2", id="s3")
    toy.channel("part", "office/AAA", "banker/AAA/observer", parent="line", succeeds="line")
    toy.contact("line", "2022-01-05", "minister/AAA", place="hall", id="k1", by=["early"])
    toy.contact("", "2022-01-06", "banker/AAA", id="k2", by=["early", "late"])
    toy.add("dependencies", id="n1", channel="part", kind="law", on="d1").claims("n1", by=["late"])
    return toy.spell("part", "open", "2022", "2022", id="s4", by=["banker"])


def test_a_source_takes_its_claims_and_what_only_they_supported() -> None:
    rest = without(everything().data(), ["early"])
    assert "early" not in rest.sources
    assert {one.source for one in rest.claims.values()} == {"late", "paper"}
    assert sorted(rest.spells) == ["s2", "s3", "s4"]
    assert (sorted(rest.contacts), sorted(rest.attendances)) == (["k2"], ["a-k2-banker"])
    assert sorted(rest.channels) == ["line", "part"]
    assert bc.open_channels(rest, 2022, everything=True)
    assert rest == without(everything().data(), ["Early"])


def test_what_may_be_empty_is_emptied_and_what_may_not_goes_along() -> None:
    data = everything().data()
    no_place = without(data, ["hall"])
    assert (no_place.contacts["k1"].place, len(no_place)) == ("", len(data) - 1)
    no_act = without(data, ["d1"])
    assert (no_act.spells["s3"].cause, no_act.disruptions["d2"].answers) == (("d2",), "")
    assert not no_act.claims_on.get("d1")
    no_body = without(data, ["ministry"])
    assert (no_body.actors["office"].parent, no_body.disruptions["d1"].by) == ("", ("state-aaa",))
    assert "p-part-office" in no_body.parties
    no_line = without(data, ["line"])
    assert (no_line.channels["part"].parent, no_line.channels["part"].succeeds) == ("", "")
    assert (sorted(no_line.spells), sorted(no_line.contacts)) == (["s4"], ["k2"])
    no_banker = without(data, ["banker"])
    assert [claim.claimant for claim in no_banker.claims_on["s4"]] == [""]
    assert sorted(no_banker.parties) == ["p-line-state-aaa", "p-line-state-aab", "p-part-office"]
    assert not without(data, ["office"]).tenures


def test_a_claim_takes_what_loses_its_last_support() -> None:
    data = everything().data()
    on_k1, on_k2 = data.claims_on["k1"], data.claims_on["k2"]
    assert "k1" not in without(data, [on_k1[0].id]).contacts
    assert "k2" in without(data, [on_k2[0].id]).contacts
    assert "k2" not in without(data, [claim.id for claim in on_k2]).contacts


def test_a_rival_date_goes_with_its_source() -> None:
    toy = two_sources().contact("line", "[2022-01-05,2022-01-10]", id="k1", by=[])
    for voice, value in (("early", "2022-01-05"), ("late", "2022-01-10")):
        toy.claim("k1", voice, field="date", value=value)
    assert without(toy.data(), ["late"]).contacts["k1"].date == "2022-01-05"


def test_what_is_left_names_nothing_that_is_gone() -> None:
    data = bc.read()
    # Some five of each table, and the five articles, on which much hangs.
    tables = ("sources", "actors", "claims", "disruptions", "channels", "contacts")
    ids = [
        one for table in tables for one in list(data.table(table))[:: len(data.table(table)) // 4]
    ]
    for one in [*ids, *FIVE]:
        rest = without(data, [one])
        for table, columns in REFERENCES.items():
            for column, targets in columns.items():
                known = {record for target in targets for record in rest.table(target)}
                for row in rest.table(table).values():
                    value = getattr(row, column)
                    named = set(value if isinstance(value, tuple) else [value]) - {""}
                    assert named <= known, (one, row.id, column)


def test_what_nothing_is_called_is_refused_and_so_is_a_bare_text() -> None:
    data = two_sources().data()
    with pytest.raises(UnknownName, match="unknown record `eraly`; did you mean `"):
        without(data, ["line", "eraly"])
    for wrong in ("line", None, 3):
        with pytest.raises(UsageFault, match="is not a list of ids"):
            without(data, wrong)  # type: ignore[arg-type]
    assert without(data, []) == data


def test_one_voice_tells_a_view() -> None:
    data = Toy().actor("ann", state="AAA", name="Ann Able").data()
    told = as_told_by(data, "ann")
    assert as_told_by(told, "Ann Able") == told
    with pytest.raises(UsageFault, match="are as told by `Ann Able` already; begin with the whole"):
        as_told_by(told, "state-aab")


def test_views_compose() -> None:
    data = bc.read()
    day = date(2022, 7, 31)
    assert as_told_by(as_known_on(data, day), "state-russia") == as_known_on(
        as_told_by(data, "state-russia"), day
    )


def test_a_view_says_what_the_data_were_narrowed_to_whatever_the_order() -> None:
    data = Toy().actor("ann", state="AAA", name="Ann Able").data()
    assert data.view.in_words() == ""
    assert data.view.to_dict() == {"known_on": None, "according_to": None, "presume": None}
    day, voice = "2022-03-03", "Ann Able"
    for view in (
        bc.presuming(as_told_by(as_known_on(data, day), voice), 1),
        as_known_on(bc.presuming(as_told_by(data, voice), 1), day),
    ):
        assert view.view.in_words() == (
            "as known on 2022-03-03, as told by Ann Able, what was seen presumed to go on for 1 day"
        )
        assert view.view.to_dict() == {
            "known_on": "2022-03-03",
            "according_to": "ann",
            "presume": 1,
        }
    assert bc.strict(data).view.in_words() == "strict: nothing presumed"
    assert as_told_by(data, "paper").view.in_words() == "as told by paper"
