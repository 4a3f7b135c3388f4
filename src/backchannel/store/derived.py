"""
What a load stores beside the facts, so that queries need not work it out.

A claim takes its voice and its days from its source and its record. Each channel has its course:
one node a stretch, with its days and its verdict. Each tenure has the days on which it holds. The
last two are derived from the whole record with the package's own presumption, by the code that
answers in Python. So a question that asks what was usable, and not as told by whom or as known
when, reads the verdict of a day and weighs no account itself. `queries/open.cypher` weighs them: it
is the second road, and reads no stretch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.period import day_bounds
from backchannel.facts.bounds import bounds_of
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import tenure_days
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim, Tenure

STRETCH = "Stretch"
"""The label of a stretch: days in a row on which the verdict on a channel is the same."""

STRETCHES = "stretches"
"""Where the nodes of stretches say that they come from."""

WAS = "WAS"
"""The type of the relationship from a channel to each of its stretches."""

STRETCH_PROPERTIES = ("id", "channel", "first", "last", "verdict", "certainty")

CLAIM_PROPERTIES = (
    "about", "voice", "published_latest",
    "value_earliest", "value_latest", "value_start_latest", "value_end_earliest",
)  # fmt: skip

TENURE_PROPERTIES = tuple(
    f"{certainty}_{bound}"
    for certainty in ("surely", "presumably", "possibly")
    for bound in ("from", "to")
)
"""On `HELD`: the first and last day by how sure it is; each holds the surer ones."""


def stretches(data: Dataset) -> Iterator[dict[str, Any]]:
    """
    Yield the properties of each stretch of which something is known, in order of channel and time.

    No record has such an id, since ids of records have no colon. What is contested has an empty
    certainty, and is never null.
    """
    for channel, line in course(data).items():
        for first, last, verdict in line.stretches:
            if verdict.word is not Word.UNKNOWN:
                yield {
                    "id": f"{channel}:{first}",
                    "channel": channel,
                    "first": first,
                    "last": last,
                    "verdict": verdict.word.value,
                    "certainty": verdict.certainty or "",
                }


def of_claim(data: Dataset, claim: Claim) -> dict[str, Any]:
    """Return what a claim takes from its source and its record, to spare queries the way there."""
    spoken_of = data.spoken_of(claim)
    row = {
        "about": data.records[claim.record].table,
        "voice": data.voice(claim),
        "published_latest": day_bounds(data.sources[claim.source].published).latest,
        "as_of_earliest": spoken_of.earliest,
        "as_of_latest": spoken_of.latest,
    }
    if row["about"] == "contacts" and claim.field == "date" and claim.value:
        # One of several dates of a contact: a view has those that count.
        told = bounds_of(data.contacts[claim.record].model_copy(update={"date": claim.value}))
        row["value_earliest"], row["value_latest"] = told["date"]
        if "start" in told:
            row["value_start_latest"] = told["start"].latest
            row["value_end_earliest"] = told["end"].earliest
    return row


def of_tenure(data: Dataset, tenure: Tenure) -> dict[str, Any]:
    """Return on which days a tenure holds; where it never does, the first is after the last."""
    days = tenure_days(data, tenure.id)
    return dict(zip(TENURE_PROPERTIES, (day for span in days for day in span), strict=True))
