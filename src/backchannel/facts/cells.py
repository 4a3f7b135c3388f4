"""How one cell of a table is read: its type, and what is refused in it."""

from __future__ import annotations

import re
from typing import Annotated

from backchannel.dates.period import day_bounds, end_bounds, start_bounds
from backchannel.facts.marks import First, NotEmpty, Pattern, Then, Within
from backchannel.messages import quoted

GREATEST_COUNT = 999_999_999
"""The greatest count: what is larger was never counted, and would not fit into every database."""

_ODD = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffd-\uffff]"
_COUNT = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


def odd_character(text: str) -> str:
    """Return the first character that no text has, such as a control character, or nothing."""
    # Nearly every text is printable, which is asked a hundred times faster than where it is not.
    if text.replace("\n", "").replace("\t", "").isprintable() and "\ufffd" not in text:
        return ""
    hit = re.search(_ODD, text)
    return hit[0] if hit else ""


def _split(cell: object) -> object:
    if not isinstance(cell, str) or not cell:
        return cell or ()
    values = tuple(cell.split("; "))
    if any(not value or value != value.strip() or ";" in value for value in values):
        raise ValueError(
            f"{quoted(cell)} is not a list; its values are separated by a semicolon and one space"
        )
    if len(set(values)) < len(values):
        raise ValueError(f"{quoted(cell)} has a value twice; remove one")
    return values


def _number(cell: object) -> object:
    if cell == "":
        return None
    return int(cell) if isinstance(cell, str) and _COUNT.fullmatch(cell) else cell


def _start(text: str) -> str:
    start_bounds(text)
    return text


def _end(text: str) -> str:
    end_bounds(text)
    return text


def _date(text: str) -> str:
    day_bounds(text)
    return text


def _date_or_nothing(text: str) -> str:
    return _date(text) if text else text


ID_PATTERN = r"^[a-z0-9-]+$"
Id = Annotated[str, Pattern(ID_PATTERN)]
IdOrNothing = Annotated[str, Pattern(r"^[a-z0-9-]*$")]
Text = Annotated[str, NotEmpty()]
Ids = Annotated[tuple[Id, ...], First(_split)]
Texts = Annotated[tuple[Text, ...], First(_split)]
Count = Annotated[Annotated[int, Within(0, GREATEST_COUNT)] | None, First(_number)]
Start = Annotated[str, Then(_start)]
StatedStart = Annotated[str, NotEmpty(), Then(_start)]
End = Annotated[str, Then(_end)]
Date = Annotated[str, Then(_date)]
DateOrNothing = Annotated[str, Then(_date_or_nothing)]
Country = Annotated[str, Pattern(r"^([A-Z]{3})?$")]
Side = Annotated[str, Pattern(r"^([A-Z]{3}|[a-z0-9-]*)$")]
Wikidata = Annotated[str, Pattern(r"^(Q[1-9]\d*)?$")]
