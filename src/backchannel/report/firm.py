"""The section of a report on how firm the verdicts at the end of the year are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words
from backchannel.messages import count
from backchannel.output.tables import rows_as_csv
from backchannel.report.year import Year, first_few, marked, say_the_rest
from backchannel.scenarios.sensitivity import FIRM_COLUMNS, FirmRow, Sensitivity, sensitivity

if TYPE_CHECKING:
    from backchannel.output.document import Document

DRAWS, SEED = 100, 0
"""How many times each uncertain date is settled on a day, and the seed of the first time."""

MOST_SHOWN = 12
"""So many verdicts that hang on one source are listed; the others are in the table beside."""


def how_firm(document: Document, asked: Year) -> dict[str, str]:
    """Add the section, and return the table that lies beside the page."""
    found = sensitivity(
        asked.data, asked.last, between=asked.scope, draws=DRAWS, seed=SEED, everything=True
    )
    rows = [row for row in found.channels if row.answer.holds]
    document.section("How firm the verdicts are")
    if rows:
        document.points([[sentence] for sentence in _sentences(asked, rows)])
        _on_one_source(document, asked, found, rows)
    else:
        day = day_in_words(asked.last)
        document.paragraph(f"No verdict on {day} is sure or presumed: there is none to try.")
    table = rows_as_csv([row.to_dict() for row in found.channels], FIRM_COLUMNS)
    return {"firmness.csv": table}


def _sentences(asked: Year, rows: list[FirmRow]) -> list[str]:
    total, day = count(len(rows), "channel"), day_in_words(asked.last)
    one = sum(bool(row.hangs_on) for row in rows)
    presumed = sum(row.presume_least > 0 for row in rows)
    steady = sum(row.stays == 1 for row in rows)
    return [
        f"Of {total} with a sure or presumed verdict on {day}, the verdict on {one:,} would be "
        "another if one source, or one group of sources that copy each other, were left out.",
        f"{presumed:,} need presumption: with nothing presumed the verdict is another.",
        f"{steady:,} are usable or stopped in the same way however uncertain dates fall "
        f"({DRAWS} draws, seed {SEED}).",
    ]


def _on_one_source(
    document: Document, asked: Year, found: Sensitivity, rows: list[FirmRow]
) -> None:
    """List the verdicts that one source changes, those lost in the year first."""
    lost = {row.id for row in asked.change.lost}
    hanging = sorted(
        (row for row in rows if row.hangs_on),
        key=lambda row: (row.id not in lost, row.answer.holds_usable is False, row.name),
    )
    if not hanging:
        return
    turned = {(turn.id, turn.value): turn.answer for turn in found.turns if turn.what == "without"}
    document.heading("Verdicts that hang on one source")
    document.table(
        ("Channel", f"On {day_in_words(asked.last)}", "Without this source", "It would be"),
        [
            (
                row.name,
                marked(row.answer),
                _titles(asked, row.hangs_on),
                first_few(
                    list(dict.fromkeys(str(turned[row.id, key]) for key in row.hangs_on)), most=2
                ),
            )
            for row in hanging[:MOST_SHOWN]
        ],
    )
    say_the_rest(document, len(hanging) - MOST_SHOWN, "firmness.csv")


def _titles(asked: Year, keys: tuple[str, ...]) -> str:
    """Name sources by publisher and title; a group of sources has its id alone."""
    told = []
    for key in keys:
        source = asked.data.sources.get(key)
        told.append(f"{source.title} ({key})" if source else f"group {key}")
    return first_few(told, most=2)
