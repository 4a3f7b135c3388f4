"""A Neo4j that fails: one line, the exit code, never the password, and the old data still there."""

from __future__ import annotations

import signal
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from backchannel.store import neo4j as engine
from backchannel.store import neo4j_connection

from servers.disposable import Disposable
from servers.shell import assert_fails, channels, end, run, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import neo4j

    from servers import neo4j_server

PASSWORD = "geheimes Wört 🕊 $x"
LOOP = "UNWIND range(1, 300000) AS a UNWIND range(1, 300000) AS b RETURN sum(a * b) AS total"
LONG = "RETURN reduce(a = 0, x IN range(1, 6000) | a + reduce(b = 0, y IN range(1, 6000) | b + y)) AS sum"


@pytest.fixture
def login(
    bare: neo4j.Driver, server: neo4j_server.Server, packages: dict[str, Path]
) -> dict[str, str]:
    """The environment in which the run's Neo4j, with `old` loaded, is the database at hand."""
    del bare
    known = {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.user,
        "NEO4J_PASSWORD": server.password,
    }
    assert run("load", "--data", str(packages["old"]), **known).code == 0
    return known


# The server cannot be used


@contextmanager
def silent() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize("words", [["load"], ["query", "contested"]])
def test_a_server_that_is_down_or_says_nothing_is_one_line(
    scheme: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert neo4j_connection.CONNECTING <= 10
    monkeypatch.setattr(neo4j_connection, "CONNECTING", 0.3)
    known = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
    with silent() as port:
        for place in (f"{scheme}://127.0.0.1:{port}", f"{scheme}://127.0.0.1:1"):
            begin = time.monotonic()
            said = run(*words, NEO4J_URI=place, **known)
            assert_fails(
                said, f"Neo4j at `{place}` cannot be reached; start it, or correct the address"
            )
            assert PASSWORD not in said.err
            # The driver by itself waits for half a minute, and a whole one where it is told nothing.
            assert time.monotonic() - begin < 25


@pytest.mark.parametrize("words", [["load"], ["query", "contested"], ["open", "2020"]])
def test_a_wrong_password_and_an_unknown_database_are_named(
    login: dict[str, str], words: list[str]
) -> None:
    if words[0] == "open":
        words = [*words, "--data", login["NEO4J_URI"]]
    for user in ("neo4j", "nobody"):
        said = run(*words, **login | {"NEO4J_USERNAME": user, "NEO4J_PASSWORD": PASSWORD})
        assert_fails(
            said, "refuses the user or the password; set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
        assert PASSWORD not in said.err
    assert_fails(
        run(*words, **login | {"NEO4J_DATABASE": "nowhere"}),
        "has no database `nowhere`; correct its name",
    )
    assert channels(login["NEO4J_URI"], **login) == {"old"}


# The database is not ours, or of another version


def test_nodes_of_others_are_refused_and_stay_untouched_beside(
    login: dict[str, str], bare: neo4j.Driver, packages: dict[str, Path]
) -> None:
    others = "MATCH (n) WHERE NOT n:Backchannel OPTIONAL MATCH (n)-[r]-() RETURN elementId(n), labels(n), n, r"
    bare.execute_query(
        "CREATE (:Channel {id: 'old-0000'})-[:PARTY_TO {id: 'mine'}]->(:Actor {id: 'state-aaa'})"
    )
    before = sorted(str(record.values()) for record in bare.execute_query(others).records)
    assert_fails(
        run("load", "--data", str(packages["new"]), **login),
        "holds 2 other nodes and is left alone; name",
    )
    assert channels(login["NEO4J_URI"], **login) == {"old"}
    assert run("load", "--beside", "--data", str(packages["new"]), **login).code == 0
    assert channels(login["NEO4J_URI"], **login) == {"new"}
    assert sorted(str(record.values()) for record in bare.execute_query(others).records) == before


@pytest.mark.parametrize("version", [1, 99])
def test_a_graph_of_another_version_is_named_and_loaded_anew(
    login: dict[str, str], bare: neo4j.Driver, packages: dict[str, Path], version: int
) -> None:
    bare.execute_query("MATCH (p:Package) SET p.format = $version, p.later = 'x'", version=version)
    for words in (["query", "contested"], ["open", "2020", "--data", login["NEO4J_URI"]]):
        assert_fails(run(*words, **login), "was loaded by another version; run `backchannel load`")
    assert run("load", "--data", str(packages["new"]), **login).code == 0
    assert channels(login["NEO4J_URI"], **login) == {"new"}


# Queries past a limit


@pytest.mark.parametrize("text", [LOOP, LONG])
def test_a_query_past_its_time_is_given_up(
    login: dict[str, str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text == LONG:
        # The server goes on with a long expression, and the tests wait for its end.
        monkeypatch.setattr(engine, "GRACE", 0.3)
    said = run("query", "-", "--timeout", "0.5", text=text, **login)
    assert_fails(
        said,
        "-: the query is given up after 0.5 seconds; ask for less, or allow more with `--timeout`",
    )
    assert channels(login["NEO4J_URI"], **login) == {"old"}


# Many at once


def test_two_loads_at_once_leave_one_of_them_whole(
    login: dict[str, str], packages: dict[str, Path]
) -> None:
    both = [start("load", "--data", str(packages[name]), **login) for name in ("new", "old")]
    for one in both:
        said = end(one)
        assert (said.code, said.out, said.err.count("\n")) == (0, "", 1), said
    assert channels(login["NEO4J_URI"], **login) in ({"new"}, {"old"})


# A server of the test's own, that dies


def test_a_server_that_is_killed_keeps_the_old_data_and_the_next_load_heals_it(
    tmp_path: Path,
    packages: dict[str, Path],
    server: neo4j_server.Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del server  # it says whether there can be any Neo4j on this machine
    own = Disposable(tmp_path / "neo4j", password=PASSWORD)
    known = {"NEO4J_URI": own.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
    said = run("load", "--data", str(packages["old"]), **known)
    assert (said.code, PASSWORD in said.err) == (0, False)

    # A server that stops to answer in the midst of a query is not waited for.
    # It is asked by another process: what is given up holds its connection as long as that lives.
    query = start("query", "-", "--timeout", "5", text=LOOP, **known)
    own.await_query("UNWIND range")
    own.send(signal.SIGSTOP)
    assert_fails(end(query), "given up after 5 seconds")
    own.send(signal.SIGCONT)

    # The server dies while one process loads and another asks.
    monkeypatch.setattr(engine, "MARK_WAIT", 1.0)
    query = start("query", "-", "--timeout", "3600", text=LOOP, **known)
    own.await_query("UNWIND range")
    with own.holding("MATCH (c:Channel) SET c.note = 'mine'"):
        load = start("load", "--data", str(packages["new"]), **known)
        own.await_query("UNWIND $rows", "UNWIND range")
        own.kill()
    for process, sentence in (
        (load, "cannot be reached; nothing is lost, load again when it runs"),
        (query, "cannot be reached; start it, or correct the address"),
    ):
        said = end(process)
        assert_fails(said, sentence)
        assert PASSWORD not in said.err
    assert_fails(
        run("load", "--data", str(packages["new"]), **known), "cannot be reached; start it"
    )

    own.start()
    assert channels(own.uri, **known) == {"old"}
    assert run("load", "--data", str(packages["new"]), **known).code == 0
    assert channels(own.uri, **known) == {"new"}
    own.kill()
