"""Which records are one thing under two ids: an embassy is an organization and a channel."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.facts.names import names_of
from backchannel.messages import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backchannel.facts.dataset import Dataset


def same_thing(data: Dataset, one: str) -> frozenset[str]:
    """
    Return the other ids of a channel or an organization: those of the other kind of its name.

    People belong to an organization and speak through a channel; a mission is both. Nothing else
    has two ids.
    """
    found: Mapping[str, frozenset[str]] = _pairs(data)
    return found.get(one, frozenset())


def own_names(data: Dataset, actor: str) -> tuple[str, ...]:
    """Return the names of an actor by which no channel goes that is one thing with it."""
    taken = {
        folded(name)
        for channel in same_thing(data, actor)
        for name in names_of(data.channels[channel])
    }
    return tuple(name for name in names_of(data.actors[actor]) if folded(name) not in taken)


BUILDINGS = "who is named in the words of a building"
"""Under this name the dataset keeps what `named_in` found."""


def named_in(data: Dataset) -> Mapping[str, frozenset[str]]:
    """
    Return for each building the channels and actors of which a name stands in its words.

    Whole words count. Each name is read once, however many buildings there are.
    """
    if BUILDINGS not in data.computed:
        called: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for table in (data.channels, data.actors):
            for record in table.values():
                for name in names_of(record):
                    called[_words(name)].add(record.id)
        called.pop((), None)
        data.computed[BUILDINGS] = {
            need.id: frozenset(
                one for part in _parts(_words(need.on)) for one in called.get(part, ())
            )
            for need in data.dependencies.values()
            if need.kind == "building"
        }
    found: Mapping[str, frozenset[str]] = data.computed[BUILDINGS]
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", folded(text)))


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield all that stands in some words: each run of them."""
    for end in range(1, len(words) + 1):
        for start in range(end):
            yield words[start:end]


def _pairs(data: Dataset) -> Mapping[str, frozenset[str]]:
    """Return the other ids of whatever has several; worked out once for each dataset."""
    if "one thing" not in data.computed:
        called: dict[str, list[str]] = defaultdict(list)
        for channel in data.channels.values():
            for name in names_of(channel):
                called[folded(name)].append(channel.id)
        others: dict[str, set[str]] = defaultdict(set)
        for actor in data.actors.values():
            for name in names_of(actor) if actor.kind == "organization" else ():
                for channel_id in called.get(folded(name), ()):
                    others[actor.id].add(channel_id)
                    others[channel_id].add(actor.id)
        data.computed["one thing"] = {one: frozenset(those) for one, those in others.items()}
    found: Mapping[str, frozenset[str]] = data.computed["one thing"]
    return found
