"""The changes below the course of usable channels: bars up for what was gained, down for losses."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from matplotlib.collections import PolyCollection
from matplotlib.ticker import MaxNLocator

from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.axis import time_axis
from backchannel.plots.edges import EdgeName
from backchannel.plots.figure import day_number
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.plots.curve import LossCurve
    from backchannel.verdicts.loss import LossDay

CHANGE_MARKS: Mapping[str, tuple[str, str, str]] = {
    "gained": (palette.VERDICTS[Word.OPEN], "", "gained: was stopped"),
    "into_view": ("white", "", "came into view"),
    "came_by": ("white", "....", "usable, day unknown"),
    "lost": (palette.VERDICTS[Word.CLOSED], "", "lost: stopped"),
    "out_of_sight": ("#c9c9c9", "", "went out of sight"),
    "went_after": ("#efefef", "/////", "only possibly usable"),
}
"""
What can happen to a channel → face, hatch and words of its bar, in the order they stack.

What is only possible is hatched, as everywhere. No two hatches are alike: a bar is a few dots wide.
"""

UP = ("gained", "into_view", "came_by")
DOUBTFUL: Mapping[str, str] = {"into_view": "came_by", "out_of_sight": "went_after"}
"""List of changes → what is drawn instead where the verdict on the other side is possibly usable.

A start known by its year only makes its channel surely usable on 31 December: by then, not then.
"""

DWARFED = 2
"""Bars on days of breaks are cut if one is so many times as high as what there is to see else."""

BARS_PER_INCH = 17
"""How many bars fit beside each other; changes on days that are closer are summed."""


def changes_of(data: Dataset, series: Sequence[LossDay]) -> Mapping[str, Counter[date]]:
    """Count what happened, with what became or ceased to be sure apart from what has a day."""
    lines = course(data)
    changes: dict[str, Counter[date]] = {name: Counter() for name in CHANGE_MARKS}
    for row in series[1:]:  # nothing has changed on the first day
        for name in changes.keys() - DOUBTFUL.values():
            other = row.date if name == "out_of_sight" else row.date - timedelta(days=1)
            for channel in getattr(row, name):
                doubtful = name in DOUBTFUL and lines[channel].on(other).usable
                changes[DOUBTFUL[name] if doubtful else name][row.date] += 1
    return changes


def draw_changes(curve: LossCurve, *, axes: Axes) -> Axes:
    """
    Draw gains as bars upwards and losses as bars downwards, on their days.

    A bar of what ends by rule on the day of a break is cut, with its number beside it, where the
    true losses would be too low to be seen beside it.
    """
    first = day_number(curve.within.first)
    inches = axes.get_window_extent().width / axes.figure.dpi
    width = (day_number(curve.within.last) + 1 - first) / max(round(inches * BARS_PER_INCH), 1)
    sums: dict[str, Counter[int]] = {name: Counter() for name in CHANGE_MARKS}
    for name, days in curve.changes.items():
        for day, number in days.items():
            sums[name][int((day_number(day) - first) / width)] += number
    broken = {int((day_number(stop.date) - first) / width) for stop in curve.breaks}
    tall, most = _cut(sums, broken)
    floors: dict[int, Counter[int]] = {1: Counter(), -1: Counter()}
    for name, (face, hatch, _) in CHANGE_MARKS.items():
        sign = 1 if name in UP else -1
        floor = floors[sign]
        ends = {
            place: (floor[place], floor[place] + number) for place, number in sums[name].items()
        }
        bars = [
            _bar(first + place * width, width, sign * low, sign * min(high, most))
            for place, (low, high) in sorted(ends.items())
            if low < min(high, most)
        ]
        if bars:
            axes.add_collection(
                PolyCollection(
                    bars, facecolors=face, edgecolors=style.INK, hatch=hatch, linewidths=0.6,
                    zorder=3, gid=name,
                ),
                autolim=False,
            )  # fmt: skip
        floors[sign] = floor + sums[name]
    up, down = (max(floors[sign].values(), default=0) for sign in (1, -1))
    axes.axhline(0, color=style.INK, linewidth=0.6, zorder=4)
    axes.set_ylim(-most if tall else -1.1 * max(down, 1), 1.1 * max(up, 1))
    time_axis(axes, curve.within, curve.known)
    for place, number in tall.items():
        _say_how_many(axes, first + place * width, width, number)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
    axes.set_ylabel("changes")
    return axes


def _cut(sums: Mapping[str, Counter[int]], broken: set[int]) -> tuple[dict[int, int], float]:
    """
    Return the bars to be cut with how many channels each stands for, and where they are cut.

    `sums` counts what happened by the place of its bar; `broken` are the places of breaks.
    """
    down, up = Counter[int](), Counter[int]()
    for name, places in sums.items():
        (up if name in UP else down).update(places)
    usual = max((number for of in (down, up) for place, number in of.items()
                 if of is up or place not in broken), default=0)  # fmt: skip
    # Losses stand nearest to the axis, so that none is cut off.
    lost = max((sums["lost"][place] for place in broken), default=0)
    most = max(1.3 * usual, lost + 1)
    tall = {place: down[place] for place in sorted(broken) if down[place] > most}
    if not usual or max(tall.values(), default=0) <= DWARFED * most:
        return {}, float("inf")
    return tall, most


def _say_how_many(axes: Axes, left: float, width: float, number: int) -> None:
    """Write beside a bar that is cut how many channels it stands for."""
    start, end = axes.get_xlim()
    is_late = left > (start + end) / 2
    axes.annotate(
        f"↓ {number} in all", (left if is_late else left + width, axes.get_ylim()[0]),
        (-3 if is_late else 3, 2), textcoords="offset points", ha="right" if is_late else "left",
        va="bottom", size=6.5, color=style.INK, gid="cut",
    )  # fmt: skip


def change_names(curve: LossCurve) -> list[EdgeName]:
    """Return the names of the bars that there are."""
    return [
        EdgeName(words, style.Look(face, style.INK, hatch, 1, 1))
        for name, (face, hatch, words) in CHANGE_MARKS.items()
        if curve.changes[name]
    ]


def _bar(left: float, width: float, low: float, high: float) -> list[tuple[float, float]]:
    return [(left, low), (left, high), (left + width, high), (left + width, low)]
