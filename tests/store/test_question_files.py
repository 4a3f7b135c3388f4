"""What all question files share: they read like questions, and agree on what a contact is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from backchannel.facts.vocabulary import TWO_WAY
from backchannel.package.reading import bundled
from backchannel.store.queries import questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Cells = list[tuple[str, ...]]


def test_questions_read_like_questions() -> None:
    asked = [query.question for query in questions()]
    assert [one for one in asked if not re.fullmatch(r"[A-Z][^?]+\?", one)] == []
    assert len(set(asked)) == len(asked) >= 21
    assert [
        query.name for query in questions() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    ] == []


def test_what_counts_as_contact_is_the_same_in_every_question() -> None:
    modes = {
        file.stem: re.findall(r"met\.mode IN\s+\[([^]]*)\]", file.read_text(encoding="utf-8"))
        for file in bundled("queries").glob("*.cypher")
    }
    listed = {name: lists for name, lists in modes.items() if lists}
    assert len(listed) == 5
    for name, lists in listed.items():
        assert [set(re.findall(r"'([^']+)'", one)) for one in lists] == [set(TWO_WAY)], name
        # Denied contacts do not count either.
        assert "stance: 'denies'" in (bundled("queries") / f"{name}.cypher").read_text(
            encoding="utf-8"
        )


FILES = sorted(bundled("queries").glob("*.cypher"))
AGGREGATE = re.compile(r"\b(?:avg|collect|count|max|min|sum)\(")
CLAUSES = "CALL|LIMIT|MATCH|OPTIONAL|ORDER|RETURN|UNION|UNWIND|WHERE|WITH"


def items(text: str) -> Iterator[str]:
    """Yield what stands between the commas of each WITH and RETURN, without its name."""
    text = re.sub(r"//.*|'[^']*'", "", text)
    for clause in re.finditer(
        rf"\b(?:WITH|RETURN)\b(?: DISTINCT)?(.*?)(?=\b(?:{CLAUSES})\b|\Z)", text, re.DOTALL
    ):
        depth, item = 0, ""
        for letter in clause[1] + ",":
            depth += (letter in "([{") - (letter in ")]}")
            if letter == "," and depth == 0:
                yield re.sub(r"\sAS\s+\w+$", "", item.strip())
                item = ""
            else:
                item += letter


def beside_aggregates(item: str) -> list[str]:
    """Return the names that stand in an item beside its aggregates."""
    while found := AGGREGATE.search(item):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(item[end], 0)
            end += 1
        item = item[: found.start()] + item[end:]
    return re.findall(r"\$?\b[a-z_]\w*(?!\w*\()", item)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_trap_11_no_item_mixes_an_aggregate_with_other_values(file: Path) -> None:
    """The embedded engine gives wrong rows for such an item, without an error: aggregate first, then compute."""
    mixed = "WITH s, CASE WHEN s.status = 'open' THEN max(x) ELSE $d END AS y"
    assert [beside_aggregates(item) for item in items(mixed)][1:] == [["s", "status", "$d"]]
    found = [item for item in items(file.read_text(encoding="utf-8")) if AGGREGATE.search(item)]
    assert [item for item in found if beside_aggregates(item)] == []
