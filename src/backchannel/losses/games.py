"""
What the measures would be if some losses had not come: each part is a game of its losses.

Losses act on one another only where they touch. A channel beside both sides is one line whatever
else is lost; reach and efficiency add up over the parts of the network. So a year of forty losses
is many games of a few, each of which can be solved exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, NamedTuple, Protocol

import networkx as nx

from backchannel.dates.period import Window
from backchannel.losses.carriers import LineNetwork, line_network
from backchannel.losses.cuts import number_of_lines
from backchannel.losses.paths import core_of
from backchannel.losses.reaching import of_seated, part_of, parts_of, reached
from backchannel.losses.seats import Seats, shown_on
from backchannel.network.snapshot import LEFT_OUT, belongs
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.losses.paths import Core
    from backchannel.verdicts.verdict import Certainty


class Game(Protocol):
    """Losses that may act on one another, and the measures after each set of them."""

    @property
    def players(self) -> tuple[str, ...]:
        """The losses, channels by id."""

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the measures, in the order in which `after` gives them."""

    def after(self, lost: int) -> Sequence[float]:
        """Return the measures after the losses that have their bit set."""


@dataclass(frozen=True)
class Alone:
    """Losses that act on nothing: each takes one from a count."""

    players: tuple[str, ...]
    measures: tuple[str, ...]

    def after(self, lost: int) -> Sequence[float]:
        """Return minus how many are lost."""
        return [-float(lost.bit_count())] * len(self.measures)


@dataclass(frozen=True)
class LineGame:
    """Losses among what needs a search to count lines."""

    players: tuple[str, ...]
    network: LineNetwork
    measures: tuple[str, ...] = ("independent_lines",)

    def after(self, lost: int) -> Sequence[float]:
        """Return the number of lines."""
        return [float(number_of_lines(self.network.without(_chosen(self.players, lost))))]


class Linked(NamedTuple):
    """Channels that hang together by shared actors; a bit for each channel, and for each actor."""

    channels: int
    actors: int


@dataclass(frozen=True)
class ReachGame:
    """
    Losses in one part of the network.

    After one loss less the network is the same but for one channel, which links some of what was
    apart; and most of what hangs together then does so after other losses, too.
    """

    players: tuple[str, ...]
    members: tuple[tuple[str, frozenset[str]], ...]
    """Channel, and who sits on it."""
    left: frozenset[str]
    right: frozenset[str]
    pairs: int
    ordered: int
    measures: tuple[str, ...] = ("reach", "efficiency")

    def after(self, lost: int) -> Sequence[float]:
        """Return what the part adds to reach and efficiency."""
        sums = [self._sums_of(linked.channels) for linked in self._linked(lost)]
        # Added up without rounding, so that it does not matter in which order.
        near = fsum(near for _, near in sums)
        return [sum(pairs for pairs, _ in sums) / self.pairs, near / self.ordered]

    def _linked(self, lost: int) -> tuple[Linked, ...]:
        """Return what hangs together after the losses that have their bit set."""
        if lost not in self._known:
            spared = (lost + 1) & ~lost
            channel = self.players[spared.bit_length() - 1]
            self._known[lost] = _joined(self._linked(lost | spared), self._bits[channel])
        return self._known[lost]

    def _sums_of(self, channels: int) -> tuple[int, float]:
        """Return the pairs, and the sum of 1 / distance, of channels that hang together."""
        if channels not in self._sums:
            there = (on for place, (_, on) in enumerate(self.members) if channels >> place & 1)
            sums = reached([part_of(there)], self.left, self.right)
            self._sums[channels] = sums.pairs, sums.near
        return self._sums[channels]

    @cached_property
    def _bits(self) -> Mapping[str, Linked]:
        """Channel → its bit, and those of its actors."""
        everybody = sorted(frozenset().union(*(on for _, on in self.members)))
        bit = {actor: 1 << place for place, actor in enumerate(everybody)}
        return {
            channel: Linked(1 << place, sum(bit[actor] for actor in on))
            for place, (channel, on) in enumerate(self.members)
        }

    @cached_property
    def _known(self) -> dict[int, tuple[Linked, ...]]:
        """Losses → what hangs together; first, after all of them."""
        there: tuple[Linked, ...] = ()
        for channel, bits in self._bits.items():
            if channel not in self.players:
                there = _joined(there, bits)
        return {(1 << len(self.players)) - 1: there}

    @cached_property
    def _sums(self) -> dict[int, tuple[int, float]]:
        return {}


def _joined(there: Sequence[Linked], one: Linked) -> tuple[Linked, ...]:
    """Add a channel to others: it links what has an actor of its own."""
    channels, actors = one
    apart = []
    for linked in there:
        if linked.actors & one.actors:
            channels, actors = channels | linked.channels, actors | linked.actors
        else:
            apart.append(linked)
    return (*apart, Linked(channels, actors))


