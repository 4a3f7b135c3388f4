"""
Constraints on a column's type: what is refused in its cells.

Each is applied in two ways: by pydantic, which decides, and by `plain_reader`, which reads a sound
cell without it.
"""

from __future__ import annotations

import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler as Handler
    from pydantic_core import CoreSchema

    Reader = Callable[[Any], Any]


class Pattern(NamedTuple):
    """The whole text matches a regular expression, written with `^` and `$`."""

    regex: str

    def plain(self, read: Reader) -> Reader:
        """Return a reader that refuses other texts."""
        # Python's `$` would let a line end pass; pydantic's does not.
        matches = re.compile(self.regex.removeprefix("^").removesuffix("$")).fullmatch

        def text(cell: str) -> Any:
            if not matches(cell):
                raise ValueError(cell)
            return read(cell)

        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        """Tell pydantic."""
        return {**handler(source), "pattern": self.regex}


class NotEmpty(NamedTuple):
    """The text is not empty."""

    least: int = 1

    def plain(self, read: Reader) -> Reader:
        """Return a reader that refuses an empty text."""

        def text(cell: str) -> Any:
            if len(cell) < self.least:
                raise ValueError(cell)
            return read(cell)

        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        """Tell pydantic."""
        return {**handler(source), "min_length": self.least}


class Within(NamedTuple):
    """A whole number between two others, both included."""

    least: int
    most: int

    def plain(self, read: Reader) -> Reader:
        """Return a reader that refuses everything else."""

        def number(value: Any) -> Any:
            if not isinstance(value, int) or not self.least <= value <= self.most:
                raise ValueError(value)
            return read(value)

        return number

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        """Tell pydantic."""
        bounds = {"ge": self.least, "le": self.most, "strict": True}
        return {**handler(source), **bounds}


class First(NamedTuple):
    """A function turns the cell into what is then read."""

    turn: Reader

    def plain(self, read: Reader) -> Reader:
        """Return a reader that turns the cell first."""
        return lambda cell: read(self.turn(cell))

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        """Tell pydantic."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.turn, handler(source))


class Then(NamedTuple):
    """A function looks at what was read, and refuses it with a reason."""

    look: Reader

    def plain(self, read: Reader) -> Reader:
        """Return a reader that looks afterwards."""
        return lambda cell: self.look(read(cell))

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        """Tell pydantic."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.look, handler(source))


def plain_reader(hint: Any) -> Reader:
    """Return a function that reads a cell of a type, or raises `ValueError` for a bad one."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        read = plain_reader(parts[0])
        for mark in parts[1:]:
            read = mark.plain(read)
        return read
    if origin is Literal:
        return _one_of(frozenset(parts))
    if origin is tuple:
        item = plain_reader(parts[0])
        return lambda values: tuple(map(item, values))
    if origin in (UnionType, Union):
        some = plain_reader(parts[0])
        return lambda value: None if value is None else some(value)
    return lambda value: value


def _one_of(allowed: frozenset[str]) -> Reader:
    def text(cell: str) -> str:
        if cell not in allowed:
            raise ValueError(cell)
        return cell

    return text
