"""
Accounts: what sources say of a channel or an office, cut where their evidence ends.

A spell is an account of its channel. So is a contact that was held, two-way, through a channel: of
status open, on its date, and no longer. An account counts if a claim on it as a whole supports it,
and is denied if one denies it. *Seen* is the last day its supporting claims speak about. An end
that lies later is *unseen*, and is cut:

================  =====================  ======================  ==================================
status            earliest end cut at    latest end cut at       so that
================  =====================  ======================  ==================================
open, degraded    seen, earlier bound    seen, later bound       nobody vouches for later days
suspended         seen, earlier bound    the day before the      surely so while somebody says so,
                                         next sure use, else     possibly until it surely worked
                                         the view's end          again
closed            the view's end         the view's end          what was dissolved stays closed
================  =====================  ======================  ==================================

What was seen is presumed to go on for a while: an account whose end is where the evidence stops is
*carried* further, see `carrying`. Tenures are cut and carried like open spells.
"""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import Contact, Spell
from backchannel.facts.presumption import DEFAULT, TENURE
from backchannel.facts.vocabulary import TWO_WAY, USABLE
from backchannel.verdicts.account import Account
from backchannel.verdicts.carrying import Cut, Later, carried, carried_tenures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backchannel.dates.edtf import Bounds
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Tenure
    from backchannel.facts.vocabulary import Status

CONCLUDED = frozenset({"ended", "lapsed", "superseded"})
"""The kinds of end past which no account of the same kind is carried."""


class Told(Protocol):
    """What an account is cut by: the claims that count, and where the view ends."""

    @property
    def as_of(self) -> date:
        """The last day of the view."""

    @property
    def claims_on(self) -> Mapping[str, tuple[Claim, ...]]:
        """Record id → the claims about it that count."""

    def spoken_of(self, claim: Claim) -> Bounds:
        """Return the bounds of the last day a claim speaks about."""


def is_denied(claims: Iterable[Claim]) -> bool:
    """Say whether one of the claims on a record denies it as a whole."""
    return any(claim.stance == "denies" and not claim.field for claim in claims)


def is_account(contact: Contact) -> bool:
    """Say whether a contact is an account of its channel: held, two-way, and through one."""
    return bool(contact.channel) and contact.occurrence == "held" and contact.mode in TWO_WAY


def accounts_of(data: Dataset, channel: str) -> list[Account]:
    """Return the accounts of a channel that count in a view, sorted by id."""
    days = presumed_days(data, channel)
    spells, contacts = data.spells_of.get(channel, ()), data.contacts_of.get(channel, ())
    return sorted(carried(data, cuts_of(data, spells, contacts), days=days))


def presumed_days(data: Dataset, channel: str) -> int:
    """Return for how many days what was seen of a channel is presumed to go on."""
    known = channel in data.channels
    return data.presumption.days_for(data.channels[channel].type if known else DEFAULT)


def cuts_of(data: Told, spells: Iterable[Spell], contacts: Iterable[Contact]) -> list[Cut]:
    """Return the accounts that count among the records of one channel, cut but not carried."""
    working: list[Spell | Contact] = [spell for spell in spells if spell.status in USABLE]
    working += [contact for contact in contacts if is_account(contact)]
    stopped = [spell for spell in spells if spell.status not in USABLE]
    cuts = [cut for record in working if (cut := cut_of(data, record)) is not None]
    return cuts + stops_of(data, stopped, cuts)


def stops_of(data: Told, stopped: Iterable[Spell], working: Iterable[Cut]) -> list[Cut]:
    """Return the accounts that count among stopped spells; use that is surely later ends them."""
    use = Later(
        (cut.account.end_earliest, cut.account.start_latest)
        for cut in working
        if not cut.account.denied and cut.account.has_a_sure_day
    )
    return [cut for spell in stopped if (cut := cut_of(data, spell, use)) is not None]


def tenure_accounts(data: Dataset) -> Mapping[str, Account]:
    """Return the tenures that count in a view, by id; worked out once for each dataset."""
    if "tenures" not in data.computed:
        days = data.presumption.days_for(TENURE)
        found: dict[str, Account] = {}
        for tenures in data.holders_of.values():
            cuts = [cut for tenure in tenures if (cut := cut_of(data, tenure)) is not None]
            found |= {account.id: account for account in carried_tenures(data, cuts, days=days)}
        data.computed["tenures"] = MappingProxyType(dict(sorted(found.items())))
    known: Mapping[str, Account] = data.computed["tenures"]
    return known


def cut_of(data: Told, record: Spell | Contact | Tenure, use: Later | None = None) -> Cut | None:
    """Cut an account where its evidence ends; `use` holds the sure days of use after a stop."""
    claims = [claim for claim in data.claims_on.get(record.id, ()) if not claim.field]
    spoken = [data.spoken_of(claim) for claim in claims if claim.stance == "supports"]
    if not spoken:
        return None
    status: Status = "open"
    kind = "observed" if isinstance(record, Contact) else "ended"
    if isinstance(record, Spell):
        status, kind = record.status, record.end_kind
    start, end = _dates(record)
    seen_earliest = min(max(bounds.earliest for bounds in spoken), data.as_of)
    seen_latest = min(max(bounds.latest for bounds in spoken), data.as_of)
    end_earliest, end_latest = end
    is_unseen = end_latest > seen_latest
    start_latest = min(start.latest, seen_latest) if start.earliest <= seen_latest else start.latest
    if is_unseen and status == "closed":
        end_earliest = end_latest = data.as_of
    elif is_unseen and status == "suspended":
        # What is only announced is no stop before it begins, so use until then does not end it.
        again = use.first_day(max(seen_latest, start_latest)) if use else None
        end_earliest = min(end_earliest, seen_earliest)
        end_latest = again - timedelta(days=1) if again else data.as_of
    elif is_unseen:
        end_earliest, end_latest = min(end_earliest, seen_earliest), seen_latest
    if start.earliest > end_latest:
        return None
    account = Account(
        record.id,
        status,
        start.earliest,
        min(start_latest, end_latest),
        max(end_earliest, start.earliest),
        end_latest,
        denied=is_denied(claims),
        is_contact=isinstance(record, Contact),
    )
    return Cut(
        account,
        goes_on=is_unseen or kind in ("observed", ""),
        is_concluded=not is_unseen and kind in CONCLUDED,
    )


def _dates(record: Spell | Contact | Tenure) -> tuple[Bounds, Bounds]:
    bounds = bounds_of(record)
    if "start" in bounds:
        return bounds["start"], bounds["end"]
    return bounds["date"], bounds["date"]
