"""
Rules about what cannot have been true on the same day.

Each rule passes once over what is sorted by its days, since a channel may have thousands of
contacts, and an office as many holders.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from backchannel.check.references import problem
from backchannel.dates.period import start_bounds
from backchannel.facts.vocabulary import USABLE
from backchannel.messages import quoted
from backchannel.verdicts.accounts import accounts_of, is_account, tenure_accounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from backchannel.errors import Problem
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Contact, Spell
    from backchannel.verdicts.account import Account


REMEDY = "end the stop, or name another channel"
"""What to do about a contact through a channel that was stopped."""


def voices_agree(data: Dataset) -> Iterator[Problem]:
    """Yield a usable and a stopped spell of one voice that are both sure on one day."""
    told_by: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in data.claims.values():
        if claim.record in data.spells:
            told_by[data.voice(claim)][claim.id] = claim
    for voice, claims in sorted(told_by.items()):
        spells = {claim.record: data.spells[claim.record] for claim in claims.values()}
        # None of these claims is about a contact, and to sort all contacts for each of many voices
        # would be the square of the work.
        told = data.with_tables(claims=claims, spells=spells, contacts={})
        for channel in told.spells_of:
            accounts = {account.id: account for account in accounts_of(told, channel)}
            kinds = {key: str(account.usable) for key, account in accounts.items()}
            for earlier, later in _sharing_a_day(accounts.values(), kinds):
                said = f"{later.status} here and {earlier.status} in `{earlier.id}`"
                message = (
                    f"{quoted(voice)} says {said}, both sure on {later.start_latest}; "
                    "end one the day before"
                )
                yield problem(data.spells[later.id], "status", message)


def offices(data: Dataset) -> Iterator[Problem]:
    """
    Yield offices that two people surely held in full capacity on one day.

    The day on which one hands over to the other is both people's.
    """
    surely = tenure_accounts(data)
    for office, held in data.holders_of.items():
        persons = {
            tenure.id: tenure.person
            for tenure in held
            if tenure.capacity == "full" and tenure.id in surely
        }
        for earlier, later in _sharing_a_day([surely[key] for key in persons], persons):
            if earlier.end_earliest > later.start_latest:
                message = (
                    f"`{persons[earlier.id]}` surely held `{office}` too on {later.start_latest}; "
                    "end one of the two tenures by then, or write `acting` as its capacity"
                )
                yield problem(data.tenures[later.id], "person", message)


def _sharing_a_day(
    accounts: Iterable[Account], kinds: dict[str, str]
) -> Iterator[tuple[Account, Account]]:
    """
    Yield each account with one of another kind that is sure on its first sure day.

    Of those that are, the one that is sure for the longest; it began no later.
    """
    longest: list[Account] = []
    for account in sorted(accounts, key=_first_sure):
        if account.start_latest > account.end_earliest:
            continue
        others = (other for other in longest if kinds[other.id] != kinds[account.id])
        earlier = next(others, None)
        if earlier and earlier.end_earliest >= account.start_latest:
            yield earlier, account
        # The longest of each kind, and of these the two longest, are all that can matter later.
        same = [other for other in longest if kinds[other.id] == kinds[account.id]]
        kept = max(same[0], account, key=_last_sure) if same else account
        longest = [kept, *(other for other in longest if other not in same)]
        longest = sorted(longest, key=_last_sure, reverse=True)[:2]


def stopped_for_good(data: Dataset) -> Iterator[Problem]:
    """Yield stopped spells without an end though a usable one begins after they were last seen."""
    for channel in data.spells_of:
        usable = sorted(
            (
                account
                for account in accounts_of(data, channel)
                if account.usable and not account.is_contact
            ),
            key=_first_sure,
        )
        starts = [account.start_latest for account in usable]
        # The one that begins first, of each account and all that are sure no earlier.
        first = list(accumulate(reversed(usable), _earlier))[::-1]
        for spell in data.spells_of[channel]:
            seen = [data.spoken_of(claim).latest for claim in backing(data, spell)]
            if spell.status in USABLE or spell.end not in ("", "..") or not seen:
                continue
            # Where both are sure on one day sources disagree; one that may begin later still
            # follows the stop.
            begun = start_bounds(spell.start)
            until = max(seen) if begun.earliest <= max(seen) else begun.latest
            place = bisect_right(starts, until)
            if place < len(first):
                later = first[place]
                how = f"is {quoted(spell.end)}" if spell.end else "is empty"
                begins = data.spells[later.id].start
                message = f"{how}, but `{later.id}` is {later.status} from {begins}; end it"
                yield problem(spell, "end", message)


def contacts_in_a_stop(data: Dataset) -> Iterator[Problem]:
    """Yield held two-way contacts on days on which the same voice has their channel stopped."""
    for contact, stop, voice in _in_stops(data):
        if voice:
            said = f"{quoted(voice)} says that it was held, and in `{stop.id}` that"
            message = f"{said} `{contact.channel}` was {stop.status} then; {REMEDY}"
            yield problem(contact, "date", message)


def contested_contacts(data: Dataset) -> Iterator[Problem]:
    """Yield held two-way contacts on days on which only other voices have their channel stopped."""
    for contact, stop, voice in _in_stops(data):
        if not voice:
            said = f"was held, but `{stop.id}` has `{contact.channel}` {stop.status} then"
            yield problem(contact, "date", f"{said}, which makes these days contested; {REMEDY}")


def repeated_contacts(data: Dataset) -> Iterator[Problem]:
    """Yield spells that say no more than a held contact of their channel does."""
    for channel, spells in data.spells_of.items():
        held = {
            contact.date: contact.id
            for contact in data.contacts_of.get(channel, ())
            if is_account(contact)
        }
        for spell in spells:
            if (
                spell.status == "open"
                and spell.end_kind == "observed"
                and spell.start == spell.end
                and spell.start in held
            ):
                message = (
                    f"says no more than the contact `{held[spell.start]}`, which counts by itself; "
                    "remove the spell"
                )
                yield problem(spell, "start", message)


def _in_stops(data: Dataset) -> Iterator[tuple[Contact, Account, str]]:
    """
    Yield each held two-way contact that was on a day which a stopped spell surely covers.

    With it come an undenied such spell and the voice that supports both, or, if none does, the
    spell that stops the channel for the longest and an empty text.
    """
    for channel in data.contacts_of:
        accounts = accounts_of(data, channel)
        stops: dict[str, list[Account]] = defaultdict(list)
        for account in sorted(accounts, key=_first_sure):
            if not account.usable and not account.denied:
                for voice in ("", *_supporting(data, account.id)):
                    stops[voice].append(account)
        longest = {voice: _Longest(told) for voice, told in stops.items()}
        for account in accounts:
            if account.is_contact and not account.denied:
                # Last comes the empty text: any voice.
                for voice in [*sorted(_supporting(data, account.id) & longest.keys()), ""]:
                    stop = longest[voice].covering(account) if voice in longest else None
                    if stop:
                        yield data.contacts[account.id], stop, voice
                        break


class _Longest:
    """Accounts in the order of their first sure day, asked which of them is sure with others."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        """Take the accounts."""
        self._starts = [account.start_latest for account in accounts]
        self._longest = list(accumulate(accounts, _longer))

    def covering(self, other: Account) -> Account | None:
        """
        Return the one that is sure for the longest, if it is sure on a day on which another is.

        Of another that is sure of no day, it has to be sure on all days on which that can be.
        """
        first, last = other.start_earliest, other.end_latest
        if other.has_a_sure_day:
            first, last = other.end_earliest, other.start_latest
        place = bisect_right(self._starts, first)
        longest = self._longest[place - 1] if place else None
        return longest if longest and longest.end_earliest >= last else None


def _supporting(data: Dataset, record: str) -> set[str]:
    return {
        data.voice(claim)
        for claim in data.claims_on.get(record, ())
        if claim.stance == "supports" and not claim.field
    }


def backing(data: Dataset, spell: Spell) -> list[Claim]:
    """Return the claims that carry a spell: those that support it as a whole."""
    return [
        claim
        for claim in data.claims_on.get(spell.id, ())
        if claim.stance == "supports" and not claim.field
    ]


def _first_sure(account: Account) -> tuple[date, date, str]:
    return account.start_latest, account.end_earliest, account.id


def _last_sure(account: Account) -> date:
    return account.end_earliest


def _longer(account: Account, other: Account) -> Account:
    """Return the account that is sure for the longest."""
    return max(account, other, key=_last_sure)


def _earlier(account: Account, other: Account) -> Account:
    """Return the account that begins first."""
    return min(account, other, key=lambda either: (either.start_earliest, either.id))
