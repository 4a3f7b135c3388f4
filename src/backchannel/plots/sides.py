"""One row per side or type, where the channels are too many for a row each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.transforms import ScaledTranslation

from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import in_prose, side_name
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import time_axis
from backchannel.plots.bands import BAND_LOOKS, draw_band, outlines
from backchannel.plots.captions import span_in_words, usable_in_words
from backchannel.plots.figure import day_number, known_days
from backchannel.plots.lettering import fitted
from backchannel.verdicts.course import course, first_seen
from backchannel.verdicts.loss import band_of
from backchannel.verdicts.verdict import Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.plots.bands import Steps

MOST_SIDES = 40
"""How many sides have a row of their own, those with the most channels; the rest share one."""

NO_SIDE = "no side known"

LABEL_INCHES = 2.2
"""How wide the names beside the rows may be."""

HEIGHT = 0.78
"""How much of a row its bands fill."""

LOOKS: Mapping[str, tuple[str, style.Look]] = {
    "surely": ("surely usable", style.look(Verdict(Word.OPEN, "surely"))),
    "presumably": ("presumably usable", style.look(Verdict(Word.OPEN, "presumably"))),
    **BAND_LOOKS,
}


class GroupRow(NamedTuple):
    """The channels of a side or a type, counted by band from each day of change to the next."""

    name: str
    channels: int
    days: Steps
    counts: Mapping[str, Steps]

    def usable_at(self, place: int) -> tuple[int, int]:
        """Return how many were surely and how many presumably usable in one step of the days."""
        return int(self.counts["surely"][place]), int(self.counts["presumably"][place])


@dataclass(frozen=True)
class GroupTimeline:
    """What a timeline of sides or types shows: rows from the top down, over some days."""

    within: Window
    known: Window | None
    """The days of them that the data speak about."""
    rows: Sequence[GroupRow]
    channels: int
    scope: str
    """Whose channels they are, in words."""


def group_timeline_of(
    data: Dataset, *, within: Window, scope: Scope, most: int = MOST_SIDES
) -> GroupTimeline:
    """
    Return one row per side if the channels are those of all sides, else one row per type.

    Beyond `most` sides, those with fewer channels share a row.
    """
    known = known_days(data, within)
    asked = known or within
    channels = scope.channels(data, within=asked)
    groups = (
        _by_type(data, channels)
        if scope.sides
        else _by_side(data, channels, within=asked, most=min(most, MOST_SIDES))
    )
    rows = [_row(data, name, members, within=asked) for name, members in groups.items()]
    return GroupTimeline(within, known, rows, len(channels), scope.in_words(data))


def draw_group_timeline(
    timeline: GroupTimeline, *, axes: Axes, labels: float = LABEL_INCHES
) -> Axes:
    """Draw each row as bands that share its height, the usable ones at the bottom."""
    shapes: dict[str, list[Steps]] = defaultdict(list)
    for row, (_, channels, days, counts) in enumerate(timeline.rows if timeline.known else ()):
        scale = HEIGHT / channels
        floor = np.zeros(len(days) - 1)
        for band in LOOKS:
            for shape in outlines(days, floor, counts[band]):
                shape[:, 1] = row + HEIGHT / 2 - shape[:, 1] * scale
                shapes[band].append(shape)
            floor = floor + counts[band]
    for band, (_, look) in LOOKS.items():
        draw_band(axes, band, look, shapes[band])
    axes.set_ylim(max(len(timeline.rows), 1) - 0.4, -0.6)
    axes.set_yticks(
        range(len(timeline.rows)),
        [
            fitted(f"{row.name} ({row.channels:,})", inches=labels, size=7.3)
            for row in timeline.rows
        ],
    )
    axes.tick_params(axis="y", length=0, labelsize=7.3)
    time_axis(axes, timeline.within, timeline.known)
    axes.spines["left"].set_visible(False)
    return axes


def group_timeline_keys() -> list[Patch]:
    """Return the keys of the bands."""
    return [style.key_of(look, words) for words, look in LOOKS.values()]


def group_timeline_legend(axes: Axes, *, columns: int, shift: float = 0) -> None:
    """Explain the bands above the axes, from `shift` inches left of them."""
    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    axes.legend(
        handles=group_timeline_keys(), loc="lower left", bbox_to_anchor=(0, 1), ncols=columns,
        bbox_transform=axes.transAxes + ScaledTranslation(-shift, 0, inches), handlelength=2.2,
        borderaxespad=0.3,
    )  # fmt: skip


def describe_group_timeline(timeline: GroupTimeline) -> str:
    """Say in one sentence what the timeline shows."""
    known = timeline.known
    said = (
        f"Timeline of {count(timeline.channels, 'channel')} {timeline.scope} "
        f"{span_in_words(timeline.within, known)}, in {count(len(timeline.rows), 'row')} "
        "by share of their channels"
    )
    if known is None:
        return f"{said}."
    ends = (_most(timeline.rows, known.first, 0), _most(timeline.rows, known.last, -1))
    most = "; ".join(filter(None, ends))
    return f"{said}; {most or 'none is usable at either end'}."


def _most(rows: Sequence[GroupRow], day: date, place: int) -> str:
    """Say which row has most at one step of its days; empty if none has any."""

    def usable(row: GroupRow) -> tuple[int, str]:
        return sum(row.usable_at(place)), row.name

    leader = max(rows, key=usable, default=None)
    if leader is None or not usable(leader)[0]:
        return ""
    return f"on {day} {in_prose(leader.name)} has most, {usable_in_words(*leader.usable_at(place))}"


def _by_side(
    data: Dataset, channels: Iterable[str], *, within: Window, most: int
) -> Mapping[str, Sequence[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for channel in channels:
        for side in data.sides(channel, within=within) or [""]:
            members[counts_as(side)].add(channel)
    aside = members.pop("", set())
    ranked = sorted(members, key=lambda side: (-len(members[side]), side))
    groups: dict[str, Sequence[str]] = {
        side_name(data, side): sorted(members[side]) for side in ranked[:most]
    }
    if rest := ranked[most:]:
        shared = sorted(set().union(*(members[side] for side in rest)))
        groups[f"{count(len(rest), 'other side')}"] = shared
    if aside:
        groups[NO_SIDE] = sorted(aside)
    return groups


def _by_type(data: Dataset, channels: Iterable[str]) -> Mapping[str, Sequence[str]]:
    members: dict[ChannelType, list[str]] = defaultdict(list)
    for channel in channels:
        members[data.channels[channel].type].append(channel)
    order = sorted(members, key=lambda kind: (FAMILIES.index(FAMILY[kind]), kind))
    return {str(kind): members[kind] for kind in order}


def _row(data: Dataset, name: str, channels: Sequence[str], *, within: Window) -> GroupRow:
    lines = course(data)
    steps: dict[float, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for channel in channels:
        seen, before = first_seen(lines[channel]), ""
        for stretch in lines[channel].within(within):
            certainty = stretch.verdict.certainty or ""
            band = band_of(certainty, stretch.verdict, is_unseen=stretch.first < seen)
            day = day_number(stretch.first)
            steps[day][band] += 1
            steps[day][before] -= 1
            before = band
    days = sorted(steps)
    counts = {band: np.cumsum([float(steps[day][band]) for day in days]) for band in LOOKS}
    return GroupRow(name, len(channels), np.array([*days, day_number(within.last) + 1]), counts)
