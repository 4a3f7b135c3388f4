"""How one cell of a table is read: its type, and what is refused in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from backchannel.period import day_bounds, end_bounds, start_bounds


def _split(cell: object) -> object:
    return tuple(cell.split("; ")) if isinstance(cell, str) and cell else cell or ()


def _number(cell: object) -> object:
    if cell == "":
        return None
    return int(cell) if isinstance(cell, str) and cell.isascii() and cell.isdigit() else cell


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
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
IdOrNothing = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_split)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_split)]
Count = Annotated[Annotated[int, Field(ge=0, strict=True)] | None, BeforeValidator(_number)]
Start = Annotated[str, AfterValidator(_start)]
End = Annotated[str, AfterValidator(_end)]
Date = Annotated[str, AfterValidator(_date)]
DateOrNothing = Annotated[str, AfterValidator(_date_or_nothing)]
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")]
Side = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}|[a-z0-9-]*)$")]
