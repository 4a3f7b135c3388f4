"""Names find records and sides however they are typed, and nothing is guessed from another."""

from __future__ import annotations

import unicodedata

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.names import (
    pair,
    resolve,
    side,
    side_or_actor,
    sides_or_actors,
)
from backchannel.facts.scope import asked
from backchannel.facts.views import as_told_by
from backchannel.facts.voices import voice_label, voice_of
from backchannel.messages import folded
from backchannel.verdicts.answers import open_channels

from worlds.articles import articles
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


def test_a_name_means_its_bearer_and_no_article_about_him() -> None:
    toy = people().source("portrait", title="András Kovács").source("other", title="A Portrait")
    assert resolve(toy.data(), "András Kovács") == "andras-kovacs"
    assert resolve(toy.data(), "András Kovács", "sources") == "portrait"
    assert resolve(toy.data(), "a portrait") == "other"
    toy.source("another", title="A Portrait")
    with pytest.raises(UsageFault, match="names several: `another`, `other`"):
        resolve(toy.data(), "a portrait")


def test_the_man_everybody_asks_for_is_found_by_his_surname() -> None:
    assert resolve(bc.read(), "Lavrov", "actors") == "sergey-lavrov"


def test_a_record_is_offered_once() -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(people().data(), "Andras Kovacz", "actors")
    assert caught.value.near == ["András Kovács"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Minister of Foreign Affairs of Russia", "`office-foreign-minister-of-russia`"),
        ("Lavrow", "did you mean `Sergei Lavrov` (`sergey-lavrov`)?"),
        ("Russian embassy in Washington", "`ru-embassy-in-washington` (channel)"),
        ("US State Dept", "`us-state-department`"),
    ],
)
def test_whoever_types_a_name_otherwise_is_offered_the_id(text: str, offered: str) -> None:
    with pytest.raises(UsageFault) as caught:
        resolve(bc.read(), text)
    assert offered in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("tables", [(), ("actors",)])
def test_a_country_by_another_name_is_offered_its_state(tables: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName, match=r"did you mean `United States` \(`state-us`\)[?]$"):
        resolve(bc.read(), "Amerika", *tables)


def test_an_id_of_another_table_is_said_to_be_one() -> None:
    data = people().channel("talks").data()
    with pytest.raises(UnknownName, match="unknown actor `talks`; it is one of the channels"):
        side_or_actor(data, "talks")
    with pytest.raises(UnknownName, match="unknown channel `un`; it is one of the actors"):
        resolve(data, "un", "channels")


def test_what_begins_otherwise_is_not_offered() -> None:
    with pytest.raises(UnknownName, match="`nonsense`; ids are listed"):
        resolve(people().source("minus", title="Konsens minus eins").data(), "nonsense")


def test_an_article_is_offered_only_where_nothing_else_is_near() -> None:
    toy = people().source("minister", title="Eva Mullert").source("sea", title="The Open Sea")
    with pytest.raises(UnknownName) as caught:
        resolve(toy.data(), "Eva Mullerd")
    assert caught.value.near == ["Eva Müller"]
    with pytest.raises(UnknownName, match=r"did you mean `The Open Sea` \(`sea`\)"):
        resolve(toy.data(), "an open sea")


def test_a_name_that_several_have_is_offered_without_an_id() -> None:
    toy = people().actor("eva-a", name="Eva Ostrava").actor("eva-b", name="Eva Ostrava")
    with pytest.raises(UnknownName, match=r"did you mean `Eva Ostrava`[?]$"):
        resolve(toy.data(), "Eva Ostrawa")
    with pytest.raises(UsageFault, match="names several: `eva-a`, `eva-b`"):
        resolve(toy.data(), "Eva Ostrava")


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
    [("UK", "GBR"), ("Great Britain", "GBR"), ("America", "USA"), ("Amerika", "USA"), ("Türkiye", "TUR"), ("IR", "IRN"),
     ("Vatican", "VAT"), ("Украина", "UKR"), ("GDR", "DDR"), ("Czechoslovakia", "CSK")],
)  # fmt: skip
def test_a_country_that_the_data_lack_is_no_other_country(text: str, code: str) -> None:
    toy = people()
    for near_by in ("UKR", "SRB", "IRQ", "CZE") if code != "UKR" else ("SRB",):
        toy.actor(f"state-{near_by.lower()}", kind="state", state=near_by, name=near_by)
    said = f"unknown side `{text}`; `{code}` is a country, but no actor in these data is of it"
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
    assert asked(data, (text, "USA")).in_words(data) == "between the Soviet Union and Usa"


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


