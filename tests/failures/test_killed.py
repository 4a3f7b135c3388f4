"""
Loads that are killed, and work that Ctrl-C ends: the old graph or the new one, and the next load repairs the rest.

The moments are drawn from a seed that is printed; `BACKCHANNEL_SEED` draws them again.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import read_package
from backchannel.store import neo4j as engine

from servers.shell import Said, assert_fails, channels, end, line, run, start, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    import neo4j

    from backchannel.store import Store

    from servers import neo4j_server

SEED = int(os.environ.get("BACKCHANNEL_SEED", time.time_ns() % 10**6))
NOTHING = "nothing loaded; run `backchannel load`"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Packages with other channels each."""
    folder = tmp_path_factory.mktemp("packages")
    return {name: line(folder / name, name) for name in ("old", "new")}


def kill_after(process: subprocess.Popen[str], seconds: float) -> None:
    """Kill a process some time after its start, unless it has ended before."""
    try:
        process.wait(max(seconds, 0))
    except subprocess.TimeoutExpired:
        process.kill()
    end(process)


def seconds_of(*words: str, **more: str) -> float:
    """How long a run takes while another one does the same elsewhere."""
    begin = time.monotonic()
    assert end(start(*words, **more)).code == 0
    return time.monotonic() - begin


# kill -9


def test_a_load_that_is_killed_leaves_the_old_graph_or_the_new(
    tmp_path: Path, packages: dict[str, Path]
) -> None:
    lot = random.Random(SEED)
    print(f"BACKCHANNEL_SEED={SEED}")
    graph, first = tmp_path / "graph", tmp_path / "first"
    assert run("load", str(graph), "--data", str(packages["old"])).code == 0
    whole = seconds_of("load", str(tmp_path / "other"), "--data", str(packages["new"]))
    for number in range(10):
        # Two at a time: one has old data to lose, the other is the first load of its folder.
        begin = time.monotonic()
        both = [
            start("load", str(place), "--data", str(packages["new"])) for place in (graph, first)
        ]
        # The moments lie in twenty parts of the whole, so that they cover it, the last after it has ended.
        moments = sorted(
            lot.uniform((number * 2 + one) / 20, (number * 2 + one + 1) / 20) * 1.3
            for one in (0, 1)
        )
        for process, moment in sorted(
            zip(both, lot.sample(moments, 2), strict=True), key=lambda one: one[1]
        ):
            kill_after(process, begin + moment * whole - time.monotonic())
        assert channels(graph) in ({"old"}, {"new"})
        found = run("open", "2020", "--data", str(first))
        assert found.code == 0 or any(
            one in found.err for one in (NOTHING, "no data package at", "is empty;")
        ), found
        for place in (graph, first):
            assert run("load", str(place), "--data", str(packages["old"])).code == 0
            assert channels(place) == {"old"}
            assert len(list(place.glob("generation-*"))) == 1
        shutil.rmtree(first)


KILLED_AT = """
import fcntl, os, pathlib, shutil, signal, sys
step = sys.argv.pop(1)
def kill(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
if step == "before lock":
    opened = pathlib.Path.open
    pathlib.Path.open = lambda path, *a, **b: (kill if path.name == "backchannel.lock" else opened)(path, *a, **b)
if step == "at lock":
    fcntl.flock = kill
replace, points = pathlib.Path.replace, []
def switch(draft, marker):
    points.append(marker)
    if step == f"before pointer {len(points)}": kill()
    replace(draft, marker)
    if step == f"after pointer {len(points)}": kill()
pathlib.Path.replace = switch
if step == "in the sweep":
    rmtree = shutil.rmtree
    def half(folder, **more):
        for file in list(pathlib.Path(folder).iterdir())[::2]: file.unlink()
        kill()
    shutil.rmtree = half
from backchannel.cli import main
main()
"""


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("before pointer 1", "old"),
        ("after pointer 1", "old"),
        ("before pointer 2", "old"),
        ("after pointer 2", "new"),
        ("in the sweep", "new"),
    ],
)
def test_a_load_that_is_killed_at_the_switch(
    tmp_path: Path, packages: dict[str, Path], step: str, found: str
) -> None:
    graph = tmp_path / "graph"
    assert run("load", str(graph), "--data", str(packages["old"])).code == 0
    killed_at(step, graph, packages["new"])
    assert channels(graph) == {found}
    assert run("load", str(graph), "--data", str(packages["old"])).code == 0
    assert channels(graph) == {"old"}
    assert len(list(graph.iterdir())) == 3


@pytest.mark.parametrize(
    "step", ["before lock", "at lock", "before pointer 1", "after pointer 1", "before pointer 2"]
)
def test_a_first_load_that_is_killed_is_known_for_what_it_is_and_repaired(
    tmp_path: Path, packages: dict[str, Path], step: str
) -> None:
    graph = tmp_path / "graph"
    killed_at(step, graph, packages["new"])
    code, sentence = (
        (2, "is empty; `backchannel load` makes a database of it")
        if step == "before lock"
        else (1, NOTHING)
    )
    assert_fails(run("open", "2020", "--data", str(graph)), sentence, code=code)
    assert run("load", str(graph), "--data", str(packages["old"])).code == 0
    assert channels(graph) == {"old"}
    assert len(list(graph.iterdir())) == 3


def killed_at(step: str, graph: Path, package: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, step, "load", str(graph), "--data", str(package)],
        check=False, capture_output=True, env=surroundings(), timeout=100,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed


