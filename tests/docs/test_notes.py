"""The coding notes against the data: every doubt is numbered, and names rows that are there and carry it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc

from worlds.articles import articles

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

NOTES = Path(__file__).parents[2] / "docs" / "coding-notes.md"
NUMBERED = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
PREFIXED = re.compile(r"`((?:a|c|d|dep|k|p|s|t)-[a-z0-9-]+)`")
WITHOUT_A_RECORD = 19
"""A joke is no record; its row says so."""


@pytest.fixture(scope="module")
def data() -> Dataset:
    return articles()


def numbered() -> dict[int, str]:
    """Return, by number, how each ambiguity is kept."""
    found = NUMBERED.findall(NOTES.read_text(encoding="utf-8"))
    assert len(found) == len({number for number, _, _ in found}), "a number stands twice"
    return {int(number): kept for number, _, kept in found}


def carriers(data: Dataset, kept: str) -> list[str]:
    """Return the ids of records that a row names."""
    return [one for one in re.findall(r"`([a-z0-9-]+)`", kept) if data.records.get(one) is not None]


def test_all_forty_one_ambiguities_are_there() -> None:
    assert sorted(numbered()) == list(range(1, 42))


def test_each_ambiguity_names_a_record_that_carries_it(data: Dataset) -> None:
    silent = [number for number, kept in numbered().items() if not carriers(data, kept)]
    assert silent == []
    assert numbered()[WITHOUT_A_RECORD].startswith("no record")
    assert [one for one in data.contacts if "joke" in one] == []


def test_whatever_looks_like_a_record_is_one() -> None:
    """Rows that other pages gave are named beside those of the five articles."""
    records = bc.read().records
    named = set(PREFIXED.findall(NOTES.read_text(encoding="utf-8")))
    assert len(named) > 100
    assert sorted(one for one in named if records.get(one) is None) == []


def test_what_is_said_to_be_contested_is_and_in_the_cell_named(data: Dataset) -> None:
    rivals = {
        9: ("t-wendy-sherman-office-us-deputy-secretary-of-state", "office"),
        14: ("k-nuland-ryabkov-2021", "outcome"),
        23: ("d-icc-warrant", "count_least"),
        38: ("k-geneva-dinner-2022", "outcome"),
    }
    for number, (record, field) in rivals.items():
        assert record in carriers(data, numbered()[number])
        values = {
            one.value
            for one in data.claims_on[record]
            if one.field == field and one.stance == "supports"
        }
        assert len(values) > 1, record


@pytest.mark.parametrize(
    ("number", "record"), [(26, "s-internal-mfa-kremlin-2023-08"), (26, "s-internal-mfa-kremlin-2010s"),
                           (37, "k-churkin-qatar-2012")],
)  # fmt: skip
def test_what_is_said_to_be_denied_is_backed_and_denied_by_two_voices(
    data: Dataset, number: int, record: str
) -> None:
    assert record in carriers(data, numbered()[number])
    stances = {(one.stance, data.voice(one)) for one in data.claims_on[record]}
    assert {stance for stance, _ in stances} == {"supports", "denies"}
    assert len({voice for _, voice in stances}) > 1


def test_what_has_no_day_of_its_own_has_a_vague_date(data: Dataset) -> None:
    vague = {
        3: "d-us-dcm-2022", 11: "k-written-replies-2022", 24: "d-zelensky-ban",
        31: "k-riyadh-2025", 36: "k-rice-lavrov-2008", 32: "k-lavrov-told-2022",
    }  # fmt: skip
    for number, record_id in vague.items():
        assert record_id in carriers(data, numbered()[number])
        record = data.records.get(record_id)
        assert not re.fullmatch(
            r"\d{4}-\d\d-\d\d", getattr(record, "date", "") or getattr(record, "start", "")
        ), record_id
