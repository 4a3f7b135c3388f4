"""
Loading into Neo4j, so that nobody reads half a load.

What a load has to change (see `neo4j_changes`) is written in one transaction if it is little enough
for the memory of a small server. Even so a reader can see a commit half applied. So just before it,
another transaction sets a mark on our one meta node, which a third one takes away afterwards; a
reader waits while the mark is there. Until the commit the old data are there for everybody, and if
the load fails or is killed they stay.

More than that is written in batches, which fit any server. The meta node then says `unfinished`
from the first batch to the last, and nothing of ours reads meanwhile. A load that dies there leaves
a mixture which is never read: the next load writes what is still missing. A second generation of
nodes beside the first would spare that, but it would lose what others have drawn on the nodes, and
the switch from one to the other would be a transaction over all of them again.

Loads take turns: each holds the lock of a node that exists in its own open transaction alone, so
that a load that dies leaves nothing to wait for.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import neo4j
from neo4j import exceptions

from backchannel.errors import StoreError
from backchannel.messages import count
from backchannel.store import graph, statements
from backchannel.store.neo4j_changes import Wanted, changes
from backchannel.store.neo4j_connection import literal
from backchannel.store.neo4j_errors import NOTHING_CHANGED, UNFINISHED, out_of_memory
from backchannel.store.neo4j_values import from_driver
from backchannel.store.neo4j_watch import METADATA, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.store.neo4j_connection import Connection
    from backchannel.store.protocol import Progress

ONE_TRANSACTION = 40_000
"""Rows that are changed in one transaction, at 5 kB each; what is more goes in batches."""

META = f"MATCH (p:{graph.OURS} {{id: '{graph.PACKAGE_ID}'}})"
_TURN = f"MERGE (turn:{graph.OURS} {{id: 'backchannel:turn'}})"
_TURN_OVER = f"MATCH (turn:{graph.OURS} {{id: 'backchannel:turn'}}) DELETE turn"
_MARK = (
    f"MERGE (p:{graph.OURS} {{id: '{graph.PACKAGE_ID}'}}) "
    f"SET p:Package, p.{graph.LOADED_FROM} = '{graph.OF_PACKAGE}', "
    "p.loading = $mark, p.loading_since = timestamp()"
)
_MARK_UNFINISHED = f"{_MARK}, p.unfinished = true"
_SAY = f"{META} SET p += $row REMOVE p.unfinished"
_UNMARK = f"{META} WHERE p.loading = $mark REMOVE p.loading, p.loading_since"
_FINISH = (
    f"{META} WHERE p.loading = $mark SET p += $row "
    "REMOVE p.unfinished, p.loading, p.loading_since RETURN p.digest AS digest"
)
_UNDO = f"{_UNMARK} WITH p WHERE p.digest IS NULL AND p.unfinished IS NULL DELETE p"

_OTHERS = (
    f"MATCH (n) WHERE NOT n:{graph.OURS} OR n.{graph.LOADED_FROM} IS NULL RETURN count(n) AS count"
)
_OTHER_FORM = f"{META} WHERE p.format <> {graph.FORMAT} RETURN p.format AS format"
# Another version may not have said what it wrote: whatever has our labels is taken for ours once.
_ADOPT = (
    f"MATCH (n:{graph.OURS}) WHERE n.{graph.LOADED_FROM} IS NULL AND n.id IS NOT NULL "
    "AND any(label IN labels(n) WHERE label IN $names) "
    f"CALL (n) {{ SET n.{graph.LOADED_FROM} = '' }} IN TRANSACTIONS OF {statements.BATCH} ROWS",
    f"MATCH (a:{graph.OURS})-[r]->(b:{graph.OURS}) WHERE r.{graph.LOADED_FROM} IS NULL "
    f"AND type(r) IN $names AND a.{graph.LOADED_FROM} = '' AND b.{graph.LOADED_FROM} = '' "
    f"CALL (r) {{ SET r.{graph.LOADED_FROM} = '' }} IN TRANSACTIONS OF {statements.BATCH} ROWS",
    f"{META} SET p.{graph.LOADED_FROM} = '{graph.OF_PACKAGE}' REMOVE p.held",
)


class Load:
    """One load of a dataset."""

    def __init__(self, connection: Connection, data: Dataset, tell: Progress) -> None:
        """Work out what is to be there; nothing is asked of the server yet."""
        self._connection, self._tell = connection, tell
        self._wanted = Wanted.of(data)
        counts = self._wanted.counts()
        self._row = graph.package_row(data) | {
            "counted": list(counts),
            "counts": list(counts.values()),
        }
        self._mark = secrets.token_hex(8)
        self._left = NOTHING_CHANGED
        self._marked = False

    def run(self, *, beside: bool) -> None:
        """Replace what was loaded; nodes of others are refused unless `beside`."""
        watch = Watch(self._connection, self._mark, self._tell)
        try:
            with self._connection.errors(left=NOTHING_CHANGED), watch:
                self._prepare(beside=beside)
                self._replace()
        except BaseException as error:
            self._undo()
            if watch.gave_up and isinstance(error, StoreError):
                raise StoreError(f"{watch.gave_up} ({self._left})") from error
            raise

    def _prepare(self, *, beside: bool) -> None:
        with self._connection.session(neo4j.WRITE_ACCESS) as session:
            for statement in (graph.UNIQUE, *graph.INDEXES):
                self._run(session, statement)
            self._run(session, "CALL db.awaitIndexes(60)")
            if self._run(session, _OTHER_FORM):
                for statement in _ADOPT:
                    self._run(session, statement, names=[*graph.LABELS, *graph.TYPES])
            number = self._run(session, _OTHERS)[0]["count"]
        if number and not beside:
            raise StoreError(
                f"{self._connection.name} holds {count(number, 'other node')} and is left alone; "
                "name another database, or load `--beside` them"
            )

    def _replace(self) -> None:
        try:
            self._take_turn(ONE_TRANSACTION)
        except exceptions.Neo4jError as error:
            if not out_of_memory(error) or self._left == UNFINISHED:
                raise
            # The memory of this server is smaller still.
            self._take_turn(0)

    def _take_turn(self, most: int) -> None:
        """Write what has to change, in one transaction if it is not more than `most` rows."""
        with self._connection.session(neo4j.WRITE_ACCESS) as session:
            # The session rolls it back; `with` would do so over a connection that Ctrl-C has
            # spoiled.
            tx = session.begin_transaction(metadata=self._metadata)
            tx.run(_TURN).consume()

            def ask(text: str, rows: object = None) -> Iterator[dict[str, Any]]:
                return (from_driver(record.data()) for record in tx.run(literal(text), rows=rows))

            batches = changes(self._wanted, ask)
            if sum(len(batch.rows) for batch in batches) <= most:
                self._write_at_once(tx, batches)
            else:
                self._write_in_batches(batches)
                tx.rollback()

    def _write_at_once(self, tx: neo4j.Transaction, batches: list[statements.Batch]) -> None:
        for batch in self._told(batches):
            tx.run(literal(batch.statement), rows=batch.rows).consume()
        tx.run(_TURN_OVER).consume()
        with self._connection.session(neo4j.WRITE_ACCESS) as session:
            self._marked = True
            self._commit(session, _MARK)
            tx.run(_SAY, row=self._row).consume()
            tx.commit()
            self._commit(session, _UNMARK)

    def _write_in_batches(self, batches: list[statements.Batch]) -> None:
        self._left = UNFINISHED
        with (
            self._connection.errors(left=UNFINISHED),
            self._connection.session(neo4j.WRITE_ACCESS) as session,
        ):
            self._commit(session, _MARK_UNFINISHED)
            for batch in self._told(batches):
                self._commit(session, batch.statement, rows=batch.rows)
            if not self._commit(session, _FINISH, row=self._row):
                raise StoreError(
                    f"another load into {self._connection.name} came between, and {UNFINISHED}"
                )

    def _undo(self) -> None:
        """Take the mark away, unless it says that there is a mixture."""
        if not self._marked or self._left == UNFINISHED:
            return
        # If the server is gone the mark stays, which is what it is for; nor is it waited for.
        with (
            suppress(exceptions.DriverError, exceptions.Neo4jError),
            self._connection.session(neo4j.WRITE_ACCESS) as session,
        ):
            self._commit(session, _UNDO, timeout=5.0)

    def _told(self, batches: list[statements.Batch]) -> Iterator[statements.Batch]:
        total, done = sum(len(batch.rows) for batch in batches), 0
        for batch in batches:
            yield batch
            done += len(batch.rows)
            self._tell(f"{done:,} of {total:,} rows")

    @property
    def _metadata(self) -> dict[str, str]:
        return {METADATA: self._mark}

    def _run(self, session: neo4j.Session, text: str, **parameters: Any) -> list[neo4j.Record]:
        """Run a statement by itself: of the schema, or one that makes its own transactions."""
        return list(session.run(neo4j.Query(literal(text), metadata=self._metadata), parameters))

    def _commit(
        self, session: neo4j.Session, text: str, *, timeout: float | None = None, **parameters: Any
    ) -> list[neo4j.Record]:
        """Run a statement in a transaction of its own, and commit it."""
        bounded = neo4j.unit_of_work(metadata=self._metadata, timeout=timeout)
        return session.execute_write(
            bounded(lambda tx: list(tx.run(literal(text), parameters, mark=self._mark)))
        )
