"""
Substitution: whether another channel opened after one stopped more often than by chance.

For each pair of types, closings of the one are counted after which a channel of the other opened
within some months. What is by chance is found by permutation: all openings of the second type are
shifted through the years by one random number of days, around the end to the beginning. That keeps
how many there are and how they cluster, and breaks what ties them to the closings [1]_. Closings in
the last months are left out, since what followed them is not all known. All of it is done for draws
of the uncertain dates, too.

The p-value is the share of the shifts, the observed one counted, with at least as many. Many pairs
are tried, so it is corrected twice: by Holm [2]_ for the chance of one false find among all, and by
Benjamini and Hochberg [3]_ for the share of false ones among the finds.

References
----------
.. [1] B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical
       Applications in Genetics and Molecular Biology 9 (2010), 39.
       https://doi.org/10.2202/1544-6115.1585
.. [2] S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
       Statistics 6 (1979), 65-70.
.. [3] Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
       Statistical Society B 57 (1995), 289-300. https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.dates.period import Window, span
from backchannel.errors import UsageFault
from backchannel.facts.bulk import in_bulk
from backchannel.facts.draws import drawn
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.losses.carriers import two_sides
from backchannel.losses.changes import LOSSES, events_of, held_between
from backchannel.network.ranges import ends_of
from backchannel.network.spreading import portions, spread
from backchannel.scenarios.corrected import false_rate, holm
from backchannel.scenarios.shifted import Moment, followed_by_turn
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.changes import Event

OPENINGS = frozenset({"opened", "restored"})
"""The changes after which a channel can be used that could not."""

DAYS_A_MONTH = 365.25 / 12

DRAWS = 20
"""How many draws of the uncertain dates are made unless told otherwise."""

SENT = 5
"""So many draws are one piece of work for a worker, which has to be sent the data for it."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Substitute:
    """How often channels of one type opened after those of another stopped."""

    stopped: str
    opened: str
    closings: int
    """Closings of the first type that are followed for the whole time."""
    openings: int
    followed: int
    """Closings after which a channel of the second type opened in time."""
    expected: float
    """How many would be by chance: the mean over the shifts."""
    p: float
    """Share of the shifts with at least as many, the observed one counted."""
    p_ties: float
    """The part of it with just as many: the p-value is no finer than this."""
    p_holm: float
    p_fdr: float
    """Corrected for all pairs: by Holm, and by Benjamini and Hochberg."""
    followed_low: int | None = None
    """The 5th percentile of `followed` over draws of the uncertain dates; None without draws."""
    followed_high: int | None = None
    """The 95th percentile."""
    p_low: float | None = None
    """The 5th percentile of `p` over the draws."""
    p_high: float | None = None
    """The 95th percentile."""
    p_holm_low: float | None = None
    p_holm_high: float | None = None
    p_fdr_low: float | None = None
    p_fdr_high: float | None = None
    """The same of the corrected ones, each draw corrected for its own pairs."""


RANGED: Mapping[str, float] = {"followed": 0, "p": 1.0, "p_holm": 1.0, "p_fdr": 1.0}
"""What has a range over draws → what it is where one has no such pair."""


class _Asked(NamedTuple):
    """Which pairs are looked for, and how chance is tried."""

    sides: tuple[str, str]
    days: Window
    within: int
    """Days after a closing."""
    shifts: int
    seed: int


@in_bulk()
def substitution(  # noqa: PLR0913 - the days, and how chance is tried
    data: Dataset,
    first: When,
    last: When | None = None,
    *,
    between: Between = None,
    months: int = 6,
    shifts: int = 999,
    draws: int = DRAWS,
    seed: int = 0,
    executor: Executor | None = None,
) -> Rows[Substitute]:
    """
    Return for each pair of types whether openings follow closings more often than by chance.

    Parameters
    ----------
    data
        The data, or a view of them.
    first, last
        A year or any other span; or two of them, from the first day of one to the last day of the
        other, cut to the days that the data speak about.
    between
        Two sides, by code or name; the package's own pair if none is given.
    months
        Within how many months after a closing, at least 1.
    shifts
        How many random shifts are tried, at least 1: a p-value is at least 1 / (shifts + 1).
    draws
        Over how many draws of the uncertain dates each pair is ranged; 0 for no range.
    seed
        Equal seeds give equal shifts, and equal draws.
    executor
        Who makes the draws: this process, or the workers of a `concurrent.futures.Executor`; the
        numbers are the same to the last bit.

    Returns
    -------
    pairs
        The smallest p-value first. Pairs without a closing that can be followed, or without an
        opening, have no row. A closing is a channel that was suspended or closed; an opening one
        that was opened or restored, or came into view for the first time. The same channel is
        never its own substitute. In a draw a pair without a closing or an opening is followed by
        none, with a p-value of 1; what is a pair in some draw only has no row.

    Raises
    ------
    BadDate
        If a text is no date or unbounded, or the second ends before the first begins.
    UnknownName
        If there is no such side.
    UsageFault
        If a number is below 1, or that of the draws below 0, all sides are asked for, or the
        package has no pair of its own.
    """
    asked, sides = span(first, last), two_sides(data, between)
    for number, what in ((months, "months"), (shifts, "shifts")):
        if number < 1:
            raise UsageFault(f"{number} {what}: give 1 or more")
    if draws < 0:
        raise UsageFault(f"{draws} draws: no fewer than 0 can be made; give 0 or more")
    days = Window(max(asked.first, data.start), min(asked.last, data.as_of))
    if days.first > days.last:
        return Rows()

    question = _Asked(sides, days, round(months * DAYS_A_MONTH), shifts, seed)
    rows = _pairs(data, question)
    if draws:
        seeds = portions(range(seed, seed + draws), SENT)
        worlds = spread(partial(_drawn_pairs, data, question), seeds, executor=executor)
        rows = _ranged(rows, [*chain.from_iterable(worlds)])
    return Rows(sorted(rows, key=lambda row: (row.p, row.stopped, row.opened)))


