"""
The losses in many draws of the uncertain dates at once, without a dataset for each draw.

`drawn` makes a dataset for each draw, and `events_of` the losses in it; that is the plain road, to
which a test holds this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from backchannel.facts.draws import seeded
from backchannel.facts.vocabulary import USABLE
from backchannel.losses.changes import LOSSES, SIGN, days_between
from backchannel.verdicts.accounts import presumed_days
from backchannel.verdicts.holding import holding, layers_of
from backchannel.verdicts.lots import outcomes
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from hashlib import blake2b

    from numpy.typing import NDArray

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.comparison import Happened
    from backchannel.verdicts.verdict import Verdict

    Counts = NDArray[np.int64]
    Truths = NDArray[np.bool_]


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
            for on, change, where in _changes(data, channel, begun, sides, within):
                if change in LOSSES:
                    found[:, on - first] += where
    return found


def drawn_changes(
    data: Dataset, sides: tuple[str, str], within: Window, *, seeds: Sequence[int]
) -> dict[Happened, Counts]:
    """Return how often each kind of change came in these days, in each draw; see `drawn_losses`."""
    found = {change: np.zeros(len(seeds), np.int64) for change in SIGN}
    begun = seeded(seeds)
    for channel in data.channels:
        for _, change, where in _changes(data, channel, begun, sides, within):
            found[change] += where
    return found


def _changes(
    data: Dataset,
    channel: str,
    begun: Sequence[blake2b],
    sides: tuple[str, str],
    within: Window,
) -> Iterator[tuple[int, Happened, Truths]]:
    """Yield the days on which something happened to a channel, what, and in which draws."""
    spans = days_between(data, channel, sides, within)
    if not spans:
        return
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
    between = np.zeros(len(looks), bool)
    for days in spans:
        between |= (days.first.toordinal() <= looks) & (looks <= days.last.toordinal())

    def told(says: Callable[[Verdict], bool]) -> Truths:
        answer, of_outcome = holding(layers, looks, known, says)
        by_draw: Truths = (answer & between)[of_outcome[drawn.of_draw]]
        return by_draw

    usable = told(lambda verdict: verdict.holds_usable)
    stopped = told(lambda verdict: verdict.holds_stopped)
    closed = told(lambda verdict: verdict.word is Word.CLOSED) & stopped
    for on, now in zip(turns.tolist(), np.searchsorted(looks, turns).tolist(), strict=True):
        gone = usable[:, now - 1] & ~usable[:, now]
        come = usable[:, now] & ~usable[:, now - 1]
        found: dict[Happened, Truths] = {
            "closed": gone & closed[:, now],
            "suspended": gone & stopped[:, now] & ~closed[:, now],
            "out_of_sight": gone & ~stopped[:, now],
            "opened": come & closed[:, now - 1],
            "restored": come & stopped[:, now - 1] & ~closed[:, now - 1],
            "into_view": come & ~stopped[:, now - 1],
        }
        for change, where in found.items():
            if where.any():
                yield on, change, where
