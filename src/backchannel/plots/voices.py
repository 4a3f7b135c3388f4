"""Two sides on one channel: whether both speak of it, and whether they contradict each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from backchannel.dates.period import Window
from backchannel.facts.names import label
from backchannel.facts.scope import asked, in_prose
from backchannel.messages import count
from backchannel.network.layout import MIDDLE
from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.panels import panels_of
from backchannel.plots.places import ACROSS, BOX
from backchannel.verdicts.disagreement import as_each_tells_it, stances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.plots.panels import Panel
    from backchannel.plots.places import DayNetwork
    from backchannel.verdicts.disagreement import Stance

CONTRADICT, DIFFER, AGREE = "contradiction", "difference", "agreement"

MOST_NAMED = 12
"""So many of the channels contradicted are named; of more, the rest are counted."""

SIGNS: Mapping[str, str] = {CONTRADICT: "≠", DIFFER: "≈", AGREE: "="}
"""How two verdicts of both sides stand to each other → the sign beside the row."""

TINT = style.tint(palette.VERDICTS["contested"], 0.82)
"""Behind the row of a channel on which the sides contradict each other."""

TOLD = "As told by "
"""How the title of a panel of one voice begins."""

SILENT: Mapping[str, Any] = {
    "facecolor": "none", "edgecolor": style.FAINT, "linewidth": 0.5, "linestyle": (0, (1, 2)),
}  # fmt: skip
"""How the outline of a channel is drawn of which a side does not speak."""


def compared(found: Mapping[str, Stance], sides: tuple[str, str]) -> Mapping[str, str]:
    """
    Return for each channel of which a side speaks how the two stand: a sign's key, or who speaks.

    A channel of which only one side speaks has the code of that side.
    """
    return {
        channel: stance.kind if stance.silent is None else sides[1 - stance.silent]
        for channel, stance in found.items()
    }


def differing(found: Mapping[str, str]) -> list[str]:
    """Return the channels on which the sides contradict each other, or differ in degree."""
    return [channel for channel, stance in found.items() if stance in (CONTRADICT, DIFFER)]


def tellings(
    data: Dataset, day: date, *, sides: tuple[str, str], width: float
) -> tuple[Sequence[Panel], Mapping[str, str]]:
    """Return a day as each side tells it, and how the two stand to each other on each channel."""
    views, days = as_each_tells_it(data, sides), Window(day, day)
    named = zip(sides, views, strict=True)
    panels = panels_of(
        data,
        [(f"{TOLD}{in_prose(view.view.voice or side)}", view, day) for side, view in named],
        sides=sides,
        width=width,
    )
    between = asked(data, sides).channels(data, within=days)
    return panels, compared(stances(views, between, days), sides)


def compared_in_words(found: Mapping[str, str], network: DayNetwork) -> str:
    """Say on how many channels the sides contradict each other, and of how many only one speaks."""
    numbers = Counter(found.values())
    alone = [numbers[side] for side in network.sides]
    left, right = map(in_prose, network.names)
    if not found:
        return f"Neither {left} nor {right} speaks of any channel."
    both = numbers[CONTRADICT] + numbers[DIFFER] + numbers[AGREE]
    return (
        f"Both speak of {count(both, 'channel')}: they contradict each other on "
        f"{numbers[CONTRADICT] or 'none'} (≠: one surely holds usable what the other surely holds "
        f"stopped), "
        f"differ in degree or certainty on {numbers[DIFFER] or 'none'} (≈), and agree on "
        f"{numbers[AGREE] or 'none'} (=). Only one side speaks of {sum(alone) or 'no'} more: "
        f"{left} of {alone[0]}, {right} of {alone[1]}."
    )


def contradicted_in_words(data: Dataset, found: Mapping[str, str]) -> str:
    """Name the channels on which the sides contradict each other; nothing if there are none."""
    names = [label(data, channel) for channel, stance in found.items() if stance == CONTRADICT]
    more = f"; and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return f" Contradicted: {'; '.join(names[:MOST_NAMED])}{more}." if names else ""


def draw_stances(
    axes: Sequence[Axes], panels: Sequence[DayNetwork], found: Mapping[str, str]
) -> None:
    """Draw a tint behind each contradiction, and an empty outline where a side is silent."""
    for part, network in zip(axes, panels, strict=True):
        high = 1 / network.rows
        for channel, stance in found.items():
            if channel not in network.places:
                continue
            y = network.places[channel][1]
            if stance == CONTRADICT:
                part.add_patch(
                    Rectangle(
                        (ACROSS[0], y - high / 2), ACROSS[1] - ACROSS[0], high, facecolor=TINT,
                        edgecolor="none", zorder=0.5, gid=f"contradiction.{channel}",
                    )
                )  # fmt: skip
            elif stance not in SIGNS and channel not in network.channels:
                part.add_patch(
                    Rectangle(
                        (MIDDLE - BOX, y - 0.2 * high), 2 * BOX, 0.4 * high, zorder=1,
                        gid=f"silent.{channel}", **SILENT,
                    )
                )  # fmt: skip


def stance_keys() -> list[Artist]:
    """Return the keys of what a picture of two voices has besides those of a network."""
    return [
        Patch(facecolor=TINT, edgecolor="none", label="≠ contradiction"),
        Line2D([], [], linestyle="none", label="≈ differ; = agree"),
        Patch(label="does not speak of it", **SILENT),
    ]
