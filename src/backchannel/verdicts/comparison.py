"""
Two windows compared: what was lost, went out of sight, was gained, came into view, interrupted.

A verdict *holds* if it is sure or presumed. Only *lost* is a loss: what is out of sight is no
longer documented, and may still be there. What was open and is *degraded* is still usable. What is
*found stopped* is stopped in the end, and nobody can say that it was usable before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from backchannel.dates.edtf import FIRST_DAY
from backchannel.dates.period import Window, shown, window
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bounds import bounds_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.dataset import counts_as
from backchannel.facts.rows import Rows
from backchannel.facts.scope import ALL, asked
from backchannel.facts.shown import as_a_row, on_one_screen
from backchannel.verdicts.course import Rule, course
from backchannel.verdicts.reasons import turn_of
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from datetime import date

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption
    from backchannel.facts.scope import Between
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.course import Course
    from backchannel.verdicts.reasons import Turn
    from backchannel.verdicts.verdict import Verdict

CHANGE_COLUMNS = ("id", "name", "type", "before", "before_certainty", "after", "after_certainty")
DISRUPTION_COLUMNS = ("id", "kind", "start", "end", "certainty")
TURN_COLUMNS = (
    "change", "day", "day_earliest", "day_latest", "why", "causes", "sources", "voices", "accounts",
)  # fmt: skip
"""What is said of when and why a channel changed; of a disruption only who speaks of it."""

LOST_COLUMNS = ("list", *CHANGE_COLUMNS, *DISRUPTION_COLUMNS[1:], *TURN_COLUMNS)
"""The columns of a table with all rows of `Lost`."""

Happened = Literal["opened", "restored", "into_view", "suspended", "closed", "out_of_sight"]
"""What can happen to one channel."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Change:
    """A channel that changed between two windows."""

    id: str
    name: str
    type: ChannelType
    was: Verdict
    now: Verdict
    turn: Turn
    """Since when it is so, why, and who says so."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "before": self.was.word.value,
            "before_certainty": self.was.certainty,
            "after": self.now.word.value,
            "after_certainty": self.now.certainty,
            "change": self.turn.change,
            "day": _iso(self.turn.day),
            "day_earliest": _iso(self.turn.earliest),
            "day_latest": _iso(self.turn.latest),
            "why": self.turn.why,
            "causes": list(self.turn.causes),
            "sources": len(self.turn.voices),
            "voices": list(self.turn.voices),
            "accounts": list(self.turn.accounts),
        }


def _iso(day: date | None) -> str | None:
    return str(day) if day else None


CHANGES = ("lost", "out_of_sight", "gained", "into_view")
"""How the verdict of one channel can change, and the lists of `Lost` that have what did."""

LISTS = (*CHANGES, "interrupted", "degraded", "found_stopped")
"""The lists of channels in `Lost`, in the order in which they are told."""


@as_a_row
@dataclass(frozen=True, slots=True)
class DisruptionRow:
    """A disruption that began between two windows, surely or on some reading of its date."""

    record: Disruption
    certainty: Literal["surely", "possibly"]
    voices: tuple[str, ...]
    """Who speaks of it."""

    @property
    def is_of_any_day_before(self) -> bool:
        """Whether it is known only by when it had begun, so that it may lie any time before."""
        return bounds_of(self.record)["start"].earliest == FIRST_DAY

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        fields = {name: getattr(self.record, name) for name in DISRUPTION_COLUMNS[:-1]}
        said = {"sources": len(self.voices), "voices": list(self.voices)}
        return {**fields, "certainty": self.certainty, **said}


@on_one_screen
class Lost(NamedTuple):
    """Two windows compared: seven lists of channels, and the disruptions between them."""

    before: Window
    """The days that FROM was answered for."""
    after: Window
    """The days that TO was answered for."""
    lost: Rows[Change]
    """Usable before, stopped after, both surely or presumably."""
    out_of_sight: Rows[Change]
    """Surely or presumably usable before; after unknown, contested or only possible."""
    gained: Rows[Change]
    """Stopped before, usable after, both surely or presumably."""
    into_view: Rows[Change]
    """Surely or presumably usable after; before unknown, contested or only possible."""
    interrupted: Rows[Change]
    """Surely or presumably usable before and after, and surely stopped on some day between."""
    degraded: Rows[Change]
    """Open before, degraded after, both surely or presumably, and not interrupted."""
    found_stopped: Rows[Change]
    """Stopped after, surely or presumably; before unknown, contested or only possible: no loss."""
    disruptions: Rows[DisruptionRow]
    """Those that began after the first day of FROM and by the last of TO."""


@in_bulk()
def lost(
    data: Dataset,
    before: When,
    after: When,
    *,
    rule: Rule = "any",
    between: Between = None,
) -> Lost:
    """
    Compare two windows: what was lost, went out of sight, was gained, came into view.

    The first four lists balance: (gained + into view) - (lost + out of sight) is the change in the
    number of channels that are surely or presumably usable.

    Parameters
    ----------
    data
        The data, or a view of them.
    before, after
        Two windows, see `open_channels`. Each is cut to the days that the data speak about; one
        that lies after them is answered for their last day.
    rule
        How the days of a window are folded into one verdict.
    between
        Two sides, by code or name; all sides if none is given.

    Raises
    ------
    BadDate
        If a window is no date or unbounded.
    UnknownName
        If there is no such side or rule.
    UsageFault
        If the first window begins after the second ends.
    """
    one_of("rule", rule, get_args(Rule))
    start, end = window(before), window(after)
    if start.first > end.last:
        raise UsageFault(
            f"FROM, {shown(before)}, is later than TO, {shown(after)}; give the earlier one first"
        )
    start, end = answered_for(data, start), answered_for(data, end)
    scope, lines = asked(data, between or ALL), course(data)
    whole = Window(start.first, max(start.last, end.last))
    lists: dict[str, Rows[Change]] = {name: Rows() for name in LISTS}
    for channel in scope.channels(data, within=whole):
        line = lines[channel]
        was, now = line.over(start, rule=rule), line.over(end, rule=rule)
        kind = kind_of_change(was, now) or _beside_a_change(line, was, now, whole)
        if kind is not None:
            record = data.channels[channel]
            told = happened(was, now) or kind
            turn = turn_of(data, channel, told, now, after=end, whole=whole, scope=scope)
            lists[kind].append(Change(channel, record.name, record.type, was, now, turn))
    return Lost(start, end, **lists, disruptions=_disruptions(data, start, end, scope.sides))


def stopped_between(data: Dataset, found: Lost) -> Rows[Change]:
    """
    Return what went out of sight and was stopped on a day between, or on one of the days compared.

    That it was stopped is known; whether it still was in the end, no source says.
    """
    days = Window(found.before.first, found.after.last)
    return Rows(
        row
        for row in found.out_of_sight
        if any(part.verdict.holds_stopped for part in course(data)[row.id].within(days))
    )


def answered_for(data: Dataset, days: Window) -> Window:
    """
    Return the days of a window that the data speak about.

    Their last day if it lies after all of them; one that lies before them stays, and is unknown.
    """
    if days.first > data.as_of:
        return Window(data.as_of, data.as_of)
    if days.last < data.start:
        return days
    return Window(max(days.first, data.start), min(days.last, data.as_of))


def kind_of_change(was: Verdict, now: Verdict) -> str | None:
    """Name what happened between two verdicts: one of `CHANGES`, or none of them."""
    if was.holds_usable and not now.holds_usable:
        return "lost" if now.holds_stopped else "out_of_sight"
    if now.holds_usable and not was.holds_usable:
        return "gained" if was.holds_stopped else "into_view"
    return None


def happened(was: Verdict, now: Verdict) -> Happened | None:
    """Say what happened to a channel between two verdicts, losses and gains by their kind."""
    match kind_of_change(was, now):
        case "lost":
            return "closed" if now.word is Word.CLOSED else "suspended"
        case "gained":
            return "opened" if was.word is Word.CLOSED else "restored"
        case "out_of_sight":
            return "out_of_sight"
        case "into_view":
            return "into_view"
        case _:
            return None


def _beside_a_change(line: Course, was: Verdict, now: Verdict, days: Window) -> str | None:
    """Name what the number of usable channels does not show: a stop, less use, a stop found."""
    if was.holds_usable and now.holds_usable:
        if any(stretch.verdict.surely_stopped for stretch in line.within(days)):
            return "interrupted"
        return "degraded" if (was.word, now.word) == (Word.OPEN, Word.DEGRADED) else None
    return "found_stopped" if now.holds_stopped and not was.holds_stopped else None


def _disruptions(
    data: Dataset, start: Window, end: Window, sides: tuple[str, str] | None
) -> Rows[DisruptionRow]:
    """
    Return the disruptions that possibly began after `start.first` and by `end.last`.

    Those that surely did come first: of the others some reading of a vague date lies there. Where
    the channels are those of one type, they are those that a source names as a cause on one.
    """
    found: list[tuple[bool, date, date, str, DisruptionRow]] = []
    causes = {cause for spell in data.spells.values() for cause in spell.cause}
    for disruption in data.disruptions.values():
        began = bounds_of(disruption)["start"]
        named = (*disruption.by, *disruption.target)
        actors = (data.actors[actor] for actor in named if actor in data.actors)
        concerned = {counts_as(actor.state or actor.id) for actor in actors}
        if (
            began.latest > start.first
            and began.earliest <= end.last
            and (not sides or concerned & set(sides))
            and (not data.view.of_type or disruption.id in causes)
        ):
            is_sure = began.earliest > start.first and began.latest <= end.last
            voices = tuple(sorted(data.voices_on([disruption.id])))
            row = DisruptionRow(disruption, "surely" if is_sure else "possibly", voices)
            found.append((not is_sure, *began, disruption.id, row))
    return Rows(row for *_, row in sorted(found, key=lambda entry: entry[:4]))
