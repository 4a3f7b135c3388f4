"""What is measured: questions as anybody asks them, and reading held against the plainest way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.store.queries import questions

if TYPE_CHECKING:
    from pathlib import Path

READ = "from backchannel.check.sound import read; data = read({folder!r})"
DAY = "; from datetime import date; from backchannel.network.snapshot import snapshot"
MONTHS = "[date(year, month, 1) for year in range(2014, 2024) for month in range(1, 13)]"


class Growth(NamedTuple):
    """
    A job that is run on the data 1, 10 and 100 times over.

    `words` follow `python -m backchannel`, or are Python after `-c`; `{folder}` is the package,
    `{database}` a database of it, `{out}` a place to write to.
    """

    name: str
    words: tuple[str, ...]
    needs_database: str = ""
    """`embedded` or `neo4j`, where the package is first loaded into one."""

    def command(self, folder: Path, out: Path, database: str) -> list[str]:
        """Return the words with the places filled in."""
        places = {"folder": str(folder), "out": str(out), "database": database}
        if self.words[0] == "-c":
            return ["-c", self.words[1].format(**places)]
        return ["-m", "backchannel", *(word.format(**places) for word in self.words)]


DATA = ("--data", "{folder}")
PAIR = ("--between", "RUS", "USA")

FILES = (
    Growth("check", ("check", "{folder}")),
    Growth("read, checked in full", ("-c", READ)),
    Growth("open", ("open", "2014", *DATA)),
    Growth("open, a pair", ("open", "2014", *PAIR, *DATA)),
    Growth("lost", ("lost", "2014", "2022", *DATA)),
    Growth("contacts --gaps", ("contacts", "--gaps", *PAIR, *DATA)),
    Growth("snapshot of a day", ("-c", f"{READ}{DAY}; snapshot(data, on=date(2014, 1, 1))")),
    Growth(
        "monthly snapshots", ("-c", f"{READ}{DAY}; [snapshot(data, on=day) for day in {MONTHS}]")
    ),
    Growth("export --spells", ("export", "--spells", "-o", "{out}/spells.csv", *DATA)),
    Growth("export --panel", ("export", "--panel", "2014", "2022", "-o", "{out}/panel.csv", *DATA)),
    Growth("export .gexf", ("export", "--on", "2014-01-01", "-o", "{out}/day.gexf", *DATA)),
    Growth("report", ("report", "2022", "-o", "{out}/report", *DATA)),
)
"""The jobs that read the package itself."""


def loads(engine: str) -> list[Growth]:
    """Return the loading of one engine, and every shipped question on it."""
    load = Growth(f"load, {engine}", ("load", "{database}", *DATA), engine)
    asked = [
        Growth(f"query {query.name}, {engine}", _asked(query.name, query.example), engine)
        for query in questions()
    ]
    return [load, *asked]


def _asked(name: str, example: str) -> tuple[str, ...]:
    given = [word for pair in example.split() for word in ("--param", pair)]
    return ("query", name, *given, "--data", "{database}", "--timeout", "600")
