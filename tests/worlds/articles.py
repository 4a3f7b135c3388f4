"""
The five articles with which the record began, as a view of the bundled data.

The data grow, and a row that is added can change what is known of any day. What follows from these
five articles alone was worked out by hand, and does not move.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import backchannel as bc
from backchannel.facts.model import REFERENCES
from backchannel.facts.views import counting

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record

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


SEATED_SINCE = frozenset(
    f"p-jcpoa-vienna-{party}"
    for party in ("eu", "state-china", "state-france", "state-germany", "state-iran", "state-uk")
)
"""Parties of their channels of whom the five say nothing, and other pages do."""

DATED: dict[str, dict[str, dict[str, Any]]] = {
    "contacts": {
        "k-afghan-transit": {"date": "[2009..2012]"},
        "k-biden-europeans-2021": {"date": "[2021-10-21..2021-10-31]"},
        "k-china-border-2004": {"date": "2004"},
        "k-easter-truce-2025": {"date": "2025-04"},
        "k-georgia-2003": {"date": "2003"},
        "k-jake-sullivan-patrushev-2022": {"date": "2022-03"},
        "k-norway": {"date": "[2004..2012]"},
        "k-putin-vucic-2020": {"date": "2020"},
        "k-reset-button-2009": {"date": "2009"},
        "k-rice-lavrov-2008": {"date": "2008"},
        "k-riyadh-2025": {"date": "[2025-01..2025-04]"},
        "k-trump-putin-call-2025": {"date": "[2025-01..2025-04]"},
    },
    "disruptions": {
        "d-annexation-2022": {"start": "[2022-02-24..2023-08]"},
        "d-brics-2023": {"start": "[2023-01..2023-08]"},
        "d-council-of-europe": {"start": "[2000-03..2023-07]"},
        "d-crimea-donbas-2014": {"start": "2014"},
        "d-detentions-2022": {"start": "[..2022-03-03]"},
        "d-eu-flight-ban-2022": {"start": "[2022-02-24..2022-03-01]"},
        "d-flights-2023": {"start": "[2000-03..2023-07]"},
        "d-georgia-2008": {"start": "2008"},
        "d-griner-whelan-2022": {"start": "[..2022-07-09]"},
        "d-icc-warrant": {"start": "[2022-02-24..2023-07]"},
        "d-kelin-parliament-2022": {"start": "2022"},
        "d-nuland-blacklist-2019": {"end": "[2019..2021-10-12]"},
        "d-putin-return-2012": {"start": "2012"},
        "d-recognition-2008": {"start": "2008"},
        "d-serbia-insult-2020": {"start": "2020"},
        "d-skripal-2018": {"start": "[2018-01-01..2018-05-31]"},
        "d-skripal-expulsions-2018": {"start": "[2018-01-01..2018-05-31]", "count_least": None},
        "d-swap-2011": {"start": "2011-23"},
        "d-us-aid-pause-2025": {"start": "[2025-01..2025-04]", "end": "[2025-01..2025-04]"},
        "d-vorontsov-visa-2019": {"start": "[2018..2019]"},
        "d-zakharova-2015": {"start": "2015"},
        "d-zelensky-ban": {"start": "[2022-02-24..2023-08]"},
    },
    "spells": {
        "s-ru-council-of-europe-2023-07": {"start": "[2000-03..2023-07]"},
        "s-ru-embassy-in-washington-2021-10": {"start": "[..2021-10-12]"},
        "s-ruus-prisoner-exchange-2025": {"start": "[..2025-04]"},
        "s-ru-ua-presidents-ban": {"start": "[2022-02-24..2023-08]"},
        "s-us-embassy-in-moscow-2021-10": {"start": "[..2021-10-12]"},
    },
}
"""
Cells that the articles leave within months or years, and other sources fill more closely.

A claim can give a rival date within that of its record, but no vaguer one, so a view keeps the day.
"""


@cache
def articles() -> Dataset:
    """Return only what the five articles say, to the end of April 2025, with the dates they give."""
    told = counting(bc.read(), lambda claim: claim.source in FIVE)
    dated = {
        table: {
            key: row.model_copy(update=cells.get(key, {})) for key, row in told.table(table).items()
        }
        for table, cells in DATED.items()
    }
    whole = told.with_tables(as_of=LAST, **dated)
    return whole.with_tables(**_named_by_them(whole))


def _named_by_them(data: Dataset) -> dict[str, dict[str, Any]]:
    """Return the tables that say who and what there is, with only what is named in what the five say, or named there."""
    named = {one.source for one in data.claims.values()}
    tables = (
        "spells",
        "contacts",
        "dependencies",
        "tenures",
        "attendances",
        "disruptions",
        "claims",
    )
    seats = {k: v for k, v in data.parties.items() if k not in SEATED_SINCE}
    rows: list[Record] = [row for table in tables for row in data.table(table).values()]
    while rows:
        new = {
            one
            for row in rows
            for column in REFERENCES.get(row.table, {})
            for one in _several(getattr(row, column))
        } - named
        named |= new
        rows = [row for one in new if (row := data.records.get(one)) is not None]
        rows += [one for one in seats.values() if one.channel in new]
    return {
        "sources": {k: v for k, v in data.sources.items() if k in named},
        "actors": {k: v for k, v in data.actors.items() if k in named or v.kind == "state"},
        "channels": {k: v for k, v in data.channels.items() if k in named},
        "parties": {k: v for k, v in seats.items() if v.channel in named},
    }


def _several(cell: str | tuple[str, ...]) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else (cell,)
