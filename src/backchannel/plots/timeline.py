"""One row per channel: its verdicts through time, and the contacts through it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from backchannel.facts.bounds import bounds_of
from backchannel.facts.vocabulary import FAMILIES, FAMILY, TWO_WAY
from backchannel.messages import count
from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.captions import breaks_within, span_in_words, verdicts_in_words
from backchannel.plots.figure import day_number, known_days, mark_breaks, time_axis
from backchannel.plots.lettering import fitted
from backchannel.verdicts.accounts import is_denied
from backchannel.verdicts.course import course, first_seen
from backchannel.verdicts.verdict import Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact
    from backchannel.facts.presumption import Break
    from backchannel.facts.scope import Scope
    from backchannel.verdicts.course import Stretch

POINT_DAYS = 45
"""A contact whose day is known to within so many days is a point, any other a line."""

FEW_ROWS = 40
"""Up to so many channels have a row each, also those of which nothing is known."""

LEGEND_COLUMNS = 4

LABEL_INCHES = 3.0
"""How wide the names beside the rows may be."""


class ContactMark(NamedTuple):
    """A contact as it is drawn in its channel's row."""

    contact: str
    first: float
    last: float
    is_line: bool
    """Whether it is drawn as a line over the days it may lie on."""
    is_held: bool
    is_denied: bool


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
                if known and (mark := _mark_of(data, contact, within=known))
            ],
        )
        for channel in sorted(scope.channels(data, within=known or within), key=place)
    ]
    shown = rows if len(rows) <= FEW_ROWS else [row for row in rows if row.marks or _is_known(row)]
    folded, breaks = len(rows) - len(shown), breaks_within(data, known or within)
    return Timeline(within, known, shown, scope.in_words(data), folded, breaks)


def _is_known(row: TimelineRow) -> bool:
    return any(stretch.verdict.word is not Word.UNKNOWN for stretch in row.stretches)


def draw_timeline(timeline: Timeline, *, axes: Axes, labels: float = LABEL_INCHES) -> Axes:
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

    Returns
    -------
    axes
        The axes; rows count down from 0, days are Matplotlib's day numbers.
    """
    _draw_bars(axes, timeline)
    _draw_contacts(axes, timeline)
    _draw_families(axes, timeline)
    axes.set_ylim(max(len(timeline.rows), 1) - 0.4, -0.6)
    axes.set_yticks(
        range(len(timeline.rows)),
        [fitted(row.name, inches=labels, size=7.3) for row in timeline.rows],
    )
    axes.tick_params(axis="y", length=0, labelsize=7.3)
    time_axis(axes, timeline.within, timeline.known)
    mark_breaks(axes, timeline.breaks)
    axes.spines["left"].set_visible(False)
    return axes


def timeline_keys() -> list[Artist]:
    """Return the keys of bars and marks."""
    return [
        *style.verdict_keys(suspended="suspended (low bar)", closed="closed (low bar)"),
        _marks([], [], held=True, label="contact held"),
        _marks([], [], held=False, label="contact that did not take place"),
        _lines([], [], label="contacts, days not known"),
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
    known = timeline.known
    said = (
        f"Timeline of {count(len(timeline.rows) + timeline.folded, 'channel')} {timeline.scope} "
        f"{span_in_words(timeline.within, known)}"
    )
    if known is None or not timeline.rows:
        return f"{said}."
    first, last = ([row.stretches[end].verdict for row in timeline.rows] for end in (0, -1))
    unknown = sum(verdict.word is Word.UNKNOWN for verdict in last) + timeline.folded
    return (
        f"{said}: {verdicts_in_words(first)} on {known.first}, "
        f"{verdicts_in_words(last)} on {known.last}, when "
        f"{unknown} {'is' if unknown == 1 else 'are'} unknown."
    )


def _mark_of(data: Dataset, contact: Contact, *, within: Window) -> ContactMark | None:
    earliest, latest = bounds_of(contact)["date"]
    if contact.mode not in TWO_WAY or latest < within.first or earliest > within.last:
        return None
    return ContactMark(
        contact.id,
        day_number(max(earliest, within.first)),
        day_number(min(latest, within.last)),
        is_line=(latest - earliest).days > POINT_DAYS or bool(contact.count),
        is_held=contact.occurrence == "held",
        is_denied=is_denied(data.claims_on.get(contact.id, ())),
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


def _draw_contacts(axes: Axes, timeline: Timeline) -> None:
    marks = [(row, mark) for row, line in enumerate(timeline.rows) for mark in line.marks]
    for denied in (False, True):
        colour = palette.VERDICTS[Word.CONTESTED] if denied else style.INK
        of_colour = [(row, mark) for row, mark in marks if mark.is_denied == denied]
        doubt = ".denied" if denied else ""
        if long := [(row, mark) for row, mark in of_colour if mark.is_line]:
            along = [x for _, mark in long for x in (mark.first, mark.last, float("nan"))]
            heights = [y for row, _ in long for y in (row, row, float("nan"))]
            axes.add_line(_lines(along, heights, colour=colour, gid=f"contacts.days{doubt}"))
        for held, name in ((True, "held"), (False, "not-held")):
            points = [
                ((mark.first + mark.last) / 2, row)
                for row, mark in of_colour
                # What was held on days not known is told by its line alone.
                if mark.is_held == held and not (held and mark.is_line)
            ]
            if points:
                xs, ys = ([point[place] for point in points] for place in (0, 1))
                gid = f"contacts.{name}{doubt}"
                axes.add_line(_marks(xs, ys, held=held, colour=colour, gid=gid))


def _marks(
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    held: bool,
    colour: str = style.INK,
    **more: str,
) -> Line2D:
    """Return a ring for each contact that was held, a cross for each that was not."""
    return Line2D(
        xs, ys, marker="o" if held else "x", linestyle="none", markersize=4,
        markerfacecolor="white", markeredgecolor=colour, markeredgewidth=0.9 if held else 1.3,
        zorder=5, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _lines(
    xs: Sequence[float], ys: Sequence[float], *, colour: str = style.INK, **more: str
) -> Line2D:
    """Return a line with an upright end for each contact whose days are not known."""
    return Line2D(
        xs, ys, color=colour, linewidth=0.9, marker="|", markersize=4, zorder=4, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _draw_families(axes: Axes, timeline: Timeline) -> None:
    """Part the families by a line."""
    families = [row.family for row in timeline.rows]
    for row, family in enumerate(families):
        if row and families[row - 1] != family:
            axes.axhline(row - 0.5, color=style.FAINT, linewidth=0.6, zorder=1)
