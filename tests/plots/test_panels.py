"""Several networks beside each other: each node at one place, and what each voice tells."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from matplotlib.patches import Rectangle

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.facts.views import as_told_by
from backchannel.plots import (
    NO_ROOM,
    WIDTHS,
    Paper,
    Picture,
    disagreement_picture,
    multiples_picture,
    style,
)
from backchannel.plots.of_panels import MOST_TURNS

from worlds.make import Toy
from worlds.winter import winter

DAYS = ["2022-01-15", "2022-06-01"]


def bars(picture: Picture) -> list[dict[str, float]]:
    """Return the height at which each channel's bar stands, panel by panel."""
    return [
        {
            (patch.get_gid() or "").removeprefix("verdict."): round(patch.get_y() + patch.get_height() / 2, 9)
            for patch in axes.patches
            if isinstance(patch, Rectangle) and (patch.get_gid() or "").startswith("verdict.")
        }
        for axes in picture.figure.axes[1:]
    ]  # fmt: skip


def test_a_channel_has_one_place_on_each_day_and_none_where_nothing_is_known() -> None:
    data = winter()
    drawn = bars(multiples_picture(data, DAYS))
    pair = {row.id for row in bc.open_channels(data, "2022", between=data.between, everything=True)}
    for day, panel in zip(DAYS, drawn, strict=True):
        rows = bc.open_channels(data, day, everything=True)
        assert panel.keys() == {r.id for r in rows if r.verdict != "unknown" and r.id in pair}
    both = drawn[0].keys() & drawn[1].keys()
    assert both
    assert all(drawn[0][channel] == drawn[1][channel] for channel in both)


def test_days_are_put_in_order_and_a_day_without_data_says_so() -> None:
    told = multiples_picture(winter(), [*reversed(DAYS), "2021-01-01"]).alt
    places = [told.index(day) for day in ("1 January 2021", "15 January 2022", "1 June 2022")]
    assert places == sorted(places)
    assert "1 January 2021, of which the data say nothing" in told


def disputed() -> Toy:
    """Both tell of a line; only Aaa tells of a talk, only Aab of a visit."""
    toy = Toy(as_of="2020-12-31")
    for side in ("aaa", "aab"):
        toy.source(side, published="2020-06-01")
    for channel, sides in (("line", ("aaa", "aab")), ("talk", ("aaa",)), ("visit", ("aab",))):
        toy.channel(channel).spell(
            channel, "open", "2020-01-01", "2020-12-31", id=f"s-{channel}", by=()
        )
        for side in sides:
            toy.claim(f"s-{channel}", f"state-{side}", source=side)
    return toy  # fmt: skip


def test_each_side_tells_its_own_network() -> None:
    data = disputed().data()
    first, second = bars(disagreement_picture(data, on="2020-05-01"))
    assert first.keys() == {"line", "talk"}
    assert second.keys() == {"line", "visit"}
    assert first["line"] == second["line"]
    for side, panel in (("AAA", first), ("AAB", second)):
        rows = bc.open_channels(as_told_by(data, side), "2020-05-01")
        assert panel.keys() == {row.id for row in rows}
    note = disagreement_picture(data, on="2020-05-01").figure.texts[2].get_text()
    assert "contradict each other on none" in note.replace("\n", " ")
    assert "Only one side speaks of 2 more: Aaa of 1, Aab of 1." in note.replace("\n", " ")
    silent = disagreement_picture(Toy(start="2020-01-01").channel("x").data(), on="2020-05-01")
    assert "Neither Aaa nor Aab speaks of any channel." in silent.alt


def marked(picture: Picture, what: str) -> list[set[str]]:
    """Return the channels with a mark of that name, panel by panel."""
    return [
        {
            str(p.get_gid()).removeprefix(f"{what}.")
            for p in axes.patches
            if what in str(p.get_gid())
        }
        for axes in picture.figure.axes[1:]
    ]


def contradicting() -> Toy:
    """Return a world in which both sides speak of a post and a desk, and not in the same way."""
    toy = disputed().channel("post").channel("desk")
    for channel, status, side in (
        ("post", "open", "aaa"), ("post", "closed", "aab"),
        ("desk", "open", "aaa"), ("desk", "degraded", "aab"),
    ):  # fmt: skip
        one = f"s-{channel}-{side}"
        toy.spell(channel, status, "2020-01-01", "2020-12-31", id=one, by=())
        toy.claim(one, f"state-{side}", source=side)
    return toy


