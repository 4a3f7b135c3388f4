"""`examples/toy`: as it is drawn, in the form of packages, and enough for every verb; CONTRIBUTING tells how to copy it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.check.rules import check_package
from backchannel.cli import main
from backchannel.cli.draw import PLOTS
from backchannel.cli.verbs import HOMES
from backchannel.dates.period import day_bounds
from backchannel.package.reading import package_files
from backchannel.verdicts.held import is_contact

from servers import shell
from worlds.browser import facts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.facts.dataset import Dataset

    Run = Callable[..., tuple[str, str]]

ROOT = Path(__file__).parents[2]
TOY = ROOT / "examples" / "toy"
MONTHS = [f"{year}-{month:02}" for year in range(2020, 2024) for month in range(1, 13)]
LETTERS = {
    "open": "o",
    "degraded": "d",
    "suspended": "s",
    "closed": "x",
    "contested": "!",
    "unknown": " ",
}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read(TOY)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def call(*words: str) -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["backchannel", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert not left.value.code, said.err
        return said.out, said.err

    return call


# The package


def test_the_toy_is_clean_and_written_as_packages_are(data: Dataset) -> None:
    assert check_package(TOY).problems == []
    files = {path.name: path.read_bytes() for path in TOY.iterdir() if path.name != "README.md"}
    assert files == package_files(data)


def test_the_toy_is_small(data: Dataset) -> None:
    assert len(data.channels) <= 11
    assert len(data.actors) <= 20
    assert len(data.contacts) <= 30
    assert len((TOY / "README.md").read_text(encoding="utf-8").splitlines()) <= 100


def test_the_toy_is_as_it_is_drawn(data: Dataset) -> None:
    drawing = (TOY / "README.md").read_text(encoding="utf-8").split("```")[3]
    rows = "|".join([*data.channels, "  contacts"])
    lines = [line for line in drawing.splitlines() if re.match(f" ({rows}) ", line)]
    drawn: dict[str, list[str]] = {}
    for line in lines:
        name, months = line[:17].strip(), line[18:69].ljust(51)
        assert months[12] == months[25] == months[38] == " "
        channel = name if name != "contacts" else f"contacts of {list(drawn)[-1]}"
        drawn[channel] = list(months[:12] + months[13:25] + months[26:38] + months[39:])
    assert drawn == as_it_is(data)


def as_it_is(data: Dataset) -> dict[str, list[str]]:
    """Return a letter a month for each channel, and for its contacts where it has some, as the README explains them."""
    verdicts = {
        month: bc.open_channels(data, month, rule="last-day", everything=True).to_dicts()
        for month in MONTHS
    }
    found: dict[str, list[str]] = {}
    for at, channel in enumerate(data.channels):
        days = [verdicts[month][at] for month in MONTHS]
        found[channel] = [
            "?" if day["certainty"] == "possibly" else LETTERS[day["verdict"]] for day in days
        ]
        marks = [" "] * len(MONTHS)
        for contact in data.contacts_of.get(channel, ()):
            first, last = (
                (day.year - 2020) * 12 + day.month - 1 for day in day_bounds(contact.date)
            )
            if contact.occurrence == "none":
                marks[first : last + 1] = ["0"] * (last + 1 - first)
            elif marks[first] != "*":
                marks[first] = "*" if is_contact(data, contact) else "-"
        if set(marks) != {" "}:
            found[f"contacts of {channel}"] = marks
    return found


# The verbs


def test_every_verb_works_on_the_toy(run: Run) -> None:
    toy = ["--data", str(TOY)]
    out, _ = run("open", "2022-09-15", "--between", "Arland", "XBO", *toy, "--format", "json")
    assert [row["id"] for row in json.loads(out)["channels"]] == [
        "embassy-ar", "generals", "good-offices", "hotline", "ministers",
    ]  # fmt: skip
    assert "Bea Bohr" in run("show", "bea", *toy)[0]
    assert "k-2023-04-funeral" in run("contacts", "--with", "ada", "--with", "bruno", *toy)[0]
    assert "fish-group" in run("lost", "2021", "2022-09-15", *toy)[0]
    assert "2022-09-15" in run("loss", "2022-09-01", "2022-09-15", *toy, "--format", "json")[0]
    assert "alma" in run("centrality", "2022-09-15", *toy)[0]
    assert "hotline" in run("sensitivity", "2022-09-15", *toy)[0]
    assert "good-offices" in run("disagreement", "2022-09-15", *toy)[0]
    assert "hotline" in run("whatif", "2022-09-15", "--without", "hotline", *toy)[0]
    assert "no problems" in run("check", str(TOY))[1]
    run("new", "begun", "--between", "XAR", "XBO")
    assert "no problems" in run("check", "begun")[1]
    run("page", "-o", "channels.html", *toy)
    assert "Bea Bohr" in facts_of(Path("channels.html"))["texts"]


def test_no_verb_is_left_out_here() -> None:
    """Each verb is asked of the toy somewhere in this file."""
    here = Path(__file__).read_text(encoding="utf-8")
    asked = set(re.findall(r"\brun\(\s*\"(\w+)\"", here))
    assert set(HOMES) - asked == set()


def test_every_picture_and_the_report_can_be_drawn_of_the_toy(run: Run) -> None:
    days = {
        "timeline": ["2020", "2023"], "loss": ["2020-01-01", "2023-12-31"],
        "ranks": ["2020", "2023"], "survival": [], "attribution": ["2020", "2023"],
        "substitution": ["2020", "2023"],
    }  # fmt: skip
    for kind in PLOTS:
        run("plot", kind, *days.get(kind, ["2022-09-15"]), "-o", f"{kind}.svg", "--data", str(TOY))
        assert Path(f"{kind}.svg").stat().st_size > 1000
    run("export", "--on", "2022-09-15", "-o", "network.graphml", "--data", str(TOY))
    assert "good-offices" in Path("network.graphml").read_text(encoding="utf-8")
    run("report", "2022", "-o", "report", "--data", str(TOY))
    page = Path("report/index.html").read_text(encoding="utf-8")
    assert "Arland" in page
    assert "Russia" not in page


def test_the_toy_can_be_loaded_and_asked_and_answers_from_there_too(run: Run) -> None:
    run("load", "graph", "--data", str(TOY))
    out, _ = run(
        "query",
        "lineage",
        "--param",
        "channel=Border hotline",
        "--data",
        "graph",
        "--format",
        "json",
    )
    assert [row["channel"] for row in json.loads(out)["rows"]] == ["telex", "flags"]
    names = [row["name"] for row in json.loads(run("queries", "--format", "json")[0])["queries"]]
    assert "lineage" in names
    words = ["lost", "2021", "2022-09-15", "--format", "json", "--data"]
    assert run(*words, "graph")[0] == run(*words, str(TOY))[0]


# What CONTRIBUTING tells


def test_what_contributing_tells_of_a_package_of_ones_own_is_so(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("## How to make a package of your own\n")[1].split("\n## ")[0]
    (tmp_path / "examples").mkdir()
    shutil.copytree(TOY, tmp_path / "examples" / "toy")
    first, wrong, last = re.findall(
        r"^ *```console\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE
    )
    follow(first, tmp_path)
    typed = re.search(r"With `([a-z]+)` for `([a-z]+)` in line (\d+) of `([a-z.]+)`", section)
    assert typed is not None
    table = tmp_path / "mine" / typed[4]
    whole = table.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    lines[int(typed[3]) - 1] = lines[int(typed[3]) - 1].replace(f",{typed[2]},", f",{typed[1]},")
    table.write_text("".join(lines), encoding="utf-8")
    follow(wrong, tmp_path)
    table.write_text(whole, encoding="utf-8")
    follow(last, tmp_path)


def follow(block: str, folder: Path) -> None:
    """Type the commands of a block and compare what they print: on stdout, or where nothing is there on stderr."""
    for command, shown in re.findall(r"^ *\$ (.+)\n((?: *[^$ \n].*\n)*)", block, re.MULTILINE):
        words = shlex.split(command)
        with chdir(folder):
            if words[0] == "backchannel":
                said = shell.run(*words[1:])
                printed = said.out or said.err
            else:
                printed = subprocess.check_output(words, encoding="utf-8")
        assert printed.splitlines() == [line.strip() for line in shown.splitlines()], command


def test_a_package_that_is_only_headers_says_what_to_enter_first(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "mine")
    for path in (tmp_path / "mine").glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert [str(one) for one in check_package(tmp_path / "mine").problems] == [
        f"datapackage.json: between: unknown side `{side}`; enter the state or the body in actors.csv"
        for side in ("XAR", "XBO")
    ]
