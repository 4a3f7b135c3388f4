"""Single points of failure, and what would end contact, as `whatif --single-points` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Alone, Answer, TitledTable
from backchannel.cli.views import titled
from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.scope import Scope
from backchannel.facts.shown import First
from backchannel.losses.carriers import two_sides
from backchannel.losses.lines import independent_lines
from backchannel.messages import count
from backchannel.output.tables import Named
from backchannel.scenarios.points import Point, single_points

if TYPE_CHECKING:
    from datetime import date

    from backchannel.cli.options import Sides
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.lines import Lines

NO_RANGE = (
    "cuts, the things that each take a line, subjects and who is cut off are lists by what was "
    "surely or presumably usable: their numbers have no range"
)
"""Why some of the numbers stand alone."""

OLD_YEARS = 5
"""Evidence that is so many years older than the day asked about is said to be old."""

COLUMNS = ("list", *Point.__dataclass_fields__, "things")


def points(data: Dataset, on: date, between: Sides) -> tuple[Answer, tuple[str, str]]:
    """Answer what is a single point of failure on a day, with the sides it is about."""
    sides = two_sides(data, between)
    found = single_points(data, on, between=sides)
    scope = Scope(sides).in_words(data)
    title = titled(f"Single points of failure {scope}, {day_in_words(on)}", data.view)
    rows = found.to_dicts()
    lines = independent_lines(data, on, between=sides)
    ending = f"What would end contact {scope} (CSV and JSON list each thing)"
    return (
        Answer(
            whole={
                "day": str(on), "between": list(sides), "view": data.view.to_dict(),
                "points": rows,
                "lines": lines.to_dict(),
                "cuts": lines.cuts,
                "more_cuts": isinstance(lines.cuts, First),
                "lost_alone": lines.lost_alone,
                "silence": lines.silence,
            },
            rows=[
                *({"list": "points", **row} for row in rows),
                *({"list": "cuts", "things": list(cut)} for cut in lines.cuts),
                *({"list": "lost_alone", "id": one} for one in lines.lost_alone),
                *([{"list": "silence", "things": list(lines.silence)}] if lines.silence else []),
            ],
            columns=COLUMNS,
            people=lambda: [
                TitledTable(title, [_point(data, row, on=on) for row in found]),
                *([TitledTable(ending, _cuts(lines))] if lines.value else []),
            ],
            scope=title,
        ),
        sides,
    )  # fmt: skip


def _cuts(lines: Lines) -> list[dict[str, str]]:
    """Return for people how much has to be lost; which things, where not all are the same."""
    every = set(lines.cuts[0]).intersection(*lines.cuts)
    others = sorted(set().union(*lines.cuts) - every)
    number, size = f"{len(lines.cuts)}", len(lines.cuts[0])
    if isinstance(lines.cuts, First):
        number = f"the first {number}"
    rest = f"; {size - len(every)} of {', '.join(others)}" if others else ""
    rows = [
        ("independent lines", f"{lines.value} ({lines.low} to {lines.high})", ""),
        ("smallest cuts", number, f"{len(every)} in each{rest}"),
        ("things that each take a line", f"{len(lines.lost_alone)}", ""),
        ("losses until silence", _ranged(lines), "what shares a cause fails together"),
    ]
    return [{"what": what, "number": told, "of what": which} for what, told, which in rows]


def _ranged(lines: Lines) -> str:
    losses = lines.losses_until_silence
    return f"{losses.value} ({losses.low} to {losses.high})"


def _point(data: Dataset, row: Point, *, on: date) -> dict[str, Any]:
    """Return a point for people: what it is, since when nobody tells of it, what goes with it."""
    name = data.dependencies[row.id].on if row.id in data.dependencies else label(data, row.id)
    when = f", last reported on {day_in_words(row.last_told)}" if row.last_told else ""
    if row.last_told and (years := (on - row.last_told).days // 365) >= OLD_YEARS:
        when += f", {years} years before: it may have changed since"
    numbers = {"surely": row.surely, "presumably": len(row.channels) - row.surely}
    sure = ", ".join(f"{number} {how}" for how, number in numbers.items() if number)
    lines = "the last line" if row.ends_contact else count(row.lines, "line")
    is_same = row.lines_low == row.lines_high
    if not is_same:
        lines += f" ({row.lines_low} to {row.lines_high})"
    return {
        "if this falls": Named(name, row.id),
        "kind": f"{row.kind}{when}",
        "lost": (Alone if is_same else str)(
            f"{count(len(row.channels), 'channel')} ({sure}), {lines}"
        ),
        "last channel for": "; ".join(data.topics.get(one, one) for one in row.subjects),
        "cut off": str(len(row.cut_off)) if row.cut_off else "",
    }
