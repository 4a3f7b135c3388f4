"""Pictures of what goes on for years: ranks through time, and how long channels last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import Window, window
from backchannel.facts.scope import asked, sides_in_words
from backchannel.losses.survival import survival
from backchannel.network.measures import MEASURES
from backchannel.plots import ranks, style, survive
from backchannel.plots.figure import Head, Picture, known_days, picture, sheet
from backchannel.plots.of_spans import days_in_words
from backchannel.plots.paper import NARROW, SCREEN, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between


LEFT = 0.6
"""Room left of the paths, in inches."""


def ranks_picture(  # noqa: PLR0913 - the days, the sides, what the ranges are of, and the paper
    data: Dataset,
    within: When,
    *,
    measure: str = "betweenness",
    between: Between = None,
    draws: int = 0,
    seed: int = 0,
    paper: Paper = SCREEN,
    progress: Callable[[str], None] = lambda _: None,
) -> Picture:
    """
    Return the rank paths of the actors that were highest for longest by one measure.

    With draws of the uncertain dates the ranges of ranks are of what the draws give.
    """
    within, scope = window(within), asked(data, between)
    shown = ranks.rank_paths_of(
        data, within=within, measure=measure, scope=scope,
        most=ranks.FEW_PATHS if paper.is_column else ranks.MOST_PATHS, draws=draws, seed=seed,
        progress=progress,
    )  # fmt: skip
    right = paper.labels(2.6)
    of = f"by {ranks.draws_in_words(shown)}" if draws else "as its value may be"
    told = (
        f" Thin lines, where a path changes: from best to worst rank, {of}."
        if ranks.shows_ranges(shown, inches=paper.width - right - LEFT)
        else " For the ranges of ranks there is no room."
    )
    rest = f" {ranks.left_out_in_words(shown)}." if shown.left_out else ""
    head = Head(
        f"Ranks by {MEASURES[measure].label.lower()}: channels {scope.in_words(data)}, "
        f"{days_in_words(within)}",
        "Looked at on the first day of each month; a path breaks off while an actor has no value "
        f"above 0. Paths of equal rank run side by side.{told}{rest}",
        within,
        "ranks",
        paper,
    )
    with style.context(is_small=paper.is_column):
        high = 3.6 if paper.is_column else 4.2
        figure, axes = sheet(data, head, height=high, margins=(LEFT, right, 0.45, 0.15))
        ranks.draw_ranks(shown, axes=axes, labels=right - 0.25)
        return picture(
            data, figure, ranks.describe_ranks(shown), head=head,
            channels=scope.channels(data, within=known_days(data, within) or within),
        )  # fmt: skip


def survival_picture(data: Dataset, *, between: Between = None, paper: Paper = SCREEN) -> Picture:
    """Return how long channels last, by type."""
    found = survival(data, between=between)
    test = found.logrank
    told = test.in_words().capitalize() if test else "Too few stops to compare types"
    head = Head(
        f"How long channels last: {sides_in_words(data, found.between)}",
        f"Median and 5th to 95th percentile over draws of the uncertain dates. {told}. "
        + survive.read_in_words(found),
        Window(data.start, data.as_of),
        "survival",
        paper,
    )
    wide = paper.width >= NARROW
    below = 0.5 if wide else 0.62 + 0.17 * max(len(survive.types_shown(found)), 1)
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data,
            head,
            height=(2.8 if paper.is_column else 3.6) + below,
            margins=(0.65, 3.2 if wide else 0.15, below, 0.15),
        )
        survive.draw_survival(found, axes=axes)
        if axes.lines:
            anchor = (1.01, 1.0) if wide else (-0.1, -0.17 if paper.is_column else -0.13)
            axes.legend(loc="upper left", bbox_to_anchor=anchor, handlelength=2.6, borderaxespad=0)
        return picture(
            data, figure, survive.describe_survival(found), head=head,
            channels=asked(data, between).channels(data, within=head.days),
        )  # fmt: skip
