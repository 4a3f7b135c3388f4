"""
What programs do to single cells: formulas, lost letters, text read in a wrong encoding.

A spreadsheet that saves a table in a code page writes `?` for the letters that the page lacks; one
that opens UTF-8 as a code page shows two or three odd characters for each letter, and a second
round makes more of them. Neither can be told from the bytes once the file is UTF-8 again, so the
texts themselves are looked at.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from backchannel.facts.cells import odd_character
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SEVERAL_LINES = frozenset({"outcome", "value"})
"""The columns whose text may have several lines."""

CODE_PAGES = ("cp1252", "latin_1", "cp1250", "cp1251", "mac_roman", "cp850")
"""The encodings that programs take UTF-8 for: of the west, of eastern Windows, of Mac and DOS."""

ROUNDS = 3
"""How often a text may have been read in a wrong encoding."""

_ERROR_VALUE = re.compile(
    r"#(REF!|NAME\?|N/A|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|GETTING_DATA|#+)"
    r"|Err:\d{3}"
)
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?<![^\s(\[\"'«„“])\?+[^\W\d_]|\?{3}")
"""A question mark within or before a word; at the end of one it may be meant."""

_ADDRESS = re.compile(r"\w+://")
_PLAUSIBLE = re.compile(
    "[\0-\x7f\xa0-\u017f\u0192\u0218-\u021b\u02c6\u02dc\u0370-\u045f\u0490\u0491\u1e00-\u1eff"
    "\u2010-\u203a\u20ac\u2116\u2122]*"
)
"""Texts that people write: in Latin, Greek or Cyrillic letters of today, with their marks."""

_CLOSING = "»”’"

_SIGNS = ("=", "#", "Err:")
"""What a formula or an error of a spreadsheet begins with."""


def damages(row: Mapping[str, str]) -> dict[str, str]:
    """Say by column what programs did to the cells of a row."""
    return {
        column: fault
        for column, cell in row.items()
        if not _is_plain(cell) and (fault := _damage(column, cell))
    }


def may_be_damaged(cells: Iterable[str]) -> bool:
    """Say whether any cell may be damaged: one look at all, since hardly any table has one."""
    cells = list(cells)
    joined = "\n".join(["", *cells])
    letters = "\n".join(cell for cell in cells if not cell.isascii())
    return (
        joined.count("\n") != len(cells)
        or "\t" in joined
        or any(f"\n{sign}" in joined for sign in _SIGNS)
        or [cell.strip() for cell in cells] != cells
        or ("?" in joined and bool(_LOST.search(joined)))
        or bool(odd_character(joined))
        or any(_pairs(page).search(letters) for page in CODE_PAGES)
    )


def _is_plain(cell: str) -> bool:
    """Say whether a cell holds nothing that needs a closer look, as most of them do."""
    plain = cell.isascii() and cell.isprintable() and cell == cell.strip()
    return plain and "?" not in cell and not cell.startswith(_SIGNS)


def _damage(column: str, cell: str) -> str:
    if cell.startswith("="):
        return f"{quoted(cell)} is a formula; write the text that it stands for"
    if _ERROR_VALUE.fullmatch(cell):
        return f"{quoted(cell)} is the error of a spreadsheet; write what stood there before"
    if cell != cell.strip():
        return f"{quoted(cell)} has spaces around it; remove them"
    if column not in SEVERAL_LINES and ("\n" in cell or "\t" in cell):
        return f"{quoted(cell)} has a line break or a tab in it; write it on one line"
    if meant := _meant(cell):
        return f"{quoted(cell)} is UTF-8 read in another encoding; did you mean {quoted(meant)}?"
    if character := odd_character(cell):
        return _odd(cell, character)
    if not _ADDRESS.match(cell) and _LOST.search(cell):
        return (
            f"{quoted(cell)} lost letters in a code page, which has `?` for them; write them again"
        )
    return ""


def _odd(cell: str, character: str) -> str:
    if character == "\ufffd":
        return f"{quoted(cell)} lost letters where `\ufffd` stands; write them again"
    name = (
        "a NUL character"
        if character == "\0"
        else f"the character {quoted(character)} (U+{ord(character):04X})"
    )
    return f"holds {name}, which does not belong in text; remove it"


def _meant(cell: str) -> str:
    """Return what a text was before it was read in a wrong encoding, or nothing if it was not."""
    found = []
    for page in () if cell.isascii() else CODE_PAGES:
        now = cell
        for _ in range(ROUNDS):
            before, now = now, _pairs(page).sub(partial(_undone, page=page), now)
            if now == before:
                break
            if _PLAUSIBLE.fullmatch(now):
                found.append(now)
    return min(found, key=len, default="")


def _undone(match: re.Match[str], *, page: str) -> str:
    """Return the letters that a run of odd characters was, or the run where it may be meant."""
    run = match[0]
    following = match.string[match.end() : match.end() + 1]
    if run[-1] in _CLOSING and not following.isalpha():
        return run
    try:
        return bytes(_bytes_of(page)[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return run


@cache
def _bytes_of(page: str) -> dict[str, int]:
    """Return the byte of each character of a code page; bytes without one pass as controls."""
    table = {}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(page, errors="replace")
        table[chr(byte) if character == "\ufffd" else character] = byte
    return table


@cache
def _pairs(page: str) -> re.Pattern[str]:
    """Return the pattern of what a code page makes of letters of several bytes in UTF-8."""

    def those(first: int, last: int) -> str:
        found = (character for character, byte in _bytes_of(page).items() if first <= byte <= last)
        return "".join(map(re.escape, sorted(found)))

    two, three, more = those(0xC2, 0xDF), those(0xE0, 0xEF), those(0x80, 0xBF)
    return re.compile(f"(?:[{two}][{more}]|[{three}][{more}]{{2}})+")
