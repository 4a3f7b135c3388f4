"""
The answer to "what was open": the course of each channel, folded over a window.

Each row says how sure it is, and which accounts and how many voices stand behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from backchannel.dates.period import window
from backchannel.errors import one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.rows import Rows
from backchannel.facts.scope import ALL, asked
from backchannel.facts.shown import as_a_row
from backchannel.facts.vocabulary import ChannelType, channel_type
from backchannel.verdicts.course import Rule, carried_from, course
from backchannel.verdicts.held import last_contact, seen_on
from backchannel.verdicts.shares import SHARE_COLUMNS, shares_of
from backchannel.verdicts.voices import voices_behind
from backchannel.verdicts.wholes import Whole, stopped_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.verdict import Verdict

SHOWN = frozenset({"open", "degraded", "contested"})
"""The verdicts that an answer lists unless all channels are asked for."""

OPEN_COLUMNS = (
    "id", "name", "type", "sides", "verdict", "certainty", "usable", *SHARE_COLUMNS, "seen_day",
    "seen_verdict", "last_contact", "last_contact_date", "last_contact_mode", "sources", "voices",
    "accounts", "stopped_whole", "stopped_whole_verdict", "stopped_whole_day",
    "carried_from", "carried_from_date", "seen_latest",
)  # fmt: skip


@as_a_row
@dataclass(frozen=True, slots=True)
class OpenRow:
    """One channel over a window; the fields are those of the JSON answer."""

    id: str
    name: str
    type: ChannelType
    sides: list[str]
    answer: Verdict
    share: list[float]
    """Shares of the window's days: surely usable, those and presumably, those and at most so."""
    stopped_share: list[float]
    """Likewise of the days on which it was suspended or closed."""
    unknown_share: float
    """Share of the window's days of which nothing is known."""
    accounts: list[str]
    """The spells and contacts that possibly touch the window, or are carried into it."""
    seen: dict[str, str] | None
    """
    The last day by the end of the window that has a sure verdict, and that verdict; what was seen
    on a day that no source gives may be later, see `seen_latest`.
    """
    seen_latest: str | None
    """
    The last day by the end of the window on which an account can have seen it, used or stopped: of
    a listing of 2013 the last day of 2013. How old the evidence is goes by this, not by `seen`.
    """
    last_contact: dict[str, str] | None
    """The last documented contact by the end of the window, whenever it was."""
    voices: list[str]
    """Who speaks in the claims on these accounts as a whole, supporting or denying."""
    carried_from: dict[str, str] | None = None
    """
    What a presumed verdict is carried from: the account, and when it saw the channel, as the source
    gives a contact's date, or the last day that a spell surely reaches. None for any other verdict.
    """
    whole: Whole | None = None
    """What it is a part of, if that was stopped on a day of the window on which the part worked."""

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

    @property
    def sources(self) -> int:
        """Number of distinct voices."""
        return len(self.voices)

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
            "stopped_share": list(self.stopped_share),
            "unknown_share": self.unknown_share,
            "accounts": list(self.accounts),
            "seen": dict(self.seen) if self.seen else None,
            "last_contact": dict(self.last_contact) if self.last_contact else None,
            "sources": self.sources,
            "voices": list(self.voices),
            "stopped_whole": self.whole.to_dict() if self.whole else None,
            "carried_from": dict(self.carried_from) if self.carried_from else None,
            "seen_latest": self.seen_latest,
        }

    def flat(self) -> dict[str, Any]:
        """Return the row with the columns of a table, `OPEN_COLUMNS`."""
        last, seen = self.last_contact or {}, self.seen or {}
        carried = self.carried_from or {}
        shares = (*self.share, *self.stopped_share, self.unknown_share)
        row = {
            **self.to_dict(),
            **dict(zip(SHARE_COLUMNS, shares, strict=True)),
            "seen_day": seen.get("day"),
            "seen_verdict": seen.get("verdict"),
            "last_contact": last.get("id"),
            "last_contact_date": last.get("date"),
            "last_contact_mode": last.get("mode"),
            "stopped_whole": self.whole.id if self.whole else None,
            "stopped_whole_verdict": str(self.whole.verdict) if self.whole else None,
            "stopped_whole_day": str(self.whole.day) if self.whole else None,
            "carried_from": carried.get("id"),
            "carried_from_date": carried.get("date"),
        }
        return {name: row[name] for name in OPEN_COLUMNS}


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
    days = window(when)
    found = verdicts_over(data, days, rule=rule, between=between, type=type)
    if not everything:
        found = {key: verdict for key, verdict in found.items() if verdict.word in SHOWN}
    return rows_for(data, found, days)


@in_bulk()
def verdicts_over(
    data: Dataset,
    when: When,
    *,
    rule: Rule = "any",
    between: Between = None,
    type: ChannelType | None = None,  # noqa: A002 - as above
) -> dict[str, Verdict]:
    """Return the verdict on each channel in a window, by id, sorted; see `open_channels`."""
    one_of("rule", rule, get_args(Rule))
    days = window(when)
    if type is not None:
        channel_type(type)
    lines = course(data)
    return {
        channel: lines[channel].over(days, rule=rule)
        for channel in asked(data, between or ALL).channels(data, within=days)
        if type is None or data.channels[channel].type == type
    }


@in_bulk()
def rows_for(data: Dataset, verdicts: Mapping[str, Verdict], days: Window) -> Rows[OpenRow]:
    """Return the rows of some channels, whose verdicts over the days are known."""
    return Rows(_open_row(data, channel, days, found) for channel, found in verdicts.items())


def open_row(data: Dataset, channel: str, days: Window, *, rule: Rule = "any") -> OpenRow:
    """Return the row of one channel over a window, whichever sides it joins."""
    return _open_row(data, channel, days, course(data)[channel].over(days, rule=rule))


def _open_row(data: Dataset, channel: str, days: Window, verdict: Verdict) -> OpenRow:
    record, line = data.channels[channel], course(data)[channel]
    shares = shares_of(line, days)
    accounts = sorted(account.id for account in line.accounts if account.touches(days))
    seen = line.last_sure(days.last)
    last = last_contact(data, channel, by=min(days.last, data.as_of))
    return OpenRow(
        id=channel,
        name=record.name,
        type=record.type,
        sides=data.sides(channel, within=days),
        answer=verdict,
        share=list(shares.usable),
        stopped_share=list(shares.stopped),
        unknown_share=shares.unknown,
        accounts=accounts,
        seen={"day": str(seen.last), "verdict": seen.verdict.word.value} if seen else None,
        seen_latest=str(latest) if (latest := line.seen_latest(days.last)) else None,
        last_contact={"id": last.id, "date": last.date, "mode": last.mode} if last else None,
        voices=sorted(voices_behind(data, accounts)),
        carried_from=_carried(data, channel, carried_from(line, days, verdict)),
        whole=stopped_whole(data, channel, days) if verdict.usable else None,
    )


def _carried(data: Dataset, channel: str, accounts: Sequence[Account]) -> dict[str, str] | None:
    """Return the account that a presumed verdict is said to be carried from, and its date."""
    for account in accounts[:1]:
        return {"id": account.id, "date": seen_on(data, channel, account)}
    return None
