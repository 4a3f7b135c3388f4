"""What lies on the shortest paths between two persons through channels, worked out by NetworkX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from backchannel.verdicts.seats import Tie

    Row = tuple[Any, ...]


def between(ties: list[Tie], left: str, right: str) -> set[Row]:
    """What lies on the shortest paths from left to right, by NetworkX."""
    graph = nx.Graph((("channel", tie.channel), ("actor", tie.actor)) for tie in ties)
    ends = ("actor", left), ("actor", right)
    if not all(end in graph for end in ends) or not nx.has_path(graph, *ends):
        return set()
    found: set[Row] = set()
    for path in nx.all_shortest_paths(graph, *ends):
        if len(path) <= 2 * 4 + 1:
            found |= {(place, *node) for place, node in enumerate(path[1:-1], start=1)}
    return found | {
        (place, "go-between", tie.actor)
        for place, what, channel in found
        if what == "channel"
        for tie in ties
        if tie.channel == channel and tie.role == "go-between" and tie.actor not in (left, right)
    }
