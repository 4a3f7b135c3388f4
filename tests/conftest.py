"""One store fixture over both engines; Neo4j is a real one (see `neo4j_server`)."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import threading
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import neo4j
import pytest
from hypothesis import HealthCheck, settings

from backchannel.store import connect

from servers import neo4j_server, standing_stores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store

# How long an example takes, or to draw one, depends on what else the machine does, and says nothing
# of the code.
slow = [HealthCheck.too_slow]
settings.register_profile("backchannel", deadline=None, suppress_health_check=slow)
settings.load_profile("backchannel")

RUN = pytest.StashKey[tuple[Path, int]]()
"""Where the processes of a run share what they know of its Neo4j, and which process the run is."""

WAITED_FOR = WeakSet[threading.Thread]()
"""Queries that were given up, and whose end was waited for: one that has none is waited for once."""

UNMEASURED = {"agreement", "failures"}
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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """
    Have one process of a run do all that needs the Neo4j, one test after another, while others do the rest.

    A second server would have to plan each query anew, which takes it longer than to answer it. Tests that ask the
    same data follow one another, since there is room for one dataset at a time.
    """
    for item in items:
        if needs_server(item):
            item.add_marker(pytest.mark.xdist_group("neo4j"))
        if item.path.parent.name in UNMEASURED:
            item.add_marker(pytest.mark.no_cover)
    yield
    for item in items:
        named_by_group(item)
    items.sort(key=world_asked)


def named_by_group(item: pytest.Item) -> None:
    """
    Give a test the name by which pytest-xdist knows its group.

    pytest-xdist 3.8 writes it where pytest 9.2 no longer looks, and then scatters each group over all processes
    (https://github.com/pytest-dev/pytest-xdist/issues/1386).
    """
    name = getattr(item, "_nodeid", item.nodeid)
    if name != item.nodeid:
        item._id = type(item._id).parse(name)


def needs_server(item: pytest.Item) -> bool:
    """Say whether a test asks the Neo4j of the run; two fixtures name it only once they run."""
    called = getattr(item, "callspec", None)
    engines = [called.params.get(name) for name in ("store", "standing")] if called else []
    return "neo4j" in engines or "server" in getattr(item, "fixturenames", ())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """
    Have a query that was given up end within the test that gave it up.

    Its thread reads on over a connection that the driver can then not close: the socket is left to
    Python, which would say so in whichever test comes next.
    """
    yield
    queries = {one for one in threading.enumerate() if one.name == "backchannel-query"}
    given_up = queries.difference(WAITED_FOR)
    WAITED_FOR.update(given_up)
    if given_up and needs_server(item):
        for thread in given_up:
            thread.join(10)
        del queries, given_up, thread
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()


def world_asked(item: pytest.Item) -> tuple[bool, str]:
    """Order tests by the data that they find standing in the Neo4j; all others come after them, as they are."""
    stands = item.get_closest_marker("stands")
    called = getattr(item, "callspec", None)
    if stands is None or called is None or called.params.get("standing") != "neo4j":
        return True, ""
    # The record first: what is planned for that much is good enough for the small worlds as well.
    return False, str(stands.args[0]).replace("record", "")


def pytest_collection_finish() -> None:
    look_for_no_cycles_in_what_stays()


def look_for_no_cycles_in_what_stays() -> None:
    """
    Spare what lives to the end of the run, such as every test, from being searched for cycles of unused objects.

    Python searches all there is time and again, and whenever Java tidies up: a tenth of what the tests take. The rest is
    searched as seldom as by the command line.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _record_is_read_once() -> Iterator[None]:
    """
    Have the bundled data read and checked once a process: a dataset cannot be changed, so all may share it.

    A whole second goes into each reading, and as much into what is worked out of a dataset and kept with it. Packages at a
    path are read each time, and the tests of reading ask for the function itself.
    """
    # Not at the head of this file: the lines of a module that is imported there escape the measurement of coverage.
    from backchannel.check import sound
    from backchannel.package.reading import bundled

    really = sound.read

    @cache
    def record() -> Dataset:
        data = really(bundled("data"))
        look_for_no_cycles_in_what_stays()
        return data

    def read(path: Path | str | None = None, **remembered: Any) -> Dataset:
        return record() if path is None else really(path, **remembered)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sound, "read", read)
        yield


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
def driver(server: neo4j_server.Server) -> Iterator[neo4j.Driver]:
    """A driver to the Neo4j of the run, with whatever is in it."""
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as found:
        yield found


@pytest.fixture
def bare(driver: neo4j.Driver, pytestconfig: pytest.Config) -> Iterator[neo4j.Driver]:
    """A driver to a Neo4j of the run, emptied, and for this test alone."""
    with neo4j_server.locked(place_of_server(pytestconfig) / "using.lock"):
        driver.execute_query("MATCH (n) DETACH DELETE n")
        yield driver
        driver.execute_query("MATCH (n) DETACH DELETE n")


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


# Databases that are only asked


@pytest.fixture(scope="session")
def _standing_in_neo4j(
    driver: neo4j.Driver, server: neo4j_server.Server
) -> Iterator[standing_stores.Standing]:
    with standing_stores.in_neo4j(server, driver) as holding:
        yield holding


@pytest.fixture(scope="session")
def standing_embedded(pytestconfig: pytest.Config) -> Iterator[standing_stores.Standing]:
    """Embedded databases for tests that only ask: `standing_embedded(data)` is one with these data."""
    # Where the command line keeps what it loads by itself, and so finds what stands there.
    with standing_stores.embedded(pytestconfig.stash[RUN][0] / "cache" / "backchannel") as holding:
        yield holding


@pytest.fixture(params=["embedded", "neo4j"])
def standing(
    request: pytest.FixtureRequest, pytestconfig: pytest.Config
) -> Iterator[standing_stores.Standing]:
    """
    Each engine in turn, for tests that only ask: `standing(data)` is a database with these data.

    What one test has loaded is there for the next, since a load takes longer than most questions about it.
    """
    if request.param == "embedded":
        yield request.getfixturevalue("standing_embedded")
        return
    holding = request.getfixturevalue("_standing_in_neo4j")
    with neo4j_server.locked(place_of_server(pytestconfig) / "using.lock"):
        yield holding
