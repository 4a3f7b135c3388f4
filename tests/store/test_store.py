"""What holds on both engines."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import QueryRefused, StoreError, UsageFault
from backchannel.facts.dataset import dataset
from backchannel.facts.model import RECORDS
from backchannel.store import connect

from failures.disguises import DISGUISES
from worlds.nasty import made
from worlds.toy import NASTY, toy

if TYPE_CHECKING:
    from backchannel.store import Store

    from servers.standing_stores import Standing

CENSUS = "MATCH (n:Backchannel) RETURN labels(n) AS labels, properties(n) AS row"

pytestmark = pytest.mark.stands("the small toy")


def census(store: Store) -> list[str]:
    """Everything that is in the graph, in an order of its own."""
    nodes = [(sorted(labels), row) for labels, row in store.run(CENSUS).rows]
    edges = store.run(
        "MATCH (a:Backchannel)-[r]->(b:Backchannel) RETURN a.id AS a, type(r) AS kind, b.id AS b, properties(r) AS row"
    ).rows
    return sorted(json.dumps(one, default=str, sort_keys=True) for one in (*nodes, *edges))


def everything(store: Store) -> list[str]:
    """All that is in the database, of others too, and its indexes."""
    found = store.run(
        "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n) AS kinds, n, type(r) AS kind, r, m.id AS id"
    )
    indexes = store.run("SHOW INDEXES YIELD name, labelsOrTypes RETURN name, labelsOrTypes").rows
    return sorted(json.dumps(one, default=str, sort_keys=True) for one in (*found.rows, *indexes))


# What goes in comes out


def test_every_table_of_the_toy_has_rows() -> None:
    assert all(toy().table(name) for name in RECORDS)


def test_what_is_loaded_is_read_back(store: Store) -> None:
    data = toy()
    store.load(data)
    found = store.read()
    assert (found, found.digest, found.title, found.topics) == (
        data,
        data.digest,
        "Toy",
        data.topics,
    )
    assert found.topics
    assert store.digest() == data.digest


def test_made_packages_are_read_back(store: Store) -> None:
    data = made(7)
    store.load(data)
    assert store.read() == data


def test_an_empty_package_is_read_back(store: Store) -> None:
    empty = dataset({}, start=date(1, 1, 1), as_of=date(9999, 12, 31), between=("AAA", "AAB"))
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
        {
            name: [one for one in toy().table(name).values() if "con-snub" not in str(dict(one))]
            for name in RECORDS
        }
        | {
            "actors": toy(ministry={"kind": "group"}).actors.values(),
            "spells": toy(t1={"end": ".."}).spells.values(),
        },
        start=date(2020, 1, 1),
        as_of=date(2022, 12, 31),
        between=("AAA", "AAB"),
    )
    store.load(less)
    assert store.read() == less
    assert store.run(
        "MATCH (n:Actor {id: 'ministry'}) RETURN n:Group AS group, n:Organization AS was"
    ).rows == [(True, False)]
    store.load(toy())
    assert census(store) == whole


def test_a_record_that_names_nothing_is_refused_and_the_old_data_stay(store: Store) -> None:
    store.load(toy())
    with pytest.raises(
        StoreError,
        match="parties, `pa-talks-a`: actor: unknown id `nobody`; run `backchannel check`",
    ):
        store.load(toy(pa_talks_a={"actor": "nobody"}))
    assert store.read() == toy()


def test_progress_is_told_to_the_caller_alone(
    store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    store.load(toy(), progress=told.append)
    assert told[-1].endswith(" rows")
    assert capfd.readouterr() == ("", "")


# The graph


def test_the_graph_has_the_relationships_of_the_design(standing: Standing) -> None:
    store = standing(toy())
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
        ("hotline", "HAD_STATUS", "h1"),
        ("hotline", "PART_OF", "embassy"),
        ("hotline", "WAS", "hotline:2021-01-01"),
        ("talks", "HAD_STATUS", "t1"),
        ("talks", "SUCCEEDS", "old-talks"),
        ("talks", "WAS", "talks:2022-02-01"),
    ]


def test_bounds_are_dates_and_never_null(standing: Standing) -> None:
    store = standing(toy())
    query = (
        "MATCH (s:Spell {id: $id}) "
        "RETURN s.start_earliest AS a, s.start_latest AS b, s.end_earliest AS c, s.end_latest AS d"
    )
    first, last = date(1, 1, 1), date(9999, 12, 31)
    assert store.run(query, {"id": "e1"}).rows == [
        (first, date(2020, 1, 1), date(2022, 3, 31), date(2022, 3, 31))
    ]
    assert store.run(query, {"id": "e2"}).rows == [(date(2022, 4, 1), date(2022, 4, 1), last, last)]
    assert store.run(query, {"id": "o1"}).rows == [
        (date(2019, 5, 1), date(2019, 5, 31), first, last)
    ]


def test_a_claim_takes_its_days_from_its_source_and_is_cut_there(standing: Standing) -> None:
    store = standing(toy())
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


def test_text_stays_data(standing: Standing) -> None:
    store = standing(toy())
    assert store.run(
        "MATCH (d:Dependency {on: $text}) RETURN d.on AS text", {"text": NASTY}
    ).rows == [(NASTY,)]


def test_values_come_back_plain(standing: Standing) -> None:
    store = standing(toy())
    query = (
        "MATCH p = (a:Actor {id: 'ann'})-[h:HELD]->(o:Office) "
        "RETURN a, h.start_earliest AS day, [h.start_latest] AS days, a.aliases AS names, null AS nothing, 1.5 AS half, "
        "p AS path, $list AS list"
    )
    ((actor, day, days, names, nothing, half, path, given),) = store.run(
        query, {"list": ("x", date(2020, 1, 1))}
    ).rows
    assert actor["name"] == "Ann Able"
    assert (day, days, names) == (date(2020, 1, 1), [date(2020, 12, 31)], ["A. Able", "Annie"])
    assert (nothing, half, given) == (None, 1.5, ["x", date(2020, 1, 1)])
    assert [one["id"] for one in path] == ["ann", "ten-ann", "minister"]


# What a query may not do


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n RETURN n",
        "CALL nobody.knows()",
        "RETURN $missing",
        "RETURN 1 AS one; RETURN 2 AS two",
    ],
)
def test_a_query_that_makes_no_sense_is_refused_in_one_line(standing: Standing, query: str) -> None:
    store = standing(toy())
    with pytest.raises(QueryRefused) as refused:
        store.run(query)
    assert "\n" not in str(refused.value)


def refusal(store: Store, query: str) -> str:
    """What is said against a query; nothing where it is answered."""
    try:
        store.run(query)
    except QueryRefused as refused:
        return str(refused)
    return ""


def test_a_query_only_reads_however_a_write_is_disguised(standing: Standing) -> None:
    store = standing(toy())
    before = everything(store)
    answers = {query: refusal(store, query) for query in DISGUISES}
    assert [query for query, said in answers.items() if not said] == []
    for said in answers.values():
        assert not any(
            sign in said for sign in ("\n", "Exception:", "com.arcadedb", "org.neo4j")
        ), said
    assert everything(store) == before
    assert store.read() == toy()


def test_a_plan_of_a_query_is_given_or_refused_and_never_carried_out(standing: Standing) -> None:
    store = standing(toy())
    before = everything(store)
    found = store.run("PROFILE MATCH (n:Actor) RETURN n.id AS id ORDER BY id")
    assert (found.columns, len(found.rows)) == (("id",), len(toy().actors))
    for query in (
        "MATCH (n:Actor) RETURN n.id AS id",
        "CREATE (n:Spy)",
        "MATCH (n:Actor) DETACH DELETE n",
    ):
        assert store.run(f"EXPLAIN {query}").rows != [("ann",)]
    assert everything(store) == before


@pytest.mark.parametrize("limit", [0, 1, 11, 2000])
def test_more_rows_than_the_limit_are_refused_and_never_cut(standing: Standing, limit: int) -> None:
    store = standing(toy())
    query = "UNWIND range(1, $last) AS x RETURN x"
    assert len(store.run(query, {"last": limit}, most=limit).rows) == limit
    # A result without an end that anybody could wait for: no more of it is made than the limit asks for.
    with pytest.raises(
        QueryRefused,
        match=rf"returns more than {limit:,} rows; add LIMIT, or allow more with `--rows`",
    ):
        store.run(
            "UNWIND range(1, $last) AS x UNWIND range(1, $last) AS y RETURN x, y",
            {"last": 10**6},
            most=limit,
        )


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        (
            "MATCH (a:Actor {id: 'x'}) RETURN a.id AS actor, a.name AS `the name`",
            ("actor", "the name"),
        ),
        ("MATCH (a:Actor {id: 'x'}) RETURN DISTINCT a.name ORDER BY a.name LIMIT 3", ("a.name",)),
        (
            "MATCH (a:Actor {id: 'x'}) CALL { WITH a RETURN 1 AS inner } RETURN inner AS outer",
            ("outer",),
        ),
    ],
)
def test_an_answer_without_rows_has_its_columns(
    standing: Standing, query: str, columns: tuple[str, ...]
) -> None:
    store = standing(toy())
    assert store.run(query) == (columns, [])


def test_a_query_has_a_time_limit(store: Store) -> None:
    store.load(toy())
    # Nothing ends such an expression, and it goes on behind the tests: so it is not much longer than it must be.
    size = {"Embedded": 1500, "Neo4j": 12000}[type(store).__name__]
    sums = (
        f"reduce(a = 0, x IN range(1, {size}) | a + reduce(b = 0, y IN range(1, {size}) | b + y))"
    )
    with pytest.raises(QueryRefused, match=r"given up after 0\.2 seconds"):
        store.run(f"RETURN {sums} AS sum", timeout=0.2)
    assert store.run("RETURN 1 AS one").rows == [(1,)]


def test_nothing_is_loaded_at_first(store: Store) -> None:
    assert store.digest() is None
    for ask in (store.read, lambda: store.run("RETURN 1 AS one")):
        with pytest.raises(StoreError, match="nothing loaded; run `backchannel load`"):
            ask()


# Addresses


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://localhost", "unknown kind of database `http`"),
        ("bold://localhost", "did you mean `bolt`"),
        ("bolt://me:secret@localhost", "holds a user or a password; write"),
        ("bolt://:secret@localhost", "holds a user or a password; write"),
        ("neo4j://me:12/secret@localhost", "holds a user or a password; write"),
        ("neo4j://me:12?secret@localhost", "holds a user or a password; write"),
        ("http://me:secret@localhost", "holds a user or a password; write"),
        ("neo4j://localhost:7687/other", "goes on with `other`; name a database with NEO4J_DATAB"),
        ("bolt://localhost/other/", "goes on with `other/`; name a database with NEO4J_DATABASE"),
        ("neo4j://localhost#other", "goes on with `other`; name a database with NEO4J_DATABASE"),
        ("bolt://localhost:port", "no address of a database"),
        ("neo4j://", "no address of a database"),
    ],
)
def test_an_address_that_is_none_is_a_usage_fault(address: str, line: str) -> None:
    with pytest.raises(UsageFault, match=line) as refused:
        connect(address)
    assert "secret" not in str(refused.value)
