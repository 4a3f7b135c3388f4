"""Single points of failure, as `whatif --single-points` answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Answer, TitledTable
from backchannel.cli.views import titled
from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.scope import Scope
from backchannel.losses.carriers import two_sides
from backchannel.messages import count
from backchannel.output.tables import Named
from backchannel.scenarios.points import Point, single_points

if TYPE_CHECKING:
    from datetime import date

    from backchannel.cli.options import Sides
    from backchannel.facts.dataset import Dataset


def points(data: Dataset, on: date, between: Sides) -> tuple[Answer, tuple[str, str]]:
    """Answer what is a single point of failure on a day, with the sides it is about."""
    sides = two_sides(data, between)
    found = single_points(data, on, between=sides)
    scope = Scope(sides).in_words(data)
    title = titled(f"Single points of failure {scope}, {day_in_words(on)}", data.view)
    rows = found.to_dicts()
    return (
        Answer(
            whole={
                "day": str(on), "between": list(sides), "view": data.view.to_dict(),
                "points": rows,
            },
            rows=rows,
            columns=tuple(Point.__dataclass_fields__),
            people=lambda: [TitledTable(title, [_point(data, row) for row in found])],
            scope=title,
        ),
        sides,
    )  # fmt: skip


def _point(data: Dataset, row: Point) -> dict[str, Any]:
    """Return a point for people: what it is, and what goes with it."""
    name = data.dependencies[row.id].on if row.id in data.dependencies else label(data, row.id)
    when = day_in_words(row.last_told) if row.last_told else ""
    numbers = {"surely": row.surely, "presumably": len(row.channels) - row.surely}
    sure = ", ".join(f"{number} {how}" for how, number in numbers.items() if number)
    lines = "the last line" if row.ends_contact else count(row.lines, "line")
    return {
        "if this falls": Named(name, row.id),
        "kind": f"{row.kind}, last told of {when}" if when else row.kind,
        "lost": f"{count(len(row.channels), 'channel')} ({sure}), {lines}",
        "last channel for": "; ".join(data.topics.get(one, one) for one in row.subjects),
        "cut off": str(len(row.cut_off)) if row.cut_off else "",
    }
