"""One store fixture over both engines; Neo4j is a real one (see `neo4j_server`)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import neo4j
import pytest
from hypothesis import settings

from backchannel.store import connect

from servers import neo4j_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.store import Store

# How long an example takes depends on what else the machine does, and says nothing of the code.
settings.register_profile("backchannel", deadline=None)
settings.load_profile("backchannel")

RUN = pytest.StashKey[tuple[Path, int]]()
"""Where the processes of a run share what they know of its Neo4j, and which process the run is."""


def pytest_configure(config: pytest.Config) -> None:
    shared = getattr(config, "workerinput", None)
    if shared is None:
        config.stash[RUN] = (Path(tempfile.mkdtemp(prefix="backchannel-neo4j-")), os.getpid())
    else:
        config.stash[RUN] = (Path(shared["neo4j_folder"]), shared["neo4j_owner"])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    folder, owner = node.config.stash[RUN]
    node.workerinput.update(neo4j_folder=str(folder), neo4j_owner=owner)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give all tests of the run's one Neo4j to one process, so that none waits for another's turn."""
    for item in items:
        chosen = (
            item.callspec.params.get("store")
            if isinstance(item, pytest.Function) and hasattr(item, "callspec")
            else None
        )
        names = getattr(item, "fixturenames", ())
        if "server" in names or chosen == "neo4j":
            item.add_marker(pytest.mark.xdist_group("neo4j"))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    server = neo4j_server.found(config.stash[RUN][0])
    if server:
        terminalreporter.write_line(str(server), red=bool(server.reason))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and RUN in config.stash:
        neo4j_server.stop(config.stash[RUN][0])


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> neo4j_server.Server:
    """The Neo4j of this run; where there is none its tests are skipped, but not on a CI machine."""
    found = neo4j_server.provide(*pytestconfig.stash[RUN])
    if found.reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(found))
    return found


@pytest.fixture(scope="session")
def _driver(server: neo4j_server.Server) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        yield driver


@pytest.fixture
def bare(_driver: neo4j.Driver, pytestconfig: pytest.Config) -> Iterator[neo4j.Driver]:
    """A driver to the run's Neo4j, emptied, and for this test alone."""
    with neo4j_server.locked(pytestconfig.stash[RUN][0] / "using.lock"):
        _driver.execute_query("MATCH (n) DETACH DELETE n")
        yield _driver
        _driver.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture
def neo4j_store(bare: neo4j.Driver, server: neo4j_server.Server) -> Iterator[Store]:
    """An empty Neo4j."""
    del bare
    with connect(server.uri, user=server.user, password=server.password) as store:
        yield store


@pytest.fixture
def embedded_store(tmp_path: Path) -> Iterator[Store]:
    """An empty embedded database."""
    with connect(tmp_path / "graph") as store:
        yield store
    shutil.rmtree(tmp_path / "graph", ignore_errors=True)


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty database on each engine in turn."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
