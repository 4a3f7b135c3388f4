"""A package, and the file in which it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.check.kept import Kept
from backchannel.check.sound import read
from backchannel.package.reading import write_package

from worlds.sound import sound as sound_world

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "cache" / "read")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write_package(sound_world().data(), tmp_path / "package")
    return tmp_path / "package"


@pytest.fixture
def file(package: Path, kept: Kept) -> Path:
    """The file in which the toy is kept."""
    read(package, kept=kept)
    (found,) = kept.folder.iterdir()
    return found
