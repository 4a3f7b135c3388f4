"""A draw settles dates inside their bounds, and decides nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.edtf import FIRST_DAY, LAST_DAY, parse
from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.draws import drawn
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import roster
from backchannel.verdicts.verdict import CONTESTED

from worlds import nasty
from worlds.line import carried_to, line
from worlds.make import Toy
from worlds.toy import toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.course import Course, Stretch

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
    for channel, known in lines.items():
        if any(account.denied for account in known.accounts):
            continue  # see test_a_denied_account_that_a_draw_makes_sure_is_contested
        for stretch in known.stretches:
            if stretch.verdict.certainty == "surely":
                days = Window(stretch.first, stretch.last)
                found = after[channel].within(days)
                # Open may become degraded, where a draw has the loss of staff begin earlier.
                others = [
                    other
                    for other in found
                    if (other.verdict.certainty, other.verdict.usable)
                    != ("surely", stretch.verdict.usable)
                ]
                for other in others:
                    assert meets_a_stop(after[channel], other), (channel, other)


def meets_a_stop(after: Course, days: Stretch) -> bool:
    """Say whether these days are contested since a contact was laid on a day of a stop."""
    sure = [account for account in after.accounts if account.surely_covers(days.first)]
    return (
        days.verdict == CONTESTED
        and any(account.is_contact for account in sure)
        and any(not account.usable for account in sure)
        and not any(account.usable and not account.is_contact for account in sure)
    )


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
    for lot in range(4):
        draw = drawn(data, seed=lot)
        check_inside(data, draw)
        check_sure_stays_sure(data, draw)
        check_order(data, draw)


@pytest.mark.parametrize("seed", range(2))
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
@example(
    # An end that nobody saw, before a beginning that no claim can have seen.
    spells=[
        ("open", "2019-01-01", "", "2019-01-01"),
        ("open", "[2019-01-02..2022-01-02]", "", "2019-01-01"),
        ("closed", "2019-01-01", "[2019-01-01..2022-01-01]", "[2019-01-01..2022-01-01]"),
    ],
    seed=0,
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
    for seed in range(4):
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


def test_a_contact_that_a_draw_lays_on_a_day_of_a_stop_is_contested() -> None:
    # The note is of 23 or 24 February; on the 24th the channel is surely stopped. Half of the draws
    # have it on either day, and no other day of the stop is touched.
    toy = line().contact("line", "[2022-02-23..2022-02-24]")
    toy.spell("line", "suspended", "2022-02-24", "2022-03-31", by=["moscow"])
    said = {}
    for seed in range(20):
        draw = drawn(toy.data(), seed=seed)
        found = course(draw)["line"]
        days = [date(2022, 2, 23), date(2022, 2, 24), date(2022, 2, 25)]
        said[next(iter(draw.contacts.values())).date] = [str(found.on(day)) for day in days]
    assert said == {
        "2022-02-23": ["open, surely", "suspended, surely", "suspended, surely"],
        "2022-02-24": ["unknown", "contested", "suspended, surely"],
    }


def test_a_vague_stop_that_a_draw_lays_on_the_day_of_a_contact_is_contested() -> None:
    toy = line().contact("line", "2022-02-10")
    toy.spell("line", "suspended", "[2022-02-01..2022-02-20]", "2022-03-31", by=["moscow"])
    on = date(2022, 2, 10)
    assert str(course(toy.data())["line"].on(on)) == "open, surely"
    said = {
        (next(iter(draw.spells.values())).start <= "2022-02-10", str(course(draw)["line"].on(on)))
        for draw in (drawn(toy.data(), seed=seed) for seed in range(20))
    }
    assert said == {(True, "contested"), (False, "open, surely")}


def test_contacts_of_one_channel_keep_their_order() -> None:
    toy = line().contact("line", "2022-02", id="k1").contact("line", "2022-03", id="k2")
    toy.contact("line", "[2022-02-10..2022-03-20]", id="k3").contact("line", "2022-02", id="k4")
    for seed in range(20):
        days = {one.id: one.date for one in drawn(toy.data(), seed=seed).contacts.values()}
        assert days["k1"] == days["k4"] <= days["k3"] <= days["k2"]


def test_what_is_carried_in_a_draw_is_carried_from_the_drawn_day() -> None:
    # Of a call of some day in February 2022 nothing is presumed with 10 days: it may lie too far
    # back. In each draw it has a day, and is carried for 10 days from it.
    toy = line(presume={"default": 10}).contact("line", "2022-02", id="k")
    assert carried_to(toy, "k") is None
    for seed in range(10):
        draw = drawn(toy.data(), seed=seed)
        (account,) = course(draw)["line"].accounts
        assert account.carried_to == account.start_latest + timedelta(days=10)
        assert parse("2022-02").earliest <= account.start_latest <= parse("2022-02").latest


def test_what_was_closed_stays_so_in_each_draw_though_its_end_was_announced() -> None:
    # Seen closed on 1 March; that it ends by the end of June nobody saw.
    toy = line().spell("line", "closed", "2022-01-01", "[2022-02..2022-06]", as_of="2022-03-01")
    for seed in range(10):
        (after,) = course(drawn(toy.data(), seed=seed)).values()
        assert str(after.on(date(2022, 12, 31))) == "closed, surely"
    seen = line().spell("line", "closed", "2022-01-01", "[2022-02..2022-03-01]", as_of="2022-03-01")
    ends = {next(iter(drawn(seen.data(), seed=n).spells.values())).end for n in range(10)}
    assert len(ends) > 1
    assert max(ends) <= "2022-03-01"


def test_a_contact_lies_no_later_than_its_claims_speak_about() -> None:
    toy = (
        line()
        .contact("line", "2022", as_of="2022-01-10")
        .contact("line", "2022-06", as_of="2022-01")
    )
    for seed in range(20):
        first, second = (one.date for one in drawn(toy.data(), seed=seed).contacts.values())
        assert first <= "2022-01-10"
        assert second.startswith("2022-06"), "which nobody can have seen: it does not count anyway"
