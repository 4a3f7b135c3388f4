"""What a picture is drawn on, and how it gets into a file: the same bytes from the same data."""

from __future__ import annotations

import io
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
from backchannel.plots.lettering import choose_fonts, fitted

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset

ENDINGS = ("png", "svg", "pdf")
WIDTH = 10.0
"""Width of all pictures in inches: at 100 dots an inch, that of a page on a screen."""

DPI = 160

MOST_DOTS = 60_000
"""No picture is higher than that: Matplotlib cannot draw more than 65,535 dots."""

LINE = 0.2
"""Height of a line of a title in inches."""


class Picture(NamedTuple):
    """A figure, and what is to be said with it."""

    figure: Figure
    alt: str
    """The one sentence that says what it shows to whoever cannot see it."""
    missing: str = ""
    """The characters that no font on this machine has; they are drawn as boxes."""


class Head(NamedTuple):
    """What stands above a picture."""

    title: str
    note: str
    """What it speaks of, smaller."""


def sheet(
    data: Dataset, head: Head, *, height: float, margins: tuple[float, float, float, float]
) -> tuple[Figure, Axes]:
    """
    Return a figure with one pair of axes, its title, and the digest of the data in its corner.

    Parameters
    ----------
    data
        The data that the picture is drawn from.
    head
        Title and note; what does not fit on one line takes more, and makes the figure higher.
    height
        Height of the figure in inches, without title and note.
    margins
        Left, right, bottom and top margin in inches, without title and note.
    """
    left, right, bottom, top = margins
    room = WIDTH - 0.24
    title = fitted(head.title, inches=room, size=12, bold=True, lines=4)
    note = fitted(head.note, inches=room, size=7.5, lines=3)
    titled = 0.14 + LINE * (title.count("\n") + 1)
    above = titled + 0.14 * (note.count("\n") + 1) + 0.06
    height, top = height + above, top + above
    figure = Figure(figsize=(WIDTH, height), dpi=min(DPI, int(MOST_DOTS / height)))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((
        left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height,
    ))  # fmt: skip
    figure.text(
        1 - 0.06 / WIDTH, 0.05 / height, f"data {data.digest[:12]}", ha="right", va="bottom",
        size=6, color=style.FAINT,
    )  # fmt: skip
    # Both stand a constant way from the upper edge, whatever the height.
    figure.text(
        0.012, 1 - 0.12 / height, title, ha="left", va="top", size=12, weight="bold",
        color=style.INK,
    )  # fmt: skip
    figure.text(0.012, 1 - titled / height, note, ha="left", va="top", size=7.5, color=style.FAINT)
    return figure, axes


def picture(figure: Figure, alt: str) -> Picture:
    """Return a figure that is drawn as a picture, each of its texts in a font that can write it."""
    return Picture(figure, alt, choose_fonts(figure))


def missing_in_words(characters: str) -> str:
    """Say which characters of a picture are boxes, and what to do."""
    named = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:5])
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    return f"no font here has {named}{more}; boxes are drawn; install a font that has them"


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
        known = ", ".join(f".{known}" for known in ENDINGS)
        raise UsageFault(f"{quoted(path.name)} does not end in {known}; name it so")
    return ending


def save(drawn: Picture, path: Path) -> None:
    """
    Write a picture into a file of the format of its ending, with its sentence in the metadata.

    Equal data give equal bytes with the same version of Matplotlib and the same fonts: no date is
    written, and names are salted.
    """
    ending = check_ending(path)
    alt = visible(drawn.alt)
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Software": None, "Description": alt},
        "svg": {"Date": None, "Title": alt},
        "pdf": {"CreationDate": None, "Title": alt},
    }
    content = io.BytesIO()
    with style.context(), warnings.catch_warnings():
        # What no font can write is known before, and told by whoever asked for the picture.
        warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from", UserWarning)
        drawn.figure.savefig(
            content, format=ending, dpi=drawn.figure.dpi, metadata=metadata[ending]
        )
    write_whole(path, content.getvalue())
