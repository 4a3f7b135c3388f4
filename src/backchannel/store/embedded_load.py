"""Building a database of the embedded engine, which then is only read."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import arcadedb_embedded

from backchannel.store import graph, statements
from backchannel.store.java import java, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.store.protocol import Progress
    from backchannel.store.statements import Batch

_BY_ID = f"CREATE INDEX backchannel_id IF NOT EXISTS FOR (n:{graph.OURS}) ON (n.id)"
"""No constraint, as on Neo4j: a generation is written once, from a dataset whose ids are unique."""

_ELEMENTS = f"MATCH (n:{graph.OURS}) RETURN n.id AS id, elementId(n) AS element"


def build(path: Path, data: Dataset, tell: Progress) -> None:
    """
    Build a generation: nodes, then the indexes over them, then relationships.

    An index that grows with each node is searched for each, and takes the longer the more there
    are; one that is made of all nodes at once does not, unless it has to keep ids unique.
    """
    nodes, edges = list(statements.node_batches(data)), graph.edge_rows(data)
    total, done = sum(len(batch.rows) for batch in nodes) + sum(map(len, edges.values())), 0

    def write(batches: Iterable[Batch]) -> None:
        nonlocal done
        for batch in batches:
            _write(database, batch.statement, {"rows": batch.rows})
            done += len(batch.rows)
            tell(f"{done:,} of {total:,} rows")

    with _set_aside(), _created(path) as database:
        write(nodes)
        for statement in (_BY_ID, *graph.INDEXES):
            _write(database, statement)
        found = said(lambda: database.query("opencypher", _ELEMENTS).to_list())
        elements = {row["id"]: row["element"] for row in found}
        write(statements.edge_batches(edges, elements))
        row = {"row": graph.package_row(data)}
        _write(database, f"CREATE (n:{graph.OURS}:Package) SET n = $row", row)


@contextmanager
def _set_aside() -> Iterator[None]:
    """
    Spare what Python holds by now, the dataset and its rows, from being searched for garbage.

    The binding has Python search all of it whenever Java tidies up its own memory, which is the
    more often the more there is to write: the searches would grow with the square of the data.
    """
    if gc.get_freeze_count():
        yield  # whoever has done so already decides for how long
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def factory_of(path: Path) -> Any:
    """Return the engine's own way to the database in a folder."""
    return java("com.arcadedb.database.DatabaseFactory")(str(path))


@contextmanager
def _created(path: Path) -> Iterator[Any]:
    database = arcadedb_embedded.Database(said(factory_of(path).create))
    try:
        yield database
    finally:
        said(database.close)


def _write(database: Any, text: str, parameters: Mapping[str, Any] | None = None) -> None:
    def work() -> None:
        with database.transaction():
            database.command("opencypher", text, *([dict(parameters)] if parameters else []))

    said(work)
