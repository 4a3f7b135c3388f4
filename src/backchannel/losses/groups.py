"""
Common causes: what several channels cannot work without, so that they fail together.

A building, law, treaty, bank, line or cap on staff that a dependency names; a person who sits in at
least two channels in the own name; a go-between of at least two. Who sits there by an office can be
replaced and is no cause. A cause that no counted claim supports does not exist.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.losses.carriers import node_of
from backchannel.verdicts.seats import seated_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.losses.carriers import LineNetwork
    from backchannel.verdicts.seats import Tie


@dataclass(frozen=True, slots=True)
class Group:
    """Channels that fail together."""

    kind: str
    """Kind of the dependency, or `person` or `go-between`."""
    on: str
    """What they depend on, in its own words, or the id of the actor."""
    channels: tuple[str, ...]
    """The channels that fail with it, sorted."""

    @property
    def id(self) -> str:
        """How it is named among what can be lost: an actor by its id, else by kind and words."""
        return self.on if self.kind in ("person", "go-between") else f"{self.kind}: {self.on}"


def groups_on(data: Dataset, on: date, channels: Iterable[str]) -> list[Group]:
    """
    Return the common causes of failure of some channels on a day, sorted by kind and words.

    Parameters
    ----------
    data
        The data, or a view of them; a dependency that no counted claim supports is not there.
    on
        The day; only who possibly sat there then is a cause.
    channels
        The channels that can fail, mostly the usable ones.
    """
    wanted = set(channels)
    needs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for dependency in data.dependencies.values():
        if dependency.channel in wanted and is_backed(data, dependency.id):
            needs[dependency.kind, dependency.on].add(dependency.channel)
    needs |= {who: found for who, found in _shared(data, on, wanted).items() if len(found) > 1}
    return [
        Group(kind, what, tuple(sorted(found))) for (kind, what), found in sorted(needs.items())
    ]


def taken_with(network: LineNetwork, groups: Iterable[Group]) -> dict[str, frozenset[str]]:
    """
    Return what can be lost, by id, and the nodes of a network that fall with it.

    Each thing by itself, and each common cause with the channels that fail with it, if these are
    at least two; a cause of one channel is lost by losing the channel.
    """
    takes: dict[str, set[str]] = defaultdict(set)
    for node, thing in network.thing_of.items():
        takes[thing].add(node)
    there = set(takes)
    for group in groups:
        if len(there.intersection(group.channels)) < 2:
            continue
        for channel in there.intersection(group.channels):
            takes[group.id] |= takes[channel]
    return {what: frozenset(nodes) for what, nodes in sorted(takes.items())}


def _shared(data: Dataset, on: date, channels: Iterable[str]) -> Mapping[tuple[str, str], set[str]]:
    """Return the channels of each person in the own name, and of each go-between."""
    seats: dict[str, set[str]] = defaultdict(set)
    carries: set[str] = set()
    for channel in channels:
        for tie in seated_on(data).get(channel, ()):
            if _is_cause(data, tie) and tie.holds(on, "possibly"):
                node = node_of(data, tie)
                seats[node].add(channel)
                if tie.role == "go-between":
                    carries.add(node)
    return {("go-between" if n in carries else "person", n): found for n, found in seats.items()}


def _is_cause(data: Dataset, tie: Tie) -> bool:
    if tie.via:
        return False
    is_named_here = tie.role == "go-between" or data.actors[tie.actor].kind == "person"
    parties = data.parties_of[tie.channel]
    rows = [row.id for row in parties if (row.actor, row.role) == (tie.actor, tie.role)]
    # A party rests on the claims of its channel, unless it has its own.
    return is_named_here and any(
        not data.claims_on.get(row) or is_backed(data, row) for row in rows
    )


def is_backed(data: Dataset, record: str) -> bool:
    """Say whether a counted claim supports a record as a whole."""
    return any(
        claim.stance == "supports" and not claim.field for claim in data.claims_on.get(record, ())
    )
