"""
Files for other programs: graphs for igraph and Gephi, tables for statistics, the zipped package.

Each function returns the content of one file, the same bytes for the same data, and `write_whole`
writes it. `docs/exports.md` says which file suits which program.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from backchannel.errors import UsageFault
from backchannel.export.graphs import gexf, graphml
from backchannel.export.tables import (
    DELIMITERS,
    Table,
    panel_table,
    side_table,
    spell_table,
    tie_table,
    years,
)
from backchannel.messages import did_you_mean, near, quoted
from backchannel.package.files import check_folder, is_table, write_whole
from backchannel.package.reading import is_package, package_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from backchannel.facts.dataset import Dataset

__all__ = [
    "FORMATS",
    "Table",
    "check_path",
    "gexf",
    "graphml",
    "package_zip",
    "panel_table",
    "side_table",
    "spell_table",
    "tie_table",
    "write_whole",
    "years",
]

FORMATS: Mapping[str, Sequence[str]] = {
    "on": (".graphml", ".gexf", *DELIMITERS),
    "panel": tuple(DELIMITERS),
    "spells": tuple(DELIMITERS),
    "package": (".zip",),
}
"""What is exported → the endings that its file may have."""

OLDEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)


def check_path(path: Path, kind: str) -> None:
    """
    Make sure that a file of this name can be written, before any work is done for it.

    Raises
    ------
    UsageFault
        If its ending does not suit the kind of export, its folder is missing, or it would lie in a
        data package, where every CSV file counts as a table.
    """
    ending, allowed = path.suffix.lower(), FORMATS[kind]
    if ending not in allowed:
        hint = did_you_mean(near(ending, allowed)) if ending else ""
        said = f"{quoted(path.name)} does not end in {_listed(allowed)}"
        raise UsageFault(f"{said}; {hint}" if hint else said)
    check_folder(path)
    if path.is_dir():
        raise UsageFault(f"{quoted(str(path))} is a folder; name a file")
    file = path.resolve()
    if is_table(file.name) and is_package(file.parent):
        raise UsageFault(
            f"{quoted(str(path))} would become a table of the data package in that folder; "
            "name another folder"
        )


def package_zip(data: Dataset) -> bytes:
    """Return the data package as a zip, its cells unchanged: it is data, not a table to look at."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(package_files(data).items()):
            entry = zipfile.ZipInfo(name, OLDEST_IN_A_ZIP)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _listed(endings: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(endings[:-1]), endings[-1]]))
