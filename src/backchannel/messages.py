"""How messages are worded: values quoted, near names offered, nouns counted, controls shown."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def near(name: str, known: Iterable[str]) -> list[str]:
    """
    Return up to three known names near `name`.

    Those that have it as a word come first, the shortest before others; else those spelt alike.
    """
    by_folded = {one.casefold(): one for one in sorted(known, reverse=True)}
    if holding := [one for folded, one in by_folded.items() if name.casefold() in folded.split()]:
        return sorted(holding, key=lambda one: (len(one), one))[:3]
    hits = difflib.get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.6)
    return [by_folded[hit] for hit in hits]


def did_you_mean(names: Sequence[str]) -> str:
    """Word a list of near matches, or nothing where there are none."""
    if not names:
        return ""
    return f"did you mean {' or '.join(quoted(name) for name in names)}?"


def quoted(text: str, *, limit: int = 60) -> str:
    """Put a value between backticks: on one line, control characters shown, long ones shortened."""
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: limit + 1]
    )
    return f"`{shown[:limit]}…`" if len(shown) > limit else f"`{shown}`"


def visible(text: str) -> str:
    r"""
    Show what is made to be unseen: control characters, and marks that reverse the text.

    A terminal obeys the first and the second mislead a reader. Line breaks and tabs stay. The
    escapes are those of JSON, so that a JSON text keeps its meaning.

    >>> print(visible("red \x1b[31m and \u202egnorw"))
    red \u001b[31m and \u202egnorw
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def count(number: int, noun: str) -> str:
    """
    Write a number with its noun.

    >>> count(1, "table"), count(3, "table")
    ('1 table', '3 tables')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
