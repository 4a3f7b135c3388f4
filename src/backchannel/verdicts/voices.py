"""Who speaks of an account as a whole: the voices behind a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset

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
