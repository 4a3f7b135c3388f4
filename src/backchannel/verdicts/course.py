"""
What "open" means: the truth table, and each channel's course through time.

*Usable* is open or degraded, *stopped* is suspended or closed. A spell counts if a claim on it as a
whole supports it, and is denied if one denies it. Beyond what its claims have seen, a spell is cut:

=================  ========================  ======================  =========================================
status             earliest end is cut at    latest end is cut at    so that
=================  ========================  ======================  =========================================
open, degraded     seen, earlier bound       seen, later bound       nobody vouches for later days: unknown
suspended          seen, earlier bound       the view's end          surely while somebody says so, then possibly
closed             the view's end            the view's end          what was dissolved stays closed
=================  ========================  ======================  =========================================

Of the cut spells, *sure* holds those that surely cover a day, *may* those that possibly do. The
first line that fits is the day's verdict:

====  ==========================================================================  =================================
line  if                                                                          verdict
====  ==========================================================================  =================================
1     sure holds a usable and a stopped spell                                     contested
2     sure holds an undenied spell, and may no undenied one of the other kind     its status, surely
3     may holds a denied spell                                                    contested
4     may holds a spell                                                           its status, possibly
5     nothing                                                                     unknown
====  ==========================================================================  =================================

Where several spells would give a status, line 2 takes degraded, open, suspended, closed in this
order, line 4 open, degraded, suspended, closed. This table stands here and nowhere else in Python;
`queries/open.cypher` says the same in Cypher, and the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import Window, day_after, end_bounds, start_bounds
from backchannel.facts.vocabulary import USABLE, Status

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Spell

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

_RANK_OF = {verdict: rank for rank, verdict in enumerate(RANK)}
_SURELY: tuple[Status, ...] = ("degraded", "open", "suspended", "closed")
_POSSIBLY: tuple[Status, ...] = ("open", "degraded", "suspended", "closed")


class CutSpell(NamedTuple):
    """A spell that counts in a view, with its bounds cut where its evidence ends."""

    id: str
    status: Status
    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date
    denied: bool

    @property
    def usable(self) -> bool:
        """Whether the other side could be reached in it."""
        return self.status in USABLE

    def surely_covers(self, day: date) -> bool:
        """Say whether the spell holds on this day, however its dates are read."""
        return self.start_latest <= day <= self.end_earliest

    def possibly_covers(self, day: date) -> bool:
        """Say whether some reading of its dates has the spell hold on this day."""
        return self.start_earliest <= day <= self.end_latest

    def touches(self, window: Window) -> bool:
        """Say whether the spell possibly holds on some day of a window."""
        return self.start_earliest <= window.last and self.end_latest >= window.first


class Stretch(NamedTuple):
    """Days in which nothing changes for a channel."""

    first: date
    last: date
    verdict: Verdict
    spells: tuple[CutSpell, ...]
    """The spells that surely or possibly hold in it."""


class Course(NamedTuple):
    """
    A channel through all days.

    Stretches run from 0001-01-01 to 9999-12-31 without a gap; the spells are those they come from.
    """

    stretches: tuple[Stretch, ...]
    spells: tuple[CutSpell, ...]

    def on(self, day: date) -> Verdict:
        """Return the verdict of a day."""
        return next(
            stretch.verdict for stretch in self.stretches if stretch.first <= day <= stretch.last
        )

    def within(self, window: Window) -> list[Stretch]:
        """Return the stretches of a window, cut to it."""
        return [
            stretch._replace(
                first=max(stretch.first, window.first), last=min(stretch.last, window.last)
            )
            for stretch in self.stretches
            if stretch.first <= window.last and stretch.last >= window.first
        ]

    def over(self, window: Window, *, rule: Rule = "any") -> Verdict:
        """
        Fold the days of a window into one verdict.

        Under `any`, a usable spell whose dates are too vague for a sure day of its own still counts
        as sure if it cannot miss the window; it is contested if a stopped spell is sure on all the
        days it may hold.
        """
        if rule == "last-day":
            return self.on(window.last)
        verdicts = [stretch.verdict for stretch in self.within(window)]
        if rule == "all":
            return max(verdicts, key=_RANK_OF.__getitem__)
        return min([*verdicts, *self._unmissable(window)], key=_RANK_OF.__getitem__)

    def _unmissable(self, window: Window) -> list[Verdict]:
        return [
            CONTESTED
            if any(
                not other.usable
                and other.start_latest <= spell.start_earliest
                and other.end_earliest >= spell.end_latest
                for other in self.spells
            )
            else Verdict(Word(spell.status), "surely")
            for spell in self.spells
            if spell.usable
            and not spell.denied
            and spell.start_latest > spell.end_earliest
            and spell.start_latest <= window.last
            and spell.end_earliest >= window.first
        ]


def course(data: Dataset) -> Mapping[str, Course]:
    """Return the course of every channel, by channel id, sorted; it is made once for each dataset."""
    if "course" not in data.computed:
        lines = {channel: course_of(cut_spells(data, channel)) for channel in data.channels}
        data.computed["course"] = MappingProxyType(lines)
    found: Mapping[str, Course] = data.computed["course"]
    return found


def course_of(spells: Sequence[CutSpell]) -> Course:
    """Return the course that some cut spells make."""
    firsts = sorted(
        {FIRST_DAY}
        | {day for spell in spells for day in (spell.start_earliest, spell.start_latest)}
        | {
            day_after(day)
            for spell in spells
            for day in (spell.end_earliest, spell.end_latest)
            if day < LAST_DAY
        }
    )
    lasts = [*(day - timedelta(days=1) for day in firsts[1:]), LAST_DAY]
    stretches = tuple(
        _stretch(first, last, spells) for first, last in zip(firsts, lasts, strict=True)
    )
    return Course(stretches, tuple(spells))


def verdict(spells: Sequence[CutSpell], day: date) -> Verdict:
    """Apply the truth table to one day."""
    may = [spell for spell in spells if spell.possibly_covers(day)]
    sure = [spell for spell in may if spell.surely_covers(day)]
    if len({spell.usable for spell in sure}) == 2:
        return CONTESTED
    vouched = [spell for spell in sure if not spell.denied]
    if vouched and all(spell.usable == vouched[0].usable for spell in may if not spell.denied):
        return Verdict(Word(_first_of(_SURELY, vouched)), "surely")
    if any(spell.denied for spell in may):
        return CONTESTED
    return Verdict(Word(_first_of(_POSSIBLY, may)), "possibly") if may else UNKNOWN


def cut_spells(data: Dataset, channel: str) -> list[CutSpell]:
    """Return the spells of a channel that count in a view, cut where their evidence ends, sorted by id."""
    return [cut for spell in data.spells_of.get(channel, ()) if (cut := _cut(data, spell))]


def _cut(data: Dataset, spell: Spell) -> CutSpell | None:
    claims = [claim for claim in data.claims_on.get(spell.id, ()) if not claim.field]
    seen = [data.spoken_of(claim) for claim in claims if claim.stance == "supports"]
    if not seen:
        return None
    view_end = data.as_of
    seen_earliest = min(max(one.earliest for one in seen), view_end)
    seen_latest = min(max(one.latest for one in seen), view_end)
    start, end = start_bounds(spell.start), end_bounds(spell.end)
    end_earliest, end_latest = end
    if end_latest > seen_latest:
        # Nobody has seen that end: how far the spell reaches depends on what it takes to go on.
        end_earliest = min(end_earliest, view_end if spell.status == "closed" else seen_earliest)
        end_latest = min(end_latest, seen_latest if spell.status in USABLE else view_end)
    if start.earliest > end_latest:
        return None
    return CutSpell(
        spell.id,
        spell.status,
        start.earliest,
        min(start.latest, end_latest),
        max(end_earliest, start.earliest),
        end_latest,
        denied=any(claim.stance == "denies" for claim in claims),
    )


def _stretch(first: date, last: date, spells: Sequence[CutSpell]) -> Stretch:
    return Stretch(
        first, last, verdict(spells, first), tuple(s for s in spells if s.possibly_covers(first))
    )


def _first_of(order: Sequence[Status], spells: Sequence[CutSpell]) -> Status:
    return min((spell.status for spell in spells), key=order.index)
