"""The records of one table: a mapping from id to record that nobody can change."""

from __future__ import annotations

from typing import NoReturn, TypeVar

from backchannel.facts.rows import Rows, as_mapping

R = TypeVar("R")


class Table(dict[str, R]):
    """
    Record id → the record, sorted by id.

    It is a `dict` because it is asked very often, and answers no faster any other way.
    """

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("the records of a dataset do not change; `with_tables` makes another one")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __repr__(self) -> str:
        """Return the records as a list shows them, on one screen."""
        return repr(Rows(self.values()))

    def _repr_html_(self) -> str:
        from backchannel.facts.notebook import MOST_ROWS, rows_as_html

        first = [as_mapping(row) for row, _ in zip(self.values(), range(MOST_ROWS), strict=False)]
        return rows_as_html(first, of=len(self))
