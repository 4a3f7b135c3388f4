"""What a query may not do on either engine: write, make no sense, give more rows or take longer than allowed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import QueryRefused
from backchannel.store import neo4j

from failures.disguises import DISGUISES
from worlds.toy import toy

if TYPE_CHECKING:
    from backchannel.store import Store

    from servers.standing_stores import Standing

pytestmark = pytest.mark.stands("the small toy")


def everything(store: Store) -> list[str]:
    """All that is in the database, of others too, and its indexes."""
    found = store.run(
        "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n) AS kinds, n, type(r) AS kind, r, m.id AS id"
    )
    indexes = store.run("SHOW INDEXES YIELD name, labelsOrTypes RETURN name, labelsOrTypes").rows
    return sorted(json.dumps(one, default=str, sort_keys=True) for one in (*found.rows, *indexes))


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


def test_a_query_has_a_time_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(toy())
    # Nothing ends such an expression, and it goes on behind the tests: so it is not much longer than it must be.
    monkeypatch.setattr(neo4j, "GRACE", 0.3)
    size = {"Embedded": 1500, "Neo4j": 5000}[type(store).__name__]
    sums = (
        f"reduce(a = 0, x IN range(1, {size}) | a + reduce(b = 0, y IN range(1, {size}) | b + y))"
    )
    with pytest.raises(QueryRefused, match=r"given up after 0\.2 seconds"):
        store.run(f"RETURN {sums} AS sum", timeout=0.2)
    assert store.run("RETURN 1 AS one").rows == [(1,)]
