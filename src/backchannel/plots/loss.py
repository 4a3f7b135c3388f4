"""How many channels were usable, by family of types, with the unknown as bands of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from backchannel.dates.period import day_after
from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.axis import mark_breaks, time_axis
from backchannel.plots.bands import BAND_LOOKS, draw_band, outlines
from backchannel.plots.captions import breaks_within, span_in_words, usable_in_words
from backchannel.plots.figure import day_number, known_days
from backchannel.plots.lettering import fitted
from backchannel.verdicts.course import course
from backchannel.verdicts.loss import usable_by_type
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break
    from backchannel.facts.scope import Scope
    from backchannel.plots.bands import Steps
    from backchannel.verdicts.loss import LossDay

CHANGE_MARKS: Mapping[str, tuple[str, str, str]] = {
    "gained": (palette.VERDICTS[Word.OPEN], "", "gained: was stopped before"),
    "into_view": ("white", "////", "into view: not known to be usable before"),
    "came_by": ("white", "....", "usable by then: day not known"),
    "lost": (palette.VERDICTS[Word.CLOSED], "", "lost: stopped"),
    "out_of_sight": ("#c9c9c9", "", "out of sight: no longer documented"),
    "went_after": ("#efefef", "....", "from then only possibly usable"),
}
"""What can happen to a channel → face, hatch and words of its bar, in the order they stack."""

UP = ("gained", "into_view", "came_by")
DOUBTFUL: Mapping[str, str] = {"into_view": "came_by", "out_of_sight": "went_after"}
"""List of changes → what is drawn instead where the verdict on the other side is possibly usable.

