"""Centrality through the year: the table of the page and the file beside it are the series."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.report import write_report

from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.facts.dataset import Dataset


# ann AAA ── talks ── bob AAB   open all year
# ann ────── line ─── cem AAB   closed on 15 March
# dan AAA ── track ── bob       possibly open on any day of the year
#     pres AAA ── top ── prem AAB   heads of state, to whom `talks` belongs, too
def world() -> Dataset:
    toy = Toy(start="2019-01-01", as_of="2020-11-30")
    for name, side in (("ann", "AAA"), ("dan", "AAA"), ("pres", "AAA")):
        toy.actor(name, state=side)
    for name in ("bob", "cem", "prem"):
        toy.actor(name, state="AAB")
    toy.channel("talks", "ann/AAA", "bob/AAB", "pres/AAA")
    toy.channel("line", "ann/AAA", "cem/AAB")
    toy.channel("track", "dan/AAA", "bob/AAB")
    toy.channel("top", "pres/AAA", "prem/AAB", type="head-of-state")
    for name in ("talks", "top"):
        toy.spell(name, "open", "2019-06-01", "2020-11-30", end_kind="ended")
    toy.spell("line", "open", "2019-06-01", "2020-03-14", end_kind="changed")
    toy.spell("line", "closed", "2020-03-15", "2020-11-30")
    toy.spell("track", "open", "2019-06-01", "2020-11-30", end_kind="ended", denied_by=["bob"])
    return toy.data()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("central") / "2020"
    write_report(world(), 2020, folder=path)
    return path


def test_the_file_is_the_series_and_the_last_day(folder: Path) -> None:
    data, pair = world(), ("AAA", "AAB")
    expected = set()
    for principals in (True, False):
        found = bc.series(
            data, within="2020-01-01/2020-11-30", between=pair, principals=principals
        ).to_dicts()
        last = bc.centrality(data, "2020-11-30", between=pair, principals=principals).to_dicts()
        for row in (*found, *({"date": "2020-11-30", **row} for row in last)):
            expected.add((str(principals).lower(), *(row[name] for name in COLUMNS)))
    with (folder / "centrality-series.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = {
        (
            row["principals"],
            *(row[name] for name in COLUMNS[:4]),
            *(float(row[name]) if row[name] else None for name in COLUMNS[4:]),
        )
        for row in rows
    }
    assert told == expected
    assert len(rows) == len(told)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert {row["date"] for row in rows} >= {"2020-01-01", "2020-02-01", "2020-11-30"}


COLUMNS = ("date", "id", "kind", "measure", "value", "low", "high")


def test_the_page_has_the_foremost_of_each_quarter_with_their_ranges(folder: Path) -> None:
    page = (folder / "index.md").read_text(encoding="utf-8")
    (part,) = re.findall(r"### Centrality through 2020\n(.*?)\n## ", page, flags=re.DOTALL)
    lines = [
        [cell.strip() for cell in line.replace("\\", "").strip("|").split("|")]
        for line in part.splitlines()
        if line.startswith("| ") and "---" not in line
    ]
    days = ["1 January 2020", "1 April 2020", "1 July 2020", "1 October 2020", "30 November 2020"]
    assert lines[0] == ["Persons", *days]
    told = {line[0]: line[1:] for line in lines}
    data = world()
    for name in ("ann", "bob", "cem"):
        for day, said in zip(
            ("2020-01-01", "2020-04-01", "2020-07-01", "2020-10-01", "2020-11-30"),
            told[name.title()],
            strict=True,
        ):
            values = {
                row.id: row
                for row in bc.centrality(
                    data, day, measures=["harmonic"], principals=False, between=("AAA", "AAB")
                )
            }
            row = values.get(name)
            if row is None or row.value is None:
                assert said == "–"
                continue
            assert said.startswith(f"{row.value:.3f}")
            assert (f"[{row.low:.3f} to {row.high:.3f}]" in said) == (row.low != row.high)
    assert told["Cem"][1:] == ["–"] * 4
    assert "Pres" not in told
    assert "Dan" not in told, "who is only possibly there has no value to be ranked by"
    assert told["Ann"][0] > told["Cem"][0]
    assert [line[0] for line in lines[1:4]] == ["Ann", "Bob", "Cem"]
    assert "[centrality-series.csv](centrality-series.csv)" in part
    assert "(#centrality-through-2020)" in page
