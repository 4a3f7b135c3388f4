"""The verb export: what it writes and says, what it refuses, and that no half file is left."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import backchannel as bc
from backchannel.check.sound import read
from backchannel.cli import main
from backchannel.package.reading import write_package

from worlds.ministers import line_of_two_ministers
from worlds.missions import missions

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["backchannel", "export", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


def rows_of(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=delimiter))


def test_a_channel_of_states_has_no_row_and_is_said_to_have_none(run: Any, tmp_path: Path) -> None:
    write_package(line_of_two_ministers(bob="Bob").data(), tmp_path / "toy")
    code, out, err = run("--on", "2021-05-01", "-o", tmp_path / "x.csv", "--data", tmp_path / "toy")
    assert (code, out) == (0, "")
    assert (
        err.splitlines()[0]
        == "1 channel without a row: no person or body is known to have sat there"
    )
    assert rows_of((tmp_path / "x.csv").read_bytes()) == []
    _, _, err = run("--spells", "-o", tmp_path / "x.csv", "--data", tmp_path / "toy")
    assert err.splitlines()[0].startswith("1 channel without a row")


def test_a_network_of_sides_has_a_row_a_pair_and_says_whose_channels_they_are(
    run: Any, tmp_path: Path
) -> None:
    write_package(missions().data(), tmp_path / "toy")
    words = ("--on", "2022-06-01", "--by", "side", "--data", tmp_path / "toy", "-o")
    code, out, err = run(*words, tmp_path / "x.csv")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "1 side without a row: no channel joins it to another side",
        f"wrote {tmp_path / 'x.csv'}: channels of all sides",
    ]
    assert [list(row.values()) for row in rows_of((tmp_path / "x.csv").read_bytes())] == [
        ["AAA", "AAB", "2", "2", "0.5"],
        ["AAB", "AAC", "1", "1", "1"],
    ]
    _, _, err = run(*words, tmp_path / "x.graphml", "--between", "AAC", "AAB", "--possible")
    assert err == f"wrote {tmp_path / 'x.graphml'}: channels between Aac and Aab\n"
    read = nx.read_graphml(tmp_path / "x.graphml")
    assert (read.graph["day"], read.graph["between"]) == ("2022-06-01", "AAC; AAB")
    assert [(*pair, rest["channels"]) for *pair, rest in read.edges(data=True)] == [
        ("AAB", "AAC", 2)
    ]


def test_no_table_is_written_into_a_package(run: Any, tmp_path: Path) -> None:
    package = tmp_path / "toy"
    write_package(line_of_two_ministers(bob="Bob").data(), package)
    before = {one.name: one.read_bytes() for one in package.iterdir()}
    (tmp_path / "link.csv").symlink_to(package / "spells.csv")
    for place in (package / "spells.csv", package / "ties.CSV", tmp_path / "link.csv"):
        code, out, err = run("--spells", "-o", place, "--data", package)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "would become a table of the data package in that folder; name another folder" in err
    assert {one.name: one.read_bytes() for one in package.iterdir()} == before
    assert run("--spells", "-o", package / "ties.tsv", "--data", package)[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["-o", "x.csv"],
            "no kind of export; give one of --on DAY, --panel FROM TO, --spells, --package",
        ),
        (["--spells", "--package", "-o", "x.zip"], "--spells and --package are 2 exports"),
        (["--on", "2022-02-01"], "Missing option '--output' / '-o'"),
        (["--on", "2022", "-o", "x.csv"], "it means 2022-01-01 to 2022-12-31"),
        (
            ["--on", "2022-02-01", "-o", "x.gml"],
            "`x.gml` does not end in .graphml, .gexf, .csv or .tsv",
        ),
        (["--on", "2022-02-01", "-o", "x.grapml"], "did you mean `.graphml`?"),
        (["--on", "2022-02-01", "-o", "x"], "`x` does not end in .graphml, .gexf, .csv or .tsv"),
        (["--spells", "-o", "x.gexf"], "`x.gexf` does not end in .csv or .tsv"),
        (["--package", "-o", "x.tar"], "`x.tar` does not end in .zip"),
        (
            ["--spells", "-o", "nowhere/x.csv"],
            "no folder `nowhere` to write `x.csv` into; make it first",
        ),
        (["--spells", "-o", "folder.csv"], "`folder.csv` is a folder; name a file"),
        (["-o", "x.csv", "--panel", "2009"], "requires 2 arguments"),
        (
            ["--panel", "2009-02", "2010", "-o", "x.csv"],
            "`2009-02` is not a year: it means 2009-02-01 to 2009-02-28",
        ),
        (
            ["--panel", "2009", "201X", "-o", "x.csv"],
            "`201X` is not a year: it means 2010-01-01 to 2019-12-31",
        ),
        (["--panel", "2011", "2010", "-o", "x.csv"], "`2011` is later than `2010`"),
        (
            ["--panel", "2009", "2010", "--possible", "-o", "x.csv"],
            "--possible goes with --on and --spells",
        ),
        (
            ["--package", "--between", "RUS", "USA", "-o", "x.zip"],
            "--between does not go with --package",
        ),
        (["--package", "--strict", "-o", "x.zip"], "--presume do not go with --package"),
        (["--package", "--known-on", "2022-03-05", "-o", "x.zip"], "do not go with --package"),
        (["--spells", "--by", "side", "-o", "x.csv"], "--by side goes with --on; --spells is of"),
        (
            ["--on", "2022-02-01", "--by", "side", "-o", "x.gexf"],
            "write a network of sides as .graphml",
        ),
        (["--on", "2022-02-01", "--by", "sides", "-o", "x.csv"], "did you mean `side`?"),
        (["--spells", "--between", "RUS", "Atlantis", "-o", "x.csv"], "unknown side `Atlantis`"),
        (["--spells", "--data", "/nowhere", "-o", "x.csv"], "no data package at `/nowhere`"),
    ],
)
def test_a_wrong_command_is_one_line_and_writes_nothing(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        words: list[str], said: str) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
    assert [one.name for one in tmp_path.iterdir()] == ["folder.csv"]


def test_days_and_years_beyond_the_data_are_said_to_be_unknown(run: Any, tmp_path: Path) -> None:
    last = bc.read().as_of
    years = [str(last.year + more) for more in range(3)]
    asked = (date(last.year + 2, 1, 1) - date(last.year, 1, 1)).days
    later = (date(last.year + 2, 1, 1) - last).days - 1
    for words, said in (
        (["--on", f"{years[2]}-01-01"], "the day asked about is later and unknown"),
        (["--panel", *years[:2]], f"{later} of the {asked} days asked about are later and unknown"),
        (["--panel", *years[1:]], "all days asked about are later and unknown"),
    ):
        code, _, err = run(*words, "-o", tmp_path / "x.csv")
        assert (code, err.splitlines()[0]) == (0, f"the data end on {last}; {said}")


def test_an_older_file_is_replaced_whole_and_stays_if_the_writing_fails(tmp_path: Path, run: Any,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    old = tmp_path / "x.zip"
    old.write_text("old", encoding="utf-8")
    opened = Path.open

    class FullDisk(io.FileIO):
        def write(self, content: Any) -> int:
            super().write(content[:10])
            raise OSError(28, "No space left on device", str(self.name))

    def full(path: Path, mode: str = "r", **more: Any) -> Any:
        return FullDisk(path, mode) if "x" in mode else opened(path, mode, **more)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", full)
        code, out, err = run("--package", "-o", old)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"{old}: the disk is full; make room there" in err
    assert (old.read_text(encoding="utf-8"), len(list(tmp_path.iterdir()))) == ("old", 1)
    code, _, err = run("--package", "-o", old)
    assert (code, err) == (0, f"wrote {old}\n")
    assert read(old) == bc.read()
    assert len(list(tmp_path.iterdir())) == 1
