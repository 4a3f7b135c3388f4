from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nasty import made
from toy import NASTY, toy

from backchannel.dataset import dataset
from backchannel.errors import MissingExtra, QueryRefused, StoreError, UsageFault
from backchannel.model import RECORDS
from backchannel.store import connect, is_database, rows

if TYPE_CHECKING:
    import neo4j
    import neo4j_server

    from backchannel.store import Store

CENSUS = "MATCH (n:Backchannel) RETURN labels(n) AS labels, properties(n) AS row"


def census(store: Store) -> list[str]:
    """Everything that is in the graph, in an order of its own."""
    nodes = [(sorted(labels), row) for labels, row in store.run(CENSUS).rows]
    edges = store.run(
        "MATCH (a:Backchannel)-[r]->(b:Backchannel) RETURN a.id AS a, type(r) AS kind, b.id AS b, properties(r) AS row"
    ).rows
    return sorted(json.dumps(one, default=str, sort_keys=True) for one in (*nodes, *edges))


# What goes in comes out


def test_every_table_of_the_toy_has_rows() -> None:
    assert all(toy().table(name) for name in RECORDS)


def test_what_is_loaded_is_read_back(store: Store) -> None:
    data = toy()
    store.load(data)
    found = store.read()
    assert (found, found.digest, found.title) == (data, data.digest, "Toy")
    assert store.digest() == data.digest


def test_made_packages_are_read_back(store: Store) -> None:
    data = made(7)
    store.load(data)
    assert store.read() == data


def test_an_empty_package_is_read_back(store: Store) -> None:
    empty = dataset({}, start=date(1, 1, 1), as_of=date(9999, 12, 31), between=("AAA", "BBB"))
    store.load(empty)
    assert store.read() == empty


def test_loading_twice_is_loading_once(store: Store) -> None:
    store.load(toy())
    once = census(store)
    store.load(toy())
    assert census(store) == once


def test_another_load_leaves_nothing_of_the_one_before(store: Store) -> None:
    store.load(toy())
    whole = census(store)
    # A contact goes, with all that names it; an actor becomes another kind; a spell changes its end.
    less = dataset(
        {name: [one for one in toy().table(name).values() if "con-snub" not in str(dict(one))] for name in RECORDS}
        | {"actors": toy(ministry={"kind": "group"}).actors.values(), "spells": toy(t1={"end": ".."}).spells.values()},
        start=date(2020, 1, 1),
        as_of=date(2022, 12, 31),
        between=("AAA", "BBB"),
    )
    store.load(less)
    assert store.read() == less
    assert store.run("MATCH (n:Actor {id: 'ministry'}) RETURN n:Group AS group, n:Organization AS was").rows == [
        (True, False)
    ]
    store.load(toy())
    assert census(store) == whole


def test_a_record_that_names_nothing_is_refused_and_the_old_data_stay(store: Store) -> None:
    store.load(toy())
    with pytest.raises(StoreError, match="parties, `pa-talks-a`: actor: unknown id `nobody`; run `backchannel check`"):
        store.load(toy(pa_talks_a={"actor": "nobody"}))
    assert store.read() == toy()


