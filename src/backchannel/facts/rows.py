"""The rows of an answer: a list that data frames, JSON and notebooks take as it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

_Row = TypeVar("_Row")


@runtime_checkable
class Flat(Protocol):
    """A row that says itself how it is written as a flat record."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values."""


class Rows(list[_Row], Generic[_Row]):
    """The rows of an answer: a list that turns into the list of dicts that data frames take."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict per row, with plain values."""
        return [
            row.to_dict() if isinstance(row, Flat) else asdict(row)  # type: ignore[call-overload]
            for row in self
        ]

    def _repr_html_(self) -> str:
        from backchannel.facts.notebook import rows_as_html

        return rows_as_html(self.to_dicts())
