"""Write the page: facts, style and program in one HTML text, and the text into one file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from backchannel.dates.words import day_in_words
from backchannel.facts import scope
from backchannel.messages import count, visible
from backchannel.package.files import write_whole
from backchannel.webpage.colours import colours
from backchannel.webpage.payload import payload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between

STYLES = ("page.css", "figures.css", "narrow.css")
PROGRAMS = (
    "data.js", "words.js", "state.js", "shapes.js", "curve.js", "timeline.js", "network.js",
    "ties.js", "claims.js", "list.js", "evidence.js", "compare.js", "controls.js", "notes.js",
    "paper.js", "main.js",
)  # fmt: skip
"""The parts of the program, in the order in which they build upon each other."""


def page(
    data: Dataset,
    path: Path | str,
    *,
    between: Between = None,
    title: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """
    Write the interactive page of some data: one HTML file that opens from disk, without a server.

    Parameters
    ----------
    data
        The data, or a view of them; of narrowed data the page has this one view.
    path
        The file to write, whole or not at all.
    between
        Two sides, by code or name, or `all` for the channels of all sides; the package's own pair
        if none is given, and all sides if it has none.
    title
        The heading; "Channels between …" if none is given.
    progress
        Is told what is being done.

    Returns
    -------
    path
        The file that was written.

    Raises
    ------
    UnknownName
        If a side is unknown.
    OSError
        If the file cannot be written.
    """
    from pathlib import Path

    text = page_text(data, between=between, title=title, progress=progress)
    file = Path(path)
    write_whole(file, text.encode())
    return file


def page_text(
    data: Dataset,
    *,
    between: Between = None,
    title: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> str:
    """Return the page as one HTML text; see `page`. Equal data and zlib give equal texts."""
    asked = scope.asked(data, between)
    facts = payload(data, asked, progress=progress)
    progress("the page")
    program = f"(async () => {{\n'use strict';\n{_joined(PROGRAMS)}}})();\n"
    style = colours() + _joined(STYLES)
    texts = {
        "title": title or f"Channels {facts['scope']}",
        "lead": _lead(data, facts),
        "policy": _policy(program, style),
        "view": data.view.in_words(),
    }
    parts = {name: html.escape(visible(text)) for name, text in texts.items()}
    parts |= {"style": style, "program": program, "data": packed(facts)}
    # All in one pass, so that nothing in a title or in the data is taken for a place to fill in.
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], _static("page.html"))


def packed(facts: dict[str, Any]) -> str:
    """
    Return facts as JSON, deflated, in base64: what the browser unpacks without a library.

    Names, addresses and days repeat, so this is little more than a third of the JSON. And base64
    has no sign that could end the element it stands in, whatever the texts of the data hold.
    """
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _lead(data: Dataset, facts: dict[str, Any]) -> str:
    """Say in the first line what the page answers."""
    number = count(len(facts["channels"]), "channel")
    whose = facts["scope"]
    return (
        f"Which of {number} {whose} could be used on a day, from {day_in_words(data.start)} to "
        f"{day_in_words(data.as_of)}, who says so, and how sure it is."
    )


def _policy(program: str, style: str) -> str:
    """Return a policy under which the page runs this program and asks nobody for anything."""
    return (
        f"default-src 'none'; script-src '{_hash(program)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_static(name) for name in names)


def _static(name: str) -> str:
    return (files("backchannel.webpage") / "static" / name).read_text(encoding="utf-8")
