"""Find the record or the side that a reader means, by id, name or alias, if it is only one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.dataset import counts_as
from backchannel.facts.model import RECORDS
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record

WHAT = {
    "sources": "source",
    "actors": "actor",
    "tenures": "tenure",
    "channels": "channel",
    "parties": "party",
    "spells": "spell",
    "contacts": "contact",
    "attendances": "attendance",
    "disruptions": "disruption",
    "dependencies": "dependency",
    "claims": "claim",
}
"""Table → what one of its rows is called."""


def resolve(data: Dataset, text: str, *tables: str) -> str:
    """
    Return the id of the record that a text names.

    Parameters
    ----------
    data
        The data.
    text
        An id, or the name, title or alias of one record; letter case does not matter for names.
    tables
        The tables to look in; all of them if none is given.

    Raises
    ------
    UnknownName
        If nothing has that id or name; near matches are offered.
    UsageFault
        If several records have that name.
    """
    records = [one for table in tables or RECORDS for one in data.table(table).values()]
    if any(one.id == text for one in records):
        return text
    wanted = text.casefold()
    hits = sorted(
        {one.id for one in records if wanted in (name.casefold() for name in names_of(one))}
    )
    if len(hits) == 1:
        return hits[0]
    what = WHAT[tables[0]] if len(tables) == 1 else "record"
    if hits:
        raise UsageFault(f"{quoted(text)} names several: {_listed(hits)}; give the id of one")
    known = {name for one in records for name in (one.id, *names_of(one))}
    raise UnknownName(what, text, known, remedy="ids are listed in the tables of the data package")


def side(data: Dataset, text: str) -> str:
    """
    Return the side that a text names: a state's code or an intergovernmental body's id.

    Known are the sides of actors of kind state (by code, id, name or alias) and intergovernmental.
    The Soviet Union is returned as Russia, as which it counts.

    Raises
    ------
    UnknownName
        If no side is called so.
    UsageFault
        If several sides have that name.
    """
    by_id: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    for one in data.actors.values():
        if one.kind == "intergovernmental" or (one.kind == "state" and one.state):
            code = one.state if one.kind == "state" else one.id
            known |= {one.id, code, *names_of(one)}
            for name in (one.id, code):
                by_id[name.casefold()].add(counts_as(code))
            for name in names_of(one):
                by_name[name.casefold()].add(counts_as(code))
    hits = sorted(by_id.get(text.casefold()) or by_name.get(text.casefold()) or ())
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UsageFault(f"{quoted(text)} names several sides: {_listed(hits)}; give one of these")
    remedy = "write an ISO 3166-1 alpha-3 code such as `RUS`, or a country's name"
    raise UnknownName("side", text, known, remedy=remedy)


def pair(data: Dataset, texts: Sequence[str]) -> tuple[str, str]:
    """Return the two sides that two texts name."""
    if isinstance(texts, str) or len(texts) != 2:
        raise UsageFault(
            f"{quoted(str(texts))} is not a pair of sides; give two, such as `RUS` and `USA`"
        )
    left, right = (side(data, text) for text in texts)
    if left == right:
        raise UsageFault(f"{quoted(texts[0])} and {quoted(texts[1])} are one side; give two")
    return left, right


def names_of(record: Record) -> Iterable[str]:
    """Return the names of a record: name or title, aliases, and the code of a state."""
    names = [
        getattr(record, "name", ""),
        getattr(record, "title", ""),
        *getattr(record, "aliases", ()),
    ]
    names += [getattr(record, "state", "")] if getattr(record, "kind", "") == "state" else []
    return [name for name in names if name]


def label(data: Dataset, record_id: str) -> str:
    """Return what to call a record in prose: its name, else its id."""
    record = data.records.get(record_id)
    return next(iter(names_of(record)), record_id) if record else record_id


def _listed(ids: Sequence[str], *, most: int = 5) -> str:
    shown = ", ".join(f"`{one}`" for one in ids[:most])
    return shown if len(ids) <= most else f"{shown} and {len(ids) - most} more"
