"""Find what a reader means that could fall away, or work again: by id, by name, by its words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.errors import UsageFault
from backchannel.facts.names import WHAT, Candidate, names_of, one_named
from backchannel.messages import folded, quoted
from backchannel.scenarios.one_thing import own_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Dependency

FALLING = ("channels", "actors", "sources", "dependencies")
"""The tables of what can fall away by itself."""

RETURNING = ("channels", "disruptions", "dependencies")
"""The tables of what can work again, or be lifted."""


def falling(data: Dataset, texts: Iterable[str]) -> tuple[str, ...]:
    """
    Return the ids of what some texts name that can fall away, sorted.

    Parameters
    ----------
    data
        The data.
    texts
        Ids or names of channels, actors, sources and groups of sources; of dependencies the id or
        the words, which stand for all with the same kind and words.

    Raises
    ------
    UnknownName
        If nothing is called so; near matches are offered.
    UsageFault
        If several are, if it is a record that does not fall away by itself, or if a bare text is
        given instead of a list.
    """
    groups = {source.independence_group for source in data.sources.values()} - {"", *data.records}
    candidates = [
        *_candidates(data, FALLING),
        *(Candidate(one, (), is_source=True) for one in groups),
    ]
    found: set[str] = set()
    for text in _listed(texts):
        one = _named(data, text, candidates, FALLING)
        if one in groups:
            found |= {key for key, row in data.sources.items() if row.independence_group == one}
        else:
            found |= {need.id for need in alike(data, one)} or {one}
    return tuple(sorted(found))


def returning(data: Dataset, texts: Iterable[str]) -> tuple[str, ...]:
    """
    Return the ids of what some texts name that can work again or be lifted, sorted.

    They are channels, disruptions by id, and dependencies as in `falling`, which raises the same.
    """
    candidates = list(_candidates(data, RETURNING))
    found = {_named(data, text, candidates, RETURNING) for text in _listed(texts)}
    return tuple(sorted({same.id for one in found for same in alike(data, one)} | found))


def alike(data: Dataset, one: str) -> Sequence[Dependency]:
    """Return the dependencies that are one thing with a dependency: of its kind and words."""
    if one not in data.dependencies:
        return ()
    need = data.dependencies[one]
    return _same(data)[need.kind, folded(need.on)]


def _same(data: Dataset) -> Mapping[tuple[str, str], list[Dependency]]:
    groups: dict[tuple[str, str], list[Dependency]] = defaultdict(list)
    for need in data.dependencies.values():
        groups[need.kind, folded(need.on)].append(need)
    return groups


def _candidates(data: Dataset, tables: Iterable[str]) -> Iterator[Candidate]:
    for table in tables:
        if table == "dependencies":
            yield from _needs(data)
            continue
        for record in data.table(table).values():
            yield Candidate(
                record.id,
                tuple(names_of(record)) if table != "actors" else own_names(data, record.id),
                is_person=getattr(record, "kind", "") == "person",
                is_source=table == "sources",
            )


def _needs(data: Dataset) -> Iterator[Candidate]:
    """Yield dependencies, all alike as one; one worded as the name of a record is that record."""
    taken = {
        folded(name)
        for table in ("channels", "actors")
        for record in data.table(table).values()
        for name in (record.id, *names_of(record))
    }
    for (_, words), same in _same(data).items():
        others = [need.id for need in same[1:]]
        yield Candidate(same[0].id, (*others, *([] if words in taken else [same[0].on])))


def _named(data: Dataset, text: str, candidates: Sequence[Candidate], tables: Sequence[str]) -> str:
    """Return the id of the only one that a text names; of dependencies that of the first alike."""
    kinds = [WHAT[table] for table in tables]
    what = f"{', '.join(kinds[:-1])} or {kinds[-1]}"
    record = data.records.get(text) if isinstance(text, str) else None
    if record is not None and record.table not in tables:
        raise UsageFault(f"{quoted(text)} is of the table {record.table}; give the id of a {what}")
    if record is not None:
        return text
    return one_named(candidates, text, what=what)


def _listed(texts: Iterable[str]) -> Iterable[str]:
    if isinstance(texts, str):
        raise UsageFault(f"{quoted(texts)} is not a list of ids; write `[{texts!r}]`")
    return texts