def test_progress_is_told_to_the_caller_alone(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    store.load(toy(), progress=told.append)
    assert told[-1].endswith(" rows")
    assert capfd.readouterr() == ("", "")


# The graph


def test_the_graph_has_the_relationships_of_the_design(store: Store) -> None:
    store.load(toy())
    found = store.run(
        "MATCH (a:Backchannel)-[r]->(b:Backchannel) WHERE a.id IN ['talks', 'con-call', 'c02', 'dis-1', 'hotline'] "
        "OR b.id IN ['e2', 'dep-1'] OR r.id = 'ten-ann' RETURN a.id AS a, type(r) AS kind, b.id AS b"
    ).rows
    assert sorted(found) == [
        ("ann", "HELD", "minister"),
        ("c02", "ABOUT", "e2"),
        ("c02", "FROM", "paper"),
        ("c16", "ABOUT", "dep-1"),
        ("con-call", "VIA", "embassy"),
        ("dis-1", "CAUSED", "e2"),
        ("embassy", "DEPENDS_ON", "dep-1"),
        ("embassy", "HAD_STATUS", "e2"),
        ("hotline", "PART_OF", "embassy"),
        ("talks", "HAD_STATUS", "t1"),
        ("talks", "SUCCEEDS", "old-talks"),
    ]


def test_bounds_are_dates_and_never_null(store: Store) -> None:
    store.load(toy())
    query = (
        "MATCH (s:Spell {id: $id}) "
        "RETURN s.start_earliest AS a, s.start_latest AS b, s.end_earliest AS c, s.end_latest AS d"
    )
    first, last = date(1, 1, 1), date(9999, 12, 31)
    assert store.run(query, {"id": "e1"}).rows == [(first, first, date(2022, 3, 31), date(2022, 3, 31))]
    assert store.run(query, {"id": "e2"}).rows == [(date(2022, 4, 1), date(2022, 4, 1), last, last)]
    assert store.run(query, {"id": "o1"}).rows == [(date(2019, 5, 1), date(2019, 5, 31), first, last)]


def test_a_claim_takes_its_days_from_its_source_and_is_cut_there(store: Store) -> None:
    store.load(toy())
    query = (
        "MATCH (c:Claim) WHERE c.id IN ['c01', 'c02', 'c17'] "
        "RETURN c.published_latest AS p, c.as_of_earliest AS a, c.as_of_latest AS b ORDER BY c.id"
    )
    paper = date(2022, 12, 1)
    assert store.run(query).rows == [
        (paper, paper, paper),
        (paper, date(2022, 10, 1), date(2022, 10, 1)),
        (paper, date(2022, 1, 1), paper),
    ]


def test_text_stays_data(store: Store) -> None:
    store.load(toy())
    assert store.run("MATCH (d:Dependency {on: $text}) RETURN d.on AS text", {"text": NASTY}).rows == [(NASTY,)]


def test_values_come_back_plain(store: Store) -> None:
    store.load(toy())
    query = (
        "MATCH p = (a:Actor {id: 'ann'})-[h:HELD]->(o:Office) "
        "RETURN a, h.start_earliest AS day, [h.start_latest] AS days, a.aliases AS names, null AS nothing, 1.5 AS half, "
        "p AS path, $list AS list"
    )
    ((actor, day, days, names, nothing, half, path, given),) = store.run(query, {"list": ("x", date(2020, 1, 1))}).rows
    assert actor["name"] == "Ann Able"
    assert (day, days, names) == (date(2020, 1, 1), [date(2020, 12, 31)], ["A. Able", "Annie"])
    assert (nothing, half, given) == (None, 1.5, ["x", date(2020, 1, 1)])
    assert [one["id"] for one in path] == ["ann", "ten-ann", "minister"]


# What a query may not do


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:Spy) RETURN n",
        "MATCH (n:Actor) SET n.name = 'x'",
        "MATCH (n:Actor) DETACH DELETE n",
        "MERGE (n:Actor {id: 'x'}) RETURN n",
        "MATCH (n:Actor) RETURN n; MATCH (n:Actor) DELETE n",
        "CREATE INDEX spy FOR (n:Actor) ON (n.name)",
        "MATCH (n RETURN n",
        "CALL nobody.knows()",
        "RETURN $missing",
        "LOAD CSV FROM 'file:///x.csv' AS row RETURN row",
        "load/* x */ // y\n csv FROM 'file:///x.csv' AS row RETURN row",
        "\\u004cOAD CSV FROM 'file:///x.csv' AS row RETURN row",
    ],
)
def test_a_query_only_reads(store: Store, query: str) -> None:
    store.load(toy())
    with pytest.raises(QueryRefused) as refused:
        store.run(query)
    assert "\n" not in str(refused.value)
    assert store.read() == toy()


