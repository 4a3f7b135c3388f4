"""The report of a year: the same numbers everywhere, and every link leads somewhere."""

from __future__ import annotations

import csv
import html
import re
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.network import snapshot
from backchannel.package.reading import write_package
from backchannel.report import write_report
from backchannel.verdicts.answers import SHOWN
from backchannel.verdicts.comparison import LISTS

from worlds.articles import articles
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.facts.dataset import Dataset

FILES = {
    "index.md", "index.html", "evidence.md", "evidence.html", "open.csv", "lost.csv", "contacts.csv", "centrality.csv", "evidence.csv", "timeline.svg",
    "centrality-series.csv", "loss.svg", "network-peak.svg", "network-end.svg", "course.csv", "costs.csv", "firmness.csv", "manifest.json",
}  # fmt: skip

pytestmark = pytest.mark.xdist_group("report")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "2022"
    assert write_report(bc.read(), 2022, folder=path) == path / "index.html"
    return path


def of_articles(path: Path) -> tuple[Path, list[tuple[object, ...]]]:
    """Write a report of few sources, and return the networks that were built for it."""
    built: list[tuple[object, ...]] = []
    build = snapshot._graph

    def noted(data: Dataset, channels: object, **asked: object) -> object:
        built.append((asked["on"], asked["least"], asked["sides"]))
        return build(data, channels, **asked)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "_graph", noted)
        # Of a dataset of its own, which remembers nothing of another report.
        write_report(articles().with_tables(), 2022, folder=path)
    return path, built


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_one_folder_has_it_all(folder: Path) -> None:
    assert {one.name for one in folder.iterdir()} == FILES
    assert all(one.stat().st_size > 200 for one in folder.iterdir())


def test_the_answer_table_is_the_answer(folder: Path) -> None:
    answer = bc.open_channels(bc.read(), "2022", between=("RUS", "USA"), everything=True)
    table = rows(folder, "open.csv")
    assert [(row["id"], row["verdict"], row["certainty"]) for row in table] == [
        (one.id, one.verdict, one.certainty or "") for one in answer
    ]
    page = html.unescape((folder / "index.html").read_text(encoding="utf-8"))
    for one in answer:
        assert one.name in page, "each channel is named, the unknown ones too"
        if one.verdict in SHOWN:
            assert f'<a href="evidence.html#{one.id}">{one.name}</a>' in page


@pytest.mark.parametrize("name", ["index", "evidence"])
def test_markdown_and_page_say_the_same(folder: Path, name: str) -> None:
    def words(text: str) -> list[str]:
        text = re.sub(
            r"<style>.*?</style>|<head>.*?</head>|<nav>.*?</nav>", "", text, flags=re.DOTALL
        )
        text = re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r" \1 ", text)
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
        return re.findall(r"[\w’'.:;,§%-]*\w", text)

    markdown = (folder / f"{name}.md").read_text(encoding="utf-8")
    markdown = re.sub(r'<a id="[^"]*"></a>', "", markdown)
    markdown = re.sub(r"\]\([^)]*\)", " ", re.sub(r"\\(.)", r"\1", markdown))
    markdown = html.unescape(re.sub(r"(?m)^\|[ :|-]+\|$", "", markdown))
    assert words(markdown) == words((folder / f"{name}.html").read_text(encoding="utf-8"))


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_outside(folder: Path) -> None:
    pages = {one.name: one.read_text(encoding="utf-8") for one in folder.glob("*.html")}
    names = {name: set(re.findall(r'id="([^"]+)"', page)) for name, page in pages.items()}
    addresses = {one.url for one in bc.read().sources.values()}
    for name, page in pages.items():
        for to in re.findall(r'href="([^"]+)"', page):
            file, _, place = to.partition("#")
            known = (
                html.unescape(to) in addresses
                or place in names.get(file or name, ())
                or (not place and (folder / file).is_file())
            )
            assert known, to
        assert all((folder / one).is_file() for one in re.findall(r'src="([^"]+)"', page))
        assert not re.search(r"<script|@import|url\(|<link", page)


def test_each_line_of_the_answer_has_its_sources(folder: Path) -> None:
    accounts = {
        account
        for row in rows(folder, "open.csv")
        for account in row["accounts"].split("; ")
        if account
    }
    evidence = rows(folder, "evidence.csv")
    assert accounts == {row["account"] for row in evidence}
    assert {account[:2] for account in accounts} == {"k-", "s-"}, "contacts are accounts, too"
    assert all(row["title"] and row["locator"] and row["stance"] for row in evidence)


def test_what_was_lost_stands_in_the_lists(folder: Path) -> None:
    found = bc.lost(bc.read(), "2021-12-31", "2022-12-31", between=("RUS", "USA"))
    for name in LISTS:
        listed = [row["id"] for row in rows(folder, "lost.csv") if row["list"] == name]
        assert listed == [one.id for one in getattr(found, name)]
    told = {row["id"]: row for row in rows(folder, "lost.csv") if row["list"] == "disruptions"}
    assert list(told) == [row.record.id for row in found.disruptions]
    assert told["d-invasion-2022"]["certainty"] == "surely"
    assert told["d-invasion-2022"]["start"] == "2022-02-24"


def test_writing_twice_gives_the_same_bytes_and_builds_each_network_once(tmp_path: Path) -> None:
    (first, built), (again, _) = of_articles(tmp_path / "first"), of_articles(tmp_path / "again")
    assert {one.name for one in again.iterdir()} == FILES
    assert {
        one.name for one in again.iterdir() if one.read_bytes() != (first / one.name).read_bytes()
    } == set()
    # The fullest day and the last, each with each certainty, and the union that gives the places.
    assert len(built) == len(set(built)) == 7


def test_a_package_is_not_overwritten(tmp_path: Path) -> None:
    write_package(Toy().data(), tmp_path)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(
        UsageFault, match="is a data package, whose tables a report would overwrite; name another"
    ):
        write_report(Toy().data(), 2020, folder=tmp_path)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_nothing_is_said_of_where_the_data_are_from_python(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "on the command line: backchannel open 2022 --between RUS USA --all</li>" in page
