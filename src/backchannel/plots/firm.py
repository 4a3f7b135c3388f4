"""How firm the verdicts of a year are: what hangs on dates, on one source, on presumption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.lettering import fitted, told_apart
from backchannel.scenarios.sensitivity import DRAWS, sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.scenarios.sensitivity import FirmRow

MOST_ROWS = 48
"""How many channels have a row: those whose verdicts hang on most."""

MANY_SOURCES = 10
"""So many sources, and more, are at the end of their scale."""

LETTERS, SMALL = 7.3, 6.3
"""Sizes of the names, on wide and on narrow paper."""

STEP = 1.25
"""From the start of one scale to that of the next; each is 1 wide."""

SCALES = (
    "draws of the dates with the same verdict",
    "sources that speak of it",
    "days presumed (bar) and needed (mark)",
)


class Firm(NamedTuple):
    """On which of three things a verdict hangs."""

    dates: bool
    source: bool
    presumption: bool


@dataclass(frozen=True)
class Firmness:
    """What the picture of firmness shows: first the channels whose verdicts hang on most."""

    within: Window
    scope: str
    rows: Sequence[FirmRow]
    firm: int
    """How many verdicts hang on none of the three; they have no row."""
    left_out: Sequence[str]
    """The channels, by id, whose verdicts hang on something too and that have no row."""
    numbers: tuple[int, int, int] = (0, 0, 0)
    """How many hang on dates, on one source, on presumption."""


def hangs_on(row: FirmRow) -> Firm:
    """Say on which of the three a verdict hangs."""
    is_drawn = row.stays is not None and row.stays < 1
    return Firm(is_drawn, bool(row.hangs_on), row.presume_least > 0)


def firmness_of(
    data: Dataset, *, within: Window, scope: Scope, draws: int = DRAWS, most: int | None = MOST_ROWS
) -> Firmness:
    """Return the verdicts that hang on something: on most things first, then by family and id."""
    found = sensitivity(data, within, between=scope, draws=draws).channels
    hanging = [row for row in found if any(hangs_on(row))]
    numbers = [sum(hangs_on(row)[place] for row in found) for place in range(3)]

    def order(row: FirmRow) -> tuple[object, ...]:
        return -sum(hangs_on(row)), FAMILIES.index(FAMILY[row.type]), row.id

    ordered = sorted(hanging, key=order)
    left_out = [row.id for row in ordered[most:]] if most else []
    return Firmness(
        within, scope.in_words(data), ordered[:most], len(found) - len(hanging), left_out,
        numbers=(numbers[0], numbers[1], numbers[2]),
    )  # fmt: skip


def draw_firmness(shown: Firmness, *, axes: Axes, labels: float = 3.0, lines: int = 1) -> Axes:
    """
    Draw a row for each channel with three marks, filled where the verdict hangs on that thing.

    Parameters
    ----------
    shown
        What to draw.
    axes
        The axes to draw on.
    labels
        How wide the names beside the rows may be, in inches.
    lines
        How many lines a name may have; its verdict stands on one more.

    Returns
    -------
    axes
        The axes; rows count down from 0, and the three scales begin at 0, `STEP` and twice that.
    """
    longest = max((row.presumed for row in shown.rows), default=0) or 1
    for height, row in enumerate(shown.rows):
        axes.axhline(height, color=style.GRID, linewidth=0.5, zorder=0)
        hanging = hangs_on(row)
        if row.stays is not None:
            axes.plot([row.stays, 1], [height] * 2, color=style.FAINT, linewidth=1.2, zorder=2)
            _mark(axes, row.stays, height, filled=hanging.dates, gid=f"dates.{row.id}")
        at = STEP + min(row.sources, MANY_SOURCES) / MANY_SOURCES
        _mark(axes, at, height, filled=hanging.source, gid=f"source.{row.id}")
        start = 2 * STEP
        axes.plot(
            [start, start + row.presumed / longest], [height] * 2, linewidth=3, zorder=1,
            color=style.tint(style.FAINT, 0.5), solid_capstyle="butt", gid=f"presumed.{row.id}",
        )  # fmt: skip
        at = start + row.presume_least / longest
        _mark(axes, at, height, filled=hanging.presumption, gid=f"presumption.{row.id}")
    # A verdict stands below the name, in letters that are as small on narrow paper.
    size = LETTERS if lines == 1 else SMALL
    told = told_apart([row.name for row in shown.rows], inches=labels, size=size, lines=lines)
    names = [f"{name}\n({row.answer})" for name, row in zip(told, shown.rows, strict=True)]
    axes.set_yticks(range(len(names)), names, size=size, linespacing=0.95)
    axes.tick_params(axis="y", length=0, labelsize=size)
    axes.set_ylim(max(len(shown.rows), 1) - 0.4, -0.6)
    _draw_scales(axes, longest)
    if not shown.rows:
        say_nothing(axes, "no verdict hangs on any of the three", keeps_axis=True)
    return axes


def _mark(axes: Axes, x: float, height: float, *, filled: bool, gid: str) -> None:
    axes.plot(
        [x], [height], marker="o", markersize=5, markeredgecolor=style.INK, linestyle="none",
        markerfacecolor=style.PATHS[3] if filled else style.PAPER,
        markeredgewidth=0.8, zorder=3, gid=gid, clip_on=False,
    )  # fmt: skip


def _draw_scales(axes: Axes, longest: int) -> None:
    """Set out the three scales beside each other, each with its words above."""
    ends = (("0%", "100%"), ("0", f"{MANY_SOURCES}+"), ("0", str(longest)))
    places = [STEP * number + end for number in range(3) for end in (0, 1)]
    axes.set_xlim(-0.06, 2 * STEP + 1.06)
    axes.set_xticks(places, [word for pair in ends for word in pair], size=7)
    for number, text in enumerate(axes.get_xticklabels()):
        text.set_horizontalalignment("right" if number % 2 else "left")
    for place in places:
        axes.axvline(place, color=style.GRID, linewidth=0.7, zorder=0)
    width = axes.get_window_extent().width / axes.figure.dpi / (2 * STEP + 1.12)
    for number, words in enumerate(SCALES):
        axes.annotate(
            fitted(words, inches=width * 1.1, size=7, lines=6), (STEP * number, 1), (0, 4),
            xycoords=("data", "axes fraction"), textcoords="offset points", va="bottom", ha="left",
            size=7, color=style.INK,
        )  # fmt: skip
    axes.spines[["left", "bottom"]].set_visible(False)


def describe_firmness(shown: Firmness) -> str:
    """Say in one sentence how many verdicts hang on what."""
    dates, source, presumption = shown.numbers
    number = len(shown.rows) + shown.firm + len(shown.left_out)
    return (
        f"How firm {count(number, 'verdict')} on channels {shown.scope} from {shown.within.first} "
        f"to {shown.within.last} {'is' if number == 1 else 'are'}: {dates} "
        f"{'hangs' if dates == 1 else 'hang'} on uncertain dates, {source} on one source or one "
        f"group of sources, {presumption} on presumption, and {shown.firm} on none of these."
    )
