"""What a package may leave out, and how it says that nobody knows: the pair of sides, dates of publication."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.check.rules import check_package, problems
from backchannel.cli import main
from backchannel.facts.views import as_known_on
from backchannel.package.reading import package_files, write_package
from backchannel.store import connect

from worlds import sound
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["backchannel", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


def test_a_package_of_a_whole_network_names_no_pair(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sound.sound().data().with_tables(between=None)
    assert "between" not in json.loads(package_files(data)["datapackage.json"])
    write_package(data, tmp_path / "whole")
    assert check_package(tmp_path / "whole").dataset == data
    with connect(tmp_path / "graph") as store:
        store.load(data)
        assert store.read() == data
    code, out, _ = run("open", "2020", "--data", tmp_path / "whole", "--format", "csv")
    assert (code, out.count("\n")) == (0, 2)
    monkeypatch.chdir(tmp_path)
    for words in ("plot timeline 2020 2022 -o x.svg", "report 2022 -o out"):
        code, _, err = run(*words.split(), "--data", tmp_path / "whole")
        assert (code, err.splitlines()[0].startswith("backchannel: ")) == (0, False), err


def test_a_source_without_a_date_is_published_by_the_day_it_was_seen() -> None:
    toy = Toy().source("leaflet", published="[..2021-06-01]")
    toy.channel("line").spell("line", "open", "2020", "2020-12", by=["leaflet"])
    data = toy.data()
    assert problems(data) == []
    assert "s000-line" not in as_known_on(data, data.as_of.replace(2021, 5, 31)).spells
    assert "s000-line" in as_known_on(data, data.as_of.replace(2021, 6, 1)).spells
