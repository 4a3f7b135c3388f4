"""Names find records and sides however they are typed, and nothing is guessed from another."""

from __future__ import annotations

import unicodedata

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.names import pair, resolve, side, side_or_actor, sides_or_actors
from backchannel.facts.scope import asked
from backchannel.facts.views import as_told_by, voice_of
from backchannel.messages import folded
from backchannel.verdicts.answers import open_channels

from worlds.make import Toy


def people() -> Toy:
    toy = Toy(between=("FRA", "DEU"))
    toy.actor("andras-kovacs", name="András Kovács", aliases="A. Kovács; Kovács András")
    toy.actor("jose-muller", name="José Müller").actor("eva-muller", name="Eva Müller")
    toy.actor("mullers-circle", kind="group", name="The circle of Müller")
    return toy.actor("un", kind="intergovernmental", name="United Nations")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("text", ["András Kovács", "ANDRÁS KOVÁCS", "  andrás   kovács "])
def test_a_name_is_found_however_its_accents_and_letters_are_stored(form: str, text: str) -> None:
    typed = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert resolve(people().data(), typed) == "andras-kovacs"
    stored = Toy().actor("andras", name=unicodedata.normalize("NFD", "András Kovács")).data()
    assert resolve(stored, typed, "actors") == "andras"


def test_ids_are_found_in_any_letter_case() -> None:
    assert resolve(people().data(), "Andras-Kovacs") == "andras-kovacs"
    assert folded("STRASSE") == folded("Straße")


def test_a_surname_that_one_person_has_is_that_person() -> None:
    data = people().data()
    assert resolve(data, "kovács", "actors") == "andras-kovacs"
    with pytest.raises(UsageFault, match="names several: `eva-muller`, `jose-muller`"):
        resolve(data, "Müller", "actors")
    # A first name is no surname, and a group has none.
    with pytest.raises(UnknownName, match="did you mean `Eva Müller`"):
        resolve(data, "Eva", "actors")


def test_the_man_everybody_asks_for_is_found_by_his_surname() -> None:
    assert resolve(bc.read(), "Lavrov", "actors") == "sergey-lavrov"


def test_a_record_is_offered_once() -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(people().data(), "Andras Kovacz", "actors")
    assert caught.value.near == ["András Kovács"]


@pytest.mark.parametrize("text", [3, None, ["FRA"], b"FRA"])
def test_what_is_no_text_is_refused_in_our_words(text: object) -> None:
    data = people().data()
    for find in (resolve, side, side_or_actor):
        with pytest.raises(UsageFault, match="is not a name"):
            find(data, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [("FRA", "FRA"), ("fr", "FRA"), ("Франция", "FRA"), ("220", "FRA"), ("Allemagne", "DEU"),
     ("Federal Republic of Germany", "DEU"), ("UN", "un"), ("state-deu", "DEU")],
)  # fmt: skip
def test_a_country_in_the_data_is_found_by_what_the_world_calls_it(text: str, code: str) -> None:
    assert side(people().data(), text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("UK", "GBR"), ("Great Britain", "GBR"), ("America", "USA"), ("Türkiye", "TUR"), ("IR", "IRN"),
     ("Vatican", "VAT"), ("Украина", "UKR"), ("GDR", "DDR"), ("Czechoslovakia", "CSK")],
)  # fmt: skip
def test_a_country_that_the_data_lack_is_no_other_country(text: str, code: str) -> None:
    toy = people()
    for near_by in ("UKR", "SRB", "IRQ", "CZE") if code != "UKR" else ("SRB",):
        toy.actor(f"state-{near_by.lower()}", kind="state", state=near_by, name=near_by)
    said = f"unknown side `{text}`; it is `{code}`, and no actor in these data is of that side"
    for find in (side, side_or_actor):
        with pytest.raises(UnknownName) as caught:
            find(toy.data(), text)
        assert str(caught.value) == said


def test_a_misspelt_country_is_offered_as_itself_and_not_as_a_neighbour() -> None:
    with pytest.raises(UnknownName, match="did you mean `Slovakia`"):
        side(Toy(between=("FRA", "SVN")).data(), "Slovakai")


def test_the_name_of_two_countries_is_asked_back() -> None:
    with pytest.raises(UsageFault, match="`Congo` names several countries: `COD` and `COG`"):
        side(people().data(), "Congo")
    # In data that know only one of them by that name, it is that one.
    toy = people().actor("state-cog", kind="state", state="COG", name="Congo")
    assert side(toy.data(), "Congo") == "COG"


@pytest.mark.parametrize("text", ["RUS", "SUN", "Russia", "USSR", "Soviet Union", "Россия", "ru"])
def test_data_that_know_only_the_soviet_union_can_be_asked_for_russia(text: str) -> None:
    toy = Toy(between=("SUN", "USA"), start="1960-01-01", as_of="1991-12-25").channel("line")
    toy.rows["actors"][0]["name"] = "Soviet Union"
    data = toy.spell("line", "open", "1970", "1980").data()
    assert side(data, text) == "RUS"
    assert [row.id for row in open_channels(data, "1975", between=(text, "USA"))] == ["line"]
    assert asked(data, (text, "USA")).in_words(data) == "between Soviet Union and Usa"


def test_a_pair_is_two_different_sides() -> None:
    data = people().data()
    assert pair(data, ("fra", "Germany")) == ("FRA", "DEU")
    assert sides_or_actors(data, ["France", "Kovács"]) == ("FRA", "andras-kovacs")
    for find in (pair, sides_or_actors):
        with pytest.raises(UsageFault, match="`FRA` and `France` are one side"):
            find(data, ("FRA", "France"))
        with pytest.raises(UsageFault, match="`FRA` is not a pair of side"):
            find(data, "FRA")
        with pytest.raises(UsageFault, match="`FRA, DEU, USA` is not a pair of side"):
            find(data, ("FRA", "DEU", "USA"))


def test_a_voice_is_found_by_name_too() -> None:
    data = bc.read()
    assert voice_of(data, "Sergey Lavrov") == "sergey-lavrov"
    assert as_told_by(data, "Sergey Lavrov") == as_told_by(data, "sergey-lavrov")
