"""The picture of several days, and how several networks are set on a sheet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault
from backchannel.plots import legends, style
from backchannel.plots.beside import name_families, name_rows
from backchannel.plots.captions import left_out_in_words
from backchannel.plots.figure import Head, Picture, picture, sheet, two_ends
from backchannel.plots.footnotes import NO_ROOM
from backchannel.plots.panel import draw_panel, title_size
from backchannel.plots.panels import (
    Panel,
    describe_panels,
    fitting,
    panels_of,
)
from backchannel.plots.paper import NARROW, PAGE, SCREEN, Paper
from backchannel.plots.turns import LINE, all_turns, chosen, draw_turns, name_turns, turns
from backchannel.plots.voices import (
    CONTRADICT,
    SIGNS,
    compared_in_words,
    contradicted_in_words,
    differing,
    draw_stances,
    stance_keys,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between

PANEL_INCHES = 2.1
"""A panel is at least so wide, so that there are as many beside each other as there is room for."""

PRINTED_INCHES = 1.2
"""The same in print, where all of them have to fit a page."""

ROW_INCHES = {"small": (0.028, 0.055), "large": (0.085, 0.125)}
"""Height of a row of a panel, of several days and of two voices: the least and the most."""

FAMILY_INCHES = 0.95
"""Room for the names of families left of the panels."""

MOST_TURNS, SOME_TURNS, FEW_TURNS = 6, 4, 3
"""How many channels that changed are named below a panel, on wide and on narrow paper."""

LEAST_INCHES = 0.9
"""Panels are at least so high if a page has room for it."""

DOWN_INCHES = 2.9
"""A picture in one column is at most so high for each of the panels below each other."""

ABOVE = 0.62
"""Height of the words above a panel, in inches."""


TITLES = {True: "Who sat on which channel", False: "Which channels could be used"}
"""The title of several days, by whether there is room for who sat on the channels."""

EACH = "A row is the same channel or actor in each panel."

EACH_CHANNEL = "A row is the same channel in each panel; for who sat on it there is no room."

NUMBERED = (
    " Numbered are channels that could be used on one of two days only, surely or presumably: "
    "▼ lost: stopped; ▲ gained: had been stopped; ▽ out of sight; △ into view."
)


def multiples_picture(
    data: Dataset, days: Iterable[Day], *, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """
    Return the networks of several days, each node at one place.

    Raises
    ------
    UsageFault
        If no day is given, or all sides are asked for.
    """
    listed = sorted({one_day(day) for day in days})
    if not listed:
        raise UsageFault("no day is given; name one day or more")
    sides = two_ends(data, between)
    least = PANEL_INCHES if paper.rows(1, beside=0) is None else PRINTED_INCHES
    names = min(FAMILY_INCHES, 0.25 * paper.width)
    room = paper.width - 0.2 - names
    most = max(1, min(len(listed), int(room / least)))
    # Six days of which five have room stand in two rows of three, not of five and one.
    across = -(-len(listed) // -(-len(listed) // most))
    # In low panels the marks of persons and bodies would lie on each other.
    is_high = paper.rows(1, beside=0) is None or (paper.width >= NARROW and across >= len(listed))
    shown = panels_of(
        data, [(day_in_words(day), data, day) for day in listed], sides=sides,
        width=room / across, people=is_high,
    )  # fmt: skip
    made = _naming(Panels(across, ROW_INCHES["small"], names), len(shown), paper)
    # Where less has changed than has room below, the panels have it.
    found = [len(turns(before, after)) for before, after in pairwise(shown)]
    made = made._replace(most=min(made.most, max(found, default=0)))
    head = Head(
        f"{TITLES[is_high]}: {shown[0].network.pair}, {_days(shown)}",
        (EACH if is_high else EACH_CHANNEL) + (NUMBERED if made.most else ""),
        Window(listed[0], listed[-1]),
        "multiples",
        paper,
    )
    return panels_picture(data, head, shown, made=made)


def _naming(made: Panels, number: int, paper: Paper) -> Panels:
    """Return how several days are set, with fewer names below where panels would be too low."""
    down = -(-number // made.across)
    if number < 2:
        return made
    wide = ((MOST_TURNS, 2), (MOST_TURNS, 1)) if paper.width >= NARROW else ()
    for most, lines in (*wide, (SOME_TURNS, 2), (FEW_TURNS, 2)):
        named = made._replace(most=most, lines=lines)
        beside = 2 * _words_inches(paper) + (ABOVE + named.below) * down
        free = _free_inches(paper, down, beside=beside)
        if free is None or free >= LEAST_INCHES * down:
            return named
    return made


class Panels(NamedTuple):
    """How several networks are set on a sheet."""

    across: int
    """How many stand beside each other."""
    row: tuple[float, float]
    """Height of a row at the least and at the most, in inches."""
    names: float
    """Room for names left of them, in inches."""
    stances: Mapping[str, str] | None = None
    """How two voices stand to each other on each channel; None if it is several days."""
    most: int = 0
    """How many channels that changed are named below a panel."""
    lines: int = 1
    """How many lines each of their names may have."""

    @property
    def kept(self) -> str:
        """Which channels have a row where there is no room for all, in words."""
        usable = "those most surely usable"
        return usable if self.stances is None else f"those on which they differ, then {usable}"

    @property
    def below(self) -> float:
        """Height of the words below a panel, in inches."""
        return LINE * (self.most * self.lines + 3) + 0.1 if self.most else 0


def panels_picture(data: Dataset, head: Head, panels: Sequence[Panel], *, made: Panels) -> Picture:
    """Return several networks on a sheet, with as many rows as have room."""
    down, paper = -(-len(panels) // made.across), head.paper
    more = stance_keys() if made.stances is not None else []
    legend = legends.panel_legend_inches(panels[0], width=paper.width, more=more)
    # In print the rows are as high as a page lets them be, and those that fit.
    words, (least, pitch) = ABOVE + made.below, made.row
    # A few rows are high enough for the names beside them.
    pitch = max(pitch, LEAST_INCHES / panels[0].network.rows)
    beside = legend + _words_inches(paper) + words * down
    fits = _free_inches(paper, down, beside=beside)
    if fits is not None:
        most = max(int(fits / down / least), 1)
        panels = fitting(data, panels, most, first=differing(made.stances or {}))
        pitch = min(pitch, fits / down / panels[0].network.rows)
    network = panels[0].network
    types = [data.channels[channel].type for channel in network.left_out]
    head = head._replace(
        note=head.note
        + left_out_in_words(
            types, kept=made.kept, short=paper.width < NARROW,
            shown=[data.channels[channel].type for channel in network.channels],
        )
    )  # fmt: skip
    high = words + network.rows * pitch
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=0.25 + legend + high * down,
            margins=(0.1 + made.names, 0.1, 0.2, legend),
        )  # fmt: skip
        legends.panel_legend(panels[0], axes=axes, width=paper.width, shift=made.names, more=more)
        axes.set_axis_off()
        parts = [
            _part(axes, number, made=made, down=down, high=(high, words))
            for number in range(len(panels))
        ]
        _draw(panels, parts, made=made, pitch=pitch)
        channels = {channel for panel in panels for channel in panel.network.channels}
        said = describe_panels(panels)
        if made.stances is not None:
            told = compared_in_words(made.stances, network)
            said = f"{said} {told}{contradicted_in_words(data, made.stances)}"
        named = {
            NO_ROOM: network.left_out,
            **({} if made.stances is not None else all_turns(panels)),
        }
        return picture(data, figure, said, head=head, channels=channels, named=named)


def _words_inches(paper: Paper) -> float:
    """Return how much of a page title and note take, in inches."""
    if paper.is_column:
        return 1.45
    return 1.25 if paper.width >= NARROW else 2.0


def _free_inches(paper: Paper, down: int, *, beside: float) -> float | None:
    """Return what is left for the rows of so many panels below each other; None on a screen."""
    if paper.rows(1, beside=beside) is None:
        return None
    # Who asks for many days in a column gets a higher one.
    return max(min(PAGE, max(paper.page, DOWN_INCHES * down)) - beside, 0.001)


def _draw(panels: Sequence[Panel], parts: Sequence[Axes], *, made: Panels, pitch: float) -> None:
    size = title_size(panels)
    for number, (part, panel) in enumerate(zip(parts, panels, strict=True)):
        draw_panel(panel, axes=part, size=size)
        if not number % made.across:
            _name(panels, part, made=made, pitch=pitch)
        if number and made.most:
            high = pitch * panel.network.rows
            _tell_turns(panels[number - 1], panel, part, made=made, high=high)
    if made.stances is not None:
        draw_stances(parts, [panel.network for panel in panels], made.stances)


def _name(panels: Sequence[Panel], axes: Axes, *, made: Panels, pitch: float) -> None:
    """Write the names of rows or of families left of a panel."""
    if made.stances is None:
        high = pitch * panels[0].network.rows
        name_families(panels, axes=axes, inches=made.names, high=high)
        return
    signs = {channel: SIGNS.get(stance, "") for channel, stance in made.stances.items()}
    name_rows(
        panels,
        axes=axes,
        inches=made.names - 0.1,
        pitch=pitch,
        signs=signs,
        strong=SIGNS[CONTRADICT],
    )


def _tell_turns(before: Panel, panel: Panel, axes: Axes, *, made: Panels, high: float) -> None:
    found = turns(before, panel)
    named = chosen(found, panel.network, made.most)
    draw_turns(axes, named, panel.network, inches=high)
    name_turns(axes, named, found, inches=panel.network.width - 0.1, lines=made.lines)


def _part(axes: Axes, number: int, *, made: Panels, down: int, high: tuple[float, float]) -> Axes:
    """Return the axes of one panel of such a height, with room for the words above and below it."""
    place, figure = axes.get_position(), axes.figure
    (whole, words), (row, column) = high, divmod(number, made.across)
    width, height = place.width / made.across, place.height / down
    bottom = place.y1 - (row + 1) * height + height * (words - ABOVE) / whole
    return figure.add_axes((
        place.x0 + column * width, bottom, width, height * (1 - words / whole),
    ))  # fmt: skip


def _days(panels: Sequence[Panel]) -> str:
    if len(panels) == 1:
        return panels[0].title
    return f"{panels[0].title} to {panels[-1].title}"
