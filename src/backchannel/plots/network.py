"""Who sat on which channel on one day: channels down the middle with their verdict, the sides left and right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch, Rectangle
from matplotlib.transforms import ScaledTranslation

from backchannel.dates.period import day as one_day
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import pair_meant
from backchannel.messages import count
from backchannel.network.layout import LEFT, MIDDLE, RIGHT, positions
from backchannel.network.snapshot import CLASS_OF, snapshot
from backchannel.plots import style
from backchannel.plots.figure import sides_in_words, wrapped
from backchannel.verdicts.course import Verdict, Word, course

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import networkx as nx
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset

Places = dict[str, tuple[float, float]]

BOX = 0.27
"""Half the width of a channel's box; the columns of actors are half a unit away."""

FEWEST_ROWS = 8
"""A sheet is at least so many rows high, so that a few channels do not get the boxes of giants."""

MARKS: Mapping[str, str] = {"person": "o", "organization": "s"}


def draw_network(
    data: Dataset,
    *,
    axes: Axes,
    on: date | str,
    between: Sequence[str] | None = None,
    seed: int = 0,
) -> Axes:
    """
    Draw the network of a day: solid what is sure, dashed what is only possible.

    Every channel of the pair has its row on every day, with its verdict; actors are drawn on the
    days on which they possibly sat on a channel that was possibly usable. A state that is itself
    the party is a square at the channel's end, since states are no nodes.

    Parameters
    ----------
    data
        The data, or a view of them.
    axes
        The axes to draw on.
    on
        The day.
    between
        Two sides, by code or name; the package's own pair if none is given.
    seed
        As in `positions`.

    Returns
    -------
    axes
        The axes; places are those of `positions`.
    """
    asked = one_day(on)
    sides = pair_meant(data, between)
    places = positions(data, seed=seed, between=sides)
    sure = snapshot(data, on=asked, between=sides)
    may = snapshot(data, on=asked, between=sides, possible=True)
    _draw_ties(axes, places, sure=sure, may=may)
    verdicts = {channel: line.on(asked) for channel, line in course(data).items()}
    columns = Counter(x for x, _ in places.values())
    row = 1 / max(FEWEST_ROWS, *columns.values()) if columns else 1
    for channel in (node for node, (x, _) in places.items() if x == MIDDLE):
        _draw_channel(axes, data, channel, places[channel][1], verdict=verdicts[channel], row=row)
        _draw_states(axes, may, channel, places, sides=sides)
    for actor in (node for node in may if places[node][0] != MIDDLE):
        _draw_actor(axes, actor, places[actor], may=may, sure=actor in sure, sides=sides)
    names = [sides_in_words(data, [side]) for side in sides]
    for x, text in ((LEFT, names[0]), (MIDDLE, "Channels"), (RIGHT, f"{names[1]} and others")):
        axes.annotate(
            text,
            (x, 1),
            (0, 3),
            textcoords="offset points",
            ha="center",
            weight="bold",
            size=9.5,
            color=style.INK,
        )
    axes.set_xlim(-0.46, 1.46)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    return axes


def legend(axes: Axes, data: Dataset, *, between: Sequence[str] | None = None) -> None:
    """Explain boxes, marks and lines above the axes."""
    sides = pair_meant(data, between)
    verdicts = [
        ("open", Verdict(Word.OPEN, "surely")),
        ("degraded", Verdict(Word.DEGRADED, "surely")),
        ("suspended", Verdict(Word.SUSPENDED, "surely")),
        ("closed", Verdict(Word.CLOSED, "surely")),
        ("hatched: only possibly so", Verdict(Word.OPEN, "possibly")),
        ("sources disagree", Verdict(Word.CONTESTED)),
        ("unknown", Verdict(Word.UNKNOWN)),
    ]
    looks = [(words, style.look(verdict)) for words, verdict in verdicts]
    keys: list[Patch | Line2D] = [
        Patch(
            facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.6, label=words
        )
        for words, look in looks
    ]
    plain = {"linestyle": "none", "markeredgecolor": style.INK, "markersize": 6}
    keys += [
        Line2D([], [], marker="o", markerfacecolor="white", **plain, label="person"),  # type: ignore[arg-type]
        Line2D([], [], marker="s", markerfacecolor="white", **plain, label="office or organization"),  # type: ignore[arg-type]
        Line2D([], [], color=style.INK, linewidth=1.1, label="surely on it, and it surely usable"),
        Line2D([], [], color=style.FAINT, linewidth=0.8, linestyle=(0, (4, 2)), label="one of the two only possible"),
        Line2D([], [], marker="D", markersize=3.6, linestyle="none", color=style.SIDES[2],
               label=f"the state itself is the party ({', '.join(sides)})"),
    ]  # fmt: skip
    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    above_headings = axes.transAxes + ScaledTranslation(0, 0.24, inches)
    axes.legend(
        handles=keys,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=above_headings,
        ncols=3,
        borderaxespad=0,
    )


