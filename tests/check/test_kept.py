"""What was read of a package is kept: the same answers as without it, whatever is in the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.check import recalled, rules, sound
from backchannel.check.sections import Sections
from backchannel.check.sound import Passed, read
from backchannel.package import reading
from backchannel.verdicts.course import COURSE, course
from backchannel.verdicts.held import LATEST
from backchannel.verdicts.voices import VOICES

from worlds import nasty
from worlds.asked import answers, few
from worlds.sound import sound as sound_world

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.check.kept import Kept


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("it was read again")


def test_the_bundled_data_give_the_same_answers_from_what_was_kept(kept: Kept) -> None:
    whole = read(kept=kept)
    again = read(kept=kept)
    for view in (lambda data: data, bc.strict, lambda data: bc.as_known_on(data, "2021-06-30")):
        assert few(view(again)) == few(view(whole))
    assert again == whole
    assert again.digest == whole.digest
    assert dict(course(again)) == dict(course(whole))
    assert repr(again) == repr(whole)


@pytest.mark.parametrize("seed", range(4))
def test_so_do_the_nastiest_of_made_data(kept: Kept, seed: int) -> None:
    name, data = f"{seed:064}", nasty.made(seed, channels=25)
    files = reading.package_files(data)
    kept.keep(name, data)
    again = kept.recall(name, files)
    assert again is not None
    assert answers(again) == answers(data)


def test_what_was_kept_is_neither_checked_nor_read_again(
    package: Path, kept: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file.is_file()
    monkeypatch.setattr(rules, "checked", refuse)
    monkeypatch.setattr(sound, "sound", refuse)
    monkeypatch.setattr(recalled, "parse_files", refuse)
    assert answers(read(package, kept=kept)) == answers(sound_world().data())


def test_a_question_makes_only_the_records_that_it_looks_at(
    package: Path, kept: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    whole = Sections.read

    def noted(self: Sections, name: str) -> Any:
        asked.append(name)
        return whole(self, name)

    monkeypatch.setattr(Sections, "read", noted)
    assert bc.open_channels(read(package, kept=kept), "2022")
    assert set(asked) == {"channels", "parties", COURSE, VOICES, LATEST}
    assert file.is_file()


def test_a_changed_byte_of_the_package_is_another_package(package: Path, kept: Kept) -> None:
    before = read(package, kept=kept)
    spells = package / "spells.csv"
    text = spells.read_text(encoding="utf-8")
    spells.write_text(text.replace(",suspended,", ",closed,"), encoding="utf-8")
    after = read(package, kept=kept)
    assert after != before
    assert answers(after) == answers(read(package)) != answers(before)
    spells.write_text(text.replace(",open,", ",opem,"), encoding="utf-8")
    with pytest.raises(bc.BackchannelError):
        read(package, kept=kept)


def test_what_passed_before_is_kept_when_it_is_read_again(package: Path, kept: Kept) -> None:
    passed = Passed(kept.folder.with_name("passed"))
    read(package, passed=passed)
    assert not kept.folder.exists()
    assert read(package, passed=passed, kept=kept) == read(package, kept=kept)
    assert len(list(kept.folder.iterdir())) == 1
