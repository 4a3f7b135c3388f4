"""Read rows as records, and say in one line what is wrong with a cell and what is allowed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from backchannel.errors import Problem, UsageFault
from backchannel.facts.record import plain_record, plain_records
from backchannel.messages import did_you_mean, near, quoted
from backchannel.package.damage import damages
from backchannel.package.schema import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.facts.model import Record
    from backchannel.package.csvfile import Sheet


def read_row(kind: type[Record], row: Mapping[str, Any]) -> tuple[Record | None, dict[str, str]]:
    """Read one row of a table: the record, or by column what is wrong with its cells."""
    if record := plain_record(kind, row):
        return record, {}
    from pydantic import ValidationError

    try:
        return kind.model_validate(row), {}
    except ValidationError as error:
        faults: dict[str, str] = {}
        for fault in error.errors():
            name = str(fault["loc"][0])
            faults.setdefault(name, _said(kind, name, row[name], cast("Any", fault)))
        return None, faults


def read_records(
    kind: type[Record], sheet: Sheet, problems: list[Problem]
) -> tuple[list[tuple[int, Record]], list[tuple[int, Record]]]:
    """Return the records of one table and what is left of broken rows, each with its first line."""
    whole, broken = [], []
    sound = plain_records(kind, [cells for _, cells in sheet.rows])
    for (line, cells), plain in zip(sheet.rows, sound, strict=True):
        if plain and not sheet.suspect:
            whole.append((line, plain))
            continue
        row = dict(zip(kind.columns, cells, strict=True))
        record, faults = (plain, {}) if plain else read_row(kind, row)
        damage = damages(row) if sheet.suspect else {}
        faults |= damage
        problems += [
            Problem(kind.table, line, name, fault, is_damage=name in damage)
            for name, fault in faults.items()
        ]
        if record and not faults:
            whole.append((line, record))
        elif "id" not in faults:
            broken.append((line, _half(kind, row, faults)))
    return whole, broken


def _half(kind: type[Record], row: Mapping[str, str], faults: Mapping[str, str]) -> Record:
    cells: dict[str, Any] = {name: "" if name in faults else cell for name, cell in row.items()}
    several = [name for name in kind.columns if getattr(kind, name, "") == ()]
    cells |= {name: tuple(cells[name].split(SEPARATOR)) if cells[name] else () for name in several}
    return kind.model_construct(**cells)


def _said(kind: type[Record], column: str, value: str, error: dict[str, Any]) -> str:
    """Say in one line what is wrong with a cell and what is allowed in it."""
    allowed = [
        choice
        for choice in get_args(kind.model_fields[column].annotation)
        if isinstance(choice, str) and choice
    ]
    if not value:
        return f"is empty; allowed: {', '.join(allowed)}" if allowed else "is empty; fill it in"
    match error["type"]:
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            hint = did_you_mean(near(value, allowed)) or f"allowed: {', '.join(allowed)}"
            return f"{quoted(value)} is not allowed; {hint}"
        case "string_pattern_mismatch":
            pattern = error["ctx"]["pattern"]
            meant = _alpha3(value) if pattern in _SIDES else ""
            hint = f"; {did_you_mean([meant])}" if meant else ""
            return f"{quoted(error['input'])} {_PATTERNS[pattern]}{hint}"
        case _:
            return f"{quoted(value)} is not a whole number from 0 to 999,999,999, written like `35`"


def _alpha3(text: str) -> str:
    """Return the code of the country that a text means: its code of two letters, or its name."""
    from backchannel.facts.countries import country

    try:
        return country(text)
    except UsageFault:
        # It may be one of several.
        return ""


_STATE, _SIDE = r"^([A-Z]{3})?$", r"^([A-Z]{3}|[a-z0-9-]*)$"

_SIDES = (_STATE, _SIDE)
"""The patterns of what can be a country."""

_PATTERNS = {
    r"^[a-z0-9-]+$": "is not an id; an id has lower-case letters, digits and hyphens",
    r"^[a-z0-9-]*$": "is not an id; an id has lower-case letters, digits and hyphens",
    _STATE: "is not an ISO 3166-1 alpha-3 code such as `RUS`",
    _SIDE: (
        "is not a side; write an ISO 3166-1 alpha-3 code or the id of an intergovernmental body"
    ),
    r"^(Q[1-9]\d*)?$": "is not a Wikidata item such as `Q159`",
}
