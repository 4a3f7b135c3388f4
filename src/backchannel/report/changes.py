"""The sections of a report on what was open and what was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import window
from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.bounds import bounds_of
from backchannel.facts.names import label
from backchannel.messages import count
from backchannel.output.document import Cell, Document, Link
from backchannel.report.year import Year, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.dates.period import Window
    from backchannel.facts.model import Disruption
    from backchannel.verdicts.answers import Change, OpenRow

STOPPED = ("suspended", "closed")

LISTS = {
    "lost": ("Lost", "surely usable before, surely stopped after: the only losses"),
    "out_of_sight": (
        "Out of sight",
        "surely usable before; after, the evidence is weaker or there is none, so they may still be there",
    ),
    "gained": ("Gained", "surely stopped before, surely usable after"),
    "into_view": ("Into view", "surely usable after; before, no source says for sure"),
}


def in_short(document: Document, asked: Year) -> None:
    """Add the section that says the whole in a few sentences."""
    document.section("In short")
    surely = sum(row.usable is True and row.certainty == "surely" for row in asked.over)
    silent = sum(row.unknown_share == 1 for row in asked.over)
    at_end = asked.at_end.values()
    still = sum(row.usable is True and row.certainty == "surely" for row in at_end)
    stopped = sum(row.usable is False for row in at_end)
    dark = sum(row.verdict == "unknown" for row in at_end)
    most = max(one.surely for one in asked.series)
    peak = f"On {day_in_words(asked.peak)} {most} {_were(most)} surely usable at once, the most of the year."
    if not most:
        peak = "On no single day was any of them surely usable."
    lost = f" ({', '.join(row.name for row in asked.change.lost)})" if asked.change.lost else ""
    points = (
        f"The data know {count(len(asked.over), 'channel')} of {asked.names[0]} and {asked.names[1]}. At some "
        f"time in {asked.year}, {surely} of them {_were(surely)} surely usable; of {silent} nothing is known for any "
        "day of it.",
        f"{peak} On its last "
        f"day {still} {_were(still)}; {stopped} had been stopped, surely or possibly, and of {dark} nothing is known.",
        f"From {asked.before} to {day_in_words(asked.window.last)}: {len(asked.change.lost)} lost{lost}, "
        f"{len(asked.change.out_of_sight)} out of sight, {len(asked.change.gained)} gained, "
        f"{len(asked.change.into_view)} come into view. From one day to the next within the year: "
        f"{_lost_within(asked)}.",
        "Unknown is not closed. A channel is unknown where no source in the data speaks of that day, and most sources "
        "speak of a few days or months only.",
    )
    document.points([[point] for point in points])


def what_was_open(document: Document, asked: Year) -> None:
    """Add the answer table: every channel of which something is known, and the names of the others."""
    document.section(f"What was open in {asked.year}")
    document.paragraph(
        "One row a channel that was usable, contested or stopped on some day of the year, for all that is known: the "
        "best verdict of its days (unknown ranks above possibly stopped), the verdict on 31 December, "
        f"and on how many of the {asked.window.days} days it was usable, surely and at most. The name leads to the "
        "sources."
    )
    known = [row for row in asked.over if row.unknown_share < 1]
    order = ["open", "degraded", "contested", "unknown", *STOPPED]
    rows = sorted(
        known,
        key=lambda row: (order.index(row.verdict), row.certainty != "surely", row.type, row.name),
    )
    document.table(
        (
            "Channel",
            "Type",
            f"In {asked.year}",
            "On 31 December",
            "Usable days",
            "Last documented contact",
            "Voices",
        ),
        [
            (
                Link(row.name, f"#{row.id}"),
                row.type,
                marked(row.verdict, row.certainty),
                _at_end(asked, row.id),
                _days(row, asked.window),
                f"{in_words(row.last_contact['date'])} ({row.last_contact['mode']})"
                if row.last_contact
                else "none",
                str(row.sources),
            )
            for row in rows
        ],
    )
    silent = [row for row in asked.over if row.unknown_share == 1]
    if silent:
        names = "; ".join(sorted(row.name for row in silent))
        document.paragraph(
            f"Of {len(silent)} more, nothing is known for any day of {asked.year}: {names}."
        )


def what_was_lost(document: Document, asked: Year) -> None:
    """Add the four lists, and the disruptions of the two years."""
    document.section(f"What was lost from {asked.before} to the end of {asked.year}")
    document.paragraph(
        f"The best verdict of {asked.before} against the verdict on {day_in_words(asked.window.last)}. "
        "A stop that began and ended between the two does not show here; the timeline shows it."
    )
    shown = {row.id for row in asked.over if row.spells}
    empty = [
        f"{title.lower()} ({meaning})"
        for name, (title, meaning) in LISTS.items()
        if not _rows(asked, name)
    ]
    for name, (title, meaning) in LISTS.items():
        if rows := _rows(asked, name):
            document.heading(f"{title}: {len(rows)}")
            document.paragraph(f"{meaning[0].upper()}{meaning[1:]}.")
            document.table(
                ("Channel", "Type", f"In {asked.before}", f"On {day_in_words(asked.window.last)}"),
                [
                    (
                        Link(row.name, f"#{row.id}") if row.id in shown else row.name,
                        row.type,
                        marked(row.was.word, row.was.certainty),
                        marked(row.now.word, row.now.certainty),
                    )
                    for row in rows
                ],
            )
    if empty:
        document.paragraph(f"None {'; none '.join(empty)}.")
    if asked.change.disruptions:
        document.heading("Disruptions in these two years")
        document.table(
            ("When", "What", "By", "Against", "How many"),
            [
                (
                    in_words(one.start)
                    if _surely_then(one, asked)
                    else f"perhaps then: {in_words(one.start)}",
                    one.kind,
                    ", ".join(label(asked.data, actor) for actor in one.by),
                    ", ".join(label(asked.data, actor) for actor in one.target),
                    _how_many(one),
                )
                for one in asked.change.disruptions
            ],
        )


def _lost_within(asked: Year) -> str:
    """Name the channels that were surely usable on a day of the year and surely stopped the next."""
    lost = [
        f"{label(asked.data, one)} surely stopped on {day_in_words(row.date)}"
        for row in asked.series
        for one in row.lost
    ]
    return "; ".join(lost) or "none surely stopped"


def _rows(asked: Year, name: str) -> Sequence[Change]:
    rows: Sequence[Change] = getattr(asked.change, name)
    return rows


def _at_end(asked: Year, channel: str) -> Cell:
    row = asked.at_end.get(channel)
    return marked(row.verdict, row.certainty) if row else "no longer documented between them"


def _days(row: OpenRow, asked: Window) -> str:
    least, most = (round(share * asked.days) for share in row.share)
    return f"{least}" if least == most else f"{least} to {most}"


def _how_many(one: Disruption) -> str:
    least, most = one.count_least, one.count_most
    if least is None and most is None:
        return ""
    number = (
        f"{least}"
        if least == most
        else f"{least or 0} to {most}"
        if most is not None
        else f"at least {least}"
    )
    return f"{one.count_of}: {number}" if one.count_of else number


def _surely_then(one: Disruption, asked: Year) -> bool:
    began = bounds_of(one)["start"]
    return began.earliest > window(asked.before).first and began.latest <= asked.window.last


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
