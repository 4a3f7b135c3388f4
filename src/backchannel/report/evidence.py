"""The sources behind a report: the accounts of each channel, who gives them, where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.words import day_in_words, end_in_words, in_words, start_in_words
from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.output.document import Document, Hyperlink, Inline, Target, anchor
from backchannel.output.tables import rows_as_csv
from backchannel.report.brief import TITLE as CITED
from backchannel.verdicts.course import course
from backchannel.verdicts.evidence import claim_with_source, field_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim
    from backchannel.report.year import Year
    from backchannel.verdicts.account import Account

TITLE = "Who says so"

PAGE = "evidence.html"
"""The page with the sources of each channel, to which its name leads."""

COLUMNS = (
    "channel", "account", "status", "start", "end", "end_kind", "presumed_until", "claim",
    "field", "value", "stance",
    "directness", "voice", "claimant", "as_of", "source", "title", "publisher", "published",
    "locator", "url",
)  # fmt: skip


def who_says_so(document: Document, asked: Year, claims: Sequence[str]) -> None:
    """
    Add a section that leads to the sources, and tells the claims that the brief names.

    Of these it says what each is about, and where it stands.
    """
    document.section(TITLE)
    document.paragraph(
        "Each account that touches the year, who gives it, and the place in the source: ",
        Hyperlink(PAGE, PAGE),
        ", or as a table ",
        Hyperlink("evidence.csv", "evidence.csv"),
        ".",
    )
    if not claims:
        return
    data = asked.data
    document.heading(CITED, name=anchor(CITED))
    named = (data.claims[key] for key in claims)
    document.table(
        ("Claim", "About", "Said by", "Where", "How directly"),
        [
            (
                Target(one.id, one.id),
                one.record,
                _said_by(data, one),
                _where(data, one),
                one.directness,
            )
            for one in named
        ],
    )


def evidence_page(asked: Year) -> Document:
    """Return the page of the accounts that touch the year, with the claims behind them."""
    document = Document(f"{TITLE}. {asked.title}")
    report = Hyperlink("the report", "index.html")
    if asked.is_long:
        document.paragraph(
            "Each claim on an account that touches the year is a row of ",
            Hyperlink("evidence.csv", "evidence.csv"),
            ": who says so, and the place in the source. What follows from them: ",
            report,
            ".",
        )
        return document
    document.paragraph(
        "For each channel the accounts that touch the year: what was so, from when to when as the "
        "source gives it, who says so, and the place in the source. Accounts that disagree stand "
        "side by side. What follows from them: ",
        report,
        ".",
    )
    data = asked.data
    cited = sorted(asked.cited, key=lambda channel: data.channels[channel].name)
    for family in FAMILIES:
        channels = [channel for channel in cited if FAMILY[data.channels[channel].type] == family]
        if channels:
            document.section(family[0].upper() + family[1:])
        for channel in channels:
            document.heading(data.channels[channel].name, name=channel)
            told = _accounts(data, channel, asked.window)
            document.table(
                ("Status", "From", "To", "Said by", "Where", "How directly"),
                [row for account in told for row in _lines(data, account)],
            )
    return document


def evidence_table(data: Dataset, channels: Sequence[str], *, within: Window) -> str:
    """Return the same as CSV: one row for each claim."""
    rows: list[dict[str, Any]] = []
    for channel in channels:
        for told in _accounts(data, channel, within):
            account = {
                "channel": channel,
                "account": told.id,
                "status": told.status,
                "start": told.start,
                "end": told.end,
                "end_kind": told.end_kind,
                "presumed_until": told.presumed_until,
            }
            rows += [
                {**claim_with_source(data, claim.id), **account, "claim": claim.id}
                for claim in data.claims_on[told.id]
            ]
    return rows_as_csv(rows, COLUMNS)


class Told(NamedTuple):
    """An account as its source gives it: a spell, or a contact, which is one of a single day."""

    id: str
    status: str
    mode: str
    """How the contact was made; empty if it is a spell."""
    start: str
    end: str
    end_kind: str
    presumed_until: date | None
    """The last day to which it is presumed to go on; None if it is not."""


def _accounts(data: Dataset, channel: str, within: Window) -> list[Told]:
    touching = sorted(
        (account for account in course(data)[channel].accounts if account.touches(within)),
        key=lambda account: (account.start_earliest, account.id),
    )
    return [_told(data, account) for account in touching]


def _told(data: Dataset, account: Account) -> Told:
    until = account.carried_to
    until = until if until and until > account.end_earliest else None
    if account.is_contact:
        row = data.contacts[account.id]
        return Told(row.id, account.status, row.mode, row.date, row.date, "observed", until)
    spell = data.spells[account.id]
    return Told(spell.id, spell.status, "", spell.start, spell.end, spell.end_kind, until)


def _lines(data: Dataset, told: Told) -> list[Sequence[Inline]]:
    """Return a line for each claim; what is so, and from when to when, stands in the first."""
    end = end_in_words(told.end)
    if told.presumed_until:
        end = f"{end}; presumed until {day_in_words(told.presumed_until)}"
    what = f"contact ({told.mode})" if told.mode else told.status
    account = (what, start_in_words(told.start), end)
    return [
        (
            *(account if not number else ("", "", "")),
            _said_by(data, claim),
            _where(data, claim),
            claim.directness,
        )
        for number, claim in enumerate(data.claims_on.get(told.id, ()))
    ]


def _said_by(data: Dataset, claim: Claim) -> str:
    """Say who says it, whether it is denied, and of which cell it speaks."""
    source = data.sources[claim.source]
    name = label(data, claim.claimant) if claim.claimant else source.publisher or source.title
    by = f"{name} contradicts it" if claim.stance == "denies" else name
    return f"{by}, on {field_in_words(claim.field)}" if claim.field else by


def _where(data: Dataset, claim: Claim) -> Inline:
    """Name the source and the place in it, linked where the source has an address."""
    source = data.sources[claim.source]
    where = f"{source.title} ({source.publisher}, {in_words(source.published)}), {claim.locator}"
    return Hyperlink(where, source.url) if source.url else where
