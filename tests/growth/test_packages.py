"""The made packages that growth is measured on are packages like any other."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from backchannel.check.rules import check_package
from backchannel.check.sound import read
from backchannel.verdicts.answers import open_channels
from benchmarks import ratios, reading
from benchmarks.copies import copies
from benchmarks.million import with_claims
from benchmarks.worlds import EXTERNAL, WORLDS, make

TOY = Path(__file__).parents[2] / "examples" / "toy"
SMALL = {
    "chiefs": 5,
    "one-pair": 5,
    "missions": 60,
    "visits": 80,
    "visits-merged": 80,
}
"""A package of each kind but copies, which the next tests make, of so many missions or visits."""


def test_a_record_is_given_as_many_claims_as_asked_for() -> None:
    data = read(TOY)
    more = with_claims(data, 3 * len(data.claims) + 1)
    assert len(more.claims) == 3 * len(data.claims) + 1
    assert more.claims.items() > data.claims.items()
    assert {one.record for one in more.claims.values()} == {
        one.record for one in data.claims.values()
    }
    assert len(more.records) - len(data.records) == 2 * len(data.claims) + 1
    assert len(with_claims(data, 2).claims) == 2


def test_each_kind_of_package_is_tried() -> None:
    assert {*SMALL, "bundled"} == set(WORLDS)


@pytest.mark.parametrize("name", SMALL)
def test_a_made_package_passes_check(name: str, tmp_path: Path) -> None:
    if not os.environ.get(EXTERNAL):
        pytest.skip(f"{EXTERNAL} is not set: packages of other people's data are not made")
    make(name, SMALL[name]).write(tmp_path)
    found = check_package(tmp_path)
    assert found.problems == []
    assert found.dataset is not None
    assert found.dataset.channels


def test_one_copy_of_some_data_is_the_data(tmp_path: Path) -> None:
    copies(read(TOY), 1).write(tmp_path)
    assert read(tmp_path) == read(TOY)
    assert len(make("bundled", 1)) == len(read())


def test_each_copy_passes_check_and_gives_the_same_verdicts(tmp_path: Path) -> None:
    copies(read(TOY), 3).write(tmp_path)
    found = check_package(tmp_path)
    assert found.problems == []
    assert found.dataset is not None
    once = sorted((row.verdict, str(row.certainty)) for row in open_channels(read(TOY), "2022"))
    thrice = [(row.verdict, str(row.certainty)) for row in open_channels(found.dataset, "2022")]
    assert sorted(thrice) == sorted(once * 3)


def test_a_ratio_counts_only_with_an_equal_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copies(read(TOY), 1).write(tmp_path / "package")
    package, passed, kept = (str(tmp_path / name) for name in ("package", "passed", "kept"))

    def told(*words: str) -> dict[str, Any]:
        monkeypatch.setattr(sys, "argv", ["reading", package, *words])
        reading.main()
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    assert list(told()) == ["seconds"]
    for caches in ((passed, ""), (passed, kept)):
        found = told(*caches, "--between", "Arland", "Boria")
        assert (found["equal"], found["records"]) == (True, len(read(TOY)))
        assert found["ratio"] > 0


def test_a_process_counts_only_with_so_many_times_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ratios, "FEW", 1)
    twice = tmp_path / "twice"
    copies(read(TOY), 2).write(twice)
    for many, equal in ((2, True), (3, False)):
        found = ratios.asking("2022", TOY, twice, copies=many, log=tmp_path / "log")
        assert found[1] is equal
        assert found[0] > 0


def test_a_body_that_is_not_copied_has_one_voice() -> None:
    data = read(TOY)
    source = next(iter(data.sources.values()))
    said = source.model_copy(update={"independence_group": "arland"})
    made = copies(replace(data, sources=MappingProxyType({said.id: said})), 2)
    groups = [row["independence_group"] for row in made.rows["sources"].values()]
    assert groups == ["arland", "arland"]
