"""An embedded database that fails: one line, the exit code, and the old data still there."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import backchannel
from backchannel.store.generations import STATISTICS

from servers.shell import HANGS, assert_fails, channels, end, line, run, start, surroundings

Packages = dict[str, Path]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """Packages with other channels each."""
    folder = tmp_path_factory.mktemp("packages")
    return {name: line(folder / name, name) for name in ("old", "new")}


@pytest.fixture(scope="module")
def loaded(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds `old`."""
    folder = tmp_path_factory.mktemp("loaded") / "graph"
    assert run("load", str(folder), "--data", str(packages["old"])).code == 0
    return folder


@pytest.fixture
def graph(loaded: Path, tmp_path: Path) -> Path:
    """A database of the test's own that holds `old`."""
    return Path(shutil.copytree(loaded, tmp_path / "graph"))


def point(graph: Path, **changed: Any) -> None:
    """Change what the marker file says."""
    marker = graph / "backchannel.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | changed))


# The folder is not ours


def test_a_folder_of_others_is_refused_and_left_alone(tmp_path: Path, packages: Packages) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    assert_fails(
        run("load", str(tmp_path), "--data", str(packages["new"])),
        "is not a Backchannel database",
        code=2,
    )
    assert_fails(run("query", "contested", "--data", str(tmp_path)), "is no database", code=2)
    assert_fails(
        run("load", str(tmp_path / "diary.txt"), "--data", str(packages["new"])),
        "is a file",
        code=2,
    )
    assert [one.name for one in tmp_path.iterdir()] == ["diary.txt"]


def test_a_foreign_database_of_the_same_engine_is_refused_and_left_alone(
    graph: Path, packages: Packages
) -> None:
    (foreign,) = graph.glob("generation-*")
    before = {one.name: one.read_bytes() for one in foreign.iterdir()}
    assert_fails(
        run("load", str(foreign), "--data", str(packages["new"])),
        "is not a Backchannel database",
        code=2,
    )
    assert_fails(run("query", "contested", "--data", str(foreign)), "is no database", code=2)
    assert {one.name: one.read_bytes() for one in foreign.iterdir()} == before


# The folder is of another version


@pytest.mark.parametrize(
    "changed",
    [{"format": 0}, {"format": 99}, {"format": 99, "generation": {"name": "other"}, "files": 1}],
)
def test_a_database_of_another_version_is_named_and_loaded_anew(
    graph: Path, packages: Packages, changed: dict[str, Any]
) -> None:
    point(graph, **changed)
    for words in (["query", "contested"], ["open", "2020"]):
        assert_fails(
            run(*words, "--data", str(graph)),
            "was loaded by another version; run `backchannel load`",
        )
    assert run("load", str(graph), "--data", str(packages["new"])).code == 0
    assert channels(graph) == {"new"}


def test_a_damaged_marker_or_generation_is_named_and_loaded_anew(
    graph: Path, packages: Packages
) -> None:
    marker = graph / "backchannel.json"
    told = marker.read_text()
    odd: list[dict[str, Any]] = [
        {"generation": "../../etc"}, {"generation": None}, {"generation": ["x"]}, {"digest": 1}, {"title": {}},
        {"format": True}, {"format": "2"}, {"format": None}, {"files": 1}, {"files": ["x"]},
    ]  # fmt: skip
    texts = [json.dumps(json.loads(told) | change) for change in odd]
    deep = "[" * 100_000
    for text in ("", "[]", "{}", "null", "1", '"x"', '{"generation": 1', deep, *texts):
        marker.write_text(text)
        assert_fails(
            run("open", "2020", "--data", str(graph)),
            "cannot be read; remove the folder and load the data",
        )
    marker.write_text(told)
    (generation,) = graph.glob("generation-*")
    (generation / "schema.json").write_text("{")
    assert_fails(run("open", "2020", "--data", str(graph)), "is damaged or changed; load the data")
    assert run("load", str(graph), "--data", str(packages["new"])).code == 0
    assert channels(graph) == {"new"}


