"""Pictures of a span of days: the timeline of channels or of groups, and the losses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import window
from backchannel.facts.scope import asked
from backchannel.plots import lines, loss, sides, style, timeline
from backchannel.plots.captions import left_out_in_words
from backchannel.plots.figure import Head, Picture, known_days, picture, sheet
from backchannel.plots.lettering import legend_columns, legend_inches
from backchannel.plots.paper import NARROW, SCREEN, Paper

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope
    from backchannel.plots.timeline import Timeline

LEGEND_COLUMNS = 3


class LossSheet(NamedTuple):
    """How a picture of losses is set."""

    height: float
    """Height of the bands, in inches."""
    letters: float
    """Size of the legend."""
    left: float
    """Where the sentence below begins."""
    beside: float
    """What its lines leave free beside it."""
    foot: float
    """How far it stands above the edge; the digest of the data is in the corner."""


WIDE = LossSheet(3.25, 8, 0.65, 1.8, 0.08)
SLIM = LossSheet(2.3, 7, 0.12, 0.3, 0.2)
LINES_INCHES = 1.15
"""Height of the panel of independent lines, with the gap above it."""

MOST_CHANNELS = {"pair": 250, "all": 80}
"""How many channels of a pair, and of all sides, have a row each in a timeline."""


def timeline_picture(
    data: Dataset, within: When, *, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """Return the timeline of channels, of the package's own pair if `between` is not given."""
    within, scope = window(within), asked(data, between)
    number = len(scope.channels(data, within=known_days(data, within) or within))
    title = f"Channels {scope.in_words(data)}, {days_in_words(within)}"
    head = Head(title, scope.share_in_words(data, number), within, "timeline", paper)
    if number > MOST_CHANNELS["pair" if scope.sides else "all"]:
        return _group_picture(data, head._replace(kind="groups"), within=within, scope=scope)
    keys = [str(key.get_label()) for key in timeline.timeline_keys()]
    columns = legend_columns(keys, inches=paper.width - 0.4, most=timeline.LEGEND_COLUMNS)
    above = 0.155 + legend_inches(len(keys), columns, most=timeline.LEGEND_COLUMNS)
    beside = above + (1.9 if paper.width >= NARROW else 2.4)
    shown = timeline.timeline_of(data, within=within, scope=scope)
    plate = _plate(paper, len(shown.rows), beside=beside)
    if most := paper.rows(plate.pitch, beside=beside):
        shown = timeline.with_room(shown, most * plate.blocks)
    types = [data.channels[channel].type for channel in shown.left_out]
    note = head.note + left_out_in_words(types, kept="those with most contacts and changes")
    if shown.folded:
        note += f" Nothing is known in these days of {shown.folded}, which have no row."
    head = head._replace(note=note)
    high = -(-len(shown.rows) // plate.blocks)
    with style.context():
        figure, whole = sheet(
            data, head, height=0.55 + above + plate.pitch * max(high, 4),
            margins=(0.1, 0.2, 0.5, above),
        )  # fmt: skip
        timeline.timeline_legend(whole, columns=columns)
        _draw_blocks(shown, whole, plate=plate, high=high, paper=paper)
        sentence = timeline.describe_timeline(shown)
        channels = [row.channel for row in shown.rows]
        return picture(
            data, figure, sentence, head=head, channels=channels, left_out=shown.left_out
        )


class Plate(NamedTuple):
    """How the rows of a timeline are set on a sheet."""

    pitch: float
    """Height of a row in inches."""
    letters: float
    """Size of the names."""
    blocks: int
    """How many blocks of rows stand beside each other."""


ROOMY = Plate(0.26, timeline.LETTERS, 1)
SPREAD = Plate(0.17, 6.8, 2)
"""What a screen takes for many channels, so that the dates are never far away."""

DENSE = Plate(0.105, 5.5, 2)
"""What a page of a journal takes for more than a hundred channels; smaller letters are refused."""

MOST_ROOMY = 45
"""With more rows than that, a picture for a screen has two blocks."""


def _plate(paper: Paper, number: int, *, beside: float) -> Plate:
    """Return how so many rows are set: in two blocks where one would be too high for its place."""
    most = paper.rows(ROOMY.pitch, beside=beside)
    if paper.width < NARROW or number <= (MOST_ROOMY if most is None else most):
        return ROOMY
    return SPREAD if most is None else DENSE


def _draw_blocks(shown: Timeline, whole: Axes, *, plate: Plate, high: int, paper: Paper) -> None:
    """Draw the rows in blocks beside each other, each with its names left of it."""
    whole.set_axis_off()
    place = whole.get_position()
    wide = place.width * paper.width / plate.blocks
    left = paper.labels(3.05) if plate.blocks == 1 else 0.46 * wide
    gap = 0 if plate.blocks == 1 else 0.1
    for number in range(plate.blocks):
        rows = shown.rows[number * high : (number + 1) * high]
        if number and not rows:
            return
        block = whole.figure.add_axes((
            place.x0 + (number * wide + left) / paper.width,
            place.y0,
            (wide - left - gap) / paper.width,
            place.height,
        ))  # fmt: skip
        part = replace(shown, rows=rows)
        timeline.draw_timeline(part, axes=block, labels=left - 0.05, size=plate.letters)
        block.set_ylim(max(high, 1) - 0.4, -0.6)


def loss_picture(
    data: Dataset, within: When, *, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """Return the course of usable channels, of the package's own pair if `between` is not given."""
    within, scope = window(within), asked(data, between)
    shown = loss.loss_curve_of(data, within=within, scope=scope)
    head = Head(
        f"Usable channels {scope.in_words(data)}, {days_in_words(within)}",
        scope.share_in_words(data, shown.channels),
        within,
        "loss",
        paper,
    )
    # All sides together have no ends between which lines could run.
    course = lines.lines_course_of(data, within=within, between=scope) if scope.sides else None
    keys = [*loss.loss_keys(shown), *(lines.lines_keys() if course and course.known else ())]
    labels = [str(key.get_label()) for key in keys]
    columns = legend_columns(labels, inches=paper.width - 0.85, most=LEGEND_COLUMNS)
    made = WIDE if paper.width >= NARROW else SLIM
    above = 0.2 + legend_inches(len(keys), columns, most=LEGEND_COLUMNS) * made.letters / 8
    with style.context():
        said = loss.losses_in_words(shown, inches=paper.width - made.beside)
        more = 0.13 * max(said.count("\n") - 1, 0) + made.foot - WIDE.foot
        low = 1.85 + more + (LINES_INCHES if course else 0)
        figure, axes = sheet(
            data, head, height=made.height + above + low, margins=(0.65, 0.2, low, above)
        )
        loss.draw_loss(shown, axes=axes)
        axes.legend(
            handles=keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns,
            handlelength=1.8, borderaxespad=0.3, fontsize=made.letters,
        )  # fmt: skip
        if course:
            lines.draw_lines(course, axes=_below(axes, bottom=1.85 + more, inches=1.0))
        loss.draw_changes(shown, axes=_below(axes, bottom=0.6 + more, inches=1.1))
        for part in figure.axes[:-1]:
            part.tick_params(labelbottom=False)
        figure.align_ylabels(figure.axes)
        figure.text(
            made.left / paper.width, made.foot / figure.get_figheight(), said, ha="left",
            va="bottom", size=7.5, color=style.INK,
        )  # fmt: skip
        channels = scope.channels(data, within=shown.known or within)
        sentence = loss.describe_loss(shown) + (lines.describe_lines(course) if course else "")
        return picture(data, figure, sentence, head=head, channels=channels)


def _below(axes: Axes, *, bottom: float, inches: float) -> Axes:
    """Return axes of the same days that stand so high above the lower edge, in inches."""
    place, height = axes.get_position(), axes.figure.get_figheight()  # type: ignore[union-attr]
    return axes.figure.add_axes((place.x0, bottom / height, place.width, inches / height))


def _group_picture(data: Dataset, head: Head, *, within: Window, scope: Scope) -> Picture:
    shown = sides.group_timeline_of(data, within=within, scope=scope)
    what = "type" if scope.sides else "side"
    note = f"{head.note} A row holds the channels of one {what}, as many as "
    note += "it says in brackets; its full height is all of them."
    left = head.paper.labels(2.4)
    head = head._replace(note=note)
    with style.context():
        figure, axes = sheet(
            data, head, height=1.08 + 0.25 * max(len(shown.rows), 4),
            margins=(left, 0.2, 0.5, 0.58),
        )  # fmt: skip
        sides.draw_group_timeline(shown, axes=axes, labels=left - 0.2)
        sides.group_timeline_legend(axes, columns=3 if head.paper.width > 9 else 2)
        return picture(data, figure, sides.describe_group_timeline(shown), head=head)


def days_in_words(within: Window) -> str:
    """Say which days a picture is asked for: years, if it is whole ones."""
    first, last = within
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole:
        return f"{first} to {last}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
