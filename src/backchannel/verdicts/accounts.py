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
*carried* further, see `carried`. Tenures are cut and carried like open spells.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from backchannel.dates.period import day_after
from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import Contact
from backchannel.facts.presumption import DEFAULT, TENURE
from backchannel.facts.vocabulary import TWO_WAY, USABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from backchannel.dates.edtf import Bounds
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Spell, Tenure
    from backchannel.facts.vocabulary import Status

CONCLUDED = frozenset({"ended", "lapsed", "superseded"})
"""The kinds of end past which no account of the same kind is carried."""


class Account(NamedTuple):
    """An account that counts in a view, with its bounds cut where its evidence ends."""

    id: str
    status: Status
    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date
    denied: bool = False
    is_contact: bool = False
    carried_to: date | None = None
    """The last day on which it is presumed to go on; None if it is not carried."""

    @property
    def usable(self) -> bool:
        """Whether the other side could be reached, by this account."""
        return self.status in USABLE

    @property
    def has_a_sure_day(self) -> bool:
        """Whether the account holds on some day, however its dates are read."""
        return self.start_latest <= self.end_earliest

    def surely_covers(self, day: date) -> bool:
        """Say whether the account holds on this day, however its dates are read."""
        return self.start_latest <= day <= self.end_earliest

    def possibly_covers(self, day: date) -> bool:
        """Say whether the account holds on this day on some reading of its dates."""
        return self.start_earliest <= day <= self.end_latest

    def is_carried_to(self, day: date) -> bool:
        """Say whether the account is presumed to go on until this day, or surely holds on it."""
        return self.carried_to is not None and self.start_latest <= day <= self.carried_to

    def touches(self, window: Window) -> bool:
        """Say whether the account possibly holds on some day of a window, or is carried there."""
        if self.start_earliest <= window.last and self.end_latest >= window.first:
            return True
        return (
            self.carried_to is not None
            and self.start_latest <= window.last
            and self.carried_to >= window.first
        )


class Cut(NamedTuple):
    """An account, with what its end says of the days after it."""

    account: Account
    goes_on: bool
    """Whether its end is where the evidence stops."""
    is_concluded: bool
    """Whether it ended, lapsed or was superseded, as entered and as seen."""


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
            found |= {account.id: account for account in _carried_tenures(data, cuts, days=days)}
        data.computed["tenures"] = MappingProxyType(dict(sorted(found.items())))
    known: Mapping[str, Account] = data.computed["tenures"]
    return known


class Later:
    """Spans of days, asked for the earliest begin among those that end after a day."""

    def __init__(self, spans: Iterable[tuple[date, date]]) -> None:
        """Take the last and the first day of each span."""
        by_end = sorted(spans)
        self._ends = [end for end, _ in by_end]
        self._first = list(accumulate((start for _, start in reversed(by_end)), min))[::-1]

    def begins(self, after: date) -> date | None:
        """Return the earliest begin of the spans that end after a day, if there is one."""
        place = bisect_right(self._ends, after)
        return self._first[place] if place < len(self._first) else None

    def first_day(self, after: date) -> date | None:
        """Return the first day after a day that lies in a span, if there is one."""
        begins = self.begins(after)
        return begins if begins is None else max(begins, day_after(after))


def cut_of(data: Told, record: Spell | Contact | Tenure, use: Later | None = None) -> Cut | None:
    """Cut an account where its evidence ends; `use` holds the sure days of use after a stop."""
    claims = [claim for claim in data.claims_on.get(record.id, ()) if not claim.field]
    spoken = [data.spoken_of(claim) for claim in claims if claim.stance == "supports"]
    if not spoken:
        return None
    status: Status = getattr(record, "status", "open")
    kind = "observed" if isinstance(record, Contact) else getattr(record, "end_kind", "ended")
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
    if isinstance(record, Contact):
        return bounds["date"], bounds["date"]
    return bounds["start"], bounds["end"]


def carried(data: Dataset, cuts: Sequence[Cut], *, days: int) -> list[Account]:
    """
    Return the accounts of one channel, each with the last day to which it is carried.

    An undenied account, not closed, whose end is where the evidence stops is carried from its
    latest start to the earliest of

    - its earliest end and the days that are presumed;
    - the end of the view;
    - if it is usable, the day before the first break after its earliest end;
    - the day before an undenied spell of the other kind (usable, stopped) surely begins, or a
      contact of the other kind with a sure day, that ends later; never before its own earliest end;
    - the latest end of an undenied spell of its own kind that ended, lapsed or was superseded, as
      entered, and reaches its earliest end.

    Parameters
    ----------
    data
        The view, which has the breaks and an end.
    cuts
        All accounts of the channel.
    days
        How many days are presumed; with 0 nothing is carried.
    """
    if not days:
        return [cut.account for cut in cuts]
    undenied = [cut for cut in cuts if not cut.account.denied]
    others: dict[bool, list[tuple[date, date]]] = defaultdict(list)
    concluded: dict[bool, list[date]] = defaultdict(list)
    for account, _, is_concluded in undenied:
        if not account.is_contact or account.has_a_sure_day:
            others[account.usable].append((account.end_earliest, account.start_latest))
        if is_concluded:
            concluded[account.usable].append(account.end_latest)
    speaks_against = {usable: Later(others[not usable]) for usable in (True, False)}
    ends = {usable: sorted(concluded[usable]) for usable in (True, False)}
    breaks = [stop.date for stop in data.presumption.breaks]
    found = []
    for account, goes_on, _ in cuts:
        end = account.end_earliest
        if account.denied or account.status == "closed" or not goes_on:
            found.append(account)
            continue
        limits = [_so_many_days_after(end, days, data.as_of)]
        if account.usable and (place := bisect_right(breaks, end)) < len(breaks):
            limits.append(breaks[place] - timedelta(days=1))
        if begins := speaks_against[account.usable].begins(after=end):
            limits.append(_day_before(begins, end))
        same = ends[account.usable]
        if (place := bisect_left(same, end)) < len(same):
            limits.append(same[place])
        found.append(_carried_to(account, min(limits)))
    return found


def _carried_tenures(data: Dataset, cuts: Sequence[Cut], *, days: int) -> list[Account]:
    """Carry the tenures of one office, until it surely has another holder in full capacity."""
    full = Later(
        (account.end_earliest, account.start_latest)
        for account, _, _ in cuts
        if not account.denied
        and account.has_a_sure_day
        and data.tenures[account.id].capacity != "acting"
    )
    found = []
    for account, goes_on, _ in cuts:
        if not days or account.denied or not goes_on:
            found.append(account)
            continue
        limits = [_so_many_days_after(account.end_earliest, days, data.as_of)]
        if begins := full.begins(after=account.end_earliest):
            limits.append(_day_before(begins, account.end_earliest))
        found.append(_carried_to(account, min(limits)))
    return found


def _carried_to(account: Account, last: date) -> Account:
    return account._replace(carried_to=last) if last >= account.start_latest else account


def _so_many_days_after(day: date, days: int, end: date) -> date:
    return end if (end - day).days <= days else day + timedelta(days=days)


def _day_before(begins: date, least: date) -> date:
    return least if begins <= least else begins - timedelta(days=1)
