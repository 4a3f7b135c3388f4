"""The libraries that the benchmarks call by hand: each can be installed with the extra, as pinned."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from benchmarks.peers import PEERS

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_called_by_hand_is_in_the_extra_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.split("[<>=]", one)[0] for one in project["optional-dependencies"]["bench"]}
    assert extra == {peer.name for peer in PEERS}
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "pins/bench.txt").read_text(), re.MULTILINE)
    assert extra <= set(pinned)


def test_what_is_pinned_for_tests_is_the_same_for_benchmarks() -> None:
    versions = [
        dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("pins/test.txt", "pins/bench.txt")
    ]
    both = versions[0].keys() & versions[1].keys()
    assert "igraph" in both
    assert [name for name in both if versions[0][name] != versions[1][name]] == []
