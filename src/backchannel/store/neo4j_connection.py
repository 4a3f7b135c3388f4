"""Sessions with a Neo4j server over its official driver, whose errors are reworded here."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import neo4j

from backchannel.store.limits import TIME_LIMIT
from backchannel.store.neo4j_errors import faults, server_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from typing import LiteralString

CONNECTING = 10.0
"""Seconds that a server may take to answer at first."""

RETRYING = 5.0
"""Seconds for which a transaction is tried again that the server asks to repeat, or left."""


class Connection:
    """A connection to one database of a server."""

    def __init__(
        self, address: str, *, user: str | None, password: str | None, database: str | None
    ) -> None:
        """Connect, and fail at once if the server cannot be reached or refuses the user."""
        self._address, self.name = address, server_named(address)
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
                max_transaction_retry_time=RETRYING,
                notifications_min_severity="OFF",
            )

        self._open = connection
        with self.errors():
            self._driver = self._open()
        try:
            # Not in a managed transaction, which would try again and again before it fails.
            with self.errors(), self.session(neo4j.READ_ACCESS) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            self._driver.close()
            raise

    def close(self) -> None:
        """Close the connections."""
        # A query that was given up, since it took too long or by Ctrl-C, still reads in a thread of
        # its own: the driver then fails to tidy up its buffer, which ends with the process.
        with suppress(BufferError):
            self._driver.close()

    @contextmanager
    def session(self, access: str, *, fetch_size: int = 1000) -> Iterator[neo4j.Session]:
        """Give a session of the driver, and leave no connection behind that Ctrl-C has spoiled."""
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

    def errors(
        self, *, left: str | None = None, timeout: float = TIME_LIMIT
    ) -> AbstractContextManager[None]:
        """Turn what the driver raises into errors of ours; see `neo4j_errors.faults`."""
        return faults(self._address, self._database, left=left, timeout=timeout)


def literal(text: str) -> LiteralString:
    """Return a statement as the driver wants it."""
    # It asks for literal texts, to keep values out of them. Ours are, and a user's own has
    # parameters too.
    return text
