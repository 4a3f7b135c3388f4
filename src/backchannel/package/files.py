"""
Take the files of a data package out of its folder or zip, as bytes, and write a file whole.

What a zip says of itself is not trusted: names that point outside it, two files of one name, and
tables that unpack to an absurd size are refused, in one sentence.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from backchannel.messages import quoted
from backchannel.package.schema import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 256 * 1024 * 1024
"""Most bytes that the files of a package have together; more is a mistake, or a zip bomb."""

CHUNK = 1024 * 1024


class Refused(Exception):
    """A package whose files cannot be taken out of their folder or zip."""

    def __init__(self, file: str, reason: str) -> None:
        """Name the file, and say in a sentence why."""
        super().__init__(reason)
        self.file = quoted(file)[1:-1]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a run that is stopped never leaves half of one."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        # A device such as /dev/stdout is written to, not replaced.
        path.write_bytes(content)
        return
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def is_zip(path: Path) -> bool:
    """Say whether a path is a zip by its name; a folder may be called so, too."""
    return path.suffix.lower() == ".zip" and not path.is_dir()


def is_table(name: str) -> bool:
    """Say whether a file is a table by its name."""
    return name.lower().endswith(".csv")


def files_at(path: Path) -> dict[str, bytes]:
    """
    Return the tables and the descriptor of a package, by file name.

    Raises
    ------
    Refused
        If they cannot be read.
    """
    return _zipped(path) if is_zip(path) else _in_folder(path)


def _in_folder(path: Path) -> dict[str, bytes]:
    folder = path.parent if path.name == DESCRIPTOR else path
    found: dict[str, bytes] = {}
    room = LARGEST
    try:
        for one in sorted(folder.iterdir()):
            if is_table(one.name) or one.name == DESCRIPTOR:
                with one.open("rb") as file:
                    found[one.name] = file.read(room + 1)
                room -= len(found[one.name])
                _use(one.name, room)
    except OSError as error:
        raise Refused(
            Path(error.filename or path).name, f"cannot be read: {error.strerror}"
        ) from None
    return found


def _zipped(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return {
                PurePosixPath(one.filename).name: content
                for one, content in _taken(path.name, archive)
            }
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Refused(path.name, f"is not a sound zip ({error}); pack it anew") from None
    except NotImplementedError:
        raise Refused(
            path.name, "is packed in a way that is not supported; pack it anew as a plain zip"
        ) from None


def _taken(file: str, archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield the tables and the descriptor of a zip, counting their size, whatever the zip says."""
    members = [
        one
        for one in archive.infolist()
        if is_table(one.filename) or one.filename.endswith(DESCRIPTOR)
    ]
    if leading := [one.filename for one in members if ".." in PurePosixPath(one.filename).parts]:
        raise Refused(
            file, f"has a file {quoted(leading[0])}, whose name leads out of it; pack it anew"
        )
    homes = sorted(
        {
            PurePosixPath(one.filename).parent
            for one in members
            if one.filename.split("/")[-1] == DESCRIPTOR
        }
    )
    if len(homes) != 1:
        raise Refused(file, f"has {len(homes)} files `{DESCRIPTOR}`; a package has one")
    members = [one for one in members if PurePosixPath(one.filename).parent == homes[0]]
    names = [one.filename for one in members]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Refused(file, f"has the file {quoted(twice[0])} twice; pack it anew")
    if locked := [one.filename for one in members if one.flag_bits & 1]:
        raise Refused(file, f"is encrypted ({quoted(locked[0])}); pack it without a password")
    room = LARGEST
    for one in members:
        pieces = []
        with archive.open(one) as packed:
            while piece := packed.read(CHUNK):
                pieces.append(piece)
                room -= len(piece)
                _use(file, room)
        yield one, b"".join(pieces)


def _use(file: str, room: int) -> None:
    if room < 0:
        raise Refused(
            file,
            f"holds more than {LARGEST // 1024**2} MB with the other tables; a package has less",
        )
