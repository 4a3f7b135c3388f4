"""The `loss` verb: what two sides could use from one time to another, and what was lost."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli.options import As, BetweenFlag, Data, From, To
from backchannel.cli.output import (
    Answer,
    TitledTable,
    note_coverage,
    progress,
    talk,
    write,
)
from backchannel.cli.series import DrawsFlag, SeedFlag
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import UsageFault, one_of
from backchannel.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.changes import Event, FoundStopped
    from backchannel.losses.course import Loss, LossRow


@with_view
def loss_verb(  # noqa: PLR0913 - the flags are those of the contract
    first: From,
    last: To,
    *,
    between: BetweenFlag = None,
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure",
            metavar="NAME",
            help="Only this measure: channels, independent_lines, reach, efficiency …",
        ),
    ] = None,
    attribute: Annotated[
        bool,
        typer.Option("--attribute", help="What each loss cost, and each gain brought."),
    ] = False,
    survival: Annotated[
        bool, typer.Option("--survival", help="How long channels last, by type, within these days.")
    ] = False,
    pace: Annotated[
        bool, typer.Option("--pace", help="When losses came faster or slower (change points).")
    ] = False,
    substitution: Annotated[
        bool, typer.Option("--substitution", help="What opened after something else had stopped.")
    ] = False,
    robustness: Annotated[
        bool,
        typer.Option(
            "--robustness", help="The losses in the order observed, at random, the greatest first."
        ),
    ] = False,
    draws: DrawsFlag = 0,
    seed: SeedFlag = 0,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Follow what two sides could use: channels, independent lines, reach, and the losses.

    It goes from day to day, from the first day of FROM to the last of TO: `2022 2022` follows one
    year. A value holds until the next date. Without `--between` it is the package's own pair. With
    `--attribute`, what each loss cost alone, and its share of what all losses cost (Shapley); then
    the same of what was gained: channels that had been stopped and are usable in the end, also if
    they were usable before, so that `lost` calls them interrupted.

    Example: backchannel loss 2021-12-31 2022-12-31 --between RUS USA
    """
    from backchannel.dates.period import Window, span
    from backchannel.facts.scope import Scope
    from backchannel.losses.course import loss
    from backchannel.losses.measures import LINES_BEYOND_CHANNELS, MEASURES

    asked = span(first, last)
    other = _other_question(
        attribute=attribute, survival=survival, pace=pace, substitution=substitution,
        robustness=robustness,
    )  # fmt: skip
    if other is not None:
        if draws or seed:
            raise UsageFault(
                f"`--draws` and `--seed` range the course of losses; leave out `--{other}`"
            )
        _answer_other(other, view, asked, data=data, between=between, form=form, measure=measure)
        return
    measures = [one_of("measure", measure, MEASURES)] if measure is not None else None
    seen = viewed(data, view)
    found = loss(
        seen, asked, asked, between=between, measures=measures, draws=draws, seed=seed,
        progress=progress(),
    )  # fmt: skip
    scope = Scope(found.between)
    question = {
        "from": str(found.within.first), "to": str(found.within.last),
        "between": list(found.between), **({"draws": draws, "seed": seed} if draws else {}),
        "view": seen.view.to_dict(),
    }  # fmt: skip
    days = f"{found.within.first} to {found.within.last}"
    title = titled(f"Loss {scope.in_words(seen)}, {days}", seen.view)
    write(_answer(seen, found, question, title), form)
    if days != f"{first} to {last}":
        talk("it was followed from day to day; `backchannel lost` compares two days")
    note_coverage(seen, Window(*asked), scope)
    if _has_more_lines(found):
        talk(LINES_BEYOND_CHANNELS)
    happened = Counter(event.change for event in found.events)
    if happened:
        told = sorted(happened.items(), key=lambda kind: (-kind[1], kind[0]))
        talk(", ".join(f"{number} {change.replace('_', ' ')}" for change, number in told))
    if late := len(found.found_stopped):
        talk(
            f"of those out of sight {late} {'was' if late == 1 else 'were'} found stopped later in "
            "these days: nobody has the day of the stop, or nothing is presumed to go on until it. "
            "They are losses of no day; `backchannel lost` calls lost what is usable on the first "
            "day and stopped on the last, and `--attribute` tells what that cost"
        )


def _other_question(**asked: bool) -> str | None:
    """Return which of the questions beside the course of losses is asked; one at most."""
    given = [name for name, is_asked in asked.items() if is_asked]
    if len(given) > 1:
        flags = " and ".join(f"`--{name}`" for name in given[:2])
        raise UsageFault(f"{flags} are two questions; give one of them")
    return given[0] if given else None


