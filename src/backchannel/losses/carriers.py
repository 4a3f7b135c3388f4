"""
What carries a line between two sides on a day: the things that can be lost, and how they join.

What stands for a whole side is one node, since it can be refilled: its states, organizations and
offices, whoever sits by them. The two sides asked about are the *ends*, which nobody can lose. All
else is a thing that can be lost: channels, persons who are parties in their own name (unnamed ones
too), go-betweens, third sides. Hosts and observers carry nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from backchannel.errors import UsageFault
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import asked
from backchannel.network.snapshot import LEFT_OUT, belongs
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import roster, seated_on, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.seats import Tie
    from backchannel.verdicts.verdict import Certainty

Joined = dict[str, set[str]]
"""Node → the nodes beside it."""

Port = tuple[str, set[str]]
"""A node of a channel, and the nodes beside it."""


@dataclass(frozen=True)
class LineNetwork:
    """
    The things that can carry a line, and the two ends.

    A channel that go-betweens carry has a node for each of its sides, joined to that side and to
    the go-betweens, since its sides reach one another only through them. All of them are lost with
    it.
    """

    ends: tuple[str, str]
    """The two sides; nodes that cannot be lost."""
    channels: tuple[str, ...]
    """The usable channels with a party on both, sorted."""
    joined: Mapping[str, set[str]]
    """Node → the nodes beside it; every node that is no end belongs to a thing."""
    thing_of: Mapping[str, str]
    """Node → the thing that it is lost with: a channel, a person, a go-between or a side, by id."""

    @property
    def things(self) -> list[str]:
        """Return the ids of what can be lost, sorted."""
        return sorted(set(self.thing_of.values()))

    def nodes_of(self, things: Iterable[str]) -> set[str]:
        """Return the nodes that are lost with some things."""
        lost = set(things)
        return {node for node, thing in self.thing_of.items() if thing in lost}

    def without(self, things: Iterable[str]) -> LineNetwork:
        """Return what is left when some things are lost; others that are named change nothing."""
        lost = set(things)
        gone = self.nodes_of(lost)
        return LineNetwork(
            self.ends,
            tuple(channel for channel in self.channels if channel not in lost),
            {node: beside - gone for node, beside in self.joined.items() if node not in gone},
            {node: thing for node, thing in self.thing_of.items() if node not in gone},
        )

    def as_graph(self) -> nx.Graph[str]:
        """Return it as a NetworkX graph whose nodes have their `thing`, empty for the ends."""
        graph: nx.Graph[str] = nx.Graph()
        for node in sorted(self.joined):
            graph.add_node(node, thing=self.thing_of.get(node, ""))
        for node in sorted(self.joined):
            graph.add_edges_from((node, other) for other in sorted(self.joined[node]))
        return graph


def two_sides(data: Dataset, between: Between) -> tuple[str, str]:
    """
    Return the two sides that a question about lines is about: the package's own, if none is given.

    Raises
    ------
    UsageFault
        If there are none, or all sides are asked for.
    """
    sides = asked(data, between).sides
    if sides is None:
        raise UsageFault(
            "losses and lines are asked of two sides; name them, such as `--between RUS USA`"
        )
    return counts_as(sides[0]), counts_as(sides[1])


def usable_on(data: Dataset, on: date, least: Certainty) -> frozenset[str]:
    """Return the channels that were usable on a day at least so surely, whatever their sides."""
    return frozenset(
        channel for channel, line in course(data).items() if belongs(line.on(on), least)
    )


def line_network(
    data: Dataset,
    on: date,
    *,
    least: Certainty = "presumably",
    sides: tuple[str, str],
    usable: Iterable[str] | None = None,
) -> LineNetwork:
    """
    Return what carries lines between two sides on a day.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day.
    least
        How sure a channel must be usable, and a party sit on it.
    sides
        The two sides, see `two_sides`.
    usable
        The channels to go by instead of those that were usable that day: what if others were.
    """
    carrying = sorted(usable_on(data, on, least) if usable is None else usable)
    joined: Joined = defaultdict(set, {side: set() for side in sides})
    thing_of: dict[str, str] = {}
    for channel, ports in _ports_on(data, carrying, on, least):
        for node, beside in ports:
            thing_of[node] = channel
            for other in beside:
                joined[node].add(other)
                joined[other].add(node)
                if other not in sides:
                    thing_of[other] = other
    own = _in_own_name(data)
    for person in [node for node in joined if node in own]:
        home = home_of(data, person, on)
        if home in joined:
            joined[person].add(home)
            joined[home].add(person)
    between = tuple(
        channel
        for channel in carrying
        if any(days.first <= on <= days.last for days in data.days_between(channel, sides))
    )
    return LineNetwork(sides, between, dict(joined), thing_of)


def node_of(data: Dataset, tie: Tie) -> str:
    """Return the node that somebody on a channel stands for: itself, or the whole of its side."""
    actor = data.actors[tie.actor]
    state = actor.state if actor.kind == "state" else ""
    side = counts_as(tie.side or state)
    return tie.actor if actor.kind == "person" or not side else side


def _ports_on(
    data: Dataset, channels: Iterable[str], on: date, least: Certainty
) -> Iterator[tuple[str, Sequence[Port]]]:
    """
    Yield the nodes of each channel that carries lines, with what is beside each.

    They are kept with the dataset until who sits on the channel changes, which is seldom.
    """
    if "ports" not in data.computed:
        data.computed["ports"] = {
            channel: (sorted({day for tie in ties for day in turns_of(tie)}), ties, {})
            for channel, about in data.channels.items()
            if about.type not in LEFT_OUT
            for ties in [[tie for tie in seated_on(data).get(channel, ()) if not tie.via]]
        }
    kept = data.computed["ports"]
    for channel in channels:
        if channel in kept:
            turns, ties, found = kept[channel]
            key = least, bisect_right(turns, on)
            if key not in found:
                found[key] = _ports(data, channel, ties, on=on, least=least)
            yield channel, found[key]


def _ports(
    data: Dataset, channel: str, ties: Iterable[Tie], *, on: date, least: Certainty
) -> list[Port]:
    """Return the nodes of a channel with what is beside each: one, or one a side if carried."""
    parties: dict[str, set[str]] = defaultdict(set)
    between: set[str] = set()
    is_carried = False
    for tie in ties:
        if tie.role == "go-between":
            is_carried |= tie.holds(on, "possibly")
        if tie.holds(on, least):
            node = node_of(data, tie)
            if tie.role == "go-between":
                between.add(node)
            else:
                parties[counts_as(tie.side) or node].add(node)
    if not is_carried:
        return [(channel, {node for nodes in parties.values() for node in nodes})]
    return [(f"{channel} ({side})", nodes | between) for side, nodes in sorted(parties.items())]


def _in_own_name(data: Dataset) -> Mapping[str, tuple[Tie, ...]]:
    """Return the seats of persons in their own name, by person; worked out once for a dataset."""
    if "in own name" not in data.computed:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in roster(data):
            if not tie.via and data.actors[tie.actor].kind == "person":
                found[tie.actor].append(tie)
        data.computed["in own name"] = {person: tuple(ties) for person, ties in found.items()}
    own: Mapping[str, tuple[Tie, ...]] = data.computed["in own name"]
    return own


def home_of(data: Dataset, person: str, on: date) -> str:
    """
    Return the side behind a person who sits somewhere in the own name; empty where none is.

    Who possibly sits for several sides is behind that of the own state, or would be a line between
    them. What is only possible decides, too, so that it is the same however sure one wants to be.
    """
    ties = _in_own_name(data)[person]
    sides = {counts_as(tie.side) for tie in ties if tie.holds(on, "possibly")} - {""}
    own = counts_as(data.actors[person].state)
    if len(sides) == 1:
        return next(iter(sides))
    return own if own in sides else ""