def describe_network(data: Dataset, *, on: date | str, between: Sequence[str] | None = None) -> str:
    """Say in one sentence what the network of a day shows."""
    asked = one_day(on)
    sides = pair_meant(data, between)
    sure, may = (snapshot(data, on=asked, between=sides, possible=maybe) for maybe in (False, True))
    channels, possible = (
        sum(net.nodes[one]["kind"] == "channel" for one in net) for net in (sure, may)
    )
    return (
        f"Network between {sides_in_words(data, sides)} on {asked}: {count(channels, 'channel')} surely usable, "
        f"{count(len(sure) - channels, 'actor')} surely on them; {count(possible - channels, 'more channel')} possibly "
        f"usable or contested."
    )


def _draw_ties(axes: Axes, places: Places, *, sure: nx.Graph[str], may: nx.Graph[str]) -> None:
    for one, other in sorted(may.edges):
        actor, channel = (one, other) if places[other][0] == MIDDLE else (other, one)
        x, y = places[actor]
        end = MIDDLE - BOX if x < MIDDLE else MIDDLE + BOX
        is_sure = sure.has_edge(actor, channel)
        axes.plot(
            [x, end], [y, places[channel][1]], gid=f"tie.{actor}.{channel}",
            color=style.INK if is_sure else style.FAINT, linewidth=1.1 if is_sure else 0.8,
            linestyle="solid" if is_sure else (0, (4, 2)), zorder=2 if is_sure else 1,
        )  # fmt: skip


def _draw_channel(
    axes: Axes, data: Dataset, channel: str, y: float, *, verdict: Verdict, row: float
) -> None:
    look = style.look(verdict)
    known = verdict.surely_usable
    faint = not known and (verdict.word is Word.UNKNOWN or verdict.usable is False)
    axes.add_patch(
        FancyBboxPatch(
            (MIDDLE - BOX, y - 0.44 * row), 2 * BOX, 0.88 * row, boxstyle=f"round,pad=0,rounding_size={0.1 * row}",
            gid=f"box.{channel}",
            facecolor="white", edgecolor=style.INK if known else style.GRID, linewidth=1.1 if known else 0.7, zorder=3,
        )
    )  # fmt: skip
    axes.add_patch(
        Rectangle(
            (MIDDLE - BOX + 0.006, y - 0.27 * row), 0.032, 0.54 * row, gid=f"verdict.{channel}", facecolor=look.face,
            edgecolor=look.edge, hatch=look.hatch, linewidth=0.7, zorder=4,
        )
    )  # fmt: skip
    axes.text(
        MIDDLE - BOX + 0.043, y, wrapped(data.channels[channel].name, width=50), ha="left", va="center_baseline",
        size=7, linespacing=0.95, color=style.FAINT if faint else style.INK, zorder=4,
    )  # fmt: skip


def _draw_states(
    axes: Axes, may: nx.Graph[str], channel: str, places: Places, *, sides: tuple[str, str]
) -> None:
    """Mark the ends of a usable channel at which no actor sits, because the state itself is the party."""
    if channel not in may:
        return
    seated = {counts_as(seat["side"]) for _, _, seat in may.edges(channel, data=True)}
    for side, x, colour in (
        (sides[0], MIDDLE - BOX, style.SIDES[0]),
        (sides[1], MIDDLE + BOX, style.SIDES[1]),
    ):
        if side not in seated:
            step = -0.018 if x < MIDDLE else 0.018
            y = places[channel][1]
            axes.plot([x, x + step], [y, y], color=colour, linewidth=1.1, zorder=2)
            axes.plot(
                [x + step],
                [y],
                marker="D",
                markersize=3.6,
                color=colour,
                zorder=3,
                gid=f"state.{side}.{channel}",
            )


def _draw_actor(
    axes: Axes,
    actor: str,
    place: tuple[float, float],
    *,
    may: nx.Graph[str],
    sure: bool,
    sides: tuple[str, str],
) -> None:
    attributes = may.nodes[actor]
    side = counts_as(attributes["side"])
    colour = style.SIDES[sides.index(side) if side in sides else 2]
    x, y = place
    axes.plot(
        [x], [y], marker=MARKS[CLASS_OF[attributes["kind"]]], markersize=6.5, markeredgecolor=colour,
        markerfacecolor=colour if sure else style.tint(colour, 0.85), markeredgewidth=1, zorder=4, gid=f"actor.{actor}",
    )  # fmt: skip
    away = -0.02 if x == LEFT else 0.02
    axes.text(
        x + away, y, wrapped(attributes["name"], width=38), ha="right" if x == LEFT else "left", va="center_baseline",
        size=7.4, linespacing=0.95, color=style.INK if sure else "#4d4d4d", zorder=4,
    )  # fmt: skip
