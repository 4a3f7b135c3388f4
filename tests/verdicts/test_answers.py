"""What was open, what was lost, who met whom: rows solved by hand on toys."""

from __future__ import annotations

from typing import Any

import pytest

import backchannel as bc
from backchannel.dates.period import window
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.facts.names import resolve, side
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.comparison import lost
from backchannel.verdicts.contacts import Which, contacts
from backchannel.verdicts.evidence import show

from worlds import nasty
from worlds.make import Toy


# 2022      Jan ... Mar | Apr ... Jun | Jul ...
# hotline   open surely   (nothing: unknown)
# embassy   open          suspended (sure)
# summit    one talk in the first ten days of May
def spring() -> Toy:
    toy = (
        Toy(as_of="2022-12-31")
        .source("wire")
        .actor("envoy", state="AAA")
        .actor("general", state="AAB")
    )
    toy.channel("hotline", type="hotline").spell(
        "hotline", "open", "2022-01-01", "2022-03-31", by=["paper", "wire"]
    )
    toy.channel("embassy", type="mission").spell(
        "embassy", "open", "2022-01-01", "2022-03-31", end_kind="changed"
    )
    toy.spell("embassy", "suspended", "2022-04-01", "2022-12-31")
    toy.channel("summit", "envoy/AAA", "general/AAB", type="head-of-state")
    toy.spell("summit", "open", "[2022-05-01..2022-05-10]", "[2022-05-01..2022-05-10]")
    return toy.contact(
        "summit", "[2022-05-01..2022-05-10]", "envoy/AAA", "general/AAB", id="k-summit"
    )


def test_open_in_a_year_row_by_row() -> None:
    rows = {row.id: row for row in open_channels(spring().data(), "2022", everything=True)}
    hotline, embassy, summit = rows["hotline"], rows["embassy"], rows["summit"]
    assert (hotline.verdict, hotline.certainty, hotline.usable, hotline.sources) == (
        "open",
        "surely",
        True,
        2,
    )
    assert hotline.share == [90 / 365, 90 / 365]
    assert hotline.unknown_share == 275 / 365
    assert embassy.share == [90 / 365, 90 / 365]
    assert embassy.unknown_share == 0
    assert embassy.sides == ["AAA", "AAB"]
    assert (summit.verdict, summit.certainty) == ("open", "surely"), (
        "its ten vague days cannot miss the year"
    )
    assert summit.share == [0, 10 / 365]
    assert summit.last_contact == {
        "id": "k-summit",
        "date": "[2022-05-01..2022-05-10]",
        "mode": "call",
    }


def test_the_last_contact_is_one_that_was_surely_over() -> None:
    rows = open_channels(spring().data(), "2022-05-09", everything=True)
    assert [row.last_contact for row in rows if row.id == "summit"] == [None]


def test_only_usable_and_contested_channels_are_listed_unless_all_are_asked_for() -> None:
    assert [row.id for row in open_channels(spring().data(), "2022-06-01")] == []
    assert len(open_channels(spring().data(), "2022-06-01", everything=True)) == 3


def test_between_wants_a_party_on_each_side_on_one_day() -> None:
    toy = (
        spring()
        .actor("state-aac", kind="state", state="AAC")
        .channel("triangle", "state-aaa/AAA", "state-aac/AAC")
    )
    toy.spell("triangle", "open", "2022", "2022")
    toy.add(
        "parties",
        id="p9",
        channel="triangle",
        actor="state-aab",
        side="AAB",
        role="party",
        start="2022-07-01",
    )
    data = toy.data()
    assert [row.id for row in open_channels(data, "2022-06", between=("AAA", "AAB"))] == []
    assert [row.id for row in open_channels(data, "2022-07", between=("AAB", "Aaa"))] == [
        "triangle"
    ]
    assert [row.sides for row in open_channels(data, "2022-06", between=("AAA", "AAC"))] == [
        ["AAA", "AAC"]
    ]


def test_a_host_makes_no_side() -> None:
    toy = spring().actor("state-aac", kind="state", state="AAC")
    toy.add("parties", id="p9", channel="summit", actor="state-aac", side="AAC", role="host")
    assert open_channels(toy.data(), "2022", between=("AAA", "AAC"), everything=True) == []


def test_the_soviet_union_counts_as_russia() -> None:
    data = bc.read()
    rows = open_channels(data, "196X", between=("RUS", "USA"))
    assert [row.id for row in rows if "SUN" in row.sides] == ["cold-war-secret-contacts"]
    assert side(data, "Russia") == side(data, "RUS") == "RUS"