def test_a_client_that_is_killed_loading_leaves_neo4j_old_or_new(
    bare: neo4j.Driver,
    server: neo4j_server.Server,
    packages: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del bare
    lot = random.Random(SEED)
    print(f"BACKCHANNEL_SEED={SEED}")
    login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    assert run("load", server.uri, "--data", str(packages["old"]), **login).code == 0
    whole = seconds_of("load", server.uri, "--data", str(packages["old"]), **login)
    for number in range(12):
        process = start("load", server.uri, "--data", str(packages["new"]), **login)
        # The first third is the start of Python, which has nothing to lose.
        kill_after(process, lot.uniform(number / 12, (number + 1) / 12) * whole * 0.8 + whole / 3)
        with monkeypatch.context() as patch:
            patch.setattr(engine, "MARK_WAIT", 0.5)
            found = run("open", "2020", "--data", server.uri, **login)
        assert (
            found.code == 0
            or "is being loaded, or a load died; try again, or run `back" in found.err
        ), found
        if found.code == 0:
            assert channels(server.uri, **login) in ({"old"}, {"new"})
        assert run("load", server.uri, "--data", str(packages["old"]), **login).code == 0
        assert channels(server.uri, **login) == {"old"}


# Ctrl-C

LOOP = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a * b) AS total"


def interrupted(
    process: subprocess.Popen[str], sign: Callable[[], bool], by: int = signal.SIGINT
) -> Said:
    """Press Ctrl-C when a sign shows that the work is under way; the end is to come soon."""
    deadline = time.monotonic() + 60
    while not sign():
        assert process.poll() is None, end(process)
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(by)
    return end(process, within=15)


def mapped(process: subprocess.Popen[str], library: str) -> Callable[[], bool]:
    """Say whether a process has come to use a library."""
    return lambda: (
        library in Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8", errors="replace")
    )


def assert_interrupted(said: Said) -> None:
    assert said == (130, "", "backchannel: interrupted\n")


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_a_load_and_a_query_of_an_embedded_database(
    tmp_path: Path, packages: dict[str, Path], by: int
) -> None:
    graph = tmp_path / "graph"
    assert run("load", str(graph), "--data", str(packages["old"])).code == 0
    many = line(tmp_path / "many", "many", repeat=300)
    load = start("load", str(graph), "--data", str(many))
    assert_interrupted(
        interrupted(load, lambda: len(list(graph.glob("generation-*/schema.json"))) == 2, by)
    )
    query = start("query", "-", "--data", str(graph), text=LOOP)
    # The database is opened first, and a query of this length cannot be over yet.
    assert_interrupted(
        interrupted(query, lambda: mapped(query, "numtidx")() or mapped(query, "libzip.so")(), by)
    )
    assert channels(graph) == {"old"}
    assert len(list(graph.iterdir())) == 3


def test_ctrl_c_in_the_first_moments_is_one_line_too(
    tmp_path: Path, packages: dict[str, Path]
) -> None:
    # In the midst of these imports: native code swallows what is raised there, or crashes on it.
    for library in ("_multiarray_umath", "_jpype"):
        process = start("load", str(tmp_path / "graph"), "--data", str(packages["new"]))
        said = interrupted(process, mapped(process, library))
        assert_interrupted(said)


def test_ctrl_c_ends_a_report_and_spares_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("the report before")
    report = start("report", "2022", "-o", str(tmp_path))
    assert_interrupted(interrupted(report, mapped(report, "ft2font")))
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {
        "index.html": "the report before"
    }


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_a_load_and_a_query_of_neo4j(
    bare: neo4j.Driver,
    server: neo4j_server.Server,
    packages: dict[str, Path],
    tmp_path: Path,
    by: int,
) -> None:
    login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    assert run("load", server.uri, "--data", str(packages["old"]), **login).code == 0

    def under_way(words: str) -> Callable[[], bool]:
        running = "SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery AS query"
        return lambda: any(words in one["query"] for one in bare.execute_query(running).records)

    many = line(tmp_path / "many", "many", repeat=1500)
    load = start("load", server.uri, "--data", str(many), **login)
    assert_interrupted(interrupted(load, under_way("UNWIND $rows"), by))
    query = start("query", "-", "--data", server.uri, text=LOOP, **login)
    assert_interrupted(interrupted(query, under_way("UNWIND range"), by))
    assert channels(server.uri, **login) == {"old"}
    deadline = time.monotonic() + 10
    while under_way("UNWIND range")():
        assert time.monotonic() < deadline, "the server still works at a query that was given up"
        time.sleep(0.1)


@pytest.mark.parametrize(
    "words", ["MERGE (p:", "UNWIND $rows", "SET p += $row", "WHERE p.loading = $mark REMOVE"]
)
@pytest.mark.parametrize("heard", [False, True])
def test_ctrl_c_in_the_midst_of_a_message_to_neo4j(
    neo4j_store: Store,
    packages: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    heard: bool,
) -> None:
    old, new = (read_package(packages[name]).dataset for name in ("old", "new"))
    neo4j_store.load(old)
    said = socket.socket.sendall

    def cut(line: socket.socket, message: bytes) -> None:
        if words.encode() not in bytes(message):
            return said(line, message)
        monkeypatch.undo()
        said(line, message if heard else message[: len(message) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr(socket.socket, "sendall", cut)
    with pytest.raises(KeyboardInterrupt):
        neo4j_store.load(new)
    # At once, since no mark is left to wait for.
    monkeypatch.setattr(engine, "MARK_WAIT", 0.0)
    assert neo4j_store.digest() == (new if words.startswith("WHERE") else old).digest
    assert neo4j_store.run("MATCH (p:Package) RETURN p.loading AS loading").rows == [(None,)]


def test_the_line_of_a_failure_is_held_to_its_contract() -> None:
    with pytest.raises(AssertionError):
        assert_fails(Said(1, "", "backchannel: one\ntwo\n"), "one")
