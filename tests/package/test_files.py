"""Zips and folders that hold no package, or more than any package has."""

from __future__ import annotations

import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from backchannel.check.rules import check_package
from backchannel.errors import UsageFault
from backchannel.package import files as package_folder
from backchannel.package.reading import tidy_package, write_package

from worlds import sound

if TYPE_CHECKING:
    from pathlib import Path


def packed(folder: Path, files: dict[str, bytes], *more: tuple[str, bytes]) -> Path:
    """Write a zip of some files."""
    with zipfile.ZipFile(folder / "package.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), *more]:
            archive.writestr(name, content)
    return folder / "package.zip"


def with_lying_sizes(path: Path) -> None:
    """Say in a zip's headers that each file in it unpacks to ten bytes."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset : at + offset + 4] = (10).to_bytes(4, "little")
            at = content.find(signature, at + 4)
    path.write_bytes(content)


def encrypted(path: Path) -> None:
    """Set the mark of a password in a zip's headers."""
    content = path.read_bytes()
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content = b"".join(
            part if not number else signature + part[: offset - 4] + b"\x01" + part[offset - 3 :]
            for number, part in enumerate(content.split(signature))
        )
    path.write_bytes(content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_is_no_package_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sound.files()
    nothing = {name: content for name, content in files.items() if name.endswith(".csv")}

    def said(path: Path) -> str:
        (one,) = check_package(path).problems
        assert str(one).startswith("package.zip: ")
        return str(one).removeprefix("package.zip: ")

    assert said(packed(tmp_path, nothing)) == "has 0 files `datapackage.json`; a package has one"
    twice = ("b/datapackage.json", files["datapackage.json"])
    assert (
        said(packed(tmp_path, files, twice)) == "has 2 files `datapackage.json`; a package has one"
    )
    again = ("spells.csv", b"")
    assert said(packed(tmp_path, files, again)) == "has the file `spells.csv` twice; pack it anew"
    leading = {f"../{name}": content for name, content in files.items()}
    assert (
        said(packed(tmp_path, leading))
        == "has a file `../sources.csv`, whose name leads out of it; pack it anew"
    )
    whole = packed(tmp_path, files).read_bytes()
    for length in (0, 10, 200, len(whole) // 2, len(whole) - 5):
        (tmp_path / "package.zip").write_bytes(whole[:length])
        assert said(tmp_path / "package.zip").startswith("is not a sound zip ("), length
    (tmp_path / "package.zip").write_bytes(whole.replace(b"\x08\x00", b"\x63\x00"))
    assert (
        said(tmp_path / "package.zip")
        == "is packed in a way that is not supported; pack it anew as a plain zip"
    )
    encrypted(packed(tmp_path, files))
    assert (
        said(tmp_path / "package.zip") == "is encrypted (`sources.csv`); pack it without a password"
    )
    monkeypatch.setattr(package_folder, "LARGEST", 1024**2)
    bomb = files | {"spells.csv": b"0" * 3 * 1024**2}
    limit = "holds more than 1 MB with the other tables; a package has less"
    assert said(packed(tmp_path, bomb)) == limit
    with_lying_sizes(tmp_path / "package.zip")
    assert said(tmp_path / "package.zip").startswith("is not a sound zip (Bad CRC-32 for file")


def test_a_lying_bomb_is_never_unpacked_whole(tmp_path: Path) -> None:
    path = packed(tmp_path, sound.files() | {"spells.csv": b"0" * 64 * 1024**2})
    with_lying_sizes(path)
    tracemalloc.start()
    assert check_package(path).problems
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024**2
    tracemalloc.stop()


def test_a_folder_larger_than_any_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(sound.sound().data(), tmp_path)
    monkeypatch.setattr(package_folder, "LARGEST", 1024**2)
    (tmp_path / "spells.csv").write_bytes(b"0" * 2 * 1024**2)
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "spells.csv: holds more than 1 MB with the other tables; a package has less"
    ]


def test_a_zip_is_not_tidied(tmp_path: Path) -> None:
    packed(tmp_path, sound.files())
    with pytest.raises(UsageFault, match="only such a folder is tidied"):
        tidy_package(tmp_path / "package.zip")
