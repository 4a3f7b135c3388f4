"""The verbs that draw: whose channels they show, and what they say of a picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backchannel.package.reading import write_package

from servers.shell import assert_fails, run
from worlds.make import Toy


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of three sides with a channel of a pair and one aside."""
    monkeypatch.chdir(tmp_path)
    toy = Toy(as_of="2020-12-31").actor("cid", state="AAC")
    toy.actor("state-aac", kind="state", state="AAC").channel("pair", name="Line \U00013080")
    toy.channel("aside", "state-aaa/AAA", "cid/AAC")
    for channel in ("pair", "aside"):
        toy.spell(channel, "open", "2020-01-01", "2020-12-31")
    write_package(toy.data(), tmp_path / "toy")
    return "toy"


PLOTS = {
    "network": ["2020-05-01"],
    "timeline": ["2020", "2020"],
    "loss": ["2020", "2020"],
    "centrality": ["2020-05-01"],
}


@pytest.mark.parametrize("kind", PLOTS)
def test_a_picture_is_of_the_pair_or_of_all_sides(toy: str, kind: str) -> None:
    for flags, words in (
        ([], "1 of the 2 channels in the data"),
        (["--all-sides"], "2 of the 2 channels in the data"),
    ):
        said = run("plot", kind, *PLOTS[kind], *flags, "-o", f"{kind}.svg", "--data", toy)
        assert said.code == 0, said.err
        drawn = Path(f"{kind}.svg").read_text(encoding="utf-8").replace("All 2", "2 of the 2")
        # Letters are drawn as paths; the text of each is kept beside them as a comment. What is
        # central is told of those that are usable, of which there may be fewer.
        said_so = re.sub(r"\b(\d) [a-z ,]*usable[^.]*? of the (\d)", r"\1 of the \2", drawn)
        assert words in said_so


@pytest.mark.parametrize(
    "verb", [*(["plot", kind, *days] for kind, days in PLOTS.items()), ["report", "2020"]]
)
def test_a_pair_and_all_sides_exclude_each_other(toy: str, verb: list[str]) -> None:
    words = [*verb, "--between", "AAA", "AAC", "--all-sides", "-o", "x.svg", "--data", toy]
    assert_fails(run(*words), "`--between` and `--all-sides` exclude each other", code=2)
    assert not Path("x.svg").exists()


def test_a_picture_of_both_voices_takes_no_voice(toy: str) -> None:
    words = ["plot", "disagreement", "2020-05-01", "-o", "x.svg", "--data", toy]
    assert run(*words).code == 0
    assert "As told by" in Path("x.svg").read_text(encoding="utf-8")
    said = run(*words, "--according-to", "AAA")
    assert_fails(said, "leave out `--according-to`", code=2)


def test_sides_are_drawn_against_each_other_and_ranked(toy: str) -> None:
    for kind in ("network", "centrality"):
        said = run("plot", kind, "2020-05-01", "--by", "side", "-o", "x.svg", "--data", toy)
        assert said.code == 0, said.err
        drawn = Path("x.svg").read_text(encoding="utf-8")
        # All three sides stand in the table; only the first lies between the two others.
        names = ["<!-- aaa", "<!-- state-aac"] if kind == "network" else ["<!-- aaa"]
        assert [name for name in names if name not in drawn.lower()] == []
        assert ("Left out: 2 at 0." in drawn) == (kind == "centrality")
        assert "of all sides" in drawn or "all sides, 1 May 2020" in drawn
    words = ["plot", "network", "2020-05-01", "--by", "side", "-o", "y.svg", "--data", toy]
    assert_fails(run(*words, "--between", "AAA", "AAC"), "leave out the pair", code=2)
    assert_fails(run(*words[:3], "--by", "sied", *words[5:]), "did you mean `side`", code=2)
    assert not Path("y.svg").exists()


TRIED = {
    "attribution": ["2020", "2020", "--measure", "channels"],
    "sensitivity": ["2020"],
    "robustness": ["2020-05-01", "--until", "2020-06-30"],
    "substitution": ["2020", "2020", "--months", "3"],
}


@pytest.mark.parametrize("kind", TRIED)
def test_what_was_tried_is_drawn_with_its_caption(toy: str, kind: str) -> None:
    said = run("plot", kind, *TRIED[kind], "-o", "x.svg", "--width", "120", "--data", toy)
    assert said.code == 0, said.err
    assert Path("x.svg").is_file()
    assert "Question: " in Path("x.caption.md").read_text(encoding="utf-8")


def test_what_was_tried_refuses_what_makes_no_sense(toy: str) -> None:
    for words, why in (
        (["attribution", "2020", "2020", "--measure", "raech"], "unknown measure `raech`"),
        (["substitution", "2020", "2020", "--months", "0"], "0 months"),
        (["robustness", "2020-05-01", "--until", "2020-04-01"], "a later day"),
    ):
        assert_fails(run("plot", *words, "-o", "x.svg", "--data", toy), why, code=2)


