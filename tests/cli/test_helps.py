"""The help of each verb, the example that it ends with, and the pictures."""

from __future__ import annotations

import shlex
from importlib.metadata import version
from pathlib import Path

import pytest

import backchannel as bc
from backchannel.check import sound
from backchannel.cli import app
from backchannel.cli.draw import PLOTS
from backchannel.cli.verbs import HOMES

from servers.shell import run
from worlds.articles import articles

README = Path(__file__).parents[2] / "README.md"


DRAWN = {"report", "plot"}
"""
What takes long of the record, and is asked of the five articles here.

The report of the record has tests of its own, and the pictures of it those of their lettering.
"""

COMMANDS = [[], *([verb] for verb in HOMES), *(["plot", kind] for kind in PLOTS)]
"""Whatever has a help of its own."""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_ends_with_an_example_that_works(
    words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    if words == ["load"]:
        # Into a cache of its own, and a package that is loaded sooner than the bundled one.
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        small = bc.read(README.parent / "examples" / "toy")
        monkeypatch.setattr(sound, "read", lambda *_, **__: small)
    if words and words[0] in DRAWN:
        few = articles()
        monkeypatch.setattr(sound, "read", lambda *_, **__: few)
    code, out, err = run(*words, "--help")
    assert (code, err) == (0, "")
    last = out.strip().splitlines()[-1].strip()
    assert last.startswith(" ".join(["Example: backchannel", *words]))
    assert out.count("Example:") == 1
    code, _, err = run(*shlex.split(last)[2:])
    assert code == 0, err


@pytest.mark.parametrize("kind", PLOTS)
def test_a_picture_is_drawn_and_named(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # The bundled data are drawn by the examples of the helps.
    toy = str(README.parent / "examples" / "toy")
    of_spans = ("timeline", "loss", "ranks", "attribution", "substitution")
    spans = {name: ["2021", "2022"] for name in of_spans}
    days = {**spans, "survival": []}.get(kind, ["2022-03-03"])
    code, out, err = run("plot", kind, *days, "-o", f"{kind}.png", "--data", toy)
    assert (code, out, err) == (0, "", f"its caption is {kind}.caption.md\nwrote {kind}.png\n")
    assert (tmp_path / f"{kind}.caption.md").read_text(encoding="utf-8").startswith("# ")
    assert (tmp_path / f"{kind}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["attribution", "2022"], "2022"),
        (["substitution"], "2020–2023"),
        (["substitution", "2022"], "2022"),
    ],
)
def test_a_picture_of_one_year_and_one_of_all_days(
    words: list[str], said: str, tmp_path: Path
) -> None:
    picture = tmp_path / "x.svg"
    code, out, err = run(
        "plot", *words, "-o", str(picture), "--data", str(README.parent / "examples" / "toy")
    )
    assert (code, out) == (0, ""), err
    title = (tmp_path / "x.caption.md").read_text(encoding="utf-8").splitlines()[0]
    assert title.endswith(f", {said}")


def test_help_lists_every_verb_and_names_nobody() -> None:
    _, out, _ = run("--help")
    assert all(verb in out for verb in HOMES)
    assert app.info.name == "backchannel"


def test_without_a_word_it_shows_its_help_and_plot_the_kinds_of_pictures() -> None:
    assert run() == run("--help")
    code, out, err = run("plot")
    assert (code, out, err) == run("plot", "--help")
    assert (code, err) == (0, "")
    assert all(f"\n  {kind} " in out for kind in PLOTS)


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version") == (0, f"backchannel {version('backchannel')}\n", "")
