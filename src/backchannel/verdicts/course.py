"""
Each channel's course through time: the stretches of days on which its verdict is the same.

The verdict of a day is read from the truth table (`table`). `open` folds the course over a window,
`snapshot` cuts it at a day, `lost` compares two cuts, a series visits its change days, and the
timeline draws it. Days before the package begins and after the view ends are unknown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import Window, day_after
from backchannel.verdicts.accounts import accounts_of
from backchannel.verdicts.table import Layer, Tally
from backchannel.verdicts.verdict import CONTESTED, RANK_OF, UNKNOWN, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.account import Account

Rule = Literal["any", "all", "last-day"]
COURSE = "course"
"""Where a dataset keeps the courses of its channels."""
EVER = Window(FIRST_DAY, LAST_DAY)


class Stretch(NamedTuple):
    """Days, both ends included, on which the verdict on a channel is the same."""

    first: date
    last: date
    verdict: Verdict


@dataclass(frozen=True)
class Course:
    """
    A channel through all days.

    Stretches run from 0001-01-01 to 9999-12-31 without a gap, and two neighbours differ in their
    verdict; the accounts are those they come from. `known` are the days that the data speak about:
    all others are unknown.
    """

    stretches: tuple[Stretch, ...]
    accounts: Sequence[Account]
    known: Window

    def on(self, day: date) -> Verdict:
        """Return the verdict of a day."""
        return self.stretches[bisect_right(self._firsts, day) - 1].verdict

    def within(self, window: Window) -> list[Stretch]:
        """Return the stretches of a window, cut to it."""
        start = bisect_right(self._firsts, window.first) - 1
        stop = bisect_right(self._firsts, window.last)
        return [
            Stretch(max(first, window.first), min(last, window.last), verdict)
            for first, last, verdict in self.stretches[start:stop]
        ]

    def over(self, window: Window, *, rule: Rule = "any") -> Verdict:
        """
        Fold the days of a window into one verdict.

        Under `any`, a usable account whose dates are too vague for a sure day of its own still
        counts as sure if it cannot miss those days of the window that the data speak about. It is
        contested if a stopped account is sure on all the days it may hold; a contact is degraded if
        a degraded spell possibly covers them or is carried to them.
        """
        if rule == "last-day":
            return self.on(window.last)
        verdicts = [stretch.verdict for stretch in self.within(window)]
        if rule == "all":
            return max(verdicts, key=RANK_OF.__getitem__)
        if all(verdict == UNKNOWN for verdict in verdicts):
            return UNKNOWN  # where an account may hold something is known, if possibly
        begins = max(window.first, self.known.first)
        unmissable = (
            verdict
            for account, verdict in self._vague
            if account.start_latest <= window.last and account.end_earliest >= begins
        )
        return min([*verdicts, *unmissable], key=RANK_OF.__getitem__)

    def carried(self, day: date) -> list[Account]:
        """Return the newest of the accounts that are carried to a day: those of line 4."""
        to_day = [account for account in self.accounts if account.is_carried_to(day)]
        newest = max((account.end_earliest for account in to_day), default=None)
        return [account for account in to_day if account.end_earliest == newest]

    def last_sure(self, by: date) -> Stretch | None:
        """Return the last stretch with a sure verdict that begins by a day, cut to that day."""
        place = bisect_right(self._firsts, by)
        for first, last, verdict in reversed(self.stretches[:place]):
            if verdict.certainty == "surely":
                return Stretch(first, min(last, by), verdict)
        return None

    def seen_latest(self, by: date) -> date | None:
        """
        Return the last day by which an undenied account that had begun can have seen the channel.

        An account reaches surely to the earliest day of its end, and has begun by the latest of its
        start: of what was seen some day of a year that is the last day of the year.
        """
        seen = (
            max(account.start_latest, account.end_earliest)
            for account in self.accounts
            if not account.denied and account.start_latest <= by
        )
        last = max(seen, default=None)
        return min(last, by) if last else None

    @cached_property
    def _firsts(self) -> list[date]:
        return [stretch.first for stretch in self.stretches]

    @cached_property
    def _vague(self) -> list[tuple[Account, Verdict]]:
        """The usable accounts without a sure day, and what each counts as where it cannot miss."""
        vague = [
            account
            for account in self.accounts
            if account.start_latest > account.end_earliest and account.usable and not account.denied
        ]
        if not vague:
            return []
        stopped = _Spans((s.start_latest, s.end_earliest) for s in self.accounts if not s.usable)
        degraded = _Spans(
            (spell.start_earliest, max(spell.end_latest, spell.carried_to or spell.end_latest))
            for spell in self.accounts
            if spell.status == "degraded" and not spell.denied
        )
        found = []
        for account in vague:
            days = Window(account.start_earliest, account.end_latest)
            is_lowered = account.is_contact and degraded.cover(days)
            word = Word.DEGRADED if is_lowered else Word(account.status)
            found.append((account, CONTESTED if stopped.cover(days) else Verdict(word, "surely")))
        return found


class _Spans:
    """Spans of days, asked whether one of them covers some days."""

    def __init__(self, spans: Iterable[tuple[date, date]]) -> None:
        """Take the first and the last day of each span."""
        by_start = sorted(spans)
        self._starts = [start for start, _ in by_start]
        self._furthest = list(accumulate((end for _, end in by_start), max))

    def cover(self, days: Window) -> bool:
        """Say whether one span has all of these days."""
        begun = bisect_right(self._starts, days.first)
        return begun > 0 and self._furthest[begun - 1] >= days.last


class Courses(Mapping[str, Course]):
    """The course of every channel, by channel id, sorted; each is made when first asked for."""

    def __init__(
        self, data: Dataset, known: Callable[[str], Course | None] = lambda _: None
    ) -> None:
        """Take the data, and what may know a course already."""
        self._data = data
        self._known = known
        self._made: dict[str, Course] = {}

    def __getitem__(self, channel: str) -> Course:
        if channel not in self._made:
            self._data.channels[channel]  # a KeyError where there is no such channel
            self._made[channel] = self._known(channel) or course_of(
                accounts_of(self._data, channel), Window(self._data.start, self._data.as_of)
            )
        return self._made[channel]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data.channels)

    def __len__(self) -> int:
        return len(self._data.channels)


def course(data: Dataset) -> Mapping[str, Course]:
    """Return the course of every channel, by channel id, sorted; one is made once for a dataset."""
    if COURSE not in data.computed:
        data.computed[COURSE] = Courses(data)
    found: Mapping[str, Course] = data.computed[COURSE]
    return found


def course_of(accounts: Sequence[Account], known: Window = EVER) -> Course:
    """Return the course that some accounts make, in one sweep over their bounds."""
    changes = sorted(_changes(accounts, known), key=_day)
    tally = Tally()
    found = [(FIRST_DAY, UNKNOWN)]
    for day, group in groupby(changes, key=_day):
        for _, layer, account, step in group:
            tally.count(layer, account, step)
        verdict = tally.verdict()
        if day == FIRST_DAY:
            found[0] = (day, verdict)
        elif verdict != found[-1][1]:
            found.append((day, verdict))
    return course_from(found, tuple(accounts), known)


def course_from(
    changes: Sequence[tuple[date, Verdict]], accounts: Sequence[Account], known: Window
) -> Course:
    """Return the course whose verdict changes on these days, the first of which is the first."""
    lasts = [*(first - timedelta(days=1) for first, _ in changes[1:]), LAST_DAY]
    stretches = (
        Stretch(first, last, verdict) for (first, verdict), last in zip(changes, lasts, strict=True)
    )
    return Course(tuple(stretches), accounts, known)


def carried_from(line: Course, days: Window, verdict: Verdict) -> list[Account]:
    """
    Return the accounts that a presumed verdict on some days is carried from.

    They are those of the last of these days that has this verdict, contacts first; none if the
    verdict is not a presumed one.
    """
    if verdict.certainty != "presumably":
        return []
    last = [stretch.last for stretch in line.within(days) if stretch.verdict == verdict]
    found = line.carried(last[-1]) if last else []
    return sorted(found, key=lambda account: not account.is_contact)


def first_seen(line: Course) -> date:
    """Return the first day on which anything is said of a channel, or the last day there is."""
    return next((first for first, _, word in line.stretches if word != UNKNOWN), LAST_DAY)


def verdict_on(accounts: Sequence[Account], day: date) -> Verdict:
    """Apply the truth table to one day: the table by itself, without the sweep of `course_of`."""
    tally = Tally()
    for layer, first, last, account in _spans(accounts):
        if first <= day <= last:
            tally.count(layer, account, 1)
    return tally.verdict()


_day = itemgetter(0)


def _spans(accounts: Iterable[Account]) -> Iterator[tuple[Layer, date, date, Account]]:
    """Return the days on which accounts surely, possibly and presumably hold."""
    for account in accounts:
        yield "sure", account.start_latest, account.end_earliest, account
        yield "may", account.start_earliest, account.end_latest, account
        if account.carried_to is not None:
            yield "carried", account.start_latest, account.carried_to, account


def _changes(
    accounts: Iterable[Account], known: Window
) -> Iterator[tuple[date, Layer, Account, Literal[1, -1]]]:
    """Return the days on which an account begins or ceases to hold, and in which layer."""
    for layer, start, end, account in _spans(accounts):
        first, last = max(start, known.first), min(end, known.last)
        if first <= last:
            yield first, layer, account, 1
            if last < LAST_DAY:
                yield day_after(last), layer, account, -1
