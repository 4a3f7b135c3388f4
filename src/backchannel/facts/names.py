"""Find the record or the side that a reader means, by id, name or alias, if exactly one fits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.alphabets import in_latin, other_letters
from backchannel.facts.dataset import counts_as
from backchannel.facts.model import RECORDS
from backchannel.messages import did_you_mean, folded, near, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record

WHAT = {
    "sources": "source", "actors": "actor", "tenures": "tenure", "channels": "channel",
    "parties": "party", "spells": "spell", "contacts": "contact", "attendances": "attendance",
    "disruptions": "disruption", "dependencies": "dependency", "claims": "claim",
}  # fmt: skip
"""Table → what one of its rows is called."""


def resolve(data: Dataset, text: str, *tables: str) -> str:
    """
    Return the id of the record that a text names.

    Parameters
    ----------
    data
        The data.
    text
        An id, or the name, title or alias of one record; letter case does not matter. The title of
        a source counts only where no other record is called so. A surname will do if only one
        person has it. Cyrillic is read as English writes it, if nothing is called so in Cyrillic.
    tables
        The tables to look in; all of them if none is given.

    Raises
    ------
    UnknownName
        If nothing has that id or name; near matches are offered.
    UsageFault
        If several records have that name.
    """
    places = [data.table(table) for table in tables or RECORDS]
    if any(_text(text) in place for place in places):
        return text
    candidates = [
        Candidate(
            record.id,
            tuple(names_of(record)),
            what=WHAT[record.table],
            is_person=getattr(record, "kind", "") == "person",
            is_source=record.table == "sources",
        )
        for place in places
        for record in place.values()
    ]
    what = WHAT[tables[0]] if len(tables) == 1 else "record"
    try:
        return one_named(candidates, text, what=what)
    except UnknownName:
        if "actors" in (tables or RECORDS) and (meant := _states_called(data, text)):
            raise UnknownName(what, text, (), remedy=did_you_mean(list(meant), meant)) from None
        if text in data.records:
            remedy = f"it is one of the {data.records[text].table}"
            raise UnknownName(what, text, (), remedy=remedy) from None
        raise


def _states_called(data: Dataset, text: str) -> dict[str, str]:
    """Return the states, by name, of a country that a text calls otherwise than the data."""
    code = _country(text)
    states = (actor for actor in data.actors.values() if actor.kind == "state")
    return {actor.name: actor.id for actor in states if code and actor.state == code}


class Candidate(NamedTuple):
    """What can be found by name: its id, its names, and whether it is a person or a source."""

    id: str
    names: tuple[str, ...]
    is_person: bool = False
    is_source: bool = False
    what: str = ""
    """What it is, such as `channel`; told where things of several kinds have one name."""


def one_named(candidates: Sequence[Candidate], text: str, *, what: str) -> str:
    """
    Return the id of the only one that a text names, as `resolve` does; `what` is what they are.

    Raises
    ------
    UnknownName
        If none has that id or name; near matches are offered.
    UsageFault
        If several have it.
    """
    hits = _called(candidates, folded(text)) or _called(candidates, folded(in_latin(text)))
    if len(hits) == 1:
        return hits[0]
    if hits:
        several = _listed(hits, kinds={item.id: item.what for item in candidates})
        raise UsageFault(f"{quoted(text)} names several: {several}; give the id of one")
    # Articles have whole sentences for titles, and some records nothing but an id: one of these is
    # offered where nothing else is near.
    named = _names(item for item in candidates if item.names and not item.is_source)
    known = named if near(text, named) else _names(candidates)
    letters = other_letters(text, named or known)
    remedy = letters or "ids are listed in the tables of the data package"
    raise UnknownName(what, text, known, remedy=remedy)


def _names(candidates: Iterable[Candidate]) -> dict[str, str]:
    """Return each name with its bearer's id; with itself where several have it."""
    found: dict[str, str] = {}
    for item in candidates:
        for name in (item.id, *item.names):
            found[name] = item.id if found.get(name, item.id) == item.id else name
    return found


def _called(candidates: Sequence[Candidate], wanted: str) -> list[str]:
    """
    Return the ids of those that have a folded name; else of the persons of that surname.

    Whoever types a name means its bearer, and no article that has it for a title.
    """
    named = [
        item
        for item in candidates
        if wanted == item.id or wanted in {folded(name) for name in item.names}
    ]
    bearers = [item for item in named if not item.is_source]
    return sorted({item.id for item in bearers or named}) or sorted(
        {
            item.id
            for item in candidates
            if item.is_person and any(folded(name).endswith(f" {wanted}") for name in item.names)
        }
    )


