"""One of several networks on its axes: bars and marks, and the words above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from backchannel.facts.dataset import counts_as
from backchannel.network.layout import LEFT, MIDDLE, RIGHT
from backchannel.network.snapshot import CLASS_OF
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.lettering import fitted, text_width
from backchannel.plots.network import draw_ties
from backchannel.plots.places import ACROSS, BOX
from backchannel.plots.ties import MARKS, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from backchannel.plots.panels import Panel

NARROW_PANEL = 1.3
"""In panels narrower than that, in inches, the words above have all of the width."""

ALONE = (MIDDLE - 1.5 * BOX, MIDDLE + 1.5 * BOX)
"""The width of the axes where those who sat on the channels are not drawn."""


def draw_panel(panel: Panel, *, axes: Axes, size: float = 9) -> Axes:
    """
    Draw a network without the names of its nodes: a bar for each channel, a mark for each actor.

    Parameters
    ----------
    panel
        What to draw.
    axes
        The axes to draw on.
    size
        Size of its title.

    Returns
    -------
    axes
        The axes; places are those of the network.
    """
    network = panel.network
    draw_ties(axes, network)
    for channel, (_, verdict) in network.channels.items():
        look, y = style.look(verdict), network.places[channel][1]
        height = look.height / network.rows
        axes.add_patch(
            Rectangle(
                (MIDDLE - BOX, y - height / 2), 2 * BOX, height, gid=f"verdict.{channel}",
                facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.5, zorder=3,
            )
        )  # fmt: skip
    for actor, attributes in network.graphs.may.nodes(data=True):
        if attributes["kind"] != "channel" and actor in network.places:
            side = counts_as(attributes["side"])
            colour = style.SIDES[network.sides.index(side) if side in network.sides else 2]
            axes.plot(
                *([at] for at in network.places[actor]), marker=MARKS[CLASS_OF[attributes["kind"]]],
                markersize=3.6, zorder=4, gid=f"actor.{actor}",
                **filled(network.graphs.certainty(actor), colour),
            )  # fmt: skip
    _head(panel, axes, size=size)
    # Alone the bars have all of the width.
    axes.set_xlim(*(ACROSS if panel.has_people else ALONE))
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    if not network.channels:
        say_nothing(axes, network.why_empty)
    return axes


def title_size(panels: Sequence[Panel]) -> float:
    """Return the size of the titles of panels beside each other: all have the same."""
    fit = all(text_width(panel.title, size=9, bold=True) <= _room(panel) for panel in panels)
    return 9 if fit else 7


def _room(panel: Panel) -> float:
    """Return the width of the words above a panel, in inches."""
    return panel.network.width - (0.2 if panel.network.width > NARROW_PANEL else 0.05)


def _head(panel: Panel, axes: Axes, *, size: float) -> None:
    """Write title and numbers above, and below them which side stands where."""
    (left, right), room = panel.network.names, _room(panel)
    numbers = (panel.numbers, panel.short_numbers, panel.short_numbers.split(";")[0])
    size_of_numbers = 6.2 if panel.network.width <= NARROW_PANEL else 7
    for texts, offset, letters, weight in (
        ((panel.title,), 25, size, "bold"),
        (numbers, 14, size_of_numbers, "normal"),
    ):
        fits = (one for one in texts if text_width(one, size=letters) <= room)
        text = next(fits, texts[-1])
        axes.annotate(
            fitted(text, inches=room, size=letters, bold=weight == "bold", lines=1), (0.5, 1),
            (0, offset), textcoords="offset points", xycoords="axes fraction", ha="center",
            va="bottom", size=letters, weight=weight, color=style.INK,
        )  # fmt: skip
    codes = panel.network.sides
    if not panel.has_people:
        return
    for x, names, colour in (
        (LEFT, (left, codes[0]), style.SIDES[0]),
        (RIGHT, (f"{right} and others", right, codes[1]), style.SIDES[1]),
    ):
        # A name that is cut tells less than its code.
        fits = (one for one in names if text_width(one, size=6.5, bold=True) <= 0.46 * room)
        axes.annotate(
            next(fits, fitted(names[-1], inches=0.46 * room, size=6.5, bold=True, lines=1)),
            (x, 1), (0, 3), textcoords="offset points", ha="center", va="bottom", size=6.5,
            color=colour, weight="bold",
        )  # fmt: skip
