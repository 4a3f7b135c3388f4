"""Databases that are only asked: a dataset that one test has loaded is there for the next."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from backchannel.store import Store, connect

from servers.neo4j_server import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import neo4j
    from _pytest.mark import ParameterSet

    from backchannel.facts.dataset import Dataset

    from servers.neo4j_server import Server

Standing = Callable[["Dataset"], Store]
"""Gives a database in which a dataset stands."""


def place_of(folder: Path, data: Dataset) -> Path:
    """Return the folder of a dataset's database among those in a folder."""
    return folder / data.digest[:16]


def standing_as(name: str, value: object) -> ParameterSet:
    """Return a parameter of tests that ask the data of a name, and so follow one another."""
    return pytest.param(value, marks=pytest.mark.stands(name))


@contextmanager
def embedded(folder: Path) -> Iterator[Standing]:
    """Give embedded databases, one a dataset, in a folder that the processes of a run share."""
    folder.mkdir(parents=True, exist_ok=True)
    stores: dict[str, Store] = {}
    with ExitStack() as opened:

        def holding(data: Dataset) -> Store:
            if data.digest not in stores:
                place = place_of(folder, data)
                with locked(folder / f"{place.name}.lock"):
                    store = opened.enter_context(connect(place))
                    if store.digest() is None:
                        store.load(data)
                    stores[data.digest] = store
            return stores[data.digest]

        yield holding


@contextmanager
def in_neo4j(server: Server, driver: neo4j.Driver) -> Iterator[Standing]:
    """Give a Neo4j, which has room for one dataset at a time."""
    with connect(server.uri, user=server.user, password=server.password) as store:

        def holding(data: Dataset) -> Store:
            if store.digest() != data.digest:
                driver.execute_query("MATCH (n) DETACH DELETE n")
                store.load(data)
            return store

        yield holding
        driver.execute_query("MATCH (n) DETACH DELETE n")
