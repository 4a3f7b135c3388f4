"""The verb that writes files for other programs: export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backchannel.cli.setting import Between, Data, facts, note_coverage, talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from backchannel.dataset import Dataset
    from backchannel.export import Table

Sides = tuple[str, str] | None
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")]


def export_verb(  # noqa: PLR0913 - the flags are those of the contract
    *,
    output: Output,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The network of a day: .graphml, .gexf, or an edge list, .csv, .tsv."),
    ] = None,
    panel: Annotated[
        tuple[str, str] | None, typer.Option("--panel", metavar="FROM TO", help="A row a channel and year: .csv, .tsv.")
    ] = None,
    spells: Annotated[
        bool, typer.Option("--spells", help="When each tie was there, for networkDynamic in R: .csv, .tsv.")
    ] = False,
    package: Annotated[bool, typer.Option("--package", help="The data package itself: .zip.")] = False,
    possible: Annotated[
        bool, typer.Option("--possible", help="Also what was possibly usable or contested; with --on and --spells.")
    ] = False,
    between: Between = None,
    data: Data = None,
) -> None:
    """
    Write a file for another program: a graph, an edge list, a panel, spells, the package.

    A .gexf file holds the whole course, day by day, for the timeline of Gephi; its attribute on_day marks DAY.

    Example: backchannel export --on 2022-02-01 -o network.graphml
    """
    from backchannel import export
    from backchannel.network import one_day

    given = {"on": on is not None, "panel": panel is not None, "spells": spells, "package": package}
    kind = _one_of(given, possible=possible, between=between is not None)
    export.check_path(output, kind)
    if on is not None:
        day = one_day(on)
        content = _network(facts(data), day, output, possible=possible, between=between)
    elif panel is not None:
        years = export.years(*panel)
        content = _panel(facts(data), years, output, between=between)
    elif spells:
        content = _content(export.spell_table(facts(data), possible=possible, between=between), output)
    else:
        content = export.package_zip(facts(data))
    export.save(content, output)
    talk(f"wrote {output}")


VERBS: Mapping[str, Callable[..., None]] = {"export": export_verb}


def _one_of(given: Mapping[str, bool], *, possible: bool, between: bool) -> str:
    """Return the one kind of export that is asked for."""
    from backchannel.errors import UsageFault

    asked = [kind for kind, is_given in given.items() if is_given]
    if len(asked) != 1:
        said = (
            f"{' and '.join(f'--{kind}' for kind in asked)} are {len(asked)} exports" if asked else "no kind of export"
        )
        raise UsageFault(f"{said}; give one of --on DAY, --panel FROM TO, --spells, --package")
    if possible and asked[0] not in ("on", "spells"):
        raise UsageFault(f"--possible goes with --on and --spells; --{asked[0]} has what is possible in it already")
    if between and asked[0] == "package":
        raise UsageFault("--between does not go with --package, which holds all of the data")
    return asked[0]


def _network(data: Dataset, day: date, path: Path, *, possible: bool, between: Sides) -> bytes:
    from backchannel import export
    from backchannel.network import snapshot
    from backchannel.period import Window

    note_coverage(data, Window(day, day))
    if path.suffix.lower() == ".gexf":
        return export.gexf(data, on=day, possible=possible, between=between)
    network = snapshot(data, on=day, possible=possible, between=between)
    return export.graphml(network) if path.suffix.lower() == ".graphml" else _content(export.tie_table(network), path)


def _panel(data: Dataset, years: range, path: Path, *, between: Sides) -> bytes:
    from backchannel import export
    from backchannel.period import span

    note_coverage(data, span(f"{years[0]:04}", f"{years[-1]:04}"))
    return _content(export.panel_table(data, years, between=between), path)


def _content(table: Table, path: Path) -> bytes:
    """Return a table as the content of its file, and say which channels have no row in it."""
    from backchannel.errors import count

    if table.left_out:
        talk(f"{count(table.left_out, 'channel')} without a row: no person or body is known to have sat there")
    return table.content(path)
