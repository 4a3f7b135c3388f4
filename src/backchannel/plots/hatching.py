"""
Hatches as plain lines, cut to the shape that they fill.

Matplotlib's own are tiles that are repeated. A browser that prints a page turns each tile of each
bar into an image, so that a report came to twenty megabytes; lines stay lines in every format.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.patheffects import AbstractPathEffect
from matplotlib.transforms import IdentityTransform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

Points = npt.NDArray[np.float64]
"""Rows of x and y."""

SPACING = 12.0
"""Points from line to line of a hatch of one sign, as Matplotlib has them; of two, half of it."""

DOT = 1.3
"""Width of a dot in points."""

LOW = 12.0
"""A shape no higher than that, in points, has its stripes about its middle."""

ALONG: dict[str, tuple[Points, ...]] = {
    "-": (np.array([1.0, 0.0]),),
    "/": (np.array([1.0, 1.0]) / sqrt(2),),
    "\\": (np.array([1.0, -1.0]) / sqrt(2),),
    "x": (np.array([1.0, 1.0]) / sqrt(2), np.array([1.0, -1.0]) / sqrt(2)),
    ".": (np.array([1.0, 0.0]),),
}
"""Sign of a hatch → the directions of its lines; dots stand in rows."""


class PlainHatch(AbstractPathEffect):
    """Draws a shape without its hatch, and the lines of the hatch over it."""

    def draw_path(
        self,
        renderer: RendererBase,
        gc: GraphicsContextBase,
        tpath: Path,
        affine: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Draw one shape; coordinates are the dots of the renderer."""
        hatch = gc.get_hatch()
        plain = renderer.new_gc()
        plain.copy_properties(gc)
        plain.set_hatch(None)
        renderer.draw_path(plain, tpath, affine, rgbFace)
        if hatch:
            polygons = [
                np.asarray(polygon)
                for polygon in affine.transform_path(tpath).to_polygons(closed_only=True)
            ]
            point = float(np.asarray(renderer.points_to_pixels(1.0)))
            ends = hatch_lines(polygons, hatch, point=point)
            is_dotted = hatch[0] == "."
            plain.set_foreground(gc.get_hatch_color(), isRGBA=True)
            plain.set_linewidth(DOT if is_dotted else gc.get_hatch_linewidth())
            plain.set_capstyle("round" if is_dotted else "butt")
            plain.set_dashes(0, None)
            if is_dotted:
                # Ends that are set to whole pixels would meet, and a dot would be nothing.
                plain.set_snap(False)
            if len(ends):
                codes = np.tile([Path.MOVETO, Path.LINETO], len(ends) // 2)
                renderer.draw_path(plain, Path(ends, codes), IdentityTransform())
        plain.restore()


def plain_hatches(figure: Figure) -> None:
    """Have each hatch of a figure drawn as lines, whatever the figure is saved as."""
    for shape in _shapes(figure):
        if shape.get_hatch():
            shape.set_path_effects([PlainHatch()])


def _shapes(artist: Artist) -> Iterator[Patch | Collection]:
    """Yield the shapes in a figure; an axis has none, and would make its ticks to be asked."""
    if isinstance(artist, Patch | Collection):
        yield artist
    for part in artist.get_children():
        if not isinstance(part, Axis):
            yield from _shapes(part)


def hatch_lines(polygons: Sequence[Points], hatch: str, *, point: float = 1.0) -> Points:
    """
    Return the ends of the lines that fill a shape, two rows for each line.

    A low shape has its stripes and its dots about its middle, so that all bars of one height look
    alike; else lines lie where those of its neighbours do, so that they run on from one to another.

    Parameters
    ----------
    polygons
        Closed outlines; what lies within two of them is a hole.
    hatch
        One sign, more often the denser the lines are.
    point
        Length of a typographic point in the units of the outlines.

    Examples
    --------
    A square of ten points has stripes at its middle, and six points above and below that.

    >>> square = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], dtype=float)
    >>> hatch_lines([square], "--").tolist()
    [[0.0, 5.0], [10.0, 5.0]]
    """
    if not polygons:
        return np.empty((0, 2))
    sign, pitch = hatch[0], SPACING / len(hatch) * point
    found: list[Points] = []
    for along in ALONG[sign]:
        across = np.array([-along[1], along[0]])
        turned = [polygon @ np.column_stack([along, across]) for polygon in polygons]
        low = min(float(polygon[:, 1].min()) for polygon in turned)
        high = max(float(polygon[:, 1].max()) for polygon in turned)
        is_level = along[1] == 0
        middle = (low + high) / 2 if is_level and high - low <= LOW * point else 0.0
        # Matplotlib shifts slanted lines along both axes, so that they are farther apart.
        step = pitch if is_level else pitch * sqrt(2)
        for number in range(int(np.ceil((low - middle) / step)), int((high - middle) // step) + 1):
            level = middle + number * step
            for left, right in _inside(turned, level):
                if sign == ".":
                    ends = _dots(left, right, pitch=pitch, shift=number % 2, point=point)
                else:
                    ends = np.array([left, right])
                found.append(np.outer(ends, along) + level * across)
    return np.concatenate(found).round(3) if found else np.empty((0, 2))


def _inside(polygons: Sequence[Points], level: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where a level line runs within the outlines."""
    crossings: list[Points] = []
    for polygon in polygons:
        (x, y), (x_next, y_next) = polygon[:-1].T, polygon[1:].T
        crossed = (y <= level) != (y_next <= level)
        share = (level - y[crossed]) / (y_next - y)[crossed]
        crossings.append(x[crossed] + share * (x_next - x)[crossed])
    ordered = np.sort(np.concatenate(crossings))
    yield from zip(ordered[::2], ordered[1::2], strict=True)


def _dots(left: float, right: float, *, pitch: float, shift: int, point: float) -> Points:
    """Return the ends of the short lines that are dots, all of them wholly within the shape."""
    radius = DOT / 2 * point
    offset = shift * pitch / 2
    first = np.ceil((left + radius - offset) / pitch)
    last = np.floor((right - radius - offset) / pitch)
    at = np.arange(first, last + 1) * pitch + offset
    # A line without any length is drawn by no format.
    half = 0.02 * point
    return np.column_stack([at - half, at + half]).ravel()
