"""
The folder of an embedded database: generations that never change, and a pointer to the current.

Nothing here knows the engine. A loader holds the folder's lock, builds a generation beside the
current one, switches the pointer in one step, and sweeps the rest; readers follow the pointer and
need no lock.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import time
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.errors import StoreError, UsageFault
from backchannel.messages import quoted
from backchannel.store import graph
from backchannel.store.marker import LOCK, MARKER, is_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GENERATION = "generation-"
STATISTICS = "statistics.json"
"""
The file in which the engine keeps how many records each of its files has.

It rewrites it whenever it closes a database, also after reading, and a reader that is killed
meanwhile leaves a part of it or nothing. Then the engine counts anew what it is asked for, so only
a count that is not the one of the load is a damage.
"""

LOCK_WAIT = 600.0
"""Seconds to wait for another process that loads into the same folder."""


Files = dict[str, list[int]]
"""The files of a generation by name: how long each is, and the CRC-32 of its bytes."""

Counts = dict[str, int]
"""How many records each file of a generation has, as far as the engine's statistics say."""


class Pointer(NamedTuple):
    """What the marker file says of the current generation; empty where nothing is loaded."""

    generation: str = ""
    digest: str = ""
    title: str = ""
    format: int = graph.FORMAT
    files: Files = {}  # noqa: RUF012 - never changed; read from JSON, and written as it was read
    counts: Counts = {}  # noqa: RUF012 - likewise


class Generations:
    """The generations in one folder."""

    def __init__(self, folder: Path) -> None:
        """Look at the folder, and refuse it unless it is ours, empty or not there yet."""
        self.folder = folder
        """As messages name it."""
        # The one name of the place, however it is spelt, and wherever the process goes meanwhile.
        try:
            self._place = Path(os.path.realpath(folder))
            _refuse_others(folder)
        except OSError as error:
            why = f"cannot be opened ({error.strerror}); name another folder"
            raise UsageFault(f"{folder_named(folder)} {why}") from None

    def current(self) -> Pointer:
        """Return what the marker file says now."""
        try:
            return _pointer(json.loads((self._place / MARKER).read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            return Pointer()
        except OSError as error:
            raise StoreError(
                f"{folder_named(self.folder / MARKER)} cannot be read ({error.strerror})"
            ) from error
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise StoreError(
                f"{folder_named(self.folder / MARKER)} cannot be read; "
                "remove the folder and load the data again"
            ) from error

    def path(self, generation: str) -> Path:
        """Return the folder of one generation."""
        return self._place / generation

    def files(self, generation: str) -> Files:
        """Return what there is of a generation; nothing where it is gone."""
        found: Files = {}
        try:
            for path in sorted(self.path(generation).iterdir()):
                if path.name != STATISTICS:
                    found[path.name] = list(_measured(path))
        except FileNotFoundError:
            # Swept meanwhile.
            return {}
        return found

    def are_whole(self, pointer: Pointer) -> bool:
        """Say whether the files of the current generation are those that the load wrote down."""
        counts = self.counts(pointer.generation)
        return (
            self.files(pointer.generation) == pointer.files
            and counts.items() <= pointer.counts.items()
        )

    def counts(self, generation: str) -> Counts:
        """Return what the statistics of a generation count; nothing where they are not whole."""
        try:
            found = json.loads((self.path(generation) / STATISTICS).read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        entries = found.items() if isinstance(found, dict) else ()
        return {
            name: about["count"]
            for name, about in entries
            if isinstance(about, dict) and "count" in about
        }

    @contextmanager
    def loading(self, tell: Callable[[str], None]) -> Iterator[None]:
        """
        Hold the lock of the folder: loaders take turns.

        The system drops the lock of a loader that dies, and what it left is swept by the next.
        """
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            file = (self._place / LOCK).open("a+b")
        except OSError as error:
            raise self._unwritable(error) from error
        with file:
            deadline = time.monotonic() + LOCK_WAIT
            while not _lock(file.fileno()):
                if time.monotonic() > deadline:
                    raise StoreError(
                        f"another process is loading into {folder_named(self.folder)}; "
                        "try again later"
                    )
                tell("waiting for another load")
                time.sleep(0.2)
            yield

    @contextmanager
    def building(self) -> Iterator[str]:
        """Give the name of a new generation; it is removed again if the building fails."""
        # First of all the marker, so that a folder in which a first load died is still known as
        # ours.
        self._point(self.current())
        name = f"{GENERATION}{secrets.token_hex(8)}"
        try:
            yield name
        except BaseException:
            shutil.rmtree(self.path(name), ignore_errors=True)
            raise

    def switch(self, pointer: Pointer) -> None:
        """Make a generation the current one, in one step, and sweep what is not."""
        self._point(pointer)
        for old in self._place.iterdir():
            # What cannot be removed now, since a reader holds it on Windows, goes with the next
            # load.
            if old.name.startswith(GENERATION) and old.name != pointer.generation:
                shutil.rmtree(old, ignore_errors=True)
            elif old.name.startswith(f"{MARKER}."):
                old.unlink(missing_ok=True)

    def _point(self, pointer: Pointer) -> None:
        draft = self._place / f"{MARKER}.{secrets.token_hex(4)}"
        try:
            with draft.open("w", encoding="utf-8") as file:
                json.dump(pointer._asdict(), file, indent=2)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._place / MARKER)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> StoreError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return disk_full(self.folder)
        return StoreError(
            f"{folder_named(self.folder)} cannot be written to ({error.strerror}); "
            "name another folder"
        )


def _refuse_others(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageFault(
            f"{folder_named(folder)} is a file, and an embedded database is a folder; name another"
        )
    if folder.is_dir() and not is_database(folder) and any(folder.iterdir()):
        raise UsageFault(
            f"{folder_named(folder)} is not empty and is not a Backchannel database; "
            "name another folder"
        )


def _pointer(found: Any) -> Pointer:
    """
    Read a pointer, and refuse what the loader never writes.

    A later version may say more or other things, so of one only its number is read.
    """
    if type(found["format"]) is int and found["format"] != graph.FORMAT:
        return Pointer(format=found["format"])
    pointer = Pointer(**{name: found[name] for name in Pointer._fields})
    texts = (pointer.generation, pointer.digest, pointer.title)
    if not all(isinstance(text, str) for text in texts) or type(pointer.format) is not int:
        raise TypeError
    # The name becomes a path, which must not lead out of the folder.
    if not re.fullmatch(rf"({GENERATION}[0-9a-f]{{16}})?", pointer.generation):
        raise ValueError
    return pointer._replace(files=dict(pointer.files), counts=dict(pointer.counts))


def _measured(path: Path) -> tuple[int, int]:
    """Return how long a file is and the CRC-32 of its bytes."""
    size = check = 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            size += len(part)
            check = zlib.crc32(part, check)
    return size, check


def folder_named(folder: Path) -> str:
    """Return a folder as messages name it: whole, since its end tells it from others."""
    return quoted(str(folder), limit=1000)


def disk_full(folder: Path) -> StoreError:
    """Return the error of a load for which the disk has no space."""
    return StoreError(
        f"the disk of {folder_named(folder)} is full, and nothing has changed; "
        "free some space and load again"
    )


def _lock(file: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
