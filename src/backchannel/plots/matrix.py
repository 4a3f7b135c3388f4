"""Who could talk to whom on one day, among many sides: a table of sides against sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.collections import PolyCollection

from backchannel.dates.period import Window
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import side_name
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.captions import usable_in_words
from backchannel.plots.figure import known_days
from backchannel.plots.lettering import brief, fitted, short_name, text_width
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import RANK_OF, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset

MOST_SIDES_ACROSS = 40
"""How many sides have a row and a column, those with the most channels; the rest share one."""

SMALLEST_CELL = 0.15
"""Below that a number in a cell cannot be read, and names run into each other."""

LARGEST_CELL = 0.4
"""Width and height of a cell in inches, at most."""

NAME_GAP = 0.12
"""How far names stand from the table and from the edge of the sheet, in inches."""

TABLE_INCHES = 7.6

SHORT = 8
"""A name of no more letters stands in the place of an id."""

TWO_LINES = 0.27
"""How high a cell must be for a name beside it to take two lines."""


class PairCell(NamedTuple):
    """The channels of two sides on a day."""

    best: Verdict
    surely: int
    """How many were surely usable."""
    presumably: int
    """How many were presumably usable."""

    @property
    def usable(self) -> int:
        """How many were usable, surely or presumably."""
        return self.surely + self.presumably


@dataclass(frozen=True)
class SideMatrix:
    """What the table shows: the sides in order, and a cell for each two that have a channel."""

    day: date
    is_known: bool
    """Whether the data cover the day."""
    sides: Sequence[tuple[str, str]]
    """Code and name of each."""
    others: int
    """How many sides share the last row."""
    cells: Mapping[tuple[int, int], PairCell]
    joining: Sequence[str]
    """The channels that join two or more of them that day, by id."""
    surely: int
    presumably: int
    table: float = TABLE_INCHES
    """How wide the table may be, in inches."""
    names: float = 1.75
    """How wide the names beside the rows may be, in inches."""

    @property
    def channels(self) -> int:
        """How many channels join two or more sides that day."""
        return len(self.joining)

    @property
    def size(self) -> float:
        """Size of the names in points."""
        return max(5.0, min(8.5, 45 * self.inches))

    @property
    def codes(self) -> list[str]:
        """The codes of the sides, cut to the room above the columns."""
        said = (_code(code, name) for code, name in self.sides)
        return [fitted(code, inches=0.9, size=self.size, lines=1) for code in said]

    @property
    def head_inches(self) -> float:
        """Height of the upright codes above the columns."""
        return max((text_width(code, size=self.size) for code in self.codes), default=0.0)

    @property
    def inches(self) -> float:
        """Width and height of a cell."""
        return min(LARGEST_CELL, self.table / max(len(self.sides), 1))


def side_matrix_of(data: Dataset, *, on: date, most: int | None = None) -> SideMatrix:
    """
    Return the table of a day; a channel of several sides counts for each two of them.

    Of more than `most` sides, `MOST_SIDES_ACROSS` if none is given, those with fewer channels
    share a row.

    Sides are ordered by the number of their channels on all days, so that a side stands in one
    place on every day. Channels inside one side, and public ones, are left out.
    """
    lines, asked = course(data), Window(on, on)
    most = MOST_SIDES_ACROSS if most is None else most
    ever: Counter[str] = Counter()
    of_day: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    joining: dict[str, Verdict] = {}
    for channel in data.channels.values():
        if channel.type in ("internal", "public"):
            continue
        if len(sides := {counts_as(side) for side in data.sides(channel.id)}) > 1:
            ever.update(sides)
        now = sorted({counts_as(side) for side in data.sides(channel.id, within=asked)})
        if len(now) > 1:
            verdict = lines[channel.id].on(on)
            joining[channel.id] = verdict
            for two in combinations(now, 2):
                of_day[two].append(verdict)
    ranked = sorted(ever, key=lambda side: (-ever[side], side))
    place = {side: min(rank, most) for rank, side in enumerate(ranked)}
    cells = _cells(of_day, place)
    named = [(side, side_name(data, side)) for side in ranked[:most]]
    if others := len(ranked[most:]):
        named.append(("others", count(others, "other side")))
    is_known = known_days(data, asked) is not None
    holding = _holding([*joining.values()])
    return SideMatrix(on, is_known, named, others, cells, sorted(joining), *holding)


def draw_matrix(matrix: SideMatrix, *, axes: Axes) -> Axes:
    """Draw a square for each two sides with a channel: its best verdict, and how many."""
    number = len(matrix.sides)
    squares: dict[Verdict, list[list[tuple[float, float]]]] = defaultdict(list)
    for (row, column), cell in matrix.cells.items():
        for x, y in {(column, row), (row, column)}:
            squares[cell.best].append(
                [
                    (x + 0.06, y + 0.06),
                    (x + 0.94, y + 0.06),
                    (x + 0.94, y + 0.94),
                    (x + 0.06, y + 0.94),
                ]
            )
            if cell.usable > 1 and matrix.inches >= SMALLEST_CELL:
                _draw_number(axes, matrix, cell, (x + 0.5, y + 0.53))
    for verdict in sorted(squares, key=str):
        look = style.look(verdict) if matrix.is_known else style.NO_DATA
        axes.add_collection(
            PolyCollection(
                squares[verdict], facecolors=look.face, edgecolors=look.edge, hatch=look.hatch,
                linewidths=0.5, zorder=3, gid=str(verdict).replace(", ", "."),
            ),
            autolim=False,
        )  # fmt: skip
    _draw_frame(axes, matrix)
    axes.set_xlim(0, max(number, 1))
    axes.set_ylim(max(number, 1), 0)
    return axes


def _draw_number(
    axes: Axes, matrix: SideMatrix, cell: PairCell, place: tuple[float, float]
) -> None:
    """Write how many channels were usable into a square."""
    is_solid, is_dark = cell.best.surely_usable, cell.best.word is Word.OPEN
    axes.text(
        *place, f"{cell.usable}", ha="center", va="center", size=min(8.5, 36 * matrix.inches),
        color=style.PAPER if is_solid and is_dark else style.INK, zorder=4,
        # Stripes behind a number would be read as part of it.
        bbox=None if is_solid else {"facecolor": style.PAPER, "linewidth": 0, "pad": 0.8},
    )  # fmt: skip


def with_room(matrix: SideMatrix, *, inches: float, names: float) -> tuple[SideMatrix, float]:
    """
    Return a table as wide as a sheet leaves it, and the width of the names left of it.

    `inches` is the width of both, and `names` that of the names at the most.
    """
    left = names
    # Wider cells have larger letters, which take some of their width again.
    for _ in range(3):
        matrix = replace(matrix, table=min(TABLE_INCHES, inches - left), names=left - NAME_GAP)
        widths = [1.03 * text_width(name, size=matrix.size) for _, name in matrix.sides]
        left = min(names, max(widths, default=0) + NAME_GAP + 0.02)
    return replace(matrix, table=min(TABLE_INCHES, inches - left), names=left - NAME_GAP), left


def describe_matrix(matrix: SideMatrix) -> str:
    """Say in one sentence what the table shows."""
    sides = len(matrix.sides) + max(matrix.others - 1, 0)
    said = f"Table of {count(sides, 'side')} against each other on {matrix.day}"
    if not matrix.is_known:
        return f"{said}, of which the data say nothing."
    holding = [cell for cell in matrix.cells.values() if cell.usable]
    return (
        f"{said}: of {count(matrix.channels, 'channel')} that join two or more of them, "
        f"{usable_in_words(matrix.surely, matrix.presumably)}; "
        f"{count(len(holding), 'pair')} of sides with a usable one, and "
        f"{len(matrix.cells) - len(holding)} with others only."
    )


def _cells(
    of_day: Mapping[tuple[str, str], Sequence[Verdict]], place: Mapping[str, int]
) -> dict[tuple[int, int], PairCell]:
    gathered: dict[tuple[int, int], list[Verdict]] = defaultdict(list)
    for (one, other), verdicts in of_day.items():
        row, column = sorted((place[one], place[other]))
        gathered[row, column] += verdicts
    return {
        spot: PairCell(min(verdicts, key=RANK_OF.__getitem__), *_holding(verdicts))
        for spot, verdicts in sorted(gathered.items())
    }


def _holding(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """Count the verdicts that are usable surely, and those that are so presumably."""
    surely = sum(verdict.surely_usable for verdict in verdicts)
    return surely, sum(verdict.holds_usable for verdict in verdicts) - surely


def _code(code: str, name: str) -> str:
    """Return what stands above a column: of a side that is no state a short name, or its id."""
    short = brief(name)
    if code.isupper() or len(short) > SHORT:
        return code.upper() if len(code) < SHORT - 2 else code
    return short


def _draw_frame(axes: Axes, matrix: SideMatrix) -> None:
    """Write the sides along the top and the left, with light lines between them."""
    number, lines = len(matrix.sides), 2 if matrix.inches >= TWO_LINES else 1
    axes.set_yticks(
        [row + 0.5 for row in range(number)],
        [
            short_name(name, inches=matrix.names, size=matrix.size, lines=lines)
            for _, name in matrix.sides
        ],
        size=matrix.size,
    )
    axes.set_xticks(
        [column + 0.5 for column in range(number)],
        matrix.codes, size=matrix.size, rotation=90, va="bottom",
    )  # fmt: skip
    axes.tick_params(length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    for line in range(number + 1):
        axes.axhline(line, color=style.GRID, linewidth=0.4, zorder=1)
        axes.axvline(line, color=style.GRID, linewidth=0.4, zorder=1)
    for place in range(number):
        axes.fill_between(
            [place, place + 1], place, place + 1, color=style.GRID, zorder=2, linewidth=0
        )
    for spine in axes.spines.values():
        spine.set_visible(False)
