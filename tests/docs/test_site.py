"""The site builds without a warning, from the pages as they are, and holds each verb and public name."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest

import backchannel as bc

from servers.shell import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it as `make site` does, in another folder."""
    made = re.search(
        r"^site:.*\n\t\$\(BIN\)/python (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    assert made is not None
    folder = tmp_path_factory.mktemp("site")
    words = [word.replace("out/", f"{folder}/") for word in made[1].split()]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr  # a warning makes it fail
    return folder / "site"


def text(page: Path) -> str:
    """Return what stands on a page, without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert pages <= {path.stem for path in (site / "docs").glob("*.html")}
    first = (site / "docs" / "index.html").read_text(encoding="utf-8")
    assert [page for page in sorted(pages) if f'href="{page}.html"' not in first] == []


def test_every_verb_and_every_public_name_is_there(site: Path) -> None:
    commands = text(site / "docs" / "commands.html")
    verbs = re.findall(r"^  (\w+) {2,}", run("--help").out.partition("Commands:")[2], re.MULTILINE)
    assert len(verbs) > 15
    assert [verb for verb in verbs if f"Usage: backchannel {verb}" not in commands] == []
    reference = (site / "docs" / "reference.html").read_text(encoding="utf-8")
    names = {*bc.__all__, *(f"plots.plot.{name}" for name in bc.plot.__all__)} - {"plot"}
    assert [name for name in names if f'id="backchannel.{name}"' not in reference] == []
