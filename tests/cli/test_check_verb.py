"""What `check` says that it checked: the bundled data, or the package that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.package.reading import write_package

from servers.shell import run
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_bundled_data_check_clean() -> None:
    code, out, err = run("check")
    assert code == 0
    assert [line for line in out.splitlines() if ": warning: " not in line] == []
    assert " of the bundled data" in err
    assert err.startswith("no problems")
    assert err.count("\n") == 1


def test_check_of_the_bundled_data_says_that_another_package_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(Toy().data(), tmp_path)
    monkeypatch.chdir(tmp_path)
    said = "the data package in this folder was not checked: backchannel check ."
    assert run("check")[2].splitlines()[1:] == [said]
    assert run("check", ".")[2] == "no problems in 3 records of 11 tables\n"
