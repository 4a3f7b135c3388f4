"""A kept file that was damaged, made to harm, or put there by others changes no answer and ends no question."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.check import kept as keeping
from backchannel.check import recalled
from backchannel.check.kept import Kept
from backchannel.check.sections import UNREADABLE, Sections, in_sections
from backchannel.check.sound import read
from backchannel.package import reading
from backchannel.verdicts.course import COURSE

from worlds.asked import answers, few
from worlds.sound import sound as sound_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from backchannel.facts.dataset import Dataset


def test_a_file_cut_short_or_with_a_changed_byte_changes_no_answer(
    package: Path, kept: Kept, file: Path
) -> None:
    whole, right = file.read_bytes(), few(read(package))
    head = whole.index(b"\n")
    cuts = [0, 1, head - 1, head, head + 1, *range(head + 2, len(whole), len(whole) // 9)]
    flips = [0, 40, head, *range(head + 2, len(whole), len(whole) // 23)]
    wrong = [whole[:cut] for cut in cuts]
    wrong += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in flips]
    wrong += [b"\n", b"\xff" * 200_000, whole[head:], whole.replace(b"open", b"shut")]
    for content in wrong:
        file.write_bytes(content)
        assert few(read(package, kept=kept)) == right


WORTHLESS: list[Any] = [None, 0, "x", [], [[]], [0], [[0], [0], [0]], {"a": {}}]


def hostile(sections: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Sections that are whole, and that only somebody who means harm would write."""
    yield {}
    for name, value in sections.items():
        yield {key: rest for key, rest in sections.items() if key != name}
        worse: list[Any] = [None, 7, "text", [], {}, [[]], [None], {"line": None}, {"line": [1]}]
        if isinstance(value, list):
            columns = [*map(list, value)]
            worse += [
                [[True, *cells[1:]] for cells in columns],
                [[{}, *cells[1:]] for cells in columns],
                [[[1], *cells[1:]] for cells in columns],
                [cells[:-1] if number else cells for number, cells in enumerate(columns)],
                [cells[::-1] for cells in columns],
                columns[:-1],
            ]
        else:
            worse += [dict.fromkeys(value, instead) for instead in WORTHLESS]
        for instead in worse:
            yield sections | {name: instead}
    for cell, instead in ((1, "ajar"), (2, 0), (2, 10**12), (2, "x"), (8, -1), (0, None)):
        courses = json.loads(json.dumps(sections[COURSE]))
        for _, _, accounts in courses.values():
            for account in accounts:
                account[cell] = instead
        yield sections | {COURSE: courses}
    later = {key: [[2, *days[1:]], *rest] for key, (days, *rest) in sections[COURSE].items()}
    yield sections | {COURSE: later}
    ranks: list[Any] = [99, -1, "x", []]
    for rank in ranks:
        courses = {
            key: [days, [rank] * len(days), accounts]
            for key, (days, _, accounts) in sections[COURSE].items()
        }
        yield sections | {COURSE: courses}


def verdicts(data: Dataset) -> list[Any]:
    """What an answer says without the voices and contacts that it names."""
    rows = bc.open_channels(data, "1999/2030", everything=True).to_dicts()
    named = ("voices", "sources", "last_contact")
    return [{key: value for key, value in row.items() if key not in named} for row in rows]


def test_sections_that_somebody_made_to_harm_end_no_question_and_are_not_believed(
    package: Path, kept: Kept, file: Path
) -> None:
    data = sound_world().data()
    right = few(data)
    sections = json.loads(json.dumps(recalled.sections_of(data)))
    for wrong in hostile(sections):
        file.write_bytes(in_sections(wrong))
        found = read(package, kept=kept)
        assert (verdicts(found), few(found)[1:]) == (verdicts(data), right[1:])


def test_deep_nesting_and_a_file_that_goes_are_no_matter(
    package: Path, kept: Kept, file: Path
) -> None:
    right = few(read(package))
    sections: dict[str, Any] = recalled.sections_of(sound_world().data())
    part = b"[" * 200_000
    content = in_sections(sections | {COURSE: "?"})
    file.write_bytes(content)
    found = read(package, kept=kept)
    file.write_bytes(part)
    assert few(found) == right
    found = read(package, kept=kept)
    for table in kept.folder.iterdir():
        table.unlink()
    assert few(found) == right


def a_link(file: Path) -> None:
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "made",
    [a_link, a_pipe, a_folder, lambda file: file.chmod(0o620), lambda file: file.chmod(0o602)],
)
def test_what_others_can_have_written_is_not_read(
    package: Path, kept: Kept, file: Path, made: Callable[[Path], None]
) -> None:
    made(file)
    name, files = file.name, reading.package_files(sound_world().data())
    assert kept.recall(name, files) is None
    assert answers(read(package, kept=kept)) == answers(sound_world().data())


def test_the_file_of_another_user_is_not_read(
    kept: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = reading.package_files(sound_world().data())
    assert kept.recall(file.name, files) is not None
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert kept.recall(file.name, files) is None
    # As on Windows, where every file that can be written to has this mode.
    monkeypatch.delattr(os, "geteuid")
    file.chmod(0o666)
    assert kept.recall(file.name, files) is not None


def test_only_the_user_can_read_what_is_kept(kept: Kept, file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept.folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_used_is_no_matter(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        assert read(package, kept=Kept(folder)) == sound_world().data()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    assert read(package, kept=Kept(tmp_path / "full")) == sound_world().data()
    assert list((tmp_path / "full").iterdir()) == []


def test_only_the_newest_are_kept(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_FILES", 3)
    data = sound_world().data()

    def names(number: int) -> set[str]:
        for n in range(number):
            kept.keep(f"{n:064}", data)
            os.utime(kept.folder / f"{n:064}", (n, n))
        return {str(int(file.name)) for file in kept.folder.iterdir()}

    assert names(5) == {"2", "3", "4"}
    size = (kept.folder / f"{4:064}").stat().st_size
    monkeypatch.setattr(keeping, "MOST_BYTES", 2 * size)
    assert names(6) == {"4", "5"}
    monkeypatch.setattr(keeping, "MOST_BYTES", 1)
    assert names(7) == {"6"}


def test_a_package_whose_descriptor_is_at_fault_was_never_kept(kept: Kept, file: Path) -> None:
    files = reading.package_files(sound_world().data())
    assert kept.recall(file.name, files) is not None
    assert kept.recall(file.name, files | {"datapackage.json": b"{}"}) is None


def test_a_section_is_read_alone_and_only_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    values = {"one": [1, "ä\n"], "two": {"a": None}}
    path.write_bytes(in_sections(values))
    assert {name: Sections(path).read(name) for name in values} == values
    with pytest.raises(KeyError):
        Sections(path).read("three")
    path.write_bytes(in_sections(values).replace(b"[1,", b"[2,"))
    assert Sections(path).read("two") == {"a": None}
    with pytest.raises(ValueError, match="one is damaged"):
        Sections(path).read("one")
    assert OSError in UNREADABLE
