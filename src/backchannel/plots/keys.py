"""What explains the bars and the marks of a timeline: only what there is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.plots import style
from backchannel.plots.bars import is_hatched
from backchannel.plots.fading import FadeHandler, FadeKey, fade_key
from backchannel.plots.marks import SHAPES, lines_of, marks_of
from backchannel.verdicts.verdict import CERTAINTIES, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.plots.timeline import Timeline

LEGEND_COLUMNS = 4

LOW = ("suspended", "closed")
"""The words of what is a low bar."""

FATE_WORDS: Mapping[str, tuple[str, str]] = {
    "held": ("contact held", "contact held"),
    "refused": ("refused", "refused"),
    "unanswered": ("unanswered", "unanswered"),
    "not-held": ("cancelled, avoided or none", "not held"),
}
"""What became of a contact → its words in a legend, and few words for it."""


def timeline_keys(shown: Timeline, *, short: bool = False) -> list[Artist]:
    """
    Return the keys of the bars and marks there are, few words each where it has to be `short`.

    What is only possible all the time is hatched, what fades is possibly so already, or still.
    """
    verdicts = {stretch.verdict for row in shown.rows for stretch in row.stretches}
    words, sure = {one.word for one in verdicts}, {one.certainty for one in verdicts}
    if not any(is_hatched(stretch, row.fades) for row in shown.rows for stretch in row.stretches):
        sure.discard("possibly")
    keys: list[Artist] = [
        style.key_of(
            style.look(Verdict(word, "surely")),
            f"{word} ({'low' if short else 'low bar'})" if word in LOW else word,
        )
        for word in style.SURELY
        if word in words
    ]
    keys += [style.certainty_key(one, short=short) for one in CERTAINTIES if one in sure]
    if any(row.fades for row in shown.rows):
        keys.append(fade_key("uncertain end" if short else "fading: an uncertain start or end"))
    if Word.CONTESTED in words:
        keys.append(style.contested_key(short=short))
    if Word.UNKNOWN in words:
        blank = style.Look(style.PAPER, style.GRID, "", 0, 0)
        keys.append(style.key_of(blank, "unknown" if short else "blank: unknown, no source says"))
    marks = [mark for row in shown.rows for mark in row.marks]
    fates = {mark.fate for mark in marks if not (mark.is_line and mark.fate == "held")}
    keys += [
        marks_of([], [], fate=fate, label=FATE_WORDS[fate][short])
        for fate in SHAPES
        if fate in fates
    ]
    if any(mark.is_line for mark in marks):
        keys.append(
            lines_of([], [], label="days not known" if short else "contacts, days not known")
        )
    return keys


def timeline_legend(
    shown: Timeline, *, axes: Axes, columns: int = LEGEND_COLUMNS, short: bool = False
) -> None:
    """Explain bars and marks above the axes."""
    axes.legend(
        handles=timeline_keys(shown, short=short),
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=columns,
        columnspacing=1.4,
        borderaxespad=0.3,
        handler_map={FadeKey: FadeHandler()},
    )
