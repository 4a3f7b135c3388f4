"""The section of a report on who was central: on the day with the most channels, and through it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel.dates.period import Window
from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.messages import count
from backchannel.network.measures import DEFAULT, MEASURES, Measure
from backchannel.network.series import series
from backchannel.network.values import CentralityRow
from backchannel.output.document import Hyperlink, anchor
from backchannel.output.tables import rows_as_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.output.document import Document
    from backchannel.report.year import Year

MOST_RANKED, MOST_FOLLOWED = 6, 4
"""So many of each list are ranked on the day with the most channels, and followed."""

QUARTERS = (1, 4, 7, 10)
"""The months on whose first days a page follows them; the table beside it has every month."""

FOLLOWED = "harmonic"
"""What is followed through the year: above 0 for everybody who is in the network."""

THROUGH = "centrality-series.csv"
"""The table beside the page that has every measure through the year."""

COLUMNS = tuple(CentralityRow.__dataclass_fields__)

LISTS: Mapping[str, frozenset[str]] = {
    "Persons": frozenset({"person"}),
    "Organizations and offices": frozenset(
        {"organization", "office", "intergovernmental", "group"}
    ),
    "Channels": frozenset({"channel"}),
}
"""What is ranked apart, by heading, and the kinds of node in it."""

SHARES = {name: MEASURES[name] for name in DEFAULT if MEASURES[name].range == (0, 1)}
"""The measures that a report ranks by: shares of what is possible, which a reader can compare."""


def who_was_central(document: Document, asked: Year) -> dict[str, str]:
    """
    Add the measures of the day with the most usable channels, and one of them through the year.

    Returns
    -------
    tables
        Name of a table → its text.
    """
    document.heading(f"Measures on {day_in_words(asked.peak)}")
    document.paragraph(
        "Persons, organizations with their offices, and channels are ranked apart; each value is a "
        "share of what a node of its kind could have at most. In brackets the range: on what is "
        "surely usable alone, and with what is possibly usable or contested; a value without one "
        "is the same on all three. Heads of state touch everything by office and are left out; "
        "centrality.csv has both."
    )
    document.points([[_in_words(measure)] for measure in SHARES.values()])
    origins = dict.fromkeys(measure.reference for measure in SHARES.values())
    document.paragraph(f"The measures are those of {'; '.join(origins)}.")
    found = asked.measured(asked.peak, with_principals=False)
    for title, kinds in LISTS.items():
        rows = _ranked(
            asked.data, [row for row in found if row.kind in kinds and row.value is not None]
        )
        if rows:
            document.heading(title)
            document.table(("Name", *(measure.label for measure in SHARES.values())), rows)
    return _through_the_year(document, asked)


def _through_the_year(document: Document, asked: Year) -> dict[str, str]:
    """Add a measure of the highest of each list through the year; return all as a table."""
    measured = sorted(_measured(asked), key=lambda found: found[0])
    drawn = ("draw_low", "draw_high") if asked.draws else ()
    title = through(asked.year)
    document.heading(title, name=anchor(title))
    document.paragraph(
        f"{MEASURES[FOLLOWED].label} on the first day of each quarter and on the last day, of "
        "those with the highest mean of these days, without heads of state. It is a share of what "
        "is possible among those who are in the network that day: where many go, it rises for the "
        "rest. A dash: not in what was surely or presumably usable. Every month and measure, with "
        "heads of state and without, is in ",
        Hyperlink(THROUGH, THROUGH),
        f", with its range in {count(asked.draws, 'draw')} of the dates." if asked.draws else ".",
    )
    ends = asked.first, asked.last
    days = [day for day in _days(asked) if day.month in QUARTERS or day in ends]
    by: dict[str, dict[date, CentralityRow]] = defaultdict(dict)
    for day, with_principals, row in measured:
        if day in days and row["measure"] == FOLLOWED and not with_principals:
            by[row["id"]][day] = CentralityRow(**{name: row[name] for name in COLUMNS})
    for name, kinds in LISTS.items():
        nodes = [node for node, rows in by.items() if next(iter(rows.values())).kind in kinds]
        totals = {node: sum(row.value or 0 for row in by[node].values()) for node in nodes}
        some = [node for node in nodes if totals[node] > 0]
        listed = sorted(some, key=lambda node: (-totals[node], label(asked.data, node)))
        if listed:
            document.table(
                (name, *map(day_in_words, days)),
                [(label(asked.data, node), *(_value(by[node].get(day)) or "–" for day in days))
                 for node in listed[:MOST_FOLLOWED]],
            )  # fmt: skip
    rows = [
        {"date": str(day), "principals": str(with_principals).lower(), **row}
        for day, with_principals, row in measured
    ]
    return {THROUGH: rows_as_csv(rows, ("date", "principals", *COLUMNS, *drawn))}


def through(year: int) -> str:
    """Return the heading under which a measure is followed through a year."""
    return f"Centrality through {year}"


def _days(asked: Year) -> list[date]:
    """Return the first day of each month, and the first and the last day that are spoken about."""
    firsts = {date(asked.year, month, 1) for month in range(1, 13)}
    within = {day for day in firsts if asked.first < day < asked.last}
    return sorted({asked.first, *within, asked.last})


def _measured(asked: Year) -> Iterator[tuple[date, bool, dict[str, Any]]]:
    """Yield each day with every measure of everybody, with heads of state or without."""
    whole, end = Window(asked.first, asked.last), Window(asked.last, asked.last)
    for with_principals in (True, False):
        seen: set[date] = set()
        for within in (whole, end):
            found = series(
                asked.data,
                within=within,
                every="month",
                between=asked.scope,
                principals=with_principals,
                draws=asked.draws,
                seed=asked.seed,
            )
            for row in found.rows():
                day = date.fromisoformat(row.pop("date"))
                if day not in seen:
                    yield day, with_principals, row
            seen.update(found.dates)


def _in_words(measure: Measure) -> str:
    """Say what the values of a measure mean, and between which they lie."""
    least, most = measure.range
    return f"{measure.label}: {measure.unit}, {least} to {most}."


def _ranked(data: Dataset, found: Sequence[CentralityRow]) -> list[tuple[str, ...]]:
    by_id: dict[str, dict[str, CentralityRow]] = {}
    for row in found:
        by_id.setdefault(row.id, {})[row.measure] = row
    first = next(iter(SHARES))
    order = sorted(by_id, key=lambda node: (-(by_id[node][first].value or 0), label(data, node)))
    return [
        (label(data, node), *(_value(by_id[node].get(name)) for name in SHARES))
        for node in order[:MOST_RANKED]
    ]


def _value(row: CentralityRow | None) -> str:
    if row is None or row.value is None:
        return ""
    if row.low is None or row.high is None or (row.low == row.high):
        return f"{row.value:.3f}"
    return f"{row.value:.3f} [{row.low:.3f} to {row.high:.3f}]"
