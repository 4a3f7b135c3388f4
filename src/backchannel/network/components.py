"""
The components of a network as it goes through time: only those that a change touches are made anew.

Most components of one day are there on the next, and one that falls apart often comes back. Each
has a key that depends on nothing but its nodes, its ties and their attributes, so whatever is
computed for a component is computed once for all days, certainties and draws on which it stands.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.network.kernels.shapes import Shape
    from backchannel.network.turns import Element, Turn

Keys = tuple[int, ...]
"""The keys of the components of a network."""


class Part(NamedTuple):
    """A part of a network, by value: enough to build its graph on any machine."""

    nodes: tuple[tuple[str, Mapping[str, Any]], ...]
    """Sorted by id, each with its attributes."""
    ties: tuple[tuple[str, str, Mapping[str, Any]], ...]
    """Sorted, each as channel, actor and attributes."""

    def graph(self) -> nx.Graph[str]:
        """Return the part as a graph, its nodes and ties in the order of a snapshot."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((node, dict(attributes)) for node, attributes in self.nodes)
        graph.add_edges_from((actor, channel, dict(of)) for channel, actor, of in self.ties)
        return graph

    def shape(self) -> Shape:
        """Return the neighbours of each node, nodes being numbered in the order of their ids."""
        number = {node: place for place, (node, _) in enumerate(self.nodes)}
        beside: list[list[int]] = [[] for _ in self.nodes]
        for channel, actor, _ in self.ties:
            # Ties are sorted, so that neighbours come in order.
            beside[number[channel]].append(number[actor])
            beside[number[actor]].append(number[channel])
        return tuple(map(tuple, beside))


class Change(NamedTuple):
    """What became of the components when some elements came and went."""

    gone: tuple[int, ...]
    """The keys of the components that are there no longer."""
    new: tuple[int, ...]
    """The keys of those that are there now."""


class Growing:
    """A network that elements come into and leave, with its components at each time."""

    def __init__(self, parts: dict[int, Part]) -> None:
        """
        Begin without a node.

        Every component that ever stands goes into `parts`, by its key; networks may share one.
        """
        self._parts = parts
        self._attributes: dict[Element, Mapping[str, Any]] = {}
        self._beside: dict[str, set[str]] = defaultdict(set)
        self._marks: dict[str, int] = defaultdict(int)
        """Node → its own mark and, for a channel, those of its ties, by exclusive or."""
        self._key_of: dict[str, int] = {}
        self._members: dict[int, list[str]] = {}

    def turn(self, listed: Iterable[Turn]) -> Change:
        """Let elements go and come, what goes before what comes in its place."""
        touched: set[str] = set()
        for turn in listed:
            touched.update(turn.element)
            self._marks[turn.element[0]] ^= turn.mark
            if turn.comes:
                self._attributes[turn.element] = turn.attributes
            else:
                del self._attributes[turn.element]
            if len(turn.element) == 2:
                channel, actor = turn.element
                for end, other in ((channel, actor), (actor, channel)):
                    if turn.comes:
                        self._beside[end].add(other)
                    else:
                        self._beside[end].discard(other)
        return self._regrouped(touched)

    def keys(self) -> tuple[int, ...]:
        """Return the keys of the components that are there."""
        return tuple(self._members)

    def whole(self, wholes: dict[int, Keys]) -> int:
        """Return the key of the whole network; its components go into `wholes` by their keys."""
        key = 0
        for one in self._members:
            key ^= one
        if key not in wholes:
            wholes[key] = tuple(sorted(self._members))
        return key

    def _regrouped(self, touched: set[str]) -> Change:
        """Find the components of what was touched anew."""
        gone = {self._key_of[node] for node in touched if node in self._key_of}
        loose = touched.union(*(self._members.pop(key) for key in gone))
        for node in loose:
            self._key_of.pop(node, None)
        new = [
            self._component(node)
            for node in sorted(loose)
            if node not in self._key_of and (node,) in self._attributes
        ]
        return Change(tuple(sorted(gone)), tuple(new))

    def _component(self, start: str) -> int:
        """Walk from a node, and return the key of the component that it is in."""
        found, key = {start}, 0
        waiting = [start]
        for node in waiting:
            key ^= self._marks[node]
            fresh = self._beside[node] - found
            found |= fresh
            waiting.extend(fresh)
        self._key_of.update(dict.fromkeys(found, key))
        self._members[key] = waiting
        if key not in self._parts:
            self._parts[key] = self._part(sorted(found))
        return key

    def _part(self, nodes: Sequence[str]) -> Part:
        of = self._attributes
        ties = (
            (node, actor, of[node, actor])
            for node in nodes
            for actor in sorted(self._beside[node])
            if (node, actor) in of
        )
        return Part(tuple((node, of[(node,)]) for node in nodes), tuple(ties))
