"""
What "open" means: the truth table that gives the verdict of a day.

*Usable* is open or degraded, *stopped* is suspended or closed. Of the accounts of a channel (see
`accounts`), *sure* holds those that surely cover a day, *may* those that possibly do, *carried*
those that are presumed to go on to it. The first line that fits is the day's verdict:

====  =======================================================  ====================================
line  if                                                       verdict
====  =======================================================  ====================================
1     sure holds a usable and a stopped account                contested
2     sure holds an undenied account, and either it is a       its status, surely
      contact or may holds no undenied spell of the other
      kind
3     may holds a denied spell                                 contested
4     the newest of carried (greatest earliest end) are of     their status, presumably
      one kind, and may holds no undenied spell of the
      other kind
5     may holds a denied contact                               contested
6     may holds an account                                     its status, possibly
7     nothing                                                  unknown
====  =======================================================  ====================================

Where several accounts would give a status, lines 2 and 4 take degraded, open, suspended, closed in
this order, line 6 open, degraded, suspended, closed. A contact shows that its channel was usable,
not how well: on a day that an undenied degraded spell possibly covers or is carried to it counts as
degraded, else as open.

This table stands here and nowhere else in Python; `queries/open.cypher` says the same in Cypher,
and the tests hold the two together.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Literal

from backchannel.facts.vocabulary import USABLE, Status
from backchannel.verdicts.verdict import CONTESTED, UNKNOWN, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.verdicts.account import Account

Layer = Literal["sure", "may", "carried"]
Cell = tuple[Layer, Status, bool, bool]
"""How an account covers a day, its status, whether it is denied, and whether it is a contact."""

_SURELY: tuple[Status, ...] = ("degraded", "open", "suspended", "closed")
_POSSIBLY: tuple[Status, ...] = ("open", "degraded", "suspended", "closed")
_DEGRADED: frozenset[Cell] = frozenset(
    {("may", "degraded", False, False), ("carried", "degraded", False, False)}
)
"""Undenied degraded spells that possibly cover a day, or are carried to it."""


class Tally:
    """The accounts that cover a day, counted by cell, and what the truth table makes of them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._cells: Counter[Cell] = Counter()
        self._carried: dict[int, Counter[Cell]] = {}
        self._ends: list[int] = []

    def count(self, layer: Layer, account: Account, step: Literal[1, -1]) -> None:
        """Count an account that begins (1) or ceases (-1) to hold."""
        cell: Cell = (layer, account.status, account.denied, account.is_contact)
        _step(self._cells, cell, step)
        if layer == "carried":
            end = account.end_earliest.toordinal()
            if end not in self._carried:
                self._carried[end] = Counter()
                heappush(self._ends, -end)
            _step(self._carried[end], cell, step)

    def verdict(self) -> Verdict:
        """Return the verdict of the day."""
        return read_table(frozenset(self._cells), frozenset(self._newest()))

    def _newest(self) -> Iterable[Cell]:
        """Return the cells of the carried accounts with the greatest earliest end."""
        while self._ends and not self._carried[-self._ends[0]]:
            del self._carried[-heappop(self._ends)]
        return self._carried[-self._ends[0]] if self._ends else ()


@cache
def read_table(cells: frozenset[Cell], newest: frozenset[Cell]) -> Verdict:
    """
    Read the truth table from the top.

    Parameters
    ----------
    cells
        In which ways accounts cover a day; how many do so is the same to the table, so of the many
        days of many channels only some hundreds differ.
    newest
        Those of the carried accounts with the greatest earliest end.
    """
    sure = [cell for cell in cells if cell[0] == "sure"]
    may = [cell for cell in cells if cell[0] == "may"]
    spells = {_is_usable(cell) for cell in may if not _is_denied(cell) and _is_spell(cell)}
    is_lowered = not cells.isdisjoint(_DEGRADED)
    if len({_is_usable(cell) for cell in sure}) == 2:
        return CONTESTED
    if surely := [
        _shown(cell, is_lowered=is_lowered)
        for cell in sure
        if not _is_denied(cell) and (not _is_spell(cell) or spells <= {_is_usable(cell)})
    ]:
        return Verdict(Word(min(surely, key=_SURELY.index)), "surely")
    if any(_is_denied(cell) and _is_spell(cell) for cell in may):
        return CONTESTED
    kinds = {_is_usable(cell) for cell in newest}
    if len(kinds) == 1 and spells <= kinds:
        presumed = [_shown(cell, is_lowered=is_lowered) for cell in newest]
        return Verdict(Word(min(presumed, key=_SURELY.index)), "presumably")
    if any(map(_is_denied, may)):
        return CONTESTED
    possibly = [_shown(cell, is_lowered=is_lowered) for cell in may]
    return Verdict(Word(min(possibly, key=_POSSIBLY.index)), "possibly") if may else UNKNOWN


def _shown(cell: Cell, *, is_lowered: bool) -> Status:
    """Return the status that an account counts as: a contact says not how well it worked."""
    return "degraded" if is_lowered and not _is_spell(cell) else cell[1]


def _is_usable(cell: Cell) -> bool:
    return cell[1] in USABLE


def _is_denied(cell: Cell) -> bool:
    return cell[2]


def _is_spell(cell: Cell) -> bool:
    return not cell[3]


def _step(numbers: Counter[Cell], cell: Cell, step: int) -> None:
    """Count up or down; what falls to zero is gone."""
    numbers[cell] += step
    if not numbers[cell]:
        del numbers[cell]
