"""The README shows real commands with their real output; `python tests/docs/test_readme.py` writes the output anew."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.shell import run

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"```console\n\$ (backchannel .+)\n((?:.*\n)*?)```")


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(README.read_text(encoding="utf-8"))


def output(command: str) -> str:
    """Return what a command prints for a reader, on a terminal of eighty columns."""
    said = run(*shlex.split(command)[1:], COLUMNS="80")
    assert said.code == 0, said.err
    return "".join(f"{line.rstrip()}\n" for line in said.out.strip("\n").splitlines())


@pytest.mark.parametrize(("command", "shown"), blocks())
def test_a_command_prints_what_the_readme_shows(command: str, shown: str) -> None:
    assert output(command) == shown


def test_the_readme_shows_commands() -> None:
    assert len(blocks()) >= 5


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda match: f"```console\n$ {match[1]}\n{output(match[1])}```", text)
    README.write_text(fresh, encoding="utf-8")
