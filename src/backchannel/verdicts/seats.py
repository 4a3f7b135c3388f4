"""
Who sits on which channel, and when: parties, go-betweens, and the holders of offices that are such.

A person sits on a channel in its own name or by an office; another post in the same organization is
not enough. Hosts and observers carry nothing and are left out. Tenures are cut where their evidence
ends and are presumed to go on, like open spells.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window, day_after
from backchannel.facts.bounds import bounds_of
from backchannel.verdicts.accounts import tenure_accounts
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Party
    from backchannel.verdicts.verdict import Certainty

CARRYING = frozenset({"party", "go-between"})
"""The roles that carry talk; a host or an observer does not."""

NEVER = Window(date.max, date.min)


class Tie(NamedTuple):
    """An actor on a channel, with its days there by how sure they are (none if first > last)."""

    channel: str
    actor: str
    role: str
    side: str
    via: str
    """The office through which a person sits there; empty for whoever sits there personally."""
    capacity: str
    sure: Window
    presumed: Window
    """The sure days, and those to which they are presumed to go on."""
    may: Window
    """The presumed days, and those that some reading of the dates allows."""

    def days(self, least: Certainty) -> Window:
        """Return the days on which the actor sits there at least so surely."""
        return {"surely": self.sure, "presumably": self.presumed, "possibly": self.may}[least]

    def holds(self, on: date, least: Certainty) -> bool:
        """Say whether the actor sits there on a day at least so surely."""
        days = self.days(least)
        return days.first <= on <= days.last

    def certainty(self, on: date) -> Certainty | None:
        """Say how sure it is that the actor sits there on a day; None if it is impossible."""
        return next((least for least in CERTAINTIES if self.holds(on, least)), None)


def turns_of(tie: Tie) -> set[date]:
    """Return the days on which it changes how sure a tie is: from each on it may be another."""
    return {
        day
        for days in (tie.sure, tie.presumed, tie.may)
        for day in (days.first, day_after(days.last))
    }


def roster(data: Dataset) -> Sequence[Tie]:
    """
    Return who sits on which channel and when, sorted: parties, go-betweens, holders of offices.

    States are in the roster too, since they give a channel its sides. It is worked out once for
    each dataset.
    """
    if "roster" not in data.computed:
        data.computed["roster"] = tuple(sorted(_ties(data)))
    found: Sequence[Tie] = data.computed["roster"]
    return found


def seated_on(data: Dataset) -> Mapping[str, Sequence[Tie]]:
    """Return the roster by channel."""
    if "seated" not in data.computed:
        by_channel = groupby(roster(data), key=lambda tie: tie.channel)
        data.computed["seated"] = MappingProxyType(
            {channel: tuple(ties) for channel, ties in by_channel}
        )
    found: Mapping[str, Sequence[Tie]] = data.computed["seated"]
    return found


def sitting(data: Dataset, channel: str, on: date, least: Certainty) -> frozenset[str]:
    """Return who sits on a channel on a day at least so surely."""
    ties = seated_on(data).get(channel, ())
    return frozenset(tie.actor for tie in ties if tie.holds(on, least))


def tenure_days(data: Dataset, tenure: str) -> tuple[Window, Window, Window]:
    """
    Return the days on which a tenure surely, presumably and possibly holds.

    Each has the surer ones; `NEVER` where no counted claim supports the tenure.
    """
    cut = tenure_accounts(data).get(tenure)
    if cut is None:
        return NEVER, NEVER, NEVER
    # A denied tenure is contested: it may be so, and never surely is.
    surely = NEVER if cut.denied else Window(cut.start_latest, cut.end_earliest)
    presumed = Window(cut.start_latest, cut.carried_to) if cut.carried_to else surely
    return surely, presumed, Window(cut.start_earliest, max(cut.end_latest, presumed.last))


def _ties(data: Dataset) -> Iterator[Tie]:
    tenures = tenure_accounts(data)
    for party in data.parties.values():
        if party.role not in CARRYING:
            continue
        sure, may = _days(party)
        yield Tie(party.channel, party.actor, party.role, party.side, "", "", sure, sure, may)
        for held in data.holders_of.get(party.actor, ()):
            if held.id not in tenures:
                continue
            surely, presumed, possibly = tenure_days(data, held.id)
            yield Tie(
                party.channel, held.person, party.role, party.side, party.actor, held.capacity,
                _both(sure, surely), _both(sure, presumed), _both(may, possibly),
            )  # fmt: skip


def _days(party: Party) -> tuple[Window, Window]:
    bounds = bounds_of(party)
    surely = Window(bounds["start"].latest, bounds["end"].earliest)
    return surely, Window(bounds["start"].earliest, bounds["end"].latest)


def _both(left: Window, right: Window) -> Window:
    return Window(max(left.first, right.first), min(left.last, right.last))
