"""How messages are worded: what is offered for a name that nothing has, and how problems are counted."""

from __future__ import annotations

import pytest

from backchannel.errors import Problem, summary
from backchannel.messages import near, visible

SIDES = ["RUS", "Russia", "SRB", "Serbia", "UKR", "Ukraine", "USA", "United States", "Türkiye"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("UK", []),  # a code is never guessed from another
        ("USB", []),
        ("America", []),
        ("Rusia", ["Russia"]),
        ("ukrain", ["Ukraine"]),
        ("states", ["United States"]),
        ("Turkiye", ["Türkiye"]),
        ("", []),
    ],
)
def test_a_name_is_offered_only_where_it_was_probably_meant(typed: str, offered: list[str]) -> None:
    assert near(typed, SIDES) == offered


def test_a_slip_in_a_short_word_is_found_too() -> None:
    assert near("opn", ["open", "closed"]) == ["open"]
    assert near("lef", ["left", "right"]) == ["left"]


def problem(table: str) -> Problem:
    return Problem(table, 1, "id", "is wrong")


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (["spells"], "1 problem in 1 of 11 tables."),
        (["spells", "claims", "claims"], "3 problems in 2 of 11 tables."),
        (["datapackage.json"], "1 problem in datapackage.json."),
        (
            ["claims", "notes.csv", "datapackage.json"],
            "3 problems in 1 of 11 tables and in datapackage.json and in notes.csv.",
        ),
        (
            ["claims", "a.csv", "b.csv", "c.csv"],
            "4 problems in 1 of 11 tables and in 3 other files.",
        ),
    ],
)
def test_problems_are_counted_by_table_and_other_files_apart(tables: list[str], said: str) -> None:
    assert summary([problem(table) for table in tables], tables=11) == said


def test_half_a_character_is_shown_since_no_stream_takes_it() -> None:
    assert visible("a\ud800b").encode() == b"a\\ud800b"


OFFICES = {
    "Foreign Minister of Arland": "ar-minister",
    "Minister of Defence of Arland": "ar-defence",
    "Arland Foreign Ministry": "ar-ministry",
    "Ministry of Foreign Affairs of Boria": "bo-ministry",
    "Boria's embassy in Arland": "bo-embassy",
}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        # Forms of one word count as that word, and a rare word more than one that all names have.
        ("Minister of Foreign Affairs of Arland", "ar-minister"),
        ("Defence Minister, Arland", "ar-defence"),
        ("Embassy of Boria", "bo-embassy"),
        ("Borian Ministry of Foreign Affairs", "bo-ministry"),
    ],
)
def test_a_name_of_several_words_is_offered_by_the_words_it_shares(
    typed: str, offered: str
) -> None:
    assert OFFICES[near(typed, OFFICES)[0]] == offered


def test_words_that_all_names_share_offer_none_of_them() -> None:
    assert near("the harbour master of Ceria", OFFICES) == []
