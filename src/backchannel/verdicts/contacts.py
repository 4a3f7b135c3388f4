"""
Dated contacts, those that did not take place, and the last documented one.

Use is evidence of openness, not openness: what a contact says of its channel is entered as a spell,
and the verdicts come from `course`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import When, Window, day_after, day_bounds, window
from backchannel.facts.dataset import Rows, counts_as, possibly_within
from backchannel.facts.names import resolve, sides_or_actors
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.verdicts.accounts import is_denied, tenure_accounts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Actor, Contact
    from backchannel.facts.vocabulary import Mode, Occurrence


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as it is answered: who was there, when, how, and how many voices say so."""

    id: str
    channel: str
    date: str
    mode: Mode
    occurrence: Occurrence
    place: str
    actors: list[str]
    sources: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """A silence: days for which no contact is documented between two that are."""

    first: str
    """The day after the contacts before, the latest that they can lie on."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which contacts are asked for; what is left out does not narrow the answer."""

    between: Sequence[str] | None = None
    """Two sides or actors, by code, id or name."""
    present: Sequence[str] = ()
    """Actors who were all there; an office is there in its holder."""
    channel: str | None = None
    modes: Collection[str] = ()
    """Any of them, or all if none is given."""
    occurrence: str | None = None
    window: When | None = None
    """Only contacts that possibly lie in it."""
    last: bool = False
    """Only the latest held two-way ones."""


def contacts(data: Dataset, which: Which = Which()) -> Rows[ContactRow]:
    """Return the contacts asked for, in order of time: by earliest day, latest day, id."""
    which = _resolved(data, which)
    found = [one for one in data.contacts.values() if _is_asked_for(data, one, which)]
    if which.last:
        talks = [one for one in found if is_contact(data, one)]
        last = max(talks, key=in_time, default=None)
        found = [one for one in talks if last and day_bounds(one.date) == day_bounds(last.date)]
    return Rows(
        ContactRow(
            one.id, one.channel, one.date, one.mode, one.occurrence, one.place,
            sorted({at.actor for at in data.attendances_of.get(one.id, ())}),
            data.voices([one.id]),
        )
        for one in sorted(found, key=in_time)
    )  # fmt: skip


def gaps(data: Dataset, which: Which = Which()) -> Rows[GapRow]:
    """
    Return the silences between the contacts asked for, the longest first.

    A date is as vague as its source, so a contact covers every day it may lie on. Contacts that
    share a day make a block, and between two blocks lies a silence if there is a day between them.
    Nothing is said of the time before the first contact; after the last, the silence goes on to the
    last day of the data, or of the window that is asked for. A silence is one of the sources: that
    nobody spoke is said only where a source says it.

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
        One row a silence, by its least length, the longest first, then by its first day.
    """
    which = _resolved(data, which)
    asked = [one for one in data.contacts.values() if _is_asked_for(data, one, which)]
    blocks = _blocks([one for one in asked if is_contact(data, one)])
    end = min(data.as_of, window(which.window).last) if which.window else data.as_of
    found = [_gap(before, after, end=end) for before, after in zip_longest(blocks, blocks[1:])]
    silences = [row for row in found if row.least > 0]
    stated = _stated([one for one in asked if one.occurrence == "none"], silences)
    rows = (replace(row, stated=sorted(stated[row.first])) for row in silences)
    return Rows(sorted(rows, key=lambda row: (-row.least, row.first)))


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


def last_contact(data: Dataset, channel: str, *, by: date) -> Contact | None:
    """Return the last documented contact through a channel that was surely over by a day."""
    days, latest = _latest_by_day(data, channel)
    place = bisect_right(days, by)
    return latest[place - 1] if place else None


def _latest_by_day(data: Dataset, channel: str) -> tuple[list[date], list[Contact]]:
    """Return the days by which contacts were surely over, and which was the last by each."""
    known = data.computed.setdefault("latest contacts", {})
    if channel not in known:
        held = [one for one in data.contacts_of.get(channel, ()) if is_contact(data, one)]
        held.sort(key=lambda contact: day_bounds(contact.date).latest)
        latest = list(accumulate(held, _later))
        known[channel] = [day_bounds(contact.date).latest for contact in held], latest
    found: tuple[list[date], list[Contact]] = known[channel]
    return found


def _later(contact: Contact, other: Contact) -> Contact:
    return max(contact, other, key=in_time)


