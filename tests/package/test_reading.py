"""Packages: what is written is read back, and what is damaged is named with its line."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.check.rules import check_package, checked
from backchannel.cli import main
from backchannel.errors import InvalidDataset, UsageFault
from backchannel.facts.model import RECORDS
from backchannel.package.reading import (
    bundled,
    package_files,
    parse_files,
    read_package,
    write_package,
)
from backchannel.package.schema import table_text

from worlds import nasty, sound
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_written_is_read_back(seed: int, tmp_path: Path) -> None:
    data = nasty.made(seed, channels=20)
    write_package(data, tmp_path / "package")
    again = read_package(tmp_path / "package").dataset
    assert again == data
    assert (again.digest, again.topics) == (data.digest, data.topics)


def test_a_package_is_a_folder_its_descriptor_or_a_zip(tmp_path: Path) -> None:
    data = sound.sound().data()
    write_package(data, tmp_path / "folder")
    write_package(data, tmp_path / "folder.zip")  # a folder may be called so
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for name, content in package_files(data).items():
            archive.writestr(f"inner/{name}", content)
    for path in ("folder", "folder/datapackage.json", "folder.zip", "package.zip"):
        assert check_package(tmp_path / path) == (data, [], (), [])


def test_the_bundled_tables_are_in_the_one_form_that_packages_have() -> None:
    data = bc.read()
    for table in RECORDS:
        text = (bundled("data") / f"{table}.csv").read_text(encoding="utf-8")
        assert table_text(table, data.table(table)) == text, table


def test_the_bundled_descriptor_is_generated_and_fresh() -> None:
    written = (bundled("data") / "datapackage.json").read_bytes()
    assert package_files(bc.read())["datapackage.json"] == written


def test_trap_12_bundled_folders_are_found_in_an_editable_install() -> None:
    # The package is imported from src/, the folders lie at the root of the repository.
    assert (bundled("data") / "datapackage.json").is_file()
    assert (bundled("queries") / "open.cypher").is_file()


def test_missing_and_unknown_tables_are_named_once() -> None:
    files = sound.files()
    files["spell.csv"] = files.pop("spells.csv")
    files["Notes.CSV"] = b""
    assert [str(one) for one in checked(parse_files(files)).problems] == [
        f"Notes.CSV: unknown table; the tables are {', '.join(RECORDS)}",
        "spell.csv: unknown table; did you mean `spells`?",
        "spells.csv: missing table; add the file, with its header row even if empty",
    ]


def test_a_table_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    write_package(sound.sound().data(), tmp_path)
    (tmp_path / "spells.csv").unlink()
    (tmp_path / "spells.csv").mkdir()
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "spells.csv: cannot be read: Is a directory"
    ]


def test_where_there_is_no_package_one_line_says_so(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path, tmp_path / "no.zip"):
        with pytest.raises(UsageFault) as fault:
            read_package(path)
        assert "\n" not in str(fault.value)


def test_a_name_too_long_for_a_package_is_a_usage_fault() -> None:
    with pytest.raises(UsageFault, match=r"no data package at `x+…`: "):
        bc.read("x" * 300)


def test_an_empty_folder_is_told_what_a_package_is_and_tables_alone_are_checked(
    tmp_path: Path,
) -> None:
    with pytest.raises(UsageFault, match=r"is an empty folder; a package is a folder with `data"):
        check_package(tmp_path)
    (tmp_path / "notes.txt").touch()
    with pytest.raises(
        UsageFault, match=r"is not a data package; a package is a folder with `data"
    ):
        check_package(tmp_path)
    for name, content in sound.files().items():
        if name != "datapackage.json":
            (tmp_path / name).write_bytes(content)
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "datapackage.json: missing; add it, with `from` and `as_of`"
    ]


def test_a_package_of_contacts_only_is_sound(tmp_path: Path) -> None:
    toy = Toy(as_of="2022-12-31").actor("envoy", state="AAA").actor("rival", state="AAB")
    toy.contact("", "2021-05-01", "envoy/AAA", "rival/AAB").contact("", "2022", occurrence="none")
    write_package(toy.data(), tmp_path)
    assert check_package(tmp_path) == (toy.data(), [], (), [])


def test_a_folder_may_have_any_name_that_the_system_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / os.fsdecode(b"l\xefne")
    write_package(sound.sound().data(), folder)
    assert check_package(folder) == (sound.sound().data(), [], (), [])
    (folder / os.fsdecode(b"x\xff.csv")).touch()
    monkeypatch.setattr(sys, "argv", ["backchannel", "check", str(folder)])
    with pytest.raises(SystemExit):
        main()
    out, err = capsys.readouterr()
    assert out.startswith("x\\udcff.csv: unknown table; the tables are ")
    assert err == "1 problem in x\\udcff.csv.\n"
    monkeypatch.setattr(sys, "argv", ["backchannel", "load", str(folder / os.fsdecode(b"g\xff"))])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert "` has a name that is not UTF-8, as the embedded database needs; name" in err
    assert (out, err.count("\n")) == ("", 1)


def test_a_broken_package_is_read_by_nobody(tmp_path: Path) -> None:
    write_package(sound.sound().data(), tmp_path)
    spells = tmp_path / "spells.csv"
    spells.write_text(spells.read_text().replace("suspended", "suspnded"))
    with pytest.raises(InvalidDataset, match=r"1 problem in .*run `backchannel check"):
        bc.read(tmp_path)
    assert check_package(tmp_path).dataset is None


def test_the_descriptor_is_what_frictionless_tools_expect() -> None:
    top = json.loads(sound.files()["datapackage.json"])
    assert top["profile"] == "tabular-data-package"
    assert [one["name"] for one in top["resources"]] == list(RECORDS)
    for resource in top["resources"]:
        fields = [one["name"] for one in resource["schema"]["fields"]]
        assert fields == list(RECORDS[resource["name"]].model_fields)
        assert all(one["description"] for one in resource["schema"]["fields"])


def test_a_key_into_its_own_table_names_no_resource() -> None:
    top = json.loads(sound.files()["datapackage.json"])
    keys = {
        (resource["name"], key["fields"]): key["reference"]["resource"]
        for resource in top["resources"]
        for key in resource["schema"].get("foreignKeys", ())
    }
    assert {key for key, target in keys.items() if not target} == {
        ("actors", "parent"),
        ("channels", "parent"),
        ("channels", "succeeds"),
        ("disruptions", "answers"),
    }
    assert all(target != table for (table, _), target in keys.items())
    assert keys["spells", "channel"] == "channels"
