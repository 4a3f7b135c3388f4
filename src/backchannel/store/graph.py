"""
Records as graph rows: one declaration per table, the same on both engines.

Every row of the package becomes one node or one relationship with all its columns and its id.
Beside the columns it carries what queries need and cannot compute: the bounds of its dates as real
dates; on a claim its voice, the table it speaks about and the publication of its source; on a
channel the days that are presumed; a label on what is an account of a channel. It also says which
table it was loaded from, which tells what a load wrote from what others drew or labelled alike.
`reading` goes the other way.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from backchannel.errors import StoreError
from backchannel.facts.bounds import DATED, bounds_of
from backchannel.facts.model import RECORDS, Actor, Channel, Claim, Contact, Record, Spell, Tenure
from backchannel.facts.vocabulary import ActorKind
from backchannel.messages import quoted
from backchannel.store import derived
from backchannel.verdicts.accounts import is_account

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

OURS = "Backchannel"
"""The label on every node of ours; ids are unique under it as they are in the package."""

FORMAT = 6
"""Version of the graph's form; a database of another form is loaded anew, never guessed at."""

PACKAGE_ID = "backchannel:package"
"""Id of the node that speaks of the package; no record can have it, since ids have no colon."""

LOADED_FROM = "loaded_from"
"""The property of whatever a load wrote: its table, or the column that became a relationship."""

OF_PACKAGE = "datapackage"
"""Where the one node comes from that speaks of the package."""

NODES = {
    "sources": "Source",
    "actors": "Actor",
    "channels": "Channel",
    "spells": "Spell",
    "contacts": "Contact",
    "disruptions": "Disruption",
    "dependencies": "Dependency",
    "claims": "Claim",
}
"""Table → label, for the tables whose rows are nodes."""

KINDS = {kind: kind.title() for kind in get_args(ActorKind)}
"""Kind of actor → its second label."""

ACCOUNT = "Account"
"""The label on spells and on held two-way contacts: whatever a verdict is made from."""

COUNTED = NODES | {derived.STRETCHES: derived.STRETCH}
"""Where nodes come from → the label by which a load counts them."""

LABELS = (*COUNTED.values(), *KINDS.values(), ACCOUNT, "Package")
"""Every label that we set beside `Backchannel`."""


class Edge(NamedTuple):
    """A table whose rows are relationships: their type, and the columns that name both ends."""

    type: str
    source: str
    target: str


EDGES = {
    "tenures": Edge("HELD", "person", "office"),
    "parties": Edge("PARTY_TO", "actor", "channel"),
    "attendances": Edge("ATTENDED", "actor", "contact"),
}
"""Table → relationship, for the tables whose rows are relationships."""


class ColumnEdge(NamedTuple):
    """A column that becomes a relationship too, from the row or (`incoming`) to it."""

    table: str
    column: str
    type: str
    incoming: bool = False


COLUMN_EDGES = (
    ColumnEdge("actors", "parent", "PART_OF"),
    ColumnEdge("channels", "parent", "PART_OF"),
    ColumnEdge("channels", "succeeds", "SUCCEEDS"),
    ColumnEdge("spells", "channel", "HAD_STATUS", incoming=True),
    ColumnEdge("spells", "cause", "CAUSED", incoming=True),
    ColumnEdge("contacts", "channel", "VIA"),
    ColumnEdge("dependencies", "channel", "DEPENDS_ON", incoming=True),
    ColumnEdge("claims", "record", "ABOUT"),
    ColumnEdge("claims", "source", "FROM"),
)

TYPES = tuple(
    sorted({derived.WAS, *(e.type for e in EDGES.values()), *(link.type for link in COLUMN_EDGES)})
)
"""Every type of relationship that we create."""

UNIQUE = f"CREATE CONSTRAINT backchannel_id IF NOT EXISTS FOR (n:{OURS}) REQUIRE n.id IS UNIQUE"
"""Uniqueness holds for our own label only, so that nothing of ours binds the nodes of others."""

INDEXES = (
    *(
        f"CREATE INDEX backchannel_{name.lower()}_id IF NOT EXISTS FOR (n:{name}) ON (n.id)"
        for name in NODES.values()
    ),
    "CREATE INDEX backchannel_claim_record IF NOT EXISTS FOR (n:Claim) ON (n.record)",
)
"""What is looked for by more than our own label."""

COMPUTED = {
    "channels": ("presume_days",),
    "claims": derived.CLAIM_PROPERTIES,
    # Of a contact that went on through several days.
    "contacts": ("start_earliest", "start_latest", "end_earliest", "end_latest"),
    "tenures": derived.TENURE_PROPERTIES,
    derived.STRETCHES: derived.STRETCH_PROPERTIES,
}
"""Table → the properties of its rows that are neither columns nor bounds of columns."""

