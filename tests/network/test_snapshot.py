"""Who is in the network of a day, and what the projections count: toys solved by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.errors import BadDate, UsageFault
from backchannel.network.snapshot import principals, snapshot, without_actors
from backchannel.verdicts.answers import open_channels

from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.verdicts.verdict import Certainty


DAY = "2022-06-01"


# AAA                                                      AAB
#   minister (office) ──┬── talks ──────────────────────┬── bob
#   ann (holds it)    ──┘     └── cem (AAC, go-between)  │
#   state-aaa ────────────── hotline ─────────────────── state-aab       a node without edges
#   eve ──────────────────── backroom (possibly open) ──┘
#   eve ──────────────────── disputed (two voices) ───── bob
#   not there: dan, observer of the talks; geneva, their host; nobody, unnamed; memo, inside AAA
def village() -> Toy:
    toy = (
        Toy(as_of="2022-12-31")
        .actor("minister", kind="office", state="AAA")
        .actor("geneva", kind="place")
    )
    for person, state in (
        ("ann", "AAA"),
        ("eve", "AAA"),
        ("bob", "AAB"),
        ("cem", "AAC"),
        ("dan", "AAC"),
    ):
        toy.actor(person, state=state)
    toy.actor("nobody", state="AAB", named="no").source("wire")
    toy.channel(
        "talks",
        "minister/AAA",
        "bob/AAB",
        "nobody/AAB",
        "cem/AAC/go-between",
        "dan/AAC/observer",
        "geneva//host",
    )
    toy.tenure("ann", "minister", "2020", "2022-12-31")
    toy.channel("hotline", type="hotline")
    toy.channel("backroom", "eve/AAA", "bob/AAB", type="track-2").channel(
        "disputed", "eve/AAA", "bob/AAB"
    )
    toy.channel("memo", "minister/AAA", "eve/AAA", type="internal")
    for channel in ("talks", "hotline", "memo"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31")
    toy.spell("backroom", "open", "[2022-01-01..2022-12-01]", "2022-12-31")
    toy.spell("disputed", "open", "2022-01-01", "2022-12-31")
    return toy.spell(
        "disputed", "closed", "2022-01-01", "2022-12-31", by=["wire"], as_of="2022-12-31"
    )


def edges(network: nx.Graph[str]) -> set[frozenset[str]]:
    return {frozenset(one) for one in network.edges}


def pairs(text: str) -> set[frozenset[str]]:
    return {frozenset(one.split("-")) for one in text.split()}


def test_the_sure_snapshot() -> None:
    network = snapshot(village().data(), on=DAY)
    assert list(network) == ["ann", "bob", "cem", "hotline", "minister", "talks"]
    assert edges(network) == pairs("ann-talks bob-talks cem-talks minister-talks")
    assert network.nodes["talks"] == {
        "kind": "channel", "bipartite": 1, "name": "Talks", "side": "AAA; AAB", "type": "foreign-ministry",
        "secrecy": "", "verdict": "open", "certainty": "surely",
    }  # fmt: skip
    assert network.nodes["minister"] == {
        "kind": "office", "bipartite": 0, "name": "Minister", "side": "AAA", "sector": "", "named": "yes",
    }  # fmt: skip
    assert network.edges["ann", "talks"] == {
        "role": "party", "side": "AAA", "via": "minister", "capacity": "", "certainty": "surely",
    }  # fmt: skip
    assert network.edges["cem", "talks"]["role"] == "go-between"


def test_the_possible_snapshot_adds_the_possible_and_the_contested() -> None:
    network = snapshot(village().data(), on=date(2022, 6, 1), least="possibly")
    assert edges(network) == pairs(
        "ann-talks bob-talks cem-talks minister-talks eve-backroom bob-backroom eve-disputed bob-disputed"
    )
    said = {
        one: network.nodes[one]["verdict"] + network.nodes[one]["certainty"]
        for one in ("backroom", "disputed")
    }
    assert said == {"backroom": "openpossibly", "disputed": "contested"}


def test_what_is_left_out_unless_asked_for() -> None:
    data = village().data()
    network = snapshot(data, on=DAY, include=["internal", "unnamed"])
    assert set(network) - set(snapshot(data, on=DAY)) == {"memo", "eve", "nobody"}
    with pytest.raises(
        UsageFault, match="unknown thing to include `secret`; allowed: internal, public, unnamed"
    ):
        snapshot(data, on=DAY, include=["secret"])  # type: ignore[list-item]


def test_a_day_is_one_day() -> None:
    data = village().data()
    with pytest.raises(BadDate, match="2022-06-01 to 2022-06-30"):
        snapshot(data, on="2022-06")
    assert not snapshot(data, on="2023-01-01", least="possibly")
    assert not snapshot(Toy().data(), on=DAY)
    with pytest.raises(BadDate, match="2022-01-01 to 2022-12-31"):
        snapshot(data, 2022)  # type: ignore[arg-type]
    assert nx.utils.graphs_equal(snapshot(data, DAY), snapshot(data, date(2022, 6, 1)))
    assert nx.utils.graphs_equal(snapshot(data, DAY, between="all"), snapshot(data, DAY))


def test_between_two_sides_means_a_party_on_each() -> None:
    data = (
        village()
        .channel("aside", "ann/AAA", "cem/AAC")
        .spell("aside", "open", "2022-01-01", "2022-12-31")
        .data()
    )
    assert "aside" in snapshot(data, on=DAY)
    assert "aside" not in snapshot(data, on=DAY, between=("AAA", "AAB"))


# minister  2020 ........ 2021-06 (seen) | nobody vouches for more
# chief     2021 to some day of 2022; the tenure of fay is denied by the wire
def test_tenures_are_cut_like_open_spells() -> None:
    toy = (
        village()
        .actor("chief", kind="office", state="AAA")
        .actor("fay", state="AAA")
        .actor("gus", state="AAA")
    )
    toy.channel("line", "chief/AAA", "bob/AAB").spell("line", "open", "2021-01-01", "2022-12-31")
    toy.rows["claims"] = [row | {"as_of": "2022-03-31"} if row["record"].startswith("t-ann") else row
                          for row in toy.rows["claims"]]  # fmt: skip
    toy.rows["tenures"][0]["end"] = ".."
    toy.tenure("fay", "chief", "2021", "2022-12-31").claim("t-fay-chief-1", "wire", stance="denies")
    toy.tenure("gus", "chief", "2021", "2022")
    data = toy.data()
    assert "ann" in snapshot(data, on="2022-03-31")
    assert "ann" not in snapshot(data, on="2022-04-01", least="possibly")
    assert {"fay", "gus"} & set(snapshot(data, on=DAY)) == set()
    assert {"fay", "gus"} <= set(snapshot(data, on=DAY, least="possibly"))
    assert snapshot(data, on=DAY, least="possibly").edges["gus", "line"]["certainty"] == "possibly"


def test_another_post_in_the_same_house_is_not_enough() -> None:
    toy = (
        village()
        .actor("ministry", kind="organization", state="AAA")
        .actor("clerk", kind="office", parent="ministry")
    )
    toy.channel("desk", "ministry/AAA", "bob/AAB").spell("desk", "open", "2022-01-01", "2022-12-31")
    toy.tenure("eve", "clerk", "2020", "2022-12-31")
    assert set(snapshot(toy.data(), on=DAY)["desk"]) == {"ministry", "bob"}


def test_a_party_sits_from_its_first_day_to_its_last() -> None:
    toy = village()
    row = next(row for row in toy.rows["parties"] if row["id"] == "p-talks-bob")
    row.update(start="2022-03", end="2022-05-31")
    data = toy.data()
    assert "bob" not in snapshot(data, on="2022-03-15")
    assert "bob" in snapshot(data, on="2022-03-15", least="possibly")
    assert "bob" in snapshot(data, on="2022-03-31")
    assert (
        snapshot(data, on=DAY).nodes["talks"]["side"] == "AAA; AAB"
    )  # nobody unnamed still sits for AAB


def test_who_is_there_in_its_own_name_needs_no_office() -> None:
    toy = village()
    toy.add("parties", id="p-talks-ann", channel="talks", actor="ann", side="AAA", role="party")
    assert snapshot(toy.data(), on=DAY).edges["ann", "talks"]["via"] == ""


# leaders: president (office, held by pat) ── summit ── bob; closed since 2021
def test_principals_are_those_of_the_head_of_state_channels() -> None:
    toy = village().actor("president", kind="office", state="AAA").actor("pat", state="AAA")
    toy.channel(
        "summit",
        "president/AAA",
        "bob/AAB",
        "state-aab/AAB",
        "cem/AAC/go-between",
        type="head-of-state",
    )
    toy.spell("summit", "closed", "2021-01-01", "2022-12-31").tenure(
        "pat", "president", "2020", "2022-12-31"
    )
    data = toy.data()
    assert principals(data, DAY) == {"president", "pat", "bob"}
    network = snapshot(data, on=DAY)
    rest = without_actors(network, principals(data, DAY))
    assert set(network) - set(rest) == {"bob"}
    assert "bob" in network


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_snapshot_survives_the_formats_of_other_programs(tmp_path: Path, ending: str) -> None:
    """Trap 7: GraphML refuses None and lists, GEXF turns None into a text."""
    network = snapshot(village().data(), on=DAY, least="possibly")
    path = tmp_path / f"net.{ending}"
    getattr(nx, f"write_{ending}")(network, path)
    back = getattr(nx, f"read_{ending}")(path)
    assert edges(back) == edges(network)
    assert {type(value) for _, node in network.nodes(data=True) for value in node.values()} <= {
        str,
        int,
    }
    assert back.nodes["talks"]["side"] == "AAA; AAB"
    assert "None" not in path.read_text()


def test_a_snapshot_is_of_a_day_and_a_year_has_a_rule() -> None:
    """Trap 10: a channel open for one week was open in the year under one rule, and not under the others."""
    toy = Toy(as_of="2022-12-31").channel("week").spell("week", "open", "2022-05-02", "2022-05-08")
    data = toy.spell("week", "closed", "2022-05-09", "2022-12-31").data()
    assert [row.id for row in open_channels(data, "2022")] == ["week"]
    assert [row.id for row in open_channels(data, "2022", rule="last-day")] == []
    assert [row.id for row in open_channels(data, "2022", rule="all")] == []
    assert "week" in snapshot(data, on="2022-05-08")
    assert "week" not in snapshot(data, on="2022-12-31", least="possibly")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.dates(date(2019, 6, 1), date(2023, 6, 1)))
def test_channels_are_joined_to_actors_alone(seed: int, day: date) -> None:
    may = snapshot(by_lot(seed), on=day, least="possibly")
    assert nx.is_bipartite(may)
    assert all(may.nodes[a]["bipartite"] != may.nodes[b]["bipartite"] for a, b in may.edges)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.dates(date(2020, 1, 1), date(2022, 12, 31)),
    st.sampled_from([0, 400]),
)
def test_the_channels_of_a_snapshot_are_those_that_open_answers(
    seed: int, day: date, days: int
) -> None:
    data = bc.presuming(by_lot(seed), days)
    rows = open_channels(data, day.isoformat())
    asked: dict[Certainty, set[str]] = {
        "surely": {row.id for row in rows if row.certainty == "surely"},
        "presumably": {row.id for row in rows if row.certainty in ("surely", "presumably")},
        "possibly": {row.id for row in rows},
    }
    for least, known in asked.items():
        network = snapshot(data, on=day, least=least, include=["internal", "public"])
        assert {
            node for node, rest in network.nodes(data=True) if rest["kind"] == "channel"
        } == known


def test_the_package_offers_the_snapshot() -> None:
    assert set(bc.snapshot(village().data(), on=DAY)) == set(snapshot(village().data(), on=DAY))
