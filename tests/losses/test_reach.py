"""Who reaches whom: on every day what plain NetworkX finds."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.network.snapshot import snapshot
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import roster
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.lots import by_lot

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

PAIR = ("AAA", "AAB")


def by_networkx(data: Dataset, day: date) -> dict[str, list[float]]:
    """Return reach, efficiency and the largest part by each certainty, by plain NetworkX."""
    seated: dict[str, set[str]] = {}
    for tie in roster(data):
        line = course(data)[tie.channel]
        is_known = any(
            str(stretch.verdict) != "unknown" for stretch in line.stretches if stretch.first <= day
        )
        if (
            tie.may.first <= day <= tie.may.last
            and is_known
            and data.channels[tie.channel].type not in ("internal", "public")
            and data.actors[tie.actor].kind not in ("state", "place")
            and set(PAIR) <= set(data.sides(tie.channel, within=Window(day, day)))
        ):
            seated.setdefault(tie.actor, set()).add(tie.side)
    found: dict[str, list[float]] = {"reach": [], "efficiency": [], "largest_component": []}
    for least in CERTAINTIES:
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(seated)
        shot = snapshot(data, on=day, least=least, between=PAIR)
        for channel in (node for node, mode in shot.nodes(data="bipartite") if mode):
            graph.add_edges_from(combinations(shot[channel], 2))
        across = [
            {one, other}
            for one, other in combinations(seated, 2)
            if any(set(pair) == set(PAIR) for pair in product_of(seated[one], seated[other]))
        ]
        reached = sum(nx.has_path(graph, *pair) for pair in across)
        found["reach"].append(reached / len(across) if across else float("nan"))
        found["efficiency"].append(nx.global_efficiency(graph))
        there = [part for part in nx.connected_components(graph) if set(part) & set(shot)]
        found["largest_component"].append(max(map(len, there), default=0))
    return found


def product_of(left: set[str], right: set[str]) -> list[tuple[str, str]]:
    return [(one, other) for one in left for other in right]


@pytest.mark.parametrize("seed", range(10))
def test_who_reaches_whom_is_what_plain_networkx_finds_on_every_day(seed: int) -> None:
    data = by_lot(seed)
    found = bc.loss(data, "2020", "2022", measures=["reach", "efficiency", "largest_component"])
    for number in range(0, found.within.days, 37):
        day = found.within.first + timedelta(number)
        plain = by_networkx(data, day)
        for name, row in found.at(day).items():
            low, value, high = plain[name]
            if row.value is None:
                assert name == "efficiency" or value != value  # noqa: PLR0124 - nan
                continue
            assert (row.low, row.value, row.high) == pytest.approx((low, value, high)), (day, name)
