"""The rooms of the house: none is behind a circle of imports, and none is too large to be looked over."""

from __future__ import annotations

from pathlib import Path

import grimp
import networkx as nx
import pytest

HOUSE = Path(__file__).parents[1]


def test_no_file_has_more_than_300_lines() -> None:
    folders = ("src", "tests", "benchmarks", "docs", "examples")
    files = [path for folder in folders for path in (HOUSE / folder).rglob("*.py")]
    assert len(files) > 100
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in files}
    assert sorted(str(path.relative_to(HOUSE)) for path in files if lines[path] > 300) == []


@pytest.mark.parametrize("types_too", [True, False])
def test_no_modules_import_each_other_in_a_circle(types_too: bool) -> None:
    house = grimp.build_graph(
        "backchannel", cache_dir=None, exclude_type_checking_imports=not types_too
    )
    imports = nx.DiGraph(
        (room, seen)
        for room in house.modules
        for seen in house.find_modules_directly_imported_by(room)
    )
    assert imports.number_of_edges() > 100
    circles = [sorted(rooms) for rooms in nx.strongly_connected_components(imports)]
    assert [rooms for rooms in circles if len(rooms) > 1] == []
