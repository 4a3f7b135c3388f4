"""
Neo4j, over its official driver.

A dataset is loaded in one write transaction, and yet a reader can see a commit half applied. So a
first transaction sets a mark on our one meta node, the second writes the data and their digest, the
third takes the mark away; what was read is good if the mark was not set and the digest was the same
before and after. A mark that stays is a load that died: the data are the old ones, and the next
load takes it away.
"""

from __future__ import annotations

import logging
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self, TypeVar

import neo4j
from neo4j import exceptions
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date

from backchannel.errors import StoreError
from backchannel.store import NOTHING_LOADED, Result, graph
from backchannel.store.cypher import refuse_reaching_out
from backchannel.store.limits import (
    ROW_LIMIT,
    TIME_LIMIT,
    answer_within,
    first_rows,
    plain_parameter,
    too_slow,
)
from backchannel.store.neo4j_errors import faults, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from typing import LiteralString

    from backchannel.facts.dataset import Dataset
    from backchannel.store import Progress

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds that a reader waits for a load to end."""

CONNECTING = 10.0
"""Seconds that a server may take to answer at first."""

_META = f"MATCH (p:{graph.OURS} {{id: '{graph.PACKAGE_ID}'}})"
_STATE = f"{_META} RETURN p.digest AS digest, p.format AS format, p.loading AS loading"
_MARK = f"MERGE (p:{graph.OURS} {{id: '{graph.PACKAGE_ID}'}}) SET p:Package, p.loading = $mark"
# Writing to the node first makes loads wait for one another; what follows reads what the one before
# has left.
_HOLD = f"{_META} SET p.held = $mark WITH p RETURN p.loading AS loading"
_SAY = f"{_META} SET p = $row, p.loading = $mark"
_UNMARK = f"{_META} WHERE p.loading = $mark REMOVE p.loading"
_UNDO = f"{_META} WHERE p.loading = $mark REMOVE p.loading WITH p WHERE p.digest IS NULL DELETE p"


class Neo4j:
    """A Neo4j database; see `backchannel.store.Store`."""

    def __init__(
        self, address: str, *, user: str | None, password: str | None, database: str | None
    ) -> None:
        """Connect, and fail at once if the server cannot be reached or refuses the user."""
        self._address = address
        self._name = named(address)
        self._database = database or None
        log = logging.getLogger("neo4j")
        if not log.hasHandlers():
            # Else Python would print the driver's log on stderr; whoever wants it has a handler.
            log.addHandler(logging.NullHandler())

        def connection() -> neo4j.Driver:
            return neo4j.GraphDatabase.driver(
                address,
                auth=(user, password or "") if user else None,
                connection_timeout=CONNECTING,
                # Else a server that takes a connection and says nothing would be waited for a
                # minute.
                connection_acquisition_timeout=1.5 * CONNECTING,
                max_transaction_retry_time=PATIENCE,
                notifications_min_severity="OFF",
            )

        self._open = connection
        with self._errors():
            self._driver = self._open()
        try:
            # Not in a managed transaction, which would try again and again before it fails.
            with self._errors(), self._session(neo4j.READ_ACCESS) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            self._driver.close()
            raise

    def load(
        self, data: Dataset, *, beside: bool = False, progress: Progress | None = None
    ) -> None:
        """Replace what was loaded; nodes that are not ours are never touched, and refused unless `beside`."""
        tell = progress or (lambda _: None)
        batches = list(graph.batches(data, anew=False))
        row = graph.package_row(data)
        mark = secrets.token_hex(8)
        try:
            with self._errors(loading=True), self._session(neo4j.WRITE_ACCESS) as session:
                if not beside:
                    self._refuse_others(session)
                for statement in graph.SCHEMA:
                    session.run(_query(statement)).consume()
                session.run("CALL db.awaitIndexes(60)").consume()
                for _ in range(10):
                    session.execute_write(lambda tx: tx.run(_query(_MARK), mark=mark).consume())
                    if self._replace(session, batches, row, mark, tell):
                        session.execute_write(
                            lambda tx: tx.run(_query(_UNMARK), mark=mark).consume()
                        )
                        return
        except BaseException:
            # If the server is gone the mark stays, which is what it is for.
            with (
                suppress(exceptions.DriverError, exceptions.Neo4jError),
                self._session(neo4j.WRITE_ACCESS) as session,
            ):
                session.execute_write(lambda tx: tx.run(_query(_UNDO), mark=mark).consume())
            raise
        raise StoreError(f"{self._name} is being loaded by others again and again; try again later")

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float = TIME_LIMIT,
        most: int = ROW_LIMIT,
    ) -> Result:
        """Answer a Cypher query; it may write only with `write`."""
        refuse_reaching_out(query, write=write)
        plain = {name: plain_parameter(value) for name, value in (parameters or {}).items()}

        def ask(tx: neo4j.ManagedTransaction) -> Result:
            found = tx.run(_query(query), plain)
            columns = tuple(found.keys())
            return Result(
                columns, first_rows((tuple(map(_plain, record.values())) for record in found), most)
            )

        bounded = neo4j.unit_of_work(timeout=timeout)(ask)

        def work() -> Result:
            access = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
            # The driver fetches rows ahead, but none beyond the limit.
            ahead = min(most + 1, 1000)
            with self._errors(timeout=timeout), self._session(access, fetch_size=ahead) as session:
                return session.execute_write(bounded) if write else session.execute_read(bounded)

        def answer() -> Result:
            # The server keeps the limit by itself, but for one long expression; hence a little
            # longer.
            return answer_within(timeout, work, grace=2.0)

        try:
            return answer() if write else self._whole(answer)
        except TimeoutError:
            raise too_slow(timeout) from None

    def read(self) -> Dataset:
        """Return the dataset that was loaded."""

        def ask(text: str) -> list[dict[str, Any]]:
            def rows_of(tx: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
                return [_plain(record["row"]) for record in tx.run(_query(text))]

            with self._errors(), self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(rows_of)

        return self._whole(lambda: graph.read_graph(ask(graph.READ_PACKAGE)[0], ask))

    def digest(self) -> str | None:
        """Return the digest of the dataset that was loaded; nothing where none was."""
        state = self._state()
        return (
            str(state["digest"])
            if state.get("digest") and state["format"] == graph.FORMAT
            else None
        )

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the store."""
        self.close()

    @contextmanager
    def _session(self, access: str, *, fetch_size: int = 1000) -> Iterator[neo4j.Session]:
        with self._driver.session(
            database=self._database, default_access_mode=access, fetch_size=fetch_size
        ) as session:
            try:
                yield session
            except Exception:
                raise
            except BaseException:
                # Ctrl-C may have cut a message in half: whatever is said over this connection is
                # misunderstood.
                self._driver.close()
                self._driver = self._open()
                raise

    def _state(self) -> dict[str, Any]:
        def ask(tx: neo4j.ManagedTransaction) -> dict[str, Any]:
            record = tx.run(_query(_STATE)).single()
            return dict(record) if record else {}

        with self._errors(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(ask)

    def _whole(self, read: Callable[[], T]) -> T:
        """Read until nothing was loaded meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while True:
            before = self._state()
            if before.get("loading") is None:
                if not before.get("digest"):
                    raise StoreError(NOTHING_LOADED)
                if before["format"] != graph.FORMAT:
                    raise StoreError(
                        f"{self._name} was loaded by another version; run `backchannel load`"
                    )
                answer = read()
                if self._state() == before:
                    return answer
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{self._name} is being loaded, or a load died; try again, or run `backchannel load`"
                )
            time.sleep(0.1)

    def _refuse_others(self, session: neo4j.Session) -> None:
        others = f"MATCH (n) WHERE NOT n:{graph.OURS} RETURN count(n) AS count"
        number = session.execute_read(
            lambda tx: tx.run(_query(others)).single(strict=True)["count"]
        )
        if number:
            raise StoreError(
                f"{self._name} holds {number:,} other node{'' if number == 1 else 's'} and is left alone; "
                "name another database, or load `--beside` them"
            )

    def _replace(
        self,
        session: neo4j.Session,
        batches: list[graph.Batch],
        row: graph.Row,
        mark: str,
        tell: Progress,
    ) -> bool:
        """Write everything in one transaction; say no if another load has taken the mark away before it began."""
        total, done = sum(len(batch.rows) for batch in batches), 0
        kept = {one["id"] for batch in batches for one in batch.rows if "id" in one} | {
            graph.PACKAGE_ID
        }
        # The session rolls it back; `with` would do so over a connection that Ctrl-C has spoiled.
        tx = session.begin_transaction()
        if tx.run(_query(_HOLD), mark=mark).single(strict=True)["loading"] is None:
            tx.rollback()
            return False
        tx.run(_query(f"MATCH (:{graph.OURS})-[r]->(:{graph.OURS}) DELETE r")).consume()
        for batch in batches:
            tx.run(_query(batch.statement), rows=batch.rows).consume()
            done += len(batch.rows)
            tell(f"{done:,} of {total:,} rows")
        # Last, since to delete first takes four times as long.
        ids = tx.run(_query(f"MATCH (n:{graph.OURS}) RETURN n.id AS id"))
        gone = [one for one in (record["id"] for record in ids) if one not in kept]
        tx.run(
            _query(f"UNWIND $gone AS id MATCH (n:{graph.OURS} {{id: id}}) DETACH DELETE n"),
            gone=gone,
        ).consume()
        tx.run(_query(_SAY), row=row, mark=mark).consume()
        tx.commit()
        return True

    def _errors(
        self, *, loading: bool = False, timeout: float = TIME_LIMIT
    ) -> AbstractContextManager[None]:
        return faults(self._address, self._database, loading=loading, timeout=timeout)


def _query(text: str) -> LiteralString:
    # The driver asks for literal texts, to keep values out of them. Ours are, and a user's own has
    # parameters too.
    return text


def _plain(value: Any) -> Any:
    """Return a value of the driver as a plain one: dates as `date`, nodes and relationships as their properties."""
    match value:
        case Date():
            return value.to_native()
        case Node() | Relationship() | dict():
            return {key: _plain(one) for key, one in sorted(value.items())}
        case Path():
            steps = zip(value.nodes[1:], value.relationships, strict=True)
            return [
                _plain(value.start_node),
                *(_plain(one) for node, edge in steps for one in (edge, node)),
            ]
        case list():
            return [_plain(one) for one in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return value.iso_format() if hasattr(value, "iso_format") else str(value)
