"""Two sides on one channel: whether both speak of it, and whether they contradict each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from backchannel.messages import count
from backchannel.network.layout import MIDDLE
from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.places import ACROSS, BOX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.plots.panels import Panel
    from backchannel.plots.places import DayNetwork
    from backchannel.verdicts.verdict import Verdict

CONTRADICT, DIFFER, AGREE = "contradict", "differ", "agree"

SIGNS: Mapping[str, str] = {CONTRADICT: "≠", DIFFER: "≈", AGREE: "="}
"""How two verdicts of both sides stand to each other → the sign beside the row."""

TINT = style.tint(palette.VERDICTS["contested"], 0.82)
"""Behind the row of a channel on which the sides contradict each other."""


def compared(one: Panel, other: Panel) -> Mapping[str, str]:
    """
    Return for each channel of which a side speaks how the two stand: a sign's key, or who speaks.

    They contradict each other if one holds usable what the other holds stopped; they differ if
    they agree on that, or one of them is in two minds, but not on the verdict or on how sure it is.
    A channel of which only one side speaks has the code of that side.
    """
    found = {}
    for channel in sorted(one.told.keys() | other.told.keys()):
        told = [panel.told.get(channel) for panel in (one, other)]
        if told[0] is None or told[1] is None:
            found[channel] = one.network.sides[0 if told[0] else 1]
        else:
            found[channel] = _stance(told[0][1], told[1][1])
    return found


def _stance(one: Verdict, other: Verdict) -> str:
    if one == other:
        return AGREE
    return CONTRADICT if {one.usable, other.usable} == {True, False} else DIFFER


def compared_in_words(found: Mapping[str, str], network: DayNetwork) -> str:
    """Say on how many channels the sides contradict each other, and of how many only one speaks."""
    numbers = Counter(found.values())
    alone = [numbers[side] for side in network.sides]
    if not found:
        return f"Neither {network.names[0]} nor {network.names[1]} speaks of any channel."
    both = numbers[CONTRADICT] + numbers[DIFFER] + numbers[AGREE]
    return (
        f"Both speak of {count(both, 'channel')}: they contradict each other on "
        f"{numbers[CONTRADICT] or 'none'} (≠: one holds usable what the other holds stopped), "
        f"differ in degree or certainty on {numbers[DIFFER] or 'none'} (≈), and agree on "
        f"{numbers[AGREE] or 'none'} (=). Only one side speaks of {sum(alone) or 'no'} more: "
        f"{network.names[0]} of {alone[0]}, {network.names[1]} of {alone[1]}."
    )


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
                        (MIDDLE - BOX, y - 0.2 * high), 2 * BOX, 0.4 * high, facecolor="none",
                        edgecolor=style.FAINT, linewidth=0.5, linestyle=(0, (1, 2)), zorder=1,
                        gid=f"silent.{channel}",
                    )
                )  # fmt: skip


def stance_keys() -> list[Artist]:
    """Return the keys of what a picture of two voices has besides those of a network."""
    return [
        Patch(facecolor=TINT, edgecolor="none", label="≠ contradiction"),
        Line2D([], [], linestyle="none", label="≈ differ; = agree"),
        Patch(
            facecolor="none", edgecolor=style.FAINT, linewidth=0.5, linestyle=(0, (1, 2)),
            label="does not speak of it",
        ),
    ]  # fmt: skip
