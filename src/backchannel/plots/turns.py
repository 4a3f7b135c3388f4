"""What changed from one of several networks to the next: numbered in its panel, named below it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel.network.layout import MIDDLE
from backchannel.plots import style
from backchannel.plots.apart import apart
from backchannel.plots.lettering import fitted, text_width, told_apart
from backchannel.plots.places import BOX
from backchannel.verdicts.comparison import kind_of_change
from backchannel.verdicts.verdict import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.plots.panels import Panel
    from backchannel.plots.places import DayNetwork

TURNS: Mapping[str, tuple[str, str]] = {
    "lost": ("▼", "lost"),
    "gained": ("▲", "gained"),
    "out_of_sight": ("▽", "out of sight"),
    "into_view": ("△", "into view"),
}
"""What can happen to a channel → its sign and words, what is most certain first."""

SIGNS = frozenset(sign for sign, _ in TURNS.values())

SIZE = 6.3
"""Size of the words."""

INDENT = 0.2
"""Where the names begin, right of their signs, in inches."""

LINE = 0.11
"""Height of a line of them in inches."""

NUMBER_INCHES = 0.085
"""Height of a number beside a bar."""


class Turn(NamedTuple):
    """A channel that came to be usable, or ceased to be."""

    channel: str
    name: str
    kind: str
    """A key of `TURNS`."""


def turns(before: Panel, after: Panel) -> list[Turn]:
    """
    Return the channels that were usable on one of two days only: lost and gained ones first.

    They are those of `lost`: a channel that became known to be stopped is lost, one of which that
    is not known is out of sight. Of equal ones those whose verdicts are surer come first.
    """
    if not (before.network.is_known and after.network.is_known):
        return []
    found = []
    for channel in before.told.keys() | after.told.keys():
        name = (before.told.get(channel) or after.told[channel])[0]
        one, other = (panel.told.get(channel, ("", UNKNOWN))[1] for panel in (before, after))
        kind = kind_of_change(one, other)
        if kind is not None:
            sure = (one.certainty == "surely") + (other.certainty == "surely")
            found.append(((list(TURNS).index(kind), -sure, channel), Turn(channel, name, kind)))
    return [turn for _, turn in sorted(found)]


def all_turns(panels: Sequence[Panel]) -> dict[str, list[str]]:
    """Return what changed from each panel to the next: in words, and the channels of it, by id."""
    return {
        f"{words.capitalize()} from {before.title} to {after.title}": [
            turn.channel for turn in turns(before, after) if turn.kind == kind
        ]
        for before, after in pairwise(panels)
        for kind, (_, words) in TURNS.items()
    }


def counted(found: Sequence[Turn]) -> str:
    """
    Say how many channels each change befell.

    >>> counted([Turn("a", "A", "lost"), Turn("b", "B", "into_view"), Turn("c", "C", "lost")])
    '2 lost, 1 into view'
    """
    numbers = Counter(turn.kind for turn in found)
    return ", ".join(
        f"{numbers[kind]} {words}" for kind, (_, words) in TURNS.items() if numbers[kind]
    )


def chosen(found: Sequence[Turn], network: DayNetwork, most: int) -> list[Turn]:
    """Return the first few of what changed and has a row, from the top of the panel down."""
    rows = [turn for turn in found if turn.channel in network.places]
    return sorted(rows[:most], key=lambda turn: -network.places[turn.channel][1])


def draw_turns(axes: Axes, named: Sequence[Turn], network: DayNetwork, *, inches: float) -> None:
    """Write numbers beside the bars of some channels in a panel so high, clear of each other."""
    heights = [NUMBER_INCHES] * len(named)
    at = [(1 - network.places[turn.channel][1]) * inches for turn in named]
    places = apart(at, heights, low=0, high=max(inches, sum(heights)))
    for number, (turn, y) in enumerate(zip(named, places, strict=True), start=1):
        axes.annotate(
            str(number), (MIDDLE + BOX, network.places[turn.channel][1]),
            (MIDDLE + BOX + 0.075, 1 - y / inches), textcoords="data", ha="center",
            va="center", size=5.6, weight="bold", color=style.INK, zorder=6, gid="turn",
            bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.3},
            arrowprops={"arrowstyle": "-", "linewidth": 0.5, "color": style.INK, "shrinkA": 0,
                        "shrinkB": 0},
        )  # fmt: skip


def name_turns(
    axes: Axes, named: Sequence[Turn], found: Sequence[Turn], *, inches: float, lines: int
) -> None:
    """Write below a panel how many channels changed, and the names of some, in so many lines."""
    if not found:
        return
    rest = len(found) - len(named)
    told = [(fitted(counted(found), inches=inches, size=SIZE, lines=2), 0.0)]
    # Small letters are set to whole dots, and a line of them comes out a little wider.
    room = 0.96 * inches - INDENT
    names = told_apart([turn.name for turn in named], inches=room, size=SIZE, lines=lines)
    for number, (turn, name) in enumerate(zip(named, names, strict=True), start=1):
        told += [(f"{TURNS[turn.kind][0]} {number}", 0.0), (name, INDENT)]
    if rest:
        more = f"and {rest} more, in the caption"
        fits = text_width(more, size=SIZE) <= inches
        told.append((more if fits else f"and {rest} more", 0.0))
    row = 0
    for text, indent in told:
        axes.annotate(
            text, (0.5, 0), (72 * (indent - inches / 2), -72 * (0.06 + LINE * row)),
            xycoords="axes fraction", textcoords="offset points", ha="left", va="top", size=SIZE,
            linespacing=1.05, gid="turn.name", color=style.INK, annotation_clip=False,
        )  # fmt: skip
        # The sign stands left of the name, on its first line.
        row += 0 if text[0] in SIGNS else text.count("\n") + 1
