"""The `centrality` verb: measures of the network of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from backchannel.cli.kinds import Kind
from backchannel.cli.options import As, BetweenFlag, By, Data, whole_number
from backchannel.cli.output import Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.series import (
    Asked,
    DrawsFlag,
    EveryFlag,
    SeedFlag,
    SeriesFlag,
    only_series,
    tell_series,
)
from backchannel.cli.source import pair_of, scope_of
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import UsageFault, one_of
from backchannel.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.rows import Rows
    from backchannel.network.brokerage import Groups
    from backchannel.network.values import CentralityRow, Nodes


MOST_SHOWN = "20"
"""So many rows of a list a table shows: as many as one reads."""

MaybeDay = Annotated[str | None, typer.Argument(metavar="DAY", help="One day, such as 2022-02-01.")]


@with_view
def centrality_verb(  # noqa: PLR0913 - the flags are those of the contract
    day: MaybeDay = None,
    *,
    series: SeriesFlag = None,
    every: EveryFlag = "month",
    draws: DrawsFlag = 0,
    seed: SeedFlag = 0,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure", help="Only this measure; repeat it for several, or say `all` for each."
        ),
    ] = None,
    between: BetweenFlag = None,
    by: By = "actor",
    offices: Annotated[
        bool,
        typer.Option("--offices", help="An office and who holds it are one node: the office."),
    ] = False,
    persons: Annotated[
        bool,
        typer.Option("--persons", help="An office and who holds it are one node: the person."),
    ] = False,
    brokers: Annotated[
        str | None,
        typer.Option(
            "--brokers",
            metavar="side|sector",
            help="Who brokers between sides, or sectors, in which role; an office stands for who "
            "holds it.",
        ),
    ] = None,
    go_betweens: Annotated[
        bool,
        typer.Option(
            "--go-betweens",
            help="Who lies on the shortest paths between two sides, over the channels of all.",
        ),
    ] = False,
    without_principals: Annotated[
        bool,
        typer.Option(
            "--without-principals", help="Leave out heads of state, who touch everything by office."
        ),
    ] = False,
    top: Annotated[
        str | None,
        typer.Option(
            "--top",
            metavar="N",
            help="How many of the actors, and of the channels, a table shows, 0 for all; 20 "
            "without it. CSV and JSON have all.",
        ),
    ] = None,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Measure who was where in the network of a day, or over time with `--series`.

    Without flags: degree, betweenness, harmonic closeness and Katz, for each actor and channel.
    A value can lie outside its draws (`--draws`): it is measured on what was presumably usable,
    while each draw fixes every date, so that more channels are known there.

    Example: backchannel centrality 2022-03-03 --measure betweenness
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.dates.words import day_in_words
    from backchannel.facts.rows import Rows
    from backchannel.facts.scope import Scope

    most = whole_number("--top", MOST_SHOWN if top is None else top)
    kind = Kind(tuple(measure or ()), _groups(brokers), go_betweens)
    nodes = _nodes(by, offices=offices or (kind.is_of_brokers and not persons), persons=persons)
    principals = not without_principals
    if series is not None:
        if day is not None or brokers or go_betweens or top is not None:
            raise UsageFault(
                "`--series` takes no DAY, `--brokers`, `--go-betweens` or `--top`; leave it out"
            )
        names = tuple(measure or ())
        over = Asked(series, every, names, between, nodes, principals, draws, seed)
        tell_series(over, view, data=data, form=form)
        return
    only_series(every, draws, seed)
    asked = one_day(_given(day))
    known = viewed(data, view)
    scope = scope_of(known, between) if not go_betweens else pair_of(known, between)
    found = kind.rows(known, asked, principals=principals, between=scope, by=nodes)
    rows = Rows(sorted(found, key=_highest))
    question = {
        "day": str(asked),
        "between": list(between) if between else None,
        "by": nodes,
        "principals": principals,
        "measures": kind.measures,
        "view": known.view.to_dict(),
    }
    title = f"{kind.title(scope.in_words(known))}, {day_in_words(asked)}{ONE_NODE[nodes]}"
    write(_answer(known, rows, question, titled(title, known.view), top=most), form)
    for note in _notes(rows):
        talk(note)
    days, pair = Window(asked, asked), Scope(known.between)
    if not scope.sides and {*scope.channels(known, within=days)} != {
        *pair.channels(known, within=days)
    }:
        talk(
            "the network is that of all sides, third ones too; for that of the channels "
            f"{pair.in_words(known)} add `--between {' '.join(known.between or ())}`"
        )
    note_coverage(known, days, scope)


VERBS: Mapping[str, Callable[..., None]] = {"centrality": centrality_verb}

ONE_NODE: Mapping[Nodes, str] = {
    "actor": "",
    "office": ", an office standing for who holds it",
    "person": ", who holds an office standing for it",
    "side": "",
}
"""The nodes asked for → what a title says of them."""


def _nodes(by: str, *, offices: bool, persons: bool) -> Nodes:
    """Return the nodes that the flags ask for."""
    from backchannel.network.values import Ends

    ends: Ends = one_of("kind of node", by, get_args(Ends))
    if offices + persons + (ends == "side") > 1:
        raise UsageFault("`--offices`, `--persons` and `--by side` exclude each other; give one")
    return "office" if offices else "person" if persons else ends


def _given(day: str | None) -> str:
    if day is None:
        raise UsageFault("no day is given; give a DAY, or `--series FROM TO`")
    return day


def _groups(brokers: str | None) -> Groups | None:
    from backchannel.network.brokerage import Groups

    if brokers is None:
        return None
    groups: Groups = one_of("kind of group", brokers, get_args(Groups))
    return groups


def _highest(row: CentralityRow) -> tuple[str, float, float, str]:
    """Return the key that puts the highest value of each measure first."""
    return row.measure, -(row.value or 0), -(row.high or 0), row.id


def _answer(
    data: Dataset,
    rows: Rows[CentralityRow],
    question: Mapping[str, Any],
    title: str,
    *,
    top: int,
) -> Answer:
    from backchannel.cli.ranking import tables

    def people() -> list[TitledTable]:
        return [*tables(data, rows, f"{title}{_others(question['measures'])}", most=top)]

    flat = rows.to_dicts()
    return Answer(
        whole={**question, "rows": flat},
        rows=flat,
        columns=("id", "kind", "measure", "value", "low", "high"),
        people=people,
        scope=title,
    )


def _notes(rows: Rows[CentralityRow]) -> Iterator[str]:
    """Yield for each measure whether nearly all is 0, and why some of its rows have no range."""
    from collections import Counter

    from backchannel.network.columns import mostly_zero, no_range

    of = Counter(row.measure for row in rows)
    zeros = Counter(row.measure for row in rows if not row.value)
    for measure, number in sorted(zeros.items()):
        yield from mostly_zero(measure, number, of=of[measure], what="nodes")
    unranged = Counter(row.measure for row in rows if row.low is None)
    for measure, number in sorted(unranged.items()):
        yield no_range(measure, number, of=of[measure])


def _others(shown: list[str]) -> str:
    """Say how to see the measures that are not shown, if none was asked for by name."""
    from backchannel.network.measures import DEFAULT, MEASURES

    others = ", ".join(sorted(set(MEASURES) - set(shown)))
    return f". With --measure NAME, or all: {others}" if tuple(shown) == DEFAULT else ""
