"""Whose channels are meant: a pair's, the package's own pair's, or everybody's."""

from __future__ import annotations

import pytest

from backchannel.dates.period import span
from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.scope import (
    ALL,
    Scope,
    asked,
    in_prose,
    node_label,
    side_name,
    sides_in_words,
)
from backchannel.facts.views import of_type

from worlds.make import Toy

YEAR = span("2020", "2020")


# AAA ─ pair ─ AAB,  AAA ─ aside ─ AAC (no name but its code),  home: AAA alone
def three_sides() -> Toy:
    toy = Toy().actor("eve", state="AAA").actor("cid", state="AAC")
    return toy.channel("pair").channel("aside", "eve/AAA", "cid/AAC").channel("home", "eve/AAA")


def test_a_scope_is_a_pair_the_packages_own_pair_or_all() -> None:
    data = three_sides().actor("state-aac", kind="state", state="AAC", name="Aac").data()
    assert asked(data, None) == Scope(("AAA", "AAB"))
    assert asked(data, ("aaa", "Aac")) == Scope(("AAA", "AAC"))
    assert asked(data, ALL) == Scope(None)
    assert asked(data, Scope(("AAA", "AAB"))) == Scope(("AAA", "AAB"))
    with pytest.raises(UnknownName, match="unknown side `ZZZ`"):
        asked(data, ("AAA", "ZZZ"))
    with pytest.raises(UsageFault, match="is not a pair of sides"):
        asked(data, "RUS")


def test_a_package_without_a_pair_speaks_of_all_sides() -> None:
    data = three_sides().data().with_tables(between=None)
    assert asked(data, None) == Scope(None)
    assert asked(data, None).channels(data, within=YEAR) == ["aside", "home", "pair"]


def test_channels_and_words_of_a_scope() -> None:
    data = three_sides().data()
    pair, everybody = asked(data, None), asked(data, ALL)
    assert pair.channels(data, within=YEAR) == ["pair"]
    assert pair.in_words(data) == "between Aaa and Aab"
    assert pair.share_in_words(data, 1) == (
        "1 of the 3 channels in the data: the one between Aaa and Aab."
    )
    assert pair.share_in_words(data, 2) == (
        "2 of the 3 channels in the data: those between Aaa and Aab."
    )
    assert pair.share_in_words(data, 0) == (
        "None of the 3 channels in the data is between Aaa and Aab."
    )
    assert pair.share_in_words(data, 3) == (
        "All 3 channels in the data: they are between Aaa and Aab."
    )
    assert everybody.in_words(data) == "of all sides"
    assert everybody.share_in_words(data, 3) == "All 3 channels in the data, whatever their sides."


def test_of_one_type_the_scope_says_so_and_has_no_other_channel() -> None:
    toy = three_sides().actor("state-aac", kind="state", state="AAC", name="Aac")
    toy.channel("wire", type="hotline").spell("wire", "open", "2020", "2020")
    toy.spell("pair", "open", "2020", "2020").contact("wire", "2020-05-01", "eve/AAA")
    toy.contact("pair", "2020-05-01", "eve/AAA").contact("", "2020-05-02", "eve/AAA")
    data = of_type(
        toy.add("dependencies", id="d", channel="pair", kind="law", on="x").data(), "hotline"
    )
    tables = ("channels", "spells", "contacts", "attendances", "dependencies")
    assert [len(data.table(name)) for name in tables] == [1, 1, 1, 1, 0]
    pair, everybody = asked(data, None), asked(data, ALL)
    assert pair.channels(data, within=YEAR) == everybody.channels(data, within=YEAR) == ["wire"]
    assert pair.in_words(data) == "of type hotline between Aaa and Aab"
    assert everybody.in_words(data) == "of type hotline of all sides"
    assert pair.share_in_words(data, 1) == (
        "The 1 channel of type hotline in the data: it is between Aaa and Aab."
    )
    assert asked(data, ("AAA", "AAC")).share_in_words(data, 0) == (
        "None of the 1 channel of type hotline in the data is between Aaa and Aac."
    )
    none = of_type(data, "mission")
    assert pair.share_in_words(none, 0) == "The data hold no channel of type mission."
    with pytest.raises(UnknownName, match="unknown type"):
        of_type(data, "telegraph")


def test_a_side_is_called_by_its_name_or_its_code() -> None:
    data = three_sides().actor("nato", kind="intergovernmental", name="Nato").data()
    assert [side_name(data, side) for side in ("AAA", "nato", "AAC")] == ["Aaa", "Nato", "AAC"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Russia", "Russia"),
        ("China", "China"),
        ("South Africa", "South Africa"),
        ("Statesville", "Statesville"),
        ("Islamic State", "Islamic State"),
        ("United States", "the United States"),
        ("United Kingdom", "the United Kingdom"),
        ("United Arab Emirates", "the United Arab Emirates"),
        ("Soviet Union", "the Soviet Union"),
        ("Central African Republic", "the Central African Republic"),
        ("Philippines", "the Philippines"),
        ("The Gambia", "the Gambia"),
        ("UK", "the UK"),
        ("United Nations", "the United Nations"),
        ("Council of Europe", "the Council of Europe"),
        ("NATO", "NATO"),
    ],
)
def test_a_name_has_the_article_that_english_gives_it(name: str, told: str) -> None:
    assert in_prose(name) == told


def test_sides_in_a_sentence_have_an_article_and_codes_have_none() -> None:
    data = three_sides().actor("state-usa", kind="state", state="USA", name="United States").data()
    assert sides_in_words(data, ("AAA", "USA")) == "Aaa and the United States"
    assert asked(data, ("USA", "AAA")).in_words(data) == "between the United States and Aaa"
    assert sides_in_words(three_sides().actor("u", state="UAE").data(), ("AAC", "UAE")) == (
        "AAC and UAE"
    )


def test_a_side_that_is_a_node_is_called_as_its_state() -> None:
    data = three_sides().actor("state-usa", kind="state", state="USA", name="United States").data()
    assert node_label(data, "USA", kind="side") == "United States"
    assert node_label(data, "pair", kind="channel") == data.channels["pair"].name


def test_one_channel_and_none_are_told_in_the_singular() -> None:
    one, none = Toy().channel("pair").data(), Toy().data()
    pair, everybody = asked(one, None), asked(one, ALL)
    assert pair.share_in_words(one, 1) == "The 1 channel in the data: it is between Aaa and Aab."
    assert everybody.share_in_words(one, 1) == "The 1 channel in the data, whatever its sides."
    assert {scope.share_in_words(none, 0) for scope in (pair, everybody)} == {
        "The data hold no channel."
    }
