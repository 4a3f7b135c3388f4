"""Why the verdict on a channel changed between two times: since when, by what, and who says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import Window, day_after
from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.scope import EVERYBODY
from backchannel.messages import count
from backchannel.verdicts.acts import act_in_words, causes_to_name, in_answer_to, when_begun
from backchannel.verdicts.course import carried_from, course
from backchannel.verdicts.evidence import sighting
from backchannel.verdicts.verdict import CONTESTED, UNKNOWN, Word
from backchannel.verdicts.voices import voices_behind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption, Spell
    from backchannel.facts.scope import Scope
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.course import Course
    from backchannel.verdicts.verdict import Verdict

STOPS = ("suspended", "closed", "found_stopped")
"""What a stop at the second of two times is called, by what is known of the first."""


class Turn(NamedTuple):
    """The day from which a channel was as it is at the second of two times, and what says so."""

    change: str
    """What happened: suspended, restored and so on, or the list it is in, as out_of_sight."""
    day: date | None
    """The first day on which it is so; None where the dates are too vague for any day."""
    earliest: date | None
    """The first day on which it can have begun, as the record says it; None if nobody says."""
    latest: date | None
    """The last such day; None if it is only out of sight, since nobody says then that it ended."""
    why: str
    """The same in words, with the causes that the record names."""
    accounts: tuple[str, ...]
    """The spells and contacts that say so; of what is out of sight, those that spoke of it last."""
    causes: tuple[str, ...]
    """The disruptions that the record names as the cause."""
    voices: tuple[str, ...]
    """Who speaks in the claims on these accounts as a whole, supporting or denying."""


def turn_of(  # noqa: PLR0913 - a channel, its change, and the question it is told in
    data: Dataset,
    channel: str,
    change: str,
    now: Verdict,
    *,
    after: Window,
    whole: Window,
    scope: Scope = EVERYBODY,
) -> Turn:
    """
    Say since when and why a channel is as it is at the second of two times.

    Parameters
    ----------
    data
        The data, or a view of them.
    channel
        Its id.
    change
        What happened to it, or `interrupted` for the first sure stop between the two times.
    now
        Its verdict at the second time.
    after
        The days of the second time.
    whole
        All days that are compared.
    scope
        Whose channels are asked about.
    """
    line = course(data)[channel]
    if change == "interrupted":
        # It is looked for in all days, since it may have begun before a month or year asked about.
        later = (piece for piece in line.stretches if piece.last >= whole.first)
        stop = next(piece for piece in later if piece.verdict.surely_stopped)
        turn = _stopped(data, line, stop.verdict.word.value, stop.first)
        end = line.on(after.last)
        if not end.holds_stopped:
            return turn
        # A year counts with its best day: who reads "interrupted" would think that it is back.
        return turn._replace(why=f"{turn.why}; {end.word} on {day_in_words(after.last)}, too")
    if change == "degraded":
        return _degraded(data, line, now, after)
    day = _first_day(line, now, after, _holds)
    if change in STOPS and day:
        return _stopped(data, line, change, day)
    if change != "out_of_sight":
        return _usable(data, line, change, day, after)
    if day and day > whole.first:
        return _out_of_sight(data, channel, now, day, (after, whole), scope)
    why = "sources disagree" if now == CONTESTED else "nothing sure or presumed is known of it then"
    return _turn(data, line, (change, None, why), [a for a in line.accounts if a.touches(after)])


def _first_day(
    line: Course, now: Verdict, after: Window, like: Callable[[Verdict], tuple[object, ...]]
) -> date | None:
    """Return the first of the days without a gap on which a verdict is like that in the end."""
    pieces = [piece for piece in line.stretches if piece.first <= after.last]
    while pieces and pieces[-1].verdict != now:
        pieces.pop()
    if not pieces or pieces[-1].last < after.first:
        return None  # as under the rule `any`, where what cannot miss a window is there on no day
    while len(pieces) > 1 and like(pieces[-2].verdict) == like(now):
        pieces.pop()
    return pieces[-1].first


def _degraded(data: Dataset, line: Course, now: Verdict, after: Window) -> Turn:
    """Say since when a channel is degraded without a day between on which it surely is not."""
    day = _first_day(line, now, after, lambda verdict: (verdict.word, verdict.holds_usable))
    asked = after if day is None else Window(day, day)
    accounts = _degrading(line, asked)
    why = stop_in_words(data, spells_of(data, accounts))
    if day and (earlier := _degraded_before(line, day)):
        day, doubt = earlier.first, day_after(earlier.last)
        first = _degrading(line, Window(day, day))
        began = stop_in_words(data, spells_of(data, first))
        why = f"{began}; in doubt from {day_in_words(doubt)}; again {why}"
        accounts = [*first, *(one for one in accounts if one not in first)]
    return _turn(data, line, ("degraded", day, why), accounts)


def _degrading(line: Course, days: Window) -> list[Account]:
    """Return the undenied accounts that have a channel degraded in some days."""
    return [
        one
        for one in line.accounts
        if one.status == "degraded" and not one.denied
        and (one.touches(days) or (days.days == 1 and one.is_carried_to(days.first)))
    ]  # fmt: skip


def _degraded_before(line: Course, day: date) -> Window | None:
    """Return the first earlier days on which it is degraded, with nothing but doubt since."""
    found = None
    for piece in reversed([piece for piece in line.stretches if piece.last < day]):
        if piece.verdict.holds_stopped or (
            piece.verdict.holds_usable and piece.verdict.word is not Word.DEGRADED
        ):
            break
        if piece.verdict.holds_usable:
            last = found.last if found and found.first == day_after(piece.last) else piece.last
            found = Window(piece.first, last)
    return found


def _holds(verdict: Verdict) -> tuple[bool, bool]:
    return verdict.holds_usable, verdict.holds_stopped


def _stopped(data: Dataset, line: Course, change: str, day: date) -> Turn:
    accounts = [account for account in _on(line, day) if not account.usable]
    spells = spells_of(data, accounts)
    return _turn(data, line, (change, day, stop_in_words(data, spells)), accounts)


def _usable(data: Dataset, line: Course, change: str, day: date | None, after: Window) -> Turn:
    if day is None:
        known = [account for account in line.accounts if account.touches(after)]
        accounts = [account for account in known if account.usable and not account.denied]
    else:
        accounts = [one for one in _on(line, day) if one.usable and one.surely_covers(day)]
        accounts = accounts or line.carried(day)
    why = "; ".join(dict.fromkeys(_seen(data, account) for account in accounts))
    return _turn(data, line, (change, day, why), accounts)


def _out_of_sight(
    data: Dataset, channel: str, now: Verdict, day: date, days: tuple[Window, Window], scope: Scope
) -> Turn:
    after, whole = days
    line, last = course(data)[channel], day - timedelta(days=1)
    accounts = list(_on(line, last))
    if line.on(last).holds_stopped:
        why = f"{stop_in_words(data, spells_of(data, accounts))}; not confirmed after that"
    else:
        why = why_out_of_sight(data, channel, Window(whole.first, last), scope)
    disputed = [one for one in line.accounts if now != UNKNOWN and one.touches(after)]
    seen = max((min(account.end_earliest, last) for account in accounts), default=last)
    told = sorted({account.id for account in (*accounts, *disputed)})
    voices = tuple(sorted(voices_behind(data, told)))
    return Turn("out_of_sight", day, day_after(seen), None, why, tuple(told), (), voices)


def _turn(
    data: Dataset, line: Course, told: tuple[str, date | None, str], accounts: Sequence[Account]
) -> Turn:
    change, day, why = told
    ids = sorted(account.id for account in accounts)
    earliest = min((account.start_earliest for account in accounts), default=FIRST_DAY)
    latest = min((account.start_latest for account in accounts), default=None)
    if day:
        # A stop with a vague beginning had not begun on days of sure use, nor the other way round.
        other = "surely_usable" if change in STOPS else "surely_stopped"
        before = [p.last for p in line.stretches if p.first < day and getattr(p.verdict, other)]
        earliest = max([earliest, *map(day_after, before[-1:])])
    causes = {cause for spell in spells_of(data, accounts) for cause in spell.cause}
    return Turn(
        change, day, earliest if earliest > FIRST_DAY else None, latest, why, tuple(ids),
        tuple(sorted(causes & data.disruptions.keys())),
        tuple(sorted(voices_behind(data, ids))),
    )  # fmt: skip


def _on(line: Course, day: date) -> Iterable[Account]:
    """Yield the undenied accounts that surely cover a day or are carried to it."""
    return (
        account
        for account in line.accounts
        if not account.denied and (account.surely_covers(day) or account.is_carried_to(day))
    )


def spells_of(data: Dataset, accounts: Iterable[Account]) -> tuple[Spell, ...]:
    """Return the spells among some accounts."""
    return tuple(data.spells[account.id] for account in accounts if not account.is_contact)


def stops_on(data: Dataset, channel: str, day: date) -> tuple[Spell, ...]:
    """Return the spells in which a channel was surely, or is presumed to be, stopped on a day."""
    return spells_of(data, (one for one in _on(course(data)[channel], day) if not one.usable))


def stop_in_words(data: Dataset, spells: Sequence[Spell]) -> str:
    """Say what a stop or a degraded time was, since when, and what caused it."""
    first = spells[0]
    since = f"{first.status} {since_when(first.start)}" if first.start else first.status
    causes = dict.fromkeys(cause for spell in spells for cause in spell.cause)
    acts = [_cause(data, row, first.start) for row in causes_to_name(data, causes)]
    told = "; ".join(dict.fromkeys(acts))
    return f"{since} ({told})" if told else since


def why_out_of_sight(data: Dataset, channel: str, days: Window, scope: Scope) -> str:
    """
    Say when a channel out of sight was last seen, and why it is presumed to go on no longer.

    Of two sides that are asked about, one may have left it while others still used it.
    """
    line = course(data)[channel]
    last = [stretch for stretch in line.within(days) if stretch.verdict.holds_usable][-1]
    carried = carried_from(line, days, last.verdict)
    left = scope.who_left(data, channel, by=last.last)
    if not carried:
        return "; ".join(filter(None, (f"seen until {day_in_words(last.last)}", left)))
    said = f"last {sighting(data, carried[0])}"
    if left:
        return f"{said}; {left}"
    after = last.last + timedelta(days=1)
    for stop in data.presumption.breaks:
        if stop.date == after:
            return f"{said}; not presumed to go on across {day_in_words(after)} ({stop.reason})"
    presumed = data.presumption.days_for(data.channels[channel].type)
    if (last.last - carried[0].end_earliest).days == presumed:
        return f"{said}; after {count(presumed, 'day')} no longer presumed to go on"
    return f"{said}; from {day_in_words(after)} other evidence speaks against it"


def _seen(data: Dataset, account: Account) -> str:
    """Say what shows that a channel worked: a contact, or what a source says of it since when."""
    if account.is_contact:
        return sighting(data, account)
    spell = data.spells[account.id]
    return f"{spell.status} {since_when(spell.start)}" if spell.start else sighting(data, account)


def _cause(data: Dataset, row: Disruption, start: str) -> str:
    """Name what caused a stop, its date only if it is not that of the stop, and what it answers."""
    dated = "" if row.start == start else f", {when_begun(row)}"
    return f"{act_in_words(data, row)}{dated}{in_answer_to(data, row)}"


def since_when(start: str) -> str:
    """Say since when something has been so, as precisely as its source."""
    words = in_words(start)
    if words.startswith("by "):
        return words
    return f"since a day {words}" if words.startswith("between") else f"since {words}"
