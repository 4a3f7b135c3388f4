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
from backchannel.dates.period import Window
from backchannel.errors import UsageFault
from backchannel.messages import quoted, visible
from backchannel.package.files import write_whole
from backchannel.plots import style
from backchannel.plots.captions import beyond_in_words, breaks_in_words, view_in_words
from backchannel.plots.footnotes import caption_of
from backchannel.plots.lettering import choose_fonts, fitted
from backchannel.plots.paper import SCREEN, Paper, turn_grey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break

ENDINGS = ("png", "svg", "pdf")

MOST_DOTS = 60_000
"""No picture is higher than that: Matplotlib cannot draw more than 65,535 dots."""

NO_DATA_INCHES = 0.22
"""How wide days without data must be for the words to stand in them, upright."""

LINE = 0.2
"""Height of a line of a title in inches."""

MOST_NOTE_INCHES = 9.0
"""Where there is less room than that, a note has as many lines as it needs."""


class Picture(NamedTuple):
    """A figure, and what is to be said with it."""

    figure: Figure
    alt: str
    """The one sentence that says what it shows to whoever cannot see it."""
    missing: str = ""
    """The characters that no font on this machine has; they are drawn as boxes."""
    caption: str = ""
    """What is to be read beside it, as Markdown: see `caption_of`."""


class Head(NamedTuple):
    """What stands above a picture."""

    title: str
    note: str
    """What it speaks of, smaller."""
    days: Window
    """The days it is asked for, whether or not the data cover them."""
    kind: str
    """What is drawn: a key of `QUESTIONS`."""
    paper: Paper = SCREEN


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
        Title and note; what does not fit on one line takes more, and makes the figure higher. To
        what the data were narrowed is added to the title, which days they do not cover to the note.
    height
        Height of the figure in inches, without title and note.
    margins
        Left, right, bottom and top margin in inches, without title and note.
    """
    left, right, bottom, top = margins
    width, size = head.paper.width, head.paper.title_size
    room = width - 0.24
    title = fitted(title_of(data, head), inches=room, size=size, bold=True, lines=4)
    said = head.note + beyond_in_words(data, head.days) + breaks_in_words(data, head.days)
    note = fitted(said, inches=room, size=7.5, lines=3 if room > MOST_NOTE_INCHES else 8)
    titled = 0.14 + LINE * size / 12 * (title.count("\n") + 1 if title else 0)
    above = titled + 0.14 * (note.count("\n") + 1) + 0.06
    height, top = height + above, top + above
    figure = Figure(figsize=(width, height), dpi=min(head.paper.dots, int(MOST_DOTS / height)))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((
        left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height,
    ))  # fmt: skip
    figure.text(
        1 - 0.06 / width, 0.05 / height, f"data {data.digest[:12]}", ha="right", va="bottom",
        size=6, color=style.FAINT,
    )  # fmt: skip
    # Both stand a constant way from the upper edge, whatever the height.
    figure.text(
        0.12 / width, 1 - 0.12 / height, title, ha="left", va="top", size=size, weight="bold",
        color=style.INK,
    )  # fmt: skip
    figure.text(
        0.12 / width, 1 - titled / height, note, ha="left", va="top", size=7.5, color=style.FAINT
    )
    return figure, axes


def title_of(data: Dataset, head: Head) -> str:
    """Return the title, which says to what the data were narrowed; a title of one's own stays."""
    own = head.paper.title
    return head.title + view_in_words(data) if own is None else own


def picture(
    data: Dataset, figure: Figure, sentence: str, *, head: Head, channels: Iterable[str] = ()
) -> Picture:
    """
    Return a figure that is drawn as a picture, each of its texts in a font that can write it.

    `channels` are those that it shows, whose claims its caption names.
    """
    alt = f"{sentence.removesuffix('.')}{view_in_words(data)}."
    if head.paper.grey:
        turn_grey(figure)
    title = title_of(data, head) or head.title
    caption = caption_of(data, head.kind, title=title, sentence=alt, channels=channels)
    return Picture(figure, alt, choose_fonts(figure), caption)


def missing_in_words(characters: str) -> str:
    """Say which characters of a picture are boxes, and what to do."""
    named = ", ".join(f"{character} (U+{ord(character):04X})" for character in characters[:5])
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    return f"no font here has {named}{more}; boxes are drawn; install a font that has them"


def day_number(day: date) -> float:
    """Return a day as Matplotlib counts them: from 1 January 1970."""
    return float((day - date(1970, 1, 1)).days)


def known_days(data: Dataset, within: Window) -> Window | None:
    """Return the days of a window that the data speak about; None if there are none."""
    first, last = max(within.first, data.start), min(within.last, data.as_of)
    return Window(first, last) if first <= last else None


def time_axis(axes: Axes, within: Window, known: Window | None) -> None:
    """
    Set the days of a window out along the axes, with a light line at each tick.

    Days of which the data say nothing are hatched in grey over the whole height, since an unknown
    channel is something that the data do speak about.
    """
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
    left, right = axes.get_xlim()
    gaps = [(left, right)]
    if known is not None:
        gaps = [(left, day_number(known.first)), (day_number(known.last) + 1, right)]
    for start, end in gaps:
        if start < end:
            _shade(axes, start, end)


def mark_breaks(axes: Axes, breaks: Iterable[Break]) -> None:
    """Draw a dotted line, with its reason, on each day across which nothing usable is presumed."""
    for stop in breaks:
        day = day_number(stop.date)
        axes.axvline(
            day, color=style.INK, linestyle=(0, (1, 2)), linewidth=0.9, zorder=5, gid="break"
        )
        axes.text(
            day, 0.985, f"{stop.reason}: presumption ends ", transform=axes.get_xaxis_transform(),
            ha="right", va="top", rotation=90, size=6.5, color=style.INK, zorder=6,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.8},
        )  # fmt: skip


def _shade(axes: Axes, start: float, end: float) -> None:
    """Mark days without data, with the words where there is room for them."""
    axes.axvspan(
        start, end, facecolor=style.NO_DATA.face, edgecolor=style.NO_DATA.edge,
        hatch=style.NO_DATA.hatch, linewidth=0,
        zorder=1.5, gid="no-data",
    )  # fmt: skip
    left, right = axes.get_xlim()
    inches = (end - start) / (right - left) * axes.get_position().width * _width(axes)
    if inches >= NO_DATA_INCHES:
        axes.text(
            (start + end) / 2, 0.5, "no data", transform=axes.get_xaxis_transform(), ha="center",
            va="center", rotation=0 if inches >= 3 * NO_DATA_INCHES else 90, size=8,
            color=style.INK, zorder=6, bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )  # fmt: skip


def _width(axes: Axes) -> float:
    """Return the width of the figure that axes are in, in inches."""
    figure = axes.get_figure(root=True)
    return float(figure.get_figwidth()) if figure else 0.0


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


def save_caption(drawn: Picture, path: Path) -> Path:
    """Write the caption of a picture beside it, and return where: `x.svg` has `x.caption.md`."""
    beside = path.with_suffix(".caption.md")
    write_whole(beside, drawn.caption.encode())
    return beside
