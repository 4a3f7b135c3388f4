"""
Dated contacts, those that did not take place, and who was there.

Which of them count is in `held`; the verdicts come from `course`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from backchannel.dates.period import When, Window, day_bounds, window
from backchannel.errors import one_of
from backchannel.facts.dataset import counts_as, possibly_within
from backchannel.facts.names import resolve, sides_or_actors
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.facts.vocabulary import Mode, Occurrence
from backchannel.verdicts.accounts import is_denied, tenure_accounts
from backchannel.verdicts.held import in_time, is_contact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Actor, Contact


@as_a_row
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
    denied: bool
    """Whether a source denies that it was as it stands here; such a contact ends no silence."""
    multilateral: bool
    """Whether more than two sides shared it, so that it need be no meeting of any two of them."""
    outcome: str
    """What came of it, in a sentence; empty where no source says so."""
    topics: list[str]
    """What it was about; empty where no source says so."""
    voices: list[str]
    """Who speaks in the claims on it, supporting or denying; `sources` counts them."""


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
    topics: Collection[str] = ()
    """Any of them, or all if none is given; what it was about is known of most contacts alone."""
    occurrence: str | None = None
    window: When | None = None
    """Only contacts that possibly lie in it."""
    last: bool = False
    """Only the latest held two-way ones."""
    alone: bool = False
    """Only those that no third side shared: no conference, no council."""


EVERY = Which()
"""All contacts."""


def contact_rows(data: Dataset, which: Which = EVERY) -> Rows[ContactRow]:
    """Return the contacts asked for, in order of time: by earliest day, latest day, id."""
    found = asked_for(data, resolved(data, which))
    if which.last:
        talks = [contact for contact in found if is_contact(data, contact)]
        last = max(talks, key=in_time, default=None)
        found = [talk for talk in talks if last and day_bounds(talk.date) == day_bounds(last.date)]
    return Rows(
        ContactRow(
            contact.id, contact.channel, contact.date, contact.mode, contact.occurrence,
            contact.place,
            sorted({at.actor for at in data.attendances_of.get(contact.id, ())}),
            len(voices),
            is_denied(data.claims_on.get(contact.id, ())),
            is_multilateral(data, contact),
            contact.outcome,
            list(contact.topics),
            voices,
        )
        for contact in sorted(found, key=in_time)
        for voices in [sorted(data.voices_on([contact.id]))]
    )  # fmt: skip


def offices_at_contacts(data: Dataset, body: str) -> list[str]:
    """Return the offices of an organization that possibly were at a contact, in their holders."""
    offices = (actor for actor in data.actors.values() if actor.kind == "office")
    return sorted(
        office.id
        for office in offices
        if office.parent == body and asked_for(data, Which(present=[office.id]))
    )


def sides_of(data: Dataset, contact: Contact) -> set[str]:
    """Return the sides at a contact: of those who were there, else of the channel it used."""
    present = {
        counts_as(at.side or (_own_side(actor) if (actor := data.actors.get(at.actor)) else ""))
        for at in data.attendances_of.get(contact.id, ())
    } - {""}
    if len(present) > 1:
        return present
    days = Window(*day_bounds(contact.date))
    return present | {counts_as(side) for side in data.sides(contact.channel, within=days)}


def is_multilateral(data: Dataset, contact: Contact) -> bool:
    """
    Say whether more than two sides shared a contact: a conference, a council, talks with a host.

    Of a conference often two are recorded alone, so that its channel counts, too.
    """
    days = Window(*day_bounds(contact.date))
    through = {counts_as(side) for side in data.sides(contact.channel, within=days)}
    channel = data.channels.get(contact.channel)
    is_forum = channel is not None and channel.type == "multilateral"
    return is_forum or len(through | sides_of(data, contact)) > 2


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
        tenure.office
        for person in here
        for tenure in data.held_by.get(person, ())
        if possibly_within(tenure, days)
    }


def surely_present_at(data: Dataset, contact: Contact) -> set[str]:
    """Return who was surely at a contact, and the offices that they surely held then."""
    here = {at.actor for at in data.attendances_of.get(contact.id, ()) if at.certainty != "likely"}
    earliest, latest = day_bounds(contact.date)
    tenures = tenure_accounts(data)
    return here | {
        tenure.office
        for person in here
        for tenure in data.held_by.get(person, ())
        if (cut := tenures.get(tenure.id)) is not None
        and not cut.denied
        and cut.start_latest <= earliest
        and latest <= cut.end_earliest
    }


def resolved(data: Dataset, which: Which) -> Which:
    """
    Return what is asked for with names replaced by ids and codes, and the window read.

    Raises
    ------
    UnknownName
        If a name is unknown, or a mode, a topic or an occurrence is none.
    """
    for mode in which.modes:
        one_of("mode", mode, get_args(Mode))
    for topic in which.topics:
        one_of("topic", topic, known_topics(data))
    if which.occurrence is not None:
        one_of("occurrence", which.occurrence, get_args(Occurrence))
    return replace(
        which,
        between=sides_or_actors(data, which.between) if which.between else None,
        present=[resolve(data, actor, "actors") for actor in which.present],
        channel=resolve(data, which.channel, "channels") if which.channel else None,
        window=window(which.window) if which.window else None,
    )


def known_topics(data: Dataset) -> Collection[str]:
    """Return the topics that a package lists, else those that stand in it, sorted."""
    if data.topics:
        return data.topics
    there = {topic for channel in data.channels.values() for topic in channel.topics}
    return sorted(there.union(*(contact.topics for contact in data.contacts.values())))


def asked_for(data: Dataset, which: Which) -> list[Contact]:
    """Return the contacts asked for, sorted by id; see `resolved`."""
    return [contact for contact in data.contacts.values() if _is_asked_for(data, contact, which)]


def _is_asked_for(data: Dataset, contact: Contact, which: Which) -> bool:
    if which.channel is not None and contact.channel != which.channel:
        return False
    if which.modes and contact.mode not in which.modes:
        return False
    if which.topics and not set(which.topics).intersection(contact.topics):
        return False
    if which.occurrence is not None and contact.occurrence != which.occurrence:
        return False
    if which.alone and is_multilateral(data, contact):
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
        which.between is None or is_between(data, contact, here, which.between)
    )


def is_between(data: Dataset, contact: Contact, here: set[str], between: Iterable[str]) -> bool:
    """Say whether both of two sides or actors were at a contact, by who was there."""
    sides = sides_of(data, contact)
    return all(asked in sides or asked in here for asked in between)