A start known by its year only makes its channel surely usable on 31 December: by then, not then.
"""

BARS_PER_INCH = 17
"""How many bars fit beside each other; changes on days that are closer are summed."""


@dataclass(frozen=True)
class LossCurve:
    """What the picture of losses shows."""

    within: Window
    known: Window | None
    """The days of them that the data speak about."""
    series: Sequence[LossDay]
    scope: str
    """Whose channels they are, in words."""
    names: Mapping[str, str]
    """What to call the channels that were lost."""
    surely: Mapping[str, Mapping[date, int]]
    """Family → by how much the number of its surely usable channels changed on a day."""
    changes: Mapping[str, Counter[date]]
    """What happened, as in `CHANGE_MARKS` → how many channels it happened to on each day."""
    breaks: Sequence[Break] = ()
    """The days across which nothing usable is presumed."""

    @property
    def days(self) -> Steps:
        """The days of change, and the day after the last."""
        starts = (day_number(row.date) for row in self.series)
        return np.array([*starts, day_number((self.known or self.within).last) + 1])

    @property
    def lost(self) -> list[tuple[str, str]]:
        """Day and name of each loss."""
        return [(str(row.date), self.names[channel]) for row in self.series for channel in row.lost]

    @property
    def channels(self) -> int:
        """Number of channels, the same on every day."""
        row = self.series[0]
        return row.all_usable + row.possible + row.contested + row.stopped + row.unknown


def loss_curve_of(data: Dataset, *, within: Window, scope: Scope) -> LossCurve:
    """Return the course of usable channels over some days, and what was lost."""
    known = known_days(data, within)
    series = usable_by_type(data, within=known or within, between=scope)
    names = {channel: label(data, channel) for row in series for channel in row.lost}
    asked = known or within
    return LossCurve(
        within, known, series, scope.in_words(data), names,
        _surely_usable(data, scope.channels(data, within=asked), asked), _changes(data, series),
        breaks_within(data, asked),
    )  # fmt: skip


def draw_loss(curve: LossCurve, *, axes: Axes) -> Axes:
    """
    Draw the stacked course of usable channels, with stripes where they only presumably were.

    Parameters
    ----------
    curve
        What to draw.
    axes
        The axes to draw on.

    Returns
    -------
    axes
        The axes; heights are numbers of channels and add up to all channels.
    """
    floor = np.zeros(len(curve.series))
    for name, look, counts in _bands(curve) if curve.known else ():
        draw_band(axes, name, look, outlines(curve.days, floor, counts))
        floor = floor + counts
    time_axis(axes, curve.within, curve.known)
    mark_breaks(axes, curve.breaks)
    axes.set_ylabel("channels")
    axes.set_ylim(0, max(curve.channels, 1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    return axes


def draw_changes(curve: LossCurve, *, axes: Axes) -> Axes:
    """Draw gains as bars upwards and losses as bars downwards, on their days."""
    first = day_number(curve.within.first)
    inches = axes.get_window_extent().width / axes.figure.dpi
    width = (day_number(curve.within.last) + 1 - first) / max(round(inches * BARS_PER_INCH), 1)
    sums: dict[str, Counter[int]] = {name: Counter() for name in CHANGE_MARKS}
    for name, days in curve.changes.items():
        for day, number in days.items():
            sums[name][int((day_number(day) - first) / width)] += number
    floors: dict[int, Counter[int]] = {1: Counter(), -1: Counter()}
    for name, (face, hatch, _) in CHANGE_MARKS.items():
        sign = 1 if name in UP else -1
        floor = floors[sign]
        bars = [
            _bar(first + place * width, width, sign * floor[place], sign * (floor[place] + number))
            for place, number in sorted(sums[name].items())
            if number
        ]
        if bars:
            axes.add_collection(
                PolyCollection(
                    bars, facecolors=face, edgecolors=style.INK, hatch=hatch, linewidths=0.6,
                    zorder=3, gid=name,
                ),
                autolim=False,
            )  # fmt: skip
        floors[sign] = floor + sums[name]
    up, down = (max(floors[sign].values(), default=0) for sign in (1, -1))
    axes.axhline(0, color=style.INK, linewidth=0.6, zorder=4)
    axes.set_ylim(-1.1 * max(down, 1), 1.1 * max(up, 1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")
    axes.set_ylabel("changes")
    time_axis(axes, curve.within, curve.known)
    return axes


def loss_keys(curve: LossCurve) -> list[Patch]:
    """Return the keys of the bands and the bars that there are."""
    if curve.known is None:
        return []
    families = [family for family in _families(curve) if family[1].any()]
    keys = []
    if any((surely < usable).any() for _, usable, surely in families):
        keys = [
            style.key_of(_of_family(style.FAINT), "solid: usable, surely"),
            style.key_of(_of_family(style.FAINT, presumed=True), "striped: usable, presumably"),
        ]
    keys += [
        style.key_of(_of_family(style.FAMILY_COLOURS[family]), family) for family, *_ in families
    ]
    keys += [style.key_of(look, name) for name, look, counts in _others(curve) if counts.any()]
    keys += [
        Patch(facecolor=face, edgecolor=style.INK, hatch=hatch, linewidth=0.6, label=words)
        for name, (face, hatch, words) in CHANGE_MARKS.items()
        if curve.changes[name]
    ]
    return keys


def describe_loss(curve: LossCurve) -> str:
    """Say in one sentence what the loss picture shows."""
    series, known = curve.series, curve.known
    said = f"Channels {curve.scope} {span_in_words(curve.within, known)}"
    if known is None:
        return f"{said}."
    peak = max(series, key=lambda row: row.all_usable)
    hidden = curve.changes["out_of_sight"].total()
    doubtful = curve.changes["went_after"].total()
    less_sure = f", {count(doubtful, 'time')} one became only possible" if doubtful else ""
    names = list(dict.fromkeys(name for _, name in curve.lost))
    told = f": {'; '.join(names)}" if 0 < len(names) <= 5 else ""
    return (
        f"{said}: {_usable(series[0])} on {known.first}, {_usable(peak)} at most, on "
        f"{peak.date}, {_usable(series[-1])} on {known.last}, when {series[-1].unknown} "
        f"{'is' if series[-1].unknown == 1 else 'are'} unknown; "
        f"{count(len(curve.lost), 'channel')} lost{told}; "
        f"{count(hidden, 'time')} one went out of sight{less_sure}."
    )


def losses_in_words(curve: LossCurve, *, most: int = 4, inches: float = 8.2) -> str:
    """Name the channels that were lost, with the day; the first few of them if they are many."""
    lost = curve.lost
    if not lost:
        return "Nothing was lost." if curve.known else "The data say nothing of these days."
    named = "; ".join(
        f"{fitted(name, inches=2.4, size=7.5, lines=1)} ({day})" for day, name in lost[:most]
    )
    said = f"Lost: {named}" + (f"; and {len(lost) - most} more." if len(lost) > most else ".")
    # Two lines have room for all of it, and leave the corner to the digest of the data.
    return fitted(said, inches=inches, size=7.5, lines=2 if inches > 6 else 6)


def _changes(data: Dataset, series: Sequence[LossDay]) -> Mapping[str, Counter[date]]:
    """Count what happened, with what became or ceased to be sure apart from what has a day."""
    lines = course(data)
    changes: dict[str, Counter[date]] = {name: Counter() for name in CHANGE_MARKS}
    for row in series[1:]:  # nothing has changed on the first day
        for name in changes.keys() - DOUBTFUL.values():
            other = row.date if name == "out_of_sight" else row.date - timedelta(days=1)
            for channel in getattr(row, name):
                doubtful = name in DOUBTFUL and lines[channel].on(other).usable
                changes[DOUBTFUL[name] if doubtful else name][row.date] += 1
    return changes


def _usable(row: LossDay) -> str:
    return usable_in_words(row.surely, row.all_usable - row.surely)


def _bands(curve: LossCurve) -> Iterator[tuple[str, style.Look, Steps]]:
    """Yield the bands with their heights from the bottom up, the families first."""
    for family, usable, surely in _families(curve):
        colour = style.FAMILY_COLOURS[family]
        yield family, _of_family(colour), surely
        yield f"{family}, presumably", _of_family(colour, presumed=True), usable - surely
    yield from _others(curve)


def _families(curve: LossCurve) -> Iterator[tuple[str, Steps, Steps]]:
    """Yield each family with how many of its channels were usable, and how many of them surely."""
    for family in FAMILIES:
        usable = [
            sum(number for kind, number in row.usable.items() if FAMILY[kind] == family)
            for row in curve.series
        ]
        steps = [float(curve.surely[family][row.date]) for row in curve.series]
        yield family, np.array(usable, dtype=float), np.cumsum(steps)


def _others(curve: LossCurve) -> Iterator[tuple[str, style.Look, Steps]]:
    """Yield the bands of what was not usable surely or presumably."""
    for band, (words, look) in BAND_LOOKS.items():
        yield words, look, np.array([getattr(row, band) for row in curve.series], dtype=float)


def _of_family(colour: str, *, presumed: bool = False) -> style.Look:
    """Return the look of usable channels: solid, or with white stripes where presumed."""
    return (
        style.Look(colour, style.PAPER, "-----", 1, 5)
        if presumed
        else style.Look(colour, colour, "", 1, 5)
    )


def _surely_usable(
    data: Dataset, channels: Iterable[str], within: Window
) -> Mapping[str, Mapping[date, int]]:
    """Return by how much the number of surely usable channels of each family changed on a day."""
    lines = course(data)
    steps: dict[str, Counter[date]] = {family: Counter() for family in FAMILIES}
    for channel in channels:
        of_family = steps[FAMILY[data.channels[channel].type]]
        for stretch in lines[channel].within(within):
            if stretch.verdict.surely_usable:
                of_family[stretch.first] += 1
                if stretch.last < within.last:
                    of_family[day_after(stretch.last)] -= 1
    return steps


def _bar(left: float, width: float, low: float, high: float) -> list[tuple[float, float]]:
    return [(left, low), (left, high), (left + width, high), (left + width, low)]
