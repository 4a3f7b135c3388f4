"""Which channels and actors of a day have a place in the picture of its network, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.scope import Scope, side_name, sides_in_words
from backchannel.facts.vocabulary import FAMILY
from backchannel.network.layout import LEFT, MIDDLE, RIGHT, node_columns
from backchannel.network.values import held_by_persons
from backchannel.plots.figure import known_days
from backchannel.plots.lettering import ELLIPSIS, fitted, told_apart
from backchannel.plots.paper import COLUMN, NARROW, WIDTH
from backchannel.plots.rest import (
    SMALL,
    Label,
    boxes_inches,
    rest_in_words,
    rest_lines,
    with_rest,
)
from backchannel.plots.room import (
    Room,
    by_tier,
    why_empty,
    with_room,
    without_empty_rows,
)
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.network.layout import Columns
    from backchannel.network.values import DayGraphs
    from backchannel.verdicts.verdict import Verdict

BOX = 0.27
"""Half the width of a channel's box; the columns of actors are half a unit away."""

FEWEST_ROWS = 5
"""A panel has at least so many rows, so that a few channels do not get the boxes of giants."""

LEAST_INCHES = 1.45
"""A network is at least so high."""

MOST_PLACES = 48
"""With more places than that in a column, only what a day shows has a row."""

ACROSS = (-0.46, 1.46)
"""The width of the axes in units of the columns."""

NEAR_DAYS = 365
"""A contact so many days ago says that a channel was in use; an older one does not."""

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
    left_out_by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The same by what they were."""
    written: Mapping[str, Label] = field(default_factory=dict)
    """The name of each node as it is written, and how high its row is."""
    rest: Mapping[str, float] = field(default_factory=dict)
    """Where the box of a family's channels without room stands, a key of `written`."""
    inches: float = LEAST_INCHES
    """How high the columns are."""

    @property
    def unit(self) -> float:
        """A unit of the columns in inches."""
        return unit_of(self.width)

    @property
    def why_empty(self) -> str:
        """Why it has no channel, if it has none."""
        return why_empty(self.folded, is_known=self.is_known, has_left_out=bool(self.left_out))

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self.graphs.day


def unit_of(width: float) -> float:
    """Return a unit of the columns in inches, in a picture so wide."""
    return (width - 2 * MARGIN) / (ACROSS[1] - ACROSS[0])


def beside_of(width: float) -> float:
    """Return how far the name of an actor stands from the middle of its mark, in units."""
    # A name stands clear of its mark, which has one size however narrow the picture is.
    return max(0.02, 0.065 / unit_of(width))


def day_network_of(
    data: Dataset,
    graphs: DayGraphs,
    *,
    sides: tuple[str, str],
    width: float = WIDTH,
    most: float | None = None,
) -> DayNetwork:
    """
    Return the network of a day between two sides, with the place of each node.

    The places are the same on every day as long as they all fit a sheet; on a larger one only what
    the day shows has a row, in the same order. If that is higher than `most` inches, the channels
    stay that `with_room` chooses, those that were stopped only if all of them do, and a box for
    each family counts the others. In one column of a page an office is whoever holds it.
    """
    lines, day = course(data), Window(graphs.day, graphs.day)
    if width < COLUMN:
        graphs = held_by_persons(graphs)
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
    written = _labels(data, whole, width=width)
    left_out: list[str] = []
    if most and max(sum(_heights(column, written)) for column in whole) > most:
        families = {channel: FAMILY[data.channels[channel].type] for channel in verdicts}
        stopped = {one for one in shown & verdicts.keys() if verdicts[one].usable is False}
        near = {one: _nearness(data, one, graphs.day) for one in verdicts}

        def kept_of(asked: Mapping[str, Verdict], boxed: Iterable[str]) -> set[str]:
            rest = boxes_inches((families[one] for one in boxed), width)
            room = Room(most - rest, lambda node: written[node].inches, near)
            return with_room(whole, graphs.may, asked, room, families=families)

        listed = sorted(shown & verdicts.keys())
        kept = kept_of(verdicts, listed)
        if not stopped <= kept:
            # A few of the stopped ones among many would look like all of them. A family has a box
            # also if all that it has is one of them.
            standing = {one: verdicts[one] for one in verdicts if one not in stopped}
            kept = kept_of(standing, [*listed, *stopped])
        left_out = sorted((shown - kept) & verdicts.keys())
        shown, whole = shown & kept, without_empty_rows(whole, kept)
    more = {
        family: Label(_rest_fitted(texts, width), SMALL)
        for family, texts in rest_in_words(
            data, left_out, verdicts, named=() if width >= COLUMN else shown
        ).items()
    }
    written |= more
    whole = whole[0], with_rest(data, whole[1], more), whole[2]
    inches = max(LEAST_INCHES, *(sum(_heights(column, written)) for column in whole))
    places = {
        node: (x, y)
        for x, column in zip((LEFT, MIDDLE, RIGHT), whole, strict=True)
        for row, y in zip(column, _stacked(_heights(column, written), inches), strict=True)
        for node in row
        if node in shown or node in more
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
        {node: place for node, place in places.items() if node not in more},
        max(FEWEST_ROWS, *map(len, whole)),
        known_days(data, Window(graphs.day, graphs.day)) is not None,
        len(verdicts.keys() - shown) - len(left_out),
        width,
        left_out,
        by_tier(left_out, verdicts),
        written,
        {family: places[family][1] for family in more},
        inches,
    )


