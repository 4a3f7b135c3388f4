"""Where the command line reads and writes: paths that are empty, that are addresses, or where no file can be made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers.shell import HANGS, assert_fails, run, surroundings
from worlds.make import Toy
from worlds.ministers import line_of_two_ministers

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
ONE_DAY = ["--param", "first=2022-01-01", "--param", "last=2022-01-01"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def toy(here: Path) -> str:
    """A package in which one channel is open from 2020 on, and has no person or body."""
    write_package(line_of_two_ministers(bob="Bob").data(), here / "toy")
    return "toy"


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "--tidy"],
        ["load"],
        ["report", "2022", "-o"],
        ["open", "2022", "--data"],
        ["query", "open", *ONE_DAY, "--data"],
        ["export", "--spells", "-o"],
        ["plot", "loss", "2021", "2022", "-o"],
        ["plot", "network", "2022-01-01", "-o"],
    ],
)
def test_an_empty_path_is_not_taken_for_none_or_for_the_current_folder(
    here: Path, words: Sequence[str]
) -> None:
    assert_fails(
        run(*words, "", XDG_CACHE_HOME=str(here)),
        "the path is empty; name a file or a folder",
        code=2,
    )
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    "address",
    [
        "localhost:7687",
        "user:secret@127.0.0.1",
        "user:secret@127.0.0.1:7687",
        "user:secret@localhost/",
        "neo4j:/user:secret@localhost",
        "neo4j:user:secret@localhost/graph",
        "http:/user:secret@localhost:7687",
        "bolt+s:/localhost:7687",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ["load"],
        ["open", "2022", "--data"],
        ["query", "open", *ONE_DAY, "--data"],
        ["check"],
        ["NEO4J_URI"],
    ],
)
def test_an_address_without_its_scheme_makes_no_folder(
    here: Path, words: Sequence[str], address: str
) -> None:
    said = run("load", NEO4J_URI=address) if words == ["NEO4J_URI"] else run(*words, address)
    assert_fails(
        said,
        "an address is written `neo4j://HOST:PORT`, and a new folder of that name `./NAME`",
        code=2,
    )
    assert "secret" not in said.err
    assert "localhost" not in said.err
    assert not list(here.iterdir())


def test_check_takes_no_address_and_repeats_none() -> None:
    said = run("check", "neo4j://user:secret@localhost")
    assert_fails(said, "a data package is checked, not a database", code=2)
    assert "secret" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        # Both have something else to say, too: of days that are unknown, of channels without a row.
        ["export", "--on", "2030-02-01", "-o", "x.csv"],
        ["export", "--panel", "2020", "2030", "-o", "x.csv"],
        ["export", "--spells", "-o", "x.tsv"],
        ["export", "--package", "-o", "x.zip"],
        ["plot", "network", "2030-02-01", "-o", "x.svg"],
        ["report", "2022", "-o", "x"],
    ],
)
def test_where_no_file_can_be_made_the_one_line_names_the_path_that_was_asked_for(
    toy: str, words: Sequence[str]
) -> None:
    asked = f"/proc/{words[-1]}"
    assert_fails(
        run(*words[:-1], asked, "--data", toy), f"backchannel: {asked}: cannot be written: ", code=2
    )


@pytest.mark.parametrize(
    "words",
    [
        ["open", "2030", "--format", "xml"],
        ["lost", "2021", "2030", "--format", "xml"],
        ["contacts", "--to", "2030", "--format", "xml"],
        ["centrality", "2030-01-01", "--between", "AAA", "Atlantis"],
        ["report", "2030", "--between", "AAA", "Atlantis", "-o", "x"],
        ["export", "--panel", "2020", "2030", "--between", "AAA", "Atlantis", "-o", "x.csv"],
        ["plot", "loss", "2020", "2030", "--between", "AAA", "Atlantis", "-o", "x.svg"],
    ],
)
def test_a_fault_in_a_question_about_later_days_is_one_line_too(
    toy: str, words: Sequence[str]
) -> None:
    assert_fails(run(*words, "--data", toy), "unknown ", code=2)


@pytest.mark.parametrize(
    "words",
    [["timeline", "{0}", "{1}"], ["loss", "{0}", "{1}"], ["network", "{0}"], ["centrality", "{0}"]],
)
def test_a_picture_of_days_beyond_the_data_says_so(here: Path, words: Sequence[str]) -> None:
    toy = (
        Toy(start="2020-01-01", as_of="2020-12-31")
        .channel("line")
        .spell("line", "open", "2020-01-01", "2020-12-31")
    )
    write_package(toy.data(), here / "toy")
    for days, said in (
        (("2021-05-05", "2021-05-06"), "the data end on 2020-12-31; {0} later and unknown\n"),
        (("2019-05-05", "2019-05-06"), "the data begin on 2020-01-01; {0} earlier and unknown\n"),
        (("2020-05-05", "2020-05-06"), "its caption is x.caption.md\nwrote x.svg"),
    ):
        drawn = run("plot", *(word.format(*days) for word in words), "-o", "x.svg", "--data", "toy")
        assert (drawn.code, drawn.out) == (0, "")
        number = "all days asked about are" if "{1}" in words else "the day asked about is"
        assert drawn.err.startswith(said.format(number))
        assert drawn.err.endswith("wrote x.svg\n")


def closed(command: str, streams: str, folder: Path) -> tuple[int, str]:
    """Run the command line with some of its streams closed, and return what it says on those that are left."""
    # What a machine sets for its own ease would have Python write at once, and not once more as it ends.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    said = subprocess.run(
        ["bash", "-c", f'exec "$0" -m backchannel {command} {streams}', sys.executable],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, timeout=HANGS,
        env=usual,
    )  # fmt: skip
    return said.returncode, said.stdout


def test_a_stream_that_is_closed_is_no_failure(here: Path, toy: str) -> None:
    assert closed(f"open 2020 --data {toy}", ">&-", here) == (
        0,
        "Channels of all sides, 2020\n2020 is taken as 2020-01-01 to 2020-12-31, rule any: the best day of "
        "each channel; for how it stood on a day: backchannel open 2020-12-31\n"
        "usable: 1 surely\n1 shown; not shown: 1 unknown (--all shows them)\n",
    )
    assert closed(f"open 2020 --data {toy}", ">&- 2>&-", here) == (0, "")
    assert closed("query -", "<&-", here) == (
        2,
        "backchannel: the query is empty; write some Cypher\n",
    )
    (here / toy / "spells.csv").write_text("id\n", encoding="utf-8")
    code, said = closed(f"check {toy}", ">&-", here)
    assert (code, "Traceback" in said) == (1, False)
    assert "problems in " in said
    assert closed(f"check {toy}", "2>&- | grep -c spells.csv", here)[1].strip() != "0"


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no device that is always full"
)
def test_a_full_disk_is_said_to_be_full(here: Path, toy: str) -> None:
    remedy = "the disk is full; make room there, or write to another place"
    assert closed(f"open 2020 --data {toy}", ">/dev/full", here) == (
        1, f"backchannel: the answer cannot be written: {remedy}\n",
    )  # fmt: skip
    for name, words in (
        ("x.svg", ["plot", "loss", "2020", "2021"]),
        ("x.tsv", ["export", "--spells"]),
    ):
        (here / name).symlink_to("/dev/full")
        said = run(*words, "-o", name, "--data", toy)
        assert_fails(said, f"backchannel: {name}: {remedy}")


def test_a_report_is_not_written_into_a_file(here: Path) -> None:
    (here / "letter.txt").write_text("dear", encoding="utf-8")
    assert_fails(
        run("report", "2022", "-o", "letter.txt"), "`letter.txt` is a file; name a folder", code=2
    )
    assert (here / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_report_names_the_data_that_it_was_made_from(here: Path) -> None:
    toy = Toy().channel("line").spell("line", "open", "2020-01-01", "2021-12-31")
    write_package(toy.data(), here / "my toy")
    assert run("report", "2020", "-o", "out", "--data", "my toy").code == 0
    page = (here / "out" / "index.md").read_text(encoding="utf-8")
    command = "open 2020 --between AAA AAB --all --data 'my toy'"
    assert f"The same answers on the command line: backchannel {command}" in page
    assert "line" in run("open", "2020", "--between", "AAA", "AAB", "--all", "--data", "my toy").out


@pytest.mark.parametrize("how", ["environment", "argument"])
def test_make_passes_the_address_of_a_database_silently(how: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("`make` is not on the machine")
    address = "neo4j://user:secret@localhost"
    words = [f"NEO4J_URI={address}"] if how == "argument" else []
    more = {"NEO4J_URI": address} if how == "environment" else {}
    # What would be run, as make would say it.
    said = subprocess.run(
        ["make", "--dry-run", "--always-make", "report", *words],
        cwd=ROOT, env=surroundings(**more), capture_output=True, text=True, check=True, timeout=HANGS,
    )  # fmt: skip
    assert "bin/backchannel load \n" in said.stdout
    assert (
        'BACKCHANNEL_DATA="${NEO4J_URI:-out/graph}" .venv/bin/backchannel report 2022'
        in said.stdout
    )
    assert "secret" not in said.stdout + said.stderr


def test_a_set_up_checkout_is_compiled_once_for_all() -> None:
    if shutil.which("make") is None:
        pytest.skip("`make` is not on the machine")
    said = subprocess.run(
        ["make", "--dry-run", "--always-make", "setup"],
        cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=True, timeout=HANGS,
    )  # fmt: skip
    # After the install, since that brings the Python that compiles.
    assert said.stdout.index("--editable .") < said.stdout.index("-m compileall -q src")


def test_the_place_of_the_data_may_come_from_the_environment(tmp_path: Path) -> None:
    assert_fails(
        run("open", "2020", BACKCHANNEL_DATA=str(tmp_path / "nowhere")),
        "no data package at",
        code=2,
    )
    said = run("open", "2020", BACKCHANNEL_DATA="neo4j://user:secret@localhost")
    assert_fails(said, "holds a user or a password", code=2)
    assert "secret" not in said.err
