"""
How much the record holds, from below: rows that are lost without a word make a test fail.

`python tests/record/test_breadth.py` writes `least.csv` anew, at nine tenths of what is there: do so when rows were
added, or when some were taken out on purpose, and read the difference before it is committed.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.dates.period import day_bounds
from backchannel.facts.model import RECORDS
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.facts.dataset import Dataset

LEAST = Path(__file__).with_name("least.csv")
COLUMNS = ("table", "type", "decade", "least")
OVERALL = {"channels": 150, "contacts": 900, "disruptions": 120, "tenures": 250, "sources": 800}
SLACK = 9, 10
"""Of so many tenths may one be lost before a test fails."""

Row = tuple[str, str, str]


def counts(data: Dataset) -> Counter[Row]:
    """
    Count rows by table, type and decade.

    Every table as a whole; channels by type; contacts and spells by the type of their channel and the decade in which
    they begin; disruptions by kind; sources by decade.
    """
    found: Counter[Row] = Counter({(table, "", ""): len(data.table(table)) for table in RECORDS})
    for channel, line in course(data).items():
        kind = data.channels[channel].type
        found["channels", kind, ""] += 1
        for account in line.accounts:
            if not account.is_contact:
                found["spells", kind, decade(account.start_latest.year)] += 1
    for contact in data.contacts.values():
        if contact.channel:
            year = day_bounds(contact.date).earliest.year
            found["contacts", data.channels[contact.channel].type, decade(year)] += 1
    for act in data.disruptions.values():
        found["disruptions", act.kind, ""] += 1
    for source in data.sources.values():
        found["sources", "", decade(day_bounds(source.published).latest.year)] += 1
    return found


def decade(year: int) -> str:
    """Return a decade as the record begins in 1991: what is before is one."""
    return f"{year // 10 * 10}s" if year >= 1990 else "before"


def least(numbers: Mapping[Row, int]) -> dict[Row, int]:
    """Return nine tenths of each number, rounded down, but at least one of whatever is there."""
    part, whole = SLACK
    return {row: max(1, number * part // whole) for row, number in numbers.items() if number}


def stored() -> dict[Row, int]:
    with LEAST.open(encoding="utf-8", newline="") as file:
        return {
            (row["table"], row["type"], row["decade"]): int(row["least"])
            for row in csv.DictReader(file)
        }


def write(numbers: Mapping[Row, int]) -> None:
    with LEAST.open("w", encoding="utf-8", newline="") as file:
        rows: Iterable[tuple[object, ...]] = (
            (*row, number) for row, number in sorted(numbers.items())
        )
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


def test_the_record_is_as_broad_as_it_was_meant_to_be(data: Dataset) -> None:
    assert {
        table: number for table, number in OVERALL.items() if len(data.table(table)) < number
    } == {}


def test_nothing_was_lost_by_type_and_decade(data: Dataset) -> None:
    there = counts(data)
    assert {
        row: (there[row], number) for row, number in stored().items() if there[row] < number
    } == {}


def test_the_least_numbers_are_near_enough_to_what_is_there_to_notice_a_loss(data: Dataset) -> None:
    """Whoever adds many rows, or a new type or decade, writes the least numbers anew."""
    there, bounds = counts(data), stored()
    assert sorted(row for row, number in there.items() if number >= 5 and row not in bounds) == []
    assert {
        row: number for row, number in there.items() if number >= 20 and bounds[row] < number // 2
    } == {}


def test_every_type_that_is_not_of_one_side_alone_has_accounts_in_more_than_one_decade(
    data: Dataset,
) -> None:
    decades: dict[str, set[str]] = {}
    for table, kind, when in counts(data):
        if table in ("contacts", "spells") and when:
            decades.setdefault(kind, set()).add(when)
    single = {kind for kind, found in decades.items() if len(found) < 2}
    assert single <= {"allied", "internal", "public"}
    assert set(decades) == {channel.type for channel in data.channels.values()}


def test_least_is_nine_tenths_and_never_nothing() -> None:
    assert least({("spells", "", ""): 20, ("contacts", "", ""): 19, ("tenures", "", ""): 1}) == {
        ("spells", "", ""): 18,
        ("contacts", "", ""): 17,
        ("tenures", "", ""): 1,
    }
    assert [decade(year) for year in (1963, 1990, 1999, 2025)] == [
        "before",
        "1990s",
        "1990s",
        "2020s",
    ]


if __name__ == "__main__":
    write(least(counts(bc.read())))
