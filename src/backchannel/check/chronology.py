"""The rules about days: the order of dates, how spells end, and what excludes what on one day."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from backchannel.check.references import problem
from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import (
    STILL_SO,
    UNKNOWN_END,
    Window,
    day_bounds,
    end_bounds,
    start_bounds,
)
from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import USABLE
from backchannel.messages import quoted
from backchannel.verdicts.accounts import accounts_of, tenure_accounts
from backchannel.verdicts.contacts import is_contact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from backchannel.errors import Problem
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Spell
    from backchannel.verdicts.accounts import Account


def order_of_dates(data: Dataset) -> Iterator[Problem]:
    """Yield records that surely end before they begin, or that begin after the package ends."""
    for table in ("tenures", "parties", "spells", "disruptions"):
        for record in data.table(table).values():
            bounds = bounds_of(record)
            if bounds["end"].latest < bounds["start"].earliest:
                end, start = getattr(record, "end", ""), getattr(record, "start", "")
                yield problem(
                    record,
                    "end",
                    f"{quoted(end)} is earlier than start, {quoted(start)}; correct one",
                )
    for table, column in (
        ("spells", "start"),
        ("tenures", "start"),
        ("disruptions", "start"),
        ("contacts", "date"),
    ):
        for record in data.table(table).values():
            if bounds_of(record)[column].earliest > data.as_of:
                entered = quoted(getattr(record, column))
                message = f"{entered} is after as_of, `{data.as_of}`; correct one of them"
                yield problem(record, column, message)


def ends(data: Dataset) -> Iterator[Problem]:
    """Yield ends that say nothing, or more than anybody has seen."""
    for spell in data.spells.values():
        bounds = end_bounds(spell.end)
        if bounds == UNKNOWN_END and spell.status not in USABLE:
            yield problem(
                spell,
                "end",
                f"is empty for a {spell.status} spell; "
                "write the day seen last, or `..` if nobody saw it end",
            )
        elif bounds == STILL_SO:
            yield from _still_so(data, spell)
        elif bounds != UNKNOWN_END:
            if not spell.end_kind:
                yield problem(
                    spell, "end_kind", "is empty, but the spell has an end; say why it ends"
                )
            if bounds.earliest == FIRST_DAY:
                message = (
                    f"{quoted(spell.end)} makes all earlier years possible; "
                    "begin it on the last day seen"
                )
                yield problem(spell, "end", message)


def changes(data: Dataset) -> Iterator[Problem]:
    """Yield spells that end by a change though no other status of their channel can follow."""
    for spell in data.spells.values():
        began = start_bounds(spell.start).earliest
        others = (one for one in data.spells_of[spell.channel] if one.status != spell.status)
        if spell.end_kind == "changed" and not any(
            start_bounds(one.start).latest > began for one in others
        ):
            message = (
                f"is `changed`, but no other status of `{spell.channel}` follows; "
                "enter it, or another end kind"
            )
            yield problem(spell, "end_kind", message)


def voices_agree(data: Dataset) -> Iterator[Problem]:
    """Yield a usable and a stopped spell of one voice that are both sure on one day."""
    told_by: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in data.claims.values():
        if claim.record in data.spells:
            told_by[data.voice(claim)][claim.id] = claim
    for voice, claims in sorted(told_by.items()):
        spells = {one.record: data.spells[one.record] for one in claims.values()}
        told = data.with_tables(claims=claims, spells=spells)
        for channel in told.spells_of:
            cut = accounts_of(told, channel)
            for number, other in enumerate(cut):
                one = next(
                    (
                        one
                        for one in cut[:number]
                        if one.usable != other.usable and _both_sure(one, other)
                    ),
                    None,
                )
                if one:
                    said = (
                        f"{quoted(voice)} says {other.status} here and {one.status} in `{one.id}`"
                    )
                    message = (
                        f"{said}, both sure on {_both_sure(one, other)}; end one the day before"
                    )
                    yield problem(data.spells[other.id], "status", message)


def stopped_for_good(data: Dataset) -> Iterator[Problem]:
    """Yield stopped spells without an end though a usable one begins after they were last seen."""
    for channel in data.channels:
        usable = [one for one in accounts_of(data, channel) if one.usable]
        for spell in data.spells_of.get(channel, ()) if usable else ():
            seen = [data.spoken_of(one).latest for one in _backing(data, spell)]
            if spell.status in USABLE or spell.end not in ("", "..") or not seen:
                continue
            since = max(*seen, start_bounds(spell.start).latest)
            # Where both are sure on one day sources disagree; one that may begin later still
            # follows the stop.
            later = min(
                (one for one in usable if one.start_latest > since), key=_begins, default=None
            )
            if later:
                how = f"is {quoted(spell.end)}" if spell.end else "is empty"
                begins = data.spells[later.id].start
                message = f"{how}, but `{later.id}` is {later.status} from {begins}; end it"
                yield problem(spell, "end", message)


def contacts_covered(data: Dataset) -> Iterator[Problem]:
    """Yield held two-way contacts on whose days no spell of their channel can have been usable."""
    for channel in data.channels:
        usable = [one for one in accounts_of(data, channel) if one.usable]
        for contact in data.contacts_of.get(channel, ()):
            days = Window(*day_bounds(contact.date))
            if is_contact(data, contact) and not any(one.touches(days) for one in usable):
                message = (
                    f"was held, but no spell of `{channel}` can have been usable then; "
                    "enter one of its date"
                )
                yield problem(contact, "date", message)


def offices(data: Dataset) -> Iterator[Problem]:
    """Yield offices that two people surely held in full capacity on one day."""
    surely = tenure_accounts(data)
    for office, held in data.holders_of.items():
        full = [one for one in held if one.capacity == "full" and one.id in surely]
        for one, other in combinations(full, 2):
            day = _both_sure(surely[one.id], surely[other.id])
            if one.person != other.person and day:
                yield problem(
                    other,
                    "person",
                    f"`{one.person}` surely held `{office}` too on {day}; correct one",
                )


def _backing(data: Dataset, spell: Spell) -> list[Claim]:
    """Return the claims that carry a spell: those that support it as a whole."""
    return [
        one
        for one in data.claims_on.get(spell.id, ())
        if one.stance == "supports" and not one.field
    ]


def _still_so(data: Dataset, spell: Spell) -> Iterator[Problem]:
    backing = _backing(data, spell)
    if backing and not any(one.as_of for one in backing):
        message = (
            "is `..`, but none of its supporting claims has an `as_of`; say when it was still so"
        )
        yield problem(spell, "end", message)
    if spell.end_kind not in ("", "observed"):
        message = (
            f"{quoted(spell.end_kind)} needs an end, but end is `..`; write `observed`, or the end"
        )
        yield problem(spell, "end_kind", message)


def _both_sure(one: Account, other: Account) -> date | None:
    """Return the first day on which two spells are both sure, if there is one."""
    first = max(one.start_latest, other.start_latest)
    return first if first <= min(one.end_earliest, other.end_earliest) else None


def _begins(spell: Account) -> tuple[date, str]:
    return spell.start_earliest, spell.id
