"""
Robustness: how fast a day's network would have come apart, had its channels gone in another order.

The channels that were usable between two sides on a day are taken away one after another, and what
is left is asked each time (`standing`). In the order *observed* they go as they were later lost: on
the first day on which each was suspended or closed. The others take away as many: at *random*,
drawn again and again; by *degree*, the channel with most actors first; by *betweenness*, the one
that most shortest paths need first, both reckoned anew after each loss [1]_. If losses were aimed
at what holds the network together, the observed curve lies below the band of the random ones.

Two ranges, of two kinds. The order observed and the two that take the greatest first are one order
each, so that theirs is that of the day: the same channels are taken from what was surely,
presumably and possibly usable. The band of the random orders is that of chance, on what was surely
or presumably usable, which the values of the others are on, too.

References
----------
.. [1] R. Albert, H. Jeong and A.-L. Barabási, "Error and attack tolerance of complex networks",
       Nature 406 (2000), 378-382. https://doi.org/10.1038/35019019
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from backchannel.dates.period import Window, day, day_after
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.scope import Scope
from backchannel.facts.shown import as_a_row
from backchannel.losses.carriers import two_sides, usable_on
from backchannel.network.centrality import betweenness, degree
from backchannel.network.snapshot import snapshot, without_actors
from backchannel.network.spreading import portions, spread
from backchannel.scenarios.standing import MEASURED, question, standing
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    import networkx as nx

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.scenarios.standing import Question, Standing
    from backchannel.verdicts.verdict import Certainty

Order = Literal["observed", "random", "degree", "betweenness"]

AIMED: Mapping[str, Callable[[nx.Graph[str]], dict[str, float]]] = {
    "degree": degree,
    "betweenness": betweenness,
}
"""Order that takes the greatest first → the measure that it goes by."""

SENT = 10
"""So many orders are one piece of work for a worker, which has to be sent the data for it."""

BAND = (0.05, 0.95)
"""The quantiles of the draws between which the band lies."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Step:
    """What is left after so many losses in one order."""

    order: Order
    lost: int
    """How many channels are gone."""
    channel: str
    """The one that went last; empty at the start, and for random orders."""
    measure: str
    value: float | None
    """For random orders the mean of the draws."""
    low: float | None
    """For random orders the 5th percentile of the draws; else the smallest of the values by what
    was surely, presumably and possibly usable."""
    high: float | None
    """The 95th percentile, or the largest of the values."""


@in_bulk()
def robustness(  # noqa: PLR0913 - the day, and how chance is tried
    data: Dataset,
    on: Day,
    *,
    until: Day | None = None,
    between: Between = None,
    measures: Iterable[str] = ("independent_lines", "reach"),
    draws: int = 100,
    seed: int = 0,
    executor: Executor | None = None,
) -> Rows[Step]:
    """
    Return how what is left shrinks with each loss, in the order observed and in others.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day whose surely or presumably usable channels are taken away.
    until
        The last day on which a loss is observed; the end of the data if none is given.
    between
        Two sides, by code or name; the package's own pair if none is given.
    measures
        Of `independent_lines`, `reach`, `channels`, `efficiency`, `subjects`.
    draws
        How many random orders are drawn, at least 1.
    seed
        Equal seeds give equal orders.
    executor
        Who tries the random orders: this process, or the workers of a
        `concurrent.futures.Executor`; the numbers are the same to the last bit.

    Returns
    -------
    steps
        By order, number of losses and measure, from none lost to all that were lost. Channels that
        only went out of sight are not lost, and stay. Where none was lost there is the start alone.
        None on a day that the data do not speak about.

    Raises
    ------
    BadDate
        If a text means more than one day.
    UnknownName
        If there is no such side or measure.
    UsageFault
        If there are fewer draws than 1, the last day lies before the first, all sides are asked
        for, or the package has no pair of its own.
    """
    asked, sides = day(on), two_sides(data, between)
    last = data.as_of if until is None else day(until)
    names = [one_of("measure", name, MEASURED) for name in measures]
    if draws < 1 or last < asked:
        raise UsageFault(f"{draws} draws from {asked} to {last}: give 1 or more, and a later day")
    if not data.start <= asked <= data.as_of:
        return Rows()
    about = question(data, asked, sides)
    network = snapshot(data, asked, between=Scope(sides))
    there = [node for node, mode in network.nodes(data="bipartite") if mode]
    observed = _as_lost(data, there, Window(asked, last))
    lot = Random(seed)  # noqa: S311 - no secret is drawn
    drawn = [lot.sample(there, len(observed)) for _ in range(draws)]
    orders: dict[Order, Sequence[str]] = {"observed": observed}
    orders |= {name: _aimed(network, name, len(observed)) for name in ("degree", "betweenness")}
    left = _Left(data, about)
    rows = [step for name, order in orders.items() for step in _curve(left, name, order, names)]
    pieces = portions(drawn, SENT if executor else draws)
    found = spread(partial(_values, data, about, names), pieces, executor=executor)
    rows += _band([*chain.from_iterable(found)], names)
    return Rows(sorted(rows, key=lambda row: (row.order, row.lost, names.index(row.measure))))


