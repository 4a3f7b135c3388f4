"""Heads of query files, values of parameters, and Cypher of one's own."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import BadDate, QueryRefused, StoreError, UnknownName, UsageFault
from backchannel.facts.names import resolve
from backchannel.store.cypher import returned_columns
from backchannel.store.queries import Query, ask, assignments, own, question, questions

from worlds.toy import NASTY, toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.store import Store

    from servers.standing_stores import Standing

pytestmark = pytest.mark.stands("the small toy")


@pytest.fixture
def loaded(standing: Standing) -> Store:
    return standing(toy())


# Values


def test_names_stand_for_ids(loaded: Store) -> None:
    query = question("contacts-between")
    assert query.values(["left=annie", "right=Bob"], store=loaded) == {
        "left": "ann",
        "right": "bob",
    }
    assert query.values(["left=AAA", "right=Bob"], store=loaded)["left"] == "state-aaa"
    with pytest.raises(UnknownName, match="unknown actor `ann abel`; did you mean `Ann Able`"):
        query.values({"left": "ann abel", "right": "bob"}, store=loaded)
    with pytest.raises(UnknownName, match="unknown person `ministry`"):
        question("go-betweens").values(
            {"left": "ministry", "right": "bob", "day": "2022-01-01"}, store=loaded
        )
    with pytest.raises(UnknownName, match="unknown actor `sergei`"):
        query.values({"left": "sergei", "right": "bob"}, store=loaded)
    with pytest.raises(UnknownName, match="did you mean `Ministry`"):
        query.values({"left": "ministr", "right": "bob"}, store=loaded)
    with pytest.raises(UnknownName, match="unknown record"):
        question("claims-behind").values({"record": "backchannel:package"}, store=loaded)
    assert question("claims-behind").values({"record": "att-snub-b"}, store=loaded) == {
        "record": "att-snub-b"
    }


def test_an_id_in_other_letters_and_a_surname_are_found_as_in_the_facts(loaded: Store) -> None:
    data = loaded.read()
    for text in ("ANN", "able"):
        found = question("contacts-between").values({"left": text, "right": "bob"}, store=loaded)
        assert found["left"] == resolve(data, text, "actors") == "ann"


def test_a_name_of_several_is_refused(embedded_store: Store) -> None:
    embedded_store.load(toy(bob={"name": "Ann Able"}))
    with pytest.raises(UsageFault, match="names several: `ann`, `bob`; give the id of one"):
        question("contacts-between").values(
            {"left": "ann able", "right": "carol"}, store=embedded_store
        )


def test_values_get_the_type_of_the_head() -> None:
    query = question("open")
    found = query.values(["first=2022-01-01", "last=2022-01-31"])
    assert found["first"] == date(2022, 1, 1)
    assert found["claimant"] is found["known_on"] is found["rule"] is None
    assert query.values({"first": date(2022, 1, 1), "last": date(2022, 1, 2), "rule": None})[
        "last"
    ] == date(2022, 1, 2)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (["first=2022-01-01"], "`open` needs the parameter `last` (date); add `--param last=…`"),
        (["frist=2022-01-01"], "unknown parameter `frist`; did you mean `first`"),
        (
            ["first=2022", "last=2022-12-31"],
            "first: `2022` is not one day: it means 2022-01-01 to 2022-12-31",
        ),
        (["first=tomorrow", "last=2022-12-31"], "first: `tomorrow` is refused"),
        (
            ["first:text=2022-01-01", "last=2022-01-01"],
            "the parameter `first` is `date`, not `text`",
        ),
        (
            ["first=2022-01-01", "last=2022-01-01", "rule=most"],
            "rule: `most` is not allowed; allowed: any, all, last-day",
        ),
        (
            ["first=2022-01-01", "last=2022-01-01", "type=track-3"],
            "type: `track-3` is not allowed; did you mean",
        ),
        (["first=2022-01-01", "first=2022-01-02"], "`first` is given twice"),
        (["first"], "`first` is no parameter; write `name=value`"),
        (
            ["first=2022-02-01", "last=2022-01-01"],
            "first, `2022-02-01`, is later than last, `2022-01-01`; give the earlier one first",
        ),
    ],
)
def test_a_wrong_value_is_a_usage_fault(given: list[str], line: str) -> None:
    with pytest.raises(UsageFault, match=re.escape(line)) as fault:
        question("open").values(given)
    assert fault.value.exit_code == 2
    assert "\n" not in str(fault.value)


def test_a_moment_is_no_date_and_a_truth_value_no_number() -> None:
    from datetime import UTC, datetime

    query = own("RETURN $day AS day, $n AS n", "own")
    for given in (
        {"day:date": datetime.now(tz=UTC), "n": "1"},
        {"day": "x", "n:number": True},
        {"day": 1, "n": "1"},
    ):
        with pytest.raises(UsageFault, match=r"is no (date|number|text)"):
            query.values(given)


@pytest.mark.parametrize(
    "number", ["9223372036854775808", "-9223372036854775809", "1e999", "many", ""]
)
def test_a_number_that_no_database_holds_is_refused(number: str) -> None:
    with pytest.raises(UsageFault, match=r"n: `.*` is no number"):
        own("RETURN $n AS n", "own").values([f"n:number={number}"])


def test_own_cypher_says_its_types(loaded: Store) -> None:
    text = (
        "MATCH (s:Spell) WHERE s.start_earliest >= $day AND s.status IN $statuses AND $yes "
        "RETURN s.id AS id, $n + 1 AS n, $text AS text ORDER BY id"
    )
    given = [
        "day:date=2022-02-01",
        "statuses:list=open; degraded",
        "yes:yes or no=yes",
        "n:number=2",
        f"text={NASTY}",
    ]
    assert ask(loaded, own(text, "-"), given).rows == [("e2", 3, NASTY), ("t1", 3, NASTY)]
    with pytest.raises(UsageFault, match="`-` needs the parameter `n`; add `--param n=…`"):
        ask(loaded, own(text, "-"), given[:3])
    with pytest.raises(UnknownName, match="did you mean `statuses`"):
        ask(loaded, own(text, "-"), ["statusses=1"])
    with pytest.raises(UsageFault, match="unknown type `dat`; did you mean `date`"):
        ask(loaded, own(text, "-"), ["day:dat=2022"])


def test_a_query_that_is_refused_is_named(loaded: Store) -> None:
    with pytest.raises(QueryRefused, match=r"mine\.cypher: .*would write"):
        ask(loaded, own("CREATE (n:X)", "mine.cypher"))


# Heads


HEADED = """// Who is it?
// More of it.
// parameters: who (actor id), day (date, optional)
// columns: id, names (list)
// example: who=ann
MATCH (a:Actor {id: $who}) WHERE $day IS NULL // and '$nothing' else
RETURN a.id AS id, a.aliases AS names ORDER BY id
"""


def test_a_head_is_read() -> None:
    query = own(HEADED, "who")
    assert (query.question, query.notes, query.example) == ("Who is it?", "More of it.", "who=ann")
    assert query.signature == "who (actor id), day (date, optional)"
    assert query.columns == ("id", "names")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            ", day (date, optional)",
            "",
            "who: its parameters are day, who, but its head says who; correct one",
        ),
        (
            "$day IS NULL",
            "true",
            "who: its parameters are who, but its head says day, who; correct one",
        ),
        (
            "id, names (list)",
            "names, id",
            "who: its columns are id, names, but its head says names, id; correct one",
        ),
        (
            "AS names",
            "AS aliases",
            "who: its columns are id, aliases, but its head says id, names; correct one",
        ),
        ("(date, optional)", "(dates)", "`day (dates)` is no parameter"),
        ("// example: who=ann\n", "", "who: its head has no line `// example: …`; add it"),
        (
            "// Who is it?\n// More of it.\n",
            "",
            "who: its head does not begin with the question; add it",
        ),
    ],
)
def test_a_file_that_differs_from_its_head_is_refused(old: str, new: str, line: str) -> None:
    with pytest.raises(QueryRefused, match=re.escape(line)):
        own(HEADED.replace(old, new), "who")


def test_questions_are_found_by_name_file_or_text(tmp_path: Path) -> None:
    assert [one.name for one in questions()] == [
        "changes", "channel-changers", "channels-by-year", "claims-behind", "contacts-between", "contacts-by-year",
        "contested", "denials", "disruptions", "expulsions", "falls-together", "go-betweens", "idle-channels",
        "known-on", "last-contact", "lineage", "one-source", "open", "present-at",
        "shared-channels", "silences",
        "subjects-without-channel", "two-tracks", "unnamed",
    ]  # fmt: skip
    with pytest.raises(UnknownName, match="unknown query `opne`; did you mean `open`"):
        question("opne")
    (tmp_path / "mine.cypher").write_text("RETURN 1 AS one")
    assert question(str(tmp_path / "mine.cypher")).text == "RETURN 1 AS one"
    assert question("-", "RETURN 1 AS one").name == "-"
    with pytest.raises(UsageFault, match="no query can be read"):
        question(str(tmp_path / "none.cypher"))
    with pytest.raises(UsageFault, match="the query is empty"):
        question("-", " \n// nothing\n")


def test_a_type_stands_between_name_and_value() -> None:
    assert assignments(["day:date=2022", "a=b=c", "e="]) == {
        "day:date": "2022",
        "a": "b=c",
        "e": "",
    }


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("RETURN 1", ["1"]),
        ("MATCH (a:Actor) RETURN a.id, a.name AS `the name` LIMIT 3", ["a.id", "the name"]),
        (
            "RETURN [x IN [1, 2] | x] AS list, {a: 1, b: 2} AS map, f(1, 2) AS f;",
            ["list", "map", "f"],
        ),
        ("CALL { RETURN 1 AS inner } RETURN DISTINCT inner ORDER BY inner", ["inner"]),
        ("RETURN ', RETURN x AS y' AS text // RETURN z", ["text"]),
        ("MATCH (a:Actor) SET a.x = 1", []),
    ],
)
def test_columns_are_read_from_the_text(text: str, columns: list[str]) -> None:
    assert returned_columns(text) == columns


def test_a_head_that_lies_is_found_when_the_question_is_asked(loaded: Store) -> None:
    with pytest.raises(QueryRefused, match="who: the columns are a, b; correct its head"):
        ask(loaded, Query("who", "RETURN 1 AS a, 2 AS b", columns=("a",)))
    assert issubclass(QueryRefused, StoreError)
    assert issubclass(BadDate, UsageFault)
