"""
The course of a loss: what two sides could use through some days, by each measure, and the events.

A value holds until the next date. `value` is by what was surely or presumably usable; `low` and
`high` are the smallest and the largest of the values by what was surely, presumably and possibly
usable.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.period import Window, span
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row, on_one_screen
from backchannel.losses.carriers import two_sides
from backchannel.losses.changes import events_of, found_stopped, held_between
from backchannel.losses.counted import dated
from backchannel.losses.drawn import drawn_changes
from backchannel.losses.measures import MEASURES
from backchannel.losses.ranged import ranged
from backchannel.losses.through import steps_of
from backchannel.network.ranges import ends_of
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Executor
    from datetime import date

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.changes import Event, FoundStopped
    from backchannel.losses.drawn import Counts
    from backchannel.losses.ranged import Ends
    from backchannel.losses.through import Steps
    from backchannel.verdicts.comparison import Happened
    from backchannel.verdicts.verdict import Certainty


LOSS_COLUMNS = ("date", "measure", "value", "low", "high")
DRAWN_COLUMNS = (*LOSS_COLUMNS, "draw_low", "draw_high")


@as_a_row
@dataclass(frozen=True, slots=True)
class LossRow:
    """One measure from a day on, until its next row."""

    date: date
    measure: str
    value: float | None
    """By what was surely or presumably usable; None where the measure has no value."""
    low: float | None
    """The smallest of the values by what was surely, presumably and possibly usable."""
    high: float | None
    """The largest of them."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values; a count is a whole number."""
        numbers = {name: _plain(getattr(self, name)) for name in ("value", "low", "high")}
        return {"date": self.date.isoformat(), "measure": self.measure, **numbers}


@as_a_row
@dataclass(frozen=True, slots=True)
class DrawnLossRow(LossRow):
    """One measure from a day on, with its range over draws of the uncertain dates."""

    draw_low: float | None
    """The 5th percentile over the draws; None where the measure has no value in some draw."""
    draw_high: float | None
    """The 95th percentile."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row with plain values; a count is a whole number."""
        ends = {name: _plain(getattr(self, name)) for name in ("draw_low", "draw_high")}
        return {**LossRow.to_dict(self), **ends}


@as_a_row
@dataclass(frozen=True, slots=True)
class DrawnChange:
    """How often something happened to a channel in these days, in the data and in the draws."""

    change: Happened
    value: int
    """How many events of this kind there are."""
    draw_low: int
    """The 5th percentile of their number over the draws."""
    draw_high: int
    """The 95th percentile."""


@on_one_screen
class Loss(NamedTuple):
    """What two sides could use through some days, and what happened to it."""

    within: Window
    """The days answered for: those asked about that the data speak about."""
    between: tuple[str, str]
    rows: Rows[LossRow]
    """By date and measure, from the first day on, and on each day on which one changes."""
    events: Rows[Event]
    """What happened to the channels, by date and id."""
    found_stopped: Rows[FoundStopped]
    """What went out of sight and was found to be stopped later in these days."""
    changes: Rows[DrawnChange] = Rows()
    """With draws, the number of events of each kind and its range; else empty."""

    def at(self, day: date) -> dict[str, LossRow]:
        """Return the row of each measure that holds on a day; none outside those answered for."""
        if not self.within.first <= day <= self.within.last:
            return {}
        return {row.measure: row for row in self.rows if row.date <= day}


