"""How messages are worded: values quoted, near names offered, control characters made visible."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


CODE = 3
"""Names of so many letters are codes: another one is never guessed for one by its spelling."""

LIKENESS = 0.72
"""How alike two spellings are at least, from 0 to 1, for one to be offered for the other."""

SAME_WORD = 0.8
"""How alike two words are at least, from 0 to 1, to be forms of one: `minister`, `ministry`."""

SHARED = 0.5
"""How much two names of several words share at least, from 0 to 1, for one to be offered."""


def near(name: str, known: Iterable[str] | Mapping[str, str]) -> list[str]:
    """
    Return up to three known names near `name`, the nearest first.

    Those that have it as a word come first, the shortest before others; else those that begin with
    it; else those spelt much alike or, of several words, sharing most of them; else those of which
    one word is. Letter case and accents do not matter. A mapping says whose name each one is, and
    nobody is offered under two.

    >>> near("hotlien", ["hotline", "mission"]), near("lavrov", ["Sergey Lavrov", "larva"])
    (['hotline'], ['Sergey Lavrov'])
    >>> near("Bidn", ["Joe Biden", "Sergey Lavrov"])
    ['Joe Biden']
    >>> near("Minister of Foreign Affairs", ["Foreign Minister", "Minister of Defence"])
    ['Foreign Minister', 'Minister of Defence']
    >>> near("nonsense", ["Konsens minus eins"]), near("Konsent", ["Konsens minus eins"])
    ([], ['Konsens minus eins'])
    >>> near("UK", ["UKR", "USA"]), near("America", ["Serbia", "Armenia"])
    ([], [])
    """
    wanted = _letters(name)
    by_folded = {_letters(other): other for other in sorted(known, reverse=True)}
    holding = [folded for folded in by_folded if wanted and wanted in _WORDS.findall(folded)]
    if not holding and len(wanted) > CODE:
        holding = [folded for folded in by_folded if folded.startswith(wanted)]
    if holding:
        shortest = sorted(holding, key=_shortest_first)
        return _once_each([by_folded[folded] for folded in shortest], known)
    # Of a code, one letter more or less is another code; of a longer word it is a slip.
    words = [folded for folded in by_folded if len(folded) > CODE] if len(wanted) >= CODE else []
    from difflib import get_close_matches

    hits = _sharing(wanted, words) or get_close_matches(wanted, words, n=12, cutoff=LIKENESS)
    if hits:
        return _once_each([by_folded[hit] for hit in hits], known)
    # Nothing is spelt much like it: a person may be known by a word of the name, the surname. Slips
    # seldom begin a word; two words that begin differently are two.
    by_word = {
        word: folded
        for folded in sorted(words, key=_shortest_first, reverse=True)
        for word in _WORDS.findall(folded)
        if len(word) > CODE and word[0] == wanted[:1]
    }
    hits = get_close_matches(wanted, by_word, n=12, cutoff=LIKENESS)
    return _once_each([by_folded[by_word[hit]] for hit in hits], known)


def _sharing(wanted: str, names: Sequence[str]) -> list[str]:
    """
    Return the names that share most words with one of several words, the nearest first.

    What two names share is twice the weight of their common words over that of all (Dice); a word
    weighs the more, the fewer names have it, so that "of" says little and "hotline" much.
    """
    from difflib import SequenceMatcher, get_close_matches

    asked = set(_WORDS.findall(wanted))
    if len(asked) < 2:
        return []
    words_of = {name: set(_WORDS.findall(name)) for name in names}
    number = Counter(word for words in words_of.values() for word in words)
    weight = {word: log(1 + len(names) / having) for word, having in number.items()}
    alike: dict[str, float] = {}
    whole = 0.0
    for word in asked:
        forms = get_close_matches(word, number, n=12, cutoff=SAME_WORD)
        whole += weight[forms[0]] if forms else log(1 + len(names))
        for form in forms:
            likeness = SequenceMatcher(None, word, form).ratio() ** 2
            alike[form] = max(alike.get(form, 0.0), likeness * weight[form])
    shared = {
        name: 2 * common / (whole + sum(weight[word] for word in words))
        for name, words in words_of.items()
        if (common := sum(alike.get(word, 0.0) for word in words))
    }
    near_enough = {
        name: (-share, -SequenceMatcher(None, name, wanted).ratio(), *_shortest_first(name))
        for name, share in shared.items()
        if share >= SHARED
    }
    return sorted(near_enough, key=near_enough.__getitem__)


def _once_each(names: Sequence[str], known: Iterable[str] | Mapping[str, str]) -> list[str]:
    """Return the first three names that are not of one and the same."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(known[name] if isinstance(known, Mapping) else name, name)
    return list(first.values())[:3]


_WORDS = re.compile(r"\w+")


def _letters(name: str) -> str:
    """Return a name without letter case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """
    Return a text as names are compared: canonically composed, without letter case, single-spaced.

    A Mac stores accented letters in two parts (NFD), most other programs in one (NFC).

    >>> folded("Vuc\u030cic\u0301") == folded("VU\u010cI\u0106")
    True
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join(
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold()).split()
    )


def _shortest_first(name: str) -> tuple[int, str]:
    return len(name), name


def did_you_mean(names: Sequence[str], ids: Iterable[str] | Mapping[str, object] = ()) -> str:
    """
    Word a list of near matches, each with its id if that is another; nothing if there are none.

    >>> did_you_mean(["Ann Able"], {"Ann Able": "ann"})
    'did you mean `Ann Able` (`ann`)?'
    """
    if not names:
        return ""
    told = []
    for name in names:
        one = ids.get(name) if isinstance(ids, Mapping) else None
        is_other = isinstance(one, str) and one != name
        told.append(f"{quoted(name)} ({quoted(str(one))})" if is_other else quoted(name))
    return f"did you mean {' or '.join(told)}?"


def quoted(text: str, *, limit: int = 60) -> str:
    """Put a value between backticks: on one line, control characters shown, long ones shortened."""
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: limit + 1]
    )
    return f"`{shown[:limit]}…`" if len(shown) > limit else f"`{shown}`"


def visible(text: str) -> str:
    r"""
    Show what is made to be unseen: control characters, marks that reverse text, half characters.

    A terminal obeys the first and the second mislead a reader. Line breaks and tabs stay. The
    escapes are those of JSON, so that a JSON text keeps its meaning.

    >>> print(visible("red \x1b[31m and \u202egnorw"))
    red \u001b[31m and \u202egnorw
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def one_line(text: object, *, limit: int = 300) -> str:
    """Put a message on one line and shorten it."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else f"{line[:limit]}…"


def count(number: int, noun: str) -> str:
    """
    Write a number with its noun.

    >>> count(1, "table"), count(3, "table")
    ('1 table', '3 tables')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
