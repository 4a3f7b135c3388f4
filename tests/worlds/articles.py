"""
The five articles with which the record began, as a view of the bundled data.

The data grow, and a row that is added can change what is known of any day. What follows from these
five articles alone was worked out by hand, and does not move.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import backchannel as bc
from backchannel.facts.views import counting

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

FIVE = frozenset(
    {
        "ap-2022-03-03",
        "bbc-2023-08",
        "blog-timeline-2022",
        "multichannel-2025-04",
        "post-2022-07",
    }
)
"""The articles, by the ids of their sources."""

LAST = date(2025, 4, 30)
"""The last day that the five speak about."""


DATED = {
    "k-jake-sullivan-patrushev-2022": "2022-03",
    "k-reset-button-2009": "2009",
    "k-rice-lavrov-2008": "2008",
    "k-riyadh-2025": "[2025-01..2025-04]",
    "k-trump-putin-call-2025": "[2025-01..2025-04]",
}
"""
Contacts that the articles date to a month or a year, and other sources to the day.

A claim can give a rival date within that of its record, but no vaguer one, so a view keeps the day.
"""


@cache
def articles() -> Dataset:
    """Return only what the five articles say, to the end of April 2025, with the dates they give."""
    told = counting(bc.read(), lambda claim: claim.source in FIVE)
    dated = {
        key: told.contacts[key].model_copy(update={"date": text}) for key, text in DATED.items()
    }
    return told.with_tables(as_of=LAST, contacts={**told.contacts, **dated})
