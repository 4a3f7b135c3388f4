"""What a picture is drawn on, and how it gets into a file: the same bytes from the same data."""

from __future__ import annotations

import io
import warnings
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from backchannel.dates.period import Window
from backchannel.errors import UsageFault
from backchannel.facts.scope import asked
from backchannel.messages import quoted, visible
from backchannel.package.files import write_whole
from backchannel.plots import style
from backchannel.plots.captions import beyond_in_words, breaks_in_words, view_in_words
from backchannel.plots.footnotes import SHORTENED, caption_of
from backchannel.plots.hatching import plain_hatches
from backchannel.plots.lettering import brief, choose_fonts, fitted
from backchannel.plots.paper import NARROW, SCREEN, Paper, turn_grey
from backchannel.plots.shortened import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between

ENDINGS = ("png", "svg", "pdf")

MOST_DOTS = 60_000
"""No picture is higher than that: Matplotlib cannot draw more than 65,535 dots."""

LINE = 0.2
"""Height of a line of a title in inches."""

MOST_POINTS = 7
"""Size of the numbers at the axes of a picture in one column, at the most."""

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
    unnamed: Mapping[str, Sequence[str]] = MappingProxyType({})
    """The channels and actors that only its caption names, by what it says of them."""


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
    whole = title_of(data, head)
    whole = brief(whole) if head.paper.is_column and head.paper.title is None else whole
    title = fitted(whole, inches=room, size=size, bold=True, lines=4)
    # Others have room for more words, or no dotted line.
    narrow = {"timeline": width < NARROW, "loss": head.paper.is_column}
    said = head.note.strip() + beyond_in_words(data, head.days)
    # How long channels last goes by what was seen, so that no presumption ends there.
    if head.kind != "survival":
        said += breaks_in_words(data, head.days, short=narrow.get(head.kind, False))
    # Small letters are set to whole dots, and a line of them comes out a little wider.
    small = head.paper.note_size
    note = fitted(said, inches=0.98 * room, size=small, lines=3 if room > MOST_NOTE_INCHES else 14)
    titled = 0.14 + LINE * size / 12 * (title.count("\n") + 1 if title else 0)
    above = titled + 0.0176 * small * (note.count("\n") + 1) + 0.06
    height, top = height + above, top + above
    figure = Figure(figsize=(width, height), dpi=min(head.paper.dots, int(MOST_DOTS / height)))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((
        left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height,
    ))  # fmt: skip
    source = fitted(data.title, inches=room - 1.05, size=6, lines=1)
    figure.text(
        1 - 0.06 / width, 0.05 / height, f"Source: {source}, data {data.digest[:12]}", ha="right",
        va="bottom", size=6, color=style.FAINT,
    )  # fmt: skip
    # Both stand a constant way from the upper edge, whatever the height.
    figure.text(
        0.12 / width, 1 - 0.12 / height, title, ha="left", va="top", size=size, weight="bold",
        color=style.INK,
    )  # fmt: skip
    figure.text(
        0.12 / width, 1 - titled / height, note, ha="left", va="top", size=small, color=style.FAINT
    )
    return figure, axes


def title_of(data: Dataset, head: Head) -> str:
    """Return the title, which says to what the data were narrowed; a title of one's own stays."""
    own = head.paper.title
    return head.title + view_in_words(data) if own is None else own


def picture(
    data: Dataset,
    figure: Figure,
    sentence: str,
    *,
    head: Head,
    channels: Iterable[str] = (),
    named: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Picture:
    """
    Return a figure that is drawn as a picture, each of its texts in a font that can write it.

    `channels` are those that it shows, whose claims its caption names; `named` are those whose
    names only its caption has, by what it says of them.
    """
    alt = f"{sentence.removesuffix('.')}{view_in_words(data)}."
    if head.paper.grey:
        turn_grey(figure)
    if head.paper.is_column:
        _shrink(figure)
    plain_hatches(figure)
    whole, shown = {**named}, frozenset(channels)
    whole[SHORTENED] = shortened(figure, data, shown)
    title = title_of(data, head) or head.title
    caption = caption_of(data, head.kind, title=title, sentence=alt, channels=shown, named=whole)
    return Picture(figure, alt, choose_fonts(figure), caption, whole)


def _shrink(figure: Figure) -> None:
    """Have no number and no name of an axis larger than a column of a page takes."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if any(float(label.get_fontsize()) > MOST_POINTS for label in axis.get_ticklabels()):
                axis.set_tick_params(labelsize=MOST_POINTS)


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


def two_ends(data: Dataset, between: Between) -> tuple[str, str]:
    """
    Return the two sides that a picture is of: the package's own if none is given.

    Raises
    ------
    UsageFault
        If all sides are asked for, or the package has no pair of its own.
    """
    scope = asked(data, between)
    if not scope.sides:
        raise UsageFault("this picture is of two sides; name them, such as `--between RUS USA`")
    return scope.sides


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
