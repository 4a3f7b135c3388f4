"""Pictures of a span of days: the timeline of channels, or of groups where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import window
from backchannel.dates.words import day_in_words
from backchannel.facts.scope import asked
from backchannel.plots import keys as keys_of
from backchannel.plots import plates, sides, style, timeline
from backchannel.plots.captions import left_out_in_words
from backchannel.plots.figure import Head, Picture, known_days, picture, sheet
from backchannel.plots.flags import flag_inches, flags_in_words, flags_of, raised
from backchannel.plots.footnotes import NO_ROOM, UNTOLD
from backchannel.plots.lettering import key_rows_inches, legend_columns, legend_inches
from backchannel.plots.paper import NARROW, SCREEN, Paper

if TYPE_CHECKING:
    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope
    from backchannel.plots.timeline import Timeline


GROUP_INCHES = (0.23, 0.25)
"""Height of a row of a side or a type, in print and on a screen."""

MOST_CHANNELS = {"pair": 400, "all": 80}
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
    short = paper.width < NARROW
    shown = timeline.timeline_of(data, within=within, scope=scope)
    _, above = _legend_of(shown, paper)
    flags = flags_of(data, [row.channel for row in shown.rows], within=within)
    shown, plate = plates.plate_of(shown, paper, beside=above + plates.beside_inches(paper))
    # Rows without room take their keys with them.
    columns, above = _legend_of(shown, paper)
    placed = raised(
        flags, within, inches=plate.wide, beyond=(plate.names - 0.1, 0), lanes=plate.lanes,
        most=plate.flags,
    )  # fmt: skip
    types = [data.channels[channel].type for channel in shown.left_out]
    # A column says in its caption how many channels the data hold.
    note = ("" if paper.is_column else head.note) + left_out_in_words(
        types, kept="those with most contacts and changes", short=short,
        shown=[data.channels[row.channel].type for row in shown.rows],
    )  # fmt: skip
    if shown.folded:
        has = "has" if len(shown.folded) == 1 else "have"
        note += f" Nothing is known in these days of {len(shown.folded)}, which {has} no row."
    head = head._replace(note=note + flags_in_words(placed, flags, short=short))
    with style.context(is_small=paper.is_column):
        figure, whole = sheet(
            data, head, margins=(0.1, 0.2, 0.5, above),
            height=0.55 + above + flag_inches(placed) + plate.pitch * max(plate.high, 4),
        )  # fmt: skip
        keys_of.timeline_legend(shown, axes=whole, columns=columns, short=short)
        plates.draw_blocks(shown, whole, plate=plate, flags=placed)
        sentence = timeline.describe_timeline(shown)
        channels = [row.channel for row in shown.rows]
        return picture(
            data,
            figure,
            sentence,
            head=head,
            channels=channels,
            named={NO_ROOM: shown.left_out, UNTOLD: shown.folded},
        )


def _legend_of(shown: Timeline, paper: Paper) -> tuple[int, float]:
    """Return how many columns the legend of a timeline has, and how high it is in inches."""
    keys = keys_of.timeline_keys(shown, short=paper.width < NARROW)
    labels, most = [str(key.get_label()) for key in keys], keys_of.LEGEND_COLUMNS
    room = paper.width - (0.3 if paper.is_column else 0.4)
    columns = legend_columns(labels, inches=room, most=most, size=paper.legend_size)
    return columns, 0.1 + legend_inches(len(keys), columns, most=most, size=paper.legend_size)


def _group_picture(data: Dataset, head: Head, *, within: Window, scope: Scope) -> Picture:
    paper = head.paper
    labels = [str(key.get_label()) for key in sides.group_timeline_keys()]
    columns = legend_columns(labels, inches=paper.width - 0.3, most=3, size=paper.legend_size)
    legend = 0.12 + key_rows_inches(len(labels), columns, size=paper.legend_size)
    most = paper.rows(GROUP_INCHES[0], beside=legend + (1.8 if paper.width >= NARROW else 2.4))
    shown = sides.group_timeline_of(
        data, within=within, scope=scope, most=sides.MOST_SIDES if most is None else most - 2
    )
    what = "type" if scope.sides else "side"
    note = f"{head.note} A row holds the channels of one {what}, as many as "
    note += "it says in brackets; its full height is all of them."
    left = paper.labels(2.4)
    head = head._replace(note=note)
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, margins=(left, 0.2, 0.5, legend),
            height=0.5 + legend + GROUP_INCHES[most is None] * max(len(shown.rows), 4),
        )  # fmt: skip
        sides.draw_group_timeline(shown, axes=axes, labels=left - 0.2)
        sides.group_timeline_legend(axes, columns=columns, shift=left - 0.12)
        return picture(
            data, figure, sides.describe_group_timeline(shown), head=head,
            channels=scope.channels(data, within=known_days(data, within) or within),
        )  # fmt: skip


def days_in_words(within: Window) -> str:
    """Say which days a picture is asked for: years, if it is whole ones."""
    first, last = within
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole:
        return f"{day_in_words(first)} to {day_in_words(last)}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
