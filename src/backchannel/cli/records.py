"""Verbs that inspect records: show, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli import display
from backchannel.cli.options import As, Data, a_place
from backchannel.cli.output import Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.source import facts
from backchannel.cli.talks import talk_of_silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from backchannel.check.rules import Checked
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.evidence import Shown


def show_verb(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An id, as every answer has them, or an unambiguous name."
        ),
    ],
    *,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DAY",
            help="Who held an office that day, which a person held, how a channel stood.",
        ),
    ] = None,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Show one record with everything known of it, its claims, and their sources.

    Behind each claim stands how near its speaker was to what is claimed: a witness, a statement of
    one's own, a document, second-hand, or inferred.

    With `--on DAY`: who held an office that day, how surely, and who says so; of a channel its
    verdict that day, with the claims on what may hold then or is carried to it.

    Example: backchannel show office-us-ambassador-to-russia --on 2022-02-01
    """
    from backchannel.verdicts.evidence import flat, show

    if on is not None:
        _show_holders(name, on, data=data, form=form)
        return
    known = facts(data)
    shown = show(known, name)
    related = {table: [flat(row) for row in records] for table, records in shown.related.items()}
    record = flat(shown.record)
    write(
        Answer(
            whole={
                "table": shown.table,
                "record": record,
                "related": related,
                "claims": shown.claims,
                "verdicts": [told.to_dict() for told in shown.verdicts],
            },
            rows=list(_flat_rows(known, shown, record, related)),
            columns=("table", "id", "field", "value"),
            people=lambda: [TitledTable("", display.record_rows(known, shown))],
        ),
        form,
    )
    if shown.table == "contacts":
        talk_of_silence(known, shown.record.id)


def _show_holders(name: str, on: str, *, data: str | None, form: str | None) -> None:
    """Answer who held an office on a day, or which offices a person held; how a channel stood."""
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.dates.words import day_in_words
    from backchannel.facts.names import label, resolve
    from backchannel.verdicts.evidence import claim_with_source
    from backchannel.verdicts.holders import HolderRow, holders

    asked = one_day(on)
    known = facts(data)
    one = resolve(known, name)
    title = f"{label(known, one)}, {day_in_words(asked)}"
    if one in known.channels:
        _show_channel(known, one, Window(asked, asked), title, form)
        return
    found = holders(known, one, on=asked)
    rows = found.to_dicts()
    claims = [
        claim_with_source(known, claim)
        for claim in sorted({claim for row in found for claim in row.claims})
    ]

    is_office = getattr(known.records[one], "kind", "") == "office"

    def people() -> list[TitledTable]:
        held = [display.holder(row, of_office=is_office) for row in found]
        said = _said(known, claims, of="tenure")
        told = [TitledTable(title, held)]
        return [*told, TitledTable("Who says so", said)] if said else told

    answer = Answer(
        whole={
            "id": one,
            "on": str(asked),
            "holders": rows,
            "claims": claims,
        },
        rows=rows,
        columns=tuple(HolderRow.__dataclass_fields__),
        people=people,
    )
    write(answer, form)
    note_coverage(known, Window(asked, asked))
    if not rows:
        talk(
            "no source in the data says who it was; that is no vacancy"
            if is_office
            else "no source in the data says of an office held that day; that is no sign of none"
        )


def _show_channel(known: Dataset, one: str, day: Window, title: str, form: str | None) -> None:
    """Answer how a channel stood on a day, with the claims on what may hold then."""
    from backchannel.verdicts.answers import OPEN_COLUMNS, open_row
    from backchannel.verdicts.evidence import claim_with_source

    row = open_row(known, one, day)
    claims = [
        claim_with_source(known, claim.id)
        for account in row.accounts
        for claim in known.claims_on.get(account, ())
    ]
    answer = Answer(
        whole={"id": one, "on": str(day.first), "channels": [row.to_dict()], "claims": claims},
        rows=[row.flat()],
        columns=OPEN_COLUMNS,
        people=lambda: [
            TitledTable(title, [display.channel(known, row, day)]),
            *([TitledTable("Who says so", _said(known, claims, of="account"))] if claims else []),
        ],
    )
    write(answer, form)
    note_coverage(known, day)


