"""One publisher is spelled in one way, in letters that a reader of English can read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import backchannel as bc

UNTOLD = re.compile(r"^the |\.(com|net|org|ru)$|[^a-zé0-9]")
"""What does not tell one publisher from another."""

SECOND_NAMES = {
    "Associated Press": "AP",
    "Civil Georgia": "Civil.ge",
    "CRS": "Congressional Research Service",
    "EIR News Service": "EIR",
    "EIRNS": "EIR",
    "G8 Information Centre": "G7 Information Centre",
    "ITAR-TASS": "TASS",
    "Jamestown Monitor": "Jamestown Foundation",
    "President of Russia": "Kremlin",
    "UN": "United Nations",
    "US Department of State": "US State Department",
    "USIA": "US Information Agency",
    "VOA": "Voice of America",
}
"""Names under which a publisher of the record is known too, and the one that it has here."""

KEEPERS = {
    "FAS",
    "GlobalSecurity.org",
    "Lexology",
    "National Security Archive",
    "Questia",
    "Scoop",
    "The American Presidency Project",
    "webarchive.library.unt.edu",
}
"""Archives: they keep what others said, and each page is a voice of its own."""


def test_no_publisher_is_spelled_in_two_ways() -> None:
    spelled = defaultdict(set)
    for source in bc.read().sources.values():
        spelled[UNTOLD.sub("", source.publisher.lower())].add(source.publisher)
    assert len(spelled) > 1000
    assert {one: names for one, names in spelled.items() if len(names) > 1} == {}


def test_publishers_are_named_in_latin_letters() -> None:
    # Up to U+024F letters are Latin; a title keeps the letters of its page.
    assert [
        source.id
        for source in bc.read().sources.values()
        if any(letter.isalpha() and letter > "\u024f" for letter in source.publisher)
    ] == []


def test_a_publisher_of_two_names_goes_by_one_of_them() -> None:
    names = [named(source.publisher) for source in bc.read().sources.values()]
    assert sorted(name for one in names for name in one & SECOND_NAMES.keys()) == []
    assert set(SECOND_NAMES.values()) <= set().union(*names)


def test_what_an_outlet_took_over_is_named_in_one_order() -> None:
    # "Outlet (Agency)", not "Agency, in Outlet" beside it.
    spelled = defaultdict(set)
    for source in bc.read().sources.values():
        spelled[named(source.publisher)].add(source.publisher)
    assert {one: names for one, names in spelled.items() if len(names) > 1} == {}


def test_every_source_is_one_of_a_claim() -> None:
    # A page that no row rests on any more would be counted all the same.
    data = bc.read()
    assert sorted(data.sources.keys() - {claim.source for claim in data.claims.values()}) == []


def test_a_publisher_is_one_voice() -> None:
    # Two sources without a group would count as two voices of the one publisher.
    alone = Counter(
        source.publisher for source in bc.read().sources.values() if not source.independence_group
    )
    assert {one for one, times in alone.items() if times > 1} <= KEEPERS


def test_what_a_house_has_published_is_all_in_its_group() -> None:
    # A group of one publisher's pages alone is that publisher: one more page of it is no second voice.
    sources = [one for one in bc.read().sources.values() if one.publisher not in KEEPERS]
    of_group = defaultdict(set)
    for one in sources:
        of_group[one.independence_group].add(one.publisher)
    houses = {min(names) for group, names in of_group.items() if group and len(names) == 1}
    assert len(houses) > 300
    assert [
        one.id for one in sources if not one.independence_group and one.publisher in houses
    ] == []


def named(publisher: str) -> frozenset[str]:
    """Return those whom a publisher's spelling names, in whatever order."""
    return frozenset(re.split(r", in |, at | copied by |, | \(", publisher.rstrip(")")))


def test_no_leaked_document_is_a_source() -> None:
    leaks = re.compile(r"wikileaks|cablegate|ddosecrets|distributed denial", re.IGNORECASE)
    sources = bc.read().sources.values()
    assert [one.id for one in sources if leaks.search(f"{one.publisher} {one.url}")] == []


def test_every_source_is_a_page_that_a_reader_can_open() -> None:
    sources = bc.read().sources.values()
    assert [one.id for one in sources if not one.url.startswith(("https://", "http://"))] == []
