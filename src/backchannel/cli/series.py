"""The series of `centrality`: measures over days, highest first within each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from backchannel.cli.options import two
from backchannel.cli.output import Answer, TitledTable, note_coverage, progress, talk, write
from backchannel.cli.ranking import LISTS, value
from backchannel.cli.source import scope_of
from backchannel.cli.views import titled, viewed
from backchannel.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backchannel.facts.view import View
    from backchannel.network.columns import Series
    from backchannel.network.values import Nodes

SeriesFlag = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--series", metavar="FROM TO", callback=two, help="Over these days, instead of on one."
    ),
]
EveryFlag = Annotated[
    str,
    typer.Option(
        "--every",
        metavar="day|week|month|quarter|year|change",
        help="How often a series looks; `change` is each day on which something does.",
    ),
]
DrawsFlag = Annotated[
    int,
    typer.Option(
        "--draws",
        metavar="N",
        help="Range the values of a series over N draws of the uncertain dates, say 1000.",
    ),
]
SeedFlag = Annotated[int, typer.Option("--seed", metavar="S", help="Equal seeds give equal draws.")]


class Asked(NamedTuple):
    """What a series is asked for."""

    days: tuple[str, str]
    every: str
    measures: tuple[str, ...]
    between: tuple[str, str] | None
    by: Nodes
    principals: bool
    draws: int
    seed: int


def only_series(every: str, draws: int, seed: int) -> None:
    """Refuse flags that say how a series is made where none is asked for."""
    for flag, given in (("every", every != "month"), ("draws", draws), ("seed", seed)):
        if given:
            raise UsageFault(f"`--{flag}` is about a series; give `--series FROM TO` with it")


def tell_series(asked: Asked, view: View, *, data: str | None, form: str | None) -> None:
    """Measure a series and write it."""
    from backchannel.dates.period import span
    from backchannel.network.series import series

    days = span(*asked.days)
    known = viewed(data, view)
    scope = scope_of(known, asked.between)
    every: Any = asked.every
    found = series(
        known,
        asked.measures or None,
        within=days,
        every=every,
        between=scope,
        by=asked.by,
        principals=asked.principals,
        draws=asked.draws,
        seed=asked.seed,
        progress=progress(),
    )
    question = {
        "from": str(days.first),
        "to": str(days.last),
        "every": asked.every,
        "between": list(asked.between) if asked.between else None,
        "by": asked.by,
        "principals": asked.principals,
        "measures": list(found.measures),
        **({"draws": asked.draws, "seed": asked.seed} if asked.draws else {}),
        "view": known.view.to_dict(),
    }
    told = f"Networks of the channels {scope.in_words(known)}, {days.first} to {days.last}"
    write(_answer(found, question, titled(told, known.view)), form)
    for note in found.notes:
        talk(note)
    note_coverage(known, days, scope)


def _answer(found: Series, question: Mapping[str, Any], title: str) -> Answer:
    rows = list(found.rows(found.highest_first()))

    def people() -> list[TitledTable]:
        lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            lists[LISTS.get(row["kind"], LISTS[""])].append(row)
        told = f"{title}: the highest of each measure, where it changes"
        tables = [
            TitledTable(f"{told}\n{name}" if place == 0 else name, [*_foremost(found, listed)])
            for place, (name, listed) in enumerate(sorted(lists.items()))
        ]
        return tables or [TitledTable(told, [])]

    columns = ("date", "measure", "id", "kind", *found.numbers)
    return Answer(
        whole={**question, "rows": rows}, rows=rows, columns=columns, people=people, scope=title
    )


def _foremost(found: Series, rows: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Yield the highest node of each measure on the dates on which one of them is another."""
    from backchannel.network.values import CentralityRow

    by_date: dict[str, dict[str, str]] = {str(day): {} for day in found.dates}
    for row in rows:
        if row["value"]:
            one = CentralityRow(**{part.name: row[part.name] for part in fields(CentralityRow)})
            told = value(one)
            by_date[row["date"]].setdefault(row["measure"], type(told)(f"{row['id']} {told}"))
    before: dict[str, str] | None = None
    for day, foremost in by_date.items():
        if foremost != before:
            yield {"date": day} | {name: foremost.get(name, "–") for name in found.measures}
        before = foremost
