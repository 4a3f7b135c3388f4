"""
What a package holds and what it does not: the part of the codebook that is counted from the data.

How many records there are by type and by year, how many voices stand behind them, of how many
channel-days anything is known.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window, day_bounds
from backchannel.facts.scope import ALL, asked
from backchannel.verdicts.course import course
from backchannel.verdicts.held import is_contact
from backchannel.verdicts.verdict import CERTAINTIES, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact

YEARS = 5
"""So many years are one column."""

SOURCED = ("spells", "contacts", "disruptions", "tenures", "dependencies")
"""The tables whose rows need a claim."""

THIN = 6
"""So many years with the fewest contacts are named."""

ABOUT_TYPES = """\
Contacts held · contacts that were not held, were one-way or are denied · spells, by the year in
which they begin (of a spell the latest that its dates allow). In an empty cell nothing begins:
there was nothing, or nothing was found.
"""

ABOUT_TYPES_BY_YEAR = """\
Contacts, held or not, and spells together, by the year in which they begin; what began before is
left out here.
"""

ABOUT_VOICES = """\
*Two voices*: supported by at least two that do not retell one another. *Inferred*: whatever
supports it follows from what is said. *Contested*: denied, or with two values for one column.
"""

ABOUT_DAYS = """\
Days of the channels between the two sides, usable or stopped, by how sure the verdict is. A channel
that was not yet founded counts as unknown; the last column therefore counts each only from the day
by which its first account has begun.
"""

Spans = tuple[range, ...]


class Cell(NamedTuple):
    """How many records of a type begin in some years."""

    held: int
    not_held: int
    spells: int

    def __str__(self) -> str:
        return " · ".join(map(str, self)) if any(self) else ""


class Backing(NamedTuple):
    """How the rows of a table are backed; shares are between 0 and 1."""

    rows: int
    two_voices: float
    inferred: float
    """All that supports it follows from what is said, and is not said."""
    contested: float
    """A claim denies it, or two claims give one column different values."""


def spans(data: Dataset) -> Spans:
    """Return the years of a package in fives, the last of which ends with it."""
    last = data.as_of.year
    begins = range(last + 1 - YEARS, data.start.year - YEARS, -YEARS)
    return tuple(range(year, year + YEARS) for year in reversed(begins))


def single_years(data: Dataset) -> Spans:
    """Return the years of a package, each as a span of its own."""
    return tuple(range(year, year + 1) for year in range(data.start.year, data.as_of.year + 1))


def records_by_type(data: Dataset, columns: Spans) -> dict[str, list[Cell]]:
    """Count contacts and spells by channel type: those before all columns, then each column's."""
    counts: Counter[tuple[str, int, str]] = Counter()
    for contact in data.contacts.values():
        if contact.channel:
            kind = "held" if is_contact(data, contact) else "not held"
            year = day_bounds(contact.date).earliest.year
            counts[data.channels[contact.channel].type, _column(columns, year), kind] += 1
    for channel, line in course(data).items():
        for account in line.accounts:
            if not account.is_contact:
                year = account.start_latest.year
                counts[data.channels[channel].type, _column(columns, year), "spell"] += 1
    return {
        kind: [
            Cell(*(counts[kind, at, what] for what in ("held", "not held", "spell")))
            for at in range(-1, len(columns))
        ]
        for kind in sorted({channel.type for channel in data.channels.values()})
    }


def records_by_year(data: Dataset) -> dict[int, tuple[int, int, int]]:
    """Count contacts held, contacts not held, and disruptions by the year in which they begin."""
    held, not_held = Counter[int](), Counter[int]()
    for contact in data.contacts.values():
        (held if is_contact(data, contact) else not_held)[_year(contact)] += 1
    acts = Counter(day_bounds(act.start).earliest.year for act in data.disruptions.values())
    return {
        year: (held[year], not_held[year], acts[year])
        for year in range(data.start.year, data.as_of.year + 1)
    }


def backing(data: Dataset, table: str) -> Backing:
    """Return how the rows of a table are backed."""
    rows = len(data.table(table))
    two = inferred = contested = 0
    for record in data.table(table):
        claims = data.claims_on.get(record, ())
        whole = [claim for claim in claims if not claim.field]
        supports = [claim for claim in whole if claim.stance == "supports"]
        values = Counter((claim.field, claim.value) for claim in claims if claim.field)
        fields = Counter(field for field, _ in values)
        two += len({data.voice(claim) for claim in supports}) > 1
        inferred += bool(supports) and all(one.directness == "inferred" for one in supports)
        contested += len(whole) > len(supports) or any(many > 1 for many in fields.values())
    return Backing(rows, *(number / rows if rows else 0.0 for number in (two, inferred, contested)))


