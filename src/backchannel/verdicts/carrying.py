"""
How far an account is carried: the days on which what was seen is presumed to go on.

Only what ends where its evidence stops is carried, and never past what speaks against it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import day_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.account import Account


class Cut(NamedTuple):
    """An account, with what its end says of the days after it."""

    account: Account
    goes_on: bool
    """Whether its end is where the evidence stops."""
    is_concluded: bool
    """Whether it ended, lapsed or was superseded, as entered and as seen."""


class Later:
    """Spans of days, asked for the earliest begin among those that end after a day."""

    def __init__(self, spans: Iterable[tuple[date, date]]) -> None:
        """Take the last and the first day of each span."""
        by_end = sorted(spans)
        self._ends = [end for end, _ in by_end]
        self._first = list(accumulate((start for _, start in reversed(by_end)), min))[::-1]

    def begins(self, after: date) -> date | None:
        """Return the earliest begin of the spans that end after a day, if there is one."""
        place = bisect_right(self._ends, after)
        return self._first[place] if place < len(self._first) else None

    def first_day(self, after: date) -> date | None:
        """Return the first day after a day that lies in a span, if there is one."""
        begins = self.begins(after)
        return begins if begins is None else max(begins, day_after(after))


def carried(data: Dataset, cuts: Sequence[Cut], *, days: int) -> list[Account]:
    """
    Return the accounts of one channel, each with the last day to which it is carried.

    An undenied account, not closed, whose end is where the evidence stops is carried from its
    latest start to the earliest of

    - its earliest end and the days that are presumed;
    - the end of the view;
    - if it is usable, the day before the first break after its earliest end;
    - the day before an undenied spell of the other kind (usable, stopped) surely begins, or a
      contact of the other kind with a sure day, that ends later; never before its own earliest end;
    - the latest end of an undenied spell of its own kind that ended, lapsed or was superseded, as
      entered, and reaches its earliest end.

    Parameters
    ----------
    data
        The view, which has the breaks and an end.
    cuts
        All accounts of the channel.
    days
        How many days are presumed; with 0 nothing is carried.
    """
    if not days:
        return [cut.account for cut in cuts]
    undenied = [cut for cut in cuts if not cut.account.denied]
    others: dict[bool, list[tuple[date, date]]] = defaultdict(list)
    concluded: dict[bool, list[date]] = defaultdict(list)
    for account, _, is_concluded in undenied:
        if not account.is_contact or account.has_a_sure_day:
            others[account.usable].append((account.end_earliest, account.start_latest))
        if is_concluded:
            concluded[account.usable].append(account.end_latest)
    speaks_against = {usable: Later(others[not usable]) for usable in (True, False)}
    ends = {usable: sorted(concluded[usable]) for usable in (True, False)}
    breaks = [stop.date for stop in data.presumption.breaks]

    def limits(account: Account) -> Iterator[date]:
        end = account.end_earliest
        yield _so_many_days_after(end, days, data.as_of)
        if account.usable and (place := bisect_right(breaks, end)) < len(breaks):
            yield breaks[place] - timedelta(days=1)
        if begins := speaks_against[account.usable].begins(after=end):
            yield _day_before(begins, end)
        same = ends[account.usable]
        if (place := bisect_left(same, end)) < len(same):
            yield same[place]

    return [_carried(cut, limits) for cut in cuts]


def carried_tenures(data: Dataset, cuts: Sequence[Cut], *, days: int) -> list[Account]:
    """Carry the tenures of one office, until it surely has another holder in full capacity."""
    if not days:
        return [cut.account for cut in cuts]
    full = Later(
        (account.end_earliest, account.start_latest)
        for account, _, _ in cuts
        if not account.denied
        and account.has_a_sure_day
        and data.tenures[account.id].capacity != "acting"
    )

    def limits(account: Account) -> Iterator[date]:
        end = account.end_earliest
        yield _so_many_days_after(end, days, data.as_of)
        if begins := full.begins(after=end):
            yield _day_before(begins, end)

    return [_carried(cut, limits) for cut in cuts]


def _carried(cut: Cut, limits: Callable[[Account], Iterable[date]]) -> Account:
    """Carry an account to the earliest of its limits, if it is one that is carried at all."""
    account = cut.account
    if account.denied or account.status == "closed" or not cut.goes_on:
        return account
    last = min(limits(account))
    return account._replace(carried_to=last) if last >= account.start_latest else account


def _so_many_days_after(day: date, days: int, end: date) -> date:
    return end if (end - day).days <= days else day + timedelta(days=days)


def _day_before(begins: date, least: date) -> date:
    return least if begins <= least else begins - timedelta(days=1)
