"""The site: `make site` builds it from the pages of the repository, as they are, into out/site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer.main
from pygments.lexers.special import TextLexer

from backchannel.cli import app as command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

project = "Backchannel"
author = "The Backchannel contributors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.mathjax"]

# The pages stand where the repository has them, so that a link means the same there and here.
root_doc = "docs/index"
include_patterns = [
    "docs/*.md",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "data/README.md",
    "examples/toy/README.md",
]
exclude_patterns = [".*", "out", "build", "dist", "src", "tests", "benchmarks", "pins"]

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
napoleon_numpy_docstring = True
napoleon_google_docstring = False
autodoc_member_order = "alphabetical"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = "Backchannel"
html_show_sphinx = False
html_copy_source = False

COMMANDS = "<!-- commands: what each verb says of itself -->"
MOST_LETTERS = 90


def commands() -> Iterator[str]:
    """Yield what each verb says of itself, under a heading of its own."""
    group: Any = typer.main.get_command(command_line)
    top = group.context_class(group, info_name="backchannel", max_content_width=MOST_LETTERS)
    yield from _helps(group, top)


def _helps(command: Any, context: Any) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        under = command.get_command(context, name)
        yield from _helps(
            under,
            under.context_class(
                under, info_name=name, parent=context, max_content_width=MOST_LETTERS
            ),
        )


def _filled(_: Sphinx, page: str, source: list[str]) -> None:
    if page == "docs/commands":
        source[0] = source[0].replace(COMMANDS, "\n".join(commands()))


def _listed(*given: Any) -> None:
    """Make references a list, since numbers that begin anew in each docstring clash on one page."""
    lines: list[str] = given[-1]
    lines[:] = [
        re.sub(r"\[(\d+)\]_", r"[\1]", re.sub(r"^( *)\.\. \[(\d+)\] ", r"\1\2. ", line))
        for line in lines
    ]


def setup(app: Sphinx) -> None:
    """Fill in what is made when the site is built."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", _filled)
    app.connect("autodoc-process-docstring", _listed, priority=400)
