"""What the format allows but is seldom meant; each becomes a warning and stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.check.references import problem
from backchannel.dates.edtf import parse
from backchannel.dates.period import day_bounds
from backchannel.facts.bounds import bounds_of
from backchannel.facts.dataset import counts_as
from backchannel.messages import count, quoted
from backchannel.verdicts.accounts import CONCLUDED, accounts_of
from backchannel.verdicts.held import is_contact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.errors import Problem
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim

OTHERS = frozenset({"host", "interpreter"})
"""Capacities of those who attend without belonging to a side of the channel."""


BEGINNINGS = frozenset({"date", "start"})
"""Columns of which nobody speaks without speaking of the record."""

LONGEST_SESSION, LONGEST_TALK = 60, 7
"""For how many days a session or round of talks may well go on, and any other contact."""

FIRST_IDS = 3
"""So many of the records that lie before the first day are named, the rest counted."""


def intervals(data: Dataset) -> Iterator[Problem]:
    """
    Yield held talks dated by a long interval, which means each of its days, and no series.

    A session of some weeks and talks of two days are what they say.
    """
    for contact in data.contacts.values():
        period = parse(contact.date)
        most = LONGEST_SESSION if contact.mode == "session" else LONGEST_TALK
        is_long = period.form == "interval" and (period.latest - period.earliest).days >= most
        if is_long and not contact.count and is_contact(data, contact):
            either = f"[{contact.date.replace('/', '..')}]"
            message = (
                f"{quoted(contact.date)} means that it went on through all of these days; "
                f"write `series` under `count` for talks on some of them, {quoted(either)} for one"
            )
            yield problem(contact, "date", message)


def dates_alone(data: Dataset) -> Iterator[Problem]:
    """
    Yield claims on a date by voices that say nothing of the record as a whole.

    Of a spell there are none, since two that differ in their dates are two accounts. A date that is
    inferred, as from what was foretold, and the end of a term, which can follow from who holds the
    office next, say nothing of the record itself.
    """
    alone: dict[tuple[str, str], Claim] = {}
    whole: set[tuple[str, str]] = set()
    for claim in data.claims.values():
        if claim.record in data.contacts or claim.record in data.tenures:
            said = claim.record, data.voice(claim)
            if not claim.field:
                whole.add(said)
            elif (
                claim.field in BEGINNINGS
                and claim.stance == "supports"
                and claim.directness != "inferred"
            ):
                alone.setdefault(said, claim)
    for said, claim in alone.items():
        if said not in whole:
            message = (
                f"gives {quoted(claim.field)} of `{claim.record}` alone, which so counts for "
                f"nothing as {quoted(said[1])} tells it; add a claim of this source with an empty "
                "`field`"
            )
            yield problem(claim, "field", message)


def foresights(data: Dataset) -> Iterator[Problem]:
    """Yield claims that speak, on every reading, of days after their source was published."""
    for claim in data.claims.values():
        published = data.sources[claim.source].published
        if claim.as_of and day_bounds(claim.as_of).earliest > day_bounds(published).latest:
            message = (
                f"{quoted(claim.as_of)} is after {quoted(published)}, when `{claim.source}` was "
                "published, and counts until that day; correct the one or the other"
            )
            yield problem(claim, "as_of", message)


def too_early(data: Dataset) -> Iterator[Problem]:
    """
    Yield in one line how many contacts, and how many spells, are over before the first day.

    What is presumed to go on until then does count, and a spell that was concluded tells that the
    channel was no more. What lies after the last day is an error.
    """
    carried = {
        account.id
        for channel in {*data.spells_of, *data.contacts_of}
        for account in accounts_of(data, channel)
        if account.carried_to and account.carried_to >= data.start
    }
    for what, column, table in (
        ("contact", "date", data.contacts),
        ("spell", "end", data.spells),
    ):
        early = [
            record
            for record in table.values()
            if bounds_of(record)[column].latest < data.start
            and record.id not in carried
            and getattr(record, "end_kind", "") not in CONCLUDED
        ]
        if early:
            named = ", ".join(quoted(record.id) for record in early[:FIRST_IDS])
            dots = " …" if len(early) > FIRST_IDS else ""
            before = f"over before {quoted(str(data.start))}"
            message = (
                f"{count(len(early), what)} {before}, the first day of the package,"
                f" and of no weight on any of its days: {named}{dots}; where they are to count,"
                " write an earlier `from` in datapackage.json"
            )
            yield problem(early[0], column, message)


def before_causes(data: Dataset) -> Iterator[Problem]:
    """
    Yield spells that may have begun in a year before that of the first disruption that caused them.

    A degraded spell of which nobody says since when makes all contacts before it degraded as well.
    """
    for spell in data.spells.values():
        causes = [data.disruptions[one] for one in spell.cause]
        if not causes:
            continue
        first = min(causes, key=lambda cause: bounds_of(cause)["start"].earliest)
        begun, caused = (bounds_of(one)["start"].earliest for one in (spell, first))
        if begun.year < caused.year:
            message = (
                f"{quoted(spell.start)} makes days possible on which `{first.id}`, its cause, had "
                f"not begun; begin it no earlier than {quoted(str(caused))}"
            )
            yield problem(spell, "start", message)


def codes(data: Dataset) -> Iterator[Problem]:
    """Yield states whose code is no country's, now or formerly, and not left to users."""
    from backchannel.facts.countries import is_code

    for actor in data.actors.values():
        if actor.kind == "state" and actor.state and not is_code(actor.state):
            message = (
                f"{quoted(actor.state)} is not a code of ISO 3166-1 alpha-3, nor of ISO 3166-3 for "
                "a state that is no more; for what has none write one from `XAA` to `XZZ`"
            )
            yield problem(actor, "state", message)


def outsiders(data: Dataset) -> Iterator[Problem]:
    """Yield actors at a talk whose side is none of the sides of the talk's channel."""
    sides: dict[str, set[str]] = {
        channel: {counts_as(party.side) for party in parties if party.side}
        for channel, parties in data.parties_of.items()
    }
    for attendance in data.attendances.values():
        contact = data.contacts[attendance.contact]
        known = sides.get(contact.channel)
        if not known or attendance.capacity in OTHERS or not is_contact(data, contact):
            continue
        if attendance.side and counts_as(attendance.side) not in known:
            message = (
                f"{quoted(attendance.side)} is no side of `{contact.channel}`, through which "
                f"`{contact.id}` went; correct the side, leave the channel empty, "
                "or add the actor to parties.csv"
            )
            yield problem(attendance, "side", message)
