"""Who sat on which channel on one day: channels down the middle, the two sides left and right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from matplotlib.patches import FancyBboxPatch, Rectangle

from backchannel.facts.dataset import counts_as
from backchannel.messages import count
from backchannel.network.layout import LEFT, MIDDLE, RIGHT
from backchannel.network.snapshot import CLASS_OF
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.captions import usable_in_words
from backchannel.plots.lettering import ELLIPSIS, brief, fitted
from backchannel.plots.paper import COLUMN
from backchannel.plots.places import ACROSS, BOX, beside_of
from backchannel.plots.rest import GAP
from backchannel.plots.ties import MARKS, TIES, filled
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.plots.places import DayNetwork
    from backchannel.plots.rest import Label
    from backchannel.verdicts.verdict import Verdict


def draw_network(network: DayNetwork, *, axes: Axes) -> Axes:
    """
    Draw the network of a day: dark what is sure, lighter what is presumed, dashed the possible.

    Actors are drawn on the days on which they possibly sat on a channel that was possibly usable. A
    state that is itself the party is a square at the channel's end, since states are no nodes.
    """
    draw_ties(axes, network)
    for channel, (_, verdict) in network.channels.items():
        _draw_channel(axes, network, channel, verdict=verdict)
        _draw_states(axes, network, channel)
    for family, y in network.rest.items():
        _draw_rest(axes, network, family, y)
    for actor, attributes in network.graphs.may.nodes(data=True):
        if attributes["kind"] != "channel" and actor in network.places:
            _draw_actor(axes, network, actor)
    for x, text in zip((LEFT, MIDDLE, RIGHT), column_heads(network), strict=True):
        axes.annotate(
            text, (x, 1), (0, 3), textcoords="offset points", ha="center", va="bottom",
            weight="bold", size=_head_size(network), color=style.INK,
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
    heads = ((left, network.sides[0]), ("Channels",), (f"{right} and others", right))
    size, lines = _head_size(network), 1 if network.width < COLUMN else 3
    # A name that is cut tells less than a shorter one.
    told = (
        [
            fitted(one, inches=room, size=size, bold=True, lines=lines)
            for one in (*texts, *map(brief, texts))
        ]
        for texts in heads
    )
    return [next((one for one in tried if ELLIPSIS not in one), tried[0]) for tried in told]


def _head_size(network: DayNetwork) -> float:
    return 8 if network.width < COLUMN else 9.5


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


def _draw_channel(axes: Axes, network: DayNetwork, channel: str, *, verdict: Verdict) -> None:
    y, label = network.places[channel][1], network.written[channel]
    high = (label.inches - GAP) / network.inches
    look = style.look(verdict) if network.is_known else style.NO_DATA
    edge, width = style.GRID, 0.7
    if verdict.holds_usable:
        tie = TIES[verdict.certainty or "possibly"]
        edge, width = tie.color, tie.linewidth
    faint = verdict.word is Word.UNKNOWN or verdict.usable is False
    axes.add_patch(
        FancyBboxPatch(
            (MIDDLE - BOX, y - high / 2), 2 * BOX, high, gid=f"box.{channel}", zorder=3,
            boxstyle=f"round,pad=0,rounding_size={0.1 * high}", facecolor="white",
            edgecolor=edge, linewidth=width,
        )
    )  # fmt: skip
    axes.add_patch(
        Rectangle(
            (MIDDLE - BOX + 0.006, y - 0.3 * high), 0.032, 0.6 * high, gid=f"verdict.{channel}",
            facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.7, zorder=4,
        )
    )  # fmt: skip
    axes.text(
        MIDDLE - BOX + 0.043, y, label.text, ha="left", va=_upright(label), size=label.size,
        linespacing=0.95, zorder=4, color=style.FAINT if faint else style.INK,
    )  # fmt: skip


def _draw_rest(axes: Axes, network: DayNetwork, family: str, y: float) -> None:
    """Write how many channels of a family have no room, in a box without a frame."""
    label = network.written[family]
    axes.text(
        MIDDLE - BOX + 0.043, y, label.text, ha="left", va=_upright(label), size=label.size,
        linespacing=0.95, zorder=4, color=style.INK, style="italic", gid=f"rest.{family}",
    )  # fmt: skip


def _upright(label: Label) -> Literal["center", "center_baseline"]:
    """Return by what a name stands in the middle of its row."""
    return "center" if label.text.count("\n") > 1 else "center_baseline"


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
    beside, label = beside_of(network.width), network.written[actor]
    axes.text(
        x + (-beside if x == LEFT else beside), y, label.text,
        ha="right" if x == LEFT else "left", va="center_baseline", size=label.size,
        linespacing=0.95, color="#4d4d4d" if certainty == "possibly" else style.INK, zorder=4,
    )  # fmt: skip
