"""What `lost` lists beside the losses, on a package in which each kind of row occurs once."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers.shell import run
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Two channels in 2020.

    talks   open to 31 March, then suspended   lost
    wire    suspended from 1 May on            found stopped
    """
    folder = tmp_path_factory.mktemp("package")
    toy = Toy(start="2020-01-01", as_of="2020-12-31").channel("talks").channel("wire")
    toy.spell("talks", "open", "2020-01-01", "2020-03-31", end_kind="changed")
    toy.spell("talks", "suspended", "2020-04-01", "..", as_of="2020-12-31")
    toy.spell("wire", "suspended", "2020-05-01", "..", as_of="2020-12-31")
    write_package(toy.data(), folder)
    return folder


def asked(package: Path, *flags: str) -> tuple[str, str]:
    """Return what is written on stdout and on stderr."""
    days = "2020-02-01", "2020-12-31"
    code, out, err = run("lost", *days, *flags, "--data", str(package))
    assert code == 0
    return out, err


def test_a_channel_found_stopped_is_a_row_in_each_form(package: Path) -> None:
    out, err = asked(package)
    rows = {row["list"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows.keys() == {"lost", "found_stopped"}
    found = rows["found_stopped"]
    assert (found["id"], found["change"], found["before"]) == ("wire", "found_stopped", "unknown")
    assert (found["day"], found["why"]) == ("2020-05-01", "suspended since 1 May 2020")
    assert (found["voices"], found["sources"]) == ("paper", "1")
    assert err.splitlines()[-1].startswith("1 lost, ")
    assert err.splitlines()[-1].endswith(", 1 found stopped")
    out, _ = asked(package, "--format", "json")
    whole = json.loads(out)
    assert [row["id"] for row in whole["lost"]] == ["talks"]
    assert [row["id"] for row in whole["found_stopped"]] == ["wire"]
    out, _ = asked(package, "--format", "table")
    told = " ".join(out.split())
    assert "lost: suspended since 1 April 2020" in told
    assert "found stopped, not known" in told
