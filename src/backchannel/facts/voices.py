"""Find the voice that a reader means, an actor or a group of sources, and what to call it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.dataset import counts_as
from backchannel.facts.names import label, names_of, resolve
from backchannel.messages import folded, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Source

MOST_PUBLISHERS = 2
"""Of more publishers than these in a group of sources, only one is named."""

MOST_VOICES = 6
"""So many voices are named to one who asks for a voice that there is not: those that say most."""


OFFICIAL = frozenset({"GOV", "MIL", "SPY", "LEG"})
"""The sectors whose actors a state speaks through."""


def voice_of(data: Dataset, text: str) -> str:
    """
    Return the voice that a text names: an actor, or a group of sources.

    A group of sources is named by its id, by the id or title of one of its sources, or by who
    publishes them: `Associated Press`, or `AP` for short. A publisher that is an actor, too, and to
    which no claim is ascribed, speaks in what it publishes.

    Raises
    ------
    UnknownName
        If no actor, source or group of sources is called so; the voices there are are named.
    UsageFault
        If several actors or groups of sources are.
    """
    groups = {source.independence_group or source.id for source in data.sources.values()}
    if isinstance(text, str) and text in groups:
        return text
    try:
        actor = resolve(data, text, "actors")
    except UnknownName:
        if group := _published(data, text, [text]):
            return group
        actors = {name: a.id for a in data.actors.values() for name in (a.id, *names_of(a))}
        known = {**actors, **{group: group for group in groups}}
        raise UnknownName("voice", text, known, remedy=_those_there_are(data)) from None
    if data.actors[actor].kind == "state" or any(c.claimant == actor for c in data.claims.values()):
        return actor
    return _published(data, text, [text, *names_of(data.actors[actor])]) or actor


def voice_label(data: Dataset, voice: str) -> str:
    """
    Return what to call a voice: its actor's name, else who publishes in its group of sources.

    A wire is copied by dozens, so the publisher with the most sources stands for all of them; two
    with as many are both named.
    """
    if voice in data.actors:
        return label(data, voice)
    publishers = Counter(
        source.publisher
        for source in data.sources.values()
        if source.publisher and voice in (source.independence_group, source.id)
    )
    even = len(set(publishers.values())) <= 1
    if len(publishers) > MOST_PUBLISHERS or not even:
        return f"{min(publishers, key=lambda name: (-publishers[name], name))} (with copies)"
    return ", ".join(sorted(publishers)) or voice


def officials_of(data: Dataset, voice: str) -> frozenset[str]:
    """Return those who speak for a state: its government, military, spies and parliament."""
    actor = data.actors.get(voice)
    if actor is None or actor.kind != "state" or not actor.state:
        return frozenset()
    return frozenset(
        official.id
        for official in data.actors.values()
        if official.state == actor.state and official.sector in OFFICIAL
    )


def state_of(data: Dataset, side: str) -> str:
    """Return the state that speaks for a side: of two in turn, the later; empty for a body."""
    states = [one for one in data.actors.values() if one.kind == "state" and one.state]
    # Data that end before Russia begins know its side by the Soviet Union alone.
    own = [one.id for one in states if one.state == side]
    own += [one.id for one in states if counts_as(one.state) == side]
    return next(iter(own), "")


def state_spoken_for(data: Dataset, voice: str) -> str:
    """Return the name of the state of which a voice is a body or an office; empty: of none."""
    actor = data.actors.get(voice)
    if actor is None or actor.kind not in ("organization", "office"):
        return ""
    states = (one for one in data.actors.values() if one.kind == "state")
    found = (state.name for state in states if state.state and state.state == actor.state)
    return next(found, "") if actor.sector in OFFICIAL else ""


def _published(data: Dataset, text: str, names: Iterable[str]) -> str:
    """Return the group of sources that has a source or a publisher of one of the names, if any."""
    wanted = {_plain(name) for name in names}
    found = sorted(
        {
            source.independence_group or source.id
            for source in data.sources.values()
            if not wanted.isdisjoint(_plain(name) for name in _names(source))
        }
    )
    if len(found) > 1:
        listed = ", ".join(f"`{group}`" for group in found)
        raise UsageFault(f"{quoted(text)} names several voices: {listed}; give one of these")
    return next(iter(found), "")


def _plain(name: str) -> str:
    return folded(name).removeprefix("the ")


def _names(source: Source) -> Iterator[str]:
    """Give the names of a source and of who publishes it: whole, without brackets, initials."""
    yield from (source.id, source.title)
    if publisher := source.publisher:
        yield publisher
        yield publisher.partition("(")[0]
        words = re.findall(r"\w+", publisher)
        if len(words) > 1:
            yield "".join(word[0] for word in words)


def _those_there_are(data: Dataset) -> str:
    said = Counter(data.voice(claim) for claim in data.claims.values())
    first = sorted(said, key=lambda voice: (-said[voice], voice))[:MOST_VOICES]
    listed = ", ".join(
        f"`{voice}`" if (name := voice_label(data, voice)) == voice else f"`{voice}` ({name})"
        for voice in first
    )
    more = f" and {len(said) - len(first)} more" if len(said) > len(first) else ""
    return f"the voices in these data are {listed}{more}"
