"""A Neo4j of a test's own, which may be killed and started again on the same home."""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import neo4j

from servers import neo4j_server
from servers.shell import HANGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Disposable:
    """A server in a folder; it ends with the test run, however that ends."""

    def __init__(self, home: Path, *, password: str, heap: str = "400m") -> None:
        self.home, self.password, self.heap = home, password, heap
        self.uri = f"neo4j://127.0.0.1:{neo4j_server.furnish(home)}"
        self.start()
        neo4j_server.first_login(self.uri, password)

    @classmethod
    def at(cls, home: Path) -> Self:
        """Start a server in a home that is furnished, before the first login."""
        own = cls.__new__(cls)
        own.home, own.heap = home, "400m"
        own.start()
        return own

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        log = self.home / "logs" / "neo4j.log"
        log.unlink(missing_ok=True)
        with (self.home / "said.log").open("a") as said:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *neo4j_server.command(self.home, heap=self.heap)],
                cwd=self.home, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            )  # fmt: skip
        neo4j_server.await_start(self.home)

    def await_query(self, *words: str) -> None:
        """Wait until queries with these words are all being answered."""
        running = "SHOW TRANSACTIONS YIELD currentQuery RETURN collect(currentQuery) AS texts"
        deadline = time.monotonic() + HANGS
        with neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", self.password)) as driver:
            while time.monotonic() < deadline:
                texts = driver.execute_query(running).records[0]["texts"]
                if all(any(word in text for text in texts) for word in words):
                    return
                time.sleep(0.05)
        raise TimeoutError(f"no query with {words}")

    @property
    def bolt(self) -> str:
        """The address of this very server, which a driver does not look for elsewhere once it is dead."""
        return self.uri.replace("neo4j://", "bolt://")

    @contextmanager
    def holding(self, change: str) -> Iterator[None]:
        """Hold the locks of a change that is never committed, so that a load stops where it comes to them."""
        with (
            neo4j.GraphDatabase.driver(self.bolt, auth=("neo4j", self.password)) as driver,
            neo4j_server.holding(driver, change),
        ):
            yield

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.send(signal.SIGKILL)
        self._process.wait()

    def send(self, number: signal.Signals) -> None:
        """Send the server a signal."""
        self._process.send_signal(number)
