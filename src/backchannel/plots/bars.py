"""The bars of a timeline: one for each run of days on which the verdict is the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.collections import PolyCollection

from backchannel.output import palette
from backchannel.plots import style
from backchannel.plots.fading import EDGE, steps
from backchannel.plots.figure import day_number
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from backchannel.plots.fading import Fade
    from backchannel.plots.marks import ContactMark
    from backchannel.verdicts.course import Stretch
    from backchannel.verdicts.verdict import Verdict

Shapes = list[list[tuple[float, float]]]


class TimelineRow(NamedTuple):
    """A channel with what is drawn in its row."""

    channel: str
    name: str
    family: str
    stretches: Sequence[Stretch]
    fades: Sequence[Fade]
    """The days in which a bar may begin or end."""
    marks: Sequence[ContactMark]


def draw_bars(axes: Axes, rows: Mapping[int, TimelineRow]) -> None:
    """
    Draw the verdicts of each row; what is unknown stays white.

    All bars of one verdict are one artist: a single one for each would take seconds.
    """
    bars: dict[Verdict, Shapes] = defaultdict(list)
    fading: dict[Verdict, Shapes] = defaultdict(list)
    shades: dict[Verdict, tuple[Shapes, list[str]]] = defaultdict(lambda: ([], []))
    for height, row in rows.items():
        for stretch in row.stretches:
            verdict = stretch.verdict
            if verdict.word is Word.UNKNOWN:
                continue
            fade = _fade_of(stretch, row.fades)
            (fading if fade else bars)[verdict].append(_bar(height, verdict, *_ends(stretch)))
            for left, right, white in _shades(stretch, fade) if fade else ():
                shapes, colours = shades[verdict]
                shapes.append(_bar(height, verdict, left, right))
                colours.append(style.tint(palette.VERDICTS[verdict.word], white))
    for verdict in sorted({*bars, *fading}, key=str):
        look = style.look(verdict)
        if verdict in bars:
            # The outline keeps a single day visible where a year is a few dots wide.
            _add(axes, verdict, bars[verdict], facecolors=look.face, edgecolors=look.edge,
                 hatch=look.hatch, linewidths=0.8)  # fmt: skip
        if verdict in fading:
            shapes, colours = shades[verdict]
            _add(axes, verdict, shapes, facecolors=colours, linewidths=0, part=".shades")
            _add(axes, verdict, fading[verdict], facecolors="none", edgecolors=look.edge,
                 linewidths=EDGE, part=".fading")  # fmt: skip


def is_hatched(stretch: Stretch, fades: Sequence[Fade]) -> bool:
    """Say whether days are hatched, as they are near no day from or to which more is known."""
    return stretch.verdict.certainty == "possibly" and _fade_of(stretch, fades) is None


def _fade_of(stretch: Stretch, fades: Sequence[Fade]) -> Fade | None:
    if stretch.verdict.certainty != "possibly":
        return None
    first = stretch.first
    return next((one for one in fades if one.days.first <= first <= one.days.last), None)


def _shades(stretch: Stretch, fade: Fade) -> list[tuple[float, float, float]]:
    """Return the steps of a fading bar in the days of one of its verdicts, and their whites."""
    start, end = day_number(fade.days.first), day_number(fade.days.last) + 1
    least, most = _ends(stretch)
    cut = [
        (max(start + left * (end - start), least), min(start + right * (end - start), most), white)
        for left, right, white in steps(fade.before, fade.after)
    ]
    return [(left, right, white) for left, right, white in cut if left < right]


def _ends(stretch: Stretch) -> tuple[float, float]:
    return day_number(stretch.first), day_number(stretch.last) + 1


def _bar(row: int, verdict: Verdict, left: float, right: float) -> list[tuple[float, float]]:
    half = style.look(verdict).height / 2
    return [(left, row - half), (left, row + half), (right, row + half), (right, row - half)]


def _add(axes: Axes, verdict: Verdict, shapes: Shapes, *, part: str = "", **more: Any) -> None:
    gid = str(verdict).replace(", ", ".") + part
    zorder = 2 + style.look(verdict).order / 10
    axes.add_collection(PolyCollection(shapes, zorder=zorder, gid=gid, **more), autolim=False)
