"""The verb that writes the interactive page."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the types of flags when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from backchannel.cli.options import AllSides, Data, PairFlag, a_path, scope_of
from backchannel.cli.output import progress, talk, writing
from backchannel.cli.views import titled, viewed, with_view
from backchannel.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@with_view
def page_verb(
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", parser=a_path, metavar="FILE", help="The HTML file."),
    ],
    between: PairFlag = None,
    all_sides: AllSides = False,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The heading of the page.")
    ] = None,
    view: View,
    data: Data = None,
) -> None:
    """
    Write the interactive page: one HTML file that opens from disk and asks no other address.

    It has a time slider, the network of the day, a timeline of all channels, the claims behind each
    verdict, and seven views to choose from; with a flag that narrows the data it has that view.

    Example: backchannel page -o channels.html
    """
    from backchannel.package.files import check_folder
    from backchannel.webpage.writing import page

    scope = scope_of(between, all_sides=all_sides)
    check_folder(output)
    known = viewed(data, view)
    with writing(output):
        page(known, output, between=scope, title=title, progress=progress())
    talk(titled(f"wrote {output}", known.view))


VERBS: Mapping[str, Callable[..., None]] = {"page": page_verb}
