"""The verb of network measures: centrality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from backchannel.cli.options import As, Between, Data, Day, one_of
from backchannel.cli.output import answer, note_coverage
from backchannel.cli.source import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def centrality_verb(
    day: Day,
    *,
    measure: Annotated[str | None, typer.Option("--measure", help="Only this measure.")] = None,
    between: Between = None,
    without_principals: Annotated[
        bool,
        typer.Option(
            "--without-principals", help="Leave out heads of state, who touch everything by office."
        ),
    ] = False,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Measure who was where in the network of a day.

    Example: backchannel centrality 2022-03-03 --measure betweenness
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.network.measures import MEASURES
    from backchannel.network.values import centrality

    asked = one_day(day)
    if measure is not None:
        one_of("measure", measure, MEASURES)
    known = facts(data)
    found = centrality(known, asked, principals=not without_principals, between=between).to_dicts()
    rows = [row for row in found if measure is None or row["measure"] == measure]
    whole = {
        "day": str(asked),
        "between": list(between) if between else None,
        "principals": not without_principals,
        "rows": rows,
    }
    answer(whole, rows, ("id", "kind", "measure", "value", "low", "high"), form)
    note_coverage(known, Window(asked, asked))


VERBS: Mapping[str, Callable[..., None]] = {"centrality": centrality_verb}
