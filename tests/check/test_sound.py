"""What passed every check is not checked again, and whatever is not the same is."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

import backchannel
from backchannel.check import rules, sound
from backchannel.check.sound import Passed, read
from backchannel.errors import InvalidDataset
from backchannel.package.csvfile import tidied
from backchannel.package.reading import package_files, write_package
from backchannel.package.schema import canonical_csv


@pytest.fixture
def passed(tmp_path: Path) -> Passed:
    return Passed(tmp_path / "cache" / "passed")


TOY = Path(__file__).resolve().parents[2] / "examples" / "toy"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write_package(read(TOY), tmp_path / "package")
    return tmp_path / "package"


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("it was checked again")


def test_what_passed_is_read_again_without_a_check_and_gives_the_same_records(
    package: Path, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(package, passed=passed)
    monkeypatch.setattr(rules, "checked", refuse)
    assert read(package, passed=passed) == first
    with pytest.raises(AssertionError, match="again"):
        read(package)


def test_a_changed_byte_is_checked_again(package: Path, passed: Passed) -> None:
    read(package, passed=passed)
    spells = package / "spells.csv"
    text = spells.read_text(encoding="utf-8")
    for wrong in (text.replace(",open,", ",opem,", 1), text.replace("\n", "\r\n"), text[:-1], ""):
        spells.write_text(wrong, encoding="utf-8", newline="")
        for _ in range(2):
            with pytest.raises(InvalidDataset):
                read(package, passed=passed)
    spells.write_text(text, encoding="utf-8")
    assert read(package, passed=passed) == read(TOY)


def test_a_changed_program_checks_again(
    package: Path, passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(package, passed=passed)
    monkeypatch.setattr(sound, "_program", lambda: b"another")
    monkeypatch.setattr(rules, "checked", refuse)
    with pytest.raises(AssertionError, match="again"):
        read(package, passed=passed)


def test_the_program_is_another_when_a_file_of_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for floor in sound.PACKAGES:
        (tmp_path / floor).mkdir()
    monkeypatch.setattr(sound, "__file__", str(tmp_path / "check" / "sound.py"))
    before = sound._program()
    (tmp_path / "facts" / "model.py").write_text("", encoding="utf-8")
    assert sound._program() != before


def test_the_floors_that_decide_are_there() -> None:
    home = Path(backchannel.__file__).parent
    assert all((home / floor).is_dir() for floor in sound.PACKAGES)


def test_a_folder_that_cannot_be_used_is_no_matter(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        assert read(package, passed=Passed(folder)) == read(TOY)


def test_only_so_many_packages_are_remembered(
    passed: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "REMEMBERED", 3)
    for number in range(5):
        passed.keep({"a.csv": b"%d" % number})
        newest = max(passed.folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    kept = [passed.recall({"a.csv": b"%d" % number}) for number in range(5)]
    assert kept == [False, False, True, True, True]


def test_the_quick_way_gives_the_same_dataset(passed: Passed) -> None:
    assert read(TOY, passed=passed) == read(TOY, passed=passed) == read(TOY)
    assert read(passed=passed) == read(passed=passed)


def test_a_package_from_before_a_table_got_its_last_columns_is_read_on_both_roads(
    package: Path, passed: Passed
) -> None:
    toy = read(package)
    begun = toy.actors["arland"].model_copy(update={"start": "1960"})
    write_package(toy.with_tables(actors={**toy.actors, "arland": begun}), package)
    whole = read(package)
    table = package / "actors.csv"
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    assert rows[0][-2:] == ["start", "end"]
    table.write_text(canonical_csv([row[:-2] for row in rows]), encoding="utf-8")
    before = [row[0] for row in rows[1:] if any(row[-2:])]
    expected = whole.with_tables(
        actors={
            key: actor.model_copy(update={"start": "", "end": ""})
            for key, actor in whole.actors.items()
        }
    )
    assert before  # or the columns would not matter
    assert [read(package, passed=passed) for _ in range(2)] == [expected, expected]
    assert tidied("actors", table.read_bytes()) == package_files(expected)["actors.csv"]