class _Left:
    """What is left once some channels are gone; each set is asked about once."""

    def __init__(self, data: Dataset, about: Question) -> None:
        self._data, self._about = data, about
        self._usable = {least: usable_on(data, about.on, least) for least in CERTAINTIES}
        self._known: dict[tuple[Certainty, frozenset[str]], Standing] = {}

    def after(
        self, lost: Iterable[str], measure: str, *, least: Certainty = "presumably"
    ) -> float | None:
        """Return a measure of what is left of what was usable at least so surely."""
        key = least, self._usable[least] - frozenset(lost)
        if key not in self._known:
            self._known[key] = standing(self._data, self._about, key[1], least=least)
        value: float | None = getattr(self._known[key], measure)
        return value

    def range(self, lost: Iterable[str], measure: str) -> tuple[float | None, float | None]:
        """Return the smallest and the largest value, by how surely the rest was usable."""
        gone = frozenset(lost)
        found = (self.after(gone, measure, least=least) for least in CERTAINTIES)
        known = [value for value in found if value is not None]
        return min(known, default=None), max(known, default=None)


def _as_lost(data: Dataset, channels: Iterable[str], days: Window) -> list[str]:
    """Return the channels that were lost after the first day, in the order in which they were."""
    lost = []
    for channel in channels:
        stretches = course(data)[channel].within(Window(day_after(days.first), days.last))
        stopped = [stretch.first for stretch in stretches if stretch.verdict.holds_stopped]
        if days.first < days.last and stopped:
            lost.append((stopped[0], channel))
    return [channel for _, channel in sorted(lost)]


def _aimed(network: nx.Graph[str], order: str, number: int) -> list[str]:
    """Return the channels that an order takes first, each time the greatest of those left."""
    taken: list[str] = []
    while len(taken) < number:
        rest = without_actors(network, taken)
        values = AIMED[order](rest)
        channels = [node for node, mode in rest.nodes(data="bipartite") if mode]
        taken.append(min(channels, key=lambda channel: (-values[channel], channel)))
    return taken


def _curve(
    left: _Left, name: Order, order: Sequence[str], measures: Sequence[str]
) -> Iterator[Step]:
    for number in range(len(order) + 1):
        channel = order[number - 1] if number else ""
        for measure in measures:
            gone = order[:number]
            low, high = left.range(gone, measure)
            yield Step(name, number, channel, measure, left.after(gone, measure), low, high)


def _values(
    data: Dataset, about: Question, measures: Sequence[str], orders: Sequence[Sequence[str]]
) -> list[list[dict[str, float | None]]]:
    """Return for each order what is left after each loss, from none on, by measure."""
    left = _Left(data, about)
    return [
        [
            {measure: left.after(order[:lost], measure) for measure in measures}
            for lost in range(len(order) + 1)
        ]
        for order in orders
    ]


def _band(
    of_orders: Iterable[Iterable[Mapping[str, float | None]]], measures: Sequence[str]
) -> Iterator[Step]:
    """Yield the mean of the random orders and the band within which most of them lie."""
    for lost, of_order in enumerate(zip(*of_orders, strict=True)):
        for measure in measures:
            found = [values[measure] for values in of_order]
            values = sorted(value for value in found if value is not None)
            if not values:
                yield Step("random", lost, "", measure, None, None, None)
                continue
            low, high = (values[round(share * (len(values) - 1))] for share in BAND)
            yield Step("random", lost, "", measure, fmean(values), low, high)
