"""What a picture is drawn on, and how it gets into a file: the same bytes from the same data."""

from __future__ import annotations

import io
import textwrap
import warnings
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from backchannel.dates.edtf import LAST_DAY
from backchannel.errors import UsageFault
from backchannel.messages import quoted, visible
from backchannel.package.files import write_whole
from backchannel.plots import style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset

ENDINGS = ("png", "svg", "pdf")
WIDTH = 10.0
"""Width of all pictures in inches: at 100 dots an inch, that of a page on a screen."""

DPI = 160


class Picture(NamedTuple):
    """A figure, and the one sentence that says what it shows to whoever cannot see it."""

    figure: Figure
    alt: str


def sheet(
    data: Dataset, *, height: float, margins: tuple[float, float, float, float]
) -> tuple[Figure, Axes]:
    """
    Return a figure with one pair of axes, and the digest of the data small in its corner.

    Parameters
    ----------
    data
        The data that the picture is drawn from.
    height
        Height of the figure in inches.
    margins
        Left, right, bottom and top margin in inches.
    """
    left, right, bottom, top = margins
    figure = Figure(figsize=(WIDTH, height), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((
        left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height,
    ))  # fmt: skip
    figure.text(
        1 - 0.06 / WIDTH,
        0.05 / height,
        f"data {data.digest[:12]}",
        ha="right",
        va="bottom",
        size=6,
        color=style.FAINT,
    )
    return figure, axes


def day_number(day: date) -> float:
    """Return a day as Matplotlib counts them: from 1 January 1970."""
    return float((day - date(1970, 1, 1)).days)


def time_axis(axes: Axes, within: Window) -> None:
    """Set the days of a window out along the axes, with a light line at each tick."""
    locator = AutoDateLocator(minticks=4, maxticks=12)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(locator, show_offset=False)  # type: ignore[no-untyped-call]
    )
    # Matplotlib knows no year 10000, so the last day of all ends a little before its midnight.
    axes.set_xlim(
        day_number(within.first), min(day_number(within.last) + 1, day_number(LAST_DAY) + 0.999)
    )
    axes.grid(visible=True, axis="x", color=style.GRID, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)


def sides_in_words(data: Dataset, sides: Sequence[str]) -> str:
    """Name a pair of sides: states by their name, others by their id."""
    names = {one.state: one.name for one in data.actors.values() if one.kind == "state"}
    known = (
        names.get(side) or (data.actors[side].name if side in data.actors else side)
        for side in sides
    )
    return visible(" and ".join(known))


def wrapped(text: str, *, width: int, lines: int = 2) -> str:
    r"""
    Break a label into a few lines, and cut what is longer still.

    >>> wrapped("Hotlines meant to prevent nuclear war", width=20)
    'Hotlines meant to\nprevent nuclear war'
    >>> wrapped("Hotlines meant to prevent nuclear war", width=20, lines=1)
    'Hotlines meant to …'
    """
    return "\n".join(textwrap.wrap(visible(text), width, max_lines=lines, placeholder=" …"))


def check_ending(path: Path) -> str:
    """
    Return the format that a file name asks for.

    Raises
    ------
    UsageFault
        If its ending is none of `png`, `svg` and `pdf`.
    """
    ending = path.suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise UsageFault(
            f"{quoted(path.name)} does not end in {', '.join(f'.{one}' for one in ENDINGS)}; name it so"
        )
    return ending


def save(picture: Picture, path: Path) -> None:
    """
    Write a picture into a file, in the format of its ending, with its sentence in the file's metadata.

    Equal data give equal bytes with the same version of Matplotlib: no date is written, and names
    are salted.
    """
    ending = check_ending(path)
    alt = visible(picture.alt)
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Software": None, "Description": alt},
        "svg": {"Date": None, "Title": alt},
        "pdf": {"CreationDate": None, "Title": alt},
    }
    content = io.BytesIO()
    with style.context(), warnings.catch_warnings():
        # A name in a script that the font lacks is drawn with boxes; whoever waits for a picture
        # cannot change that.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from", UserWarning)
        picture.figure.savefig(content, format=ending, dpi=DPI, metadata=metadata[ending])
    write_whole(path, content.getvalue())
