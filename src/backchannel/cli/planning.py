"""Which reopenings would give back most, as `whatif --plan` has them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Answer, TitledTable
from backchannel.cli.supposing import NAMES, ranged
from backchannel.cli.views import titled
from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.scope import Scope
from backchannel.losses.carriers import two_sides
from backchannel.messages import count
from backchannel.scenarios.reopening import Reopening, reopenings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from backchannel.cli.options import Sides
    from backchannel.facts.dataset import Dataset

TRIED = (
    "tried is what is suspended that day, not what is closed, which ended, or unknown; `--reopen` "
    "takes any channel"
)
"""What a plan chooses from."""

NAMED = 6
"""Of what is equally good a table names so many channels, or half as many pairs; it counts all."""


def planned(data: Dataset, on: date, between: Sides) -> tuple[Answer, tuple[str, str]]:
    """Answer which reopenings would give back most, with the sides it is about."""
    sides = two_sides(data, between)
    found = reopenings(data, on, between=sides)
    asked = f"{Scope(sides).in_words(data)}, {day_in_words(on)}"
    title = titled(f"What to reopen first {asked}", data.view)
    rows = found.to_dicts()
    question = {"day": str(on), "between": list(sides), "view": data.view.to_dict()}
    return (
        Answer(
            whole={**question, "reopenings": rows},
            rows=rows,
            columns=tuple(part.name for part in fields(Reopening)),
            people=lambda: [TitledTable(title, [_row(data, tied) for tied in _together(found)])],
            scope=title,
        ),
        sides,
    )


def _together(found: Iterable[Reopening]) -> list[list[Reopening]]:
    """Put together what gives back equally much."""
    tied: dict[tuple[str, int], list[Reopening]] = {}
    for row in found:
        tied.setdefault((row.measure, row.size), []).append(row)
    return [*tied.values()]


def _row(data: Dataset, tied: Sequence[Reopening]) -> dict[str, Any]:
    first, told = tied[0], tied[: NAMED // tied[0].size]
    # What gives back equally much is so by what presumably is usable; ranges may differ.
    low, high = min(row.after_low for row in told), max(row.after_high for row in told)
    sets = [" with ".join(f"{label(data, one)} ({one})" for one in row.channels) for row in told]
    return {
        "gives back": NAMES[first.measure],
        "reopened": "\n".join(_choice(sets, first)),
        "before": ranged(first.before, first.before_low, first.before_high),
        "after": ranged(first.after, low, high),
    }


def _choice(sets: Sequence[str], best: Reopening) -> Iterable[str]:
    """Say first that several are equally good, so that none of them seems to be the choice."""
    number = best.tied
    if number > 1:
        either, both = ("either", "both") if number == 2 else ("any", "all")
        what = "pair" if best.size > 1 else "channel"
        yield f"{either} of {count(number, what)}, {both} as good:"
    yield from sets
    if number > len(sets):
        yield f"and {number - len(sets):,} more"
