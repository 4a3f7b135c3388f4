"""Patterns in losses, as `loss` answers them: pace, what opened instead, which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import (
    Alone,
    AloneInDraws,
    Answer,
    TitledTable,
    days_answered,
    note_coverage,
    talk,
    write,
)
from backchannel.cli.supposing import NAMES
from backchannel.cli.views import titled
from backchannel.dates.words import day_in_words
from backchannel.facts.scope import Scope
from backchannel.losses.carriers import two_sides
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from backchannel.cli.options import Sides
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.scenarios.breaks import Pace
    from backchannel.scenarios.robustness import Step
    from backchannel.scenarios.substitution import Substitute

ORDERS = ("observed", "random", "degree", "betweenness")
"""The orders of losses, as a table has them from left to right."""

MONTHS = 6
"""Within how many months after a closing an opening may have taken its place."""

SHIFTS = 999
DRAWS = 100
SEED = 0


def told_pace(data: Dataset, asked: Window, *, between: Sides, form: str | None) -> None:
    """Answer when losses came faster or slower."""
    from backchannel.scenarios.breaks import Pace, change_points

    found = change_points(data, asked, asked, between=between, draws=DRAWS, seed=SEED)
    rows = found.to_dicts()
    times = count(sum(row.losses for row in found), "time")
    _tell(
        data, asked, between, form, rows=rows,
        about=f"Pace of losses ({times} a channel was stopped on a known day)",
        columns=tuple(Pace.__dataclass_fields__),
        how={"every": "quarter", "draws": DRAWS, "seed": SEED},
        people=lambda: {"": [_pace(row) for row in found]},
    )  # fmt: skip
    if len(rows) == 1:
        talk("the pace did not change by more than chance")
    if any(not row.draw_low <= row.losses <= row.draw_high for row in found):
        talk(
            "the draws have other numbers of losses: what was stopped on a day that is not known "
            "first goes out of sight, which is no loss, and in a draw it has its day; the draws "
            "range what the dates leave open, not the number in the data"
        )
    if rows:
        talk("the range of the losses a year is that of the losses, over the same days")
    if len(rows) > 1:
        talk(
            f"begins here: in how many of {DRAWS} draws of the uncertain dates the pace changes "
            "there, to within a quarter; changes within: in how many it changes at another time "
            "of the row"
        )


def told_substitution(
    data: Dataset, asked: Window, *, between: Sides, form: str | None, months: int | None
) -> None:
    """Answer what opened after something else had stopped, more often than by chance."""
    from backchannel.scenarios.substitution import DRAWS, Substitute, substitution

    months = MONTHS if months is None else months
    found = substitution(
        data, asked, asked, between=between, months=months, shifts=SHIFTS, draws=DRAWS, seed=SEED
    )
    shown = [row for row in found if row.followed]
    _tell(
        data, asked, between, form,
        about=f"What opened within {count(months, 'month')} of a closing",
        rows=found.to_dicts(), columns=tuple(Substitute.__dataclass_fields__),
        how={"months": months, "shifts": SHIFTS, "draws": DRAWS, "seed": SEED},
        people=lambda: {"": [_pair(row) for row in shown]},
    )  # fmt: skip
    if not found:
        talk(
            "no two types to compare: nothing was stopped on a known day of these, "
            f"{count(months, 'month')} before their end, or nothing opened"
        )
        return
    surprising = sum(row.p_holm < 0.05 for row in found)
    talk(
        f"{count(len(found), 'pair')} of types, {len(found) - len(shown)} never so; corrected for "
        f"all of them (Holm), {surprising or 'none'} more often than by chance (p below 0.05). "
        f"Ranges: 5th to 95th percentile over {DRAWS} draws of the uncertain dates; how many "
        "closings there are, and how many would be followed by chance, are those of the data and "
        "have none"
    )
    if outside := _outside_their_draws(found):
        talk(outside)


def _outside_their_draws(found: Sequence[Substitute]) -> str:
    """Say of how many pairs a number lies outside its draws, and why; nothing if of none."""
    words = {"followed": "the number followed", "p": "p", "p_holm": "corrected p"}
    number = {
        name: sum(
            not getattr(row, f"{name}_low") <= getattr(row, name) <= getattr(row, f"{name}_high")
            for row in found
        )
        for name in words
    }
    told = [f"{word} in {number[name]}" for name, word in words.items() if number[name]]
    if not told:
        return ""
    return (
        f"outside their draws: {', '.join(told)} of {count(len(found), 'pair')}; what was stopped "
        "or opened on a day that is not known is no closing or opening in the data, and in a draw "
        "it has its day, so that pairs have other numbers of them there; the draws range what the "
        "dates leave open, not the number in the data"
    )


def told_robustness(
    data: Dataset, asked: Window, *, between: Sides, form: str | None, measure: str | None
) -> None:
    """Answer how the first day would have come apart, had its channels gone in another order."""
    from backchannel.scenarios.robustness import Step, robustness

    # A span that ends before the data begin has no first day of its own that they speak about.
    first = asked.first if asked.last < data.start else max(asked.first, data.start)
    last = max(min(asked.last, data.as_of), first)
    measures = ("independent_lines", "reach") if measure is None else (measure,)
    found = robustness(
        data, first, until=last, between=between, measures=measures, draws=DRAWS, seed=SEED
    )
    lost = max((step.lost for step in found), default=0)
    which = f" ({count(lost, 'channel')} usable on the first day and stopped later)" if lost else ""
    _tell(
        data, asked, between, form, about=f"What is left after each loss{which}",
        rows=found.to_dicts(), columns=tuple(Step.__dataclass_fields__),
        how={"draws": DRAWS, "seed": SEED}, people=lambda: _steps(data, found),
    )  # fmt: skip
    if not found:
        return
    if not any(step.lost for step in found):
        talk("none of the channels of the first day was stopped in these days")
        return
    talk(
        f"observed: the usable channels of {day_in_words(first)} as they were stopped by "
        f"{day_in_words(last)}; random: mean of {DRAWS} orders (5th to 95th percentile); the "
        "others take the most central first. The ranges of these three go from what was surely "
        "usable that day to what possibly was"
    )


def _tell(  # noqa: PLR0913 - the parts of an answer
    data: Dataset,
    asked: Window,
    between: Sides,
    form: str | None,
    *,
    about: str,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    how: Mapping[str, Any],
    people: Callable[[], Mapping[str, Sequence[Mapping[str, Any]]]],
) -> None:
    """Write an answer with its question; for people a table for each of what it is divided by."""
    sides = two_sides(data, between)
    scope = Scope(sides)
    first, last = days_answered(data, asked)
    title = titled(f"{about} {scope.in_words(data)}, {first} to {last}", data.view)
    question = {
        "from": str(first), "to": str(last), "between": list(sides), "view": data.view.to_dict(),
    }  # fmt: skip
    answer = Answer(
        whole={**question, **how, "rows": list(rows)},
        rows=rows,
        columns=columns,
        people=lambda: [
            TitledTable(f"{title}: {part}" if part else title, shown)
            for part, shown in people().items()
        ],
        scope=title,
    )
    write(answer, form)
    note_coverage(data, asked, scope)


def _pace(row: Pace) -> dict[str, str]:
    return {
        "from": day_in_words(row.first),
        "to": day_in_words(row.last),
        "losses": str(row.losses),
        "a year": f"{row.rate:.2g}",
        "losses in draws": str(row.draw_low)
        if row.draw_low == row.draw_high
        else f"{row.draw_low}–{row.draw_high}",
        "begins here": "" if row.begins is None else f"{row.begins:.0%}",
        "changes within": f"{row.divided:.0%}",
    }


def _pair(row: Substitute) -> dict[str, str]:
    return {
        "stopped": row.stopped,
        "opened": row.opened,
        "followed": _in_draws(row, "followed", f"{row.followed} of {row.closings}"),
        "by chance": f"{row.expected:.2g}",
        "p": _in_draws(row, "p", f"{row.p:.2g}"),
        "p, corrected": _in_draws(row, "p_holm", f"{row.p_holm:.2g}"),
    }


def _in_draws(row: Substitute, name: str, told: str) -> str:
    """Write a number with its range over the draws below, unless that is the number itself."""
    value, low, high = (getattr(row, name + end) for end in ("", "_low", "_high"))
    return AloneInDraws(told) if low == value == high else f"{told}\n{low:.2g}–{high:.2g}"


def _steps(data: Dataset, found: Iterable[Step]) -> dict[str, list[dict[str, str]]]:
    """Return for each measure a row for each number of losses, with what each order leaves."""
    from backchannel.facts.names import label

    by_place: dict[tuple[str, int], dict[str, Step]] = {}
    for row in found:
        by_place.setdefault((row.measure, row.lost), {})[row.order] = row
    tables: dict[str, list[dict[str, str]]] = {}
    for (measure, lost), steps in sorted(by_place.items()):
        gone = steps["observed"].channel
        tables.setdefault(NAMES[measure], []).append(
            {
                "lost": f"{lost}: {label(data, gone)}" if gone else str(lost),
                **{order: _left(steps[order]) for order in ORDERS},
            }
        )
    return tables or {"": []}


def _left(step: Step) -> str:
    if step.value is None or step.low is None or step.high is None:
        return "none" if step.value is None else f"{step.value:.3g}"
    if step.low < step.high:
        return f"{step.value:.3g}\n{step.low:.2g}–{step.high:.2g}"
    return (AloneInDraws if step.order == "random" else Alone)(f"{step.value:.3g}")
