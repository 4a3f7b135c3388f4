"""
Records as graph rows, and graph rows as records: one declaration a table, the same on both engines.

Every row of the package becomes one node or one relationship with all its columns and its id.
Beside the columns it carries what queries need and cannot compute: the bounds of its dates as real
dates, and on a claim its voice, the table it speaks about and the publication of its source.
`record` reads the columns and nothing else, so what is added here can never come back as a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.errors import StoreError
from backchannel.facts.bounds import bounds_of
from backchannel.facts.dataset import Dataset, dataset
from backchannel.facts.model import RECORDS, Actor, Claim, Record
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

OURS = "Backchannel"
"""The label on every node of ours; ids are unique under it as they are in the package."""

FORMAT = 2
"""Version of the graph's form; a database of another form is loaded anew, never guessed at."""

PACKAGE_ID = "backchannel:package"
"""Id of the node that speaks of the package; no record can have it, since ids have no colon."""

BATCH = 2000
"""Rows a round trip."""

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

KINDS = {
    "person": "Person",
    "office": "Office",
    "organization": "Organization",
    "state": "State",
    "intergovernmental": "Intergovernmental",
    "group": "Group",
    "place": "Place",
}
"""Kind of actor → its second label."""

LABELS = (*NODES.values(), *KINDS.values(), "Package")
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


class Link(NamedTuple):
    """A column that becomes a relationship too, from the row or (`incoming`) to it."""

    table: str
    column: str
    type: str
    incoming: bool = False


LINKS = (
    Link("actors", "parent", "PART_OF"),
    Link("channels", "parent", "PART_OF"),
    Link("channels", "succeeds", "SUCCEEDS"),
    Link("spells", "channel", "HAD_STATUS", incoming=True),
    Link("spells", "cause", "CAUSED", incoming=True),
    Link("contacts", "channel", "VIA"),
    Link("dependencies", "channel", "DEPENDS_ON", incoming=True),
    Link("claims", "record", "ABOUT"),
    Link("claims", "source", "FROM"),
)

SCHEMA = (
    f"CREATE CONSTRAINT backchannel_id IF NOT EXISTS FOR (n:{OURS}) REQUIRE n.id IS UNIQUE",
    *(
        f"CREATE INDEX backchannel_{name.lower()}_id IF NOT EXISTS FOR (n:{name}) ON (n.id)"
        for name in NODES.values()
    ),
    "CREATE INDEX backchannel_claim_record IF NOT EXISTS FOR (n:Claim) ON (n.record)",
)
"""Uniqueness holds for our own label only, so that nothing of ours binds the nodes of others."""

READ_NODES = {
    table: f"MATCH (n:{label}) WHERE n:{OURS} RETURN properties(n) AS row ORDER BY n.id"
    for table, label in NODES.items()
}
READ_EDGES = {
    table: (
        f"MATCH (a:{OURS})-[r:{edge.type}]->(b:{OURS}) RETURN properties(r) AS row ORDER BY r.id"
    )
    for table, edge in EDGES.items()
}
READ_PACKAGE = f"MATCH (n:{OURS} {{id: '{PACKAGE_ID}'}}) RETURN properties(n) AS row"

Row = dict[str, Any]


class Batch(NamedTuple):
    """Rows that one statement writes in one round trip."""

    statement: str
    rows: list[Row]


def batches(data: Dataset, *, anew: bool) -> Iterator[Batch]:
    """
    Yield what writes a dataset, nodes first.

    `anew` says that the database is empty, so that nothing needs to be looked up before it is
    written. The node that speaks of the package is left to the engine, which knows when the load is
    done.
    """
    for labels, rows in node_rows(data).items():
        yield from _cut(_write_nodes(labels, anew=anew), rows)
    for kind, rows in edge_rows(data).items():
        yield from _cut(_write_edges(kind), rows)


