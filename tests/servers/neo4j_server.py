"""
A real Neo4j for the tests: the one that `NEO4J_URI` names, else one started here from its Maven artifacts.

A run has one server: whoever needs it first starts it, and what was found is kept in a file that the processes
of the run share. A watcher of its own holds the server, and ends it when the
run asks for that or is gone, so that a killed run leaves nothing behind.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parent / "neo4j"
HOW = "set NEO4J_URI to a server with an empty database, or have Java 17 and Maven (`mvn`) on the machine"
QUICK = (
    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:Tier3InvocationThreshold=60",
    "-XX:Tier3MinInvocationThreshold=30", "-XX:Tier3CompileThreshold=400", "-XX:Tier3BackEdgeThreshold=10000",
)  # fmt: skip
"""
A server that lives for minutes, and plans each query once, is served best by the quick compiler, and soon.

It compiles what was called 60 times, not 200: a load of the record and the questions about it take a tenth less.
"""
PAGES = "64m"
"""What the graphs of the tests fit into."""
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
CLASSES = HOME / "target" / "classes.jsa"
"""What Java has made of the classes of a server: with it the next one starts with two thirds of the work."""


class Server(NamedTuple):
    """What a run found: a server and its version, or the reason why there is none."""

    uri: str = ""
    user: str = ""
    password: str = ""
    version: str = ""
    watcher: int = 0
    reason: str = ""

    def __str__(self) -> str:
        """Say in one line what Neo4j was tested."""
        if self.reason:
            return f"Neo4j was not tested: {self.reason}; to have it tested, {HOW}"
        return f"Neo4j {self.version} was tested, {'started by the tests' if self.watcher else 'named by NEO4J_URI'}"


def provide(folder: Path, owner: int, *, pages: str = PAGES) -> Server:
    """
    Return the server of a run; the first that asks starts it.

    `owner` is the process that it must not outlive, and `pages` how much of the graph it keeps in memory.
    """
    with locked(folder / "starting.lock"):
        server = found(folder)
        if server is None:
            try:
                server = _named() if os.environ.get("NEO4J_URI") else _started(folder, owner, pages)
            except (
                OSError,
                RuntimeError,
                DriverError,
                Neo4jError,
                subprocess.SubprocessError,
            ) as error:
                server = Server(reason=" ".join(str(error).split())[:300])
            (folder / "server.json").write_text(json.dumps(server._asdict()), encoding="utf-8")
    return server


def found(folder: Path) -> Server | None:
    """Return what a run has found so far, if anybody asked."""
    state = folder / "server.json"
    return Server(**json.loads(state.read_bytes())) if state.is_file() else None


def stop(folder: Path) -> None:
    """End the server of a run, if it was started here, and forget what was found."""
    server = found(folder)
    if server and server.watcher:
        os.kill(server.watcher, signal.SIGTERM)
        deadline = time.monotonic() + 60
        while (folder / "home").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock among the processes of a run; the community edition has one database for all of them."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def holding(driver: neo4j.Driver, change: str) -> Iterator[None]:
    """Hold the locks of a change that is never committed, so that a load stops where it comes to them."""
    with suppress(DriverError, Neo4jError), driver.session() as session:
        tx = session.begin_transaction()
        tx.run(change).consume()
        yield
        # The server may be gone by now, which is as good.
        tx.rollback()


def _named() -> Server:
    uri = os.environ["NEO4J_URI"]
    user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
    with neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
        # The tests empty the database again and again: only one with nothing to lose will do.
        if driver.execute_query("MATCH (n) RETURN count(n) AS count").records[0]["count"]:
            raise RuntimeError("the database that NEO4J_URI names is not empty")
        return Server(uri, user, password, _version(driver))


def _started(folder: Path, owner: int, pages: str) -> Server:
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise RuntimeError(f"`{program}` is not on the machine")
    home = folder / "home"
    port = furnish(home, pages=pages)
    watching = [sys.executable, __file__, str(home), str(owner)]
    with (folder / "watcher.log").open("w") as log:
        watcher = subprocess.Popen(
            watching, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    # Nobody waits for the watcher here: another process of the run may be the one to end it.
    watcher.returncode = 0
    try:
        await_start(home)
        password = secrets.token_urlsafe(12)
        version = first_login(f"bolt://127.0.0.1:{port}", password)
    except BaseException:
        os.kill(watcher.pid, signal.SIGTERM)
        raise
    return Server(f"neo4j://127.0.0.1:{port}", "neo4j", password, version, watcher.pid)


def furnish(home: Path, *, pages: str = PAGES) -> int:
    """Make a home for a server, with its jars at hand, and return the port that it will listen on."""
    (HOME / "target").mkdir(exist_ok=True)
    with locked(HOME / "target" / "fetching.lock"):
        _fetch()
        if not CLASSES.is_file():
            _archive_classes()
    return _configure(home, pages)


def _configure(home: Path, pages: str) -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        f"server.bolt.advertised_address=127.0.0.1:{port}\n"
        "server.http.enabled=false\n"
        "dbms.usage_report.enabled=false\n"
        f"server.memory.pagecache.size={pages}\n"
        # The tests load one small world after another; to plan each query anew for each of them would
        # take longer than to answer it.
        "dbms.cypher.min_replan_interval=1d\n"
        "dbms.cypher.statistics_divergence_threshold=1.0\n",
        encoding="utf-8",
    )
    return port


def command(home: Path, *, heap: str = "1g", classes: str = "SharedArchiveFile") -> list[str]:
    """Return what starts the server of a home; `classes` says what to do with the classes of `CLASSES`."""
    opened = [f"--add-opens=java.base/{one}=ALL-UNNAMED" for one in OPENED]
    # By name and in order: Java takes what it has made of the classes for the very same jars alone.
    jars = os.pathsep.join(map(str, sorted((HOME / "target" / "lib").glob("*.jar"))))
    return [
        "java", f"-Xmx{heap}", *QUICK, f"-XX:{classes}={CLASSES}", *opened,
        "-cp", jars, "org.neo4j.server.CommunityEntryPoint",
        f"--home-dir={home}", f"--config-dir={home / 'conf'}",
    ]  # fmt: skip


def _fetch() -> None:
    """Put the jars into `target/lib`, once for each state of the pom."""
    pom, target = HOME / "pom.xml", HOME / "target"
    done = target / "fetched"
    if done.is_file() and done.read_bytes() == pom.read_bytes():
        return
    shutil.rmtree(target / "lib", ignore_errors=True)
    CLASSES.unlink(missing_ok=True)
    maven = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
    ran = subprocess.run(maven, capture_output=True, text=True, timeout=900, check=False)
    if ran.returncode:
        lines = [line for line in ran.stdout.splitlines() if "ERROR" in line]
        raise RuntimeError(f"Maven could not fetch Neo4j ({lines[0] if lines else ran.returncode})")
    done.write_bytes(pom.read_bytes())


def _archive_classes() -> None:
    """Have a server that is hardly asked leave what it has made of its classes as it ends."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        port = _configure(home, PAGES)
        with (Path(folder) / "said.log").open("w") as log:
            server = subprocess.Popen(
                command(home, classes="ArchiveClassesAtExit"), stdout=log, stderr=log
            )
        try:
            await_start(home)
            first_login(f"bolt://127.0.0.1:{port}", secrets.token_urlsafe(12))
            server.terminate()
            server.wait(120)
            # It is not tried again where Java left nothing.
            CLASSES.touch()
        finally:
            if server.poll() is None:
                server.kill()
                server.wait()
                CLASSES.unlink(missing_ok=True)


