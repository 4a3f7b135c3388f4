"""How the answers of `sensitivity` look: JSON, CSV, and tables that say what their columns mean."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Answer, TitledTable
from backchannel.facts.names import label
from backchannel.facts.voices import voice_label
from backchannel.messages import count
from backchannel.output.tables import Named
from backchannel.scenarios.sensitivity import FIRM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.facts.dataset import Dataset
    from backchannel.scenarios.sensitivity import FirmRow, Sensitivity, TurnRow

DRAWN = """
- same word in: each uncertain date is put on one of its days at random; in so many of {draws}
  the verdict has the same word (open, degraded …), however sure"""

LEGEND = """
- hangs on: the one source, or group of copies, without which the verdict is another; of how many
  sources none alone decides
- presumed days: for how many days what was seen has to be presumed to go on, for this verdict"""
"""What the columns of the table mean."""


def answer(data: Dataset, found: Sensitivity, question: Mapping[str, Any], title: str) -> Answer:
    """Return the answer; of one channel that was asked for also what its verdict turns into."""
    rows = found.channels.to_dicts()

    def people() -> list[TitledTable]:
        draws = question["draws"]
        legend = (DRAWN.format(draws=count(draws, "draw")) if draws else "") + LEGEND
        told = [TitledTable(title, [])]
        if rows:
            firm = [_firm(data, row) for row in found.channels]
            told = [TitledTable(f"{title}{legend}", firm)]
        if "channel" in question and found.turns:
            turns = [_turn(data, row) for row in found.turns]
            told.append(TitledTable("What the verdict turns into", turns))
        return told

    return Answer(
        whole={**question, "channels": rows, "turns": found.turns.to_dicts()},
        rows=rows,
        columns=FIRM_COLUMNS,
        people=people,
        scope=title,
    )


def in_short(found: Sensitivity, draws: int) -> str:
    """Count the channels by what their verdicts hang on, and say how well a share is known."""
    rows = found.channels
    on_source = sum(bool(row.hangs_on) for row in rows)
    on_dates = sum(row.stays is not None and row.stays < 1 for row in rows)
    on_rule = sum(row.presume_least > 0 for row in rows)
    hang = "hangs" if on_source == 1 else "hang"
    error = ""
    if draws:
        # The standard error of a share is greatest for a half.
        most = f"{0.5 / sqrt(draws):.1%}"
        error = f"; the standard error of a share of {count(draws, 'draw')} is at most {most}"
    return (
        f"{count(len(rows), 'channel')}: {on_source} {hang} on one source, {on_dates} on dates, "
        f"{on_rule} on presumption{error}"
    )


def _firm(data: Dataset, row: FirmRow) -> dict[str, Any]:
    """Return a channel's row for people."""
    return {
        "channel": Named(row.name, row.id),
        "verdict": str(row.answer),
        "same word in": "" if row.stays is None else f"{row.stays:.0%}",
        "hangs on": "; ".join(_source(data, one) for one in row.hangs_on)
        or f"none of {row.sources}",
        "presumed days": _days(row),
    }


def _turn(data: Dataset, row: TurnRow) -> dict[str, str]:
    """Return what a verdict turns into for people."""
    if row.what == "without":
        return {"if": f"without {_source(data, row.value)}", "verdict": str(row.answer)}
    days = "nothing is presumed" if row.value == "0" else f"presumed for {row.value} days or more"
    return {"if": days, "verdict": str(row.answer)}


def _source(data: Dataset, one: str) -> str:
    return label(data, one) if one in data.sources else voice_label(data, one)


def _days(row: FirmRow) -> str:
    """Say how many days must be presumed for a verdict, and how many were."""
    if row.presume_most is None:
        return f"{row.presume_least} or more" if row.presume_least else "any"
    return f"{row.presume_least} to {row.presume_most}"
