"""Who speaks of an account as a whole: the voices behind a verdict."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backchannel.facts.voices import voice_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim

WEAK = ("blog", "copy", "wordpress")
"""What the name of a publisher has in it who keeps what others wrote, or writes for himself."""

VOICES = "voices"
"""Where a dataset keeps them."""


def voices_behind(data: Dataset, record_ids: Iterable[str]) -> set[str]:
    """
    Return the distinct voices, supporting or denying, in the claims on some records as a whole.

    A claim on one cell, such as the cause of a stop, is no voice on the status.
    """
    by_record = voices(data)
    return {voice for record in record_ids for voice in by_record.get(record, ())}


def deniers(data: Dataset, record_ids: Iterable[str]) -> set[str]:
    """Return the voices that deny what some records say as a whole, and support none of it."""
    stances: dict[str, set[str]] = {}
    for record in record_ids:
        for claim in data.claims_on.get(record, ()):
            if not claim.field:
                stances.setdefault(data.voice(claim), set()).add(claim.stance)
    return {voice for voice, found in stances.items() if found == {"denies"}}


def voices(data: Dataset) -> Mapping[str, Sequence[str]]:
    """Return record id → who speaks of it as a whole, sorted; worked out once for each dataset."""
    if VOICES not in data.computed:
        found: dict[str, set[str]] = {}
        for claim in data.claims.values():
            if not claim.field:
                found.setdefault(claim.record, set()).add(data.voice(claim))
        data.computed[VOICES] = {record: sorted(found[record]) for record in sorted(found)}
    known: Mapping[str, Sequence[str]] = data.computed[VOICES]
    return known


def order_of_naming(
    data: Dataset, claims: Iterable[Claim], *, since: date = date.min
) -> Sequence[str]:
    """
    Return who speaks in some claims, in the order in which a reader wants them named.

    First who speaks of days from `since` on, and among these who speaks for himself or for a body
    before outlets, the latest before the earlier. Copies and blogs come last.
    """
    names: dict[str, str] = data.computed.setdefault("names of voices", {})
    latest: dict[str, date] = {}
    for claim in claims:
        voice, day = data.voice(claim), data.spoken_of(claim).latest
        latest[voice] = max(day, latest.get(voice, day))

    def place(voice: str) -> tuple[bool, bool, bool, int, str]:
        if voice not in names:
            names[voice] = voice_label(data, voice)
        name = names[voice]
        actor = data.actors.get(voice)
        is_outlet = actor is None or actor.sector == "JRN"
        is_weak = actor is None and any(word in name.lower() for word in WEAK)
        day = latest[voice]
        return is_weak, day < since, is_outlet, -day.toordinal(), name

    return sorted(latest, key=place)
