"""The sections of a report on the course of the year, and on what each loss of it cost."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.losses.attribution import attribution
from backchannel.losses.changes import at_breaks
from backchannel.losses.costs import COST_COLUMNS
from backchannel.losses.course import DRAWN_COLUMNS, LOSS_COLUMNS, DrawnLossRow, LossRow, loss
from backchannel.losses.measures import MEASURES
from backchannel.messages import count
from backchannel.network.columns import DRAWN_APART
from backchannel.output.document import Hyperlink, anchor
from backchannel.output.tables import rows_as_csv
from backchannel.report.central import through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.losses.attribution import Attribution
    from backchannel.losses.changes import Event
    from backchannel.losses.costs import CostRow
    from backchannel.output.document import Document
    from backchannel.report.year import Year

FOLLOWED = ("channels", "independent_lines", "reach", "efficiency")
"""The measures that a report follows through the year."""

MORE = {
    "independent_lines": " Offices and bodies can be refilled, so a channel between two of them is "
    "a line by itself; channels that one person carries in their own name, or that one "
    "go-between carries, are one line together."
}
"""What is said beside the unit of a measure."""

MOST_COSTS = 12
"""So many losses are told with their costs; of more the table beside the page has the rest."""


def course_of_the_year(document: Document, asked: Year) -> dict[str, str]:
    """
    Add the section on how the network went through the year, and on what each loss cost.

    Returns
    -------
    tables
        Name of a table → its text. There are none where all sides are asked for, since lines run
        between two.
    """
    if not asked.scope.sides:
        return {}
    document.section(f"The course of {asked.year}")
    found = loss(
        asked.data, asked.text, asked.text, between=asked.scope.sides, measures=FOLLOWED,
        draws=asked.draws, seed=asked.seed,
    )  # fmt: skip
    if not found.rows:
        document.paragraph("The data speak about no day of the year.")
    else:
        document.paragraph(
            "On the first day of the year and at the end of each month, by what was surely or "
            "presumably usable; in brackets the range from what was surely usable to what possibly "
            f"was{_drawn_in_words(asked)}. Every day of change is in ",
            Hyperlink("course.csv", "course.csv"),
            ".",
        )
        days = _days(asked)
        document.table(
            ("Day", *(MEASURES[name].label for name in FOLLOWED), "What happened since"),
            [_row(found.at(day), day, _since(asked, found.events, days[:place], day))
             for place, day in enumerate(days)],
        )  # fmt: skip
        document.points(
            [
                [f"{MEASURES[name].label}: {MEASURES[name].unit}.{MORE.get(name, '')}"]
                for name in FOLLOWED
            ]
        )
        if late := found.found_stopped:
            are = "is" if len(late) == 1 else "are"
            document.paragraph(
                f"Of those out of sight {len(late):,} {are} known to be stopped on a later day of "
                "the year: the day of the stop is not known, or nothing is presumed to go on until "
                f"it. {'; '.join(label(asked.data, row.id) for row in late)}."
            )
        title = through(asked.year)
        document.paragraph(
            "How central the foremost were on some of its days stands under ",
            Hyperlink(title, f"#{anchor(title)}"),
            ".",
        )
    costs = attribution(asked.data, asked.text, between=asked.scope.sides)
    _costs(document, asked, costs)
    return {
        "course.csv": rows_as_csv(
            found.rows.to_dicts(), DRAWN_COLUMNS if asked.draws else LOSS_COLUMNS
        ),
        "costs.csv": rows_as_csv(costs.rows.to_dicts(), COST_COLUMNS),
    }


def _days(asked: Year) -> list[date]:
    """Return the first day of the year and the ends of its months, cut to what is spoken about."""
    first = max(asked.window.first, asked.data.start)
    ends = [date(asked.year, month, monthrange(asked.year, month)[1]) for month in range(1, 13)]
    return sorted({first, *(end for end in ends if first < end <= asked.last), asked.last})


def _drawn_in_words(asked: Year) -> str:
    """Say what stands below the range, if dates are drawn."""
    if not asked.draws:
        return ""
    return (
        ", then the 5th and the 95th percentile in "
        f"{count(asked.draws, 'draw')} of the uncertain dates (seed {asked.seed}). "
        f"A value can lie outside its draws: {DRAWN_APART}"
    )


def _row(found: dict[str, LossRow], day: date, since: str) -> tuple[str, ...]:
    return (day_in_words(day), *(_number(found.get(name)) for name in FOLLOWED), since)


def _number(row: LossRow | None) -> str:
    """Write a value with its range; a share to three places, a count as it is."""
    if row is None or row.value is None:
        return "no value"
    form = ".3f" if MEASURES[row.measure].range == (0, 1) else ",.0f"
    low, high = row.low or 0, row.high or 0
    told = f"{row.value:{form}} [{low:{form}}–{high:{form}}]"
    if not isinstance(row, DrawnLossRow) or row.draw_low is None or row.draw_high is None:
        return told
    return f"{told} draws {row.draw_low:{form}}–{row.draw_high:{form}}"


def _since(asked: Year, events: Sequence[Event], earlier: Sequence[date], day: date) -> str:
    """Say how many channels changed since the day before in the table, and what did so by rule."""
    if not earlier:
        return ""
    happened = [event for event in events if earlier[-1] < event.date <= day]
    changes = Counter(event.change for event in happened)
    told = ", ".join(
        f"{number} {change.replace('_', ' ')}" for change, number in sorted(changes.items())
    )
    by_rule = [
        f"; {number} of those out of sight by rule, as nothing is presumed to go on across "
        f"{day_in_words(stop.date)} ({stop.reason}): no source reports that as a loss"
        for stop, number in at_breaks(asked.data, happened).items()
    ]
    return "".join([told, *by_rule])


def _costs(document: Document, asked: Year, costs: Attribution) -> None:
    """Say what each loss cost on the last day, and of which losses no cost can be told."""
    document.heading("What each loss cost")
    channels = list(dict.fromkeys(row.id for row in costs.rows))
    if not channels:
        document.paragraph(
            f"No channel was stopped in {asked.year} and was still not usable at the end: there is "
            "no cost to share out."
        )
    else:
        by = {(row.id, row.measure): row for row in costs.rows}
        ranked = sorted(
            channels,
            key=lambda channel: [getattr(by.get((channel, n)), "shapley", 0.0) for n in FOLLOWED],
        )
        document.paragraph(
            f"How much more there would be on {day_in_words(costs.within.last)} had the loss not "
            "come: its share (Shapley value) of what all losses of the year cost together, of what "
            "there would be had none of them come. The "
            "ranges and the cost of each loss alone are in ",
            Hyperlink("costs.csv", "costs.csv"),
            ".",
        )
        document.table(
            ("Loss", "On", *(MEASURES[name].label for name in FOLLOWED)),
            [
                (
                    label(asked.data, channel),
                    by[channel, "channels"].when,
                    *(_cost(by.get((channel, n)), n) for n in FOLLOWED),
                )
                for channel in ranked[:MOST_COSTS]
            ],
        )  # fmt: skip
    unsure = [row.name for row in asked.change.lost if row.id not in channels]
    if unsure:
        document.paragraph(
            f"No cost is given for {count(len(unsure), 'channel')} that first went out of sight, "
            f"since no source has the day of the stop: {'; '.join(unsure)}."
        )


def _cost(row: CostRow | None, measure: str) -> str:
    """Say how much more there would be, and of how much: alone it is neither much nor little."""
    if row is None:
        return ""
    share = -row.shapley
    if MEASURES[measure].range == (0, 1):
        told = "0" if abs(share) < 5e-6 else f"{share:.5f}"
        return f"{told} of {row.of:.3g}"
    told = "0" if abs(share) < 5e-3 else f"{share:.2f}".rstrip("0").rstrip(".")
    return f"{told} of {row.of:,.0f}"
