"""The shipped queries: their rows on the toy, worked out by hand, and what they all hold to."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.package.reading import bundled
from backchannel.store.cypher import parameters_in
from backchannel.store.queries import ask, own, question

from worlds.toy import toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.store import Result, Store

    from servers.standing_stores import Standing

Row = tuple[Any, ...]

FILES = sorted(bundled("queries").glob("*.cypher"))
YEAR: dict[str, str | int] = {"first": "2022-01-01", "last": "2022-12-31"}

pytestmark = pytest.mark.stands("the small toy")


@pytest.fixture
def loaded(standing: Standing) -> Store:
    return standing(toy())


def rows(store: Store, name: str, **given: Any) -> list[Row]:
    return ask(store, question(name), given).rows


# What was open, worked out from the drawing in `toy`

OPEN: list[tuple[dict[str, str | int], dict[str, str]]] = [
    # 2022, best day: the embassy was open in March. The hotline's spell is over before 2022. The old talks were closed
    # in May 2019 and stay so until something new is entered. Of the talks, February is contested, the rest unknown.
    (
        YEAR,
        {"embassy": "open!", "hotline": "unknown", "old-talks": "closed!", "talks": "contested"},
    ),
    # Worst day: after 1 October nobody vouches for the embassy any more; bob's suspension, seen until 15 September,
    # ended before the 16th, on which the embassy surely worked. Unknown is worse than contested.
    (
        YEAR | {"rule": "all"},
        {"embassy": "unknown", "hotline": "unknown", "old-talks": "closed!", "talks": "unknown"},
    ),
    (
        YEAR | {"rule": "last-day"},
        {"embassy": "unknown", "hotline": "unknown", "old-talks": "closed!", "talks": "unknown"},
    ),
    # Summer: degraded, and nothing against it before September.
    (
        {"first": "2022-06-01", "last": "2022-08-31", "rule": "all"},
        {"embassy": "degraded!", "hotline": "unknown", "old-talks": "closed!", "talks": "unknown"},
    ),
    # 1 to 15 September: degraded and suspended are both sure. From the 16th until 1 October it is degraded.
    ({"first": "2022-09-10", "last": "2022-09-10"}, {"embassy": "contested"}),
    ({"first": "2022-09-16", "last": "2022-09-16"}, {"embassy": "degraded!"}),
    ({"first": "2022-10-01", "last": "2022-10-01"}, {"embassy": "degraded!"}),
    ({"first": "2022-10-02", "last": "2022-10-02"}, {"embassy": "unknown"}),
    # The call of 15 January, and what is asked to be presumed: 30 days after 1 October are the 31st. What was open in
    # March is not carried beyond 1 April, since `changed` is how it ended.
    ({"first": "2022-10-31", "last": "2022-10-31", "presume": 30}, {"embassy": "degraded~"}),
    ({"first": "2022-11-01", "last": "2022-11-01", "presume": 30}, {"embassy": "unknown"}),
    # Nothing is said of days after as_of.
    ({"first": "2023-01-01", "last": "2023-01-31"}, {"embassy": "unknown", "old-talks": "unknown"}),
    # The hotline was open on some day of 2021, so in the year it was surely open, in June possibly.
    ({"first": "2021-01-01", "last": "2021-12-31"}, {"hotline": "open!"}),
    ({"first": "2021-06-01", "last": "2021-06-30"}, {"hotline": "open?"}),
    ({"first": "2021-01-01", "last": "2021-12-31", "rule": "all"}, {"hotline": "open?"}),
    # As known on 20 September the paper had published nothing: bob's words are left, and the call of 15 January, of
    # which the wire knew. For the others the best day of the year is an unknown one, after 20 September.
    (
        YEAR | {"known_on": "2022-09-20"},
        {"embassy": "open!", "hotline": "unknown", "old-talks": "unknown", "talks": "unknown"},
    ),
    (YEAR | {"known_on": "2022-09-20", "rule": "all"}, {"embassy": "suspended!"}),
    (
        {"first": "2022-09-20", "last": "2022-09-20", "known_on": "2022-09-20"},
        {"embassy": "suspended?"},
    ),
    (
        {"first": "2022-09-21", "last": "2022-09-21", "known_on": "2022-09-20"},
        {"embassy": "unknown"},
    ),
    (
        {"first": "2022-09-21", "last": "2022-09-21", "known_on": "2022-09-14"},
        {"old-talks": "unknown"},
    ),
    # As bob tells it, and as his state does, which speaks through its government; carol is in business.
    (YEAR | {"claimant": "bob", "rule": "all"}, {"embassy": "suspended!", "talks": "unknown"}),
    (
        YEAR | {"claimant": "state-aab", "rule": "all"},
        {"embassy": "suspended!", "talks": "unknown"},
    ),
    (YEAR | {"claimant": "carol", "rule": "all"}, {"embassy": "unknown", "old-talks": "unknown"}),
    (YEAR | {"claimant": "state-aaa"}, {"embassy": "unknown"}),
]


def test_open(loaded: Store) -> None:
    marks = {"surely": "!", "presumably": "~", "possibly": "?", None: ""}
    for given, expected in OPEN:
        found = {
            one: f"{verdict}{marks[sure]}" for one, verdict, sure in rows(loaded, "open", **given)
        }
        assert list(found) == ["embassy", "hotline", "old-talks", "talks"]
        assert {one: found[one] for one in expected} == expected, given


def test_open_of_one_type(loaded: Store) -> None:
    found = rows(loaded, "open", type="track-2", **YEAR)
    assert found == [("old-talks", "closed", "surely"), ("talks", "contested", None)]


# The other questions


def test_contacts_between(loaded: Store) -> None:
    call: Row = (
        "con-call",
        "2022-01-15",
        "call",
        "held",
        "embassy",
        "geneva",
        ["staff", "visas"],
        "",
        2,
    )
    snub: Row = (
        "con-snub",
        "2022-02-10~",
        "in-person",
        "cancelled",
        "talks",
        "geneva",
        [],
        "None met.",
        1,
    )
    lunch: Row = ("con-lunch", "2022-03/2022-05", "in-person", "held", "", "", [], "", 1)
    assert rows(loaded, "contacts-between", left="ann", right="bob") == [call, snub]
    assert rows(loaded, "contacts-between", left="bob", right="ann") == [call, snub]
    assert rows(loaded, "contacts-between", left="ann", right="carol") == [lunch]
    assert rows(loaded, "contacts-between", left="bob", right="carol") == []
    assert rows(loaded, "contacts-between", left="ann", right="ann") == []


def test_contested(loaded: Store) -> None:
    staff: Row = ("disruptions", "dis-1", "count_least", ["10", "12"], 2, 0)
    talks: Row = ("spells", "t1", "", [], 1, 1)
    assert rows(loaded, "contested") == [staff, talks]
    # By 20 September only the wire had spoken, and it does not contradict itself; nor does bob.
    assert rows(loaded, "contested", known_on="2022-09-20") == []
    assert rows(loaded, "contested", claimant="bob") == []


def test_claims_behind(loaded: Store) -> None:
    def found(record: str) -> list[tuple[str, str]]:
        return [row[:2] for row in rows(loaded, "claims-behind", record=record)]

    assert found("t1") == [("c06", "t1"), ("c07", "t1")]
    assert found("dis-1") == [("c12", "dis-1"), ("c13", "dis-1"), ("c14", "dis-1")]
    assert found("ten-ann") == [("c17", "ten-ann")]
    # A party with a claim of its own; one without, which rests on its channel's; an attendance on its contact's.
    assert found("pa-embassy-m") == [("c18", "pa-embassy-m")]
    embassy = [
        ("c08", "con-call"),
        ("c09", "con-call"),
        ("c01", "e1"),
        ("c02", "e2"),
        ("c03", "e3"),
    ]
    assert found("pa-embassy-a") == found("embassy") == embassy
    assert found("att-snub-b") == [("c11", "con-snub")]
    assert found("geneva") == []
    (row,) = ask(loaded, question("claims-behind"), {"record": "e3"}).to_dicts()
    assert row == {
        "claim": "c03",
        "record": "e3",
        "stance": "supports",
        "field": "",
        "value": "",
        "claimant": "bob",
        "voice": "bob",
        "directness": "statement",
        "as_of": "",
        "source": "wire",
        "title": "Wire",
        "publisher": "",
        "published": "2022-09-15",
        "url": "",
        "locator": '"shut"',
    }


def test_known_on(loaded: Store) -> None:
    wire, paper = date(2022, 9, 15), date(2022, 12, 1)
    early = [
        ("contacts", "con-call", "embassy", wire, 1, 0),
        ("contacts", "con-snub", "talks", wire, 1, 0),
        # One field of it, but whoever counts the expelled says that there were some.
        ("disruptions", "dis-1", None, wire, 1, 0),
        ("spells", "e3", "embassy", wire, 1, 0),
        ("spells", "o1", "old-talks", wire, 1, 0),
    ]
    assert rows(loaded, "known-on", known_on="2022-09-14") == []
    assert rows(loaded, "known-on", known_on="2022-09-15") == early
    late = rows(loaded, "known-on", known_on="2022-12-01")
    assert len(late) == 13
    assert ("spells", "t1", "talks", paper, 1, 1) in late
    assert ("contacts", "con-call", "embassy", wire, 2, 0) in late
    assert ("tenures", "ten-ann", None, paper, 1, 0) in late
    # What bob alone has told, and so his state: not what the agency says for itself.
    bob = [row for row in early if row[1] != "con-call"]
    assert rows(loaded, "known-on", known_on="2022-12-31", claimant="bob") == bob
    assert rows(loaded, "known-on", known_on="2022-12-31", claimant="state-aab") == bob
    assert rows(loaded, "known-on", known_on="2022-12-31", claimant="state-aaa") == []


def test_columns_are_known_without_rows(loaded: Store) -> None:
    found = ask(loaded, question("contacts-between"), {"left": "bob", "right": "carol"})
    assert found == (question("contacts-between").columns, [])


# What every shipped query must hold to


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_trap_11_every_node_in_every_pattern_has_a_label(file: Path) -> None:
    """A node without a label gives wrong rows on the embedded engine, without an error."""
    text = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
    text = re.sub(r"MATCH \w+ = ", "MATCH ", text)
    # Parentheses at the end or the beginning of a relationship, or after MATCH, are nodes; `f(x)` is not.
    nodes = re.findall(r"(?:(?<=->)|(?<=-)|(?<=MATCH )|(?<=MATCH\n))\(([^()]*)\)", text)
    assert nodes
    assert len(nodes) >= text.count("MATCH")
    bound: set[str] = set()
    for node in nodes:
        name = re.match(r"\w*", node.strip())
        assert re.match(r"\s*\w*\s*:\w+", node) or (name and name[0] in bound), (
            f"({node}) has no label"
        )
        if name:
            bound.add(name[0])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_query_is_ordered_and_its_example_has_the_types_of_its_head(
    file: Path,
) -> None:
    query = own(file.read_text(encoding="utf-8"), file.stem)
    assert re.search(r"\nORDER BY .+\n$", query.text)
    assert parameters_in(query.text) == {one.name for one in query.parameters}
    assert set(query.values(query.example.split())) == {one.name for one in query.parameters}


def test_the_engine_names_the_columns_as_the_head_does(loaded: Store) -> None:
    given = {
        "left": "ann",
        "right": "bob",
        "record": "t1",
        "first": "2022-01-01",
        "last": "2022-12-31",
    }
    for name in ("claims-behind", "contacts-between", "contested", "known-on", "open"):
        query = question(name)
        needed = {
            one.name: given.get(one.name, "2022-12-31")
            for one in query.parameters
            if not one.optional
        }
        found: Result = loaded.run(query.text, query.values(needed))
        assert found.rows
        assert found.columns == query.columns


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_looked_up_by_what_may_be_null(file: Path) -> None:
    """The embedded engine then reads all claims, for each row anew, only to find none."""
    text = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
    for clause in re.finditer(
        r"OPTIONAL MATCH(.*?)\n(?:WITH|OPTIONAL|MATCH|RETURN)", text, re.DOTALL
    ):
        for name in re.findall(r"[(\[](\w+):", clause[1]):
            later = text[clause.end(1) :]
            assert not re.search(rf"\(\w+:\w+ \{{(?:id|record): {name}\.", later), (
                f"{name} may be null"
            )
