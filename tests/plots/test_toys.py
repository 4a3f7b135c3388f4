"""The pictures of toys: a mark for each node, a line for each tie; bars; steps."""

from __future__ import annotations

import networkx as nx
import numpy as np
from matplotlib.patches import Rectangle

from backchannel.plots.toys import Bars, Steps, chart_picture, toy_picture


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


def test_what_has_a_common_cause_lies_on_one_band_and_nothing_else_does() -> None:
    toy = nx.Graph([(side, channel) for side in "AB" for channel in "xyz"])
    told = dict.fromkeys(toy, "")
    drawn = toy_picture(toy, told=told, alt="", causes={"house": {"x", "y"}})
    (axes,) = drawn.figure.axes
    at = {str(line.get_gid()): np.asarray(line.get_xydata()) for line in axes.lines}
    band = at["house"]
    assert sorted(band.tolist()) == sorted([*at["x"].tolist(), *at["y"].tolist()])
    centre = band.mean(axis=0)
    assert np.hypot(*(at["z"][0] - centre)) > np.hypot(*(at["x"][0] - centre))
    assert "house" in [text.get_text() for text in axes.texts]


def test_bars_are_as_long_as_their_numbers_and_say_them() -> None:
    drawn = chart_picture(Bars("cost", {"one": (2, "two"), "other": (-1, "less")}), alt="Costs")
    (axes,) = drawn.figure.axes
    found = {str(bar.get_gid()): bar for bar in axes.patches if isinstance(bar, Rectangle)}
    assert {name: bar.get_width() for name, bar in found.items()} == {"one": 2, "other": -1}
    assert [text.get_text() for text in axes.texts] == ["two", "less"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["one", "other"]
    assert (axes.get_xlabel(), drawn.alt) == ("cost", "Costs")


def test_steps_fall_at_their_ages_and_who_was_seen_is_on_the_curve() -> None:
    steps = Steps(("age", "share"), [(0, 1), (2, 0.5), (4, 0)], {"x": 3})
    (axes,) = chart_picture(steps, alt="").figure.axes
    curve, seen = axes.lines
    assert curve.get_drawstyle() == "steps-post"
    assert np.asarray(curve.get_xydata()).tolist() == [[0, 1], [2, 0.5], [4, 0]]
    assert np.asarray(seen.get_xydata()).tolist() == [[3, 0.5]]
    assert [text.get_text() for text in axes.texts] == ["1", "0.50", "0", "x last seen"]