def await_start(home: Path) -> None:
    """Wait until the server of a home says that it has started."""
    log = home / "logs" / "neo4j.log"
    deadline = time.monotonic() + 300
    while not (log.is_file() and "Started." in log.read_text(encoding="utf-8")):
        if time.monotonic() > deadline or not home.is_dir():
            tail = log.read_text(encoding="utf-8")[-200:] if log.is_file() else "it wrote no log"
            raise RuntimeError(f"Neo4j did not start ({tail})")
        time.sleep(0.1)


def first_login(uri: str, password: str) -> str:
    """Change the password, which is all that a first login may do, and return the server's version."""
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", "neo4j")) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
            old="neo4j",
            new=password,
            database_="system",
        )
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        return _version(driver)


def _version(driver: neo4j.Driver) -> str:
    found = driver.execute_query(
        "CALL dbms.components() YIELD versions RETURN versions[0] AS version"
    )
    return str(found.records[0]["version"])


def _watch(home: Path, owner: int) -> None:
    """Run the server until it ends, or this process is told to, or the owner is gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = subprocess.Popen(command(home), cwd=home)
    try:
        while server.poll() is None and _lives(owner):
            time.sleep(0.3)
    finally:
        # Nothing of it is kept, and to end by itself takes it twelve seconds.
        server.kill()
        server.wait()
        # Last of all, since whoever ends the run waits for this folder to be gone.
        shutil.rmtree(home, ignore_errors=True)
        if not _lives(owner):
            # Nobody is left to tidy up.
            shutil.rmtree(home.parent, ignore_errors=True)
            with suppress(OSError):
                home.parents[1].rmdir()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    _watch(Path(sys.argv[1]), int(sys.argv[2]))
