"""The course of losses: counts solved by hand, and the balance that must hold on every day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.period import Window, span
from backchannel.errors import UnknownName
from backchannel.facts.presumption import Presumption
from backchannel.verdicts import loss
from backchannel.verdicts.comparison import kind_of_change, lost
from backchannel.verdicts.course import course
from backchannel.verdicts.loss import LossDay, usable_by_type

from worlds import nasty
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.verdicts.verdict import Verdict


#            Jan   Feb   Mar   Apr   May   Jun
# embassy    oooooooooooo|sssssssssssss|oooooo      lost on 1 March, gained on 1 May
# hotline    oooooo|                                out of sight on 1 February
# talks      ??????oooooo|                          possible in January, into view, out of sight
# forum                          xx                 contested in the first half of April; unheard of before
# elsewhere  (AAA and AAC)                          not a channel of the pair
def half_year() -> Toy:
    toy = (
        Toy(start="2022-01-01", as_of="2022-06-30")
        .source("wire")
        .actor("state-aac", kind="state", state="AAC")
    )
    toy.channel("embassy", type="mission").channel("hotline", type="hotline").channel(
        "talks"
    ).channel("forum")
    toy.channel("elsewhere", "state-aaa/AAA", "state-aac/AAC").spell(
        "elsewhere", "open", "2022-01-01", "2022-06-30"
    )
    toy.spell("embassy", "open", "2022-01-01", "2022-02-28", end_kind="changed")
    toy.spell("embassy", "suspended", "2022-03-01", "2022-04-30", end_kind="changed")
    toy.spell("embassy", "open", "2022-05-01", "2022-06-30").spell(
        "hotline", "open", "2022-01-01", "2022-01-31"
    )
    toy.spell("talks", "open", "[2022-01-01..2022-02-01]", "2022-02-28")
    toy.spell("forum", "open", "2022-04-01", "2022-04-15")
    return toy.spell("forum", "closed", "2022-04-01", "2022-04-15", by=["wire"], as_of="2022-04-15")


def gist(row: LossDay) -> str:
    kinds = " ".join(f"{kind}:{number}" for kind, number in row.usable.items())
    return f"{row.date:%m-%d} {kinds}|{row.possible} {row.contested} {row.stopped} {row.dark} {row.unseen}"


def test_the_half_year_by_hand() -> None:
    series = usable_by_type(half_year().data(), within=span("2022-01-01", "2022-06-30"))
    assert [gist(row) for row in series] == [
        "01-01 hotline:1 mission:1|1 0 0 0 1",
        "02-01 foreign-ministry:1 mission:1|0 0 0 1 1",
        "03-01 |0 0 1 2 1",
        "04-01 |0 1 1 2 0",
        "04-16 |0 0 1 3 0",
        "05-01 mission:1|0 0 0 3 0",
    ]
    assert [(row.lost, row.out_of_sight, row.gained, row.into_view) for row in series] == [
        ((), (), (), ()),
        ((), ("hotline",), (), ("talks",)),
        (("embassy",), ("talks",), (), ()),
        ((), (), (), ()),
        ((), (), (), ()),
        ((), (), ("embassy",), ()),
    ]
    assert [(row.surely, row.unknown) for row in series] == [
        (2, 1),
        (2, 2),
        (0, 3),
        (0, 2),
        (0, 3),
        (1, 3),
    ]


def test_what_is_presumed_counts_with_its_type_and_apart_from_what_is_sure() -> None:
    # With 20 days presumed the hotline, seen until 31 January, is carried to 20 February, and the
    # talks, seen until 28 February, to 20 March.
    toy = half_year()
    toy.presumption = Presumption({"default": 20})
    series = usable_by_type(toy.data(), within=span("2022-01-01", "2022-03-31"))
    assert [(gist(row), row.surely) for row in series] == [
        ("01-01 hotline:1 mission:1|1 0 0 0 1", 2),
        ("02-01 foreign-ministry:1 hotline:1 mission:1|0 0 0 0 1", 2),
        ("02-21 foreign-ministry:1 mission:1|0 0 0 1 1", 2),
        ("03-01 foreign-ministry:1|0 0 1 1 1", 0),
        ("03-21 |0 0 1 2 1", 0),
    ]
    assert [(row.lost, row.out_of_sight, row.into_view) for row in series] == [
        ((), (), ()),
        ((), (), ("talks",)),
        ((), ("hotline",), ()),
        (("embassy",), (), ()),
        ((), ("talks",), ()),
    ]


def test_a_window_begins_with_a_row_and_nothing_lost() -> None:
    series = usable_by_type(half_year().data(), within=span("2022-03-01", "2022-03-31"))
    assert [gist(row) for row in series] == ["03-01 |0 0 1 2 1"]
    assert series[0].lost == ()


def test_a_channel_counts_on_the_days_on_which_it_is_between_the_two() -> None:
    # Usable all along, but the second side has a seat in it from 11 to 20 January only.
    made = Toy(as_of="2022-01-31").channel("line").channel("short", "state-aaa/AAA")
    made.add(
        "parties", id="p-short-b", channel="short", actor="state-aab", side="AAB", role="party",
        start="2022-01-11", end="2022-01-20",
    )  # fmt: skip
    for name in ("line", "short"):
        made.spell(name, "open", "2021-01-01", "2022-01-31")
    data = made.data()
    series = usable_by_type(data, within=span("2022-01-01", "2022-01-31"))
    assert [(str(row.date), row.all_usable, row.unknown) for row in series] == [
        ("2022-01-01", 1, 1),
        ("2022-01-11", 2, 0),
        ("2022-01-21", 1, 1),
    ]
    assert [row.into_view for row in series] == [(), ("short",), ()]
    assert [row.out_of_sight for row in series] == [(), (), ("short",)]
    (of_all, *_) = usable_by_type(data, within=span("2022-01-01", "2022-01-31"), between="all")
    assert of_all.all_usable == 2


def test_the_counts_through_time_are_those_that_open_gives_for_a_day() -> None:
    data = bc.read()
    series = usable_by_type(data, within=Window(data.start, data.as_of))
    for day in ("1995-06-01", "2003-06-01", "2010-06-01", "2014-12-31", "2021-12-31", "2025-12-31"):
        row = [one for one in series if str(one.date) <= day][-1]
        opened = bc.open_channels(data, day, between=("RUS", "USA"))
        usable = [one for one in opened if one.usable]
        assert row.all_usable + row.possible == len(usable), day
        assert row.surely == sum(one.certainty == "surely" for one in usable), day
        assert row.contested == len(opened) - len(usable), day


def test_the_pair_decides_which_channels_count() -> None:
    data, within = half_year().data(), span("2022-01-01", "2022-01-31")
    assert usable_by_type(data, within=within, between=("AAA", "state-aac"))[0].usable == {
        "foreign-ministry": 1
    }
    assert usable_by_type(data, within=within, between=("AAB", "AAC"))[0].surely == 0
    with pytest.raises(UnknownName):
        usable_by_type(data, within=within, between=("AAA", "ZZZ"))


def test_all_sides_count_every_channel() -> None:
    data, within = half_year().data(), span("2022-01-01", "2022-01-31")
    (row,) = usable_by_type(data, within=within, between="all")
    # `elsewhere`, of AAA and AAC, is a fifth channel beside the four of the pair.
    assert row.usable == {"foreign-ministry": 1, "hotline": 1, "mission": 1}
    assert row.all_usable + row.possible + row.contested + row.stopped + row.unknown == 5


def test_the_work_grows_with_the_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change is looked at once: not all channels on each day of change."""
    looked_at: list[object] = []

    def noted(was: Verdict, now: Verdict) -> str | None:
        looked_at.append(now)
        return kind_of_change(was, now)

    monkeypatch.setattr(loss, "kind_of_change", noted)
    within = Window(nasty.FIRST, nasty.LAST)
    data = nasty.made(1, channels=60)
    usable_by_type(data, within=within, between="all")
    assert 60 < len(looked_at) <= sum(len(line.within(within)) for line in course(data).values())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000))
