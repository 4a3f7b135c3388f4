"""How the rows of a timeline are set on a sheet: how high, in which letters, in how many blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from backchannel.plots.flags import draw_flags, flag_inches
from backchannel.plots.paper import COLUMN, NARROW
from backchannel.plots.timeline import LETTERS, ONE_LINE, draw_timeline, slots, with_room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from backchannel.plots.bars import TimelineRow
    from backchannel.plots.flags import Raised
    from backchannel.plots.paper import Paper
    from backchannel.plots.timeline import Timeline

ROOMY, CLOSE = 0.26, 0.215
"""Height of a row whose name may have two lines, in inches: at the most, and the least in print."""

SPREAD, DENSE = 0.17, 0.086
"""Height of a row in two blocks on a page of a journal: at the most, and at the least."""

LARGE, SMALL = ONE_LINE, 5.2
"""Size of the names in such rows; smaller letters are refused."""

TIGHT, COLUMN_LETTERS, COLUMN_NAMES = 0.12, (6.0, 6.5), 0.45
"""In one column: least height of a row, size of the names, and their share, so few are cut."""

MOST_ROOMY = 45
"""With more rows than that, a picture for a screen has two blocks."""

NAMES, BLOCK_NAMES = 3.05, 2.6
"""How wide the names beside a single block, and beside each of two, are at the most, in inches."""

MARGINS = 0.3
"""What a sheet leaves free left and right of the blocks, in inches."""

GAP = 0.1
"""How far blocks stand apart, in inches."""


class Plate(NamedTuple):
    """How the rows of a timeline are set on a sheet."""

    pitch: float
    """Height of a row in inches."""
    letters: float
    """Size of the names."""
    blocks: Sequence[Sequence[TimelineRow]]
    """The rows of each of the blocks that stand beside each other."""
    high: int
    """How many rows and headings the highest of them has."""
    names: float
    """How wide the names beside a block are, in inches."""
    wide: float
    """How wide its axes are."""

    @property
    def lines(self) -> int:
        """How many lines a name may have."""
        return 2 if self.pitch >= CLOSE else 1

    @property
    def lanes(self) -> int:
        """How many lines of words there are above a block."""
        if self.names + self.wide < COLUMN:
            return 2
        return 4 if self.names + self.wide < NARROW else 3

    @property
    def flags(self) -> int:
        """How many flags there are above a block: so many that each stands clear."""
        return 4 if self.wide < NARROW / 2 else 8


def beside_inches(paper: Paper) -> float:
    """Return what all but legend and rows take of a sheet's height: words, dates and flags."""
    if paper.is_column:
        return 1.85
    return 2.0 if paper.width >= NARROW else 2.6


def plate_of(timeline: Timeline, paper: Paper, *, beside: float) -> tuple[Timeline, Plate]:
    """
    Return the rows that have room, and how they are set: in two blocks where one would be too high.

    `beside` is the height of all but the rows, in inches.
    """
    number = len(slots(timeline.rows, is_headed=timeline.is_headed))
    rows = paper.rows(0.001, beside=beside)
    if rows is None:
        if number <= MOST_ROOMY or paper.width < NARROW:
            return _set(timeline, paper, None, pitch=ROOMY, letters=LETTERS, blocks=1)
        return _set(timeline, paper, None, pitch=CLOSE, letters=LARGE, blocks=2)
    fits = 0.001 * rows
    if paper.width < NARROW or number * CLOSE <= fits:
        # A column is low, as its legend and its words take much of its height already.
        least = TIGHT if paper.is_column else CLOSE
        most = CLOSE if paper.width < NARROW else ROOMY
        pitch = min(max(fits / max(number, 1), least), most)
        letters = LETTERS - (0 if pitch > 0.24 else 0.4)
        letters = COLUMN_LETTERS[pitch >= CLOSE] if paper.is_column else letters
        return _set(timeline, paper, int(fits / pitch), pitch=pitch, letters=letters, blocks=1)
    pitch = min(max(fits / -(-(number + 1) // 2), DENSE), SPREAD)
    letters = min(max(60 * pitch, SMALL), LARGE)
    return _set(timeline, paper, int(fits / pitch), pitch=pitch, letters=letters, blocks=2)


def _set(
    timeline: Timeline,
    paper: Paper,
    most: int | None,
    *,
    pitch: float,
    letters: float,
    blocks: int,
) -> tuple[Timeline, Plate]:
    shown = timeline
    kept = len(timeline.rows) if most is None else most * blocks
    high, parts = _split(shown, blocks)
    while most is not None and high > max(most, 2):
        shown = with_room(timeline, kept)
        high, parts = _split(shown, blocks)
        kept -= 1
    whole = (paper.width - MARGINS) / blocks
    names = paper.labels(NAMES) if blocks == 1 else min(0.57 * whole, BLOCK_NAMES)
    names = COLUMN_NAMES * paper.width if paper.is_column else names
    gap = 0 if blocks == 1 else GAP
    return shown, Plate(pitch, letters, parts, high, names, whole - names - gap)


def _split(timeline: Timeline, blocks: int) -> tuple[int, list[list[TimelineRow]]]:
    """Return the rows in so many blocks that are as low as can be, and how high they are."""
    high = -(-len(timeline.rows) // blocks)
    while True:
        parts: list[list[TimelineRow]] = [[]]
        for row in timeline.rows:
            if len(slots([*parts[-1], row], is_headed=timeline.is_headed)) > high:
                parts.append([])
            parts[-1].append(row)
        if len(parts) <= blocks:
            return max(len(slots(p, is_headed=timeline.is_headed)) for p in parts), parts
        high += 1


def draw_blocks(timeline: Timeline, whole: Axes, *, plate: Plate, flags: Sequence[Raised]) -> None:
    """Draw the rows in blocks beside each other, each with its names left and its flags above."""
    whole.set_axis_off()
    place, figure = whole.get_position(), whole.figure
    width, height = figure.get_size_inches()  # type: ignore[union-attr]
    each = place.width / len(plate.blocks) if len(plate.blocks) > 1 else place.width
    for number, rows in enumerate(plate.blocks):
        block = figure.add_axes((
            place.x0 + number * each + plate.names / width,
            place.y0,
            plate.wide / width,
            place.height - flag_inches(flags) / height,
        ))  # fmt: skip
        part = replace(timeline, rows=rows)
        draw_timeline(
            part, axes=block, labels=0.98 * (plate.names - 0.07), size=plate.letters, words=False,
            lines=plate.lines,
        )  # fmt: skip
        block.set_ylim(max(plate.high, 1) - 0.4, -0.6)
        draw_flags(block, flags)
