"""An embedded database that fails: one line, the exit code, and the old data still there."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from backchannel.store.generations import STATISTICS

from servers.shell import assert_fails, channels, end, run, start

Packages = dict[str, Path]


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
        # Twice: a process writes what it counted, and the next one, here or in the next round, reads that.
        for _ in range(2 if left is None else 1):
            said = end(start(*words, "--format", "csv", text=text))
            assert (said.code, said.out) == (0, before)
    count = before.split()[-1].encode()
    changed = statistics.read_bytes().replace(b'"count":' + count, b'"count":' + count + b"0")
    assert changed != statistics.read_bytes()
    statistics.write_bytes(changed)
    assert_fails(run(*words, text=text), "is damaged or changed; load the data")


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
