"""The sections of a report on what was lost and what was open."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY, TYPE_ORDER
from backchannel.messages import count
from backchannel.output.document import Document, Hyperlink, Inline, Mark
from backchannel.report.evidence import PAGE
from backchannel.report.year import MOST_LISTED, Year, marked, say_the_rest
from backchannel.verdicts.comparison import LISTS
from backchannel.verdicts.evidence import contact_told
from backchannel.verdicts.reasons import why_out_of_sight
from backchannel.verdicts.verdict import CERTAINTIES, RANK_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.dates.period import Window
    from backchannel.verdicts.answers import OpenRow
    from backchannel.verdicts.comparison import Change
    from backchannel.verdicts.verdict import Verdict

MEANINGS: Mapping[str, tuple[str, str]] = {
    "lost": ("Lost", "usable on the first day and stopped on the last: the only losses"),
    "out_of_sight": (
        "Out of sight",
        "usable on the first day; on the last, unknown, contested or only possibly usable, so they "
        "may still be there",
    ),
    "gained": ("Gained", "stopped on the first day and usable on the last"),
    "into_view": (
        "Came into view",
        "usable on the last day; on the first, unknown, contested or only possibly usable",
    ),
    "interrupted": ("Interrupted", "usable on both days and surely stopped on a day between"),
    "degraded": (
        "Degraded",
        "open on the first day and degraded on the last: still usable, with less staff, level, "
        "access or subjects",
    ),
    "found_stopped": (
        "Found stopped",
        "stopped on the last day; on the first, unknown, contested or only a possibility, so "
        "nobody can say that they were lost, and they count as no losses",
    ),
}
"""List of changes → its title, and what it means."""


def open_title(asked: Year) -> str:
    """Return the heading of the answer table, which the head of the report links to."""
    return f"What was open in {asked.year}"


def what_was_open(document: Document, asked: Year) -> None:
    """Add the answer table: each channel of which something is known, or numbers by type."""
    document.section(open_title(asked))
    if asked.is_long:
        _by_type(document, asked)
        return
    document.paragraph(
        "One row for each channel of which something is known or presumed for a day of the year: "
        f"its verdict on {day_in_words(asked.eve)}, the best verdict of the year (unknown ranks "
        f"above stopped), its verdict on {day_in_words(asked.last)}, and on how many of the "
        f"{asked.window.days} days it was, surely or presumably, usable and stopped; in brackets, "
        "where they differ, on how many of them surely, and on how many at most. The verdict of a "
        "mission or a hotline rests on its status, whether or not a contact through it is "
        "recorded. The name leads to the sources; type and voices are in ",
        Hyperlink("open.csv", "open.csv"),
        ".",
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
    """Add a table for each family of channels, leaders first; in it the best verdicts first."""
    order = sorted(known, key=lambda row: (RANK_OF[row.answer], TYPE_ORDER[row.type], row.name))
    for family in FAMILIES:
        rows = [row for row in order if FAMILY[row.type] == family]
        if not rows:
            continue
        document.heading(f"{family[0].upper()}{family[1:]}: {len(rows):,}")
        document.table(
            (
                "Channel",
                day_in_words(asked.eve),
                f"Best of {asked.year}",
                day_in_words(asked.last),
                "Days usable",
                "Days stopped",
                "Last contact recorded",
            ),
            [
                (
                    Hyperlink(row.name, f"{PAGE}#{row.id}"),
                    _on_day(asked.at_start, row.id),
                    _best(row),
                    _on_day(asked.at_end, row.id),
                    _days(row.share, asked.window),
                    _days(row.stopped_share, asked.window),
                    contact_told(row),
                )
                for row in rows
            ],
        )


def _best(row: OpenRow) -> Inline:
    """Return the best verdict; if it is sure of the year and of no day of it, with a word on it."""
    best = marked(row.answer)
    days = row.share if row.usable else row.stopped_share
    is_of_no_day = row.certainty == "surely" and not days[0]
    return Mark(f"{best.text} (day not known)", best.kind) if is_of_no_day else best


def _by_type(document: Document, asked: Year) -> None:
    """Add the numbers by type, where a row for each channel would be too many."""
    document.paragraph(
        f"{count(len(asked.over), 'channel')} are too many to be listed here: ",
        Hyperlink("open.csv", "open.csv"),
        " has a row each. By type, the best verdict of the days of the year, and how many of the "
        f"channels could be used on {day_in_words(asked.last)}, surely or presumably:",
    )
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in asked.over:
        numbers[row.type].update((_kind(row), "channels"))
        end = asked.at_end.get(row.id)
        numbers[row.type]["at end"] += bool(end and end.holds_usable)
    kinds = (
        "channels",
        *(f"{certainty} usable" for certainty in CERTAINTIES),
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
    return f"{row.certainty} usable" if row.usable else "stopped"


def what_was_lost(document: Document, asked: Year) -> None:
    """Add the lists with what is known of the why, the stops between, and the disruptions."""
    first, last = day_in_words(asked.eve), day_in_words(asked.last)
    document.section(f"What was lost from {first} to {last}")
    document.paragraph(
        "The verdicts on these two days are compared; usable and stopped mean surely or presumably."
    )
    for name in LISTS:
        title, meaning = MEANINGS[name]
        if rows := _rows(asked, name):
            document.heading(f"{title}: {len(rows):,}")
            document.paragraph(f"{meaning[0].upper()}{meaning[1:]}.")
            _changes(document, asked, name)
    _stopped_between(document, asked)
    if empty := [MEANINGS[name][0].lower() for name in LISTS if not _rows(asked, name)]:
        document.paragraph(f"No channel is in these lists: {', '.join(empty)}.")


def _changes(document: Document, asked: Year, name: str) -> None:
    rows = _rows(asked, name)
    has_reason = name not in ("gained", "into_view")
    heads = ("Channel", "Type", f"On {day_in_words(asked.eve)}", f"On {day_in_words(asked.last)}")
    document.table(
        (*heads, "Why") if has_reason else heads,
        [
            (
                _linked(asked, row.id),
                row.type,
                marked(row.was),
                marked(row.now),
                *((_why(asked, name, row),) if has_reason else ()),
            )
            for row in rows[:MOST_LISTED]
        ],
    )
    say_the_rest(document, len(rows) - MOST_LISTED, "lost.csv")


def _why(asked: Year, name: str, row: Change) -> str:
    if name == "out_of_sight":
        return why_out_of_sight(asked.data, row.id, asked.both, asked.scope)
    if name in ("degraded", "found_stopped"):
        return row.turn.why
    return asked.stops[row.id].in_words(asked.data)


def _stopped_between(document: Document, asked: Year) -> None:
    """Add the channels that were stopped after they were usable, though the lists do not say so."""
    told = {
        row.id for name in ("lost", "interrupted", "found_stopped") for row in _rows(asked, name)
    }
    stops = [stop for stop in asked.stops.values() if stop.channel not in told]
    if not stops:
        return
    document.heading(f"Also stopped in {asked.year}: {len(stops):,}")
    document.paragraph(
        "Usable on some day and stopped on a later one, but not usable on the first day, or not "
        "known to be stopped on the last."
    )
    document.table(
        ("Channel", "Type", f"On {day_in_words(asked.last)}", "Why"),
        [
            (
                _linked(asked, stop.channel),
                asked.data.channels[stop.channel].type,
                marked(asked.at_end[stop.channel]),
                stop.in_words(asked.data),
            )
            for stop in stops[:MOST_LISTED]
        ],
    )


def _linked(asked: Year, channel: str) -> Inline:
    """Return a channel's name, with a link to its sources if they are told."""
    name = label(asked.data, channel)
    return Hyperlink(name, f"{PAGE}#{channel}") if channel in asked.cited else name


def _rows(asked: Year, name: str) -> Sequence[Change]:
    rows: Sequence[Change] = getattr(asked.change, name)
    return rows


def _on_day(verdicts: Mapping[str, Verdict], channel: str) -> Inline:
    verdict = verdicts.get(channel)
    return marked(verdict) if verdict else "not between them"


def _days(shares: Sequence[float], asked: Window) -> str:
    """
    Return how many days it was so, surely or presumably; in brackets how many surely, and at most.

    >>> from datetime import date
    >>> from backchannel.dates.period import Window
    >>> year = Window(date(2022, 1, 1), date(2022, 4, 10))
    >>> [_days(shares, year) for shares in ((1, 1, 1), (0.2, 1, 1), (0.2, 0.2, 1), (0, 0.5, 1))]
    ['100', '100 (20 surely)', '20 (at most 100)', '50 (none surely, at most 100)']
    """
    surely, held, most = (round(share * asked.days) for share in shares)
    told = [f"{surely or 'none'} surely"] if surely != held else []
    told += [f"at most {most}"] if most != held else []
    return f"{held} ({', '.join(told)})" if told else f"{held}"
