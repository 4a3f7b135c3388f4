"""The verb that writes the page: where, of whom, in which view."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.package.reading import write_package

from servers.shell import assert_fails, run
from worlds.browser import facts_of
from worlds.make import Toy


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    toy = Toy(as_of="2022-12-31").actor("cid", state="AAC")
    toy.actor("state-aac", kind="state", state="AAC").channel("pair").channel("quiet")
    toy.channel("aside", "state-aaa/AAA", "cid/AAC")
    for channel in ("pair", "aside"):
        toy.spell(channel, "open", "2020-01-01", "2020-12-31", end_kind="observed")
    write_package(toy.data(), tmp_path / "toy")


def test_the_page_is_of_the_pair_or_of_all_sides_under_the_title_that_is_asked_for() -> None:
    said = run("page", "-o", "page.html", "--data", "toy", "--title", "Us & <them>")
    assert (said.code, said.out) == (0, "")
    assert said.err.endswith("wrote page.html\n")
    assert "<h1>Us &amp; &lt;them&gt;</h1>" in Path("page.html").read_text(encoding="utf-8")
    assert {row[0] for row in facts_of(Path("page.html"))["channels"]} == {"pair", "quiet"}
    run("page", "-o", "all.html", "--data", "toy", "--all-sides")
    assert {row[0] for row in facts_of(Path("all.html"))["channels"]} == {"aside", "pair", "quiet"}
    assert facts_of(Path("all.html"))["pair"] == []


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (["page"], "x.html"),
        (["plot", "timeline", "2020", "2021"], "x.svg"),
        (["export", "--on", "2020-02-01"], "x.csv"),
    ],
)
def test_a_folder_that_is_not_there_is_told_before_the_work(words: list[str], file: str) -> None:
    # No data are read for it: the package named here is none.
    said = run(*words, "-o", f"new/{file}", "--data", "nowhere")
    told = f"there is no folder `new` to write `{file}` into; make it first"
    assert_fails(said, told, code=2)


def test_a_narrowed_view_is_the_only_one_and_says_so() -> None:
    words = ["page", "-o", "page.html", "--data", "toy", "--known-on", "2022-10-01", "--strict"]
    said = run(*words)
    assert said.err.endswith("wrote page.html (as known on 2022-10-01, strict: nothing presumed)\n")
    assert [view["name"] for view in facts_of(Path("page.html"))["views"]] == [
        "As known on 2022-10-01, strict: nothing presumed"
    ]


def test_without_a_flag_the_page_has_the_views_that_fit_the_days_of_the_data() -> None:
    run("page", "-o", "page.html", "--data", "toy")
    assert [view["name"] for view in facts_of(Path("page.html"))["views"]] == [
        "All claims",
        "Strict: nothing presumed",
        "As Aaa tells it",
        "As Aab tells it",
        "As known on 31 December 2014",
        "As known on 31 December 2021",
    ]


def test_what_cannot_be_written_is_one_line_and_the_old_page_stays() -> None:
    Path("page.html").write_text("old", encoding="utf-8")
    assert_fails(
        run("page", "-o", "page.html/x.html", "--data", "toy"), "no folder `page.html`", code=2
    )
    assert_fails(run("page", "--data", "toy"), "--output", code=2)
    words = ["page", "-o", "page.html", "--data", "toy", "--between", "AAA", "Atlantis"]
    assert_fails(run(*words), "Atlantis", code=2)
    assert Path("page.html").read_text(encoding="utf-8") == "old"


def test_a_second_run_gives_the_same_bytes() -> None:
    run("page", "-o", "one.html", "--data", "toy")
    run("page", "-o", "other.html", "--data", "toy")
    assert Path("one.html").read_bytes() == Path("other.html").read_bytes()
