"""The verbs of the graph database, on an embedded one as a reader without a server has it."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import time
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.check import sound
from backchannel.cli.graph import query_verb
from backchannel.package.reading import write_package
from backchannel.store.limits import ROW_LIMIT, TIME_LIMIT
from backchannel.store.queries import questions

from servers.shell import Said, end, run, start
from servers.standing_stores import place_of
from worlds.make import Toy

if TYPE_CHECKING:
    from servers.standing_stores import Standing

ROOT = Path(__file__).parents[2]
CACHE = Path(os.environ["XDG_CACHE_HOME"]) / "backchannel"

pytestmark = pytest.mark.xdist_group("graph")


@pytest.fixture(scope="module")
def home(standing_embedded: Standing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of its own, with the bundled data loaded into the folder `graph`."""
    path, data = tmp_path_factory.mktemp("home"), bc.read()
    standing_embedded(data)
    shutil.copytree(place_of(CACHE, data), path / "graph")
    return path


def backchannel(*words: str, home: Path, text: str = "") -> Said:
    """Run the command line from a home that has its own cache and no server."""
    with chdir(home):
        return run(*words, text=text, XDG_CACHE_HOME=str(home / "cache"))


@pytest.mark.parametrize(
    "asked",
    [
        "lost 2021 2022",
        "centrality --series 2021 2022 --every quarter --measure betweenness",
        "loss 2021 2022 --measure independent_lines",
        "loss 2021 2022 --events",
        "whatif 2022-02-23 --single-points",
    ],
)
def test_the_facts_read_back_answer_like_the_files(home: Path, asked: str) -> None:
    words = asked.split()
    from_files = backchannel(*words, "--format", "json", home=home)
    from_graph = backchannel(*words, "--format", "json", "--data", "graph", home=home)
    assert from_graph.out == from_files.out
    assert json.loads(from_files.out)


def test_a_question_of_the_collection_has_the_shape_of_the_contract(home: Path) -> None:
    words = [
        "query",
        "open",
        "--param",
        "first=2022-03-03",
        "--param",
        "last=2022-03-03",
        "--format",
        "json",
    ]
    said = backchannel(*words, "--data", "graph", home=home)
    answer = json.loads(said.out)
    assert list(answer) == ["query", "parameters", "columns", "rows"]
    assert answer["columns"] == ["id", "verdict", "certainty"]
    assert answer["parameters"]["first"] == "2022-03-03"
    asked = json.loads(
        backchannel("open", "2022-03-03", "--all", "--format", "json", home=home).out
    )
    assert [tuple(row.values()) for row in answer["rows"]] == [
        (row["id"], row["verdict"], row["certainty"]) for row in asked["channels"]
    ]


def test_own_cypher_comes_from_a_file_or_from_stdin_with_typed_values(home: Path) -> None:
    text = "MATCH (s:Spell) WHERE s.start_earliest >= $day RETURN count(s) AS spells"
    (home / "own.cypher").write_text(text)
    words = ["--param", "day:date=2022-02-24", "--data", "graph", "--format", "csv"]
    from_file = backchannel("query", "own.cypher", *words, home=home)
    from_stdin = backchannel("query", "-", *words, home=home, text=text)
    assert from_file.out == from_stdin.out
    assert int(from_file.out.splitlines()[1]) > 5, from_file.err


def test_a_shipped_question_is_printed_as_cypher_to_begin_ones_own_from(home: Path) -> None:
    for query in questions():
        assert backchannel("queries", query.name, home=home).out == query.text
    refused = backchannel("queries", "opn", home=home)
    assert (refused.code, refused.out) == (2, "")
    assert "did you mean `open`?" in refused.err
    refused = backchannel("queries", "open", "--format", "csv", home=home)
    assert (refused.code, refused.out) == (2, "")
    assert "leave --format out" in refused.err


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("MATCH (n:Channel) DETACH DELETE n", 1, "would write"),
        ("CREATE (n:Channel {id: 'x'})", 1, "would write"),
        (
            "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
            1,
            "`LOAD CSV` and its like are refused",
        ),
        ("MATCH (n:Channel RETURN n", 1, "refuse"),
        ("MATCH (n:Channel) WHERE n.id = $id RETURN n.id AS id", 2, "parameter `id`"),
        ("", 2, "empty"),
    ],
)
def test_what_may_not_be_asked_is_one_line(home: Path, text: str, code: int, said: str) -> None:
    result = backchannel("query", "-", "--data", "graph", home=home, text=text)
    assert (result.code, result.out, result.err.count("\n")) == (code, "", 1), result.err
    assert said in result.err


@pytest.mark.parametrize(
    "text",
    [
        "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a * b) AS total",
        "RETURN reduce(a = 0, x IN range(1, 30000) | a + reduce(b = 0, y IN range(1, 30000) | b + y)) AS total",
    ],
)
def test_a_query_past_its_time_is_given_up(home: Path, text: str) -> None:
    # In a process of its own, with which the engine's unfinished work ends.
    words = ("query", "-", "--data", str(home / "graph"), "--timeout", "0.5")
    result = end(start(*words, text=text))
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1), result.err
    assert "given up after 0.5 seconds" in result.err


