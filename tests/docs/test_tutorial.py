"""The tutorial can be typed from top to bottom; `python tests/docs/test_tutorial.py` writes its output anew."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.shell import run

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALL = ("make setup", ". .venv/bin/activate")
"""What is done by hand before: the tests themselves run in what it makes."""


def printed(command: str) -> str:
    # Whoever types it sits at a terminal, where an answer is a table.
    table = ["--format", "table"] if command.split()[1] in ("open", "show", "contacts") else []
    said = run(*shlex.split(command)[1:], *table, COLUMNS="80")
    lines = f"{said.out}{said.err}".splitlines()
    # A check that finds something leaves 1, and that is what it is shown for.
    assert said.code == (1 if "dgmo-hotlien" in said.out else 0), said
    return "".join(f"{line.rstrip()}\n" for line in lines)


def typed(text: str) -> str:
    """Do what the tutorial says, in order, in this folder; return it with what is printed now."""
    table: list[str] = []

    def one(block: re.Match[str]) -> str:
        language, content = block.groups()
        if language == "console":
            command = content.partition("\n")[0].removeprefix("$ ")
            content = f"$ {command}\n{printed(command)}"
        elif language == "csv":
            table.extend(re.findall(r"`(channels/\w+\.csv)`", text[: block.start()])[-1:])
            with Path(table[-1]).open("a", encoding="utf-8") as file:
                file.write(content)
        elif language == "sh" and content.splitlines() != list(INSTALL):
            subprocess.run(["sh", "-ec", content], check=True)
        elif language == "python":
            exec(content, {})  # noqa: S102 - it is the tutorial's own text
        return f"```{language}\n{content}```"

    return BLOCK.sub(one, text)


def test_the_tutorial_prints_what_it_shows(tmp_path: Path) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    with chdir(tmp_path):
        assert typed(text) == text
    assert (tmp_path / "timeline.png").stat().st_size > 10_000
    assert "Hotline of the Directors" in (tmp_path / "channels.svg").read_text(encoding="utf-8")


def test_what_it_installs_with_is_there() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    assert "\n".join(INSTALL) in text
    assert re.search(r"^setup:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


if __name__ == "__main__":
    now = TUTORIAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        now = typed(now)
    TUTORIAL.write_text(now, encoding="utf-8")
