"""The rooms of the house: none is behind a circle of imports, also where one waits for its use."""

from __future__ import annotations

import grimp
import networkx as nx
import pytest


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
