"""The files by which a folder is known as an embedded database."""

from __future__ import annotations

from pathlib import Path

MARKER = "backchannel.json"
LOCK = "backchannel.lock"
"""The files that mark an embedded database; a first load that dies may leave only the lock."""


def is_database(folder: str | Path) -> bool:
    """Say whether a folder is an embedded database, without Java, which would turn it into one."""
    return any((Path(folder) / name).is_file() for name in (MARKER, LOCK))
