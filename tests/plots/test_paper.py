"""What a picture is printed for: its width, its title, its greys, and the caption beside it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from matplotlib.collections import Collection
from matplotlib.colors import to_rgba, to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Annotation, Text
from PIL import Image

import backchannel as bc
from backchannel.output import palette
from backchannel.plots import (
    WIDTHS,
    Paper,
    attribution_picture,
    centrality_picture,
    disagreement_picture,
    loss_picture,
    multiples_picture,
    network_picture,
    ranks_picture,
    robustness_picture,
    save,
    save_caption,
    sensitivity_picture,
    substitution_picture,
    survival_picture,
    timeline_picture,
)
from backchannel.plots.footnotes import FEW_CLAIMS
from backchannel.plots.lettering import legend_columns, legend_inches, text_width
from backchannel.plots.paper import grey_of

from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR, winter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matplotlib.figure import Figure

    from backchannel.facts.dataset import Dataset
    from backchannel.plots import Picture

DRAW: dict[str, Callable[[Dataset, Paper], Picture]] = {
    "network": lambda data, paper: network_picture(data, on=DAY, paper=paper),
    "matrix": lambda data, paper: network_picture(data, on=DAY, between="all", paper=paper),
    "timeline": lambda data, paper: timeline_picture(data, HALF_YEAR, paper=paper),
    "loss": lambda data, paper: loss_picture(data, HALF_YEAR, paper=paper),
    "centrality": lambda data, paper: centrality_picture(data, on=DAY, paper=paper),
    "attribution": lambda data, paper: attribution_picture(
        data, HALF_YEAR, measure="channels", paper=paper
    ),
    "sensitivity": lambda data, paper: sensitivity_picture(data, HALF_YEAR, paper=paper),
    "robustness": lambda data, paper: robustness_picture(data, on=DAY, paper=paper),
    "substitution": lambda data, paper: substitution_picture(
        data, HALF_YEAR, months=1, paper=paper
    ),
    "ranks": lambda data, paper: ranks_picture(data, HALF_YEAR, measure="degree", paper=paper),
    "survival": lambda data, paper: survival_picture(data, paper=paper),
    "multiples": lambda data, paper: multiples_picture(data, [DAY, "2022-05-01"], paper=paper),
    "disagreement": lambda data, paper: disagreement_picture(data, on=DAY, paper=paper),
}


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("width", ["89", "183"])
def test_no_letter_leaves_the_paper(kind: str, width: str) -> None:
    figure = DRAW[kind](winter(), Paper(WIDTHS[width])).figure
    assert figure.get_figwidth() == pytest.approx(WIDTHS[width])
    sheet = figure.bbox
    drawn = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    figure.canvas.draw()
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_text().strip() and text.get_visible():
            box = text.get_window_extent(drawn)
            inside = (
                min(box.x0 - sheet.x0, sheet.x1 - box.x1) >= -1
                and min(box.y0 - sheet.y0, sheet.y1 - box.y1) >= -1
            )
            assert inside or not _is_drawn(text, figure), text.get_text()


def _is_drawn(text: Text, figure: Figure) -> bool:
    """Say whether a text is seen: the labels of ticks outside the axes are kept and not drawn."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if text in (tick.label1, tick.label2):
                    return low <= tick.get_loc() <= high and axes.axison
    return True


def test_a_printed_picture_has_the_width_that_was_asked_for(tmp_path: Path) -> None:
    for width, millimetres in (("89", 89), ("183", 183)):
        save(loss_picture(winter(), HALF_YEAR, paper=Paper(WIDTHS[width])), tmp_path / "x.png")
        with Image.open(tmp_path / "x.png") as image:
            dots = image.info["dpi"][0]
            assert image.width / dots * 25.4 == pytest.approx(millimetres, abs=0.5)


def test_a_title_of_ones_own_replaces_that_of_the_picture_and_an_empty_one_leaves_it_out() -> None:
    strict = bc.strict(winter())
    own = loss_picture(strict, HALF_YEAR, paper=Paper(title="What was left"))
    assert own.figure.texts[1].get_text() == "What was left"
    assert own.caption.startswith("# What was left\n")
    assert "View: strict: nothing presumed." in own.caption
    none = loss_picture(strict, HALF_YEAR, paper=Paper(title=""))
    assert none.figure.texts[1].get_text() == ""
    assert none.caption.startswith("# Usable channels between")
    assert none.figure.get_figheight() < own.figure.get_figheight()


