"""
Pictures: the network of a day, the timeline of channels, the losses, who is central on a day.

Each picture has a file of its own: what it shows is gathered once, as a value, and handed to the
functions that draw it on given axes, explain it in a legend, and say in a sentence what is to be
seen. Here are the facilities on top: a `…_picture` sets a picture on a sheet with title, legend and
the digest of the data, and `save` writes it. No picture needs a database, shows itself, or changes
a global setting.

Pictures of a pair of sides show each channel, and who sat on it. Those of all sides (`between`
"all", or a package that names no pair) show the sides against each other on a day, and sides
instead of channels through time where the channels are too many for a row each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from backchannel.dates.period import Window, window
from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault, one_of
from backchannel.facts.scope import ALL, asked
from backchannel.messages import count
from backchannel.network.measures import MEASURES
from backchannel.network.values import Ends, Nodes, day_graphs
from backchannel.plots import centrality, loss, matrix, network, sides, style, timeline
from backchannel.plots.captions import usable_in_words
from backchannel.plots.figure import (
    Head,
    Picture,
    check_ending,
    known_days,
    missing_in_words,
    picture,
    save,
    sheet,
)

if TYPE_CHECKING:
    from datetime import date

    from backchannel.dates.period import Day, When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope
    from backchannel.network.values import DayGraphs

__all__ = [
    "Picture",
    "centrality_picture",
    "check_ending",
    "loss_picture",
    "missing_in_words",
    "network_picture",
    "save",
    "timeline_picture",
]

LEGEND_COLUMNS = 3

MOST_CHANNELS = {"pair": 250, "all": 80}
"""How many channels of a pair, and of all sides, have a row each in a timeline."""


def network_picture(
    data: Dataset,
    *,
    on: Day,
    between: Between = None,
    by: Ends = "actor",
    graphs: DayGraphs | None = None,
) -> Picture:
    """
    Return the network of a day.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day.
    between
        Two sides, by code or name, or `all`; the package's own pair if none is given.
    by
        `side` draws all sides against each other, as `all` does; else who sat on the channels.
    graphs
        The networks of that day and those sides, if they are built already.

    Raises
    ------
    UnknownName
        If `by` is no kind of node, or a side is unknown.
    UsageFault
        If a pair is named for a picture of all sides.
    """
    one_of("kind of node", by, get_args(Ends))
    if by == "side" and between not in (None, ALL):
        raise UsageFault("sides are drawn against all others; leave out the pair, or `--by side`")
    day, scope = one_day(on), asked(data, ALL if by == "side" else between)
    if not scope.sides:
        return _matrix_picture(data, day)
    graphs = graphs or day_graphs(data, day, between=scope)
    shown = network.day_network_of(data, graphs, sides=scope.sides)
    number = len(shown.channels) + shown.folded
    note = scope.share_in_words(data, number)
    if shown.folded:
        note += f" Nothing is known that day of {shown.folded}, which have no row."
    title = f"Who could talk to whom: {shown.pair}, {day_in_words(day)}"
    head = Head(title, note, Window(day, day))
    lines = max(text.count("\n") for text in network.column_heads(shown))
    with style.context():
        figure, axes = sheet(
            data, head, height=1.44 + 0.16 * lines + 0.29 * shown.rows,
            margins=(0.1, 0.1, 0.25, 1.19 + 0.16 * lines),
        )  # fmt: skip
        network.draw_network(shown, axes=axes)
        network.network_legend(shown, axes=axes)
        return picture(data, figure, network.describe_network(shown))


def timeline_picture(data: Dataset, within: When, *, between: Between = None) -> Picture:
    """Return the timeline of channels, of the package's own pair if `between` is not given."""
    within, scope = window(within), asked(data, between)
    number = len(scope.channels(data, within=known_days(data, within) or within))
    title = f"Channels {scope.in_words(data)}, {_years(within)}"
    head = Head(title, scope.share_in_words(data, number), within)
    if number > MOST_CHANNELS["pair" if scope.sides else "all"]:
        return _group_picture(data, head, within=within, scope=scope)
    shown = timeline.timeline_of(data, within=within, scope=scope)
    if shown.folded:
        note = f"{head.note} Nothing is known in these days of {shown.folded}, which have no row."
        head = head._replace(note=note)
    with style.context():
        figure, axes = sheet(
            data, head, height=1.17 + 0.25 * max(len(shown.rows), 4),
            margins=(3.15, 0.2, 0.5, 0.62),
        )  # fmt: skip
        timeline.draw_timeline(shown, axes=axes)
        timeline.timeline_legend(axes)
        return picture(data, figure, timeline.describe_timeline(shown))


