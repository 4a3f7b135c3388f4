"""What two sides tell of one day as a list: the channels on which they differ, by how they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.patches import Patch, Rectangle

from backchannel.facts.scope import in_prose
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.lettering import brief, short_name, text_width
from backchannel.plots.voices import AGREE, CONTRADICT, DIFFER, SILENT
from backchannel.verdicts.verdict import RANK_OF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.plots.panels import Panel
    from backchannel.verdicts.verdict import Verdict

LETTERS = 6.3
"""Size of the names."""

LINE = 0.098
"""Height of a line of them in inches."""

BETWEEN = 0.032
"""What a row is higher than its lines."""

HEADING = 0.23
"""Height of the heading of a part, with the room above it."""

BAR = 0.46
"""Width of a bar in inches."""

GAP = 0.08
"""How far the bars stand apart, and from the names."""

HEAD = 0.2
"""Height of the names of the sides above the bars."""


class LedgerRow(NamedTuple):
    """A channel, and what either side tells of it."""

    channel: str
    name: str
    """As it is written, in one line or two."""
    told: tuple[Verdict | None, Verdict | None]
    """None where a side is silent."""

    @property
    def inches(self) -> float:
        """Height of the row."""
        return LINE * (self.name.count("\n") + 1) + BETWEEN


class Part(NamedTuple):
    """The channels on which the sides differ in one way."""

    heading: str
    rows: Sequence[LedgerRow]


class Ledger(NamedTuple):
    """The channels that have a row, in parts, and those without room for one."""

    parts: Sequence[Part]
    heads: tuple[str, str]
    """What the two columns are called."""
    left_out: Sequence[str]
    agreed: int
    """On how many channels both tell the same, which have no row."""
    width: float
    """In inches."""

    @property
    def inches(self) -> float:
        """Height of all parts, with the names of the sides above them."""
        rows = sum(row.inches for part in self.parts for row in part.rows)
        return HEAD + max(HEADING * len(self.parts) + rows, 3 * HEADING)


def ledger_of(
    panels: Sequence[Panel], stances: Mapping[str, str], *, width: float, inches: float | None
) -> Ledger:
    """
    Return what two voices tell as a list no higher than `inches`; of any height if None.

    Contradictions come first, then differences, then the channels of which one side alone speaks.
    Where there is no room for all of these, the most surely usable of each side stay.
    """
    sides, names = panels[0].network.sides, panels[0].network.names
    kinds = (CONTRADICT, DIFFER, *sides)
    room = width - 2 * (BAR + GAP)
    rows = {kind: [] for kind in kinds}  # type: dict[str, list[LedgerRow]]
    for channel, kind in stances.items():
        if kind == AGREE:
            continue
        found = tuple(panel.told.get(channel) for panel in panels)
        name = next(one[0] for one in found if one)
        told = short_name(name, inches=room, size=LETTERS, lines=2)
        first, second = (one[1] if one else None for one in found)
        rows[kind].append(LedgerRow(channel, told, (first, second)))
    for kind in kinds:
        rows[kind].sort(key=_place)
    kept = _with_room(rows, None if inches is None else inches - HEAD)
    headings = {
        CONTRADICT: "They contradict each other",
        DIFFER: "They differ in degree or certainty",
        **{
            side: f"Told by {in_prose(name)} alone" for side, name in zip(sides, names, strict=True)
        },
    }
    parts = [
        Part(f"{headings[kind]}: {_counted(len(kept[kind]), len(rows[kind]))}", kept[kind])
        for kind in kinds
        if kept[kind]
    ]
    shown = {row.channel for part in parts for row in part.rows}
    every = {row.channel for found in rows.values() for row in found}
    return Ledger(
        parts,
        (_head(names[0], sides[0]), _head(names[1], sides[1])),
        sorted(every - shown),
        sum(kind == AGREE for kind in stances.values()),
        width,
    )


def _place(row: LedgerRow) -> tuple[int, str, str]:
    """Put what was most surely usable first."""
    return min(RANK_OF[one] for one in row.told if one), row.name, row.channel


def _with_room(
    rows: Mapping[str, Sequence[LedgerRow]], inches: float | None
) -> Mapping[str, list[LedgerRow]]:
    """Return the rows that have room: differences first, then those of one side and the other."""
    kept: dict[str, list[LedgerRow]] = {kind: [] for kind in rows}
    *differing, left, right = rows
    told = [(kind, row) for kind in differing for row in rows[kind]]
    # The sides take turns, so that the silence of neither is lost for want of room.
    alone = [(at, kind, row) for kind in (left, right) for at, row in enumerate(rows[kind])]
    told += [(kind, row) for _, kind, row in sorted(alone, key=lambda one: one[0])]
    used = 0.0
    for kind, row in told:
        used += row.inches + (0 if kept[kind] else HEADING)
        if inches is not None and used > inches:
            break
        kept[kind].append(row)
    return kept


def _counted(shown: int, number: int) -> str:
    return str(number) if shown == number else f"{number} ({shown} shown)"


def _head(name: str, code: str) -> str:
    """Return the name of a side, in short if it is wider than its column."""
    return next(
        (one for one in (name, brief(name)) if text_width(one, size=7, bold=True) <= BAR + GAP),
        code,
    )


def draw_ledger(ledger: Ledger, *, axes: Axes) -> Axes:
    """Draw the parts from the top down: names, and a bar for what either side tells."""
    y, columns = HEAD, [ledger.width - 2 * BAR - GAP, ledger.width - BAR]
    for x, head, colour in zip(columns, ledger.heads, style.SIDES, strict=False):
        axes.text(x + BAR / 2, 0.12, head, ha="center", va="bottom", size=7, weight="bold",
                  color=colour)  # fmt: skip
    for part in ledger.parts:
        y += HEADING
        axes.text(0, y - 0.05, part.heading, ha="left", va="bottom", size=7, weight="bold",
                  color=style.INK, gid="part")  # fmt: skip
        axes.plot([0, ledger.width], [y - 0.03] * 2, color=style.GRID, linewidth=0.6)
        for row in part.rows:
            middle = y + row.inches / 2
            axes.text(0, middle, row.name, ha="left", va="center", size=LETTERS, linespacing=1.0,
                      color=style.INK, gid=f"name.{row.channel}")  # fmt: skip
            for x, verdict in zip(columns, row.told, strict=True):
                axes.add_patch(_bar(row.channel, verdict, x=x, y=middle))
            y += row.inches
    axes.set_xlim(0, ledger.width)
    # The edge of the right bar lies on that of the axes.
    for bar in axes.patches:
        bar.set_clip_on(False)
    axes.set_ylim(ledger.inches, 0)
    axes.set_axis_off()
    if not ledger.parts:
        say_nothing(axes, "the sides differ on none")
    return axes


def _bar(channel: str, verdict: Verdict | None, *, x: float, y: float) -> Patch:
    """Return the bar of a verdict, or the empty outline of a silence."""
    if verdict is None:
        high = 0.3 * LINE
        return Rectangle(
            (x, y - high / 2), BAR, high, gid=f"silent.{channel}", **SILENT
        )  # fmt: skip
    look = style.look(verdict)
    high = 1.2 * look.height * LINE
    return Rectangle(
        (x, y - high / 2), BAR, high, facecolor=look.face, edgecolor=look.edge, hatch=look.hatch,
        linewidth=0.5, gid=f"verdict.{channel}",
    )  # fmt: skip


def ledger_keys() -> list[Artist]:
    """Return the keys of the bars and of the empty outline."""
    bars = style.verdict_keys(short=True)
    # A channel of which nothing is known is one that a side does not speak of.
    return [*bars[:-1], Patch(label="does not speak of it", **SILENT)]


def ledger_in_words(ledger: Ledger) -> str:
    """Say what the rows are, and which channels have none."""
    said = "Each side is heard alone, by its own claims."
    if ledger.agreed:
        has = "has" if ledger.agreed == 1 else "have"
        said += f" Both tell the same of {count(ledger.agreed, 'channel')}, which {has} no row."
    if ledger.left_out:
        said += f" No room for {len(ledger.left_out)} more, which the caption names."
    return said
