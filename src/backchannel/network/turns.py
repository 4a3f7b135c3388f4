"""
What comes into the network and what leaves it, in order of time, and when a series looks at it.

A node or a tie is an *element*. Between two looks only what came and what left need be told, and a
*mark*, a number for each element with its attributes, tells equal networks without comparing them:
the marks of all elements of a network, combined by exclusive or, depend on nothing but what is
there.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from backchannel.dates.period import day_after
from backchannel.errors import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from backchannel.dates.period import Window
    from backchannel.network.presence import Run, Runs

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


class Turn(NamedTuple):
    """A node or a tie that comes into the network on a day, or has left it by then."""

    day: date
    comes: bool
    element: Element
    attributes: Mapping[str, Any]
    mark: int
    """A number for the element with these attributes."""


def turns(runs: Runs, within: Window) -> list[Turn]:
    """Return what comes and what has left, in order of time; on one day what has left first."""
    found: list[tuple[Element, Run]] = [
        ((node,), run) for node, of in runs.nodes.items() for run in of
    ]
    found += [((channel, actor), run) for (actor, channel), of in runs.ties.items() for run in of]
    listed = []
    for element, run in found:
        mark = mark_of(element, run.attributes)
        listed.append(Turn(run.first, True, element, run.attributes, mark))
        if run.last < within.last:
            listed.append(Turn(day_after(run.last), False, element, run.attributes, mark))
    return sorted(listed, key=lambda turn: turn[:3])


def mark_of(element: Element, attributes: Mapping[str, Any]) -> int:
    """Return a number for an element with its attributes, so long that no other has it."""
    text = repr((element, sorted(attributes.items())))
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest())


def looks(within: Window, every: Every, changes: Iterable[date]) -> list[date]:
    """
    Return the days on which a series looks at the network, in order.

    Parameters
    ----------
    within
        The days; the first of them is always looked at.
    every
        How often.
    changes
        The days on which the network changes.

    Raises
    ------
    UnknownName
        If `every` is none of the words.
    """
    if one_of("step", every, get_args(Every)) == "change":
        return sorted({within.first, *changes})
    days = (within.first + timedelta(days=number) for number in range(within.days))
    return [day for day in days if day == within.first or BEGINS[every](day)]


def replayed(
    listed: Sequence[Turn], days: Iterable[date]
) -> Iterator[tuple[date, int, Mapping[Element, Mapping[str, Any]]]]:
    """Go through some days, in order, and yield what is there; equal networks have equal marks."""
    there: dict[Element, Mapping[str, Any]] = {}
    mark = done = 0
    for day in days:
        while done < len(listed) and listed[done].day <= day:
            turn = listed[done]
            done += 1
            # What comes and what leaves cancel out, so the mark depends on what is there alone.
            mark ^= turn.mark
            if turn.comes:
                there[turn.element] = turn.attributes
            else:
                del there[turn.element]
        yield day, mark, there