def newsroom() -> Toy:
    toy = people().source(
        "ap-1", publisher="Associated Press", title="Talks end", independence_group="ap-desk"
    )
    toy.source("ap-2", publisher="The Associated Press", independence_group="ap-desk")
    toy.source("blog", publisher="Ann Blogger (Substack)")
    toy.source("post-1", publisher="Post").source("post-2", publisher="Post")
    toy.actor("ap", kind="organization", name="Associated Press", aliases="AP")
    toy.channel("line").spell("line", "open", "2020-01-01", "2020-12-31", by=["ap-1", "blog"])
    return toy


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("AP", "ap-desk"),
        ("associated press", "ap-desk"),
        ("ap", "ap-desk"),
        ("ap-1", "ap-desk"),
        ("Talks end", "ap-desk"),
        ("Ann Blogger", "blog"),
        ("blog", "blog"),
        ("Kovács", "andras-kovacs"),
        ("post-2", "post-2"),
    ],
)
def test_a_voice_is_found_by_its_sources_and_who_publishes_them(text: str, voice: str) -> None:
    assert voice_of(newsroom().data(), text) == voice


def test_an_actor_to_which_claims_are_ascribed_is_a_voice_of_its_own() -> None:
    data = newsroom().claim("s000-line", "blog", claimant="ap").data()
    assert voice_of(data, "AP") == "ap"
    assert voice_of(data, "ap-desk") == "ap-desk"


def test_where_no_voice_or_several_fit_the_voices_are_named() -> None:
    data = newsroom().data()
    with pytest.raises(UsageFault, match="`the Post` names several voices: `post-1`, `post-2`;"):
        voice_of(data, "the Post")
    told = (
        r"unknown voice `Reuters`; the voices in these data are `ap-desk` \(Associated Press, The"
    )
    with pytest.raises(UnknownName, match=told):
        voice_of(data, "Reuters")
    with pytest.raises(UnknownName, match=r"`boris-bondarev` .* and \d+ more"):
        voice_of(articles(), "Zzyzx")


def test_of_many_who_copy_one_wire_the_one_with_most_sources_is_named() -> None:
    toy = Toy()
    for key, name in (("1", "Post (Wire)"), ("2", "Wire"), ("3", "Wire"), ("4", "Abc (Wire)")):
        toy.source(f"wire-{key}", publisher=name, independence_group="wire")
    toy.source("two-1", publisher="Left", independence_group="two")
    toy.source("two-2", publisher="Right", independence_group="two")
    data = toy.data()
    assert voice_label(data, "wire") == "Wire (with copies)"
    assert voice_label(data, "two") == "Left, Right"
    # Who published a source need not be known.
    nameless = (
        Toy().source("note", publisher="").source("copy", publisher="", independence_group="note")
    )
    assert voice_label(nameless.data(), "note") == "note"


def test_cyrillic_is_read_as_english_writes_it() -> None:
    data = people().actor("sergey-lavrov", name="Sergey Lavrov").data()
    assert resolve(data, "ЛАВРОВ", "actors") == "sergey-lavrov"
    assert resolve(data, "Сергей Лавров") == "sergey-lavrov"
    for text, said in (
        (
            "Сергей Лаврор",
            "are in Latin letters; it was read as `sergey lavror`: did you mean `Ser",
        ),
        ("Щукин", "it was read as `shchukin`: write it as English does, or give an id"),
        ("拉夫罗夫", "names in these data are in Latin letters; write it so, or give an id"),
    ):
        with pytest.raises(UnknownName, match=said):
            resolve(data, text, "actors")


def test_an_article_in_cyrillic_does_not_make_names_cyrillic() -> None:
    toy = people().actor("sergey-lavrov", name="Sergey Lavrov").source("news", title="Газета")
    with pytest.raises(UnknownName, match=r"`lavrov sergey`: did you mean `Sergey Lavrov`"):
        resolve(toy.data(), "Лавров Сергей")


def test_data_with_names_in_cyrillic_are_searched_in_cyrillic() -> None:
    data = people().actor("lavrov", name="Лавров").actor("other", name="Lavrov").data()
    assert resolve(data, "лавров") == "lavrov"
    with pytest.raises(UnknownName, match="ids are listed in the tables"):
        resolve(data, "Щукин")
