"""
The network through time: the days on which each node and each tie is in it.

What is written from it agrees, for each day, with that day's snapshot (tested). No snapshot is made
for it: the days on which somebody sits on a channel are intersected with those on which the channel
is usable, so that the work grows with the records and not with the days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from backchannel.dates.period import When, Window, day_after, window
from backchannel.facts.dataset import counts_as, possible_days
from backchannel.facts.scope import ALL
from backchannel.facts.scope import asked as scope
from backchannel.network.snapshot import (
    LEFT_OUT,
    actor_node,
    belongs,
    channel_node,
    is_at_least,
    is_shown,
    precedence,
    seat,
)
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import seated_on
from backchannel.verdicts.verdict import CERTAINTIES, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.course import Course
    from backchannel.verdicts.seats import Tie
    from backchannel.verdicts.verdict import Certainty

What = TypeVar("What")


class Run(NamedTuple):
    """Days, both ends included, on which something is in the network with the same attributes."""

    first: date
    last: date
    attributes: Mapping[str, Any]


class Runs(NamedTuple):
    """The runs of each node and of each tie (actor, channel), in order of time; sorted by id."""

    nodes: dict[str, list[Run]]
    ties: dict[tuple[str, str], list[Run]]


class _Asked(NamedTuple):
    """Which network is asked for."""

    within: Window
    least: Certainty
    sides: tuple[str, str] | None


def network_runs(
    data: Dataset, *, within: When, least: Certainty = "presumably", between: Between = None
) -> Runs:
    """
    Return when each node and each tie is in the network of some days.

    Parameters
    ----------
    data
        The data, or a view of them.
    within
        The days; a run never reaches beyond them.
    least, between
        As in `snapshot`.

    Returns
    -------
    runs
        A new run begins where an attribute changes, so two runs may touch; see `joined`.
    """
    asked = _Asked(window(within), least, scope(data, between or ALL).sides)
    sitting = seated_on(data)
    nodes: dict[str, list[Run]] = {}
    ties: dict[tuple[str, str], list[Run]] = {}
    seats: dict[str, list[Run]] = defaultdict(list)
    for channel, line in course(data).items():
        if data.channels[channel].type in LEFT_OUT:
            continue
        if runs := _channel_runs(data, channel, line, sitting.get(channel, ()), asked):
            nodes[channel] = runs
            for actor, seated in _seats(data, runs, sitting.get(channel, ()), asked).items():
                ties[actor, channel] = seated
                seats[actor] += seated
    for actor, seated in seats.items():
        nodes[actor] = _actor_runs(data, actor, seated, asked.within)
    return Runs(dict(sorted(nodes.items())), dict(sorted(ties.items())))


def ties_of(network: nx.Graph[str]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the ties of a snapshot by (actor, channel), sorted; an edge has them in any order."""
    channels = {node for node, mode in network.nodes(data="bipartite") if mode}
    ties = {
        (end, start) if start in channels else (start, end): attributes
        for start, end, attributes in network.edges(data=True)
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


def _channel_runs(
    data: Dataset, channel: str, line: Course, sitting: Iterable[Tie], asked: _Asked
) -> list[Run]:
    """Return when a channel is in the network: usable as asked, and between the sides asked for."""
    spans: list[tuple[Window, Verdict | tuple[str, str]]] = [
        (Window(stretch.first, stretch.last), stretch.verdict)
        for stretch in line.stretches
        if belongs(stretch.verdict, asked.least)
    ]
    spans += [
        (tie.days(asked.least), ("seated", tie.side))
        for tie in sitting
        if tie.role == "party" and not tie.via and tie.side
    ]
    wanted = {("party", counts_as(side)) for side in asked.sides or ()}
    spans += [
        (possible_days(party), ("party", counts_as(party.side)))
        for party in data.parties_of.get(channel, ())
        if wanted and party.role == "party"
    ]
    runs: list[Run] = []
    for days, holding in _pieces(spans, asked.within):
        verdict = next((said for said in holding if isinstance(said, Verdict)), None)
        others = {said for said in holding if not isinstance(said, Verdict)}
        if verdict and wanted <= others:
            sides = sorted(side for how, side in others if how == "seated")
            _extend(runs, days, channel_node(data, channel, sides, verdict))
    return runs


def _seats(
    data: Dataset, channel: Sequence[Run], sitting: Iterable[Tie], asked: _Asked
) -> dict[str, list[Run]]:
    """Return when each actor sits on a channel while that is in the network."""
    of_actor: dict[str, list[Tie]] = defaultdict(list)
    for tie in sitting:
        of_actor[tie.actor].append(tie)
    there = [Window(group[0].first, group[-1].last) for group in joined(channel)]
    ends = [days.last for days in there]
    seats: dict[str, list[Run]] = {}
    for actor, held in of_actor.items():
        if not is_shown(data, actor, frozenset()):
            continue
        spans = [
            (tie.days(certainty), (tie, certainty))
            for tie in held
            for certainty in CERTAINTIES
            if is_at_least(certainty, asked.least)
        ]
        runs: list[Run] = []
        for days, holding in _pieces(spans, asked.within):
            tie, certainty = min(holding, key=lambda held: precedence(held[0], certainty=held[1]))
            for usable in there[bisect_left(ends, days.first) :]:
                if usable.first > days.last:
                    break
                both = Window(max(days.first, usable.first), min(days.last, usable.last))
                _extend(runs, both, seat(tie, certainty=certainty))
        if runs:
            seats[actor] = runs
    return seats


def _actor_runs(data: Dataset, actor: str, seats: Iterable[Run], within: Window) -> list[Run]:
    """Return when an actor sits anywhere; one of no state has the sides of its seats of the day."""
    spans = [(Window(run.first, run.last), str(run.attributes["side"])) for run in seats]
    runs: list[Run] = []
    for days, sides in _pieces(spans, within):
        _extend(runs, days, actor_node(data, actor, sorted({*sides} - {""})))
    return runs


def _pieces(
    spans: Sequence[tuple[Window, What]], within: Window
) -> Iterator[tuple[Window, list[What]]]:
    """Cut days wherever something begins or ends; return each piece in which anything holds."""
    if len({days for days, _ in spans}) == 1:
        # Mostly all of it is of the same days, and nothing is to be cut.
        first, last = max(spans[0][0].first, within.first), min(spans[0][0].last, within.last)
        if first <= last:
            yield Window(first, last), [what for _, what in spans]
        return
    begins: dict[int, list[tuple[int, What]]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for place, ((begin, end), what) in enumerate(spans):
        first, last = max(begin, within.first), min(end, within.last)
        if first <= last:
            begins[first.toordinal()].append((place, what))
            ends[last.toordinal() + 1].append(place)
    holding: dict[int, What] = {}
    for turn, following in pairwise(sorted(begins.keys() | ends.keys())):
        for place in ends.get(turn, ()):
            del holding[place]
        holding.update(begins.get(turn, ()))
        if holding:
            days = Window(date.fromordinal(turn), date.fromordinal(following - 1))
            yield days, list(holding.values())


def _extend(runs: list[Run], days: Window, attributes: Mapping[str, object]) -> None:
    if runs and day_after(runs[-1].last) == days.first and runs[-1].attributes == attributes:
        runs[-1] = runs[-1]._replace(last=days.last)
    else:
        runs.append(Run(days.first, days.last, attributes))
