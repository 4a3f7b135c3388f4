"""Commands that a page shows with what they print: run them, and write the page anew."""

from __future__ import annotations

import re
import shlex
import subprocess
from contextlib import chdir
from typing import TYPE_CHECKING

from servers.shell import run

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(r"```console\n\$ (backchannel .+)\n((?:.*\n)*?)```")
"""One command and its output."""


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the commands of a page, each with the output shown."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def output(command: str, folder: Path) -> str:
    """
    Return what a command prints in a folder, without spaces at the ends of lines.

    After ` | ` come filters for what it prints; after ` && ` a command that looks at a file it wrote.
    """
    asked, then, rest = re.fullmatch(r"(.+?)(?: (\||&&) (.+))?", command).groups()  # type: ignore[union-attr]
    with chdir(folder):
        said = run(*shlex.split(asked)[1:], COLUMNS="80")
        assert said.code == 0, said.err
        printed = said.out if then != "|" else ""
        if then:
            given = said.out if then == "|" else ""
            done = subprocess.run(
                ["sh", "-c", rest], input=given, capture_output=True, encoding="utf-8", check=True
            )
            printed += done.stdout
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def rewritten(page: Path, folder: Path) -> None:
    """Write a page anew with what its commands print now."""
    text = page.read_text(encoding="utf-8")

    def fresh(block: re.Match[str]) -> str:
        return f"```console\n$ {block[1]}\n{output(block[1], folder)}```"

    page.write_text(BLOCK.sub(fresh, text), encoding="utf-8")
