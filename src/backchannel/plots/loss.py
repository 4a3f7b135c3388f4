"""How many channels were usable, by family of types, with the unknown as bands of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from matplotlib.patches import Polygon
from matplotlib.ticker import MaxNLocator

from backchannel.facts.names import label
from backchannel.facts.scope import pair_meant
from backchannel.messages import count
from backchannel.network.layout import FAMILIES, FAMILY
from backchannel.plots import style
from backchannel.plots.figure import day_number, sides_in_words, time_axis, wrapped
from backchannel.verdicts.course import Verdict, Word
from backchannel.verdicts.loss import LossDay, usable_by_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset

Steps = npt.NDArray[np.float64]

CHANGES: Mapping[str, tuple[str, str, str]] = {
    "gained": (style.VERDICTS[Word.OPEN], "", "gained: was surely stopped"),
    "into_view": ("white", "////", "into view: was not known to be usable"),
    "lost": (style.VERDICTS[Word.CLOSED], "", "lost: surely stopped"),
    "out_of_sight": ("#c9c9c9", "", "out of sight: no longer documented"),
}
"""What can happen to a channel → face, hatch and words of its bar; gains point up, losses down."""


def draw_loss(
    data: Dataset, *, axes: Axes, within: Window, between: Sequence[str] | None = None
) -> Axes:
    """
    Draw the stacked course of usable channels, and below it what was lost and gained on each day of change.

    Parameters
    ----------
    data
        The data, or a view of them.
    axes
        The axes to draw on.
    within
        The days to show.
    between
        Two sides, by code or name; the package's own pair if none is given.

    Returns
    -------
    axes
        The axes; bands are labelled, heights are numbers of channels and add up to all channels of
        the pair.
    """
    series = usable_by_type(data, within=within, between=between)
    days = np.array([*(day_number(row.date) for row in series), day_number(within.last) + 1])
    floor = np.zeros(len(series))
    for name, height, look, order in _bands():
        counts = np.array([height(row) for row in series])
        for index, outline in enumerate(_outlines(days, floor, counts)):
            axes.add_patch(
                Polygon(
                    outline, facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.5,
                    zorder=2 + order / 10, label="_" if index else name,
                )
            )  # fmt: skip
        floor = floor + counts
    _draw_changes(axes, series)
    time_axis(axes, within)
    axes.set_ylabel("channels")
    return axes


def legend(axes: Axes) -> None:
    """Explain bands and bars above the axes, in the order in which they stand on each other."""
    handles, names = axes.get_legend_handles_labels()
    axes.legend(
        handles,
        names,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        handlelength=1.8,
        borderaxespad=0.3,
    )


def describe_loss(data: Dataset, *, within: Window, between: Sequence[str] | None = None) -> str:
    """Say in one sentence what the loss picture shows."""
    sides = pair_meant(data, between)
    series = usable_by_type(data, within=within, between=between)
    peak = max(series, key=lambda row: row.surely)
    lost = [one for row in series for one in row.lost]
    hidden = sum(len(row.out_of_sight) for row in series)
    names = (
        ": " + "; ".join(label(data, one) for one in dict.fromkeys(lost))
        if 0 < len(set(lost)) <= 5
        else ""
    )
    return (
        f"Channels between {sides_in_words(data, sides)} from {within.first} to {within.last}: "
        f"{series[0].surely} surely usable on the first day, {peak.surely} at most (on {peak.date}), "
        f"{series[-1].surely} on the last, when {series[-1].unknown} are unknown; "
        f"{count(len(lost), 'channel')} lost{names}; {count(hidden, 'time')} one went out of sight."
    )


def losses_in_words(
    data: Dataset, *, within: Window, between: Sequence[str] | None = None, most: int = 4
) -> str:
    """Name the channels that were lost, with the day; the first few of them if they are many."""
    lost = [
        (row.date, one)
        for row in usable_by_type(data, within=within, between=between)
        for one in row.lost
    ]
    if not lost:
        return "Nothing was surely lost."
    named = "; ".join(
        f"{wrapped(label(data, one), width=60, lines=1)} ({day})" for day, one in lost[:most]
    )
    return f"Lost: {named}" + (f"; and {len(lost) - most} more." if len(lost) > most else ".")


def _bands() -> list[tuple[str, Callable[[LossDay], int], style.Look, int]]:
    """Return the bands from the bottom up: families, possible, contested, dark, not yet heard of, stopped."""
    found: list[tuple[str, Callable[[LossDay], int], style.Look, int]] = []
    for family in FAMILIES:
        colour = style.FAMILY_COLOURS[family]

        def height(row: LossDay, family: str = family) -> int:
            return sum(number for kind, number in row.usable.items() if FAMILY[kind] == family)

        found.append((family, height, style.Look(colour, colour, "", 1, 5), 5))
    dotted = style.look(Verdict(Word.UNKNOWN))
    return [
        *found,
        (
            "possibly usable",
            lambda row: row.possible,
            style.look(Verdict(Word.OPEN, "possibly")),
            4,
        ),
        ("sources disagree", lambda row: row.contested, style.look(Verdict(Word.CONTESTED)), 3),
        (
            "unknown: no longer documented",
            lambda row: row.dark,
            dotted._replace(face="#dedede", edge="#9a9a9a"),
            2,
        ),
        (
            "unknown: not yet heard of",
            lambda row: row.unseen,
            dotted._replace(face="#fafafa", edge="#d0d0d0"),
            1,
        ),
        (
            "suspended or closed",
            lambda row: row.stopped,
            style.look(Verdict(Word.CLOSED, "possibly")),
            0,
        ),
    ]


def _outlines(days: Steps, floor: Steps, counts: Steps) -> Iterator[Steps]:
    """Yield the outline of each run of days in which a band has a height: a step chart, held to the next change."""
    filled = [index for index, number in enumerate(counts) if number]
    starts = [index for index in filled if index - 1 not in filled]
    for first in starts:
        last = next(index for index in range(first, len(counts) + 1) if index not in filled)
        along = np.repeat(days[first : last + 1], 2)[1:-1]
        low, high = np.repeat(floor[first:last], 2), np.repeat((floor + counts)[first:last], 2)
        yield np.column_stack(
            [np.concatenate([along, along[::-1]]), np.concatenate([high, low[::-1]])]
        )


def _draw_changes(axes: Axes, series: Sequence[LossDay]) -> None:
    """Draw losses and gains as bars around a line of their own, below the bands and to the same scale."""
    up = max((len(row.gained) + len(row.into_view) for row in series), default=0)
    down = max((len(row.lost) + len(row.out_of_sight) for row in series), default=0)
    total = sum(
        (
            series[0].surely,
            series[0].possible,
            series[0].contested,
            series[0].stopped,
            series[0].unknown,
        )
    )
    line = -(up + 1.5)
    span = day_number(series[-1].date) - day_number(series[0].date) or 1
    for name, (face, hatch, words) in CHANGES.items():
        bars = [(row.date, len(getattr(row, name)), row) for row in series if getattr(row, name)]
        for index, (day, number, row) in enumerate(bars):
            before = (
                len(row.gained)
                if name == "into_view"
                else len(row.lost)
                if name == "out_of_sight"
                else 0
            )
            sign = 1 if name in ("gained", "into_view") else -1
            axes.bar(
                day_number(day), sign * number, width=span / 160, bottom=line + sign * before, facecolor=face,
                edgecolor=style.INK, hatch=hatch, linewidth=0.6, zorder=3 + (name == "lost"), gid=f"{name}.{day}",
                label="_" if index else words,
            )  # fmt: skip
    axes.axhline(line, color=style.INK, linewidth=0.6, zorder=4)
    across = axes.get_yaxis_transform()
    axes.text(
        0.004,
        line - down - 0.5,
        "changes, on their days",
        transform=across,
        size=7,
        color=style.FAINT,
    )
    axes.axhline(0, color=style.INK, linewidth=0.8, zorder=4)
    axes.set_ylim(line - down - 0.8, max(total, 1))
    ticks = [
        tick
        for tick in MaxNLocator(integer=True, nbins=8).tick_values(0, max(total, 1))
        if 0 <= tick <= total
    ]
    axes.set_yticks(ticks)
