"""
The embedded engine: ArcadeDB in a folder, with its own Java inside.

A generation is built once and then only read (see `generations`), because the engine would let a
writer in beside open readers and show them a mix of old and new. The marker file decides whether a
folder is a database, before Java starts: asked to open an empty or foreign folder, the engine turns
it into a database.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Self

import arcadedb_embedded
import jpype

from backchannel.errors import QueryRefused, StoreError
from backchannel.store import graph, reading
from backchannel.store.cypher import refuse_reaching_out, returned_columns
from backchannel.store.embedded_errors import refusal, unloadable
from backchannel.store.embedded_load import build, factory_of
from backchannel.store.generations import Generations, Pointer, folder_named
from backchannel.store.java import EngineError, java, said
from backchannel.store.limits import (
    ROW_LIMIT,
    TIME_LIMIT,
    answer_within,
    first_rows,
    seconds_of,
    too_slow,
)
from backchannel.store.protocol import NOTHING_LOADED, Result
from backchannel.store.values import as_date, common_form, moment, plain_parameter, too_deep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.store.protocol import Progress

_lock = threading.Lock()
_shared: dict[str, tuple[Any, int]] = {}
# The engine refuses to open a database twice in one process, so the stores of one process share it,
# counted.


class Embedded:
    """A database in a folder; see `backchannel.store.Store`."""

    def __init__(self, folder: Path) -> None:
        """Look at the folder, and refuse it unless it is ours, empty or not there yet."""
        self._generations = Generations(folder)
        self._name = folder_named(folder)
        self._generation = ""
        self._database: Any = None

    def load(
        self, data: Dataset, *, beside: bool = False, progress: Progress | None = None
    ) -> None:
        """Build a generation with the dataset and switch to it; `beside` has no meaning here."""
        del beside
        tell = progress or (lambda _: None)
        before = self._generations.current()
        with self._generations.loading(tell):
            now = self._generations.current()
            if now != before and (now.digest, now.title) == (data.digest, data.title):
                return  # whoever we waited for has loaded the same
            with self._generations.building() as name:
                try:
                    build(self._generations.path(name), data, tell)
                except EngineError as error:
                    raise unloadable(error, self._generations.folder) from error
            self.close()
            files, counts = self._generations.files(name), self._generations.counts(name)
            pointer = Pointer(name, data.digest, data.title, files=files, counts=counts)
            self._generations.switch(pointer)

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float = TIME_LIMIT,
        most: int = ROW_LIMIT,
    ) -> Result:
        """Answer a Cypher query; writing is refused, since a generation is never changed."""
        refuse_reaching_out(query, write=write)
        if write:
            raise QueryRefused(
                "an embedded database is never changed in place; write to a Neo4j server, "
                "or change the data and load them"
            )
        timeout = seconds_of(timeout)
        database = self._opened()
        values = {name: plain_parameter(value) for name, value in (parameters or {}).items()}
        try:
            found = answer_within(
                timeout, lambda: _first(database, query, values, timeout, most), grace=1.0
            )
        except TimeoutError:
            # Java cannot end the thread, and to close the database would be to wait for it.
            self._generation, self._database = "", None
            raise too_slow(timeout) from None
        except EngineError as error:
            raise refusal(error, timeout) from error
        # The engine names the columns in each row, so without a row the text is asked.
        columns = tuple(found[0]) if found else tuple(returned_columns(query))
        return Result(columns, [tuple(row[column] for column in columns) for row in found])

    def read(self) -> Dataset:
        """Return the dataset that was loaded."""
        database = self._opened()
        try:
            package = _all(database, reading.READ_PACKAGE)[0]["row"]
            return reading.read_graph(
                self._name, package, lambda text: (row["row"] for row in _all(database, text))
            )
        except (EngineError, IndexError, KeyError) as error:
            raise reading.changed(self._name) from error

    def digest(self) -> str | None:
        """Return the digest of the dataset that was loaded; nothing where none was."""
        pointer = self._generations.current()
        return pointer.digest or None if pointer.format == graph.FORMAT else None

    def close(self) -> None:
        """Let go of the generation that is open."""
        if self._database is not None:
            _release(self._generations.path(self._generation))
        self._generation, self._database = "", None

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the store."""
        self.close()

    def _opened(self) -> Any:
        """
        Return the current generation, opened.

        Its files are checked against what the load recorded, since the engine opens a damaged
        database and answers with rows missing. A load may sweep it after the pointer was read and
        before it is opened; then the next is tried.
        """
        last: Exception | None = None
        for attempt in range(5):
            time.sleep(0.05 * attempt)
            pointer = self._generations.current()
            if pointer.format != graph.FORMAT:
                raise reading.other_version(self._name)
            if not pointer.generation:
                raise StoreError(NOTHING_LOADED)
            if self._generation == pointer.generation:
                return self._database
            self.close()
            if not self._generations.are_whole(pointer):
                continue
            try:
                database = _acquire(self._generations.path(pointer.generation))
            except EngineError as error:
                last = error
                continue
            self._generation, self._database = pointer.generation, database
            if self._generations.current() == pointer:
                return database
        raise reading.changed(self._name) from last


