"""The picture of losses: bands that add up, and bars for what changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import backchannel as bc
from backchannel.dates.period import span, window
from backchannel.facts.scope import asked
from backchannel.plots import gains, loss, loss_picture, style
from backchannel.plots.captions import breaks_in_words
from backchannel.plots.figure import day_number

from worlds.make import Toy
from worlds.winter import HALF_YEAR, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.plots.curve import LossCurve


def drawn_loss(axes: Axes, data: Dataset, within: Window) -> LossCurve:
    curve = loss.loss_curve_of(data, within=within, scope=asked(data, None))
    assert loss.draw_loss(curve, axes=axes) is axes
    return curve


def test_the_bands_of_the_loss_picture_add_up(axes: Axes) -> None:
    drawn_loss(axes, winter(), HALF_YEAR)
    assert [bands.get_gid() for bands in axes.collections] == [
        "embassies and consulates", "military and hotlines", "unofficial and technical", "possibly usable",
        "contested: sources disagree", "unknown: not yet heard of",
        "suspended or closed, at least possibly",
    ]  # fmt: skip
    # Five channels on every day: the uppermost edge is at five, the lowest at nought.
    heights = np.concatenate([
        np.asarray(path.vertices)[:, 1] for bands in axes.collections for path in bands.get_paths()
    ])  # fmt: skip
    assert (heights.min(), heights.max()) == (0, 5)
    assert np.asarray(axes.collections[0].get_facecolor())[0][:3] == pytest.approx(
        to_rgb(style.FAMILY_COLOURS["embassies and consulates"])
    )


# One call a month on two channels, presumed to go on for 20 days; a third surely open all year.
def calls() -> Dataset:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("third")
    toy.spell("third", "open", "2022-01-01", "2022-12-31")
    for channel, day in (("one", "2022-03-01"), ("two", "2022-03-11")):
        toy.channel(channel).contact(channel, day)
    return bc.presuming(toy.data(), 20)


def test_stripes_say_how_many_are_only_presumably_usable(axes: Axes) -> None:
    curve = drawn_loss(axes, calls(), span("2022-02", "2022-04"))
    # one: sure on 1 March, carried to the 21st; two: sure on the 11th, carried to the 31st.
    assert [(f"{row.date:%m-%d}", row.surely, row.all_usable) for row in curve.series] == [
        ("02-01", 1, 1), ("03-01", 2, 2), ("03-02", 1, 2), ("03-11", 2, 3), ("03-12", 1, 3),
        ("03-22", 1, 2), ("04-01", 1, 1),
    ]  # fmt: skip
    # Two to ten March one of two, from the 12th two of three, and so on; all of one family.
    (solid, stripes) = axes.collections[:2]
    assert (solid.get_gid(), stripes.get_gid()) == (
        "foreign ministries", "foreign ministries, presumably",
    )  # fmt: skip
    assert (solid.get_hatch(), bool(stripes.get_hatch())) == ("", True)
    march = [day_number(span(f"2022-{day}", f"2022-{day}").first) for day in ("03-02", "04-01")]
    corners = [np.asarray(path.vertices) for path in stripes.get_paths()]
    assert [(one[:, 0].min(), one[:, 0].max()) for one in corners] == [tuple(march)]
    assert (corners[0][:, 1].min(), corners[0][:, 1].max()) == (1, 3)
    # White stripes in a full colour would shimmer where a band is a few channels high.
    (face,), (edge,) = (np.asarray(it()) for it in (stripes.get_facecolor, stripes.get_edgecolor))
    assert all(0 < light - dark < 0.4 for light, dark in zip(face[:3], edge[:3], strict=True))
    words = "striped: usable, presumably"
    assert words in [str(key.get_label()) for key in loss.certainty_keys(curve)]
    strict = drawn_loss(plain := Figure().add_subplot(), bc.strict(calls()), curve.within)
    assert [one.get_gid() for one in plain.collections] == [
        "foreign ministries", "unknown: no longer documented", "unknown: not yet heard of",
    ]  # fmt: skip
    assert words not in [str(key.get_label()) for key in loss.certainty_keys(strict)]


def test_the_two_panels_of_bands_share_them_out(axes: Axes) -> None:
    curve = drawn_loss(axes, winter(), HALF_YEAR)
    usable, rest = Figure().subplots(2)
    for part, below in (("usable", usable), ("rest", rest)):
        loss.draw_loss(curve, axes=below, part=part)  # type: ignore[arg-type]
    names = [[bands.get_gid() for bands in of.collections] for of in (axes, usable, rest)]
    assert names[1] + names[2] == names[0]
    assert set(names[2]) == {"unknown: not yet heard of", "suspended or closed, at least possibly"}


def test_each_band_has_its_name_at_the_height_where_it_ends() -> None:
    curve = loss.loss_curve_of(winter(), within=HALF_YEAR, scope=asked(winter(), None))
    # At the end: hotline surely open, backroom possibly, one contested, one unknown, one stopped.
    assert [(name.words, name.at) for name in loss.band_names(curve)] == [
        ("suspended or closed", 4.5), ("unknown: not yet heard of", 3.5), ("contested", 2.5),
        ("possibly usable", None), ("unofficial and technical", 1.5), ("military and hotlines", 0.5),
        ("embassies and consulates", None),
    ]  # fmt: skip
    drawn = loss_picture(winter(), HALF_YEAR)
    named = [text for text in drawn.figure.texts if text.get_gid() == "edge"]
    assert len(named) == 7 + 1 + len(gains.change_names(curve))
    # Those of what was usable first, then the rest below them.
    heights = [text.get_position()[1] for text in named[:7]]
    assert heights == sorted(heights, reverse=True)
    assert [text.get_text().replace("\n", " ") for text in named[5:7]] == [
        "suspended or closed", "unknown: not yet heard of",
    ]  # fmt: skip


def test_no_band_and_no_change_lies_beyond_the_data(axes: Axes) -> None:
    curve = drawn_loss(axes, calls(), span("2021", "2023"))
    gaps = [one for one in axes.patches if isinstance(one, Rectangle)]
    first, last = (day_number(day) for day in (calls().start, calls().as_of))
    begin, end = (day_number(day) for day in span("2021", "2023"))
    assert [(gap.get_x(), gap.get_x() + gap.get_width()) for gap in gaps] == [
        (begin, first),
        (last + 1, end + 1),
    ]
    across = np.concatenate([
        np.asarray(path.vertices)[:, 0] for bands in axes.collections for path in bands.get_paths()
    ])  # fmt: skip
    assert (across.min(), across.max()) == (first, last + 1)
    # Neither does the third channel come into view on the first day, nor go out of sight after
    # the last.
    # Ten days are apart where a bar is a week wide.
    gains.draw_changes(curve, axes=(below := Figure(figsize=(12, 4)).add_subplot()))
    assert changes_of(below) == {"into_view": [(0, 1), (0, 1)], "out_of_sight": [(-1, 0), (-1, 0)]}


def changes_of(axes: Axes) -> dict[str, list[tuple[float, float]]]:
    return {
        str(bars.get_gid()): [
            (heights.min(), heights.max())
            for path in bars.get_paths()
            if len(heights := np.asarray(path.vertices)[:, 1])
        ]
        for bars in axes.collections
    }


def test_gains_point_up_and_losses_down(axes: Axes) -> None:
    curve = drawn_loss(Figure().add_subplot(), winter(), HALF_YEAR)
    gains.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {"came_by": [(0, 1)], "lost": [(-1, 0)]}


def test_changes_that_are_too_close_to_tell_apart_are_summed(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for number in range(5):
        toy.channel(f"c{number}").spell(
            f"c{number}", "open", "2000-01-01", f"2010-06-0{1 + number}"
        )
    curve = drawn_loss(Figure().add_subplot(), toy.data(), span("2000", "2022"))
    gains.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {"out_of_sight": [(-5, 0)]}


def test_the_unknown_is_a_band_and_not_a_fall(axes: Axes) -> None:
    toy = (
        Toy(as_of="2022-12-31")
        .channel("hotline", type="hotline")
        .spell("hotline", "open", "2022-01-01", "2022-03-31")
    )
    curve = drawn_loss(axes, toy.data(), span("2022", "2022"))
    (dark,) = (
        np.asarray(bands.get_paths()[0].vertices)
        for bands in axes.collections
        if bands.get_gid() == "unknown: no longer documented"
    )
    april = day_number(span("2022-04-01", "2022-04-01").first)
    assert (dark[:, 0].min(), dark[:, 1].max()) == (april, 1)
    # Ten days are apart where a bar is a week wide.
    gains.draw_changes(curve, axes=(below := Figure(figsize=(12, 4)).add_subplot()))
    assert changes_of(below) == {"out_of_sight": [(-1, 0)]}


def test_a_change_whose_day_is_not_known_is_no_event_of_one_day(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for name, start, end in (
        ("dated", "2010-06-01", "2012-06-01"),
        ("year-only", "2010", "2012"),
    ):
        toy.channel(name).spell(name, "open", start, end)
    curve = drawn_loss(Figure().add_subplot(), toy.data(), span("2000", "2022"))
    assert {name: dict(days) for name, days in curve.changes.items() if days} == {
        "into_view": {date(2010, 6, 1): 1},
        "came_by": {date(2010, 12, 31): 1},
        "out_of_sight": {date(2012, 6, 2): 1},
        "went_after": {date(2012, 1, 2): 1},
    }
    gains.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {
        "into_view": [(0, 1)], "came_by": [(0, 1)], "out_of_sight": [(-1, 0)], "went_after": [(-1, 0)],
    }  # fmt: skip
    assert "usable, day unknown" in [name.words for name in gains.change_names(curve)]


def test_bars_of_one_direction_stand_on_each_other(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for name, start in (("a", "2010-12-31"), ("b", "2010"), ("c", "2010")):
        toy.channel(name).spell(name, "open", start, "2022-12-31")
    curve = drawn_loss(Figure().add_subplot(), toy.data(), span("2000", "2022"))
    gains.draw_changes(curve, axes=axes)
    assert changes_of(axes) == {"into_view": [(0, 1)], "came_by": [(1, 3)]}


# A hotline open all year, and a ministry called once: the sure part stands in its own family.
def test_each_family_has_its_sure_part_below_its_presumed_one() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("line").contact("line", "2022-03-01")
    toy.channel("hot", type="hotline").spell("hot", "open", "2022-01-01", "2022-12-31")
    data = bc.presuming(toy.data(), 20)
    curve = loss.loss_curve_of(data, within=span("2022-03", "2022-03"), scope=asked(data, None))
    bands = {name: counts.tolist() for name, _, counts in loss._bands(curve) if counts.any()}
    # 1 March; 2 to 21 March; from 22 March
    assert bands == {
        "foreign ministries": [1, 0, 0],
        "foreign ministries, presumably": [0, 1, 0],
        "military and hotlines": [1, 1, 1],
        "unknown: no longer documented": [0, 0, 1],
    }


def test_the_sure_parts_of_the_bundled_data_add_up() -> None:
    data = bc.read()
    for between in (None, "all"):
        scope = asked(data, between)
        curve = loss.loss_curve_of(data, within=span("2008", "2025"), scope=scope)
        families = list(loss._families(curve))
        surely = np.sum([surely for *_, surely in families], axis=0)
        assert surely.tolist() == [row.surely for row in curve.series]
        assert all((sure >= 0).all() and (sure <= usable).all() for _, usable, sure in families)


def test_the_days_across_which_nothing_is_presumed_are_marked_and_explained(axes: Axes) -> None:
    toy = Toy(presume={"default": 365}, breaks=["2014-03-01"]).channel("line")
    data, within = toy.contact("line", "2014-01-10").data(), window("2013/2015")
    drawn_loss(axes, data, within)
    (line,) = (one for one in axes.lines if one.get_gid() == "break")
    assert list(np.asarray(line.get_xdata())) == [day_number(date(2014, 3, 1))] * 2
    assert "ends on 1 March 2014 (a break); no source" in breaks_in_words(data, within)
    # Where nothing is presumed, and where the day lies outside, there is nothing to explain.
    assert breaks_in_words(bc.strict(data), within) == ""
    assert breaks_in_words(data, window("2015")) == ""