def test_what_no_font_can_write_is_said(toy: str) -> None:
    said = run("plot", "timeline", "2020", "2020", "-o", "x.png", "--data", toy)
    assert said.code == 0
    assert "no font here has \U00013080 (U+13080); boxes are drawn; install a font" in said.err
    plain = run(
        "plot", "timeline", "2020", "2020", "--between", "AAA", "AAC", "-o", "x.png", "--data", toy
    )
    assert "font" not in plain.err


@pytest.mark.parametrize("kind", PLOTS)
def test_a_picture_is_made_for_print(toy: str, kind: str) -> None:
    flags = ["--width", "89", "--title", "My own", "--grey"]
    said = run("plot", kind, *PLOTS[kind], *flags, "-o", "x.svg", "--data", toy)
    assert said.code == 0, said.err
    drawn = Path("x.svg").read_text(encoding="utf-8")
    assert f'width="{89 / 25.4 * 72:.5g}' in drawn
    assert "<!-- My own -->" in drawn
    assert Path("x.caption.md").read_text(encoding="utf-8").startswith("# My own\n")
    colours = set(re.findall(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b", drawn))
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


@pytest.mark.parametrize("kind", ["timeline", "loss", "ranks"])
def test_a_picture_of_one_year_needs_it_once(toy: str, kind: str) -> None:
    for name, days in (("once", ["2020"]), ("twice", ["2020", "2020"])):
        assert run("plot", kind, *days, "-o", f"{name}.svg", "--data", toy).code == 0
    assert Path("once.svg").read_bytes() == Path("twice.svg").read_bytes()


def test_a_width_that_no_journal_has_is_refused(toy: str) -> None:
    words = ["plot", "loss", "2020", "2020", "--width", "90", "-o", "x.svg", "--data", toy]
    assert_fails(run(*words), "unknown width `90`; allowed: 89, 120, 183, screen", code=2)
    assert not Path("x.svg").exists()


def test_a_pdf_has_letters_that_printers_take(toy: str) -> None:
    assert run("plot", "loss", "2020", "2020", "-o", "x.pdf", "--data", toy).code == 0
    written = Path("x.pdf").read_bytes()
    assert b"/FontFile2" in written
    assert b"/Type3" not in written


@pytest.mark.parametrize("verb", [["plot", "loss", "2020", "2020"], ["report", "2020"]])
def test_draws_are_taken_and_need_two_sides(toy: str, verb: list[str]) -> None:
    words = (*verb, "-o", "out.svg", "--data", toy)
    assert run(*words, "--draws", "5", "--seed", "1").code == 0
    assert_fails(run(*words, "--draws", "5", "--all-sides"), "draws range what two sides", code=2)
    assert_fails(run(*words, "--draws", "-1"), "no fewer than 0 can be made", code=2)


def test_ranks_take_draws_of_all_sides_too(toy: str) -> None:
    words = ("plot", "ranks", "2020", "2020", "-o", "out.svg", "--data", toy, "--all-sides")
    assert run(*words, "--draws", "5", "--seed", "1").code == 0
    assert "in 5 draws of the uncertain dates (seed 1)" in Path("out.svg").read_text("utf-8")
    assert_fails(run(*words, "--draws", "-1"), "no fewer than 0 can be made", code=2)


def test_a_report_of_all_sides(toy: str) -> None:
    assert run("report", "2020", "--all-sides", "-o", "out", "--data", toy).code == 0
    assert "2 channels of all sides" in Path("out/index.md").read_text(encoding="utf-8")


def test_a_report_is_written_into_a_folder_of_its_year_if_none_is_named(toy: str) -> None:
    said = run("report", "2020", "--data", toy)
    assert said.code == 0, said.err
    assert f"read {Path('backchannel-2020', 'index.html')}" in said.err
    assert Path("backchannel-2020/index.md").is_file()
    assert_fails(run("report", "20x", "--data", toy), "is not a year", code=2)


def test_a_network_is_laid_out_in_columns_or_by_force(toy: str) -> None:
    words = ["plot", "network", "2020-05-01", "--data", toy]
    force = ["--layout", "force", "--measure", "betweenness", "--between", "AAA", "AAC"]
    said = run(*words, *force, "-o", "force.svg")
    assert said.code == 0, said.err
    assert "Size of a mark: betweenness" in Path("force.svg").read_text(encoding="utf-8")
    assert "Who shared a channel" in Path("force.caption.md").read_text(encoding="utf-8")
    for layout in ([], ["--layout", "columns"]):
        assert run(*words, *layout, "-o", f"{len(layout)}.svg").code == 0
    assert Path("0.svg").read_bytes() == Path("2.svg").read_bytes()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--layout", "circle"], "allowed: columns, force"),
        (["--layout", "force", "--measure", "fame"], "allowed: betweenness, "),
        (["--measure", "degree"], "the measure is the size of nodes in the layout `force`"),
        (["--layout", "force", "--all-sides"], "the layout `force` is of two sides"),
        (["--layout", "force", "--by", "side"], "the layout `force` is of two sides"),
    ],
)
def test_a_layout_or_measure_that_there_is_not_is_refused(
    toy: str, flags: list[str], said: str
) -> None:
    words = ["plot", "network", "2020-05-01", *flags, "-o", "x.svg", "--data", toy]
    assert_fails(run(*words), said, code=2)
    assert not Path("x.svg").exists()
