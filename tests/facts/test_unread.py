"""What is read only when somebody asks is the mapping that it would have been, and read once."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.facts.unread import Unmade, Unread

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = MappingProxyType({"a": 1, "b": 2})

ASKED: list[Callable[[Any], Any]] = [
    lambda table: table["a"],
    lambda table: (table["a"], table["b"]),
    lambda table: (table.get("a"), table.get("c"), table.get("c", 3)),
    lambda table: ("a" in table, "c" in table, None in table),
    list,
    len,
    lambda table: list(table.keys()),
    lambda table: list(table.values()),
    lambda table: list(table.items()),
    lambda table: table == {"a": 1, "b": 2},
    lambda table: table == {"a": 1},
    lambda table: table == WHOLE,
    bool,
    repr,
]


@pytest.mark.parametrize("ask", ASKED)
def test_it_answers_as_the_mapping_and_reads_it_once(ask: Callable[[Any], Any]) -> None:
    reads = []

    def read() -> MappingProxyType[str, int]:
        reads.append(1)
        return WHOLE

    table = Unread(read)
    assert not reads
    assert [ask(table), ask(table)] == [ask(WHOLE), ask(WHOLE)]
    assert len(reads) == 1


def test_it_is_shown_as_what_it_stands_for_is_shown() -> None:
    class Shown(dict[str, int]):
        def _repr_html_(self) -> str:
            return f"<b>{len(self)}</b>"

    assert Unread(lambda: Shown(a=1))._repr_html_() == "<b>1</b>"
    assert Unread(lambda: WHOLE)._repr_html_() is None


def test_a_key_that_is_not_there_is_told_before_and_after_it_was_read() -> None:
    table = Unread(lambda: WHOLE)
    for _ in range(2):
        with pytest.raises(KeyError):
            table["c"]


OF_A_ROW: list[Callable[[Any], Any]] = [
    lambda row: (row[0], row[-1], row[1:]),
    list,
    len,
    bool,
    repr,
    hash,
    lambda row: (2 in row, 5 in row, row.index(2)),
    lambda row: (row == (1, 2, 3), row == (1, 2), row == [1, 2, 3]),
]


@pytest.mark.parametrize("ask", OF_A_ROW)
def test_a_row_answers_as_the_tuple_and_is_made_once(ask: Callable[[Any], Any]) -> None:
    made = []

    def make() -> tuple[int, ...]:
        made.append(1)
        return (1, 2, 3)

    row = Unmade(make)
    assert not made
    assert ask(row) == ask((1, 2, 3)) == ask(row)
    assert made == [1]


def test_two_rows_are_equal_if_what_they_make_is() -> None:
    assert Unmade(lambda: (1,)) == Unmade(lambda: (1,))
    assert Unmade(lambda: (1,)) != Unmade(lambda: (2,))
