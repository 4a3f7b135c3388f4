"""Collect the rows of a made package, and write them as a data package."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from backchannel.facts.model import RECORDS
from backchannel.facts.presumption import Presumption
from backchannel.package.schema import DESCRIPTOR, canonical_csv, columns, descriptor_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

Item = TypeVar("Item")


class Tables:
    """The rows of a package that is being made; a row that is added twice stands there once."""

    def __init__(
        self, title: str, *, start: date, as_of: date, between: tuple[str, str] | None
    ) -> None:
        """Say what the package is about."""
        self.title, self.start, self.as_of, self.between = title, start, as_of, between
        self.topics: Mapping[str, str] = {}
        self.presumption = Presumption(MappingProxyType({"default": 365, "mission": 1095}))
        self.rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)

    def add(self, table: str, record_id: str, **cells: str) -> str:
        """Add a row and return its id."""
        self.rows[table].setdefault(record_id, {"id": record_id, **cells})
        return record_id

    def add_claim(self, record_id: str, source: str, *, locator: str, as_of: str = "") -> None:
        """Add a claim that supports a record as a whole."""
        cells = {"record": record_id, "source": source, "locator": locator, "as_of": as_of}
        self.add("claims", f"c-{record_id}", stance="supports", directness="document", **cells)

    def __len__(self) -> int:
        """Count the rows of all tables."""
        return sum(map(len, self.rows.values()))

    def write(self, folder: Path) -> None:
        """Write the package into a folder, in the one form that packages have."""
        folder.mkdir(parents=True, exist_ok=True)
        for table in RECORDS:
            names = columns(table)
            rows = self.rows[table]
            body = [[rows[key].get(name, "") for name in names] for key in sorted(rows)]
            (folder / f"{table}.csv").write_text(canonical_csv([names, *body]), encoding="utf-8")
        facts = descriptor_text(
            title=self.title,
            start=self.start,
            as_of=self.as_of,
            between=self.between,
            topics=self.topics,
            presumption=self.presumption,
        )
        (folder / DESCRIPTOR).write_text(facts, encoding="utf-8")


def an_id(*words: str) -> str:
    """
    Return an id made of words: lower-case letters, digits and hyphens.

    >>> an_id("visit", "Québec, 1961")
    'visit-quebec-1961'
    """
    plain = unicodedata.normalize("NFKD", "-".join(words)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def government(tables: Tables, code: str) -> str:
    """Enter a state and its government, since a state itself is no node of the network."""
    tables.add("actors", f"state-{code.lower()}", name=f"State {code}", kind="state", state=code)
    cells = {"name": f"Government of {code}", "kind": "organization", "state": code}
    return tables.add("actors", f"government-{code.lower()}", sector="GOV", **cells)


def some(items: Sequence[Item], size: int) -> Sequence[Item]:
    """
    Return `size` items, evenly spread over all.

    >>> some("abcdefgh", 4)
    ['a', 'c', 'e', 'g']
    """
    if size >= len(items):
        return items
    return [items[number * len(items) // size] for number in range(size)]
