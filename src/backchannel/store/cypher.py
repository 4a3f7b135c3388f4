"""
The little that must be known of a Cypher text without an engine.

These are its parameters, the columns it returns, and whether it reaches beyond the graph. This is
no parser: comments, strings and quoted names are set aside, and what is left is searched.
"""

from __future__ import annotations

import itertools
import re

from backchannel.errors import QueryRefused

_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n]* | /\*.*?\*/ )
  | (?P<string> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
  | \$ (?: `(?P<quoted>[^`]+)` | (?P<plain>\w+) )
  | (?P<name> `[^`]*` )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLAUSE_AFTER = re.compile(r"\b(?:ORDER\s+BY|SKIP|OFFSET|LIMIT|UNION)\b|;", re.IGNORECASE)
_OPENING, _CLOSING = "([{", ")]}"
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
# Between two words may stand whatever Cypher takes for a space, comments, and the quotes of a name.
_GAP = r"(?:[\s\x00-\x20\x85\u180e\u200b\u2060\ufeff`]|/\*.*?\*/|//[^\n\r]*)"
_FILES = re.compile(
    rf"load{_GAP}+csv|apoc{_GAP}*\.{_GAP}*(?:load|import|export){_GAP}*\.",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS = re.compile(
    rf"terminate{_GAP}+transaction|dbms{_GAP}*\.{_GAP}*kill", re.IGNORECASE | re.DOTALL
)


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
        for match in _TOKEN.finditer(text)
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
    bare = _TOKEN.sub(_set_aside, text)
    level = _flat(bare)
    found = [
        match.end() for match in re.finditer(r"\bRETURN\b(?:\s+DISTINCT\b)?", level, re.IGNORECASE)
    ]
    if not found:
        return []
    end = _CLAUSE_AFTER.search(level, found[-1])
    body, shape = (one[found[-1] : end.start() if end else None] for one in (bare, level))
    cuts = [-1, *(at for at, character in enumerate(shape) if character == ","), len(body)]
    columns = [_column(body[a + 1 : b]) for a, b in itertools.pairwise(cuts)]
    return [] if columns[0] == "*" else columns


def refuse_reaching_out(query: str, *, write: bool) -> None:
    """
    Refuse what reaches beyond the graph, which engines answer even where nothing may be written.

    `LOAD CSV` and its like read and write the files of the machine; `TERMINATE TRANSACTIONS` and
    its like end the work of others, which takes `write`. The words are refused wherever they stand,
    even in a string: a text that is to be looked for goes in as a parameter, and to know what a
    string is takes the engine's own parser.
    """
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), query)
    if _FILES.search(query) or _FILES.search(plain):
        raise QueryRefused(
            "`LOAD CSV` and its like are refused because they reach for files; "
            "load with `backchannel load`"
        )
    if not write and (_OTHERS.search(query) or _OTHERS.search(plain)):
        raise QueryRefused(
            "the query would end the work of others, and queries only read; allow it with `--write`"
        )


def _column(item: str) -> str:
    alias = re.search(r"\bAS\s+(`[^`]+`|\w+)\s*$", item, re.IGNORECASE)
    return alias[1].strip("`") if alias else " ".join(item.split()).strip("`")


def _set_aside(match: re.Match[str]) -> str:
    """Blank out what is no code, of the same length; quoted names and parameters stay."""
    if match["comment"] or match["string"]:
        return " " * len(match[0])
    return match[0]


def _flat(text: str) -> str:
    """Blank out everything inside brackets, of the same length."""
    depth, flat = 0, []
    for character in text:
        depth -= character in _CLOSING
        flat.append(character if depth <= 0 else " ")
        depth += character in _OPENING
    return "".join(flat)
