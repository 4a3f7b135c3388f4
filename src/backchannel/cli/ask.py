"""The verbs that answer from the facts: open, show, lost, check."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from backchannel.cli import display
from backchannel.cli.source import (
    As,
    Between,
    Data,
    a_place,
    answer,
    facts,
    note_coverage,
    one_of,
    talk,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.facts.dataset import Dataset

OPEN_COLUMNS = (
    "id", "name", "type", "sides", "verdict", "certainty", "usable", "share_least", "share_most", "unknown_share",
    "last_contact", "last_contact_date", "last_contact_mode", "sources", "spells",
)  # fmt: skip
LISTS = ("lost", "out_of_sight", "gained", "into_view")

RuleOption = Annotated[
    str,
    typer.Option(
        "--rule",
        metavar="any|all|last-day",
        help="Best verdict of the days, worst, or that of the last.",
    ),
]


def open_verb(  # noqa: PLR0913 - the flags are those of the contract
    when: Annotated[
        str, typer.Argument(metavar="WHEN", help="A day, month, year or other EDTF text.")
    ],
    *,
    between: Between = None,
    kind: Annotated[str | None, typer.Option("--type", help="Only channels of this type.")] = None,
    rule: RuleOption = "any",
    according_to: Annotated[
        str | None, typer.Option("--according-to", metavar="ACTOR", help="One voice only.")
    ] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", metavar="DAY", help="As published by then.")
    ] = None,
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
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.answers import SHOWN, open_channels
    from backchannel.verdicts.course import Rule

    asked = window(when)
    one_of("rule", rule, get_args(Rule))
    if kind is not None:
        one_of("type", kind, get_args(ChannelType))
    seen = _view(facts(data), according_to=according_to, known_on=known_on)
    rows = open_channels(seen, when, rule=rule, between=between, type=kind, everything=True)  # type: ignore[arg-type]
    shown = [row for row in rows if everything or row.verdict in SHOWN]
    hidden = _counts(row.verdict for row in rows if row not in shown)
    answer(
        {
            "when": when, "rule": rule, "from": str(asked.first), "to": str(asked.last),
            "not_shown": hidden, "channels": [asdict(row) for row in shown],
        },
        [row.flat() for row in shown],
        OPEN_COLUMNS,
        form,
        people=lambda: [display.channel(row) for row in shown],
    )  # fmt: skip
    note_coverage(seen, asked)
    if hidden:
        listed = ", ".join(f"{number} {verdict}" for verdict, number in hidden.items())
        talk(f"{len(shown)} shown; not shown: {listed} (--all shows them)")


def show_verb(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="The id of any record, or an unambiguous name.")
    ],
    *,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Show one record with everything known of it, its claims, and their sources.

    Example: backchannel show ruus-deconfliction-ukraine
    """
    from backchannel.facts.names import label, resolve
    from backchannel.verdicts.evidence import flat, show

    known = facts(data)
    shown = show(known, resolve(known, name))
    related = {table: [flat(one) for one in records] for table, records in shown.related.items()}
    record = flat(shown.record)
    rows: list[dict[str, Any]] = [
        {"table": shown.table, "id": record["id"], "field": field, "value": value}
        for field, value in record.items()
    ]
    for table, records in related.items():
        rows += [
            {"table": table, "id": one["id"], "field": "", "value": display.gist(known, one)}
            for one in records
        ]
    for claim in shown.claims:
        place = f"{claim['title']} ({claim['published']}), {claim['locator']}"
        by = f"; said by {label(known, claim['claimant'])}" if claim["claimant"] else ""
        value = f"{claim['stance']} {display.spoken_of(shown, claim)}: {place}{by} {claim['url']}".rstrip()
        rows.append({"table": "claims", "id": claim["id"], "field": claim["field"], "value": value})
    answer(
        {"table": shown.table, "record": record, "related": related, "claims": shown.claims},
        rows,
        ("table", "id", "field", "value"),
        form,
        people=lambda: display.record(known, shown),
    )


