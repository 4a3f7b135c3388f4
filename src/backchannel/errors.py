"""
What can go wrong, in one tree.

::

    BackchannelError           exit code 1: the data, the query or the database is at fault
    ├── InvalidDataset         a data package with problems; carries all of them
    ├── StoreError             a database that cannot be reached, read or written
    │   └── QueryRefused       Cypher that the engine, or the read-only rule, refuses
    ├── MissingExtra           an optional dependency is not installed (also ImportError)
    └── UsageFault             exit code 2: the question itself is wrong (also ValueError)
        ├── BadDate            a text that is no date, or not the kind of date asked for
        └── UnknownName        a name that nothing has (also LookupError); carries near matches

Each message is one line: a sentence of fact, then one of remedy.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backchannel.messages import count, did_you_mean, near, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class BackchannelError(Exception):
    """The base of every error that Backchannel raises on purpose."""

    exit_code = 1


class UsageFault(BackchannelError, ValueError):
    """The question cannot be asked this way."""

    exit_code = 2


class BadDate(UsageFault):
    """A text that is no date, or not the kind of date asked for."""


class UnknownName(UsageFault, LookupError):
    """A name that nothing in the data, or in a closed list, has."""

    def __init__(self, what: str, name: str, known: Iterable[str], *, remedy: str = "") -> None:
        """Say what was looked for and which known names are near it."""
        self.name = name
        self.near = near(name, known)
        hint = did_you_mean(self.near, known) or remedy
        super().__init__(f"unknown {what} {quoted(name)}" + (f"; {hint}" if hint else ""))


def one_of(what: str, value: str, allowed: Iterable[str]) -> Any:
    """Return a value of a closed list; where it is none of them, say which there are."""
    known = list(allowed)
    if value not in known:
        raise UnknownName(what, value, known, remedy=f"allowed: {', '.join(known)}")
    return value


class StoreError(BackchannelError):
    """A database that cannot be reached, read or written."""


class QueryRefused(StoreError):
    """Cypher that the engine, or the rule that queries only read, refuses."""


class MissingExtra(BackchannelError, ImportError):
    """An optional dependency that is not installed."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """
    One thing that is wrong in a data package.

    `line` is the line that an editor shows (the header is line 1), 0 where the problem belongs to
    no line. A warning is a doubt: the package can be read and answered from.
    """

    table: str
    line: int
    column: str
    message: str
    record: str = ""
    is_warning: bool = False
    is_damage: bool = False
    """Whether a program did it to a cell, and so perhaps to all cells of the column."""

    def __str__(self) -> str:
        """Write it as `spells.csv:17: end: …`, a warning as `spells.csv:17: warning: …`."""
        place = self.table if "." in self.table else f"{self.table}.csv"
        if self.line:
            place += f":{self.line}"
        elif self.record:
            place += f": {self.record}"
        if self.is_warning:
            place += ": warning"
        return (
            f"{place}: {self.column}: {self.message}" if self.column else f"{place}: {self.message}"
        )


class InvalidDataset(BackchannelError):
    """A data package with problems; `problems` holds all of them, in order."""

    def __init__(self, problems: Sequence[Problem], *, path: str = "") -> None:
        """Keep the problems and count them."""
        self.problems = sorted(problems)
        self.path = path
        where = f" in {path}" if path else ""
        command = f"backchannel check {shlex.quote(path)}" if path else "backchannel check"
        super().__init__(f"{count(len(problems), 'problem')}{where}; run `{command}` for the list")


def summary(problems: Sequence[Problem], *, tables: int, warnings: int = 0) -> str:
    """
    Count the problems, as the last line of a list of them; other files than tables are named.

    >>> wrong = [Problem("spells", 3, "end", "…"), Problem("datapackage.json", 0, "", "…")]
    >>> summary(wrong, tables=11)
    '2 problems in 1 of 11 tables and in datapackage.json.'
    """
    places = sorted({problem.table for problem in problems})
    others = [place for place in places if "." in place]
    where = [f"{len(places) - len(others)} of {count(tables, 'table')}"]
    if others:
        named = others if len(others) <= MOST_NAMED else [count(len(others), "other file")]
        where = where if len(others) < len(places) else []
        where += [*named]
    more = f", and {count(warnings, 'warning')}" if warnings else ""
    return f"{count(len(problems), 'problem')} in {' and in '.join(where)}{more}."


MOST_NAMED = 2
"""So many files that are no tables are named, more are counted."""
