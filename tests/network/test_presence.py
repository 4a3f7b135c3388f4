"""The network through time says of each day what the snapshot of that day says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.export import spell_table
from backchannel.network.presence import joined, network_runs

from worlds.make import Toy
from worlds.ministers import edges, line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


@pytest.fixture(scope="module")
def toy() -> Dataset:
    return line_of_two_ministers().data()


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


def test_a_channel_is_between_two_sides_while_both_may_be_there() -> None:
    toy = (
        Toy(start="2019-01-01")
        .actor("ann", state="AAA")
        .channel("line", "ann/AAA")
        .spell("line", "open", "2019", "..")
    )
    toy.add(
        "parties",
        id="p",
        channel="line",
        actor="state-bbb",
        side="BBB",
        role="party",
        start="2020",
        end="2021",
    )
    found = spell_table(toy.data(), between=("AAA", "BBB")).rows
    assert [(str(row["onset_date"]), str(row["last_date"])) for row in found] == [
        ("2020-01-01", "2021-12-31")
    ]


def ties_on(table: Any, day: date) -> set[tuple[str, str]]:
    number = (day - date(1970, 1, 1)).days
    return {
        (row["tail_id"], row["head_id"])
        for row in table.rows
        if row["onset"] <= number < row["terminus"]
    }


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_on_each_day_the_active_spells_are_the_ties_of_the_snapshot(toy: Dataset) -> None:
    table = spell_table(toy)
    for day in every_day(date(2019, 12, 1), date(2022, 4, 1)):
        assert ties_on(table, day) == edges(bc.snapshot(toy, on=day)), day


@pytest.mark.parametrize(("possible", "between"), [(False, None), (True, ("RUS", "USA"))])
def test_so_they_are_in_the_real_data(
    data: Dataset, possible: bool, between: tuple[str, str] | None
) -> None:
    table = spell_table(data, possible=possible, between=between)
    ends = sorted(
        {row["onset_date"] for row in table.rows} | {row["last_date"] for row in table.rows}
    )
    days = {day + timedelta(days=more) for day in ends[:: len(ends) // 6] for more in (-1, 0, 1)}
    for day in sorted(days & set(every_day(data.start, data.as_of))):
        assert ties_on(table, day) == edges(
            bc.snapshot(data, on=day, possible=possible, between=between)
        ), day


def test_nothing_of_a_snapshot_is_lost_in_the_runs(data: Dataset) -> None:
    runs = network_runs(data, within=Window(date(2021, 10, 1), date(2022, 3, 31)))
    for day in every_day(date(2021, 10, 1), date(2022, 3, 31))[::9]:
        network = bc.snapshot(data, on=day)
        assert {
            node: run.attributes
            for node, found in runs.nodes.items()
            for run in found
            if run.first <= day <= run.last
        } == {node: network.nodes[node] for node in network}


def test_runs_that_touch_are_put_together_and_others_are_not(toy: Dataset) -> None:
    runs = network_runs(toy, within=Window(date(2019, 1, 1), date(2022, 12, 31))).ties
    assert [run.attributes["via"] for run in runs["ann", "line"]] == ["minister", "", "minister"]
    assert [len(group) for group in joined(runs["ann", "line"])] == [3]
    assert [len(group) for group in joined(runs["bob", "line"])] == [1, 1]
