"""The verbs that draw pictures: plot, report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from backchannel.cli import figures
from backchannel.cli.help import told
from backchannel.cli.options import (
    AllSides,
    By,
    Data,
    DayArgument,
    From,
    MaybeTo,
    PairFlag,
    TypeName,
    a_path,
    of_networks,
    scope_of,
)
from backchannel.cli.output import note_coverage, progress, talk, writing
from backchannel.cli.paper import PaperFlags, PictureFile, draw, with_paper
from backchannel.cli.series import DrawsFlag, SeedFlag
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import one_of
from backchannel.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.network.values import Ends

plot = typer.Typer(
    help="Draw one picture: a PNG, SVG or PDF by the name of the file.",
    epilog="\b\nExample: backchannel plot network 2022-03-03 -o network.png",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@with_paper
@with_view
def plot_network(  # noqa: PLR0913 - the flags are those of the contract
    day: DayArgument,
    *,
    output: PictureFile,
    between: PairFlag = None,
    all_sides: AllSides = False,
    kind: TypeName = None,
    by: By = "actor",
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            metavar="columns|force",
            help="Channels between the actors of the two sides; or the actors alone, joined if "
            "they share a channel, an office and who holds it as one.",
        ),
    ] = "columns",
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure",
            metavar="NAME",
            help="With `--layout force`: what the size of a node means, as `centrality` has it; "
            "`degree` without it.",
        ),
    ] = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw who sat on which channel on a day, or which of all sides could talk to each other.

    Example: backchannel plot network 2022-03-03 -o network.png
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.plots import network_picture
    from backchannel.plots.of_days import checked_layout

    scope, nodes = scope_of(between, all_sides=all_sides), _nodes(by)
    asked, of_type = one_day(day), of_networks(kind)
    laid_out = checked_layout(layout, measure)
    draw(
        lambda known, paper: network_picture(
            known,
            on=asked,
            between=scope,
            by=nodes,
            layout=laid_out,
            measure=measure,
            paper=paper,
        ),
        output,
        lambda: viewed(data, view, of_type),
        paper=paper,
        asked=Window(asked, asked),
    )


@with_paper
@with_view
def plot_timeline(  # noqa: PLR0913 - the flags are those of the contract
    first: From,
    last: MaybeTo = None,
    *,
    output: PictureFile,
    between: PairFlag = None,
    all_sides: AllSides = False,
    kind: TypeName = None,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw each channel's verdicts and contacts through time; if there are many, a row for each side.

    Example: backchannel plot timeline 2021 2022 -o timeline.png
    """
    from backchannel.dates.period import span
    from backchannel.plots import timeline_picture

    scope = scope_of(between, all_sides=all_sides)
    asked = span(first, last)
    draw(
        lambda known, paper: timeline_picture(known, within=asked, between=scope, paper=paper),
        output,
        lambda: viewed(data, view, kind),
        paper=paper,
        asked=asked,
    )


@with_paper
@with_view
def plot_loss(  # noqa: PLR0913 - the flags are those of the contract
    first: From,
    last: MaybeTo = None,
    *,
    output: PictureFile,
    between: PairFlag = None,
    all_sides: AllSides = False,
    kind: TypeName = None,
    draws: DrawsFlag = 0,
    seed: SeedFlag = 0,
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw how many channels were usable, by type, with the unknown as a band of its own.

    Example: backchannel plot loss 2008 2025-04 -o loss.png
    """
    from backchannel.dates.period import span
    from backchannel.plots import loss_picture

    scope = scope_of(between, all_sides=all_sides)
    asked = span(first, last)
    draw(
        lambda known, paper: loss_picture(
            known,
            within=asked,
            between=scope,
            draws=draws,
            seed=seed,
            paper=paper,
            progress=progress(),
        ),
        output,
        lambda: viewed(data, view, kind),
        paper=paper,
        asked=asked,
    )


@with_paper
@with_view
def plot_centrality(  # noqa: PLR0913 - the flags are those of the contract
    day: DayArgument,
    *,
    output: PictureFile,
    between: PairFlag = None,
    all_sides: AllSides = False,
    by: By = "actor",
    paper: PaperFlags,
    view: View,
    data: Data = None,
) -> None:
    """
    Draw who was central on a day: persons, organizations and channels apart, or sides.

    Example: backchannel plot centrality 2022-03-03 -o centrality.png
    """
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.plots import centrality_picture

    scope, nodes = scope_of(between, all_sides=all_sides), _nodes(by)
    asked = one_day(day)
    draw(
        lambda known, paper: centrality_picture(
            known, on=asked, between=scope, by=nodes, paper=paper
        ),
        output,
        lambda: viewed(data, view),
        paper=paper,
        asked=Window(asked, asked),
    )


@with_view
def report_verb(  # noqa: PLR0913 - the flags are those of the contract
    year: Annotated[str, typer.Argument(metavar="YEAR", help="A year, such as 2022.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=a_path,
            metavar="DIR",
            help="The folder to write into; `backchannel-YEAR` in the current one if not given.",
        ),
    ] = None,
    between: PairFlag = None,
    all_sides: AllSides = False,
    draws: DrawsFlag = 0,
    seed: SeedFlag = 0,
    view: View,
    data: Data = None,
) -> None:
    """
    Write the report of a year into one folder: answers, pictures, measures, sources.

    `--draws` ranges the course of the year, centrality through it, and the picture of all years;
    1,000 draws take about a minute.

    Example: backchannel report 2022 -o out/2022
    """
    from backchannel.dates.period import window
    from backchannel.report import write_report, year_of

    scope = scope_of(between, all_sides=all_sides)
    folder = output or Path(f"backchannel-{year_of(year):04}")
    known = viewed(data, view)
    with writing(folder):
        page = write_report(
            known,
            year,
            folder=folder,
            between=scope,
            place=data,
            draws=draws,
            seed=seed,
            progress=talk,
        )
    note_coverage(known, window(year))
    talk(titled(f"read {page}", known.view))


VERBS: Mapping[str, Callable[..., None]] = {"report": report_verb}
PLOTS: Mapping[str, Callable[..., None]] = {
    "network": plot_network,
    "timeline": plot_timeline,
    "centrality": plot_centrality,
    "loss": plot_loss,
    **figures.PLOTS,
}
for name, function in PLOTS.items():
    plot.command(name, **told(function))(function)


def _nodes(by: str) -> Ends:
    from backchannel.network.values import Ends

    nodes: Ends = one_of("kind of node", by, get_args(Ends))
    return nodes
