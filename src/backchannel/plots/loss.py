"""How many channels were usable, by family of types, with the unknown as bands of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.ticker import MaxNLocator

from backchannel.dates.period import day_after
from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.losses.changes import found_stopped, held_between
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import mark_breaks, say_nothing, time_axis
from backchannel.plots.bands import BAND_LOOKS, draw_band, outlines, turns
from backchannel.plots.captions import breaks_within, span_in_words, usable_in_words
from backchannel.plots.curve import LossCurve
from backchannel.plots.edges import EdgeName
from backchannel.plots.figure import known_days
from backchannel.plots.gains import changes_of
from backchannel.plots.lettering import ELLIPSIS, fitted
from backchannel.plots.paper import COLUMN, NARROW
from backchannel.verdicts.loss import stretches_between, usable_by_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.plots.bands import Steps
    from backchannel.verdicts.loss import LossDay

Part = Literal["all", "usable", "rest"]

PRESUMED = ", presumably"
"""What the name of a band ends with that holds the presumed part of a family."""

REST = frozenset(BAND_LOOKS[band][0] for band in ("dark", "unseen", "stopped"))
"""The bands of what could surely not be used, or of which nobody says."""

SHORT_BANDS: Mapping[str, str] = {
    "contested: sources disagree": "contested",
    "suspended or closed, at least possibly": "suspended or closed",
}
"""Words of a band → the same where there is little room."""


def loss_curve_of(data: Dataset, *, within: Window, scope: Scope) -> LossCurve:
    """Return the course of usable channels over some days, and what was lost."""
    known = known_days(data, within)
    series = usable_by_type(data, within=known or within, between=scope)
    names = {channel: label(data, channel) for row in series for channel in row.lost}
    asked = known or within
    late = found_stopped(data, held_between(data, scope.sides, asked))
    return LossCurve(
        within, known, series, scope.in_words(data), names,
        _surely_usable(data, scope, asked), changes_of(data, series),
        len(late), breaks_within(data, asked),
    )  # fmt: skip


def draw_loss(curve: LossCurve, *, axes: Axes, part: Part = "all", words: bool = True) -> Axes:
    """
    Draw the stacked course of usable channels, with stripes where they only presumably were.

    On top of them stand those that were possibly usable, contested, unknown and stopped.

    Parameters
    ----------
    curve
        What to draw.
    axes
        The axes to draw on.
    part
        `usable` leaves out what was unknown or stopped, and `rest` draws that alone.
    words
        Whether the reason of a break stands beside its line.

    Returns
    -------
    axes
        The axes; heights are numbers of channels, and those of all bands add up to all channels.
    """
    floor = np.zeros(len(curve.series))
    for name, look, counts in _bands(curve) if curve.known else ():
        if part in ("all", _part_of(name)):
            draw_band(axes, name, look, outlines(curve.days, floor, counts))
            floor = floor + counts
            if name.endswith(PRESUMED):
                _draw_top(axes, curve.days, floor)
    time_axis(axes, curve.within, curve.known)
    mark_breaks(axes, curve.breaks, words=words)
    axes.set_ylabel("others" if part == "rest" else "channels")
    axes.set_ylim(0, max(curve.channels if part == "all" else 1.04 * floor.max(), 1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=4 if part == "rest" else 8))
    if curve.known and not curve.channels and part != "rest":
        say_nothing(axes, "no channel", keeps_axis=True)
    return axes


def certainty_keys(curve: LossCurve) -> list[Patch]:
    """Return the keys of what is sure and of what is presumed, if anything is only presumed."""
    if curve.known is None:
        return []
    if not any((surely < usable).any() for _, usable, surely in _families(curve)):
        return []
    return [
        style.key_of(_of_family(style.FAINT), "solid: usable, surely"),
        style.key_of(_of_family(style.FAINT, presumed=True), "striped: usable, presumably"),
    ]


def band_names(curve: LossCurve, *, part: Part = "all") -> list[EdgeName]:
    """Return the names of the bands that there are, from the top down, each with where it ends."""
    names: list[EdgeName] = []
    floor = 0.0
    if curve.known is None:
        return names
    bands = [
        (family, _of_family(style.FAMILY_COLOURS[family]), usable)
        for family, usable, _ in _families(curve)
    ]
    for words, look, counts in (*bands, *_others(curve)):
        if part not in ("all", _part_of(words)):
            continue
        if counts.any():
            middle = floor + counts[-1] / 2 if counts[-1] else None
            names.append(EdgeName(SHORT_BANDS.get(words, words), look, middle))
        floor += counts[-1]
    return names[::-1]


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
        f"{count(len(curve.lost), 'channel')} lost on a known day{told}; "
        f"{count(hidden, 'time')} one went out of sight{less_sure}"
        f"{_found_stopped(curve)}."
    )


def losses_in_words(
    curve: LossCurve, *, most: int = 4, inches: float = 8.2, size: float = 7.5
) -> str:
    """Name the channels that were lost, with the day; the last few of them if they are many."""
    lost = curve.lost
    if not lost:
        if not curve.known:
            return "The data say nothing of these days."
        return f"Nothing was lost on a known day{_found_stopped(curve)}."
    # So many lines have room, and leave the corner to the digest of the data.
    lines = 2 if inches > NARROW else 3 if inches < COLUMN else 6
    told = ""
    for number in range(1, min(most, len(lost)) + 1):
        whole = f"{_lost_in_words(lost, number)}{_found_stopped(curve)}."
        said = fitted(whole, inches=inches, size=size, lines=lines)
        # A name that is cut tells less than one more in their number.
        if told and said.endswith(ELLIPSIS):
            break
        told = said
    return told


def _lost_in_words(lost: Sequence[tuple[date, str]], number: int) -> str:
    named = "; ".join(f"{name} ({day_in_words(day)})" for day, name in lost[-number:])
    rest = len(lost) - number
    if rest:
        return f"Last lost on a known day: {named}; {rest} earlier, in the caption"
    return f"Lost on a known day: {named}"


def _found_stopped(curve: LossCurve) -> str:
    late = curve.found_stopped
    return f"; {late} more {'was' if late == 1 else 'were'} found stopped later" if late else ""


def _usable(row: LossDay) -> str:
    return usable_in_words(row.surely, row.all_usable - row.surely)


def _bands(curve: LossCurve) -> Iterator[tuple[str, style.Look, Steps]]:
    """Yield the bands with their heights from the bottom up, the families first."""
    for family, usable, surely in _families(curve):
        colour = style.FAMILY_COLOURS[family]
        yield family, _of_family(colour), surely
        yield f"{family}{PRESUMED}", _of_family(colour, presumed=True), usable - surely
    yield from _others(curve)


def _draw_top(axes: Axes, days: Steps, heights: Steps) -> None:
    """Draw the border of a family: in grey print the next one can be as light as this."""
    days, heights = turns(days, heights)
    axes.stairs(
        heights, days, baseline=None, color=style.INK, linewidth=0.4, zorder=4, gid="border"
    )


def _part_of(band: str) -> Part:
    return "rest" if band in REST else "usable"


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
    """Return the look of usable channels: solid, or light with stripes where presumed."""
    # Stripes of paper in a full colour would shimmer where a band is a few channels high.
    return (
        style.Look(style.tint(colour, 0.5), style.tint(colour, 0.2), "---", 1, 5)
        if presumed
        else style.Look(colour, colour, "", 1, 5)
    )


def _surely_usable(data: Dataset, scope: Scope, within: Window) -> Mapping[str, Mapping[date, int]]:
    """Return by how much the number of surely usable channels of each family changed on a day."""
    steps: dict[str, Counter[date]] = {family: Counter() for family in FAMILIES}
    for channel in scope.channels(data, within=within):
        of_family = steps[FAMILY[data.channels[channel].type]]
        for stretch in stretches_between(data, channel, scope, within):
            if stretch.verdict.surely_usable:
                of_family[stretch.first] += 1
                if stretch.last < within.last:
                    of_family[day_after(stretch.last)] -= 1
    return steps