def lost_verb(
    before: Annotated[str, typer.Argument(metavar="FROM", help="A day, month or year.")],
    after: Annotated[str, typer.Argument(metavar="TO", help="A later day, month or year.")],
    *,
    between: Between = None,
    rule: RuleOption = "any",
    data: Data = None,
    form: As = None,
) -> None:
    """
    Compare two times: channels lost, out of sight, gained, into view, and the disruptions between.

    Example: backchannel lost 2021 2022-12-31 --between RUS USA
    """
    from backchannel.dates.period import Window, window
    from backchannel.verdicts.answers import lost
    from backchannel.verdicts.course import Rule

    one_of("rule", rule, get_args(Rule))
    window(before), window(after)  # what is wrong with them is said before the data are read
    known = facts(data)
    found = lost(known, before, after, rule=rule, between=between)  # type: ignore[arg-type]
    lists = {name: getattr(found, name).to_dicts() for name in LISTS}
    disruptions = [
        {"id": one.id, "kind": one.kind, "start": one.start, "end": one.end}
        for one in found.disruptions
    ]
    answer(
        {
            "from": before,
            "to": after,
            "between": list(between) if between else None,
            **lists,
            "disruptions": disruptions,
        },
        [{"list": name, **row} for name in LISTS for row in lists[name]]
        + [
            {"list": "disruptions", "id": one["id"], "type": one["kind"], "before": one["start"]}
            for one in disruptions
        ],
        ("list", "id", "name", "type", "before", "before_certainty", "after", "after_certainty"),
        form,
        people=lambda: (
            [display.change(name, row) for name in LISTS for row in lists[name]]
            + [display.disruption(known, one) for one in found.disruptions]
        ),
    )
    end = window(after)
    note_coverage(known, Window(window(before).first, end.last))
    talk(", ".join(f"{len(lists[name])} {name.replace('_', ' ')}" for name in LISTS))
    if rule == "any" and end.first != end.last:
        talk(
            f"{after} counts with its best days; to compare with how it ended, ask up to {end.last}"
        )


def check_verb(
    path: Annotated[
        str | None,
        typer.Argument(
            parser=a_place, metavar="[PATH]", help="A data package; else the bundled one."
        ),
    ] = None,
    *,
    tidy: Annotated[
        bool, typer.Option("--tidy", help="First sort and quote the tables anew.")
    ] = False,
) -> None:
    """
    List every problem in a data package, with the line to correct.

    Example: backchannel check
    """
    from backchannel.check.rules import check_package, listed
    from backchannel.errors import UsageFault, summary
    from backchannel.facts.model import RECORDS
    from backchannel.messages import count
    from backchannel.package.reading import bundled, tidy_package
    from backchannel.store import is_address

    if path is not None and is_address(path):
        raise UsageFault(
            "a data package is checked, not a database; name a folder, its `datapackage.json` or a zip"
        )
    place = Path(path) if path is not None else bundled("data")
    for name in tidy_package(place) if tidy else ():
        talk(f"wrote {name} anew")
    checked = check_package(place)
    for line in listed(checked.problems):
        print(line)
    if checked.problems:
        talk(summary(checked.problems, tables=len(RECORDS)))
        if checked.waiting:
            talk(f"some rules wait until what is said of {', '.join(checked.waiting)} is mended")
        sys.stdout.flush()
        raise typer.Exit(1)
    size = len(checked.dataset) if checked.dataset else 0
    talk(f"no problems in {count(size, 'record')} of {count(len(RECORDS), 'table')}")


VERBS: Mapping[str, Callable[..., None]] = {
    "open": open_verb,
    "show": show_verb,
    "lost": lost_verb,
    "check": check_verb,
}


def _view(data: Dataset, *, according_to: str | None, known_on: str | None) -> Dataset:
    from backchannel.dates.period import day
    from backchannel.facts.names import resolve
    from backchannel.facts.views import as_known_on, as_told_by

    if according_to is not None:
        groups = {one.independence_group or one.id for one in data.sources.values()}
        voice = according_to if according_to in groups else resolve(data, according_to, "actors")
        data = as_told_by(data, voice)
    return as_known_on(data, day(known_on)) if known_on is not None else data


def _counts(verdicts: Any) -> dict[str, int]:
    from collections import Counter

    return dict(sorted(Counter(verdicts).items()))
