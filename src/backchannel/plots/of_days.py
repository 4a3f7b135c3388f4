"""Pictures of one day: the network, the table of all sides, a measure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from backchannel.dates.period import Window
from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault, one_of
from backchannel.facts.scope import ALL, asked
from backchannel.messages import count
from backchannel.network.measures import MEASURES
from backchannel.network.values import Ends, Nodes, day_graphs
from backchannel.plots import centrality, joined, legends, matrix, network, places, sociogram, style
from backchannel.plots.captions import usable_in_words
from backchannel.plots.figure import Head, Picture, picture, sheet
from backchannel.plots.footnotes import NO_ROOM
from backchannel.plots.lettering import legend_columns, legend_inches
from backchannel.plots.paper import NARROW, SCREEN, Paper

if TYPE_CHECKING:
    from datetime import date

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope
    from backchannel.network.values import DayGraphs
    from backchannel.plots.places import DayNetwork


Layout = Literal["columns", "force"]
"""How a network is laid out: channels between the two sides, or actors drawn by what they share."""

FORCE_COLUMNS = 4
"""In so many columns the legend of the layout `force` is set on wide paper."""


def network_picture(  # noqa: PLR0913 - one for each flag of the verb
    data: Dataset,
    *,
    on: Day,
    between: Between = None,
    by: Ends = "actor",
    layout: Layout = "columns",
    measure: str | None = None,
    graphs: DayGraphs | None = None,
    paper: Paper = SCREEN,
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
    layout
        `columns` draws channels and who sat on them; `force` only who shares a channel with whom,
        an office and who holds it as one, placed by springs.
    measure
        What the size of a node means in the layout `force`: the degree if none is given.
    graphs
        The networks of that day and those sides, if they are built already, for columns.
    paper
        Width, title and colours.

    Raises
    ------
    UnknownName
        If `by` is no kind of node, a side is unknown, or there is no such layout or measure.
    UsageFault
        If a pair is named for a picture of all sides, all sides are asked for in the layout
        `force`, or a measure in another.
    """
    one_of("kind of node", by, get_args(Ends))
    checked_layout(layout, measure)
    if by == "side" and between not in (None, ALL):
        raise UsageFault("sides are drawn against all others; leave out the pair, or `--by side`")
    day, scope = one_day(on), asked(data, ALL if by == "side" else between)
    if layout == "force":
        return _force_picture(data, day, scope, measure or joined.MEASURE, paper)
    if not scope.sides:
        return _matrix_picture(data, day, paper)
    graphs = graphs or day_graphs(data, day, between=scope)
    most = paper.page - _words_inches(paper)
    shown = places.day_network_of(data, graphs, sides=scope.sides, width=paper.width, most=most)
    number = len(shown.channels) + shown.folded + len(shown.left_out)
    note = scope.share_in_words(data, number) + _left_out_in_words(shown)
    if shown.folded:
        has = "it has" if shown.folded == 1 else "they have"
        note += f" Of {shown.folded} nothing is known that day; {has} no row."
    if paper.is_column:
        note += " An office and who holds it are one."
    only = f", {data.view.type_in_words()}" if data.view.of_type else ""
    title = f"Who sat on which channel: {shown.pair}{only}, {day_in_words(day)}"
    head = Head(title, note, Window(day, day), "network", paper)
    above = legends.legend_inches(shown) + 0.34
    above += 0.16 * max(text.count("\n") for text in network.column_heads(shown))
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data,
            head,
            height=0.25 + above + shown.inches,
            margins=(0.1, 0.1, 0.25, above),
        )
        network.draw_network(shown, axes=axes)
        legends.network_legend(shown, axes=axes)
        # The numbers are those of the day, also where an office and its holder are drawn as one.
        sentence = network.describe_network(replace(shown, graphs=graphs))
        return picture(
            data,
            figure,
            sentence,
            head=head,
            channels=shown.channels,
            named={f"{NO_ROOM}, {what}": of for what, of in shown.left_out_by.items()},
        )


def _left_out_in_words(shown: DayNetwork) -> str:
    """Say how many channels have no row for want of room, and whether they were all stopped."""
    number = len(shown.left_out)
    if not number:
        return ""
    where = "counted by family and named in the caption."
    if number == len(shown.left_out_by["stopped"]):
        has = "has no row; it is" if number == 1 else "have no row; they are"
        return f" {count(number, 'stopped channel')} {has} {where}"
    return f" No room for {count(number, 'more channel')}, {where}"


def _words_inches(paper: Paper) -> float:
    """Return the height of all on a sheet but the network, in inches."""
    if paper.is_column:
        return 2.4
    return 2.55 if paper.width >= NARROW else 3.35


def checked_layout(layout: str, measure: str | None) -> Layout:
    """Return a layout; refuse one that there is not, and a measure for one that shows none."""
    found: Layout = one_of("layout", layout, get_args(Layout))
    if measure is not None and layout != "force":
        raise UsageFault("the measure is the size of nodes in the layout `force`; ask for that too")
    return found


