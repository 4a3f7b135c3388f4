"""
How firm each verdict is: against the dates, against the loss of one source, against presumption.

Three questions are asked of each channel, and all else is left as it is:

- Each uncertain date is settled on one day at random (`drawn`), again and again: in what share of
  the draws is the verdict the same?
- Each source, and each group of sources that copy one another, is left out in turn (`without`):
  which one's loss alone changes the verdict?
- What was seen is presumed to go on for 0, 1, 2 … days (`presuming`): between which numbers of days
  is the verdict the same?

A verdict hangs on the accounts of its own channel alone, so that only these are worked out anew; a
test holds the answers to those of the views named above.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from backchannel.dates.period import window
from backchannel.errors import UsageFault, one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.names import resolve
from backchannel.facts.rows import Rows
from backchannel.facts.scope import ALL, asked
from backchannel.facts.shown import as_a_row, on_one_screen
from backchannel.facts.vocabulary import ChannelType, channel_type
from backchannel.messages import quoted
from backchannel.network.spreading import portions, spread
from backchannel.scenarios.evidence import ChannelFacts
from backchannel.verdicts.answers import SHOWN
from backchannel.verdicts.course import Rule, course

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.verdict import Verdict

FIRM_COLUMNS = (
    "id", "name", "type", "verdict", "certainty", "stays", "stays_exactly", "sources", "hangs_on",
    "presumed", "presume_least", "presume_most",
)  # fmt: skip

DRAWS = 200
"""How many draws are made unless told otherwise: a share is then known to about 0.03."""

SENT = 20
"""So many channels are one piece of work for a worker, which has to be sent the data for it."""


@as_a_row
@dataclass(frozen=True, slots=True)
class FirmRow:
    """How firm the verdict on one channel is."""

    id: str
    name: str
    type: ChannelType
    answer: Verdict
    stays: float | None
    """Share of the draws with the same word, 0 to 1; None if none were made."""
    stays_exactly: float | None
    """Share of the draws with the same word and certainty."""
    sources: int
    """How many sources speak of the channel, supporting or denying, whenever it was."""
    hangs_on: tuple[str, ...]
    """The sources, and groups of them, the loss of one of which changes the verdict."""
    presumed: int
    """For how many days the data presume that what was seen of it goes on."""
    presume_least: int
    """With fewer days the verdict is another; 0 if it needs none."""
    presume_most: int | None
    """With more days the verdict is another; None if it stays, however many."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "verdict": self.answer.word.value,
            "certainty": self.answer.certainty,
            "stays": self.stays,
            "stays_exactly": self.stays_exactly,
            "sources": self.sources,
            "hangs_on": list(self.hangs_on),
            "presumed": self.presumed,
            "presume_least": self.presume_least,
            "presume_most": self.presume_most,
        }


@as_a_row
@dataclass(frozen=True, slots=True)
class TurnRow:
    """What the verdict on one channel turns into when one thing is otherwise."""

    id: str
    what: str
    """`without` a source or a group of sources; `presume` so many days or more."""
    value: str
    """The source or the group; the days."""
    answer: Verdict

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        return {
            "id": self.id,
            "what": self.what,
            "value": self.value,
            "verdict": self.answer.word.value,
            "certainty": self.answer.certainty,
        }


@on_one_screen
class Sensitivity(NamedTuple):
    """How firm the verdicts on a window are, and what else they could be."""

    channels: Rows[FirmRow]
    """One row a channel, sorted by id."""
    turns: Rows[TurnRow]
    """One row for each source or group whose loss changes a verdict, and for each step of it as
    more days are presumed, from 0 days on; sorted by channel, then as they come."""
    drawn: Mapping[str, Mapping[Verdict, int]]
    """Channel → in how many draws it had which verdict."""


