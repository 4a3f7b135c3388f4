"""What is measured: verbs as anybody asks them, each a process; calls and questions in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Verb(NamedTuple):
    """
    A verb that is run on each size of the data.

    `words` follow `python -m backchannel`; `{folder}` is the package, `{out}` a place to write to.
    """

    name: str
    words: tuple[str, ...]

    def command(self, folder: Path, out: Path) -> list[str]:
        """Return the words after `python`, with the places filled in."""
        places = {"folder": str(folder), "out": str(out)}
        return ["-m", "backchannel", *(word.format(**places) for word in self.words)]


DATA = ("--data", "{folder}")
PAIR = ("--between", "RUS", "USA")

VERBS = (
    Verb("check", ("check", "{folder}")),
    Verb("open", ("open", "2014", *DATA)),
    Verb("open, a pair", ("open", "2014", *PAIR, *DATA)),
    Verb("lost", ("lost", "2014", "2022", *DATA)),
    Verb("contacts --gaps", ("contacts", "--gaps", *PAIR, *DATA)),
    Verb("export --spells", ("export", "--spells", "-o", "{out}/spells.csv", *DATA)),
    Verb("export --panel", ("export", "--panel", "2014", "2022", "-o", "{out}/panel.csv", *DATA)),
    Verb("export .gexf", ("export", "--on", "2014-01-01", "-o", "{out}/day.gexf", *DATA)),
    Verb("page", ("page", "-o", "{out}/page.html", *DATA)),
    Verb("report", ("report", "2022", "-o", "{out}/report", *DATA)),
)
"""The verbs; those of a database are in `asking`, since Java starts anew for each process."""
