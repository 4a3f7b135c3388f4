"""Pictures: what is drawn where, in what colour and order, and the same bytes from the same data."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from backchannel.dates.period import Window, span
from backchannel.errors import UnknownName, UsageFault
from backchannel.network.layout import positions
from backchannel.plots import (
    Picture,
    centrality_picture,
    loss,
    loss_picture,
    network,
    network_picture,
    save,
    style,
    timeline,
    timeline_picture,
)
from backchannel.plots.figure import day_number, wrapped

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset

DAY = "2022-02-01"
HALF_YEAR = span("2022-01-01", "2022-06-30")


# AAA  minister ── embassy ── bob BBB        open to 28 February, then surely suspended; a call on 10 January
#      eve ─────── backroom ─ bob            possibly open from January on
#      state-aaa ─ hotline ── state-bbb      open throughout
#      eve ─────── disputed ─ bob            contested
#                  silent                    unknown
def winter() -> Dataset:
    toy = (
        Toy(start="2022-01-01", as_of="2022-06-30")
        .source("wire")
        .actor("minister", kind="office", state="AAA")
    )
    toy.actor("eve", state="AAA").actor("bob", state="BBB")
    toy.channel("embassy", "minister/AAA", "bob/BBB", type="mission").channel(
        "hotline", type="hotline"
    )
    toy.channel("backroom", "eve/AAA", "bob/BBB", type="track-2").channel(
        "disputed", "eve/AAA", "bob/BBB"
    )
    toy.channel("silent").spell("hotline", "open", "2022-01-01", "2022-06-30")
    toy.spell("embassy", "open", "2022-01-01", "2022-02-28", end_kind="changed")
    toy.spell("embassy", "suspended", "2022-03-01", "2022-06-30")
    toy.spell("backroom", "open", "[2022-01-01..2022-06-30]", "2022-06-30")
    toy.spell("disputed", "open", "2022-01-01", "2022-06-30")
    toy.spell("disputed", "closed", "2022-01-01", "2022-06-30", by=["wire"], as_of="2022-06-30")
    toy.contact("embassy", "2022-01-10", "bob/BBB", id="k-call").contact(
        "embassy", "2022-02", id="k-month"
    )
    toy.contact("embassy", "2022-03-05", occurrence="refused", id="k-refused")
    toy.contact("embassy", "2022-01-01/2022-06-30", id="k-series", count="series")
    return toy.contact("embassy", "2022-04-01", mode="statement", id="k-statement").data()


@pytest.fixture
def axes() -> Axes:
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def by_gid(axes: Axes, start: str = "") -> dict[str, Artist]:
    return {
        gid: one for one in axes.get_children() if (gid := one.get_gid()) and gid.startswith(start)
    }


def test_the_timeline_has_a_row_a_channel_and_a_bar_a_stretch(axes: Axes) -> None:
    assert timeline.draw_timeline(winter(), axes=axes, within=HALF_YEAR) is axes
    rows = [text.get_text() for text in axes.get_yticklabels()]
    # By family: foreign ministries, military and hotlines, unofficial; what is never heard of stands last in its own.
    assert rows == ["Disputed", "Embassy", "Silent", "Hotline", "Backroom"]
    bars = {gid: one for gid, one in by_gid(axes).items() if isinstance(one, Rectangle)}
    assert list(bars) == [
        "disputed.2022-01-01.contested",
        "embassy.2022-01-01.open.surely",
        "embassy.2022-03-01.suspended.surely",
        "silent.2022-01-01.unknown",
        "hotline.2022-01-01.open.surely",
        "backroom.2022-01-01.open.possibly",
        "backroom.2022-06-30.open.surely",
    ]
    embassy = bars["embassy.2022-01-01.open.surely"]
    assert (embassy.get_x(), embassy.get_width()) == (day_number(HALF_YEAR.first), 59)
    assert embassy.get_y() + embassy.get_height() / 2 == pytest.approx(1)


def test_bars_differ_by_more_than_colour(axes: Axes) -> None:
    timeline.draw_timeline(winter(), axes=axes, within=HALF_YEAR)
    bars = {gid: one for gid, one in by_gid(axes).items() if isinstance(one, Rectangle)}
    sure, stopped = (
        bars["embassy.2022-01-01.open.surely"],
        bars["embassy.2022-03-01.suspended.surely"],
    )
    possible, unknown = bars["backroom.2022-01-01.open.possibly"], bars["silent.2022-01-01.unknown"]
    assert sure.get_height() > stopped.get_height()
    assert [one.get_hatch() for one in (sure, possible, unknown)] == ["", "/////", ".."]
    assert unknown.get_facecolor() != (1, 1, 1, 1)
    assert bars["disputed.2022-01-01.contested"].get_hatch() == "xxxx"


def test_contacts_are_marked_held_or_not(axes: Axes) -> None:
    timeline.draw_timeline(winter(), axes=axes, within=HALF_YEAR)
    marks = by_gid(axes, "k-")
    assert {gid: one.get_marker() for gid, one in marks.items()} == {  # type: ignore[attr-defined]
        "k-call.mark": "o", "k-month.mark": "o", "k-refused.mark": "x", "k-series": "|",
    }  # fmt: skip
    timeline.draw_timeline(
        winter(), axes=(other := Figure().add_subplot()), within=span("2022-04", "2022-05")
    )
    assert set(by_gid(other, "k-")) == {"k-series"}


def test_the_network_draws_every_channel_and_the_actors_of_the_day(axes: Axes) -> None:
    data = winter()
    assert network.draw_network(data, axes=axes, on=DAY) is axes
    drawn = by_gid(axes)
    assert {gid for gid in drawn if gid.startswith("box.")} == {
        f"box.{one}" for one in data.channels
    }
    assert {gid for gid in drawn if gid.startswith("actor.")} == {
        "actor.bob",
        "actor.eve",
        "actor.minister",
    }
    assert {gid for gid in drawn if gid.startswith("state.")} == {
        "state.AAA.hotline",
        "state.BBB.hotline",
    }
    ties = {gid: one.get_linestyle() for gid, one in drawn.items() if gid.startswith("tie.")}  # type: ignore[attr-defined]
    assert ties == {
        "tie.minister.embassy": "-", "tie.bob.embassy": "-", "tie.bob.backroom": "--", "tie.eve.backroom": "--",
        "tie.bob.disputed": "--", "tie.eve.disputed": "--",
    }  # fmt: skip
    assert isinstance(drawn["box.silent"], FancyBboxPatch)


def test_an_actor_stands_in_one_place_on_every_day(axes: Axes) -> None:
    data = winter()
    network.draw_network(data, axes=axes, on="2022-06-01")
    bob = by_gid(axes)["actor.bob"]
    assert (bob.get_xdata()[0], bob.get_ydata()[0]) == positions(data)["bob"]  # type: ignore[attr-defined]
    assert "actor.minister" not in by_gid(axes)


def test_labels_of_the_bundled_network_do_not_overlap() -> None:
    import backchannel as bc

    picture = network_picture(bc.read(), on="2022-03-03")
    with style.context():
        canvas = FigureCanvasAgg(picture.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
        (axes,) = picture.figure.axes
        boxes = [one.get_window_extent(renderer) for one in axes.texts]
    width, height = canvas.get_width_height()
    assert len(boxes) > 45
    assert not [1 for a, b in combinations(boxes, 2) if a.overlaps(b)]
    assert all(
        box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height for box in boxes
    )


def test_the_bands_of_the_loss_picture_add_up(axes: Axes) -> None:
    assert loss.draw_loss(winter(), axes=axes, within=HALF_YEAR) is axes
    bands = [one for one in axes.patches if isinstance(one, Polygon)]
    assert [one.get_label() for one in bands if not str(one.get_label()).startswith("_")] == [
        "foreign ministries", "military and hotlines", "unofficial and technical", "possibly usable",
        "sources disagree", "unknown: not yet heard of", "suspended or closed",
    ]  # fmt: skip
    # Five channels on every day: the uppermost edge is at five, the lowest at nought.
    heights = np.concatenate([one.get_xy()[:, 1] for one in bands])
    assert (heights.min(), heights.max()) == (0, 5)
    assert set(by_gid(axes)) == {"lost.2022-03-01", "into_view.2022-06-30"}
    assert bands[0].get_facecolor()[:3] == pytest.approx(
        to_rgb(style.FAMILY_COLOURS["foreign ministries"])
    )


def test_the_unknown_is_a_band_and_not_a_fall(axes: Axes) -> None:
    toy = (
        Toy(as_of="2022-12-31")
        .channel("hotline", type="hotline")
        .spell("hotline", "open", "2022-01-01", "2022-03-31")
    )
    loss.draw_loss(toy.data(), axes=axes, within=span("2022", "2022"))
    bands = {one.get_label(): one.get_xy() for one in axes.patches if isinstance(one, Polygon)}
    dark = bands["unknown: no longer documented"]
    assert (dark[:, 0].min(), dark[:, 1].max()) == (
        day_number(span("2022-04-01", "2022-04-01").first),
        1,
    )
    assert set(by_gid(axes)) == {"out_of_sight.2022-04-01"}


PICTURES: dict[str, Callable[[Dataset], Picture]] = {
    "network": lambda data: network_picture(data, on=DAY),
    "timeline": lambda data: timeline_picture(data, within=HALF_YEAR),
    "loss": lambda data: loss_picture(data, within=HALF_YEAR),
    "centrality": lambda data: centrality_picture(data, on=DAY, measure="degree"),
}


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_equal_data_give_equal_bytes(tmp_path: Path, kind: str, ending: str) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    for path in (one, other):
        save(PICTURES[kind](winter()), path)
    assert one.read_bytes() == other.read_bytes()
    assert one.stat().st_size > 1000


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_carries_its_data_and_its_sentence(tmp_path: Path, kind: str) -> None:
    data = winter()
    picture = PICTURES[kind](data)
    assert f"data {data.digest[:12]}" in [one.get_text() for one in picture.figure.texts]
    assert picture.alt.endswith(".")
    assert "\n" not in picture.alt
    save(picture, tmp_path / "it.svg")
    assert picture.alt.replace("&", "&amp;") in (tmp_path / "it.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PICTURES)
def test_there_is_a_picture_of_nothing(tmp_path: Path, kind: str) -> None:
    save(PICTURES[kind](Toy().data()), tmp_path / "nothing.png")


def test_sentences_say_what_is_to_be_seen() -> None:
    data = winter()
    assert PICTURES["network"](data).alt == (
        "Network between Aaa and Bbb on 2022-02-01: 2 channels surely usable, 2 actors surely on them; "
        "2 more channels possibly usable or contested."
    )
    assert PICTURES["timeline"](data).alt == (
        "Timeline of 5 channels between Aaa and Bbb from 2022-01-01 to 2022-06-30: 2 surely usable on the "
        "first day, 2 on the last, when 1 is unknown."
    )
    assert "1 channel lost: Embassy; 0 times one went out of sight." in PICTURES["loss"](data).alt
    assert "persons: Bob (0.50)" in PICTURES["centrality"](data).alt


def test_titles_name_whole_years_shortly() -> None:
    titles = [timeline_picture(winter(), within=span(*one)).figure.texts[1].get_text() for one in
              (("2022", "2022"), ("2021", "2022"), ("2022-01", "2022-06"))]  # fmt: skip
    assert [title.rsplit(", ", 1)[1] for title in titles] == [
        "2022",
        "2021–2022",
        "2022-01-01 to 2022-06-30",
    ]


@pytest.mark.parametrize("name", ["x.gif", "x", "x.svg.txt"])
def test_an_unknown_ending_is_a_usage_fault(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageFault, match=r"does not end in \.png, \.svg, \.pdf"):
        save(PICTURES["loss"](winter()), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_an_unknown_measure_is_a_usage_fault() -> None:
    with pytest.raises(UnknownName, match="did you mean `degree`"):
        centrality_picture(winter(), on=DAY, measure="degre")


def test_global_settings_are_left_alone(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    for number, make in enumerate(PICTURES.values()):
        save(make(winter()), tmp_path / f"{number}.svg")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("kind", [timeline_picture, loss_picture])
@pytest.mark.parametrize("first", ["0001", "2022", "9999-12-31"])
def test_the_last_day_there_is_can_be_drawn(
    tmp_path: Path, kind: Callable[..., Picture], first: str
) -> None:
    save(kind(winter(), within=span(first, "9999-12-31")), tmp_path / "it.svg")
    assert (tmp_path / "it.svg").stat().st_size > 1000


def test_long_labels_are_broken_and_then_cut() -> None:
    assert wrapped("Embassy", width=10) == "Embassy"
    assert wrapped("one two three four five six", width=9) == "one two\nthree …"


def test_one_day_is_visible_in_a_picture_of_many_years(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31").channel("call").spell("call", "open", "2022-02-01", "2022-02-01")
    timeline.draw_timeline(
        toy.data(), axes=axes, within=Window(span("1992", "1992").first, HALF_YEAR.last)
    )
    bar = by_gid(axes)["call.2022-02-01.open.surely"]
    assert bar.get_linewidth() >= 0.8  # type: ignore[attr-defined]
