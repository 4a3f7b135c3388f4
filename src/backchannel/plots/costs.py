"""What each loss of a period cost: alone, and as its share of what all cost; so each disruption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from backchannel.dates.words import in_words
from backchannel.errors import one_of
from backchannel.facts.names import label
from backchannel.losses.attribution import ATTRIBUTED, attribution
from backchannel.losses.measures import MEASURES
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.lettering import ELLIPSIS, brief, fitted
from backchannel.verdicts.acts import act_in_words, in_answer_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.losses.costs import CauseRow

GROUPS: Mapping[str, str] = {"loss": "Losses", "disruption": "Disruptions"}

NO_LOSS = "nothing was lost that is not back"

LETTERS, SMALL = 7.3, 6
"""Sizes of the names beside the bars: in two lines, or in three where two would be cut."""

TICK_INCHES = 0.6
"""So far apart the numbers below the bars stand at the least."""

MOST_OF_A_GROUP = 16
"""How many losses, and how many disruptions, are shown: the dearest."""

NO_DIFFERENCE = 1e-9
"""What is smaller is the rounding of a sum."""


class CostLine(NamedTuple):
    """A loss, or a disruption, with how much more there would be had it not come."""

    id: str
    group: str
    name: str
    alone: float
    """Had it alone not come."""
    share: float
    """Its part of what all losses took; for a disruption, the sum of those of its losses."""
    low: float
    high: float
    """The range of `share`; for a disruption, that of `alone`."""
    whole: str = ""
    """For a disruption that answered another, its name with what it answered."""


@dataclass(frozen=True)
class Costs:
    """What the picture of costs shows: the dearest losses first, then the dearest disruptions."""

    within: Window
    between: tuple[str, str]
    measure: str
    lines: Sequence[CostLine]
    total: float
    """How much more there would be had none of the losses come."""
    losses: int
    """How many losses there were, those without a line too."""
    without_cost: int
    """How many of them change nothing by this measure; they have no line."""
    left_out: Mapping[str, int]
    """Group → how many of it cost less than those that have a line."""

    @property
    def has_shares(self) -> bool:
        """
        Whether the shares are parts of a whole that they may be told of in per cent.

        None is of the other sign, and none that counts for nothing could, by its range, have taken
        more than all together: 100 % beside it would look surer than it is.
        """
        parts = [line for line in self.lines if line.group == "loss"]
        hidden = [line.high for line in parts if line.share < NO_DIFFERENCE]
        return (
            self.total > NO_DIFFERENCE
            and min((line.share for line in parts), default=0) > -NO_DIFFERENCE
            and max(hidden, default=0) <= self.total
        )


def costs_of(
    data: Dataset,
    within: Window,
    *,
    measure: str = "reach",
    between: Between = None,
    most: int = MOST_OF_A_GROUP,
) -> Costs:
    """
    Return what the losses of a period cost by one measure, `most` losses and disruptions at most.

    Raises
    ------
    UnknownName
        If losses are not attributed by that measure.
    UsageFault
        If all sides are asked for, or the package has no pair of its own.
    """
    one_of("measure", measure, ATTRIBUTED)
    found = attribution(data, within, between=between)
    losses = [
        CostLine(
            row.id, "loss", f"{row.by_day} {label(data, row.id)}",
            -row.alone, -row.shapley, -row.high, -row.low,
        )
        for row in found.rows if row.measure == measure
    ]  # fmt: skip
    causes = [_cause_line(data, row) for row in found.causes if row.measure == measure]
    groups = [[line for line in listed if _counts(line)] for listed in (losses, causes)]
    return Costs(
        found.within,
        found.between,
        measure,
        [line for listed in groups for line in listed[:most]],
        -found.total.get(measure, 0.0),
        len({row.id for row in found.rows}),
        len({row.id for row in found.rows}) - len(groups[0]),
        {group: max(len(listed) - most, 0) for group, listed in zip(GROUPS, groups, strict=True)},
    )


def _cause_line(data: Dataset, row: CauseRow) -> CostLine:
    act = data.disruptions[row.id]
    name = f"{act_in_words(data, act)}, {in_words(row.start)}"
    number = f"{len(row.channels)} {'loss' if len(row.channels) == 1 else 'losses'}"
    answered = in_answer_to(data, act)
    return CostLine(
        row.id, "disruption", f"{name}: {number}", -row.cost, -row.shapley, -row.high, -row.low,
        f"{name}{answered}: {number}" if answered else "",
    )  # fmt: skip


def _counts(line: CostLine) -> bool:
    numbers = (line.alone, line.share, line.low, line.high)
    return any(abs(number) > NO_DIFFERENCE for number in numbers)


def draw_costs(costs: Costs, *, axes: Axes, labels: float = 3.1) -> Axes:
    """
    Draw a bar for each share, a diamond for the cost alone, and a line for the range.

    Parameters
    ----------
    costs
        What to draw.
    axes
        The axes to draw on.
    labels
        How wide the names beside the rows may be, in inches.

    Returns
    -------
    axes
        The axes; rows count down, values say how much more there would be.
    """
    heights: list[float] = []
    for index, line in enumerate(costs.lines):
        is_first = not index or costs.lines[index - 1].group != line.group
        height = (heights[-1] + 1 if heights else 0) + is_first
        heights.append(height)
        if is_first:
            axes.annotate(
                GROUPS[line.group], (0, height - 0.95), (-4, 0), xycoords=("axes fraction", "data"),
                textcoords="offset points", ha="right", va="center", weight="bold", size=8,
                color=style.INK,
            )  # fmt: skip
        _draw_line(axes, costs, line, height)
    if costs.lines:
        axes.axvline(0, color=style.INK, linewidth=0.6, zorder=1)
    names, size = _told(costs, inches=labels)
    axes.set_yticks(heights, names, linespacing=0.95)
    axes.set_ylim(max([*heights, 0]) + 0.6, -0.5)
    numbers = [0, *(n for one in costs.lines for n in (one.alone, one.share, one.low, one.high))]
    width = max(numbers) - min(numbers) or 1
    axes.set_xlim(min(numbers) - 0.03 * width, max(numbers) + 0.05 * width)
    inches = axes.get_window_extent().width / axes.figure.dpi
    axes.locator_params(axis="x", nbins=max(min(int(inches / TICK_INCHES), 4), 1))
    axes.set_xlabel(
        f"{MEASURES[costs.measure].label}: how much higher it would be without the loss"
    )
    axes.tick_params(axis="y", length=0, labelsize=size)
    axes.grid(visible=True, axis="x", color=style.GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    if not costs.lines:
        lost = "no loss changes this measure" if costs.losses else NO_LOSS
        say_nothing(axes, lost)
    return axes


def _told(costs: Costs, *, inches: float) -> tuple[list[str], float]:
    """Return the names as they fit beside their bars, and their size: small before one is cut."""
    names = [fitted(one.whole or one.name, inches=inches, size=LETTERS) for one in costs.lines]
    if not any(ELLIPSIS in name for name in names):
        return names, LETTERS
    return [_small(one, inches=inches) for one in costs.lines], SMALL


def _small(line: CostLine, *, inches: float) -> str:
    """Return a name in small letters; what it answered is left out before the name is cut."""
    for name in (line.whole or line.name, line.name):
        said = fitted(brief(name), inches=inches, size=SMALL, lines=3)
        if ELLIPSIS not in said:
            break
    return said


def _draw_line(axes: Axes, costs: Costs, line: CostLine, height: float) -> None:
    colour = style.PATHS[0] if line.group == "loss" else style.PATHS[3]
    axes.barh(
        [height], [line.share], height=0.5, color=style.tint(colour, 0.25), zorder=2, gid=line.id
    )
    axes.plot(
        [line.low, line.high], [height, height], color=style.INK, linewidth=1.1, zorder=3,
        gid=f"range.{line.id}",
    )  # fmt: skip
    axes.plot(
        [line.alone], [height], marker="D", markersize=4.5, markerfacecolor=style.PAPER,
        markeredgecolor=style.INK, markeredgewidth=0.9, zorder=4, gid=f"alone.{line.id}",
        linestyle="none",
    )  # fmt: skip
    if costs.has_shares:
        axes.annotate(
            _part(abs(line.share) / costs.total), (1, height), (2, 0), textcoords="offset points",
            xycoords=("axes fraction", "data"), ha="left", va="center", size=7, color=style.INK,
        )  # fmt: skip


def _part(share: float) -> str:
    """Return a share in per cent; what is little is not called nothing."""
    return "<1%" if NO_DIFFERENCE < share < 0.005 else f"{share:.0%}"


def costs_keys() -> list[Artist]:
    """Return the keys of bar, diamond and line."""
    return [
        Patch(color=style.tint(style.PATHS[0], 0.25), label="share of what all losses took"),
        Line2D(
            [], [], marker="D", markersize=4.5, linestyle="none", markerfacecolor=style.PAPER,
            markeredgecolor=style.INK, label="had it alone not happened",
        ),
        Line2D([], [], color=style.INK, linewidth=1.1, label="range: surely to possibly usable"),
    ]  # fmt: skip


def describe_costs(costs: Costs) -> str:
    """Say in one sentence what all losses cost, and which were dearest."""
    days = f"{costs.within.first} to {costs.within.last}"
    if not costs.losses:
        return f"What losses cost, {days}: {NO_LOSS}."
    dearest = [line.name for line in costs.lines if line.group == "loss"][:3]
    most = f"; most costly: {'; '.join(dearest)}" if dearest else ""
    answers = [line.whole for line in costs.lines if line.whole]
    most += f"; disruptions that answered another: {'; '.join(answers)}" if answers else ""
    return (
        f"What {'one loss' if costs.losses == 1 else f'{costs.losses} losses'} cost, {days}: "
        f"without them {MEASURES[costs.measure].label.lower()} would be {costs.total:.3g} "
        f"higher{most}."
    )


def left_out_in_words(costs: Costs) -> str:
    """Say how many losses and disruptions have no line; empty if all have one."""
    words = {"loss": ("loss", "losses"), "disruption": ("disruption", "disruptions")}
    told = [
        f"{number} {words[group][number > 1]}" for group, number in costs.left_out.items() if number
    ]
    said = f" Left out, as they cost less: {' and '.join(told)}." if told else ""
    if not costs.without_cost:
        return said
    nothing = (
        "1 loss without a row changes"
        if costs.without_cost == 1
        else f"{costs.without_cost} losses without a row change"
    )
    # One that changes nothing has a row where its range says that it might.
    return f"{said} {nothing} nothing by this measure, not even at an end of the range."
