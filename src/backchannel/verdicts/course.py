"""
What "open" means: the truth table, and each channel's course through time.

*Usable* is open or degraded, *stopped* is suspended or closed. Of the accounts of a channel (see
`accounts`), *sure* holds those that surely cover a day, *may* those that possibly do. The first
line that fits is the day's verdict:

====  ========================================================  ==================================
line  if                                                        verdict
====  ========================================================  ==================================
1     sure holds a usable and a stopped account                 contested
2     sure holds an undenied account, and may no undenied one   its status, surely
      of the other kind
3     may holds a denied account                                contested
4     may holds an account                                      its status, possibly
5     nothing                                                   unknown
====  ========================================================  ==================================

Where several accounts would give a status, line 2 takes degraded, open, suspended, closed in this
order, line 4 open, degraded, suspended, closed. This table stands here and nowhere else in Python;
`queries/open.cypher` says the same in Cypher, and the tests hold the two together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import Window, day_after
from backchannel.facts.vocabulary import USABLE, Status
from backchannel.verdicts.accounts import Account, accounts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset

Certainty = Literal["surely", "possibly"]
Rule = Literal["any", "all", "last-day"]


class Word(StrEnum):
    """What can be said of a channel."""

    OPEN = "open"
    DEGRADED = "degraded"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class Verdict(NamedTuple):
    """A word and how sure it is; contested and unknown have no certainty."""

    word: Word
    certainty: Certainty | None = None

    @property
    def usable(self) -> bool | None:
        """Whether the other side could be reached; None if nobody can say."""
        if self.certainty is None:
            return None
        return self.word in USABLE

    @property
    def surely_usable(self) -> bool:
        """Whether the other side could surely be reached."""
        return self.certainty == "surely" and self.word in USABLE

    @property
    def surely_stopped(self) -> bool:
        """Whether the channel was surely suspended or closed."""
        return self.certainty == "surely" and self.word not in USABLE

    def __str__(self) -> str:
        """Write the verdict as `open, surely`."""
        return f"{self.word}, {self.certainty}" if self.certainty else str(self.word)


CONTESTED = Verdict(Word.CONTESTED)
UNKNOWN = Verdict(Word.UNKNOWN)

RANK: Sequence[Verdict] = (
    Verdict(Word.OPEN, "surely"),
    Verdict(Word.DEGRADED, "surely"),
    CONTESTED,
    Verdict(Word.OPEN, "possibly"),
    Verdict(Word.DEGRADED, "possibly"),
    UNKNOWN,
    Verdict(Word.SUSPENDED, "possibly"),
    Verdict(Word.CLOSED, "possibly"),
    Verdict(Word.SUSPENDED, "surely"),
    Verdict(Word.CLOSED, "surely"),
)
"""Rule `any` takes the first of these over a window's days, rule `all` the last."""

RANK_OF = {verdict: rank for rank, verdict in enumerate(RANK)}
_SURELY: tuple[Status, ...] = ("degraded", "open", "suspended", "closed")
_POSSIBLY: tuple[Status, ...] = ("open", "degraded", "suspended", "closed")


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
    verdict; the accounts are those they come from.
    """

    stretches: tuple[Stretch, ...]
    accounts: tuple[Account, ...]

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
        counts as sure if it cannot miss the window; it is contested if a stopped account is sure on
        all the days it may hold.
        """
        if rule == "last-day":
            return self.on(window.last)
        verdicts = [stretch.verdict for stretch in self.within(window)]
        if rule == "all":
            return max(verdicts, key=RANK_OF.__getitem__)
        unmissable = (
            verdict
            for account, verdict in self._vague
            if account.start_latest <= window.last and account.end_earliest >= window.first
        )
        return min([*verdicts, *unmissable], key=RANK_OF.__getitem__)

    @cached_property
    def _firsts(self) -> list[date]:
        return [stretch.first for stretch in self.stretches]

    @cached_property
    def _vague(self) -> list[tuple[Account, Verdict]]:
        """The usable accounts without a sure day, and what each counts as where it cannot miss."""
        stopped = sorted(
            (other.start_latest, other.end_earliest) for other in self.accounts if not other.usable
        )
        starts = [start for start, _ in stopped]
        furthest = list(accumulate((end for _, end in stopped), max))
        found = []
        for account in self.accounts:
            if (
                account.usable
                and not account.denied
                and account.start_latest > account.end_earliest
            ):
                before = bisect_right(starts, account.start_earliest)
                is_stopped = before > 0 and furthest[before - 1] >= account.end_latest
                verdict = CONTESTED if is_stopped else Verdict(Word(account.status), "surely")
                found.append((account, verdict))
        return found


