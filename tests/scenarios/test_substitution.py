"""Whether openings follow closings: by hand, and what comes of data in which nothing follows."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.scenarios.corrected import false_rate, holm
from backchannel.scenarios.shifted import Moment, followed_by_turn
from backchannel.scenarios.substitution import (
    RANGED,
    Substitute,
    _ranged,
    followed,
    substitution,
)

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


def test_it_counts_closings_that_another_channel_follows_in_time() -> None:
    stops = [Moment(100, "a"), Moment(200, "b"), Moment(300, "c"), Moment(995, "late")]
    starts = [
        Moment(110, "x"),
        Moment(200, "y"),
        Moment(305, "c"),
        Moment(310, "z"),
        Moment(999, "x"),
    ]
    (row,) = followed(
        {"mission": stops}, {"track-2": starts}, length=1000, within=10, shifts=99, seed=1
    )
    # a by x on the last day; b by nobody, as y opened on the day itself; c by z, not by itself;
    # what follows the late one is not all known.
    assert (row.closings, row.openings, row.followed) == (3, 5, 2)
    late = {"hotline": stops[3:]}
    assert followed(late, {"track-2": starts}, length=1000, within=10, shifts=9, seed=1) == []
    assert 0 <= row.expected <= 3
    assert 0.01 <= row.p_ties <= row.p <= row.p_holm <= 1
    assert row.p == row.p_fdr


def test_what_follows_each_time_is_found_and_what_does_not_is_not() -> None:
    lot = Random(5)
    stops = [Moment(lot.randrange(3000), f"s{n}") for n in range(20)]
    after = [Moment(stop.day + 5, f"o{n}") for n, stop in enumerate(stops)]
    ever = [Moment(lot.randrange(3000), f"e{n}") for n in range(20)]
    rows = followed(
        {"a": stops}, {"b": after, "c": ever}, length=3100, within=20, shifts=499, seed=2
    )
    assert {row.opened: row.p_holm < 0.01 for row in rows} == {"b": True, "c": False}
    assert rows == followed({"a": stops}, {"b": after, "c": ever}, length=3100, within=20, shifts=499, seed=2)  # fmt: skip


def followed_one_by_one(
    stops: list[Moment], starts: list[Moment], length: int, within: int, turn: int
) -> int:
    """Count what another's opening follows, each closing held against each shifted opening."""
    return sum(
        any(
            stop.day < (start.day + turn) % length <= stop.day + within
            for start in starts
            if start.channel != stop.channel
        )
        for stop in stops
    )


def test_what_follows_at_each_turn_is_what_follows_one_by_one() -> None:
    lot = Random(7)
    for _ in range(200):
        length, within = lot.randrange(2, 40), lot.randrange(1, 12)
        days, names = range(length), "abc"
        stops = [Moment(lot.choice(days), lot.choice(names)) for _ in range(lot.randrange(1, 6))]
        stops = [stop for stop in stops if stop.day + within < length]
        starts = [Moment(lot.choice(days), lot.choice(names)) for _ in range(lot.randrange(1, 6))]
        assert followed_by_turn(stops, starts, length=length, within=within) == [
            followed_one_by_one(stops, starts, length, within, turn) for turn in days
        ]


def test_p_values_are_uniform_where_nothing_follows() -> None:
    """
    Closings and openings on days drawn at random: no p-value is likelier than another.

    A count has ties, so a p-value that counts them whole is too great by up to their share. Spread
    evenly over that share (with numbers drawn beside), it lies below x in the share x of the
    worlds: within 4 standard errors for each tenth.
    """
    worlds, lot = 400, Random(11)
    spread, whole = [], []
    for number in range(worlds):
        stops = [Moment(lot.randrange(900), f"s{n}") for n in range(12)]
        starts = [Moment(lot.randrange(1000), f"o{n}") for n in range(15)]
        (row,) = followed(
            {"a": stops}, {"b": starts}, length=1000, within=40, shifts=59, seed=number
        )
        whole.append(row.p)
        spread.append(row.p - lot.random() * row.p_ties)
    for tenth in range(1, 10):
        x = tenth / 10
        error = 4 * (x * (1 - x) / worlds) ** 0.5
        assert sum(p <= x for p in spread) / worlds == pytest.approx(x, abs=error)
        assert sum(p <= x for p in whole) / worlds <= x + error


def test_corrections_by_hand() -> None:
    p_values = [0.01, 0.02, 0.03, 0.5]
    assert holm(p_values) == pytest.approx([0.04, 0.06, 0.06, 0.5])
    assert false_rate(p_values) == pytest.approx([0.04, 0.04, 0.04, 0.5])
    assert holm([]) == false_rate([]) == []
    assert holm([0.9, 0.9]) == [1, 1]


