"""What a report was made from: the data, the versions, the seed, the command, and its files."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib.metadata import version
from shlex import quote
from typing import TYPE_CHECKING

from backchannel.report.firm import DRAWS, SEED

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.facts.view import View
    from backchannel.report.year import Year

LIBRARIES = ("backchannel", "matplotlib", "networkx", "numpy", "scipy")
"""The packages that a number or a picture of a report depends on."""


def write_manifest(asked: Year, folder: Path) -> None:
    """Write `manifest.json` over the files of a folder; it holds no clock and no path of a run."""
    data = asked.data
    told = {
        "report": asked.text,
        "title": f"Channels {asked.whose}: {asked.year}",
        "command": report_command(asked),
        "data": {
            "digest": data.digest,
            "from": data.start.isoformat(),
            "as_of": data.as_of.isoformat(),
            "view": data.view.in_words(),
        },
        "seed": SEED,
        "draws": DRAWS,
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in LIBRARIES},
        },
        "files": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir())
        },
    }
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def report_command(asked: Year) -> str:
    """Return the command that writes the same report."""
    drawn = f" --draws {asked.draws} --seed {asked.seed}" if asked.draws else ""
    return f"backchannel report {asked.text}{scope_flags(asked)}{drawn}{flags(asked)}"


def scope_flags(asked: Year) -> str:
    """Return the flag that asks for the same sides."""
    sides = asked.scope.sides
    return f" --between {' '.join(map(quote, sides))}" if sides else " --all-sides"


def flags(asked: Year) -> str:
    """Return the flags that narrow the data as this report does, and say where they are."""
    place = f" --data {quote(asked.place)}" if asked.place else ""
    return f"{_view_flags(asked.data.view)}{place}"


def _view_flags(view: View) -> str:
    told = f" --known-on {view.known_on}" if view.known_on else ""
    told += f" --according-to {quote(view.told_by)}" if view.told_by else ""
    if view.presume is not None:
        told += f" --presume {view.presume}" if view.presume else " --strict"
    return told
