"""
The losses in many draws of the uncertain dates at once, without a dataset for each draw.

`drawn` makes a dataset for each draw, and `events_of` the losses in it; that is the plain road, to
which a test holds this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from backchannel.facts.draws import seeded
from backchannel.facts.vocabulary import USABLE
from backchannel.losses.changes import days_between
from backchannel.verdicts.accounts import presumed_days
from backchannel.verdicts.cutting import looks_within
from backchannel.verdicts.holding import layers_of, telling
from backchannel.verdicts.lots import outcomes
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from hashlib import blake2b

    from numpy.typing import NDArray

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.comparison import Happened
    from backchannel.verdicts.verdict import Verdict

    Counts = NDArray[np.int64]
    Codes = NDArray[np.int8]


NOTHING, USED, SUSPENDED, CLOSED = range(4)
KINDS: Mapping[Happened, tuple[int, int]] = {
    "opened": (CLOSED, USED),
    "restored": (SUSPENDED, USED),
    "into_view": (NOTHING, USED),
    "suspended": (USED, SUSPENDED),
    "closed": (USED, CLOSED),
    "out_of_sight": (USED, NOTHING),
}
"""Kind of change → what was known of a channel the day before, and what is on the day."""


class Turned(NamedTuple):
    """What is known of a channel on the days on which it can change, and the day before each."""

    days: list[int]
    before: Codes
    """A row for each kind of outcome, a column for each day."""
    after: Codes
    of_draw: NDArray[np.intp]
    """Draw → its row."""


def drawn_losses(
    data: Dataset, sides: tuple[str, str], within: Window, *, seeds: Sequence[int]
) -> Counts:
    """
    Return how many channels between two sides were lost on each day of each draw.

    Parameters
    ----------
    data
        The data, or a view of them.
    sides
        The two sides.
    within
        The days, of those that the data speak about; on the first of them nothing is lost.
    seeds
        Of the draws, as `drawn` takes them.

    Returns
    -------
    losses
        A row for each draw, a column for each day.
    """
    first, last = within.first.toordinal(), within.last.toordinal()
    found = np.zeros((len(seeds), last - first + 1), np.int64)
    begun = seeded(seeds)
    for channel in data.channels:
        # What no account calls stopped is lost in no draw.
        if any(spell.status not in USABLE for spell in data.spells_of.get(channel, ())):
            turned = _turned(data, channel, begun, sides, within)
            lost = (turned.before == USED) & (turned.after >= SUSPENDED)
            for place in np.flatnonzero(lost.any(axis=0)).tolist():
                found[:, turned.days[place] - first] += lost[turned.of_draw, place]
    return found


def drawn_changes(
    data: Dataset, sides: tuple[str, str], within: Window, *, seeds: Sequence[int]
) -> dict[Happened, Counts]:
    """Return how often each kind of change came in these days, in each draw; see `drawn_losses`."""
    found: dict[Happened, Counts] = {change: np.zeros(len(seeds), np.int64) for change in KINDS}
    begun = seeded(seeds)
    for channel in data.channels:
        turned = _turned(data, channel, begun, sides, within)
        for change, (before, after) in KINDS.items():
            came = (turned.before == before) & (turned.after == after)
            found[change] += came.sum(axis=1)[turned.of_draw]
    return found


def _turned(
    data: Dataset,
    channel: str,
    begun: Sequence[blake2b],
    sides: tuple[str, str],
    within: Window,
) -> Turned:
    spans = days_between(data, channel, sides, within)
    if not spans:
        nothing = np.zeros((1, 0), np.int8)
        return Turned([], nothing, nothing, np.zeros(len(begun), np.intp))
    records = *data.spells_of.get(channel, ()), *data.contacts_of.get(channel, ())
    presumed = presumed_days(data, channel)
    drawn = outcomes(data, records, group=channel, begun=begun, days=presumed)
    layers, known = layers_of(drawn.accounts, drawn.number), (data.start, data.as_of)
    edges = [day.toordinal() for days in spans for day in days]
    turns = np.unique([*np.ravel([layers.begins, layers.ends + 1]), *edges, *np.add(edges, 1)])
    first, last = within.first.toordinal(), within.last.toordinal()
    turns = turns[(first < turns) & (turns <= last)].astype(np.int64)
    # The day before each turn and the turn itself, side by side.
    looks = np.unique([turns - 1, turns]).astype(np.int64)
    codes, of_outcome = telling(layers, looks, known, _known_of)
    codes *= looks_within(looks, spans)
    now = np.searchsorted(looks, turns)
    return Turned(turns.tolist(), codes[:, now - 1], codes[:, now], of_outcome[drawn.of_draw])


def _known_of(verdict: Verdict) -> int:
    if verdict.holds_usable:
        return USED
    if verdict.holds_stopped:
        return CLOSED if verdict.word is Word.CLOSED else SUSPENDED
    return NOTHING
