"""Who shares a channel with whom on one day: actors as nodes, as large as a measure of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from backchannel.facts.dataset import counts_as
from backchannel.messages import count
from backchannel.network.measures import MEASURES
from backchannel.network.snapshot import CLASS_OF
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.captions import usable_in_words
from backchannel.plots.joined import LIST_LINE, LIST_SIZE, NUMBER_SIZE, SIZES_INCHES, letters
from backchannel.plots.lettering import fitted
from backchannel.plots.ties import MARKS, TIES, actor_keys, filled
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.plots.joined import Sociogram

THIN, THICK = 0.5, 3.0
"""Width of the lines, from no strength to the most, in points."""

SQUARE = 0.886
"""The side of a square that is as large as a circle of diameter 1."""


def draw_sociogram(shown: Sociogram, *, axes: Axes) -> Axes:
    """Draw lines, marks and names on axes of the size that they are placed for."""
    strengths = {edge: shown.strength(*edge) for edge in sorted(shown.network.edges)}
    strongest = max(strengths.values(), default=1)
    for (one, other), strength in strengths.items():
        look = TIES[shown.certainty(one, other)]
        axes.plot(
            *zip(shown.places[one], shown.places[other], strict=True), gid=f"edge.{one}.{other}",
            solid_capstyle="butt", **look._replace(linewidth=_width(strength, strongest))._asdict(),
        )  # fmt: skip
    for node in shown.network:
        _draw_node(axes, shown, node)
    halo = [withStroke(linewidth=1.6, foreground=style.PAPER)]
    for node, (text, box) in shown.written.items():
        is_left = box.x1 <= shown.places[node][0]
        is_right = box.x0 >= shown.places[node][0]
        axes.text(
            box.x1 - 0.01 if is_left else box.x0 + 0.01 if is_right else (box.x0 + box.x1) / 2,
            (box.y0 + box.y1) / 2, text, va="center",
            ha="right" if is_left else "left" if is_right else "center", linespacing=0.95,
            size=letters(shown.wide), color=style.INK, zorder=5, gid=f"name.{node}",
            path_effects=halo,
        )  # fmt: skip
    for number, (node, box) in enumerate(shown.numbered.items(), start=1):
        axes.text(
            (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, str(number), va="center_baseline",
            ha="center", size=NUMBER_SIZE, weight="bold", color=style.INK, zorder=5,
            gid=f"number.{node}", path_effects=halo,
        )  # fmt: skip
    for column, lines in enumerate(shown.listed):
        for row, text in enumerate(lines):
            y = SIZES_INCHES + shown.listed_inches - LIST_LINE * (row + 0.5)
            axes.text(
                0.02 + column * shown.wide / len(shown.listed), y, text, va="center_baseline",
                ha="left", size=LIST_SIZE, color=style.INK, gid="listed",
            )  # fmt: skip
    axes.set_xlim(0, shown.wide)
    axes.set_ylim(0, shown.high)
    axes.set_axis_off()
    if not shown.places:
        say_nothing(axes, "no actor known on any channel" if shown.is_known else "no data")
    else:
        _draw_sizes(axes, shown)
    return axes


def _draw_node(axes: Axes, shown: Sociogram, node: str) -> None:
    attributes = shown.network.nodes[node]
    side, group = counts_as(attributes["side"]), CLASS_OF[attributes["kind"]]
    colour = shown.colours[shown.sides.index(side) if side in shown.sides else 2]
    x, y = shown.places[node]
    across = shown.across(shown.values[node])
    axes.plot(
        [x], [y], marker=MARKS[group], markersize=across if group == "person" else SQUARE * across,
        linestyle="none", zorder=4, gid=f"node.{node}", **filled(shown.certainty(node), colour),
    )  # fmt: skip


def _draw_sizes(axes: Axes, shown: Sociogram) -> None:
    """Explain below the nodes how large a mark is for three values, and how wide two lines are."""
    measure, x = MEASURES[shown.measure], 0.12
    said = f"Size of a mark: {measure.label.lower()}, {measure.unit}."
    if shown.network.edges:
        said += " Width of a line: strength, to which a shared channel of n adds 1/(n-1)."
    size = letters(shown.wide)
    axes.text(
        0.02, 0.29, fitted(said, inches=0.97 * shown.wide, size=size, lines=2),
        va="bottom", ha="left", size=size, color=style.INK, gid="size.words",
    )  # fmt: skip
    for value in (0.0, shown.most / 2, shown.most) if shown.most else (0.0,):
        axes.plot(
            [x], [0.14], marker="o", markersize=shown.across(value), linestyle="none",
            markerfacecolor=style.PAPER, markeredgecolor=style.INK, markeredgewidth=1,
            gid=f"size.{value:.3g}",
        )  # fmt: skip
        axes.text(x + 0.17, 0.14, f"{value:.2g}", va="center_baseline", ha="left", size=size,
                  color=style.INK)  # fmt: skip
        x += 0.6
    strengths = [shown.strength(*edge) for edge in shown.network.edges]
    for value in sorted({min(strengths), max(strengths)}) if strengths else ():
        axes.plot(
            [x, x + 0.25], [0.14] * 2, color=style.INK, solid_capstyle="butt",
            linewidth=_width(value, max(strengths)), gid=f"width.{value:.3g}",
        )  # fmt: skip
        axes.text(x + 0.31, 0.14, f"{value:.2g}", va="center_baseline", ha="left", size=size,
                  color=style.INK)  # fmt: skip
        x += 0.65


def _width(strength: float, strongest: float) -> float:
    """Return how wide a line is, in points."""
    return THIN + (THICK - THIN) * strength / strongest


def sociogram_keys(shown: Sociogram) -> list[Artist]:
    """Return the keys of the marks, the lines and the colours."""
    names = (*shown.names, "other sides")
    return [
        *actor_keys({least: f"{least} there" for least in CERTAINTIES}),
        *(
            Patch(facecolor=colour, label=fitted(name, inches=1.6, size=8, lines=1))
            for name, colour in zip(names, shown.colours, strict=True)
        ),
    ]


def describe_sociogram(shown: Sociogram) -> str:
    """Say in one sentence who is joined, and who has the highest values."""
    said = f"Actors on the channels between {shown.pair} on {shown.graphs.day}"
    if not shown.is_known:
        return f"{said}, of which the data say nothing."
    found = [shown.certainty(node) for node in shown.network]
    numbers = usable_in_words(found.count("surely"), found.count("presumably"), "on them")
    highest = ", ".join(
        f"{shown.labels[node]} ({shown.values[node]:.2g})"
        for node in shown.ranked[:3]
        if shown.values[node]
    )
    most = f"; highest {MEASURES[shown.measure].label.lower()}: {highest}" if highest else ""
    possibly = found.count("possibly")
    more = f" and {possibly} more possibly" if possibly else ""
    return (
        f"{said}, joined where they share one: {numbers}{more}; "
        f"{count(shown.network.number_of_edges(), 'pair')} of them joined{most}."
    )
