"""What holds on both engines."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import StoreError
from backchannel.facts.dataset import dataset
from backchannel.facts.model import RECORDS

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


def test_nothing_is_loaded_at_first(store: Store) -> None:
    assert store.digest() is None
    for ask in (store.read, lambda: store.run("RETURN 1 AS one")):
        with pytest.raises(StoreError, match="nothing loaded; run `backchannel load`"):
            ask()