def test_a_contradiction_is_told_apart_from_the_silence_of_one_side() -> None:
    toy = contradicting()
    drawn = disagreement_picture(toy.data(), on="2020-05-01")
    # Both call the desk usable, so that they differ in degree only; the line they tell alike.
    assert marked(drawn, "contradiction") == [{"post"}, {"post"}]
    listed = bc.disagreement(toy.data(), "2020-05-01").channels
    assert {r.id for r in listed if r.stance.kind == "contradiction"} == {"post"}
    assert {r.id for r in listed if r.stance.kind == "silence"} == {"visit", "talk"}
    assert marked(drawn, "silent") == [{"visit"}, {"talk"}]
    assert (
        "Both speak of 3 channels: they contradict each other on 1 (≠: one surely holds usable "
        "what the other surely holds stopped), differ in degree or certainty on 1 (≈), and agree on 1 (=)."
    ) in drawn.alt
    assert drawn.alt.endswith("Aab of 1. Contradicted: Post.")
    assert "Contradicted: Post." in drawn.caption
    signs = [text.get_text() for text in drawn.figure.axes[1].texts]
    assert [signs.count(sign) for sign in "≠≈="] == [1, 1, 1]


def test_on_narrow_paper_the_channels_on_which_they_differ_are_a_list() -> None:
    toy = contradicting()
    drawn = disagreement_picture(toy.data(), on="2020-05-01", paper=Paper(WIDTHS["89"]))
    (axes,) = drawn.figure.axes
    assert [text.get_text() for text in axes.texts] == [
        "Aaa", "Aab",
        "They contradict each other: 1", "Post",
        "They differ in degree or certainty: 1", "Desk",
        "Told by Aaa alone: 1", "Talk",
        "Told by Aab alone: 1", "Visit",
    ]  # fmt: skip
    bars = [str(patch.get_gid()) for patch in axes.patches]
    assert bars == [
        "verdict.post", "verdict.post", "verdict.desk", "verdict.desk",
        "verdict.talk", "silent.talk", "silent.visit", "verdict.visit",
    ]  # fmt: skip
    note = drawn.figure.texts[2].get_text().replace("\n", " ")
    assert "Both tell the same of 1 channel, which has no row." in note
    assert "Contradicted: Post." in drawn.caption
    silent = disagreement_picture(
        Toy(start="2020-01-01").channel("x").data(), on="2020-05-01", paper=Paper(WIDTHS["89"])
    )
    assert "the sides differ on none" in [text.get_text() for text in silent.figure.axes[0].texts]


def test_a_list_of_many_differences_fits_a_page_and_hears_both_sides() -> None:
    toy = disputed()
    for at in range(200):
        side = "aaa" if at % 2 else "aab"
        toy.channel(f"c{at:03}")
        toy.spell(f"c{at:03}", "open", "2020-01-01", "2020-12-31", id=f"s-c{at:03}", by=())
        toy.claim(f"s-c{at:03}", f"state-{side}", source=side)
    for width in ("89", "120"):
        drawn = disagreement_picture(toy.data(), on="2020-05-01", paper=Paper(WIDTHS[width]))
        assert drawn.figure.get_figheight() <= Paper(WIDTHS[width]).page
        heads = [t.get_text() for t in drawn.figure.axes[0].texts if t.get_gid() == "part"]
        shown = [int(head.split("(")[1].split()[0]) for head in heads]
        assert abs(shown[0] - shown[1]) <= 1
        assert sum(shown) > (20 if width == "89" else 40)
        left_out = [one for one in drawn.unnamed[NO_ROOM] if f"({one})" in drawn.caption]
        assert sum(shown) + len(left_out) == 202


def test_what_changed_between_two_days_is_what_was_lost_and_gained() -> None:
    data, days = bc.read(), ["2021-12-01", "2022-03-15", "2022-09-01"]
    drawn = multiples_picture(data, days)
    for (before, after), axes in zip(pairwise(days), drawn.figure.axes[2:], strict=True):
        changes = bc.lost(data, before, after, between=data.between)
        texts = [text.get_text() for text in axes.texts if text.get_gid() == "turn.name"]
        numbers = {
            words: len(getattr(changes, name))
            for name, words in (
                ("lost", "lost"), ("gained", "gained"), ("out_of_sight", "out of sight"),
                ("into_view", "into view"),
            )
        }  # fmt: skip
        told = ", ".join(f"{number} {words}" for words, number in numbers.items() if number)
        assert texts[0].replace("\n", " ") == told
        assert texts[-1] == f"and {sum(numbers.values()) - MOST_TURNS} more, in the caption"
        # The lost ones have the first room; each is named once, and numbered at its bar.
        signs = texts[1:-1:2]
        assert sum(text.startswith("▼") for text in signs) == min(numbers["lost"], MOST_TURNS)
        assert [text.split()[1] for text in signs] == [
            text.get_text() for text in axes.texts if text.get_gid() == "turn"
        ]


