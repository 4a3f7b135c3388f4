"""Texts fit their places, and what no font can write is known."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import findfont

from backchannel.plots import (
    Picture,
    attribution_picture,
    centrality_picture,
    lettering,
    loss_picture,
    network_picture,
    robustness_picture,
    sensitivity_picture,
    style,
    substitution_picture,
    timeline_picture,
)
from backchannel.plots.lettering import FONT, fitted, text_width

from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR

if TYPE_CHECKING:
    from matplotlib.transforms import Bbox


def boxes_of(drawn: Picture) -> list[Bbox]:
    """Return where the texts of a picture stand, in dots; none is beyond its edge."""
    with style.context():
        canvas = FigureCanvasAgg(drawn.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
        texts = [*drawn.figure.texts]
        for axes in drawn.figure.axes:
            texts += axes.texts
            if not axes.axison:
                continue
            texts += [axes.xaxis.label, axes.yaxis.label]
            for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
                # A tick beyond the ends of its axis is not drawn.
                texts += [
                    label
                    for place, label in zip(
                        axis.get_ticklocs(), axis.get_ticklabels(), strict=False
                    )
                    if min(low, high) <= place <= max(low, high)
                ]
        boxes = {one.get_text(): one.get_window_extent(renderer) for one in texts if one.get_text()}
    width, height = canvas.get_width_height()
    beyond = [
        text
        for text, box in boxes.items()
        if box.x0 < 0 or box.x1 > width or box.y0 < 0 or box.y1 > height
    ]
    assert not beyond
    return list(boxes.values())


LONG = "The Most Serene Republic of a Place Whose Name Takes a Whole Line to Write Out in Full"

DRAW = {
    "network": lambda data, between: network_picture(data, on=DAY, between=between),
    "timeline": lambda data, between: timeline_picture(data, within=HALF_YEAR, between=between),
    "loss": lambda data, between: loss_picture(data, within=HALF_YEAR, between=between),
    "centrality": lambda data, between: centrality_picture(data, on=DAY, between=between),
}


@pytest.mark.parametrize("kind", DRAW)
@pytest.mark.parametrize("between", [None, "all"])
def test_long_names_stay_on_the_sheet_and_apart(kind: str, between: str | None) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for row in toy.rows["actors"]:
        row["name"] = f"{LONG} {row['state']}"
    toy.actor("ann", state="AAA", name=LONG.upper()).actor("bob", state="AAB", name="W" * 90)
    toy.channel("line", "ann/AAA", "bob/AAB", name=f"{LONG}, and {LONG}")
    toy.spell("line", "open", "2022-01-01", "2022-06-30")
    boxes = boxes_of(DRAW[kind](toy.data(), between))
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]


TRIED = {
    "attribution": lambda data: attribution_picture(data, HALF_YEAR, measure="channels"),
    "sensitivity": lambda data: sensitivity_picture(data, HALF_YEAR),
    "robustness": lambda data: robustness_picture(data, on="2022-01-01"),
    "substitution": lambda data: substitution_picture(data, HALF_YEAR, months=1),
}


@pytest.mark.parametrize("kind", TRIED)
def test_long_names_stay_apart_in_pictures_of_what_was_tried(kind: str) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").disruption("d", "expulsion", "2022-03-01")
    for row in toy.rows["actors"]:
        row["name"] = f"{LONG} {row['state']}"
    for key in ("one", "two", "three"):
        toy.channel(key, name=f"{LONG} {key}").spell(key, "open", "2022-01-01", "2022-02-28")
        toy.spell(key, "closed", "2022-03-01", "2022-04-30", cause="d")
        toy.spell(key, "closed" if key != "one" else "open", "2022-05-01", "2022-06-30")
    boxes = boxes_of(TRIED[kind](toy.data()))
    assert len(boxes) >= 7
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]


def test_labels_of_the_bundled_network_do_not_overlap() -> None:
    import backchannel as bc

    drawn = network_picture(bc.read(), on="2022-03-03")
    boxes = boxes_of(drawn)
    assert len(boxes) > 45
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]


def test_what_many_losses_are_called_stays_on_the_sheet_and_off_the_digest() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for key in ("a", "b", "c", "d", "e", "f"):
        toy.channel(key, name=f"{LONG} {key}")
        toy.spell(key, "open", "2022-01-01", "2022-02-28", end_kind="changed")
        toy.spell(key, "closed", "2022-03-01", "2022-06-30")
    drawn = loss_picture(toy.data(), within=HALF_YEAR)
    (said,) = [text for text in drawn.figure.texts if text.get_text().startswith("Lost: ")]
    assert said.get_text().endswith("and 2 more.")
    boxes = boxes_of(drawn)
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]


def test_a_text_is_broken_and_then_cut() -> None:
    assert fitted("Embassy", inches=1, size=8) == "Embassy"
    assert fitted("one two three four five six", inches=0.55, size=8) == "one two\nthree …"
    assert fitted("", inches=1, size=8) == ""


@pytest.mark.parametrize("text", ["W" * 60, "iiii " * 30, "a " + "M" * 40 + " b", "漢" * 30])
@pytest.mark.parametrize("bold", [False, True])
def test_no_line_is_wider_than_its_place(text: str, *, bold: bool) -> None:
    lines = fitted(text, inches=1.3, size=9, bold=bold, lines=3).split("\n")
    assert len(lines) <= 3
    assert max(text_width(line, size=9, bold=bold) for line in lines) <= 1.3


def named(name: str) -> Toy:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").channel("line", name=name)
    return toy.spell("line", "open", "2022-01-01", "2022-06-30")


def test_what_no_font_can_write_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_installed", tuple)
    lettering._font_for.cache_clear()
    drawn = timeline_picture(named("Hotline \U00013080 and \U00013000, Ω").data(), within=HALF_YEAR)
    assert drawn.missing == "\U00013000\U00013080"
    assert timeline_picture(named("Hotline").data(), within=HALF_YEAR).missing == ""
    lettering._font_for.cache_clear()


def test_a_font_of_the_machine_writes_what_ours_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    serif = findfont("DejaVu Serif")
    monkeypatch.setattr(lettering, "_installed", lambda: (("DejaVu Serif", serif),))
    lettering._font_for.cache_clear()
    drawn = timeline_picture(named("Script \u1d6b").data(), within=HALF_YEAR)
    (label,) = drawn.figure.axes[1].get_yticklabels()
    assert drawn.missing == ""
    assert label.get_fontfamily() == [FONT, "DejaVu Serif"]
    lettering._font_for.cache_clear()
