"""The answer of a series as columns: rows as Python objects would cost more than measuring."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from backchannel.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Reals = NDArray[np.float64]


MOSTLY = 0.9
"""A measure that is 0 in so large a share of the rows says so."""


DRAWN_APART = (
    "each draw fixes every date, so that what is only possible "
    "in the data is known there, and more channels are told of; the draws range what the dates "
    "leave open, not the value"
)
"""Why a value can lie outside the range of its draws, which looks like a mistake."""

RELATIVE = 1e-12
"""So much of a number may be lost in the order in which it was added up."""


def mostly_zero(measure: str, zeros: int, *, of: int, what: str) -> list[str]:
    """Say that a measure is 0 for nearly everybody, if it is: a high rank says little then."""
    if not zeros >= MOSTLY * of > 0:
        return []
    return [f"{measure} is 0, or there is none, in {zeros:,} of {of:,} {what}"]


def no_range(measure: str, rows: int, *, of: int) -> str:
    """Say why some rows of a measure have no range."""
    why = "it is not defined there, or not for a node that one of the networks lacks"
    return f"{measure} has no range in {rows:,} of {of:,} rows: {why}"


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Series:
    """
    Measures over days: a row for each date, measure and node, in this order, kept as columns.

    `pandas.DataFrame` and `polars.DataFrame` take it as it is; pandas then has the dates as texts.
    `columns()` gives arrays by name, which both take faster and with dates, and `to_dicts()` rows.
    Whatever takes Arrow takes it if Polars or pyarrow is installed; `pandas.DataFrame.from_arrow`
    needs pyarrow itself. A value holds until the next date that the series looked at.
    """

    dates: tuple[date, ...]
    """The days that the series looked at."""
    measures: tuple[str, ...]
    nodes: tuple[str, ...]
    """The ids of all nodes that were there on some day, sorted."""
    kinds: tuple[str, ...]
    """Of each node: `channel`, or the actor's kind; `side` in a network of sides."""
    date_of: Codes = field(repr=False)
    """Row → its place in `dates`."""
    measure_of: Codes = field(repr=False)
    node_of: Codes = field(repr=False)
    numbers: Mapping[str, Reals] = field(repr=False)
    """
    `value`, on what was at least presumably usable; `low` and `high`, the smallest and the largest
    of the values on what was surely, presumably and possibly usable. Not a number where there is
    none: see `notes`.
    """

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.date_of)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield one dict a row, with plain values."""
        return self.rows()

    def __repr__(self) -> str:
        days = f"{self.dates[0]} to {self.dates[-1]}" if self.dates else "no day"
        named = ", ".join(self.measures)
        return f"<Series: {len(self):,} rows, {len(self.dates):,} dates, {days}, {named}>"

    @property
    def notes(self) -> tuple[str, ...]:
        """
        What a reader of these numbers has to know.

        What has no range, what is 0 for nearly everybody, and how many values lie outside their
        draws.
        """
        said = []
        for place, measure in enumerate(self.measures):
            rows = self.measure_of == place
            value, low = self.numbers["value"][rows], self.numbers["low"][rows]
            zeros = int(np.count_nonzero(np.nan_to_num(value) == 0))
            said += mostly_zero(measure, zeros, of=len(value), what="rows")
            if unranged := int(np.count_nonzero(np.isnan(low))):
                said.append(no_range(measure, unranged, of=len(value)))
        if outside := self._outside_their_draws():
            said.append(
                f"in {outside:,} of {len(self):,} rows the value lies outside its draws: "
                f"{DRAWN_APART}"
            )
        return tuple(said)

    def _outside_their_draws(self) -> int:
        """Count the rows whose value is none that its draws range over."""
        if "draw_low" not in self.numbers:
            return 0
        value, low, high = (self.numbers[name] for name in ("value", "draw_low", "draw_high"))
        near = RELATIVE * np.abs(value)
        return int(np.count_nonzero((value < low - near) | (value > high + near)))

    def columns(self) -> dict[str, NDArray[Any]]:
        """Return the columns by name: dates, texts, and numbers with nan where there is none."""
        days = np.array(self.dates, "datetime64[D]")
        return {
            "date": days[self.date_of],
            "measure": np.array(self.measures, object)[self.measure_of],
            "id": np.array(self.nodes, object)[self.node_of],
            "kind": np.array(self.kinds, object)[self.node_of],
            **self.numbers,
        }

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """
        Hand the columns over as an Arrow stream.

        Whoever asks for one has a library that writes it: Polars, or pyarrow, which pandas needs.

        Raises
        ------
        MissingExtra
            If neither is installed.
        """
        for library, maker in (("polars", "DataFrame"), ("pyarrow", "table")):
            try:
                make = getattr(import_module(library), maker)
            except ImportError:
                continue
            return make(self.columns()).__arrow_c_stream__(requested_schema)
        raise MissingExtra(
            "a series as Arrow needs Polars or pyarrow; run `pip install polars`, or take its "
            "`columns()`"
        )

    def rows(self, places: NDArray[np.intp] | slice = slice(None)) -> Iterator[dict[str, Any]]:
        """Yield rows as dicts, by default all of them: dates as texts, None where no number is."""
        days = [day.isoformat() for day in self.dates]
        numbers = [
            [None if isnan(number) else number for number in column[places].tolist()]
            for column in self.numbers.values()
        ]
        codes = (codes[places].tolist() for codes in (self.date_of, self.measure_of, self.node_of))
        for day, measure, node, *found in zip(*codes, *numbers, strict=True):
            yield {
                "date": days[day],
                "measure": self.measures[measure],
                "id": self.nodes[node],
                "kind": self.kinds[node],
                **dict(zip(self.numbers, found, strict=True)),
            }

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict a row, with plain values."""
        return list(self.rows())

    def highest_first(self) -> NDArray[np.intp]:
        """Return the places of the rows with the highest value of each measure of a date first."""
        value, high = (np.nan_to_num(self.numbers[name]) for name in ("value", "high"))
        return np.lexsort((self.node_of, -high, -value, self.measure_of, self.date_of))

    def _repr_html_(self) -> str:
        from backchannel.facts.notebook import MOST_ROWS, rows_as_html

        return rows_as_html(list(self.rows(slice(MOST_ROWS))), of=len(self))
