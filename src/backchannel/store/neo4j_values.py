"""Convert the driver's values to the common form in `values`."""

from __future__ import annotations

from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point, WGS84Point
from neo4j.time import Date, DateTime, Time

from backchannel.store import values

SYSTEMS = {4326: "WGS-84", 4979: "WGS-84-3D", 7203: "cartesian", 9157: "cartesian-3D"}
"""Number → name, for the systems of coordinates that Neo4j knows."""


def from_driver(value: Any) -> Any:
    """Return a value as plain Python: dates as `date`, nodes as their properties."""
    return values.common_form(value, _opened)


def _opened(value: Any) -> Any:
    """Return what Python has for a value of the driver."""
    match value:
        case Date():
            return value.to_native()
        case DateTime() | Time():
            return values.moment(value.iso_format(), getattr(value.tzinfo, "zone", None) or "")
        case Node() | Relationship():
            return dict(value.items())
        case Path():
            steps = zip(value.nodes[1:], value.relationships, strict=True)
            return [value.start_node, *(part for node, edge in steps for part in (edge, node))]
        case Point():
            return _of_point(value)
        case _ if hasattr(value, "raw_data"):
            # The driver puts this in the place of a date that it cannot read.
            raise values.no_day()
        case _:
            return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _of_point(point: Point) -> dict[str, Any]:
    found: dict[str, Any] = {"crs": SYSTEMS[point.srid or 0], "srid": point.srid}
    found |= dict(zip("xyz", point, strict=False))
    if isinstance(point, WGS84Point):
        found |= dict(zip(("longitude", "latitude", "height"), point, strict=False))
    return found
