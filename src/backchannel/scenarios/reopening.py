"""
Which reopenings would give back most: one channel or two, by each measure.

Candidates are the channels between two sides that are surely or presumably suspended on a day: a
side stopped them for a time. What is closed was ended or dissolved, so that it would have to be
founded anew; `whatif` takes it for open if it is named. Each set of one, of two … of them is taken
for open, with whoever sits on them that day, and the day is asked again (`standing`). All sets are
tried, so that what is best is best.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from backchannel.dates.period import day
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.losses.carriers import two_sides, usable_on
from backchannel.network.snapshot import LEFT_OUT
from backchannel.scenarios.standing import MEASURED, question, standing
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import CERTAINTIES, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.scenarios.standing import Question, Standing

GIVEN_BACK = ("independent_lines", "reach", "subjects")
"""The measures by which reopenings are compared unless others are asked for."""

SUSPENDED = (Verdict(Word.SUSPENDED, "surely"), Verdict(Word.SUSPENDED, "presumably"))
"""The verdicts of what can be reopened."""

MOST_TIED = 10
"""Of sets that give back equally much, so many are listed; all are counted."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Reopening:
    """
    Some channels whose reopening gives back most of a measure, for so many channels.

    Values are by what is surely or presumably usable; low and high are the smallest and the largest
    of the values by what surely, presumably and possibly is, as in `whatif`.
    """

    measure: str
    size: int
    """How many channels are reopened."""
    channels: tuple[str, ...]
    before: float
    before_low: float
    before_high: float
    after: float
    after_low: float
    after_high: float
    tied: int
    """How many sets of this size give back as much, this one counted."""

    @property
    def gain(self) -> float:
        """What is given back."""
        return self.after - self.before


@in_bulk()
def reopenings(
    data: Dataset,
    on: Day,
    *,
    between: Between = None,
    most: int = 2,
    measures: Iterable[str] = GIVEN_BACK,
) -> Rows[Reopening]:
    """
    Return the reopenings that would give back most on a day.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    between
        Two sides, by code or name; the package's own pair if none is given.
    most
        How many channels are reopened together at most, at least 1. The number of sets that are
        tried grows with the power of it.
    measures
        Of `independent_lines`, `reach`, `subjects`, `channels`, `efficiency`.

    Returns
    -------
    best
        For each measure and size the sets that give back most, `MOST_TIED` of them at most, those
        first that also give back more by the other measures; none where nothing gives any back, or
        on a day that the data do not speak about. What is best is so by what is surely or
        presumably usable.

    Raises
    ------
    BadDate
        If `on` is a text that means more than one day.
    UnknownName
        If there is no such side or measure.
    UsageFault
        If fewer than one channel is to be reopened, all sides are asked for, or the package has no
        pair of its own.
    """
    asked, sides = day(on), two_sides(data, between)
    names = [one_of("measure", name, MEASURED) for name in measures]
    if most < 1:
        raise UsageFault(f"{most} reopenings are none; give 1 or more")
    if not data.start <= asked <= data.as_of:
        return Rows()
    about = question(data, asked, sides)
    usable = {least: usable_on(data, asked, least) for least in CERTAINTIES}
    suspended = candidates(data, about)

    @cache
    def stands(some: tuple[str, ...]) -> tuple[Standing, ...]:
        return tuple(
            standing(data, about, those.union(some), least=least) for least, those in usable.items()
        )

    found: Rows[Reopening] = Rows()
    for size in range(1, min(most, len(suspended)) + 1):
        tried = {
            some: standing(data, about, usable["presumably"].union(some))
            for some in combinations(suspended, size)
        }
        for name in names:
            found += _best(name, size, tried, stands)
    return Rows(sorted(found, key=lambda row: (names.index(row.measure), row.size)))


def candidates(data: Dataset, asked: Question) -> list[str]:
    """Return the channels between the sides that are surely or presumably suspended, sorted."""
    return [
        channel
        for channel, line in course(data).items()
        if line.on(asked.on) in SUSPENDED
        and data.channels[channel].type not in LEFT_OUT
        and data.is_between(channel, asked.sides, within=asked.days)
    ]


def _best(
    name: str,
    size: int,
    tried: dict[tuple[str, ...], Standing],
    stands: Callable[[tuple[str, ...]], tuple[Standing, ...]],
) -> list[Reopening]:
    """Return the sets that give back most of a measure."""
    values = {some: getattr(after, name) or 0 for some, after in tried.items()}
    before, most = _ranged(name, stands(())), max(values.values())
    if most <= before[0]:
        return []
    tied = [some for some, value in values.items() if value == most]
    tied.sort(key=lambda some: ([-(value or 0) for value in tried[some]], some))
    return [
        Reopening(name, size, some, *before, *_ranged(name, stands(some)), len(tied))
        for some in tied[:MOST_TIED]
    ]


def _ranged(name: str, found: tuple[Standing, ...]) -> tuple[float, float, float]:
    """Return a measure by what presumably is usable, and its smallest and largest value."""
    values: list[float] = [getattr(one, name) or 0 for one in found]
    return values[CERTAINTIES.index("presumably")], min(values), max(values)