def test_lost_gives_four_lists() -> None:
    found = lost(spring().data(), "2022-03-01", "2022-06-01")
    assert [row.id for row in found.lost] == ["embassy"]
    assert [row.id for row in found.out_of_sight] == ["hotline"]
    back = lost(spring().data(), "2022-02-01", "2022-05")
    assert [row.id for row in back.into_view] == ["summit"]
    toy = (
        spring()
        .spell("embassy", "open", "2021-01-01", "2021-12-31")
        .spell("hotline", "closed", "2021-01-01", "2021-12-31")
    )
    assert [row.id for row in lost(toy.data(), "2021-06-01", "2022-02-01").gained] == ["hotline"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_four_lists_balance(seed: int) -> None:
    data = nasty.made(seed, channels=60)
    for before, after in (("2016", "2018"), ("2017-03", "2019-11-05"), ("2015-06-01", "2020")):
        found = lost(data, before, after)
        change = (
            len(found.gained) + len(found.into_view) - len(found.lost) - len(found.out_of_sight)
        )
        assert change == _surely_usable(data, after) - _surely_usable(data, before)


def _surely_usable(data: bc.Dataset, when: str) -> int:
    return sum(
        row.certainty == "surely" and row.usable is True
        for row in open_channels(data, when, everything=True)
    )


def test_disruptions_lie_after_the_first_day_and_not_after_the_last() -> None:
    toy = spring()
    for name, start in (
        ("d1", "2022-03-01"),
        ("d2", "2022-03"),
        ("d3", "2022-06-30"),
        ("d4", "2022-07-01"),
    ):
        toy.disruption(name, "law", start, by="state-aaa")
    assert [one.id for one in lost(toy.data(), "2022-03-01", "2022-06").disruptions] == ["d2", "d3"]


def test_what_the_soviet_union_did_concerns_russia() -> None:
    toy = Toy(between=("RUS", "USA")).actor("state-sun", kind="state", state="SUN").channel("line")
    toy.disruption("d1", "invasion", "2001", by="state-sun").disruption(
        "d2", "law", "2001", by="state-aac"
    )
    data = toy.actor("state-aac", kind="state", state="AAC").data()
    assert [one.id for one in lost(data, "2000", "2002", between=("USA", "RUS")).disruptions] == [
        "d1"
    ]


def test_a_name_of_two_sides_is_refused_and_a_body_is_its_own_side() -> None:
    toy = Toy().actor("state-aac", kind="state", state="AAC", name="The North", aliases="Aaa; AAB")
    data = toy.actor(
        "state-ddd", kind="state", state="DDD", name="North", aliases="The North"
    ).data()
    with pytest.raises(
        UsageFault, match="`the north` names several sides: `AAC`, `DDD`; give one of these"
    ):
        side(data, "the north")
    # A code is a code, whatever others are called.
    assert [side(data, one) for one in ("aaa", "AAB", "north", "state-aac")] == [
        "AAA",
        "AAB",
        "DDD",
        "AAC",
    ]
    league = toy.actor("league", kind="intergovernmental", state="AAA").channel(
        "line", "state-aaa/AAA", "state-aab/AAB"
    )
    data = league.contact("line", "2020-05-01", "league", "state-aab/AAB", id="k").data()
    assert [side(data, one) for one in ("AAA", "league")] == ["AAA", "league"]
    assert [one.id for one in contacts(data, Which(between=("league", "AAB")))] == ["k"]
    assert contacts(data, Which(between=("AAA", "AAB"))) == []


def test_shares_are_shares(capsys: pytest.CaptureFixture[str]) -> None:
    for row in open_channels(nasty.made(9, channels=40), "2018-05/2019-02", everything=True):
        least, most = row.share
        assert 0 <= least <= most <= 1
        assert 0 <= row.unknown_share + most <= 1 + 1e-9
    assert capsys.readouterr().out == ""


def test_a_question_that_cannot_be_asked_is_refused() -> None:
    data = spring().data()
    with pytest.raises(BadDate):
        open_channels(data, "2022/..")
    with pytest.raises(
        UsageFault, match="FROM, `2023`, is later than TO, `2022`; give the earlier one first"
    ):
        lost(data, "2023", "2022")
    rule: Any = "last_day"
    with pytest.raises(UsageFault, match="unknown rule `last_day`; did you mean `last-day`"):
        open_channels(data, "2022", rule=rule)
    with pytest.raises(UsageFault, match="unknown rule `last_day`"):
        lost(data, "2021", "2022", rule=rule)
    rule = "most"  # in the very words of the command line
    with pytest.raises(UsageFault, match="unknown rule `most`; allowed: any, all, last-day"):
        open_channels(data, "2022", rule=rule)
    with pytest.raises(UsageFault, match="unknown type `embassy`"):
        open_channels(data, "2022", type="embassy")  # type: ignore[arg-type]
    with pytest.raises(UsageFault, match="`AAA` is not a pair of sides"):
        open_channels(data, "2022", between="AAA")
    assert open_channels(data, 2022) == open_channels(data, "2022")
    with pytest.raises(UnknownName, match="unknown side `AAC`; write an ISO"):
        open_channels(data, "2022", between=("AAA", "AAC"))
    twins = spring().actor("double", name="Envoy X").actor("twin", name="ENVOY X").data()
    with pytest.raises(UsageFault, match="`envoy x` names several: `double`, `twin`"):
        resolve(twins, "envoy x")


def talks() -> Toy:
    toy = (
        spring()
        .actor("post", kind="office", state="AAA")
        .tenure("envoy", "post", "2022-01-01", "2022-06-30")
    )
    toy.contact("hotline", "2022-02-01", "envoy/AAA", "general/AAB", id="k1")
    toy.contact("hotline", "2022-02-01", "general/AAB", id="k2", mode="notification")
    toy.contact(
        "hotline", "2022-06-01", "envoy/AAA", "general/AAB", id="k3", occurrence="cancelled"
    )
    toy.contact("hotline", "2022-03-01", "envoy/AAA", id="k4", mode="letter")
    return toy.claim("k4", "general", stance="denies")


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        (Which(), ["k1", "k2", "k4", "k-summit", "k3"]),
        (Which(last=True), ["k-summit"]),
        (Which(channel="hotline", last=True), ["k1"]),
        (Which(present=["envoy", "general"]), ["k1", "k-summit", "k3"]),
        (Which(present=["post"], modes=["call"]), ["k1", "k-summit", "k3"]),
        (Which(occurrence="cancelled"), ["k3"]),
        (Which(window=window("2022-05-05/2022-06")), ["k-summit", "k3"]),
        (Which(between=("envoy", "general")), ["k1", "k-summit", "k3"]),
        (Which(between=("AAA", "AAB"), modes=["letter"]), ["k4"]),
    ],
)
def test_contacts_solved_by_hand(which: Which, ids: list[str]) -> None:
    assert [row.id for row in contacts(talks().data(), which)] == ids


