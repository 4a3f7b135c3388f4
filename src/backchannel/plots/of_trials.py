"""Pictures of what was tried: what each loss cost, how firm verdicts are, what chance would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import Window, window
from backchannel.dates.period import day as one_day
from backchannel.dates.words import day_in_words
from backchannel.facts.scope import Scope, asked
from backchannel.plots import costs, falling, firm, style, substitutes
from backchannel.plots.figure import Head, Picture, known_days, picture, sheet, two_ends
from backchannel.plots.footnotes import NO_ROOM
from backchannel.plots.lettering import fitted, key_rows_inches, legend_columns, legend_inches
from backchannel.plots.of_spans import days_in_words
from backchannel.plots.paper import NARROW, SCREEN, Paper
from backchannel.scenarios.robustness import robustness
from backchannel.scenarios.substitution import substitution

if TYPE_CHECKING:
    from backchannel.dates.period import Day, When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between

STANDING = ("reach", "subjects")
"""What a picture of robustness asks of what is left."""

CELL = (0.36, 0.19)
"""Width and height of a square of the table of types, in inches."""

ORDERS = 100
"""How many random orders are drawn."""


def attribution_picture(
    data: Dataset,
    within: When,
    *,
    measure: str = "reach",
    between: Between = None,
    paper: Paper = SCREEN,
) -> Picture:
    """
    Return what each loss of a period cost by one measure, and each disruption.

    Raises
    ------
    UnknownName
        If losses are not attributed by that measure, or a side is unknown.
    UsageFault
        If all sides are asked for, or the package has no pair of its own.
    """
    within = window(within)
    beside = 2.5 if paper.is_column else 3.2 if paper.width >= NARROW else 4.4
    most = paper.rows(0.27, beside=beside)
    shown = costs.costs_of(
        data, within, measure=measure, between=between,
        most=min(costs.MOST_OF_A_GROUP, most // 2 - 1) if most else costs.MOST_OF_A_GROUP,
    )  # fmt: skip
    note = (
        f"Counted on {day_in_words(shown.within.last)}. A loss is a channel that was suspended or "
        "closed in these days and is not back; going out of sight is not counted as a loss."
    )
    head = Head(
        f"What losses cost: channels {Scope(shown.between).in_words(data)}, "
        f"{days_in_words(within)}",
        note + costs.left_out_in_words(shown),
        within,
        "attribution",
        paper,
    )
    left, size = paper.labels(3.3) if shown.lines else 0.2, 7 if paper.is_column else 8
    keys = costs.costs_keys() if shown.lines else []
    names = [str(key.get_label()) for key in keys]
    columns = legend_columns(names, inches=paper.width - 0.4, most=3, size=paper.legend_size)
    legend = 0.1 + key_rows_inches(len(keys), columns, size=paper.legend_size)
    rows = len(shown.lines) + len(shown.left_out)
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=0.95 + legend + 0.27 * rows,
            margins=(left, 0.45 if shown.has_shares else 0.2, 0.85, legend),
        )  # fmt: skip
        costs.draw_costs(shown, axes=axes, labels=left - 0.15)
        axes.xaxis.label.set_text(
            fitted(axes.get_xlabel(), inches=paper.width - left - 0.3, size=size, lines=4)
        )
        axes.xaxis.label.set_fontsize(size)
        figure.legend(
            handles=keys, loc="lower left", ncols=columns, borderaxespad=0,
            bbox_to_anchor=(0.12 / paper.width, axes.get_position().y1),
        )  # fmt: skip
        channels = [line.id for line in shown.lines if line.group == "loss"]
        return picture(data, figure, costs.describe_costs(shown), head=head, channels=channels)


def sensitivity_picture(
    data: Dataset, when: When, *, between: Between = None, paper: Paper = SCREEN
) -> Picture:
    """Return which verdicts of some days hang on dates, on one source, or on presumption."""
    within, scope = window(when), asked(data, between)
    is_wide = paper.width >= NARROW
    above, pitch = (0.5, 0.27) if is_wide else (0.85, 0.37)
    most = paper.rows(pitch, beside=above + 1.6)
    shown = firm.firmness_of(data, within=within, scope=scope, most=most or firm.MOST_ROWS)
    left_out = (
        f" No room was left for {len(shown.left_out)} that hang on fewest, which the caption names."
        if shown.left_out
        else ""
    )
    head = Head(
        f"How firm the verdicts are: channels {scope.in_words(data)}, {days_in_words(within)}",
        "A filled mark: the verdict would change with other dates, without one source or group of "
        "sources, or if less were presumed; an open one: it would not. Verdicts that hang on none "
        f"of the three have no row: {shown.firm}.{left_out}",
        within,
        "sensitivity",
        paper,
    )
    left = paper.labels(3.3)
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=0.35 + above + pitch * max(len(shown.rows), 4),
            margins=(left, 0.2, 0.35, above),
        )  # fmt: skip
        firm.draw_firmness(shown, axes=axes, labels=left - 0.15, lines=1 if is_wide else 2)
        channels = [row.id for row in shown.rows]
        said = firm.describe_firmness(shown)
        return picture(
            data, figure, said, head=head, channels=channels, named={NO_ROOM: shown.left_out}
        )


def robustness_picture(
    data: Dataset,
    *,
    on: Day,
    until: Day | None = None,
    between: Between = None,
    paper: Paper = SCREEN,
) -> Picture:
    """Return how what is left of a day shrinks with each loss, as they came and in other orders."""
    day, sides = one_day(on), two_ends(data, between)
    until = max(day, data.as_of) if until is None else one_day(until)
    steps = robustness(data, day, until=until, between=sides, measures=STANDING, draws=ORDERS)
    known = known_days(data, Window(day, until))
    lost = [step.channel for step in steps if step.order == "observed" and step.channel]
    last = f", lost by {day_in_words(known.last)}" if known else ""
    # Where nothing was lost, one panel says so.
    measures = STANDING if lost else STANDING[:1]
    across = len(measures) if paper.width >= NARROW else 1
    down = -(-len(measures) // across)
    high = 2.1 if paper.is_column else 2.7
    columns = legend_columns(
        [curve.label for curve in falling.CURVES.values()], inches=paper.width - 0.4, most=2
    )
    legend = 0.12 + key_rows_inches(len(falling.CURVES), columns, size=paper.legend_size)
    head = Head(
        f"What later losses left: channels {Scope(sides).in_words(data)}, {day_in_words(day)}",
        f"The channels usable that day{last}, taken away one after another; then as many in other "
        f"orders, {ORDERS} of them random. Bars beside the ends are ranges: what is left of what "
        "was surely usable that day, up to what is left of what possibly was. Axes need not begin "
        "at 0.",
        Window(day, day),
        "robustness",
        paper,
    )
    with style.context(is_small=paper.is_column):
        figure, whole = sheet(
            data, head, height=0.2 + legend + high * down, margins=(0.1, 0.1, 0.2, legend)
        )
        whole.set_axis_off()
        place, width, height = whole.get_position(), paper.width, figure.get_figheight()
        for number, measure in enumerate(measures):
            row, column = divmod(number, across)
            part = figure.add_axes((
                place.x0 + column * place.width / across + 0.6 / width,
                place.y1 - ((row + 1) * high - 0.45) / height,
                place.width / across - 0.75 / width,
                (high - 0.6) / height,
            ))  # fmt: skip
            falling.draw_robustness(steps, measure=measure, axes=part)
        handles, labels = figure.axes[1].get_legend_handles_labels()
        whole.legend(
            handles, labels, loc="lower left", bbox_to_anchor=(0, 1), ncols=columns,
            handlelength=2.8, borderaxespad=0.2,
        )  # fmt: skip
        sentence = falling.describe_robustness(steps, day=day, measures=STANDING)
        return picture(data, figure, sentence, head=head, channels=set(lost))


def substitution_picture(
    data: Dataset,
    within: When,
    *,
    months: int = 6,
    between: Between = None,
    paper: Paper = SCREEN,
) -> Picture:
    """Return whether a channel opened after one stopped, type against type."""
    within, sides = window(within), two_ends(data, between)
    rows = substitution(data, within, within, between=sides, months=months, draws=0)
    left = 1.7 if rows else 0.2
    room = paper.width - left - 0.2
    known = known_days(data, within) or within
    shown = substitutes.substitutes_of(rows, within=known, months=months, most=int(room / CELL[0]))
    out = f" {shown.left_out} types that stopped less often are left out." if shown.left_out else ""
    head = Head(
        f"Did others open instead: channels {Scope(sides).in_words(data)}, {days_in_words(within)}",
        f"In a square: how many were followed within {months} months by a channel that opened, of "
        f"how many that stopped. What chance would bring is found by shifting the openings. "
        f"Ranges over uncertain dates are told by “loss --substitution”.{out}",
        within,
        "substitution",
        paper,
    )
    keys = substitutes.substitutes_keys() if shown.stopped else []
    names = [str(key.get_label()) for key in keys]
    columns = legend_columns(names, inches=paper.width - 0.4, most=3, size=paper.legend_size)
    legend = 0.25 + legend_inches(len(keys), columns, most=3, size=paper.legend_size)
    number, top = max(len(shown.stopped), 1), substitutes.head_inches(shown)
    wide = min(0.62, room / number) * number if shown.stopped else room
    with style.context(is_small=paper.is_column):
        figure, axes = sheet(
            data, head, height=0.2 + top + legend + CELL[1] * max(len(shown.opened), 3),
            margins=(left, max(paper.width - left - wide, 0.1), 0.2, top + legend),
        )  # fmt: skip
        substitutes.draw_substitutes(shown, axes=axes)
        figure.legend(
            handles=keys, loc="lower left", ncols=columns, borderaxespad=0,
            bbox_to_anchor=(
                0.12 / paper.width, axes.get_position().y1 + (top + 0.1) / figure.get_figheight(),
            ),
        )  # fmt: skip
        return picture(
            data, figure, substitutes.describe_substitutes(shown), head=head,
            channels=Scope(sides).channels(data, within=known),
        )  # fmt: skip
