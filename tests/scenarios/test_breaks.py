"""When the pace of losses changed: a published series, and all divisions tried."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import lgamma, log
from statistics import fmean
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backchannel as bc
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.scenarios.breaks import best_division, change_points

from worlds.make import Toy

if TYPE_CHECKING:
    from datetime import date

    from backchannel.scenarios.breaks import Pace

DISASTERS = [int(digit) for digit in (
    "4541043406" "3340263354" "5314415534" "2522342132" "2111130010" "1100310322"
    "0111010100" "0210001102" "3311211112" "4200014000" "1000001001" "01"
)]  # fmt: skip
"""Explosions in British coal mines by year, 1851 to 1962 (R. G. Jarrett, Biometrika 66, 1979)."""


def test_the_safer_mines_of_jarretts_series() -> None:
    """
    The rate fell from three a year to one about 1891, and once more in the late 1940s.

    The first step is that of A. E. Raftery and V. E. Akman, Biometrika 73 (1986), 85-89; both are
    among those of P. J. Green, Biometrika 82 (1995), 711-732.
    """
    assert (len(DISASTERS), sum(DISASTERS)) == (112, 191)
    assert [1851 + place for place in best_division(DISASTERS)] == [1892, 1948]


def likelihood(counts: list[int], places: tuple[int, ...]) -> float:
    """Return the Poisson log-likelihood of counts with one rate a piece, the factorials counted."""
    told = 0.0
    for start, end in pairwise([0, *places, len(counts)]):
        rate = sum(counts[start:end]) / (end - start)
        told -= sum(lgamma(count + 1) for count in counts[start:end])
        told += sum(count * log(rate) - rate for count in counts[start:end]) if rate else 0
    return told


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=9),
    st.sampled_from([None, 0.0, 1.0, 3.0, 20.0]),
)
def test_no_other_division_is_better(counts: list[int], penalty: float | None) -> None:
    extra = 2 * log(len(counts)) if penalty is None else penalty
    costs = {
        places: extra * len(places) - 2 * likelihood(counts, places)
        for number in range(len(counts))
        for places in combinations(range(1, len(counts)), number)
    }
    found = tuple(best_division(counts, penalty=penalty))
    assert costs[found] == pytest.approx(min(costs.values()), abs=1e-6)


def test_no_counts_have_no_pieces() -> None:
    assert best_division([]) == []
    assert best_division([7]) == []


def losing(*years: int, number: int = 6) -> Toy:
    """Return a world that loses so many channels in each of some years."""
    toy = Toy(start="2000-01-01", as_of="2019-12-31")
    for year in years:
        for one in range(number):
            name = f"c-{year}-{one}"
            toy.channel(name).spell(
                name, "open", "2000-01-01", f"{year}-03-0{one + 1}", end_kind="changed"
            )
            toy.spell(name, "closed", f"{year}-03-0{one + 2}", "")
    return toy


def test_losses_of_a_world_by_year_quarter_and_month() -> None:
    data = losing(2014, 2015, 2016, 2017, 2018, 2019).data()
    found = change_points(data, "1990", "2030", every="year")
    assert [(str(row.first), str(row.last), row.losses) for row in found] == [
        ("2000-01-01", "2013-12-31", 0), ("2014-01-01", "2019-12-31", 36),
    ]  # fmt: skip
    assert [row.rate for row in found] == [0, pytest.approx(6, rel=1e-3)]
    for every in ("quarter", "month"):
        pieces = change_points(data, "2013-02-10", "2014-05-20", every=every)
        assert sum(row.losses for row in pieces) == 6
        assert (str(pieces[0].first), str(pieces[-1].last)) == ("2013-02-10", "2014-05-20")
        assert all((b.first - a.last).days == 1 for a, b in pairwise(pieces))
    (whole,) = change_points(data, "2013", "2016", penalty=1e9)
    assert whole.losses == 18


def test_exact_days_are_alike_in_all_draws() -> None:
    found = change_points(losing(2014, 2015, 2016, 2017, 2018, 2019).data(), "2000", "2019")
    assert {(row.losses, row.draw_low, row.draw_high, row.divided) for row in found} == {
        (row.losses, row.losses, row.losses, 0) for row in found
    }
    assert [row.begins for row in found] == [None, *[1] * (len(found) - 1)]


def test_what_stops_on_an_unknown_day_is_lost_in_the_draws() -> None:
    """
    Six channels stop on the same unknown day each, of 2014 or the year after; two on a known one.

    Until the end of 2015 nobody can say that they were stopped, so that in the data they go out of
    sight. In a draw all six stop, each on a day of its own: in 2014 with a chance of one half.
    """
    toy = losing(2005, number=2)
    for one in range(6):
        toy.channel(f"vague-{one}")
        eve = "[2013-12-31..2015-12-30]"
        toy.spell(f"vague-{one}", "open", "2000-01-01", eve, end_kind="changed")
        toy.spell(f"vague-{one}", "closed", "[2014..2015]", "")
    data = toy.data()
    (row,) = change_points(data, "2000", "2019", every="year", draws=40)
    assert (row.losses, row.draw_low, row.draw_high) == (2, 8, 8)
    # Six of the two years together are faster than two in eighteen, wherever they fall.
    assert (row.begins, row.divided) == (None, 1)


def test_draws_are_those_of_the_data_drawn_one_by_one() -> None:
    data, seeds = bc.read(), range(3, 6)
    pair = ("RUS", "USA")
    found = change_points(data, "1991", "2025", between=pair, draws=3, seed=3)
    views = [bc.drawn(data, seed=seed) for seed in seeds]
    divisions = [change_points(view, "1991", "2025", between=pair, draws=1) for view in views]
    begins = [row.first for row in found]

    def is_near(piece: Pace, first: date) -> bool:
        return abs((piece.first - first).days) <= 100

    assert len(found) > 2
    for number, row in enumerate(found):
        changed = [any(is_near(piece, row.first) for piece in pieces[1:]) for pieces in divisions]
        assert row.begins == (fmean(changed) if number else None)
        further = [
            any(
                row.first < piece.first <= row.last
                and not any(is_near(piece, first) for first in begins[1:])
                for piece in pieces[1:]
            )
            for pieces in divisions
        ]
        assert row.divided == fmean(further)


def test_days_outside_the_data_have_no_pieces_and_wrong_questions_are_refused() -> None:
    data = losing(2014).data()
    assert change_points(data, "2031", "2032") == []
    with pytest.raises(UsageFault, match="penalty of -1"):
        change_points(data, "2000", "2010", penalty=-1)
    with pytest.raises(UsageFault, match="0 draws cannot be taken"):
        change_points(data, "2000", "2010", draws=0)
    with pytest.raises(UnknownName, match="step"):
        change_points(data, "2000", "2010", every="week")  # type: ignore[arg-type]
    with pytest.raises(BadDate):
        change_points(data, "2010", "2000")


def test_the_pace_reaches_to_the_last_of_all_days() -> None:
    toy = Toy(start="9998-01-01", as_of="9999-12-31").channel("line")
    toy.spell("line", "open", "9998-01-01", "9998-06-30", end_kind="changed")
    toy.spell("line", "suspended", "9998-07-01", "..", as_of="9999-12-31")
    (pace,) = change_points(toy.data(), "9998", "9999")
    assert (str(pace.first), str(pace.last), pace.losses) == ("9998-01-01", "9999-12-31", 1)
