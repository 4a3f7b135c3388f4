"""Loads into Neo4j that do not fit one transaction: nobody reads half of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from neo4j.exceptions import Neo4jError

from backchannel.errors import StoreError
from backchannel.store import neo4j as engine
from backchannel.store import neo4j_load, statements
from backchannel.store.neo4j_changes import Wanted, changes

from servers.asking import asked_again_and_again
from servers.shell import HANGS
from worlds.nasty import made
from worlds.toy import smaller_toy, toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.store import Store

    from servers import neo4j_server

COUNT = "MATCH (c:Channel) RETURN count(c) AS count"
UNFINISHED = "what is there cannot be read until `backchannel load` has run again"


@pytest.fixture
def in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads as if hardly anything fitted one transaction."""
    monkeypatch.setattr(neo4j_load, "ONE_TRANSACTION", 20)
    monkeypatch.setattr(statements, "BATCH", 10)


@pytest.mark.usefixtures("in_batches")
def test_a_load_in_batches_leaves_what_another_leaves(neo4j_store: Store) -> None:
    for data in (toy(), made(3, channels=12), smaller_toy(), toy()):
        neo4j_store.load(data)
        assert neo4j_store.read() == data
        assert neo4j_store.digest() == data.digest
        assert neo4j_store.run(COUNT).rows == [(len(data.channels),)]
    assert neo4j_store.run("MATCH (p:Package) RETURN p.loading, p.unfinished").rows == [
        (None, None)
    ]


@pytest.mark.usefixtures("in_batches")
def test_readers_never_see_half_a_load_in_batches(
    neo4j_store: Store, server: neo4j_server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long a load takes here, readers wait for its end.
    monkeypatch.setattr(engine, "MARK_WAIT", HANGS)
    one, two = made(1, channels=8), made(2, channels=16)
    neo4j_store.load(one)

    def ask(store: Store) -> tuple[int, int]:
        counted = store.run("MATCH (s:Spell) RETURN count(s) AS n").rows[0][0]
        return counted, len(store.read().spells)

    with asked_again_and_again(server, ask, readers=2) as answers:
        for data in (two, one, two):
            neo4j_store.load(data)
    for found in zip(*answers, strict=True):
        assert set(found) == {len(one.spells), len(two.spells)}


@pytest.mark.usefixtures("in_batches")
def test_a_load_in_batches_that_fails_is_never_read_and_the_next_one_ends_it(
    neo4j_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MARK_WAIT", 0.3)

    def broken(wanted: Wanted, ask: Any) -> list[statements.Batch]:
        found = changes(wanted, ask)
        wrong = statements.Batch("UNWIND $rows AS row RETURN 1 / 0 AS x", [{}])
        return [*found[: len(found) // 2], wrong, *found[len(found) // 2 :]]

    neo4j_store.load(toy())
    with monkeypatch.context() as patch:
        patch.setattr(neo4j_load, "changes", broken)
        with pytest.raises(StoreError, match=f"refuses the load, and {UNFINISHED}: / by zero"):
            neo4j_store.load(made(1, channels=8))
    assert neo4j_store.digest() is None
    asked: tuple[Callable[[], object], ...] = (neo4j_store.read, lambda: neo4j_store.run(COUNT))
    for ask in asked:
        with pytest.raises(StoreError, match="is being loaded, or a load died; try again, or run"):
            ask()
    # A small load over the mixture that fails does not make it readable either.
    with monkeypatch.context() as patch:
        patch.setattr(neo4j_load, "ONE_TRANSACTION", 10**6)
        patch.setattr(neo4j_load, "changes", broken)
        with pytest.raises(StoreError, match="refuses the load, and nothing has changed"):
            neo4j_store.load(toy())
        for ask in asked:
            with pytest.raises(StoreError, match="is being loaded, or a load died"):
                ask()
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()
    assert neo4j_store.run(COUNT).rows == [(len(toy().channels),)]


def test_a_load_that_is_too_much_for_the_memory_of_the_server_goes_in_batches(
    neo4j_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"

    def full(*_: object) -> None:
        raise Neo4jError._hydrate_neo4j(code=code, message="No.")

    monkeypatch.setattr(neo4j_load.Load, "_write_at_once", full)
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()
    # Nothing smaller is left to try.
    monkeypatch.setattr(neo4j_load.Load, "_commit", full)
    with pytest.raises(StoreError, match=f"does not fit the memory of Neo4j at .*{UNFINISHED}"):
        neo4j_store.load(smaller_toy())