def world() -> Toy:
    """Return three missions that close in turn, after two of which a track opens for the first time."""
    toy = Toy(start="2000-01-01", as_of="2009-12-31", presume={"default": 30})
    for number, year in enumerate((2002, 2004, 2006)):
        name = f"mission-{number}"
        toy.channel(name, type="mission")
        toy.spell(name, "open", "2000-01-01", f"{year}-02-27", end_kind="changed")
        toy.spell(name, "closed", f"{year}-02-28", "")
    for name, year in (("track-1", 2002), ("track-2", 2004)):
        toy.channel(name, type="track-2").contact(name, f"{year}-05-01").contact(
            name, f"{year}-09-01"
        )
    toy.channel("restored", type="hotline")
    toy.spell("restored", "suspended", "2001-01-01", "2006-03-31", end_kind="changed")
    return toy.spell("restored", "open", "2006-04-01", "2009-12-31", end_kind="ended")


def test_a_world_by_hand() -> None:
    rows = {
        (row.stopped, row.opened): row
        for row in substitution(world().data(), "1990", "2030", months=4, shifts=49)
    }
    assert set(rows) == {("mission", "hotline"), ("mission", "track-2")}
    # A track that is sighted again, in September, is no new one.
    track = rows["mission", "track-2"]
    assert (track.closings, track.openings, track.followed) == (3, 2, 2)
    assert rows["mission", "hotline"].followed == 1
    assert isinstance(track, Substitute)


def test_the_range_is_that_of_the_data_drawn_one_by_one() -> None:
    """An embassy is closed on some day of May, and a track opens on some day from April to June."""
    toy = Toy(start="2000-01-01", as_of="2009-12-31").channel("embassy", type="mission")
    toy.channel("track", type="track-2").channel("late", type="hotline")
    eve = "[2004-04-30..2004-05-30]"
    toy.spell("embassy", "open", "2000-01-01", eve, end_kind="changed")
    toy.spell("embassy", "closed", "2004-05", "2009-12-31")
    toy.spell("track", "open", "[2004-04-01..2004-06-30]", "2009-12-31")
    toy.channel("consulate", type="mission")
    toy.spell("consulate", "open", "2000-01-01", "2002-03-31", end_kind="changed")
    toy.spell("consulate", "closed", "2002-04-01", "2009-12-31")
    data = toy.data()

    def pairs(view: Dataset, *, draws: int) -> list[Substitute]:
        return substitution(view, "2000", "2009", months=3, shifts=99, seed=5, draws=draws)

    rows = pairs(data, draws=8)
    alone = [
        {(row.stopped, row.opened): row for row in pairs(view, draws=0)}
        for view in (bc.drawn(data, seed=5 + number) for number in range(8))
    ]
    (row,) = rows
    assert (row.stopped, row.opened, row.closings, row.followed) == ("mission", "track-2", 1, 0)
    followed_in = [world[row.stopped, row.opened].followed for world in alone]
    ps = [world[row.stopped, row.opened].p for world in alone]
    # Of eight the 5th percentile is the least, the 95th the greatest.
    assert (row.followed_low, row.followed_high) == (min(followed_in), max(followed_in)) == (0, 1)
    assert (row.p_low, row.p_high) == (min(ps), max(ps))
    for name in ("p_holm", "p_fdr"):
        corrected = [getattr(world[row.stopped, row.opened], name) for world in alone]
        ends = getattr(row, f"{name}_low"), getattr(row, f"{name}_high")
        assert ends == (min(corrected), max(corrected))
    (plain,) = pairs(data, draws=0)
    none: Any = dict.fromkeys(f"{name}_{end}" for name in RANGED for end in ("low", "high"))
    assert plain == replace(row, **none)


def test_a_pair_that_a_draw_lacks_is_followed_by_none() -> None:
    row = Substitute("mission", "track-2", 2, 1, 1, 0.1, 0.2, 0.1, 0.2, 0.2)
    other = replace(row, stopped="hotline", followed=2)
    (ranged,) = _ranged([row], [[row, other], [other]])
    assert (ranged.followed_low, ranged.followed_high) == (0, 1)
    assert (ranged.p_low, ranged.p_high) == (0.2, 1)


def test_days_outside_the_data_have_no_rows_and_wrong_questions_are_refused() -> None:
    data = world().data()
    assert substitution(data, "2031", "2032") == []
    assert substitution(data, "2001", "2001-06") == []
    with pytest.raises(UsageFault, match=r"^0 months: give 1 or more$"):
        substitution(data, "2000", "2009", months=0)
    with pytest.raises(UsageFault, match=r"^0 shifts: give 1 or more$"):
        substitution(data, "2000", "2009", shifts=0)
    with pytest.raises(UsageFault, match="no fewer than 0 can be made"):
        substitution(data, "2000", "2009", draws=-1)
