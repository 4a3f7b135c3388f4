"""What `query` prints and says of an answer, and what it refuses before a database is asked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.store import connect

from servers.shell import assert_fails, run
from worlds.toy import toy

if TYPE_CHECKING:
    from servers.shell import Said


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("verb") / "graph"
    with connect(folder) as store:
        store.load(toy())
    return str(folder)


def asked(graph: str, text: str, *words: str) -> Said:
    return run("query", "-", "--data", graph, *words, text=text)


def test_numbers_that_json_has_not_are_texts(graph: str) -> None:
    text = "RETURN 0.0 / 0 AS a, [1.0 / 0, {x: -1.0 / 0}] AS b, 0.5 AS c, null AS d"
    said = asked(graph, text, "--format", "json")

    def refused(name: str) -> None:
        raise AssertionError(name)

    rows = json.loads(said.out, parse_constant=refused)["rows"]
    assert rows == [{"a": "NaN", "b": ["Infinity", {"x": "-Infinity"}], "c": 0.5, "d": None}]
    assert asked(graph, text, "--format", "csv").out == "a,b,c,d\nNaN,Infinity; x -Infinity,0.5,\n"


def test_null_and_an_empty_text_look_different_in_a_table(graph: str) -> None:
    said = asked(graph, "RETURN null AS a, '' AS b, 'x' AS c", "--format", "table")
    assert said.out.split()[-2:] == ['""', "x"]


def test_a_misspelt_name_is_told_beside_the_answer(graph: str) -> None:
    said = asked(graph, "MATCH (c:Chanel) RETURN c.nmae AS name", "--format", "csv")
    assert (said.code, said.out) == (0, "name\n")
    assert "no node has the label `Chanel`; did you mean `Channel`?\n" in said.err
    assert "nothing has the property `nmae`; did you mean `name`?\n" in said.err


@pytest.mark.parametrize("limit", ["inf", "1e18"])
def test_a_time_limit_without_end_is_one(graph: str, limit: str) -> None:
    assert asked(graph, "RETURN 1 AS one", "--timeout", limit).out == "one\n1\n"


def test_the_time_limit_is_told_as_it_was_given_and_holds_for_look_ups_too(graph: str) -> None:
    sums = "reduce(a = 0, x IN range(1, 1500) | a + reduce(b = 0, y IN range(1, 1500) | b + y))"
    said = asked(graph, f"RETURN {sums} AS a", "--timeout", "0.2")
    assert_fails(said, "given up after 0.2 seconds; ask for less")
    words = ("--param", "left=ann", "--param", "right=bob", "--timeout", "0.001", "--data", graph)
    assert_fails(run("query", "contacts-between", *words), "given up after 0.001 seconds")


def test_what_is_no_time_limit_or_no_query_is_one_line(graph: str, tmp_path: Path) -> None:
    assert_fails(asked(graph, "RETURN 1 AS a", "--timeout", "nan"), "0.001", code=2)
    assert_fails(asked(graph, "RETURN 1 //" + "/" * 10**6), "more than 1,000,000 characters")
    assert_fails(asked(graph, "RETURN '\udcff' AS a"), "no text in UTF-8")
    word = ("--param", "x=\udcff")
    assert_fails(asked(graph, "RETURN $x AS a", *word), "is no text in UTF-8", code=2)
    os.mkfifo(tmp_path / "pipe.cypher")
    assert_fails(run("query", str(tmp_path / "pipe.cypher")), "no query can be read", code=2)


def test_a_folder_whose_name_is_not_in_utf_8_is_refused_and_not_made(tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/db\xff")
    assert_fails(run("load", folder), "has a name that is not UTF-8", code=2)
    assert not Path(folder).exists()
