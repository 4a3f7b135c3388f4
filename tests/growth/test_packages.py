"""The made packages that growth is measured on are packages like any other."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.check.rules import check_package
from backchannel.check.sound import read
from backchannel.verdicts.answers import open_channels
from benchmarks import reading
from benchmarks.worlds import EXTERNAL, WORLDS, make

if TYPE_CHECKING:
    from pathlib import Path

SMALL = {
    "bundled": 2,
    "chiefs": 5,
    "one-pair": 5,
    "missions": 60,
    "visits": 80,
    "visits-merged": 80,
}


@pytest.mark.parametrize("name", WORLDS)
def test_a_made_package_passes_check(name: str, tmp_path: Path) -> None:
    if name != "bundled" and not os.environ.get(EXTERNAL):
        pytest.skip(f"{EXTERNAL} is not set: packages of other people's data are not made")
    make(name, SMALL[name]).write(tmp_path)
    found = check_package(tmp_path)
    assert found.problems == []
    assert found.dataset is not None
    assert found.dataset.channels


def test_one_copy_of_the_bundled_data_is_the_bundled_data(tmp_path: Path) -> None:
    make("bundled", 1).write(tmp_path)
    assert read(tmp_path) == read()


def test_each_copy_of_the_bundled_data_gives_the_same_verdicts(tmp_path: Path) -> None:
    make("bundled", 3).write(tmp_path)
    once = sorted((row.verdict, str(row.certainty)) for row in open_channels(read(), "2022"))
    thrice = [(row.verdict, str(row.certainty)) for row in open_channels(read(tmp_path), "2022")]
    assert sorted(thrice) == sorted(once * 3)


def test_a_ratio_counts_only_with_an_equal_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make("bundled", 1).write(tmp_path / "package")
    package, passed, kept = (str(tmp_path / name) for name in ("package", "passed", "kept"))

    def told(*words: str) -> dict[str, Any]:
        monkeypatch.setattr(sys, "argv", ["reading", package, *words])
        reading.main()
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    assert list(told()) == ["seconds"]
    for caches in ((passed, ""), (passed, kept)):
        found = told(*caches, "--between", "RUS", "USA")
        assert (found["equal"], found["records"]) == (True, len(read()))
        assert found["ratio"] > 0
