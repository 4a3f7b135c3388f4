"""The `disagreement` verb: on which channels two sides contradict each other, or one is silent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli.options import As, Data, PairFlag, TypeName, WhenArgument
from backchannel.cli.output import Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.views import titled, viewed, with_view
from backchannel.facts.view import View
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.disagreement import Disagreement, StanceRow

Agreements = Annotated[
    bool, typer.Option("--all", help="Also the channels of which both sides tell the same.")
]

HEADS: Mapping[str, str] = {
    "contradiction": "contradict each other: one surely calls usable what the other surely calls "
    "stopped",
    "difference": "differ in degree or certainty",
    "silence": "only one side tells anything",
    "agreement": "agree",
}
"""How what two sides tell can stand to each other → what the head of its table says of it."""

TOLD_ON: Mapping[str, str] = {
    "contradiction": "contradict each other",
    "difference": "differ",
    "silence": "one is silent",
    "agreement": "agree",
}
"""How what two sides tell can stand to each other → what is so on a number of days."""


@with_view
def disagreement_verb(  # noqa: PLR0913 - the flags are those of `open`
    when: WhenArgument,
    *,
    between: PairFlag = None,
    kind: TypeName = None,
    everything: Agreements = False,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Say on which channels two sides contradict each other, and of which only one tells.

    Each side is heard alone, by its own claims. `kind` is a contradiction (one calls surely usable
    what the other calls surely stopped), a difference (in degree or certainty, or what stands
    against the other's word is only presumed or possible), or the silence of one side. A
    month or a year is compared day by day: each channel has its sharpest kind, the first `day` on
    which it is so, on how many `days`, and the verdicts of that day. `plot disagreement` draws it.

    Example: backchannel disagreement 2022-03-03 --between RUS USA
    """
    from backchannel.dates.period import window
    from backchannel.dates.words import in_words
    from backchannel.facts.scope import Scope
    from backchannel.facts.vocabulary import channel_type
    from backchannel.verdicts.disagreement import disagreement

    days = window(when)
    of_type = channel_type(kind) if kind is not None else None
    seen = viewed(data, view)
    found = disagreement(seen, days, between=between, type=of_type)
    scope = Scope(found.between)
    kinds = Counter(row.stance.kind for row in found.channels)
    listed = [row for row in found.channels if everything or row.stance.kind != "agreement"]
    not_shown = {
        "agreement": 0 if everything else kinds["agreement"], "neither_side_tells": found.untold,
    }  # fmt: skip
    question = {
        "when": when, "from": str(days.first), "to": str(days.last),
        "between": list(found.between), "type": of_type, "view": seen.view.to_dict(),
        "not_shown": not_shown,
    }  # fmt: skip
    channels = f"Channels of type {of_type}" if of_type else "Channels"
    title = f"{channels} {scope.in_words(seen)} as each side tells it, {in_words(when)}"
    write(_answer(seen, found, listed, question, titled(title, seen.view)), form)
    note_coverage(seen, days, scope)
    talk(_in_short(found))
    talk(_not_shown(not_shown))


VERBS: Mapping[str, Callable[..., None]] = {"disagreement": disagreement_verb}


def _answer(
    data: Dataset,
    found: Disagreement,
    listed: Sequence[StanceRow],
    question: Mapping[str, Any],
    title: str,
) -> Answer:
    from backchannel.verdicts.disagreement import DISAGREEMENT_COLUMNS

    rows = [row.to_dict() for row in listed]

    def people() -> list[TitledTable]:
        tables = [
            TitledTable(
                f"{count(len(of_kind), 'channel')} on which the sides {HEADS[kind]}"
                if kind != "silence"
                else f"{count(len(of_kind), 'channel')} of which {HEADS[kind]}",
                [_row(data, row, found.within.days) for row in of_kind],
            )
            for kind in HEADS
            if (of_kind := [row for row in listed if row.stance.kind == kind])
        ]
        if not tables:
            return [TitledTable(title, [])]
        return [tables[0]._replace(title=f"{title}\n\n{tables[0].title}"), *tables[1:]]

    return Answer(
        whole={**question, "channels": rows},
        rows=rows,
        columns=DISAGREEMENT_COLUMNS,
        people=people,
        scope=title,
    )


def _row(data: Dataset, row: StanceRow, days: int) -> dict[str, Any]:
    """Return a channel's row for people: what either side tells of it, and what all do."""
    from backchannel.dates.words import day_in_words
    from backchannel.facts.scope import in_prose, side_name
    from backchannel.output.tables import Named

    told = {
        f"as {in_prose(side_name(data, side))} tells it": f"{verdict}\n{_claims(claims)}".rstrip()
        if claims
        else "silent"
        for side, verdict, claims in zip(row.sides, row.stance.told, row.claims, strict=True)
    }
    # The verdicts beside it are those of this day alone.
    verb = TOLD_ON[row.stance.kind]
    since = f"on {day_in_words(row.stance.day)}; {verb} on {count(row.stance.days, 'day')}"
    when = {"when": since} if days > 1 else {}
    return {"channel": Named(row.name, row.id), **when, **told, "by all claims": str(row.answer)}


def _claims(claims: Sequence[str]) -> str:
    more = f" and {len(claims) - 1} more" if len(claims) > 1 else ""
    return f"{claims[0]}{more}" if claims else ""


def _in_short(found: Disagreement) -> str:
    """Count the channels by kind, and say of how many either side alone tells."""
    kinds = Counter(row.stance.kind for row in found.channels)
    silent = Counter(row.silent for row in found.channels)
    alone = ", ".join(
        f"{silent[other]} of {side} alone"
        for side, other in zip(found.between, reversed(found.between), strict=True)
    )
    return (
        f"{count(kinds['contradiction'], 'contradiction')}, "
        f"{count(kinds['difference'], 'difference')} in degree or certainty, "
        f"{kinds['silence']} reported by one side ({alone}), {kinds['agreement']} reported alike"
    )


def _not_shown(numbers: Mapping[str, int]) -> str:
    same, untold = numbers["agreement"], numbers["neither_side_tells"]
    told = f"{same} reported alike (--all shows them), " if same else ""
    return f"not shown: {told}{untold} of which neither side tells then"
