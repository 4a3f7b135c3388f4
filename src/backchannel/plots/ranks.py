"""Rank paths: how the place of the highest in one measure changes through time, with ranges."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import FixedLocator

from backchannel.errors import one_of
from backchannel.facts.scope import node_label
from backchannel.messages import count
from backchannel.network.columns import DRAWN_APART
from backchannel.network.measures import MEASURES
from backchannel.network.series import series
from backchannel.plots import style
from backchannel.plots.apart import apart
from backchannel.plots.axis import say_nothing, time_axis
from backchannel.plots.figure import day_number, known_days
from backchannel.plots.lettering import fitted, without_brackets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope

Path = Sequence[tuple[float, float, float]]
"""Rank, best and worst rank on each day; nan where there is no value above 0."""

MOST_PATHS = 5
"""How many paths there are: of those that were highest for longest."""

FEW_PATHS = 3
"""The same in one column of a page, where more would lie on each other."""

TRACK = 0.03
"""How far apart paths of equal rank run, in inches, so that none hides another."""

RANGE_INCHES = 0.025
"""How far apart the ranges of paths are at least; on narrower axes they are left out."""

SIZE = 7.3
"""Size of the names."""

DASHES = ("solid", (0, (4, 1.5)), (0, (1, 1)), (0, (5, 1, 1, 1)))
"""Lines differ by dash as well as by colour, so that they are told apart in greys."""


@dataclass(frozen=True)
class RankPaths:
    """What the picture of ranks shows: rank 1 is the highest value."""

    within: Window
    known: Window | None
    measure: str
    days: Sequence[float]
    """The days looked at, as Matplotlib counts them."""
    paths: Mapping[str, Path]
    """Actor → its ranks."""
    names: Mapping[str, str]
    """Actor → its name, with the names of those who share its path."""
    left_out: int = 0
    """How many actors have no path, though they have a value above 0 on some day."""
    draws: int = 0
    """How many draws of the uncertain dates the ranges are of; none: of how sure a channel is."""
    seed: int = 0


def rank_paths_of(  # noqa: PLR0913 - the days and the sides, and what the ranges are of
    data: Dataset,
    *,
    within: Window,
    measure: str,
    scope: Scope,
    most: int = MOST_PATHS,
    draws: int = 0,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> RankPaths:
    """
    Return the rank paths of the `most` actors that were highest for longest, without channels.

    The rank is 1 and the number of actors with a higher value. The best rank is that of an actor's
    high among the values of the others, the worst that of its low; with draws of the uncertain
    dates, that of the 95th and of the 5th percentile of its values.

    Raises
    ------
    UnknownName
        If there is no such measure.
    """
    one_of("measure", measure, MEASURES)
    known = known_days(data, within)
    if known is None:
        return RankPaths(within, None, measure, [], {}, {}, draws=draws, seed=seed)
    found = series(
        data, [measure], within=known, between=scope, draws=draws, seed=seed, progress=progress
    )
    days = [day_number(day) for day in found.dates]
    shape = (len(days), len(found.nodes))
    value, low, high = (np.full(shape, np.nan) for _ in range(3))
    ends = ("draw_low", "draw_high") if draws else ("low", "high")
    for table, name in zip((value, low, high), ("value", *ends), strict=True):
        table[found.date_of, found.node_of] = found.numbers[name]
    actors = [place for place, kind in enumerate(found.kinds) if kind != "channel"]
    ranked: dict[str, list[tuple[float, float, float]]] = {}
    for place in actors:
        others = np.delete(value[:, actors], actors.index(place), axis=1)
        steps = np.array([
            1.0 + np.sum(others > at[:, place : place + 1], axis=1) for at in (value, high, low)
        ])  # fmt: skip
        # A value without a range, as that of the eigenvector can be, leaves none to its rank.
        steps[1:] = np.where(np.isnan([high[:, place], low[:, place]]), steps[0], steps[1:])
        steps[:, ~(value[:, place] > 0)] = np.nan
        ranked[found.nodes[place]] = [(float(a), float(b), float(c)) for a, b, c in steps.T]
    kinds = dict(zip(found.nodes, found.kinds, strict=True))
    best = sorted(
        (node for node in ranked if _weight(ranked[node]) > 0),
        key=lambda node: (-_weight(ranked[node]), node),
    )
    holders = {(tenure.person, tenure.office) for tenure in data.tenures.values()}
    sharing = _sharing(ranked, best, holders)
    shown = list(sharing)[:most]
    names = {
        node: ", ".join(
            without_brackets(node_label(data, other, kind=kinds[other])) for other in sharing[node]
        )
        for node in shown
    }
    left_out = len(best) - sum(len(sharing[node]) for node in shown)
    return RankPaths(
        within, known, measure, days, {node: ranked[node] for node in shown}, names, left_out,
        draws, seed,
    )  # fmt: skip


def _sharing(
    ranked: Mapping[str, Path], best: Sequence[str], holders: Collection[tuple[str, str]]
) -> dict[str, list[str]]:
    """Return with each actor those of the same path, and holders of an office with part of it."""
    sharing: dict[str, list[str]] = {}
    for node in best:
        of = (
            one
            for one in sharing
            if _is_part(ranked[node], ranked[one])
            and (_is_part(ranked[one], ranked[node]) or (node, one) in holders)
        )
        sharing.setdefault(next(of, node), []).append(node)
    return sharing


def _is_part(path: Path, whole: Path) -> bool:
    return all(np.isnan(one[0]) or one == other for one, other in zip(path, whole, strict=True))


def draw_ranks(ranks: RankPaths, *, axes: Axes, labels: float = 2.4) -> Axes:
    """Draw a path for each actor, with a thin line from best to worst rank where it changes."""
    reached = [rank for path in ranks.paths.values() for rank, *_ in path if not np.isnan(rank)]
    room = max(reached, default=1.0) + 1.0
    inches = axes.get_position().height * axes.figure.get_figheight()  # type: ignore[union-attr]
    end = day_number(ranks.known.last) + 1 if ranks.known else 0.0
    ends = []
    width = axes.get_position().width * axes.figure.get_figwidth()  # type: ignore[union-attr]
    has_ranges = shows_ranges(ranks, inches=width)
    for number, (node, path) in enumerate(ranks.paths.items()):
        colour = style.PATHS[number % len(style.PATHS)]
        rank = np.array([*(step[0] for step in path), path[-1][0]])
        # Equal ranks run side by side, as tracks do.
        aside = (number - (len(ranks.paths) - 1) / 2) * TRACK / inches * room
        if has_ranges:
            share = (number + 1) / (MOST_PATHS + 1)
            _draw_ranges(axes, ranks, path, colour=colour, share=share)
        axes.plot(
            [*ranks.days, end], rank + aside, color=colour, drawstyle="steps-post",
            linestyle=DASHES[number % len(DASHES)], linewidth=1.8 if has_ranges else 1.3, zorder=3,
            gid=node,
        )  # fmt: skip
        ends.append((float(rank[np.flatnonzero(~np.isnan(rank))[-1]]) + aside, node, colour))
    time_axis(axes, ranks.within, ranks.known)
    axes.set_ylim(room + 0.5, 0.5)
    axes.yaxis.set_major_locator(FixedLocator(_ticks(room)))
    axes.set_ylabel(f"rank by {MEASURES[ranks.measure].label.lower()} (1 is highest)")
    _name_ends(axes, ends, ranks, inches=inches, labels=labels)
    if ranks.known and not ranks.paths:
        say_nothing(axes, "nobody has a value above 0", keeps_axis=True)
    return axes


def shows_ranges(ranks: RankPaths, *, inches: float) -> bool:
    """Say whether ranges have room beside each other on axes of such a width."""
    return inches >= RANGE_INCHES * MOST_PATHS * len(ranks.days)


def _draw_ranges(axes: Axes, ranks: RankPaths, path: Path, *, colour: str, share: float) -> None:
    """Draw a thin line from best to worst rank where they change, each path's beside the others."""
    end = day_number(ranks.known.last) + 1 if ranks.known else 0.0
    gap = min(np.diff([*ranks.days, end]), default=0.0)
    turns = [at for at, step in enumerate(path) if at == 0 or step != path[at - 1]]
    _, best, worst = (np.array(column)[turns] for column in zip(*path, strict=True))
    axes.vlines(
        np.array(ranks.days)[turns] + gap * share, best, worst, color=colour, linewidth=0.7,
        alpha=0.55, zorder=2, gid="range",
    )  # fmt: skip