def node_rows(data: Dataset) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows of all nodes by their labels."""
    tables = table_of(data)
    grouped: dict[tuple[str, ...], list[Row]] = {}
    for table, label in NODES.items():
        for record in data.table(table).values():
            labels = (
                (OURS, label, KINDS[record.kind]) if isinstance(record, Actor) else (OURS, label)
            )
            row = properties(record)
            if isinstance(record, Claim):
                row |= _of_claim(data, record, tables)
            grouped.setdefault(labels, []).append(row)
    return grouped


def edge_rows(data: Dataset) -> dict[str, list[Row]]:
    """Return the rows of all relationships by their type."""
    tables = table_of(data)
    grouped: dict[str, list[Row]] = {}
    for table, edge in EDGES.items():
        for record in data.table(table).values():
            source, target = getattr(record, edge.source), getattr(record, edge.target)
            for column, end in ((edge.source, source), (edge.target, target)):
                _must_exist(table, record, column, end, tables)
            row = {"source": source, "target": target, "properties": properties(record)}
            grouped.setdefault(edge.type, []).append(row)
    for link in LINKS:
        for record in data.table(link.table).values():
            for end in _named(record, link.column):
                _must_exist(link.table, record, link.column, end, tables)
                # A claim about a relationship has nothing to point at; its `record` says what it is
                # about.
                if tables[end] in NODES:
                    source, target = (end, record.id) if link.incoming else (record.id, end)
                    row = {"source": source, "target": target, "properties": {}}
                    grouped.setdefault(link.type, []).append(row)
    return grouped


def properties(record: Record) -> Row:
    """Return a record's columns and the bounds of its dates; an unknown number is left out."""
    row = {
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
        "digest": data.digest,
        "format": FORMAT,
        "from": data.start,
        "as_of": data.as_of,
        "between": list(data.between or ()),
        "title": data.title,
        "topics": list(data.topics),
        "topic_meanings": list(data.topics.values()),
    }


def record(table: str, row: Mapping[str, Any]) -> Record:
    """
    Read a record from the properties of its node or relationship.

    Raises
    ------
    StoreError
        If the properties are no record of that table.
    """
    from pydantic import ValidationError

    kind = RECORDS[table]
    try:
        return kind.model_validate(
            {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in row.items()
                if name in kind.columns
            }
        )
    except ValidationError as error:
        column = ".".join(str(one) for one in error.errors()[0]["loc"])
        raise StoreError(
            f"{quoted(str(row.get('id')))} in the database is no row of `{table}` "
            f"(see its `{column}`); load the data again"
        ) from error


def read_graph(
    package: Mapping[str, Any], ask: Callable[[str], Iterable[Mapping[str, Any]]]
) -> Dataset:
    """
    Read the whole dataset; `ask` runs one of our statements and returns its rows.

    Raises
    ------
    StoreError
        If it is no longer what was loaded: somebody has changed the database, or it is damaged.
    """
    statements = READ_NODES | READ_EDGES
    changed = StoreError("the database is damaged or changed; load the data again")
    topics = zip(package.get("topics", ()), package.get("topic_meanings", ()), strict=True)
    try:
        found = dataset(
            {table: [record(table, row) for row in ask(statements[table])] for table in RECORDS},
            start=package["from"],
            as_of=package["as_of"],
            between=(named[0], named[1]) if (named := package["between"]) else None,
            title=package.get("title", ""),
            topics=dict(topics),
        )
        if found.digest == package["digest"]:
            return found
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise changed from error
    raise changed


def table_of(data: Dataset) -> dict[str, str]:
    """Return the table of every id."""
    return {one: table for table in RECORDS for one in data.table(table)}


def _of_claim(data: Dataset, claim: Claim, tables: Mapping[str, str]) -> Row:
    """Return what a claim takes from its source and its record, to spare queries the way there."""
    _must_exist("claims", claim, "source", claim.source, tables)
    _must_exist("claims", claim, "record", claim.record, tables)
    published = bounds_of(data.sources[claim.source])["published"]
    spoken_of = data.spoken_of(claim)
    return {
        "about": tables[claim.record],
        "voice": data.voice(claim),
        "published_latest": published.latest,
        "as_of_earliest": spoken_of.earliest,
        "as_of_latest": spoken_of.latest,
    }


def _named(record: Record, column: str) -> tuple[str, ...]:
    value = getattr(record, column)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _must_exist(
    table: str, record: Record, column: str, end: str, tables: Mapping[str, str]
) -> None:
    # A relationship to nothing would be dropped without a word by every engine.
    if end not in tables:
        raise StoreError(
            f"nothing is loaded: {table}, {quoted(record.id)}: {column}: unknown id {quoted(end)}; "
            "run `backchannel check` for all problems"
        )


def _write_nodes(labels: tuple[str, ...], *, anew: bool) -> str:
    ours, *others = labels
    if anew:
        return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row"
    # All labels of ours go first: an actor's kind may have changed, or an id moved to another
    # table.
    return (
        f"UNWIND $rows AS row MERGE (n:{ours} {{id: row.id}}) REMOVE n:{':'.join(LABELS)} "
        f"SET n = row, n:{':'.join(others)}"
    )


def _write_edges(kind: str) -> str:
    return (
        "UNWIND $rows AS row "
        f"MATCH (a:{OURS} {{id: row.source}}) MATCH (b:{OURS} {{id: row.target}}) "
        f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
    )


def _cut(statement: str, rows: list[Row]) -> Iterator[Batch]:
    for start in range(0, len(rows), BATCH):
        yield Batch(statement, rows[start : start + BATCH])
