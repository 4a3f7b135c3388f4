"""
The contacts that were held, in order of time, and the last documented one by each day.

A held two-way contact is an account of its channel (`accounts`).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import day_bounds
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.verdicts.accounts import is_denied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact
    from backchannel.verdicts.account import Account

Latest = tuple["Sequence[date]", "Sequence[LastContact]"]
"""Days by which contacts were surely over, and the last contact by each."""
LATEST = "latest contacts"
"""Where a dataset keeps the last contacts of its channels by each day."""
LATEST_TOLD = "latest contacts, told"
"""Where it keeps what may know those of a channel already."""


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


class LastContact(NamedTuple):
    """What is said of the last contact."""

    id: str
    date: str
    mode: str


def last_contact(data: Dataset, channel: str, *, by: date) -> LastContact | None:
    """Return the last documented contact through a channel that was surely over by a day."""
    days, latest = latest_by_day(data, channel)
    place = bisect_right(days, by)
    return latest[place - 1] if place else None


def seen_on(data: Dataset, channel: str, account: Account) -> str:
    """Return a contact's date, as the source gives it, or the last day a spell surely reaches."""
    if not account.is_contact:
        return str(account.end_earliest)
    # Mostly it was the last one on some day: only for what was not are all contacts worth reading.
    _, latest = latest_by_day(data, channel)
    known = next((last.date for last in latest if last.id == account.id), None)
    return known or data.contacts[account.id].date


def latest_by_day(data: Dataset, channel: str) -> Latest:
    """Return the days by which contacts were surely over, and which was the last by each."""
    known: dict[str, Latest] = data.computed.setdefault(LATEST, {})
    if channel not in known:
        told = data.computed.get(LATEST_TOLD, lambda _: None)(channel)
        known[channel] = told or _found(data, channel)
    return known[channel]


def _found(data: Dataset, channel: str) -> Latest:
    contacts_through = data.contacts_of.get(channel, ())
    held = [contact for contact in contacts_through if is_contact(data, contact)]
    held.sort(key=lambda contact: day_bounds(contact.date).latest)
    latest = [LastContact(last.id, last.date, last.mode) for last in accumulate(held, _later)]
    return [day_bounds(contact.date).latest for contact in held], latest


def _later(contact: Contact, other: Contact) -> Contact:
    return max(contact, other, key=in_time)
