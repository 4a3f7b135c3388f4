r"""
When did the pace of losses change: the exact best division of a series of counts into pieces.

A division of n counts into pieces is best if it makes

.. math:: \sum_{pieces} 2 (S - S \ln(S / N)) + \beta (m - 1)

least, where a piece has N counts with the sum S, there are m pieces, and each further one costs a
penalty. The first term is twice the negative log-likelihood of Poisson counts with one rate a
piece, less what is the same for all divisions. The best division is found exactly, by optimal
partitioning [1]_. The penalty is 2 ln(n) unless another is given: each further piece adds a day and
a rate, and each of the two costs ln(n), as in Schwarz's criterion.

The days of many stops are not known, so the same is done for draws of them: how many losses lie in
each piece there, how often the pace changes where it does in the data, and how often elsewhere. In
a draw each stop has a day. So what only went out of sight in the data, because it was stopped on an
unknown day, is lost in the draws, which have more losses than the data for that.

References
----------
.. [1] B. Jackson et al., "An algorithm for optimal partitioning of data on an interval", IEEE
       Signal Processing Letters 12 (2005), 105-108. https://doi.org/10.1109/LSP.2001.838216
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate, pairwise
from math import inf, log
from statistics import fmean
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from backchannel.dates.period import Window, span
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.losses.carriers import two_sides
from backchannel.losses.changes import LOSSES, events_of, held_between
from backchannel.losses.drawn import drawn_losses
from backchannel.network.ranges import ends_of
from backchannel.network.spreading import portions, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from concurrent.futures import Executor

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.drawn import Counts

Step = Literal["month", "quarter", "year"]

SENT = 50
"""So many draws are one piece of work for a worker, which has to be sent the data for it."""

MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


@as_a_row
@dataclass(frozen=True, slots=True)
class Pace:
    """Days through which losses came at one pace."""

    first: date
    last: date
    losses: int
    rate: float
    """Losses a year; its range is that of the losses, over the same days."""
    draw_low: int
    """The 5th percentile of the losses in these days, over the draws."""
    draw_high: int
    """The 95th percentile."""
    begins: float | None
    """Share of the draws with a change of pace here, to within one of the counted times; None for
    the first piece, which begins with the span."""
    divided: float
    """Share of the draws with a further change of pace within the piece."""


@in_bulk()
def change_points(  # noqa: PLR0913 - the span, how it is divided, and how it is drawn
    data: Dataset,
    first: When,
    last: When | None = None,
    *,
    between: Between = None,
    every: Step = "quarter",
    penalty: float | None = None,
    draws: int = 100,
    seed: int = 0,
    executor: Executor | None = None,
) -> Rows[Pace]:
    """
    Return the pieces of a span in which losses came at one pace.

    Parameters
    ----------
    data
        The data, or a view of them.
    first, last
        A year or any other span; or two of them, from the first day of one to the last day of the
        other, cut to the days that the data speak
        about.
    between
        Two sides, by code or name; the package's own pair if none is given.
    every
        Losses are counted by `month`, `quarter` or `year`; the first and the last can be cut.
    penalty
        What each further piece costs, at least 0; 2 ln(n) of n counts unless it is given.
    draws
        How many draws of the uncertain dates, at least 1.
    seed
        Of the first draw; the others follow.
    executor
        Who makes the draws: this process, or the workers of a `concurrent.futures.Executor`; the
        numbers are the same to the last bit.

    Returns
    -------
    pieces
        In order, without a gap; one only if the pace never changed by more than chance. A loss is a
        channel between the sides that was suspended or closed, on the first day that it was so.
        None where the data do not speak about any of these days.

    Raises
    ------
    BadDate
        If a text is no date or unbounded, or the second ends before the first begins.
    UnknownName
        If there is no such side or step.
    UsageFault
        If the penalty is below 0, there is no draw, all sides are asked for, or the package has no
        pair of its own.
    """
    asked, sides = span(first, last), two_sides(data, between)
    one_of("step", every, get_args(Step))
    if penalty is not None and penalty < 0:
        raise UsageFault(f"a penalty of {penalty:g} would pay for each piece; give 0 or more")
    if draws < 1:
        raise UsageFault(f"{draws} draws cannot be taken; ask for at least 1")
    days = Window(max(asked.first, data.start), min(asked.last, data.as_of))
    if days.first > days.last:
        return Rows()
    edges = _edges(days, MONTHS[every])
    events = events_of(data, held_between(data, sides, days))
    found = [event.date.toordinal() for event in events if event.change in LOSSES]
    counts = [sum(start <= loss < end for loss in found) for start, end in pairwise(edges)]
    lost = spread(
        partial(_drawn, data, sides, days),
        portions(range(seed, seed + draws), SENT if executor else draws),
        executor=executor,
    )
    starts = [edge - edges[0] for edge in edges[:-1]]
    drawn = np.add.reduceat(np.concatenate([*lost]), starts, axis=1)
    places = best_division(counts, penalty=penalty)
    others = [best_division(row, penalty=penalty) for row in drawn.tolist()]
    ends = ends_of(np.add.reduceat(drawn, [0, *places], axis=1).T).tolist()
    return Rows(
        Pace(
            date.fromordinal(edges[start]),
            date.fromordinal(edges[end] - 1),
            sum(counts[start:end]),
            sum(counts[start:end]) / ((edges[end] - edges[start]) / 365.25),
            low,
            high,
            fmean(_is_near(start, other) for other in others) if start else None,
            fmean(_is_divided(start, end, other, places) for other in others),
        )
        for (start, end), (low, high) in zip(pairwise([0, *places, len(counts)]), ends, strict=True)
    )


def _drawn(data: Dataset, sides: tuple[str, str], days: Window, seeds: Sequence[int]) -> Counts:
    return drawn_losses(data, sides, days, seeds=seeds)


def _is_near(place: int, places: Iterable[int]) -> bool:
    """Say whether one of some places is that, or next to it."""
    return any(abs(other - place) <= 1 for other in places)


def _is_divided(start: int, end: int, others: Iterable[int], places: Sequence[int]) -> bool:
    """Say whether the pace changes within a piece in a draw, and nowhere near it in the data."""
    return any(start < other < end and not _is_near(other, places) for other in others)


def best_division(counts: Sequence[int], *, penalty: float | None = None) -> list[int]:
    """
    Return the places at which the best division of some counts begins a new piece.

    Parameters
    ----------
    counts
        Numbers from 0 on, of equally long times.
    penalty
        What each further piece costs; 2 ln(n) unless it is given.

    Returns
    -------
    places
        From 1 on, in order; the count at a place is the first of its piece. Of divisions that cost
        the same the one with the earliest last piece.

    Examples
    --------
    Six quiet years, then four with a loss a month:

    >>> best_division([1, 0, 1, 0, 0, 1, 12, 11, 13, 12])
    [6]
    >>> best_division([3, 4, 2, 3, 4, 3])
    []
    """
    number = len(counts)
    extra = 2 * log(number) if penalty is None and number else penalty or 0.0
    sums = [0, *accumulate(counts)]
    least = [-extra]
    begins = [0]
    for end in range(1, number + 1):
        best, start = inf, 0
        for place in range(end):
            total = least[place] + _cost(sums[end] - sums[place], end - place) + extra
            # Rounding must not tell apart what costs the same.
            if total < best - 1e-9:
                best, start = total, place
        least.append(best)
        begins.append(start)
    places = []
    end = number
    while end:
        end = begins[end]
        places.append(end)
    return [place for place in reversed(places) if place]


def _cost(total: int, number: int) -> float:
    """Return twice the negative log-likelihood of one rate, less what no division changes."""
    return 2 * (total - total * log(total / number)) if total else 0.0


def _edges(days: Window, months: int) -> list[int]:
    """
    Return the first days of the counted times, cut to the span, and the day after the last.

    They are ordinals, since there is no day after the last of all.
    """
    first = days.first.replace(day=1)
    first = first.replace(month=first.month - (first.month - 1) % months)
    edges = [days.first.toordinal()]
    while True:
        number = first.year * 12 + first.month - 1 + months
        if number > days.last.year * 12 + days.last.month - 1:
            return [*edges, days.last.toordinal() + 1]
        first = date(number // 12, number % 12 + 1, 1)
        edges.append(first.toordinal())
