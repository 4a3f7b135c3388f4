"""
Loads that are killed, and work that Ctrl-C ends: the old graph or the new one, and the next load repairs the rest.

The moments are drawn from a seed that is printed; `BACKCHANNEL_SEED` draws them again.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from servers.shell import (
    HANGS,
    Said,
    assert_fails,
    assert_interrupted,
    channels,
    interrupted,
    kill_after,
    line,
    mapped,
    run,
    seconds_of,
    start,
    surroundings,
)

if TYPE_CHECKING:
    from pathlib import Path

SEED = int(os.environ.get("BACKCHANNEL_SEED", time.time_ns() % 10**6))
NOTHING = "nothing loaded; run `backchannel load`"


# kill -9


def test_a_load_that_is_killed_leaves_the_old_graph_or_the_new(
    tmp_path: Path, packages: dict[str, Path]
) -> None:
    lot = random.Random(SEED)
    print(f"BACKCHANNEL_SEED={SEED}")
    graph, first = tmp_path / "graph", tmp_path / "first"
    assert run("load", str(graph), "--data", str(packages["old"])).code == 0
    whole = seconds_of("load", str(tmp_path / "other"), "--data", str(packages["new"]))
    for number in range(3):
        # Two at a time: one has old data to lose, the other is the first load of its folder.
        begin = time.monotonic()
        both = [
            start("load", str(place), "--data", str(packages["new"])) for place in (graph, first)
        ]
        # They cover the whole in six parts, but for the start of Python, which has nothing to
        # lose; the last lies after the end.
        moments = sorted(
            0.3 + lot.uniform((number * 2 + one) / 6, (number * 2 + one + 1) / 6) for one in (0, 1)
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
    if marker.name != "backchannel.json":  # What was read of a package is kept by a replacement too.
        return replace(draft, marker)
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
        check=False, capture_output=True, env=surroundings(), timeout=HANGS,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed


# Ctrl-C

LOOP = "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b RETURN sum(a * b) AS total"


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


def test_the_line_of_a_failure_is_held_to_its_contract() -> None:
    with pytest.raises(AssertionError):
        assert_fails(Said(1, "", "backchannel: one\ntwo\n"), "one")