def test_every_row_balances(seed: int) -> None:
    data = nasty.made(seed, channels=25)
    within = Window(nasty.FIRST - timedelta(days=30), nasty.LAST + timedelta(days=30))
    series = usable_by_type(data, within=within)
    whole = {
        row.all_usable + row.possible + row.contested + row.stopped + row.unknown for row in series
    }
    assert len(whole) == 1
    for before, after in pairwise(series):
        come, gone = (
            len(after.gained) + len(after.into_view),
            len(after.lost) + len(after.out_of_sight),
        )
        assert after.all_usable - before.all_usable == come - gone
        assert 0 <= after.surely <= after.all_usable
        assert after.unseen <= before.unseen
        assert after.date > before.date


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000), st.dates(nasty.FIRST, nasty.LAST))
def test_a_value_holds_until_the_next_row(seed: int, day: date) -> None:
    data = nasty.made(seed, channels=20)
    series = usable_by_type(data, within=Window(nasty.FIRST, nasty.LAST))
    row = [one for one in series if one.date <= day][-1]
    verdicts = [
        line.on(day)
        for channel, line in course(data).items()
        if data.is_between(channel, ("AAA", "AAB"), within=Window(nasty.FIRST, nasty.LAST))
    ]
    usable = [verdict for verdict in verdicts if verdict.surely_usable]
    holding = [verdict for verdict in verdicts if verdict.holds_usable]
    assert row.surely == len(usable)
    assert row.all_usable == len(holding)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_two_days_in_a_row_are_told_as_lost_tells_them(seed: int) -> None:
    data = nasty.made(seed, channels=15)
    for row in usable_by_type(data, within=Window(nasty.FIRST, nasty.LAST))[1:6]:
        told = lost(data, str(row.date - timedelta(days=1)), str(row.date), between=data.between)
        assert row.lost == tuple(one.id for one in told.lost)
        assert row.into_view == tuple(one.id for one in told.into_view)