def _answer_other(
    other: str, view: View, asked: Window, *, data: str | None, measure: str | None, **how: Any
) -> None:
    """Answer a question beside the course of losses."""
    from backchannel.cli import costs, patterns
    from backchannel.losses.attribution import ATTRIBUTED
    from backchannel.scenarios.standing import MEASURED

    measured = {"attribute": ATTRIBUTED, "robustness": MEASURED}
    if measure is not None and other not in measured:
        raise UsageFault(f"`--{other}` follows channels and takes no `--measure`; leave one out")
    if measure is not None:
        one_of("measure", measure, measured[other])
    answers: Mapping[str, Callable[..., None]] = {
        "attribute": partial(costs.told_costs, measure=measure),
        "survival": patterns.told_survival,
        "pace": patterns.told_pace,
        "substitution": patterns.told_substitution,
        "robustness": partial(patterns.told_robustness, measure=measure),
    }
    answers[other](viewed(data, view), asked, **how)


VERBS: Mapping[str, Callable[..., None]] = {"loss": loss_verb}


def _answer(data: Dataset, found: Loss, question: Mapping[str, Any], title: str) -> Answer:
    def people() -> list[TitledTable]:
        from backchannel.losses.changes import LOSSES

        losses = [_event(data, event) for event in found.events if event.change in LOSSES]
        stopped = [_found_stopped(data, row) for row in found.found_stopped]
        late = f"{title}: out of sight, and found stopped later"
        return [
            TitledTable(f"{title}: measures", list(_measures(found))),
            *([TitledTable(f"{title}: what happened", _changes(found))] if found.changes else []),
            TitledTable(f"{title}: channels lost", losses),
            *([TitledTable(late, stopped)] if stopped else []),
        ]

    from backchannel.losses.course import DRAWN_COLUMNS, LOSS_COLUMNS

    is_drawn = "draws" in question
    rows = found.rows.to_dicts()
    return Answer(
        whole={
            **question,
            "rows": rows,
            "events": found.events.to_dicts(),
            "found_stopped": found.found_stopped.to_dicts(),
            **({"changes": found.changes.to_dicts()} if is_drawn else {}),
        },
        rows=rows,
        columns=DRAWN_COLUMNS if is_drawn else LOSS_COLUMNS,
        people=people,
        scope=title,
    )


def _measures(found: Loss) -> Iterator[dict[str, str]]:
    """Yield a row for each measure: at the start, at its worst, at the end."""
    from backchannel.losses.measures import MEASURES

    for name, measure in MEASURES.items():
        rows = [row for row in found.rows if row.measure == name]
        if not rows:
            continue
        known = [row for row in rows if row.value is not None]
        worst = measure.worst(known, key=_value, default=None)
        yield {
            "measure": measure.label,
            "start": _shown(rows[0]),
            "worst": f"{_shown(worst)} since {worst.date}" if worst else "",
            "end": _shown(rows[-1]),
        }


def _has_more_lines(found: Loss) -> bool:
    """Say whether on some day there are more independent lines than channels."""
    now: dict[str, float] = {}
    for _, rows in groupby(found.rows, key=lambda row: row.date):
        now |= {row.measure: _value(row) for row in rows}
        if now.get("independent_lines", 0) > now.get("channels", inf):
            return True
    return False


def _value(row: LossRow) -> float:
    return row.value or 0.0


def _shown(row: LossRow) -> str:
    """Show a value with its range, where it has one."""
    if row.value is None:
        return "none"
    low, value, high = (f"{number:.3g}" for number in (row.low, row.value, row.high))
    told = [] if low == high else [f"{low} to {high}"]
    drawn = getattr(row, "draw_low", None), getattr(row, "draw_high", None)
    if None not in drawn and drawn != (row.value, row.value):
        told.append("draws {:.3g} to {:.3g}".format(*drawn))
    return f"{value} ({'; '.join(told)})" if told else value


def _changes(found: Loss) -> list[dict[str, Any]]:
    return [
        {
            "what happened": row.change.replace("_", " "),
            "times": row.value,
            "in the draws": f"{row.draw_low} to {row.draw_high}",
        }
        for row in found.changes
    ]


def _event(data: Dataset, event: Event) -> dict[str, Any]:
    from backchannel.facts.names import label
    from backchannel.output.tables import Named

    return {
        "date": event.date.isoformat(),
        "channel": Named(label(data, event.id), event.id),
        "what happened": event.change,
        "before": event.before,
        "after": event.after,
    }


def _found_stopped(data: Dataset, row: FoundStopped) -> dict[str, Any]:
    from backchannel.facts.names import label
    from backchannel.output.tables import Named

    return {
        "out of sight since": row.out_of_sight.isoformat(),
        "channel": Named(label(data, row.id), row.id),
        "stopped by": row.stopped.isoformat(),
        "after": row.after,
    }
