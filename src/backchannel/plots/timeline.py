"""One row per channel: its verdicts through time, and the contacts through it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.axis import mark_breaks, say_nothing, time_axis
from backchannel.plots.bars import TimelineRow, draw_bars
from backchannel.plots.captions import breaks_within, span_in_words, verdicts_in_words
from backchannel.plots.fading import fades_of
from backchannel.plots.figure import known_days
from backchannel.plots.lettering import told_apart
from backchannel.plots.marks import SIZE, draw_contacts, mark_of
from backchannel.plots.room import firsts_of
from backchannel.verdicts.course import course, first_seen
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break
    from backchannel.facts.scope import Scope

FEW_ROWS = 12
"""Up to so many channels have a row each, also those of which nothing is known."""

LETTERS = 7.3
"""Size of the names, where they may have two lines."""

ONE_LINE = 6.8
"""Names of this size and smaller have one line, as their rows are low."""

LABEL_INCHES = 3.0
"""How wide the names beside the rows may be."""


@dataclass(frozen=True)
class Timeline:
    """What a timeline shows: rows from the top down, over some days."""

    within: Window
    known: Window | None
    """The days of them that the data speak about."""
    rows: Sequence[TimelineRow]
    scope: str
    """Whose channels they are, in words."""
    folded: Sequence[str] = ()
    """The channels of which nothing is known, and that have no row, by id."""
    left_out: Sequence[str] = ()
    """The channels for which there is no room, by id."""
    breaks: Sequence[Break] = ()
    """The days across which nothing usable is presumed."""
    is_headed: bool = False
    """Whether the rows of each family have a heading: there are several."""


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
            (stretches := lines[channel].within(known) if known else []),
            fades_of(stretches),
            [
                mark
                for contact in data.contacts_of.get(channel, ())
                if known and (mark := mark_of(data, contact, within=known))
            ],
        )
        for channel in sorted(scope.channels(data, within=known or within), key=place)
    ]
    shown = rows if len(rows) <= FEW_ROWS else [row for row in rows if row.marks or _is_known(row)]
    drawn, breaks = {row.channel for row in shown}, breaks_within(data, known or within)
    folded = [row.channel for row in rows if row.channel not in drawn]
    return Timeline(
        within, known, shown, scope.in_words(data), folded, breaks=breaks,
        is_headed=len({row.family for row in shown}) > 1,
    )  # fmt: skip


def slots(rows: Sequence[TimelineRow], *, is_headed: bool) -> list[TimelineRow | str]:
    """Return the rows with the heading of each family before its first."""
    listed: list[TimelineRow | str] = []
    for place, row in enumerate(rows):
        if is_headed and (not place or rows[place - 1].family != row.family):
            listed.append(row.family)
        listed.append(row)
    return listed


def with_room(timeline: Timeline, most: int) -> Timeline:
    """
    Return a timeline of at most so many rows: of most contacts and changes of verdict.

    That of each family with most of them comes first, so that none is lost for want of room.
    """
    best = sorted(
        timeline.rows, key=lambda row: (-len(row.marks) - len(row.stretches), row.channel)
    )
    families = {row.channel: row.family for row in best}
    firsts = firsts_of(families, families)
    best.sort(key=lambda row: row.channel not in firsts)
    left_out = {row.channel for row in best[most:]}
    rows = [row for row in timeline.rows if row.channel not in left_out]
    return replace(timeline, rows=rows, left_out=tuple(sorted(left_out)))


def _is_known(row: TimelineRow) -> bool:
    return any(stretch.verdict.word is not Word.UNKNOWN for stretch in row.stretches)


def draw_timeline(
    timeline: Timeline,
    *,
    axes: Axes,
    labels: float = LABEL_INCHES,
    size: float = LETTERS,
    words: bool = True,
    lines: int | None = None,
) -> Axes:
    """
    Draw each channel as a row of bars by verdict, with its two-way contacts on top.

    Rows of several families have the name of the family above them.

    Parameters
    ----------
    timeline
        What to draw.
    axes
        The axes to draw on.
    labels
        How wide the names beside the rows may be, in inches.
    size
        Size of the letters, by which marks are large too.
    words
        Whether the reason of a break stands beside its line.
    lines
        How many lines a name may have; one if it is not given and the letters are small.

    Returns
    -------
    axes
        The axes; rows and headings count down from 0, days are Matplotlib's day numbers.
    """
    listed = slots(timeline.rows, is_headed=timeline.is_headed)
    rows = {place: row for place, row in enumerate(listed) if not isinstance(row, str)}
    draw_bars(axes, rows)
    # From a name to a bar that begins late, where all between is white.
    axes.grid(visible=True, axis="y", color=style.GRID, linewidth=0.4)
    marks = [(place, mark) for place, row in rows.items() for mark in row.marks]
    draw_contacts(axes, marks, size=SIZE * size / LETTERS)
    for place, family in enumerate(listed):
        if isinstance(family, str):
            axes.annotate(
                family, (0, place + 0.1), (-3.5, 0), ha="right", va="center_baseline",
                xycoords=("axes fraction", "data"), textcoords="offset points", size=size,
                weight="bold", color=style.INK, gid="family", annotation_clip=False,
            )  # fmt: skip
    axes.set_ylim(max(len(listed), 1) - 0.4, -0.6)
    axes.set_yticks(
        list(rows),
        told_apart(
            [row.name for row in rows.values()],
            inches=labels,
            size=size,
            lines=lines or (2 if size > ONE_LINE else 1),
        ),
        linespacing=0.95,
    )
    axes.tick_params(axis="y", length=0, labelsize=size)
    time_axis(axes, timeline.within, timeline.known)
    mark_breaks(axes, timeline.breaks, words=words)
    axes.spines["left"].set_visible(False)
    if timeline.known and not timeline.rows:
        nothing = "nothing known of any channel" if timeline.folded else "no channel"
        say_nothing(axes, nothing, keeps_axis=True)
    return axes


def describe_timeline(timeline: Timeline) -> str:
    """Say in one sentence what the timeline shows."""
    known, rest = timeline.known, len(timeline.folded) + len(timeline.left_out)
    number = len(timeline.rows) + rest
    said = (
        f"Timeline of {count(number, 'channel')} {timeline.scope} "
        f"{span_in_words(timeline.within, known)}"
    )
    if known is None or not timeline.rows:
        return f"{said}."
    first, last = ([row.stretches[end].verdict for row in timeline.rows] for end in (0, -1))
    unknown = sum(verdict.word is Word.UNKNOWN for verdict in last) + len(timeline.folded)
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
