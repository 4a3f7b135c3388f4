"""One measure of a day: persons, organizations and channels apart, each with the range that uncertainty leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.errors import UnknownName
from backchannel.facts.names import label
from backchannel.network.measures import MEASURES
from backchannel.network.snapshot import CLASS_OF
from backchannel.network.values import CentralityRow, centrality
from backchannel.plots import style
from backchannel.plots.figure import wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset

CLASSES: Mapping[str, str] = {
    "person": "Persons",
    "organization": "Offices and organizations",
    "channel": "Channels",
}

MOST = 12
"""How many of a class are shown: those with the highest values."""


def rows(
    data: Dataset, *, on: date | str, measure: str, between: Sequence[str] | None = None
) -> list[tuple[str, CentralityRow]]:
    """Return what is shown, from the top down: class by class, the highest values first; ties by id."""
    if measure not in MEASURES:
        raise UnknownName(
            "measure", measure, MEASURES, remedy=f"the measures are {', '.join(MEASURES)}"
        )
    found = [
        one
        for one in centrality(data, on, between=between)
        if one.measure == measure and one.value is not None
    ]
    ranked = sorted(found, key=lambda one: (-(one.value or 0), one.id))
    return [
        (group, one)
        for group in CLASSES
        for one in [r for r in ranked if CLASS_OF[r.kind] == group][:MOST]
    ]


def draw_centrality(
    data: Dataset, *, axes: Axes, on: date | str, measure: str, between: Sequence[str] | None = None
) -> Axes:
    """Draw a dot a node at its value, on a line from its low to its high; classes are never ranked together."""
    shown = rows(data, on=on, measure=measure, between=between)
    marks = {"person": "o", "organization": "s", "channel": "D"}
    heights: list[int] = []
    for index, (group, row) in enumerate(shown):
        is_first = not index or shown[index - 1][0] != group
        height = (heights[-1] + 1 if heights else 0) + is_first
        heights.append(height)
        if is_first:
            axes.text(
                0, height - 1, CLASSES[group], va="center", weight="bold", size=8.5, color=style.INK
            )
        axes.plot([row.low or 0, row.high or 0], [height, height], color=style.FAINT, linewidth=2.4, zorder=2,
                  solid_capstyle="round")  # fmt: skip
        axes.plot(
            [row.value or 0],
            [height],
            marker=marks[group],
            markersize=5.5,
            color=style.INK,
            zorder=3,
            gid=row.id,
        )
    axes.set_yticks(heights, [wrapped(label(data, row.id), width=52) for _, row in shown])
    axes.set_ylim(max([*heights, 0]) + 0.6, -0.6)
    most = max((row.high or row.value or 0 for _, row in shown), default=0) or 1
    axes.set_xlim(-0.02 * most, 1.04 * most)
    axes.set_xlabel(
        f"{MEASURES[measure].label}, {MEASURES[measure].unit}; line: to the value if all possible held"
    )
    axes.tick_params(axis="y", length=0, labelsize=7.3)
    axes.grid(visible=True, axis="x", color=style.GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    return axes


def describe_centrality(
    data: Dataset, *, on: date | str, measure: str, between: Sequence[str] | None = None
) -> str:
    """Say in one sentence who is highest in each class."""
    best: dict[str, CentralityRow] = {}
    for group, row in rows(data, on=on, measure=measure, between=between):
        best.setdefault(group, row)
    if not best:
        return f"{MEASURES[measure].label} on {on}: nothing was surely usable that day."
    told = "; ".join(
        f"{CLASSES[group].lower()}: {label(data, row.id)} ({row.value:.2f})"
        for group, row in best.items()
    )
    return f"{MEASURES[measure].label} on {on}, the highest of each class: {told}."
