"""The gallery shows each kind of picture that there is, by the command that draws it."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from backchannel.cli.draw import PLOTS
from backchannel.output import palette

from servers.shell import assert_fails, run

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).resolve().parents[2] / "docs"
MOST_PICTURES = 13


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gallery", DOCS / "gallery.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_kind_of_picture_is_shown_once(gallery: ModuleType) -> None:
    assert sorted(gallery.SHOWN) == sorted([*PLOTS, "network-force"])
    files = sorted(path.name for path in gallery.FOLDER.iterdir())
    assert files == sorted(f"{kind}.png" for kind in gallery.SHOWN)
    assert len(files) <= MOST_PICTURES


def test_the_page_is_fresh_and_has_a_command_for_each(gallery: ModuleType) -> None:
    said = gallery.PAGE.read_text(encoding="utf-8")
    assert said == gallery.page()
    assert re.findall(r"^backchannel plot .* -o (\S+).png$", said, re.MULTILINE) == list(
        gallery.SHOWN
    )
    for page in (DOCS / "index.md", DOCS.parent / "README.md"):
        assert "gallery" in page.read_text(encoding="utf-8")


def test_each_command_is_understood(gallery: ModuleType) -> None:
    for kind in gallery.SHOWN:
        words = shlex.split(gallery.command(kind))[1:-1]
        # All flags and arguments are read before the ending is refused, and before any data are.
        assert_fails(run(*words, f"{kind}.gif"), "does not end in .png, .svg, .pdf", code=2)


def test_pictures_are_small_and_keep_the_colours_and_the_sentence(gallery: ModuleType) -> None:
    for kind in gallery.SHOWN:
        path = gallery.FOLDER / f"{kind}.png"
        assert path.stat().st_size <= gallery.MOST_BYTES
        with Image.open(path) as picture:
            assert picture.width <= gallery.WIDTHS[0]
            assert len(picture.info["Description"]) > 40
    with Image.open(gallery.FOLDER / "timeline.png") as picture:
        found = picture.convert("RGB").getcolors(maxcolors=256)
    assert found is not None
    colours = {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in found}  # type: ignore[misc]
    assert set(palette.VERDICTS.values()) - {palette.VERDICTS["unknown"]} <= colours
