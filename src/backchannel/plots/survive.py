"""How long channels last: the share that is not stopped by an age, by type, with its range."""

from __future__ import annotations

from itertools import dropwhile, groupby
from typing import TYPE_CHECKING

from backchannel.losses.survival import FEW
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import say_nothing
from backchannel.plots.captions import type_in_words
from backchannel.plots.ranks import DASHES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from backchannel.losses.survival import Survival, SurvivalRow

MOST_TYPES = 6
"""How many types have a curve: those with the most stops. One of them is `all`."""

PALE = 0.45
"""How much of its colour a curve loses where few are at risk."""


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
        few = next((at for at, row in enumerate(watched) if row.at_risk < FEW), len(watched))
        # Both have the age at which few are left: the one ends where the other begins.
        firm, rest = watched[: few + 1], watched[few:]
        years = [row.years for row in firm]
        stretches, stops = found.lives[name]
        axes.plot(
            years, [row.survival for row in firm], drawstyle="steps-post", linewidth=1.6,
            color=style.PATHS[number], linestyle=DASHES[number % len(DASHES)], zorder=3, gid=name,
            label=f"{type_in_words(name)} ({_stretches(stretches)}, {stops} stopped)",
        )  # fmt: skip
        axes.fill_between(
            years, [row.low for row in firm], [row.high for row in firm], step="post",
            color=style.PATHS[number], alpha=0.15, linewidth=0, zorder=1,
        )  # fmt: skip
        axes.plot(
            [row.years for row in rest], [row.survival for row in rest], drawstyle="steps-post",
            linewidth=0.9, color=style.tint(style.PATHS[number], PALE), linestyle=(0, (1, 1.5)),
            zorder=2, gid=f"{name}.few",
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


def read_in_words(found: Survival) -> str:
    """Say on the picture what it counts, where a curve is pale, and which types have none."""
    fewer: dict[int, list[str]] = {}
    for name in _left_out(found):
        fewer.setdefault(found.lives[name][1], []).append(type_in_words(name))
    none = len(fewer.pop(0, []))
    told = [f"{', '.join(names)} ({stops})" for stops, names in fewer.items()]
    told += [count(none, "type") + " without any"] if none else []
    rest = f" Not shown, having no more stops than these: {'; '.join(told)}." if told else ""
    return (
        "A stretch is a time through which a channel was watched as usable; one channel can have "
        f"several. Thin dots: from where fewer than {FEW} are at risk.{rest}"
    )


def describe_survival(found: Survival) -> str:
    """Say how many stretches were watched and stopped, by type, and which types have no curve."""
    told = [_stopped_of(found, name) for name in types_shown(found)]
    if not told:
        return "How long channels last: no stop was seen, so there is no curve."
    rest = [_stopped_of(found, name) for name in _left_out(found)]
    left_out = f" Left out, having no more stops than these: {'; '.join(rest)}." if rest else ""
    return (
        "How long channels last, and how many of the stretches through which they were watched as "
        f"usable ended with a stop: {'; '.join(told)}.{left_out}"
    )


def _left_out(found: Survival) -> list[str]:
    """Return the types that have no curve, those with most stops first."""
    rest = set(found.lives) - {*types_shown(found), "all"}
    return sorted(rest, key=lambda name: (-found.lives[name][1], name))


def _stretches(number: int) -> str:
    return f"{number} {'stretch' if number == 1 else 'stretches'}"


def _stopped_of(found: Survival, name: str) -> str:
    stretches, stops = found.lives[name]
    return f"{type_in_words(name)}, {stops} of {stretches}"
