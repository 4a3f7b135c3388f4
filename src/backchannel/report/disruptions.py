"""The disruptions of a report: those that concern its two sides apart from those of others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backchannel.dates.words import in_words
from backchannel.facts.dataset import counts_as
from backchannel.facts.names import label
from backchannel.messages import count
from backchannel.output.document import Strong
from backchannel.verdicts.acts import (
    act_in_full,
    act_with_effect,
    answered_by,
    causes_on,
    end_of_act,
    kind_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.facts.model import Disruption
    from backchannel.output.document import Document, Inline
    from backchannel.report.year import Year

KINDS = 5
"""So many kinds of disruptions are named."""


def own_and_others(
    asked: Year, rows: Sequence[Disruption]
) -> tuple[list[Disruption], list[Disruption]]:
    """
    Part the disruptions that concern the two sides from those of one of them with others.

    The first are done by one of the two, to the other or to no third side, or are named as the
    cause, or as what the cause answered, of what happened to a channel between them.
    """
    data, sides = asked.data, asked.scope.sides
    if not sides:
        return list(rows), []
    causes = causes_on(data, asked.channels)
    causes |= {row.id for cause in causes for row in answered_by(data, data.disruptions[cause])}

    def is_own(row: Disruption) -> bool:
        by, target = (
            {counts_as(data.actors[one].state or one) for one in actors if one in data.actors}
            for actors in (row.by, row.target)
        )
        actors_of_two, struck = by & set(sides), target & set(sides) - by
        return row.id in causes or bool(actors_of_two and (struck or target <= set(sides)))

    return [row for row in rows if is_own(row)], [row for row in rows if not is_own(row)]


def disruptions_in_short(asked: Year) -> Iterator[list[Inline]]:
    """Say how many disruptions of each kind began in between, and how many perhaps did."""
    rows = asked.change.disruptions
    surely = [row.record for row in rows if row.certainty == "surely"]
    before = sum(row.is_of_any_day_before for row in rows)
    perhaps = len(rows) - len(surely) - before
    if not rows:
        return
    own, others = own_and_others(asked, surely)
    named = f" ({_by_kind(asked, own)})" if own else ""
    whose = " of the two sides or on their channels" if asked.scope.sides else ""
    parts = [
        f"{whose} surely began in between{named}",
        f"{len(others):,} more between one of the two and others" if others else "",
        f"{perhaps:,} perhaps did" if perhaps else "",
        f"{before:,} may lie any time before" if before else "",
    ]
    lead = count(len(own), "disruption") if own else "No disruption"
    yield [Strong(lead), f"{'; '.join(filter(None, parts))}."]


def _by_kind(asked: Year, rows: Sequence[Disruption]) -> str:
    """Count acts by kind, the most frequent first; the rest as one number, so that all add up."""
    kinds = Counter(kind_in_words(asked.data, row) for row in rows)
    # What has no kind of its own is of some other kind, however often.
    del kinds["act"]
    told = kinds.most_common(KINDS)
    if rest := len(rows) - sum(number for _, number in told):
        told.append(("of other kinds", rest))
    return "; ".join(f"{kind} {number:,}" for kind, number in told)


def what_broke_in(document: Document, asked: Year) -> None:
    """Add the disruptions that began between the two days, surely and perhaps apart."""
    if not asked.change.disruptions:
        return
    document.section(f"Disruptions of {asked.year}")
    if asked.scope.sides:
        document.paragraph(
            "First those that one of the two sides directed at the other or did alone, and those "
            "that a source names as the cause of what happened to a channel between them, or that "
            "such a cause answered; after them, those between one of the two and others."
        )
    for certainty, began in (("surely", "began"), ("possibly", "perhaps began")):
        rows = [
            row.record
            for row in asked.change.disruptions
            if row.certainty == certainty and not row.is_of_any_day_before
        ]
        own, others = own_and_others(asked, rows)
        _listed(document, asked, f"Disruptions that {began} in between", own)
        _listed(document, asked, f"With others: disruptions that {began} in between", others)
    before = [row.record for row in asked.change.disruptions if row.is_of_any_day_before]
    if before:
        told = "; ".join(f"{act_in_full(asked.data, row)}, {in_words(row.start)}" for row in before)
        document.paragraph(
            f"{count(len(before), 'further disruption')} may have begun at any time before, since "
            f"the sources only say by when: {told}."
        )


def _listed(document: Document, asked: Year, title: str, rows: Sequence[Disruption]) -> None:
    if not rows:
        return
    document.heading(f"{title}: {len(rows):,}")
    document.table(
        ("When", "What", "By", "Against", "How many"),
        [
            (
                _when(row),
                act_with_effect(asked.data, row),
                ", ".join(label(asked.data, actor) for actor in row.by),
                ", ".join(label(asked.data, actor) for actor in row.target),
                _how_many(row),
            )
            for row in rows
        ],
    )


def _when(row: Disruption) -> str:
    """Say when a disruption began; of one that goes on, that it does: its numbers may be totals."""
    began, until = in_words(row.start), end_of_act(row)
    if row.end and row.end != "..":
        until = "" if row.end == row.start else f"until {until}"
    return f"{began}, {until}" if until else began


def _how_many(disruption: Disruption) -> str:
    least, most = disruption.count_least, disruption.count_most
    if least is None and most is None:
        return ""
    number = (
        f"{least}"
        if least == most
        else f"{least or 0} to {most}"
        if most is not None
        else f"at least {least}"
    )
    return f"{disruption.count_of}: {number}" if disruption.count_of else number
