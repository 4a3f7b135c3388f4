"""
Which verdict holds at which looks, in many draws of the uncertain dates at once.

The truth table is read from `table`, once for each way in which accounts cover a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.facts.model import Contact
from backchannel.verdicts.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from backchannel.verdicts.lots import Days, Drawn, Outcomes, Truths
    from backchannel.verdicts.table import Cell
    from backchannel.verdicts.verdict import Verdict


def holding(
    found: Outcomes, looks: Days, known: tuple[date, date], says: Callable[[Verdict], bool]
) -> Truths:
    """
    Return whether the verdict on a channel is one that is asked for, by outcome and look.

    Parameters
    ----------
    found
        The accounts of the channel.
    looks
        The days, as ordinals, in order.
    known
        The first and the last day that the data speak about; all others are unknown.
    says
        Whether a verdict is one of those asked for.
    """
    answer = np.zeros((found.number, len(looks)), bool)
    begins, stops = np.searchsorted(looks, [day.toordinal() for day in known])
    stops += int(stops < len(looks) and looks[stops] == known[1].toordinal())
    layers = [layer for account in found.accounts for layer in _layers(account)]
    # Most looks are the same to all outcomes, and are worked out for the first of them alone.
    differs = np.zeros(len(looks), bool)
    for layer in layers:
        layer.mark_where_outcomes_differ(looks, differs)
    for rows, at in ((slice(1), ~differs), (slice(None), differs)):
        places = np.flatnonzero(at[begins:stops]) + begins
        if len(places):
            answer[:, places] = _told(layers, rows, looks[places], says)
    return answer


class _Layer(NamedTuple):
    """The days on which an account surely, possibly or presumably holds, in some outcomes."""

    cell: Cell
    begins: Days
    ends: Days
    counts: Truths
    seen: Days
    """Its earliest end, by which the newest of those that are carried is found."""

    def mark_where_outcomes_differ(self, looks: Days, differs: Truths) -> None:
        """Mark the looks at which outcomes may differ by this layer."""
        for edge in (self.begins, self.ends + 1):
            differs[slice(*np.searchsorted(looks, [edge.min(), edge.max()]))] = True
        if not self.counts.all() or (
            self.cell[0] == "carried" and self.seen.min() < self.seen.max()
        ):
            there = np.searchsorted(looks, [self.begins.min(), self.ends.max() + 1])
            differs[slice(*there)] = True


def _layers(account: Drawn) -> Iterator[_Layer]:
    status: Any = account.status
    for name, begins, ends in (
        ("sure", account.start_latest, account.end_earliest),
        ("may", account.start_earliest, account.end_latest),
        ("carried", account.start_latest, account.carried_to),
    ):
        layer: Any = name
        cell = (layer, status, account.denied, isinstance(account.record, Contact))
        yield _Layer(cell, begins, ends, account.counts, account.end_earliest)


def _told(
    layers: Sequence[_Layer], rows: slice, looks: Days, says: Callable[[Verdict], bool]
) -> Truths:
    """Return the answer of some outcomes at some looks."""
    shape = len(layers[0].begins[rows]) if layers else 1, len(looks)
    codes, of_newest = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
    newest = np.full(shape, -1)
    cells: list[Cell] = list(dict.fromkeys(layer.cell for layer in layers))
    for layer in layers:
        begins, ends = layer.begins[rows], layer.ends[rows]
        some = slice(
            *(np.searchsorted(looks, begins.min()), np.searchsorted(looks, ends.max(), "right"))
        )
        if some.start >= some.stop:
            continue
        covers = (begins[:, None] <= looks[some]) & (looks[some] <= ends[:, None])
        covers &= layer.counts[rows][:, None]
        bit = np.uint64(1 << cells.index(layer.cell))
        codes[:, some] |= np.where(covers, bit, np.uint64(0))
        if layer.cell[0] == "carried":
            end = np.where(covers, layer.seen[rows][:, None], -1)
            kept = np.where(end > newest[:, some], np.uint64(0), of_newest[:, some])
            newest[:, some] = np.maximum(newest[:, some], end)
            is_newest = covers & (end == newest[:, some])
            of_newest[:, some] = kept | np.where(is_newest, bit, np.uint64(0))
    return _read(codes, of_newest, cells, says)


def _read(
    codes: NDArray[np.uint64],
    of_newest: NDArray[np.uint64],
    cells: Sequence[Cell],
    says: Callable[[Verdict], bool],
) -> Truths:
    """Read the truth table once for each way in which accounts cover an outcome at a look."""
    answer = np.zeros(codes.shape, bool)
    left = np.flatnonzero(codes)
    while len(left):
        code, newest = codes.flat[left[0]], of_newest.flat[left[0]]
        alike = (codes.flat[left] == code) & (of_newest.flat[left] == newest)
        verdict = read_table(_cells(int(code), cells), _cells(int(newest), cells))
        answer.flat[left[alike]] = says(verdict)
        left = left[~alike]
    return answer


def _cells(code: int, cells: Sequence[Cell]) -> frozenset[Cell]:
    return frozenset(cell for place, cell in enumerate(cells) if code >> place & 1)