def test_ties_for_the_last_contact_are_all_kept() -> None:
    toy = talks().contact("embassy", "[2022-05-01..2022-05-10]", id="k9")
    assert [row.id for row in contacts(toy.data(), Which(last=True))] == ["k-summit", "k9"]


def test_show_steps_through_attendances_parties_and_tenures() -> None:
    data = talks().data()
    envoy = show(data, "envoy")
    assert [one.id for one in envoy.related["contacts"]] == ["k-summit", "k1", "k3", "k4"]
    assert [one.id for one in envoy.related["channels"]] == ["summit"]
    assert [one.id for one in envoy.related["actors"]] == ["post"]
    assert [one.id for one in show(data, "k1").related["actors"]] == ["envoy", "general"]
    assert "envoy" in [one.id for one in show(data, "post").related["actors"]]
    claims = show(data, "k4").claims
    assert [(one["stance"], one["voice"], one["title"]) for one in claims] == [
        ("supports", "paper", "Paper"),
        ("denies", "general", "Paper"),
    ]


def test_names_are_accepted_where_ids_are() -> None:
    data = bc.read()
    assert resolve(data, "RUS", "actors") == resolve(data, "Russia", "actors") == "state-russia"
    with pytest.raises(
        UnknownName, match="unknown actor `Vladimir`; did you mean `Vladimir Putin`"
    ):
        resolve(data, "Vladimir", "actors")
    assert (
        resolve(data, "Sergei Lavrov", "actors")
        == resolve(data, "sergey lavrov")
        == "sergey-lavrov"
    )
    with pytest.raises(UnknownName, match="did you mean `sergey-lavrov`"):
        resolve(data, "sergey-lavrof", "actors")