def test_the_legend_says_what_a_row_without_a_bar_means() -> None:
    for paper, told in ((Paper(), "blank: unknown"), (Paper(WIDTHS["89"]), "unknown")):
        legend = multiples_picture(winter(), DAYS, paper=paper).figure.axes[0].get_legend()
        assert legend is not None
        assert told in [text.get_text() for text in legend.get_texts()]


def test_where_little_changed_the_panels_have_the_room_below() -> None:
    few, many = (
        multiples_picture(bc.read(), days, paper=Paper(WIDTHS["183"]))
        for days in (["1995-01-01", "1995-01-02"], ["2022-01-01", "2022-04-01"])
    )
    below = [
        drawn.figure.axes[1].get_position().y0 * drawn.figure.get_figheight()
        for drawn in (few, many)
    ]
    assert below[0] < 1 < below[1]


def test_the_families_of_the_channels_are_named_once_beside_their_rows() -> None:
    drawn = multiples_picture(winter(), DAYS)
    names = [text for text in drawn.figure.axes[1].texts if text.get_gid() == "family"]
    assert [text.get_text().replace("\n", " ") for text in names] == [
        "foreign ministries", "embassies and consulates", "military and hotlines",
        "unofficial and technical",
    ]  # fmt: skip
    assert not [t for axes in drawn.figure.axes[2:] for t in axes.texts if t.get_gid() == "family"]


def test_on_narrow_paper_several_days_are_bars_without_people() -> None:
    for width, has_people in (("89", False), ("183", True)):
        drawn = multiples_picture(winter(), DAYS, paper=Paper(WIDTHS[width]))
        marks = [line for axes in drawn.figure.axes[1:] for line in axes.lines]
        assert bool(marks) == has_people
        note = drawn.figure.texts[2].get_text().replace("\n", " ")
        assert ("for who sat on it there is no room" in note) != has_people
        legend = drawn.figure.axes[0].get_legend()
        assert legend is not None
        keys = [text.get_text() for text in legend.get_texts()]
        assert ("person" in keys) == has_people
    assert len(bars(drawn)[0]) > 1


@pytest.mark.parametrize("days", [[], ["2020-05-01"]])
def test_panels_need_days_and_two_sides(days: list[str]) -> None:
    with pytest.raises(
        UsageFault, match="this picture is of two sides" if days else "no day is given"
    ):
        multiples_picture(winter(), days, between="all" if days else None)
    with pytest.raises(UsageFault, match="two sides"):
        disagreement_picture(winter(), on="2022-02-01", between="all")


def test_where_there_is_no_room_for_all_those_stay_on_which_the_sides_differ() -> None:
    toy = disputed()
    for at in range(150):
        toy.channel(f"c{at:03}")
        toy.spell(f"c{at:03}", "open", "2020-01-01", "2020-12-31", id=f"s-c{at:03}", by=())
        toy.claim(f"s-c{at:03}", "state-aaa", source="aaa")
    # The last of all by certainty: both tell that it was stopped, each in its own way.
    for status, side in (("closed", "aaa"), ("suspended", "aab")):
        toy.channel("desk") if side == "aaa" else None
        toy.spell("desk", status, "2020-01-01", "2020-12-31", id=f"s-desk-{side}", by=())
        toy.claim(f"s-desk-{side}", f"state-{side}", source=side)
    drawn = disagreement_picture(toy.data(), on="2020-05-01", paper=Paper(WIDTHS["183"]))
    assert all("desk" in panel for panel in bars(drawn))
    assert len(drawn.unnamed[NO_ROOM]) > 40
    note = drawn.figure.texts[2].get_text().replace("\n", " ")
    assert "shown are those on which they differ, then those most surely usable" in note


def test_six_days_stand_in_two_equal_rows_and_no_word_below_leaves_its_panel() -> None:
    days = [*DAYS, "2022-02-24", "2022-03-15", "2023-01-01", "2025-01-01"]
    drawn = multiples_picture(bc.read(), days, paper=Paper(WIDTHS["183"]))
    panels = drawn.figure.axes[1:]
    bottoms = [round(axes.get_position().y0, 6) for axes in panels]
    assert sorted(Counter(bottoms).values()) == [3, 3]
    four = multiples_picture(bc.read(), days[:4], paper=Paper(WIDTHS["120"]))
    told = 0
    for picture in (drawn, four):
        with style.context():
            picture.figure.draw_without_rendering()
        for axes in picture.figure.axes[1:]:
            for text in axes.texts:
                if text.get_gid() == "turn.name":
                    told += 1
                    assert text.get_window_extent().x1 <= axes.bbox.x1
    assert told > 20