def _pairs(data: Dataset, question: _Asked) -> list[Substitute]:
    sides, days, within, shifts, seed = question
    closings, openings = _moments(data, sides, days)
    return followed(closings, openings, length=days.days, within=within, shifts=shifts, seed=seed)


def _drawn_pairs(data: Dataset, question: _Asked, seeds: Sequence[int]) -> list[list[Substitute]]:
    return [_pairs(drawn(data, seed=seed), question) for seed in seeds]


def _ranged(rows: Iterable[Substitute], worlds: Sequence[Iterable[Substitute]]) -> list[Substitute]:
    """Return the rows with the percentiles of each over some draws, by the nearest rank."""
    drawn_rows = [{(row.stopped, row.opened): row for row in world} for world in worlds]
    found = []
    for row in rows:
        same = [world.get((row.stopped, row.opened)) for world in drawn_rows]
        ranges: dict[str, Any] = {}
        for name, of_none in RANGED.items():
            values = np.array([getattr(one, name) if one else of_none for one in same])
            ranges[f"{name}_low"], ranges[f"{name}_high"] = ends_of(values).tolist()
        found.append(replace(row, **ranges))
    return found


def _moments(
    data: Dataset, sides: tuple[str, str], days: Window
) -> tuple[Mapping[str, list[Moment]], Mapping[str, list[Moment]]]:
    """Return the closings and the openings by type, in order of time."""
    closings: dict[str, list[Moment]] = defaultdict(list)
    openings: dict[str, list[Moment]] = defaultdict(list)
    for event in events_of(data, held_between(data, sides, days)):
        moment = Moment((event.date - days.first).days, event.id)
        if event.change in LOSSES:
            closings[event.type].append(moment)
        elif event.change in OPENINGS or _is_first(data, event):
            openings[event.type].append(moment)
    return dict(sorted(closings.items())), dict(sorted(openings.items()))


def _is_first(data: Dataset, event: Event) -> bool:
    """Say whether a channel is known to be usable for the first time: sighted again is not new."""
    stretches = course(data)[event.id].stretches
    return not any(one.verdict.holds_usable and one.first < event.date for one in stretches)


def followed(
    closings: Mapping[str, Sequence[Moment]],
    openings: Mapping[str, Sequence[Moment]],
    *,
    length: int,
    within: int,
    shifts: int,
    seed: int,
) -> list[Substitute]:
    """
    Return a row for each pair of types from what happened on which day.

    Parameters
    ----------
    closings, openings
        By type, in days from the first.
    length
        Days that were looked at.
    within
        Days within which an opening follows; the day of the closing is not one of them.
    shifts, seed
        How many random shifts, and which.
    """
    lot = Random(seed)  # noqa: S311 - no secret is drawn
    turns = [lot.randrange(length) for _ in range(shifts)]
    found = []
    for stopped, all_stops in closings.items():
        stops = [stop for stop in all_stops if stop.day + within < length]
        for opened, starts in openings.items():
            if not stops or not starts:
                continue
            by_turn = followed_by_turn(stops, starts, length=length, within=within)
            observed, chance = by_turn[0], [by_turn[turn] for turn in turns]
            more = sum(number > observed for number in chance)
            same = 1 + sum(number == observed for number in chance)
            found.append(
                Substitute(
                    stopped, opened, len(stops), len(starts), observed, sum(chance) / shifts,
                    (more + same) / (shifts + 1), same / (shifts + 1), 1.0, 1.0,
                )
            )  # fmt: skip
    return _corrected(found)


def _corrected(rows: Sequence[Substitute]) -> list[Substitute]:
    """Return the rows with p-values corrected for their number."""
    order = sorted(range(len(rows)), key=lambda at: (rows[at].p, at))
    values = [rows[at].p for at in order]
    return [
        replace(rows[at], p_holm=high, p_fdr=false)
        for at, high, false in sorted(zip(order, holm(values), false_rate(values), strict=True))
    ]
