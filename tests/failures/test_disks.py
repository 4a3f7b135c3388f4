"""An embedded database on a disk that is read-only or full: one line, and the old data still there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import backchannel

from servers.shell import HANGS, assert_fails, run, surroundings

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


def test_a_read_only_disk_is_read_and_not_loaded_into(
    graph: Path, packages: dict[str, Path]
) -> None:
    mount = f"mount --bind '{graph}' '{graph}' && mount -o remount,bind,ro '{graph}' && exec \"$@\""
    said = in_a_room_of_its_own(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"],
        UNTOUCHED,
        str(graph),
        str(packages["new"]),
    )
    assert_read_only(said, "Read-only file system")


def test_a_folder_without_the_right_to_write_is_read_and_not_loaded_into(
    graph: Path, packages: dict[str, Path]
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


def test_on_a_full_disk_the_old_data_stay(tmp_path: Path, packages: dict[str, Path]) -> None:
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


def test_a_cache_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    said = run("query", "contested", XDG_CACHE_HOME=str(tmp_path / "file"))
    assert_fails(said, "cannot be written to (Not a directory); name another folder")
    assert (tmp_path / "file").read_text() == "mine"
