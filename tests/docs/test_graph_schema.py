"""The page of the graph names every label, relationship and property that a load may write."""

from __future__ import annotations

import re
from pathlib import Path

from backchannel.facts.model import RECORDS
from backchannel.store import graph

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "graph-schema.md").read_text(
    encoding="utf-8"
)
NAMED = set(re.findall(r"`([\w.]+)`", PAGE)) | set(re.findall(r"^### (\w+)$", PAGE, re.MULTILINE))


def test_all_labels_and_types_are_there() -> None:
    assert {graph.OURS, *graph.LABELS, *graph.TYPES} <= NAMED


def test_all_properties_are_there() -> None:
    columns = {name for kind in RECORDS.values() for name in kind.columns}
    computed = {name for names in graph.COMPUTED.values() for name in names}
    assert columns | computed | {graph.LOADED_FROM} <= NAMED


def test_all_columns_that_become_relationships_are_there() -> None:
    assert {f"{link.table}.{link.column}" for link in graph.COLUMN_EDGES} <= NAMED
    assert set(graph.EDGES) <= NAMED
