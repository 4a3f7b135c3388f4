"""Whether another channel opened after one stopped: a table of types against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Patch, Rectangle

from backchannel.facts.vocabulary import FAMILY
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.captions import type_in_words
from backchannel.plots.lettering import text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.scenarios.substitution import Substitute

RARE = 0.05
"""A pair that chance alone would bring less often than that has a frame."""

SHADES = (
    (0, "followed: none"),
    (1 / 3, "followed: up to a third"),
    (2 / 3, "followed: up to two thirds"),
    (1, "followed: more"),
)
"""Share of the closings that were followed, at most → its words."""

SHADE_COLOURS = ("#ffffff", "#d3e3f2", "#8fb9de", "#245f96")


LETTERS = 7.3
"""Size of the names of types."""


@dataclass(frozen=True)
class Substitutes:
    """What the table shows: a column for each type that stopped, a row for each that opened."""

    within: Window
    months: int
    pairs: Mapping[tuple[str, str], Substitute]
    """Type that stopped, type that opened → how often the one followed the other."""
    stopped: Sequence[str]
    opened: Sequence[str]
    every: Sequence[Substitute]
    """All pairs, those without a column too."""
    left_out: int = 0
    """How many types that stopped have no column."""


def substitutes_of(
    rows: Sequence[Substitute], *, within: Window, months: int, most: int | None = None
) -> Substitutes:
    """
    Return the table, types in the order of their families.

    `most` is how many types that stopped have a column: those that stopped most often.
    """
    order: list[str] = list(FAMILY)
    closings = {row.stopped: row.closings for row in rows}
    often = sorted(closings, key=lambda name: (-closings[name], name))
    columns = sorted(often[:most], key=order.index)
    pairs = {(row.stopped, row.opened): row for row in rows if row.stopped in columns}
    opened = sorted({row.opened for row in rows}, key=order.index)
    return Substitutes(within, months, pairs, columns, opened, rows, len(often) - len(columns))


def head_inches(table: Substitutes) -> float:
    """Return how high the names of the types that stopped are, and the word above them."""
    return 0.3 + max(
        (text_width(type_in_words(name), size=LETTERS) for name in table.stopped), default=0
    )


def draw_substitutes(table: Substitutes, *, axes: Axes) -> Axes:
    """
    Draw a square for each pair of types, darker the more closings were followed, framed if rare.

    Parameters
    ----------
    table
        What to draw.
    axes
        The axes to draw on.

    Returns
    -------
    axes
        The axes; columns are the types that stopped, rows those that opened.
    """
    for (stopped, opened), pair in table.pairs.items():
        column, row = table.stopped.index(stopped), table.opened.index(opened)
        shade = _shade(pair)
        axes.add_patch(
            Rectangle(
                (column, row), 1, 1, facecolor=SHADE_COLOURS[shade], edgecolor=style.GRID,
                linewidth=0.6, zorder=2, gid=f"{stopped}.{opened}",
            )
        )  # fmt: skip
        axes.text(
            column + 0.5, row + 0.5, f"{pair.followed}/{pair.closings}", ha="center",
            va="center_baseline", size=6.5, zorder=4,
            color=style.PAPER if shade == len(SHADES) - 1 else style.INK,
        )  # fmt: skip
        if pair.p < RARE:
            firm = pair.p_holm < RARE
            axes.add_patch(
                Rectangle(
                    (column + 0.05, row + 0.07), 0.9, 0.86, fill=False, edgecolor=style.INK,
                    linewidth=1.8 if firm else 1.1, linestyle="solid" if firm else (0, (2, 1)),
                    zorder=3, gid=f"rare.{stopped}.{opened}",
                )
            )  # fmt: skip
    columns, rows = len(table.stopped), len(table.opened)
    axes.set_xlim(0, max(columns, 1))
    axes.set_ylim(max(rows, 1), 0)
    across, down = (list(map(type_in_words, names)) for names in (table.stopped, table.opened))
    axes.set_xticks([at + 0.5 for at in range(columns)], across, rotation=90, size=LETTERS)
    axes.set_yticks([at + 0.5 for at in range(rows)], down, size=LETTERS)
    axes.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    axes.xaxis.set_label_position("top")
    axes.spines[:].set_visible(False)
    if not table.pairs:
        say_nothing(axes, "no closing could be followed")
        return axes
    axes.set_xlabel("stopped", weight="bold", loc="left", size=8)
    axes.annotate(
        "opened afterwards", (0, 1), (-4, 5), xycoords="axes fraction",
        textcoords="offset points", ha="right", weight="bold", size=8, color=style.INK,
    )  # fmt: skip
    return axes


def substitutes_keys() -> list[Patch]:
    """Return the keys of shades and frames."""
    shades = [
        Patch(facecolor=colour, edgecolor=style.FAINT, linewidth=0.6, label=words)
        for colour, (_, words) in zip(SHADE_COLOURS, SHADES, strict=True)
    ]
    return [
        *shades,
        Patch(
            fill=False, edgecolor=style.INK, linewidth=1.1, linestyle=(0, (2, 1)),
            label=f"p below {RARE:g} by itself",
        ),
        Patch(
            fill=False, edgecolor=style.INK, linewidth=1.8,
            label=f"p below {RARE:g} among all pairs (Holm)",
        ),
    ]  # fmt: skip


def describe_substitutes(table: Substitutes) -> str:
    """Say in one sentence how many pairs there are, and which are rarer than chance."""
    days = f"{table.within.first} to {table.within.last}"
    if not table.every:
        return f"Whether one channel replaced another, {days}: no closing could be followed."
    rare = [pair for pair in table.every if pair.p < RARE]
    firm = sum(pair.p_holm < RARE for pair in rare)
    least = min(table.every, key=lambda pair: pair.p)
    return (
        f"Whether a channel of one type opened within {table.months} months after one of another "
        f"stopped, {days}: {len(table.every)} pairs of types, {len(rare)} of them with p below "
        f"{RARE:g} by themselves and {firm} once corrected for their number; the smallest p is "
        f"{least.p:.2g}, of {type_in_words(least.opened)} after {type_in_words(least.stopped)}."
    )


def _shade(pair: Substitute) -> int:
    share = pair.followed / pair.closings
    return next(place for place, (most, _) in enumerate(SHADES) if share <= most)
