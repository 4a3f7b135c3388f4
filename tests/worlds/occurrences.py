"""How often something happens in a package: told from the records, for tests that agreement on it means something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.verdicts.accounts import CONCLUDED, accounts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact, Spell
    from backchannel.verdicts.account import Account

CUTS = (
    "no support", "only a column is supported", "begins after it was seen", "denied",
    "usable: earliest end", "usable: latest end", "suspended: earliest end", "suspended: to the view",
    "suspended: until it worked", "closed: to the view", "latest start", "earliest end raised",
    "seen beyond the view's end", "contact", "contact: denied", "contact: not held", "contact: not two-way",
    "contact: no support", "contact: without a sure day", "contact: one of rival dates",
)  # fmt: skip
ENDS = (
    "days",
    "view",
    "break",
    "spell of the other kind",
    "contact of the other kind",
    "concluded",
)


def line_of_the_table(accounts: Sequence[Account], day: date) -> int:
    """The line of the table that decides a day, read from the words of the table."""
    may = [one for one in accounts if one.start_earliest <= day <= one.end_latest]
    sure = [one for one in accounts if one.start_latest <= day <= one.end_earliest]
    carried = [one for one in accounts if one.is_carried_to(day)]
    newest = [one for one in carried if one.end_earliest == max(c.end_earliest for c in carried)]
    against = {one.usable for one in may if not one.denied and not one.is_contact}
    if {one.usable for one in sure} == {True, False}:
        return 1
    if any(not one.denied and (one.is_contact or against <= {one.usable}) for one in sure):
        return 2
    if any(one.denied and not one.is_contact for one in may):
        return 3
    if len(kinds := {one.usable for one in newest}) == 1 and against <= kinds:
        return 4
    return 5 if any(one.denied for one in may) else 6 if may else 7


def cuts_in(data: Dataset, channel: str) -> Iterator[str]:
    """What happens to the accounts of a channel, told from the records as they are entered."""
    counted = {one.id: one for one in accounts_of(data, channel)}
    for spell in data.spells_of.get(channel, ()):
        claims = [one for one in data.claims_on.get(spell.id, ()) if one.stance == "supports"]
        seen = [data.spoken_of(one).latest for one in claims if not one.field]
        if not seen:
            yield "only a column is supported" if claims else "no support"
        elif spell.id not in counted:
            yield "begins after it was seen"
        else:
            yield from _cuts_of(data, spell, counted[spell.id])
        if seen and max(seen) > data.as_of:
            yield "seen beyond the view's end"
    for contact in data.contacts_of.get(channel, ()):
        yield from _of_contact(data, contact, counted.get(contact.id))


def _cuts_of(data: Dataset, spell: Spell, cut: Account) -> Iterator[str]:
    start, end = bounds_of(spell).values()
    kind = "usable" if cut.usable else spell.status
    if cut.denied:
        yield "denied"
    if cut.end_earliest < end.earliest and kind != "closed":
        yield f"{kind}: earliest end"
    if cut.usable and cut.end_latest < end.latest:
        yield f"{kind}: latest end"
    if not cut.usable and cut.end_latest != end.latest:
        yield f"{kind}: {'to the view' if cut.end_latest == data.as_of else 'until it worked'}"
    if cut.start_latest < start.latest:
        yield "latest start"
    if cut.end_earliest > end.earliest:
        yield "earliest end raised"


def _of_contact(data: Dataset, contact: Contact, account: Account | None) -> Iterator[str]:
    if account is None:
        is_one_way = contact.mode not in TWO_WAY
        why = "not two-way" if is_one_way else "not held" if contact.occurrence != "held" else ""
        yield f"contact: {why or 'no support'}"
        return
    yield "contact"
    if account.denied:
        yield "contact: denied"
    if not account.has_a_sure_day:
        yield "contact: without a sure day"
    if any(one.field == "date" and one.value for one in data.claims_on[contact.id]):
        yield "contact: one of rival dates"


def ends_of_carries(data: Dataset, channel: str) -> Iterator[str]:
    """What ends the carry of each account, where one thing alone does."""
    accounts = accounts_of(data, channel)
    days = timedelta(days=data.presumption.days_for(data.channels[channel].type))
    for one in accounts:
        if one.carried_to is None:
            continue
        end = one.end_earliest
        until = {
            "days": {end + days},
            "view": {data.as_of},
            "break": {stop.date - timedelta(days=1) for stop in data.presumption.breaks}
            if one.usable
            else set(),
            "spell of the other kind": set(_speaking_against(one, accounts, are_contacts=False)),
            "contact of the other kind": set(_speaking_against(one, accounts, are_contacts=True)),
            "concluded": {
                other.end_latest
                for other in accounts
                if other.usable == one.usable
                and not other.denied
                and other.end_latest >= end
                and getattr(data.records[other.id], "end_kind", "") in CONCLUDED
            },
        }
        reasons = [why for why, last in until.items() if one.carried_to in last]
        if len(reasons) == 1:
            yield reasons[0]


def _speaking_against(
    one: Account, accounts: Sequence[Account], *, are_contacts: bool
) -> Iterator[date]:
    for other in accounts:
        if (
            other.usable != one.usable
            and not other.denied
            and other.is_contact == are_contacts
            and other.end_earliest > one.end_earliest
            and (other.has_a_sure_day or not are_contacts)
        ):
            is_later = other.start_latest > one.end_earliest
            yield other.start_latest - timedelta(days=1) if is_later else one.end_earliest
