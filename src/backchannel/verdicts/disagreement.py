"""
What two sides tell of the same channels: where they contradict each other, where one is silent.

Each side is heard alone, as in the view `as_told_by`, and what it tells is compared day by day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from backchannel.dates.period import Window, window
from backchannel.errors import UsageFault
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.scope import asked
from backchannel.facts.shown import as_a_row, on_one_screen
from backchannel.facts.views import as_told_by
from backchannel.facts.vocabulary import ChannelType, channel_type
from backchannel.facts.voices import state_of
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.verdict import Verdict

Kind = Literal["contradiction", "difference", "agreement", "silence"]
"""How what two sides tell of a channel can stand to each other, the sharpest first."""

KINDS: tuple[Kind, ...] = get_args(Kind)

DISAGREEMENT_COLUMNS = (
    "id", "name", "type", "kind", "silent", "day", "days",
    "first_side", "first", "first_certainty", "second_side", "second", "second_certainty",
    "all", "all_certainty", "first_claims", "second_claims",
)  # fmt: skip
"""The columns of a table of `Disagreement`."""


class Stance(NamedTuple):
    """How what two sides tell of a channel stands to each other, at its sharpest."""

    kind: Kind
    day: date
    """The first day on which it is so."""
    days: int
    """On how many days it is so."""
    told: tuple[Verdict, Verdict]
    """The verdict of that day as the first side tells it, and as the second does."""

    @property
    def silent(self) -> int | None:
        """Which of the two tells nothing of that day: 0 or 1; None if both tell of it."""
        return self.told.index(UNKNOWN) if self.kind == "silence" else None


@as_a_row
@dataclass(frozen=True, slots=True)
class StanceRow:
    """A channel of which at least one of two sides tells."""

    id: str
    name: str
    type: ChannelType
    sides: tuple[str, str]
    stance: Stance
    answer: Verdict
    """The verdict of that day by all claims."""
    claims: tuple[tuple[str, ...], tuple[str, ...]]
    """The claims of either side on what may hold that day or is carried to it, for or against."""

    @property
    def silent(self) -> str | None:
        """The side that tells nothing of that day, by code; None if both tell of it."""
        return None if self.stance.silent is None else self.sides[self.stance.silent]

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        (first, second), (first_claims, second_claims) = self.stance.told, self.claims
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "kind": self.stance.kind,
            "silent": self.silent,
            "day": str(self.stance.day),
            "days": self.stance.days,
            "first_side": self.sides[0],
            "first": first.word.value,
            "first_certainty": first.certainty,
            "second_side": self.sides[1],
            "second": second.word.value,
            "second_certainty": second.certainty,
            "all": self.answer.word.value,
            "all_certainty": self.answer.certainty,
            "first_claims": list(first_claims),
            "second_claims": list(second_claims),
        }


@on_one_screen
class Disagreement(NamedTuple):
    """What two sides tell of the channels between them."""

    within: Window
    between: tuple[str, str]
    channels: Rows[StanceRow]
    """One row for each channel of which at least one of them tells, sorted by id."""
    untold: int
    """Of how many further channels between them neither tells."""


@in_bulk()
def disagreement(
    data: Dataset,
    when: When,
    *,
    between: Between = None,
    type: ChannelType | None = None,  # noqa: A002 - the word of the data and of the command line
) -> Disagreement:
    """
    Compare what two sides tell of the channels between them.

    On a day they *contradict* each other if one calls surely usable what the other calls surely
    stopped. They *differ* if it is the degree or the certainty that differs, if what stands against
    the other's word is only presumed or possible, or if one of them is in two minds. They *agree*
    if their verdicts are the same; one is *silent* if nothing is known of the channel by its
    claims. Over several days the sharpest of the four counts, in this order, with the first day on
    which it is so: a side is silent on a channel if there is no day of which both tell.

    Parameters
    ----------
    data
        The data, or a view of them that has the claims of both sides.
    when
        A day, month, year or other EDTF text; see `open_channels`.
    between
        Two sides, by code or name; the package's own pair if none is given.
    type
        Only channels of this type.

    Raises
    ------
    BadDate
        If `when` is no date or unbounded.
    UnknownName
        If there is no such side or type.
    UsageFault
        If all sides are asked for, or the data are those of one voice.
    """
    days, sides = window(when), asked(data, between).sides
    if sides is None:
        raise UsageFault("two sides are compared; name them, such as `--between RUS USA`")
    if data.view.told_by is not None:
        raise UsageFault("the voices of both sides are compared; leave out `--according-to`")
    if type is not None:
        channel_type(type)
    between_them = [
        channel
        for channel in asked(data, sides).channels(data, within=days)
        if type is None or data.channels[channel].type == type
    ]
    views = as_each_tells_it(data, sides)
    rows = Rows(
        _row(data, views, sides, channel, stance)
        for channel, stance in stances(views, between_them, days).items()
    )
    return Disagreement(days, sides, rows, len(between_them) - len(rows))


def as_each_tells_it(data: Dataset, sides: tuple[str, str]) -> tuple[Dataset, Dataset]:
    """Return the data as each of two sides tells them: a state, or a body of several."""
    first, second = (as_told_by(data, state_of(data, side) or side) for side in sides)
    return first, second


def stances(
    views: tuple[Dataset, Dataset], channels: Iterable[str], days: Window
) -> dict[str, Stance]:
    """Return how two views stand to each other on each channel of which at least one tells."""
    found = ((channel, _stance(views, channel, days)) for channel in channels)
    return {channel: stance for channel, stance in found if stance}


def kind_of(first: Verdict, second: Verdict) -> Kind:
    """Name how two verdicts on one channel and day stand to each other."""
    if UNKNOWN in (first, second):
        return "silence"
    if first == second:
        return "agreement"
    against = {first.usable, second.usable} == {True, False}
    sure = first.certainty == second.certainty == "surely"
    return "contradiction" if against and sure else "difference"


def _stance(views: tuple[Dataset, Dataset], channel: str, days: Window) -> Stance | None:
    """Return the sharpest stance of some days; None if neither view tells of the channel."""
    one, other = (course(view)[channel] for view in views)
    # Between two of these days neither verdict changes.
    turns = sorted({piece.first for line in (one, other) for piece in line.within(days)})
    found: dict[Kind, Stance] = {}
    for first, after in zip(turns, [*turns[1:], None], strict=True):
        told = one.on(first), other.on(first)
        if told == (UNKNOWN, UNKNOWN):
            continue
        number = (after - first).days if after else (days.last - first).days + 1
        kind = kind_of(*told)
        known = found.get(kind, Stance(kind, first, 0, told))
        found[kind] = known._replace(days=known.days + number)
    return next((found[kind] for kind in KINDS if kind in found), None)


def _row(
    data: Dataset,
    views: tuple[Dataset, Dataset],
    sides: tuple[str, str],
    channel: str,
    stance: Stance,
) -> StanceRow:
    record, day = data.channels[channel], Window(stance.day, stance.day)
    claims = _claims(views[0], channel, day), _claims(views[1], channel, day)
    answer = course(data)[channel].on(stance.day)
    return StanceRow(channel, record.name, record.type, sides, stance, answer, claims)


def _claims(view: Dataset, channel: str, day: Window) -> tuple[str, ...]:
    """Return the claims on the accounts of a day as a whole, for or against, sorted."""
    accounts = (account for account in course(view)[channel].accounts if account.touches(day))
    claims = (claim for one in accounts for claim in view.claims_on.get(one.id, ()))
    return tuple(sorted(claim.id for claim in claims if not claim.field))