def _ticks(room: float) -> list[float]:
    """Return the ranks to name: the first, and every so many."""
    step = max(1, round(room / 8))
    return [1.0, *(float(rank) for rank in range(step, int(room) + 1, step) if rank > 1)]


def _name_ends(
    axes: Axes,
    ends: Sequence[tuple[float, str, str]],
    ranks: RankPaths,
    *,
    inches: float,
    labels: float,
) -> None:
    """Write the names right of the paths' last ranks, apart from each other."""
    low, top = axes.get_ylim()
    texts = [_told(ranks, node, inches=labels) for _, node, _ in ends]
    heights = [0.125 * (text.count("\n") + 1) + 0.05 for text in texts]
    wanted = [(rank - top) / (low - top) * inches for rank, *_ in ends]
    places = apart(wanted, heights, low=0, high=max(inches, sum(heights)))
    for text, at, y, (_, _, colour) in zip(texts, wanted, places, ends, strict=True):
        axes.annotate(
            text, (1, 1 - at / inches), (13, 72 * (at - y)), xycoords="axes fraction",
            textcoords="offset points", size=SIZE, color=colour, va="center", linespacing=1.0,
            annotation_clip=False, gid="name",
            arrowprops={"arrowstyle": "-", "linewidth": 0.6, "color": colour, "shrinkA": 1,
                        "shrinkB": 1, "relpos": (0, 0.5)},
        )  # fmt: skip


