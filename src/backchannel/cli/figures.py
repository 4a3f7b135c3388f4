"""The verbs that draw what is compared or tried: plot multiples, attribution and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from backchannel.cli.courses import plot_ranks, plot_survival
from backchannel.cli.options import (
    Data,
    DayArgument,
    From,
    MaybeFrom,
    MaybeTo,
    PairFlag,
)
from backchannel.cli.paper import PaperFlags, PictureFile, draw, with_paper
from backchannel.cli.views import viewed, with_view
from backchannel.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@with_paper
@with_view
def plot_multiples(
    days: Annotated[list[str], typer.Argument(metavar="DAY...", help="Days, such as 2022-02-01.")],
    *,
    output: PictureFile,
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw the network of two sides on several days, each channel and actor at the same place.

    Example: backchannel plot multiples 2021-12-01 2022-03-15 2023-06-01 -o multiples.png
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.plots import multiples_picture

    asked = sorted(one_day(day) for day in days)
    draw(
        lambda known, paper: multiples_picture(known, asked, between=between, paper=paper),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=Window(asked[0], asked[-1]),
    )


@with_paper
@with_view
def plot_disagreement(
    day: DayArgument,
    *,
    output: PictureFile,
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw the network of a day as one side tells it, beside that as the other side does.

    Example: backchannel plot disagreement 2022-03-03 -o disagreement.png
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.errors import UsageFault
    from backchannel.plots import disagreement_picture

    if view.told_by is not None:
        raise UsageFault("this picture has the voices of both sides; leave out `--according-to`")
    asked = one_day(day)
    draw(
        lambda known, paper: disagreement_picture(known, on=asked, between=between, paper=paper),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=Window(asked, asked),
    )


@with_paper
@with_view
def plot_attribution(  # noqa: PLR0913 - the flags are those of the contract
    first: From,
    last: MaybeTo = None,
    *,
    output: PictureFile,
    measure: Annotated[
        str, typer.Option("--measure", metavar="NAME", help="By what the losses are counted.")
    ] = "reach",
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw what each loss cost, alone and as its share of what all cost, and each disruption.

    Example: backchannel plot attribution 2014 2022 -o attribution.png
    """
    from backchannel.dates.period import span
    from backchannel.plots import attribution_picture

    asked = span(first, last)
    draw(
        lambda known, paper: attribution_picture(
            known, asked, measure=measure, between=between, paper=paper
        ),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=asked,
    )


@with_paper
@with_view
def plot_sensitivity(
    when: Annotated[str, typer.Argument(metavar="YEAR", help="A year, or a month or a day.")],
    *,
    output: PictureFile,
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw which verdicts of a year hang on uncertain dates, on one source, or on presumption.

    Example: backchannel plot sensitivity 2022 -o sensitivity.png
    """
    from backchannel.dates.period import window
    from backchannel.plots import sensitivity_picture

    asked = window(when)
    draw(
        lambda known, paper: sensitivity_picture(known, asked, between=between, paper=paper),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=asked,
    )


@with_paper
@with_view
def plot_robustness(  # noqa: PLR0913 - the flags are those of the contract
    day: DayArgument,
    *,
    output: PictureFile,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DAY", help="The last day on which losses count."),
    ] = None,
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw what is left of a day after each later loss, and after as many at random or aimed.

    Example: backchannel plot robustness 2014-01-01 -o robustness.png
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.plots import robustness_picture

    asked, last = one_day(day), one_day(until) if until is not None else None
    draw(
        lambda known, paper: robustness_picture(
            known, on=asked, until=last, between=between, paper=paper
        ),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=Window(asked, last or asked),
    )


@with_paper
@with_view
def plot_substitution(  # noqa: PLR0913 - the flags are those of the contract
    first: MaybeFrom = None,
    last: MaybeTo = None,
    *,
    output: PictureFile,
    months: Annotated[
        int, typer.Option("--months", metavar="N", help="Within how many months, 1 or more.")
    ] = 6,
    between: PairFlag = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw whether a channel of one type opened after one of another had stopped.

    Example: backchannel plot substitution 1992 2025 -o substitution.png
    """
    from backchannel.dates.period import Window, span
    from backchannel.plots import substitution_picture

    asked = None if first is None else span(first, last)
    draw(
        lambda known, paper: substitution_picture(
            known,
            asked or Window(known.start, known.as_of),
            months=months,
            between=between,
            paper=paper,
        ),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=asked,
    )


PLOTS: Mapping[str, Callable[..., None]] = {
    "multiples": plot_multiples,
    "disagreement": plot_disagreement,
    "ranks": plot_ranks,
    "survival": plot_survival,
    "attribution": plot_attribution,
    "sensitivity": plot_sensitivity,
    "robustness": plot_robustness,
    "substitution": plot_substitution,
}
