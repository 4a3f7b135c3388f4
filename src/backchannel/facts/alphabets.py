"""Names in other letters than the data's: Cyrillic as English writes it, and what to say else."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from backchannel.messages import did_you_mean, near, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "є": "ye", "і": "i", "ї": "yi", "ґ": "g", "ў": "w",
})  # fmt: skip
"""Cyrillic letter → what English usage (BGN/PCGN, without its marks) writes for it."""


def in_latin(text: str) -> str:
    """
    Write Cyrillic letters as English usage does, without letter case; others stay.

    >>> in_latin("Сергей Рябков"), in_latin("Lavrov")
    ('sergey ryabkov', 'lavrov')
    """
    return unicodedata.normalize("NFC", text).casefold().translate(CYRILLIC)


def other_letters(text: str, known: Mapping[str, str]) -> str:
    """Say what to do about a name in letters that no known name is in; nothing if it has none."""
    if _is_latin(text) or not all(_is_latin(name) for name in known):
        return ""
    latin = in_latin(text)
    told = "names in these data are in Latin letters"
    if not _is_latin(latin):
        return f"{told}; write it so, or give an id"
    hint = did_you_mean(near(latin, known), known) or "write it as English does, or give an id"
    return f"{told}; it was read as {quoted(latin)}: {hint}"


def _is_latin(text: str) -> bool:
    return text.isascii() or all(
        unicodedata.name(letter, "LATIN").startswith(("LATIN", "MODIFIER"))
        for letter in text
        if letter.isalpha()
    )
