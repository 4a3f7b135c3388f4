"""States that begin and end: nobody speaks for one before its first day or after its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.check.references import problem
from backchannel.facts.bounds import bounds_of
from backchannel.facts.dataset import counts_as, possible_days
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backchannel.dates.period import Window
    from backchannel.errors import Problem
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Party


def lifetimes(data: Dataset) -> Iterator[Problem]:
    """Yield what sits or meets for a state outside its days, and days of what is no state."""
    for actor in data.actors.values():
        if actor.kind != "state" and (actor.start or actor.end):
            column = "start" if actor.start else "end"
            yield problem(
                actor, column, f"belongs to a state, not to kind `{actor.kind}`; empty it"
            )
    lives = _lives(data)
    for party in data.parties.values():
        if party.side in lives and (found := _of_party(data, party, lives)):
            yield problem(party, *found)
    for attendance in data.attendances.values():
        life, contact = lives.get(attendance.side), data.contacts.get(attendance.contact)
        if life is None or contact is None:
            continue
        days = bounds_of(contact)["date"]
        if days.earliest > life.last or days.latest < life.first:
            yield problem(attendance, "side", _outside(attendance.side, life, contact.date))


def _lives(data: Dataset) -> Mapping[str, Window]:
    """Return the days on which each state that begins or ends possibly existed, by its code."""
    states = (actor for actor in data.actors.values() if actor.kind == "state")
    return {actor.state: possible_days(actor) for actor in states if actor.start or actor.end}


def _of_party(data: Dataset, party: Party, lives: Mapping[str, Window]) -> tuple[str, str] | None:
    life, days = lives[party.side], bounds_of(party)
    if party.start and days["start"].earliest > life.last:
        return "start", _outside(party.side, life, party.start)
    if party.end and days["end"].latest < life.first:
        return "end", _outside(party.side, life, party.end)
    # What sat for a state that another succeeds goes on sitting for that one.
    if not party.end and days["end"].latest > life.last and not _is_succeeded(data, party.side):
        said = f"is empty, but {quoted(party.side)} ended by {life.last}"
        return "end", f"{said}; write `{life.last}` or the earlier day on which it left"
    return None


def _is_succeeded(data: Dataset, side: str) -> bool:
    later = counts_as(side)
    return later != side and any(actor.state == later for actor in data.actors.values())


def _outside(side: str, life: Window, found: str) -> str:
    return (
        f"{quoted(found)} is not in the days of {quoted(side)}, {life.first} to {life.last}; "
        "correct the date or the side"
    )
