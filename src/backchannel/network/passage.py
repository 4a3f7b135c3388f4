"""The components of a network from look to look: what a series measures, and when it holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.period import day_after
from backchannel.network.components import Growing
from backchannel.network.presence import Run
from backchannel.network.turns import Turn, mark_of
from backchannel.verdicts.seats import roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.network.components import Change, Keys, Part
    from backchannel.network.presence import Runs
    from backchannel.network.turns import Element

UNREAD = frozenset({"name", "secrecy", "verdict", "certainty", "capacity"})
"""
Attributes that no measure reads: networks that differ in nothing else are the same to a series, and
what is surely usable is mostly the same network as what is presumably so.
"""

Spans = dict["Element", list[Run]]
"""When each element is there, with the attributes that measures read."""


class Step(NamedTuple):
    """What became of the network between two looks."""

    look: int
    """The place of the look from which on it is so."""
    change: Change
    whole: int | None
    """The key of the whole network, where it was asked for."""


def spans_of(runs: Runs) -> Spans:
    """Return when each node and tie is there, joined where nothing changed that a measure reads."""
    spans: Spans = {(node,): _joined(of) for node, of in runs.nodes.items()}
    spans |= {(channel, actor): _joined(of) for (actor, channel), of in runs.ties.items()}
    return spans


def between_sides(runs: Runs) -> Spans:
    """Return when each channel is there, and each of its sides, joined by a tie."""
    spans: Spans = {}
    sides: dict[str, list[Run]] = defaultdict(list)
    for node, of in runs.nodes.items():
        if of[0].attributes["kind"] != "channel":
            continue
        spans[node,] = _joined(of)
        for run in of:
            for side in set(run.attributes["side"].split("; ")) - {""}:
                spans.setdefault((node, side), []).append(run._replace(attributes={}))
                sides[side].append(run)
    for side, of in sides.items():
        spans[side,] = _covered(of, {"kind": "side"})
    return spans


def without_principals(data: Dataset, spans: Spans) -> Spans:
    """Return when each element is there, actors not being so while they may be principals."""
    days: dict[str, list[Run]] = defaultdict(list)
    for tie in roster(data):
        is_head = tie.role == "party" and data.channels[tie.channel].type == "head-of-state"
        if is_head and tie.may.first <= tie.may.last:
            days[tie.actor].append(Run(*tie.may, {}))
    out = {actor: _covered(of, {}) for actor, of in days.items()}
    rest = {element: _less(of, out.get(element[-1], ())) for element, of in spans.items()}
    return {element: of for element, of in rest.items() if of}


def changes(spans: Spans, within: Window) -> set[date]:
    """Return the days on which something comes, or has left."""
    runs = [run for of in spans.values() for run in of]
    left = {day_after(run.last) for run in runs if run.last < within.last}
    return {run.first for run in runs} | left


def steps(
    spans: Spans,
    days: Sequence[date],
    parts: dict[int, Part],
    wholes: dict[int, Keys] | None = None,
) -> list[Step]:
    """
    Return what becomes of the components from look to look.

    Parameters
    ----------
    spans
        When each element is there.
    days
        The looks, in order.
    parts, wholes
        Components and whole networks by key, to which the new ones are added; several networks may
        share them. Without `wholes` nobody asks for whole networks.
    """
    growing = Growing(parts)
    found = []
    for look, listed in _by_look(spans, days):
        change = growing.turn(listed)
        found.append(Step(look, change, None if wholes is None else growing.whole(wholes)))
    return found


def _by_look(spans: Spans, days: Sequence[date]) -> Iterator[tuple[int, list[Turn]]]:
    """Yield the looks at which something is otherwise, with what left and then what came."""
    came: dict[int, list[Turn]] = defaultdict(list)
    left: dict[int, list[Turn]] = defaultdict(list)
    for element, runs in sorted(spans.items()):
        for run in runs:
            first, stop = bisect_left(days, run.first), bisect_right(days, run.last)
            if first < stop:
                mark = mark_of(element, run.attributes)
                came[first].append(Turn(run.first, True, element, run.attributes, mark))
                if stop < len(days):
                    left[stop].append(Turn(run.last, False, element, run.attributes, mark))
    for look in sorted({0, *came, *left}):
        yield look, [*left[look], *came[look]]


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Strip attributes of what no measure reads, and join runs that touch and then are equal."""
    found: list[Run] = []
    for run in runs:
        read = {name: value for name, value in run.attributes.items() if name not in UNREAD}
        _extend(found, Run(run.first, run.last, read))
    return found


def _covered(runs: Iterable[Run], attributes: Mapping[str, Any]) -> list[Run]:
    """Return the days that some runs cover together, with attributes of their own."""
    found: list[Run] = []
    for first, last, _ in sorted(runs, key=lambda run: run[:2]):
        if found and first <= day_after(found[-1].last):
            found[-1] = found[-1]._replace(last=max(last, found[-1].last))
        else:
            found.append(Run(first, last, attributes))
    return found


def _extend(found: list[Run], run: Run) -> None:
    if found and day_after(found[-1].last) == run.first and found[-1].attributes == run.attributes:
        found[-1] = found[-1]._replace(last=run.last)
    else:
        found.append(run)


def _less(runs: Sequence[Run], out: Sequence[Run]) -> list[Run]:
    """Cut days out of runs."""
    for gap in out:
        kept = []
        for run in runs:
            if run.first < gap.first:
                kept.append(run._replace(last=min(run.last, gap.first - timedelta(days=1))))
            if run.last > gap.last:
                kept.append(run._replace(first=max(run.first, day_after(gap.last))))
        runs = kept
    return list(runs)
