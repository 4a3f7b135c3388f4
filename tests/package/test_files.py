"""Zips and folders that hold no package, or more than any package has."""

from __future__ import annotations

import json
import os
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from backchannel.check.rules import check_package
from backchannel.errors import UsageFault
from backchannel.package import files as package_folder
from backchannel.package.descriptor import _once, places
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
        assert check_package(str(path)).problems == [one]
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
    turned = {f"pack\\{name}": content for name, content in files.items()}
    assert said(packed(tmp_path, turned)) == (
        r"has a file `pack\sources.csv`, with a backslash where zips have a slash; "
        "pack it anew with another program"
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
        said(tmp_path / "package.zip")
        == "is encrypted (`datapackage.json`); pack it without a password"
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


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_whose_method_has_no_bound_is_not_unpacked(tmp_path: Path, method: int) -> None:
    bomb = sound.files() | {"spells.csv": b"0" * 128 * 1024**2}
    with zipfile.ZipFile(tmp_path / "package.zip", "w", method) as archive:
        for name, content in bomb.items():
            archive.writestr(name, content)
    tracemalloc.start()
    assert [str(one) for one in check_package(tmp_path / "package.zip").problems] == [
        "package.zip: is packed in a way that is not supported; pack it anew as a plain zip"
    ]
    assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    tracemalloc.stop()


def test_many_files_in_a_zip_and_many_keys_in_a_descriptor_take_linear_time(tmp_path: Path) -> None:
    # Counted in comparisons of names, which do not depend on the machine.
    class Name(str):
        __slots__ = ()
        compared = 0

        def __eq__(self, other: object) -> bool:
            Name.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    assert _once([(Name(f"key-{number}"), "") for number in range(3_000)])
    assert Name.compared < 3_000
    more = {f"other-{number}.csv": b"" for number in range(3_000)}
    path = packed(tmp_path, sound.files(), *more.items())
    assert len(check_package(path).problems) == 3_000


def linked(folder: Path, **moved: str) -> Path:
    """Write the sound package with some tables moved, and say so in the descriptor."""
    write_package(sound.sound().data(), folder)
    top = json.loads((folder / "datapackage.json").read_bytes())
    for resource in top["resources"]:
        if path := moved.get(resource["name"]):
            resource["path"] = path
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / f"{resource['name']}.csv").rename(folder / path)
    (folder / "datapackage.json").write_text(json.dumps(top))
    return folder


def test_tables_are_found_where_the_descriptor_places_them(tmp_path: Path) -> None:
    folder = linked(tmp_path / "x", spells="tables/spells.csv", actors="people.csv")
    data = sound.sound().data()
    assert check_package(folder).dataset == data
    files = {
        str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }
    assert check_package(packed(tmp_path, files)).dataset == data
    (folder / "tables/spells.csv").write_bytes(files["tables/spells.csv"].replace(b"\n", b"\r\n"))
    assert tidy_package(folder) == ["spells.csv"]
    assert (folder / "tables/spells.csv").read_bytes() == files["tables/spells.csv"]


@pytest.mark.parametrize(
    "path",
    [
        "../x/spells.csv",
        "/etc/passwd",
        "http://x.example/spells.csv",
        "a/../spells.csv",
        "..",
        "",
        7,
    ],
)
def test_no_place_outside_the_package_is_read(tmp_path: Path, path: str) -> None:
    write_package(sound.sound().data(), tmp_path)
    top = json.loads((tmp_path / "datapackage.json").read_bytes())
    for resource in top["resources"]:
        resource["path"] = path
    (tmp_path / "datapackage.json").write_text(json.dumps(top))
    assert places(json.dumps(top).encode()) == {}
    assert check_package(tmp_path).dataset == sound.sound().data()


def test_files_that_a_mac_left_are_passed_over_and_letter_case_does_not_matter(
    tmp_path: Path,
) -> None:
    folder, data = tmp_path / "x", sound.sound().data()
    write_package(data, folder)
    (folder / "actors.csv").rename(folder / "Actors.CSV")
    (folder / "._actors.csv").write_bytes(b"\0\5\x16\7\xff")
    assert check_package(folder) == (data, [], (), [])
    files = {one.name: one.read_bytes() for one in folder.iterdir()}
    left = [(f"__MACOSX/{name}", b"\xff") for name in (".datapackage.json", "actors.csv")]
    assert check_package(packed(tmp_path, files, *left)) == (data, [], (), [])


def test_two_files_that_may_be_one_table_are_named(tmp_path: Path) -> None:
    write_package(sound.sound().data(), tmp_path)
    (tmp_path / "ACTORS.csv").write_bytes((tmp_path / "actors.csv").read_bytes())
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "actors.csv: may be the same table as `ACTORS.csv`; remove one of the two"
    ]
    assert tidy_package(tmp_path) == []


@pytest.mark.parametrize("name", ["spells.csv", "x.csv", "datapackage.json"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    write_package(sound.sound().data(), tmp_path)
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    path = tmp_path / name if name == "datapackage.json" else tmp_path
    assert [str(one) for one in check_package(path).problems] == [
        f"{name}: is a pipe or a device, not a file; remove or rename it"
    ]
    assert tidy_package(path) == []
    os.mkfifo(tmp_path / "x.zip")
    assert [str(one) for one in check_package(tmp_path / "x.zip").problems] == [
        "x.zip: is a pipe or a device, not a file; name a zip"
    ]
