"""
What if: a day as it would be without some things, or with some that work again.

What falls away takes along what cannot be without it (`fallen`), what works again brings back what
it had stopped (`reopened`). Then the day is asked again: which channels are left, how many lines
share nothing, who reaches whom, which subjects have no channel, who is cut off. A source that falls
away takes along what was known from it alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import day
from backchannel.errors import UsageFault
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.views import without as records_left
from backchannel.losses.carriers import two_sides, usable_on
from backchannel.network.snapshot import belongs
from backchannel.scenarios.compared import (
    ChangedChannel,
    Compared,
    ReachedActor,
    Subject,
    Vacancy,
    WhatIf,
)
from backchannel.scenarios.fallen import Fallen, fallen
from backchannel.scenarios.naming import falling, returning
from backchannel.scenarios.reopened import brought_back
from backchannel.scenarios.standing import MEASURED, question, standing, subjects
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import seated_on, tenure_days
from backchannel.verdicts.verdict import CERTAINTIES, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from backchannel.dates.period import Day, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.scenarios.standing import Question, Standing
    from backchannel.verdicts.verdict import Certainty

REOPENED = Verdict(Word.OPEN, "surely")
"""What a channel is taken for that works again."""


class _Side(NamedTuple):
    """One side of the comparison."""

    known: Dataset
    """What is known of the channels."""
    data: Dataset
    """Who sits where; what falls away is not in them."""
    usable: Mapping[Certainty, frozenset[str]]

    def presumably(self, asked: Question) -> list[str]:
        """Return the usable channels between the sides."""
        return sorted(
            channel
            for channel in self.usable["presumably"]
            if self.data.is_between(channel, asked.sides, within=asked.days)
        )


@in_bulk()
def whatif(
    data: Dataset,
    on: Day,
    *,
    without: Iterable[str] = (),
    reopen: Iterable[str] = (),
    between: Between = None,
) -> WhatIf:
    """
    Return how a day would be if some things fell away, or worked again.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    without
        What falls away: channels, actors, sources and groups of sources by id or name, what
        channels depend on by id or in its words.
    reopen
        What works again: channels by id or name, what they depend on; disruptions that are lifted,
        by id. Its channels are then taken for surely open, with whoever sits on them that day.
    between
        Two sides, by code or name; the package's own pair if none is given.

    Returns
    -------
    whatif
        What falls, and the day before and after. Only that day changes: nothing is said of what
        others would do then.

    Raises
    ------
    BadDate
        If `on` is a text that means more than one day.
    UnknownName
        If nothing is called so, or there is no such side.
    UsageFault
        If nothing falls away or works again, a record cannot, something does both, all sides are
        asked for, or the package has no pair of its own.

    Examples
    --------
    On 1 February 2022 an under-secretary of state had three channels in her own name:

    >>> import backchannel as bc
    >>> found = whatif(bc.read(), "2022-02-01", without=["Victoria Nuland"])
    >>> [row.id for row in found.channels]
    ['ruus-nuland-kozak']
    """
    asked_day, sides = day(on), two_sides(data, between)
    gone, back = falling(data, without), returning(data, reopen)
    _check(gone, back)
    asked = question(data, asked_day, sides)
    before = _Side(data, data, {least: usable_on(data, asked_day, least) for least in CERTAINTIES})
    falls = fallen(data, asked_day, gone)
    returns = [one for one in brought_back(data, asked_day, back) if one not in falls]
    after = _after(data, asked_day, falls, returns)
    here, there = before.presumably(asked), after.presumably(asked)
    seats, then = _seated(data, asked, here), _seated(after.data, asked, there)
    return WhatIf(
        asked_day,
        sides,
        gone,
        back,
        Rows(falls.values()),
        Rows(_changed(data, asked, falls, after, returns)),
        _reached(data, seats, seats.keys() - then.keys() - falls.keys()),
        _reached(data, then, then.keys() - seats.keys()),
        _subjects(data, subjects(data, here) - subjects(data, there), here),
        _subjects(data, subjects(data, there) - subjects(data, here), there),
        _vacant(data, asked_day, falls),
        _compared(asked, before, after),
    )


def _check(gone: Iterable[str], back: Iterable[str]) -> None:
    if both := sorted(set(gone) & set(back)):
        raise UsageFault(f"`{both[0]}` is to fall away and to work again; give it once")
    if not gone and not back:
        raise UsageFault("nothing falls away and nothing works again; name at least one thing")


def _after(data: Dataset, on: date, falls: Mapping[str, Fallen], returns: Iterable[str]) -> _Side:
    """Return the data without what falls, and the channels that are usable then."""
    sources = [one for one in falls if one in data.sources]
    known = records_left(data, sources) if sources else data
    return _Side(
        known,
        records_left(data, falls) if falls else data,
        {
            least: (usable_on(known, on, least) - falls.keys()) | frozenset(returns)
            for least in CERTAINTIES
        },
    )


def _changed(
    data: Dataset,
    asked: Question,
    falls: Mapping[str, Fallen],
    after: _Side,
    returns: Iterable[str],
) -> Iterator[ChangedChannel]:
    """Yield the channels between the sides that are otherwise."""
    back, lines = set(returns), course(after.known)
    for channel, record in data.channels.items():
        if not data.is_between(channel, asked.sides, within=asked.days):
            continue
        was = course(data)[channel].on(asked.on)
        now = None if channel in falls else lines[channel].on(asked.on)
        if channel in back:
            now = REOPENED
        if now != was and (now or belongs(was, "possibly")):
            yield ChangedChannel(channel, record.name, record.type, was, now)


def _seated(data: Dataset, asked: Question, channels: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return who sits on some channels, with the side and on how many of them."""
    seats = {
        (tie.actor, channel): tie.side
        for channel in channels
        for tie in seated_on(data).get(channel, ())
        if tie.holds(asked.on, "presumably")
    }
    numbers = Counter(actor for actor, _ in seats)
    return {actor: (side, numbers[actor]) for (actor, _), side in seats.items()}


