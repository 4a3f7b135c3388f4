"""One store fixture over both engines; Neo4j is a real one (see `neo4j_server`)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import neo4j
import pytest
from hypothesis import HealthCheck, settings

from backchannel.store import connect

from servers import neo4j_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.store import Store

# How long an example takes, or to draw one, depends on what else the machine does, and says nothing
# of the code.
slow = [HealthCheck.too_slow]
settings.register_profile("backchannel", deadline=None, suppress_health_check=slow)
settings.load_profile("backchannel")

RUN = pytest.StashKey[tuple[Path, int]]()
"""Where the processes of a run share what they know of its Neo4j, and which process the run is."""

UNMEASURED = ("agreement", "failures")
"""
Folders of tests during which no coverage is measured.

They run the same lines thousands of times, or in other processes, and measuring doubles the time that a line takes.
What has to be covered is so by the tests that are named after it.
"""


def pytest_configure(config: pytest.Config) -> None:
    shared = getattr(config, "workerinput", None)
    if shared is None:
        config.stash[RUN] = (Path(tempfile.mkdtemp(prefix="backchannel-neo4j-")), os.getpid())
    else:
        config.stash[RUN] = (Path(shared["neo4j_folder"]), shared["neo4j_owner"])
    # Nothing is read from the cache of whoever runs the tests, and nothing is left in it.
    os.environ["XDG_CACHE_HOME"] = str(config.stash[RUN][0] / "cache")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    folder, owner = node.config.stash[RUN]
    node.workerinput.update(neo4j_folder=str(folder), neo4j_owner=owner)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Have one process of a run do all that needs the Neo4j, one test after another, while others do the rest.

    A second server would have to plan each query anew, which takes it longer than to answer it.
    """
    for item in items:
        # The fixture `store` names the server only once it runs.
        called = getattr(item, "callspec", None)
        engine = called.params.get("store") if called else None
        if engine == "neo4j" or "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("neo4j"))
        if item.path.parent.name in UNMEASURED:
            item.add_marker(pytest.mark.no_cover)


def place_of_server(config: pytest.Config) -> Path:
    """The folder of the Neo4j of the run."""
    place = config.stash[RUN][0] / "server"
    place.mkdir(exist_ok=True)
    return place


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    said = {
        str(server): bool(server.reason)
        for place in config.stash[RUN][0].iterdir()
        if (server := neo4j_server.found(place))
    }
    for line, red in said.items():
        terminalreporter.write_line(line, red=red)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and RUN in config.stash:
        for place in config.stash[RUN][0].iterdir():
            neo4j_server.stop(place)
        shutil.rmtree(config.stash[RUN][0], ignore_errors=True)


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> neo4j_server.Server:
    """A Neo4j of this run; where there is none its tests are skipped, but not on a CI machine."""
    found = neo4j_server.provide(place_of_server(pytestconfig), pytestconfig.stash[RUN][1])
    if found.reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(found))
    return found


@pytest.fixture(scope="session")
def _driver(server: neo4j_server.Server) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        yield driver


@pytest.fixture
def bare(_driver: neo4j.Driver, pytestconfig: pytest.Config) -> Iterator[neo4j.Driver]:
    """A driver to a Neo4j of the run, emptied, and for this test alone."""
    with neo4j_server.locked(place_of_server(pytestconfig) / "using.lock"):
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
