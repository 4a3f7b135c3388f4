"""Disruptions in words: what was done, by whom, to or towards whom, and how many it struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.words import in_words
from backchannel.facts.names import label
from backchannel.facts.scope import in_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption

TAKINGS = frozenset({"invasion", "annexation"})
"""Kinds that are known by the place that they took, and not by who did it."""

TO_SOMEBODY = frozenset({"expulsion", "closure", "staff-cap", "detention", "appointment-blocked"})
"""Kinds that are done to somebody; the others are done towards somebody."""

MOST_NAMES = 2
"""So many of those who did something are named; of the others their number is told."""


def act_in_words(data: Dataset, row: Disruption, *, dated: bool = False) -> str:
    """
    Name a disruption in short: by its kind and who did it, or by the place that it took.

    `dated` adds its date in brackets.
    """
    kind = kind_in_words(row.kind)
    if row.kind in TAKINGS and row.target:
        said = f"{kind} {_taken(data, row, row.target)}"
    else:
        said = f"{kind} by {names_in_words(data, row.by)}" if row.by else kind
    return f"{said} ({when_begun(row)})" if dated else said


def when_begun(row: Disruption) -> str:
    """Say when a disruption began; of a vague date, that it was one day, and no duration."""
    words = in_words(row.start)
    return f"on a day {words}" if words.startswith("between") else words


def in_answer_to(data: Dataset, row: Disruption) -> str:
    """Say what a disruption answered, what that one answered and so on, to follow its name."""
    return "".join(f", in answer to {_provocation(data, one)}" for one in answered_by(data, row))


def _provocation(data: Dataset, row: Disruption) -> str:
    """Name what was answered: one of no kind of its own by whom it struck, else nobody knows it."""
    if row.kind != "other" or not row.target:
        return f"the {act_in_words(data, row)}"
    done = f"what {names_in_words(data, row.by)} did" if row.by else "what was done"
    return f"{done} to {names_in_words(data, row.target)}{_how_many(row, ', ', '')}"


def answered_by(data: Dataset, row: Disruption) -> list[Disruption]:
    """Return what a disruption answered, what that one answered and so on, as far as is known."""
    chain = [row]
    # A view may hold an answer and not what it answers.
    while (before := data.disruptions.get(chain[-1].answers)) and before not in chain:
        chain.append(before)
    return chain[1:]


def causes_on(data: Dataset, channels: Iterable[str]) -> set[str]:
    """Return what sources name as the cause of something on channels, as far as a view holds it."""
    spells = (spell for channel in channels for spell in data.spells_of.get(channel, ()))
    return {cause for spell in spells for cause in spell.cause if cause in data.disruptions}


def causes_to_name(data: Dataset, causes: Iterable[str]) -> list[Disruption]:
    """Return the causes that a view holds, without those that another answered: it names them."""
    known = [data.disruptions[cause] for cause in causes if cause in data.disruptions]
    answered = {one.id for row in known for one in answered_by(data, row)}
    return [row for row in known if row.id not in answered]


def act_in_full(data: Dataset, row: Disruption) -> str:
    """Say what a disruption was: its kind, by whom, to or towards whom, and how many."""
    kind = kind_in_words(row.kind)
    others = [actor for actor in row.target if actor not in row.by]
    said = kind[:1].upper() + kind[1:]
    if row.kind in TAKINGS and others:
        said += f" {_taken(data, row, others)}"
    if row.by:
        said += f" by {names_in_words(data, row.by)}"
    if others and row.kind not in TAKINGS:
        towards = "of" if row.kind in TO_SOMEBODY else "towards"
        said += f"{',' if row.by else ''} {towards} {names_in_words(data, others)}"
    return said + _how_many(row, " (", ")")


def _how_many(row: Disruption, before: str, after: str) -> str:
    """Say how many a disruption struck, between two signs; nothing if nobody says so."""
    least, most = row.count_least, row.count_most
    if not least or not row.count_of:
        return ""
    number = f"{least}" if most in (least, None) else f"{least} to {most}"
    what = row.count_of.partition(" (")[0]
    # What is counted stands in the plural.
    return f"{before}{what}: 1{after}" if number == "1" else f"{before}{number} {what}{after}"


def kind_in_words(kind: str) -> str:
    """Return the kind of a disruption as prose has it."""
    return "act" if kind == "other" else kind.replace("-", " ")


def names_in_words(data: Dataset, actors: Sequence[str]) -> str:
    """Name actors as they stand in a sentence, without what their names add in brackets."""
    names = [in_prose(label(data, actor).partition(" (")[0]) for actor in actors[:MOST_NAMES]]
    more = len(actors) - MOST_NAMES
    return " and ".join(names) if more <= 0 else f"{', '.join(names)} and {more} more"


def _taken(data: Dataset, row: Disruption, targets: Sequence[str]) -> str:
    place = _place(data, targets)
    return f"{of_or_in(data, row, place)} {names_in_words(data, [place])}"


def of_or_in(data: Dataset, row: Disruption, place: str) -> str:
    """Say whether what was taken is a place or lies in a state, of which it need not be all."""
    # A view may lack the actor.
    is_state = getattr(data.actors.get(place), "kind", "") == "state"
    return "in" if row.kind == "annexation" and is_state else "of"


def _place(data: Dataset, targets: Sequence[str]) -> str:
    """Return the place among those that were struck, else the first of them."""
    kinds = {key: data.actors[key].kind for key in targets if key in data.actors}
    return next((key for key in targets if kinds.get(key) == "place"), targets[0])