def _force_picture(data: Dataset, day: date, scope: Scope, measure: str, paper: Paper) -> Picture:
    if not scope.sides:
        raise UsageFault("the layout `force` is of two sides; name them, or leave it out")
    wide = paper.width - 2 * places.MARGIN
    # Its legend has fewer keys than that of the other layout.
    most = paper.page - (2.0 if paper.is_column else _words_inches(paper))
    shown = joined.sociogram_of(
        data, day, sides=scope.sides, measure=measure, wide=wide, most=most, is_grey=paper.grey
    )
    note = (
        "Two actors are joined if both sat on one channel that day: the wider the line, the more "
        "they shared, and the fewer others with them. An office and who holds it are one."
    )
    if shown.unnamed:
        number = f"{len(shown.unnamed)} of {count(len(shown.places), 'actor')}"
        note += f" No room for the names of {number}: see the caption."
    only = f", {data.view.type_in_words()}" if data.view.of_type else ""
    title = f"Who shared a channel with whom: {shown.pair}{only}, {day_in_words(day)}"
    head = Head(title, note, Window(day, day), "network-force", paper)
    keys = sociogram.sociogram_keys(shown)
    labels = [str(key.get_label()) for key in keys]
    columns = legend_columns(labels, inches=wide, most=FORCE_COLUMNS, size=paper.legend_size)
    above = 0.14 + legend_inches(len(keys), columns, most=FORCE_COLUMNS, size=paper.legend_size)
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=0.25 + above + shown.high, margins=(0.1, 0.1, 0.25, above)
        )
        sociogram.draw_sociogram(shown, axes=axes)
        axes.legend(
            handles=keys, loc="upper left", bbox_to_anchor=(0, above / shown.high + 1),
            ncols=columns, borderaxespad=0,
        )  # fmt: skip
        return picture(
            data,
            figure,
            sociogram.describe_sociogram(shown),
            head=head,
            channels=[node for node in shown.graphs.may if node in data.channels],
            named={"Actors without room for a name": shown.unnamed},
        )


def centrality_picture(
    data: Dataset,
    *,
    on: Day,
    measure: str = "betweenness",
    between: Between = None,
    by: Nodes = "actor",
    paper: Paper = SCREEN,
) -> Picture:
    """
    Return one measure of a day, with its range.

    If `between` is not given, it is that of the package's own pair; by side, that of all sides.
    """
    day, scope = one_day(on), asked(data, between or (ALL if by == "side" else None))
    beside = 2.7 if paper.is_column else 2.5 if paper.width >= NARROW else 3.3
    pitch = 0.22 if paper.is_column else 0.25
    rows = paper.rows(pitch, beside=beside)
    # Each class has a heading: persons, organizations and channels, or sides alone.
    most = rows // (1 if by == "side" else 3) - 1 if rows else centrality.MOST_OF_A_CLASS
    shown = centrality.ranking_of(data, on=day, measure=measure, scope=scope, by=by, most=most)
    surely, presumably = shown.channels["surely"], shown.channels["presumably"]
    what = f"of the {count(len(data.channels), 'channel')} in the data usable"
    head = Head(
        f"{MEASURES[measure].label}: channels {scope.in_words(data)}, {day_in_words(day)}",
        f"{usable_in_words(surely, presumably, what)}; {shown.channels['possibly']} more possibly "
        "usable or contested." + centrality.left_out_in_words(shown),
        Window(day, day),
        "centrality",
        paper,
    )
    number = len(shown.rows) + len(centrality.CLASSES)
    left = paper.labels(3.3)
    words = min(centrality.AXIS_INCHES, paper.width - left - 0.1)
    below = 0.95 if words == centrality.AXIS_INCHES else 1.2 if paper.is_column else 1.5
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data,
            head,
            height=0.2 + below + pitch * max(number, 4),
            margins=(left, 0.2, below, 0.15),
        )
        centrality.draw_centrality(shown, axes=axes, labels=left - 0.2, words=words)
        sentence = centrality.describe_centrality(shown)
        channels = [row.id for *_, row in shown.rows if row.kind == "channel"]
        return picture(data, figure, sentence, head=head, channels=channels)


def _matrix_picture(data: Dataset, day: date, paper: Paper) -> Picture:
    left = min(2.0, 0.25 * paper.width)
    table = min(matrix.TABLE_INCHES, paper.width - left - 0.1)
    most = min(matrix.MOST_SIDES_ACROSS, int(table / matrix.SMALLEST_CELL) - 1)
    shown, left = matrix.with_room(
        matrix.side_matrix_of(data, on=day, most=most), inches=paper.width - 0.1, names=left
    )
    kind = f" of type {data.view.of_type}" if data.view.of_type else ""
    whole = f"{count(len(data.channels), 'channel')}{kind}"
    head = Head(
        f"Who could talk to whom: all sides{f', channels{kind}' if kind else ''}, "
        f"{day_in_words(day)}",
        f"{shown.channels:,} of the {whole} in the data join two or "
        "more sides that day. A square has the best verdict of its channels, and the number of "
        "those usable if there are several; the sides with the most channels come first.",
        Window(day, day),
        "matrix",
        paper,
    )
    short = paper.width < NARROW
    keys = [str(key.get_label()) for key in legends.matrix_keys(shown, short=short)]
    shift = left - 0.1
    columns = legend_columns(
        keys, inches=paper.width - left + shift, most=legends.COLUMNS, size=paper.legend_size
    )
    above = 0.24 + legend_inches(len(keys), columns, most=legends.COLUMNS, size=paper.legend_size)
    size = shown.inches * max(len(shown.sides), 1)
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=max(size, 0.5) + 0.25 + above + shown.head_inches,
            margins=(left, max(paper.width - left - size, 0.1), 0.25, above + shown.head_inches),
        )  # fmt: skip
        matrix.draw_matrix(shown, axes=axes)
        legends.matrix_legend(shown, axes=axes, columns=columns, shift=shift, short=short)
        return picture(
            data, figure, matrix.describe_matrix(shown), head=head, channels=shown.joining
        )
