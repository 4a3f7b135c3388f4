"""Acts that stopped or restored channels, flagged above a picture of days without collision."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.bounds import bounds_of
from backchannel.facts.dataset import counts_as
from backchannel.facts.names import label
from backchannel.facts.scope import in_prose, side_name
from backchannel.messages import count
from backchannel.plots import style
from backchannel.plots.captions import breaks_within
from backchannel.plots.figure import day_number, known_days
from backchannel.plots.lettering import ELLIPSIS, brief, fitted, text_width, without_brackets
from backchannel.plots.marks import POINT_DAYS
from backchannel.verdicts.acts import TAKINGS, of_or_in, place_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption

SIZE = 6.5
"""Size of the words."""

LANE = 0.125
"""Height of a line of words in inches."""

PAD = 0.035
"""How far words stand from the line that they name, in inches."""

CLEAR = 0.05
"""How far they stand from other words."""

BY_A_LINE = 0.02
"""How far they stand from the lines of other flags."""

MOST_INCHES = 1.9
"""How wide the words of one flag may be."""

MOST_LINES = 2
"""How many lines they may have."""

DONE = {"open": "opening", "degraded": "restrictions", "closed": "closure"}
"""What one of no kind of its own is called, by what it did to most channels if no suspension."""

FEW = 2
"""A disruption of no more channels says which; of more, how many."""


class Flag(NamedTuple):
    """A day, and the words that name what happened on it."""

    day: date
    words: str
    is_break: bool
    """Whether it is a break of presumption rather than a disruption with a cause of changes."""
    shorter: str = ""
    """The words where there is no room for all."""


class Raised(NamedTuple):
    """A flag with its place: `at` and `left` in inches from the left end of the axes."""

    flag: Flag
    words: str
    at: float
    left: float
    lane: int
    """Number of lines of words between it and the axes."""

    @property
    def top(self) -> int:
        """Number of lines of words below its highest one."""
        return self.lane + self.words.count("\n")


def flags_of(data: Dataset, channels: Iterable[str], *, within: Window) -> list[Flag]:
    """
    Return breaks of presumption, then the disruptions to which sources put most changes down.

    A disruption counts if it is the cause of a spell of one of the channels, and if its day is
    known to within `POINT_DAYS` and lies in the window and in the data. Of those with as many
    changes the acts of states come first, then the earlier ones.
    """
    known = known_days(data, within)
    if known is None:
        return []
    breaks = [Flag(stop.date, stop.reason, is_break=True) for stop in breaks_within(data, known)]
    taken = {flag.day for flag in breaks}
    changed: dict[str, set[str]] = defaultdict(set)
    done: dict[str, Counter[str]] = defaultdict(Counter)
    for channel in channels:
        for spell in data.spells_of.get(channel, ()):
            # A view may hold a stop and not what caused it, of which another source tells.
            for cause in data.disruptions.keys() & spell.cause:
                changed[cause].add(channel)
                done[cause][spell.status] += 1
    found = []
    for cause, touched in changed.items():
        row = data.disruptions[cause]
        first, last = bounds_of(row)["start"]
        day = first + (last - first) / 2
        # What the break itself is named after: land taken on its day, or in days about it.
        least, most = (first, last) if row.kind in TAKINGS else (day, day)
        if any(least <= stop <= most for stop in taken):
            continue
        if (last - first).days <= POINT_DAYS and known.first <= day <= known.last:
            act = named(data, row, other=DONE.get(done[cause].most_common(1)[0][0], "suspension"))
            number = f"{act}: {count(len(touched), 'channel')}"
            whole = f"{act}: {_struck(data, touched)}" if len(touched) <= FEW else number
            flag = Flag(day, whole, is_break=False, shorter=number)
            found.append((-len(touched), not _by_a_state(data, row), day, cause, flag))
    return breaks + [flag for *_, flag in sorted(found)]


def _struck(data: Dataset, channels: Iterable[str]) -> str:
    """Name the channel of the shortest name, and say how many more there are."""
    names = [brief(without_brackets(data.channels[one].name)) for one in channels]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return min(names, key=lambda name: (len(name), name)) + more


def _by_a_state(data: Dataset, row: Disruption) -> bool:
    return any(data.actors[one].kind == "state" for one in row.by if one in data.actors)


def named(data: Dataset, row: Disruption, *, other: str = "act") -> str:
    """
    Name a disruption by its kind and by who did it, or for a seizure of land by its target.

    `other` is what one of no kind of its own is called.
    """
    kind = other if row.kind == "other" else row.kind.replace("-", " ")
    if row.kind in TAKINGS and row.target:
        place = place_among(data, row.target)
        return f"{kind} {of_or_in(data, row, place)} {_who(data, place)}"
    if not row.by:
        return kind
    others = f" and {count(len(row.by) - 1, 'other')}" if len(row.by) > 1 else ""
    return f"{kind} by {_who(data, row.by[0])}{others}"


def _who(data: Dataset, actor: str) -> str:
    known = data.actors.get(actor)
    if known is not None and known.kind == "state" and known.state:
        return brief(in_prose(side_name(data, counts_as(known.state))))
    return brief(label(data, actor))


def raised(
    flags: Sequence[Flag],
    within: Window,
    *,
    inches: float,
    beyond: tuple[float, float] = (0, 0),
    lanes: int = 4,
    most: int = 8,
) -> list[Raised]:
    """
    Return the flags that have room above axes, those named first in the lines nearest to them.

    Parameters
    ----------
    flags
        The most important first; what finds no room has no flag at all.
    within
        The days along the axes.
    inches
        How wide the axes are.
    beyond
        How far words may reach beyond their left and beyond their right end.
    lanes
        How many lines of words there may be.
    most
        How many flags there may be.
    """
    first, last = day_number(within.first), day_number(within.last) + 1
    placed: list[Raised] = []
    before, after = beyond
    chosen = flags[:most]
    lines = {flag: (day_number(flag.day) - first) / (last - first) * inches for flag in chosen}
    greatest = next((flag for flag in chosen if not flag.is_break), None)
    leading = {flag: at for flag, at in lines.items() if flag.is_break or flag == greatest}
    for flag, at in lines.items():
        tried = [
            (form, Raised(flag, words, at, left, lane))
            for form, words in enumerate(_written(flag, min(MOST_INCHES, before + inches)))
            for wide in [_width(flag, words)]
            for lane in range(lanes - words.count("\n"))
            for left in (at + PAD, at - PAD - wide)
            if left >= -before and left + wide <= inches + after
        ]
        if tried := [one for one in tried if not any(_meet(one[1], other) for other in placed)]:
            # Each break has its name, so one makes room for the next and for what changed most.
            # Else the lowest words in the way of flags still to come cost more than higher ones,
            # below which those have room.
            placed.append(min(tried, key=lambda tried: (
                _in_the_way(tried[1], leading if flag.is_break else {}), tried[0],
                _in_the_way(tried[1], lines) * (1 if tried[1].lane else 3) + tried[1].lane,
            ))[1])  # fmt: skip
    return placed


def _written(flag: Flag, inches: float) -> list[str]:
    """
    Return the words of a flag in their lines, whole ones first; a cut one if all are cut.

    Those of a break may also stand in two lines where one would have room.
    """
    told = [
        fitted(words, inches=inches, size=SIZE, bold=flag.is_break, lines=MOST_LINES)
        for words in (flag.words, flag.shorter)
        if words
    ]
    whole = [words for words in told if ELLIPSIS not in words] or told[-1:]
    if not flag.is_break or "\n" in whole[0]:
        return whole
    parts = flag.words.split()
    halves = [f"{' '.join(parts[:at])}\n{' '.join(parts[at:])}" for at in range(1, len(parts))]
    return whole + sorted(halves, key=lambda words: _width(flag, words))[:1]


def _in_the_way(one: Raised, lines: Mapping[Flag, float]) -> int:
    """Count the other flags whose lines would run through the words of this one."""
    left, right = _extent(one)
    others = (at for flag, at in lines.items() if flag != one.flag)
    return sum(left - BY_A_LINE < at < right + BY_A_LINE for at in others)


def flag_inches(placed: Sequence[Raised]) -> float:
    """Return how high the flags stand above the axes."""
    return 0.06 + LANE * max(one.top + 1 for one in placed) if placed else 0


def draw_flags(axes: Axes, placed: Sequence[Raised], *, over: bool = False) -> None:
    """Draw a line down the axes for each flag, with its words above; `over` what is drawn there."""
    for one in placed:
        flag, foot = one.flag, 72 * (0.04 + one.lane * LANE)
        day = day_number(flag.day)
        if not flag.is_break:
            axes.axvline(
                day, color=style.FAINT, linewidth=0.5, zorder=5 if over else 1.6, gid="disruption"
            )
        axes.annotate(
            "", (day, 1), (0, 72 * (0.04 + LANE * (one.top + 0.8))), annotation_clip=False,
            xycoords=("data", "axes fraction"), textcoords="offset points",
            arrowprops={"arrowstyle": "-", "linewidth": 0.5, "color": style.FAINT, "shrinkA": 0,
                        "shrinkB": 0},
        )  # fmt: skip
        axes.annotate(
            one.words, (0, 1), (72 * one.left, foot), xycoords="axes fraction",
            textcoords="offset points", ha="left", va="bottom", size=SIZE, color=style.INK,
            annotation_clip=False, linespacing=72 * LANE / SIZE / 1.2 * 0.98,
            weight="bold" if flag.is_break else "normal", gid="flag",
        )  # fmt: skip


def flags_in_words(placed: Sequence[Raised], flags: Sequence[Flag], *, short: bool = False) -> str:
    """
    Say what the lines of disruptions are, and how many more there are; empty without any.

    A `short` sentence leaves it to the caption what a line is.
    """
    shown = sum(not one.flag.is_break for one in placed)
    rest = sum(not flag.is_break for flag in flags) - shown
    if not shown:
        return ""
    is_not = "is not marked" if rest == 1 else "are not marked"
    if short:
        return f" {count(rest, 'more disruption')} {is_not}." if rest else ""
    more = f"; {rest} more {is_not}" if rest else ""
    return f" Thin lines mark disruptions that sources name as the cause of changes{more}."


def _meet(one: Raised, other: Raised) -> bool:
    """Say whether words of two flags overlap, or the line of one runs through those of another."""
    (left, right), (low, high) = _extent(one), _extent(other)
    is_level = one.lane <= other.top and other.lane <= one.top
    if is_level and left < high + CLEAR and low < right + CLEAR:
        return True
    return (one.top >= other.lane and low - BY_A_LINE < one.at < high + BY_A_LINE) or (
        other.top >= one.lane and left - BY_A_LINE < other.at < right + BY_A_LINE
    )


def _extent(one: Raised) -> tuple[float, float]:
    return one.left, one.left + _width(one.flag, one.words)


def _width(flag: Flag, words: str) -> float:
    # Small letters are set to whole dots, and a line of them comes out a little wider.
    return 1.03 * max(text_width(line, size=SIZE, bold=flag.is_break) for line in words.split("\n"))
