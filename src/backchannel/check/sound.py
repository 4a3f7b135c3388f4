"""
Read a package that has no problems, and remember which packages passed and what they hold.

Every question reads the whole package, and nothing may be asked of one with a problem. Whether it
has one depends on the bytes of its files and on this program alone; so what passed once need not be
checked again, and what was read once need not be read again. A digest of both is remembered, as the
name of an empty file (`Passed`), and of one with what was read (`Kept`); if a byte or the program
changes, so does the digest.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.errors import InvalidDataset
from backchannel.facts.bulk import in_bulk
from backchannel.package.reading import bundled, read_package, sound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.check.kept import Kept
    from backchannel.facts.dataset import Dataset

PACKAGES = ("dates", "facts", "package", "check", "verdicts")
"""The packages of this program that decide whether a data package has a problem."""

REMEMBERED = 100
"""How many packages are remembered; the oldest are forgotten."""


class Passed:
    """
    The packages that passed every check, remembered in a folder.

    A folder that cannot be read or written remembers nothing, and nobody is told.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it need not be there."""
        self.folder = folder

    def recall(self, files: Mapping[str, bytes]) -> bool:
        """Say whether a package of exactly these files passed."""
        return self.knows(digest_of(files))

    def knows(self, name: str) -> bool:
        """Say whether a package of this digest passed."""
        try:
            return (self.folder / name).is_file()
        except OSError:
            return False

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Remember that a package of these files passed."""
        with suppress(OSError):
            name = digest_of(files)
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).touch()
            known = sorted(self.folder.iterdir(), key=lambda file: file.stat().st_mtime)
            for file in known[:-REMEMBERED]:
                file.unlink()


@in_bulk()
def read(
    path: Path | str | None = None, *, passed: Passed | None = None, kept: Kept | None = None
) -> Dataset:
    """
    Read a data package that has no problems.

    Parameters
    ----------
    path
        A folder, its `datapackage.json` or a zip; the bundled data if none is given.
    passed
        Where it is remembered which packages passed; if neither it nor `kept` is given, all is
        checked.
    kept
        Where what was read is kept; if not given, the tables are read from their files.

    Raises
    ------
    InvalidDataset
        If it has problems; the error carries all of them.
    UsageFault
        If there is no package at the path.
    """
    path = bundled("data") if path is None else Path(path)

    def known(files: Mapping[str, bytes]) -> Dataset | None:
        name = digest_of(files)
        if kept and (data := kept.recall(name, files)) is not None:
            return data
        found = sound(files) if passed and passed.knows(name) else None
        if found is not None and kept:
            kept.keep(name, found)
        return found

    package = read_package(path, known=known if passed or kept else None)
    if package.is_sound:
        return package.dataset
    from backchannel.check.rules import checked

    found = checked(package, doubting=False)
    if found.dataset is None or found.problems:
        raise InvalidDataset(found.problems, path=str(path))
    if passed:
        passed.keep(package.files)
    if kept:
        kept.keep(digest_of(package.files), found.dataset)
    return found.dataset


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the digest of a package's files and of the program that checks them."""
    from hashlib import blake2b

    digest = blake2b(_program(), digest_size=32)
    for name, content in sorted(files.items()):
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _program() -> bytes:
    """Return what changes when this program or its Python does."""
    here = Path(__file__).resolve().parents[1]
    parts = [sys.version]
    for folder in (here, *(here / name for name in PACKAGES)):
        for file in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if file.name.endswith(".py"):
                about = file.stat()
                parts.append(f"{folder.name}/{file.name} {about.st_size} {about.st_mtime_ns}")
    return "\n".join(parts).encode()
