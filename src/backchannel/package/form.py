"""
How a table's file differs from the canonical form: a byte-order mark, line ends, quotes, accents.

All of it is one problem per file, fixed by `--tidy`.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from backchannel.messages import quoted
from backchannel.package.schema import canonical_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TIDY = "`backchannel check --tidy PATH` writes the table anew"
BOM = "\ufeff"


def unmarked(text: str) -> str:
    """Return a text without its byte-order mark, and with LF for the line ends of other systems."""
    text = text.removeprefix(BOM)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def form_faults(
    text: str, rows: Sequence[Sequence[str]], *, width: int, empty: int
) -> Iterator[tuple[int, str]]:
    """Yield where a file first differs from the canonical form."""
    content = unmarked(text)
    faults = {}
    if text.startswith(BOM):
        faults["begins with a byte-order mark"] = 1
    if "\r" in text:
        faults["has CRLF line ends" if "\r\n" in text else "has CR line ends"] = _line_of(
            "\r", text
        )
    if rows and len(rows[0]) > width:
        faults["has an empty column at its end"] = 1
    if content and not content.endswith("\n"):
        faults["has no line end after its last row"] = content.count("\n") + 1
    if not unicodedata.is_normalized("NFC", content):
        faults["has letters and accents apart, as on a Mac"] = next(
            number
            for number, line in enumerate(content.split("\n"), start=1)
            if not unicodedata.is_normalized("NFC", line)
        )
    written = "" if empty else canonical_csv(rows)
    if written != content and not empty:
        for line, (ours, theirs) in enumerate(
            zip(written.split("\n"), content.split("\n"), strict=False), start=1
        ):
            if ours != theirs:
                faults[f"is not quoted as packages are, in {quoted(theirs)}"] = line
                break
    if faults:
        yield min(faults.values()), f"{' and '.join(faults)}; {TIDY}"


def _line_of(character: str, text: str) -> int:
    return text[: text.index(character)].count("\n") + 1
