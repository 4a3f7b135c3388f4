"""
How often a presumption was right where a later source spoke.

Each account is taken out in turn, with all that cannot have begun before its first sure day. If the
rest presume that the channel goes on to that day, the account says whether it did: the presumption
is right if both are usable, or both stopped. Sources tell of use more than of silence, so the share
that is right is flattering; what nobody wrote about afterwards is not in it at all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.period import Window
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.facts.vocabulary import USABLE
from backchannel.verdicts.accounts import accounts_of, cuts_of, presumed_days, stops_of
from backchannel.verdicts.carrying import carried
from backchannel.verdicts.course import Course, verdict_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.vocabulary import ChannelType, Status
    from backchannel.verdicts.verdict import Verdict

SPANS = ((30, "up to 30 days"), (182, "31 to 182 days"), (365, "183 to 365 days"))
"""Most days since a channel was last seen, and what to call it; what is longer is `LONGER`."""

LONGER = "more than 365 days"


@as_a_row
@dataclass(frozen=True, slots=True)
class Trial:
    """A day to which a channel was presumed to go on, and on which an account begins surely."""

    channel: str
    type: ChannelType
    day: date
    account: str
    """The account that was taken out."""
    status: Status
    """What it says."""
    presumed: Verdict
    """What was presumed without it."""
    days: int
    """Days from when the channel was last seen to this one."""

    @property
    def is_right(self) -> bool:
        """Whether what was presumed and what was told are of one kind: usable, or stopped."""
        return self.presumed.usable is (self.status in USABLE)

    @property
    def span(self) -> str:
        """How long the channel had not been seen, in words."""
        return next((words for most, words in SPANS if self.days <= most), LONGER)

    def to_dict(self) -> dict[str, Any]:
        """Return the trial as a flat record."""
        return {
            "channel": self.channel,
            "type": self.type,
            "day": self.day.isoformat(),
            "account": self.account,
            "status": self.status,
            "presumed": str(self.presumed),
            "days": self.days,
            "right": self.is_right,
        }


class Score(NamedTuple):
    """How many presumptions of one group were tried, and how many of them were right."""

    tried: int
    right: int


def trials(data: Dataset) -> Rows[Trial]:
    """
    Return each day on which an account could have shown a presumption to be wrong.

    Denied accounts and those without a sure day try nothing. Of accounts of one kind that begin
    surely on one day, the first by id stands for all.

    Parameters
    ----------
    data
        The data, or a view of them; nothing is tried in a strict one.

    Returns
    -------
    trials
        Sorted by channel, day and account.
    """
    known = Window(data.start, data.as_of)
    found: Rows[Trial] = Rows()
    for channel, record in data.channels.items():
        days = presumed_days(data, channel)
        contacts = data.contacts_of.get(channel, ())
        spells = data.spells_of.get(channel, ())
        stopped = [spell for spell in spells if spell.status not in USABLE]
        # Cut by its own evidence alone, use is cut alike whatever is taken out; stops are not.
        working = cuts_of(data, [spell for spell in spells if spell.status in USABLE], contacts)
        accounts = accounts_of(data, channel)
        tried = set()
        sure = [one for one in accounts if one.has_a_sure_day and not one.denied]
        for account in sorted(sure, key=lambda account: (account.start_latest, account.id)):
            day = account.start_latest
            if not known.first <= day <= known.last or (day, account.usable) in tried:
                continue
            tried.add((day, account.usable))
            before = {other.id for other in accounts if other.start_earliest < day} - {account.id}
            use = [cut for cut in working if cut.account.id in before]
            stops = stops_of(data, [spell for spell in stopped if spell.id in before], use)
            rest = carried(data, use + stops, days=days)
            presumed = verdict_on(rest, day)
            # What may have begun on this very day is the same sight of it, told less exactly.
            line = Course((), tuple(rest), known)
            seen = [last for last in line.carried(day) if last.start_latest < day]
            if presumed.certainty == "presumably" and seen:
                since = (day - seen[0].end_earliest).days
                found.append(
                    Trial(channel, record.type, day, account.id, account.status, presumed, since)
                )
    return found


def scores(told: Iterable[Trial], by: Callable[[Trial], str]) -> Mapping[str, Score]:
    """Count the presumptions that were tried and those that were right, by group, sorted."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for trial in told:
        groups[by(trial)].append(trial.is_right)
    return {name: Score(len(group), sum(group)) for name, group in sorted(groups.items())}