@pytest.mark.parametrize("kind", DRAW)
def test_in_grey_no_colour_is_left(kind: str) -> None:
    for picture, is_grey in (
        (DRAW[kind](winter(), Paper(grey=True)), True),
        (DRAW[kind](winter(), Paper()), kind == "centrality"),
    ):
        assert all(max(rgba[:3]) - min(rgba[:3]) < 0.005 for rgba in _colours(picture)) is is_grey


def _colours(picture: Picture) -> Iterator[tuple[float, ...]]:
    for artist in picture.figure.findobj():
        if isinstance(artist, Patch):
            yield artist.get_facecolor()  # type: ignore[misc]
            yield artist.get_edgecolor()  # type: ignore[misc]
        elif isinstance(artist, Collection):
            yield from map(tuple, to_rgba_array(artist.get_facecolor()))
            yield from map(tuple, to_rgba_array(artist.get_edgecolor()))
        elif isinstance(artist, Line2D):
            yield to_rgba(artist.get_color())
            yield to_rgba(artist.get_markerfacecolor())
        elif isinstance(artist, Text):
            yield to_rgba(artist.get_color())
            if isinstance(artist, Annotation) and artist.arrow_patch is not None:
                yield to_rgba(artist.arrow_patch.get_edgecolor())


@pytest.mark.parametrize("kind", [kind for kind in DRAW if kind != "matrix"])
def test_a_picture_of_nothing_says_so(kind: str) -> None:
    texts = [text for axes in DRAW[kind](Toy().data(), Paper()).figure.axes for text in axes.texts]
    assert [text for text in texts if text.get_gid() == "nothing"]


def test_greys_keep_the_order_of_lightness() -> None:
    ordered = ["#000000", *palette.VERDICTS.values(), "#ffffff"]
    lights = sorted(int(grey_of(colour)[1:3], 16) for colour in ordered)
    assert (lights[0], lights[-1]) == (0, 255)
    # No two verdicts are printed in one grey.
    assert all(one < other for one, other in pairwise(lights))
    assert grey_of((1, 0, 0, 0.5)).endswith("80")


def test_a_legend_has_as_many_columns_as_there_is_room_for() -> None:
    labels = ["open", "degraded", "striped: presumably, as last seen"]
    wide = sum(text_width(label, size=8) for label in labels) + 3 * 0.46
    assert legend_columns(labels, inches=wide, most=3) == 3
    assert legend_columns(labels, inches=wide - 0.01, most=3) == 2
    assert legend_columns(labels, inches=0.1, most=3) == 1
    assert legend_inches(12, 4, most=4) == pytest.approx(3 * 0.155)
    assert legend_inches(12, 2, most=4) == pytest.approx(3 * 0.155 + 3 * 0.17)


def test_a_caption_has_the_question_the_data_and_each_claim(tmp_path: Path) -> None:
    data = winter()
    drawn = timeline_picture(data, HALF_YEAR)
    beside = save_caption(drawn, tmp_path / "x.svg")
    assert beside.name == "x.caption.md"
    said = beside.read_text(encoding="utf-8")
    for words in (
        "Question: When was each channel open",
        drawn.alt,
        data.digest,
        "View: all claims",
        "embassies and consulates (mission); ",
    ):
        assert words in said
    assert 0 < len(data.claims) <= FEW_CLAIMS
    records = {
        record.id
        for channel in data.channels
        for record in (*data.spells_of.get(channel, ()), *data.contacts_of.get(channel, ()))
    } | data.channels.keys()
    behind = {claim.id for claim in data.claims.values() if claim.record in records}
    assert behind
    assert all(f"| {claim} |" in said for claim in behind)
    assert f"rest on {len(behind)} claims" in said


def test_a_caption_of_many_claims_tells_their_number() -> None:
    said = network_picture(bc.read(), on="2022-02-01").caption
    assert "For the claims on one of them, run: backchannel show ID" in said
    assert said.count("\n") < 30


@pytest.mark.parametrize("kind", DRAW)
def test_a_caption_has_the_claims_of_the_channels_that_the_picture_is_of(kind: str) -> None:
    said = DRAW[kind](winter(), Paper(WIDTHS["89"])).caption
    for start in ("Question: ", "How to read it: ", "What it shows: ", "View: ", "Source: "):
        assert f"\n{start}" in said
    # In the winter no source is a side's own, so that neither side tells of any channel.
    is_silent = kind == "disagreement"
    assert ("No channel has a place in the picture." in said) == is_silent
    assert (
        bool(re.search(r"[1-9]\d* channels? in the picture: they rest on [1-9]", said)) != is_silent
    )
