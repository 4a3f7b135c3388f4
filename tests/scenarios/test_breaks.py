"""When the pace of losses changed: a published series, and all divisions tried."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.scenarios.breaks import best_division, change_points

from worlds.make import Toy

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


def test_days_outside_the_data_have_no_pieces_and_wrong_questions_are_refused() -> None:
    data = losing(2014).data()
    assert change_points(data, "2031", "2032") == []
    with pytest.raises(UsageFault, match="penalty of -1"):
        change_points(data, "2000", "2010", penalty=-1)
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
