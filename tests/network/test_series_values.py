"""A series says for each of its days what `centrality` says of that day, and measures nothing twice."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.errors import UnknownName, UsageFault
from backchannel.network import measuring
from backchannel.network.measures import MEASURES, chosen
from backchannel.network.parts import Figure
from backchannel.network.series import series, snapshots
from backchannel.network.values import centrality
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.lots import by_lot
from worlds.make import Toy
from worlds.ministers import line_of_two_ministers
from worlds.missions import missions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.network.columns import Series
    from backchannel.network.turns import Every

ALL = chosen("all", of_contacts=False)
YEARS = Window(date(2019, 12, 15), date(2022, 12, 31))
QUESTIONS: list[dict[str, Any]] = [
    {},
    {"between": ("AAA", "AAB")},
    {"principals": False},
    {"by": "side"},
    {"by": "office"},
    {"by": "person", "principals": False},
]


def told(found: Series) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    return {
        (row["date"], row["measure"], row["id"]): (
            row["kind"],
            *(
                None if row[name] is None else pytest.approx(row[name], abs=1e-12)
                for name in NUMBERS
            ),
        )
        for row in found.rows()
    }


NUMBERS = ("value", "low", "high")


def by_day(data: Dataset, days: tuple[date, ...], **asked: Any) -> dict[Any, tuple[Any, ...]]:
    return {
        (str(on), row.measure, row.id): (row.kind, row.value, row.low, row.high)
        for on in days
        for row in centrality(data, on, **asked)
    }


# line   ann -- line -- bob   open in May, closed in June, open again in July
# forum  ann, bob and cem     open in May and June
def two_channels() -> Dataset:
    toy = Toy().actor("ann", state="AAA").actor("bob", state="AAB").actor("cem", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB").spell("line", "open", "2020-05-01", "2020-05-31")
    toy.spell("line", "closed", "2020-06-01", "2020-06-30")
    toy.spell("line", "open", "2020-07-01", "2020-12-31")
    toy.channel("forum", "ann/AAA", "bob/AAB", "cem/AAB")
    return toy.spell("forum", "open", "2020-05-01", "2020-06-30").data()


def test_a_series_worked_out_by_hand() -> None:
    found = series(two_channels(), ["degree"], within="2020-05-01/2020-07-31")
    assert [str(day) for day in found.dates] == ["2020-05-01", "2020-06-01", "2020-07-01"]
    rows = [(row["date"][5:7], row["id"], row["value"], row["low"]) for row in found.to_dicts()]
    assert rows == [
        ("05", "ann", 1, 1), ("05", "bob", 1, 1), ("05", "cem", 1 / 2, 1 / 2),
        ("05", "forum", 1, 1), ("05", "line", 2 / 3, 2 / 3),
        ("06", "ann", 1, 1), ("06", "bob", 1, 1), ("06", "cem", 1, 1), ("06", "forum", 1, 1),
        ("07", "ann", 1, 1), ("07", "bob", 1, 1), ("07", "line", 1, 1),
    ]  # fmt: skip
    assert {row["kind"] for row in found.rows()} == {"person", "channel"}


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("every", ["month", "change"])
def test_each_day_has_the_rows_of_centrality(asked: dict[str, Any], every: Every) -> None:
    data = line_of_two_ministers().data()
    found = series(data, ALL, within=YEARS, every=every, **asked)
    assert told(found) == by_day(data, found.dates, measures=ALL, **asked)
    assert len(found) == len(found.to_dicts())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(QUESTIONS))
# Here a principal possibly holds another office, whose seat is its own once he is left out.
@example(10_000, {"by": "person", "principals": False})
def test_in_any_world_each_day_has_the_rows_of_centrality(seed: int, asked: dict[str, Any]) -> None:
    data = by_lot(seed)
    found = series(data, ["betweenness", "degree"], within=YEARS, every="quarter", **asked)
    expected = by_day(data, found.dates, measures=["betweenness", "degree"], **asked)
    assert told(found) == expected


def test_the_bundled_record_over_the_years() -> None:
    data = bc.read()
    found = series(data, ALL, within="2013/2022", every="year")
    assert told(found) == by_day(data, found.dates, measures=ALL)


def test_states_that_are_parties_themselves_have_a_series_as_sides() -> None:
    data = missions().data()
    found = series(data, within="2020/2022", every="year", by="side")
    assert len(found) > 0
    assert set(found.kinds) == {"side"}
    assert told(found) == by_day(data, found.dates, by="side")


def test_a_change_is_a_day_on_which_one_of_the_three_networks_is_another() -> None:
    data = line_of_two_ministers().data()
    looked = series(data, ["degree"], within=YEARS, every="change").dates
    there = {
        (least, on): (frozenset(network), frozenset(map(frozenset, network.edges)))
        for least in CERTAINTIES
        for days, network in snapshots(data, within=YEARS, least=least, every="day")
        for on in days
    }
    days = sorted(on for least, on in there if least == "surely")
    of = {on: looked[bisect_right(looked, on) - 1] for on in days}
    assert all(there[least, on] == there[least, of[on]] for least, on in there)
    assert 3 < len(looked) < 20


def test_what_comes_back_and_what_three_certainties_share_is_measured_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: Counter[Figure] = Counter()
    plain = measuring.measure

    def counting(piece: measuring.Piece) -> list[NDArray[np.float64]]:
        seen.update(piece.figures)
        return plain(piece)

    monkeypatch.setattr(measuring, "measure", counting)
    apart = [name for name, measure in MEASURES.items() if measure.parts]
    series(two_channels(), apart, within="2020", every="day")
    # Both channels in May, the forum alone in June, the line alone from July on. Nodes are numbered
    # in order: ann, bob, cem, the forum, the line.
    assert seen == {
        Figure(((3, 4), (3, 4), (3,), (0, 1, 2), (0, 1)), (0, 0, 0, 1, 1)): 1,
        Figure(((3,), (3,), (3,), (0, 1, 2)), (0, 0, 0, 1)): 1,
        Figure(((2,), (2,), (0, 1)), (0, 0, 1)): 1,
    }


def test_days_that_the_data_do_not_speak_about_have_no_rows() -> None:
    data = two_channels()
    found = series(data, ["degree"], within="2026/2027", every="year")
    assert (len(found.dates), len(found), found.to_dicts()) == (2, 0, [])
    assert found.columns()["value"].shape == (0,)


def test_what_is_asked_wrongly_is_refused() -> None:
    data = two_channels()
    with pytest.raises(UnknownName, match="unknown measure `degre`; did you mean `degree`"):
        series(data, ["degre"], within="2020")
    with pytest.raises(UnknownName, match="unknown step `fortnight`"):
        series(data, within="2020", every="fortnight")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="unknown kind of node `state`"):
        series(data, within="2020", by="state")  # type: ignore[arg-type]
    with pytest.raises(UsageFault, match="no principals to leave out"):
        series(data, within="2020", by="side", principals=False)


def test_all_measures_of_a_series_are_those_that_need_no_contacts() -> None:
    found = series(two_channels(), "all", within="2020-05-01/2020-05-31")
    assert found.measures == ALL
