"""A draw settles dates inside their bounds, and decides nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.edtf import FIRST_DAY, LAST_DAY, parse
from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.draws import drawn
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import roster

from worlds import nasty
from worlds.make import Toy
from worlds.toy import toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

DRAWN = ("spells", "contacts", "disruptions", "tenures")


def check_inside(data: Dataset, draw: Dataset) -> None:
    """Each date lies in its bounds, is one day if they have two ends, and else stays as it is."""
    for table in DRAWN:
        assert list(draw.table(table)) == list(data.table(table))
        for record in data.table(table).values():
            after = draw.table(table)[record.id]
            for column in ("start", "end", "date"):
                old, new = getattr(record, column, ""), getattr(after, column, "")
                if old == new:
                    continue
                before, settled = parse(old), parse(new)
                assert before.bounded
                assert settled.earliest == settled.latest
                assert before.earliest <= settled.earliest <= before.latest
                assert old not in ("", "..")
            bounds = bounds_of(after)
            could = bounds_of(record)
            if "start" in bounds and could["start"].earliest <= could["end"].latest:
                assert bounds["start"].earliest <= bounds["end"].latest


def check_sure_stays_sure(data: Dataset, draw: Dataset) -> None:
    lines, after = course(data), course(draw)
    for channel, line in lines.items():
        if any(account.denied for account in line.accounts):
            continue  # see test_a_denied_account_that_a_draw_makes_sure_is_contested
        for stretch in line.stretches:
            if stretch.verdict.certainty == "surely":
                days = Window(stretch.first, stretch.last)
                found = {other.verdict for other in after[channel].within(days)}
                assert {one.certainty for one in found} == {"surely"}, (channel, days)
                # Open may become degraded, where a draw has the loss of staff begin earlier.
                assert {one.usable for one in found} == {stretch.verdict.usable}, (channel, days)


def check_order(data: Dataset, draw: Dataset) -> None:
    """What ends before the next begins, however both are read, still does."""
    for spells in data.spells_of.values():
        for one in spells:
            for other in spells:
                end, start = bounds_of(one)["end"], bounds_of(other)["start"]
                earliest = max(end.earliest, bounds_of(one)["start"].earliest)
                if one is not other and earliest < start.earliest and end.latest < start.latest:
                    last = bounds_of(draw.spells[one.id])["end"]
                    first = bounds_of(draw.spells[other.id])["start"]
                    assert last.earliest < first.latest or LAST_DAY in last or FIRST_DAY in first


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_draws_of_made_data(seed: int) -> None:
    data = nasty.made(seed, channels=60)
    for lot in range(8):
        draw = drawn(data, seed=lot)
        check_inside(data, draw)
        check_sure_stays_sure(data, draw)
        check_order(data, draw)


@pytest.mark.parametrize("seed", range(5))
def test_draws_of_the_bundled_data(seed: int) -> None:
    data = bc.read()
    draw = drawn(data, seed=seed)
    check_inside(data, draw)
    check_sure_stays_sure(data, draw)
    check_order(data, draw)


day = st.dates(parse("2019").earliest, parse("2022").latest)


@st.composite
def date_set(draw: st.DrawFn) -> str:
    first, last = sorted((draw(day), draw(day)))
    return draw(
        st.sampled_from(
            [str(first), f"{first:%Y-%m}", f"{first:%Y}", f"{first}~", f"[{first}..{last}]"]
        )
    )


@given(
    spells=st.lists(
        st.tuples(
            st.sampled_from(["open", "degraded", "suspended", "closed"]),
            date_set(),
            st.one_of(st.sampled_from(["", ".."]), date_set()),
            date_set(),
        ),
        max_size=5,
    ),
    seed=st.integers(0, 99),
)
def test_every_draw_of_any_channel(spells: list[tuple[str, str, str, str]], seed: int) -> None:
    toy = Toy(as_of="2021-12-31").channel("line")
    for status, start, end, as_of in spells:
        if end in ("", "..") or parse(start).earliest <= parse(end).latest:
            toy.spell("line", status, start, end, as_of=as_of)
    data = toy.data()
    draw = drawn(data, seed=seed)
    check_inside(data, draw)
    check_sure_stays_sure(data, draw)
    check_order(data, draw)


def test_a_draw_is_repeatable_and_another_one_differs() -> None:
    data = nasty.made(1, channels=30)
    assert drawn(data, seed=7) == drawn(data, seed=7)
    assert drawn(data, seed=7) != drawn(data, seed=8)


def test_what_goes_on_goes_on() -> None:
    data = Toy().channel("line").spell("line", "open", "2020", "..", as_of="2025", id="s").data()
    assert {drawn(data, seed=seed).spells["s"].end for seed in range(5)} == {".."}
    assert drawn(toy(), seed=1).spells["e2"].end == ".."


def test_the_embassy_is_as_open_in_the_draws_as_in_the_data() -> None:
    data = bc.read()
    for seed in range(10):
        rows = {row.id: row for row in bc.open_channels(drawn(data, seed=seed), 2018)}
        assert rows["us-embassy-in-moscow"].usable


def test_a_draw_keeps_a_change_of_status_in_order() -> None:
    toy = Toy().channel("line").spell("line", "open", "2020", "[2021-03-01..2021-03-30]", id="s1")
    toy.spell("line", "closed", "[2021-03-02..2021-03-31]", "2022-01-01", id="s2")
    for seed in range(50):
        spells = drawn(toy.data(), seed=seed).spells
        assert spells["s1"].end < spells["s2"].start


def test_order_is_kept_where_claims_saw_the_later_account_begun() -> None:
    toy = Toy().channel("line").spell("line", "open", "2020", "[2021-01-01..2021-12-30]", id="s1")
    toy.spell("line", "suspended", "[2021-01-02..2021-12-31]", "..", as_of="2021-03-01", id="s2")
    for seed in range(30):
        spells = drawn(toy.data(), seed=seed).spells
        assert spells["s1"].end < spells["s2"].start <= "2021-03-01"


def test_a_hand_over_of_an_office_leaves_nobody_twice_in_it() -> None:
    toy = Toy().actor("ann").actor("bob").actor("post", kind="office").channel("line", "post/AAA")
    toy.tenure("ann", "post", "2019", "[2021-01-01..2021-12-30]")
    toy.tenure("bob", "post", "[2021-01-02..2021-12-31]", "2023")
    for seed in range(30):
        ties = {tie.actor: tie for tie in roster(drawn(toy.data(), seed=seed)) if tie.via}
        assert ties["bob"].may.first - ties["ann"].may.last >= timedelta(days=1)


def test_a_series_of_contacts_and_an_act_of_one_day_stay_what_they_are() -> None:
    toy = Toy().channel("line").contact("line", "2020/2021", count="series", id="k")
    toy.disruption("d", "expulsion", "2020-03")
    draw = drawn(toy.data(), seed=3)
    assert draw.contacts["k"].date == "2020/2021"
    assert draw.disruptions["d"].end == ""
    assert "2020-03-01" <= draw.disruptions["d"].start <= "2020-03-31"


def test_a_denied_account_that_a_draw_makes_sure_is_contested() -> None:
    toy = Toy().channel("line").spell("line", "open", "2020", "2021", id="s1")
    toy.spell("line", "closed", "[2020-01-01..2021-12-31]", "2021", denied_by=["state-aaa"])
    data = toy.data()
    assert course(data)["line"].on(parse("2020-12-31").earliest).usable
    verdicts = {
        str(course(drawn(data, seed=seed))["line"].on(parse("2020-12-31").earliest))
        for seed in range(20)
    }
    assert verdicts == {"open, surely", "contested"}
