"""
What happened to each channel of a report, in sentences that end in the claims they rest on.

The head counts and names; here is what happened to each, since when, why, and by whose word.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.names import label
from backchannel.facts.vocabulary import TYPE_ORDER
from backchannel.facts.voices import voice_label
from backchannel.output.document import Hyperlink, anchor
from backchannel.report.year import first_few
from backchannel.verdicts.acts import act_in_full, in_answer_to
from backchannel.verdicts.course import carried_from, course
from backchannel.verdicts.reasons import since_when, why_out_of_sight
from backchannel.verdicts.voices import order_of_naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.model import Contact
    from backchannel.output.document import Document, Inline
    from backchannel.report.year import Year
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.comparison import Change
    from backchannel.verdicts.verdict import Verdict

TITLE = "The claims cited at the beginning"
"""The heading above the claims that the brief cites."""

MOST_CLAIMS = 2
"""So many claims are named after a sentence; `evidence.csv` has the others."""

MOST = {"lost": 6, "less": 3, "hidden": 3, "shown": 2, "contested": 3, "events": 3}
"""How many sentences the brief has of each kind, so that with the head it fills two sheets."""

MOST_VOICES = 3
"""So many of those who say it are named; of more, the rest are counted."""


class Sentence(NamedTuple):
    """A sentence of the brief and the claims that it rests on."""

    text: str
    claims: tuple[str, ...]


def brief(document: Document, asked: Year) -> tuple[str, ...]:
    """Add the brief, and return the ids of the claims it names, sorted."""
    sentences = [sentence for sentence in _sentences(asked) if sentence.claims]
    document.section("What happened, and by whose word", is_close=True)
    if not sentences:
        document.paragraph(
            f"No claim in the data says that a channel {asked.whose} was used, stopped or usable "
            f"in {asked.year}, or what happened to it."
        )
        return ()
    document.paragraph(
        "Each sentence ends in who says so, and in the claims it rests on; they are told, with the "
        "place in the source, under ",
        Hyperlink(TITLE, f"#{anchor(TITLE)}"),
        ".",
    )
    document.points([_cited(asked, sentence) for sentence in sentences])
    return tuple(sorted({key for told in sentences for key in told.claims[:MOST_CLAIMS]}))


def _cited(asked: Year, sentence: Sentence) -> list[Inline]:
    parts: list[Inline] = [f"{sentence.text} ({_said_by(asked, sentence.claims)}: "]
    for place, key in enumerate(sentence.claims[:MOST_CLAIMS]):
        parts += ["; " if place else "", Hyperlink(key, f"#{key}")]
    more = len(sentence.claims[MOST_CLAIMS:])
    return [*parts, f"; and {more:,} more)" if more else ")"]


def _said_by(asked: Year, claims: Iterable[str]) -> str:
    """Name who says it, and apart from them who denies it."""
    data, since = asked.data, asked.window.first
    spoken = [data.claims[key] for key in claims]
    # A claim on a cause or an end says nothing of the whole; of some records there are no others.
    whole = [claim for claim in spoken if not claim.field] or spoken
    named = {}
    for stance in ("supports", "denies"):
        speaking = [claim for claim in whole if claim.stance == stance]
        voices = order_of_naming(data, speaking, since=since)
        names = dict.fromkeys(voice_label(data, voice).partition(" (")[0] for voice in voices)
        named[stance] = first_few(list(names), most=MOST_VOICES)
    denied = f"contradicted by {named['denies']}" if named["denies"] else ""
    return "; ".join(filter(None, (named["supports"], denied)))


def _sentences(asked: Year) -> Iterator[Sentence]:
    """Say the losses and other stops, what is out of sight and in it, what is contested."""
    yield from _lost(asked)
    yield from _less(asked)
    yield from _hidden(asked)
    yield from _shown(asked)
    yield from _contested(asked)
    for row in asked.last_talks:
        yield Sentence(
            f"Documented contact: {talk_in_words(asked, row)}.", _claims(asked, [row.id])
        )
    yield from _disruptions(asked)


def _disruptions(asked: Year) -> Iterator[Sentence]:
    """Say what surely began in the year, first what sources put the stops of the year down to."""
    blamed = Counter(
        cause for stop in asked.stops.values() for spell in stop.spells for cause in spell.cause
    )
    surely = [
        row.record
        for row in asked.change.disruptions
        if row.certainty == "surely" and row.record.kind != "other"
    ]
    for event in sorted(surely, key=lambda row: -blamed[row.id])[: MOST["events"]]:
        # What goes on is not over on its first day: a count may be one of years.
        when = since_when(event.start) if event.end else in_words(event.start)
        told = f"{act_in_full(asked.data, event)}, {when}{in_answer_to(asked.data, event)}"
        yield Sentence(f"Disruption: {told}.", _claims(asked, [event.id]))


def _name(asked: Year, channel: str) -> str:
    """Return the name of a channel between quotes, as some names are half a sentence."""
    return f"“{label(asked.data, channel)}”"


def _lost(asked: Year) -> Iterator[Sentence]:
    """Say what was stopped in the year: what was lost first, then what came back or was unsure."""
    lost = {row.id: row for row in asked.change.lost}
    stops = sorted(asked.stops.values(), key=lambda stop: (stop.channel not in lost, stop.on))
    for stop in stops[: MOST["lost"]]:
        name = _name(asked, stop.channel)
        claims = _claims(asked, [spell.id for spell in stop.spells])
        why = stop.in_words(asked.data)
        if row := lost.get(stop.channel):
            yield Sentence(f"Lost: {name}; {why}; {_from_to(row)}.", claims)
        else:
            end = f"{_adverbial(asked.at_end[stop.channel])} at the end"
            yield Sentence(f"Stopped for a time: {name}; {why}; {end}.", claims)


def _less(asked: Year) -> Iterator[Sentence]:
    """Say what is degraded in the end, and what is found stopped, since when and by what."""
    stopped = [row for row in asked.change.found_stopped if row.id not in asked.stops]
    for name, rows in (("Degraded", asked.change.degraded), ("Found stopped", stopped)):
        of = {row.id: row for row in rows}
        for channel in by_rank(asked, of)[: MOST["less"]]:
            turn = of[channel].turn
            claims = _claims(asked, turn.accounts)
            yield Sentence(f"{name}: {_name(asked, channel)}; {turn.why}.", claims)


def _hidden(asked: Year) -> Iterator[Sentence]:
    """Say what is no longer documented, and when it was last seen."""
    for channel in by_rank(asked, [row.id for row in asked.change.out_of_sight])[: MOST["hidden"]]:
        why = why_out_of_sight(asked.data, channel, asked.both, asked.scope)
        line = course(asked.data)[channel]
        last = [one for one in line.within(asked.both) if one.verdict.holds_usable][-1]
        carried = [one.id for one in carried_from(line, asked.both, last.verdict)]
        claims = _claims(asked, carried) or _grounds(asked, channel, last.last)
        yield Sentence(f"Out of sight: {_name(asked, channel)}; {why}.", claims)


def _shown(asked: Year) -> Iterator[Sentence]:
    """Say what was gained, and what came into view."""
    for name, rows in (("Gained", asked.change.gained), ("Came into view", asked.change.into_view)):
        of = {row.id: row for row in rows}
        for channel in by_rank(asked, of)[: MOST["shown"]]:
            row = of[channel]
            yield Sentence(
                f"{name}: {_name(asked, channel)}; {_from_to(row)}.",
                _grounds(asked, channel, asked.last),
            )


def _contested(asked: Year) -> Iterator[Sentence]:
    """Say of which channels the sources disagree, and from when to when in the year."""
    for channel in by_rank(asked, asked.contested)[: MOST["contested"]]:
        days = asked.contested[channel]
        accounts = [one for one in course(asked.data)[channel].accounts if one.touches(days)]
        what = f"{_disputed(accounts)} {_name(asked, channel)} could be used"
        yield Sentence(f"Contested {_when(days)}: {what}.", _claims(asked, _opposed(accounts)))


def _disputed(accounts: Sequence[Account]) -> str:
    """Say what the sources disagree on: with no stop told of, full use or use with less."""
    less = any(one.status == "degraded" for one in accounts)
    return "how far" if less and all(one.usable for one in accounts) else "whether"


def _when(days: Window) -> str:
    """Say from when to when, or on which one day."""
    if days.first == days.last:
        return f"on {day_in_words(days.first)}"
    return f"from {day_in_words(days.first)} to {day_in_words(days.last)}"


def _opposed(accounts: Iterable[Account]) -> list[str]:
    """Return accounts so that usable and stopped ones alternate: the first two are one of each."""
    ordered = sorted(accounts, key=lambda one: one.id)
    halves = [[one.id for one in ordered if one.usable is usable] for usable in (True, False)]
    pairs = [key for pair in zip(*halves, strict=False) for key in pair]
    return [*pairs, *(key for half in halves for key in half if key not in pairs)]


def _grounds(asked: Year, channel: str, day: date) -> tuple[str, ...]:
    """Return the claims by which a channel could be used on a day, the latest sighting first."""
    line = course(asked.data)[channel]
    holding = [
        one
        for one in line.accounts
        if one.usable and not one.denied and (one.surely_covers(day) or one.is_carried_to(day))
    ]
    holding.sort(key=lambda one: (one.end_earliest, one.id), reverse=True)
    sure = [one for one in holding if one.surely_covers(day)]
    return _claims(asked, [one.id for one in sure or holding])


def _claims(asked: Year, records: Iterable[str]) -> tuple[str, ...]:
    """Return one claim of each record, then their others: so the first few speak for all."""
    by_record = [[claim.id for claim in asked.data.claims_on.get(key, ())] for key in records]
    firsts = [claims[0] for claims in by_record if claims]
    return tuple(dict.fromkeys([*firsts, *(key for claims in by_record for key in claims)]))


def by_rank(asked: Year, channels: Iterable[str]) -> list[str]:
    """Return channels, leaders and foreign ministries first."""
    types = asked.data.channels
    return sorted(channels, key=lambda key: (TYPE_ORDER[types[key].type], key))


def talk_in_words(asked: Year, row: Contact) -> str:
    """Name a contact by day, who was there or which channel it used, how and where."""
    data = asked.data
    there = sorted({at.actor for at in data.attendances_of.get(row.id, ())})
    # An office's address and by-names stand in brackets: the sentence is long without them.
    names = (label(data, actor).partition(" (")[0] for actor in there)
    who = ", ".join(names) or label(data, row.channel)
    # Without a person the reader does not know which talks they were.
    if there and row.channel and not any(data.actors[one].kind == "person" for one in there):
        who += f": {label(data, row.channel)}"
    how = f"{row.mode}, {label(data, row.place)}" if row.place else row.mode
    return f"{in_words(row.date)}, {who} ({how})"


def _from_to(row: Change) -> str:
    """Say how a channel was on the eve of the year, and how it was on the last day."""
    return f"{_adverbial(row.was)} at first, {_adverbial(row.now)} at the end"


def _adverbial(verdict: Verdict) -> str:
    """Write a verdict as a sentence has it: `presumably open`."""
    return f"{verdict.certainty} {verdict.word}" if verdict.certainty else str(verdict.word)
