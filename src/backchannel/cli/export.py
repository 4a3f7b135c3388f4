"""The `export` verb: files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from backchannel.cli.options import BetweenFlag, By, Data, TypeName, a_path, of_networks, two
from backchannel.cli.output import note_coverage, talk, writing
from backchannel.cli.source import scope_of
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import one_of
from backchannel.facts.view import WHOLE, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.dates.period import Window
    from backchannel.export import Table
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.verdicts.verdict import Certainty

ExportFile = Annotated[
    Path, typer.Option("--output", "-o", parser=a_path, metavar="FILE", help="The file to write.")
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DAY",
        help="The network of a day: .graphml, .gexf, or an edge list, .csv, .tsv.",
    ),
]
Panel = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--panel",
        metavar="FROM TO",
        callback=two,
        help="A row for each channel and year: .csv, .tsv.",
    ),
]
Spells = Annotated[
    bool,
    typer.Option("--spells", help="When each tie was there, for networkDynamic in R: .csv, .tsv."),
]
PackageFlag = Annotated[bool, typer.Option("--package", help="The data package itself: .zip.")]
Possible = Annotated[
    bool,
    typer.Option(
        "--possible", help="Also what was possibly usable or contested (with --on and --spells)."
    ),
]


@with_view
def export_verb(  # noqa: PLR0913 - the flags are those of the contract
    *,
    output: ExportFile,
    on: On = None,
    panel: Panel = None,
    spells: Spells = False,
    package: PackageFlag = False,
    possible: Possible = False,
    between: BetweenFlag = None,
    kind: TypeName = None,
    by: By = "actor",
    view: View,
    data: Data = None,
) -> None:
    """
    Write a file for another program: a graph, an edge list, a panel, spells, the package.

    A .gexf file holds the whole course, day by day, for the timeline of Gephi; its attribute on_day
    marks DAY.

    Example: backchannel export --on 2022-02-01 -o network.graphml
    """
    from backchannel.export import check_path
    from backchannel.package.files import write_whole

    given = {"on": on is not None, "panel": panel is not None, "spells": spells, "package": package}
    narrowed = {"--between": between is not None, "--type": kind is not None}
    what = _one_of(given, possible=possible, narrowed=narrowed, view=view)
    check_path(output, what)
    asked = _Asked(what, on, panel, possible=possible, by_side=_by_side(by, what, output))
    known = viewed(data, view, of_networks(kind) if what in ("on", "spells") else kind)
    scope = scope_of(known, between)
    made = _made(known, asked, output, scope)
    with writing(output):
        write_whole(output, made if isinstance(made, bytes) else made.content(output))
    _note(known, asked.days, made)
    whose = "" if what == "package" else f": channels {scope.in_words(known)}"
    talk(titled(f"wrote {output}{whose}", known.view))


VERBS: Mapping[str, Callable[..., None]] = {"export": export_verb}


def _one_of(
    given: Mapping[str, bool], *, possible: bool, narrowed: Mapping[str, bool], view: View
) -> str:
    """Return the one kind of export that is asked for."""
    from backchannel.errors import UsageFault

    asked = [kind for kind, is_given in given.items() if is_given]
    if len(asked) != 1:
        said = (
            f"{' and '.join(f'--{kind}' for kind in asked)} are {len(asked)} exports"
            if asked
            else "no kind of export"
        )
        raise UsageFault(f"{said}; give one of --on DAY, --panel FROM TO, --spells, --package")
    if possible and asked[0] not in ("on", "spells"):
        why = f"--{asked[0]} already holds what is possible"
        raise UsageFault(f"--possible goes with --on and --spells; {why}")
    if asked[0] == "package" and (flag := next((f for f, is_on in narrowed.items() if is_on), "")):
        raise UsageFault(f"{flag} does not go with --package, which holds all of the data")
    if view != WHOLE and asked[0] == "package":
        flags = "--known-on, --according-to, --strict and --presume"
        raise UsageFault(f"{flags} do not go with --package, which holds all of the data")
    return asked[0]


def _by_side(by: str, kind: str, path: Path) -> bool:
    """Say whether a network of sides is asked for, where there can be one."""
    from backchannel.errors import UsageFault
    from backchannel.network.values import Ends

    if one_of("kind of node", by, get_args(Ends)) != "side":
        return False
    if kind != "on":
        raise UsageFault(f"--by side goes with --on; --{kind} is of actors and channels")
    if path.suffix.lower() == ".gexf":
        raise UsageFault(
            "a .gexf file holds actors and channels through time; "
            "write a network of sides as .graphml, .csv or .tsv"
        )
    return True


class _Asked:
    """What is exported; the faults of its days are told before the data are read."""

    def __init__(
        self,
        kind: str,
        on: str | None,
        panel: tuple[str, str] | None,
        *,
        possible: bool,
        by_side: bool,
    ) -> None:
        from backchannel.dates.period import Window, day, window
        from backchannel.export import years

        self.kind, self.by_side = kind, by_side
        self.least: Certainty = "possibly" if possible else "presumably"
        self.days: Window | None = None
        if on is not None:
            self.day = day(on)
            self.days = Window(self.day, self.day)
        elif panel is not None:
            self.years = years(*panel)
            self.days = Window(window(self.years[0]).first, window(self.years[-1]).last)


def _made(data: Dataset, asked: _Asked, path: Path, scope: Scope) -> bytes | Table:
    """Return the content of the file, or the table that it is written from."""
    from backchannel import export

    if asked.kind == "on":
        return _network(data, asked, path, scope)
    if asked.kind == "panel":
        return export.panel_table(data, asked.years, between=scope)
    if asked.kind == "spells":
        return export.spell_table(data, least=asked.least, between=scope)
    return export.package_zip(data)


def _network(data: Dataset, asked: _Asked, path: Path, scope: Scope) -> bytes | Table:
    """Return the network of a day in the form that the ending of the file's name asks for."""
    from backchannel import export
    from backchannel.network.projections import sides_by_channel
    from backchannel.network.snapshot import snapshot

    if path.suffix.lower() == ".gexf":
        return export.gexf(data, on=asked.day, least=asked.least, between=scope)
    network = snapshot(data, on=asked.day, least=asked.least, between=scope)
    if asked.by_side:
        network = sides_by_channel(network)
    if path.suffix.lower() == ".graphml":
        return export.graphml(network)
    return export.side_table(network) if asked.by_side else export.tie_table(network)


def _note(data: Dataset, days: Window | None, made: bytes | Table) -> None:
    """Say which days are unknown and which channels have no row, once the file is written."""
    from backchannel.messages import count

    if days is not None:
        note_coverage(data, days)
    if not isinstance(made, bytes) and made.left_out:
        talk(f"{count(made.left_out, made.what)} without a row: {made.why}")