class Courses(Mapping[str, Course]):
    """The course of every channel, by channel id, sorted; each is made when first asked for."""

    def __init__(self, data: Dataset) -> None:
        """Take the data."""
        self._data = data
        self._made: dict[str, Course] = {}

    def __getitem__(self, channel: str) -> Course:
        if channel not in self._made:
            self._data.channels[channel]  # a KeyError where there is no such channel
            self._made[channel] = course_of(accounts_of(self._data, channel))
        return self._made[channel]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data.channels)

    def __len__(self) -> int:
        return len(self._data.channels)


def course(data: Dataset) -> Mapping[str, Course]:
    """Return the course of every channel, by channel id, sorted; one is made once for a dataset."""
    if "course" not in data.computed:
        data.computed["course"] = Courses(data)
    found: Mapping[str, Course] = data.computed["course"]
    return found


def course_of(accounts: Sequence[Account]) -> Course:
    """Return the course that some accounts make, in one sweep over their bounds."""
    changes = sorted(_changes(accounts), key=lambda change: change[0])
    tally: Tally = dict.fromkeys(_CELLS, 0)
    found = [(FIRST_DAY, UNKNOWN)]
    for day, group in groupby(changes, key=lambda change: change[0]):
        for _, cell, step in group:
            tally[cell] += step
        verdict = _verdict(tally)
        if day == FIRST_DAY:
            found[0] = (day, verdict)
        elif verdict != found[-1][1]:
            found.append((day, verdict))
    lasts = [*(first - timedelta(days=1) for first, _ in found[1:]), LAST_DAY]
    stretches = (
        Stretch(first, last, verdict) for (first, verdict), last in zip(found, lasts, strict=True)
    )
    return Course(tuple(stretches), tuple(accounts))


def first_seen(line: Course) -> date:
    """Return the first day on which anything is said of a channel, or the last day there is."""
    return next((first for first, _, word in line.stretches if word != UNKNOWN), LAST_DAY)


def verdict(accounts: Sequence[Account], day: date) -> Verdict:
    """Apply the truth table to one day: the table by itself, without the sweep of `course_of`."""
    tally: Tally = dict.fromkeys(_CELLS, 0)
    for account in accounts:
        tally["may", account.status, account.denied] += account.possibly_covers(day)
        tally["sure", account.status, account.denied] += account.surely_covers(day)
    return _verdict(tally)


Cell = tuple[Literal["sure", "may"], Status, bool]
"""How surely an account covers a day, its status, and whether it is denied."""

Tally = dict[Cell, int]
"""How many accounts of each cell cover a day."""

_LAYERS: tuple[Literal["sure", "may"], ...] = ("sure", "may")
_CELLS: Sequence[Cell] = [
    (layer, status, denied) for layer in _LAYERS for status in _SURELY for denied in (False, True)
]


def _changes(accounts: Sequence[Account]) -> list[tuple[date, Cell, int]]:
    """Return the days on which an account begins or ceases to hold, and how the tally changes."""
    found: list[tuple[date, Cell, int]] = []
    for account in accounts:
        covered = {
            "sure": (account.start_latest, account.end_earliest),
            "may": (account.start_earliest, account.end_latest),
        }
        for layer in _LAYERS:
            first, last = covered[layer]
            if first <= last:
                cell: Cell = (layer, account.status, account.denied)
                found.append((first, cell, 1))
                if last < LAST_DAY:
                    found.append((day_after(last), cell, -1))
    return found


def _verdict(tally: Tally) -> Verdict:
    """Read the truth table from the top."""
    sure = [status for status in _SURELY if tally["sure", status, False]]
    sure_or_denied = {*sure, *(status for status in _SURELY if tally["sure", status, True])}
    may = {status for status in _SURELY if tally["may", status, False]}
    may_or_denied = [status for status in _POSSIBLY if status in may or tally["may", status, True]]
    if len({status in USABLE for status in sure_or_denied}) == 2:
        return CONTESTED
    if sure and all((status in USABLE) == (sure[0] in USABLE) for status in may):
        return Verdict(Word(sure[0]), "surely")
    if any(tally["may", status, True] for status in _SURELY):
        return CONTESTED
    return Verdict(Word(may_or_denied[0]), "possibly") if may_or_denied else UNKNOWN
