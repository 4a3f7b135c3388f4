"""Names at the right edge of a picture, each beside the band that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from backchannel.plots import style
from backchannel.plots.apart import apart
from backchannel.plots.lettering import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

LEADER = 0.13
"""How long the line from a band to its name is, in inches."""

SWATCH = 0.17
"""How wide the patch beside a name is."""

TEXT = LEADER + SWATCH + 0.1
"""How far right of the axes the names stand."""

LEADING = 1.2 / 72
"""Height of a line of words, in inches for a point of their size."""


class EdgeName(NamedTuple):
    """A name at the right edge of axes, with a patch in the look that it explains."""

    words: str
    look: style.Look
    at: float | None = None
    """Where its band ends, in units of the axes; None if it has no band there."""
    is_line: bool = False
    """Whether there is a line through the patch."""


def draw_edge(
    axes: Axes, names: Sequence[EdgeName], *, inches: float, size: float, lines: int = 2
) -> None:
    """
    Write names right of axes, from the top down in the order given, as near to their bands as can.

    A line leads from each band to its name; a name without a band has its place in the order only.

    Parameters
    ----------
    axes
        The axes; the figure right of them is free.
    names
        What to write.
    inches
        How much room there is right of the axes.
    size
        Size of the letters.
    lines
        How many lines a name may have.
    """
    if not names:
        return
    figure = axes.figure
    width, high = figure.get_size_inches()  # type: ignore[union-attr]
    place, (low, top) = axes.get_position(), axes.get_ylim()
    foot, head, right = place.y0 * high, place.y1 * high, place.x1 * width
    said = [fitted(one.words, inches=inches - TEXT, size=size, lines=lines) for one in names]
    heights = [(text.count("\n") + 1) * size * LEADING + 0.025 for text in said]
    ends = [
        None if one.at is None else foot + (one.at - low) / (top - low) * (head - foot)
        for one in names
    ]
    wanted = _in_order(ends, head)
    # From the top down the first stands highest, so that heights are counted from there.
    found = apart([head - at for at in wanted], heights, low=0, high=max(head - foot, sum(heights)))
    inch = figure.dpi_scale_trans
    for one, text, end, below in zip(names, said, ends, found, strict=True):
        y = head - below
        if end is not None:
            figure.add_artist(
                Line2D([right, right + LEADER], [end, y], color=style.FAINT, linewidth=0.5,
                       transform=inch)
            )  # fmt: skip
        figure.add_artist(
            Rectangle(
                (right + LEADER + 0.02, y - 0.04), SWATCH, 0.08, facecolor=one.look.face,
                edgecolor=one.look.edge, hatch=one.look.hatch, linewidth=0.5, transform=inch,
            )
        )  # fmt: skip
        if one.is_line:
            figure.add_artist(
                Line2D([right + LEADER + 0.02, right + LEADER + 0.02 + SWATCH], [y, y],
                       color=style.INK, linewidth=1.3, transform=inch)
            )  # fmt: skip
        figure.text(
            right + TEXT, y, text, transform=inch, ha="left", va="center", size=size,
            linespacing=1.0, color=style.INK, gid="edge",
        )  # fmt: skip


def _in_order(ends: Sequence[float | None], head: float) -> list[float]:
    """Return where each would stand best: one without a band at that of the one above it."""
    wanted, last = [], head
    for end in ends:
        last = last if end is None else min(end, last)
        wanted.append(last)
    return wanted