def _said(known: Dataset, claims: Iterable[dict[str, Any]], *, of: str) -> list[dict[str, str]]:
    """Return claims for people, beside the records that they are on."""
    return [
        {
            of: claim["record"],
            "claim": f"{display.STANCES[claim['stance']]} {claim['field'] or 'it'}",
            "source": f"{display.place_of(known, claim)}\n{claim['url']}".rstrip(),
        }
        for claim in claims
    ]


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

    What is allowed and seldom meant is a warning; a package with warnings alone is sound.

    Example: backchannel check
    """
    from backchannel.check.rules import check_package
    from backchannel.errors import UsageFault
    from backchannel.package.reading import bundled, tidy_package
    from backchannel.package.schema import DESCRIPTOR
    from backchannel.store import is_address

    if path is not None and is_address(path):
        named = "name a folder, its `datapackage.json` or a zip"
        raise UsageFault(f"a data package is checked, not a database; {named}")
    place = Path(path) if path is not None else bundled("data")
    for name in tidy_package(place) if tidy else ():
        talk(f"rewrote {name}")
    _report(check_package(place), what="" if path is not None else " of the bundled data")
    here = Path.cwd()
    if path is None and (here / DESCRIPTOR).is_file() and here != place.resolve():
        talk("the data package in this folder was not checked: backchannel check .")


VERBS: Mapping[str, Callable[..., None]] = {"show": show_verb, "check": check_verb}


def _flat_rows(
    data: Dataset,
    shown: Shown,
    record: Mapping[str, Any],
    related: Mapping[str, list[dict[str, Any]]],
) -> Iterator[dict[str, Any]]:
    """Give a record as flat rows: its cells, its neighbours, its claims, and its verdicts."""
    from backchannel.facts.names import label

    for field, value in record.items():
        yield {"table": shown.table, "id": record["id"], "field": field, "value": value}
    for table, records in related.items():
        for row in records:
            gist = display.gist(data, row)
            yield {"table": table, "id": row["id"], "field": "", "value": gist}
    for claim in shown.claims:
        place = f"{claim['title']} ({claim['published']}), {claim['locator']}"
        by = f"; said by {label(data, claim['claimant'])}" if claim["claimant"] else ""
        what = f"{display.STANCES[claim['stance']]} {display.spoken_of(shown, claim)}"
        value = f"{what}: {place}{by}{display.directness(claim)} {claim['url']}".rstrip()
        yield {"table": "claims", "id": claim["id"], "field": claim["field"], "value": value}
    for told in shown.verdicts:
        days = f"{told.first}/{told.last}"
        value = display.told_verdict(data, shown.record.id, told)
        yield {"table": "verdicts", "id": record["id"], "field": days, "value": value}


def _report(checked: Checked, *, what: str) -> None:
    """Print what is wrong with a package and leave with its exit code, or say that nothing is."""
    from backchannel.check.rules import listed
    from backchannel.errors import summary
    from backchannel.facts.model import RECORDS
    from backchannel.messages import count

    for line in listed([*checked.problems, *checked.warnings]):
        print(line)
    if checked.problems:
        talk(summary(checked.problems, tables=len(RECORDS), warnings=len(checked.warnings)))
        if checked.waiting:
            talk(f"some rules wait until what is said of {', '.join(checked.waiting)} is mended")
        sys.stdout.flush()
        raise typer.Exit(1)
    size = len(checked.dataset) if checked.dataset else 0
    doubts = f", {count(len(checked.warnings), 'warning')}" if checked.warnings else ""
    told = f"{count(size, 'record')} of {count(len(RECORDS), 'table')}{what}"
    talk(f"no problems in {told}{doubts}")
