"""How long channels last: the share that is not stopped by an age, by type, with its range."""

from __future__ import annotations

from itertools import dropwhile, groupby
from typing import TYPE_CHECKING

from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.captions import type_in_words
from backchannel.plots.ranks import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from backchannel.losses.survival import Survival, SurvivalRow

MOST_TYPES = 6
"""How many types have a curve: those with the most stops."""


def types_shown(found: Survival) -> list[str]:
    """Return the types that have a curve: `all`, or those with the most stops."""
    stopped = [name for name in found.lives if found.lives[name][1]]
    return sorted(stopped, key=lambda name: (-found.lives[name][1], name))[:MOST_TYPES]


def draw_survival(found: Survival, *, axes: Axes) -> Axes:
    """Draw a stepped curve for each type, with a light band from its low to its high."""
    shown = types_shown(found)
    for name, rows in groupby(found.rows, key=lambda row: row.type):
        if name not in shown:
            continue
        number = shown.index(name)
        watched = watched_through(rows)
        years = [row.years for row in watched]
        lives, stops = found.lives[name]
        axes.plot(
            years, [row.survival for row in watched], drawstyle="steps-post", linewidth=1.6,
            color=style.PATHS[number], linestyle=DASHES[number % len(DASHES)], zorder=3, gid=name,
            label=f"{type_in_words(name)} ({lives} watched, {stops} stopped)",
        )  # fmt: skip
        axes.fill_between(
            years, [row.low for row in watched], [row.high for row in watched], step="post",
            color=style.PATHS[number], alpha=0.15, linewidth=0, zorder=1,
        )  # fmt: skip
    axes.set_ylim(0, 1.02)
    axes.set_xlim(left=0)
    axes.set_xlabel("years since a channel opened")
    axes.set_ylabel("share not stopped by then")
    axes.grid(visible=True, color=style.GRID, linewidth=0.5)
    axes.set_axisbelow(True)
    if not shown:
        say_nothing(axes, "no stop was seen")
    return axes


def watched_through(rows: Iterable[SurvivalRow]) -> list[SurvivalRow]:
    """
    Return the years from the first in which somebody is watched to the first in which nobody is.

    Whoever comes under watch later begins anew, of which the share up to then says nothing.
    """
    begun = dropwhile(lambda row: not row.at_risk, rows)
    watched = []
    for row in begun:
        watched.append(row)
        if not row.at_risk:
            break
    return watched


def describe_survival(found: Survival) -> str:
    """Say in one sentence how many lives were watched and stopped, by type."""
    told = [
        f"{type_in_words(name)}, {found.lives[name][1]} of {found.lives[name][0]}"
        for name in types_shown(found)
    ]
    if not told:
        return "How long channels last: no stop was seen, so there is no curve."
    return f"How long channels last, and how many of those watched were stopped: {'; '.join(told)}."