def known_days(data: Dataset, years: range, *, since_seen: bool = False) -> dict[str, float]:
    """
    Return shares of channel-days by how much is known of them, 0 to 1.

    The channels are those between the two sides of the package. With `since_seen` a channel's days
    count from its first account on. What is contested is apart; empty if there is no such day.
    """
    days: Counter[str] = Counter()
    window = Window(
        max(data.start, data.start.replace(year=years[0], month=1, day=1)),
        min(data.as_of, data.as_of.replace(year=years[-1], month=12, day=31)),
    )
    for channel in asked(data, data.between or ALL).channels(data, within=window):
        line = course(data)[channel]
        begins = min((account.start_latest for account in line.accounts), default=data.as_of)
        first = max(window.first, begins) if since_seen else window.first
        if first <= window.last:
            for start, end, verdict in line.within(Window(first, window.last)):
                word = verdict.certainty or verdict.word.value
                days[word] += (end - start).days + 1
    return {word: number / days.total() for word, number in days.items()}


def holdings_section(data: Dataset) -> str:
    """Return what is here and what is not, in Markdown."""
    return "\n\n".join(
        "\n".join(part)
        for part in (
            _types(data),
            _types_by_year(data),
            _years(data),
            _backings(data),
            _readings(data),
            _days(data),
        )
    )


def _types(data: Dataset) -> Iterator[str]:
    fives = spans(data)
    yield "### By type and five years"
    yield ""
    yield ABOUT_TYPES
    yield from _table(
        ["type", f"before {fives[0][0]}", *(f"{years[0]}–{years[-1]}" for years in fives)],
        ([f"`{kind}`", *map(str, cells)] for kind, cells in records_by_type(data, fives).items()),
    )


def _types_by_year(data: Dataset) -> Iterator[str]:
    years = single_years(data)
    yield "### By type and year"
    yield ""
    yield ABOUT_TYPES_BY_YEAR
    yield from _table(
        ["type", *(str(year) for (year,) in years)],
        (
            [f"`{kind}`", *(str(sum(cell) or "") for cell in cells[1:])]
            for kind, cells in records_by_type(data, years).items()
        ),
    )


def _years(data: Dataset) -> Iterator[str]:
    counts = records_by_year(data)
    whole = {year: row for year, row in counts.items() if year > data.start.year}
    thin = sorted(sorted(whole, key=lambda year: (whole[year][0], year))[:THIN])
    yield "### By year"
    yield ""
    yield f"The thinnest years, with the fewest contacts held: {', '.join(map(str, thin))}."
    yield ""
    yield from _table(
        ["year", "contacts held", "not held, or one-way", "disruptions"],
        ([str(year), *map(str, row)] for year, row in counts.items()),
    )


def _backings(data: Dataset) -> Iterator[str]:
    yield "### Voices behind the rows"
    yield ""
    yield ABOUT_VOICES
    yield from _table(
        ["table", "rows", "two voices", "inferred", "contested"],
        (
            [f"`{table}`", str(found.rows), *map(_percent, found[1:])]
            for table in SOURCED
            for found in [backing(data, table)]
        ),
    )


def _readings(data: Dataset) -> Iterator[str]:
    read = Counter(source.read for source in data.sources.values())
    full, excerpt = (_percent(read[how] / len(data.sources)) for how in ("full", "excerpt"))
    sources = len(data.sources)
    yield f"Of {sources} sources {full} were read in full and {excerpt} only as an excerpt."


def _days(data: Dataset) -> Iterator[str]:
    words = [*CERTAINTIES, Word.CONTESTED.value, Word.UNKNOWN.value]
    yield "### Channel-days of which anything is known"
    yield ""
    yield ABOUT_DAYS
    yield from _table(
        ["years", *words, "unknown since first seen"],
        (
            [
                f"{years[0]}–{years[-1]}",
                *(_percent(shares.get(word, 0)) for word in words),
                _percent(since.get(Word.UNKNOWN.value, 0)),
            ]
            for years in (*spans(data), range(data.start.year, data.as_of.year + 1))
            for shares in [known_days(data, years)]
            for since in [known_days(data, years, since_seen=True)]
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share == 0 or share >= 0.005 else "under 1 %"


def _column(columns: Spans, year: int) -> int:
    """Return the place of a year, -1 for one before them all; later ones cannot be."""
    return (year - columns[0][0]) // len(columns[0]) if year >= columns[0][0] else -1


def _year(contact: Contact) -> int:
    return day_bounds(contact.date).earliest.year
