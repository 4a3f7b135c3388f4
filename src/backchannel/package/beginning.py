"""A package to begin with: the tables without rows, two states, and what to fill in first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.countries import country, english_names, is_code, name_of
from backchannel.facts.dataset import counts_as
from backchannel.facts.model import RECORDS
from backchannel.facts.presumption import DEFAULT, TENURE, Presumption
from backchannel.messages import quoted
from backchannel.package.files import write_whole
from backchannel.package.schema import DESCRIPTOR, canonical_csv, columns, descriptor_text

if TYPE_CHECKING:
    from datetime import date

PRESUMED = Presumption(MappingProxyType({DEFAULT: 365, TENURE: 365}))
"""What was seen is presumed to go on for a year, until whoever codes the package decides."""


def begin_package(
    folder: Path, between: tuple[str, str], *, start: date, as_of: date
) -> tuple[str, str]:
    """
    Write a package to begin with, and return the codes of its two sides.

    Parameters
    ----------
    folder
        A folder that is not there yet, or is empty.
    between
        Two countries, by code or name.
    start, as_of
        The first and the last day that the package is to speak about.

    Raises
    ------
    UnknownName
        If one of the sides is no country.
    UsageFault
        If both are one, the days are reversed, or the folder holds anything.
    """
    left, right = (_code(text) for text in between)
    if counts_as(left) == counts_as(right):
        raise UsageFault(f"{quoted(between[0])} and {quoted(between[1])} are one side; give two")
    if start > as_of:
        raise UsageFault(f"the first day, {start}, is later than the last, {as_of}; correct one")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageFault(f"{quoted(str(folder))} is there and not an empty folder; name a new one")
    # The rows that are offered are in the order of their ids, whoever was named first.
    first, second = sorted((left, right))
    said = {
        "left": name_of(left),
        "right": name_of(right),
        "a": first.casefold(),
        "b": second.casefold(),
        "A": first,
        "B": second,
        "day": str(as_of),
        "visit": str(as_of - timedelta(days=1) if start < as_of else as_of),
    }
    files = {f"{table}.csv": canonical_csv([columns(table)]) for table in RECORDS}
    files["actors.csv"] = canonical_csv([columns("actors"), *sorted(map(_state, (left, right)))])
    files[DESCRIPTOR] = descriptor_text(
        title=f"Channels between {said['left']} and {said['right']}",
        start=start,
        as_of=as_of,
        between=(left, right),
        topics={},
        presumption=PRESUMED,
    )
    read_me = Path(__file__).with_name("beginning.md").read_text(encoding="utf-8")
    files["README.md"] = read_me.format(**said)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write_whole(folder / name, text.encode())
    return left, right


def _code(text: str) -> str:
    code = text if is_code(text) else country(text)
    if not code:
        remedy = "write an ISO 3166-1 alpha-3 code such as `RUS`, or a country's name"
        raise UnknownName("country", text, english_names(), remedy=remedy)
    return code


def _state(code: str) -> list[str]:
    """Return the row of a state, which gives the package a side."""
    cells = {"id": f"state-{code.casefold()}", "name": name_of(code), "kind": "state"}
    cells |= {"state": code, "named": "yes"}
    return [cells.get(column, "") for column in columns("actors")]
