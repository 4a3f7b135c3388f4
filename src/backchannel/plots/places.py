"""Which channels and actors of a day have a place in the picture of its network, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.facts.scope import Scope, side_name, sides_in_words
from backchannel.facts.vocabulary import FAMILY
from backchannel.network.layout import LEFT, MIDDLE, RIGHT, node_columns
from backchannel.plots.figure import known_days
from backchannel.plots.paper import WIDTH
from backchannel.plots.room import why_empty, with_room, without_empty_rows
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.network.values import DayGraphs
    from backchannel.verdicts.verdict import Verdict

BOX = 0.27
"""Half the width of a channel's box; the columns of actors are half a unit away."""

FEWEST_ROWS = 5
"""A sheet is at least so many rows high, so that a few channels do not get the boxes of giants."""

MOST_PLACES = 48
"""With more places than that in a column, only what a day shows has a row."""

ACROSS = (-0.46, 1.46)
"""The width of the axes in units of the columns."""

MANY_ROWS = 50
"""With more rows than that, the names of channels have one line."""

MARGIN = 0.1
"""Left and right margin in inches."""


@dataclass(frozen=True)
class DayNetwork:
    """What the picture of a network shows."""

    graphs: DayGraphs
    sides: tuple[str, str]
    names: tuple[str, str]
    """What the two sides are called."""
    pair: str
    """The two in a sentence."""
    channels: Mapping[str, tuple[str, Verdict]]
    """Name and verdict of each channel that has a row."""
    places: Mapping[str, tuple[float, float]]
    """Where each channel and each actor of the day stands."""
    rows: int
    """Number of rows of the highest column."""
    is_known: bool
    """Whether the data cover the day."""
    folded: int
    """How many channels have no row, since nothing is known of them that day."""
    width: float = WIDTH
    """How wide the picture is, in inches."""
    left_out: Sequence[str] = ()
    """The channels for which there is no room, by id; their actors are left out with them."""

    @property
    def row_inches(self) -> float:
        """Height of a row: lower where there are many, whose names then have one line."""
        return 0.2 if self.rows > MANY_ROWS else 0.29

    @property
    def unit(self) -> float:
        """A unit of the columns in inches."""
        return (self.width - 2 * MARGIN) / (ACROSS[1] - ACROSS[0])

    @property
    def why_empty(self) -> str:
        """Why it has no channel, if it has none."""
        return why_empty(self.folded, is_known=self.is_known, has_left_out=bool(self.left_out))

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self.graphs.day


def day_network_of(
    data: Dataset,
    graphs: DayGraphs,
    *,
    sides: tuple[str, str],
    width: float = WIDTH,
    most: int | None = None,
) -> DayNetwork:
    """
    Return the network of a day between two sides, with the place of each node.

    The places are the same on every day as long as they all fit a sheet; on a larger one only what
    the day shows has a row, in the same order. Of what does not fit `most` rows, the channels that
    were most surely usable stay, at least one of each family if they have room.
    """
    lines, day = course(data), Window(graphs.day, graphs.day)
    whole = node_columns(data, between=sides)
    # A channel that has two such parties on other days only keeps its place and is not drawn.
    verdicts = {
        channel: lines[channel].on(graphs.day)
        for channel in Scope(sides).channels(data, within=day)
    }
    shown = set(graphs.may) | verdicts.keys()
    if max(map(len, whole)) > MOST_PLACES:
        known = {channel for channel, verdict in verdicts.items() if verdict.word != Word.UNKNOWN}
        shown = set(graphs.may) | known
        whole = without_empty_rows(whole, shown)
    families = {channel: FAMILY[data.channels[channel].type] for channel in verdicts}
    kept = with_room(whole, graphs.may, verdicts, most, families=families) if most else shown
    left_out = sorted((shown - kept) & verdicts.keys())
    if left_out:
        shown, whole = shown & kept, without_empty_rows(whole, kept)
    places = {
        node: (x, 1 - (number + 0.5) / len(column))
        for x, column in zip((LEFT, MIDDLE, RIGHT), whole, strict=True)
        for number, row in enumerate(column)
        for node in row
        if node in shown
    }
    return DayNetwork(
        graphs,
        sides,
        (side_name(data, sides[0]), side_name(data, sides[1])),
        sides_in_words(data, sides),
        {
            channel: (data.channels[channel].name, verdict)
            for channel, verdict in verdicts.items()
            if channel in shown
        },
        places,
        max(FEWEST_ROWS, *map(len, whole)),
        known_days(data, Window(graphs.day, graphs.day)) is not None,
        len(verdicts.keys() - shown) - len(left_out),
        width,
        left_out,
    )
