"""What was open: rows solved by hand on toys."""

from __future__ import annotations

from typing import Any

import pytest

import backchannel as bc
from backchannel.dates.period import window
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.facts.names import resolve, side
from backchannel.verdicts.answers import OPEN_COLUMNS, open_channels, open_row
from backchannel.verdicts.comparison import lost
from backchannel.verdicts.contacts import Which, contact_rows
from backchannel.verdicts.course import course
from backchannel.verdicts.shares import SHARE_COLUMNS, shares_of

from worlds import nasty
from worlds.line import line
from worlds.make import Toy
from worlds.spring import spring


def test_flat_rows_have_the_columns_of_the_csv_and_one_plain_value_a_cell() -> None:
    rows = open_channels(spring().data(), "2022", everything=True)
    flat = rows.to_dicts(flat=True)
    assert {tuple(row) for row in flat} == {OPEN_COLUMNS}
    cells = [value for row in flat for value in row.values()]
    assert not [value for value in cells if isinstance(value, dict | list | tuple)]
    assert flat[0]["sides"] == "; ".join(rows[0].sides) == "AAA; AAB"
    assert [row["last_contact_date"] for row in flat] == [
        (row.last_contact or {}).get("date") for row in rows
    ]


def test_open_in_a_year_row_by_row() -> None:
    rows = {row.id: row for row in open_channels(spring().data(), "2022", everything=True)}
    hotline, embassy, summit = rows["hotline"], rows["embassy"], rows["summit"]
    assert (hotline.verdict, hotline.certainty, hotline.usable, hotline.sources) == (
        "open",
        "surely",
        True,
        2,
    )
    assert hotline.share == [90 / 365] * 3
    assert hotline.stopped_share == [0, 0, 0]
    assert hotline.unknown_share == 275 / 365
    assert embassy.share == [90 / 365] * 3
    assert embassy.stopped_share == [275 / 365] * 3
    assert embassy.unknown_share == 0
    assert embassy.sides == ["AAA", "AAB"]
    assert (summit.verdict, summit.certainty) == ("open", "surely"), (
        "its ten vague days cannot miss the year"
    )
    assert summit.share == [0, 0, 10 / 365]
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
    rows = open_channels(data, "196X", between=("RUS", "USA"), everything=True)
    soviet = {
        party.channel
        for party in data.parties.values()
        if (party.side, party.role) == ("SUN", "party")
    }
    assert "cold-war-secret-contacts" in {row.id for row in rows if "SUN" in row.sides} <= soviet
    assert side(data, "Russia") == side(data, "RUS") == "RUS"


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
    assert [one.id for one in contact_rows(data, Which(between=("league", "AAB")))] == ["k"]
    assert contact_rows(data, Which(between=("AAA", "AAB"))) == []


# 2022         Jan            Feb  Mar       Apr  May   June ...
# line         10 open, surely; carried for 30 days to 9 February; a denied call on 10 March;
#              suspended 1 to 30 April, carried until it surely worked again, 10 to 20 May;
#              carried for 30 days to 19 June; perhaps stopped on some days of December
def test_three_numbers_count_days_solved_by_hand() -> None:
    toy = line(presume={"default": 30}).contact("line", "2022-01-10", id="k1")
    toy.contact("line", "2022-03-10", denied_by=["moscow"], id="k2")
    toy.spell("line", "suspended", "2022-04-01", "2022-04-30", by=["moscow"], id="s1")
    toy.spell("line", "open", "2022-05-10", "2022-05-20", id="s2")
    toy.spell("line", "suspended", "[2022-12-01..2022-12-10]", "[2022-12-01..2022-12-10]", id="s3")
    # The last may have been on one of ten days; it is carried from its latest start, 10 December, to
    # 30 days after its earliest end, 1 December: 31 December. So the year ends presumably suspended.
    (row,) = open_channels(toy.data(), "2022")
    days = [[round(share * 365) for share in shares] for shares in (row.share, row.stopped_share)]
    # Usable: 1 + 11 sure days; 30 + 30 presumed; 1 contested. Stopped: 30 sure; 9 presumed in May
    # and 22 from 10 to 31 December; 9 possible from 1 to 9 December.
    assert days == [[12, 72, 73], [30, 61, 70]]
    assert round(row.unknown_share * 365) == 365 - 73 - 70
    assert row.accounts == ["k1", "k2", "s1", "s2", "s3"]
    assert (row.verdict, row.certainty) == ("open", "surely")
    assert row.seen == {"day": "2022-05-20", "verdict": "open"}
    flat = row.flat()
    assert [flat[name] for name in ("share_low", "share_mid", "share_high")] == row.share
    assert [flat[f"stopped_share_{name}"] for name in ("low", "mid", "high")] == row.stopped_share
    assert (flat["seen_day"], flat["seen_verdict"]) == ("2022-05-20", "open")
    assert flat["unknown_share"] == row.unknown_share
    shares = shares_of(course(toy.data())["line"], window("2022"))
    named = (*shares.usable, *shares.stopped, shares.unknown)
    assert named == tuple(flat[name] for name in SHARE_COLUMNS)
    assert open_row(toy.data(), "line", window("2022")) == row


