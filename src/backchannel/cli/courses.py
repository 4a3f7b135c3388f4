"""The verbs that draw what goes on for years: plot ranks, plot survival."""

from __future__ import annotations

from typing import Annotated

import typer

from backchannel.cli.options import AllSides, Data, From, MaybeTo, PairFlag, scope_of
from backchannel.cli.output import progress
from backchannel.cli.paper import PaperFlags, PictureFile, draw, with_paper
from backchannel.cli.series import DrawsFlag, SeedFlag
from backchannel.cli.views import viewed, with_view
from backchannel.facts.view import View


@with_paper
@with_view
def plot_ranks(  # noqa: PLR0913 - the flags are those of the contract
    first: From,
    last: MaybeTo = None,
    *,
    output: PictureFile,
    measure: Annotated[
        str, typer.Option("--measure", metavar="NAME", help="What to rank by.")
    ] = "betweenness",
    between: PairFlag = None,
    all_sides: AllSides = False,
    draws: DrawsFlag = 0,
    seed: SeedFlag = 0,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw how the ranks of the most central actors changed through time.

    Example: backchannel plot ranks 2021 2022 -o ranks.png
    """
    from backchannel.dates.period import span
    from backchannel.plots import ranks_picture

    scope, asked = scope_of(between, all_sides=all_sides), span(first, last)
    draw(
        lambda known, paper: ranks_picture(
            known,
            asked,
            measure=measure,
            between=scope,
            draws=draws,
            seed=seed,
            paper=paper,
            progress=progress(),
        ),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=asked,
    )


@with_paper
@with_view
def plot_survival(
    *,
    output: PictureFile,
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw how long channels of each type last before they are stopped.

    Example: backchannel plot survival -o survival.png
    """
    from backchannel.plots import survival_picture

    draw(
        lambda known, paper: survival_picture(known, between=between, paper=paper),
        output,
        lambda: viewed(data, view),
        paper=paper,
    )
