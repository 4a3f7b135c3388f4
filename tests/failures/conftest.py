"""Packages of which each has channels of its own, and an embedded database that holds one of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from servers.shell import line, run


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Packages with other channels each."""
    folder = tmp_path_factory.mktemp("packages")
    return {name: line(folder / name, name) for name in ("old", "new")}


@pytest.fixture(scope="session")
def loaded(packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds `old`."""
    folder = tmp_path_factory.mktemp("loaded") / "graph"
    assert run("load", str(folder), "--data", str(packages["old"])).code == 0
    return folder


@pytest.fixture
def graph(loaded: Path, tmp_path: Path) -> Path:
    """A database of the test's own that holds `old`."""
    return Path(shutil.copytree(loaded, tmp_path / "graph"))
