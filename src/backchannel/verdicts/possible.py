"""Why a verdict is only a possible one: which dates of its account leave a day open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words, in_words
from backchannel.verdicts.course import course
from backchannel.verdicts.evidence import sighting
from backchannel.verdicts.reasons import since_when

if TYPE_CHECKING:
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Spell
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.verdict import Verdict

OPEN_ENDS = ("", "..")
"""The ends of spells of which no source says when they were."""


def why_possible(data: Dataset, channel: str, days: Window, verdict: Verdict) -> str:
    """
    Say what leaves it open how a channel was; nothing of a verdict that is not a possible one.

    It is told of the last of the days that has this verdict, by the account that begins last.
    """
    if verdict.certainty != "possibly":
        return ""
    line = course(data)[channel]
    last = [stretch.last for stretch in line.within(days) if stretch.verdict == verdict][-1]
    ground = max(
        (
            account
            for account in line.accounts
            if account.usable is verdict.usable
            and account.possibly_covers(last)
            and not account.denied
        ),
        # A contact counts as degraded where its channel is: a spell that says so comes first.
        key=lambda account: (account.status == verdict.word, account.start_latest, account.id),
    )
    return _in_words(data, ground, last)


def _in_words(data: Dataset, account: Account, day: date) -> str:
    if account.is_contact:
        return sighting(data, account)
    spell = data.spells[account.id]
    began = f"{spell.status} {since_when(spell.start)}" if spell.start else spell.status
    if day < account.start_latest:
        is_by = spell.start.startswith("[..") or not spell.start
        return f"{began}; no source says since when" if is_by else began
    if spell.end not in OPEN_ENDS:
        return f"{began}, until {_some_day(in_words(spell.end))}"
    return f"{began}, {_last_told(data, spell)}; no source says until when"


def _last_told(data: Dataset, spell: Spell) -> str:
    """Say of which day a source speaks of it last, and why that is vague where its page is."""
    claims = [
        claim
        for claim in data.claims_on[spell.id]
        if claim.stance == "supports" and not claim.field
    ]
    seen = [data.spoken_of(claim) for claim in claims]
    first, last = (min(max(days), data.as_of) for days in zip(*seen, strict=True))
    if first == last:
        return f"last reported on {day_in_words(first)}"
    told = f"last reported between {day_in_words(first)} and {day_in_words(last)}"
    is_page = not max(claims, key=lambda claim: data.spoken_of(claim).latest).as_of
    return f"{told} by a page without a certain date" if is_page else told


def _some_day(words: str) -> str:
    return f"a day {words}" if words.startswith("between") else words
