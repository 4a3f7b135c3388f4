"""
Which verdict holds at which looks, in many draws of the uncertain dates at once.

The truth table is read from `table`, once for each way in which accounts cover a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.dates.edtf import LAST_DAY
from backchannel.facts.model import Contact
from backchannel.verdicts.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from backchannel.verdicts.cutting import Days, Drawn, Truths
    from backchannel.verdicts.table import Cell
    from backchannel.verdicts.verdict import Verdict


class Layers(NamedTuple):
    """The days on which accounts surely, possibly or presumably hold: a layer each, as rows."""

    cells: list[Cell]
    begins: Days
    """A column for each outcome."""
    ends: Days
    counts: Truths
    seen: Days
    """The earliest end of its account, by which the newest of those that are carried is found."""

    def where_outcomes_differ(self, looks: Days) -> Truths:
        """Mark the looks at which outcomes may differ."""
        differs = np.zeros(len(looks), bool)
        if self.begins.shape[1] == 1:
            return differs
        spans = [(edges.min(axis=1), edges.max(axis=1)) for edges in (self.begins, self.ends + 1)]
        is_carried = np.array([cell[0] == "carried" for cell in self.cells], bool)
        newest_differs = is_carried & (self.seen.min(axis=1) < self.seen.max(axis=1))
        may_differ = newest_differs | ~self.counts.all(axis=1)
        spans.append((spans[0][0][may_differ], spans[1][1][may_differ]))
        for first, last in spans:
            for at in zip(np.searchsorted(looks, first), np.searchsorted(looks, last), strict=True):
                differs[slice(*at)] = True
        return differs


def layers_of(accounts: Sequence[Drawn], outcomes: int) -> Layers:
    """Return the layers of the accounts of a channel in some outcomes."""

    def rows(columns: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.array(list(columns)).reshape(-1, outcomes)

    return Layers(
        [cell for account in accounts for cell in _cells_of(account)],
        rows(
            begins
            for account in accounts
            for begins in (account.start_latest, account.start_earliest, account.start_latest)
        ),
        rows(
            ends
            for account in accounts
            for ends in (account.end_earliest, account.end_latest, account.carried_to)
        ),
        rows(account.counts for account in accounts for _ in range(3)).astype(bool),
        rows(account.end_earliest for account in accounts for _ in range(3)),
    )


def _cells_of(account: Drawn) -> Iterator[Cell]:
    status: Any = account.status
    names: tuple[Any, ...] = ("sure", "may", "carried")
    for name in names:
        yield name, status, account.denied, isinstance(account.record, Contact)


def holding(
    layers: Layers, looks: Days, known: tuple[date, date], says: Callable[[Verdict], bool]
) -> Truths:
    """
    Return whether the verdict on a channel is one that is asked for, by outcome and look.

    Parameters
    ----------
    layers
        The accounts of the channel.
    looks
        The days, as ordinals, in order.
    known
        The first and the last day that the data speak about; all others are unknown.
    says
        Whether a verdict is one of those asked for.
    """
    answer = np.zeros((layers.begins.shape[1], len(looks)), bool)
    begins, stops = np.searchsorted(looks, [day.toordinal() for day in known])
    stops += int(stops < len(looks) and looks[stops] == known[1].toordinal())
    # Most looks are the same to all outcomes, and are worked out for the first of them alone.
    differs = layers.where_outcomes_differ(looks)
    for rows, at in ((slice(1), ~differs), (slice(None), differs)):
        places = np.flatnonzero(at[begins:stops]) + begins
        if len(places):
            answer[:, places] = _told(layers, rows, looks[places], says)
    return answer


def _told(layers: Layers, rows: slice, looks: Days, says: Callable[[Verdict], bool]) -> Truths:
    """Return the answer of some outcomes at some looks."""
    shape = len(layers.begins[0, rows]) if layers.cells else 1, len(looks)
    codes, of_newest = np.zeros(shape, np.uint64), np.zeros(shape, np.uint64)
    newest = np.full(shape, -1)
    cells: list[Cell] = list(dict.fromkeys(layers.cells))
    all_begins, all_ends = layers.begins[:, rows], layers.ends[:, rows]
    firsts = np.searchsorted(looks, all_begins.min(axis=1, initial=LAST_DAY.toordinal()))
    lasts = np.searchsorted(looks, all_ends.max(axis=1, initial=0), "right")
    for layer in np.flatnonzero(firsts < lasts).tolist():
        some = slice(firsts[layer], lasts[layer])
        begins, ends = all_begins[layer, :, None], all_ends[layer, :, None]
        covers = (begins <= looks[some]) & (looks[some] <= ends)
        covers &= layers.counts[layer, rows, None]
        bit = np.uint64(1 << cells.index(layers.cells[layer]))
        codes[:, some] |= np.where(covers, bit, np.uint64(0))
        if layers.cells[layer][0] == "carried":
            end = np.where(covers, layers.seen[layer, rows, None], -1)
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
