"""The networks of a span of days: each distinct network once, with the days it held."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from backchannel.dates.period import day_after, window
from backchannel.errors import one_of
from backchannel.facts.scope import ALL
from backchannel.facts.scope import asked as scope
from backchannel.network.presence import network_runs
from backchannel.network.snapshot import graph_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.presence import Run, Runs
    from backchannel.verdicts.verdict import Certainty

Every = Literal["day", "week", "month", "quarter", "year", "change"]
"""How often a series looks at the network; `change` is on each day on which it differs."""

BEGINS: Mapping[str, Callable[[date], bool]] = {
    "day": lambda _: True,
    "week": lambda day: day.isoweekday() == 1,
    "month": lambda day: day.day == 1,
    "quarter": lambda day: day.day == 1 and day.month % 3 == 1,
    "year": lambda day: day.day == day.month == 1,
}
"""Whether one of them begins on a day."""

Element = tuple[str, ...]
"""A node, as its id alone, or a tie, as channel and actor."""


class _Turn(NamedTuple):
    """A node or a tie that comes into the network on a day, or has left it by then."""

    day: date
    comes: bool
    element: Element
    attributes: Mapping[str, Any]
    mark: int
    """A number for the element with these attributes."""


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
    turns = _turns(network_runs(data, within=within, least=least, between=between), within)
    by_mark: dict[int, list[date]] = defaultdict(list)
    for day, mark, _ in _replayed(turns, _looks(within, every, turns)):
        by_mark[mark].append(day)
    sides = scope(data, between or ALL).sides or ()
    days_of = {days[0]: tuple(days) for days in by_mark.values()}
    for day, _, there in _replayed(turns, days_of):
        network = graph_of(data, on=day, least=least, sides=sides)
        ordered = sorted(there)
        for node in (element for element in ordered if len(element) == 1):
            network.add_node(*node, **there[node])
        for tie in (element for element in ordered if len(element) == 2):
            network.add_edge(*reversed(tie), **there[tie])
        yield days_of[day], network


def _looks(within: Window, every: Every, turns: Iterable[_Turn]) -> list[date]:
    """Return the days on which a series looks at the network."""
    if one_of("step", every, get_args(Every)) == "change":
        return sorted({within.first, *(turn.day for turn in turns)})
    days = (within.first + timedelta(days=number) for number in range(within.days))
    return [day for day in days if day == within.first or BEGINS[every](day)]


def _turns(runs: Runs, within: Window) -> list[_Turn]:
    """Return what comes and what has left, in order of time; on one day what has left first."""
    found: list[tuple[Element, Run]] = [
        ((node,), run) for node, of in runs.nodes.items() for run in of
    ]
    found += [((channel, actor), run) for (actor, channel), of in runs.ties.items() for run in of]
    turns = []
    for element, run in found:
        text = repr((element, sorted(run.attributes.items())))
        mark = int.from_bytes(blake2b(text.encode(), digest_size=16).digest())
        turns.append(_Turn(run.first, True, element, run.attributes, mark))
        if run.last < within.last:
            turns.append(_Turn(day_after(run.last), False, element, run.attributes, mark))
    return sorted(turns, key=lambda turn: turn[:3])


def _replayed(
    turns: Sequence[_Turn], days: Iterable[date]
) -> Iterator[tuple[date, int, Mapping[Element, Mapping[str, Any]]]]:
    """Go through some days, in order, and yield what is there; equal networks have equal marks."""
    there: dict[Element, Mapping[str, Any]] = {}
    mark = done = 0
    for day in days:
        while done < len(turns) and turns[done].day <= day:
            turn = turns[done]
            done += 1
            # What comes and what leaves cancel out, so the mark depends on what is there alone.
            mark ^= turn.mark
            if turn.comes:
                there[turn.element] = turn.attributes
            else:
                del there[turn.element]
        yield day, mark, there
