"""
How long channels last, by type: Kaplan-Meier curves with late entry, over draws of the dates.

The estimate is that of statsmodels, which the extra `survival` installs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from backchannel.errors import MissingExtra, UsageFault, one_of
from backchannel.facts.draws import drawn
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row, on_one_screen
from backchannel.losses.carriers import two_sides
from backchannel.losses.lives import lives_of
from backchannel.network.spreading import portions, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from concurrent.futures import Executor

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.lives import Life

YEAR = 365.25
DRAWS = 20

SENT = 5
"""So many draws are one piece of work for a worker, which has to be sent the data for it."""

FEW = 5
"""Where fewer are at risk, one stop weighs so much that a share says little."""

BY_CHANCE = 0.05
"""From this p on, types differ no more than chance would have it."""


@as_a_row
@dataclass(frozen=True, slots=True)
class SurvivalRow:
    """The share of the channels of one type that is not stopped by an age."""

    type: str
    """The type, or `all`."""
    years: int
    survival: float
    """The median over the draws of the dates."""
    low: float
    """The 5th percentile over the draws."""
    high: float
    """The 95th percentile."""
    at_risk: int
    """How many were watched at that age, the median over the draws; below `FEW` it says little."""


class LogRank(NamedTuple):
    """Whether types differ in how long they last: the median over the draws, and the range."""

    statistic: float
    p: float
    p_low: float
    p_high: float

    def in_words(self) -> str:
        """
        Say what the test found, in the draws as well.

        >>> LogRank(25.1, 0.16, 0.1, 0.24).in_words()
        'types do not differ beyond chance in how long they last (log-rank test, p 0.16; 0.1 to \
0.24 in the draws)'
        """
        if self.p_low >= BY_CHANCE:
            said = "types do not differ beyond chance in how long they last"
        elif self.p_high < BY_CHANCE:
            said = "types differ beyond chance in how long they last"
        else:
            said = "whether types differ beyond chance depends on the uncertain dates"
        p, low, high = (f"{number:.2g}" for number in self[1:])
        ranged = "" if low == high else f"; {low} to {high} in the draws"
        return f"{said} (log-rank test, p {p}{ranged})"


@on_one_screen
class Survival(NamedTuple):
    """How long channels last."""

    between: tuple[str, str]
    rows: Rows[SurvivalRow]
    """By type and years, from 0 until nobody is watched."""
    lives: dict[str, tuple[int, int]]
    """Type → parts of lives that were watched, and how many ended with a stop: medians."""
    logrank: LogRank | None
    """None where fewer than two types have a stop."""


def survival(
    data: Dataset,
    *,
    between: Between = None,
    by: Literal["type", "all"] = "type",
    draws: int = DRAWS,
    seed: int = 0,
    executor: Executor | None = None,
) -> Survival:
    """
    Estimate what share of channels is still usable at each age, by type.

    See `curve` for the estimate, and `lives` for what a life is. Where few are watched at a young
    age, as with late entry, one stop weighs much.

    Parameters
    ----------
    data
        The data, or a view of them.
    between
        Two sides, by code or name; the package's own pair if none is given.
    by
        `type`, with a curve for each type and one for `all`; or `all` alone.
    draws
        How many draws of the uncertain dates, at least 1.
    seed
        Of the first draw; the others follow.
    executor
        Who makes the draws: this process, or the workers of a `concurrent.futures.Executor`; the
        numbers are the same to the last bit.

    Returns
    -------
    survival
        Shares from 0 to 1, at whole years. The range is that of the dates, not of chance. The
        log-rank test [1]_ compares the types and takes late entry into account.

    Raises
    ------
    MissingExtra
        If statsmodels is not installed.
    UnknownName
        If there is no such side, or `by` is neither.
    UsageFault
        If there is no draw, or no pair of sides.

    References
    ----------
    .. [1] N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its
       consideration", Cancer Chemotherapy Reports 50 (1966), 163-170.
    """
    one_of("group", by, ("type", "all"))
    if draws < 1:
        raise UsageFault(f"{draws} draws cannot be taken; ask for at least 1")
    sides = two_sides(data, between)
    seeds = portions(range(seed, seed + draws), SENT)
    worlds = [*chain.from_iterable(spread(partial(_worlds, data, sides), seeds, executor=executor))]
    groups = [{"all": lives, **(_by_type(lives) if by == "type" else {})} for lives in worlds]
    names = sorted({name for group in groups for name in group})
    rows = (row for name in names for row in _rows(name, [group.get(name, []) for group in groups]))
    lives = {name: _counted([group.get(name, []) for group in groups]) for name in names}
    return Survival(sides, Rows(rows), lives, _compared(worlds) if by == "type" else None)


def _worlds(data: Dataset, sides: tuple[str, str], seeds: Sequence[int]) -> list[list[Life]]:
    return [lives_of(drawn(data, seed=seed), sides) for seed in seeds]


def curve(lives: Iterable[Life]) -> list[tuple[int, float, int]]:
    r"""
    Estimate what share of channels is not stopped by each age.

    How long a channel of a kind can be expected to last, though most are out of sight before
    anybody says that they stopped.

    .. math:: S(t) = \prod_{t_i \le t} (1 - d_i / n_i)

    where d channels are stopped at an age and n are watched just before it [1]_. Who enters late is
    watched from then on only; what was last seen at an age is watched until then.

    Parameters
    ----------
    lives
        The lives of some channels, see `lives_of`.

    Returns
    -------
    curve
        Each age at which some are stopped, in days; the share that is not by then, 1 to 0, which
        never rises; how many were watched just before. It is empty where none is stopped, as of an
        empty network, and then not defined how long they last.

    References
    ----------
    .. [1] E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations",
       Journal of the American Statistical Association 53 (1958), 457-481.
       https://doi.org/10.1080/01621459.1958.10501452

    Examples
    --------
    `w` is stopped at 2 days, `y` at 3, `z` at 5; `x` was last seen at 4, `y` first seen at 1 and
    `z` at 2. So 1 - 1/3 of those watched at 2 (`w`, `x`, `y`), and 1 - 1/3 of those at 3.

    >>> from backchannel.losses.lives import Life
    >>> watched = {"w": (0, 2, True), "x": (0, 4, False), "y": (1, 3, True), "z": (2, 5, True)}
    >>> lives = [Life(name, "talks", *life) for name, life in watched.items()]
    >>> [(age, round(share, 3), number) for age, share, number in curve(lives)]
    [(2, 0.667, 3), (3, 0.444, 3), (5, 0.0, 1)]
    """
    watched = list(lives)
    if not any(life.stopped for life in watched):
        return []
    found = _duration().SurvfuncRight(
        np.array([life.exit for life in watched]),
        np.array([int(life.stopped) for life in watched]),
        entry=np.array([life.entry for life in watched]),
    )
    # The library takes logarithms, so that a curve which has reached 0 goes on at some 1e-17.
    is_over = np.logical_or.accumulate(found.n_events == found.n_risk)
    shares = np.where(is_over, 0.0, found.surv_prob)
    steps = zip(found.surv_times, shares, found.n_risk, strict=True)
    return [(int(age), float(share), int(risk)) for age, share, risk in steps]


def log_rank(lives: Iterable[Life]) -> tuple[float, float] | None:
    """
    Return the statistic and its p, by type; late entry is accounted for.

    None where fewer than two types stop, or where none stops while another is at risk: then there
    is nothing to compare.
    """
    watched = list(lives)
    if len({life.type for life in watched if life.stopped}) < 2:
        return None
    try:
        statistic, p = _duration().survdiff(
            np.array([life.exit for life in watched]),
            np.array([int(life.stopped) for life in watched]),
            np.array([life.type for life in watched]),
            entry=np.array([life.entry for life in watched]),
        )
    except np.linalg.LinAlgError:
        return None
    return float(statistic), float(p)


def _duration() -> Any:
    try:
        from statsmodels.duration import survfunc
    except ImportError as error:
        raise MissingExtra(
            "survival curves need statsmodels; run `pip install 'backchannel[survival]'`"
        ) from error
    return survfunc


def _by_type(lives: Iterable[Life]) -> Mapping[str, list[Life]]:
    groups: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        groups[life.type].append(life)
    return groups


def _rows(name: str, worlds: Sequence[Sequence[Life]]) -> list[SurvivalRow]:
    curves = [curve(lives) for lives in worlds]
    longest = max((life.exit for lives in worlds for life in lives), default=0)
    rows = []
    for years in range(int(longest / YEAR) + 1):
        age = years * YEAR
        shares = [
            next((share for at, share, _ in reversed(steps) if at <= age), 1.0) for steps in curves
        ]
        watched = [sum(life.entry <= age < life.exit for life in lives) for lives in worlds]
        low, middle, high = np.percentile(shares, (5, 50, 95))
        at_risk = int(np.median(watched))
        rows.append(SurvivalRow(name, years, float(middle), float(low), float(high), at_risk))
    return rows


def _counted(worlds: Sequence[Sequence[Life]]) -> tuple[int, int]:
    stops = [sum(life.stopped for life in lives) for lives in worlds]
    # Stopped in half of the draws is a stop, as the curve of the median falls there, too.
    return int(np.median([len(lives) for lives in worlds])), int(np.median(stops) + 0.5)


def _compared(worlds: Iterable[Iterable[Life]]) -> LogRank | None:
    found = [test for lives in worlds if (test := log_rank(lives)) is not None]
    if not found:
        return None
    statistics, ps = zip(*found, strict=True)
    low, middle, high = np.percentile(ps, (5, 50, 95))
    return LogRank(float(np.median(statistics)), float(middle), float(low), float(high))
