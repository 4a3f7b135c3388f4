"""What the evidence panel of a page shows: the accounts behind a verdict, and their claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.words import end_in_words, in_words, start_in_words
from backchannel.facts.bounds import bounds_of
from backchannel.facts.model import Contact
from backchannel.facts.names import label
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.facts.voices import voice_label
from backchannel.verdicts.accounts import is_account, is_denied
from backchannel.verdicts.acts import act_in_full, causes_to_name
from backchannel.verdicts.course import course
from backchannel.verdicts.evidence import field_in_words
from backchannel.webpage.days import day_index, span_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Spell
    from backchannel.webpage.texts import Texts


def records_of(data: Dataset, channels: Sequence[str]) -> list[Spell | Contact]:
    """Return the spells of some channels and the contacts through them, channel by channel."""
    found: list[Spell | Contact] = []
    for channel in channels:
        found += data.spells_of.get(channel, ())
        found += data.contacts_of.get(channel, ())
    return found


def record_rows(
    data: Dataset, records: Sequence[Spell | Contact], channels: Mapping[str, int], texts: Texts
) -> list[list[Any]]:
    """
    Return what the page shows of each spell and contact, whatever the view.

    A spell: channel, 0, id, status, start, end, kind of end, causes. A contact: channel, 1, id,
    mode, occurrence, place, outcome, who was there. Days in words stand in the view.
    """
    rows: list[list[Any]] = []
    for record in records:
        if isinstance(record, Contact):
            present = sorted(at.actor for at in data.attendances_of.get(record.id, ()))
            rows.append([
                channels[record.channel], 1, record.id, texts[record.mode],
                texts[record.occurrence], texts[label(data, record.place) if record.place else ""],
                record.outcome, [texts[label(data, actor)] for actor in present],
            ])  # fmt: skip
        else:
            causes = [row.id for row in causes_to_name(data, record.cause)]
            rows.append([
                channels[record.channel], 0, record.id, texts[record.status],
                texts[start_in_words(record.start)], texts[end_in_words(record.end)],
                texts[record.end_kind], causes,
            ])  # fmt: skip
    return rows


def account_rows(data: Dataset, records: Mapping[str, int]) -> list[list[int | None] | None]:
    """
    Return the bounds of each record that is an account of its channel in a view.

    First and last start, first and last end, the last day it is carried to, and whether it is
    denied. None for a record that does not count in the view.
    """
    rows: list[list[int | None] | None] = [None] * len(records)
    for line in course(data).values():
        for account in line.accounts:
            if account.id not in records:
                continue
            bounds = (account.start_earliest, account.start_latest)
            ends = (account.end_earliest, account.end_latest)
            carried = account.carried_to
            rows[records[account.id]] = [
                *(day_index(data, day) for day in (*bounds, *ends)),
                None if carried is None else day_index(data, carried),
                int(account.denied),
            ]
    return rows


def contact_rows(data: Dataset, records: Mapping[str, int], texts: Texts) -> list[Any]:
    """
    Return the days of each contact as a view has them, in numbers and in words, and its standing.

    Standing is 0 for a contact held, 1 for one that did not take place, 2 for one held that a claim
    denies, 3 for what is not two-way and therefore no tick in the timeline.
    """
    rows: list[Any] = [None] * len(records)
    for contact_id, contact in data.contacts.items():
        if contact_id in records:
            first, last = span_index(data, bounds_of(contact)["date"])  # type: ignore[arg-type]
            words = texts[in_words(contact.date)]
            rows[records[contact_id]] = [first, last, _standing(data, contact), words]
    return rows


def _standing(data: Dataset, contact: Contact) -> int:
    if contact.mode not in TWO_WAY:
        return 3
    if not is_account(contact):
        return 1
    return 2 if is_denied(data.claims_on.get(contact.id, ())) else 0


def claims_on(data: Dataset, records: Sequence[Spell | Contact]) -> list[Claim]:
    """Return the claims on some records, in the order of these."""
    return [claim for record in records for claim in data.claims_on.get(record.id, ())]


def claim_rows(
    data: Dataset, claims: Sequence[Claim], records: Mapping[str, int], texts: Texts
) -> tuple[list[list[Any]], list[list[Any]]]:
    """
    Return the claims, and the sources that they are from.

    A claim: record, source, place in it, claimant, whether it denies, field, value, directness, the
    last day it speaks about. A source: title, publisher, day, address.
    """
    sources = {source: number for number, source in enumerate(sorted({c.source for c in claims}))}
    rows: list[list[Any]] = [
        [
            records[claim.record], sources[claim.source], claim.locator,
            texts[voice_label(data, claim.claimant) if claim.claimant else ""],
            int(claim.stance == "denies"),
            texts[field_in_words(claim.field) if claim.field else ""], texts[_value(data, claim)],
            texts[claim.directness], texts[in_words(claim.as_of) if claim.as_of else ""],
        ]
        for claim in claims
    ]  # fmt: skip
    return rows, [_source_row(data, source, texts) for source in sources]


def _value(data: Dataset, claim: Claim) -> str:
    """Return what a claim says of one field: a day or a cause in words, a record by its name."""
    if claim.field == "date" and claim.value:
        return in_words(claim.value)
    if claim.value in data.disruptions:
        return act_in_full(data, data.disruptions[claim.value])
    return label(data, claim.value)


def _source_row(data: Dataset, source_id: str, texts: Texts) -> list[Any]:
    source = data.sources[source_id]
    # Any other scheme could run a program where a reader expects an article.
    address = source.url if source.url.startswith(("https://", "http://")) else ""
    return [source.title, texts[source.publisher], texts[in_words(source.published)], address]


def counted(data: Dataset, claims: Sequence[Claim]) -> str:
    """
    Say which of some claims count in a view: a bit each, as hexadecimal digits.

    Empty where all count.
    """
    bits = "".join("1" if claim.id in data.claims else "0" for claim in claims)
    if "0" not in bits:
        return ""
    padded = bits.ljust(-(-len(bits) // 4) * 4, "0")
    return f"{int(padded, 2):0{len(padded) // 4}x}"
