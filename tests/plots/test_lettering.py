"""Texts fit their places, and what no font can write is known."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import findfont
from matplotlib.text import Text

import backchannel as bc
from backchannel.dates.period import span
from backchannel.plots import (
    WIDTHS,
    Paper,
    Picture,
    attribution_picture,
    centrality_picture,
    disagreement_picture,
    lettering,
    lines,
    loss_picture,
    multiples_picture,
    network_picture,
    ranks_picture,
    robustness_picture,
    sensitivity_picture,
    style,
    substitution_picture,
    timeline_picture,
)
from backchannel.plots.lettering import FONT, fitted, text_width, told_apart
from backchannel.plots.paper import PAGE

from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR

if TYPE_CHECKING:
    from matplotlib.transforms import Bbox


def boxes_of(drawn: Picture) -> list[tuple[str, Bbox]]:
    """Return the texts of a picture and where they stand, in dots; none is beyond its edge."""
    figure = drawn.figure
    with style.context():
        # Where letters stand is known without a dot of them.
        figure.draw_without_rendering()
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        texts = [*figure.texts]
        for axes in figure.axes:
            texts += axes.texts
            if (legend := axes.get_legend()) is not None:
                texts += legend.get_texts()
            if not axes.axison:
                continue
            texts += [axes.xaxis.label, axes.yaxis.label]
            for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
                # A tick beyond the ends of its axis is not drawn.
                texts += [
                    tick.label1
                    for tick in axis.get_major_ticks()
                    if min(low, high) <= tick.get_loc() <= max(low, high)
                    and tick.label1.get_visible()
                ]
        boxes = [
            # Without the line that leads from a label to what it names.
            (one.get_text(), Text.get_window_extent(one, renderer))
            for one in texts
            if one.get_text()
        ]
    width, height = figure.bbox.width, figure.bbox.height
    beyond = [
        text for text, box in boxes if box.x0 < 0 or box.x1 > width or box.y0 < 0 or box.y1 > height
    ]
    assert not beyond
    return boxes


def overlapping(boxes: list[tuple[str, Bbox]]) -> list[tuple[str, str]]:
    """Return the texts that cover each other."""
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


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
    assert overlapping(boxes_of(DRAW[kind](toy.data(), between))) == []


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
    assert overlapping(boxes) == []


def test_labels_of_the_bundled_network_do_not_overlap() -> None:
    drawn = network_picture(bc.read(), on="2022-03-03")
    boxes = boxes_of(drawn)
    assert len(boxes) > 45
    assert overlapping(boxes) == []


DAYS = ["2010-01-01", "2015-01-01", "2022-01-01", "2022-03-15"]
SIX_DAYS = [*DAYS, "2023-01-01", "2025-01-01"]
MANY_DAYS = [f"{year}-06-01" for year in range(2004, 2020, 2)]

BUNDLED = {
    "timeline, nine years": lambda data, paper: timeline_picture(data, "2014/2022", paper=paper),
    "timeline, all years": lambda data, paper: timeline_picture(data, "1991/2025", paper=paper),
    "loss": lambda data, paper: loss_picture(data, "1992/2025", paper=paper),
    "network": lambda data, paper: network_picture(data, on="2022-02-01", paper=paper),
    "network, late": lambda data, paper: network_picture(data, on="2025-09-01", paper=paper),
    "network, early": lambda data, paper: network_picture(data, on="1995-06-01", paper=paper),
    "all sides": lambda data, paper: network_picture(
        data, on="2014-06-01", between="all", paper=paper
    ),
    "centrality": lambda data, paper: centrality_picture(data, on="2022-02-01", paper=paper),
    "multiples": lambda data, paper: multiples_picture(data, DAYS, paper=paper),
    "multiples, six": lambda data, paper: multiples_picture(data, SIX_DAYS, paper=paper),
    "multiples, eight": lambda data, paper: multiples_picture(data, MANY_DAYS, paper=paper),
    "ranks": lambda data, paper: ranks_picture(data, "2021-07/2022-06", paper=paper),
    "disagreement": lambda data, paper: disagreement_picture(data, on="2025-09-01", paper=paper),
}


@pytest.mark.parametrize("kind", BUNDLED)
def test_labels_of_the_bundled_pictures_do_not_overlap(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bc.read()
    # The course of lines is the same at all widths, and takes seconds.
    if kind == "loss":
        course = lines.lines_course_of(data, within=span("1992", "2025"))
        monkeypatch.setattr(lines, "lines_course_of", lambda *_, **__: course)
    for width in ("89", "120", "183"):
        paper = Paper(WIDTHS[width])
        drawn = BUNDLED[kind](data, paper)
        boxes = boxes_of(drawn)
        assert len(boxes) > 15
        assert (width, overlapping(boxes)) == (width, [])
        # Many days in one column are a higher picture.
        most = PAGE if kind in ("multiples, six", "multiples, eight") else paper.page
        assert drawn.figure.get_figheight() <= most + (0.1 if paper.is_column else 0.5)


def test_no_name_is_cut_where_two_tellings_are_a_list() -> None:
    data = bc.read()
    for day in ("1995-06-01", "2014-06-01", "2022-02-01", "2025-09-01"):
        drawn = disagreement_picture(data, on=day, paper=Paper(WIDTHS["89"]))
        texts = [text for text, _ in boxes_of(drawn)]
        assert len(texts) > 20
        assert [text for text in texts if "…" in text] == []


def test_what_many_losses_are_called_stays_on_the_sheet_and_off_the_digest() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for key in ("a", "b", "c", "d", "e", "f"):
        toy.channel(key, name=f"{LONG} {key}")
        toy.spell(key, "open", "2022-01-01", "2022-02-28", end_kind="changed")
        toy.spell(key, "closed", "2022-03-01", "2022-06-30")
    drawn = loss_picture(toy.data(), within=HALF_YEAR)
    (said,) = [text for text in drawn.figure.texts if text.get_text().startswith("Last lost")]
    # None of the names that it has is cut; those that have no room are counted.
    told = " ".join(said.get_text().split())
    assert told.count(f"{LONG} ") == 2
    assert told.endswith(f"{LONG} f (1 March 2022); 4 earlier, in the caption.")
    assert "; ".join(f"{LONG} {key} ({key})" for key in "abcdef") in drawn.caption
    assert overlapping(boxes_of(drawn)) == []


def test_a_text_is_broken_and_then_cut() -> None:
    assert fitted("Embassy", inches=1, size=8) == "Embassy"
    assert fitted("one two three four five six", inches=0.55, size=8) == "one two\nthree …"
    assert fitted("", inches=1, size=8) == ""
    # A word is broken at a hyphen of its own, or with one; where it is cut, no space is left.
    assert fitted("Linda Thomas-Greenfield", inches=0.75, size=8, lines=3) == (
        "Linda\nThomas-\nGreenfield"
    )
    assert fitted("Linda Thomas-Greenfield", inches=0.75, size=8) == "Linda\nThomas…"
    assert fitted("Permanent Representative", inches=0.8, size=8) == "Permanent\nRepresentat…"
    assert fitted("Representative", inches=0.7, size=8, lines=3) == "Representa-\ntive"


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


def test_names_that_read_alike_stay_in_their_places_and_lose_only_what_has_no_room() -> None:
    winding = "The conference on the long and winding road to a lasting peace in"
    names = [f"{winding} Rome", f"{winding} Bern", f"{winding} Oslo"]
    told = told_apart(names, inches=1.5, size=8, lines=2)
    assert [name.split()[-1] for name in told] == ["Rome", "Bern", "Oslo"]
    assert all(name.count("\n") == 1 for name in told)
    assert max(text_width(line, size=8) for name in told for line in name.split("\n")) <= 1.5
    # One that is cut keeps its end even if no other reads alike.
    town = "Consulate general of the United States in Vladivostok"
    (cut, whole) = told_apart([town, "Russian consulate general in Rome"], inches=1.8, size=8)
    assert (cut.split()[-1], "…" in cut) == ("Vladivostok", True)
    assert whole == "Russian consulate in Rome"
    # Two that share a name that has room have nothing to leave out, and brackets may be all that differs.
    assert told_apart(["Same name", "Same name"], inches=1.2, size=8) == ["Same name"] * 2
    groups = ["Working group (United States)", "Working group (United Kingdom)"]
    assert told_apart(groups, inches=1.2, size=8) == ["Working group (US)", "Working group (UK)"]
    # No gap stands beside a word that says nothing without what is left out.
    leaders = (
        "Vice President of the United States with the presidents and prime ministers of Russia"
    )
    (gap,) = told_apart([leaders], inches=2.6, size=7)
    assert gap == "Vice President of the US … ministers of Russia"
