"""
What a record is: one row of a table, frozen, each of its cells checked.

pydantic decides what a record may hold. It takes longer to import than all else that a question
needs together, so it is imported when it has to decide: where a record is made by hand, read from a
database, or has a cell that looks wrong. Sound rows of a file are read by the fast path (`plain` in
each of the `marks`), and a test makes sure that both give the same records.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

from backchannel.facts.cells import Id  # noqa: TC001 - the type of a column is read at run time
from backchannel.facts.marks import plain_reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from backchannel.facts.marks import Reader


class _Kind(type):
    """The class of record classes: what it does not have itself, the pydantic model has."""

    if not TYPE_CHECKING:

        def __getattr__(cls, name: str) -> Any:
            if name.startswith("model_"):
                return getattr(cls.authority(), name)
            raise AttributeError(f"{cls.__name__!r} has no attribute {name!r}")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record(metaclass=_Kind):
    """
    What all records share: an id that is unique in the package.

    A record behaves as its pydantic model does: unknown columns are forbidden, nothing can be
    changed, and whatever a `model_…` method gives it gives too.
    """

    table: ClassVar[str]
    row_is: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]
    """The names of its columns, in order."""
    if TYPE_CHECKING:
        model_fields: ClassVar[dict[str, FieldInfo]]

    id: Id
    """Unique in the package: lower-case letters, digits and hyphens."""

    def __init_subclass__(cls) -> None:
        """Note the columns."""
        cls.columns = ("id", *(name for name in cls.__annotations__ if name != "id"))

    @classmethod
    def authority(cls) -> type[BaseModel]:
        """Return the pydantic model that decides what the record may hold, built on first use."""
        if "_authority" not in cls.__dict__:
            from pydantic import ConfigDict, create_model

            strict = ConfigDict(frozen=True, extra="forbid")
            fields: dict[str, Any] = {
                name: (hint, getattr(cls, name, ...)) for name, hint in cls.hints().items()
            }
            model = create_model(cls.__name__, __config__=strict, __doc__=cls.__doc__, **fields)
            cls._authority = model
        return cls._authority

    _authority: ClassVar[type[BaseModel]]

    @classmethod
    def hints(cls) -> dict[str, Any]:
        """Return the type of each column, with its marks."""
        written = {"id": Record.__annotations__["id"], **cls.__annotations__}
        return {name: _type(written[name], cls.__module__) for name in cls.columns}

    @classmethod
    def model_validate(cls, row: Mapping[str, Any]) -> Self:
        """Return the record of a row, as pydantic reads it, or raise its `ValidationError`."""
        return cls.model_construct(**dict(cls.authority().model_validate(row)))

    @classmethod
    def model_construct(cls, **cells: Any) -> Self:
        """Return a record of cells that are known to be right; nothing is checked."""
        return cls.of([cells.get(name, getattr(cls, name, None)) for name in cls.columns])

    @classmethod
    def of(cls, values: Sequence[Any]) -> Self:
        """Return a record of values that are known to be right, in the order of the columns."""
        record = object.__new__(cls)
        object.__setattr__(record, "__dict__", dict(zip(cls.columns, values, strict=True)))
        return record

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """Return a copy with some cells replaced; nothing is checked."""
        return self.model_construct(**{**self.__dict__, **(update or {})})

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield the columns with their values."""
        return iter(self.__dict__.items())

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self)})"

    def _repr_html_(self) -> str:
        from backchannel.facts.notebook import rows_as_html

        cells = [{"column": name, "value": value} for name, value in self if value not in ("", ())]
        return rows_as_html(cells, counted=False)

    if not TYPE_CHECKING:

        def __init__(self, **cells: Any) -> None:
            self.__dict__.update(self.authority()(**cells))

        def _as_pydantic(self) -> BaseModel:
            return self.authority().model_construct(**self.__dict__)

        def __setattr__(self, name: str, value: Any) -> None:
            setattr(self._as_pydantic(), name, value)

        def __delattr__(self, name: str) -> None:
            delattr(self._as_pydantic(), name)

        def __getattr__(self, name: str) -> Any:
            if name.startswith("model_"):
                return getattr(self._as_pydantic(), name)
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")


@cache
def _type(written: str, module: str) -> Any:
    """Return the type that an annotation names: many columns share one, so each is read once."""
    return eval(written, vars(sys.modules[module]))  # noqa: S307 - the annotations of our classes


@cache
def _reader(hint: Any) -> Reader:
    return plain_reader(hint)


@cache
def _readers(kind: type[Record]) -> tuple[Reader, ...]:
    return tuple(map(_reader, kind.hints().values()))


def plain_record(kind: type[Record], row: Mapping[str, Any]) -> Record | None:
    """Read a row without pydantic; return None if a cell looks wrong."""
    try:
        readers = zip(kind.columns, _readers(kind), strict=True)
        return kind.of([read(row[name]) for name, read in readers])
    except ValueError:
        return None


def plain_records(kind: type[Record], rows: Sequence[Sequence[str]]) -> list[Record | None]:
    """
    Read the rows of a table without pydantic; None stands for each with a cell that looks wrong.

    Column by column, each distinct cell once: most columns say few things many times.
    """
    if not rows:
        return []
    values: list[list[Any]] = []
    wrong: set[int] = set()
    for read, cells in zip(_readers(kind), zip(*rows, strict=True), strict=True):
        known: dict[str, Any] = {}
        refused: set[str] = set()
        for cell in set(cells):
            try:
                known[cell] = read(cell)
            except ValueError:
                known[cell] = None
                refused.add(cell)
        if refused:
            wrong.update(number for number, cell in enumerate(cells) if cell in refused)
        values.append([*map(known.__getitem__, cells)])
    found: list[Record | None] = [*map(kind.of, zip(*values, strict=True))]
    for number in wrong:
        found[number] = None
    return found
