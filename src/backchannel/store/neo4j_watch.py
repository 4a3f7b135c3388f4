"""
How long a load waits for others: up to a limit, and saying whom it waits for.

Neo4j lets a transaction wait for a lock for ever, and nothing comes over the waiting connection
meanwhile. So another connection asks every second whether the load is blocked.
"""

from __future__ import annotations

import re
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

import neo4j
from neo4j import exceptions

from backchannel.messages import quoted
from backchannel.store.neo4j_connection import literal

if TYPE_CHECKING:
    from backchannel.store.neo4j_connection import Connection
    from backchannel.store.protocol import Progress

LOCKED = 30.0
"""Seconds that a load waits for a transaction of another client on what it must change."""

LOADING = 600.0
"""Seconds that it waits for another load."""

PAUSE = 1.0
"""Seconds between two looks."""

METADATA = "backchannel_load"
"""The name under which every transaction of a load tells the server which load it belongs to."""

_SHOW = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData, status, username "
    "RETURN transactionId AS id, metaData AS metadata, status, username"
)
_END = "TERMINATE TRANSACTIONS $id"


class Watch:
    """Watches one load during a `with` block; `gave_up` says why it was ended, if it was."""

    def __init__(self, connection: Connection, mark: str, tell: Progress) -> None:
        """Take the mark that all transactions of the load carry."""
        self._connection, self._mark, self._tell = connection, mark, tell
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True, name="backchannel-watch")
        self.gave_up = ""

    def __enter__(self) -> Self:
        """Start watching."""
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        """Stop watching."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        since: float | None = None
        # A server that does not show its transactions to this user is waited for as long as it
        # takes.
        with suppress(exceptions.Neo4jError, exceptions.DriverError):
            while not self._over.wait(PAUSE):
                blocked, behind = self._blocked()
                if blocked is None:
                    since = None
                    continue
                since = since or time.monotonic()
                loading = any(METADATA in (row["metadata"] or {}) for row in behind)
                who = "another load" if loading else "a transaction of another client"
                self._tell(f"waiting for {who}")
                if time.monotonic() - since > (LOADING if loading else LOCKED):
                    self.gave_up = _reason(self._connection.name, behind, loading=loading)
                    self._ask(_END, id=blocked)
                    return

    def _blocked(self) -> tuple[str | None, list[dict[str, Any]]]:
        """Return the transaction of this load that waits, if one does, and those it waits for."""
        shown = {row["id"]: row for row in self._ask(_SHOW)}
        for row in shown.values():
            if (row["metadata"] or {}).get(METADATA) == self._mark:
                names = re.findall(r"[\w.-]+-transaction-\d+", row["status"])
                if names:
                    return row["id"], [shown[name] for name in names if name in shown]
        return None, []

    def _ask(self, text: str, **parameters: str) -> list[dict[str, Any]]:
        with self._connection.session(neo4j.READ_ACCESS) as session:
            return [record.data() for record in session.run(literal(text), parameters)]


def _reason(name: str, behind: list[dict[str, Any]], *, loading: bool) -> str:
    if loading:
        return f"another load into {name} still runs after {LOADING:g} seconds; try again later"
    who = ", ".join(f"{quoted(row['id'])} of user {quoted(row['username'])}" for row in behind)
    return (
        f"{name} holds back the load: a transaction of another client ({who or 'not shown'}) "
        "is open on what has to change; end it, then load again"
    )
