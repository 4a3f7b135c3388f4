"""Packages: what is written is read back, and what is damaged is named with its line."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import InvalidDataset, UsageFault
from backchannel.model import RECORDS
from backchannel.package import bundled, package_files, parse_files, read_package, write_package
from backchannel.schema import table_text

import nasty
from make import Toy

if TYPE_CHECKING:
    from pathlib import Path


def toy() -> Toy:
    one = Toy().actor("envoy", state="AAA", aliases="The Envoy; E.").channel("line")
    one.spell("line", "open", "2020", "2021", id="s1").contact("line", "2020-05-01", "envoy/AAA", id="k1")
    return one.disruption("d1", "expulsion", "2021", count_least="3", by="state-aaa; state-bbb")


def damaged(name: str, old: str, new: str) -> list[str]:
    """Return what is said of the toy package after one change to one of its files."""
    files = package_files(toy().data())
    text = files[name].decode()
    assert old in text
    return [str(one) for one in parse_files({**files, name: text.replace(old, new, 1).encode()}).problems]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_written_is_read_back(seed: int, tmp_path: Path) -> None:
    data = nasty.made(seed, channels=20)
    write_package(data, tmp_path / "package")
    again = read_package(tmp_path / "package").dataset
    assert again == data
    assert again is not None
    assert again.digest == data.digest


def test_a_package_is_a_folder_its_descriptor_or_a_zip(tmp_path: Path) -> None:
    data = toy().data()
    write_package(data, tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
        for name, content in package_files(data).items():
            archive.writestr(f"inner/{name}", content)
    for path in ("folder", "folder/datapackage.json", "package.zip"):
        assert read_package(tmp_path / path).dataset == data


def test_the_bundled_tables_are_in_the_one_form_that_packages_have() -> None:
    data = bc.read()
    for table in RECORDS:
        text = (bundled("data") / f"{table}.csv").read_text(encoding="utf-8")
        assert table_text(table, data.table(table)) == text, table


def test_the_bundled_descriptor_is_generated_and_fresh() -> None:
    written = (bundled("data") / "datapackage.json").read_bytes()
    assert package_files(bc.read())["datapackage.json"] == written


def test_bundled_folders_are_found_in_an_editable_install() -> None:
    # Trap 12: the package is imported from src/, the folders lie at the root of the repository.
    assert (bundled("data") / "datapackage.json").is_file()
    assert (bundled("queries") / "open.cypher").is_file()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("spells.csv", ",open,", ",opn,", "spells.csv:2: status: `opn` is not allowed; did you mean `open`?"),
        ("spells.csv", ",open,", ",,", "spells.csv:2: status: `` is not allowed; allowed: open, degraded, suspended, closed"),
        ("spells.csv", "s1,", "S 1,", "spells.csv:2: id: `S 1` is no id; an id has lower-case letters, digits and hyphens"),
        ("spells.csv", "2020,2021", "1/2/2020,2021", "spells.csv:2: start: `1/2/2020` is refused, dates are written year first"),
        ("spells.csv", "2020,2021", "2020,2021/2022", "spells.csv:2: end: `2021/2022` is an interval, but end is one day"),
        ("spells.csv", "status", "statuss", "spells.csv:1: unknown column `statuss`; did you mean `status` or"),
        ("spells.csv", ",cause", "", "spells.csv:1: missing column `cause`; add it"),
        ("spells.csv", "channel,status", "status,channel", "spells.csv:1: the columns are out of order; the order is id, channel"),
        ("spells.csv", "start,end,", "start,start,end,", "spells.csv:1: column `start` stands twice; remove one"),
        ("spells.csv", ",observed,", ",observed", "spells.csv:2: has 6 cells, the header has 7; correct the row"),
        ("spells.csv", "line", '"line', "spells.csv:2: is no well-formed CSV"),
        ("spells.csv", "line", "li\0ne", "spells.csv:2: holds a NUL character; remove it"),
        ("spells.csv", "id,channel", "\ufeffid,channel", "spells.csv:1: begins with a byte-order mark; save it as UTF-8 without BOM"),
        ("disruptions.csv", ",3,", ",three,", "disruptions.csv:2: count_least: `three` is no whole number of at least 0"),
        ("disruptions.csv", ",3,", ",-3,", "disruptions.csv:2: count_least: `-3` is no whole number of at least 0"),
        ("actors.csv", "The Envoy; E.", "The Envoy; ", "actors.csv:2: aliases: `The Envoy; ` has an empty value between `; `"),
        ("actors.csv", "AAA", "Aaaland", "actors.csv:2: state: `Aaaland` is no ISO 3166-1 alpha-3 code such as `RUS`"),
        ("claims.csv", "c0001,", "c0000,", "claims.csv:3: id: `c0000` stands already in this table; ids are unique"),
        ("contacts.csv", "k1,", "s1,", "contacts.csv:2: id: `s1` stands already in spells.csv; ids are unique"),
        ("claims.csv", "c0001,", "b0001,", "claims.csv:3: id: `b0001` comes after `c0000`; sort the table by id"),
        ("datapackage.json", "2025-12-31", "2025", "datapackage.json: as_of: `2025` is not one day"),
        ("datapackage.json", "AAA; BBB", "AAA", "datapackage.json: between: `AAA` is no pair such as `RUS; USA`"),
        ("datapackage.json", "{", "[", "datapackage.json:"),
    ],
)  # fmt: skip
def test_damage_is_named_with_its_line_and_what_is_allowed(name: str, old: str, new: str, said: str) -> None:
    assert any(one.startswith(said) for one in damaged(name, old, new)), damaged(name, old, new)


def test_a_table_that_is_not_utf8_or_repeats_its_header_is_refused() -> None:
    files = package_files(toy().data())
    latin = {**files, "actors.csv": files["actors.csv"].replace(b"Envoy", "Envoyé".encode("latin-1"))}
    assert "actors.csv:2: is not UTF-8; save the table as UTF-8" in map(str, parse_files(latin).problems)
    header = files["spells.csv"].splitlines(keepends=True)[0]
    twice = {**files, "spells.csv": files["spells.csv"] + header}
    assert "spells.csv:3: the header stands twice; remove this line" in map(str, parse_files(twice).problems)


def test_missing_and_unknown_tables_are_named() -> None:
    files = package_files(toy().data())
    del files["spells.csv"]
    files["spell.csv"] = b"id\n"
    said = [str(one) for one in parse_files(files).problems]
    assert "spell.csv: unknown table; did you mean `spells`?" in said
    assert any(one.startswith("spells.csv: missing table") for one in said)


def test_every_problem_is_found_at_once() -> None:
    files = package_files(toy().data())
    files["spells.csv"] = files["spells.csv"].replace(b"2020,2021", b"202,20211")
    files["contacts.csv"] = files["contacts.csv"].replace(b"call", b"fax")
    assert len(parse_files(files).problems) == 3


def test_a_line_is_that_of_an_editor_even_after_a_cell_of_several_lines() -> None:
    one = toy().contact("line", "2020-06", id="k0", outcome="Two\nlines")
    files = package_files(one.data())
    files["contacts.csv"] = files["contacts.csv"].replace(b"k1,line,2020-05-01", b"k1,line,2020-05-40")
    assert [str(problem)[:20] for problem in parse_files(files).problems] == ["contacts.csv:4: date"]


def test_where_there_is_no_package_one_line_says_so(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(UsageFault) as fault:
            read_package(path)
        assert "\n" not in str(fault.value)


def test_a_broken_package_is_read_by_nobody(tmp_path: Path) -> None:
    write_package(toy().data(), tmp_path)
    spells = tmp_path / "spells.csv"
    spells.write_text(spells.read_text().replace("open", "opn"))
    with pytest.raises(InvalidDataset, match=r"1 problem in .*run `backchannel check"):
        bc.read(tmp_path)


def test_the_descriptor_is_what_frictionless_tools_expect() -> None:
    top = json.loads(package_files(toy().data())["datapackage.json"])
    assert top["profile"] == "tabular-data-package"
    assert [one["name"] for one in top["resources"]] == list(RECORDS)
    for resource in top["resources"]:
        fields = [one["name"] for one in resource["schema"]["fields"]]
        assert fields == list(RECORDS[resource["name"]].model_fields)
        assert all(one["description"] for one in resource["schema"]["fields"])
