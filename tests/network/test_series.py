"""Each distinct network of a span comes once, and is the snapshot of its days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.errors import UsageFault
from backchannel.export import graphml
from backchannel.network.series import snapshots
from backchannel.network.turns import Every
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.articles import articles
from worlds.lots import by_lot
from worlds.make import Toy
from worlds.ministers import line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Certainty

YEARS = Window(date(2019, 12, 15), date(2022, 12, 31))


# line  open May 2020 | closed June and July | open from August   ann and bob sit on it throughout
def reopened() -> Dataset:
    toy = Toy().actor("ann", state="AAA").actor("bob", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB").spell("line", "open", "2020-05-01", "2020-05-31")
    toy.spell("line", "closed", "2020-06-01", "2020-07-31")
    return toy.spell("line", "open", "2020-08-01", "2020-12-31").data()


def test_what_comes_back_is_one_network_with_all_its_days() -> None:
    within = Window(date(2020, 4, 10), date(2020, 9, 30))
    found = list(snapshots(reopened(), within=within))
    assert [([f"{day:%m-%d}" for day in days], sorted(network)) for days, network in found] == [
        (["04-10", "06-01", "07-01"], []),
        (["05-01", "08-01", "09-01"], ["ann", "bob", "line"]),
    ]
    changes = [days for days, _ in snapshots(reopened(), within=within, every="change")]
    assert [[f"{day:%m-%d}" for day in days] for days in changes] == [
        ["04-10", "06-01"],
        ["05-01", "08-01"],
    ]


def test_how_often_a_series_looks() -> None:
    within = Window(date(2020, 1, 1), date(2020, 12, 31))
    looks = {
        every: sum(len(days) for days, _ in snapshots(Toy().data(), within=within, every=every))
        for every in get_args(Every)
    }
    assert looks == {"day": 366, "week": 53, "month": 12, "quarter": 4, "year": 1, "change": 1}
    with pytest.raises(UsageFault, match="unknown step `fortnight`; allowed: day, week"):
        list(snapshots(Toy().data(), within=within, every="fortnight"))  # type: ignore[arg-type]


@pytest.mark.parametrize("every", ["week", "change"])
def test_each_is_to_the_letter_the_snapshot_of_its_first_day(every: Every) -> None:
    data = line_of_two_ministers().data()
    seen: list[bytes] = []
    for days, network in snapshots(data, within=YEARS, every=every):
        seen.append(graphml(network))
        assert seen[-1] == graphml(bc.snapshot(data, on=days[0]))
        for day in days:
            assert network.adj == bc.snapshot(data, on=day).adj
    assert len(seen) == len(set(seen))


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 10_000), st.sampled_from(CERTAINTIES), st.sampled_from([None, ("AAA", "AAB")])
)
def test_in_any_world_each_day_has_its_network_and_no_two_are_alike(
    seed: int, least: Certainty, between: tuple[str, str] | None
) -> None:
    data = by_lot(seed)
    found = list(snapshots(data, within=YEARS, least=least, between=between))
    assert sorted(day for days, _ in found for day in days)[1:] == [
        date(year, month, 1) for year in (2020, 2021, 2022) for month in range(1, 13)
    ]
    for days, network in found:
        for day in days:
            other = bc.snapshot(data, on=day, least=least, between=between)
            assert (dict(network.nodes), network.adj) == (dict(other.nodes), other.adj)
    alike = [(dict(network.nodes), dict(network.adj)) for _, network in found]
    assert all(one not in alike[:place] for place, one in enumerate(alike))


def test_what_five_articles_tell_has_few_networks() -> None:
    data = articles()
    within = Window(data.start, data.as_of)
    found = list(snapshots(data, within=within))
    assert sum(len(days) for days, _ in found) > 8 * len(found)
