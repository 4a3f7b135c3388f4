"""
Graph rows as records: what was loaded, read back and checked against its digest.

A record is read from the columns of its table and nothing else, so that what queries need beside
them can never come back as a fact, nor what others have drawn between the nodes.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from backchannel.errors import StoreError
from backchannel.facts.dataset import Dataset, dataset
from backchannel.facts.model import RECORDS, Record
from backchannel.facts.presumption import Break, Presumption
from backchannel.messages import quoted
from backchannel.store.graph import EDGES, LOADED_FROM, NODES, OURS, PACKAGE_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

READ_NODES = {
    table: (
        f"MATCH (n:{label}) WHERE n:{OURS} AND n.{LOADED_FROM} = '{table}' "
        "RETURN properties(n) AS row ORDER BY n.id"
    )
    for table, label in NODES.items()
}
READ_EDGES = {
    table: (
        f"MATCH (a:{OURS})-[r:{edge.type}]->(b:{OURS}) WHERE r.{LOADED_FROM} = '{table}' "
        "RETURN properties(r) AS row ORDER BY r.id"
    )
    for table, edge in EDGES.items()
}
READ_PACKAGE = f"MATCH (n:{OURS} {{id: '{PACKAGE_ID}'}}) RETURN properties(n) AS row"

REMEDY = "load the data again"


class Damaged(StoreError):
    """A graph that is not what was loaded."""


def record(table: str, row: Mapping[str, Any]) -> Record:
    """
    Read a record from the properties of its node or relationship.

    Raises
    ------
    Damaged
        If the properties are no record of that table.
    """
    from pydantic import ValidationError

    kind = RECORDS[table]
    try:
        return kind.model_validate(
            {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in row.items()
                if name in kind.columns
            }
        )
    except ValidationError as error:
        column = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise Damaged(
            f"{quoted(str(row.get('id')))} in the database is no row of `{table}` "
            f"(see its `{column}`); {REMEDY}"
        ) from error


def read_graph(
    name: str, package: Mapping[str, Any], ask: Callable[[str], Iterable[Mapping[str, Any]]]
) -> Dataset:
    """
    Read the whole dataset.

    Parameters
    ----------
    name
        The database as a message calls it.
    package
        The properties of the node that speaks of the package.
    ask
        Runs one of our statements and returns its rows.

    Raises
    ------
    Damaged
        If what is there is not what was loaded: somebody or something has changed it.
    """
    statements = READ_NODES | READ_EDGES
    topics = zip(package.get("topics", ()), package.get("topic_meanings", ()), strict=True)
    try:
        found = dataset(
            {table: [record(table, row) for row in ask(statements[table])] for table in RECORDS},
            start=package["from"],
            as_of=package["as_of"],
            between=(sides[0], sides[1]) if (sides := package["between"]) else None,
            title=package.get("title", ""),
            topics=dict(topics),
            presumption=_presumption(package),
        )
        if found.digest == package["digest"]:
            return found
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise changed(name) from error
    raise changed(name)


def _presumption(package: Mapping[str, Any]) -> Presumption:
    days = dict(zip(package["presume_for"], package["presume_days"], strict=True))
    breaks = map(Break, package["breaks"], package["break_reasons"])
    return Presumption(MappingProxyType(days), tuple(breaks))


def other_version(name: str) -> StoreError:
    """Return the error of a database whose graph has the form of another version."""
    return StoreError(f"{name} was loaded by another version; run `backchannel load`")


def changed(name: str) -> Damaged:
    """Return the error of a database that does not hold what was loaded into it."""
    return Damaged(f"{name} is damaged or changed; {REMEDY}")