def is_contact(data: Dataset, contact: Contact) -> bool:
    """Say whether both sides spoke: it was held, in a two-way mode, and no claim denies it."""
    return (
        contact.occurrence == "held"
        and contact.mode in TWO_WAY
        and not is_denied(data.claims_on.get(contact.id, ()))
    )


def in_time(contact: Contact) -> tuple[date, date, str]:
    """
    Return the key that puts contacts in order of time: earliest day, latest day, id.

    The last contact is the greatest by this key, wherever one is asked for.
    """
    return (*day_bounds(contact.date), contact.id)


def sides_of(data: Dataset, contact: Contact) -> set[str]:
    """Return the sides at a contact: of those who were there, else of the channel it used."""
    present = {
        counts_as(at.side or (_own_side(actor) if (actor := data.actors.get(at.actor)) else ""))
        for at in data.attendances_of.get(contact.id, ())
    } - {""}
    if len(present) > 1:
        return present
    days = Window(*day_bounds(contact.date))
    return present | {counts_as(one) for one in data.sides(contact.channel, within=days)}


def _own_side(actor: Actor) -> str:
    return actor.id if actor.kind == "intergovernmental" else actor.state


def present_at(data: Dataset, contact: Contact) -> set[str]:
    """
    Return who was at a contact, and the offices that they possibly held then.

    A contact that is only possibly one of an office still breaks a silence of that office: a
    silence is what no reading fills.
    """
    here = {at.actor for at in data.attendances_of.get(contact.id, ())}
    days = Window(*day_bounds(contact.date))
    return here | {
        one.office
        for person in here
        for one in data.held_by.get(person, ())
        if possibly_within(one, days)
    }


def surely_present_at(data: Dataset, contact: Contact) -> set[str]:
    """Return who was surely at a contact, and the offices that they surely held then."""
    here = {at.actor for at in data.attendances_of.get(contact.id, ()) if at.certainty != "likely"}
    earliest, latest = day_bounds(contact.date)
    tenures = tenure_accounts(data)
    return here | {
        one.office
        for person in here
        for one in data.held_by.get(person, ())
        if (cut := tenures.get(one.id)) is not None
        and not cut.denied
        and cut.start_latest <= earliest
        and latest <= cut.end_earliest
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


def _gap(
    before: Sequence[Contact],
    after: Sequence[Contact] | None,
    *,
    end: date,
) -> GapRow:
    """Measure the silence between two blocks, or between the last and the end of what is asked."""
    hulls, later = ([day_bounds(one.date) for one in block or ()] for block in (before, after))
    over = max(latest for _, latest in hulls)
    # Ordinals, since there is no day after the last of all days.
    first = over.toordinal() + 1
    to = min((earliest.toordinal() for earliest, _ in later), default=end.toordinal() + 1) - 1
    until = min([end.toordinal() + 1, *(latest.toordinal() for _, latest in later)])
    return GapRow(
        first=str(day_after(over)),
        to=str(date.fromordinal(to)),
        least=to - first + 1,
        most=until - max(earliest for earliest, _ in hulls).toordinal() - 1,
        last=max(before, key=in_time).id,
        first_since=min(after, key=in_time).id if after else None,
        stated=[],
    )


def _resolved(data: Dataset, which: Which) -> Which:
    """Return what is asked for with names replaced by ids and codes, and the window read."""
    return replace(
        which,
        between=sides_or_actors(data, which.between) if which.between else None,
        present=[resolve(data, actor, "actors") for actor in which.present],
        channel=resolve(data, which.channel, "channels") if which.channel else None,
        window=window(which.window) if which.window else None,
    )


def _is_asked_for(data: Dataset, contact: Contact, which: Which) -> bool:
    if which.channel is not None and contact.channel != which.channel:
        return False
    if which.modes and contact.mode not in which.modes:
        return False
    if which.occurrence is not None and contact.occurrence != which.occurrence:
        return False
    if which.window is not None:
        earliest, latest = day_bounds(contact.date)
        days = window(which.window)
        if earliest > days.last or latest < days.first:
            return False
    if which.between is None and not which.present:
        return True
    here = present_at(data, contact)
    return here.issuperset(which.present) and (
        which.between is None or _is_between(data, contact, here, which.between)
    )


def _is_between(data: Dataset, contact: Contact, here: set[str], between: Iterable[str]) -> bool:
    sides = sides_of(data, contact)
    return all(one in sides or one in here for one in between)
