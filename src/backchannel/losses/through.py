"""
Each measure of loss through some days: its steps, from the first day and on each day it changes.

Everything is computed once for each distinct network, by how sure a channel has to be usable.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from backchannel.dates.period import day_after
from backchannel.facts.scope import Scope
from backchannel.losses.carriers import line_network
from backchannel.losses.changes import held_between
from backchannel.losses.cuts import lines_through
from backchannel.losses.groups import groups_on, taken_with
from backchannel.losses.paths import core_of
from backchannel.losses.reaching import of_seated, parts_of
from backchannel.losses.seats import Seats
from backchannel.losses.silence import fewest_losses
from backchannel.losses.variety import herfindahl, hill
from backchannel.network.series import snapshots
from backchannel.network.snapshot import LEFT_OUT, belongs
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import seated_on, turns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.carriers import LineNetwork
    from backchannel.losses.reaching import Part
    from backchannel.verdicts.verdict import Certainty

Steps = list[tuple[date, float | None]]
"""A value from a day on, until the next; in order, none twice in a row."""

COUNTS: Mapping[str, Callable[[Sequence[str]], float | None]] = {
    "channels": len,
    "herfindahl": herfindahl,
    "hill_0": lambda types: hill(types, order=0),
    "hill_1": lambda types: hill(types, order=1),
    "hill_2": lambda types: hill(types, order=2),
}
"""Measure → the function of the types of the usable channels."""

LINES = ("independent_lines", "losses_until_silence")
REACH = ("reach", "efficiency", "largest_component")


def steps_of(
    data: Dataset,
    names: Iterable[str],
    *,
    sides: tuple[str, str],
    within: Window,
    least: Certainty,
) -> dict[str, Steps]:
    """Return the steps of some measures by what was usable at least so surely."""
    wanted = set(names)
    steps: dict[str, Steps] = defaultdict(list)
    for step in (_counted, _lined, _reaching):
        for day, values in step(data, wanted, sides=sides, within=within, least=least):
            for name, value in values.items():
                _add(steps[name], day, value)
    return dict(steps)


def _add(steps: Steps, day: date, value: float | None) -> None:
    if not steps or steps[-1][1] != value:
        steps.append((day, value))


def _turns(
    spans: Iterable[tuple[date, date, str]], within: Window
) -> dict[date, list[tuple[int, str]]]:
    """Return what comes (1) and goes (-1) on each day, and the first day in any case."""
    turns: dict[date, list[tuple[int, str]]] = defaultdict(list, {within.first: []})
    for first, last, what in spans:
        turns[first].append((1, what))
        if last < within.last:
            turns[day_after(last)].append((-1, what))
    return dict(sorted(turns.items()))


def _counted(
    data: Dataset, names: set[str], *, sides: tuple[str, str], within: Window, least: Certainty
) -> Iterable[tuple[date, Mapping[str, float | None]]]:
    wanted = [name for name in COUNTS if name in names]
    spans = (
        (piece.first, piece.last, channel)
        for channel, pieces in held_between(data, sides, within).items()
        for piece in pieces
        if belongs(piece.verdict, least)
    )
    there: Counter[str] = Counter()
    for day, turns in _turns(spans, within).items():
        for step, channel in turns:
            there[data.channels[channel].type] += step
        types = [kind for kind in sorted(there) for _ in range(there[kind])]
        yield day, {name: COUNTS[name](types) for name in wanted}


def _lined(
    data: Dataset, names: set[str], *, sides: tuple[str, str], within: Window, least: Certainty
) -> Iterable[tuple[date, Mapping[str, float | None]]]:
    wanted = [name for name in LINES if name in names]
    if not wanted:
        return
    spans = [
        (stretch.first, stretch.last, channel)
        for channel, line in course(data).items()
        if data.channels[channel].type not in LEFT_OUT
        for stretch in line.within(within)
        if belongs(stretch.verdict, least)
    ]
    found: dict[tuple[frozenset[str], int], dict[str, int]] = {}
    searched: dict[object, int] = {}
    usable: frozenset[str] = frozenset()
    turns = _turns(spans, within)
    seating = _seatings(data, within)
    for day in sorted({*turns, *seating}):
        gone, come = (
            {channel for step, channel in turns.get(day, ()) if step == way} for way in (-1, 1)
        )
        usable = (usable - gone) | come
        # Who sits there changes on few days, so days are told apart by the last of them.
        key = usable, bisect_right(seating, day)
        if key not in found:
            network = line_network(data, day, least=least, sides=sides, usable=usable)
            found[key] = lines_of(data, day, wanted, network=network, searched=searched)
        yield day, found[key]


def _seatings(data: Dataset, within: Window) -> list[date]:
    """Return the days on which a party or a go-between comes or goes."""
    return sorted(
        {
            day
            for ties in seated_on(data).values()
            for tie in ties
            if not tie.via
            for day in turns_of(tie)
            if within.first < day <= within.last
        }
    )


def lines_of(
    data: Dataset,
    day: date,
    names: Sequence[str],
    *,
    network: LineNetwork,
    searched: dict[object, int],
) -> dict[str, int]:
    """Measure a network; what was searched on other days is not searched again."""
    values: dict[str, int] = {}
    if "independent_lines" in names:
        core = core_of(network)
        # What comes and goes is mostly a line by itself or on no way: what is left stays the same.
        left = frozenset(
            (node, network.thing_of.get(node), frozenset(beside))
            for node, beside in core.joined.items()
        )
        if left not in searched:
            searched[left] = lines_through(network, core)
        values["independent_lines"] = len(core.direct) + searched[left]
    if "losses_until_silence" in names:
        takes = taken_with(network, groups_on(data, day, network.things))
        values["losses_until_silence"] = len(fewest_losses(network, takes))
    return values


def _reaching(
    data: Dataset, names: set[str], *, sides: tuple[str, str], within: Window, least: Certainty
) -> Iterable[tuple[date, Mapping[str, float | None]]]:
    wanted = [name for name in REACH if name in names]
    if not wanted:
        return
    on: dict[date, list[Part]] = {}
    for days, network in snapshots(
        data, within=within, every="change", least=least, between=Scope(sides)
    ):
        channels = [node for node, mode in network.nodes(data="bipartite") if mode]
        parts = parts_of(network[channel] for channel in channels)
        on.update(dict.fromkeys(days, parts))
    seats = Seats(data, sides, within)
    parts = on[within.first]
    for day in sorted({*on, *seats.days}):
        seats.go_to(day)
        parts = on.get(day, parts)
        values = of_seated(parts, seats)
        yield day, {name: values[name] for name in wanted}
