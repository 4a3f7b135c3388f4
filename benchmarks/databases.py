"""The engines that can be measured here, and what it takes to reach each."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.asking import SERVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PAGES = "2g"
"""Into which a graph of a million claims fits: a server that reads pages anew measures its disk."""
TESTS = Path(__file__).resolve().parents[1] / "tests"


class Database(NamedTuple):
    """An engine: its address, or nothing for a folder of each size, and what a process needs."""

    engine: str
    address: str
    environment: Mapping[str, str]


@contextmanager
def databases(
    out: Path, *, wanted: Callable[[str], bool], say: Callable[[str], None]
) -> Iterator[list[Database]]:
    """Give the engines that are wanted; a Neo4j is started for the time, where that can be done."""
    found = [Database("embedded", "", {})] if wanted("embedded") else []
    if not wanted("neo4j"):
        yield found
        return
    sys.path.append(str(TESTS))
    servers: Any = import_module("servers.neo4j_server")
    home = out / "neo4j"
    home.mkdir(parents=True, exist_ok=True)
    say("starting Neo4j")
    server = servers.provide(home, os.getpid(), pages=PAGES)
    try:
        if server.reason:
            say(f"{server}\n")
        else:
            names = ("NEO4J_USERNAME", "NEO4J_PASSWORD", SERVER)
            given = (server.user, server.password, _worker(server.watcher))
            environment = dict(zip(names, given, strict=True))
            found.append(Database("neo4j", server.uri, environment))
        yield found
    finally:
        servers.stop(home)


def _worker(watcher: int) -> str:
    """Return the process that a watcher started, or nothing where the server is somebody else's."""
    children = Path(f"/proc/{watcher}/task/{watcher}/children")
    return children.read_text(encoding="utf-8").strip() if watcher and children.exists() else ""
