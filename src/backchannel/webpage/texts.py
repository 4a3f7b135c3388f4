"""Texts that stand in a page many times are shipped once, and named by their number."""

from __future__ import annotations

from typing import Any

from backchannel.messages import visible


class Texts(dict[str, int]):
    """Text → its number; a new text gets the next one."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def shown(value: Any) -> Any:
    """
    Return what a page ships with marks that nobody sees made visible in every text.

    A name that holds a mark for writing from right to left would turn what stands beside it round.
    """
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {shown(key): shown(part) for key, part in value.items()}
    return [shown(part) for part in value] if isinstance(value, list | tuple) else value


def changed(rows: list[Any], base: list[Any]) -> list[Any]:
    """
    Return some rows with 0 in the place of those that are as in the base, and the base's length.

    >>> changed([[1, 2], None, [3]], [[1, 2], [9], [4]])
    [0, None, [3]]
    """
    return [0 if row == other else row for row, other in zip(rows, base, strict=True)]
