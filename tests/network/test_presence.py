"""The network through time says of each day what the snapshot of that day says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.export import spell_table
from backchannel.network.presence import Run, joined, network_runs, ties_of
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.lots import by_lot
from worlds.make import Toy
from worlds.ministers import edges, line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Certainty


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
        actor="state-aab",
        side="AAB",
        role="party",
        start="2020",
        end="2021",
    )
    found = spell_table(toy.data(), between=("AAA", "AAB")).rows
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


def on_day(runs: dict[Any, list[Run]], day: date) -> dict[Any, Any]:
    return {
        one: run.attributes
        for one, found in runs.items()
        for run in found
        if run.first <= day <= run.last
    }


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_on_each_day_the_active_spells_are_the_ties_of_the_snapshot(toy: Dataset) -> None:
    table = spell_table(toy)
    for day in every_day(date(2019, 12, 1), date(2022, 4, 1)):
        assert ties_on(table, day) == edges(bc.snapshot(toy, on=day)), day


@pytest.mark.parametrize(
    ("least", "between"),
    [("surely", None), ("presumably", None), ("possibly", ("RUS", "USA"))],
)
def test_so_they_are_in_the_real_data(
    data: Dataset, least: Certainty, between: tuple[str, str] | None
) -> None:
    table = spell_table(data, least=least, between=between)
    ends = sorted(
        {row["onset_date"] for row in table.rows} | {row["last_date"] for row in table.rows}
    )
    days = {day + timedelta(days=more) for day in ends[:: len(ends) // 6] for more in (-1, 0, 1)}
    for day in sorted(days & set(every_day(data.start, data.as_of))):
        assert ties_on(table, day) == edges(
            bc.snapshot(data, on=day, least=least, between=between)
        ), day


def test_nothing_of_a_snapshot_is_lost_in_the_runs(data: Dataset) -> None:
    runs = network_runs(data, within=Window(date(2021, 10, 1), date(2022, 3, 31)))
    for day in every_day(date(2021, 10, 1), date(2022, 3, 31))[::9]:
        network = bc.snapshot(data, on=day)
        assert on_day(runs.nodes, day) == {node: network.nodes[node] for node in network}


# line: open all 2020; ann is a party from some day of 2020, bob from the first
def test_a_tie_that_may_be_there_turns_into_one_that_surely_is() -> None:
    toy = Toy().actor("ann", state="AAA").channel("line", "ann/AAA", "bob/AAB")
    toy.actor("bob", state="AAB").rows["parties"][0]["start"] = "[2020-03-01..2020-06-30]"
    data = toy.spell("line", "open", "2020-01-01", "2020-12-31").data()
    runs = network_runs(data, within=Window(data.start, data.as_of), least="possibly")
    assert [
        (str(run.first), str(run.last), run.attributes["certainty"])
        for run in runs.ties["ann", "line"]
    ] == [("2020-03-01", "2020-06-29", "possibly"), ("2020-06-30", "2020-12-31", "surely")]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000), st.sampled_from(CERTAINTIES), st.sampled_from([None, ("AAA", "AAB")])
)
def test_on_each_day_of_any_world_the_runs_are_the_snapshot(
    seed: int, least: Certainty, between: tuple[str, str] | None
) -> None:
    data = by_lot(seed)
    within = Window(date(2019, 11, 1), date(2023, 1, 31))
    runs = network_runs(data, within=within, least=least, between=between)
    turns = [date(2020, 5, 31), date(2020, 6, 1), date(2022, 1, 31), date(2022, 2, 1)]
    for day in [*every_day(*within)[::7], *turns]:
        network = bc.snapshot(data, on=day, least=least, between=between)
        assert on_day(runs.nodes, day) == {node: network.nodes[node] for node in network}
        assert on_day(runs.ties, day) == ties_of(network)


def test_runs_that_touch_are_put_together_and_others_are_not(toy: Dataset) -> None:
    runs = network_runs(toy, within=Window(date(2019, 1, 1), date(2022, 12, 31))).ties
    assert [run.attributes["via"] for run in runs["ann", "line"]] == ["minister", "", "minister"]
    assert [len(group) for group in joined(runs["ann", "line"])] == [3]
    assert [len(group) for group in joined(runs["bob", "line"])] == [1, 1]
