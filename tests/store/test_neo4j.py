"""What Neo4j alone can do, and how it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from backchannel.errors import QueryRefused, StoreError
from backchannel.store import connect, neo4j_load, statements
from backchannel.store import neo4j as engine
from backchannel.store.neo4j_changes import Wanted, changes
from backchannel.store.neo4j_errors import faults

from failures.disguises import NESTED, PLAIN
from servers.asking import asked_again_and_again
from servers.shell import HANGS
from worlds.nasty import made
from worlds.toy import toy

if TYPE_CHECKING:
    import neo4j

    from backchannel.store import Store

    from servers import neo4j_server


def test_all_that_needs_the_server_is_done_by_one_process(
    request: pytest.FixtureRequest, server: neo4j_server.Server
) -> None:
    assert server
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@neo4j")


def test_neo4j_writes_when_told_to(neo4j_store: Store) -> None:
    neo4j_store.load(toy())
    asked = "MATCH (n:Actor {id: 'ann'}) SET n.seen_by = $name RETURN n.seen_by AS name"
    assert neo4j_store.run(asked, {"name": "me"}, write=True).rows == [("me",)]
    assert neo4j_store.read() == toy()


def test_the_disguises_are_writes_indeed(neo4j_store: Store) -> None:
    # Else it would show nothing that they are refused.
    neo4j_store.load(toy())
    lines = (PLAIN + NESTED).strip().splitlines()
    known = [query for query in lines if query and not answered(neo4j_store, f"EXPLAIN {query}")]
    assert len(lines) - len(known) >= 24, known


def answered(store: Store, query: str) -> bool:
    try:
        store.run(query, write=True)
    except QueryRefused:
        return False
    return True


def test_nodes_of_others_are_refused_and_never_touched(
    neo4j_store: Store, bare: neo4j.Driver
) -> None:
    others = "MATCH (n) WHERE NOT n:Backchannel OPTIONAL MATCH (n)-[r]->() RETURN labels(n), properties(n), type(r)"
    bare.execute_query("CREATE (:Actor {id: 'ann'})-[:KNOWS]->(:Actor {id: 'ann'}), (:Claim)")
    before = sorted(str(record.values()) for record in bare.execute_query(others).records)
    with pytest.raises(StoreError, match="holds 3 other nodes and is left alone"):
        neo4j_store.load(toy())
    assert neo4j_store.digest() is None
    for data in (toy(), toy(without="c18"), toy()):
        neo4j_store.load(data, beside=True)
        assert neo4j_store.read() == data
    assert sorted(str(record.values()) for record in bare.execute_query(others).records) == before


def test_a_mark_without_its_loader_stops_readers_only_if_the_data_do_not_fit(
    neo4j_store: Store, bare: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MARK_WAIT", 0.5)
    neo4j_store.load(toy())
    bare.execute_query("MATCH (p:Package) SET p.loading = 'me', p.loading_since = timestamp()")
    assert neo4j_store.read() == toy()
    assert neo4j_store.run("MATCH (c:Channel) RETURN count(c) AS n").rows == [
        (len(toy().channels),)
    ]
    bare.execute_query("MATCH (n:Spell {id: 't1'}) SET n.status = 'closed'")
    for ask in (neo4j_store.read, lambda: neo4j_store.run("RETURN 1 AS x")):
        with pytest.raises(StoreError, match="is being loaded, or a load died; try again, or run"):
            ask()
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()


def test_readers_never_see_half_a_load(
    neo4j_store: Store, server: neo4j_server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a load takes here, readers wait for its end.
    monkeypatch.setattr(engine, "MARK_WAIT", HANGS)
    whole, half = made(1, channels=20), made(2, channels=40)
    neo4j_store.load(whole)

    def ask(store: Store) -> int:
        return int(store.run("MATCH (s:Spell) RETURN count(s) AS count").rows[0][0])

    with asked_again_and_again(server, ask, readers=3) as answers:
        for data in (half, whole, half):
            neo4j_store.load(data)
    assert set(answers) == {len(whole.spells), len(half.spells)}


def broken(wanted: Wanted, ask: Any) -> list[statements.Batch]:
    """What a load has to change, and something that no server takes."""
    return [*changes(wanted, ask), statements.Batch("UNWIND $rows AS row RETURN 1 / 0 AS x", [{}])]


def test_a_failed_load_changes_nothing(neo4j_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    neo4j_store.load(toy())
    monkeypatch.setattr(neo4j_load, "changes", broken)
    with pytest.raises(StoreError, match="refuses the load, and nothing has changed: / by zero"):
        neo4j_store.load(toy(without="c18"))
    assert neo4j_store.read() == toy()


@pytest.mark.parametrize("user", ["neo4j", "nobody"])
def test_a_wrong_password_is_refused_and_not_repeated(
    server: neo4j_server.Server, user: str
) -> None:
    with pytest.raises(
        StoreError, match="refuses the user or the password; set NEO4J_USERNAME"
    ) as refused:
        connect(server.uri, user=user, password="not-the-secret")
    assert "not-the-secret" not in str(refused.value)


def test_another_database_of_the_server_must_exist(server: neo4j_server.Server) -> None:
    with pytest.raises(StoreError, match="has no database `nowhere`"):
        connect(server.uri, user=server.user, password=server.password, database="nowhere")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_down_is_named(scheme: str) -> None:
    with pytest.raises(
        StoreError, match=rf"`{scheme}://127\.0\.0\.1:1` cannot be reached; start it"
    ):
        connect(f"{scheme}://127.0.0.1:1", user="neo4j", password="secret")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("AuthenticationRateLimit", "lets nobody log in for a few seconds, after too many wrong"),
        ("CredentialsExpired", "wants the first password changed before anything else; log in"),
    ],
)
def test_a_login_that_fails_for_another_reason_says_which(code: str, line: str) -> None:
    # The driver raises a plain ClientError for these, as for a query that is wrong.
    from neo4j.exceptions import ClientError, Neo4jError

    error = Neo4jError._hydrate_neo4j(code=f"Neo.ClientError.Security.{code}", message="No.")
    assert type(error) is ClientError
    with (
        pytest.raises(StoreError, match=f"^Neo4j at `neo4j://localhost` {line}"),
        faults("neo4j://localhost", None, timeout=1),
    ):
        raise error


def test_ctrl_c_is_what_is_told_though_the_driver_cannot_tidy_up(
    server: neo4j_server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query that is given up reads on in its own thread, into the very buffer that closing would clear."""
    tidied = []

    def interrupted() -> None:
        with connect(server.uri, user=server.user, password=server.password) as store:
            driver = store._connection._driver  # type: ignore[attr-defined] # what fails is below us
            really = driver.close

            def close() -> None:
                really()
                tidied.append(driver)
                raise BufferError("Existing exports of data: object cannot be re-sized")

            monkeypatch.setattr(driver, "close", close)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert tidied
