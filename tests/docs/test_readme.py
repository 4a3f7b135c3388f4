"""The README shows real commands with their real output; `python tests/docs/test_readme.py` writes the output anew."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"```console\n\$ (backchannel .+)\n((?:.*\n)*?)```")


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(README.read_text(encoding="utf-8"))


def output(command: str) -> str:
    """Run a command as a reader would, on a terminal of eighty columns, and return what it prints."""
    words = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    environment.pop("NEO4J_URI", None)
    said = subprocess.run(
        words, check=True, capture_output=True, encoding="utf-8", env=environment, timeout=120
    )
    return "".join(f"{line.rstrip()}\n" for line in said.stdout.strip("\n").splitlines())


@pytest.mark.parametrize(("command", "shown"), blocks())
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert output(command) == shown


def test_the_readme_shows_commands() -> None:
    assert len(blocks()) >= 5


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda match: f"```console\n$ {match[1]}\n{output(match[1])}```", text)
    README.write_text(fresh, encoding="utf-8")
