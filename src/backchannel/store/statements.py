"""The Cypher that writes rows of the graph, in batches, the same on both engines."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.store import derived
from backchannel.store.graph import (
    COLUMN_EDGES,
    COUNTED,
    EDGES,
    LOADED_FROM,
    OURS,
    edge_rows,
    node_rows,
    own_properties,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.facts.dataset import Dataset

BATCH = 2000
"""Rows in one round trip."""


class Batch(NamedTuple):
    """Rows that one statement writes in one round trip."""

    statement: str
    rows: list[Any]


def batches(data: Dataset) -> Iterator[Batch]:
    """
    Yield what writes a dataset into an empty database, nodes first.

    The node that speaks of the package is left to the engine, which knows when the load is done.
    """
    for labels, rows in node_rows(data).items():
        yield from cut(create_nodes(labels), rows)
    for kind, rows in edge_rows(data).items():
        yield from cut(create_edges(kind), rows)


def create_nodes(labels: tuple[str, ...]) -> str:
    """
    Return the statement that writes new nodes with these labels.

    It names each property: what is set on a node that stands already, the embedded engine writes
    twice, which takes it a third longer.
    """
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)} {_copied('row', _FROM[labels[1]])})"


def create_edges(kind: str) -> str:
    """Return the statement that writes new relationships of a type between nodes of ours."""
    return (
        "UNWIND $rows AS row "
        f"MATCH (a:{OURS} {{id: row.source}}) MATCH (b:{OURS} {{id: row.target}}) "
        f"CREATE (a)-[r:{kind} {_copied('row.properties', _FROM[kind])}]->(b)"
    )


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
