"""The pictures of toys: a mark for each node, its value below it, a line for each tie."""

from __future__ import annotations

import networkx as nx
import numpy as np

from backchannel.plots.toys import toy_picture


def test_nodes_ties_and_values_are_drawn() -> None:
    toy = nx.Graph([("ann", "x"), ("bob", "x")])
    nx.set_node_attributes(toy, {"ann": 0, "bob": 0, "x": 1}, "bipartite")
    drawn = toy_picture(toy, told={"ann": "0", "bob": "0", "x": "1"}, alt="Ann, Bob and their line")
    (axes,) = drawn.figure.axes
    nodes = {str(line.get_gid()): line for line in axes.lines if line.get_gid()}
    marks = {node: line.get_marker() for node, line in nodes.items()}
    assert marks == {"ann": "o", "bob": "o", "x": "s"}
    assert len(axes.lines) - len(marks) == toy.number_of_edges()
    assert sorted(text.get_text() for text in axes.texts) == ["0", "0", "1", "ann", "bob", "x"]
    assert drawn.alt == "Ann, Bob and their line"
    # The line lies flat: all of it at one height, the channel between its actors.
    at = {node: np.ravel(line.get_xydata()).tolist() for node, line in nodes.items()}
    assert max(abs(y) for _, y in at.values()) < 1e-9
    assert min(at["ann"], at["bob"]) < at["x"] < max(at["ann"], at["bob"])
