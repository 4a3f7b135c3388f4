"""Who sat on which channel on one day: channels down the middle, the two sides left and right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import FancyBboxPatch, Rectangle

from backchannel.dates.period import Window
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import Scope, side_name, sides_in_words
from backchannel.messages import count
from backchannel.network.layout import LEFT, MIDDLE, RIGHT, node_columns
from backchannel.network.snapshot import CLASS_OF
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.captions import usable_in_words
from backchannel.plots.figure import known_days
from backchannel.plots.lettering import ELLIPSIS, fitted, short_name
from backchannel.plots.paper import WIDTH
from backchannel.plots.room import why_empty, with_room, without_empty_rows
from backchannel.plots.ties import MARKS, TIES, filled
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.network.values import DayGraphs
    from backchannel.verdicts.verdict import Verdict

BOX = 0.27
"""Half the width of a channel's box; the columns of actors are half a unit away."""

FEWEST_ROWS = 5
"""A sheet is at least so many rows high, so that a few channels do not get the boxes of giants."""

MOST_PLACES = 48
"""With more places than that in a column, only what a day shows has a row."""

ACROSS = (-0.46, 1.46)
"""The width of the axes in units of the columns."""

MANY_ROWS = 50
"""With more rows than that, the names of channels have one line."""

MARGIN = 0.1
"""Left and right margin in inches."""


@dataclass(frozen=True)
class DayNetwork:
    """What the picture of a network shows."""

    graphs: DayGraphs
    sides: tuple[str, str]
    names: tuple[str, str]
    """What the two sides are called."""
    pair: str
    """The two in a sentence."""
    channels: Mapping[str, tuple[str, Verdict]]
    """Name and verdict of each channel that has a row."""
    places: Mapping[str, tuple[float, float]]
    """Where each channel and each actor of the day stands."""
    rows: int
    """Number of rows of the highest column."""
    is_known: bool
    """Whether the data cover the day."""
    folded: int
    """How many channels have no row, since nothing is known of them that day."""
    width: float = WIDTH
    """How wide the picture is, in inches."""
    left_out: Sequence[str] = ()
    """The channels for which there is no room, by id; their actors are left out with them."""

    @property
    def row_inches(self) -> float:
        """Height of a row: lower where there are many, whose names then have one line."""
        return 0.2 if self.rows > MANY_ROWS else 0.29

    @property
    def unit(self) -> float:
        """A unit of the columns in inches."""
        return (self.width - 2 * MARGIN) / (ACROSS[1] - ACROSS[0])

    @property
    def why_empty(self) -> str:
        """Why it has no channel, if it has none."""
        return why_empty(self.folded, is_known=self.is_known, has_left_out=bool(self.left_out))

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self.graphs.day


def day_network_of(
    data: Dataset,
    graphs: DayGraphs,
    *,
    sides: tuple[str, str],
    width: float = WIDTH,
    most: int | None = None,
) -> DayNetwork:
    """
    Return the network of a day between two sides, with the place of each node.

    The places are the same on every day as long as they all fit a sheet; on a larger one only what
    the day shows has a row, in the same order. Of what does not fit `most` rows, the channels that
    were most surely usable stay, and of equal ones those of leaders and foreign ministries.
    """
    lines, day = course(data), Window(graphs.day, graphs.day)
    whole = node_columns(data, between=sides)
    # A channel that has two such parties on other days only keeps its place and is not drawn.
    verdicts = {
        channel: lines[channel].on(graphs.day)
        for channel in Scope(sides).channels(data, within=day)
    }
    shown = set(graphs.may) | verdicts.keys()
    if max(map(len, whole)) > MOST_PLACES:
        known = {channel for channel, verdict in verdicts.items() if verdict.word != Word.UNKNOWN}
        shown = set(graphs.may) | known
        whole = without_empty_rows(whole, shown)
    kept = with_room(whole, graphs.may, verdicts, most) if most else shown
    left_out = sorted((shown - kept) & verdicts.keys())
    if left_out:
        shown, whole = shown & kept, without_empty_rows(whole, kept)
    places = {
        node: (x, 1 - (number + 0.5) / len(column))
        for x, column in zip((LEFT, MIDDLE, RIGHT), whole, strict=True)
        for number, row in enumerate(column)
        for node in row
        if node in shown
    }
    return DayNetwork(
        graphs,
        sides,
        (side_name(data, sides[0]), side_name(data, sides[1])),
        sides_in_words(data, sides),
        {
            channel: (data.channels[channel].name, verdict)
            for channel, verdict in verdicts.items()
            if channel in shown
        },
        places,
        max(FEWEST_ROWS, *map(len, whole)),
        known_days(data, Window(graphs.day, graphs.day)) is not None,
        len(verdicts.keys() - shown) - len(left_out),
        width,
        left_out,
    )


def draw_network(network: DayNetwork, *, axes: Axes) -> Axes:
    """
    Draw the network of a day: dark what is sure, lighter what is presumed, dashed the possible.

    Actors are drawn on the days on which they possibly sat on a channel that was possibly usable. A
    state that is itself the party is a square at the channel's end, since states are no nodes.
    """
    draw_ties(axes, network)
    for channel, (name, verdict) in network.channels.items():
        _draw_channel(axes, network, channel, name=name, verdict=verdict)
        _draw_states(axes, network, channel)
    for actor, attributes in network.graphs.may.nodes(data=True):
        if attributes["kind"] != "channel" and actor in network.places:
            _draw_actor(axes, network, actor)
    for x, text in zip((LEFT, MIDDLE, RIGHT), column_heads(network), strict=True):
        axes.annotate(
            text, (x, 1), (0, 3), textcoords="offset points", ha="center", va="bottom",
            weight="bold", size=9.5, color=style.INK,
        )  # fmt: skip
    axes.set_xlim(*ACROSS)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    if not network.channels:
        say_nothing(axes, network.why_empty)
    return axes


