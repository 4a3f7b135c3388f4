"""
Single points of failure: whose fall alone costs more than the thing itself.

Channels, persons who sit somewhere in their own name, and what channels depend on (a building, a
treaty, a line …) fall one at a time, each with what falls with it (`fallen`). What is lost is found
by removal: the lines that share nothing are counted anew, and so are the subjects that have a
channel and the actors who have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import day
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.losses.carriers import line_network, two_sides, usable_on
from backchannel.losses.cuts import number_of_lines
from backchannel.scenarios.fallen import fallen
from backchannel.scenarios.naming import alike
from backchannel.scenarios.standing import question, subjects
from backchannel.verdicts.seats import seated_on
from backchannel.verdicts.verdict import CERTAINTIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.carriers import LineNetwork
    from backchannel.verdicts.seats import Tie
    from backchannel.verdicts.verdict import Certainty


@as_a_row
@dataclass(frozen=True, slots=True)
class Point:
    """Something whose fall alone takes more along, or cannot be made up for."""

    id: str
    kind: str
    """`channel`, `person`, or the kind of a dependency."""
    channels: tuple[str, ...]
    """The usable channels between the sides that fall with it, itself among them."""
    surely: int
    """How many of them are surely usable; the others are presumed to be."""
    lines: int
    """By how many the lines that share nothing become fewer."""
    lines_low: int
    """The smallest of these numbers by what was surely, presumably and possibly usable."""
    lines_high: int
    """The largest of them."""
    ends_contact: bool
    """Whether no line is left."""
    subjects: tuple[str, ...]
    """Topics that no usable channel is left for."""
    cut_off: tuple[str, ...]
    """Actors who sit on no usable channel then; not those who fall."""
    last_told: date | None
    """
    Of what channels depend on, which has no dates of its own: the last day that a source speaks
    of; None of a channel or a person.
    """


class _Day(NamedTuple):
    """What there is on the day: who sits where by what is surely or presumably usable."""

    networks: Mapping[Certainty, LineNetwork]
    lines: Mapping[Certainty, int]
    seats: Mapping[str, Sequence[Tie]]
    """Channel between the sides → who sits on it."""
    surely: frozenset[str]
    """The channels that are surely usable."""


@in_bulk()
def single_points(data: Dataset, on: Day, *, between: Between = None) -> Rows[Point]:
    """
    Return what is a single point of failure on a day.

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
    points
        Whatever costs, by its fall alone, at least two channels or two lines, the last channel for
        a subject or the last line; first those that cost most lines of what surely works,
        then most lines, channels and subjects. The parts of a channel count as itself: that
        they go with the whole is no news. A whole that only stands for its parts is none, nor is a
        channel whose loss only cuts off those who sit on it alone. By what is surely or presumably
        usable; none on a day that the data do not speak about.

    Raises
    ------
    BadDate
        If `on` is a text that means more than one day.
    UnknownName
        If there is no such side.
    UsageFault
        If all sides are asked for, or the package has no pair of its own.

    Examples
    --------
    An envoy is the only party of one side of two channels; Cem has another one.

    >>> from datetime import date
    >>> from backchannel.facts.dataset import dataset
    >>> from backchannel.facts.model import RECORDS
    >>> def rows(table, *cells):
    ...     names = list(RECORDS[table].model_fields)
    ...     return [RECORDS[table](**dict(zip(names, row, strict=False))) for row in cells]
    >>> people = {"ann": "AAA", "bob": "AAB", "cem": "AAA"}
    >>> seats = {"talks": ("ann", "bob"), "line": ("ann", "bob"), "walks": ("cem", "bob")}
    >>> toy = dataset(
    ...     {
    ...         "sources": rows("sources", ("paper", "Paper", "", "", "2022-12-31")),
    ...         "actors": [
    ...             *rows("actors", *((one, one, "person", side) for one, side in people.items())),
    ...             *rows("actors", ("a", "A", "state", "AAA"), ("b", "B", "state", "AAB")),
    ...         ],
    ...         "channels": rows("channels", *((one, one, "track-2") for one in seats)),
    ...         "parties": rows(
    ...             "parties",
    ...             *(
    ...                 (f"{channel}-{one}", channel, one, people[one], "party")
    ...                 for channel, both in seats.items()
    ...                 for one in both
    ...             ),
    ...         ),
    ...         "spells": rows(
    ...             "spells", *((f"s-{one}", one, "open", "2022", "..") for one in seats)
    ...         ),
    ...         "claims": rows(
    ...             "claims", *((f"c-{one}", f"s-{one}", "", "", "paper") for one in seats)
    ...         ),
    ...     },
    ...     start=date(2022, 1, 1),
    ...     as_of=date(2022, 12, 31),
    ...     between=("AAA", "AAB"),
    ... )
    >>> for one in single_points(toy, "2022-12-31"):
    ...     print(one.id, one.channels, one.lines, one.ends_contact, one.cut_off)
    bob ('line', 'talks', 'walks') 1 True ('ann', 'cem')
    ann ('line', 'talks') 0 False ()
    """
    asked, sides = day(on), two_sides(data, between)
    if not data.start <= asked <= data.as_of:
        return Rows()
    days = question(data, asked, sides).days
    networks = {least: line_network(data, asked, least=least, sides=sides) for least in CERTAINTIES}
    seats = {
        channel: [tie for tie in seated_on(data).get(channel, ()) if tie.holds(asked, "presumably")]
        for channel in networks["presumably"].channels
        if data.is_between(channel, sides, within=days)
    }
    surely = frozenset(usable_on(data, asked, "surely"))
    lines = {least: number_of_lines(network) for least, network in networks.items()}
    whole = _Day(networks, lines, seats, surely)
    points = (_point(data, asked, one, whole) for one in _candidates(data, asked, whole))
    found = (point for point in points if _is_single(point, _parts(data, point.id)))
    return Rows(
        sorted(
            (point for point in found if not _only_stands_for_parts(data, asked, point)),
            key=_most_first,
        )
    )


def _candidates(data: Dataset, on: date, whole: _Day) -> Iterator[str]:
    """Yield what could be one: channels, persons in their own name, the first of what is alike."""
    yield from whole.seats
    yield from sorted(
        {
            tie.actor
            for channel in whole.seats
            for tie in seated_on(data).get(channel, ())
            if not tie.via
            and tie.holds(on, "presumably")
            and data.actors[tie.actor].kind == "person"
        }
    )
    yield from sorted(
        {
            alike(data, need.id)[0].id
            for need in data.dependencies.values()
            if need.channel in whole.seats
        }
    )


def _point(data: Dataset, on: date, one: str, whole: _Day) -> Point:
    """Let one thing fall, and count anew."""
    asked = [need.id for need in alike(data, one)] or [one]
    falls = fallen(data, on, asked)
    channels = tuple(sorted(whole.seats.keys() & falls.keys()))
    left = {least: number_of_lines(of.without(falls)) for least, of in whole.networks.items()}
    lost = {least: whole.lines[least] - number for least, number in left.items()}
    rest = [channel for channel in whole.seats if channel not in falls]
    before, after = _actors(whole, whole.seats), _actors(whole, rest, without=falls)
    return Point(
        one,
        falls[one].kind,
        channels,
        len(whole.surely.intersection(channels)),
        lost["presumably"],
        min(lost.values()),
        max(lost.values()),
        left["presumably"] == 0 < whole.lines["presumably"],
        tuple(sorted(subjects(data, whole.seats) - subjects(data, rest))),
        tuple(sorted(before - after - falls.keys())),
        _last_told(data, asked) if one in data.dependencies else None,
    )


def _last_told(data: Dataset, needs: Iterable[str]) -> date:
    """Return the last day that a claim on some dependencies can speak of."""
    told = (data.spoken_of(claim).latest for one in needs for claim in data.claims_on[one])
    return min(max(told), data.as_of)


def _actors(whole: _Day, channels: Iterable[str], *, without: Collection[str] = ()) -> set[str]:
    """Return who sits on some channels; nobody sits there by an office that falls away."""
    return {
        tie.actor for channel in channels for tie in whole.seats[channel] if tie.via not in without
    }


def _parts(data: Dataset, one: str) -> set[str]:
    """Return a channel and all that is part of it."""
    whole = {one}
    while more := {row.id for row in data.channels.values() if row.parent in whole} - whole:
        whole |= more
    return whole


def _only_stands_for_parts(data: Dataset, on: date, point: Point) -> bool:
    """
    Whether a channel is but a name for its parts, such as "the hotlines".

    Only states sit on it, no contact went through it, and without its parts it takes nothing along.
    It falls if each of them does, which is no single point.
    """
    parts = _parts(data, point.id) - {point.id}
    if not parts.intersection(point.channels) or data.contacts_of.get(point.id):
        return False
    sits = {data.actors[party.actor].kind for party in data.parties_of[point.id]}
    return sits == {"state"} and set(point.channels) <= {point.id, *fallen(data, on, parts)}


def _is_single(point: Point, itself: Collection[str]) -> bool:
    own = max(1, len(set(point.channels).intersection(itself)))
    costs = max(point.lines, len(point.channels)) > own
    return bool(costs or point.subjects or point.ends_contact)


def _most_first(point: Point) -> tuple[bool, int, int, int, int, int, str]:
    """
    Sort by what is lost, so that what rests on little does not lead.

    Of the lines no more count as sure than channels surely work; of what is alike in all, that
    comes last which was last told of long ago.
    """
    told = point.last_told or date.max
    return (
        not point.ends_contact, -min(point.lines, point.surely), -point.lines,
        -len(point.channels), -len(point.subjects), -told.toordinal(), point.id,
    )  # fmt: skip
