"""A report's folder is put in its place as a whole, or not at all."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from backchannel.errors import UsageFault
from backchannel.report import write_report
from backchannel.report.folder import whole_folder

from worlds.make import Toy


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(folder: Path, **texts: str) -> None:
    with whole_folder(folder) as draft:
        for name, text in texts.items():
            (draft / name).write_text(text, encoding="utf-8")


def test_a_folder_is_made_and_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "out"
    write(folder, index="old", extra="old")
    assert contents(tmp_path) == {"a/out/index": "old", "a/out/extra": "old"}
    write(folder, index="new")
    assert contents(tmp_path) == {"a/out/index": "new", "a/out/extra": "old"}
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_what_lies_beside_a_report_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "away").symlink_to("nowhere")
    folder.chmod(0o750)
    write(folder, page="new")
    assert contents(folder) == {"notes/mine.txt": "mine", "page": "new"}
    assert (folder / "away").readlink() == Path("nowhere")
    assert folder.stat().st_mode & 0o777 == 0o750


def test_half_a_report_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, one="old", two="old")

    def give_up() -> None:
        with whole_folder(folder) as draft:
            (draft / "one").write_text("new", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert contents(tmp_path) == {"out/one": "old", "out/two": "old"}


def test_a_report_that_cannot_be_put_in_place_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write(folder, one="old", two="old")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name.startswith(".draft-"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        write(folder, one="new")
    assert contents(tmp_path) == {"out/one": "old", "out/two": "old"}


@pytest.mark.parametrize("step", ["draft", "between", "after"])
def test_what_a_killed_run_left_is_swept_by_the_next(tmp_path: Path, step: str) -> None:
    folder = tmp_path / "out"
    write(folder, one="old")
    with whole_folder(folder) as draft:
        names = {
            kind: draft.with_name(draft.name.replace("draft", kind)) for kind in ("draft", "old")
        }
    # What is there when a run is killed while it writes, between its two renames, and after them.
    names["draft"].mkdir()
    (names["draft"] / "half").write_text("half", encoding="utf-8")
    if step == "between":
        folder.rename(names["old"])
    if step == "after":
        names["draft"].rename(names["old"])
    with pytest.raises(ZeroDivisionError), whole_folder(folder):
        raise ZeroDivisionError
    assert contents(tmp_path) == {"out/one": "old"}
    write(folder, one="new")
    assert contents(tmp_path) == {"out/one": "new"}


def test_two_runs_never_write_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with whole_folder(folder) as draft:
        with pytest.raises(UsageFault, match="another run is writing"):
            write(folder, one="mine")
        (draft / "one").write_text("first", encoding="utf-8")
    assert contents(tmp_path) == {"out/one": "first"}
    # A lock that nobody holds any more, as a killed run leaves it, is none.
    lock = draft.with_name(draft.name.replace("draft", "lock"))
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
    write(folder, one="second")
    assert contents(tmp_path) == {"out/one": "second"}


def test_a_folder_that_is_in_use_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (Path(), tmp_path.parent):
        with pytest.raises(UsageFault, match="cannot be replaced as a whole, since it is in use"):
            write(folder, one="new")
    assert contents(tmp_path) == {}


def test_a_report_over_another_keeps_no_page_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "x" / ("n" * 250)
    toy = Toy().channel("line").spell("line", "open", "2020-01-01", "2021-12-31")
    for year in (2020, 2021):
        write_report(toy.data(), year, folder=folder)
    assert "2021" in (folder / "index.md").read_text(encoding="utf-8").splitlines()[0]
    assert [path.name for path in folder.parent.iterdir()] == ["n" * 250]
