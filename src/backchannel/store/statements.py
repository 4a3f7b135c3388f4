"""The Cypher that writes rows of the graph, in batches, the same on both engines."""

from __future__ import annotations

from functools import cache
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.store import derived
from backchannel.store.graph import (
    COLUMN_EDGES,
    COUNTED,
    EDGES,
    LOADED_FROM,
    OURS,
    node_rows,
    own_properties,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.store.graph import Row

BATCH = 2000
"""Rows in one round trip."""

BY_ID = f"MATCH (a:{OURS} {{id: row.source}}) MATCH (b:{OURS} {{id: row.target}})"
BY_ELEMENT = "MATCH (a) WHERE elementId(a) = row.source MATCH (b) WHERE elementId(b) = row.target"
"""How a relationship names its ends."""


class Batch(NamedTuple):
    """Rows that one statement writes in one round trip."""

    statement: str
    rows: list[Any]


def node_batches(data: Dataset) -> Iterator[Batch]:
    """
    Yield what writes the nodes of a dataset into an empty database.

    The node that speaks of the package is left to the engine, which knows when the load is done.
    """
    for labels, rows in node_rows(data).items():
        yield from cut(create_nodes(labels), rows)


def edge_batches(edges: Mapping[str, list[Row]], elements: Mapping[str, str]) -> Iterator[Batch]:
    """
    Yield what writes relationships, given by their type, once the nodes are there.

    Both ends are named by element ids, which are given by id: to look for an id takes the embedded
    engine the longer the more nodes there are.
    """
    for kind, rows in edges.items():
        ends = ({end: elements[row[end]] for end in ("source", "target")} for row in rows)
        yield from cut(create_edges(kind, ends=BY_ELEMENT), [*map(or_, rows, ends)])


def create_nodes(labels: tuple[str, ...]) -> str:
    """
    Return the statement that writes new nodes with these labels.

    It names each property: what is set on a node that stands already, the embedded engine writes
    twice, which takes it a third longer.
    """
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)} {_copied('row', _FROM[labels[1]])})"


def create_edges(kind: str, *, ends: str = BY_ID) -> str:
    """Return the statement that writes new relationships of a type between nodes of ours."""
    copied = _copied("row.properties", _FROM[kind])
    return f"UNWIND $rows AS row {ends} CREATE (a)-[r:{kind} {copied}]->(b)"


_FROM = {
    **{link.type: "" for link in COLUMN_EDGES},
    **{label: table for table, label in COUNTED.items()},
    **{edge.type: table for table, edge in EDGES.items()},
    derived.WAS: "",
}
"""Second label or type → the table it is loaded from; none has only what every row has."""


@cache
def _copied(row: str, table: str) -> str:
    names = sorted(own_properties(table)) if table else [LOADED_FROM]
    return f"{{{', '.join(f'`{name}`: {row}.`{name}`' for name in names)}}}"


def cut(statement: str, rows: Sequence[Any]) -> Iterator[Batch]:
    """Yield a statement with its rows, as many in a round trip as fit."""
    for start in range(0, len(rows), BATCH):
        yield Batch(statement, list(rows[start : start + BATCH]))