def test_a_query_has_a_time_limit(store: Store) -> None:
    store.load(toy())
    sums = "reduce(a = 0, x IN range(1, 20000) | a + reduce(b = 0, y IN range(1, 20000) | b + y))"
    with pytest.raises(QueryRefused, match=r"given up after 0\.2 seconds"):
        store.run(f"RETURN {sums} AS sum", timeout=0.2)
    assert store.run("RETURN 1 AS one").rows == [(1,)]


def test_nothing_is_loaded_at_first(store: Store) -> None:
    assert store.digest() is None
    for ask in (store.read, lambda: store.run("RETURN 1 AS one")):
        with pytest.raises(StoreError, match="nothing loaded; run `backchannel load`"):
            ask()


# Neo4j


def test_neo4j_writes_when_told_to(neo4j_store: Store) -> None:
    neo4j_store.load(toy())
    neo4j_store.run("MATCH (n:Actor {id: 'ann'}) SET n.name = $name", {"name": "Other"}, write=True)
    assert neo4j_store.read().actors["ann"].name == "Other"


def test_nodes_of_others_are_refused_and_never_touched(neo4j_store: Store, bare: neo4j.Driver) -> None:
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


def test_a_load_that_died_is_seen_and_the_next_one_heals_it(
    neo4j_store: Store, bare: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backchannel.store import neo4j as engine

    monkeypatch.setattr(engine, "PATIENCE", 0.3)
    neo4j_store.load(toy())
    bare.execute_query("MATCH (p:Package) SET p.loading = 'somebody'")
    with pytest.raises(StoreError, match="is being loaded, or a load died"):
        neo4j_store.read()
    neo4j_store.load(toy())
    assert neo4j_store.read() == toy()


def test_readers_never_see_half_a_load(neo4j_store: Store, server: neo4j_server.Server) -> None:
    whole, half = made(1), made(2, channels=60)
    neo4j_store.load(whole)
    stop, wrong, good = threading.Event(), [], []

    def reader() -> None:
        with connect(server.uri, user=server.user, password=server.password) as store:
            while not stop.is_set():
                found = store.run("MATCH (s:Spell) RETURN count(s) AS count").rows[0][0]
                (good if found in (len(whole.spells), len(half.spells)) else wrong).append(found)

    threads = [threading.Thread(target=reader) for _ in range(3)]
    for thread in threads:
        thread.start()
    for data in (half, whole) * 3:
        neo4j_store.load(data)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong
    assert good


def test_a_failed_load_changes_nothing(neo4j_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    neo4j_store.load(toy())
    batches = list(rows.batches(toy(without="c18"), anew=False))
    broken = [*batches, rows.Batch("UNWIND $rows AS row RETURN 1 / 0 AS x", [{}])]
    monkeypatch.setattr(rows, "batches", lambda *_, **__: iter(broken))
    with pytest.raises(StoreError, match="refuses the load, and nothing has changed"):
        neo4j_store.load(toy(without="c18"))
    assert neo4j_store.read() == toy()


@pytest.mark.parametrize("user", ["neo4j", "nobody"])
def test_a_wrong_password_is_refused_and_not_repeated(server: neo4j_server.Server, user: str) -> None:
    with pytest.raises(StoreError, match="refuses the user or the password; set NEO4J_USERNAME") as refused:
        connect(server.uri, user=user, password="not-the-secret")
    assert "not-the-secret" not in str(refused.value)


def test_another_database_of_the_server_must_exist(server: neo4j_server.Server) -> None:
    with pytest.raises(StoreError, match="has no database `nowhere`"):
        connect(server.uri, user=server.user, password=server.password, database="nowhere")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_down_is_named(scheme: str) -> None:
    with pytest.raises(StoreError, match=rf"`{scheme}://127\.0\.0\.1:1` cannot be reached; start it"):
        connect(f"{scheme}://127.0.0.1:1", user="neo4j", password="secret")


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://localhost", "unknown kind of database `http`"),
        ("bold://localhost", "did you mean `bolt`"),
        ("bolt://me:secret@localhost", "no user or password in it"),
        ("bolt://:secret@localhost", "no user or password in it"),
        ("bolt://localhost:port", "no address of a database"),
        ("neo4j://", "is to be `neo4j://HOST:PORT`"),
    ],
)
def test_an_address_that_is_none_is_a_usage_fault(address: str, line: str) -> None:
    with pytest.raises(UsageFault, match=line) as refused:
        connect(address)
    assert "secret" not in str(refused.value)


