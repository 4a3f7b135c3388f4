"""
Accounts: what sources say of a status or an office, cut where their evidence ends.

An account counts if a claim on it as a whole supports it, and is denied if one denies it. Beyond
what its claims have seen, it is cut:

================  =====================  =================  ===================================
status            earliest end cut at    latest end cut at  so that
================  =====================  =================  ===================================
open, degraded    seen, earlier bound    seen, later bound  nobody vouches for later days
suspended         seen, earlier bound    the view's end     surely so while somebody says so,
                                                            possibly afterwards
closed            the view's end         the view's end     what was dissolved stays closed
================  =====================  =================  ===================================

*Seen* is the last day its supporting claims speak about. Spells and tenures are cut by the same
function: a tenure like an open spell.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import USABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Spell, Tenure
    from backchannel.facts.vocabulary import Status


class Account(NamedTuple):
    """An account that counts in a view, with its bounds cut where its evidence ends."""

    id: str
    status: Status
    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date
    denied: bool

    @property
    def usable(self) -> bool:
        """Whether the other side could be reached, by this account."""
        return self.status in USABLE

    def surely_covers(self, day: date) -> bool:
        """Say whether the account holds on this day, however its dates are read."""
        return self.start_latest <= day <= self.end_earliest

    def possibly_covers(self, day: date) -> bool:
        """Say whether the account holds on this day on some reading of its dates."""
        return self.start_earliest <= day <= self.end_latest

    def touches(self, window: Window) -> bool:
        """Say whether the account possibly holds on some day of a window."""
        return self.start_earliest <= window.last and self.end_latest >= window.first


def is_denied(claims: Iterable[Claim]) -> bool:
    """Say whether one of the claims on a record denies it as a whole."""
    return any(claim.stance == "denies" and not claim.field for claim in claims)


def accounts_of(data: Dataset, channel: str) -> list[Account]:
    """Return the accounts of a channel that count in a view, sorted by id."""
    spells = data.spells_of.get(channel, ())
    return [account for spell in spells if (account := _cut(data, spell, spell.status))]


def tenure_accounts(data: Dataset) -> Mapping[str, Account]:
    """Return the tenures that count in a view, by id; worked out once for each dataset."""
    if "tenures" not in data.computed:
        cut = (_cut(data, tenure, "open") for tenure in data.tenures.values())
        data.computed["tenures"] = MappingProxyType(
            {account.id: account for account in cut if account}
        )
    found: Mapping[str, Account] = data.computed["tenures"]
    return found


def _cut(data: Dataset, record: Spell | Tenure, status: Status) -> Account | None:
    claims = [claim for claim in data.claims_on.get(record.id, ()) if not claim.field]
    seen = [data.spoken_of(claim) for claim in claims if claim.stance == "supports"]
    if not seen:
        return None
    view_end = data.as_of
    seen_earliest = min(max(bounds.earliest for bounds in seen), view_end)
    seen_latest = min(max(bounds.latest for bounds in seen), view_end)
    bounds = bounds_of(record)
    start, (end_earliest, end_latest) = bounds["start"], bounds["end"]
    if end_latest > seen_latest:
        # Nobody has seen that end: how far the account reaches depends on what it takes to go on.
        end_earliest = min(end_earliest, view_end if status == "closed" else seen_earliest)
        end_latest = min(end_latest, seen_latest if status in USABLE else view_end)
    if start.earliest > end_latest:
        return None
    return Account(
        record.id,
        status,
        start.earliest,
        min(start.latest, end_latest),
        max(end_earliest, start.earliest),
        end_latest,
        denied=is_denied(claims),
    )
