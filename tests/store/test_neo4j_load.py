"""Loading over what others have drawn, changed or locked in Neo4j."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import StoreError
from backchannel.facts.dataset import dataset
from backchannel.facts.model import RECORDS
from backchannel.store import neo4j as engine
from backchannel.store import neo4j_watch
from backchannel.store.reading import Damaged

from worlds.toy import smaller_toy, toy

if TYPE_CHECKING:
    import neo4j

    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store


COUNT = "MATCH (c:Channel) RETURN count(c) AS count"


# What others have drawn


def test_what_others_have_added_to_our_nodes_stays(neo4j_store: Store, bare: neo4j.Driver) -> None:
    neo4j_store.load(toy())
    bare.execute_query(
        "MATCH (ann:Actor {id: 'ann'}), (talks:Channel {id: 'talks'}) "
        "SET ann:Suspect, ann.note = 'mine', talks.weight = 3 "
        "CREATE (ann)-[:KNOWS {since: 1}]->(talks), (talks)-[:PARTY_TO {id: 'mine'}]->(ann) "
        "CREATE (:Note {text: 'x'})-[:ON]->(talks)"
    )
    mine = (
        "MATCH (ann:Suspect {note: 'mine'})-[k:KNOWS {since: 1}]->(talks:Channel {weight: 3}) "
        "MATCH (talks)-[p:PARTY_TO {id: 'mine'}]->(ann), (n:Note)-[o:ON]->(talks) "
        "RETURN elementId(ann) AS ann, elementId(k) AS k, elementId(p) AS p, elementId(o) AS o"
    )
    before = bare.execute_query(mine).records
    assert len(before) == 1
    for data in (toy(), toy(ann={"name": "Other"}, talks={"name": "Talks"}), smaller_toy(), toy()):
        neo4j_store.load(data, beside=True)
        assert neo4j_store.read() == data
        assert neo4j_store.run(COUNT).rows == [(len(data.channels),)]
        assert bare.execute_query(mine).records == before


@pytest.mark.parametrize(
    "added",
    [
        "CREATE (n)-[:KNOWS]->(:Actor {id: 'x'})",
        "MERGE (m:Actor {id: 'ann'}) CREATE (m)-[:MET_AT]->(n)",
        "SET n.note = 'mine'",
        "SET n:Mine",
    ],
)
def test_a_node_that_would_go_with_what_others_have_added_is_kept_and_named(
    neo4j_store: Store, bare: neo4j.Driver, added: str
) -> None:
    neo4j_store.load(toy())
    bare.execute_query(f"MATCH (n:Contact {{id: 'con-snub'}}) WITH n {added}")
    with pytest.raises(
        StoreError, match=r"nothing is loaded: 1 node \(`con-snub`\) would go with properties, lab"
    ):
        neo4j_store.load(smaller_toy(), beside=True)
    assert neo4j_store.read() == toy()


def test_a_node_that_is_only_labelled_like_ours_is_of_others(
    neo4j_store: Store, bare: neo4j.Driver
) -> None:
    bare.execute_query(
        "CREATE (:Backchannel {id: 'mine'})-[:ABOUT]->(:Backchannel:Channel {name: 'Mine'})"
    )
    with pytest.raises(StoreError, match="holds 2 other nodes and is left alone"):
        neo4j_store.load(toy())
    for data in (toy(), smaller_toy(), toy()):
        neo4j_store.load(data, beside=True)
        assert neo4j_store.read() == data
    mine = "MATCH (:Backchannel {id: 'mine'})-[:ABOUT]->(c:Channel {name: 'Mine'}) RETURN c"
    assert len(bare.execute_query(mine).records) == 1
    bare.execute_query("MATCH (n:Backchannel {id: 'mine'}) SET n.id = 'new'")
    with pytest.raises(StoreError, match="the id `new` is taken by a node labelled `Backchannel`"):
        neo4j_store.load(renamed("ann", "new"), beside=True)


def renamed(old: str, new: str) -> Dataset:
    """The toy with another id for one of its records."""
    tables = {
        name: [
            kind.model_validate(
                {key: new if value == old else value for key, value in dict(row).items()}
            )
            for row in toy().table(name).values()
        ]
        for name, kind in RECORDS.items()
    }
    whole = toy()
    return dataset(tables, start=whole.start, as_of=whole.as_of, between=whole.between)


def test_a_graph_of_the_first_form_is_taken_over(neo4j_store: Store, bare: neo4j.Driver) -> None:
    neo4j_store.load(toy())
    ids = "MATCH (n:Backchannel) RETURN elementId(n) AS id ORDER BY id"
    before = bare.execute_query(ids).records
    # It did not say what it had written.
    bare.execute_query("MATCH (n:Backchannel) REMOVE n.loaded_from SET n.stale = null")
    bare.execute_query("MATCH ()-[r]->() REMOVE r.loaded_from")
    bare.execute_query("MATCH (p:Package) SET p.format = 1 REMOVE p.counts, p.counted")
    bare.execute_query("MATCH (:Actor {id: 'ann'})<-[r]-() DELETE r")
    with pytest.raises(StoreError, match="was loaded by another version; run `backchannel load`"):
        neo4j_store.read()
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()
    assert neo4j_store.run(COUNT).rows == [(len(toy().channels),)]
    assert bare.execute_query(ids).records == before


# What others have changed


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (n:Channel {id: 'talks'}) DETACH DELETE n",
        "MATCH (n:Source) WITH n LIMIT 1 DETACH DELETE n",
        "MATCH (n:Channel {id: 'talks'}) REMOVE n:Channel",
        "MATCH (n:Spell {id: 't1'}) REMOVE n:Backchannel",
        "MATCH ()-[r:PARTY_TO]->() WITH r LIMIT 1 DELETE r",
        "MATCH ()-[r:FROM]->() WITH r LIMIT 1 DELETE r",
    ],
)
def test_what_somebody_has_deleted_is_noticed_by_readers_and_queries(
    neo4j_store: Store, bare: neo4j.Driver, change: str
) -> None:
    neo4j_store.load(toy())
    bare.execute_query(change)
    with pytest.raises(Damaged, match=r"has [\d,]+ of [\d,]+ `\w+` and is damaged or changed; lo"):
        neo4j_store.run("MATCH (n:Channel) RETURN n.id AS id")
    if ":FROM" not in change:  # which repeats a column of the claim
        with pytest.raises(Damaged, match="; load the data again"):
            neo4j_store.read()
    for node in bare.execute_query("MATCH (n) WHERE NOT n:Backchannel RETURN n").records:
        bare.execute_query("MATCH (n {id: $id}) DETACH DELETE n", id=node["n"]["id"])
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()
    assert neo4j_store.run(COUNT).rows == [(len(toy().channels),)]


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (n:Spell {id: 't1'}) SET n.status = 'closed'",
        "MATCH (n:Actor {id: 'ann'}) SET n.name = 'Other'",
        "MATCH (n:Actor {id: 'ann'}) SET n.kind = 'none of ours'",
        "MATCH (p:Package) REMOVE p.between",
        "MATCH (:Actor)-[r:HELD]->() WITH r LIMIT 1 SET r.end = '2020'",
        "MATCH (n:Claim {id: 'c01'}) REMOVE n.source",
    ],
)
def test_what_somebody_has_changed_is_noticed_by_readers(
    neo4j_store: Store, bare: neo4j.Driver, change: str
) -> None:
    neo4j_store.load(toy())
    bare.execute_query(change)
    with pytest.raises(Damaged, match="; load the data again"):
        neo4j_store.read()
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()


# Transactions of others


def test_a_load_waits_for_another_client_for_a_while_and_readers_do_not(
    neo4j_store: Store, bare: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = neo4j_watch.LOCKED
    monkeypatch.setattr(neo4j_watch, "LOCKED", 1.0)
    neo4j_store.load(toy())
    told: list[str] = []
    with bare.session() as session, session.begin_transaction() as tx:
        tx.run("MATCH (n:Actor {id: 'ann'}) SET n.note = 'mine'").consume()
        begin = time.monotonic()
        loading = threading.Thread(target=neo4j_store.run, args=[COUNT])
        loading.start()
        with pytest.raises(
            StoreError,
            match=r"holds back the load: a transaction of another client \(`neo4j-transaction-\d+` "
            r"of user `neo4j`\) is open on what has to change; end it, then load again \(nothing",
        ):
            neo4j_store.load(toy(ann={"name": "Other"}), progress=told.append)
        assert 1 < time.monotonic() - begin < usual
        loading.join()
        # The meta node, too, may be somebody's.
        tx.run("MATCH (p:Package) SET p.note = 'mine'").consume()
        with pytest.raises(StoreError, match="holds back the load"):
            neo4j_store.load(toy(talks={"name": "Other"}))
        monkeypatch.setattr(engine, "MARK_WAIT", 0.0)
        assert neo4j_store.read() == toy()
        tx.rollback()
    assert "waiting for a transaction of another client" in told
    neo4j_store.load(toy(ann={"name": "Other"}))
    assert neo4j_store.read().actors["ann"].name == "Other"


def test_a_load_waits_for_another_load_for_a_while(
    neo4j_store: Store, bare: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_watch, "LOADING", 1.0)
    neo4j_store.load(toy())
    other = {neo4j_watch.METADATA: "other"}
    with bare.session() as session, session.begin_transaction(metadata=other) as tx:
        tx.run("MERGE (turn:Backchannel {id: 'backchannel:turn'})").consume()
        with pytest.raises(
            StoreError, match=r"another load into Neo4j at .* still runs after 1 seconds; try"
        ):
            neo4j_store.load(smaller_toy())
        tx.rollback()
    assert neo4j_store.read() == toy()
