"""
Answers to "what was open, and what was lost": folds of the course over one window or two.

Each row says how sure it is and which spells and how many voices stand behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from backchannel.dates.period import Window, shown, window
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bounds import bounds_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.dataset import counts_as
from backchannel.facts.rows import Rows
from backchannel.facts.scope import ALL, asked
from backchannel.facts.vocabulary import ChannelType
from backchannel.verdicts.contacts import last_contact
from backchannel.verdicts.course import Rule, Word, course

if TYPE_CHECKING:
    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption
    from backchannel.facts.scope import Between
    from backchannel.verdicts.course import Course, Verdict

SHOWN = frozenset({"open", "degraded", "contested"})
"""The verdicts that an answer lists unless all channels are asked for."""


OPEN_COLUMNS = (
    "id", "name", "type", "sides", "verdict", "certainty", "usable", "share_least", "share_most",
    "unknown_share", "last_contact", "last_contact_date", "last_contact_mode", "sources", "spells",
)  # fmt: skip
CHANGE_COLUMNS = ("id", "name", "type", "before", "before_certainty", "after", "after_certainty")


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One channel over a window; the fields are those of the JSON answer."""

    id: str
    name: str
    type: ChannelType
    sides: list[str]
    answer: Verdict
    share: list[float]
    """Share of the window's days that are surely usable, and at most usable or contested."""
    unknown_share: float
    """Share of the window's days of which nothing is known."""
    spells: list[str]
    last_contact: dict[str, str] | None
    """The last documented contact by the end of the window, whenever it was."""
    sources: int
    """Number of distinct voices behind the listed spells."""

    @property
    def verdict(self) -> str:
        """The word of the answer: open, degraded, suspended, closed, contested, unknown."""
        return self.answer.word.value

    @property
    def certainty(self) -> str | None:
        """How sure the answer is; None if it is contested or unknown."""
        return self.answer.certainty

    @property
    def usable(self) -> bool | None:
        """Whether the other side could be reached; None if nobody can say."""
        return self.answer.usable

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "sides": list(self.sides),
            "verdict": self.verdict,
            "certainty": self.certainty,
            "usable": self.usable,
            "share": list(self.share),
            "unknown_share": self.unknown_share,
            "spells": list(self.spells),
            "last_contact": dict(self.last_contact) if self.last_contact else None,
            "sources": self.sources,
        }

    def flat(self) -> dict[str, Any]:
        """Return the row with one value per cell, as tables have it."""
        last = self.last_contact or {}
        return {
            **self.to_dict(),
            "share_least": self.share[0],
            "share_most": self.share[1],
            "last_contact": last.get("id"),
            "last_contact_date": last.get("date"),
            "last_contact_mode": last.get("mode"),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A channel that changed between two windows."""

    id: str
    name: str
    type: ChannelType
    was: Verdict
    now: Verdict

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "before": self.was.word.value,
            "after": self.now.word.value,
            "before_certainty": self.was.certainty,
            "after_certainty": self.now.certainty,
        }


CHANGES = ("lost", "out_of_sight", "gained", "into_view")
"""The lists of channels in `Lost`, in the order in which they are told."""


class Lost(NamedTuple):
    """Two windows compared: four lists of channels, and the disruptions between them."""

    lost: Rows[Change]
    """Surely usable before, surely stopped after."""
    out_of_sight: Rows[Change]
    """Surely usable before; after, nobody can say for sure."""
    gained: Rows[Change]
    """Surely stopped before, surely usable after."""
    into_view: Rows[Change]
    """Surely usable after; before, nobody can say for sure."""
    disruptions: list[Disruption]


@in_bulk()
def open_channels(
    data: Dataset,
    when: When,
    *,
    rule: Rule = "any",
    between: Between = None,
    type: ChannelType | None = None,  # noqa: A002 - the word of the data and of the command line
    everything: bool = False,
) -> Rows[OpenRow]:
    """
    Return the channels that were open, degraded or contested in a window.

    Parameters
    ----------
    data
        The data, or a view of them.
    when
        A day, month, year or other EDTF text, a `date`, a year as a number, or a window: every day
        it could mean, from the first to the last.
    rule
        `any` takes the best verdict of the days (a channel open for one week was open in that
        year), `all` the worst, `last-day` that of the last day.
    between
        Two sides, by code or name: only channels with a party on each of them on some day of the
        window. The channels of all sides if none is given.
    type
        Only channels of this type.
    everything
        Also the suspended, the closed and the unknown.

    Returns
    -------
    rows
        One row per channel, sorted by id; shares are between 0 and 1.

    Raises
    ------
    BadDate
        If `when` is no date or unbounded.
    UnknownName
        If there is no such side, rule or type.
    """
    one_of("rule", rule, get_args(Rule))
    days = window(when)
    if type is not None:
        one_of("type", type, get_args(ChannelType))
    lines = course(data)
    verdicts = {
        channel: lines[channel].over(days, rule=rule)
        for channel in asked(data, between or ALL).channels(data, within=days)
        if type is None or data.channels[channel].type == type
    }
    return Rows(
        _open_row(data, channel, days, verdict)
        for channel, verdict in verdicts.items()
        if everything or verdict.word in SHOWN
    )


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

    Only *lost* is a loss. What went out of sight is no longer documented, and may still be there.
    The lists balance: (gained + into view) - (lost + out of sight) is the change in the number of
    surely usable channels. Without `between` all sides are compared.
    """
    one_of("rule", rule, get_args(Rule))
    start, end = window(before), window(after)
    if start.first > end.last:
        raise UsageFault(
            f"FROM, {shown(before)}, is later than TO, {shown(after)}; give the earlier one first"
        )
    scope, lines = asked(data, between or ALL), course(data)
    lists: dict[str, Rows[Change]] = {name: Rows() for name in CHANGES}
    for channel in scope.channels(data, within=Window(start.first, max(start.last, end.last))):
        was, now = lines[channel].over(start, rule=rule), lines[channel].over(end, rule=rule)
        if (kind := kind_of_change(was, now)) is not None:
            record = data.channels[channel]
            lists[kind].append(Change(channel, record.name, record.type, was, now))
    return Lost(**lists, disruptions=_disruptions(data, start, end, scope.sides))


def _open_row(data: Dataset, channel: str, days: Window, verdict: Verdict) -> OpenRow:
    record, line = data.channels[channel], course(data)[channel]
    shares = shares_of(line, days)
    spells = sorted(account.id for account in line.accounts if account.touches(days))
    last = last_contact(data, channel, by=min(days.last, data.as_of))
    return OpenRow(
        id=channel,
        name=record.name,
        type=record.type,
        sides=data.sides(channel, within=days),
        answer=verdict,
        share=[shares.surely, shares.at_most],
        unknown_share=shares.unknown,
        spells=spells,
        last_contact={"id": last.id, "date": last.date, "mode": last.mode} if last else None,
        sources=data.voices(spells),
    )


class Shares(NamedTuple):
    """Shares of a window's days, 0 to 1."""

    surely: float
    """Surely usable."""
    at_most: float
    """Surely or possibly usable, or contested."""
    unknown: float
    """Nothing is known of them."""


def shares_of(line: Course, days: Window) -> Shares:
    """Return in what shares of some days a channel was usable or unknown."""
    surely = at_most = unknown = 0
    for first, last, verdict, *_ in line.within(days):
        number = (last - first).days + 1
        surely += number * verdict.surely_usable
        at_most += number * (bool(verdict.usable) or verdict.word is Word.CONTESTED)
        unknown += number * (verdict.word is Word.UNKNOWN)
    return Shares(surely / days.days, at_most / days.days, unknown / days.days)


def kind_of_change(was: Verdict, now: Verdict) -> str | None:
    """Name what happened between two verdicts: one of the lists of `Lost`, or none of them."""
    if was.surely_usable and not now.surely_usable:
        return "lost" if now.surely_stopped else "out_of_sight"
    if now.surely_usable and not was.surely_usable:
        return "gained" if was.surely_stopped else "into_view"
    return None


def _disruptions(
    data: Dataset, start: Window, end: Window, sides: tuple[str, str] | None
) -> list[Disruption]:
    """Return the disruptions that possibly began after `start.first` and by `end.last`."""
    found = []
    for disruption in data.disruptions.values():
        began = bounds_of(disruption)["start"]
        named = (*disruption.by, *disruption.target)
        actors = (data.actors[actor] for actor in named if actor in data.actors)
        concerned = {counts_as(actor.state or actor.id) for actor in actors}
        if (
            began.latest > start.first
            and began.earliest <= end.last
            and (not sides or concerned & set(sides))
        ):
            found.append(disruption)
    return sorted(found, key=lambda disruption: (bounds_of(disruption)["start"], disruption.id))