def test_the_latest_day_seen_is_that_of_evidence_without_a_sure_day_too() -> None:
    toy = line(start="1990-01-01", presume={"default": 365})
    toy.spell("line", "open", "1992-12-17", "1992-12-17", end_kind="observed")
    # A list of some day of 2021, a call denied, a stop that began on some day by March.
    toy.spell("line", "open", "2021", "2021", end_kind="observed")
    toy.contact("line", "2022-01-05", denied_by=["moscow"])
    toy.spell("line", "closed", "[2022-02-20..2022-03-01]", "2022-03-01", end_kind="observed")
    told = {}
    for when in ("1992-12-16", "1993", "2021-06-01", "2022-02-01", "2022-03-01", "2022-06-01"):
        (row,) = open_channels(toy.data(), when, everything=True)
        told[when] = row.seen and row.seen["day"], row.flat()["seen_latest"]
    assert told == {
        "1992-12-16": (None, None),
        "1993": ("1992-12-17", "1992-12-17"),
        "2021-06-01": ("1992-12-17", "1992-12-17"),
        "2022-02-01": ("1992-12-17", "2021-12-31"),
        "2022-03-01": ("2022-03-01", "2022-03-01"),
        "2022-06-01": ("2022-03-01", "2022-03-01"),
    }


def test_seen_is_the_last_sure_day_by_the_end_of_the_window() -> None:
    toy = line().spell("line", "open", "2022-01-05", "2022-01-10")
    toy.spell("line", "closed", "2022-06-01", "2022-06-30", id="shut")
    seen = {}
    for when in ("2022-01-04", "2022-01-07", "2022-03", "2022-06-02", "2023"):
        (row,) = open_channels(toy.data(), when, everything=True)
        seen[when] = row.seen and (row.seen["day"], row.seen["verdict"])
    assert seen == {
        "2022-01-04": None,
        "2022-01-07": ("2022-01-07", "open"),
        "2022-03": ("2022-01-10", "open"),
        "2022-06-02": ("2022-06-02", "closed"),
        "2023": ("2022-06-30", "closed"),
    }


def test_accounts_are_those_that_may_touch_the_window_or_are_carried_into_it() -> None:
    toy = line(presume={"default": 30}).contact("line", "2022-01-10", id="k1")
    start = "[2022-03-01..2022-03-10]"
    toy.spell("line", "open", start, "2022-03-20", id="s1", denied_by=["moscow"])
    listed = {}
    for when in ("2022-01-09", "2022-01-10", "2022-02-09", "2022-02-10", "2022-03-01", "2022"):
        (row,) = open_channels(toy.data(), when, everything=True)
        listed[when] = row.accounts
    assert listed == {
        "2022-01-09": [],
        "2022-01-10": ["k1"],
        "2022-02-09": ["k1"],
        "2022-02-10": [],
        "2022-03-01": ["s1"],
        "2022": ["k1", "s1"],
    }


def test_who_speaks_only_of_a_cause_or_of_the_kind_of_an_end_is_no_voice_on_the_status() -> None:
    toy = line().disruption("d1", "law", "2022-01-01")
    toy.spell("line", "suspended", "2022-01-01", "2022-03-01", id="s", cause="d1", by=["paper"])
    toy.claim("s", "moscow", field="cause", value="d1")
    toy.claim("s", "washington", field="end_kind", value="observed")
    (row,) = open_channels(toy.data(), "2022-02", everything=True)
    assert (row.voices, row.sources) == (["paper"], 1)
    toy.claim("s", "moscow", stance="denies")
    (row,) = open_channels(toy.data(), "2022-02", everything=True)
    assert (row.voices, row.sources) == (["moscow", "paper"], 2)
    assert row.to_dict()["voices"] == ["moscow", "paper"]


def test_shares_are_shares(capsys: pytest.CaptureFixture[str]) -> None:
    for row in open_channels(nasty.made(9, channels=40), "2018-05/2019-02", everything=True):
        assert 0 <= row.share[0] <= row.share[1] <= row.share[2] <= 1
        assert 0 <= row.stopped_share[0] <= row.stopped_share[1] <= row.stopped_share[2] <= 1
        assert row.unknown_share + row.share[2] + row.stopped_share[2] == pytest.approx(1)
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


def test_names_are_accepted_where_ids_are() -> None:
    data = bc.read()
    assert resolve(data, "RUS", "actors") == resolve(data, "Russia", "actors") == "state-russia"
    with pytest.raises(
        UnknownName, match=r"unknown actor `Vladimr Putin`; did you mean .*`Vladimir Putin`"
    ):
        resolve(data, "Vladimr Putin", "actors")
    assert (
        resolve(data, "Sergei Lavrov", "actors")
        == resolve(data, "sergey lavrov")
        == "sergey-lavrov"
    )
    with pytest.raises(UnknownName, match="did you mean `sergey-lavrov`"):
        resolve(data, "sergey-lavrof", "actors")
