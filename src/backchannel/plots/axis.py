"""The days along an axis: their dates, where the data are silent, and where presumption ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.dates import MONTHLY, YEARLY, AutoDateLocator, ConciseDateFormatter

from backchannel.dates.edtf import LAST_DAY
from backchannel.plots import style
from backchannel.plots.figure import day_number
from backchannel.plots.lettering import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.presumption import Break

DATE_INCHES = 0.45
"""How far apart the dates below an axis are at least."""

YEAR_INCHES = 0.28
"""How far apart years are at least, which are shorter than other dates."""

NO_DATA_INCHES = 0.22
"""How wide days without data must be for the words to stand in them, upright."""

NOTHING_SIZE = 8
"""Size of the words in empty axes."""

BREAK_INCHES = 3.0
"""How wide axes must be for the reason of a break to stand in them."""


def time_axis(axes: Axes, within: Window, known: Window | None) -> None:
    """
    Set the days of a window out along the axes, with a light line at each tick.

    Days of which the data say nothing are hatched in grey over the whole height, since an unknown
    channel is something that the data do speak about.
    """
    locator = date_locator(axes.get_position().width * _width(axes))
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    )
    # Matplotlib knows no year 10000, so the last day of all ends a little before its midnight.
    axes.set_xlim(
        day_number(within.first), min(day_number(within.last) + 1, day_number(LAST_DAY) + 0.999)
    )
    axes.grid(visible=True, axis="x", color=style.GRID, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    left, right = axes.get_xlim()
    gaps = [(left, right)]
    if known is not None:
        gaps = [(left, day_number(known.first)), (day_number(known.last) + 1, right)]
    for start, end in gaps:
        if start < end:
            _shade(axes, start, end)


def date_locator(inches: float) -> AutoDateLocator:
    """Return what finds the days to name below an axis, each with the room that a date needs."""
    most, years = (max(3, min(12, int(inches / apart))) for apart in (DATE_INCHES, YEAR_INCHES))
    locator = AutoDateLocator(  # type: ignore[no-untyped-call]
        minticks=max(2, min(4, most - 1)),
        maxticks=most,
    )
    locator.maxticks[YEARLY] = years
    locator.intervald[MONTHLY] = [1, 2, 3, 4, 6, 12]
    return locator


def mark_breaks(axes: Axes, breaks: Iterable[Break], *, words: bool = True) -> None:
    """
    Draw a dotted line on each day across which nothing usable is presumed.

    Its reason stands beside it where the words do not hide what is drawn, unless a flag above the
    axes has the `words`; the note tells it anyway.
    """
    has_room = words and axes.get_position().width * _width(axes) >= BREAK_INCHES
    for stop in breaks:
        day = day_number(stop.date)
        axes.axvline(
            day, color=style.INK, linestyle=(0, (1, 2)), linewidth=0.9, zorder=5, gid="break"
        )
        if not has_room:
            continue
        axes.text(
            day, 0.985, f"{stop.reason}: presumption ends ", transform=axes.get_xaxis_transform(),
            ha="right", va="top", rotation=90, size=6.5, color=style.INK, zorder=6,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.8},
        )  # fmt: skip


def say_nothing(axes: Axes, words: str, *, keeps_axis: bool = False) -> None:
    """
    Write into empty axes why they are empty.

    Their numbers would say nothing, so they go, unless the axes keep them, as of days.
    """
    if not keeps_axis:
        axes.set_axis_off()
    inches = max(axes.get_position().width * _width(axes) - 0.1, 0.5)
    axes.text(
        0.5, 0.5, fitted(words, inches=inches, size=NOTHING_SIZE, lines=5), ha="center",
        va="center", transform=axes.transAxes, size=NOTHING_SIZE, color=style.FAINT, gid="nothing",
        zorder=6, bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 2},
    )  # fmt: skip


def _shade(axes: Axes, start: float, end: float) -> None:
    """Mark days without data, with the words where there is room for them."""
    axes.axvspan(
        start, end, facecolor=style.NO_DATA.face, edgecolor=style.NO_DATA.edge,
        hatch=style.NO_DATA.hatch, linewidth=0,
        zorder=1.5, gid="no-data",
    )  # fmt: skip
    left, right = axes.get_xlim()
    inches = (end - start) / (right - left) * axes.get_position().width * _width(axes)
    if inches >= NO_DATA_INCHES:
        axes.text(
            (start + end) / 2, 0.5, "no data", transform=axes.get_xaxis_transform(), ha="center",
            va="center", rotation=0 if inches >= 3 * NO_DATA_INCHES else 90, size=8,
            color=style.INK, zorder=6, bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )  # fmt: skip


def _width(axes: Axes) -> float:
    """Return the width of the figure that axes are in, in inches."""
    figure = axes.get_figure(root=True)
    return float(figure.get_figwidth()) if figure else 0.0
