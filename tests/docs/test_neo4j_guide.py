"""The guide to Neo4j: what it says to paste is pasted, and the style sheet speaks of the graph that is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from neo4j.graph import Node, Relationship

import backchannel as bc
from backchannel.facts.model import RECORDS
from backchannel.package.reading import bundled
from backchannel.store import graph
from backchannel.store.queries import own

if TYPE_CHECKING:
    import neo4j

    from servers import neo4j_server
    from servers.standing_stores import Standing

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "neo4j.md").read_text(encoding="utf-8")
STYLE = (DOCS / "backchannel.grass").read_text(encoding="utf-8")
KINDS = set(graph.TYPES)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def rules() -> dict[str, dict[str, str]]:
    """Return the rules of the style sheet, by selector; refuse whatever is no rule, which would break the Browser."""
    whole = re.compile(r"([\w.]+) \{\n((?:  [\w-]+: [^;\n]+;\n)+)\}\n")
    assert whole.sub("", STYLE).strip() == ""
    return {
        selector: dict(re.findall(r"  ([\w-]+): ([^;\n]+);", body))
        for selector, body in whole.findall(STYLE)
    }


def test_the_style_sheet_knows_every_label_and_no_other() -> None:
    styled = {selector.partition(".")[2] for selector in rules() if selector.startswith("node.")}
    assert styled == set(graph.LABELS)
    assert {one.partition(".")[2] for one in rules() if one.startswith("relationship.")} <= KINDS
    # Later rules win: the kinds of an actor must stand behind what all actors share.
    order = list(rules())
    assert all(
        order.index(f"node.{kind}") > order.index("node.Actor") for kind in graph.KINDS.values()
    )


def test_captions_are_columns() -> None:
    columns = {name for kind in RECORDS.values() for name in kind.model_fields}
    shown = {
        name
        for rule in rules().values()
        for name in re.findall(r"\{(\w+)\}", rule.get("caption", ""))
    }
    assert shown <= columns
    assert {"name", "status", "date", "kind", "title"} <= shown


@pytest.mark.stands("record")
@pytest.mark.parametrize("standing", ["neo4j"], indirect=True)
def test_the_queries_draw_a_graph(standing: Standing, driver: neo4j.Driver) -> None:
    """The driver gives nodes and relationships, as the Browser does."""
    standing(bc.read())
    queries = blocks("cypher")
    assert len(queries) == 5
    for query in queries:
        found = driver.execute_query(query)
        drawn = {type(one) for record in found.records for one in flattened(record.values())}
        assert any(issubclass(one, Node) for one in drawn), query
        assert any(issubclass(one, Relationship) for one in drawn), query
    # The parameters that the guide sets are those of the question, and what a text gives is nothing: the trap it warns of.
    set_there = re.findall(r"^:param (\w+) => (.+)$", GUIDE, re.MULTILINE)
    question = own((bundled("queries") / "open.cypher").read_text(encoding="utf-8"), "open")
    assert {name for name, _ in set_there} == {one.name for one in question.parameters}
    values = driver.execute_query(
        f"RETURN {', '.join(f'{value} AS {name}' for name, value in set_there)}"
    ).records[0]
    answer = [
        tuple(record.values())
        for record in driver.execute_query(question.text, values.data()).records
    ]
    expected = bc.open_channels(bc.read(), "2022-02-23", everything=True)
    assert answer == [(row.id, row.verdict, row.certainty) for row in expected]
    as_text = driver.execute_query(
        question.text, values.data() | {"first": "2022-02-23", "last": "2022-02-23"}
    ).records
    assert [tuple(record.values()) for record in as_text] != answer


@pytest.mark.stands("record")
@pytest.mark.parametrize("standing", ["neo4j"], indirect=True)
def test_the_notebook_runs(
    standing: Standing, server: neo4j_server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing(bc.read())
    for name, value in (
        ("URI", server.uri),
        ("USERNAME", server.user),
        ("PASSWORD", server.password),
    ):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    cells: dict[str, Any] = {}
    for block in blocks("python"):
        exec(block, cells)  # noqa: S102 - it is the guide's own text
    assert cells["data"] == bc.read()
    assert [row["id"] for row in cells["rows"]] == list(bc.read().channels)
    assert (
        cells["network"].number_of_nodes()
        == bc.snapshot(bc.read(), on="2022-02-23").number_of_nodes()
        > 0
    )
    assert sum(row["channels"] for row in cells["counts"]) == len(bc.read().channels)


def flattened(values: Any) -> list[Any]:
    found: list[Any] = []
    for one in values:
        found += (
            [*one.nodes, *one.relationships]
            if hasattr(one, "relationships") and hasattr(one, "nodes")
            else [one]
        )
    return found
