"""
Several values in one file, each of which can be read alone and is known to be whole.

The first line is a digest and the list of the sections: where each begins and ends, and its digest.
Each section is JSON. That takes three times as long to read as Python's own `marshal`, which may
crash on a text that somebody made for it; and `pickle` would run it.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNREADABLE = (
    AttributeError, IndexError, KeyError, OSError, OverflowError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
"""What is raised by values that are not what they should be."""

LONGEST = 64 * 1024
"""Most bytes of the list of the sections."""


class Sections:
    """Values by name, read from a file when they are asked for."""

    def __init__(self, path: Path) -> None:
        """
        Take the file and read the list of the sections.

        Raises
        ------
        OSError
            If it cannot be read.
        ValueError
            If it is not whole.
        """
        self._path = path
        with path.open("rb") as file:
            digest, _, listed = file.readline(LONGEST).removesuffix(b"\n").partition(b" ")
            self._begin = file.tell()
        if digest != _digest(listed):
            raise ValueError("no list of sections, or a damaged one")
        self._listed = json.loads(listed)

    def read(self, name: str) -> Any:
        """
        Return the value of a section.

        Raises
        ------
        One of UNREADABLE
            If there is none of this name, or it is not what was written: also where the file has
            gone meanwhile, or is another one.
        """
        first, size, digest = self._listed[name]
        with self._path.open("rb") as file:
            file.seek(self._begin + first)
            section = file.read(size)
        if _digest(section).decode() != digest:
            raise ValueError(f"the section {name} is damaged")
        return json.loads(section)


def in_sections(values: Mapping[str, object]) -> bytes:
    """Return the bytes of some values."""
    listed, parts, begin = {}, [], 0
    for name, value in values.items():
        part = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        listed[name] = (begin, len(part), _digest(part).decode())
        parts.append(part)
        begin += len(part)
    head = json.dumps(listed).encode()
    return b"".join([_digest(head), b" ", head, b"\n", *parts])


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).hexdigest().encode()