def loss_picture(data: Dataset, within: When, *, between: Between = None) -> Picture:
    """Return the course of usable channels, of the package's own pair if `between` is not given."""
    within, scope = window(within), asked(data, between)
    shown = loss.loss_curve_of(data, within=within, scope=scope)
    head = Head(
        f"Usable channels {scope.in_words(data)}, {_years(within)}",
        scope.share_in_words(data, shown.channels),
        within,
    )
    keys = loss.loss_keys(shown)
    above = 0.2 + 0.155 * -(-len(keys) // LEGEND_COLUMNS)
    with style.context():
        figure, axes = sheet(data, head, height=5.1 + above, margins=(0.65, 0.2, 1.85, above))
        loss.draw_loss(shown, axes=axes)
        axes.legend(
            handles=keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=LEGEND_COLUMNS,
            handlelength=1.8, borderaxespad=0.3,
        )  # fmt: skip
        axes.tick_params(labelbottom=False)
        place = axes.get_position()
        height = figure.get_figheight()
        below = figure.add_axes((place.x0, 0.6 / height, place.width, 1.1 / height))
        loss.draw_changes(shown, axes=below)
        figure.text(
            0.065, 0.08 / height, loss.losses_in_words(shown), ha="left", va="bottom", size=7.5,
            color=style.INK,
        )  # fmt: skip
        return picture(data, figure, loss.describe_loss(shown))


def centrality_picture(
    data: Dataset,
    *,
    on: Day,
    measure: str = "betweenness",
    between: Between = None,
    by: Nodes = "actor",
) -> Picture:
    """
    Return one measure of a day, with its range.

    If `between` is not given, it is that of the package's own pair; by side, that of all sides.
    """
    day, scope = one_day(on), asked(data, between or (ALL if by == "side" else None))
    shown = centrality.ranking_of(data, on=day, measure=measure, scope=scope, by=by)
    surely, presumably = shown.channels["surely"], shown.channels["presumably"]
    what = f"of the {count(len(data.channels), 'channel')} in the data usable"
    head = Head(
        f"{MEASURES[measure].label}: channels {scope.in_words(data)}, {day_in_words(day)}",
        f"{usable_in_words(surely, presumably, what)}; {shown.channels['possibly']} more possibly "
        "usable or contested."
        + (f" {shown.left_out} nodes with lower values are left out." if shown.left_out else ""),
        Window(day, day),
    )
    number = len(shown.rows) + len(centrality.CLASSES)
    with style.context():
        figure, axes = sheet(
            data, head, height=1.15 + 0.25 * max(number, 4), margins=(3.3, 0.2, 0.95, 0.15)
        )
        centrality.draw_centrality(shown, axes=axes)
        return picture(data, figure, centrality.describe_centrality(shown))


def _matrix_picture(data: Dataset, day: date) -> Picture:
    shown = matrix.side_matrix_of(data, on=day)
    head = Head(
        f"Who could talk to whom: all sides, {day_in_words(day)}",
        f"{shown.channels:,} of the {count(len(data.channels), 'channel')} in the data join two or "
        "more sides that day. A square has the best verdict of its channels; the sides with the "
        "most channels come first.",
        Window(day, day),
    )
    size = shown.inches * max(len(shown.sides), 1)
    with style.context():
        figure, axes = sheet(
            data, head, height=max(size, 0.5) + 1.11 + shown.head_inches,
            margins=(2.0, max(8 - size, 0.1), 0.25, 0.86 + shown.head_inches),
        )  # fmt: skip
        matrix.draw_matrix(shown, axes=axes)
        matrix.matrix_legend(shown, axes=axes)
        return picture(data, figure, matrix.describe_matrix(shown))


def _group_picture(data: Dataset, head: Head, *, within: Window, scope: Scope) -> Picture:
    shown = sides.group_timeline_of(data, within=within, scope=scope)
    what = "type" if scope.sides else "side"
    note = f"{head.note} A row holds the channels of one {what}, as many as "
    note += "it says in brackets; its full height is all of them."
    with style.context():
        figure, axes = sheet(
            data, head._replace(note=note), height=1.08 + 0.25 * max(len(shown.rows), 4),
            margins=(2.4, 0.2, 0.5, 0.58),
        )  # fmt: skip
        sides.draw_group_timeline(shown, axes=axes)
        sides.group_timeline_legend(axes)
        return picture(data, figure, sides.describe_group_timeline(shown))


def _years(within: Window) -> str:
    first, last = within
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole:
        return f"{first} to {last}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
