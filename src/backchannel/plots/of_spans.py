"""Pictures of a span of days: the timeline of channels or of groups, and the losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import window
from backchannel.facts.scope import asked
from backchannel.plots import loss, sides, style, timeline
from backchannel.plots.figure import Head, Picture, known_days, picture, sheet
from backchannel.plots.lettering import legend_columns, legend_inches
from backchannel.plots.paper import SCREEN, Paper

if TYPE_CHECKING:
    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope

LEGEND_COLUMNS = 3

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
    shown = timeline.timeline_of(data, within=within, scope=scope)
    if shown.folded:
        note = f"{head.note} Nothing is known in these days of {shown.folded}, which have no row."
        head = head._replace(note=note)
    left, keys = paper.labels(3.15), [str(key.get_label()) for key in timeline.timeline_keys()]
    columns = legend_columns(keys, inches=paper.width - 0.4, most=timeline.LEGEND_COLUMNS)
    above = 0.155 + legend_inches(len(keys), columns, most=timeline.LEGEND_COLUMNS)
    with style.context():
        figure, axes = sheet(
            data, head, height=0.55 + above + 0.25 * max(len(shown.rows), 4),
            margins=(left, 0.2, 0.5, above),
        )  # fmt: skip
        timeline.draw_timeline(shown, axes=axes, labels=left - 0.15)
        timeline.timeline_legend(axes, columns=columns)
        sentence = timeline.describe_timeline(shown)
        channels = [row.channel for row in shown.rows]
        return picture(data, figure, sentence, head=head, channels=channels)


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
    keys = loss.loss_keys(shown)
    labels = [str(key.get_label()) for key in keys]
    columns = legend_columns(labels, inches=paper.width - 0.85, most=LEGEND_COLUMNS)
    above = 0.2 + legend_inches(len(keys), columns, most=LEGEND_COLUMNS)
    with style.context():
        said = loss.losses_in_words(shown, inches=paper.width - 1.8)
        more = 0.13 * max(said.count("\n") - 1, 0)
        figure, axes = sheet(
            data, head, height=5.1 + above + more, margins=(0.65, 0.2, 1.85 + more, above)
        )
        loss.draw_loss(shown, axes=axes)
        axes.legend(
            handles=keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns,
            handlelength=1.8, borderaxespad=0.3,
        )  # fmt: skip
        axes.tick_params(labelbottom=False)
        place = axes.get_position()
        height = figure.get_figheight()
        below = figure.add_axes((place.x0, (0.6 + more) / height, place.width, 1.1 / height))
        loss.draw_changes(shown, axes=below)
        figure.text(
            0.65 / paper.width, 0.08 / height, said, ha="left", va="bottom", size=7.5,
            color=style.INK,
        )  # fmt: skip
        channels = scope.channels(data, within=shown.known or within)
        return picture(data, figure, loss.describe_loss(shown), head=head, channels=channels)


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