def _reached(
    data: Dataset, seats: Mapping[str, tuple[str, int]], those: Iterable[str]
) -> Rows[ReachedActor]:
    return Rows(ReachedActor(one, data.actors[one].kind, *seats[one]) for one in sorted(those))


def _subjects(data: Dataset, those: Iterable[str], channels: Iterable[str]) -> Rows[Subject]:
    carry = list(channels)
    return Rows(
        Subject(topic, tuple(one for one in carry if topic in data.channels[one].topics))
        for topic in sorted(those)
    )


def _vacant(data: Dataset, on: date, falls: Mapping[str, Fallen]) -> Rows[Vacancy]:
    """Return the offices that those who fall presumably hold that day."""
    held = {
        (tenure.office, person)
        for person in falls
        for tenure in data.held_by.get(person, ())
        if tenure.office not in falls and _holds(tenure_days(data, tenure.id)[1], on)
    }
    return Rows(Vacancy(office, person) for office, person in sorted(held))


def _holds(days: Window, on: date) -> bool:
    return days.first <= on <= days.last


def _compared(asked: Question, before: _Side, after: _Side) -> Rows[Compared]:
    """Return each measure before and after."""
    whole, rest = (
        {
            least: standing(side.data, asked, side.usable[least], least=least)
            for least in CERTAINTIES
        }
        for side in (before, after)
    )
    is_known = before.data.start <= asked.on <= before.data.as_of
    return Rows(
        Compared(name, *_range(whole, name, is_known), *_range(rest, name, is_known))
        for name in MEASURED
    )


def _range(
    found: Mapping[Certainty, Standing], name: str, is_known: bool
) -> tuple[float | None, float | None, float | None]:
    values = [getattr(one, name) for one in found.values()] if is_known else []
    known = [value for value in values if value is not None]
    value = getattr(found["presumably"], name) if is_known else None
    return value, min(known, default=None), max(known, default=None)