def _acquire(path: Path) -> Any:
    """Open a generation to read it, or share it with another store of this process."""
    if not path.is_dir():
        raise EngineError(FileNotFoundError(f"no such generation: {path.name}"))
    factory = factory_of(path)
    mode = java("com.arcadedb.engine.ComponentFile").MODE.READ_ONLY
    with _lock:
        database, users = _shared.get(str(path), (None, 0))
        if database is None:
            database = arcadedb_embedded.Database(said(lambda: factory.open(mode)))
        _shared[str(path)] = (database, users + 1)
    return database


def _release(path: Path) -> None:
    with _lock:
        database, users = _shared.pop(str(path))
        if users > 1:
            _shared[str(path)] = (database, users - 1)
        else:
            said(database.close)


def _ask(
    database: Any, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 0
) -> arcadedb_embedded.ResultSet:
    limit = java("com.arcadedb.GlobalConfiguration").COMMAND_TIMEOUT
    database.get_java_database().getConfiguration().setValue(
        limit, jpype.JLong(int(timeout * 1000))
    )
    return database.query("opencypher", text, *([dict(parameters)] if parameters else []))


def _all(database: Any, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said(lambda: _ask(database, text).to_list())
    return found


def _first(
    database: Any, text: str, parameters: Mapping[str, Any], timeout: float, most: int
) -> list[dict[str, Any]]:
    """Return the rows of a query, taken one by one so that work stops at a limit."""
    end = time.monotonic() + timeout

    def in_time(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in found:
            if time.monotonic() > end:
                raise TimeoutError
            yield {column: common_form(value, _opened_up) for column, value in row.items()}

    def take() -> list[dict[str, Any]]:
        with _ask(database, text, parameters, timeout=timeout) as found:
            return first_rows(in_time(found.iter_dicts()), most)

    try:
        taken: list[dict[str, Any]] = said(take)
    except RecursionError as error:
        # The binding reads a row with Python's own reader of JSON.
        raise too_deep() from error
    return taken


def _opened_up(value: Any) -> Any:
    """Return what Python has for a value of the engine or of its binding."""
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    if not isinstance(value, jpype.JObject):
        return list(value) if isinstance(value, (list, tuple)) else str(value)
    name = str(value.getClass().getSimpleName())
    if name in ("CypherDate", "LocalDate"):
        return as_date(str(value))
    if name == "TraversalPath":
        return list(value.toAlternatingList())
    if hasattr(value, "propertiesAsMap"):
        return arcadedb_embedded.convert_java_to_python(value.propertiesAsMap())
    return moment(str(value))
