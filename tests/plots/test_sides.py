"""Pictures of all sides: the sides against each other on a day, and sides as rows through time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import backchannel as bc
from backchannel.dates.period import span
from backchannel.facts.scope import Scope
from backchannel.plots import matrix, network_picture, of_spans, sides, timeline_picture
from backchannel.plots.figure import day_number
from backchannel.verdicts.verdict import Verdict, Word

from worlds.make import Toy

if TYPE_CHECKING:
    from matplotlib.axes import Axes

YEAR = span("2020", "2020")
JANUARY, JULY, NEXT = (
    day_number(span(one, one).first) for one in ("2020", "2020-07", "2021")
)  # fmt: skip
OPEN, CLOSED = Verdict(Word.OPEN, "surely"), Verdict(Word.CLOSED, "surely")


#          Jan-Jun    Jul-Dec
# AAA-AAB  open       closed
# AAA-AAB  open       open
# AAB-AAC  unknown    open
# AAA-AAB-AAC  unknown  unknown
# AAA (internal), open: no channel to anybody
def triangle() -> Toy:
    toy = Toy(start="2020-01-01", as_of="2020-12-31").actor("cid", state="AAC")
    a, b, c = "state-aaa/AAA", "state-aab/AAB", "cid/AAC"
    toy.channel("one").channel("two").channel("three", b, c).channel("forum", a, b, c)
    toy.channel("home", a, type="internal")
    toy.spell("one", "open", "2020-01-01", "2020-06-30", end_kind="changed")
    toy.spell("one", "closed", "2020-07-01", "..")
    toy.spell("three", "open", "2020-07-01", "2020-12-31")
    for channel in ("two", "home"):
        toy.spell(channel, "open", "2020-01-01", "2020-12-31")
    return toy


def test_a_square_has_the_best_verdict_of_two_sides_and_how_many_were_usable(axes: Axes) -> None:
    data = triangle().data()
    june, december = (
        matrix.side_matrix_of(data, on=span(day, day).first) for day in ("2020-06-30", "2020-12-31")
    )
    # AAB has four channels, AAA three, AAC two.
    assert june.sides == [("AAB", "Aab"), ("AAA", "Aaa"), ("AAC", "AAC")]
    unknown = (Verdict(Word.UNKNOWN), 0, 0)
    assert june.cells == {(0, 1): (OPEN, 2, 0), (0, 2): unknown, (1, 2): unknown}
    assert december.cells == {(0, 1): (OPEN, 1, 0), (0, 2): (OPEN, 1, 0), (1, 2): unknown}
    assert (june.channels, june.surely, june.presumably) == (4, 2, 0)
    matrix.draw_matrix(december, axes=axes)
    squares = {one.get_gid(): len(one.get_paths()) for one in axes.collections if one.get_gid()}
    # Each pair twice, above and below the diagonal.
    assert squares == {"open.surely": 4, "unknown": 2}
    assert matrix.describe_matrix(december) == (
        "Table of 3 sides against each other on 2020-12-31: of 4 channels that join two or more of "
        "them, 2 usable (2 surely); 2 pairs of sides with a usable one, and 1 with others only."
    )


# AAA-AAB  a call on 1 March and one on 1 May (two channels), both presumed to go on for 100 days
# AAA-AAB  open all 2020
def test_what_is_presumed_has_a_look_and_a_number_of_its_own(axes: Axes) -> None:
    toy = Toy(start="2020-01-01", as_of="2020-12-31").channel("one").channel("two").channel("sure")
    toy.contact("one", "2020-03-01").contact("two", "2020-05-01")
    toy.spell("sure", "open", "2020-01-01", "2020-12-31")
    data = bc.presuming(toy.data(), 100)
    may = matrix.side_matrix_of(data, on=span("2020-05-02", "2020-05-02").first)
    assert may.cells == {(0, 1): (OPEN, 1, 2)}
    matrix.draw_matrix(may, axes=axes)
    # Usable are three; the square, each of two, has the look of the best: surely open.
    assert [text.get_text() for text in axes.texts] == ["3", "3"]
    assert "1 surely, 2 presumably" in matrix.describe_matrix(may)
    shown = sides.group_timeline_of(data, within=YEAR, scope=Scope(("AAA", "AAB")))
    (row,) = shown.rows
    # 1 March, the day after, 1 May, the day after, 10 June (100 days after 1 March: the ninth is
    # the last), 10 August (the ninth is the hundredth day after 1 May).
    days = ("01-01", "03-01", "03-02", "05-01", "05-02", "06-10", "08-10")
    assert row.days.tolist() == [
        *(day_number(span(f"2020-{day}", f"2020-{day}").first) for day in days),
        NEXT,
    ]
    assert row.counts["surely"].tolist() == [1, 2, 1, 2, 1, 1, 1]
    assert row.counts["presumably"].tolist() == [0, 0, 1, 1, 2, 1, 0]


def test_a_number_on_stripes_stands_on_white(axes: Axes) -> None:
    toy = Toy(start="2020-01-01", as_of="2020-12-31").channel("one").channel("two")
    data = bc.presuming(toy.contact("one", "2020-03-01").contact("two", "2020-03-01").data(), 9)
    table = matrix.side_matrix_of(data, on=span("2020-03-02", "2020-03-02").first)
    matrix.draw_matrix(table, axes=axes)
    assert [(text.get_text(), text.get_bbox_patch() is not None) for text in axes.texts] == [
        ("2", True),
        ("2", True),
    ]


def test_a_side_keeps_its_place_and_the_least_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "MOST_SIDES_ACROSS", 1)
    table = matrix.side_matrix_of(triangle().data(), on=YEAR.first)
    assert table.sides == [("AAB", "Aab"), ("others", "2 other sides")]
    assert table.cells[0, 1] == (OPEN, 2, 0)
    assert table.cells[1, 1] == (Verdict(Word.UNKNOWN), 0, 0)


def test_a_row_counts_the_channels_of_a_side(axes: Axes) -> None:
    shown = sides.group_timeline_of(triangle().data(), within=YEAR, scope=Scope(None))
    assert [(row.name, row.channels) for row in shown.rows] == [("Aaa", 4), ("Aab", 4), ("AAC", 2)]
    bbb = shown.rows[1]
    assert bbb.days.tolist() == [JANUARY, JULY, NEXT]
    counts = {band: steps.tolist() for band, steps in bbb.counts.items() if steps.any()}
    assert counts == {"surely": [2, 2], "unseen": [2, 1], "stopped": [0, 1]}
    sides.draw_group_timeline(shown, axes=axes)
    (usable,) = (one for one in axes.collections if one.get_gid() == "surely")
    corners = np.concatenate([np.asarray(path.vertices) for path in usable.get_paths()])
    of_bbb = corners[(corners[:, 1] > 0.5) & (corners[:, 1] < 1.5)]
    # Two of four channels: the lower half of the row.
    assert np.ptp(of_bbb[:, 1]) == pytest.approx(sides.HEIGHT / 2)
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Aaa (4)",
        "Aab (4)",
        "AAC (2)",
    ]


def test_a_pair_of_many_channels_has_a_row_a_type() -> None:
    toy = triangle().channel("line", type="hotline")
    shown = sides.group_timeline_of(toy.data(), within=YEAR, scope=Scope(("AAA", "AAB")))
    assert [(row.name, row.channels) for row in shown.rows] == [
        ("foreign-ministry", 3),
        ("hotline", 1),
    ]


def test_sides_with_few_channels_and_channels_without_a_side_have_a_row_in_common(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sides, "MOST_SIDES", 1)
    toy = triangle().actor("crowd", kind="group").channel("aside", "crowd/")
    shown = sides.group_timeline_of(toy.data(), within=YEAR, scope=Scope(None))
    assert [(row.name, row.channels) for row in shown.rows] == [
        ("Aaa", 4), ("2 other sides", 4), ("no side known", 1),
    ]  # fmt: skip


def test_a_timeline_has_rows_of_sides_only_where_channels_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = triangle().data()
    whole = timeline_picture(data, within=YEAR, between="all")
    assert whole.alt.startswith("Timeline of 5 channels of all sides from")
    assert len(whole.figure.axes[1].get_yticklabels()) == 5
    monkeypatch.setattr(of_spans, "MOST_CHANNELS", {"pair": 1, "all": 1})
    by_side = timeline_picture(data, within=YEAR, between="all")
    assert "in 3 rows by share of their channels" in by_side.alt
    assert "; on 2020-01-01 Aaa has most, 3 usable (3 surely); on 2020-12-31" in by_side.alt
    assert "in 1 row by share" in timeline_picture(data, within=YEAR).alt


def test_a_package_without_a_pair_is_drawn_whole() -> None:
    data = triangle().data().with_tables(between=None)
    assert network_picture(data, on=YEAR.first).alt.startswith("Table of 3 sides")
    titles = network_picture(data, on=YEAR.first).figure.texts
    assert titles[1].get_text() == "Who could talk to whom: all sides, 1 January 2020"
    assert "4 of the 5 channels in the data" in titles[2].get_text()


def test_a_side_that_is_no_state_has_a_short_name_above_its_column() -> None:
    toy = triangle()
    for key, name in (
        ("nato", "NATO"), ("eu", "European Union"), ("cis", "Commonwealth of States"),
        ("rivers", "Council of all the Rivers"),
    ):  # fmt: skip
        toy.actor(key, kind="intergovernmental", name=name)
        toy.channel(f"with-{key}", f"{key}/{key}", "state-aaa/AAA")
    shown = matrix.side_matrix_of(toy.data(), on=YEAR.first)
    assert set(shown.codes) == {"AAA", "AAB", "AAC", "NATO", "EU", "CIS", "rivers"}
    narrow, left = matrix.with_room(shown, inches=3.4, names=2.0)
    # Short names leave their room to the table.
    assert left < 2.0
    assert narrow.table == pytest.approx(3.4 - left)
