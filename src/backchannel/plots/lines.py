"""Independent lines through time: how many ways to reach one another shared nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from backchannel.losses.course import DrawnLossRow, loss
from backchannel.losses.measures import MEASURES
from backchannel.messages import count
from backchannel.network.columns import DRAWN_APART
from backchannel.plots import style
from backchannel.plots.axis import time_axis
from backchannel.plots.bands import turns
from backchannel.plots.captions import breaks_within
from backchannel.plots.edges import EdgeName
from backchannel.plots.figure import day_number, known_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break
    from backchannel.facts.scope import Between
    from backchannel.losses.course import LossRow
    from backchannel.plots.bands import Steps

DARK = 0.5
"""How dense the band of draws is, through which colours still show."""

LABEL = MEASURES["independent_lines"].label.lower()


@dataclass(frozen=True)
class LinesCourse:
    """What the panel of lines shows."""

    within: Window
    known: Window | None
    rows: Sequence[LossRow]
    """A row for the first day, and for each on which the number or its range changes."""
    breaks: Sequence[Break] = ()
    channels: Sequence[LossRow] = ()
    """With draws, the same of the number of usable channels."""
    draws: int = 0
    seed: int = 0


def lines_course_of(
    data: Dataset,
    *,
    within: Window,
    between: Between = None,
    draws: int = 0,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> LinesCourse:
    """
    Return the number of independent lines over some days, with its range.

    Raises
    ------
    UsageFault
        If all sides are asked for, the package has no pair of its own, or draws are below 0.
    """
    known = known_days(data, within)
    names = ["independent_lines", *(["channels"] if draws else [])]
    rows = loss(
        data, within, within, between=between, measures=names, draws=draws, seed=seed,
        progress=progress,
    ).rows  # fmt: skip
    of_lines = [row for row in rows if row.measure == "independent_lines"]
    of_channels = [row for row in rows if row.measure == "channels"]
    breaks = breaks_within(data, known or within)
    return LinesCourse(within, known, of_lines, breaks, of_channels, draws, seed)


def draw_lines(course: LinesCourse, *, axes: Axes) -> Axes:
    """Draw the number of lines as steps, on a band from what surely was to what possibly was."""
    if course.known:
        end = day_number(course.known.last) + 1
        days, value, low, high = steps(
            [*(day_number(row.date) for row in course.rows), end],
            *zip(*((r.value, r.low, r.high) for r in course.rows), strict=True),
        )
        axes.fill_between(
            days, low, high, step="post", color=style.tint(style.FAINT, 0.6), linewidth=0,
            zorder=2, gid="lines.range",
        )  # fmt: skip
        axes.plot(
            days, value, drawstyle="steps-post", color=style.INK, linewidth=1.3, zorder=3,
            gid="lines",
        )  # fmt: skip
        axes.set_ylim(0, max(1.08 * float(np.nanmax(high)), 1))
        draw_draws(course.rows, end=end, axes=axes)
    time_axis(axes, course.within, course.known)
    for stop in course.breaks:
        axes.axvline(
            day_number(stop.date), color=style.INK, linestyle=(0, (1, 2)), linewidth=0.9, zorder=5
        )
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_ylabel(LABEL.replace(" ", "\n"))
    return axes


def draw_draws(rows: Sequence[LossRow], *, end: float, axes: Axes) -> None:
    """Draw the range over draws of the dates as a dark band; nothing where there is none."""
    drawn = [row for row in rows if isinstance(row, DrawnLossRow)]
    if not drawn:
        return
    days, low, high = steps(
        [*(day_number(row.date) for row in drawn), end],
        *zip(*((row.draw_low, row.draw_high) for row in drawn), strict=True),
    )
    axes.fill_between(
        days, low, high, step="post", color=style.INK, alpha=DARK, linewidth=0, zorder=6,
        gid=f"{drawn[0].measure}.draws",
    )  # fmt: skip
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.04 * float(np.nanmax(high))))


def steps(days: Sequence[float], *lines: Iterable[float | None]) -> tuple[Steps, ...]:
    """
    Return what steps are drawn from: the days of a change and the end, and a height at each.

    The last height stands once more at the end, so that the last step has a width.
    """
    heights = (np.array([*line], dtype=float) for line in lines)
    at, *found = turns(np.array(days, dtype=float), *heights)
    return at, *(np.append(line, line[-1]) for line in found)


def draws_key(course: LinesCourse, *, short: bool = False) -> list[Patch]:
    """Return the key of the range over draws, if there is one."""
    if not course.draws or not course.known:
        return []
    said = "draws" if short else f"{count(course.draws, 'draw')} of the dates"
    label = f"dark: 5 to 95 % of {said}"
    return [Patch(facecolor=style.tint(style.INK, 0.25), linewidth=0, label=label)]


def lines_names() -> list[EdgeName]:
    """Return the name of the line and its band."""
    look = style.Look(style.tint(style.FAINT, 0.6), style.tint(style.FAINT, 0.6), "", 1, 1)
    return [EdgeName("as presumed, and from surely to possibly usable", look, is_line=True)]


def describe_lines(course: LinesCourse) -> str:
    """Say in one sentence how many lines there were at the start, at the least and at the end."""
    if not course.rows:
        return ""
    first, last = course.rows[0], course.rows[-1]
    least = min(course.rows, key=lambda row: row.value or 0)
    return (
        f" {LABEL.capitalize()}: {_told(first)} on {first.date}, {_told(least)} at the least, on "
        f"{least.date}, {_told(last)} at the end.{_drawn(course)}"
    )


def _drawn(course: LinesCourse) -> str:
    """Say what the dark band is, and why the course can leave it."""
    if not course.draws:
        return ""
    return (
        f" The dark band: the 5th and the 95th percentile of usable channels and of lines in "
        f"{count(course.draws, 'draw')} of the uncertain dates (seed {course.seed}); "
        f"a value can lie outside its draws: {DRAWN_APART}."
    )


def _told(row: LossRow) -> str:
    value, low, high = (f"{number or 0:.0f}" for number in (row.value, row.low, row.high))
    return value if low == high else f"{value} ({low} to {high})"
