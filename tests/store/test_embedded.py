"""What the embedded engine alone can do, and how it fails."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import MissingExtra, QueryRefused, StoreError, UsageFault
from backchannel.store import connect, is_address, is_database, statements

from servers.shell import HANGS
from worlds.toy import toy

if TYPE_CHECKING:
    from backchannel.store import Store


def test_an_embedded_database_is_not_written_to(embedded_store: Store) -> None:
    embedded_store.load(toy())
    with pytest.raises(QueryRefused, match="never changed in place"):
        embedded_store.run("CREATE (n:X)", write=True)


def test_a_load_that_the_engine_gives_up_halfway_is_told_in_a_sentence(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The nodes are there, and what finds them again for the relationships fails.
    monkeypatch.setattr("backchannel.store.embedded_load._ELEMENTS", "MATCH (n RETURN n")
    with pytest.raises(StoreError, match="cannot be loaded, and nothing has changed"):
        embedded_store.load(toy())
    assert embedded_store.digest() is None


def test_python_does_not_search_the_data_for_garbage_while_they_are_loaded(
    embedded_store: Store,
) -> None:
    aside: list[int] = []
    gc.unfreeze()
    embedded_store.load(toy(), progress=lambda _: aside.append(gc.get_freeze_count()))
    assert min(aside) > 0
    assert gc.get_freeze_count() == 0
    gc.freeze()
    try:
        embedded_store.load(toy(without="c18"))
        # What somebody else had set aside before stays so.
        assert gc.get_freeze_count() > 0
    finally:
        gc.collect()
        gc.freeze()


def test_a_folder_of_others_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageFault, match="is not empty and is not a Backchannel database"):
        connect(tmp_path)
    with pytest.raises(UsageFault, match="is a file"):
        connect(tmp_path / "letter.txt")
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_to_look_at_a_folder_makes_nothing(tmp_path: Path) -> None:
    with connect(tmp_path / "none") as store:
        assert store.digest() is None
    assert not (tmp_path / "none").exists()
    assert not is_database(tmp_path)


def test_a_folder_may_be_called_like_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("localhost:7687", "me:secret@home"):
        with pytest.raises(UsageFault, match=r"and a new folder of that name `\./NAME`"):
            connect(name)
        for place in (f"./{name}", f"{tmp_path}/{name}", tmp_path / name, Path(name)):
            connect(place).close()
        (tmp_path / name).mkdir()
        connect(name).close()
    assert not is_address("localhost:7687")
    assert is_address("neo4j://localhost:7687")


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    with connect(tmp_path / "graph") as store:
        store.load(toy())
        (generation,) = (tmp_path / "graph").glob("generation-*")
        shutil.rmtree(generation)
        with pytest.raises(StoreError, match="is damaged or changed; load the data again"):
            store.read()
        store.load(toy())
        assert store.read() == toy()
        (tmp_path / "graph" / "backchannel.json").write_text("{")
        with pytest.raises(StoreError, match="cannot be read"):
            store.read()


def test_a_reader_keeps_what_it_opened_and_sees_the_new_data_next(tmp_path: Path) -> None:
    with connect(tmp_path / "graph") as store, connect(tmp_path / "graph") as reader:
        store.load(toy())
        assert reader.read() == toy()
        store.load(toy(without="c18"))
        assert reader.read() == store.read() == toy(without="c18")
    (tmp_path / "graph" / "generation-dead").mkdir()
    with connect(tmp_path / "graph") as store:
        store.load(toy())
    assert len(list((tmp_path / "graph").glob("generation-*"))) == 1


def test_a_database_is_one_however_its_folder_is_spelt_and_wherever_the_process_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("here")
    monkeypatch.chdir(tmp_path / "here")
    with connect("graph") as store:
        store.load(toy())
        assert store.read() == toy()
        for spelling in (tmp_path / "here" / "graph", "../here/graph", tmp_path / "link" / "graph"):
            with connect(spelling) as other:
                assert other.read() == toy()
        monkeypatch.chdir(tmp_path / "there")
        assert store.read() == toy()
        store.load(toy(without="c18"))
        assert store.read() == toy(without="c18")
    assert not any((tmp_path / "there").iterdir())


def test_a_failed_build_leaves_the_old_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(tmp_path / "graph") as store:
        store.load(toy())
        broken = [statements.Batch("UNWIND $rows AS row RETURN nobody", [{}])]
        with monkeypatch.context() as patch:
            patch.setattr(statements, "node_batches", lambda *_, **__: iter(broken))
            with pytest.raises(StoreError, match="the data cannot be loaded"):
                store.load(toy(without="c18"))
        assert store.read() == toy()
    assert len(list((tmp_path / "graph").glob("generation-*"))) == 1


def test_the_engine_is_quiet_and_ends_with_python(tmp_path: Path) -> None:
    # In a process of its own, and with a query that still runs when it ends.
    program = """
from backchannel.errors import QueryRefused
from backchannel.store import connect
from worlds.toy import toy
with connect("graph") as store:
    store.load(toy())
    try:
        sums = "reduce(a = 0, x IN range(1, 90000) | a + reduce(b = 0, y IN range(1, 90000) | b + y))"
        store.run(f"RETURN {sums} AS sum", timeout=0.1)
    except QueryRefused:
        pass
"""
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=HANGS,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert [one.name for one in tmp_path.iterdir()] == ["graph"]


def test_without_the_engine_the_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "backchannel.store.embedded", raising=False)
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)
    with pytest.raises(MissingExtra, match=r"pip install 'backchannel\[embedded\]'"):
        connect(tmp_path / "graph")
