"""A file is written whole or not at all, follows no planted link, and keeps the mode of the one it replaces."""

from __future__ import annotations

import os
import secrets
import stat
from typing import TYPE_CHECKING

import pytest

from backchannel.package.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "secret.csv").write_bytes(b"old")
    (tmp_path / "secret.csv").chmod(mode)
    write_whole(tmp_path / "secret.csv", b"new")
    assert ((tmp_path / "secret.csv").read_bytes(), mode_of(tmp_path / "secret.csv")) == (
        b"new",
        mode,
    )


def test_a_new_file_has_the_mode_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new.csv", b"new")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "new.csv") == 0o640


def test_a_link_planted_under_the_temporary_name_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    # The name that was used before could be foreseen.
    (tmp_path / f".out.csv.{os.getpid()}").symlink_to(tmp_path / "victim")
    write_whole(tmp_path / "out.csv", b"new")
    assert (tmp_path / "victim").read_bytes() == b"precious"
    # Even the name that is used now is not opened if something has it.
    monkeypatch.setattr(secrets, "token_hex", lambda _: "foreseen")
    (tmp_path / ".foreseen.part").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "out.csv", b"newer")
    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert (tmp_path / "out.csv").read_bytes() == b"new"
    assert (tmp_path / ".foreseen.part").is_symlink()


def test_a_legal_name_is_never_too_long(tmp_path: Path) -> None:
    long = tmp_path / f"{'x' * 250}.csv"
    write_whole(long, b"new")
    assert [one.name for one in tmp_path.iterdir()] == [long.name]