def side(data: Dataset, text: str) -> str:
    """
    Return the side that a text names: a state's code or an intergovernmental body's id.

    Known are the sides of actors of kind state (by code, id, name or alias) and intergovernmental.
    The Soviet Union is returned as Russia, as which it counts, also if Russia itself is no actor.

    Raises
    ------
    UnknownName
        If no side is called so.
    UsageFault
        If several sides have that name.
    """
    known = _sides(data)
    wanted = folded(_text(text))
    hits = known.by_code.get(wanted) or known.by_name.get(wanted) or ()
    if len(hits) == 1:
        return next(iter(hits))
    if hits:
        listed = _listed(sorted(hits))
        raise UsageFault(f"{quoted(text)} names several sides: {listed}; give one of these")
    return _known_country(text, known)


def pair(data: Dataset, texts: Sequence[str]) -> tuple[str, str]:
    """Return the two sides that two texts name."""
    return _two(data, texts, side, "side", "sides")


def side_or_actor(data: Dataset, text: str) -> str:
    """Return the side that a text names, else the id of the actor that it names."""
    try:
        return side(data, text)
    except UnknownName:
        if _country(text):  # one that is not in the data is no misspelt actor
            raise
        return resolve(data, text, "actors")


def sides_or_actors(data: Dataset, texts: Sequence[str]) -> tuple[str, str]:
    """Return the two sides or actors that two texts name."""
    return _two(data, texts, side_or_actor, "side or actor", "sides or actors")


def names_of(record: Record) -> Iterable[str]:
    """Return the names of a record: name or title, aliases, and the code of a state."""
    names = [getattr(record, "name", ""), getattr(record, "title", "")]
    names += getattr(record, "aliases", ())
    names += [getattr(record, "state", "")] if getattr(record, "kind", "") == "state" else []
    return [name for name in names if name]


def label(data: Dataset, record_id: str) -> str:
    """Return what to call a record in prose: its name, else its id."""
    record = data.records.get(record_id)
    return next(iter(names_of(record)), record_id) if record else record_id


class _Sides(NamedTuple):
    """The sides that the data know, by folded code and name, and every name as it is written."""

    by_code: Mapping[str, set[str]]
    by_name: Mapping[str, set[str]]
    names: Mapping[str, str]
    """Name → the side, as which it counts."""


def _sides(data: Dataset) -> _Sides:
    by_code: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for actor in data.actors.values():
        if actor.kind != "intergovernmental" and not (actor.kind == "state" and actor.state):
            continue
        code = actor.state if actor.kind == "state" else actor.id
        counted = counts_as(code)
        for name in (actor.id, code, counted):
            by_code[folded(name)].add(counted)
        for name in names_of(actor):
            by_name[folded(name)].add(counted)
        names |= dict.fromkeys((actor.id, code, *names_of(actor)), counted)
    return _Sides(by_code, by_name, names)


def _known_country(text: str, known: _Sides) -> str:
    """Return the side of a country that the data name otherwise, or say that they lack it."""
    if code := _country(text):
        if counts_as(code) in known.names.values():
            return counts_as(code)
        remedy = f"`{code}` is a country, but no actor in these data is of it"
        raise UnknownName("side", text, (), remedy=remedy)
    from backchannel.facts.countries import english_names

    remedy = "write an ISO 3166-1 alpha-3 code such as `RUS`, or a country's name"
    # All countries are at hand, so that none is offered for another whose name is alike.
    names = {**{name: name for name in english_names()}, **known.names}
    raise UnknownName("side", text, names, remedy=remedy)


def _country(text: str) -> str:
    from backchannel.facts.countries import country

    return country(text)


def _two(
    data: Dataset, texts: Sequence[str], find: Callable[[Dataset, str], str], *what: str
) -> tuple[str, str]:
    if isinstance(texts, str) or len(texts) != 2:
        shown = quoted(texts if isinstance(texts, str) else ", ".join(map(str, texts)))
        raise UsageFault(f"{shown} is not a pair of {what[1]}; give two, such as `RUS` and `USA`")
    left, right = (find(data, text) for text in texts)
    if left == right:
        raise UsageFault(f"{quoted(texts[0])} and {quoted(texts[1])} are one {what[0]}; give two")
    return left, right


def _text(name: object) -> str:
    if not isinstance(name, str):
        raise UsageFault(f"{quoted(repr(name))} is not a name; give a text such as `RUS`")
    return name


def _listed(ids: Sequence[str], *, most: int = 5, kinds: Mapping[str, str] | None = None) -> str:
    """Name some ids, each with its kind if they are of several."""
    kind_of = {one: (kinds or {}).get(one, "") for one in ids}
    several = len(set(kind_of.values())) > 1
    of = {one: f" ({kind})" if several and kind else "" for one, kind in kind_of.items()}
    shown = ", ".join(f"`{record_id}`{of[record_id]}" for record_id in ids[:most])
    return shown if len(ids) <= most else f"{shown} and {len(ids) - most} more"
