"""Each finding shows real commands with their real output; `python tests/docs/test_findings.py` writes it anew."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.shell import run

FINDINGS = Path(__file__).parents[2] / "docs" / "findings.md"
BLOCK = re.compile(r"```console\n\$ (backchannel .+)\n((?:.*\n)*?)```")
LONGEST = 30
"""Lines that one command may print here: whoever wants more can type it."""


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(FINDINGS.read_text(encoding="utf-8"))


def sections() -> list[str]:
    return FINDINGS.read_text(encoding="utf-8").split("\n## ")[1:]


def output(command: str) -> str:
    """Return what a command prints, sent through the filters after it if there are any."""
    asked, _, filters = command.partition(" | ")
    said = run(*shlex.split(asked)[1:], COLUMNS="80")
    assert said.code == 0, said.err
    if not filters:
        return said.out
    through = ["sh", "-c", filters]
    done = subprocess.run(
        through, input=said.out, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.mark.parametrize(("command", "shown"), blocks())
def test_a_command_prints_what_its_finding_shows(command: str, shown: str) -> None:
    assert output(command) == shown


def test_each_finding_is_a_question_with_an_answer_that_is_short_and_not_empty() -> None:
    assert len(sections()) >= 12
    for section in sections():
        assert section.partition("\n")[0].endswith("?")
        answers = [shown.splitlines() for _, shown in BLOCK.findall(section)]
        assert answers
        assert all(0 < len(lines) <= LONGEST for lines in answers), section


if __name__ == "__main__":
    text = FINDINGS.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda match: f"```console\n$ {match[1]}\n{output(match[1])}```", text)
    FINDINGS.write_text(fresh, encoding="utf-8")
