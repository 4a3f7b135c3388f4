"""Who shares a channel with whom on one day: where each stands, and which names have room."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.errors import one_of
from backchannel.facts.scope import side_name, sides_in_words
from backchannel.network.measures import MEASURES
from backchannel.network.projections import actors_by_channel
from backchannel.network.springs import spring_places
from backchannel.network.values import centrality_of, day_graphs
from backchannel.plots import style
from backchannel.plots.apart import Box, free_boxes
from backchannel.plots.edges import LEADING
from backchannel.plots.figure import known_days
from backchannel.plots.lettering import short_name, text_width, without_brackets
from backchannel.plots.paper import NARROW, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.network.values import DayGraphs
    from backchannel.verdicts.verdict import Certainty

MEASURE = "degree"
"""What the size of a node means if nothing else is asked for."""

SMALLEST, LARGEST, LARGEST_NARROW = 4.0, 16.0, 13.0
"""
Across, in points, of the mark of a node with 0, and with the highest value of the day on wide and
on narrow paper.
"""

SIZES_INCHES = 0.56
"""Height of what explains the sizes, below the nodes."""

NODE_INCHES = 0.62
"""So many square inches of the canvas there are for a node and its name."""

NAME_INCHES, NARROW_INCHES = 1.25, 0.9
"""How wide a name may be, on wide and on narrow paper."""

NUMBER_SIZE, LIST_SIZE = 5.2, 5.5
"""Size of a number beside a mark, and of the names in the list."""

LIST_LINE, LIST_INCHES, MOST_LISTED = 0.09, 1.55, 12
"""Height of a line of the list, the least width of its columns, and how many lines it has."""

GREYS = (style.INK, "#808080", "#c8c8c8")
"""First side, second side and others in greys: the greys of their colours would be alike."""


@dataclass(frozen=True)
class Sociogram:
    """What the picture shows."""

    graphs: DayGraphs
    """An office and who holds it are one node."""
    joined: DayGraphs
    """The projections of these onto actors."""
    sides: tuple[str, str]
    names: tuple[str, str]
    pair: str
    measure: str
    values: Mapping[str, float | None]
    """Value of each node; None if it is only possibly there, or the measure not defined."""
    labels: Mapping[str, str]
    """The whole name of each node."""
    places: Mapping[str, tuple[float, float]]
    """Where each node stands, in inches."""
    written: Mapping[str, tuple[str, Box]]
    """The names that have room, and where."""
    numbered: Mapping[str, Box]
    """Where the numbers of others stand: 1 for the first, and so on. Their names are listed."""
    listed: Sequence[Sequence[str]]
    """These names with their numbers, in columns."""
    wide: float
    high: float
    """Of the axes, in inches."""
    is_known: bool
    """Whether the data cover the day."""
    colours: Sequence[str]
    """Of the first side, the second, and all others."""

    @property
    def most(self) -> float:
        """The highest value."""
        return max((value or 0 for value in self.values.values()), default=0)

    @property
    def network(self) -> nx.Graph[str]:
        """Of all that is drawn."""
        return self.joined.may

    @property
    def ranked(self) -> list[str]:
        """The nodes, the highest value first."""
        return sorted(self.values, key=lambda node: (-(self.values[node] or 0), node))

    @property
    def unnamed(self) -> list[str]:
        """The nodes whose names have no room at all, the highest value first."""
        named = {*self.written, *self.numbered}
        return [node for node in self.ranked if node not in named]

    @property
    def listed_inches(self) -> float:
        """Height of the names that are listed below the nodes."""
        return listed_inches(self.listed)

    def across(self, value: float | None) -> float:
        """Return how large a mark is, in points: its area grows by the same from value to value."""
        share = (value or 0) / self.most if self.most else 0
        largest = LARGEST if self.wide >= NARROW else LARGEST_NARROW
        return float((SMALLEST**2 + share * (largest**2 - SMALLEST**2)) ** 0.5)

    def certainty(self, *ends: str) -> Certainty:
        """Say how sure a node or an edge is."""
        return self.joined.certainty(*ends)

    def strength(self, one: str, other: str) -> float:
        """Return the strength of an edge, on what was there at least presumably if it was."""
        usable = self.joined.by_certainty["presumably"]
        network = usable if usable.has_edge(one, other) else self.network
        return float(network[one][other]["strength"])


def sociogram_of(  # noqa: PLR0913 - what is asked for, and the room there is
    data: Dataset,
    on: Day,
    *,
    sides: tuple[str, str],
    measure: str = MEASURE,
    wide: float = WIDTH,
    high: float | None = None,
    most: float | None = None,
    is_grey: bool = False,
) -> Sociogram:
    """
    Return the actors of a day between two sides, who shares a channel with whom, and their places.

    Who holds an office stands for it (`holders_for_offices`), and the values are those of
    `centrality` with `by="person"`. The axes are `wide` inches wide, and
    `high` inches high: if that is not given, as the nodes need, and at most `most`.

    Raises
    ------
    UnknownName
        If there is no such measure.
    """
    one_of("measure", measure, MEASURES)
    counted = MEASURES[measure].of_contacts
    graphs = day_graphs(data, on, between=sides, by="person", counted=counted)
    joined = graphs._replace(
        by_certainty={
            least: actors_by_channel(network) for least, network in graphs.by_certainty.items()
        }
    )
    network = joined.may
    values = {
        row.id: row.value for row in centrality_of(graphs, measures=[measure]) if row.id in network
    }
    is_sheet = high is None
    if high is None:
        high = SIZES_INCHES + max(NODE_INCHES * len(network) / wide, 2.0)
        # Names that have no room beside their marks are listed below.
        high = min(high, most - MOST_LISTED * LIST_LINE) if most else high
    places = {
        node: (x, y + SIZES_INCHES)
        for node, (x, y) in spring_places(
            network, wide=wide, high=max(high - SIZES_INCHES, 0.1), clear=1.3 * LARGEST / 72
        ).items()
    }
    bare = Sociogram(
        graphs, joined, sides, (side_name(data, sides[0]), side_name(data, sides[1])),
        sides_in_words(data, sides), measure, values,
        {node: data.actors[node].name for node in network}, places, {}, {}, (), wide,
        high, known_days(data, Window(graphs.day, graphs.day)) is not None,
        GREYS if is_grey else style.SIDES,
    )  # fmt: skip
    named = replace(bare, written=_written(bare))
    return with_numbers(named) if is_sheet else named


def letters(wide: float) -> float:
    """Return the size of the names on axes so wide."""
    return 6 if wide < NARROW else 7


def _written(shown: Sociogram) -> dict[str, tuple[str, Box]]:
    """Return the names that have room beside their marks, those of the highest values first."""
    size = letters(shown.wide)
    inches = NAME_INCHES if shown.wide >= NARROW else NARROW_INCHES
    plain = Counter(map(without_brackets, shown.labels.values()))
    texts = {}
    for node in shown.ranked:
        name = without_brackets(shown.labels[node])
        # What only the brackets tell apart keeps them.
        name = name if plain[name] == 1 else shown.labels[node]
        texts[node] = short_name(name, inches=inches, size=size, lines=3)
    # Small letters are set to whole dots, and a line of them comes out a little wider.
    sizes = {
        node: (
            1.04 * max(text_width(line, size=size) for line in text.split("\n")) + 0.02,
            (text.count("\n") + 1) * size * LEADING + 0.01,
        )
        for node, text in texts.items()
    }
    found = _free(shown, _marks(shown), sizes)
    return {node: (texts[node], box) for node, box in found.items()}


def _marks(shown: Sociogram) -> dict[str, Box]:
    marks = {}
    for node, (x, y) in shown.places.items():
        half = shown.across(shown.values[node]) / 144 + 0.02
        marks[node] = Box(x - half, y - half, x + half, y + half)
    return marks


def _free(
    shown: Sociogram, taken: Mapping[str, Box], sizes: Mapping[str, tuple[float, float]]
) -> dict[str, Box]:
    return free_boxes(
        taken,
        sizes,
        canvas=Box(0, SIZES_INCHES, shown.wide, shown.high),
        lines=[(shown.places[one], shown.places[other]) for one, other in shown.network.edges],
    )


def with_numbers(shown: Sociogram) -> Sociogram:
    """Return a picture in which those without room for a name have a number, and a list below."""
    high = NUMBER_SIZE * LEADING + 0.01
    # The widest number that there can be, as none is known before all have their places.
    wide = text_width("00", size=NUMBER_SIZE) + 0.02
    taken = {**_marks(shown), **{f"name.{one}": box for one, (_, box) in shown.written.items()}}
    found = _free(shown, taken, dict.fromkeys(shown.unnamed, (wide, high)))
    columns = max(int(shown.wide / LIST_INCHES), 1)
    chosen = [node for node in shown.unnamed if node in found][: MOST_LISTED * columns]
    down = -(-len(chosen) // columns)
    room = shown.wide / max(-(-len(chosen) // (down or 1)), 1) - 0.08
    lines = [
        f"{number} {short_name(shown.labels[node], inches=room - wide, size=LIST_SIZE)}"
        for number, node in enumerate(chosen, start=1)
    ]
    listed = [lines[start : start + down] for start in range(0, len(lines), down or 1)]
    up = listed_inches(listed)
    return replace(
        shown,
        numbered={node: found[node].moved(0, up) for node in chosen},
        listed=listed,
        written={node: (text, box.moved(0, up)) for node, (text, box) in shown.written.items()},
        places={node: (x, y + up) for node, (x, y) in shown.places.items()},
        high=shown.high + up,
    )


def listed_inches(listed: Sequence[Sequence[str]]) -> float:
    """Return the height of a list of names in columns."""
    return LIST_LINE * max(map(len, listed), default=0)
