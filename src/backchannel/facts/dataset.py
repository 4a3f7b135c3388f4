"""
The facts of one data package, frozen: records by id, and the few indexes that everything needs.

A `Dataset` is a value. A view (see `views`) takes one and gives another; nothing changes one in
place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from backchannel.dates.edtf import Bounds
from backchannel.dates.period import Window, day_bounds, united
from backchannel.errors import UnknownName
from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import RECORDS
from backchannel.facts.presumption import NOTHING, Presumption
from backchannel.facts.table import Table, grouped, sealed
from backchannel.facts.view import WHOLE, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from backchannel.facts.holding import Holding
    from backchannel.facts.model import (
        Actor,
        Attendance,
        Channel,
        Claim,
        Contact,
        Dependency,
        Disruption,
        Party,
        Record,
        Source,
        Spell,
        Tenure,
    )

SUCCESSOR_STATES = {"SUN": "RUS"}
"""Side → the side it counts as when a question is about a pair of sides."""


@dataclass(frozen=True, repr=False)
class Dataset:
    """
    Records by id, sorted, with what the package says of itself.

    Two datasets are equal if their records, `start`, `as_of`, `between` and `presumption` are.
    """

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    tenures: Mapping[str, Tenure]
    channels: Mapping[str, Channel]
    parties: Mapping[str, Party]
    spells: Mapping[str, Spell]
    contacts: Mapping[str, Contact]
    attendances: Mapping[str, Attendance]
    disruptions: Mapping[str, Disruption]
    dependencies: Mapping[str, Dependency]
    claims: Mapping[str, Claim]
    start: date
    """First day that the package covers."""
    as_of: date
    """Last day that it covers; nothing is said of later days."""
    between: tuple[str, str] | None = None
    """
    The pair of sides that pictures, reports and `usable_by_type` speak of by default; none in a
    package of a whole network. Other answers speak of all sides unless a pair is asked for.
    """
    presumption: Presumption = NOTHING
    """For how long what was seen is presumed to go on."""
    title: str = field(default="", compare=False)
    view: View = field(default=WHOLE, compare=False)
    """What the data were narrowed to, for answers to say; the tables hold what is left."""
    entered: Mapping[str, Record] = field(default_factory=dict, compare=False)
    """The records whose rival dates a view has narrowed, as they were before."""
    topics: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Topic of channels and contacts → its meaning; empty where the package lists none."""

    def table(self, name: str) -> Mapping[str, Record]:
        """Return one table by its name."""
        if name not in RECORDS:
            raise UnknownName("table", name, RECORDS)
        return cast("Mapping[str, Record]", getattr(self, name))

    def __len__(self) -> int:
        """Count the records of all tables."""
        return sum(len(self.table(name)) for name in RECORDS)

    def __repr__(self) -> str:
        from backchannel.facts.holding import dataset_in_words

        return dataset_in_words(self._holding())

    def _repr_html_(self) -> str:
        from backchannel.facts.holding import dataset_as_html

        return dataset_as_html(self._holding())

    def _holding(self) -> Holding:
        from backchannel.facts.holding import Holding

        sizes = {name: len(self.table(name)) for name in RECORDS}
        return Holding(self.title, self.start, self.as_of, self.between, sizes)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Record id → the record, whatever its table."""
        return MappingProxyType(
            {key: record for name in RECORDS for key, record in self.table(name).items()}
        )

    @cached_property
    def computed(self) -> dict[str, Any]:
        """Cache of what other modules derive from these facts, by a name; a view starts empty."""
        return {}

    def with_tables(self, **changes: Any) -> Dataset:
        """Return a copy with some tables or facts replaced; tables are sorted and sealed."""
        changed: dict[str, Any] = {
            k: sealed(v.values()) if k in RECORDS else v for k, v in changes.items()
        }
        return replace(self, **changed)

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the facts alone to a worker, which derives what it needs from them again."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        plain = {k: dict(v) if isinstance(v, Mapping) else v for k, v in told.items()}
        return _received, (plain,)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all records and the package's facts: equal datasets have equal digests."""
        from backchannel.facts.digest import digest_of

        facts = {"from": self.start.isoformat(), "as_of": self.as_of.isoformat()}
        tables = {name: self.table(name) for name in RECORDS}
        return digest_of({**facts, "between": self.between}, self.presumption, tables)

    @cached_property
    def claims_on(self) -> Mapping[str, tuple[Claim, ...]]:
        """Record id → the claims about it."""
        return grouped(self.claims.values(), lambda claim: claim.record)

    @cached_property
    def spells_of(self) -> Mapping[str, tuple[Spell, ...]]:
        """Channel id → its spells."""
        return grouped(self.spells.values(), lambda spell: spell.channel)

    @cached_property
    def parties_of(self) -> Mapping[str, tuple[Party, ...]]:
        """Channel id → its parties."""
        return grouped(self.parties.values(), lambda party: party.channel)

    @cached_property
    def contacts_of(self) -> Mapping[str, tuple[Contact, ...]]:
        """Channel id → the contacts through it."""
        return grouped(self.contacts.values(), lambda contact: contact.channel)

    @cached_property
    def attendances_of(self) -> Mapping[str, tuple[Attendance, ...]]:
        """Contact id → who was there."""
        return grouped(self.attendances.values(), lambda attendance: attendance.contact)

    @cached_property
    def holders_of(self) -> Mapping[str, tuple[Tenure, ...]]:
        """Office id → the tenures in it."""
        return grouped(self.tenures.values(), lambda tenure: tenure.office)

    def voice(self, claim: Claim) -> str:
        """Return who speaks in a claim: its claimant, else its source's independence group."""
        return claim.claimant or self.sources[claim.source].independence_group or claim.source

    def spoken_of(self, claim: Claim) -> Bounds:
        """
        Return the bounds of the last day a claim speaks about.

        Without an `as_of` of its own it speaks until its publication, and never beyond it.
        """
        published = day_bounds(self.sources[claim.source].published)
        own = day_bounds(claim.as_of) if claim.as_of else published
        return Bounds(min(own.earliest, published.latest), min(own.latest, published.latest))

    def voices(self, record_ids: Iterable[str]) -> int:
        """Count the distinct voices, supporting or denying, on some records."""
        return len(self.voices_on(record_ids))

    def voices_on(self, record_ids: Iterable[str]) -> set[str]:
        """Return the distinct voices on some records."""
        return {
            self.voice(claim) for record in record_ids for claim in self.claims_on.get(record, ())
        }

    @cached_property
    def held_by(self) -> Mapping[str, tuple[Tenure, ...]]:
        """Person id → the tenures of that person."""
        return grouped(self.tenures.values(), lambda tenure: tenure.person)

    @cached_property
    def seats_of(self) -> Mapping[str, tuple[tuple[str, Window], ...]]:
        """Channel id → the sides of its parties (role `party`), with the days they possibly sat."""
        return {
            channel: tuple(
                (party.side, possible_days(party))
                for party in parties
                if party.role == "party" and party.side
            )
            for channel, parties in self.parties_of.items()
        }

    def sides(self, channel: str, *, within: Window | None = None) -> list[str]:
        """Return the sides of a channel, sorted; only those possibly there in a window."""
        return sorted(
            {
                side
                for side, days in self.seats_of.get(channel, ())
                if within is None or (days.first <= within.last and days.last >= within.first)
            }
        )

    def days_between(self, channel: str, sides: tuple[str, str]) -> Sequence[Window]:
        """Return the days on which a channel possibly has a party on each of two sides, united."""
        known = self.computed.setdefault(f"days between {sides[0]} {sides[1]}", {})
        if channel not in known:
            left, right = (
                [days for seated, days in self.seats_of.get(channel, ()) if counts_as(seated) == at]
                for at in map(counts_as, sides)
            )
            both = [(max(a.first, b.first), min(a.last, b.last)) for a in left for b in right]
            known[channel] = tuple(united(Window(*days) for days in both if days[0] <= days[1]))
        found: Sequence[Window] = known[channel]
        return found

    def is_between(self, channel: str, sides: tuple[str, str], *, within: Window) -> bool:
        """Say whether on some day of the window the channel has a party on each of two sides."""
        return any(
            days.first <= within.last and days.last >= within.first
            for days in self.days_between(channel, sides)
        )


