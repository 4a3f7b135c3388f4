"""
What a load has to change in a Neo4j database that holds another load, or none.

The rows that are stored are compared with those that are wanted, and only what differs is written.
So a correction of a few records is a small transaction however large the database is, nodes and
relationships keep their identity, and what others have added to them stays: properties of other
names, labels, relationships.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.errors import StoreError
from backchannel.messages import count, quoted
from backchannel.store.graph import (
    LABELS,
    LOADED_FROM,
    OF_PACKAGE,
    OURS,
    edge_rows,
    node_rows,
    own_properties,
)
from backchannel.store.statements import Batch, create_edges, create_nodes, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from backchannel.facts.dataset import Dataset
    from backchannel.store.graph import Row

    Ask = Callable[..., Iterable[Mapping[str, Any]]]

STORED_NODES = (
    f"MATCH (n:{OURS}) WHERE n.{LOADED_FROM} <> '{OF_PACKAGE}' "
    "RETURN elementId(n) AS key, n.id AS id, labels(n) AS labels, properties(n) AS row"
)
STORED_EDGES = (
    f"MATCH (a:{OURS})-[r]->(b) WHERE r.{LOADED_FROM} IS NOT NULL "
    "RETURN elementId(r) AS key, type(r) AS kind, a.id AS source, b.id AS target, "
    "properties(r) AS row"
)
NAMESAKES = f"MATCH (n:{OURS}) WHERE n.{LOADED_FROM} IS NULL AND n.id IS NOT NULL RETURN n.id AS id"
DRAWN_BY_OTHERS = (
    "UNWIND $rows AS key MATCH (n)-[r]-() "
    f"WHERE elementId(n) = key AND r.{LOADED_FROM} IS NULL RETURN DISTINCT n.id AS id"
)
DELETE_EDGES = "UNWIND $rows AS key MATCH ()-[r]->() WHERE elementId(r) = key DELETE r"
UPDATE_EDGES = (
    "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.key SET r += row.properties"
)
# Without DETACH: a relationship that somebody draws meanwhile makes the load fail and is not lost.
DELETE_NODES = "UNWIND $rows AS key MATCH (n) WHERE elementId(n) = key DELETE n"


class Wanted(NamedTuple):
    """The nodes by their labels and the relationships by their type that a dataset makes."""

    nodes: dict[tuple[str, ...], list[Row]]
    edges: dict[str, list[Row]]

    @classmethod
    def of(cls, data: Dataset) -> Wanted:
        """Return what a dataset makes, and refuse it if a record names what is not there."""
        return cls(node_rows(data), edge_rows(data))

    def counts(self) -> dict[str, int]:
        """Return how many nodes each label has and how many relationships each type."""
        found: dict[str, int] = defaultdict(int)
        for labels, rows in self.nodes.items():
            found[labels[1]] += len(rows)
        return dict(found) | {kind: len(rows) for kind, rows in self.edges.items()}


def changes(wanted: Wanted, ask: Ask) -> list[Batch]:
    """
    Return what makes the stored graph the wanted one, in an order that can be written.

    Parameters
    ----------
    wanted
        What is to be there.
    ask
        Runs a statement with its rows in the database and returns records of plain values.

    Raises
    ------
    StoreError
        If something that others have added would be lost.
    """
    nodes = _node_changes(wanted.nodes, ask)
    _refuse_namesakes((row["id"] for rows in wanted.nodes.values() for row in rows), ask)
    _refuse_losses(nodes.gone, ask)
    edges = _edge_changes(wanted.edges, ask)
    return [
        *cut(DELETE_EDGES, edges.gone),
        *_cut_all(_update_nodes, nodes.updated),
        *_cut_all(create_nodes, nodes.created),
        *cut(UPDATE_EDGES, edges.updated),
        *_cut_all(create_edges, edges.created),
        *cut(DELETE_NODES, [node["key"] for node in nodes.gone]),
    ]


class _NodeChanges(NamedTuple):
    created: dict[tuple[str, ...], list[Row]]
    updated: dict[tuple[str, ...], list[Row]]
    gone: list[Mapping[str, Any]]


class _EdgeChanges(NamedTuple):
    created: dict[str, list[Row]]
    updated: list[Row]
    gone: list[str]


def _node_changes(wanted: Mapping[tuple[str, ...], list[Row]], ask: Ask) -> _NodeChanges:
    found = _NodeChanges(defaultdict(list), defaultdict(list), [])
    stored: dict[str | None, Mapping[str, Any]] = {}
    for node in ask(STORED_NODES):
        if node["id"] in stored:
            found.gone.append(node)  # only ids that somebody took away can be alike
        stored.setdefault(node["id"], node)
    for labels, rows in wanted.items():
        for row in rows:
            if row["id"] not in stored:
                found.created[labels].append(row)
                continue
            node = stored.pop(row["id"])
            change = _change(node["row"], row)
            if change or set(labels[1:]) != set(node["labels"]) & set(LABELS):
                found.updated[labels].append({"key": node["key"], "properties": change})
    found.gone.extend(stored.values())
    return found


def _edge_changes(wanted: Mapping[str, list[Row]], ask: Ask) -> _EdgeChanges:
    found = _EdgeChanges(defaultdict(list), [], [])
    stored: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for edge in ask(STORED_EDGES):
        stored[_identity(edge["kind"], edge, edge["row"])].append(edge)
    for kind, rows in wanted.items():
        for row in rows:
            same = stored[_identity(kind, row, row["properties"])]
            if not same:
                found.created[kind].append(row)
                continue
            edge = same.pop()
            if change := _change(edge["row"], row["properties"]):
                found.updated.append({"key": edge["key"], "properties": change})
    found.gone.extend(edge["key"] for left in stored.values() for edge in left)
    return found


def _identity(kind: str, edge: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Any, ...]:
    # A row of a table has an id; a column that became a relationship has its ends alone.
    return kind, edge["source"], edge["target"], row.get("id")


def _change(stored: Mapping[str, Any], wanted: Row) -> Row:
    """Return the properties to set, and as null those to remove; none if all is as it should be."""
    was = stored.get(LOADED_FROM)
    own = own_properties(wanted[LOADED_FROM]) | own_properties(was if isinstance(was, str) else "")
    change = {name: None for name in own if name in stored and name not in wanted}
    return change | {
        name: value for name, value in wanted.items() if not _alike(stored.get(name), value)
    }


def _alike(stored: object, wanted: object) -> bool:
    # 1, 1.0 and true are equal in Python, and three values to a reader of the data.
    return type(stored) is type(wanted) and stored == wanted


def _update_nodes(labels: tuple[str, ...]) -> str:
    # All labels of ours go first: an actor's kind may have changed, or an id moved to another
    # table.
    return (
        "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.key "
        f"REMOVE n:{':'.join(LABELS)} SET n += row.properties, n:{':'.join(labels[1:])}"
    )


def _refuse_namesakes(wanted: Iterable[str], ask: Ask) -> None:
    others = {node["id"] for node in ask(NAMESAKES)}
    taken = sorted(others.intersection(wanted)) if others else []
    if taken:
        raise StoreError(
            f"the id {quoted(taken[0])} is taken by a node labelled `{OURS}` that no load wrote; "
            "take that label or the id away from it"
        )


def _refuse_losses(gone: list[Mapping[str, Any]], ask: Ask) -> None:
    """Refuse to delete a node on which others have written or to which they have drawn."""
    kept = {
        str(node["id"])
        for node in gone
        if set(node["row"]) - own_properties(str(node["row"][LOADED_FROM]))
        or set(node["labels"]) - {OURS, *LABELS}
    }
    for batch in cut(DRAWN_BY_OTHERS, [node["key"] for node in gone]):
        kept.update(str(node["id"]) for node in ask(batch.statement, batch.rows))
    if kept:
        names = ", ".join(map(quoted, sorted(kept)[:3])) + (", …" if len(kept) > 3 else "")
        raise StoreError(
            f"nothing is loaded: {count(len(kept), 'node')} ({names}) would go with properties, "
            "labels or relationships that you have added; remove those first, "
            "or load into another database"
        )


def _cut_all(write: Callable[[Any], str], rows: Mapping[Any, list[Row]]) -> Iterator[Batch]:
    for kind, of_kind in rows.items():
        yield from cut(write(kind), of_kind)