def test_no_file_of_a_generation_is_lost_or_changed_without_a_word(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No load is under way that could be waited for.
    monkeypatch.setattr("backchannel.store.embedded.time.sleep", lambda _: None)
    (generation,) = graph.glob("generation-*")
    holding = [path for path in generation.iterdir() if path.stat().st_size]
    assert len(holding) > 20

    def is_refused() -> None:
        for words in (["query", "contested"], ["open", "2020"]):
            assert_fails(run(*words, "--data", str(graph)), "is damaged or changed; load the data")

    lot = random.Random(1)
    holding.remove(generation / STATISTICS)
    for path in lot.sample(sorted(holding), 4):
        before = path.read_bytes()
        at = lot.randrange(len(before))
        for after in (None, before[:-1], before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :]):
            path.unlink()
            if after is not None:
                path.write_bytes(after)
            is_refused()
            path.write_bytes(before)
    (generation / "more").touch()
    is_refused()
    (generation / "more").unlink()
    assert channels(graph) == {"old"}


def test_a_reader_that_leaves_the_statistics_unwritten_damages_nothing(graph: Path) -> None:
    (generation,) = graph.glob("generation-*")
    statistics = generation / STATISTICS
    words, text = ("query", "-", "--data", str(graph)), "MATCH (c:Channel) RETURN count(c) AS count"
    before = run(*words, "--format", "csv", text=text).out
    # The engine writes them when a process ends, and here it is too busy to write more than nothing.
    sums = "reduce(a = 0, x IN range(1, 30000) | a + reduce(b = 0, y IN range(1, 30000) | b + y))"
    end(start(*words, "--timeout", "0.5", text=f"RETURN {sums} AS a"))
    for left in (None, statistics.read_bytes()[:50]):
        statistics.unlink()
        if left is not None:
            statistics.write_bytes(left)
        # Two processes: the first writes what it counted, the second reads that.
        for _ in range(2):
            said = end(start(*words, "--format", "csv", text=text))
            assert (said.code, said.out) == (0, before)
    count = before.split()[-1].encode()
    changed = statistics.read_bytes().replace(b'"count":' + count, b'"count":' + count + b"0")
    assert changed != statistics.read_bytes()
    statistics.write_bytes(changed)
    assert_fails(run(*words, text=text), "is damaged or changed; load the data")


# The folder cannot be written to


ROOM = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parents[1]), str(Path(backchannel.__file__).parents[1])]!r}
from pathlib import Path
from servers.shell import channels, run
""".strip()


def in_a_room_of_its_own(command: list[str], program: str, *words: str) -> list[Any]:
    """Run a program where mounts and rights are its own; it prints one JSON line for each run of the command line."""
    said = subprocess.run(
        [*command, sys.executable, "-c", f"{ROOM}\n{program}", *words],
        check=False, capture_output=True, encoding="utf-8", env=surroundings(), timeout=HANGS,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    return [json.loads(one) for one in said.stdout.splitlines()]


UNTOUCHED = """
graph, package = sys.argv[1:3]
import json
from servers.shell import Said
def tell(one): print(json.dumps(one))
tell(run("load", graph, "--data", package))
tell(run("query", "contested", "--data", graph))
tell(sorted(channels(graph)))
"""


def assert_read_only(said: list[Any], reason: str) -> None:
    load, query, found = said
    assert load[:2] == [1, ""]
    assert load[2].count("\n") == 1
    assert f"cannot be written to ({reason}); name another folder" in load[2]
    assert query[:2] == [0, "table,record,field,values,supporting,denying\n"]
    assert found == ["old"]


def test_a_read_only_disk_is_read_and_not_loaded_into(graph: Path, packages: Packages) -> None:
    mount = f"mount --bind '{graph}' '{graph}' && mount -o remount,bind,ro '{graph}' && exec \"$@\""
    said = in_a_room_of_its_own(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"],
        UNTOUCHED,
        str(graph),
        str(packages["new"]),
    )
    assert_read_only(said, "Read-only file system")


def test_a_folder_without_the_right_to_write_is_read_and_not_loaded_into(
    graph: Path, packages: Packages
) -> None:
    for one in (graph, *graph.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)
    # Permission bits do not bind root unless it lays its powers down; anybody else has none of them.
    powers = "-dac_override,-dac_read_search,-fowner"
    command = ["setpriv", f"--inh-caps={powers}", "--ambient-caps=-all", f"--bounding-set={powers}"]
    try:
        said = in_a_room_of_its_own(
            command if os.geteuid() == 0 else [], UNTOUCHED, str(graph), str(packages["new"])
        )
    finally:
        for one in (graph, *graph.glob("generation-*")):
            one.chmod(0o755)
    assert_read_only(said, "Permission denied")


FULL = """
import json, os, shutil
disk, old, new = map(Path, sys.argv[1:4])
graph = disk / "graph"
def tell(one): print(json.dumps(one))
assert run("load", str(graph), "--data", str(old)).code == 0
for room in map(int, sys.argv[4:]):
    (disk / "ballast").unlink(missing_ok=True)
    free = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(free.f_bavail * free.f_frsize - room * 1024))
    tell([run("load", str(graph), "--data", str(new)), sorted(channels(graph)), len(list(graph.glob("generation-*")))])
