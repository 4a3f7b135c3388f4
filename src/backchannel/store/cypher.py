"""
What can be learned from a Cypher text without an engine.

That is its parameters, the columns it returns, and whether it reaches beyond the graph. This is
no parser: comments, strings and quoted names are set aside, and what is left is searched. A text is
read once from one end to the other, in time that grows with its length alone, since no time limit
can stop a regular expression that backtracks.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from backchannel.errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1_000_000
"""Characters a query may have; a query is written by a person, and values are parameters."""

# Each alternative that begins also ends, at the end of the text if need be: one that could fail
# would be tried again from its every character.
TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n\r]*+ | /\* (?: .*?\*/ | .*+ ) )
  | (?P<string> '[^'\\]*+(?:\\.[^'\\]*+)*+(?:'|\\?+) | "[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?+) )
  | \$ (?: `(?P<quoted>[^`]++)` | (?P<plain>\w++) )
  | (?P<name> `[^`]*+`?+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLAUSE_AFTER = re.compile(r"\b(?:ORDER\s+BY|SKIP|OFFSET|LIMIT|UNION)\b|;", re.IGNORECASE)
_OPENING, _CLOSING = "([{", ")]}"
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
# Whatever Cypher takes for a space, and the quotes of a name.
_SPACE = re.compile(r"[\s\x00-\x20\x85\u180e\u200b\u2060\ufeff`]++")
_FILES = (("load", "csv"), *(("apoc", ".", verb, ".") for verb in ("load", "import", "export")))
_OTHERS = (("terminate", "transaction"), ("dbms", ".", "kill"))


def parameters_in(text: str) -> set[str]:
    """
    Return the names of the parameters that a text uses.

    Examples
    --------
    >>> sorted(parameters_in("RETURN $day, '$no', $`two words` // $comment"))
    ['day', 'two words']
    """
    return {
        match["quoted"] or match["plain"]
        for match in TOKEN.finditer(text)
        if match["quoted"] or match["plain"]
    }


def returned_columns(text: str) -> list[str]:
    """
    Return the names of the columns of the last RETURN; none where it returns `*`.

    Examples
    --------
    >>> returned_columns("MATCH (a:Actor) RETURN a.id AS actor, a.name AS `the name` LIMIT 3")
    ['actor', 'the name']
    """
    bare = without_texts(text)
    level = _flat(bare)
    found = [
        match.end() for match in re.finditer(r"\bRETURN\b(?:\s+DISTINCT\b)?", level, re.IGNORECASE)
    ]
    if not found:
        return []
    end = _CLAUSE_AFTER.search(level, found[-1])
    body, shape = (side[found[-1] : end.start() if end else None] for side in (bare, level))
    cuts = [-1, *(at for at, character in enumerate(shape) if character == ","), len(body)]
    columns = [_column(body[a + 1 : b]) for a, b in itertools.pairwise(cuts)]
    return [] if columns[0] == "*" else columns


def without_texts(text: str) -> str:
    """Blank out comments and strings, keeping the length; quoted names and parameters stay."""
    return TOKEN.sub(
        lambda match: " " * len(match[0]) if match["comment"] or match["string"] else match[0], text
    )


def refuse_reaching_out(query: str, *, write: bool) -> None:
    """
    Refuse what reaches beyond the graph, which engines answer even where nothing may be written.

    `LOAD CSV` and its like read and write the files of the machine; `TERMINATE TRANSACTIONS` and
    its like end the work of others, which takes `write`. The words are refused wherever they stand,
    even in a string: a text that is to be looked for goes in as a parameter, and to know what a
    string is takes the engine's own parser. A text too long to be a query is refused too.
    """
    refuse_too_long(query)
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), query)
    if any(_says(text, words) for text in (query, plain) for words in _FILES):
        raise QueryRefused(
            "`LOAD CSV` and its like are refused because they reach for files; "
            "load with `backchannel load`"
        )
    if not write and any(_says(text, words) for text in (query, plain) for words in _OTHERS):
        raise QueryRefused(
            "the query would end the work of others, and queries only read; allow it with `--write`"
        )


def refuse_too_long(query: str) -> None:
    """Refuse a text longer than any query, or none at all, before time is spent on reading it."""
    if not query.isascii() and re.search("[\ud800-\udfff]", query):
        raise QueryRefused("the query is no text in UTF-8; save it as such")
    if len(query) > LONGEST:
        raise QueryRefused(
            f"the query has more than {LONGEST:,} characters; give its values as parameters"
        )


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Say whether words follow one another with nothing but spaces and comments between them."""
    text = text.casefold()
    if any(word not in text for word in words):
        return False
    after = _Gaps(text)
    for start in _occurrences(text, words[0]):
        at = start + len(words[0])
        for word in words[1:]:
            # Two words need a gap between them; a point needs none.
            begin, at = at, after.end(at)
            if not text.startswith(word, at) or (at == begin and "." not in words):
                break
            at += len(word)
        else:
            return True
    return False


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


class _Gaps:
    """Where spaces and comments end; each is walked once, from wherever it is asked about."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}
        self._closes = [match.end() for match in re.finditer(r"\*/", text)]
        self._lines = [match.start() for match in re.finditer(r"[\n\r]|\Z", text)]

    def end(self, start: int) -> int:
        """Return the place after all the spaces and comments that begin at `start`."""
        at, walked = start, []
        while at not in self._ends:
            walked.append(at)
            after = self._step(at)
            if after == at:
                break
            at = after
        end = self._ends.get(at, at)
        self._ends.update(dict.fromkeys(walked, end))
        return end

    def _step(self, at: int) -> int:
        """Return the place after one run of spaces or one comment, or `at` itself."""
        if space := _SPACE.match(self._text, at):
            return space.end()
        if self._text.startswith("//", at):
            return self._lines[bisect_left(self._lines, at)]
        if self._text.startswith("/*", at):
            # What opens a comment cannot be a part of what closes it: `/*/` is still open.
            close = bisect_left(self._closes, at + 4)
            return self._closes[close] if close < len(self._closes) else at
        return at


def _column(item: str) -> str:
    alias = re.search(r"\bAS\s+(`[^`]+`|\w+)\s*$", item, re.IGNORECASE)
    return alias[1].strip("`") if alias else " ".join(item.split()).strip("`")


def _flat(text: str) -> str:
    """Blank out everything inside brackets, of the same length."""
    depth, flat = 0, []
    for character in text:
        depth -= character in _CLOSING
        flat.append(character if depth <= 0 else " ")
        depth += character in _OPENING
    return "".join(flat)