# The embedded engine


def test_an_embedded_database_is_not_written_to(embedded_store: Store) -> None:
    embedded_store.load(toy())
    with pytest.raises(QueryRefused, match="never changed in place"):
        embedded_store.run("CREATE (n:X)", write=True)


def test_a_folder_of_others_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="is not empty and no database of Backchannel"):
        connect(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        connect(tmp_path / "letter.txt")
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_to_look_at_a_folder_makes_nothing(tmp_path: Path) -> None:
    with connect(tmp_path / "none") as store:
        assert store.digest() is None
    assert not (tmp_path / "none").exists()
    assert not is_database(tmp_path)


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    with connect(tmp_path / "graph") as store:
        store.load(toy())
        (generation,) = (tmp_path / "graph").glob("generation-*")
        shutil.rmtree(generation)
        with pytest.raises(StoreError, match="is damaged; load the data again"):
            store.read()
        store.load(toy())
        assert store.read() == toy()
        (tmp_path / "graph" / "backchannel.json").write_text("{")
        with pytest.raises(StoreError, match="cannot be read"):
            store.read()


def test_a_reader_keeps_what_it_opened_and_sees_the_new_data_next(tmp_path: Path) -> None:
    with connect(tmp_path / "graph") as store, connect(tmp_path / "graph") as reader:
        store.load(toy())
        assert reader.read() == toy()
        store.load(toy(without="c18"))
        assert reader.read() == store.read() == toy(without="c18")
    (tmp_path / "graph" / "generation-dead").mkdir()
    with connect(tmp_path / "graph") as store:
        store.load(toy())
    assert len(list((tmp_path / "graph").glob("generation-*"))) == 1


def test_a_failed_build_leaves_the_old_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect(tmp_path / "graph") as store:
        store.load(toy())
        broken = [rows.Batch("UNWIND $rows AS row RETURN nobody", [{}])]
        with monkeypatch.context() as patch:
            patch.setattr(rows, "batches", lambda *_, **__: iter(broken))
            with pytest.raises(StoreError, match="the data cannot be loaded"):
                store.load(toy(without="c18"))
        assert store.read() == toy()
    assert len(list((tmp_path / "graph").glob("generation-*"))) == 1


def test_the_engine_is_quiet_and_ends_with_python(tmp_path: Path) -> None:
    # In a process of its own, and with a query that still runs when it ends.
    program = """
from backchannel.errors import QueryRefusedfrom backchannel.errors import QueryRefused
from backchannel.store import connect
from toy import toy
with connect("graph") as store:
    store.load(toy())
    try:
        sums = "reduce(a = 0, x IN range(1, 90000) | a + reduce(b = 0, y IN range(1, 90000) | b + y))"
        store.run(f"RETURN {sums} AS sum", timeout=0.1)
    except QueryRefused:
        pass
"""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, timeout=100, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert [one.name for one in tmp_path.iterdir()] == ["graph"]


def test_without_the_engine_the_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "backchannel.store.embedded", raising=False)
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)
    with pytest.raises(MissingExtra, match=r"pip install 'backchannel\[embedded\]'"):
        connect(tmp_path / "graph")
