"""Independent lines and losses until silence, in many draws of the uncertain dates at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from backchannel.dates.period import Window
from backchannel.losses.carriers import home_of, line_network, node_of
from backchannel.losses.drawn_parts import Adding
from backchannel.losses.groups import is_backed
from backchannel.losses.through import lines_of
from backchannel.network.seating import Present, merged
from backchannel.network.snapshot import LEFT_OUT
from backchannel.verdicts.cutting import looks_within
from backchannel.verdicts.seats import roster, seated_on, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.network.seating import Places
    from backchannel.network.turns import Element, Turn
    from backchannel.verdicts.cutting import Days, Truths
    from backchannel.verdicts.seats import Tie

    Reals = NDArray[np.float64]
    Seat = tuple[Element, Mapping[str, Any], Window]


class DrawnLines:
    """
    The lines between two sides in many draws.

    A part is what hangs together by a thing that can be lost, or by a common cause: what meets at
    the ends alone shares no line, and no loss takes two of such parts with it.
    """

    def __init__(self, data: Dataset, sides: tuple[str, str], names: Sequence[str]) -> None:
        """Lay out who sits on which channel, which no draw changes, and what channels need."""
        self._data, self._sides, self._names = data, sides, names
        self._searched: dict[object, int] = {}
        self._adding = Adding(self._measured, width=len(names))
        self._of_person: dict[str, list[Tie]] = defaultdict(list)
        for tie in roster(data):
            if not tie.via and data.actors[tie.actor].kind == "person":
                self._of_person[tie.actor].append(tie)
        self._seats = {
            channel: [*self._seated(channel), *self._needs(channel)]
            for channel, about in data.channels.items()
            if about.type not in LEFT_OUT
        }

    def at(
        self, looks: Days, usable: Mapping[str, tuple[Truths, Places]], draws: int
    ) -> dict[str, Reals]:
        """Return each measure by look and draw."""
        present = list(self._present(looks, usable))
        found = self._adding.at(present, looks.tolist(), draws)
        return dict(zip(self._names, found, strict=True))

    def _present(
        self, looks: Days, usable: Mapping[str, tuple[Truths, Places]]
    ) -> Iterator[Present]:
        for channel, (there, of_draw) in usable.items():
            if channel in self._seats:
                yield Present((channel,), {}, there, of_draw)
                for element, attributes, days in self._seats[channel]:
                    on = there & looks_within(looks, [days])
                    if on.any():
                        yield Present(element, attributes, *merged(on, of_draw))

    def _seated(self, channel: str) -> Iterator[Seat]:
        """Yield what joins a channel to others through who sits on it, and the days."""
        for place, tie in enumerate(seated_on(self._data).get(channel, ())):
            if tie.via:
                continue
            beside = self._of_person.get(tie.actor, ())
            cuts = {day for other in (tie, *beside) for day in turns_of(other)}
            inner = {day for day in cuts if tie.may.first < day <= tie.may.last}
            edges = sorted({tie.may.first, *inner})
            lasts = [day - timedelta(days=1) for day in edges[1:]] + [tie.may.last]
            for first, last in zip(edges, lasts, strict=True):
                yield from self._joins(channel, place, tie, Window(first, last))

    def _joins(self, channel: str, place: int, tie: Tie, days: Window) -> Iterator[Seat]:
        on = days.first
        told: dict[str, Any] = {"tie": place, "certainty": tie.certainty(on) or ""}
        yield (channel, self._apart(channel, node_of(self._data, tie))), told, days
        if tie.role == "go-between":
            # Its channels have it as a common cause, also where it is of one of the two sides.
            yield (channel, f"go-between {node_of(self._data, tie)}"), {"tie": place}, days
        if tie.actor in self._of_person:
            home = home_of(self._data, tie.actor, on)
            told = {"home of": tie.actor, "tie": place}
            yield (channel, self._apart(channel, home) if home else tie.actor), told, days

    def _apart(self, channel: str, node: str) -> str:
        """Name a node, an end for each channel by another name: ends join no channels."""
        return f"{node} of {channel}" if node in self._sides else node

    def _needs(self, channel: str) -> Iterator[Seat]:
        always = Window(self._data.start, self._data.as_of)
        for dependency in self._data.dependencies.values():
            if dependency.channel == channel and is_backed(self._data, dependency.id):
                cause = f"{dependency.kind}: {dependency.on}"
                yield (channel, cause), {"dependency": dependency.id}, always

    def _measured(self, look: int, there: Sequence[Turn]) -> Sequence[float]:
        """Measure a part as it is on a day."""
        on = date.fromordinal(look)
        usable = [turn.element[0] for turn in there if len(turn.element) == 1]
        network = line_network(self._data, on, sides=self._sides, usable=usable)
        values = lines_of(self._data, on, self._names, network=network, searched=self._searched)
        return [values[name] for name in self._names]
