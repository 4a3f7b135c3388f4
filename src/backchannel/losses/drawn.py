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
from backchannel.losses.changes import days_between
from backchannel.verdicts.accounts import presumed_days
from backchannel.verdicts.holding import holding, layers_of
from backchannel.verdicts.lots import outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from hashlib import blake2b

    from numpy.typing import NDArray

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset

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
        between = days_between(data, channel, sides, within)
        # What no account calls stopped is lost in no draw.
        if between and any(spell.status not in USABLE for spell in data.spells_of.get(channel, ())):
            for days in between:
                for on, lost in _lost(data, channel, begun, days):
                    found[:, on - first] += lost
    return found


def _lost(
    data: Dataset, channel: str, begun: Sequence[blake2b], within: Window
) -> Iterator[tuple[int, Truths]]:
    """Yield the days on which a channel was lost, stopped then and usable the day before."""
    records = *data.spells_of.get(channel, ()), *data.contacts_of.get(channel, ())
    presumed = presumed_days(data, channel)
    drawn = outcomes(data, records, group=channel, begun=begun, days=presumed)
    layers, known = layers_of(drawn.accounts, drawn.number), (data.start, data.as_of)
    turns = np.unique([layers.begins, layers.ends + 1]).astype(np.int64)
    first, last = within.first.toordinal(), within.last.toordinal()
    turns = turns[(first < turns) & (turns <= last)]
    # The day before each turn and the turn itself, side by side.
    looks = np.unique([turns - 1, turns])
    usable, stopped = (
        answer[of_outcome[drawn.of_draw]]
        for answer, of_outcome in (
            holding(layers, looks, known, lambda verdict: verdict.holds_usable),
            holding(layers, looks, known, lambda verdict: verdict.holds_stopped),
        )
    )
    for on, place in zip(turns.tolist(), np.searchsorted(looks, turns).tolist(), strict=True):
        lost: Truths = usable[:, place - 1] & stopped[:, place]
        if lost.any():
            yield on, lost
