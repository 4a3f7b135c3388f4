"""
Loads into Neo4j that are killed or interrupted: the old graph or the new one, and the next load repairs the rest.

The moments are drawn from a seed that is printed; `BACKCHANNEL_SEED` draws them again.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import StoreError
from backchannel.package.reading import read_package
from backchannel.store import neo4j as engine

from servers.asking import asked_again_and_again
from servers.neo4j_server import holding
from servers.shell import (
    HANGS,
    assert_interrupted,
    channels,
    interrupted,
    kill_after,
    line,
    run,
    seconds_of,
    start,
    surroundings,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import neo4j

    from backchannel.store import Store

    from servers import neo4j_server

SEED = int(os.environ.get("BACKCHANNEL_SEED", time.time_ns() % 10**6))
LOOP = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS total"
SPELLS = "MATCH (s:Spell) RETURN count(s) AS count"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Packages with other channels each, and another number of them."""
    folder = tmp_path_factory.mktemp("packages")
    return {
        name: line(folder / name, name, repeat=repeat) for name, repeat in (("old", 1), ("new", 9))
    }


# kill -9


def test_a_client_that_is_killed_loading_leaves_neo4j_old_or_new(
    bare: neo4j.Driver,
    server: neo4j_server.Server,
    packages: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del bare
    lot = random.Random(SEED)
    print(f"BACKCHANNEL_SEED={SEED}")
    login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    assert run("load", server.uri, "--data", str(packages["old"]), **login).code == 0
    # A mark that was left behind is not waited for any longer than it must be.
    monkeypatch.setattr(engine, "MARK_WAIT", 0.5)
    whole = seconds_of("load", server.uri, "--data", str(packages["old"]), **login)
    for number in range(6):
        process = start("load", server.uri, "--data", str(packages["new"]), **login)
        # The first third is the start of Python, which has nothing to lose.
        kill_after(process, lot.uniform(number / 6, (number + 1) / 6) * whole * 0.8 + whole / 3)
        found = run("open", "2020", "--data", server.uri, **login)
        assert (
            found.code == 0
            or "is being loaded, or a load died; try again, or run `back" in found.err
        ), found
        if found.code == 0:
            assert channels(server.uri, **login) in ({"old"}, {"new"})
        assert run("load", server.uri, "--data", str(packages["old"]), **login).code == 0
        assert channels(server.uri, **login) == {"old"}


@pytest.fixture
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that hardly wait for a load."""
    monkeypatch.setattr(engine, "MARK_WAIT", 0.3)


KILLED_IN_BATCH = """
import os, signal, socket, sys
from backchannel.cli import main
from backchannel.store import neo4j_load, statements
neo4j_load.ONE_TRANSACTION, statements.BATCH = 5, 5
words, number, heard = sys.argv.pop(1).encode(), int(sys.argv.pop(1)), sys.argv.pop(1)
said, unfinished, met = socket.socket.sendall, [], []
def send(line, message):
    text = bytes(message)
    unfinished.append(text) if b"p.unfinished = true" in text else None
    met.append(text) if unfinished and words in text else None
    if len(met) < number: return said(line, message)
    said(line, message if heard == "whole" else message[: len(message) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
socket.socket.sendall = send
main()
"""


def spells_in(store: Store) -> int | None:
    """Return how many spells there are, or nothing where the question is refused."""
    try:
        return int(store.run(SPELLS).rows[0][0])
    except StoreError:
        return None


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (("UNWIND $rows", "1", "half"), "old"),
        (("UNWIND $rows", "6", "whole"), "mixture"),
        (("REMOVE p.unfinished", "1", "half"), "new"),
    ],
)
@pytest.mark.usefixtures("in_a_hurry")
def test_a_load_in_batches_that_is_killed_is_never_read_and_the_next_one_mends_it(
    neo4j_store: Store,
    bare: neo4j.Driver,
    server: neo4j_server.Server,
    packages: dict[str, Path],
    at: tuple[str, str, str],
    left: str,
) -> None:
    def nodes() -> int:
        every = "MATCH (n:Backchannel) RETURN count(n) AS count"
        return int(bare.execute_query(every).records[0]["count"])

    old, new = (read_package(packages[name]).dataset for name in ("old", "new"))
    neo4j_store.load(old)
    there = {"old": nodes()}
    with asked_again_and_again(server, spells_in) as answers:
        killed = subprocess.run(
            [sys.executable, "-c", KILLED_IN_BATCH, *at,
             "load", server.uri, "--data", str(packages["new"])],
            check=False, capture_output=True, timeout=HANGS,
            env=surroundings(NEO4J_USERNAME=server.user, NEO4J_PASSWORD=server.password),
        )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed
    # The old data while they were there, then none: never the mixture.
    assert set(answers) == {len(old.spells), None}
    assert answers[-1] is None
    assert neo4j_store.digest() is None
    with pytest.raises(StoreError, match="is being loaded, or a load died; try again, or run"):
        neo4j_store.read()
    there["left"] = nodes()
    neo4j_store.load(new)
    assert neo4j_store.read() == new
    assert neo4j_store.run(SPELLS).rows == [(len(new.spells),)]
    there["new"] = nodes()
    assert there["left"] == there.get(left, there["left"])
    assert (there["left"] in (there["old"], there["new"])) == (left != "mixture")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_a_load_and_a_query_of_neo4j(
    bare: neo4j.Driver,
    server: neo4j_server.Server,
    packages: dict[str, Path],
    by: int,
) -> None:
    login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    assert run("load", server.uri, "--data", str(packages["old"]), **login).code == 0

    def under_way(words: str) -> Callable[[], bool]:
        running = "SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery AS query"
        return lambda: any(words in one["query"] for one in bare.execute_query(running).records)

    with holding(bare, "MATCH (c:Channel) SET c.note = 'mine'"):
        load = start("load", server.uri, "--data", str(packages["new"]), **login)
        assert_interrupted(interrupted(load, under_way("UNWIND $rows"), by))
    limit = ("--timeout", str(2 * HANGS))
    query = start("query", "-", "--data", server.uri, *limit, text=LOOP, **login)
    assert_interrupted(interrupted(query, under_way("UNWIND range"), by))
    assert channels(server.uri, **login) == {"old"}
    deadline = time.monotonic() + HANGS
    while under_way("UNWIND range")():
        assert time.monotonic() < deadline, "the server still works at a query that was given up"
        time.sleep(0.1)


@pytest.mark.parametrize(
    "words", ["MERGE (p:", "UNWIND $rows", "SET p += $row", "WHERE p.loading = $mark REMOVE"]
)
@pytest.mark.parametrize("heard", [False, True])
def test_ctrl_c_in_the_midst_of_a_message_to_neo4j(
    neo4j_store: Store,
    packages: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    heard: bool,
) -> None:
    old, new = (read_package(packages[name]).dataset for name in ("old", "new"))
    neo4j_store.load(old)
    said = socket.socket.sendall

    def cut(line: socket.socket, message: bytes) -> None:
        if words.encode() not in bytes(message):
            return said(line, message)
        monkeypatch.undo()
        said(line, message if heard else message[: len(message) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr(socket.socket, "sendall", cut)
    with pytest.raises(KeyboardInterrupt):
        neo4j_store.load(new)
    # At once, since no mark is left to wait for.
    monkeypatch.setattr(engine, "MARK_WAIT", 0.0)
    assert neo4j_store.digest() == (new if words.startswith("WHERE") else old).digest
    assert neo4j_store.run("MATCH (p:Package) RETURN p.loading AS loading").rows == [(None,)]
