"""Whether a text fits its place, and whether any font can write it."""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from backchannel.messages import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from matplotlib.figure import Figure

FONT = "DejaVu Sans"
"""The font of all pictures: it comes with Matplotlib, so that pictures are alike everywhere."""

ELLIPSIS = "…"

SHORT_FORMS: Mapping[str, str] = {
    "United States": "US",
    "United Kingdom": "UK",
    "United Nations": "UN",
    "European Union": "EU",
    "consulate general": "consulate",
}
"""What is shortened in a name that has no room, as every reader knows it."""

MOST_LETTERS_CUT = 8
"""A name that is cut ends with a whole word if that costs no more letters than this."""

SMALL_WORDS = frozenset({"a", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
"""Words that say nothing beside a gap, as in `Embassy of … in Rome`."""

HYPHEN = "-"

KEY_INCHES = 0.46
"""Width of a key of a legend, with the room around it, where its letters are of size 8."""


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, in inches, at a size in points."""
    return sum(_advance(character, bold=bold) for character in text) * size / 72


def legend_columns(labels: Sequence[str], *, inches: float, most: int, size: float = 8) -> int:
    """Return into how many columns, of `most`, a legend fits that is no wider than its place."""
    for columns in range(most, 1, -1):
        # As Matplotlib deals them out: the first columns may have one more.
        high, more = divmod(len(labels), columns)
        starts = [high * column + min(column, more) for column in range(columns + 1)]
        widths = [
            max((text_width(label, size=size) for label in labels[start:end]), default=0.0)
            for start, end in pairwise(starts)
        ]
        if sum(widths) + KEY_INCHES * size / 8 * columns <= inches:
            return columns
    return 1


def legend_inches(entries: int, columns: int, *, most: int, size: float = 8) -> float:
    """Return how high a legend is; rows beyond those it has with `most` columns stand freely."""
    usual, rows = -(-entries // most), -(-entries // columns)
    return (0.155 * usual + 0.17 * (rows - usual)) * size / 8


def key_rows_inches(entries: int, columns: int, *, size: float = 8) -> float:
    """Return how high the rows of a legend are, without what is around them."""
    return 0.0212 * size * -(-entries // columns)


def fitted(text: str, *, inches: float, size: float, bold: bool = False, lines: int = 2) -> str:
    r"""
    Break a text into lines that are no wider than their place, and cut what does not fit.

    >>> fitted("Hotlines meant to prevent nuclear war", inches=1.2, size=8)
    'Hotlines meant to\nprevent nuclear war'
    >>> fitted("Hotlines meant to prevent nuclear war", inches=1.2, size=8, lines=1)
    'Hotlines meant to …'
    """

    def fits(line: str) -> bool:
        return text_width(line, size=size, bold=bold) <= inches

    broken = [""]
    for word in _words(visible(text), fits):
        if fits(f"{broken[-1]} {word}".strip()):
            broken[-1] = f"{broken[-1]} {word}".strip()
        else:
            broken += _parts(word, fits)
    broken = [line for line in broken if line]
    if len(broken) <= lines:
        return "\n".join(broken)
    return "\n".join([*broken[: lines - 1], _cut(broken[lines - 1], fits)])


def _words(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield the words of a text; what belongs together is one, as far as a line has room for it."""
    words = text.split()
    place = 0
    while place < len(words):
        tried = (words[place : place + number] for number in (3, 2))
        joined = (found for found in tried if _belong(found) and fits(" ".join(found)))
        found = next(joined, words[place : place + 1])
        yield " ".join(found)
        place += len(found)


def _belong(words: Sequence[str]) -> bool:
    """Say whether some words are a date, its day and month, or a number and what it counts."""
    first, *rest = words
    if not rest or not first.lstrip("(").isdecimal():
        return False
    if rest[0].strip(".,:;()") in month_name[1:]:
        return len(rest) == 1 or rest[1].strip(".,:;()").isdecimal()
    return len(rest) == 1 and rest[0][0].islower()


def _parts(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Break a word that is wider than a line, after hyphens of its own if it has some."""
    parts = [""]
    for piece in re.split(r"(?<=[-–/])(?=.)", word):
        if fits(parts[-1] + piece):
            parts[-1] += piece
            continue
        if parts[-1]:
            parts.append("")
        for character in piece:
            # Scripts without capitals and small letters are broken without a hyphen.
            hyphen = HYPHEN if parts[-1] and (parts[-1][-1] + character).isalpha() else ""
            hyphen = hyphen if character.lower() != character.upper() else ""
            if not fits(parts[-1] + character + hyphen) and parts[-1]:
                parts[-1] += hyphen
                parts.append("")
            parts[-1] += character
    return parts


def _cut(line: str, fits: Callable[[str], bool]) -> str:
    """End a line of a text that goes on, at a word if that costs few letters."""
    if line.endswith(HYPHEN) and fits(line[:-1] + ELLIPSIS):
        return line[:-1] + ELLIPSIS
    if fits(f"{line} {ELLIPSIS}"):
        return f"{line} {ELLIPSIS}"
    while line and not fits(line + ELLIPSIS):
        shorter = line.rpartition(" ")[0]
        # A word is cut only where little would be left without it.
        is_cheap = shorter and len(shorter) > len(line) - MOST_LETTERS_CUT
        if is_cheap and fits(f"{shorter} {ELLIPSIS}"):
            return f"{shorter} {ELLIPSIS}"
        line = line[:-1].rstrip()
    return line + ELLIPSIS


def short_name(name: str, *, inches: float, size: float, lines: int = 1) -> str:
    """
    Fit a name into its place, if need be without what it has in brackets and in short forms.

    >>> short_name("Innovation (working group of the Commission)", inches=1.2, size=8)
    'Innovation'
    >>> short_name("Presidents of France and the United States", inches=2.2, size=8)
    'Presidents of France and the US'
    """
    forms = (name, without_brackets(name), brief(without_brackets(name)))
    return _first_whole(forms, inches=inches, size=size, lines=lines)


def told_apart(names: Sequence[str], *, inches: float, size: float, lines: int = 1) -> list[str]:
    """
    Fit names into their places as `short_name` does; those that are cut keep their ends.

    >>> told_apart(["Embassy of Freedonia in Rome", "Embassy of Freedonia in Bern"],
    ...            inches=1.2, size=8)
    ['Embassy … Rome', 'Embassy … Bern']
    """
    said = [short_name(name, inches=inches, size=size, lines=lines) for name in names]
    # What stands last often tells them apart: a town, or the other of two.
    often, plain = Counter(said), Counter(map(without_brackets, names))

    def with_end(name: str) -> str:
        # What only the brackets tell apart keeps them.
        told = name if plain[without_brackets(name)] > 1 else without_brackets(name)
        forms = (brief(told), *_cut_names(brief(told).split()), told)
        return _first_whole(forms, inches=inches, size=size, lines=lines)

    return [
        with_end(name) if often[text] > 1 or text.endswith(ELLIPSIS) else text
        for name, text in zip(names, said, strict=True)
    ]


def without_brackets(name: str) -> str:
    """Return a name without what it has in brackets."""
    return re.sub(r"\s*\([^()]*\)", "", name).strip() or name


def _first_whole(forms: Sequence[str], *, inches: float, size: float, lines: int) -> str:
    """Return the first of some forms of a name that fits its place, else the last, cut."""
    for text in forms:
        said = fitted(text, inches=inches, size=size, lines=lines)
        if not said.endswith(ELLIPSIS):
            return said
    return said


def _cut_names(words: Sequence[str]) -> Iterator[str]:
    """Yield a name with more and more of its middle left out, never beside a mere small word."""
    for kept in range(len(words) - 1, 1, -1):
        for last in (2, 3, 1):
            first = kept - last
            while first > 0 and words[first - 1] in SMALL_WORDS:
                first -= 1
            if first > 0 and words[-last] not in SMALL_WORDS:
                yield " ".join([*words[:first], ELLIPSIS, *words[-last:]])


def brief(name: str) -> str:
    """Return a name with the short forms that every reader knows."""
    for long, short in SHORT_FORMS.items():
        name = name.replace(long, short)
    return name


def choose_fonts(figure: Figure) -> str:
    """
    Give each text of a figure the fonts that its characters need.

    Returns
    -------
    missing
        The characters that no font on this machine has, sorted; they are drawn as boxes.
    """
    missing: set[str] = set()
    for text in _texts(figure):
        fonts = {_font_for(character) for character in set(text.get_text()) - _PLAIN}
        missing |= {c for c in set(text.get_text()) - _PLAIN if _font_for(c) is None}
        if others := sorted(name for name in fonts if name not in (None, FONT)):
            text.set_fontfamily([FONT, *(name for name in others if name)])
    return "".join(sorted(missing))


_PLAIN = frozenset(map(chr, range(32, 127))) | {"\n"}


def _texts(figure: Figure) -> Iterator[Text]:
    for axes in figure.axes:
        # The texts of ticks come into being when they are asked for.
        axes.get_yticklabels()
        axes.get_xticklabels()
    for artist in figure.findobj(Text):
        if isinstance(artist, Text):
            yield artist


@lru_cache(maxsize=2)
def _face(*, bold: bool) -> FT2Font:
    weight = "bold" if bold else "normal"
    face = FT2Font(findfont(FontProperties(family=FONT, weight=weight)))
    face.set_size(100, 72)
    return face


@lru_cache(maxsize=10_000)
def _advance(character: str, *, bold: bool) -> float:
    """Return the width of a character in ems; one that the font lacks is taken as wide."""
    face = _face(bold=bold)
    if not face.get_char_index(ord(character)):
        return 1.0
    return float(face.load_char(ord(character)).linearHoriAdvance) / 65536 / 100


@lru_cache(maxsize=10_000)
def _font_for(character: str) -> str | None:
    """Return the font that writes a character: ours, else the first by name on this machine."""
    if _face(bold=False).get_char_index(ord(character)):
        return FONT
    code = ord(character)
    return next((name for name, path in _installed() if FT2Font(path).get_char_index(code)), None)


@lru_cache(maxsize=1)
def _installed() -> tuple[tuple[str, str], ...]:
    """Return name and file of the upright fonts that the machine has, sorted."""
    # Those that come with Matplotlib are ours, or hold mathematics under numbers of their own, or
    # draw a box for every character there is.
    own = Path(mpl.get_data_path())
    return tuple(sorted({
        (font.name, font.fname) for font in fontManager.ttflist
        if font.style == "normal" and own not in Path(font.fname).parents
    }))  # fmt: skip
