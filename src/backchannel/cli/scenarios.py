"""Verbs that ask what if, and how firm: whatif, sensitivity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from backchannel.cli.options import (
    As,
    BetweenFlag,
    Data,
    DayArgument,
    Everything,
    PairFlag,
    RuleName,
    TypeName,
    WhenArgument,
    whole_number,
)
from backchannel.cli.output import note_coverage, talk, write
from backchannel.cli.source import scope_of
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import UsageFault, one_of
from backchannel.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_DRAWS = 100_000


@with_view
def sensitivity_verb(  # noqa: PLR0913 - the flags are those of `open`, and how it is tried
    when: WhenArgument,
    *,
    between: BetweenFlag = None,
    kind: TypeName = None,
    rule: RuleName = "any",
    everything: Everything = False,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel", metavar="ID", help="Only this channel, and what its verdict turns into."
        ),
    ] = None,
    draws: Annotated[
        str, typer.Option("--draws", metavar="N", help="How many times dates are drawn.")
    ] = "200",
    seed: Annotated[
        str, typer.Option("--seed", metavar="N", help="The seed of the first draw.")
    ] = "0",
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Say how firm each verdict is: what would change it.

    Of each channel it says in what share of random draws of the uncertain dates its verdict stays,
    which one source its verdict hangs on, and how many days must be presumed for it to be so.

    Example: backchannel sensitivity 2022-02-01 --between RUS USA --type hotline
    """
    from backchannel.cli import firmness
    from backchannel.dates.period import window
    from backchannel.dates.words import in_words
    from backchannel.facts.names import label, resolve
    from backchannel.scenarios.sensitivity import sensitivity
    from backchannel.verdicts.course import Rule

    days = window(when)
    chosen: Rule = one_of("rule", rule, get_args(Rule))
    if channel is not None and (between or kind):
        raise UsageFault("--channel names one channel; leave out --between and --type")
    number, first = whole_number("--draws", draws, most=MOST_DRAWS), whole_number("--seed", seed)
    seen = viewed(data, view, kind)
    scope = scope_of(seen, between)
    found = sensitivity(
        seen, days, rule=chosen, between=scope,
        everything=everything, channel=channel, draws=number, seed=first,
    )  # fmt: skip
    question: dict[str, Any] = {
        "when": when, "rule": rule, "from": str(days.first), "to": str(days.last),
        "between": list(between) if between else None, "type": kind, "draws": number, "seed": first,
        "view": seen.view.to_dict(),
    }  # fmt: skip
    whose = f"channels {scope.in_words(seen)}"
    if channel is not None:
        question["channel"] = resolve(seen, channel, "channels")
        whose = label(seen, question["channel"])
    title = titled(f"How firm: {whose}, {in_words(when)}", seen.view)
    write(firmness.answer(seen, found, question, title), form)
    note_coverage(seen, days, scope)
    talk(firmness.in_short(found, number))


@with_view
def whatif_verb(  # noqa: PLR0913 - the flags are those of the contract
    day: DayArgument,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="ID…",
            help="What falls away: channels, actors, sources, or what channels depend on.",
        ),
    ] = None,
    reopen: Annotated[
        list[str] | None,
        typer.Option(
            "--reopen",
            metavar="ID…",
            help="What works again: channels, what they depend on; disruptions that are lifted.",
        ),
    ] = None,
    plan: Annotated[
        bool,
        typer.Option(
            "--plan",
            help="Which one or two of the suspended channels would give back most if reopened.",
        ),
    ] = False,
    single_points: Annotated[
        bool,
        typer.Option(
            "--single-points",
            help="What takes more along than itself, or the last of something; and the smallest "
            "sets of losses that end contact.",
        ),
    ] = False,
    between: PairFlag = None,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Say what would be left on a day without some things, or with some that work again.

    Told are what falls with them, through dependencies, shared persons and go-betweens; who is cut
    off; subjects without a channel; channels, independent lines and reach, before and after.

    Example: backchannel whatif 2022-02-01 --without victoria-nuland "New START treaty of 2010"
    """
    from backchannel.cli import failing, planning, supposing
    from backchannel.dates.period import Window
    from backchannel.dates.period import day as one_day
    from backchannel.facts.scope import Scope

    asked = one_day(day)
    _check_whatif(plan=plan, single_points=single_points, is_named=bool(without or reopen))
    seen = viewed(data, view)
    if single_points:
        answer, sides = failing.points(seen, asked, between)
    elif plan:
        answer, sides = planning.planned(seen, asked, between)
    else:
        answer, sides = supposing.supposed(
            seen, asked, between, without=without or (), reopen=reopen or ()
        )
    write(answer, form)
    if single_points:
        talk(
            "what channels depend on has no dates: a law or agreement that has ended counts too, "
            "so see when it was last reported"
        )
        talk(failing.NO_RANGE)
    elif plan:
        talk(planning.TRIED)
    note_coverage(seen, Window(asked, asked), Scope(sides))


def _check_whatif(*, plan: bool, single_points: bool, is_named: bool) -> None:
    """Refuse two questions at once."""
    if plan and single_points:
        raise UsageFault("--plan and --single-points are two questions; ask one")
    for flag, what in (("--plan", "to reopen"), ("--single-points", "must not fall")):
        if is_named and (plan if flag == "--plan" else single_points):
            raise UsageFault(
                f"{flag} looks for what {what}; give it without --without and --reopen"
            )


VERBS: Mapping[str, Callable[..., None]] = {
    "sensitivity": sensitivity_verb,
    "whatif": whatif_verb,
}
