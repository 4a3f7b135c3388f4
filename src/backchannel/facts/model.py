"""
The records of a data package, one class per table.

A record is one row: frozen, strict, dates kept as entered. What one record can break alone is
refused here; rules between records live in `check`. The text under a field is its line in the
codebook.
"""

from __future__ import annotations

from typing import Literal

from backchannel.facts.cells import (
    Count,
    Country,
    Date,
    DateOrNothing,
    End,
    Id,
    IdOrNothing,
    Ids,
    Side,
    Start,
    StatedStart,
    Text,
    Texts,
    Wikidata,
)
from backchannel.facts.record import Record as Record  # noqa: PLC0414 - one home for all kinds
from backchannel.facts.vocabulary import (
    ActorKind,
    ChannelType,
    DisruptionKind,
    EndKind,
    Mode,
    Occurrence,
    Sector,
    Status,
)


class Source(Record):
    """A publication that facts are read from."""

    table = "sources"
    row_is = "a publication"

    title: Text
    """Title as printed."""
    publisher: str = ""
    """Who published it."""
    url: str = ""
    """Address, where it was seen; empty where none was."""
    published: Date
    """Day of publication, as precisely as it is known."""
    language: str = ""
    """Language of the text, ISO 639-1."""
    independence_group: IdOrNothing = ""
    """Sources that retell one another share a group and are one voice; empty: it stands alone."""
    read: Literal["", "full", "excerpt"] = ""
    """Whether the coder read the whole text or an excerpt."""


class Actor(Record):
    """Somebody or something that can speak, be spoken for, or be met at."""

    table = "actors"
    row_is = "a person, office, organization, state, intergovernmental body, group or place"

    name: Text
    """Name in English."""
    kind: ActorKind
    """What it is; an `office` is a post that one person holds at a time."""
    state: Country = ""
    """ISO 3166-1 alpha-3 code of its state; of ISO 3166-3 for a former one (`SUN`, `DDR`)."""
    sector: Sector = ""
    """PLOVER sector code: `GOV`, `MIL`, `SPY`, `LEG`, `BUS`, `ELI`, `EDU`, `JRN`, `IGO` …"""
    parent: IdOrNothing = ""
    """The actor that it is a part of."""
    aliases: Texts = ()
    """Other names and spellings."""
    wikidata: Wikidata = ""
    """Wikidata item, where it was looked up."""
    named: Literal["", "yes", "no"] = "yes"
    """`no` for somebody that the source leaves unnamed."""
    start: Start = ""
    """First day of a state; empty: before the days of the package, or no state."""
    end: End = ""
    """Last day of a state that is no more; empty: none, or no state."""


class Tenure(Record):
    """A person in an office."""

    table = "tenures"
    row_is = "a person in an office"

    person: Id
    """Who holds the office."""
    office: Id
    """The office held."""
    start: Start = ""
    """First day; empty: nobody says when it began."""
    end: End = ""
    """Last day; `..`: still so when the claim was made; empty: nobody says."""
    capacity: Literal["", "full", "acting"] = ""
    """Whether in full or acting for an absent holder."""


class Channel(Record):
    """A way in which two or more sides can reach each other."""

    table = "channels"
    row_is = "a channel"

    name: Text
    """Name in English."""
    type: ChannelType
    """What kind of channel it is."""
    secrecy: Literal["", "public", "discreet", "secret"] = ""
    """Whether its existence is public, discreet or secret; empty: no source says."""
    parent: IdOrNothing = ""
    """The channel that it is a part of, where a part can be stopped alone."""
    succeeds: IdOrNothing = ""
    """The earlier channel that it took over from."""
    topics: Ids = ()
    """What it is about; the list is in the codebook."""


class Party(Record):
    """An actor in a channel."""

    table = "parties"
    row_is = "an actor in a channel"

    channel: Id
    """The channel."""
    actor: Id
    """The actor; an office stands for whoever holds it."""
    side: Side = ""
    """ISO 3166-1 alpha-3 code, or the id of an intergovernmental body; groups have none."""
    role: Literal["party", "go-between", "host", "observer"]
    """Only role `party` makes a channel's sides."""
    start: Start = ""
    """First day; empty: as the channel."""
    end: End = ""
    """Last day; empty: as the channel."""


class Spell(Record):
    """A status of a channel over time, as one account has it."""

    table = "spells"
    row_is = "a status of a channel over time"

    channel: Id
    """The channel."""
    status: Status
    """`open`, `degraded`, `suspended` or `closed`."""
    start: Start = ""
    """First day; empty: nobody says when it began."""
    end: End = ""
    """Last day; `..`: still so when the claim was made; empty: over, or perhaps; no date known."""
    end_kind: EndKind = ""
    """Why it ends: changed, ended, lapsed, superseded, or observed (evidence stops: no loss)."""
    cause: Ids = ()
    """Disruptions that brought this status about, by a source's word."""


