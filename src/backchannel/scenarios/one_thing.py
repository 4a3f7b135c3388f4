"""Which records are one thing under two ids: an embassy is an organization and a channel."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from backchannel.facts.names import names_of
from backchannel.messages import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def names_as_words(data: Dataset, one: str, text: str) -> bool:
    """Return whether a name of a channel or an actor stands in a text, as whole words."""
    if one not in data.channels and one not in data.actors:
        return False
    words = _words(text)
    return any(_words(name) in words for name in names_of(data.records[one]))


def _words(text: str) -> str:
    return " ".join(("", *re.findall(r"[^\W_]+", folded(text)), ""))


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
