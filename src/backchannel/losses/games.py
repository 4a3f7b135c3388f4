"""
What the measures would be if some losses had not come: each part is a game of its losses.

Losses act on one another only where they touch. A channel beside both sides is one line whatever
else is lost; reach and efficiency add up over the parts of the network. So a year of forty losses
is many games of a few, each of which can be solved exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import networkx as nx

from backchannel.dates.period import Window
from backchannel.losses.carriers import LineNetwork, line_network, usable_on
from backchannel.losses.cuts import number_of_lines
from backchannel.losses.paths import core_of
from backchannel.losses.reaching import parts_of, reached
from backchannel.losses.seats import Seats, shown_on
from backchannel.network.snapshot import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True)
class ReachGame:
    """Losses in one part of the network."""

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
        gone = _chosen(self.players, lost)
        parts = parts_of(actors for channel, actors in self.members if channel not in gone)
        sums = reached(parts, self.left, self.right)
        return [sums.pairs / self.pairs, sums.near / self.ordered]


def _chosen(players: Sequence[str], lost: int) -> set[str]:
    return {player for place, player in enumerate(players) if lost >> place & 1}


def games_of(
    data: Dataset,
    losses: Iterable[str],
    *,
    sides: tuple[str, str],
    on: date,
    least: Certainty,
) -> list[Game]:
    """
    Return the games of some losses on a day: what would be if they had not come.

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
    least
        How sure a channel must be usable, and somebody sit on it.
    """
    usable = usable_on(data, on, least)
    missing = sorted(set(losses) - usable)
    whole = line_network(data, on, least=least, sides=sides, usable=usable | set(missing))
    counted = tuple(channel for channel in missing if channel in whole.channels)
    return [
        Alone(counted, ("channels",)),
        *_line_games(whole, missing),
        *_reach_games(data, usable | set(missing), missing, sides=sides, on=on, least=least),
    ]


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
    data: Dataset,
    usable: Iterable[str],
    missing: Sequence[str],
    *,
    sides: tuple[str, str],
    on: date,
    least: Certainty,
) -> list[Game]:
    seats = Seats(data, sides, Window(on, on))
    seats.go_to(on)
    if not seats.pairs:
        return []
    members = _members(data, usable, sides=sides, on=on, least=least)
    games: list[Game] = []
    for part in parts_of(members.values()):
        here = tuple((c, actors) for c, actors in members.items() if actors & part.actors)
        lost = tuple(channel for channel, _ in here if channel in missing)
        if lost:
            left, right = part.actors & seats.left, part.actors & seats.right
            games.append(ReachGame(lost, here, left, right, seats.pairs, seats.ordered))
    return games


def _members(
    data: Dataset,
    usable: Iterable[str],
    *,
    sides: tuple[str, str],
    on: date,
    least: Certainty,
) -> dict[str, frozenset[str]]:
    """Return who sits on each usable channel between two sides, as in the snapshot of the day."""
    day = Window(on, on)
    return {
        channel: seated
        for channel in sorted(usable)
        if data.channels[channel].type not in LEFT_OUT
        and data.is_between(channel, sides, within=day)
        and (seated := shown_on(data, channel, on, least))
    }
