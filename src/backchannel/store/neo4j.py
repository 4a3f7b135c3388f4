"""
Neo4j, over its official driver.

A read counts only if the meta node was unchanged before and after and bore no load mark. A mark
left behind means that a load (see `neo4j_load`) died near its end; readers go on if the digest
still fits. What somebody else has changed or deleted meanwhile shows when the data are read back,
by their digest, and before a query is answered, by the number of nodes and relationships.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

import neo4j
from neo4j import exceptions

from backchannel.errors import StoreError
from backchannel.store import graph, reading
from backchannel.store.cypher import refuse_reaching_out
from backchannel.store.limits import (
    ROW_LIMIT,
    TIME_LIMIT,
    answer_within,
    first_rows,
    seconds_of,
    too_slow,
)
from backchannel.store.neo4j_connection import Connection, literal
from backchannel.store.neo4j_load import META, Load
from backchannel.store.neo4j_values import from_driver
from backchannel.store.protocol import NOTHING_LOADED, Result
from backchannel.store.values import no_day, plain_parameter, too_deep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from backchannel.facts.dataset import Dataset
    from backchannel.store.protocol import Progress

T = TypeVar("T")

MARK_WAIT = 15.0
"""Seconds that a reader waits for a load, and after which a mark is taken for one left behind."""
GRACE = 2.0
"""Seconds left to the server to keep a time limit; within one long expression it cannot."""

_STATE = (
    f"{META} RETURN p.digest AS digest, p.format AS format, p.loading AS loading, "
    "p.unfinished AS unfinished, p.counted AS counted, p.counts AS counts, "
    "timestamp() - p.loading_since AS age"
)
_EDGE_COUNTS = [
    f"MATCH (:{graph.OURS})-[r:{kind}]->() WITH count(r) AS count RETURN '{kind}' AS name, count"
    for kind in graph.TYPES
]
_COUNTS = " UNION ALL ".join(
    [
        f"MATCH (n:{label}) WITH count(n) AS count RETURN '{label}' AS name, count"
        for label in (graph.OURS, *graph.COUNTED.values())
    ]
    + _EDGE_COUNTS
)
"""Numbers that the server keeps at hand however large the graph is, nodes of others among them."""
_OWN_COUNTS = " UNION ALL ".join(
    [
        f"MATCH (n:{graph.OURS}:{label}) WHERE n.{graph.LOADED_FROM} = '{table}' "
        f"RETURN '{label}' AS name, count(n) AS count"
        for table, label in graph.COUNTED.items()
    ]
    + _EDGE_COUNTS
)


class _State(NamedTuple):
    """What the meta node says."""

    digest: str | None = None
    format: int | None = None
    loading: str | None = None
    unfinished: bool | None = None
    counts: Mapping[str, int] = {}


class Neo4j:
    """A Neo4j database; see `backchannel.store.Store`."""

    def __init__(
        self, address: str, *, user: str | None, password: str | None, database: str | None
    ) -> None:
        """Connect, and fail at once if the server cannot be reached or refuses the user."""
        self._connection = Connection(address, user=user, password=password, database=database)
        self._name = self._connection.name

    def load(
        self, data: Dataset, *, beside: bool = False, progress: Progress | None = None
    ) -> None:
        """Replace what was loaded; other nodes are never touched, and refused unless `beside`."""
        Load(self._connection, data, progress or (lambda _: None)).run(beside=beside)

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
        timeout = seconds_of(timeout)
        values = {name: plain_parameter(value) for name, value in (parameters or {}).items()}
        bounded = neo4j.unit_of_work(timeout=timeout)(
            lambda tx: _answered(tx, query, values, most=most)
        )

        def work() -> Result:
            access = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
            # The driver fetches rows ahead, but none beyond the limit.
            ahead = min(most + 1, 1000)
            with (
                self._connection.errors(timeout=timeout),
                self._connection.session(access, fetch_size=ahead) as session,
            ):
                return session.execute_write(bounded) if write else session.execute_read(bounded)

        def answer(state: _State | None = None) -> Result:
            found = answer_within(timeout, work, grace=GRACE)
            if state is not None:
                self._refuse_what_is_gone(state)
            return found

        try:
            return answer() if write else self._whole(answer, fits=self._fits)
        except TimeoutError:
            raise too_slow(timeout) from None

    def read(self) -> Dataset:
        """Return the dataset that was loaded."""
        return self._whole(lambda _: self._read(), fits=lambda _: True)

    def digest(self) -> str | None:
        """Return the digest of the dataset that was loaded; nothing where none was."""
        state, _ = self._state()
        return state.digest if state.format == graph.FORMAT and not state.unfinished else None

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the store."""
        self.close()

    def _ask(self, text: str) -> list[dict[str, Any]]:
        def rows_of(tx: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return [from_driver(record.data()) for record in tx.run(literal(text))]

        with self._connection.errors(), self._connection.session(neo4j.READ_ACCESS) as session:
            return session.execute_read(rows_of)

    def _read(self) -> Dataset:
        def rows(text: str) -> Iterable[Mapping[str, Any]]:
            return (found["row"] for found in self._ask(text))

        package = next(iter(rows(reading.READ_PACKAGE)), {})
        return reading.read_graph(self._name, package, rows)

    def _state(self) -> tuple[_State, float]:
        """Return what the meta node says, and for how many seconds the mark has been there."""
        found = next(iter(self._ask(_STATE)), None)
        if found is None:
            return _State(), 0.0
        counts = dict(zip(found.pop("counted") or (), found.pop("counts") or (), strict=True))
        age = found.pop("age")
        # Without a time it was set by another version, which is not at work now.
        return _State(**found, counts=counts), MARK_WAIT if age is None else age / 1000

    def _whole(self, answer: Callable[[_State], T], *, fits: Callable[[_State], bool]) -> T:
        """Answer from one whole load; `fits` says whether a mark that stayed matters."""
        deadline = time.monotonic() + MARK_WAIT
        while True:
            state, age = self._state()
            if not state.unfinished and (state.loading is None or age >= MARK_WAIT):
                self._refuse_unloaded(state)
                try:
                    found = answer(state)
                    # What a commit does is seen in steps, but never undone: what still fits after
                    # the answer did so all the time.
                    whole = state.loading is None or fits(state)
                except reading.Damaged:
                    if state.loading is None and self._state()[0] == state:
                        raise
                else:
                    if whole and self._state()[0] == state:
                        return found
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{self._name} is being loaded, or a load died; try again, "
                    "or run `backchannel load`"
                )
            time.sleep(0.1)

    def _fits(self, state: _State) -> bool:
        return self._read().digest == state.digest

    def _refuse_unloaded(self, state: _State) -> None:
        if not state.digest:
            raise StoreError(NOTHING_LOADED)
        if state.format != graph.FORMAT:
            raise reading.other_version(self._name)

    def _refuse_what_is_gone(self, state: _State) -> None:
        """Refuse a graph that has other nodes than were loaded, or fewer relationships."""
        nodes = {label: state.counts.get(label, 0) for label in graph.COUNTED.values()}
        edges = {kind: state.counts.get(kind, 0) for kind in graph.TYPES}
        # With the node that speaks of the package.
        if not self._unlike(_COUNTS, nodes | {graph.OURS: sum(nodes.values()) + 1}, edges):
            return
        if unlike := self._unlike(_OWN_COUNTS, nodes, edges):
            raise reading.changed(f"{self._name} has {unlike} and")

    def _unlike(self, counts: str, nodes: Mapping[str, int], edges: Mapping[str, int]) -> str:
        """Say what is there in another number than was loaded, if anything is."""
        loaded = {**nodes, **edges}
        for name, number in ((row["name"], row["count"]) for row in self._ask(counts)):
            # Others may draw relationships of any type, but nodes tell where they come from.
            if number < loaded[name] or (number > loaded[name] and name in nodes):
                return f"{number:,} of {loaded[name]:,} `{name}`"
        return ""


def _answered(
    tx: neo4j.ManagedTransaction, query: str, values: Mapping[str, Any], *, most: int
) -> Result:
    """Return the answer of a query that runs in a transaction, in our own values."""
    found = tx.run(literal(query), dict(values))
    columns = tuple(found.keys())
    try:
        rows = (tuple(map(from_driver, record.values())) for record in found)
        return Result(columns, first_rows(rows, most))
    except exceptions.BrokenRecordError as error:
        # What the driver cannot read is a date of a year that Python's calendar has not.
        raise no_day() from error
    except RecursionError as error:
        raise too_deep() from error