@in_bulk()
def sensitivity(  # noqa: PLR0913 - the question of `open`, and how it is tried
    data: Dataset,
    when: When,
    *,
    rule: Rule = "any",
    between: Between = None,
    type: ChannelType | None = None,  # noqa: A002 - the word of the data and of the command line
    everything: bool = False,
    channel: str | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    executor: Executor | None = None,
) -> Sensitivity:
    """
    Return how firm each verdict is: against its dates, the loss of a source, and presumption.

    Parameters
    ----------
    data
        The data, or a view of them.
    when, rule, between, type, everything
        Which verdicts, as in `open_channels`.
    channel
        Only this channel, by id or name, whatever its verdict.
    draws
        How many times each uncertain date is settled on a day; 0 asks nothing of the dates.
    seed
        The seed of the first draw, each further one having the next: `drawn(data, seed=seed)`,
        `drawn(data, seed=seed + 1)` …
    executor
        Who asks the channels: this process, or the workers of a `concurrent.futures.Executor`; the
        answer is the same to the last bit.

    Returns
    -------
    firmness
        A row for each channel, and what its verdict turns into. A share of 1 says that the dates
        do not matter, no `hangs_on` that no single source does, and `presume_least` of 0 that
        nothing has to be presumed. A share of n draws has a standard error of at most
        0.5 / sqrt(n).

    Raises
    ------
    BadDate
        If `when` is no date or unbounded.
    UnknownName
        If there is no such side, rule, type or channel.
    UsageFault
        If the draws are fewer than none, or the channel is not of the type or between the sides.

    Examples
    --------
    One paper says in 2021 that a line was tried on some day of 2020; what was seen is presumed to
    go on for 100 days. On 1 November it was usable if it was tried on that day or one of the 100
    before: 101 of 366 days.

    >>> from datetime import date
    >>> from backchannel.facts.dataset import dataset
    >>> from backchannel.facts.model import RECORDS
    >>> from backchannel.facts.presumption import Presumption
    >>> toy = dataset(
    ...     {
    ...         "sources": [RECORDS["sources"](id="paper", title="Paper", published="2021-02-01")],
    ...         "channels": [RECORDS["channels"](id="line", name="Line", type="hotline")],
    ...         "contacts": [
    ...             RECORDS["contacts"](
    ...                 id="trial", channel="line", date="2020", mode="call", occurrence="held"
    ...             )
    ...         ],
    ...         "claims": [RECORDS["claims"](id="c", record="trial", source="paper")],
    ...     },
    ...     start=date(2020, 1, 1),
    ...     as_of=date(2021, 12, 31),
    ...     presumption=Presumption({"default": 100}),
    ... )
    >>> (row,) = sensitivity(toy, "2020-11-01", draws=400, everything=True).channels
    >>> row.answer.word.value, row.answer.certainty, row.hangs_on, row.presume_most
    ('open', 'possibly', ('paper',), None)
    >>> abs(row.stays - 101 / 366) < 0.1
    True
    """
    one_of("rule", rule, get_args(Rule))
    days = window(when)
    if type is not None:
        channel_type(type)
    if draws < 0:
        raise UsageFault(f"{draws} draws: no fewer than 0 can be made; give 0 or more")
    only = None if channel is None else resolve(data, channel, "channels")
    channels = [
        one
        for one in asked(data, between or ALL).channels(data, within=days)
        if type in (None, data.channels[one].type)
        and (
            everything or course(data)[one].over(days, rule=rule).word in SHOWN
            if only is None
            else one == only
        )
    ]
    if only is not None and not channels:
        raise UsageFault(f"{quoted(only)} is not of that type and between those; ask for it alone")
    pieces = portions(channels, SENT if executor else max(1, len(channels)))
    work = partial(_firmness, data, days, rule, range(seed, seed + draws))
    found = [*chain.from_iterable(spread(work, pieces, executor=executor))]
    return Sensitivity(
        Rows(row for row, _, _ in found),
        Rows(turn for _, turns, _ in found for turn in turns),
        {row.id: drawn for row, _, drawn in found},
    )


def _firmness(
    data: Dataset, days: Window, rule: Rule, seeds: range, channels: Sequence[str]
) -> list[tuple[FirmRow, Sequence[TurnRow], Mapping[Verdict, int]]]:
    """Return for each channel its row, what its verdict turns into, and its verdicts in draws."""
    found = []
    for channel in channels:
        facts = ChannelFacts(data, channel, days, rule)
        drawn = facts.drawn(seeds)
        verdict = course(data)[channel].over(days, rule=rule)
        found.append((*_firm(facts, verdict, drawn), drawn))
    return found


def _firm(
    facts: ChannelFacts, verdict: Verdict, drawn: Mapping[Verdict, int]
) -> tuple[FirmRow, Sequence[TurnRow]]:
    """Return the row of one channel, and what its verdict turns into."""
    record, made = facts.channel, sum(drawn.values())
    lost = {key: other for key, other in facts.without_each().items() if other != verdict}
    steps = facts.by_presumption()
    firsts = [first for first, _ in steps]
    place = max(at for at, first in enumerate(firsts) if first <= facts.presumed)
    word = sum(number for other, number in drawn.items() if other.word == verdict.word)
    row = FirmRow(
        record.id,
        record.name,
        record.type,
        verdict,
        word / made if made else None,
        drawn.get(verdict, 0) / made if made else None,
        len(facts.sources),
        tuple(lost),
        facts.presumed,
        firsts[place],
        firsts[place + 1] - 1 if place + 1 < len(firsts) else None,
    )
    turns = [TurnRow(record.id, "without", key, other) for key, other in lost.items()]
    if len(steps) > 1:
        turns += [TurnRow(record.id, "presume", str(first), other) for first, other in steps]
    return row, turns
