"""Names left of the panels of several networks: of each channel, or of each family of channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.plots import style
from backchannel.plots.apart import apart
from backchannel.plots.lettering import fitted, short_name, told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.plots.panels import Panel

FAMILY_SIZE = 6
"""Size of the names of families."""

SIGN_INCHES = 0.14
"""Room for a sign between a name and its row."""


def name_rows(
    panels: Sequence[Panel],
    *,
    axes: Axes,
    inches: float,
    pitch: float,
    signs: Mapping[str, str] | None = None,
    strong: str = "",
) -> None:
    """
    Write the name of each channel left of its row: no wider than `inches`, as high as a row.

    A sign, if the channel has one, stands between its name and its row; with the `strong` one the
    name is bold.
    """
    size = min(6.5, max(4.5, 60 * pitch))
    signed = signs or {}
    named = {channel: name for p in panels for channel, (name, _) in p.network.channels.items()}
    beside = SIGN_INCHES if signs is not None else 0
    room = inches - beside
    names = told_apart(list(named.values()), inches=room, size=size)
    for channel, name in zip(named, names, strict=True):
        at, sign = (0, panels[0].network.places[channel][1]), signed.get(channel, "")
        is_strong = bool(sign) and sign == strong
        # Bold letters are a little wider.
        told = short_name(named[channel], inches=0.87 * room, size=size) if is_strong else name
        for text, offset in ((told, -2 - 72 * beside), (sign, -3)):
            axes.annotate(
                text, at, (offset, 0), textcoords="offset points", ha="right", size=size,
                xycoords=("axes fraction", "data"), va="center_baseline", color=style.INK,
                weight="bold" if is_strong else "normal",
            )  # fmt: skip


def name_families(panels: Sequence[Panel], *, axes: Axes, inches: float, high: float) -> None:
    """Write the name of each family of channels left of its rows, in a panel that is so high."""
    panel = panels[0]
    rows: dict[str, list[float]] = {}
    for channel in sorted(panel.families, key=lambda one: -panel.network.places[one][1]):
        family = panel.families[channel]
        rows.setdefault(family, []).append((1 - panel.network.places[channel][1]) * high)
    for lines in (3, 1):
        # The first of two words tells more than both, if the second is cut.
        names = {
            family: fitted(
                family if lines > 1 else family.partition(" and ")[0],
                inches=inches - 0.12,
                size=FAMILY_SIZE,
                lines=lines,
            )
            for family in rows
        }
        heights = [0.1 * (text.count("\n") + 1) + 0.02 for text in names.values()]
        if sum(heights) <= high:
            break
    wanted = [(min(found) + max(found)) / 2 for found in rows.values()]
    places = apart(wanted, heights, low=0, high=max(high, sum(heights)))
    # Brackets of neighbours do not touch.
    half = 0.5 * high / panel.network.rows - 0.015
    for (family, text), y in zip(names.items(), places, strict=True):
        top, low = min(rows[family]) - half, max(rows[family]) + half
        # A bracket spans the rows of the family, and the name stands beside it.
        axes.annotate(
            text, (0, 1 - y / high), (-9, 0), textcoords="offset points", ha="right", va="center",
            xycoords=("axes fraction", "data"), size=FAMILY_SIZE, linespacing=0.95,
            color=style.INK, gid="family", annotation_clip=False,
        )  # fmt: skip
        axes.annotate(
            "", (0, 1 - top / high), (0, 1 - low / high), xycoords=("axes fraction", "data"),
            textcoords=("axes fraction", "data"), annotation_clip=False,
            arrowprops={"arrowstyle": "-", "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0,
                        "color": style.FAINT},
        )  # fmt: skip
