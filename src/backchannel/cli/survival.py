"""How long channels last, as `loss --survival` answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import (
    Answer,
    TitledTable,
    days_answered,
    note_coverage,
    talk,
    write,
)
from backchannel.cli.views import titled
from backchannel.facts.scope import Scope
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.cli.options import Sides
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.survival import Survival


def told_survival(data: Dataset, asked: Window, *, between: Sides, form: str | None) -> None:
    """Answer how long channels last: those of the days asked about, followed within them."""
    from dataclasses import replace

    from backchannel.losses.survival import FEW, survival

    first, last = days_answered(data, asked)
    is_known = data.start <= first and last <= data.as_of
    cut = replace(data, start=first, as_of=last) if is_known else data
    found = survival(cut, between=between)
    logrank = found.logrank if is_known else None
    scope = Scope(found.between)
    title = titled(f"Survival of channels {scope.in_words(data)}, {first} to {last}", data.view)
    counted = found.rows.to_dicts() if is_known else []
    rows = [row for row in counted if row["at_risk"]]
    answer = Answer(
        whole={
            "from": str(first), "to": str(last), "between": list(found.between),
            "view": data.view.to_dict(), "rows": rows,
            "logrank": logrank._asdict() if logrank else None,
        },
        rows=rows,
        columns=("type", "years", "survival", "low", "high", "at_risk"),
        people=lambda: [
            TitledTable(
                f"{title}: by type", [_summed(found, name) for name in found.lives] if rows else []
            ),
            TitledTable(f"{title}: by age", [*map(_aged, rows)]),
        ],
        scope=title,
    )  # fmt: skip
    write(answer, form)
    if len(rows) < len(counted):
        talk("ages at which nobody was watched have no row, since nothing is known of them")
    if rows:
        talk(
            "counted are stretches, times through which a channel was watched as usable: one "
            f"channel can have several. Where fewer than {FEW} are at risk, one stop weighs so "
            "much that a share says little: 0 there does not mean that no channel works. Ranges "
            "are those of the draws of the uncertain dates; how many were watched, at risk and "
            "stopped are medians over them"
        )
    if logrank:
        talk(logrank.in_words())
    note_coverage(data, asked, scope)


def _summed(found: Survival, name: str) -> dict[str, str]:
    """Return the row of a type: how much was watched, when half were stopped, what is left."""
    from backchannel.losses.survival import FEW

    stretches, stops = found.lives[name]
    rows = [row for row in found.rows if row.type == name]
    # The library takes logarithms: a half comes out a little above it.
    half = next((row for row in rows if round(row.survival, 9) <= 0.5 and stops), None)
    few = next((row.years for row in rows if row.at_risk < FEW), None)
    unsure = ", few at risk" if half and few is not None and half.years > few else ""
    last = next((row for row in reversed(rows) if row.at_risk), None)
    left = (
        f"{last.survival:.0%} at {count(last.years, 'year')} ({last.at_risk} at risk)"
        if last
        else "nobody watched at a full year"
    )
    return {
        "type": name,
        "stretches": str(stretches),
        "stopped": str(stops),
        "half stopped by": count(half.years, "year") + unsure if half else "not reached",
        f"fewer than {FEW} at risk from": "no age" if few is None else count(few, "year"),
        "not stopped at the last age": left,
    }


def _aged(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row by age with no more digits than a reader can use."""
    return {**row, **{name: f"{row[name]:.3g}" for name in ("survival", "low", "high")}}
