"""The rows of an answer: a list that data frames, JSON and notebooks take as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

_Row = TypeVar("_Row")

MOST_SHOWN = 20
"""How many rows `repr` shows of a long answer."""

LINE = 100
"""How many letters of each row it shows then."""

MOST_LETTERS = 1000
"""Up to how many it shows the list whole."""


@runtime_checkable
class InTable(Protocol):
    """A row that says itself how a table has it, with one plain value in each cell."""

    def flat(self) -> dict[str, Any]:
        """Return the row with one value per cell."""


@runtime_checkable
class Flat(Protocol):
    """A row that says itself how it is written as a flat record."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values."""


class Rows(list[_Row], Generic[_Row]):
    """The rows of an answer: a list that turns into the list of dicts that data frames take."""

    def to_dicts(self, *, flat: bool = False) -> list[dict[str, Any]]:
        """
        Return one dict per row, with plain values, as the JSON answer has it.

        With `flat` it has the columns of the CSV answer: a dict in a cell has one for each of its
        parts, as `last_contact_date`, and a list is a text, its parts joined by `; `.
        """
        if not flat:
            return [as_mapping(row) for row in self]
        tabled = (row.flat() if isinstance(row, InTable) else as_mapping(row) for row in self)
        return [{name: _joined(value) for name, value in row.items()} for row in tabled]

    def __repr__(self) -> str:
        """Return the list as Python writes it, or a row a line where that would fill a screen."""
        shown = [repr(row) for row in self[:MOST_SHOWN]]
        whole = f"[{', '.join(shown)}]"
        if len(self) <= MOST_SHOWN and len(whole) <= MOST_LETTERS:
            return whole
        lines = (row if len(row) <= LINE else f"{row[: LINE - 1]}…" for row in shown)
        more = f"\n … {len(self) - MOST_SHOWN} more" if len(self) > MOST_SHOWN else ""
        return "\n ".join([f"<{len(self)} rows", *lines]) + f"{more}>"

    def _repr_html_(self) -> str:
        from backchannel.facts.notebook import rows_as_html

        return rows_as_html(self.to_dicts())


def _joined(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def as_mapping(row: Any) -> dict[str, Any]:
    """Return a row by its columns, whatever kind of row it is."""
    if isinstance(row, Mapping):
        return dict(row)
    if isinstance(row, Flat):
        return row.to_dict()
    if is_dataclass(row) and not isinstance(row, type):
        return asdict(row)
    return dict(row._asdict()) if hasattr(row, "_asdict") else dict(row)
