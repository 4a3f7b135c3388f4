"""
The bundled data against a reading of five articles made by hand, and against silent loss of rows.

Worked out by hand is what these five say; the reading is compared with them alone (`worlds.articles`).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.check.rules import check_package
from backchannel.dates.period import day_bounds, window
from backchannel.facts.model import RECORDS
from backchannel.package.reading import bundled
from backchannel.verdicts.course import course

from worlds.articles import DATED, FIVE, articles

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

HAND = Path(__file__).parent / "articles_by_hand.csv"


def by_hand() -> list[dict[str, str]]:
    with HAND.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def differences(data: Dataset, verdict: str, certainty: str) -> list[tuple[str, ...]]:
    """Return the rows in which the program differs from two columns of the reading."""
    lines = course(data)
    return [
        (row["channel"], row["when"], row["rule"], row[verdict], row[certainty], str(found))
        for row in by_hand()
        for found in [lines[row["channel"]].over(window(row["when"]), rule=row["rule"])]  # type: ignore[arg-type]
        if (found.word, found.certainty or "") != (row[verdict], row[certainty])
    ]


def test_the_program_differs_from_the_reading_by_hand_in_no_row() -> None:
    assert differences(articles(), "verdict", "certainty") == []


def test_without_presumption_it_differs_in_none_either() -> None:
    assert differences(bc.strict(articles()), "strict_verdict", "strict_certainty") == []


def test_the_reading_presumes_only_where_nothing_is_sure() -> None:
    """What is sure either way is the same; of the days of a window presumption can only tell more."""
    rows = by_hand()
    for row in rows:
        if "surely" in (row["certainty"], row["strict_certainty"]):
            assert (row["verdict"], row["certainty"]) == (
                row["strict_verdict"],
                row["strict_certainty"],
            )
    assert all(row["strict_certainty"] != "presumably" for row in rows)
    presumed = {row["channel"] for row in rows if row["certainty"] == "presumably"}
    assert len(presumed) >= 10


def test_the_reading_covers_fifteen_channels_of_many_kinds_at_every_time() -> None:
    rows = by_hand()
    data = articles()
    channels = {row["channel"] for row in rows}
    assert len(channels) == 15
    assert len({data.channels[one].type for one in channels}) >= 10
    times = {
        (when, "any")
        for when in (
            "2010",
            "2015",
            "2019",
            "2021",
            "2022",
            "2022-02-01",
            "2022-03-03",
            "2023-08",
            "2025-04",
        )
    }
    times |= {("2022", "all"), ("2022", "last-day")}
    assert all(
        {(row["when"], row["rule"]) for row in rows if row["channel"] == one} == times
        for one in channels
    )
    assert all(row["paragraph"] or row["verdict"] == "unknown" for row in rows)


def test_the_articles_are_a_part_of_what_is_known_and_say_some_of_it_less_exactly() -> None:
    data, whole = articles(), bc.read()
    assert {claim.source for claim in data.claims.values()} == FIVE
    assert data.channels.items() <= whole.channels.items()
    cells = [
        (text, getattr(whole.table(table)[key], column))
        for table, rows in DATED.items()
        for key, row in rows.items()
        for column, text in row.items()
    ]
    for said, known in cells:
        if said is None:
            assert known is not None
            continue
        rough, exact = day_bounds(said), day_bounds(known)
        assert rough.earliest <= exact.earliest <= exact.latest <= rough.latest
        assert rough != exact


def test_the_bundled_data_have_no_problem() -> None:
    assert check_package(bundled("data")).problems == []


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("sources", 5), ("actors", 300), ("tenures", 53), ("channels", 65), ("parties", 172), ("spells", 85),
        ("contacts", 118), ("attendances", 247), ("disruptions", 46), ("dependencies", 2), ("claims", 412),
    ],
)  # fmt: skip
def test_no_table_loses_rows_in_silence(table: str, least: int) -> None:
    assert len(bc.read().table(table)) >= least
    assert table in RECORDS


def test_every_claim_says_where_in_its_source() -> None:
    missing = [one.id for one in bc.read().claims.values() if not one.locator]
    assert missing == []


def test_nobody_is_in_an_office_and_nothing_open_without_a_source() -> None:
    data = bc.read()
    for table in ("tenures", "spells", "contacts", "disruptions", "dependencies"):
        bare = [one for one in data.table(table) if not data.claims_on.get(one)]
        assert bare == []
