"""
Independent lines: in how many ways two sides can reach one another that share nothing.

Three channels that one envoy carries are three channels and one line. The number of lines says what
the number of channels does not: how much has to be lost before nobody is reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backchannel.dates.period import day
from backchannel.facts.shown import First, on_one_screen
from backchannel.losses.carriers import line_network, two_sides
from backchannel.losses.cuts import lost_alone, number_of_lines, smallest_cuts
from backchannel.losses.groups import groups_on, taken_with
from backchannel.losses.paths import core_of, disjoint_ways
from backchannel.losses.silence import fewest_losses
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.carriers import LineNetwork
    from backchannel.losses.groups import Group

MOST_CUTS = 50
"""How many smallest cuts are listed."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number, and how low and high it may be; None on days that the data do not speak about."""

    value: float | None
    """By what was surely or presumably usable."""
    low: float | None
    """By what was surely usable."""
    high: float | None
    """By what was usable in any way, or contested."""


@on_one_screen
@dataclass(frozen=True, slots=True)
class Lines:
    """The lines between two sides on a day; lists are those of what presumably was usable."""

    day: date
    between: tuple[str, str]
    value: int | None
    """Lines that share nothing; None on a day that the data do not speak about."""
    low: int | None
    """Those of what was surely usable."""
    high: int | None
    """Those of what was usable in any way, or contested."""
    channels: Range
    """The plain number of usable channels with a party on each side."""
    ways: tuple[tuple[str, ...], ...]
    """As many lines as there are that share nothing, each by the ids of its things."""
    cuts: tuple[tuple[str, ...], ...]
    """
    The smallest sets of things whose loss ends contact; `First` of them where there are more than
    `MOST_CUTS`.
    """
    lost_alone: tuple[str, ...]
    """The things whose loss alone lowers the number of lines, all channels that stand alone too."""
    silence: tuple[str, ...]
    """A smallest set of losses that ends contact where what has a common cause fails together."""
    losses_until_silence: Range
    """How many losses these are, with the smallest and the largest number of the three networks."""
    groups: tuple[Group, ...]
    """The common causes of failure that day."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a flat record, without the lists."""
        return {
            "day": self.day.isoformat(),
            "independent_lines": self.value,
            "low": self.low,
            "high": self.high,
            "channels": self.channels.value,
            "channels_low": self.channels.low,
            "channels_high": self.channels.high,
            "losses_until_silence": self.losses_until_silence.value,
            "losses_until_silence_low": self.losses_until_silence.low,
            "losses_until_silence_high": self.losses_until_silence.high,
        }


def independent_lines(data: Dataset, on: Day, *, between: Between = None) -> Lines:
    """
    Count the lines between two sides on a day that share nothing, and find what would end them.

    States, organizations and offices of a side are one end, with whoever sits by an office. What
    can be lost are channels, persons who are parties in their own name (unnamed ones too),
    go-betweens, and third sides, each of which is one thing. Hosts and observers carry nothing.
    Channels of type `internal` and `public` carry no line. A channel that has go-betweens is
    carried by them: its sides reach one another only through one of them.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    between
        Two sides, by code or name; the package's own pair if none is given.

    Returns
    -------
    lines
        `value` counts what was surely or presumably usable, `low` what surely was, `high` what was
        in any way, or is contested; `low` is at most `value`, and that at most `high`. Two sides
        without a line have 0. `losses_until_silence` is ranged likewise. Cuts, ways and the things
        that are lost are those of `value`.

    Raises
    ------
    BadDate
        If `on` is a text that means more than one day.
    UnknownName
        If there is no such side.
    UsageFault
        If all sides are asked for, or the package has no pair of its own.

    References
    ----------
    .. [1] K. Menger, "Zur allgemeinen Kurventheorie", Fundamenta Mathematicae 10 (1927), 96-115.

    Examples
    --------
    On 1 February 2022 an under-secretary of state had three channels of her own. They are one line,
    and so is the way through NATO, which needs two channels:

    >>> import backchannel as bc
    >>> lines = bc.independent_lines(bc.read(), "2022-02-01", between=("RUS", "USA"))
    >>> [
    ...     way for way in lines.ways if "victoria-nuland" in way or "nato" in way
    ... ]  # doctest: +NORMALIZE_WHITESPACE
    [('dmitry-kozak', 'ruus-nuland-kozak', 'victoria-nuland'),
     ('nato-russia-military-line', 'nato', 'us-nato-intelligence')]
    """
    asked, sides = day(on), two_sides(data, between)
    if not data.start <= asked <= data.as_of:
        nothing = Range(None, None, None)
        return Lines(asked, sides, None, None, None, nothing, (), (), (), (), nothing, ())
    networks = {least: line_network(data, asked, least=least, sides=sides) for least in CERTAINTIES}
    numbers = {least: number_of_lines(network) for least, network in networks.items()}
    counts = {least: len(network.channels) for least, network in networks.items()}
    groups = {least: groups_on(data, asked, of.things) for least, of in networks.items()}
    silences = {
        least: fewest_losses(of, taken_with(of, groups[least])) for least, of in networks.items()
    }
    losses = {least: len(silence) for least, silence in silences.items()}
    network = networks["presumably"]
    return Lines(
        asked,
        sides,
        numbers["presumably"],
        numbers["surely"],
        numbers["possibly"],
        Range(counts["presumably"], counts["surely"], counts["possibly"]),
        _ways(network),
        _listed(smallest_cuts(network, most=MOST_CUTS + 1)),
        tuple(lost_alone(network)),
        silences["presumably"],
        Range(losses["presumably"], min(losses.values()), max(losses.values())),
        tuple(groups["presumably"]),
    )


def _listed(cuts: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return (First if len(cuts) > MOST_CUTS else tuple)(cuts[:MOST_CUTS])


def _ways(network: LineNetwork) -> tuple[tuple[str, ...], ...]:
    """Return as many lines as there are that share nothing, the shortest first."""
    core = core_of(network)
    ways = [
        tuple(dict.fromkeys(network.thing_of[node] for node in way))
        for way in disjoint_ways(core.joined, network.ends) or ()
    ]
    return tuple(sorted([*((thing,) for thing in core.direct), *ways], key=lambda w: (len(w), w)))
