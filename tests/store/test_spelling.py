"""Names that nothing in the database has are told, on both engines, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import RECORDS
from backchannel.store import graph, statements
from backchannel.store.queries import questions
from backchannel.store.spelling import misspelt

from worlds.toy import toy

if TYPE_CHECKING:
    import neo4j

    from backchannel.store import Store

    from servers.standing_stores import Standing

SAID = {
    "MATCH (c:Chanel) RETURN c.id AS id": ["no node has the label `Chanel`; did you mean `Channel`?"],
    "MATCH (c:channel|Zzz) RETURN c": [
        "no node has the label `Zzz`", "no node has the label `channel`; did you mean `Channel`?",
    ],
    "MATCH (c:Channel) WHERE c.nmae = 'x.y' RETURN c.`id`": [
        "nothing has the property `nmae`; did you mean `name`?"
    ],
    "MATCH (c:Channel {tpye: 'x'})-[:HADSTATUS|VIA]->(s:Spell) RETURN s {.statuss, .id} AS s": [
        "no relationship is of the type `HADSTATUS`; did you mean `HAD_STATUS`?",
        "nothing has the property `statuss`; did you mean `status`?",
        "nothing has the property `tpye`; did you mean `type`?",
    ],
    "MATCH (a:Actor)-[h:HELD {starrt: 1}]->() WHERE a:Persn AND NOT a:Office RETURN h": [
        "no node has the label `Persn`; did you mean `Person`?",
        "nothing has the property `starrt`; did you mean `start` or `state`?",
    ],
    "MATCH (a:Actor) RETURN {whatever: a.name, day: date('2022-01-01').year} AS m, 1.5 AS n, $map.x": [],
    "MATCH (a:Actor) WITH {who: a.name} AS m RETURN m.who, [x IN [1] WHERE a:Person | x] AS l": [],
    "CALL db.labels() YIELD label RETURN label // c.nmae (x:Nothing)": [],
    "RETURN duration.inDays(date('2022-01-01'), date('2022-01-02')).days AS d, '(x:Nothing)' AS t": [],
    "MATCH p = (a:Actor)-[*1..2]-(b:Actor) WHERE EXISTS { (a)-[:HELD]->(:Office) } RETURN p": [],
}  # fmt: skip


@pytest.mark.parametrize("query", SAID)
def test_a_name_that_nothing_has_is_told(standing_embedded: Standing, query: str) -> None:
    store = standing_embedded(toy())
    assert misspelt(store, query) == SAID[query]


def test_names_of_others_in_the_same_database_are_known(
    neo4j_store: Store, bare: neo4j.Driver
) -> None:
    neo4j_store.load(toy(), beside=True)
    text = "MATCH (s:Ship)-[:SAILS]->(p:Prot) WHERE s.draught > 1 RETURN p.nmae AS name"
    assert len(misspelt(neo4j_store, text)) == 5
    bare.execute_query("CREATE (:Ship {draught: 2})-[:SAILS]->(:Port)")
    assert misspelt(neo4j_store, text) == [
        "no node has the label `Prot`", "nothing has the property `nmae`; did you mean `name`?",
    ]  # fmt: skip


def test_no_shipped_question_is_misspelt(standing_embedded: Standing) -> None:
    store = standing_embedded(toy())
    assert {one.name: misspelt(store, one.text) for one in questions()} == {
        one.name: [] for one in questions()
    }


def test_every_property_that_a_load_writes_is_known() -> None:
    from backchannel.store.spelling import _PROPERTIES

    data = toy()
    written = {key for rows in graph.node_rows(data).values() for row in rows for key in row}
    written |= {
        key
        for table in RECORDS
        for record in data.table(table).values()
        for key in graph.properties(record)
    }
    assert bounds_of(data.tenures["ten-ann"])
    assert written | set(graph.package_row(data)) <= _PROPERTIES


def test_the_statements_of_a_load_name_every_property_that_a_row_has() -> None:
    """A property that its statement does not name would be left out without a word."""
    data = toy()
    for labels, rows in graph.node_rows(data).items():
        written = statements.create_nodes(labels)
        assert all(f": row.`{name}`" in written for row in rows for name in row), labels
    for kind, rows in graph.edge_rows(data).items():
        written = statements.create_edges(kind)
        named = {name for row in rows for name in row["properties"]}
        assert all(f": row.properties.`{name}`" in written for name in named), kind