def _told(ranks: RankPaths, node: str, *, inches: float) -> str:
    """Return the names of a path, and when it ends if that is before the last day."""
    last = max(day for day, rank in zip(ranks.days, ranks.paths[node], strict=True) if rank[0] > 0)
    gone = f" (last in {date(1970, 1, 1) + timedelta(days=last):%Y-%m})"
    name = ranks.names[node] + ("" if last == ranks.days[-1] else gone)
    return fitted(name, inches=inches, size=SIZE, lines=3)


def describe_ranks(ranks: RankPaths) -> str:
    """Say in one sentence who was highest for longest."""
    said = f"Ranks by {MEASURES[ranks.measure].label.lower()} from {ranks.within.first} to "
    said += f"{ranks.within.last}"
    if not ranks.paths:
        return (
            f"{said}: {'nobody has a value' if ranks.known else 'of which the data say nothing'}."
        )
    rest = f"; {left_out_in_words(ranks)}" if ranks.left_out else ""
    if ranks.draws:
        rest += f"; the range of a rank is by {draws_in_words(ranks)}, and it can lie outside: "
        rest += DRAWN_APART
    return f"{said}; highest for longest: {'; '.join(list(ranks.names.values())[:3])}{rest}."


def left_out_in_words(ranks: RankPaths) -> str:
    """Say how many actors have no path."""
    others = "other actor has" if ranks.left_out == 1 else "other actors have"
    return f"{ranks.left_out} {others} a value above 0 and no path"


def draws_in_words(ranks: RankPaths) -> str:
    """Say what the ranges are of, with draws."""
    draws = count(ranks.draws, "draw")
    return f"5 to 95 % of its values in {draws} of the uncertain dates (seed {ranks.seed})"


def _weight(path: Path) -> float:
    """Return how high a path is for how long: each day counts 1 by its rank."""
    return float(sum(0 if np.isnan(rank) else 1 / rank for rank, *_ in path))
