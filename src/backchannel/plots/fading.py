"""Bars that fade where nobody can say on which day they begin or end."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.colors import to_hex
from matplotlib.legend_handler import HandlerPatch
from matplotlib.patches import Patch, Rectangle

from backchannel.dates.period import Window
from backchannel.facts.vocabulary import USABLE
from backchannel.plots import style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.verdicts.course import Stretch
    from backchannel.verdicts.verdict import Verdict

STEPS = 20
"""In so many steps a bar grows light."""

EDGE = 0.5
"""Width of the edge of a bar that fades."""

SURE, PRESUMED, LIGHTEST = 0.5, 0.62, 0.95
"""
Shares of white from which it goes, beside a sure bar and a presumed one, and of where it ends: it
is lighter than the bar from its first day, so that what is only possible never looks sure.
"""


class Fade(NamedTuple):
    """Days on which a bar is only possible since it begins or ends on one that is not known."""

    days: Window
    before: float | None
    """The share of white beside the bar that ends in these days; None if there is none."""
    after: float | None
    """That beside the bar that begins in them."""


def steps(before: float | None, after: float | None = None) -> Iterator[tuple[float, float, float]]:
    """
    Yield from where to where each step reaches, 0 to 1 of the days, and its share of white.

    `before` and `after` are the shares of white beside the bars that end and begin there. A step
    reaches from its bar on, and lies above the lighter ones, so that there is no seam between two.
    Between two bars it is lightest in the middle.
    """
    far = 1.0 if before is None or after is None else 0.5
    for number in reversed(range(STEPS)):
        reach, share = far * (number + 1) / STEPS, (number + 0.5) / STEPS
        if before is not None:
            yield 0.0, reach, before + (LIGHTEST - before) * share
        if after is not None:
            yield 1.0 - reach, 1.0, after + (LIGHTEST - after) * share


def fades_of(stretches: Sequence[Stretch]) -> list[Fade]:
    """
    Return the days between a surely or presumably usable, or stopped, time and what is not so.

    In them the same is possible; where it is more than that on no day that is drawn, nothing fades.
    """
    runs = [
        list(run)
        for _, run in groupby(stretches, key=lambda one: (_kind(one.verdict), one.verdict.holds))
    ]
    found = []
    for place, run in enumerate(runs):
        verdict = run[0].verdict
        if verdict.certainty != "possibly":
            continue
        before = runs[place - 1][-1].verdict if place else None
        after = runs[place + 1][0].verdict if place + 1 < len(runs) else None
        ends = [_white(one) if one and _leads(one, verdict) else None for one in (before, after)]
        if ends != [None, None]:
            found.append(Fade(Window(run[0].first, run[-1].last), *ends))
    return found


def _kind(verdict: Verdict) -> str:
    """Return what a bar is for its height: usable, stopped, or neither."""
    if verdict.certainty is None:
        return str(verdict)
    return "usable" if verdict.word in USABLE else "stopped"


def _leads(one: Verdict, verdict: Verdict) -> bool:
    return one.holds and _kind(one) == _kind(verdict)


def _white(verdict: Verdict) -> float:
    return SURE if verdict.certainty == "surely" else PRESUMED


class FadeKey(Patch):
    """The key of a fading bar in a legend."""


def fade_key(label: str) -> FadeKey:
    """Return the key of a fading bar, in a colour of no verdict."""
    return FadeKey(facecolor=style.FAINT, edgecolor=style.FAINT, linewidth=EDGE, label=label)


class FadeHandler(HandlerPatch):
    """Draws the key of a fading bar."""

    def create_artists(  # noqa: PLR0913, PLR0917 - what a legend calls it with
        self,
        legend: Any,  # noqa: ARG002
        orig_handle: Any,
        xdescent: float,
        ydescent: float,
        width: float,
        height: float,
        fontsize: float,  # noqa: ARG002
        trans: Any,
    ) -> list[Any]:
        """Return its steps and its thin edge; sizes and places are the legend's own."""
        colour = to_hex(orig_handle.get_facecolor())
        shades = [
            Rectangle(
                (width * left - xdescent, -ydescent), width * (right - left), height, linewidth=0,
                facecolor=style.tint(colour, share), transform=trans,
            )
            for left, right, share in steps(SURE)
        ]  # fmt: skip
        edge = Rectangle(
            (-xdescent, -ydescent), width, height, transform=trans, fill=False,
            linewidth=orig_handle.get_linewidth(), edgecolor=orig_handle.get_edgecolor(),
        )  # fmt: skip
        return [*shades, edge]
