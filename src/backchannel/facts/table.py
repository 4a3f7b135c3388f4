"""The records of one table: a mapping from id to record that nobody can change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NoReturn, TypeVar

from backchannel.facts.rows import Rows, as_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from backchannel.facts.model import Record

R = TypeVar("R", bound="Record")


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


def sealed(records: Iterable[R]) -> Table[R]:
    """Return records as a table, which has each id once."""
    ordered = sorted(records, key=lambda record: record.id)
    by_id = {record.id: record for record in ordered}
    if len(by_id) != len(ordered):
        raise ValueError("two records of one table share an id; ids are unique")
    return Table(by_id)


def grouped(records: Iterable[R], key: Callable[[R], str]) -> Mapping[str, tuple[R, ...]]:
    """Return records by what they have in common."""
    groups: dict[str, list[R]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return {name: tuple(group) for name, group in groups.items()}
