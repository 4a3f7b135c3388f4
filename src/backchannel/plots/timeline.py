"""One row a channel: its verdicts through time, and the contacts through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from backchannel.dates.edtf import LAST_DAY
from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.facts.scope import pair_meant
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.messages import count
from backchannel.network.layout import FAMILIES, FAMILY
from backchannel.plots import style
from backchannel.plots.figure import day_number, sides_in_words, time_axis, wrapped
from backchannel.verdicts.course import Course, Verdict, Word, course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact

POINT_DAYS = 45
"""A contact is a point if its day is known to within so many days, else a line over the days it may lie on."""


def rows(
    data: Dataset, *, within: Window, between: Sequence[str] | None = None
) -> dict[str, Course]:
    """Return the channels of a pair, from the top row down: by family, then by the day they are first heard of."""
    sides = pair_meant(data, between)
    lines = {
        one: line
        for one, line in course(data).items()
        if data.is_between(one, sides, within=within)
    }

    def key(channel: str) -> tuple[int, object, str]:
        first = next(
            (one.first for one in lines[channel].stretches if one.verdict.word is not Word.UNKNOWN),
            LAST_DAY,
        )
        return FAMILIES.index(FAMILY[data.channels[channel].type]), first, channel

    return {channel: lines[channel] for channel in sorted(lines, key=key)}


def draw_timeline(
    data: Dataset, *, axes: Axes, within: Window, between: Sequence[str] | None = None
) -> Axes:
    """
    Draw each channel as a row of bars by verdict, with its two-way contacts on top.

    Parameters
    ----------
    data
        The data, or a view of them.
    axes
        The axes to draw on.
    within
        The days to show.
    between
        Two sides, by code or name; the package's own pair if none is given.

    Returns
    -------
    axes
        The axes; rows count down from 0, days are Matplotlib's day numbers.
    """
    lines = rows(data, within=within, between=between)
    for row, (channel, line) in enumerate(lines.items()):
        for stretch in line.within(within):
            _draw_bar(axes, row, Window(stretch.first, stretch.last), stretch.verdict, name=channel)
        for contact in data.contacts_of.get(channel, ()):
            _draw_contact(axes, row, contact, within=within, colour=_colour(data, contact))
    _draw_families(axes, data, list(lines))
    axes.set_ylim(max(len(lines), 1) - 0.4, -0.6)
    axes.set_yticks(
        range(len(lines)), [wrapped(data.channels[one].name, width=50) for one in lines]
    )
    axes.tick_params(axis="y", length=0, labelsize=7.3)
    time_axis(axes, within)
    axes.spines["left"].set_visible(False)
    return axes


def legend(axes: Axes) -> None:
    """Explain bars and marks above the axes."""
    keys: list[Patch | Line2D] = [
        _key(Verdict(Word.OPEN, "surely"), "open"),
        _key(Verdict(Word.DEGRADED, "surely"), "degraded"),
        _key(Verdict(Word.SUSPENDED, "surely"), "suspended (low bar)"),
        _key(Verdict(Word.CLOSED, "surely"), "closed (low bar)"),
        _key(Verdict(Word.OPEN, "possibly"), "hatched: only possibly so"),
        _key(Verdict(Word.CONTESTED), "sources disagree"),
        _key(Verdict(Word.UNKNOWN), "unknown: no source says"),
        _mark(0, 0, held=True, label="contact held"),
        _mark(0, 0, held=False, label="contact that did not take place"),
        Line2D(
            [],
            [],
            color=style.INK,
            linewidth=0.9,
            marker="|",
            markersize=4,
            label="contacts, days not known",
        ),
    ]
    axes.legend(
        handles=keys,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=4,
        handlelength=2.2,
        columnspacing=1.4,
        borderaxespad=0.3,
    )


def describe_timeline(
    data: Dataset, *, within: Window, between: Sequence[str] | None = None
) -> str:
    """Say in one sentence what the timeline shows."""
    sides = pair_meant(data, between)
    lines = rows(data, within=within, between=between)
    first, last = ([line.on(day) for line in lines.values()] for day in (within.first, within.last))
    unknown = sum(verdict.word is Word.UNKNOWN for verdict in last)
    return (
        f"Timeline of {count(len(lines), 'channel')} between {sides_in_words(data, sides)} from {within.first} to "
        f"{within.last}: {sum(one.surely_usable for one in first)} surely usable on the first day, "
        f"{sum(one.surely_usable for one in last)} on the last, when "
        f"{unknown} {'is' if unknown == 1 else 'are'} unknown."
    )


def _draw_bar(axes: Axes, row: int, days: Window, verdict: Verdict, *, name: str) -> None:
    look = style.look(verdict)
    first = day_number(days.first)
    bar = Rectangle(
        (first, row - look.height / 2), day_number(days.last) + 1 - first, look.height,
        facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, zorder=2 + look.order / 10,
        # The outline keeps a single day visible where a year is a few dots wide.
        linewidth=0 if verdict.word is Word.UNKNOWN else 0.8,
    )  # fmt: skip
    bar.set_gid(f"{name}.{days.first}.{str(verdict).replace(', ', '.')}")
    axes.add_patch(bar)


def _colour(data: Dataset, contact: Contact) -> str:
    denied = any(
        one.stance == "denies" and not one.field for one in data.claims_on.get(contact.id, ())
    )
    return style.VERDICTS[Word.CONTESTED] if denied else style.INK


def _draw_contact(axes: Axes, row: int, contact: Contact, *, within: Window, colour: str) -> None:
    earliest, latest = bounds_of(contact)["date"]
    if contact.mode not in TWO_WAY or latest < within.first or earliest > within.last:
        return
    first, last = day_number(max(earliest, within.first)), day_number(min(latest, within.last))
    held = contact.occurrence == "held"
    if (latest - earliest).days > POINT_DAYS or contact.count:
        axes.plot(
            [first, last],
            [row, row],
            color=colour,
            linewidth=0.9,
            marker="|",
            markersize=4,
            zorder=4,
            gid=contact.id,
        )
        if held:
            return
    mark = _mark((first + last) / 2, row, held=held, colour=colour)
    mark.set_gid(f"{contact.id}.mark")
    axes.add_line(mark)


def _mark(x: float, y: float, *, held: bool, colour: str = style.INK, label: str = "") -> Line2D:
    """Return a ring for a contact that was held, a cross for one that was not."""
    return Line2D(
        [x], [y], marker="o" if held else "x", linestyle="none", markersize=4, markerfacecolor="white",
        markeredgecolor=colour, markeredgewidth=0.9 if held else 1.3, label=label, zorder=5,
    )  # fmt: skip


def _draw_families(axes: Axes, data: Dataset, channels: Sequence[str]) -> None:
    """Part the families by a line."""
    families = [FAMILY[data.channels[one].type] for one in channels]
    for row, family in enumerate(families):
        if row and families[row - 1] != family:
            axes.axhline(row - 0.5, color=style.FAINT, linewidth=0.6, zorder=1)


def _key(verdict: Verdict, label: str) -> Patch:
    look = style.look(verdict)
    return Patch(
        facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.6, label=label
    )
