"""The shipped questions are written so that an engine's work grows with the data, not faster."""

from __future__ import annotations

import re

import pytest

from backchannel.store.queries import questions

CLAUSES = "WITH|RETURN|MATCH|OPTIONAL|UNWIND|WHERE|ORDER|LIMIT"
PROJECTION = re.compile(
    rf"\b(?:WITH|RETURN)\s+(?:DISTINCT\s+)?(.*?)(?=\n\s*(?:{CLAUSES})\b|\Z)", re.DOTALL
)
AGGREGATE = re.compile(r"\b(collect|count|sum|min|max|avg)\s*\(")

FEW = {"claims-behind", "go-betweens"}
"""Questions whose rows are few by then: about one record, or on the shortest paths of a pair."""


def _items(projection: str) -> list[str]:
    """Split what a clause projects at the commas outside brackets."""
    items, depth = [""], 0
    for character in projection:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and not depth:
            items.append("")
        else:
            items[-1] += character
    return [item.strip() for item in items]


def lists_as_keys(text: str) -> list[str]:
    """Return the lists of records from all over the graph by which later rows are grouped."""
    lists: set[str] = set()
    found = []
    for projection in PROJECTION.findall(re.sub(r"//.*", "", text)):
        items = _items(projection)
        if any(map(AGGREGATE.search, items)):
            found += [item for item in items if item in lists]
            if all(AGGREGATE.search(item) or item in lists for item in items):
                lists |= {hit[1] for item in items if (hit := re.search(r"AS (\w+)$", item))}
    return found


@pytest.mark.parametrize("name", [query.name for query in questions() if query.name not in FEW])
def test_no_row_is_grouped_by_a_list_of_all_records(name: str) -> None:
    # An engine compares the whole list for each row: twice the data are four times the work.
    text = next(query.text for query in questions() if query.name == name)
    assert lists_as_keys(text) == []


def test_a_list_of_all_records_is_seen_where_rows_are_grouped_by_it() -> None:
    text = "MATCH (a:A)\nWITH collect(a) AS all\nMATCH (b:B)\nWITH all, count(b) AS n\nRETURN n"
    assert lists_as_keys(text) == ["all"]
    assert lists_as_keys("MATCH (a:A)\nWITH a.id AS id, count(*) AS n\nRETURN id, n") == []
