"""Contacts as a timeline has them: marks by what became of them, lines for days not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.lines import Line2D

from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.figure import day_number
from backchannel.verdicts.accounts import is_denied
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact

POINT_DAYS = 45
"""A contact whose day is known to within so many days is a point, any other a line."""

SIZE = 4.0
"""Size of a mark."""

SHAPES: Mapping[str, str] = {"held": "o", "refused": "s", "unanswered": "^", "not-held": "x"}
"""What became of a contact → its mark; the last is of one cancelled, avoided, or said not to be."""


class ContactMark(NamedTuple):
    """A contact as it is drawn in its channel's row."""

    contact: str
    first: float
    last: float
    is_line: bool
    """Whether it is drawn as a line over the days it may lie on."""
    fate: str
    """A key of `SHAPES`."""
    is_denied: bool


def mark_of(data: Dataset, contact: Contact, *, within: Window) -> ContactMark | None:
    """Return a two-way contact as it is drawn in some days; None if it lies outside them."""
    earliest, latest = bounds_of(contact)["date"]
    if contact.mode not in TWO_WAY or latest < within.first or earliest > within.last:
        return None
    return ContactMark(
        contact.id,
        day_number(max(earliest, within.first)),
        day_number(min(latest, within.last)),
        is_line=(latest - earliest).days > POINT_DAYS or bool(contact.count),
        fate=contact.occurrence if contact.occurrence in SHAPES else "not-held",
        is_denied=is_denied(data.claims_on.get(contact.id, ())),
    )


def draw_contacts(
    axes: Axes, marks: Sequence[tuple[int, ContactMark]], *, size: float = SIZE
) -> None:
    """Draw contacts in the rows of their channels: marks, and lines where days are not known."""
    for denied in (False, True):
        colour = palette.VERDICTS[Word.CONTESTED] if denied else style.INK
        of_colour = [(row, mark) for row, mark in marks if mark.is_denied == denied]
        doubt = ".denied" if denied else ""
        if long := [(row, mark) for row, mark in of_colour if mark.is_line]:
            along = [x for _, mark in long for x in (mark.first, mark.last, float("nan"))]
            heights = [y for row, _ in long for y in (row, row, float("nan"))]
            axes.add_line(lines_of(along, heights, colour=colour, gid=f"contacts.days{doubt}"))
        for fate in SHAPES:
            points = [
                ((mark.first + mark.last) / 2, row)
                for row, mark in of_colour
                # What was held on days not known is told by its line alone.
                if mark.fate == fate and not (fate == "held" and mark.is_line)
            ]
            if points:
                xs, ys = ([point[place] for point in points] for place in (0, 1))
                gid = f"contacts.{fate}{doubt}"
                axes.add_line(marks_of(xs, ys, fate=fate, colour=colour, size=size, gid=gid))


def marks_of(
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    fate: str,
    colour: str = style.INK,
    size: float = SIZE,
    **more: str,
) -> Line2D:
    """Return the marks of contacts of one fate: open rings if they were held, else dark marks."""
    held = fate == "held"
    return Line2D(
        xs, ys, marker=SHAPES[fate], linestyle="none", markersize=size,
        markerfacecolor="white" if held else colour, markeredgecolor=colour,
        markeredgewidth=(1.3 if fate == "not-held" else 0.9) * size / SIZE,
        zorder=5, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def lines_of(
    xs: Sequence[float], ys: Sequence[float], *, colour: str = style.INK, **more: str
) -> Line2D:
    """Return a line with an upright end for each contact whose days are not known."""
    return Line2D(
        xs, ys, color=colour, linewidth=0.9, marker="|", markersize=4, zorder=4, **more,  # type: ignore[arg-type]
    )  # fmt: skip
