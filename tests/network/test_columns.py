"""The columns of a series are what data frames take, and what its rows say."""

from __future__ import annotations

import math
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest

import backchannel as bc
from backchannel.errors import MissingExtra
from backchannel.network.series import series

from worlds.make import Toy
from worlds.ministers import line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.network.columns import Series


def of_ministers() -> Series:
    data = line_of_two_ministers().data()
    return series(data, ["degree", "eigenvector"], within="2020/2022", every="quarter")


def test_a_data_frame_in_one_call() -> None:
    found = of_ministers()
    rows = found.to_dicts()
    columns = ["date", "measure", "id", "kind", "value", "low", "high"]
    pandas, polars = pd.DataFrame(found.columns()), pl.DataFrame(found.columns())
    assert list(pandas.columns) == polars.columns == list(rows[0]) == columns
    assert len(pandas) == len(polars) == len(found) == len(rows) > 0
    assert [str(day) for day in polars["date"].to_list()] == [row["date"] for row in rows]
    assert list(pandas["date"].dt.strftime("%Y-%m-%d")) == [row["date"] for row in rows]
    for name in columns[1:4]:
        assert list(pandas[name]) == polars[name].to_list() == [row[name] for row in rows]
    for name in columns[4:]:
        numbers = [math.nan if row[name] is None else row[name] for row in rows]
        pd.testing.assert_series_equal(pandas[name], pd.Series(numbers, name=name))


def test_pandas_and_polars_take_a_series_and_the_rows_of_losses_without_pyarrow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = of_ministers()
    assert list(found) == found.to_dicts()
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(found.to_dicts()))
    for draws in (0, 5):
        rows = bc.loss(line_of_two_ministers().data(), "2020", "2022", draws=draws).rows
        assert len(rows) > 1
        told = [list(row.values()) for row in rows.to_dicts()]
        pandas, polars = pd.DataFrame(rows), pl.DataFrame(rows)
        assert list(pandas.columns) == polars.columns == list(rows.to_dicts()[0])
        for frame in (pandas.astype(object).where(pandas.notna(), None).to_numpy(), polars.rows()):
            assert [[str(row[0]), *row[1:]] for row in frame] == told


def test_polars_and_whatever_takes_arrow_take_it_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = of_ministers()
    frame = pl.DataFrame(found.columns())
    assert pl.DataFrame(found).equals(frame)
    assert pl.from_dataframe(found).equals(frame)
    assert not hasattr(found, "__dataframe__"), "as docs/exports.md says"
    # Without Polars: pyarrow, which makes tables of the same columns.
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pyarrow", SimpleNamespace(table=pl.DataFrame))
    assert pl.DataFrame(found).equals(frame)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match="pip install polars"):
        found.__arrow_c_stream__()


def test_the_highest_of_each_measure_of_a_date_comes_first() -> None:
    found = of_ministers()
    rows = list(found.rows(found.highest_first()))
    assert sorted(map(str, rows)) == sorted(map(str, found.to_dicts()))
    keys = [
        (row["date"], row["measure"], -(row["value"] or 0), -(row["high"] or 0)) for row in rows
    ]
    assert keys == sorted(keys)


def test_what_it_says_of_itself() -> None:
    found = of_ministers()
    assert repr(found).startswith(f"<Series: {len(found):,} rows, 12 dates, 2020-01-01 to 2022-10")
    assert f"<p>{len(found)} rows, the first 20 shown</p>" in found._repr_html_()
    empty = series(Toy().data(), within="2020")
    assert empty._repr_html_() == "<p>no rows</p>"
    assert (len(empty), empty.notes) == (0, ())


def test_notes_count_the_values_that_lie_outside_their_draws() -> None:
    # On the last day but one on which it may begin, `vague` is only possibly open in the data, and
    # open in 29 of 30 draws.
    toy = Toy(start="2020-01-01", as_of="2020-12-31").actor("ann").actor("bob", state="AAB")
    for channel, start in (("sure", "2020-01-01"), ("vague", "[2020-01-01..2020-01-30]")):
        toy.channel(channel, "ann/AAA", "bob/AAB")
        toy.spell(channel, "open", start, "2020-12-31", end_kind="ended")
    asked: Any = {"within": "2020-01-29/2020-01-31", "every": "day"}
    found = series(toy.data(), ["katz"], draws=200, **asked)
    rows = found.to_dicts()
    known = [row for row in rows if row["value"] is not None]
    outside = [row for row in known if not row["draw_low"] <= row["value"] <= row["draw_high"]]
    assert {row["date"] for row in outside} == {"2020-01-29"}
    assert 0 < len(outside) < len(rows)
    (note,) = [note for note in found.notes if "draws" in note]
    assert note.startswith(
        f"in {len(outside)} of {len(rows)} rows the value lies outside its draws: "
    )
    assert not any("draws" in note for note in series(toy.data(), ["katz"], **asked).notes)


def test_notes_tell_what_is_mostly_nothing_and_what_has_no_range() -> None:
    # One line of twenty has two actors; on the nineteen others an actor is alone. Who stands
    # between others? Only the line of two and nobody else could.
    toy = Toy()
    for number in range(20):
        toy.actor(f"a{number}").channel(f"c{number}", f"a{number}/AAA")
        toy.spell(f"c{number}", "open", "2020-01-01", "2020-12-31")
    notes = series(toy.data(), ["betweenness", "eigenvector"], within="2020", every="year").notes
    assert notes == (
        "betweenness is 0, or there is none, in 40 of 40 rows",
        "eigenvector is 0, or there is none, in 40 of 40 rows",
        "eigenvector has no range in 40 of 40 rows: it is not defined there, or not for a node "
        "that one of the networks lacks",
    )
