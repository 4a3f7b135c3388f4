"""Who shares a channel with whom: the nodes of the projection, sized by a measure, names apart."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.network.projections import actors_by_channel, holders_for_offices
from backchannel.network.snapshot import snapshot
from backchannel.network.springs import spring_places
from backchannel.network.values import centrality
from backchannel.plots import WIDTHS, Paper, network_picture, save, style
from backchannel.plots.apart import Box, free_boxes
from backchannel.plots.joined import LARGEST, SMALLEST, sociogram_of
from backchannel.plots.sociogram import SQUARE, THICK, THIN, draw_sociogram
from backchannel.plots.ties import TIES
from plots.test_lettering import boxes_of, overlapping

from worlds.make import Toy
from worlds.winter import DAY, winter

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from backchannel.facts.dataset import Dataset
    from backchannel.plots.joined import Sociogram

DAYS = ("2014-02-01", "2022-02-01")


def marks(axes: Axes, start: str) -> dict[str, Line2D]:
    return {
        str(one.get_gid()).removeprefix(start): one
        for one in axes.lines
        if str(one.get_gid()).startswith(start)
    }


# forum   surely open: ann, bob and cem sit on it
# line    a call on 1 March, presumed to go on: ann and bob sit on it
# attic   possibly open: dee and eve, and nobody else
def village() -> Dataset:
    toy = Toy(start="2022-01-01", as_of="2022-12-31")
    for person, state in (("ann", "AAA"), ("bob", "AAB"), ("cem", "AAC"), ("dee", "AAA")):
        toy.actor(person, state=state)
    toy.actor("eve", state="AAB")
    toy.channel("forum", "ann/AAA", "bob/AAB", "cem/AAC")
    toy.spell("forum", "open", "2022-01-01", "2022-12-31")
    toy.channel("line", "ann/AAA", "bob/AAB").contact("line", "2022-03-01")
    toy.channel("attic", "dee/AAA", "eve/AAB")
    toy.spell("attic", "open", "[2022-01-01..2022-12-01]", "2022-12-31")
    return bc.presuming(toy.data(), 30)


def drawn(axes: Axes, data: Dataset, day: str, measure: str = "degree") -> Sociogram:
    sides = data.between
    assert sides
    shown = sociogram_of(data, day, sides=sides, measure=measure)
    assert draw_sociogram(shown, axes=axes) is axes
    return shown


def test_a_toy_is_drawn_as_solved_by_hand(axes: Axes) -> None:
    shown = drawn(axes, village(), "2022-03-15")
    edges, nodes = marks(axes, "edge."), marks(axes, "node.")
    assert sorted(nodes) == ["ann", "bob", "cem", "dee", "eve"]
    assert [nodes[who].get_fillstyle() for who in ("ann", "cem", "dee")] == ["full"] * 3
    assert [nodes[who].get_markerfacecolor() for who in ("ann", "bob", "cem", "dee")] == [
        *style.SIDES, style.PAPER,
    ]  # fmt: skip
    # A forum of three adds a half, the line of two one; what is only possible is dashed.
    step = (THICK - THIN) / 1.5
    assert {pair: edge.get_linestyle() for pair, edge in edges.items()} == {
        "ann.bob": "-", "ann.cem": "-", "bob.cem": "-", "dee.eve": "--",
    }  # fmt: skip
    widths = {pair: (edge.get_linewidth() - THIN) / step for pair, edge in edges.items()}
    assert widths == pytest.approx({"ann.bob": 1.5, "ann.cem": 0.5, "bob.cem": 0.5, "dee.eve": 1})
    assert set(shown.written) == set(nodes)
    assert {gid: one.get_markersize() for gid, one in marks(axes, "size.").items() if gid != "words"} == {
        "0": SMALLEST,
        "0.5": pytest.approx(((SMALLEST**2 + LARGEST**2) / 2) ** 0.5),
        "1": LARGEST,
    }  # fmt: skip


def test_an_edge_is_as_sure_as_what_two_share(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31")
    toy.actor("ann", state="AAA").actor("bob", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB").contact("line", "2022-03-01")
    drawn(axes, bc.presuming(toy.data(), 30), "2022-03-15")
    assert marks(axes, "edge.")["ann.bob"].get_color() == TIES["presumably"].color
    assert marks(axes, "node.")["ann"].get_fillstyle() == "left"


@pytest.mark.parametrize("day", DAYS)
def test_the_nodes_are_those_of_the_projection(axes: Axes, day: str) -> None:
    data = bc.read()
    drawn(axes, data, day)
    whole = snapshot(data, on=day, least="possibly", between=data.between)
    projected = actors_by_channel(holders_for_offices(whole))
    assert set(marks(axes, "node.")) == set(projected)
    assert set(marks(axes, "edge.")) == {".".join(sorted(edge)) for edge in projected.edges}


@pytest.mark.parametrize("measure", ["degree", "betweenness", "strength"])
def test_sizes_follow_the_values_that_centrality_has(axes: Axes, measure: str) -> None:
    data = bc.read()
    shown = drawn(axes, data, DAYS[1], measure)
    rows = centrality(data, DAYS[1], measures=[measure], between=data.between, by="person")
    values = {row.id: row.value for row in rows}
    nodes = marks(axes, "node.")
    areas = {}
    for node, mark in nodes.items():
        is_round = mark.get_marker() == "o"
        areas[node] = (mark.get_markersize() / (1 if is_round else SQUARE)) ** 2
        assert shown.values[node] == values[node]
    most = max(values[node] or 0 for node in nodes)
    assert most > 0
    for node, area in areas.items():
        share = (values[node] or 0) / most
        assert area == pytest.approx(SMALLEST**2 + share * (LARGEST**2 - SMALLEST**2))


@pytest.mark.parametrize("day", DAYS)
def test_no_name_covers_another_or_a_mark_or_leaves_the_sheet(day: str) -> None:
    data = bc.read()
    for width in ("89", "183", "screen"):
        paper = Paper(WIDTHS[width])
        picture = network_picture(data, on=day, layout="force", paper=paper)
        boxes = boxes_of(picture)
        assert (width, overlapping(boxes)) == (width, [])
        assert picture.figure.get_figheight() <= paper.page + 0.5
        (axes,) = picture.figure.axes
        names = [one for one in axes.texts if str(one.get_gid()).startswith("name.")]
        unnamed = picture.unnamed["Actors without room for a name"]
        nodes = marks(axes, "node.")
        numbers = [one for one in axes.texts if str(one.get_gid()).startswith("number.")]
        listed = [one.get_text() for one in axes.texts if one.get_gid() == "listed"]
        assert [text.split()[0] for text in listed] == [one.get_text() for one in numbers]
        assert len(names) + len(numbers) + len(unnamed) == len(nodes)
        # A column has room for three dozen, however many there are.
        assert len(names) + len(numbers) > min(len(nodes) / 2, 36 if paper.is_column else math.inf)
        # Whoever has most is named beside the mark or by a number.
        assert not {*sorted(nodes, key=lambda n: -nodes[n].get_markersize())[:8]} & {*unnamed}
        if unnamed:
            told = " ".join(picture.figure.texts[2].get_text().split())
            assert f"names of {len(unnamed)} of {len(nodes)} actors" in told
            assert f"({unnamed[0]})" in picture.caption
        written = [name.get_window_extent() for name in names + numbers]
        for mark in nodes.values():
            place = mark.get_window_extent()
            assert not [name for name in written if name.overlaps(place)], width


def test_the_same_picture_has_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one.png", "two.png"):
        save(network_picture(bc.read(), on=DAYS[1], layout="force"), tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_no_component_lies_upon_another() -> None:
    network: nx.Graph[str] = nx.Graph()
    for part, size in enumerate((9, 5, 4, 3, 2, 2, 1, 1)):
        nodes = [f"{part}.{number}" for number in range(size)]
        network.add_nodes_from(nodes)
        network.add_edges_from(combinations(nodes, 2), strength=1.0)
    places = spring_places(network, wide=9, high=5, clear=0.3)
    assert list(places) == sorted(network)
    assert all(0 <= x <= 9 and 0 <= y <= 5 for x, y in places.values())
    frames = []
    for component in nx.connected_components(network):
        xs, ys = ([places[node][at] for node in component] for at in (0, 1))
        frames.append(Box(min(xs), min(ys), max(xs), max(ys)))
    assert not [pair for pair in combinations(frames, 2) if pair[0].covers(pair[1])]
    for one, other in combinations(places.values(), 2):
        assert abs(complex(*one) - complex(*other)) > 0.25
    assert spring_places(network, wide=9, high=5, clear=0.3) == places


def test_a_name_takes_the_place_that_fewest_lines_run_through() -> None:
    canvas, mark = Box(0, 0, 9, 9), {"ann": Box(4, 4, 5, 5)}
    right, left = Box(5, 4, 7, 5), Box(2, 4, 4, 5)
    assert free_boxes(mark, {"ann": (2, 1)}, canvas=canvas)["ann"] == right
    line = ((4.5, 4.5), (9, 4.5))
    assert free_boxes(mark, {"ann": (2, 1)}, canvas=canvas, lines=[line])["ann"] == left
    assert free_boxes(mark, {"ann": (6, 9)}, canvas=canvas) == {}


def test_in_greys_the_sides_are_told_apart() -> None:
    picture = network_picture(village(), on="2022-03-15", layout="force", paper=Paper(grey=True))
    (axes,) = picture.figure.axes
    nodes = marks(axes, "node.")
    shades = {str(nodes[who].get_markeredgecolor())[1:3] for who in ("ann", "bob", "cem")}
    light = sorted(int(shade, 16) for shade in shades)
    assert len(light) == 3
    assert min(light[1] - light[0], light[2] - light[1]) > 60


def test_a_day_without_data_says_so(axes: Axes) -> None:
    data = winter()
    drawn(axes, data, "2023-01-01")
    assert [one.get_text() for one in axes.texts] == ["no data"]
    assert "the data say nothing" in network_picture(data, on="2023-01-01", layout="force").alt
    assert network_picture(data, on=DAY, layout="force").alt.startswith("Actors on the channels")


def test_what_it_cannot_draw_is_refused() -> None:
    data = winter()
    with pytest.raises(UnknownName, match="allowed: columns, force"):
        network_picture(data, on=DAY, layout="circle")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="allowed: betweenness, "):
        network_picture(data, on=DAY, layout="force", measure="fame")
    with pytest.raises(UsageFault, match="ask for that too"):
        network_picture(data, on=DAY, measure="degree")
    with pytest.raises(UsageFault, match="is of two sides"):
        network_picture(data, on=DAY, layout="force", by="side")


def test_a_notebook_draws_it_on_axes_of_its_own(axes: Axes) -> None:
    assert bc.plot.network(village(), "2022-03-15", layout="force", axes=axes) is axes
    assert set(marks(axes, "node.")) == {"ann", "bob", "cem", "dee", "eve"}
    with pytest.raises(UnknownName, match="layout"):
        bc.plot.network(village(), "2022-03-15", layout="circle", axes=axes)  # type: ignore[arg-type]
