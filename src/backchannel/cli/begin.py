"""The `new` verb: a package to begin with."""

from __future__ import annotations

from datetime import date
from pathlib import Path  # noqa: TC003 - typer reads the types of flags when the program runs
from typing import TYPE_CHECKING, Annotated

import typer

from backchannel.cli.options import a_path, two
from backchannel.cli.output import talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def new_verb(
    folder: Annotated[
        Path, typer.Argument(parser=a_path, metavar="FOLDER", help="A new folder, or an empty one.")
    ],
    *,
    between: Annotated[
        tuple[str, str],
        typer.Option("--between", metavar="A B", callback=two, help="Two countries."),
    ],
    start: Annotated[
        str, typer.Option("--from", metavar="DAY", help="The first day it speaks about.")
    ] = "1991-01-01",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The last; today if not given.")
    ] = None,
) -> None:
    """
    Write a data package to begin with: tables without rows, and what to fill in first.

    Example: backchannel new channels --between IND PAK
    """
    from backchannel.dates.period import day
    from backchannel.dates.words import day_in_words
    from backchannel.package.beginning import begin_package

    last = day(as_of) if as_of else date.today()  # noqa: DTZ011 - the day of whoever codes
    begin_package(folder, between, start=day(start), as_of=last)
    talk(f"wrote {folder}; begin with {folder / 'README.md'}, then: backchannel check {folder}")
    days = f"{day_in_words(day(start))} to {day_in_words(last)}"
    where = folder / "datapackage.json"
    talk(f"it speaks about the days from {days}; change them as `from` and `as_of` in {where}")


VERBS: Mapping[str, Callable[..., None]] = {"new": new_verb}
