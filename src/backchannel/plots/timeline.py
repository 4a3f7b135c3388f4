"""One row per channel: its verdicts through time, and the contacts through it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.collections import PolyCollection

from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import mark_breaks, time_axis
from backchannel.plots.captions import breaks_within, span_in_words, verdicts_in_words
from backchannel.plots.figure import day_number, known_days
from backchannel.plots.lettering import fitted
from backchannel.plots.marks import SIZE, draw_contacts, lines_of, mark_of, marks_of
from backchannel.verdicts.course import course, first_seen
from backchannel.verdicts.verdict import Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break
    from backchannel.facts.scope import Scope
    from backchannel.plots.marks import ContactMark
    from backchannel.verdicts.course import Stretch

FEW_ROWS = 40
"""Up to so many channels have a row each, also those of which nothing is known."""

LEGEND_COLUMNS = 4

LETTERS = 7.3
"""Size of the names, where they may have two lines."""

LABEL_INCHES = 3.0
"""How wide the names beside the rows may be."""


class TimelineRow(NamedTuple):
    """A channel with what is drawn in its row."""

    channel: str
    name: str
    family: str
    stretches: Sequence[Stretch]
    marks: Sequence[ContactMark]


@dataclass(frozen=True)
class Timeline:
    """What a timeline shows: rows from the top down, over some days."""

    within: Window
    known: Window | None
    """The days of them that the data speak about."""
    rows: Sequence[TimelineRow]
    scope: str
    """Whose channels they are, in words."""
    folded: int = 0
    """How many more there are of which nothing is known, and that have no row."""
    left_out: Sequence[str] = ()
    """The channels for which there is no room, by id."""
    breaks: Sequence[Break] = ()
    """The days across which nothing usable is presumed."""


def timeline_of(data: Dataset, *, within: Window, scope: Scope) -> Timeline:
    """
    Return the rows of a timeline, by family, then by the day a channel is first heard of.

    Among many channels those without a verdict and without a contact have no row.
    """
    lines, known = course(data), known_days(data, within)

    def place(channel: str) -> tuple[object, ...]:
        family = FAMILIES.index(FAMILY[data.channels[channel].type])
        return family, first_seen(lines[channel]), channel

    rows = [
        TimelineRow(
            channel,
            data.channels[channel].name,
            FAMILY[data.channels[channel].type],
            lines[channel].within(known) if known else [],
            [
                mark
                for contact in data.contacts_of.get(channel, ())
                if known and (mark := mark_of(data, contact, within=known))
            ],
        )
        for channel in sorted(scope.channels(data, within=known or within), key=place)
    ]
    shown = rows if len(rows) <= FEW_ROWS else [row for row in rows if row.marks or _is_known(row)]
    folded, breaks = len(rows) - len(shown), breaks_within(data, known or within)
    return Timeline(within, known, shown, scope.in_words(data), folded, breaks=breaks)


def with_room(timeline: Timeline, most: int) -> Timeline:
    """Return a timeline of at most so many rows: of most contacts and changes of verdict."""
    best = sorted(
        timeline.rows, key=lambda row: (-len(row.marks) - len(row.stretches), row.channel)
    )
    left_out = {row.channel for row in best[most:]}
    rows = [row for row in timeline.rows if row.channel not in left_out]
    return replace(timeline, rows=rows, left_out=tuple(sorted(left_out)))


def _is_known(row: TimelineRow) -> bool:
    return any(stretch.verdict.word is not Word.UNKNOWN for stretch in row.stretches)


def draw_timeline(
    timeline: Timeline, *, axes: Axes, labels: float = LABEL_INCHES, size: float = LETTERS
) -> Axes:
    """
    Draw each channel as a row of bars by verdict, with its two-way contacts on top.

    Parameters
    ----------
    timeline
        What to draw.
    axes
        The axes to draw on.
    labels
        How wide the names beside the rows may be, in inches.
    size
        Size of the letters; smaller ones, and marks, are for rows of one line.

    Returns
    -------
    axes
        The axes; rows count down from 0, days are Matplotlib's day numbers.
    """
    _draw_bars(axes, timeline)
    marks = [(row, mark) for row, line in enumerate(timeline.rows) for mark in line.marks]
    draw_contacts(axes, marks, size=SIZE * size / LETTERS)
    _draw_families(axes, timeline)
    axes.set_ylim(max(len(timeline.rows), 1) - 0.4, -0.6)
    axes.set_yticks(
        range(len(timeline.rows)),
        [
            fitted(row.name, inches=labels, size=size, lines=2 if size == LETTERS else 1)
            for row in timeline.rows
        ],
        linespacing=0.95,
    )
    axes.tick_params(axis="y", length=0, labelsize=size)
    time_axis(axes, timeline.within, timeline.known)
    mark_breaks(axes, timeline.breaks)
    axes.spines["left"].set_visible(False)
    return axes


def timeline_keys() -> list[Artist]:
    """Return the keys of bars and marks."""
    return [
        *style.verdict_keys(suspended="suspended (low bar)", closed="closed (low bar)"),
        marks_of([], [], held=True, label="contact held"),
        marks_of([], [], held=False, label="contact that did not take place"),
        lines_of([], [], label="contacts, days not known"),
    ]


def timeline_legend(axes: Axes, *, columns: int = LEGEND_COLUMNS) -> None:
    """Explain bars and marks above the axes."""
    axes.legend(
        handles=timeline_keys(),
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=columns,
        handlelength=2.2,
        columnspacing=1.4,
        borderaxespad=0.3,
    )


def describe_timeline(timeline: Timeline) -> str:
    """Say in one sentence what the timeline shows."""
    known, rest = timeline.known, timeline.folded + len(timeline.left_out)
    number = len(timeline.rows) + rest
    said = (
        f"Timeline of {count(number, 'channel')} {timeline.scope} "
        f"{span_in_words(timeline.within, known)}"
    )
    if known is None or not timeline.rows:
        return f"{said}."
    first, last = ([row.stretches[end].verdict for row in timeline.rows] for end in (0, -1))
    unknown = sum(verdict.word is Word.UNKNOWN for verdict in last) + timeline.folded
    if timeline.left_out:
        return (
            f"{said}, of which {len(timeline.rows)} have room: of these "
            f"{verdicts_in_words(first)} on {known.first}, {verdicts_in_words(last)} on "
            f"{known.last}."
        )
    return (
        f"{said}: {verdicts_in_words(first)} on {known.first}, "
        f"{verdicts_in_words(last)} on {known.last}, when "
        f"{unknown} {'is' if unknown == 1 else 'are'} unknown."
    )


def _draw_bars(axes: Axes, timeline: Timeline) -> None:
    """Draw all bars of one verdict as one artist: a single one for each would take seconds."""
    bars: dict[Verdict, list[list[tuple[float, float]]]] = defaultdict(list)
    for row, (_, _, _, stretches, _) in enumerate(timeline.rows):
        for stretch in stretches:
            half = style.look(stretch.verdict).height / 2
            left, right = day_number(stretch.first), day_number(stretch.last) + 1
            bars[stretch.verdict].append(
                [(left, row - half), (left, row + half), (right, row + half), (right, row - half)]
            )
    for verdict in sorted(bars, key=str):
        look = style.look(verdict)
        axes.add_collection(
            PolyCollection(
                bars[verdict], facecolors=look.face, edgecolors=look.edge, hatch=look.hatch,
                # The outline keeps a single day visible where a year is a few dots wide.
                linewidths=0 if verdict.word is Word.UNKNOWN else 0.8,
                zorder=2 + look.order / 10, gid=str(verdict).replace(", ", "."),
            ),
            autolim=False,
        )  # fmt: skip


def _draw_families(axes: Axes, timeline: Timeline) -> None:
    """Part the families by a line."""
    families = [row.family for row in timeline.rows]
    for row, family in enumerate(families):
        if row and families[row - 1] != family:
            axes.axhline(row - 0.5, color=style.FAINT, linewidth=0.6, zorder=1)