Row = dict[str, Any]


def node_rows(data: Dataset) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows of all nodes by their labels."""
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for table, label in NODES.items():
        for record in data.table(table).values():
            row = properties(record) | {LOADED_FROM: table}
            if isinstance(record, Claim):
                _must_exist(data, record, "source", record.source)
                _must_exist(data, record, "record", record.record)
                row |= derived.of_claim(data, record)
            elif isinstance(record, Channel):
                row["presume_days"] = data.presumption.days_for(record.type)
            grouped.setdefault((OURS, label, *_second_label(record)), []).append(row)
    grouped[OURS, derived.STRETCH] = [
        row | {LOADED_FROM: derived.STRETCHES} for row in derived.stretches(data)
    ]
    return grouped


def _second_label(record: Record) -> tuple[str, ...]:
    if isinstance(record, Actor):
        return (KINDS[record.kind],)
    if isinstance(record, Spell) or (isinstance(record, Contact) and is_account(record)):
        return (ACCOUNT,)
    return ()


def edge_rows(data: Dataset) -> dict[str, list[Row]]:
    """Return the rows of all relationships by their type."""
    grouped: dict[str, list[Row]] = {}
    for table, edge in EDGES.items():
        for record in data.table(table).values():
            source, target = getattr(record, edge.source), getattr(record, edge.target)
            for column, end in ((edge.source, source), (edge.target, target)):
                _must_exist(data, record, column, end)
            of_row = properties(record) | {LOADED_FROM: table}
            if isinstance(record, Tenure):
                of_row |= derived.of_tenure(data, record)
            grouped.setdefault(edge.type, []).append(_edge(source, target, of_row))
    for link in COLUMN_EDGES:
        for record in data.table(link.table).values():
            for end in _named(record, link.column):
                _must_exist(data, record, link.column, end)
                # A claim about a relationship has nothing to point at; its `record` says what it is
                # about.
                if data.records[end].table in NODES:
                    source, target = (end, record.id) if link.incoming else (record.id, end)
                    of_row = {LOADED_FROM: f"{link.table}.{link.column}"}
                    grouped.setdefault(link.type, []).append(_edge(source, target, of_row))
    grouped[derived.WAS] = [
        _edge(row["channel"], row["id"], {LOADED_FROM: f"{derived.STRETCHES}.channel"})
        for row in derived.stretches(data)
    ]
    return grouped


def _edge(source: str, target: str, of_row: Row) -> Row:
    return {"source": source, "target": target, "properties": of_row}


def properties(record: Record) -> Row:
    """Return a record's columns and the bounds of its dates; an unknown number is left out."""
    row: Row = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in record
        if value is not None
    }
    for name, bounds in bounds_of(record).items():
        row[f"{name}_earliest"], row[f"{name}_latest"] = bounds
    return row


def package_row(data: Dataset) -> Row:
    """Return the properties of the one node that speaks of the package."""
    return {
        "id": PACKAGE_ID,
        LOADED_FROM: OF_PACKAGE,
        "digest": data.digest,
        "format": FORMAT,
        "from": data.start,
        "as_of": data.as_of,
        "between": list(data.between or ()),
        "title": data.title,
        "topics": list(data.topics),
        "topic_meanings": list(data.topics.values()),
        "presume_for": list(data.presumption.days),
        "presume_days": list(data.presumption.days.values()),
        # Never null: where the list of breaks is missing, both engines silently carry nothing.
        "breaks": [stop.date for stop in data.presumption.breaks],
        "break_reasons": [stop.reason for stop in data.presumption.breaks],
    }


@cache
def own_properties(loaded_from: str) -> frozenset[str]:
    """
    Return every property that a load may have set on what it wrote from a table, or from any.

    Whatever else is there was set by others.
    """
    tables = [loaded_from] if loaded_from else [*RECORDS, derived.STRETCHES]
    fields = [name for table in tables if table in RECORDS for name in RECORDS[table].columns]
    dated = [name for name in fields if name in DATED]
    bounds = [f"{name}_{end}" for name in dated for end in ("earliest", "latest")]
    computed = [name for table in tables for name in COMPUTED.get(table, ())]
    return frozenset((*fields, *bounds, *computed, LOADED_FROM))


def _named(record: Record, column: str) -> tuple[str, ...]:
    value = getattr(record, column)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _must_exist(data: Dataset, record: Record, column: str, end: str) -> None:
    # A relationship to nothing would be dropped without a word by every engine.
    if end not in data.records:
        raise StoreError(
            f"nothing is loaded: {record.table}, {quoted(record.id)}: {column}: "
            f"unknown id {quoted(end)}; run `backchannel check` for all problems"
        )
