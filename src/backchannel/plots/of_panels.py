"""Pictures of several networks: of some days, and of one day as either side tells it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault
from backchannel.facts.views import as_told_by
from backchannel.messages import count
from backchannel.plots import legends, style
from backchannel.plots.figure import Head, Picture, picture, sheet, two_ends
from backchannel.plots.panels import (
    TOLD,
    Panel,
    describe_panels,
    draw_panel,
    name_rows,
    panels_of,
    told_apart,
)
from backchannel.plots.paper import NARROW, SCREEN, Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between

PANEL_INCHES = 3.0
"""A panel is at least so wide, so that there are as many beside each other as there is room for."""

PRINTED_INCHES = 1.6
"""The same in print, where all of them have to fit a page."""

ROW_INCHES = {"small": 0.055, "large": 0.125}
"""Height of a row of a panel, of several days and of two voices."""

ABOVE = 0.62
"""Height of the words above a panel, in inches."""


def multiples_picture(
    data: Dataset, days: Iterable[Day], *, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """
    Return the networks of several days, each node at one place.

    Raises
    ------
    UsageFault
        If no day is given, or all sides are asked for.
    """
    listed = sorted({one_day(day) for day in days})
    if not listed:
        raise UsageFault("no day is given; name one day or more")
    sides = two_ends(data, between)
    least = PANEL_INCHES if paper.rows(1, beside=0) is None else PRINTED_INCHES
    across = max(1, min(len(listed), int((paper.width - 0.2) / least)))
    shown = panels_of(
        data,
        [(day_in_words(day), data, day) for day in listed],
        sides=sides,
        width=(paper.width - 0.2) / across,
    )
    went = "; ".join(
        f"{one.title} to {other.title}: {len(told_apart((one, other)))} differ"
        for one, other in pairwise(shown)
    )
    head = Head(
        f"Who could talk to whom: {shown[0].network.pair}, {_days(shown)}",
        f"A row is the same channel or actor in each panel.{f' {went}.' if went else ''}",
        Window(listed[0], listed[-1]),
        "multiples",
        paper,
    )
    return _panels_picture(data, head, shown, across=across, row="small")


def disagreement_picture(
    data: Dataset, *, on: Day, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """
    Return the network of a day as one side tells it, beside that as the other tells it.

    Raises
    ------
    UsageFault
        If all sides are asked for.
    """
    day, sides = one_day(on), two_ends(data, between)
    across, names = 2, paper.labels(2.9)
    views = [(side, as_told_by(data, side)) for side in sides]
    shown = panels_of(
        data,
        [(f"{TOLD}{view.view.voice or side}", view, day) for side, view in views],
        sides=sides,
        width=(paper.width - 0.2 - names) / across,
    )
    apart = count(len(told_apart(shown)), "channel")
    head = Head(
        f"As each side tells it: {shown[0].network.pair}, {day_in_words(day)}",
        f"A row is the same channel or actor on both. {apart} differ: what only one side speaks of "
        "is unknown to the other and left out there.",
        Window(day, day),
        "disagreement",
        paper,
    )
    return _panels_picture(data, head, shown, across=across, row="large", names=names)


def _panels_picture(
    data: Dataset, head: Head, panels: Sequence[Panel], *, across: int, row: str, names: float = 0
) -> Picture:
    down, paper = -(-len(panels) // across), head.paper
    legend = legends.panel_legend_inches(panels[0].network, width=paper.width)
    # In print the rows are as high as a page lets them be.
    beside = legend + (1.1 if paper.width >= NARROW else 2.0) + ABOVE * down
    fits = paper.rows(0.001, beside=beside)
    most = ROW_INCHES[row] if fits is None else 0.001 * fits / down / panels[0].network.rows
    pitch = min(ROW_INCHES[row], most)
    high = ABOVE + panels[0].network.rows * pitch
    with style.context():
        figure, axes = sheet(
            data, head, height=0.25 + legend + high * down, margins=(0.1 + names, 0.1, 0.2, legend)
        )
        legends.panel_legend(panels[0].network, axes=axes, width=paper.width, shift=names)
        axes.set_axis_off()
        for number, panel in enumerate(panels):
            part = _part(axes, number, across=across, down=down, high=high)
            draw_panel(panel, axes=part)
            if names and not number % across:
                name_rows(panels, axes=part, inches=names - 0.1, pitch=pitch)
        channels = {channel for panel in panels for channel in panel.network.channels}
        return picture(data, figure, describe_panels(panels), head=head, channels=channels)


def _part(axes: Axes, number: int, *, across: int, down: int, high: float) -> Axes:
    """Return the axes of one panel, with room for the words above it."""
    place, figure = axes.get_position(), axes.figure
    row, column = divmod(number, across)
    width, height = place.width / across, place.height / down
    bottom = place.y1 - (row + 1) * height
    return figure.add_axes((
        place.x0 + column * width, bottom, width, height * (1 - ABOVE / high),
    ))  # fmt: skip


def _days(panels: Sequence[Panel]) -> str:
    if len(panels) == 1:
        return panels[0].title
    return f"{panels[0].title} to {panels[-1].title}"
