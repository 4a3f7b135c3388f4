"""Several networks on axes of one's own: of some days, or of one day as each side tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault
from backchannel.messages import count
from backchannel.plots.beside import name_families, name_rows
from backchannel.plots.panel import NARROW_PANEL, draw_panel, title_size
from backchannel.plots.panels import fitting, panels_of
from backchannel.plots.voices import CONTRADICT, SIGNS, differing, draw_stances, tellings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset

LEAST_ROW, LEAST_NAMED_ROW = 0.028, 0.085
"""A row is at least so high, in inches, without its name and with it; other rows are left out."""

LEAST_NAMES = 0.6
"""Names have at least so much room left of the first axes, in inches."""


NAMES, PANEL, HIGH = 2.0, 2.4, 5.0
"""Sizes of new axes beside each other, in inches: room left of them, width of each, height."""


def row_of_axes(given: Sequence[Axes] | None, number: int) -> Sequence[Axes]:
    """Return the axes given, or new ones beside each other, with room for names left of them."""
    if given is not None:
        return given
    import matplotlib.pyplot as plt

    wide = NAMES + PANEL * number
    room = {"left": NAMES / wide, "right": 0.99, "bottom": 0.03, "top": 0.86}
    made = plt.subplots(1, number, figsize=(wide, HIGH), squeeze=False, gridspec_kw=room)[1]
    return list(made[0])


def draw_days(
    data: Dataset, days: Sequence[date], *, sides: tuple[str, str], axes: Sequence[Axes]
) -> None:
    """Draw the network of each day on axes of its own, each channel at one height in all."""
    wide, high = _inches(axes, len(days), "day")
    panels = panels_of(
        data, [(day_in_words(day), data, day) for day in days], sides=sides, width=wide,
        people=wide > NARROW_PANEL,
    )  # fmt: skip
    panels = fitting(data, panels, max(int(high / LEAST_ROW), 1))
    for part, panel in zip(axes, panels, strict=True):
        draw_panel(panel, axes=part, size=title_size(panels))
    name_families(panels, axes=axes[0], inches=_left_of(axes[0]), high=high)


def draw_tellings(
    data: Dataset, day: date, *, sides: tuple[str, str], axes: Sequence[Axes]
) -> None:
    """Draw the network of a day as the first side tells it, and beside it as the second does."""
    wide, high = _inches(axes, len(sides), "side")
    panels, told = tellings(data, day, sides=sides, width=wide)
    panels = fitting(data, panels, max(int(high / LEAST_NAMED_ROW), 1), first=differing(told))
    for part, panel in zip(axes, panels, strict=True):
        draw_panel(panel, axes=part, size=title_size(panels))
    signs = {channel: SIGNS.get(stance, "") for channel, stance in told.items()}
    name_rows(
        panels, axes=axes[0], inches=_left_of(axes[0]), pitch=high / panels[0].network.rows,
        signs=signs, strong=SIGNS[CONTRADICT],
    )  # fmt: skip
    draw_stances(axes, [panel.network for panel in panels], told)


def _inches(axes: Sequence[Axes], number: int, what: str) -> tuple[float, float]:
    """Return width and height of the smallest axes; refuse too few or too many."""
    if len(axes) != number:
        raise UsageFault(f"{count(number, what)} need as many axes, not {len(axes)}")
    boxes = [(part.get_window_extent(), part.figure.dpi) for part in axes]
    return min(box.width / dots for box, dots in boxes), min(b.height / d for b, d in boxes)


def _left_of(axes: Axes) -> float:
    """Return how much room there is left of axes, in inches."""
    return max(float(axes.get_window_extent().x0) / axes.figure.dpi - 0.05, LEAST_NAMES)