(disk / "ballast").unlink()
tell([run("load", str(graph), "--data", str(new)), sorted(channels(graph)), len(list(graph.glob("generation-*")))])
"""


def test_on_a_full_disk_the_old_data_stay(tmp_path: Path, packages: Packages) -> None:
    (tmp_path / "disk").mkdir()
    mount = f"mount -t tmpfs -o size=40m tmpfs '{tmp_path / 'disk'}' && exec \"$@\""
    # From no room at all to some hundred kB less than a generation takes, its log included.
    rooms = [0, 300, 6000, 7000, 8000]
    *full, whole = in_a_room_of_its_own(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"], FULL,
        str(tmp_path / "disk"), str(packages["old"]), str(packages["new"]), *map(str, rooms),
    )  # fmt: skip
    sentence = "is full, and nothing has changed; free some space and load again\n"
    for load, found, generations in full:
        assert load[:2] == [1, ""]
        assert load[2].endswith(sentence), load
        assert load[2].count("\n") == 1
        assert (found, generations) == (["old"], 1)
    assert (whole[0][0], *whole[1:]) == (0, ["new"], 1)


# Many at once


def test_two_loads_at_once_leave_one_of_them_whole(graph: Path, packages: Packages) -> None:
    both = [start("load", str(graph), "--data", str(packages[name])) for name in ("new", "old")]
    for one in both:
        said = end(one)
        assert (said.code, said.out, said.err.count("\n")) == (0, "", 1)
    assert channels(graph) in ({"new"}, {"old"})
    assert sorted(one.name.partition("-")[0] for one in graph.iterdir()) == [
        "backchannel.json", "backchannel.lock", "generation",
    ]  # fmt: skip


def test_readers_beside_a_loader_see_the_old_or_the_new_whole(
    graph: Path, packages: Packages
) -> None:
    seen = [channels(graph)]
    loader = start("load", str(graph), "--data", str(packages["new"]))
    while loader.poll() is None:
        seen.append(channels(graph))
        time.sleep(0.1)
    assert end(loader).code == 0
    assert all(one in ({"old"}, {"new"}) for one in seen)
    assert seen[0] == {"old"}
    assert channels(graph) == {"new"}


# The cache of the default database


def test_a_cache_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    said = run("query", "contested", XDG_CACHE_HOME=str(tmp_path / "file"))
    assert_fails(said, "cannot be written to (Not a directory); name another folder")
    assert (tmp_path / "file").read_text() == "mine"
