"""One measure of a day: persons, organizations, channels or sides, ranked apart, with ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.errors import one_of
from backchannel.facts.scope import node_label
from backchannel.messages import count
from backchannel.network.columns import mostly_zero
from backchannel.network.measures import MEASURES
from backchannel.network.snapshot import CLASS_OF
from backchannel.network.values import centrality_of, day_graphs
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.lettering import fitted, short_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.network.values import CentralityRow, Nodes
    from backchannel.verdicts.verdict import Certainty

CLASSES: Mapping[str, str] = {
    "person": "Persons",
    "organization": "Offices and organizations",
    "channel": "Channels",
    "side": "Sides",
}

CLASS_MARKS: Mapping[str, str] = {"person": "o", "organization": "s", "channel": "D", "side": "s"}

MOST_OF_A_CLASS = 12
"""How many of a class are shown: those with the highest values."""


LABEL_INCHES = 3.1

LETTERS, SMALL = 7.3, 6.3
"""Size of the names, and of those that have little room."""

FEW_INCHES = 1.5
"""In less than that names are small."""

AXIS_INCHES = 6.4
"""How wide the words below the axis may be."""


@dataclass(frozen=True)
class Ranking:
    """What the picture of a measure shows: class by class, the highest values first."""

    day: date
    measure: str
    rows: Sequence[tuple[str, str, CentralityRow]]
    """Class and name of each node, and its value."""
    channels: Mapping[Certainty, int]
    """How many channels were usable surely, presumably, and possibly or contested."""
    left_out: int
    """How many nodes have lower values than those that are shown."""
    at_zero: int = 0
    """How many have 0, and nothing above it in their range either; they are left out."""
    mostly: str = ""
    """That nearly all have 0, if they have."""


def ranking_of(
    data: Dataset,
    *,
    on: date,
    measure: str,
    scope: Scope,
    by: Nodes = "actor",
    most: int = MOST_OF_A_CLASS,
) -> Ranking:
    """
    Return the nodes with the highest values of a day, at most so many of a class; ties by id.

    Raises
    ------
    UnknownName
        If there is no such measure, or `by` is no kind of node.
    """
    one_of("measure", measure, MEASURES)
    counted = MEASURES[measure].of_contacts
    graphs = day_graphs(data, on, between=scope, by=by, counted=counted)
    rows = centrality_of(graphs, measures=[measure])
    found = [row for row in rows if row.value is not None]
    zeros = sum(not row.value for row in rows)
    mostly = "".join(mostly_zero(MEASURES[measure].label, zeros, of=len(rows), what="nodes"))
    above = [row for row in found if row.value or row.high]
    ranked = sorted(above, key=lambda row: (-(row.value or 0), -(row.high or 0), row.id))
    shown = [
        (group, node_label(data, row.id, kind=row.kind), row)
        for group in CLASSES
        for row in [row for row in ranked if _class_of(row) == group][: min(most, MOST_OF_A_CLASS)]
    ]
    whole = graphs if by != "side" else day_graphs(data, on, between=scope)
    channels = whole.numbers(channels=True)
    lower, at_zero = len(above) - len(shown), len(found) - len(above)
    return Ranking(on, measure, shown, channels, lower, at_zero, mostly)


def _class_of(row: CentralityRow) -> str:
    return "side" if row.kind == "side" else CLASS_OF[row.kind]


def draw_centrality(
    ranking: Ranking, *, axes: Axes, labels: float = LABEL_INCHES, words: float = AXIS_INCHES
) -> Axes:
    """
    Draw a dot for each node at its value, on a line from its low to its high, class by class.

    `labels` and `words` say how wide the names and the words below the axis may be, in inches.
    """
    heights: list[int] = []
    size = LETTERS if labels >= FEW_INCHES else SMALL
    rows = ranking.rows
    for index, (group, _, row) in enumerate(rows):
        is_first = not index or rows[index - 1][0] != group
        height = (heights[-1] + 1 if heights else 0) + is_first
        heights.append(height)
        if is_first:
            axes.text(
                0,
                height - 1,
                CLASSES[group],
                va="center",
                weight="bold",
                size=8.5 * size / 7.3,
                color=style.INK,
            )
        axes.plot(
            [row.low or 0, row.high or 0], [height, height], color=style.FAINT, linewidth=2.4,
            zorder=2, solid_capstyle="round",
        )  # fmt: skip
        axes.plot(
            [row.value or 0], [height], marker=CLASS_MARKS[group], markersize=5.5,
            color=style.INK, zorder=3, gid=row.id,
        )  # fmt: skip
    axes.set_yticks(
        heights, [short_name(name, inches=labels, size=size, lines=2) for _, name, _ in rows]
    )
    axes.set_ylim(max([*heights, 0]) + 0.6, -0.6)
    most = max((row.high or row.value or 0 for _, _, row in rows), default=0) or 1
    axes.set_xlim(-0.02 * most, 1.04 * most)
    measure = MEASURES[ranking.measure]
    said = (
        f"{measure.label}, {measure.unit}",
        "mark: on what was there surely or presumably; line: the range of its values on what was "
        "there surely, presumably, and possibly",
    )
    small = 8.5 if words == AXIS_INCHES else 6.5
    axes.set_xlabel(
        "\n".join(fitted(line, inches=words, size=small, lines=6) for line in said), size=small
    )
    axes.tick_params(axis="y", length=0, labelsize=size)
    axes.grid(visible=True, axis="x", color=style.GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    if not rows:
        say_nothing(axes, _why_empty(ranking))
    return axes


def _why_empty(ranking: Ranking) -> str:
    if ranking.at_zero:
        return f"{count(ranking.at_zero, 'node')}, none of them above 0"
    return "nothing was surely or presumably usable that day"


def describe_centrality(ranking: Ranking) -> str:
    """Say in one sentence who is highest in each class."""
    best: dict[str, str] = {}
    for group, name, row in ranking.rows:
        best.setdefault(group, f"{CLASSES[group].lower()}: {name} ({row.value:.2f})")
    words = f"{MEASURES[ranking.measure].label} on {ranking.day}"
    if not best:
        return f"{words}: {_why_empty(ranking)}."
    return f"{words}, the highest of each class: {'; '.join(best.values())}."


def left_out_in_words(ranking: Ranking) -> str:
    """Say how many nodes have no row, and whether nearly all are at 0; empty if all have one."""
    numbers = {"with lower values": ranking.left_out, "at 0": ranking.at_zero}
    told = [f"{number} {what}" for what, number in numbers.items() if number]
    said = f" Left out: {' and '.join(told)}." if told else ""
    return f"{said} {ranking.mostly}." if ranking.mostly else said
