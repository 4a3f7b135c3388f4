"""
Several networks at the same places: of some days, or of one day as several voices tell it.

A row is the same channel or actor in each panel, so that what is missing in one is seen at once.
Channels of which nothing is known that day are not drawn but counted; what was stopped keeps its
low, dark bar.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from backchannel.dates.period import Window
from backchannel.facts.scope import Scope, side_name, sides_in_words
from backchannel.facts.vocabulary import FAMILY
from backchannel.network.layout import LEFT, MIDDLE, RIGHT, node_columns
from backchannel.network.values import day_graphs
from backchannel.plots.captions import usable_in_words
from backchannel.plots.figure import known_days
from backchannel.plots.places import FEWEST_ROWS, DayNetwork
from backchannel.plots.room import Room, with_room, without_empty_rows
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import RANK_OF, Word

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.network.layout import Columns
    from backchannel.verdicts.verdict import Verdict


class Panel(NamedTuple):
    """One of several networks."""

    title: str
    network: DayNetwork
    families: Mapping[str, str]
    """The family of each channel that has a row in one of the panels."""
    told: Mapping[str, tuple[str, Verdict]]
    """Name and verdict of each channel of which anything is known, whether or not it has a row."""
    has_people: bool = True
    """Whether those who sat on the channels are drawn."""

    @property
    def numbers(self) -> str:
        """How many channels were usable, and of how many nothing is known."""
        if not self.network.is_known:
            return "no data"
        channels = self.network.graphs.numbers(channels=True)
        return (
            f"{usable_in_words(channels['surely'], channels['presumably'])}; "
            f"{self.network.folded} unknown"
        )

    @property
    def short_numbers(self) -> str:
        """The same where there is less room: how many were usable, and how many unknown."""
        if not self.network.is_known:
            return "no data"
        channels = self.network.graphs.numbers(channels=True)
        usable = channels["surely"] + channels["presumably"]
        return f"{usable} usable; {self.network.folded} unknown"


def panels_of(
    data: Dataset,
    asked: Sequence[tuple[str, Dataset, date]],
    *,
    sides: tuple[str, str],
    width: float,
    people: bool = True,
) -> list[Panel]:
    """
    Return networks between two sides whose nodes have the same places.

    Parameters
    ----------
    data
        The data that the places are worked out from.
    asked
        Title, data or a view of them, and day of each.
    sides
        The two sides, by code.
    width
        How wide a panel is, in inches.
    people
        Whether those who sat on the channels are drawn.
    """
    graphs = [day_graphs(view, day, between=sides) for _, view, day in asked]
    verdicts = [_verdicts(view, day, sides) for _, view, day in asked]
    known = [
        {channel for channel, verdict in found.items() if verdict.word is not Word.UNKNOWN}
        for found in verdicts
    ]
    shown = {node for network in graphs for node in network.may}.union(*known)
    columns = _columns(data, sides, shown, people=people)
    places = _places(columns)
    names = (side_name(data, sides[0]), side_name(data, sides[1]))
    families = {
        channel: FAMILY[data.channels[channel].type] for channel in sorted(set().union(*known))
    }
    told = [
        {
            channel: (data.channels[channel].name, found[channel])
            for channel in sorted(found.keys() & one)
        }
        for found, one in zip(verdicts, known, strict=True)
    ]
    return [
        Panel(
            title,
            DayNetwork(
                graphs[place],
                sides,
                names,
                sides_in_words(data, sides),
                told[place],
                places,
                max(FEWEST_ROWS, *map(len, columns)),
                known_days(view, Window(day, day)) is not None,
                len(verdicts[place]) - len(known[place]),
                width,
            ),
            families,
            told[place],
            people,
        )
        for place, (title, view, day) in enumerate(asked)
    ]


def _columns(data: Dataset, sides: tuple[str, str], shown: set[str], *, people: bool) -> Columns:
    """Return the rows in which something is shown, those of channels alone if need be."""
    whole = node_columns(data, between=sides)
    return without_empty_rows(whole if people else ((), whole[1], ()), shown)


def _places(columns: Columns) -> dict[str, tuple[float, float]]:
    """Return where each node of the columns stands."""
    return {
        node: (x, 1 - (number + 0.5) / len(column))
        for x, column in zip((LEFT, MIDDLE, RIGHT), columns, strict=True)
        for number, row in enumerate(column)
        for node in row
    }


def fitting(
    data: Dataset, panels: Sequence[Panel], most: int, *, first: Collection[str] = ()
) -> list[Panel]:
    """
    Return panels with no more than so many rows, still at the same places in all of them.

    The channels named `first` stay, then those that were most surely usable in one of them, with
    all their actors.
    """
    if panels[0].network.rows <= most:
        return list(panels)
    shown, sides = set(panels[0].network.places), panels[0].network.sides
    columns = _columns(data, sides, shown, people=panels[0].has_people)
    best: dict[str, Verdict] = {}
    for channel, (_, verdict) in (item for panel in panels for item in panel.told.items()):
        best[channel] = min(best.get(channel, verdict), verdict, key=RANK_OF.__getitem__)
    whole = nx.compose_all([panel.network.graphs.may for panel in panels])
    families = {channel: FAMILY[data.channels[channel].type] for channel in best}
    kept = with_room(columns, whole, best, Room(most), families=families, first=first)
    columns = without_empty_rows(columns, kept)
    left_out = sorted(best.keys() - kept)
    places, rows = _places(columns), max(FEWEST_ROWS, *map(len, columns))
    return [
        panel._replace(
            network=replace(
                panel.network,
                channels={key: told for key, told in panel.told.items() if key in kept},
                places=places, rows=rows, left_out=left_out,
            ),
            families={key: of for key, of in panel.families.items() if key in kept},
        )
        for panel in panels
    ]  # fmt: skip


def describe_panels(panels: Sequence[Panel]) -> str:
    """Say in one sentence how many channels were usable in each."""
    told = "; ".join(
        f"{panel.title}, {panel.numbers}"
        if panel.network.is_known
        else f"{panel.title}, of which the data say nothing"
        for panel in panels
    )
    return f"Networks between {panels[0].network.pair} at the same places: {told}."


def _verdicts(data: Dataset, day: date, sides: tuple[str, str]) -> Mapping[str, Verdict]:
    lines = course(data)
    return {
        channel: lines[channel].on(day)
        for channel in Scope(sides).channels(data, within=Window(day, day))
    }