class Contact(Record):
    """A dated contact, or one that did not take place."""

    table = "contacts"
    row_is = "a dated contact or non-contact"

    channel: IdOrNothing = ""
    """The channel it went through; may be empty."""
    date: Date
    """When; an interval for days in a row, for a series, or for the time without contact."""
    mode: Mode
    """How."""
    place: IdOrNothing = ""
    """Where: an actor of kind place."""
    occurrence: Occurrence
    """Whether it took place; `none`: a source says that none of this mode took place in `date`."""
    topics: Ids = ()
    """What it was about; the list is in the codebook."""
    outcome: str = ""
    """What came of it, in our own words."""
    count: Literal["", "series"] = ""
    """`series`: at least one, on unknown days in `date`."""


class Attendance(Record):
    """An actor at a contact."""

    table = "attendances"
    row_is = "an actor at a contact"

    contact: Id
    """The contact."""
    actor: Id
    """Who was there."""
    side: Side = ""
    """ISO 3166-1 alpha-3 code, or the id of an intergovernmental body."""
    capacity: Literal["", "principal", "delegate", "interpreter", "host", "unknown"] = ""
    """In what capacity."""
    certainty: Literal["", "sure", "likely"] = ""
    """Whether the source says so (`sure`) or it follows from the context (`likely`)."""


class Disruption(Record):
    """Something that stopped, cut, or restored channels."""

    table = "disruptions"
    row_is = "an expulsion, ban, closure, law, invasion, restoration …"

    kind: DisruptionKind
    """What kind of act it is."""
    start: StatedStart
    """When it was done or began."""
    end: End = ""
    """Last day; empty: that of `start` (its effect may last); `..`: still in force."""
    by: Ids = ()
    """Who did it."""
    target: Ids = ()
    """Whom it was directed at."""
    answers: IdOrNothing = ""
    """The disruption that it retaliates for."""
    count_least: Count = None
    """Least number of persons or things concerned."""
    count_most: Count = None
    """Greatest number."""
    count_of: str = ""
    """What is counted."""


class Dependency(Record):
    """What a channel cannot work without."""

    table = "dependencies"
    row_is = "what a channel cannot work without"

    channel: Id
    """The channel."""
    kind: Literal["building", "staff-cap", "treaty", "law", "bank", "line"]
    """What kind of thing it needs."""
    on: Text
    """What it depends on; the same text means the same thing."""


class Claim(Record):
    """One source backing or denying one record."""

    table = "claims"
    row_is = "one source backing or denying one record"

    record: Id
    """The record it speaks of."""
    field: str = ""
    """The column it speaks of; empty: the record as a whole."""
    value: str = ""
    """The value it gives for that column."""
    source: Id
    """The publication."""
    locator: str = ""
    """The place in it: a paragraph, or a few words to search for."""
    claimant: IdOrNothing = ""
    """The actor to whom the source attributes it; empty: the source speaks itself."""
    stance: Literal["supports", "denies"] = "supports"
    """Whether it backs or denies the record."""
    directness: Literal["", "witness", "statement", "document", "second-hand", "inferred"] = ""
    """How near the speaker was to what is claimed."""
    as_of: DateOrNothing = ""
    """Last day the claim speaks about; empty: the day of publication."""


_KINDS = (
    Source, Actor, Tenure, Channel, Party, Spell, Contact, Attendance, Disruption, Dependency, Claim
)  # fmt: skip
RECORDS: dict[str, type[Record]] = {kind.table: kind for kind in _KINDS}
"""Table name → record class, in the order of the codebook."""

REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "actors": {"parent": ("actors",)},
    "tenures": {"person": ("actors",), "office": ("actors",)},
    "channels": {"parent": ("channels",), "succeeds": ("channels",)},
    "parties": {"channel": ("channels",), "actor": ("actors",)},
    "spells": {"channel": ("channels",), "cause": ("disruptions",)},
    "contacts": {"channel": ("channels",), "place": ("actors",)},
    "attendances": {"contact": ("contacts",), "actor": ("actors",)},
    "disruptions": {"by": ("actors",), "target": ("actors",), "answers": ("disruptions",)},
    "dependencies": {"channel": ("channels",)},
    "claims": {"source": ("sources",), "claimant": ("actors",), "record": tuple(RECORDS)},
}
"""Table → column → the tables whose ids the column may hold."""
