"""The sections of a report on what was open and what was lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from backchannel.dates.period import window
from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.bounds import bounds_of
from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.output.document import Document, Hyperlink, Inline
from backchannel.report.year import MOST_LISTED, Year, first_few, marked
from backchannel.verdicts.answers import CHANGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.dates.period import Window
    from backchannel.facts.model import Disruption
    from backchannel.verdicts.answers import Change, OpenRow

STOPPED = ("suspended", "closed")

MEANINGS: Mapping[str, tuple[str, str]] = {
    "lost": ("Lost", "surely usable before, surely stopped after: the only losses"),
    "out_of_sight": (
        "Out of sight",
        "surely usable before; after, the evidence is weaker or there is none, so they may still "
        "be there",
    ),
    "gained": ("Gained", "surely stopped before, surely usable after"),
    "into_view": ("Into view", "surely usable after; before, no source says for sure"),
}
"""List of changes → its title, and what it means."""


def in_short(document: Document, asked: Year) -> None:
    """Add the section that says the whole in a few sentences."""
    document.section("In short")
    surely = sum(row.answer.surely_usable for row in asked.over)
    silent = sum(row.unknown_share == 1 for row in asked.over)
    at_end = asked.at_end.values()
    still = sum(verdict.surely_usable for verdict in at_end)
    stopped = sum(verdict.usable is False for verdict in at_end)
    dark = sum(verdict.word == "unknown" for verdict in at_end)
    most = max(row.surely for row in asked.series)
    peak = (
        f"On {day_in_words(asked.peak)}, {count(most, 'channel')} {_were(most)} surely usable at "
        "once, the most of the year."
    )
    if not most:
        peak = "On no single day was any of them surely usable."
    change = asked.change
    lost = first_few([row.name for row in change.lost])
    last = "its last day,"
    if asked.last != asked.window.last:
        last = f"{day_in_words(asked.last)}, the last day that the data speak of,"
    points = (
        f"{asked.scope.share_in_words(asked.data, len(asked.over))} At some time in {asked.year}, "
        f"{surely:,} {_were(surely)} surely usable; of {silent:,}, nothing is known for "
        "any day of the year.",
        f"{peak} On {last} {count(still, 'channel')} {_were(still)} surely usable and "
        f"{stopped:,} {_were(stopped)} stopped, surely or possibly; of {dark:,}, nothing is known.",
        f"From {asked.before} to {day_in_words(asked.last)}, {count(len(change.lost), 'channel')} "
        f"{_were(len(change.lost))} lost{f' ({lost})' if lost else ''}, "
        f"{len(change.out_of_sight):,} went out of sight, {len(change.gained):,} "
        f"{_were(len(change.gained))} gained and {len(change.into_view):,} came into view. "
        f"From one day to the next within the year: {_lost_within(asked)}.",
        "Unknown is not closed. A channel is unknown where no source in the data speaks of that "
        "day, and most sources speak of a few days or months only.",
    )
    document.points([[point] for point in points])


def what_was_open(document: Document, asked: Year) -> None:
    """Add the answer table: each channel of which something is known, or numbers by type."""
    document.section(f"What was open in {asked.year}")
    if asked.is_long:
        _by_type(document, asked)
        return
    document.paragraph(
        "One row for each channel that was usable, contested or stopped on some day of the year, "
        "for all that is known: the best verdict of its days (unknown ranks above possibly "
        f"stopped), the verdict on {day_in_words(asked.last)}, and on how many of the "
        f"{asked.window.days} days it was usable, surely and at most. The name leads to the "
        "sources."
    )
    _one_by_one(document, asked, [row for row in asked.over if row.unknown_share < 1])
    silent = [row for row in asked.over if row.unknown_share == 1]
    if silent:
        names = "; ".join(sorted(row.name for row in silent))
        document.paragraph(
            f"Of {count(len(silent), 'further channel')}, nothing is known for any day of "
            f"{asked.year}: {names}."
        )


def _one_by_one(document: Document, asked: Year, known: Sequence[OpenRow]) -> None:
    """Add a table with a row for each channel, the best verdicts first."""
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
            f"On {day_in_words(asked.last)}",
            "Usable days",
            "Last documented contact",
            "Voices",
        ),
        [
            (
                Hyperlink(row.name, f"#{row.id}"),
                row.type,
                marked(row.answer),
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


def _by_type(document: Document, asked: Year) -> None:
    """Add the numbers by type, where a row for each channel would be too many."""
    document.paragraph(
        f"{count(len(asked.over), 'channel')} are too many to be listed here: ",
        Hyperlink("open.csv", "open.csv"),
        " has a row each. By type, the best verdict of the days of the year, and how many of the "
        f"channels were surely usable on {day_in_words(asked.last)}:",
    )
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in asked.over:
        stood = "surely usable" if row.answer.surely_usable else _kind(row)
        numbers[row.type].update((stood, "channels"))
        end = asked.at_end.get(row.id)
        numbers[row.type]["at end"] += bool(end and end.surely_usable)
    kinds = (
        "channels",
        "surely usable",
        "possibly usable",
        "contested",
        "stopped",
        "unknown",
        "at end",
    )
    place: dict[str, int] = {kind: FAMILIES.index(family) for kind, family in FAMILY.items()}
    document.table(
        ("Type", *(kind.capitalize() for kind in kinds[:-1]), f"On {day_in_words(asked.last)}"),
        [
            (kind, *(f"{numbers[kind][column]:,}" for column in kinds))
            for kind in sorted(numbers, key=lambda kind: (place[kind], kind))
        ],
    )


def _kind(row: OpenRow) -> str:
    if row.usable is None:
        return row.verdict
    return "possibly usable" if row.usable else "stopped"


def what_was_lost(document: Document, asked: Year) -> None:
    """Add the four lists, and the disruptions of the two years."""
    until = f"the end of {asked.year}"
    if asked.last != asked.window.last:
        until = day_in_words(asked.last)
    document.section(f"What was lost from {asked.before} to {until}")
    document.paragraph(
        f"The best verdict of {asked.before} against the verdict on {day_in_words(asked.last)}. "
        "A stop that began and ended between the two does not show here; the timeline shows it."
    )
    empty = [
        f"{MEANINGS[name][0].lower()} ({MEANINGS[name][1]})"
        for name in CHANGES
        if not _rows(asked, name)
    ]
    for name in CHANGES:
        title, meaning = MEANINGS[name]
        if _rows(asked, name):
            document.heading(f"{title}: {len(_rows(asked, name)):,}")
            document.paragraph(f"{meaning[0].upper()}{meaning[1:]}.")
            _changes(document, asked, name)
    if empty:
        document.paragraph(f"None {'; none '.join(empty)}.")
    if asked.change.disruptions:
        document.heading("Disruptions in these two years")
        document.table(
            ("When", "What", "By", "Against", "How many"),
            [
                (
                    in_words(disruption.start)
                    if _surely_then(disruption, asked)
                    else f"perhaps then: {in_words(disruption.start)}",
                    disruption.kind,
                    ", ".join(label(asked.data, actor) for actor in disruption.by),
                    ", ".join(label(asked.data, actor) for actor in disruption.target),
                    _how_many(disruption),
                )
                for disruption in asked.change.disruptions
            ],
        )


def _changes(document: Document, asked: Year, name: str) -> None:
    rows = _rows(asked, name)
    cited = set() if asked.is_long else {row.id for row in asked.over if row.spells}
    document.table(
        ("Channel", "Type", f"In {asked.before}", f"On {day_in_words(asked.last)}"),
        [
            (
                Hyperlink(row.name, f"#{row.id}") if row.id in cited else row.name,
                row.type,
                marked(row.was),
                marked(row.now),
            )
            for row in rows[:MOST_LISTED]
        ],
    )
    if more := len(rows[MOST_LISTED:]):
        document.paragraph(
            f"{count(more, 'further channel')} {'is' if more == 1 else 'are'} in ",
            Hyperlink("lost.csv", "lost.csv"),
            ".",
        )


def _lost_within(asked: Year) -> str:
    """Name the channels that were surely usable on one day and surely stopped on the next."""
    lost = [
        f"{label(asked.data, channel)} surely stopped on {day_in_words(row.date)}"
        for row in asked.series
        for channel in row.lost
    ]
    return first_few(lost) or "none surely stopped"


def _rows(asked: Year, name: str) -> Sequence[Change]:
    rows: Sequence[Change] = getattr(asked.change, name)
    return rows


def _at_end(asked: Year, channel: str) -> Inline:
    verdict = asked.at_end.get(channel)
    return marked(verdict) if verdict else "no longer documented between them"


def _days(row: OpenRow, asked: Window) -> str:
    least, most = (round(share * asked.days) for share in row.share)
    return f"{least}" if least == most else f"{least} to {most}"


def _how_many(disruption: Disruption) -> str:
    least, most = disruption.count_least, disruption.count_most
    if least is None and most is None:
        return ""
    number = (
        f"{least}"
        if least == most
        else f"{least or 0} to {most}"
        if most is not None
        else f"at least {least}"
    )
    return f"{disruption.count_of}: {number}" if disruption.count_of else number


def _surely_then(disruption: Disruption, asked: Year) -> bool:
    began = bounds_of(disruption)["start"]
    return began.earliest > window(asked.before).first and began.latest <= asked.window.last


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