def _chosen(players: Sequence[str], lost: int) -> set[str]:
    return {player for place, player in enumerate(players) if lost >> place & 1}


@dataclass(frozen=True)
class Spared:
    """A day as if some losses had not come."""

    missing: tuple[str, ...]
    """The losses, what would be there and is not; or the gains."""
    whole: LineNetwork
    """What would carry lines."""
    members: Mapping[str, frozenset[str]]
    """Channel between the sides → who would sit on it."""
    seats: Seats

    @property
    def measures(self) -> dict[str, float]:
        """What the measures would be."""
        reach = of_seated(parts_of(self.members.values()), self.seats)
        return {
            "channels": float(len(self.whole.channels)),
            "independent_lines": float(number_of_lines(self.whole)),
            **{name: reach[name] or 0.0 for name in ReachGame.measures},
        }

    def games(self) -> list[Game]:
        """Return the games of the losses; gains are looked at as losses, too."""
        counted = tuple(channel for channel in self.missing if channel in self.whole.channels)
        return [
            Alone(counted, ("channels",)),
            *_line_games(self.whole, self.missing),
            *_reach_games(self.members, self.missing, self.seats),
        ]


def spared(
    data: Dataset,
    losses: Iterable[str],
    *,
    sides: tuple[str, str],
    on: date,
    gained: bool = False,
) -> dict[Certainty, Spared]:
    """
    Return a day as if some losses had not come, by how sure it is that a channel can be used.

    Parameters
    ----------
    data
        The data, or a view of them.
    losses
        Channels; whoever sits on one that day would sit on it still.
    sides
        The two sides.
    on
        The day.
    gained
        The channels are gains, which are there: the day as it is, and what it would be without.
    """
    seats = Seats(data, sides, Window(on, on))
    seats.go_to(on)
    found: dict[Certainty, Spared] = {}
    verdicts = {channel: line.on(on) for channel, line in course(data).items()}
    for least in CERTAINTIES:
        usable = {channel for channel, verdict in verdicts.items() if belongs(verdict, least)}
        missing = tuple(sorted(set(losses) & usable if gained else set(losses) - usable))
        there = usable | set(missing)
        whole = line_network(data, on, least=least, sides=sides, usable=there)
        members = _members(data, whole.channels, on=on, least=least)
        found[least] = Spared(missing, whole, members, seats)
    return found


def _line_games(whole: LineNetwork, missing: Sequence[str]) -> list[Game]:
    core = core_of(whole)
    games: list[Game] = [
        Alone(tuple(c for c in missing if c in core.direct), ("independent_lines",))
    ]
    for part in _apart(whole, core):
        things = {node: whole.thing_of[node] for node in part}
        if lost := tuple(channel for channel in missing if channel in set(things.values())):
            joined = {
                node: core.joined[node] & {*part, *whole.ends} for node in (*part, *whole.ends)
            }
            games.append(LineGame(lost, LineNetwork(whole.ends, (), joined, things)))
    return games


def _apart(whole: LineNetwork, core: Core) -> list[list[str]]:
    """
    Return the nodes of each part of a network that touches the others at the ends only.

    No line runs through two parts, so that their lines add up. What is lost together is in one.
    """
    graph: nx.Graph[str | tuple[str, str]] = nx.Graph()
    for node in sorted(core.joined.keys() - set(whole.ends)):
        # A thing may have the name of one of its nodes, so it is told apart as a tuple.
        graph.add_edge(node, ("thing", whole.thing_of[node]))
        graph.add_edges_from((node, other) for other in core.joined[node] - set(whole.ends))
    parts = nx.connected_components(graph)
    return sorted(sorted(node for node in part if isinstance(node, str)) for part in parts)


def _reach_games(
    members: Mapping[str, frozenset[str]], missing: Sequence[str], seats: Seats
) -> list[Game]:
    if not seats.pairs:
        return []
    parts = parts_of(members.values())
    number = {actor: place for place, part in enumerate(parts) for actor in part.actors}
    of_part: list[list[tuple[str, frozenset[str]]]] = [[] for _ in parts]
    for channel, actors in members.items():
        of_part[number[next(iter(actors))]].append((channel, actors))
    gone, pairs, ordered = frozenset(missing), seats.pairs, seats.ordered
    games: list[Game] = []
    for part, here in zip(parts, of_part, strict=True):
        lost = tuple(channel for channel, _ in here if channel in gone)
        if lost:
            left, right = part.actors & seats.left, part.actors & seats.right
            games.append(ReachGame(lost, tuple(here), left, right, pairs, ordered))
    return games


def _members(
    data: Dataset, channels: Iterable[str], *, on: date, least: Certainty
) -> dict[str, frozenset[str]]:
    """Return who sits on each of some channels, as in the snapshot of the day."""
    return {
        channel: seated
        for channel in channels
        if data.channels[channel].type not in LEFT_OUT
        and (seated := shown_on(data, channel, on, least))
    }
