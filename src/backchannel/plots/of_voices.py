"""The picture of one day as either side tells it: two networks, or a list on narrow paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import Window
from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.plots import style
from backchannel.plots.figure import Head, Picture, picture, sheet, two_ends
from backchannel.plots.footnotes import NO_ROOM
from backchannel.plots.ledger import draw_ledger, ledger_in_words, ledger_keys, ledger_of
from backchannel.plots.lettering import key_rows_inches, legend_columns
from backchannel.plots.of_panels import Panels, panels_picture
from backchannel.plots.paper import NARROW, SCREEN, Paper
from backchannel.plots.voices import compared_in_words, contradicted_in_words, tellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.plots.panels import Panel

ROW_INCHES = (0.085, 0.125)
"""Height of a row of the networks: the least and the most."""

MARGIN = 0.12
"""What a list has free left and right of it, in inches."""

WORDS = 1.7
"""Height of all on the sheet of a list but the list and its legend, at the most."""

KEYS_ACROSS = 3


def disagreement_picture(
    data: Dataset, *, on: Day, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """
    Return what one side tells of a day beside what the other does.

    On wide paper these are two networks, on narrow paper a list of the channels on which they
    differ, since names and people have no room beside each other there.

    Raises
    ------
    UsageFault
        If all sides are asked for.
    """
    day, sides = one_day(on), two_ends(data, between)
    names = paper.labels(2.9)
    shown, told = tellings(data, day, sides=sides, width=(paper.width - 0.2 - names) / 2)
    head = Head(
        f"As each side tells it: {shown[0].network.pair}, {day_in_words(day)}",
        "A row is the same channel or actor on both. " + compared_in_words(told, shown[0].network),
        Window(day, day),
        "disagreement",
        paper,
    )
    if paper.width < NARROW:
        return _ledger_picture(data, head, shown, told)
    return panels_picture(data, head, shown, made=Panels(2, ROW_INCHES, names, stances=told))


def _ledger_picture(
    data: Dataset, head: Head, panels: Sequence[Panel], told: Mapping[str, str]
) -> Picture:
    paper, keys, network = head.paper, ledger_keys(), panels[0].network
    width = paper.width - 2 * MARGIN
    columns = legend_columns([str(key.get_label()) for key in keys], inches=width, most=KEYS_ACROSS)
    above = key_rows_inches(len(keys), columns, size=paper.legend_size) + 0.06
    rows = paper.rows(0.001, beside=WORDS + above)
    shown = ledger_of(panels, told, width=width, inches=None if rows is None else 0.001 * rows)
    head = head._replace(note=ledger_in_words(shown), kind="ledger")
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=0.2 + above + shown.inches, margins=(MARGIN, MARGIN, 0.2, above)
        )
        draw_ledger(shown, axes=axes)
        axes.legend(
            handles=keys, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=0
        )
        told_by = "; ".join(
            f"{panel.title[:1].lower()}{panel.title[1:]}, {panel.numbers}" for panel in panels
        )
        sentence = f"Channels between {network.pair} on {network.day}: {told_by}. "
        sentence += compared_in_words(told, network)
        return picture(
            data,
            figure,
            sentence + contradicted_in_words(data, told),
            head=head,
            channels=[row.channel for part in shown.parts for row in part.rows],
            named={NO_ROOM: shown.left_out},
        )
