"""Stacked bands of channels through time: how many were usable, stopped or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from matplotlib.collections import PolyCollection

from backchannel.output import palette
from backchannel.plots import style
from backchannel.verdicts.verdict import Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from matplotlib.axes import Axes

Steps = npt.NDArray[np.float64]

_DOTTED = style.look(Verdict(Word.UNKNOWN))

BAND_LOOKS: Mapping[str, tuple[str, style.Look]] = {
    "possible": ("possibly usable", style.look(Verdict(Word.OPEN, "possibly"))),
    "contested": ("contested: sources disagree", style.look(Verdict(Word.CONTESTED))),
    "dark": (
        "unknown: no longer documented",
        _DOTTED._replace(face="#dedede", edge="#9a9a9a", order=2),
    ),
    "unseen": (
        "unknown: not yet heard of",
        _DOTTED._replace(face="#fafafa", edge="#d0d0d0", order=1),
    ),
    "stopped": (
        "suspended or closed, at least possibly",
        # Of all certainties together, so neither solid nor hatched as one of them.
        style.look(Verdict(Word.CLOSED, "possibly"))._replace(
            face=style.tint(palette.VERDICTS[Word.CLOSED], 0.55),
            edge=style.tint(palette.VERDICTS[Word.CLOSED], 0.3),
            hatch="",
            order=0,
        ),
    ),
}
"""Band of a `LossDay` → its words and its look, from the bottom up."""


def draw_band(axes: Axes, name: str, look: style.Look, outlines: Iterable[Steps]) -> None:
    """Draw the outlines of one band as a single artist, however often the band begins anew."""
    found = list(outlines)
    if found:
        axes.add_collection(
            PolyCollection(
                found, facecolors=look.face, edgecolors=look.edge, hatch=look.hatch, linewidths=0.5,
                zorder=2 + look.order / 10, gid=name,
            ),
            autolim=False,
        )  # fmt: skip


def outlines(days: Steps, floor: Steps, counts: Steps) -> Iterator[Steps]:
    """
    Yield the outline of each run of days in which a band has a height.

    Parameters
    ----------
    days
        The days on which a height may change, and the day after the last.
    floor
        What the band stands on, from each day to the next.
    counts
        Its height, likewise.
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], counts > 0, [0]])))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        along = np.repeat(days[first : last + 1], 2)[1:-1]
        low = np.repeat(floor[first:last], 2)
        high = np.repeat((floor + counts)[first:last], 2)
        above, below = corners(along, high), corners(along, low)
        yield np.concatenate([above, below[::-1]])


def corners(along: Steps, heights: Steps) -> Steps:
    """
    Return a line in steps without the points between two of the same height.

    >>> corners(np.array([0.0, 1, 1, 2, 2, 3]), np.array([4.0, 4, 4, 4, 5, 5])).tolist()
    [[0.0, 4.0], [2.0, 4.0], [2.0, 5.0], [3.0, 5.0]]
    """
    is_level = np.zeros(len(heights), dtype=bool)
    is_level[1:-1] = (heights[1:-1] == heights[:-2]) & (heights[1:-1] == heights[2:])
    return np.column_stack([along, heights])[~is_level]


def turns(days: Steps, *lines: Steps) -> tuple[Steps, ...]:
    """
    Return lines in steps without the days on which none of them changes.

    Parameters
    ----------
    days
        The days on which a height may change, and the day after the last.
    lines
        The heights from each day to the next, at least one each.

    Examples
    --------
    >>> [part.tolist() for part in turns(np.array([0, 1, 2, 3]), np.array([4.0, 4, 5]))]
    [[0, 2, 3], [4.0, 5.0]]
    """
    heights = np.array(lines)
    changes = np.any(heights[:, 1:] != heights[:, :-1], axis=0)
    kept = np.flatnonzero([True, *changes])
    return days[[*kept, -1]], *heights[:, kept]
