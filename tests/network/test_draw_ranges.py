"""The percentiles over draws are those of a dataset drawn anew each time, and so are the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.network.measures import MEASURES
from backchannel.network.ranges import percentiles
from backchannel.network.series import series
from backchannel.network.values import centrality

from worlds import nasty
from worlds.line import line
from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from datetime import date

    from backchannel.facts.dataset import Dataset

QUESTIONS: list[dict[str, Any]] = [
    {},
    {"by": "side"},
    {"between": ("AAA", "AAB")},
    {"principals": False},
    {"by": "office"},
    {"by": "person", "principals": False},
]
DRAWS, SEED = 13, 3


def plainly(data: Dataset, days: tuple[date, ...], measures: Any, **asked: Any) -> dict[Any, Any]:
    """Go the plain road: a dataset for each draw, each of its days measured anew."""
    found = {}
    drawn = [bc.drawn(data, seed=SEED + number) for number in range(DRAWS)]
    for on in days:
        rows = [
            {
                (row.measure, row.id): row.value
                for row in centrality(draw, on, measures=measures, **asked)
            }
            for draw in drawn
        ]
        for measure, node in set().union(*rows):
            absent = MEASURES[measure].absent
            values: Any = [
                absent if (value := by_key.get((measure, node))) is None else value
                for by_key in rows
            ]
            if None not in values:
                found[str(on), measure, node] = tuple(
                    np.percentile(values, share, method="inverted_cdf") for share in (5, 95)
                )
    return found


def told(data: Dataset, measures: Any, **asked: Any) -> tuple[tuple[date, ...], dict[Any, Any]]:
    found = series(data, measures, draws=DRAWS, seed=SEED, **asked)
    rows = {
        (row["date"], row["measure"], row["id"]): (row["draw_low"], row["draw_high"])
        for row in found.rows()
    }
    return found.dates, {key: ends for key, ends in rows.items() if None not in ends}


def check(data: Dataset, measures: Any, within: str, every: Any, **asked: Any) -> None:
    days, found = told(data, measures, within=within, every=every, **asked)
    expected = plainly(data, days, measures, **asked)
    # Who is there in no draw counts as absent in all, whether or not it has a row.
    assert {key: found.get(key, (0, 0)) for key in expected} == expected
    assert {ends for key, ends in found.items() if key not in expected} <= {(0, 0)}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(QUESTIONS))
def test_in_any_world_they_are_those_of_the_plain_road(seed: int, asked: dict[str, Any]) -> None:
    measures = ["betweenness", "degree", "eigenvector", "katz"]
    check(by_lot(seed), measures, "2020/2022", "quarter", **asked)


@pytest.mark.parametrize("seed", [1, 2])
def test_where_dates_are_nasty_they_are_those_of_the_plain_road(seed: int) -> None:
    check(nasty.made(seed, channels=25), ["degree", "harmonic"], "2018/2024", "year")


def test_a_minister_drawn_into_the_office_and_a_head_of_state_left_out() -> None:
    toy = Toy(presume={"tenure": 30}, breaks=["2021-06-01"]).actor("ann").actor("bob")
    toy.actor("head", kind="office", state="AAA").actor("cem", state="AAB")
    toy.tenure("ann", "head", "2019", "[2021-01-01..2021-12-30]", as_of="2021-03")
    toy.tenure("bob", "head", "[2021-01-02..2021-12-31]", "2023", capacity="acting")
    toy.tenure("cem", "head", "2020", "2021", denied_by=["state-aaa"])
    toy.channel(
        "summit", "head/AAA", "cem/AAB", "cem/AAB/go-between", "bob/AAB/host", type="head-of-state"
    )
    toy.channel("line", "head/AAA", "ann/AAA", "cem/AAB").spell("line", "open", "2020", "2023")
    toy.spell("summit", "open", "[2020-12-01..2021-03-31]", "..", as_of="2022")
    rows = toy.rows["parties"]
    toy.rows["parties"] = [{**row, "id": f"{row['id']}-{n}"} for n, row in enumerate(rows)]
    toy.rows["parties"][0] |= {"start": "2020-12-15", "end": "2021-03"}
    toy.channel("old", "ann/AAA", "bob/AAB").spell("old", "open", "2020", "2023")
    toy.rows["parties"][-1] |= {"end": "2019"}
    for asked in QUESTIONS:
        check(toy.data(), ["degree"], "2020-11/2022-02", "month", **asked)


def test_many_accounts_of_one_kind_cover_the_looks_together() -> None:
    toy = Toy().actor("ann").actor("bob").channel("line", "ann/AAA", "bob/AAB")
    for month in range(1, 12, 2):
        end = f"[2020-{month:02}-20..2020-{month + 1:02}-25]"
        toy.spell("line", "open", f"2020-{month:02}", end, end_kind="ended")
    check(toy.data(), ["degree"], "2020/2021-02", "month")


def test_an_end_of_one_month_is_there_until_it_in_so_many_draws() -> None:
    # The line ends on some day of June: on the 16th it is open in about half of the draws, so its
    # 5th percentile is 0 and its 95th 1; on 1 June and 1 July all draws agree.
    toy = Toy().actor("ann").actor("bob").channel("line", "ann/AAA", "bob/AAB")
    toy.spell("line", "open", "2020-01-01", "[2020-06-01..2020-06-30]", end_kind="ended")
    found = series(toy.data(), ["degree"], within="2020-06-01/2020-07-01", every="day", draws=200)
    of_line = {
        row["date"][5:]: (row["draw_low"], row["draw_high"])
        for row in found.rows()
        if row["id"] == "line"
    }
    assert of_line["06-01"] == (1, 1)
    assert of_line["06-16"] == (0, 1)
    assert of_line.get("07-01", (0, 0)) == (0, 0)
    assert set(of_line.values()) <= {(1, 1), (0, 1), (0, 0)}


def test_equal_seeds_draw_alike_and_one_draw_has_no_range() -> None:
    toy = Toy().actor("ann").channel("line", "ann/AAA", "state-aab/AAB")
    data = toy.spell("line", "open", "[2020-03-01..2021-10-30]", "2022").data()

    def drawn(**asked: Any) -> list[bytes]:
        found = series(data, ["degree"], within="2020/2022", every="quarter", **asked)
        return [found.numbers[name].tobytes() for name in ("draw_low", "draw_high")]

    assert drawn(draws=30, seed=1) == drawn(draws=30, seed=1)
    assert len({tuple(drawn(draws=1, seed=seed)) for seed in range(9)}) > 1
    low, high = drawn(draws=1, seed=5)
    assert low == high
    assert "draw_low" not in series(data, ["degree"], within="2020").numbers


def test_a_world_without_a_channel_has_nothing_to_draw() -> None:
    found = series(line().data(), ["degree", "katz"], within="2020", draws=5)
    assert len(found) == 0
    with pytest.raises(UsageFault, match="-1 draws: no fewer than 0 can be made"):
        series(line().data(), within="2020", draws=-1)


def test_percentiles_are_nearest_ranks() -> None:
    values = np.array([[3.0, 1.0], [1.0, np.nan], [2.0, 5.0]])
    low, high = percentiles(values, np.array([10, 5, 85]))
    assert (low[0], high[0]) == (1, 3)
    assert np.isnan([low[1], high[1]]).all()
