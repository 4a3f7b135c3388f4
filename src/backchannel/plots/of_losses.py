"""The picture of losses: panels on the same days, each with its own scale and names beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.transforms import ScaledTranslation

from backchannel.dates.period import window
from backchannel.errors import UsageFault
from backchannel.facts.scope import asked
from backchannel.plots import gains, lines, loss, style
from backchannel.plots.edges import draw_edge
from backchannel.plots.figure import Head, Picture, day_number, picture, sheet
from backchannel.plots.flags import draw_flags, flag_inches, flags_in_words, flags_of, raised
from backchannel.plots.footnotes import LOST
from backchannel.plots.of_spans import days_in_words
from backchannel.plots.paper import NARROW, SCREEN, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope
    from backchannel.plots.curve import LossCurve
    from backchannel.plots.edges import EdgeName
    from backchannel.plots.flags import Raised


LANES = 5
"""How many lines of words there may be above the panels."""


class LossSheet(NamedTuple):
    """How a picture of losses is set, in inches."""

    height: float
    """Height of the bands of what was usable."""
    names: float
    """Room for the names right of them."""
    letters: float
    """Size of the names, in points."""
    margin: float
    """Room left of the axes."""
    left: float
    """Where the sentence below begins."""
    beside: float
    """What its lines leave free beside it."""
    foot: float
    """How far it stands above the edge; the digest of the data is in the corner."""
    flags: int
    """How many flags there may be."""
    lines: int
    """How many lines a name may have."""
    foot_letters: float
    """Size of the sentence below, in points."""
    panels: tuple[float, float, float]
    """Heights of the panels of what was stopped or unknown, of lines, and of changes."""


WIDE = LossSheet(2.75, 1.95, 7.5, 0.72, 0.72, 1.8, 0.08, 8, 2, 7.5, (0.85, 0.95, 1.1))
SLIM = LossSheet(2.25, 1.25, 6.3, 0.7, 0.12, 0.3, 0.2, 4, 3, 7.5, (0.85, 0.95, 1.1))
COLUMN = LossSheet(1.35, 1.3, 5.5, 0.5, 0.12, 0.3, 0.2, 3, 3, 6.5, (0.5, 0.5, 0.7))

FOOT, GAP = 0.6, 0.12
"""Room below the lowest panel, for dates and the sentence, and between panels."""

SOURCE = 0.12
"""Room below the sentence, for the line that names the data."""


def loss_picture(  # noqa: PLR0913 - the days and the sides, how they are drawn, and the paper
    data: Dataset,
    within: When,
    *,
    between: Between = None,
    draws: int = 0,
    seed: int = 0,
    paper: Paper = SCREEN,
    progress: Callable[[str], None] = lambda _: None,
) -> Picture:
    """
    Return the course of usable channels, of the package's own pair if `between` is not given.

    With draws of the uncertain dates it has the 5th and 95th percentile of channels and lines.

    Raises
    ------
    UsageFault
        If draws are asked for between all sides, or fewer than 0.
    """
    within, scope = window(within), asked(data, between)
    check_draws(draws, scope)
    shown = loss.loss_curve_of(data, within=within, scope=scope)
    # All sides together have no ends between which lines could run.
    course = (
        lines.lines_course_of(
            data, within=within, between=scope, draws=draws, seed=seed, progress=progress
        )
        if scope.sides
        else None
    )
    channels = scope.channels(data, within=shown.known or within)
    made = COLUMN if paper.is_column else WIDE if paper.width >= NARROW else SLIM
    flags = flags_of(data, channels, within=within)
    placed = raised(
        flags, within, inches=paper.width - made.margin - made.names,
        beyond=(made.margin - 0.1, made.names), most=made.flags,
        lanes=2 if paper.is_column else LANES,
    )  # fmt: skip
    head = Head(
        f"Usable channels {scope.in_words(data)}, {days_in_words(within)}",
        scope.share_in_words(data, shown.channels)
        + flags_in_words(placed, flags, short=paper.is_column),
        within,
        "loss",
        paper,
    )
    with style.context(is_small=paper.is_column):
        said = loss.losses_in_words(shown, inches=paper.width - made.beside, size=made.foot_letters)
        keys: list[Artist] = [
            *loss.certainty_keys(shown),
            *(lines.draws_key(course, short=paper.is_column) if course else []),
        ]
        foot = (
            FOOT + 0.0175 * made.foot_letters * max(said.count("\n") - 1, 0) + made.foot - WIDE.foot
        )
        rest_high, lines_high, changes_high = made.panels
        heights = [rest_high, *([lines_high] if course else []), changes_high]
        low = foot + SOURCE + sum(heights) + GAP * len(heights)
        above = 0.12 + 0.18 * -(-len(keys) // 2) + flag_inches(placed)
        figure, axes = sheet(
            data, head, height=made.height + above + low,
            margins=(made.margin, made.names, low, above),
        )  # fmt: skip
        _draw_usable(shown, axes, made=made, flags=placed)
        if course and course.known:
            lines.draw_draws(course.channels, end=day_number(course.known.last) + 1, axes=axes)
        _explain(axes, keys, made=made, flags=placed)
        rest, *below = _panels(axes, heights, bottom=low)
        loss.draw_loss(shown, axes=rest, part="rest", words=False)
        _name(rest, loss.band_names(shown, part="rest"), made)
        if course:
            lines.draw_lines(course, axes=below[0])
            if paper.is_column:
                # Its whole name is higher than so low a panel.
                below[0].set_ylabel("lines")
            _name(below[0], lines.lines_names() if course.known else [], made)
        gains.draw_changes(shown, axes=below[-1])
        _name(below[-1], gains.change_names(shown), made)
        for part in figure.axes[:-1]:
            part.tick_params(labelbottom=False)
        figure.align_ylabels(figure.axes)
        figure.text(
            made.left / paper.width, (made.foot + SOURCE) / figure.get_figheight(), said, ha="left",
            va="bottom", size=made.foot_letters, color=style.INK,
        )  # fmt: skip
        sentence = loss.describe_loss(shown) + (lines.describe_lines(course) if course else "")
        lost = {LOST: [channel for row in shown.series for channel in row.lost]}
        return picture(data, figure, sentence, head=head, channels=channels, named=lost)


def check_draws(draws: int, scope: Scope) -> None:
    """
    Refuse draws that cannot be made.

    Raises
    ------
    UsageFault
        If there are fewer than 0, or no two sides.
    """
    if draws and not scope.sides:
        raise UsageFault(
            "draws range what two sides could use; name them, such as `--between RUS USA`"
        )
    if draws < 0:
        raise UsageFault(f"{draws} draws: no fewer than 0 can be made; give 0 or more")


def _draw_usable(shown: LossCurve, axes: Axes, *, made: LossSheet, flags: Sequence[Raised]) -> None:
    """Draw the bands of what was usable, their names, and what happened."""
    loss.draw_loss(shown, axes=axes, part="usable", words=False)
    draw_flags(axes, flags, over=True)
    _name(axes, loss.band_names(shown, part="usable"), made)


def _explain(
    axes: Axes, keys: Sequence[Artist], *, made: LossSheet, flags: Sequence[Raised]
) -> None:
    """Say what stripes and the dark band mean."""
    if keys:
        up = ScaledTranslation(0, flag_inches(flags), axes.figure.dpi_scale_trans)
        axes.legend(
            handles=keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderaxespad=0.3,
            bbox_transform=axes.transAxes + up, handlelength=1.8, fontsize=made.letters,
        )  # fmt: skip


def _panels(axes: Axes, heights: Sequence[float], *, bottom: float) -> list[Axes]:
    """Return axes of the same days below others that stand so high, one below the other."""
    place, figure = axes.get_position(), axes.figure
    whole, panels = figure.get_figheight(), []  # type: ignore[union-attr]
    for height in heights:
        bottom -= GAP + height
        panels.append(figure.add_axes((place.x0, bottom / whole, place.width, height / whole)))
    return panels


def _name(axes: Axes, names: Sequence[EdgeName], made: LossSheet) -> None:
    draw_edge(axes, names, inches=made.names - 0.05, size=made.letters, lines=made.lines)
