"""
The bundled data, or others, several times over: every record again under a new id.

States and intergovernmental bodies are not copied, since they are what the sides of a channel are;
so a pair of sides has as many times more channels, and each copy keeps its own people, offices and
sources.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.check.sound import read
from backchannel.facts.model import RECORDS, REFERENCES
from backchannel.package.schema import SEPARATOR, cell
from benchmarks.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Container

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record

SHARED = ("state", "intergovernmental")
COPY = re.compile(r"-copy-\d+")
"""What each copy but the first adds to its ids."""


def bundled(size: int) -> Tables:
    """Make the package that holds the bundled data `size` times."""
    return copies(read(), size)


def copies(data: Dataset, size: int, *, shared: Container[str] = SHARED) -> Tables:
    """Make the package that holds a dataset `size` times; actors of some kinds are not copied."""
    tables = Tables(data.title, start=data.start, as_of=data.as_of, between=data.between)
    tables.topics, tables.presumption = data.topics, data.presumption
    ids = {key for table in RECORDS for key in data.table(table)}
    common = {actor.id for actor in data.actors.values() if actor.kind in shared}
    ids -= common
    naming = [
        (record, _cells_that_name(data, record))
        for table in RECORDS
        for record in data.table(table).values()
    ]
    for number in range(size):
        suffix = f"-copy-{number}" if number else ""
        for record, names in naming:
            cells = {name: cell(value) for name, value in record}
            for name in names:
                values = cells[name].split(SEPARATOR)
                cells[name] = SEPARATOR.join(v + suffix if v in ids else v for v in values)
            # What a body publishes is its own voice, which stays one where the body does.
            if cells.get("independence_group") and cells["independence_group"] not in common:
                cells["independence_group"] += suffix
            tables.add(record.table, cells.pop("id"), **cells)
    return tables


def _cells_that_name(data: Dataset, record: Record) -> set[str]:
    """Return the columns of a record that hold ids; the value of a claim may, as for a cause."""
    names = {"id", *REFERENCES.get(record.table, {})}
    cells = dict(record)
    if cells.get("side") in data.actors:
        names.add("side")
    if record.table == "claims":
        claimed = data.records.get(cells["record"])
        if claimed is not None and cells["field"] in REFERENCES.get(claimed.table, {}):
            names.add("value")
    return names
