"""The `loss` verb: what two sides could use from one time to another, and what was lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli.course import answer_of, notes
from backchannel.cli.options import As, Data, From, MaybeTo, PairFlag
from backchannel.cli.output import (
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
    from collections.abc import Callable, Mapping

    from backchannel.dates.period import Window


@with_view
def loss_verb(  # noqa: PLR0913 - the flags are those of the contract
    first: From,
    last: MaybeTo = None,
    *,
    between: PairFlag = None,
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
    events: Annotated[
        bool,
        typer.Option(
            "--events",
            help="Each change by day, channel and type: stopped, restored, opened, out of sight …",
        ),
    ] = False,
    months: Annotated[
        int | None,
        typer.Option(
            "--months",
            metavar="N",
            help="With `--substitution`: within how many months, 1 or more; 6 without it.",
        ),
    ] = None,
    draws: DrawsFlag = 0,
    seed: SeedFlag = 0,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Follow what two sides could use: channels, independent lines, reach, and the losses.

    It goes from day to day, from the first day of FROM to the last of TO, or of FROM without it:
    `2022` follows one year. A value holds until the next date. Without `--between` it is the
    package's own pair. With `--attribute`, what each loss cost alone, and its share of what all
    losses cost (Shapley); then the same of what was gained: channels that had been stopped and are
    usable in the end, also if they were usable before, so that `lost` calls them interrupted.

    Losses are not the same in all answers. Without a flag and with `--pace`: each time that a
    channel was stopped on a known day; `--events` lists these, and all else that happened to a
    channel. `--attribute`: channels stopped in these days, on a known day or not, and not usable
    on the last, even if nobody says by then that they still are stopped. `--robustness`: channels
    usable on the first day and stopped later. `lost`: usable at the first time and known to be
    stopped at the second. Which losses would end contact on one day, and which would each take a
    line: `whatif DAY --single-points`.

    A value can lie outside its draws (`--draws`, `--pace`): each draw fixes every date, so that
    more channels are known there. Draws range what the dates leave open, not the value.

    Example: backchannel loss 2021-12-31 2022-12-31 --between RUS USA
    """
    from backchannel.dates.period import Window, span
    from backchannel.facts.scope import Scope
    from backchannel.losses.course import loss
    from backchannel.losses.measures import MEASURES

    asked = span(first, last)
    other = _other_question(
        attribute=attribute, survival=survival, pace=pace, substitution=substitution,
        robustness=robustness, events=events,
    )  # fmt: skip
    if months is not None and other != "substitution":
        raise UsageFault("`--months` is about what opened after a stop; give `--substitution`")
    if other is not None:
        if draws or seed:
            raise UsageFault(
                f"`--draws` and `--seed` range the course of losses; leave out `--{other}`"
            )
        _answer_other(
            other, view, asked, data=data, between=between, form=form, measure=measure,
            months=months,
        )  # fmt: skip
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
    write(answer_of(seen, found, question, title), form)
    if days != f"{first} to {last or first}":
        talk("it was followed from day to day; `backchannel lost` compares two days")
    note_coverage(seen, Window(*asked), scope)
    for note in notes(seen, found):
        talk(note)


def _other_question(**asked: bool) -> str | None:
    """Return which of the questions beside the course of losses is asked; one at most."""
    given = [name for name, is_asked in asked.items() if is_asked]
    if len(given) > 1:
        flags = " and ".join(f"`--{name}`" for name in given[:2])
        raise UsageFault(f"{flags} are two questions; give one of them")
    return given[0] if given else None


def _answer_other(
    other: str,
    view: View,
    asked: Window,
    *,
    data: str | None,
    measure: str | None,
    months: int | None,
    **how: Any,
) -> None:
    """Answer a question beside the course of losses."""
    from backchannel.cli import costs, course, patterns, survival
    from backchannel.losses.attribution import ATTRIBUTED
    from backchannel.scenarios.standing import MEASURED

    measured = {"attribute": ATTRIBUTED, "robustness": MEASURED}
    if measure is not None and other not in measured:
        raise UsageFault(f"`--{other}` follows channels and takes no `--measure`; leave one out")
    if measure is not None:
        one_of("measure", measure, measured[other])
    answers: Mapping[str, Callable[..., None]] = {
        "attribute": partial(costs.told_costs, measure=measure),
        "survival": survival.told_survival,
        "events": course.told_events,
        "pace": patterns.told_pace,
        "substitution": partial(patterns.told_substitution, months=months),
        "robustness": partial(patterns.told_robustness, measure=measure),
    }
    answers[other](viewed(data, view), asked, **how)


VERBS: Mapping[str, Callable[..., None]] = {"loss": loss_verb}
