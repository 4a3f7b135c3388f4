"""Disruptions in words: what was done, by whom, to or towards whom, and how many it struck."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.dates.words import end_in_words, in_words
from backchannel.facts.names import label
from backchannel.facts.scope import in_prose
from backchannel.facts.vocabulary import TYPE_ORDER
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption

TAKINGS = frozenset({"invasion", "annexation"})
"""Kinds that are known by the place that they took, and not by who did it."""

TO_PEOPLE = frozenset({"expulsion", "detention", "appointment-blocked"})
"""Kinds that are done to people: the expulsion of Ann, while a state or an embassy loses people."""

TO_PEOPLE_OR_BODIES = TO_PEOPLE | {"closure"}
"""Kinds that are done to people or to bodies: the closure of an agency."""

AGAINST = frozenset({"sanctions", "visa-ban", "airspace-ban", "contact-ban", "law", "staff-cap"})
"""Kinds that are directed against somebody; all others are done towards somebody."""

LASTING = TAKINGS | AGAINST | {"detention", "treaty-suspension"}
"""Kinds that last beyond their day: without an end in the data, nobody knows how long."""

LETTERS = 2
"""An id may begin with the country of the doer, in so many letters."""

MOST_NAMES = 2
"""So many of those who did something are named; of the others their number is told."""


def act_in_words(data: Dataset, row: Disruption, *, dated: bool = False) -> str:
    """
    Name a disruption in short: by its kind and who did it, or by the place that it took.

    `dated` adds its date in brackets.
    """
    kind = kind_in_words(data, row)
    if row.kind in TAKINGS and row.target:
        said = f"{kind} {_taken(data, row, row.target)}"
    else:
        said = f"{kind} by {names_in_words(data, row.by)}" if row.by else kind
    return f"{said} ({when_begun(row)})" if dated else said


def when_begun(row: Disruption) -> str:
    """Say when a disruption began; of a vague date, that it was one day, and no duration."""
    words = in_words(row.start)
    return f"on a day {words}" if words.startswith("between") else words


def end_of_act(row: Disruption) -> str:
    """
    Say when a disruption ended: of a lasting one without an end, that none is recorded.

    What else has none was done on its day, and nothing is to be said of its end.
    """
    if row.end:
        return end_in_words(row.end)
    return "no end recorded" if row.kind in LASTING else ""


def in_answer_to(data: Dataset, row: Disruption) -> str:
    """Say what a disruption answered, what that one answered and so on, to follow its name."""
    return "".join(f", in answer to {as_a_cause(data, one)}" for one in answered_by(data, row))


def as_a_cause(data: Dataset, row: Disruption) -> str:
    """Name what had a consequence: what has no kind of its own is known by whom it struck."""
    is_told = bool(row.by) and kind_in_words(data, row) != "act"
    if row.kind != "other" or is_told or not row.target:
        return f"the {act_in_words(data, row)}"
    done = f"what {names_in_words(data, row.by)} did" if row.by else "what was done"
    return f"{done} to {names_in_words(data, row.target)}{_how_many(row, ' (', ')')}"


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
    kind = kind_in_words(data, row)
    others = [actor for actor in row.target if actor not in row.by]
    said = kind[:1].upper() + kind[1:]
    if row.kind in TAKINGS and others:
        said += f" {_taken(data, row, others)}"
    if row.by:
        said += f" by {names_in_words(data, row.by)}"
    if others and row.kind not in TAKINGS:
        whom = names_in_words(data, others)
        if _is_of(data, row, others):
            said = f"{kind[:1].upper()}{kind[1:]} of {whom}{said[len(kind) :]}"
        else:
            # After a list of doers the target would read as one more of them.
            towards = "against" if row.kind in AGAINST | TO_PEOPLE_OR_BODIES else "towards"
            said += f"{',' if ',' in said else ''} {towards} {whom}"
        if row.kind in TO_PEOPLE and all(_is_described(data, actor) for actor in others):
            return said
    return said + _how_many(row, " (", ")")


def _is_described(data: Dataset, actor: str) -> bool:
    """Say whether people have no name but a description, which says how many they are."""
    known = data.actors.get(actor)
    return known is not None and known.kind == "group" and known.named == "no"


def _is_of(data: Dataset, row: Disruption, targets: Sequence[str]) -> bool:
    """Say whether an act was done to its targets, and not only to people of theirs."""
    kinds = {data.actors[key].kind for key in targets if key in data.actors}
    if row.kind in TO_PEOPLE:
        return kinds <= {"person", "group"}
    return row.kind in TO_PEOPLE_OR_BODIES and not kinds & {"state", "intergovernmental"}


def _how_many(row: Disruption, before: str, after: str) -> str:
    """Say how many a disruption struck, between two signs; nothing if nobody says so."""
    least, most = row.count_least, row.count_most
    if not least or not row.count_of:
        return ""
    number = f"{least}" if most in (least, None) else f"{least} to {most}"
    what = row.count_of.partition(" (")[0]
    # What is counted stands in the plural.
    return f"{before}{what}: 1{after}" if number == "1" else f"{before}{number} {what}{after}"


def kind_in_words(data: Dataset, row: Disruption) -> str:
    """
    Return the kind of a disruption as prose has it.

    One of no kind of its own is a suspension if it suspended most of the channels that it changed.
    """
    if row.kind != "other":
        return row.kind.replace("-", " ")
    statuses = list(changed_by(data, row).values())
    return "suspension" if 2 * statuses.count("suspended") > len(statuses) else "act"


def changed_by(data: Dataset, row: Disruption) -> Mapping[str, str]:
    """Return the channels that sources say a disruption changed, with the status it gave them."""
    if "changed by" not in data.computed:
        changed: dict[str, dict[str, str]] = defaultdict(dict)
        for spell in data.spells.values():
            for cause in spell.cause:
                changed[cause].setdefault(spell.channel, spell.status)
        data.computed["changed by"] = changed
    found: Mapping[str, str] = data.computed["changed by"].get(row.id, {})
    return found


def act_with_effect(data: Dataset, row: Disruption) -> str:
    """
    Name the kind of an act, of one of no kind of its own with what it stopped.

    Where the data say of it neither what it stopped nor whom it struck in what number, its id has
    the few words that there are: `d-us-fish-pause-2020` of the United States is a fish pause.
    """
    kind = kind_in_words(data, row)
    if row.kind != "other":
        return kind
    if kind == "act":
        words = "" if row.count_of else _words_of_id(data, row)
        return f"{kind} ({words})" if words else kind
    channels = sorted(
        (key for key, status in changed_by(data, row).items() if status == "suspended"),
        # The whole before its parts, leaders before others.
        key=lambda key: (bool(data.channels[key].parent), TYPE_ORDER[data.channels[key].type], key),
    )
    name = label(data, channels[0]).partition(" (")[0]
    more = len(channels) - 1
    return f"{kind} of {name}" + (f" and {count(more, 'more channel')}" if more else "")


def _words_of_id(data: Dataset, row: Disruption) -> str:
    """Return the words of an id, without the date and the doer's country that stand beside it."""
    actors = [*row.by, *row.target]
    spelt = {word.casefold(): word for one in actors for word in label(data, one).split()}
    words = [word for word in row.id.split("-")[1:] if not word.isdigit()]
    if len(words) > 1 and len(words[0]) == LETTERS:
        del words[0]
    told = " ".join(spelt.get(word, word) for word in words)
    return told[:1].upper() + told[1:]


def names_in_words(data: Dataset, actors: Sequence[str]) -> str:
    """Name actors as they stand in a sentence, without what their names add in brackets."""
    names = [in_prose(label(data, actor).partition(" (")[0]) for actor in actors[:MOST_NAMES]]
    more = len(actors) - MOST_NAMES
    return " and ".join(names) if more <= 0 else f"{', '.join(names)} and {more} more"


def _taken(data: Dataset, row: Disruption, targets: Sequence[str]) -> str:
    place = place_among(data, targets)
    return f"{of_or_in(data, row, place)} {names_in_words(data, [place])}"


def of_or_in(data: Dataset, row: Disruption, place: str) -> str:
    """Say whether what was taken is a place or lies in a state, of which it need not be all."""
    # A view may lack the actor.
    is_state = getattr(data.actors.get(place), "kind", "") == "state"
    return "in" if row.kind == "annexation" and is_state else "of"


def place_among(data: Dataset, targets: Sequence[str]) -> str:
    """Return the place among those that were struck, else the first of them."""
    kinds = {key: data.actors[key].kind for key in targets if key in data.actors}
    return next((key for key in targets if kinds.get(key) == "place"), targets[0])
