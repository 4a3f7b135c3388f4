"""What `loss --attribute` tells: what each loss cost, and what each gain brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Alone, Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.views import titled
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.cli.options import Sides
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.rows import Rows
    from backchannel.losses.attribution import Attribution
    from backchannel.losses.costs import CauseRow, CostRow


def told_costs(
    data: Dataset, asked: Window, *, between: Sides, form: str | None, measure: str | None
) -> None:
    """Answer what each loss cost and each gain brought."""
    from backchannel.facts.scope import Scope
    from backchannel.losses.attribution import attribution
    from backchannel.losses.costs import COST_COLUMNS

    found = attribution(data, asked, between=between)
    come = attribution(data, asked, between=between, gains=True)
    scope = Scope(found.between)
    days = f"{scope.in_words(data)}, {found.within.first} to {found.within.last}"
    (lost, causes), (gained, because) = _listed(found, measure), _listed(come, measure)
    question = {
        "from": str(found.within.first), "to": str(found.within.last),
        "between": list(found.between), "view": data.view.to_dict(),
        "total": found.total, "total_low": found.total_low, "total_high": found.total_high,
    }  # fmt: skip
    stopped = _which(lost, "stopped in these days and not usable on the last")
    opened = _which(gained, "opened or restored in these days and usable on the last")
    tables = (
        (f"What losses cost{stopped}", "by loss", lost, False),
        ("What losses cost", "by disruption", causes, False),
        (f"What gains brought{opened}", "by gain", gained, True),
        ("What gains brought", "by disruption", because, True),
    )
    answer = Answer(
        whole={
            **question, "rows": lost.to_dicts(), "causes": causes.to_dicts(),
            "total_gained": come.total,
            "total_gained_low": come.total_low, "total_gained_high": come.total_high,
            "gained": gained.to_dicts(), "gained_causes": because.to_dicts(),
        },
        rows=[*lost.to_dicts(), *gained.to_dicts()],
        columns=COST_COLUMNS,
        people=lambda: [
            TitledTable(
                f"{titled(f'{what} {days}', data.view)}: {kind}",
                [_cost(data, row, gained=is_gain) for row in rows],
            )
            for what, kind, rows, is_gain in tables
            if gained or kind != "by disruption" or not is_gain
        ],
        scope=titled(f"What losses cost and gains brought {days}", data.view),
    )  # fmt: skip
    write(answer, form)
    note_coverage(data, asked, scope)
    if len({row.id for row in causes}) > 1:
        talk(
            "by disruption: what the losses cost that a source puts down to it. These costs do "
            "not add up: a loss with two causes counts with both, and what an answer cost is not "
            "in the cost of what it answers"
        )
    if lost:
        talk(
            f"of {lost[0].of:.3g}, say: what there would be on {found.within.last} had none of "
            "these losses come, by what was surely or presumably usable; a share is a part of that"
        )
    if gained:
        talk(f"of, for a gain: what there is on {found.within.last}")
    if back := _usable_before(data, {row.id for row in gained}, found.within):
        talk(
            "usable before these days, too, so that they are back from a stop within them, which "
            f"`backchannel lost` calls interrupted: {', '.join(back)}"
        )
    talk(
        "what only went out of sight is no loss and has no cost, and what only came into view is "
        "no gain; `backchannel lost` names them"
    )
    if lost:
        talk(
            "other counts of losses: `loss` without `--attribute` has those of a known day, each "
            "time, also of what is back on the last; `backchannel lost` those that were usable on "
            "the first day and are still known to be stopped on the last"
        )


def _listed(found: Attribution, measure: str | None) -> tuple[Rows[CostRow], Rows[CauseRow]]:
    """Return the rows by channel and by disruption, of one measure if one is asked for."""
    from backchannel.facts.rows import Rows

    def wanted(row: CostRow | CauseRow) -> bool:
        return measure in (None, row.measure)

    return Rows(filter(wanted, found.rows)), Rows(filter(wanted, found.causes))


def _which(rows: Rows[CostRow], how: str) -> str:
    """Say in brackets how many losses or gains these are, and what counts as one."""
    number = len({row.id for row in rows})
    return f" ({count(number, 'channel')} {how})" if number else ""


def _usable_before(data: Dataset, gained: Iterable[str], within: Window) -> list[str]:
    """Return what could be used on the day before some days, though it was gained in them."""
    from datetime import timedelta

    from backchannel.verdicts.course import course

    if within.first <= data.start:
        return []
    eve = within.first - timedelta(days=1)
    return sorted(one for one in gained if course(data)[one].on(eve).holds_usable)


def _cost(data: Dataset, row: CostRow | CauseRow, *, gained: bool) -> dict[str, Any]:
    from backchannel.losses.costs import CostRow
    from backchannel.losses.measures import MEASURES

    # Costs are below 0; in a table one reads how much was taken or brought, and of how much.
    sign = 1.0 if gained else -1.0

    def ranged(told: str, low: float, high: float) -> str:
        ends = [f"{end:.3g}" for end in sorted((0.0 + sign * low, 0.0 + sign * high))]
        return Alone(told) if ends[0] == ends[1] else f"{told} ({' to '.join(ends)})"

    if isinstance(row, CostRow):
        alone, extent, shares = row.alone, (row.alone_low, row.alone_high), (row.low, row.high)
    else:
        alone, extent, shares = row.cost, (row.low, row.high), (row.shapley_low, row.shapley_high)
    more = "fewer" if gained else "more"
    without = f"{sign * alone:.3g} {more}" if alone else f"no {more}"
    return {
        **_what(data, row, gained=gained),
        "measure": MEASURES[row.measure].label,
        "without it there would be": ranged(without, *extent),
        "its share": ranged(f"{0.0 + sign * row.shapley:.3g} of {row.of:.3g}", *shares),
    }


def _what(data: Dataset, row: CostRow | CauseRow, *, gained: bool) -> dict[str, Any]:
    """Name what was lost or gained, or the disruption with what it answers, and say when it was."""
    from backchannel.dates.words import in_words
    from backchannel.facts.names import label
    from backchannel.losses.costs import CostRow
    from backchannel.output.tables import Named
    from backchannel.verdicts.acts import act_in_words, in_answer_to

    if isinstance(row, CostRow):
        name = "gained" if gained else "lost"
        return {name: Named(label(data, row.id), row.id), "when": row.when}
    record = data.disruptions[row.id]
    act = f"{act_in_words(data, record)}{in_answer_to(data, record)}"
    return {"disruption": Named(act, row.id), "when": in_words(row.start)}
