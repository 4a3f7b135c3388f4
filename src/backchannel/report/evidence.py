"""The sources behind a report: the accounts of each channel, who gives them, where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.words import end_in_words, in_words, start_in_words
from backchannel.facts.names import label
from backchannel.output.document import Document, Hyperlink, Inline
from backchannel.output.tables import rows_as_csv
from backchannel.verdicts.course import course
from backchannel.verdicts.evidence import claim_with_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Spell
    from backchannel.report.year import Year

COLUMNS = (
    "channel", "spell", "status", "start", "end", "end_kind", "claim", "field", "value", "stance",
    "directness", "voice", "claimant", "as_of", "source", "title", "publisher", "published",
    "locator", "url",
)  # fmt: skip


def who_says_so(document: Document, asked: Year) -> None:
    """Add a section with the accounts that touch the year, and the claims behind them."""
    document.section("Who says so")
    if asked.is_long:
        document.paragraph(
            "Each claim on an account that touches the year is a row of ",
            Hyperlink("evidence.csv", "evidence.csv"),
            ": who says so, and the place in the source.",
        )
        return
    data, within = asked.data, asked.window
    document.paragraph(
        "For each channel the accounts that touch the year: what was so, from when to when as the "
        "source gives it, who says so, and the place in the source. Accounts that disagree stand "
        "side by side."
    )
    channels = [row.id for row in asked.over if row.spells]
    for channel in sorted(channels, key=lambda channel: data.channels[channel].name):
        document.heading(data.channels[channel].name, name=channel)
        document.table(
            ("Status", "From", "To", "Said by", "Where", "How directly"),
            [row for spell in _accounts(data, channel, within) for row in _lines(data, spell)],
        )


def evidence_table(data: Dataset, channels: Sequence[str], *, within: Window) -> str:
    """Return the same as CSV: one row for each claim."""
    rows: list[dict[str, Any]] = []
    for channel in channels:
        for spell in _accounts(data, channel, within):
            told = {
                name: getattr(spell, name)
                for name in ("channel", "status", "start", "end", "end_kind")
            }
            told["spell"] = spell.id
            rows += [
                {**claim_with_source(data, claim.id), **told, "claim": claim.id}
                for claim in data.claims_on[spell.id]
            ]
    return rows_as_csv(rows, COLUMNS)


def _accounts(data: Dataset, channel: str, within: Window) -> list[Spell]:
    touching = sorted(
        (account for account in course(data)[channel].accounts if account.touches(within)),
        key=lambda account: account.start_earliest,
    )
    return [data.spells[account.id] for account in touching]


def _lines(data: Dataset, spell: Spell) -> list[Sequence[Inline]]:
    lines: list[Sequence[Inline]] = []
    for claim in data.claims_on.get(spell.id, ()):
        source = data.sources[claim.source]
        said_by = (
            label(data, claim.claimant) if claim.claimant else source.publisher or source.title
        )
        by = f"{said_by} denies it" if claim.stance == "denies" else said_by
        by = f"{by}, on its {claim.field.replace('_', ' ')}" if claim.field else by
        where = (
            f"{source.title} ({source.publisher}, {in_words(source.published)}), {claim.locator}"
        )
        lines.append(
            (
                spell.status,
                start_in_words(spell.start),
                end_in_words(spell.end),
                by,
                Hyperlink(where, source.url) if source.url else where,
                claim.directness,
            )
        )
    return lines
