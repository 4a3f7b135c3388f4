"""Findings and the cookbook show real commands with their real output; `python tests/docs/test_findings.py` writes them."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.console import BLOCK, blocks, output, rewritten

DOCS = Path(__file__).parents[2] / "docs"
FINDINGS, COOKBOOK = DOCS / "findings.md", DOCS / "cookbook.md"
LONGEST = 30
"""Lines that one command may print here: whoever wants more can type it."""


def sections(page: Path, head: str) -> list[str]:
    return page.read_text(encoding="utf-8").split(f"\n{head} ")[1:]


@pytest.mark.parametrize(
    ("command", "shown"), [block for page in (FINDINGS, COOKBOOK) for block in blocks(page)]
)
def test_a_command_prints_what_its_page_shows(command: str, shown: str, tmp_path: Path) -> None:
    assert output(command, tmp_path) == shown


@pytest.mark.parametrize(("page", "head", "least"), [(FINDINGS, "##", 12), (COOKBOOK, "###", 30)])
def test_each_question_has_an_answer_that_is_short_and_not_empty(
    page: Path, head: str, least: int
) -> None:
    found = sections(page, head)
    assert len(found) >= least
    for section in found:
        answers = [shown.splitlines() for _, shown in BLOCK.findall(section)]
        assert answers
        assert all(0 < len(lines) <= LONGEST for lines in answers), section


def test_each_finding_is_a_question() -> None:
    assert all(section.partition("\n")[0].endswith("?") for section in sections(FINDINGS, "##"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for page in (FINDINGS, COOKBOOK):
            rewritten(page, Path(folder))
