"""
What falls with what: the channels and actors that go when something they cannot be without goes.

Something is asked to fall away: channels, actors (persons, offices, organizations, states, places),
what channels depend on (buildings, treaties, laws, banks, lines, staff), or sources. What cannot be
without it falls, too, and what cannot be without that, until nothing more does:

===========  ===============================================================================
because      what falls
===========  ===============================================================================
asked        what was asked for; of a dependency all with the same words, for they are one
             thing; of a group of sources all in it
same         the organization of a channel's name, and the channel of an organization's: an embassy
             is one thing, whichever of its two ids is given
part         the offices and organizations that are part of an actor that falls, and the parts of
             a channel (`parent`): with an embassy its consulates; with a state all its actors
dependency   a channel that depends on it; likewise one that depends on a channel, an actor or
             a place that falls, if the dependency is worded as its id or one of its names; a
             building already if one of its words is such a name, as the building of an embassy
             is, and with that building the mission that it is named for
party        a channel of which all parties of one side fall, of those there that day
go-between   a channel all of whose go-betweens fall
===========  ===============================================================================

A person who goes leaves an office vacant, which can be filled again: a channel of that office
stands. A part can be stopped alone, and the whole stands then; without the whole there is no part,
though a whole that is only suspended says nothing of its parts. A state that is a party beside its
persons holds the channel for its side. Dependencies have no dates, and count on each day. A source
that falls takes no channel with it, only what was known of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from backchannel.facts.dataset import counts_as, possible_days
from backchannel.facts.names import WHAT, names_of
from backchannel.facts.shown import as_a_row
from backchannel.messages import folded
from backchannel.scenarios.one_thing import named_in, same_thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Party

Because = Literal["asked", "same", "part", "dependency", "party", "go-between"]

PARTS = frozenset({"office", "organization", "group"})
"""The kinds of actors that fall with the actor that they are part of."""


@as_a_row
@dataclass(frozen=True, slots=True, order=True)
class Fallen:
    """One record that falls away, and why."""

    id: str
    kind: str
    """`channel`, `source`, the kind of an actor, or that of a dependency."""
    because: Because
    through: tuple[str, ...]
    """What it falls with; empty if it was asked for."""


def fallen(data: Dataset, on: date, asked: Iterable[str]) -> dict[str, Fallen]:
    """
    Return all that falls away with some records on a day, by id, sorted.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, which says who sits on which channel.
    asked
        Ids of channels, actors, sources and dependencies, as `falling` gives them.

    Examples
    --------
    An envoy is the only party of one side of two channels; the embassy has others.

    >>> from datetime import date
    >>> from backchannel.facts.dataset import dataset
    >>> from backchannel.facts.model import RECORDS
    >>> def rows(table, *cells):
    ...     names = list(RECORDS[table].model_fields)
    ...     return [RECORDS[table](**dict(zip(names, row, strict=False))) for row in cells]
    >>> toy = dataset(
    ...     {
    ...         "actors": rows("actors", ("ann", "Ann", "person"), ("bob", "Bob", "person")),
    ...         "channels": rows("channels", ("talks", "Talks", "track-2")),
    ...         "parties": rows(
    ...             "parties",
    ...             ("pa", "talks", "ann", "AAA", "party"),
    ...             ("pb", "talks", "bob", "AAB", "party"),
    ...         ),
    ...     },
    ...     start=date(2020, 1, 1),
    ...     as_of=date(2022, 12, 31),
    ... )
    >>> for one in fallen(toy, date(2022, 1, 1), ["ann"]).values():
    ...     print(one.id, one.because, one.through)
    ann asked ()
    talks party ('ann',)
    """
    gone = {one: Fallen(one, _kind(data, one), "asked", ()) for one in asked}
    while True:
        more = {
            one: Fallen(one, _kind(data, one), because, through)
            for one, because, through in _following(data, on, gone)
            if one not in gone
        }
        if not more:
            return dict(sorted(gone.items()))
        gone |= more


def _kind(data: Dataset, one: str) -> str:
    record = data.records[one]
    return getattr(record, "kind", WHAT[record.table])


def _following(
    data: Dataset, on: date, gone: Mapping[str, Fallen]
) -> Iterator[tuple[str, Because, tuple[str, ...]]]:
    """Return what falls with what is gone, in one step."""
    for channel, parties in data.parties_of.items():
        for (because, _), actors in sorted(_carriers(parties, on).items()):
            if actors <= gone.keys():
                yield channel, because, tuple(sorted(actors))
    yield from _by_dependency(data, gone)
    yield from _parts(data, gone)
    for one in gone:
        for other in same_thing(data, one):
            yield other, "same", (one,)


def _by_dependency(
    data: Dataset, gone: Mapping[str, Fallen]
) -> Iterator[tuple[str, Because, tuple[str, ...]]]:
    """Return the channels that depend on what is gone, and the dependencies that are of it."""
    names, buildings = _names_of_gone(data, gone), named_in(data)
    for need in data.dependencies.values():
        if need.id in gone:
            yield need.channel, "dependency", (need.id,)
            for one in sorted(buildings.get(need.id, ())):
                # The missions that a building is named for are in it.
                if one in data.channels and data.channels[one].type == "mission":
                    yield one, "dependency", (need.id,)
        elif folded(need.on) in names:
            yield need.id, "dependency", (names[folded(need.on)],)
        else:
            for one in sorted(buildings.get(need.id, frozenset()) & gone.keys()):
                yield need.id, "dependency", (one,)


def _carriers(parties: Iterable[Party], on: date) -> Mapping[tuple[Because, str], set[str]]:
    """Return who carries a channel on a day: the parties of each side, and the go-betweens."""
    found: dict[tuple[Because, str], set[str]] = defaultdict(set)
    for party in parties:
        days = possible_days(party)
        if days.first <= on <= days.last:
            if party.role == "go-between":
                found["go-between", ""].add(party.actor)
            elif party.role == "party":
                found["party", counts_as(party.side)].add(party.actor)
    return found


def _parts(
    data: Dataset, gone: Mapping[str, Fallen]
) -> Iterator[tuple[str, Because, tuple[str, ...]]]:
    """Return the actors and the channels that are part of one that is gone."""
    states = {data.actors[one].state: one for one in gone if gone[one].kind == "state"}
    for actor in data.actors.values():
        if actor.state in states and actor.state:
            yield actor.id, "part", (states[actor.state],)
        elif actor.parent in gone and actor.kind in PARTS:
            yield actor.id, "part", (actor.parent,)
    for channel in data.channels.values():
        if channel.parent in gone:
            yield channel.id, "part", (channel.parent,)


def _names_of_gone(data: Dataset, gone: Mapping[str, Fallen]) -> dict[str, str]:
    """Return how a dependency may name a channel, an actor or a place that falls."""
    return {
        folded(name): one
        for one in gone
        if one in data.channels or one in data.actors
        for name in (one, *names_of(data.records[one]))
    }