def _rest_fitted(texts: Sequence[str], width: float) -> str:
    """Return the first of some words on what has no room that has room, else the last, cut."""
    written = [
        fitted(text, inches=_box_room(width), size=SMALL, lines=rest_lines(width)) for text in texts
    ]
    return next((text for text in written if ELLIPSIS not in text), written[-1])


def letters(width: float) -> float:
    """Return the size of all names in a picture so wide."""
    return SMALL if width < NARROW else 6.6 if width < WIDTH else 7


def most_lines(width: float) -> int:
    """Return how many lines a name may have: a cut one tells less, so that a column has more."""
    return 3 if COLUMN <= width < NARROW else 2


def _nearness(data: Dataset, channel: str, day: date) -> tuple[float, date]:
    """Return how many days ago a contact was held, if that is near, and since when it is known."""
    held = (
        bounds_of(contact)["date"].latest
        for contact in data.contacts_of.get(channel, ())
        if contact.occurrence == "held"
    )
    days = min(((day - on).days for on in held if on <= day), default=inf)
    starts = (bounds_of(spell)["start"].latest for spell in data.spells_of.get(channel, ()))
    return days if days <= NEAR_DAYS else inf, min(starts, default=date.max)


def _box_room(width: float) -> float:
    # Small letters are set to whole dots, and a line of them comes out a little wider.
    return 0.97 * (2 * BOX - 0.053) * unit_of(width)


def _labels(data: Dataset, whole: Columns, *, width: float) -> dict[str, Label]:
    """Return the names of the nodes of all columns as they are written."""
    actors = (LEFT - ACROSS[0] - beside_of(width) - 0.01) * unit_of(width)
    size = letters(width)
    names: dict[str, Label] = {}
    for column, room in zip(whole, (actors, _box_room(width), actors), strict=True):
        nodes = [node for row in column for node in row]
        whole_names = [(data.channels.get(node) or data.actors[node]).name for node in nodes]
        told = told_apart(whole_names, inches=room, size=size, lines=most_lines(width))
        names |= {node: Label(text, size) for node, text in zip(nodes, told, strict=True)}
    return names


def _heights(column: tuple[tuple[str, ...], ...], written: Mapping[str, Label]) -> list[float]:
    """Return how high the rows of a column are, in inches."""
    return [max(written[node].inches for node in row) for row in column]


def _stacked(heights: Sequence[float], inches: float) -> list[float]:
    """Return the middle of each row as a share of the height, with as much room between all."""
    free = (inches - sum(heights)) / max(len(heights), 1)
    ends = list(accumulate(height + free for height in heights))
    return [
        1 - (end - (height + free) / 2) / inches for end, height in zip(ends, heights, strict=True)
    ]
