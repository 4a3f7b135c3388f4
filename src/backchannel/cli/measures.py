"""The verb of network measures: centrality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from backchannel.cli.options import As, Between, By, Data, Day, one_of
from backchannel.cli.output import answer, note_coverage
from backchannel.cli.source import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def centrality_verb(  # noqa: PLR0913 - the flags are those of the contract
    day: Day,
    *,
    measure: Annotated[str | None, typer.Option("--measure", help="Only this measure.")] = None,
    between: Between = None,
    by: By = "actor",
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
    from backchannel.network import values
    from backchannel.network.measures import MEASURES

    asked = one_day(day)
    if measure is not None:
        one_of("measure", measure, MEASURES)
    nodes: values.Nodes = one_of("kind of node", by, get_args(values.Nodes))
    known, principals = facts(data), not without_principals
    found = values.centrality(known, asked, principals=principals, between=between, by=nodes)
    rows = [row for row in found.to_dicts() if measure is None or row["measure"] == measure]
    whole = {
        "day": str(asked),
        "between": list(between) if between else None,
        "by": by,
        "principals": principals,
        "rows": rows,
    }
    answer(whole, rows, ("id", "kind", "measure", "value", "low", "high"), form)
    note_coverage(known, Window(asked, asked))


VERBS: Mapping[str, Callable[..., None]] = {"centrality": centrality_verb}
