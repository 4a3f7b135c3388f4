"""The two ends of a report's year: which days they are, and how the channels stood on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.output.document import Document
    from backchannel.report.year import Year
    from backchannel.verdicts.loss import LossDay


def check_reach(asked: Year) -> None:
    """
    Refuse a year of which the data speak about no day: of an empty report nothing is learned.

    Raises
    ------
    UsageFault
        If the data begin after the year or end before it.
    """
    data, (first, last) = asked.data, asked.window
    if max(data.start, first) <= min(data.as_of, last):
        return
    end = _end(data) if data.as_of < first else f"The data begin on {day_in_words(data.start)}"
    said = f"{end[:1].lower()}{end[1:]}: nothing is known of {asked.text}"
    # A view can end before the data begin, as what was known on a day long ago.
    reached = f"; give a year from {data.start.year} to {data.as_of.year}"
    raise UsageFault(said + (reached if data.start <= data.as_of else ""))


def reach(asked: Year) -> Iterator[str]:
    """Say where the data begin or end, if not all of the year lies between."""
    data, (first, last) = asked.data, asked.window
    if first < data.start:
        yield f"The data begin on {day_in_words(data.start)}: earlier days are unknown."
    if data.as_of < last:
        yield f"{_end(data)}: that day stands for the end of {asked.year}."


def _end(data: Dataset) -> str:
    """Say where the data end, and that it is the view that ends where they were cut to a day."""
    day = day_in_words(data.as_of)
    if data.view.known_on == data.as_of:
        return f"Nothing later than {day} was known by then"
    return f"The data end on {day}"


def counts(document: Document, asked: Year, days: Sequence[LossDay]) -> None:
    """Add a row for each end of the year: how the channels of that day stood, as `open` counts."""
    totals = [sum((d.all_usable, d.possible, d.contested, d.stopped, d.unknown)) for d in days]
    if not any(totals):
        document.paragraph(f"The data hold no channel {asked.whose} in these days.")
        return
    columns = ("Usable", "Only possibly usable", "Contested", "Stopped", "Unknown", "All")
    rows = [
        (
            day_in_words(day.date),
            _usable(day),
            *(f"{n:,}" for n in (day.possible, day.contested, day.stopped, day.unknown, total)),
        )
        for day, total in zip(days, totals, strict=True)
    ]
    document.table(("Channels on", *columns), rows)
    for day in days:
        if day.all_usable and not day.surely:
            document.paragraph(_presumed_alone(asked, day.date))


def _usable(day: LossDay) -> str:
    presumably = day.all_usable - day.surely
    return f"{day.all_usable:,} ({day.surely:,} surely, {presumably:,} presumably)"


def _presumed_alone(asked: Year, day: date) -> str:
    """Say that nobody saw a channel in use that day, in the words of the page, and when last."""
    lines, until = course(asked.data), Window(asked.data.start, day)
    shown = [
        stretch.last
        for channel in asked.channels
        for stretch in lines[channel].within(until)
        if stretch.verdict.surely_usable
    ]
    last = f", the last of {day_in_words(max(shown))}" if shown else ""
    return (
        f"No source shows a channel in use on {day_in_words(day)}: what is usable is presumed from "
        f"earlier sightings{last}."
    )
