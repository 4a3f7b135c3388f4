"""The flags that say how a picture is printed: the same on each kind of picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from backchannel.cli.options import a_path
from backchannel.cli.output import note_coverage, talk, writing
from backchannel.cli.views import in_place_of, titled
from backchannel.errors import one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.plots import Paper, Picture

PictureFile = Annotated[
    Path,
    typer.Option(
        "--output", "-o", parser=a_path, metavar="FILE", help="A .png, .svg or .pdf file."
    ),
]
Width = Annotated[
    str,
    typer.Option(
        "--width",
        metavar="89|120|183|screen",
        help="Width in print in millimetres: a column, one and a half, two; or for a screen.",
    ),
]
Title = Annotated[
    str | None,
    typer.Option("--title", metavar="TEXT", help="Your own title; an empty one leaves it out."),
]
Grey = Annotated[bool, typer.Option("--grey", help="Greys in place of colours.")]
FLAGS = {"width": (Width, "screen"), "title": (Title, None), "grey": (Grey, False)}
"""Flag → its type and its default, in the order of the help."""


class PaperFlags(NamedTuple):
    """What the flags ask for; it is read when a picture is drawn, since that needs Matplotlib."""

    width: str = "screen"
    title: str | None = None
    grey: bool = False

    def paper(self) -> Paper:
        """
        Return what to draw for.

        Raises
        ------
        UnknownName
            If the width is none of those that there are.
        """
        from backchannel.plots import WIDTHS, Paper

        return Paper(WIDTHS[one_of("width", self.width, WIDTHS)], self.title, self.grey)


with_paper = in_place_of("paper", FLAGS, PaperFlags)
"""Give a verb these flags in the place of its parameter `paper`."""


def draw(
    picture: Callable[[Dataset, Paper], Picture],
    output: Path,
    read: Callable[[], Dataset],
    *,
    paper: PaperFlags,
    asked: Window | None = None,
) -> None:
    """
    Write a picture and its caption, then say what it cannot show.

    A wrong ending or width is told before the work.
    """
    from backchannel.package.files import check_folder
    from backchannel.plots import check_ending, missing_in_words, save, save_caption

    check_ending(output)
    check_folder(output)
    sheet, known = paper.paper(), read()
    drawn = picture(known, sheet)
    with writing(output):
        save(drawn, output)
        caption = save_caption(drawn, output)
    if asked:
        note_coverage(known, asked)
    if drawn.missing:
        talk(missing_in_words(drawn.missing))
    talk(f"its caption is {caption.name}")
    talk(titled(f"wrote {output}", known.view))
