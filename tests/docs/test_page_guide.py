"""What docs/page.md tells of the page is so: its command, the parts of its address, its keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import backchannel as bc
from backchannel.webpage.views import views_of

from servers.shell import run

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
STATIC = ROOT / "src" / "backchannel" / "webpage" / "static"


def section(heading: str) -> str:
    return GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = re.search(r"```console\n\$ backchannel (.*?)\n(.*?)```", GUIDE, re.DOTALL)
    assert shown is not None
    said = run(*shown[1].split())
    assert (said.code, said.out, said.err) == (0, "", shown[2])
    size = (tmp_path / "channels.html").stat().st_size
    assert round(size / 5e5) == 3, "the guide says 1.5 MB"


def test_the_parts_of_the_address_are_those_the_page_reads() -> None:
    told = set(
        re.findall(
            r"`([a-z]+)`", "".join(re.findall(r"^\| (`.*?) \|", section("Links"), re.MULTILINE))
        )
    )
    program = (STATIC / "state.js").read_text(encoding="utf-8")
    start = re.search(r"const START = \{(.*?)\};", program, re.DOTALL)
    assert start is not None
    assert told == set(re.findall(r"(\w+):", start[1]))


def test_the_views_are_called_so() -> None:
    data = bc.read()
    told = re.search(r"^\| `view` \| (.*?) \|$", section("Links"), re.MULTILINE)
    assert told is not None
    keys = {view.key for view in views_of(data, data.between)}
    assert set(re.findall(r"`([^`]+)`", told[1])) < keys
    assert len(keys) == 7


def test_the_keys_are_told_on_the_page_too() -> None:
    page = (STATIC / "page.html").read_text(encoding="utf-8")
    for key in ("Shift", "Page Up", "Page Down", "Home", "End", "Enter", "Esc"):
        assert f"<kbd>{key}</kbd>" in page
        assert key in section("Keys")
