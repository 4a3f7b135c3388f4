"""
Pictures: the network of a day, the timeline of channels, the course of losses, who is central on a day.

Each picture has a file of its own with a function that draws on the axes it is given and returns
them, and one that says in a sentence what is to be seen. Here are the facilities on top: a
`…_picture` sets a picture on a sheet with title, legend and the digest of the data, and `save`
writes it. No picture needs a database, shows itself, or changes a global setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.facts.scope import pair_meant
from backchannel.network.layout import positions
from backchannel.network.measures import MEASURES
from backchannel.plots import centrality, loss, network, style, timeline
from backchannel.plots.figure import Picture, check_ending, save, sheet, sides_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.figure import Figure

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset

__all__ = [
    "Picture",
    "centrality_picture",
    "check_ending",
    "loss_picture",
    "network_picture",
    "save",
    "timeline_picture",
]


def network_picture(
    data: Dataset, *, on: date | str, between: Sequence[str] | None = None
) -> Picture:
    """Return the network of a day, of the package's own pair of sides if none is given."""
    asked = one_day(on)
    sides = pair_meant(data, between)
    columns = [x for x, _ in positions(data, between=sides).values()]
    most = max((columns.count(x) for x in columns), default=0)
    with style.context():
        figure, axes = sheet(
            data,
            height=1.61 + 0.29 * max(most, network.FEWEST_ROWS),
            margins=(0.1, 0.1, 0.25, 1.36),
        )
        network.draw_network(data, axes=axes, on=asked, between=sides)
        network.legend(axes, data, between=sides)
        _head(
            figure, f"Who could talk to whom: {sides_in_words(data, sides)}, {day_in_words(asked)}"
        )
    return Picture(figure, network.describe_network(data, on=asked, between=sides))


def timeline_picture(
    data: Dataset, *, within: Window, between: Sequence[str] | None = None
) -> Picture:
    """Return the timeline of a pair's channels, of the package's own pair if none is given."""
    sides = pair_meant(data, between)
    number = len(timeline.rows(data, within=within, between=sides))
    with style.context():
        figure, axes = sheet(
            data, height=1.5 + 0.25 * max(number, 4), margins=(3.15, 0.2, 0.5, 0.97)
        )
        timeline.draw_timeline(data, axes=axes, within=within, between=sides)
        timeline.legend(axes)
        _head(figure, f"Channels between {sides_in_words(data, sides)}, {_years(within)}")
    return Picture(figure, timeline.describe_timeline(data, within=within, between=sides))


def loss_picture(data: Dataset, *, within: Window, between: Sequence[str] | None = None) -> Picture:
    """Return the course of usable channels of a pair, of the package's own pair if none is given."""
    sides = pair_meant(data, between)
    with style.context():
        figure, axes = sheet(data, height=6.0, margins=(0.65, 0.2, 0.6, 1.12))
        loss.draw_loss(data, axes=axes, within=within, between=sides)
        loss.legend(axes)
        _head(figure, f"Usable channels between {sides_in_words(data, sides)}, {_years(within)}")
        words = loss.losses_in_words(data, within=within, between=sides)
        figure.text(0.065, 0.012, words, ha="left", va="bottom", size=7.5, color=style.INK)
    return Picture(figure, loss.describe_loss(data, within=within, between=sides))


def centrality_picture(
    data: Dataset,
    *,
    on: date | str,
    measure: str = "betweenness",
    between: Sequence[str] | None = None,
) -> Picture:
    """Return one measure of a day, with its range; of the package's own pair of sides if none is given."""
    asked = one_day(on)
    sides = pair_meant(data, between)
    number = len(centrality.rows(data, on=asked, measure=measure, between=sides)) + len(
        centrality.CLASSES
    )
    with style.context():
        figure, axes = sheet(
            data, height=1.2 + 0.25 * max(number, 4), margins=(3.3, 0.2, 0.65, 0.5)
        )
        centrality.draw_centrality(data, axes=axes, on=asked, measure=measure, between=sides)
        _head(
            figure,
            f"{MEASURES[measure].label}: {sides_in_words(data, sides)}, {day_in_words(asked)}",
        )
    return Picture(
        figure, centrality.describe_centrality(data, on=asked, measure=measure, between=sides)
    )


def _head(figure: Figure, title: str) -> None:
    """Write the title at the top left, a constant way from the edge whatever the height."""
    height = figure.get_figheight()
    figure.text(
        0.012,
        1 - 0.12 / height,
        title,
        ha="left",
        va="top",
        size=12,
        weight="bold",
        color=style.INK,
    )


def _years(within: Window) -> str:
    first, last = within
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole:
        return f"{first} to {last}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
