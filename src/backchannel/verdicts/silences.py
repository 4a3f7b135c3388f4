"""
Silences: the days between contacts for which none is documented.

A silence is one of the sources: that nobody spoke is said only where a source says it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, get_args

from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import Window, day_after, day_bounds, window
from backchannel.facts.dataset import possibly_within
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.facts.vocabulary import Mode
from backchannel.verdicts.contacts import EVERY, Which, asked_for, is_between, present_at, resolved
from backchannel.verdicts.held import in_time, is_contact
from backchannel.verdicts.seats import CARRYING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact


@as_a_row
@dataclass(frozen=True, slots=True)
class GapRow:
    """A silence: days for which no contact is documented between two that are."""

    first: str
    """
    The day after the contacts before, the latest that they can lie on; at the earliest the first
    day of the data.
    """
    to: str
    """The day before the contacts after, the earliest they can lie on; else the last day asked."""
    least: int
    """Days from `first` to `to`, both included: so long it was, however the dates are read."""
    most: int
    """Days without a documented contact at most, on some reading of the dates of all asked for."""
    last: str
    """The last contact before, by `in_time`."""
    first_since: str | None
    """The first contact after; None for the last silence, after which none is documented."""
    stated: list[str]
    """Contacts of occurrence `none` that touch these days: a source says that there was none."""


def gaps(data: Dataset, which: Which = EVERY) -> Rows[GapRow]:
    """
    Return the silences between the contacts asked for, the longest first.

    A date is as vague as its source, so a contact covers every day it may lie on. Contacts that
    share a day make a block, and between two blocks lies a silence if there is a day between them.
    Nothing is said of the time before the first contact, nor of days before the data begin; after
    the last, the silence goes on to the
    last day of the data, or of the window that is asked for. A silence is one of the sources: that
    nobody spoke is said only where a source says it, of those who were named or of their channel.

    Parameters
    ----------
    data
        The data, or a view of them.
    which
        Which contacts to ask for; only those that count as contact, see `is_contact`, end a
        silence.

    Returns
    -------
    gaps
        One row per silence, by its least length, the longest first, then by its first day.
    """
    which = resolved(data, which)
    asked = asked_for(data, which)
    blocks = _blocks([contact for contact in asked if is_contact(data, contact)])
    end = min(data.as_of, window(which.window).last) if which.window else data.as_of
    days = Window(data.start, end)
    found = [_gap(before, after, days) for before, after in zip_longest(blocks, blocks[1:])]
    silences = [row for row in found if row.least > 0]
    stated = _stated(_denials(data, which), silences)
    rows = (replace(row, stated=sorted(stated[row.first])) for row in silences)
    return Rows(sorted(rows, key=lambda row: (-row.least, row.first)))


def stated_against(data: Dataset, talk: Contact) -> list[str]:
    """
    Return where a source says that the channel of a contact was silent in its mode on its day.

    A silence of calls says nothing of a letter. Its subject does not matter: most are on none.
    """
    if not talk.channel or not is_contact(data, talk):
        return []
    earliest, latest = day_bounds(talk.date)
    return sorted(
        row.id
        for row in data.contacts_of.get(talk.channel, ())
        if row.occurrence == "none" and row.mode in (talk.mode, "unspecified")
        if day_bounds(row.date)[0] <= earliest and latest <= day_bounds(row.date)[1]
    )


def _denials(data: Dataset, which: Which) -> list[Contact]:
    """
    Return where a source says that there was none of the contacts asked for.

    What is said of a channel is said of everybody who sits on it, so that a silence is stated alike
    whether one asks for the channel or for its offices; and no contact at all is none by call, and
    none on any subject.
    """
    every = replace(which, occurrence="none", present=(), between=None, modes=(), topics=())
    modes = {*which.modes, "unspecified"} if which.modes else get_args(Mode)
    found = []
    for denial in asked_for(data, every):
        here = present_at(data, denial) | _at_the_table(data, denial)
        if denial.topics and which.topics and not set(which.topics).intersection(denial.topics):
            continue
        if denial.mode not in modes or not here.issuperset(which.present):
            continue
        if which.between is None or is_between(data, denial, here, which.between):
            found.append(denial)
    return found


def _at_the_table(data: Dataset, denial: Contact) -> set[str]:
    """Return who possibly sat on the channel that nobody used: its parties and office holders."""
    days = Window(*day_bounds(denial.date))
    seats = {
        party.actor
        for party in data.parties_of.get(denial.channel, ())
        if party.role in CARRYING and possibly_within(party, days)
    }
    return seats | {
        tenure.person
        for seat in seats
        for tenure in data.holders_of.get(seat, ())
        if possibly_within(tenure, days)
    }


def _blocks(talks: Iterable[Contact]) -> list[list[Contact]]:
    """Put contacts that may lie on one day together, in order of time."""
    blocks: list[list[Contact]] = []
    reached = FIRST_DAY
    for talk in sorted(talks, key=in_time):
        earliest, latest = day_bounds(talk.date)
        if blocks and earliest <= reached:
            blocks[-1].append(talk)
        else:
            blocks.append([talk])
        reached = max(reached, latest)
    return blocks


def _gap(before: Sequence[Contact], after: Sequence[Contact] | None, days: Window) -> GapRow:
    """Measure the silence between two blocks, or between the last and the end of these days."""
    hulls, later = ([day_bounds(talk.date) for talk in block or ()] for block in (before, after))
    # Ordinals, since there is no day after the last of all days.
    unasked, end = days.first.toordinal() - 1, days.last.toordinal()
    over = max(unasked, *(latest.toordinal() for _, latest in hulls))
    seen = max(unasked, *(earliest.toordinal() for earliest, _ in hulls))
    to = min((earliest.toordinal() for earliest, _ in later), default=end + 1) - 1
    until = min([end + 1, *(latest.toordinal() for _, latest in later)])
    return GapRow(
        first=str(day_after(date.fromordinal(over))),
        to=str(date.fromordinal(to)),
        least=to - over,
        most=until - seen - 1,
        last=max(before, key=in_time).id,
        first_since=min(after, key=in_time).id if after else None,
        stated=[],
    )


def _stated(denials: Iterable[Contact], silences: Sequence[GapRow]) -> Mapping[str, list[str]]:
    """Return the denials that touch each silence, by its first day; silences come in time order."""
    firsts = [row.first for row in silences]
    found = defaultdict(list)
    for denial in denials:
        earliest, latest = map(str, day_bounds(denial.date))
        start = bisect_left(silences, earliest, key=lambda row: row.to)
        for row in silences[start : bisect_right(firsts, latest)]:
            found[row.first].append(denial.id)
    return found
