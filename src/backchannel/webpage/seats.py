"""
Who stands where in the page's network: the parts of two sides left and right, others between.

An actor is drawn with the organization at the top of its own (an ambassador with the foreign
ministry), so that a node is a part of a government rather than one of hundreds of names; the panel
names the persons. The parts with fewest channels share a node.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.facts.dataset import counts_as
from backchannel.facts.names import label
from backchannel.facts.scope import side_name
from backchannel.verdicts.seats import roster
from backchannel.webpage.days import span_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.verdicts.seats import Tie
    from backchannel.webpage.texts import Texts

MOST_PARTS = 11
"""So many parts of a side have a node of their own, those with the most channels."""

LEFT, RIGHT, BETWEEN = 0, 1, 2


class Part(NamedTuple):
    """A node beside the channels: a part of a side, or a side between."""

    column: int
    name: str
    is_rest: bool = False
    """Whether it stands for all parts that have no node of their own."""


class Seating(NamedTuple):
    """The nodes beside the channels, and who sits on which channel through which of them."""

    parts: Sequence[Part]
    ties: Sequence[Tie]
    part_of: Sequence[int]
    """For each tie the number of its part."""


def seating(data: Dataset, channels: Sequence[str], scope: Scope) -> Seating:
    """Return the nodes of the network and the ties of all days."""
    asked = frozenset(channels)
    ties = [tie for tie in roster(data) if tie.channel in asked]
    columns = _columns(ties, scope)
    nodes = [_node(data, tie, columns, scope) for tie in ties]
    members: dict[tuple[int, str], set[str]] = defaultdict(set)
    for tie, node in zip(ties, nodes, strict=True):
        members[node].add(tie.channel)
    parts: list[Part] = []
    place: dict[tuple[int, str], int] = {}
    for column in (LEFT, RIGHT, BETWEEN):
        own = sorted(
            (key for key in members if key[0] == column), key=lambda key: (-len(members[key]), key)
        )
        for key in own[:MOST_PARTS]:
            place[key] = len(parts)
            parts.append(Part(column, _name(data, key[1])))
        if rest := own[MOST_PARTS:]:
            place |= dict.fromkeys(rest, len(parts))
            parts.append(Part(column, f"{len(rest)} others", is_rest=True))
    return Seating(parts, ties, [place[node] for node in nodes])


def tie_rows(seats: Seating, channels: Mapping[str, int], texts: Texts, data: Dataset) -> list[Any]:
    """Return who a tie is of: channel, part, name, role, office, side."""
    names = {side: side_name(data, side) for side in {counts_as(tie.side) for tie in seats.ties}}
    return [
        [
            channels[tie.channel], part, texts[label(data, tie.actor)], texts[tie.role],
            texts[label(data, tie.via) if tie.via else ""],
            texts[names[counts_as(tie.side)] if tie.side else ""],
        ]
        for tie, part in zip(seats.ties, seats.part_of, strict=True)
    ]  # fmt: skip


def tie_days(data: Dataset, seats: Seating) -> list[list[int] | None]:
    """Return the days of each tie in a view: surely, presumably, possibly, the ends of each."""
    days = {_identity(tie): tie for tie in roster(data)}
    found: list[list[int] | None] = []
    for tie in seats.ties:
        now = days.get(_identity(tie))
        spans = (now.sure, now.presumed, now.may) if now else ()
        found.append([end for span in spans for end in span_index(data, span)] if now else None)
    return found


def _identity(tie: Tie) -> tuple[str, ...]:
    return tie.channel, tie.actor, tie.role, tie.side, tie.via, tie.capacity, str(tie.may.first)


def _columns(ties: Sequence[Tie], scope: Scope) -> Mapping[str, int]:
    """Return the column of each side; where no pair is asked for, sides left and right in turn."""
    if scope.sides:
        return {counts_as(side): column for column, side in enumerate(scope.sides)}
    channels: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        channels[counts_as(tie.side)].add(tie.channel)
    ranked = sorted(channels.keys() - {""}, key=lambda side: (-len(channels[side]), side))
    return {side: (LEFT, RIGHT)[number % 2] for number, side in enumerate(ranked)}


def _node(data: Dataset, tie: Tie, columns: Mapping[str, int], scope: Scope) -> tuple[int, str]:
    """Return the column and the key of the node through which an actor sits on a channel."""
    side = counts_as(tie.side)
    column = columns.get(side, BETWEEN)
    if not scope.sides or column == BETWEEN:
        return column, f"side {side}" if side else tie.actor
    top = _top(data, tie.via or tie.actor)
    is_state = data.actors[top].kind == "state" if top in data.actors else False
    return column, f"side {side}" if is_state else top


def _top(data: Dataset, actor: str) -> str:
    """Return the organization at the top of an actor's own, below its state."""
    passed = {actor}
    while (above := data.actors[actor].parent) in data.actors and above not in passed:
        if data.actors[above].kind == "state":
            break
        actor = above
        passed.add(actor)
    return actor


def _name(data: Dataset, key: str) -> str:
    if key.startswith("side "):
        return side_name(data, key.removeprefix("side "))
    return label(data, key).partition(" (")[0]
