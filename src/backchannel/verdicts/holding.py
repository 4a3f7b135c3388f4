"""
Which verdict holds at which looks, in many draws of the uncertain dates at once.

The truth table is read from `table`, once for each way in which accounts cover a day. What outcomes
have in common is worked out once: at most looks all of them are alike, and at the others those are
that have the same layers there.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.facts.model import Contact
from backchannel.verdicts.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from backchannel.verdicts.cutting import Days, Drawn, Truths
    from backchannel.verdicts.table import Cell
    from backchannel.verdicts.verdict import Verdict

    Places = NDArray[np.intp]
    Codes = NDArray[np.unsignedinteger[Any]]

FEW = 4
"""So many layers are laid over the looks one by one; of more, beginnings and ends are counted."""


class Layers(NamedTuple):
    """The days on which accounts surely, possibly or presumably hold: a layer each, as rows."""

    cells: list[Cell]
    begins: Days
    """A column for each outcome."""
    ends: Days
    """The day before it begins where there is no such day."""
    seen: Days
    """The earliest end of its account, by which the newest of those that are carried is found."""
    begin: tuple[Days, Days]
    """The least and the greatest beginning over the outcomes."""
    end: tuple[Days, Days]
    may_differ: tuple[Days, Days]
    """Spans of days on which outcomes may differ: the first of each, and the day after its last."""

    def first(self) -> Layers:
        """Return those of the first outcome alone."""
        begins, ends, seen = self.begins[:, :1], self.ends[:, :1], self.seen[:, :1]
        begin, end = begins[:, 0], ends[:, 0]
        return self._replace(
            begins=begins, ends=ends, seen=seen, begin=(begin, begin), end=(end, end)
        )

    def where_outcomes_differ(self, looks: Days) -> Truths:
        """Mark the looks at which outcomes may differ."""
        turns = np.zeros(len(looks) + 1, np.int64)
        for days, sign in zip(self.may_differ, (1, -1), strict=True):
            turns += sign * np.bincount(np.searchsorted(looks, days), minlength=len(turns))
        return turns.cumsum()[:-1] > 0


class Cover(NamedTuple):
    """The looks that layers cover, by outcome: those that cover none are left out."""

    cells: list[Cell]
    first: Places
    """The place of the first look of a layer (row) in an outcome (column)."""
    stop: Places
    """The place after its last; 0, as the first, where it covers none."""
    seen: Days
    looks: int

    def neighbours_alike(self) -> Places:
        """Return outcome → a number that it shares with its neighbours that are the same here."""
        carried = self._ranked(np.array([cell[0] == "carried" for cell in self.cells], bool))
        edges = [rows[(rows != rows[:, :1]).any(axis=1)] for rows in (self.first, self.stop)]
        rows = np.vstack([*edges, carried])
        found = np.zeros(rows.shape[1], np.intp)
        np.cumsum((rows[:, 1:] != rows[:, :-1]).any(axis=0), out=found[1:])
        return found

    def _ranked(self, is_carried: Truths) -> Days:
        """Return what tells which of the carried accounts are newer than which."""
        seen = self.seen[is_carried]
        low, high = seen.min(axis=1), seen.max(axis=1)
        varied = low < high
        if not varied.any():
            return seen[:0]
        # Only with those that vary, and what lies between their ends, can an order be another.
        within = (low <= high[varied].max()) & (low[varied].min() <= high)
        order = np.argsort(seen[within], axis=0, kind="stable")
        ranked = np.take_along_axis(seen[within], order, axis=0)
        return np.vstack([order, ranked[1:] == ranked[:-1]])

    def of(self, outcomes: Places) -> Cover:
        """Return that of some outcomes."""
        first, stop, seen = (rows[:, outcomes] for rows in (self.first, self.stop, self.seen))
        return self._replace(first=first, stop=stop, seen=seen)

    def where(self, rows: Sequence[int]) -> Truths:
        """Say which outcomes have one of some layers at which looks."""
        outcomes = self.first.shape[1]
        if len(rows) <= FEW:
            places = np.arange(self.looks)
            covers = (
                (self.first[row][:, None] <= places) & (places < self.stop[row][:, None])
                for row in rows
            )
            return reduce(or_, covers)
        wide = self.looks + 1
        at = np.arange(outcomes) * wide
        come, gone = (
            np.bincount((edges[rows] + at).ravel(), minlength=outcomes * wide)
            for edges in (self.first, self.stop)
        )
        turns = (come - gone).reshape(outcomes, wide)[:, :-1]
        return turns.cumsum(axis=1, dtype=np.int32) > 0

    def newest(self, rows: Sequence[int]) -> Days:
        """Return the greatest earliest end of the accounts of some layers; -1 without one."""
        found = np.full((self.first.shape[1], self.looks), -1)
        for row in rows:
            first, stop = self.first[row], self.stop[row]
            some = slice(first[first < stop].min(), stop.max())
            places = np.arange(some.start, some.stop)
            covers = (first[:, None] <= places) & (places < stop[:, None])
            end = np.where(covers, self.seen[row][:, None], -1)
            np.maximum(found[:, some], end, out=found[:, some])
        return found


def layers_of(accounts: Sequence[Drawn], outcomes: int) -> Layers:
    """Return the layers of the accounts of a channel in some outcomes."""

    def rows(columns: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.array(list(columns)).reshape(-1, outcomes)

    cells = [cell for account in accounts for cell in _cells_of(account)]
    begins = rows(
        begins
        for account in accounts
        for begins in (account.start_latest, account.start_earliest, account.start_latest)
    )
    ends = rows(
        np.where(account.counts, ends, -1)
        for account in accounts
        for ends in (account.end_earliest, account.end_latest, account.carried_to)
    )
    some = np.flatnonzero((begins <= ends).any(axis=1))
    cells = [cells[row] for row in some.tolist()]
    begins, ends = begins[some], ends[some]
    ends = np.where(begins <= ends, ends, begins - 1)
    seen = rows(accounts[row // 3].end_earliest for row in some.tolist())
    begin, end = ((edges.min(axis=1), edges.max(axis=1)) for edges in (begins, ends))
    is_carried = np.array([cell[0] == "carried" for cell in cells], bool)
    all_of_it = is_carried & (seen.min(axis=1) < seen.max(axis=1))
    all_of_it |= ~(begins <= ends).all(axis=1)
    firsts = np.concatenate([begin[0], end[0] + 1, begin[0][all_of_it]])
    stops = np.concatenate([begin[1], end[1] + 1, end[1][all_of_it] + 1])
    varied = firsts < stops
    return Layers(cells, begins, ends, seen, begin, end, (firsts[varied], stops[varied]))


def _cells_of(account: Drawn) -> Iterator[Cell]:
    status: Any = account.status
    names: tuple[Any, ...] = ("sure", "may", "carried")
    for name in names:
        yield name, status, account.denied, isinstance(account.record, Contact)


def holding(
    layers: Layers, looks: Days, known: tuple[date, date], says: Callable[[Verdict], bool]
) -> tuple[Truths, Places]:
    """Return whether the verdict on a channel is one that is asked for; see `telling`."""
    answer, of_outcome = telling(layers, looks, known, says)
    return answer.astype(bool), of_outcome


def telling(
    layers: Layers, looks: Days, known: tuple[date, date], says: Callable[[Verdict], int]
) -> tuple[NDArray[np.int8], Places]:
    """
    Return what is to be told of the verdict on a channel, as a small number.

    Parameters
    ----------
    layers
        The accounts of the channel.
    looks
        The days, as ordinals, in order.
    known
        The first and the last day that the data speak about; all others are unknown.
    says
        What is to be told of a verdict; 0 of days on which nothing is said.

    Returns
    -------
    answer, of_outcome
        A row for each kind of outcome, a column for each look; and outcome → its row.
    """
    begins = int(np.searchsorted(looks, known[0].toordinal()))
    stops = int(np.searchsorted(looks, known[1].toordinal(), "right"))
    differs = layers.where_outcomes_differ(looks)[begins:stops]
    other = np.flatnonzero(differs) + begins
    cover = _cover(layers, looks[other])
    of_outcome = cover.neighbours_alike()
    kinds = np.unique(of_outcome, return_index=True)[1]
    answer = np.zeros((len(kinds), len(looks)), np.int8)
    answer[:, other] = _told(cover.of(kinds), says)
    same = np.flatnonzero(~differs) + begins
    answer[:, same] = _told(_cover(layers.first(), looks[same]), says)
    return answer, of_outcome


def _cover(layers: Layers, looks: Days) -> Cover:
    lows, highs = (
        (np.searchsorted(looks, begin), np.searchsorted(looks, end, "right"))
        for begin, end in zip(layers.begin, layers.end, strict=True)
    )
    near = np.flatnonzero(lows[0] < highs[1])
    first, stop = (np.repeat(low[near, None], layers.begins.shape[1], axis=1) for low in lows)
    # Where the least and the greatest lie between the same looks, so do all.
    begins, ends = (low[near] < high[near] for low, high in zip(lows, highs, strict=True))
    first[begins] = np.searchsorted(looks, layers.begins[near[begins]])
    stop[ends] = np.searchsorted(looks, layers.ends[near[ends]], "right")
    some = (first < stop).any(axis=1)
    first, stop, near = first[some], stop[some], near[some]
    first, stop = (np.where(first < stop, edge, 0) for edge in (first, stop))
    cells = [layers.cells[row] for row in near.tolist()]
    return Cover(cells, first, stop, layers.seen[near], len(looks))


def _told(cover: Cover, says: Callable[[Verdict], int]) -> NDArray[np.int8]:
    """Return the answer of some outcomes at some looks."""
    rows: dict[Cell, list[int]] = {}
    for row, cell in enumerate(cover.cells):
        rows.setdefault(cell, []).append(row)
    narrow = np.min_scalar_type((1 << len(rows)) - 1).type
    bits = {cell: narrow(1 << place) for place, cell in enumerate(rows)}
    codes = np.zeros((cover.first.shape[1], cover.looks), narrow)
    of_newest = codes.copy()
    for cell, bit in bits.items():
        codes |= cover.where(rows[cell]) * bit
    carried = [cell for cell in rows if cell[0] == "carried"]
    if len(carried) == 1:
        of_newest = codes & bits[carried[0]]
    elif carried:
        newest = [cover.newest(rows[cell]) for cell in carried]
        latest = np.maximum.reduce(newest)
        for cell, end in zip(carried, newest, strict=True):
            of_newest |= ((end == latest) & (end >= 0)) * bits[cell]
    return _read(codes, of_newest, list(rows), says)


def _read(
    codes: Codes,
    of_newest: Codes,
    cells: Sequence[Cell],
    says: Callable[[Verdict], int],
) -> NDArray[np.int8]:
    """Read the truth table once for each way in which accounts cover an outcome at a look."""
    answer = np.zeros(codes.shape, np.int8)
    left = np.flatnonzero(codes)
    code, newest = codes.ravel()[left], of_newest.ravel()[left]
    while len(left):
        alike = (code == code[0]) & (newest == newest[0])
        verdict = read_table(_cells(int(code[0]), cells), _cells(int(newest[0]), cells))
        if told := says(verdict):
            answer.flat[left[alike]] = told
        left, code, newest = left[~alike], code[~alike], newest[~alike]
    return answer


def _cells(code: int, cells: Sequence[Cell]) -> frozenset[Cell]:
    return frozenset(cell for place, cell in enumerate(cells) if code >> place & 1)
