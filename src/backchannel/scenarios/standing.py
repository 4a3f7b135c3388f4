"""
How two sides stand on a day if other channels were usable: the measures of loss, on any such set.

Channels, independent lines, reach and efficiency are those of `loss`. Reach and efficiency are
shares among those who have a seat in the data as they are, so that whoever falls away counts on as
somebody who is not reached. Subjects are the topics of the usable channels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.losses.carriers import line_network
from backchannel.losses.cuts import number_of_lines
from backchannel.losses.reaching import of_seated, parts_of
from backchannel.losses.seats import Seats, shown_on
from backchannel.network.snapshot import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Certainty

MEASURED = ("channels", "independent_lines", "reach", "efficiency", "subjects")
"""The measures by which a day is compared with what it would be."""


@dataclass(frozen=True)
class Question:
    """Which day, and the channels between which two sides."""

    on: date
    sides: tuple[str, str]
    seats: Seats
    """Among whom reach is counted."""

    @property
    def days(self) -> Window:
        """The day as a window."""
        return Window(self.on, self.on)


class Standing(NamedTuple):
    """What two sides have on a day, by one set of usable channels."""

    channels: int
    """Usable channels with a party on each side."""
    independent_lines: int
    """Lines that share nothing that can be lost."""
    reach: float | None
    """Share of the pairs of seated actors across the sides that reach one another, 0 to 1."""
    efficiency: float | None
    """Mean of 1 / channels between two seated actors, 0 to 1."""
    subjects: int
    """Topics that a usable channel between the sides is for."""


def question(data: Dataset, on: date, sides: tuple[str, str]) -> Question:
    """Return the question about a day, with the seats that it is asked among."""
    seats = Seats(data, sides, Window(on, on))
    seats.go_to(on)
    return Question(on, sides, seats)


def standing(
    data: Dataset, asked: Question, usable: Iterable[str], *, least: Certainty = "presumably"
) -> Standing:
    """
    Return how two sides stand if some channels were usable.

    Parameters
    ----------
    data
        The data, which say who sits where; channels that are not in them are passed over.
    asked
        The day and the sides.
    usable
        The usable channels, of any sides: lines also run through third ones.
    least
        How sure an actor must be on a channel.
    """
    there = sorted(channel for channel in usable if channel in data.channels)
    network = line_network(data, asked.on, least=least, sides=asked.sides, usable=there)
    members = [
        shown_on(data, channel, asked.on, least)
        for channel in network.channels
        if data.channels[channel].type not in LEFT_OUT
    ]
    shares = of_seated(parts_of(members), asked.seats)
    return Standing(
        len(network.channels),
        number_of_lines(network),
        shares["reach"],
        shares["efficiency"],
        len(subjects(data, network.channels)),
    )


def subjects(data: Dataset, channels: Iterable[str]) -> set[str]:
    """Return the topics of some channels."""
    return {topic for channel in channels for topic in data.channels[channel].topics}
