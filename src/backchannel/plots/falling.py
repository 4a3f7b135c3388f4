"""How fast a day's network would have come apart, had its channels gone in this order or that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.ticker import MaxNLocator

from backchannel.losses.measures import MEASURES
from backchannel.plots import style
from backchannel.plots.axis import say_nothing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.scenarios.robustness import Order, Step


class Curve(NamedTuple):
    """How the losses of one order are drawn."""

    label: str
    colour: str
    dash: str | tuple[float, tuple[float, ...]]
    marker: str
    aside: float = 0.0
    """So far beside its last loss is its range drawn, as a share of the losses."""


CURVES: Mapping[Order, Curve] = {
    "observed": Curve("as they were lost", style.INK, "solid", "o", 0.02),
    "random": Curve(
        "at random: mean, and 5th to 95th percentile", style.FAINT, (0, (4, 1.5)), "None"
    ),
    "degree": Curve("those with most actors first", style.PATHS[1], (0, (1, 1)), "s", 0.035),
    "betweenness": Curve(
        "most central first (betweenness)", style.PATHS[0], (0, (5, 1, 1, 1)), "^", 0.05
    ),
}


NONE_LOST = "none of them was lost later"


def draw_robustness(steps: Sequence[Step], *, measure: str, axes: Axes) -> Axes:
    """
    Draw a curve of what is left after each loss, for each order.

    Random orders have a band, the others the range of what they leave in the end.
    """
    for name, curve in CURVES.items():
        rows = [step for step in steps if step.order == name and step.measure == measure]
        rows = [step for step in rows if step.value is not None]
        lost = [step.lost for step in rows]
        axes.plot(
            lost, [step.value or 0 for step in rows], color=curve.colour, linestyle=curve.dash,
            marker=curve.marker, markersize=3.5, markerfacecolor=style.PAPER, linewidth=1.5,
            zorder=4 if name == "observed" else 3, gid=name, label=curve.label,
        )  # fmt: skip
        if name == "random":
            axes.fill_between(
                lost, [step.low or 0 for step in rows], [step.high or 0 for step in rows],
                color=style.tint(style.FAINT, 0.6), linewidth=0, zorder=1, gid="band",
            )  # fmt: skip
            continue
        # One order each, whose range is that of the day. Those of all steps would hide one
        # another, so each has it where it ends, a little aside.
        for step in rows[-1:]:
            at = step.lost + curve.aside * max(step.lost, 1)
            axes.plot(
                [at, at], [step.low or 0, step.high or 0], color=curve.colour, linewidth=1.5,
                solid_capstyle="butt", gid=f"range.{name}",
            )  # fmt: skip
    axes.set_ylabel(_label(measure))
    axes.set_xlabel("channels lost")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    values = {step.value for step in steps if step.measure == measure and step.order != "random"}
    if values and all(value == int(value) for value in values if value is not None):
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.grid(visible=True, color=style.GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    if not max((step.lost for step in steps), default=0):
        say_nothing(axes, NONE_LOST if steps else "no data")
    return axes


def describe_robustness(steps: Sequence[Step], *, day: date, measures: Sequence[str]) -> str:
    """Say in one sentence what the losses left, and what as many at random would have left."""
    last = max((step.lost for step in steps), default=0)
    if not last:
        known = NONE_LOST if steps else "of which the data say nothing"
        return f"Channels usable on {day}: {known}."
    told = []
    for measure in measures:
        left = {step.order: step for step in steps if (step.measure, step.lost) == (measure, last)}
        start = next(step for step in steps if step.measure == measure)
        told.append(
            f"{_label(measure)} from {_ranged(start)} to {_ranged(left['observed'])}, at random "
            f"{_ranged(left['random'])}, by most actors {_ranged(left['degree'])}, by shortest "
            f"paths {_ranged(left['betweenness'])}"
        )
    was = "was" if last == 1 else "were"
    return (
        f"Of the channels usable on {day}, {last} {was} lost later: {'; '.join(told)}. In brackets "
        "what was surely usable to what possibly was; at random the 5th to 95th percentile."
    )


def _label(measure: str) -> str:
    return "subjects with a channel" if measure == "subjects" else MEASURES[measure].label.lower()


def _ranged(step: Step) -> str:
    if step.value is None or step.low is None or step.high is None:
        return "none"
    value, low, high = (f"{number:.3g}" for number in (step.value, step.low, step.high))
    return value if low == high else f"{value} ({low} to {high})"