def column_heads(network: DayNetwork) -> list[str]:
    """Return the heads of the three node_columns, each no wider than there is room for."""
    (left, right), room = network.names, 2 * (MIDDLE - BOX) * network.unit - 0.1
    first, second = network.sides
    heads = ((left, first), ("Channels",), (f"{right} and others", right, second))
    told = [
        [fitted(text, inches=room, size=9.5, bold=True, lines=3) for text in texts]
        for texts in heads
    ]
    # A name that is cut tells less than a shorter one.
    return [next((one for one in tried if ELLIPSIS not in one), tried[0]) for tried in told]


def describe_network(network: DayNetwork) -> str:
    """Say in one sentence what the network of a day shows."""
    said = f"Network between {network.pair} on {network.day}"
    if not network.is_known:
        return f"{said}, of which the data say nothing."
    channels, actors = (network.graphs.numbers(channels=kind) for kind in (True, False))
    folded = (
        f"; {count(network.folded, 'channel')} of which nothing is known that day have no row"
        if network.folded
        else ""
    )
    return (
        f"{said}: "
        f"channels, {usable_in_words(channels['surely'], channels['presumably'])}; "
        f"actors, {usable_in_words(actors['surely'], actors['presumably'], 'on them')}; "
        f"{count(channels['possibly'], 'more channel')} possibly usable or contested{folded}."
    )


def draw_ties(axes: Axes, network: DayNetwork) -> None:
    """Draw the line of each actor to each of its channels."""
    places = network.places
    for node, other in sorted(network.graphs.may.edges):
        if node not in places or other not in places:
            continue
        actor, channel = (node, other) if places[other][0] == MIDDLE else (other, node)
        x, y = places[actor]
        end = MIDDLE - BOX if x < MIDDLE else MIDDLE + BOX
        axes.plot(
            [x, end], [y, places[channel][1]], gid=f"tie.{actor}.{channel}",
            **TIES[network.graphs.certainty(actor, channel)]._asdict(),
        )  # fmt: skip


def _draw_channel(
    axes: Axes, network: DayNetwork, channel: str, *, name: str, verdict: Verdict
) -> None:
    y, row = network.places[channel][1], 1 / network.rows
    look = style.look(verdict) if network.is_known else style.NO_DATA
    edge, width = style.GRID, 0.7
    if verdict.holds_usable:
        tie = TIES[verdict.certainty or "possibly"]
        edge, width = tie.color, tie.linewidth
    lines = 1 if network.rows > MANY_ROWS else 2
    faint = verdict.word is Word.UNKNOWN or verdict.usable is False
    axes.add_patch(
        FancyBboxPatch(
            (MIDDLE - BOX, y - 0.44 * row), 2 * BOX, 0.88 * row, gid=f"box.{channel}", zorder=3,
            boxstyle=f"round,pad=0,rounding_size={0.1 * row}", facecolor="white",
            edgecolor=edge, linewidth=width,
        )
    )  # fmt: skip
    axes.add_patch(
        Rectangle(
            (MIDDLE - BOX + 0.006, y - 0.27 * row), 0.032, 0.54 * row, gid=f"verdict.{channel}",
            facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.7, zorder=4,
        )
    )  # fmt: skip
    axes.text(
        MIDDLE - BOX + 0.043, y,
        short_name(name, inches=(2 * BOX - 0.065) * network.unit, size=7, lines=lines),
        ha="left", va="center_baseline", size=7, linespacing=0.95, zorder=4,
        color=style.FAINT if faint else style.INK,
    )  # fmt: skip


def _draw_states(axes: Axes, network: DayNetwork, channel: str) -> None:
    """Mark the ends of a usable channel at which no actor sits: there the state is the party."""
    may = network.graphs.may
    if channel not in may:
        return
    seated = {counts_as(seat["side"]) for _, _, seat in may.edges(channel, data=True)}
    y = network.places[channel][1]
    line = TIES[network.graphs.certainty(channel)]
    for side, x, colour in (
        (network.sides[0], MIDDLE - BOX, style.SIDES[0]),
        (network.sides[1], MIDDLE + BOX, style.SIDES[1]),
    ):
        if side not in seated:
            step = -0.018 if x < MIDDLE else 0.018
            axes.plot([x, x + step], [y, y], **line._replace(color=colour)._asdict())
            axes.plot(
                [x + step], [y], marker="D", markersize=3.6, color=colour, zorder=3,
                gid=f"state.{side}.{channel}",
            )  # fmt: skip


def _draw_actor(axes: Axes, network: DayNetwork, actor: str) -> None:
    attributes = network.graphs.may.nodes[actor]
    certainty = network.graphs.certainty(actor)
    side = counts_as(attributes["side"])
    colour = style.SIDES[network.sides.index(side) if side in network.sides else 2]
    x, y = network.places[actor]
    axes.plot(
        [x], [y], marker=MARKS[CLASS_OF[attributes["kind"]]], markersize=6.5, zorder=4,
        gid=f"actor.{actor}", **filled(certainty, colour),
    )  # fmt: skip
    # A name stands clear of its mark, which has one size however narrow the picture is.
    beside = max(0.02, 0.065 / network.unit)
    room = (LEFT - ACROSS[0] - beside - 0.01) * network.unit
    axes.text(
        x + (-beside if x == LEFT else beside), y,
        short_name(attributes["name"], inches=room, size=7.4, lines=2),
        ha="right" if x == LEFT else "left", va="center_baseline", size=7.4, linespacing=0.95,
        color="#4d4d4d" if certainty == "possibly" else style.INK, zorder=4,
    )  # fmt: skip
