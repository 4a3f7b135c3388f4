"""
What was read from packages, kept in files for the next question.

A file of this program's folder in the user's cache holds a package as it was read, see `recalled`.
Its name is the digest of the package's files, of the program and of its Python, so that it is never
asked for anything else. It is written whole or not at all, for the user alone, and read only where
it is the user's and no other can have written it. Where nothing can be kept, or what was kept is
not whole, all is read from the package as if nothing had been kept.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from backchannel.check.recalled import Recalled, sections_of
from backchannel.check.sections import UNREADABLE, Sections, in_sections

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from backchannel.facts.dataset import Dataset

MOST_FILES = 10
"""How many packages are kept; the oldest go."""

MOST_BYTES = 512 * 1024 * 1024
"""How many bytes they may have together; the newest stays, whatever its size."""


class Kept:
    """What was read from packages, kept in a folder; one that cannot be used keeps nothing."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it need not be there."""
        self.folder = folder

    def recall(self, name: str, files: Mapping[str, bytes]) -> Dataset | None:
        """Return what was read from the files of a package, if it was kept under this name."""
        try:
            path = self.folder / name
            if not _is_the_users_own(path.lstat()):
                return None
            return Recalled(Sections(path), files).dataset()
        except UNREADABLE:
            return None

    def keep(self, name: str, data: Dataset) -> None:
        """Keep what was read from a package, with the courses of its channels."""
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = self.folder / f".{os.urandom(8).hex()}.part"
            try:
                opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(opened, "wb") as file:
                    file.write(in_sections(sections_of(data)))
                half.replace(self.folder / name)
            finally:
                half.unlink(missing_ok=True)
            self._sweep()

    def _sweep(self) -> None:
        """Remove the oldest files, until no more are left than there is room for."""
        files = [(file.stat(), file) for file in self.folder.iterdir()]
        room = MOST_BYTES
        newest_first = sorted(files, key=lambda file: file[0].st_mtime_ns, reverse=True)
        for number, (about, file) in enumerate(newest_first):
            room -= about.st_size
            if number and (number >= MOST_FILES or room < 0):
                file.unlink(missing_ok=True)


def _is_the_users_own(about: os.stat_result) -> bool:
    """Say whether a file is one that nobody but the user can have written."""
    if not stat.S_ISREG(about.st_mode):
        return False
    if not hasattr(os, "geteuid"):
        # Windows knows no owner by number, and its modes let everybody write; there what is in a
        # folder of the user's is the user's own.
        return True
    others_write = about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return about.st_uid == os.geteuid() and not others_write
