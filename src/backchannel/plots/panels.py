"""
Several networks at the same places: of some days, or of one day as several voices tell it.

A row is the same channel or actor in each panel, so that what is missing in one is seen at once.
Channels of which nothing is known that day are not drawn but counted; what was stopped keeps its
low, dark bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.patches import Rectangle

from backchannel.dates.period import Window
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import Scope, side_name, sides_in_words
from backchannel.network.layout import LEFT, MIDDLE, RIGHT, node_columns
from backchannel.network.snapshot import CLASS_OF
from backchannel.network.values import day_graphs
from backchannel.plots import style
from backchannel.plots.captions import usable_in_words
from backchannel.plots.figure import known_days
from backchannel.plots.lettering import fitted, text_width
from backchannel.plots.network import ACROSS, BOX, FEWEST_ROWS, DayNetwork, draw_ties
from backchannel.plots.ties import MARKS, filled
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Verdict


NARROW_PANEL = 1.3
"""In panels narrower than that, in inches, the words above have all of the width."""

TOLD = "As told by "
"""How the title of a panel of one voice begins; it is left out where there is no room for it."""


class Panel(NamedTuple):
    """One of several networks."""

    title: str
    network: DayNetwork

    @property
    def numbers(self) -> str:
        """How many channels were usable, and of how many nothing is known."""
        if not self.network.is_known:
            return "no data"
        channels = self.network.graphs.numbers(channels=True)
        return (
            f"{usable_in_words(channels['surely'], channels['presumably'])}; "
            f"{self.network.folded} unknown"
        )

    @property
    def short_numbers(self) -> str:
        """The same where there is less room: how many were usable, and how many unknown."""
        if not self.network.is_known:
            return "no data"
        channels = self.network.graphs.numbers(channels=True)
        usable = channels["surely"] + channels["presumably"]
        return f"{usable} usable; {self.network.folded} unknown"


def panels_of(
    data: Dataset,
    asked: Sequence[tuple[str, Dataset, date]],
    *,
    sides: tuple[str, str],
    width: float,
) -> list[Panel]:
    """
    Return networks between two sides whose nodes have the same places.

    Parameters
    ----------
    data
        The data that the places are worked out from.
    asked
        Title, data or a view of them, and day of each.
    sides
        The two sides, by code.
    width
        How wide a panel is, in inches.
    """
    graphs = [day_graphs(view, day, between=sides) for _, view, day in asked]
    verdicts = [_verdicts(view, day, sides) for _, view, day in asked]
    known = [
        {channel for channel, verdict in found.items() if verdict.word is not Word.UNKNOWN}
        for found in verdicts
    ]
    shown = {node for network in graphs for node in network.may}.union(*known)
    columns = [
        [row for row in column if not shown.isdisjoint(row)]
        for column in node_columns(data, between=sides)
    ]
    places = {
        node: (x, 1 - (number + 0.5) / len(column))
        for x, column in zip((LEFT, MIDDLE, RIGHT), columns, strict=True)
        for number, row in enumerate(column)
        for node in row
    }
    names = (side_name(data, sides[0]), side_name(data, sides[1]))
    return [
        Panel(
            title,
            DayNetwork(
                graphs[place],
                sides,
                names,
                sides_in_words(data, sides),
                {
                    channel: (data.channels[channel].name, verdicts[place][channel])
                    for channel in sorted(known[place])
                },
                places,
                max(FEWEST_ROWS, *map(len, columns)),
                known_days(view, Window(day, day)) is not None,
                len(verdicts[place]) - len(known[place]),
                width,
            ),
        )
        for place, (title, view, day) in enumerate(asked)
    ]


def draw_panel(panel: Panel, *, axes: Axes) -> Axes:
    """
    Draw a network without the names of its nodes: a bar for each channel, a mark for each actor.

    Parameters
    ----------
    panel
        What to draw.
    axes
        The axes to draw on.

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
        if attributes["kind"] != "channel":
            side = counts_as(attributes["side"])
            colour = style.SIDES[network.sides.index(side) if side in network.sides else 2]
            axes.plot(
                *([at] for at in network.places[actor]), marker=MARKS[CLASS_OF[attributes["kind"]]],
                markersize=3.6, zorder=4, gid=f"actor.{actor}",
                **filled(network.graphs.certainty(actor), colour),
            )  # fmt: skip
    _head(panel, axes)
    axes.set_xlim(*ACROSS)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    return axes


def name_rows(panels: Sequence[Panel], *, axes: Axes, inches: float, pitch: float) -> None:
    """Write the name of each channel left of its row: no wider than `inches`, as high as a row."""
    size = min(6.5, max(4.5, 60 * pitch))
    named = {channel: name for p in panels for channel, (name, _) in p.network.channels.items()}
    for channel, name in named.items():
        axes.annotate(
            fitted(name, inches=inches, size=size, lines=1),
            (0, panels[0].network.places[channel][1]), (-2, 0), textcoords="offset points",
            xycoords=("axes fraction", "data"), ha="right", va="center_baseline", size=size,
            color=style.INK,
        )  # fmt: skip


def _head(panel: Panel, axes: Axes) -> None:
    """Write title and numbers above, and below them which side stands where."""
    left, right = panel.network.names
    room = panel.network.width - (0.2 if panel.network.width > NARROW_PANEL else 0.05)
    small = text_width(panel.title, size=9, bold=True) > room
    for texts, offset, size, weight in (
        ((panel.title, panel.title.removeprefix(TOLD)), 25, 7 if small else 9, "bold"),
        ((panel.numbers, panel.short_numbers, panel.short_numbers.split(";")[0]), 14, 7, "normal"),
    ):
        text = next((one for one in texts if text_width(one, size=size) <= room), texts[-1])
        axes.annotate(
            fitted(text, inches=room, size=size, bold=weight == "bold", lines=1), (0.5, 1),
            (0, offset), textcoords="offset points", xycoords="axes fraction", ha="center",
            va="bottom", size=size, weight=weight, color=style.INK,
        )  # fmt: skip
    codes = panel.network.sides
    for x, name, code in ((LEFT, left, codes[0]), (RIGHT, f"{right} and others", codes[1])):
        # A name that is cut tells less than its code.
        fits = text_width(name, size=6.5) <= 0.42 * room
        axes.annotate(
            name if fits else fitted(code, inches=0.42 * room, size=6.5, lines=1), (x, 1), (0, 3),
            textcoords="offset points", ha="center", va="bottom", size=6.5, color=style.FAINT,
        )  # fmt: skip


def describe_panels(panels: Sequence[Panel]) -> str:
    """Say in one sentence how many channels were usable in each."""
    told = "; ".join(
        f"{panel.title}, {panel.numbers}"
        if panel.network.is_known
        else f"{panel.title}, of which the data say nothing"
        for panel in panels
    )
    return f"Networks between {panels[0].network.pair} at the same places: {told}."


def told_apart(panels: Sequence[Panel]) -> list[str]:
    """Return the channels whose verdicts differ between panels, by id."""
    told = [{id_: verdict for id_, (_, verdict) in p.network.channels.items()} for p in panels]
    every = sorted({channel for found in told for channel in found})
    return [channel for channel in every if len({found.get(channel) for found in told}) > 1]


def _verdicts(data: Dataset, day: date, sides: tuple[str, str]) -> Mapping[str, Verdict]:
    lines = course(data)
    return {
        channel: lines[channel].on(day)
        for channel in Scope(sides).channels(data, within=Window(day, day))
    }