def test_more_rows_than_the_limit_are_refused_and_never_cut(home: Path) -> None:
    text = "UNWIND range(1, 12) AS x RETURN x"
    over = backchannel("query", "-", "--data", "graph", "--rows", "11", home=home, text=text)
    assert (over.code, over.out, over.err) == (
        1, "", "backchannel: -: the query returns more than 11 rows; add LIMIT, or allow more with `--rows`\n",
    )  # fmt: skip
    just = backchannel(
        "query", "-", "--data", "graph", "--rows", "12", "--format", "csv", home=home, text=text
    )
    assert just.out.split() == ["x", *map(str, range(1, 13))]
    many = "UNWIND range(1, 20000) AS x UNWIND range(1, 20000) AS y RETURN x, y"
    endless = backchannel("query", "-", "--data", "graph", home=home, text=many)
    assert "returns more than 100,000 rows" in endless.err


def test_an_answer_without_rows_has_its_header(home: Path) -> None:
    text = "MATCH (c:Channel) WHERE c.id = 'none' RETURN c.id AS channel, c.name"
    said = backchannel("query", "-", "--data", "graph", "--format", "csv", home=home, text=text)
    assert (said.code, said.out, said.err) == (0, "channel,c.name\n", "")
    table = backchannel("query", "-", "--data", "graph", "--format", "table", home=home, text=text)
    assert table.out == "the query: none in the data\n"


def test_a_question_without_an_answer_is_told_with_its_values(home: Path) -> None:
    words = ["query", "go-betweens", "--data", "graph", "--format", "table", "--param"]
    words += ["left=sergey-lavrov", "--param", "right=antony-blinken", "--param", "day=1991-12-31"]
    said = backchannel(*words, home=home)
    assert said.code == 0, said.err
    assert said.out == (
        "Through whom could two persons reach each other on a day, by the fewest channels? "
        "(left=sergey-lavrov, right=antony-blinken, day=1991-12-31): none in the data\n"
    )
    # The head says what that means, and which question tells a stop from what nobody documents.
    assert "no rows: no such path is documented as usable that day; `shared-channels`" in said.err
    there = backchannel("query", "contested", "--data", "graph", home=home)
    assert "no rows" not in there.err


def test_an_embedded_database_is_never_written_in_place(home: Path) -> None:
    result = backchannel(
        "query", "-", "--write", "--data", "graph", home=home, text="CREATE (n:Channel {id: 'x'})"
    )
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert "never changed in place" in result.err


def test_without_a_database_one_is_made_in_the_cache_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A smaller package than the bundled one, which takes its time to be loaded.
    bundled = bc.read(ROOT / "examples" / "toy")
    monkeypatch.setattr(sound, "read", lambda *_, **__: bundled)
    first = backchannel("query", "contested", "--format", "csv", home=home)
    again = backchannel("query", "contested", "--format", "csv", home=home)
    assert first.code == 0
    assert "once" in first.err
    assert (again.out, again.err) == (first.out, "")


def test_databases_of_the_cache_that_nobody_has_used_for_long_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, cache = bc.read(ROOT / "examples" / "toy"), tmp_path / "cache" / "backchannel"
    monkeypatch.setattr(sound, "read", lambda *_, **__: known)
    day = 24 * 60 * 60
    for number in range(6):
        (cache / f"{number:016x}").mkdir(parents=True)
        # Three were used today; with the one that is asked they are more than are kept otherwise.
        used = time.time() - (60 if number < 3 else number * day)
        os.utime(cache / f"{number:016x}", (used, used))
    (cache / "notes").mkdir()
    backchannel("query", "contested", home=tmp_path)
    rest = {one.name for one in cache.iterdir()} - {"read", "passed"}
    assert rest == {known.digest[:16], "notes", *(f"{number:016x}" for number in range(3))}
    os.utime(place_of(cache, known), (0, 0))
    backchannel("query", "contested", home=tmp_path)
    assert place_of(cache, known).stat().st_mtime > time.time() - day


def test_other_facts_in_a_database_are_said_to_be_other(home: Path) -> None:
    toy = Toy().channel("line").spell("line", "open", "2020", "2021")
    write_package(toy.data(), home / "package")
    loaded = backchannel("load", "other", "--data", "package", home=home)
    assert (loaded.code, loaded.out) == (0, ""), loaded.err
    assert loaded.err.splitlines()[-1].startswith("loaded ")
    said = backchannel("open", "2020", "--data", "other", "--format", "json", home=home)
    assert [one["id"] for one in json.loads(said.out)["channels"]] == ["line"]
    assert "does not hold the data bundled" in said.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["open", "2022", "--data", "stranger"], 2, "not a data package"),
        (
            [
                "query",
                "open",
                "--param",
                "first=2022-01-01",
                "--param",
                "last=2022-01-01",
                "--data",
                "stranger",
            ],
            2,
            "is no database",
        ),
        (["load", "stranger"], 2, "stranger"),
        (["load", "stranger/diary.txt"], 2, "is a file"),
        (["load", "bolt://127.0.0.1:1"], 1, "127.0.0.1:1"),
        (["open", "2022", "--data", "bolt://127.0.0.1:1"], 1, "127.0.0.1:1"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_and_left_alone(
    home: Path, words: list[str], code: int, said: str
) -> None:
    (home / "stranger").mkdir(exist_ok=True)
    (home / "stranger" / "diary.txt").write_text("mine")
    result = backchannel(*words, home=home)
    assert (result.code, result.out, result.err.count("\n")) == (code, "", 1), result.err
    assert said in result.err
    assert [one.name for one in (home / "stranger").iterdir()] == ["diary.txt"]


def test_the_limits_of_a_query_are_those_of_the_store() -> None:
    # They are written twice, since the store is not imported to build the flags.
    flags = inspect.signature(query_verb).parameters
    assert (flags["timeout"].default, flags["limit"].default) == (TIME_LIMIT, ROW_LIMIT)
