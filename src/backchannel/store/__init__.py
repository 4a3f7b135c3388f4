"""
The graph database: one small protocol, two engines.

`connect` chooses by the address: a URL such as `neo4j://localhost` is a Neo4j server, anything else
a folder for the embedded engine. Both load a dataset whole, read it back whole, and answer Cypher
in between. A query only reads unless the caller says otherwise, has a limit of time and of rows,
and takes values as parameters alone.

    with connect(folder) as store:
        store.load(data)
        store.run("MATCH (c:Channel) RETURN c.id AS id ORDER BY id")
"""

from __future__ import annotations

from backchannel.store.addresses import SCHEMES, connect, is_address
from backchannel.store.limits import ROW_LIMIT, TIME_LIMIT
from backchannel.store.marker import is_database
from backchannel.store.protocol import NOTHING_LOADED, Result, Store

__all__ = [
    "NOTHING_LOADED",
    "ROW_LIMIT",
    "SCHEMES",
    "TIME_LIMIT",
    "Result",
    "Store",
    "connect",
    "is_address",
    "is_database",
]