@in_bulk()
def loss(  # noqa: PLR0913 - the span and the sides, how it is drawn, and who works
    data: Dataset,
    first: When,
    last: When | None = None,
    *,
    between: Between = None,
    measures: Iterable[str] | None = None,
    draws: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Loss:
    """
    Follow what two sides could use from one time to another: how much there was, what was lost.

    Parameters
    ----------
    data
        The data, or a view of them.
    first, last
        A year or any other span; or two of them, from the first day of one to the last day of the
        other. The days are cut to those that the data speak about; where there are none of these,
        so are no rows.
    between
        Two sides, by code or name; the package's own pair if none is given.
    measures
        Names of measures, see `MEASURES`; all that there are if none is given.
    draws, seed
        How many draws of the uncertain dates range each value, each with the next seed:
        `drawn(data, seed=seed)`, `drawn(data, seed=seed + 1)` …; none unless asked for.
    executor
        Who goes through the draws: this process, or the workers of a
        `concurrent.futures.Executor`; the numbers are the same to the last bit.
    progress
        Is told how far the draws are.

    Returns
    -------
    loss
        `rows`: each measure on the first day and whenever it, its `low` or its `high` changes. With
        draws, also whenever `draw_low` or `draw_high` does: the 5th and the 95th percentile of the
        `value` of that day in each draw.
        `events`: each channel that was suspended or closed (the losses), went out of sight, came
        into view, was restored (from a suspension) or opened (after a closing). The signed sum of
        the events up to a day is the change in the value of `channels`, on every day.
        `found_stopped`: what went out of sight, and turned out to be stopped on a later day: no
        loss of a known day, as nobody has the day of the stop, or nothing is presumed across a
        break before it. `lost` calls those lost that were usable at first and are stopped in the
        end. `changes`: with draws, how many events of each kind there are, and the percentiles of
        their number in each draw.

    Raises
    ------
    BadDate
        If a text is no date or unbounded, or the second ends before the first begins.
    UnknownName
        If there is no such side or measure.
    UsageFault
        If all sides are asked for, the package has no pair of its own, or draws are below 0.
    """
    if draws < 0:
        raise UsageFault(f"{draws} draws: no fewer than 0 can be made; give 0 or more")
    asked, sides = span(first, last), two_sides(data, between)
    names = [one_of("measure", name, MEASURES) for name in (measures or MEASURES)]
    days = Window(max(asked.first, data.start), min(asked.last, data.as_of))
    if days.first > days.last:
        return Loss(asked, sides, Rows(), Rows(), Rows())
    steps = {
        least: steps_of(data, names, sides=sides, within=days, least=least) for least in CERTAINTIES
    }
    seeds = range(seed, seed + draws)
    ranges = ranged(
        data, names, sides=sides, within=days, seeds=seeds, executor=executor, progress=progress
    )
    rows = (
        row
        for name in names
        for row in _rows(name, {x: steps[x][name] for x in CERTAINTIES}, ranges.get(name))
    )
    ordered = Rows(sorted(rows, key=lambda row: (row.date, row.measure)))
    held = held_between(data, sides, days)
    events = dated(data, events_of(data, held))
    changes = _changes(events, drawn_changes(data, sides, days, seeds=seeds)) if draws else Rows()
    return Loss(days, sides, ordered, events, found_stopped(data, held), changes)


def _changes(events: Iterable[Event], drawn: Mapping[Happened, Counts]) -> Rows[DrawnChange]:
    happened = Counter(event.change for event in events)
    ends = {change: ends_of(numbers).tolist() for change, numbers in drawn.items()}
    return Rows(DrawnChange(change, happened[change], *ends[change]) for change in sorted(drawn))


def _rows(
    name: str, steps: Mapping[Certainty, Steps], ranges: Iterable[tuple[date, Ends]] | None
) -> Iterator[LossRow]:
    """Lay the steps by each certainty over one another, and keep what differs from before."""
    for _, alike in groupby(_laid(name, steps, ranges), key=_numbers):
        yield next(alike)


def _laid(
    name: str, steps: Mapping[Certainty, Steps], ranges: Iterable[tuple[date, Ends]] | None
) -> Iterator[LossRow]:
    changes = {least: dict(found) for least, found in steps.items()}
    drawn, ends = dict(ranges or ()), None
    now: dict[Certainty, float | None] = {}
    for day in sorted({*drawn, *(day for found in changes.values() for day in found)}):
        now |= {least: found[day] for least, found in changes.items() if day in found}
        ends = drawn.get(day, ends)
        known = [value for value in now.values() if value is not None]
        low, high = min(known, default=None), max(known, default=None)
        if ends is None:
            yield LossRow(day, name, now["presumably"], low, high)
        else:
            yield DrawnLossRow(day, name, now["presumably"], low, high, *ends)


def _numbers(row: LossRow) -> tuple[float | None, ...]:
    drawn = (row.draw_low, row.draw_high) if isinstance(row, DrawnLossRow) else ()
    return row.value, row.low, row.high, *drawn


def _plain(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
