"""
The network over time: each distinct network of some days once, and every measure through them.

A series is computed where the network changes, and once for each distinct component: those of
neighbouring months are mostly the same, and what is surely usable mostly is what is presumably so.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, get_args

from backchannel.dates.period import window
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.scope import ALL
from backchannel.facts.scope import asked as scope
from backchannel.network.assembly import Nodes as NumberedNodes
from backchannel.network.assembly import Values, assembled
from backchannel.network.lots import Drawings
from backchannel.network.measures import MEASURES, chosen
from backchannel.network.measuring import formed, measured, measured_together
from backchannel.network.passage import (
    between_sides,
    changes,
    spans_of,
    steps,
    without_principals,
)
from backchannel.network.presence import network_runs
from backchannel.network.ranges import Ranging
from backchannel.network.seating import Seating
from backchannel.network.snapshot import graph_of
from backchannel.network.turns import looks, replayed, turns
from backchannel.network.values import Nodes
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor
    from datetime import date

    import networkx as nx

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.columns import Series
    from backchannel.network.components import Keys, Part
    from backchannel.network.turns import Every
    from backchannel.verdicts.verdict import Certainty


def snapshots(
    data: Dataset,
    *,
    within: When,
    every: Every = "month",
    least: Certainty = "presumably",
    between: Between = None,
) -> Iterator[tuple[tuple[date, ...], nx.Graph[str]]]:
    """
    Yield each distinct network of a span once, with all the days on which it was the network.

    Neighbouring months mostly have the same network, and a channel that reopens can bring an
    earlier one back: whatever is computed for a series need be computed no more often than this
    yields. Each network is made from the one before it.

    Parameters
    ----------
    data
        The data, or a view of them.
    within
        The days.
    every
        How often to look: on the first of these days and then on the first day of each `week` (a
        Monday), `month`, `quarter` or `year`, on every `day`, or at each `change`.
    least, between
        As in `snapshot`.

    Yields
    ------
    days, network
        The days, in order, and the snapshot of the first of them; by that day.

    Raises
    ------
    UnknownName
        If `every` is none of these words.
    """
    within = window(within)
    listed = turns(network_runs(data, within=within, least=least, between=between), within)
    by_mark: dict[int, list[date]] = defaultdict(list)
    for day, mark, _ in replayed(listed, looks(within, every, (turn.day for turn in listed))):
        by_mark[mark].append(day)
    sides = scope(data, between or ALL).sides or ()
    days_of = {days[0]: tuple(days) for days in by_mark.values()}
    for day, _, there in replayed(listed, days_of):
        network = graph_of(data, on=day, least=least, sides=sides)
        ordered = sorted(there)
        for node in (element for element in ordered if len(element) == 1):
            network.add_node(*node, **there[node])
        for tie in (element for element in ordered if len(element) == 2):
            network.add_edge(*reversed(tie), **there[tie])
        yield days_of[day], network


@in_bulk()
def series(  # noqa: PLR0913 - each says which series is asked for, or who computes it
    data: Dataset,
    measures: Iterable[str] | None = None,
    *,
    within: When,
    every: Every = "month",
    between: Between = None,
    principals: bool = True,
    by: Nodes = "actor",
    draws: int = 0,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Series:
    """
    Return measures of every actor and channel over some days, and the range uncertainty leaves.

    Parameters
    ----------
    data
        The data, or a view of them.
    measures
        As in `centrality`, but for `strength`, which changes on nearly every day.
    within, every
        The days, and how often to look, as in `snapshots`; `change` looks on each day on which one
        of the three networks (surely, presumably, possibly usable) is another.
    between, principals, by
        As in `centrality`.
    draws, seed
        How many draws of the uncertain dates range each value, each with the next seed:
        `drawn(data, seed=seed)`, `drawn(data, seed=seed + 1)` …; none unless asked for.
    executor
        Who measures: this process, or the workers of a `concurrent.futures.Executor`; the numbers
        are the same to the last bit.
    progress
        Is told how far the work is.

    Returns
    -------
    series
        Columns `date`, `measure`, `id`, `kind`, `value`, `low` and `high`: those of `centrality`,
        for each day, and those who are there in some draw. With draws, `draw_low` and `draw_high`:
        the 5th and the 95th percentile of the values on what is presumably usable in each draw.
        Days that the data do not speak about have no rows.

    Raises
    ------
    UnknownName
        If there is no such measure, step or kind of node.
    UsageFault
        If principals are to be left out of a network of sides.
    """
    names = chosen(measures, of_contacts=False)
    if one_of("kind of node", by, get_args(Nodes)) == "side" and not principals:
        raise UsageFault(
            "a network of sides has no principals to leave out; ask for it by actor, or with them"
        )
    if draws < 0:
        raise UsageFault(f"{draws} draws: no fewer than 0 can be made; give 0 or more")
    days = window(within)
    networks = []
    for least in CERTAINTIES:
        runs = network_runs(data, within=days, least=least, between=between)
        spans = between_sides(runs) if by == "side" else spans_of(runs)
        networks.append(spans if principals else without_principals(data, spans))
    on = looks(days, every, (day for spans in networks for day in changes(spans, days)))
    apart = [name for name in names if MEASURES[name].parts]
    together = [name for name in names if not MEASURES[name].parts]
    parts: dict[int, Part] = {}
    wholes: dict[int, Keys] = {}
    through = [steps(spans, on, parts, wholes if together else None) for spans in networks]
    drawings = None
    if draws:
        seating = Seating(
            data,
            range(seed, seed + draws),
            sides=scope(data, between or ALL).sides,
            by_side=by == "side",
            principals=principals,
        )
        drawings = Drawings(data, seating, parts, wholes if together else None)
    drawn = list(drawings.at(on)) if drawings else []
    forms = formed(parts, by)
    of_part = measured(forms, apart, executor=executor, progress=progress)
    of_whole = measured_together(forms, wholes, together, executor=executor, progress=progress)
    nodes = NumberedNodes(of_part.values())
    values = Values(tuple(apart), of_part, tuple(together), of_whole, nodes)
    ranges = Ranging(drawings, values, draws).of(drawn) if drawings else []
    return assembled(on, through, values, ranges)
