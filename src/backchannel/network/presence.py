"""
The network through time: the days on which each node and each tie is in it.

It is made of snapshots, one for each day on which a snapshot may differ from that of the day
before, so that whatever is written from it says of each day what the snapshot of that day says.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.period import Window, day_after
from backchannel.facts.dataset import possible_days
from backchannel.network.snapshot import counts, snapshot
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from backchannel.facts.dataset import Dataset


class Run(NamedTuple):
    """Days, both ends included, on which something is in the network with the same attributes."""

    first: date
    last: date
    attributes: Mapping[str, object]


class Runs(NamedTuple):
    """The runs of each node and of each tie (actor, channel), in order of time; sorted by id."""

    nodes: dict[str, list[Run]]
    ties: dict[tuple[str, str], list[Run]]


def network_runs(
    data: Dataset, *, within: Window, possible: bool = False, between: Sequence[str] | None = None
) -> Runs:
    """
    Return when each node and each tie is in the network of some days.

    Parameters
    ----------
    data
        The data, or a view of them.
    within
        The days; a run never reaches beyond them.
    possible, between
        As in `snapshot`.

    Returns
    -------
    runs
        A new run begins where an attribute changes, so two runs may touch; see `joined`.
    """
    nodes: dict[str, list[Run]] = defaultdict(list)
    ties: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for days, network in _snapshots(data, within, possible=possible, between=between):
        for node, attributes in network.nodes(data=True):
            _extend(nodes[node], days, attributes)
        for tie, attributes in ties_of(network).items():
            _extend(ties[tie], days, attributes)
    return Runs(dict(sorted(nodes.items())), dict(sorted(ties.items())))


def ties_of(network: nx.Graph[str]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the ties of a snapshot by (actor, channel), sorted; an edge has them in any order."""
    channels = {node for node, mode in network.nodes(data="bipartite") if mode}
    ties = {
        (other, one) if one in channels else (one, other): attributes
        for one, other, attributes in network.edges(data=True)
    }
    return dict(sorted(ties.items()))


def joined(runs: Iterable[Run]) -> list[list[Run]]:
    """Group runs that touch: each list covers days without a gap, with a gap between lists."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and day_after(groups[-1][-1].last) == run.first:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _extend(runs: list[Run], days: Window, attributes: Mapping[str, object]) -> None:
    if runs and day_after(runs[-1].last) == days.first and runs[-1].attributes == attributes:
        runs[-1] = runs[-1]._replace(last=days.last)
    else:
        runs.append(Run(days.first, days.last, attributes))


def _snapshots(
    data: Dataset, within: Window, *, possible: bool, between: Sequence[str] | None
) -> Iterator[tuple[Window, nx.Graph[str]]]:
    changes = _changes(data, possible=possible)
    firsts = sorted({within.first} | {day for day in changes if within.first < day <= within.last})
    lasts = [*(day - timedelta(days=1) for day in firsts[1:]), within.last]
    for first, last in zip(firsts, lasts, strict=True):
        yield Window(first, last), snapshot(data, on=first, possible=possible, between=between)


def _changes(data: Dataset, *, possible: bool) -> set[date]:
    """Return the only days on which a snapshot may differ from that of the day before."""
    changes: set[date] = set()
    for line in course(data).values():
        shown = [
            one.verdict if counts(one.verdict, possible=possible) else None
            for one in line.stretches
        ]
        pairs = zip(shown, shown[1:], line.stretches[1:], strict=False)
        changes |= {stretch.first for before, after, stretch in pairs if before != after}
    sitting = [tie.may if possible else tie.sure for tie in roster(data)]
    for days in [*sitting, *map(possible_days, data.parties.values())]:
        if days.first <= days.last:
            changes |= {days.first, day_after(days.last)}
    return changes
