"""Names that are cut in a picture are whole in its caption, and few are cut on narrow paper."""

from __future__ import annotations

import re

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from backchannel.dates.period import span
from backchannel.plots import (
    Paper,
    disagreement_picture,
    multiples_picture,
    network_picture,
    timeline_picture,
)
from backchannel.plots.footnotes import SHORTENED
from backchannel.plots.lettering import ELLIPSIS, fitted
from backchannel.plots.paper import SCREEN, WIDTHS
from backchannel.plots.shortened import shortened

from worlds.make import Toy

NARROW = Paper(WIDTHS["89"])
LONG = "Working group of the two ministries on the navigation of the northern straits"
SHORT = "Direct Communications Link of the capitals"


def named() -> Toy:
    toy = Toy(start="2020-01-01", as_of="2022-12-31")
    for key, name in (("straits", f"{LONG} (2020)"), ("link", SHORT), ("post", "Post")):
        toy.channel(key, name=name)
        toy.spell(key, "open", "2020-01-01", "2021-05-31", end_kind="changed")
        toy.spell(key, "closed", "2021-06-01", "2022-12-31")
    return toy


def whole_names(caption: str, said: str = SHORTENED) -> list[str]:
    (line,) = [line for line in caption.splitlines() if line.startswith(said)] or [""]
    return re.findall(r"\(([a-z]+)\)[;.]", line)


def test_a_name_that_is_cut_is_whole_in_the_caption() -> None:
    data = named().data()
    # The boxes of a network are narrower than the names beside a timeline.
    for drawn, cut in (
        (timeline_picture(data, span("2021"), paper=NARROW), ["straits"]),
        (network_picture(data, on="2021-01-01", paper=NARROW), ["link", "straits"]),
    ):
        assert any(ELLIPSIS in text.get_text() for text in drawn.figure.findobj(Text))
        assert whole_names(drawn.caption) == cut
        assert f"{LONG} (2020)" in drawn.caption
    assert SHORTENED not in timeline_picture(data, span("2021")).caption


def test_names_have_two_lines_in_a_column_and_stay_in_their_boxes() -> None:
    drawn = network_picture(named().data(), on="2021-01-01", paper=NARROW)
    axes = drawn.figure.axes[0]
    renderer = FigureCanvasAgg(drawn.figure).get_renderer()  # type: ignore[no-untyped-call]
    boxes = {one.get_gid(): one.get_window_extent(renderer) for one in axes.patches}
    names = {text.get_text(): text for text in axes.texts}
    link = next(text for text in names if text.startswith("Direct"))
    straits = next(text for text in names if text.startswith("Working"))
    assert straits.count("\n") == 1
    for channel, text in (("link", link), ("straits", straits)):
        box, words = boxes[f"box.{channel}"], names[text].get_window_extent(renderer)
        assert box.y0 <= words.y0 < words.y1 <= box.y1
        assert box.x0 < words.x0 < words.x1 < box.x1


def test_a_cut_name_is_known_beside_a_day_or_a_verdict() -> None:
    figure, data = Figure(), named().data()
    for text in ("2021-06-01 Working group of …", "Direct Communi-\ncatio…\n(open, surely)"):
        figure.text(0, 0, text)
    assert shortened(figure, data, data.channels) == ["link", "straits"]
    assert shortened(figure, data, ["link"]) == ["link"]


def test_all_that_changed_from_day_to_day_is_named_in_the_caption() -> None:
    toy = named()
    for number in range(9):
        key = "abcdefghi"[number]
        toy.channel(key, name=f"Channel {key}")
        toy.spell(key, "open", "2020-01-01", "2021-03-31", end_kind="changed")
        toy.spell(key, "closed", "2021-04-01", "2022-12-31")
    caption = multiples_picture(toy.data(), ["2021-01-01", "2022-01-01"], paper=NARROW).caption
    lost = whole_names(caption, "Lost from 1 January 2021 to 1 January 2022")
    assert lost == [*"abcdefghi", "link", "post", "straits"]


def test_a_picture_says_who_tells_it_where_there_is_little_room() -> None:
    toy = named()
    for row in toy.rows["actors"]:
        row["name"] = {"AAA": "Russia", "AAB": "United States"}.get(row["state"], row["name"])
    wide = disagreement_picture(toy.data(), on="2021-01-01", paper=SCREEN).figure.axes[1:]
    heads = [axes.texts[0] for axes in wide]
    assert [head.get_text() for head in heads] == [
        "As told by Russia",
        "As told by the United States",
    ]
    assert len({head.get_fontsize() for head in heads}) == 1
    (narrow,) = disagreement_picture(toy.data(), on="2021-01-01", paper=NARROW).figure.axes
    assert [text.get_text() for text in narrow.texts[:2]] == ["Russia", "US"]


def test_a_day_stays_with_its_month_and_a_number_with_what_it_counts() -> None:
    assert fitted("suspension by six: 12 channels", inches=1.2, size=8).splitlines() == [
        "suspension by six:", "12 channels",
    ]  # fmt: skip
    said = "Russia and the United States, 1 February 2022"
    for inches in (1.0, 1.5, 2.0, 2.5, 2.7, 3.0):
        broken = fitted(said, inches=inches, size=8, lines=9)
        assert broken.replace("\n", " ") == said
        assert "1 February" in broken
    for inches in (2.0, 2.5, 2.7):
        assert "1 February 2022" in fitted(said, inches=inches, size=8, lines=9)
        assert "(1 February 2022)" in fitted("Lost: a line (1 February 2022)", inches=1.3, size=8)
    assert fitted("in 1 February", inches=0.5, size=8, lines=9).splitlines()[0] == "in 1"
