"""What a picture is made for: how wide it is printed, under which title, in colour or in greys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgba, to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Annotation, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

WIDTH = 10.0
"""Width of a picture for a screen in inches: at 100 dots an inch, that of a page."""

WIDTHS: Mapping[str, float] = {
    "89": 89 / 25.4,
    "120": 120 / 25.4,
    "183": 183 / 25.4,
    "screen": WIDTH,
}
"""Millimetres in print → inches: one column, one and a half, and two of a journal."""

PAGE = 9.3
"""Height of a printed page of a journal in inches, without its margins and a caption."""

COLUMN_PAGE = 150 / 25.4
"""Height of a picture in one column: it stands among text, so it takes no more than it needs."""

SCREEN_PAGE = 2**0.5 * WIDTH
"""Height of a picture for a screen that fills a sheet of A4, if all of it has to be read there."""

NARROW = 6.0
"""Below so many inches a title is set smaller."""

COLUMN = 4.0
"""Below so many inches it is a picture in one column, with smaller letters and fewer rows."""


def legend_size(width: float) -> float:
    """Return the size of the letters of a legend on paper so wide, in points."""
    return 6.5 if width < COLUMN else 8


class Paper(NamedTuple):
    """What a picture is drawn for."""

    width: float = WIDTH
    """In inches; letters keep their size, so that a narrow picture can be read as it is printed."""
    title: str | None = None
    """The title in place of the picture's own; an empty one leaves it out."""
    grey: bool = False
    """Whether each colour is replaced by the grey that is as light."""

    @property
    def title_size(self) -> float:
        """Size of the title in points."""
        return 12 if self.width >= NARROW else 9

    @property
    def is_column(self) -> bool:
        """Whether it stands in one column of a page."""
        return self.width < COLUMN

    @property
    def note_size(self) -> float:
        """Size of the words below the title, in points."""
        return 6.5 if self.is_column else 7.5

    @property
    def legend_size(self) -> float:
        """Size of the letters of a legend, in points."""
        return legend_size(self.width)

    @property
    def dots(self) -> int:
        """Dots an inch of a picture in dots: as printers ask for, or as a screen has them."""
        return 160 if self.width == WIDTH else 300

    @property
    def page(self) -> float:
        """Height of what it has to fit, in inches."""
        if self.width == WIDTH:
            return SCREEN_PAGE
        return COLUMN_PAGE if self.is_column else PAGE

    def rows(self, pitch: float, *, beside: float) -> int | None:
        """
        Return how many rows fit in print; None on a screen, which can be scrolled.

        `pitch` is the height of a row and `beside` that of all else, in inches.
        """
        return None if self.width == WIDTH else max(int((self.page - beside) / pitch), 1)

    def labels(self, inches: float) -> float:
        """Return the room for names beside the rows: as asked on a screen, else less."""
        return min(inches, 0.42 * self.width)


SCREEN = Paper()


def grey_of(colour: Any) -> str:
    """
    Return the grey that is as light as a colour, by its luminance (ITU-R BT.709, sRGB).

    >>> grey_of("#ffffff"), grey_of("#00ff00"), grey_of("none")
    ('#ffffffff', '#dcdcdcff', '#00000000')
    """
    *parts, alpha = to_rgba(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    shade = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return to_hex((shade, shade, shade, alpha), keep_alpha=True)


def turn_grey(figure: Figure) -> None:
    """Replace each colour of a figure by the grey that is as light; patterns stay."""
    for artist in figure.findobj():
        if isinstance(artist, Patch):
            artist.set_facecolor(grey_of(artist.get_facecolor()))
            artist.set_edgecolor(grey_of(artist.get_edgecolor()))
        elif isinstance(artist, Collection):
            for get, put in (
                (artist.get_facecolor, artist.set_facecolor),
                (artist.get_edgecolor, artist.set_edgecolor),
            ):
                put([grey_of(colour) for colour in to_rgba_array(get())])
        elif isinstance(artist, Line2D):
            _grey_line(artist)
        elif isinstance(artist, Text):
            artist.set_color(grey_of(artist.get_color()))
            # The line that leads from a label to what it names is no child of its figure.
            leader = artist.arrow_patch if isinstance(artist, Annotation) else None
            if leader is not None:
                leader.set_color(grey_of(leader.get_edgecolor()))


def _grey_line(line: Line2D) -> None:
    # A marker's colours can follow that of the line, so all are read before one is changed.
    names = ("color", "markerfacecolor", "markerfacecoloralt", "markeredgecolor")
    greys = {name: grey_of(getattr(line, f"get_{name}")()) for name in names}
    line.set(**greys)
