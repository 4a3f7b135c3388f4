"""Verbs that ask for verdicts on channels: open, lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from backchannel.cli import display
from backchannel.cli.options import As, BetweenFlag, Data, From, RuleName, To
from backchannel.cli.output import Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.source import facts, scope_of
from backchannel.errors import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.rows import Rows
    from backchannel.verdicts.answers import OpenRow
    from backchannel.verdicts.comparison import Lost


TypeName = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Only channels of this type.")
]
Voice = Annotated[
    str | None, typer.Option("--according-to", metavar="ACTOR", help="One voice only.")
]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", metavar="DAY", help="As published by then.")
]


def open_verb(  # noqa: PLR0913 - the flags are those of the contract
    when: Annotated[
        str, typer.Argument(metavar="WHEN", help="A day, month, year or other EDTF text.")
    ],
    *,
    between: BetweenFlag = None,
    kind: TypeName = None,
    rule: RuleName = "any",
    according_to: Voice = None,
    known_on: KnownOn = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also suspended, closed and unknown channels.")
    ] = False,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Say which channels were open then, how sure it is, and who says so.

    Example: backchannel open 2022-02-01 --between RUS USA
    """
    from backchannel.dates.period import window
    from backchannel.dates.words import in_words
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.answers import open_channels

    days = window(when)
    chosen = _rule(rule)
    of_type = one_of("type", kind, get_args(ChannelType)) if kind is not None else None
    seen = _view(facts(data), according_to=according_to, known_on=known_on)
    scope = scope_of(seen, between)
    rows = open_channels(seen, days, rule=chosen, between=scope, type=of_type, everything=True)
    shown, hidden = _split(rows, everything=everything)
    question = {"when": when, "rule": rule, "from": str(days.first), "to": str(days.last)}
    title = f"Channels {scope.in_words(seen)}, {in_words(when)}"
    write(_open_answer(seen, shown, question | {"not_shown": hidden}, title), form)
    note_coverage(seen, days, scope)
    if hidden:
        listed = ", ".join(f"{number} {verdict}" for verdict, number in hidden.items())
        talk(f"{len(shown)} shown; not shown: {listed} (--all shows them)")


def lost_verb(
    before: From,
    after: To,
    *,
    between: BetweenFlag = None,
    rule: RuleName = "any",
    data: Data = None,
    form: As = None,
) -> None:
    """
    Compare two times: channels lost, out of sight, gained, into view, and disruptions between.

    Example: backchannel lost 2021 2022-12-31 --between RUS USA
    """
    from backchannel.dates.period import Window, window
    from backchannel.dates.words import in_words
    from backchannel.verdicts.comparison import CHANGES, lost

    chosen = _rule(rule)
    start, end = window(before), window(after)  # their faults are told before the data are read
    known = facts(data)
    scope = scope_of(known, between)
    found = lost(known, start, end, rule=chosen, between=scope)
    question = {"from": before, "to": after, "between": list(between) if between else None}
    title = f"{scope.in_words(known)}, {in_words(before)} compared with {in_words(after)}"
    write(_lost_answer(known, found, question, title), form)
    note_coverage(known, Window(start.first, end.last), scope)
    talk(", ".join(f"{len(getattr(found, name))} {name.replace('_', ' ')}" for name in CHANGES))
    if rule == "any" and end.first != end.last:
        hint = f"to compare with how it ended, ask up to {end.last}"
        talk(f"{after} counts with its best days; {hint}")


VERBS: Mapping[str, Callable[..., None]] = {"open": open_verb, "lost": lost_verb}


def _rule(text: str) -> Any:
    from backchannel.verdicts.course import Rule

    return one_of("rule", text, get_args(Rule))


def _view(data: Dataset, *, according_to: str | None, known_on: str | None) -> Dataset:
    from backchannel.facts.views import as_known_on, as_told_by

    if according_to is not None:
        data = as_told_by(data, according_to)
    return as_known_on(data, known_on) if known_on is not None else data


def _split(rows: Sequence[OpenRow], *, everything: bool) -> tuple[Rows[OpenRow], dict[str, int]]:
    """Return the rows that are shown, and how many of each verdict are not."""
    from backchannel.facts.rows import Rows
    from backchannel.verdicts.answers import SHOWN

    shown = Rows(row for row in rows if everything or row.verdict in SHOWN)
    hidden = Counter(row.verdict for row in rows if not everything and row.verdict not in SHOWN)
    return shown, dict(sorted(hidden.items()))


def _open_answer(
    data: Dataset, shown: Rows[OpenRow], question: Mapping[str, Any], title: str
) -> Answer:
    from backchannel.verdicts.answers import OPEN_COLUMNS

    return Answer(
        whole={**question, "channels": shown.to_dicts()},
        rows=[row.flat() for row in shown],
        columns=OPEN_COLUMNS,
        people=lambda: [TitledTable(title, [display.channel(data, row) for row in shown])],
        scope=title,
    )


def _lost_answer(data: Dataset, found: Lost, question: Mapping[str, Any], title: str) -> Answer:
    from backchannel.verdicts.comparison import CHANGE_COLUMNS, CHANGES

    lists = {name: getattr(found, name).to_dicts() for name in CHANGES}
    disruptions = [
        {"id": row.id, "kind": row.kind, "start": row.start, "end": row.end}
        for row in found.disruptions
    ]
    changes = [{"list": name, **row} for name in CHANGES for row in lists[name]]
    return Answer(
        whole={**question, **lists, "disruptions": disruptions},
        rows=changes + [{"list": "disruptions", **row} for row in disruptions],
        columns=("list", *CHANGE_COLUMNS, "kind", "start", "end"),
        people=lambda: [
            TitledTable(
                f"Channels {title}",
                [display.change(name, row) for name in CHANGES for row in getattr(found, name)],
            ),
            TitledTable(
                "Disruptions between them",
                [display.disruption(data, row) for row in found.disruptions],
            ),
        ],
        scope=f"Channels {title}",
    )