def counts_as(side: str) -> str:
    """Return what a side counts as: the Soviet Union as Russia, all others as themselves."""
    return SUCCESSOR_STATES.get(side, side)


def possible_days(record: Party | Tenure | Actor) -> Window:
    """Return the days on which a party, a tenure or a state possibly was."""
    bounds = bounds_of(record)
    return Window(bounds["start"].earliest, bounds["end"].latest)


def possibly_within(record: Party | Tenure, window: Window) -> bool:
    """Say whether a party or a tenure possibly held on some day of the window."""
    days = possible_days(record)
    return days.first <= window.last and days.last >= window.first


def dataset(  # noqa: PLR0913 - the facts of a package
    tables: Mapping[str, Iterable[Record]],
    *,
    start: date,
    as_of: date,
    between: tuple[str, str] | None = None,
    presumption: Presumption = NOTHING,
    title: str = "",
    topics: Mapping[str, str] | None = None,
) -> Dataset:
    """
    Build a dataset from records by table; a table left out is empty.

    Raises
    ------
    ValueError
        If two records of one table share an id.
    """
    by_name: dict[str, Any] = {name: sealed(tables.get(name, ())) for name in RECORDS}
    listed = MappingProxyType(dict(sorted((topics or {}).items())))
    return Dataset(
        **by_name, start=start, as_of=as_of, between=between, presumption=presumption, title=title,
        topics=listed,
    )  # fmt: skip


def _received(facts: Mapping[str, Any]) -> Dataset:
    """Return the dataset that was sent as plain facts."""
    sealed = {name: Table(facts[name]) for name in RECORDS}
    return Dataset(**{**facts, **sealed, "topics": MappingProxyType(facts["topics"])})
