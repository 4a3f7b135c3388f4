"""What `loss --attribute` tells: what each loss cost, and what each gain brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.views import titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.cli.options import Sides
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.attribution import Attribution


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
        "between": list(found.between), "view": data.view.to_dict(), "total": found.total,
    }  # fmt: skip
    tables = (
        ("What losses cost", "by loss", lost, False),
        ("What losses cost", "by disruption", causes, False),
        ("What gains brought", "by gain", gained, True),
        ("What gains brought", "by disruption", because, True),
    )
    answer = Answer(
        whole={
            **question, "rows": lost, "causes": causes,
            "total_gained": come.total, "gained": gained, "gained_causes": because,
        },
        rows=[*lost, *gained],
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
    if lost:
        talk(f"of: what there would be on {found.within.last} had none of these losses come")
    if gained:
        talk(f"of, for a gain: what there is on {found.within.last}")
    if back := _usable_before(data, {row["id"] for row in gained}, found.within):
        talk(
            "usable before these days, too, so that they are back from a stop within them, which "
            f"`backchannel lost` calls interrupted: {', '.join(back)}"
        )
    talk(
        "what only went out of sight is no loss and has no cost, and what only came into view is "
        "no gain; `backchannel lost` names them"
    )


def _listed(
    found: Attribution, measure: str | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows by channel and by disruption, of one measure if one is asked for."""
    rows, causes = (
        [row for row in listed.to_dicts() if measure in (None, row["measure"])]
        for listed in (found.rows, found.causes)
    )
    return rows, causes


def _usable_before(data: Dataset, gained: Iterable[str], within: Window) -> list[str]:
    """Return what could be used on the day before some days, though it was gained in them."""
    from datetime import timedelta

    from backchannel.verdicts.course import course

    if within.first <= data.start:
        return []
    eve = within.first - timedelta(days=1)
    return sorted(one for one in gained if course(data)[one].on(eve).holds_usable)


def _cost(data: Dataset, row: Mapping[str, Any], *, gained: bool) -> dict[str, Any]:
    from backchannel.facts.names import label
    from backchannel.losses.measures import MEASURES
    from backchannel.output.tables import Named

    # Costs are below 0; in a table one reads how much was taken or brought, and of how much.
    sign = 1.0 if gained else -1.0
    ends = ("low", "shapley", "high") if gained else ("high", "shapley", "low")
    low, share, high = (f"{0.0 + sign * row[name]:.3g}" for name in ends)
    is_channel = "alone" in row
    alone = sign * (row["alone"] if is_channel else row["cost"])
    # The range of a loss is that of its share, the range of a disruption that of its cost.
    extent = "" if low == high else f" ({low} to {high})"
    more = "fewer" if gained else "more"
    return {
        "gained" if gained else "lost": Named(label(data, row["id"]), row["id"]),
        "date": str(row.get("date") or row["start"]),
        "measure": MEASURES[row["measure"]].label,
        "without it there would be": (f"{alone:.3g} {more}" if alone else f"no {more}")
        + ("" if is_channel else extent),
        "its share": f"{share} of {row['of']:.3g}" + (extent if is_channel else ""),
    }
