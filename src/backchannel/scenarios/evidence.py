"""
One channel asked again and again: its verdict as dates, sources and presumption are otherwise.

What does not change is worked out once. Accounts that cannot matter to the days asked about are
left out: those that begin later, and those that ended so long before that nothing of them is
carried there. What these could keep from being carried ended earlier still.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import Window, day_after
from backchannel.facts.draws import lots, quantile
from backchannel.facts.model import Spell
from backchannel.facts.views import without
from backchannel.facts.vocabulary import USABLE
from backchannel.verdicts.accounts import cut_of, cuts_of, is_account, presumed_days, stops_of
from backchannel.verdicts.carrying import carried
from backchannel.verdicts.course import course_of, verdict_on
from backchannel.verdicts.verdict import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from backchannel.dates.edtf import Bounds
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Contact
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.carrying import Cut
    from backchannel.verdicts.course import Rule
    from backchannel.verdicts.verdict import Verdict

EVER = 4_000_000
"""More days than there are between the years 1 and 9999."""


class _Heard(NamedTuple):
    """Claims, and how far each speaks."""

    as_of: date
    claims_on: Mapping[str, tuple[Claim, ...]]
    spoken: Mapping[str, Bounds]

    def spoken_of(self, claim: Claim) -> Bounds:
        """Return the bounds of the last day a claim speaks about."""
        return self.spoken[claim.id]


class ChannelFacts:
    """The accounts of one channel, and its verdict on some days under other assumptions."""

    def __init__(self, data: Dataset, channel: str, days: Window, rule: Rule) -> None:
        """Take the data, the channel, the days asked about and the rule that folds them."""
        self.channel = data.channels[channel]
        self.presumed = presumed_days(data, channel)
        self._data, self._days, self._rule = data, days, rule
        spells = data.spells_of.get(channel, ())
        contacts = [one for one in data.contacts_of.get(channel, ()) if is_account(one)]
        records: list[Spell | Contact] = [*spells, *contacts]
        self._records = {record.id: record for record in records}
        self._stopped = [spell for spell in spells if spell.status not in USABLE]
        claims = {one: data.claims_on.get(one, ()) for one in self._records}
        spoken = {claim.id: data.spoken_of(claim) for told in claims.values() for claim in told}
        self._heard = _Heard(data.as_of, claims, spoken)
        stopped = {spell.id for spell in self._stopped}
        self._working = {
            one: cut
            for one, record in self._records.items()
            if one not in stopped and (cut := cut_of(self._heard, record)) is not None
        }
        self._stops = stops_of(self._heard, self._stopped, self._working.values())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources that speak of the channel, sorted."""
        told = self._heard.claims_on.values()
        return tuple(sorted({claim.source for claims in told for claim in claims}))

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the days as things are."""
        return self._verdict(self._cuts, self.presumed)

    @property
    def _cuts(self) -> list[Cut]:
        return [*self._working.values(), *self._stops]

    def without_each(self) -> dict[str, Verdict]:
        """
        Return the verdict without each source, and without each group of sources that copy.

        A group is listed if at least two of its sources speak of the channel. Sources come first,
        each list sorted.
        """
        groups: dict[str, list[str]] = defaultdict(list)
        for source in self.sources:
            if group := self._data.sources[source].independence_group:
                groups[group].append(source)
        units = [(source, [source]) for source in self.sources]
        units += [(group, some) for group, some in sorted(groups.items()) if len(some) > 1]
        return {name: self._without(frozenset(some)) for name, some in units}

    def drawn(self, seeds: Sequence[int]) -> Mapping[Verdict, int]:
        """Return in how many draws the channel has which verdict."""
        every = list(lots(self._data, self._records.values()))
        moving = [lot for lot in every if lot.is_uncertain and self._matters(lot.record.id)]
        if not moving:
            return {self.verdict: len(seeds)} if seeds else {}
        moved = {lot.record.id for lot in moving}
        # Also a date that no draw moves can have been narrowed to one day by another.
        still = [lot.settled(lot.days(0)) for lot in every if lot.record.id not in moved]
        stopped, fixed = self._recut(still)
        known: dict[tuple[object, ...], Verdict] = {}
        found: Counter[Verdict] = Counter()
        for seed in seeds:
            at = quantile(seed, self.channel.id)
            days = tuple(lot.days(at) for lot in moving)
            if days not in known:
                records = [lot.settled(on) for lot, on in zip(moving, days, strict=True)]
                more, cuts = self._recut(records)
                cuts = [*fixed, *cuts]
                stops = stops_of(self._heard, [*stopped, *more], cuts)
                known[days] = self._verdict([*cuts, *stops], self.presumed)
            found[known[days]] += 1
        return dict(sorted(found.items()))

    def by_presumption(self) -> list[tuple[int, Verdict]]:
        """
        Return the verdict as more days are presumed: the first number of days, and the verdict.

        Each differs from the one before; the first begins at 0 days. A verdict changes only where
        a carried account comes to a stretch of days in which nothing else changes, or to its end,
        and of accounts of one kind only the newest that can be carried there matters.
        """
        cuts = [cut for cut in self._cuts if cut.account.start_earliest <= self._days.last]
        steps: list[tuple[int, Verdict]] = []
        for number in self._turns(cuts):
            verdict = self._folded(carried(self._data, cuts, days=number))
            if not steps or steps[-1][1] != verdict:
                steps.append((number, verdict))
        return steps

    def _turns(self, cuts: Sequence[Cut]) -> list[int]:
        """Return the numbers of presumed days at which the verdict can change."""
        furthest = carried(self._data, cuts, days=EVER)
        bounds = {self._days.first, day_after(self._days.last), self._data.start}
        bounds.add(day_after(self._data.as_of))
        for account in furthest:
            bounds |= {account.start_earliest, account.start_latest}
            bounds |= {day_after(account.end_earliest), day_after(account.end_latest)}
            bounds |= {day_after(account.carried_to)} if account.carried_to else set()
        inside = sorted(day for day in bounds if self._days.first <= day <= self._days.last)
        edges = {*inside, *(day - timedelta(days=1) for day in inside[1:]), self._days.last}
        turns = {0, 1}
        for day in edges:
            newest: dict[tuple[str, bool], date] = {}
            for account in furthest:
                if account.is_carried_to(day):
                    kind = (account.status, account.is_contact)
                    newest[kind] = max(newest.get(kind, FIRST_DAY), account.end_earliest)
            turns |= {(day - end).days for end in newest.values() if end < day}
        return sorted(turns)

    def _without(self, gone: frozenset[str]) -> Verdict:
        """Return the verdict without some sources."""
        claims = {
            one: tuple(claim for claim in told if claim.source not in gone)
            for one, told in self._heard.claims_on.items()
            if any(claim.source in gone for claim in told)
        }
        told = (claim for one in claims for claim in self._heard.claims_on[one])
        if any(claim.field == "date" and claim.source in gone for claim in told):
            # A contact of rival dates is then dated by those that are left.
            rest = without(self._alone, gone)
            cuts = cuts_of(
                rest,
                rest.spells_of.get(self.channel.id, ()),
                rest.contacts_of.get(self.channel.id, ()),
            )
            return self._verdict(cuts, self.presumed)
        heard = self._heard._replace(claims_on={**self._heard.claims_on, **claims})
        working = dict(self._working)
        for one in claims.keys() & working.keys():
            cut = cut_of(heard, self._records[one])
            if cut is None:
                del working[one]
            else:
                working[one] = cut
        stops = stops_of(heard, self._stopped, working.values())
        if working == self._working and stops == self._stops:
            return self.verdict
        return self._verdict([*working.values(), *stops], self.presumed)

    @cached_property
    def _alone(self) -> Dataset:
        """The records of the channel as data of their own."""
        claims = {claim.id: claim for told in self._heard.claims_on.values() for claim in told}
        empty: dict[str, dict[str, object]] = {
            name: {} for name in ("actors", "tenures", "parties", "attendances", "disruptions")
        }
        return self._data.with_tables(
            **empty,
            dependencies={},
            channels={self.channel.id: self.channel},
            sources={one: self._data.sources[one] for one in self.sources},
            spells={k: v for k, v in self._records.items() if isinstance(v, Spell)},
            contacts={k: v for k, v in self._records.items() if not isinstance(v, Spell)},
            claims=claims,
            entered={k: v for k, v in self._data.entered.items() if k in self._records},
        )

    def _recut(self, records: Iterable[Any]) -> tuple[list[Spell], list[Cut]]:
        """
        Return the stopped spells among some records, and the others cut.

        Those that cannot matter are left out, unless there is a stop that they can have ended.
        """
        stopped = []
        cuts = []
        for record in records:
            if isinstance(record, Spell) and record.status not in USABLE:
                stopped.append(record)
            else:
                cut = cut_of(self._heard, record)
                if cut and (self._stops or self._is_near(cut.account, self.presumed)):
                    cuts.append(cut)
        return stopped, cuts

    def _matters(self, one: str) -> bool:
        """Say whether the dates of a record can change the verdict on the days."""
        if one in self._working and self._prolonged:
            return True
        cuts = [self._working[one]] if one in self._working else self._stops
        return any(
            self._is_near(cut.account, self.presumed) for cut in cuts if cut.account.id == one
        )

    @cached_property
    def _prolonged(self) -> bool:
        """Whether a stop may reach the days until the channel was used again, however early."""
        return any(
            cut.goes_on and cut.account.status == "suspended"
            for cut in self._stops
            if self._is_near(cut.account, self.presumed)
        )

    def _is_near(self, account: Account, presumed: int) -> bool:
        """Say whether an account can matter to the days asked about."""
        if account.start_earliest > self._days.last:
            return False
        return (self._days.first - account.end_latest).days <= presumed

    def _verdict(self, cuts: Iterable[Cut], presumed: int) -> Verdict:
        near = [cut for cut in cuts if self._is_near(cut.account, presumed)]
        return self._folded(carried(self._data, near, days=presumed))

    def _folded(self, accounts: Sequence[Account]) -> Verdict:
        """Fold the days asked about into one verdict."""
        first, last = self._days
        known = Window(max(self._data.start, first), min(self._data.as_of, last))
        if first < last and known.first <= known.last:
            return course_of(accounts, known).over(self._days, rule=self._rule)
        return verdict_on(accounts, first) if known.first <= known.last else UNKNOWN
