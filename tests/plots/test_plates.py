"""Plates: what has room on a printed page, what is left out, and the lines below the losses."""

from __future__ import annotations

import warnings
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.dates import date2num, num2date

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.facts.scope import asked
from backchannel.network.values import day_graphs
from backchannel.plots import (
    WIDTHS,
    Paper,
    centrality_picture,
    disagreement_picture,
    loss_picture,
    multiples_picture,
    network_picture,
    timeline_picture,
)
from backchannel.plots.axis import DATE_INCHES, YEAR_INCHES, date_locator
from backchannel.plots.captions import left_out_in_words
from backchannel.plots.centrality import ranking_of
from backchannel.plots.figure import day_number
from backchannel.plots.lines import draw_lines, lines_course_of
from backchannel.plots.paper import PAGE
from backchannel.plots.places import day_network_of
from backchannel.plots.timeline import timeline_of, with_room

from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset


def many(number: int) -> Dataset:
    """Return so many open channels of two persons each; number n has n calls."""
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for at in range(number):
        toy.actor(f"a-{at}", state="AAA").actor(f"b-{at}", state="AAB")
        toy.channel(f"line-{at:03}", f"a-{at}/AAA", f"b-{at}/AAB", type="mission")
        toy.spell(f"line-{at:03}", "open", "2022-01-01", "2022-06-30")
        for call in range(at % 7):
            toy.contact(f"line-{at:03}", f"2022-02-{call + 1:02}")
    return toy.data()


def test_a_timeline_keeps_the_channels_with_most_contacts_and_changes() -> None:
    data = many(7)
    whole = timeline_of(data, within=HALF_YEAR, scope=asked(data, None))
    shown = with_room(whole, 2)
    assert [row.channel for row in shown.rows] == ["line-005", "line-006"]
    assert shown.left_out == tuple(f"line-{at:03}" for at in range(5))
    assert with_room(whole, 7) == whole


def test_no_family_is_lost_for_want_of_room() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for at in range(30):
        toy.actor(f"a-{at}", state="AAA").actor(f"b-{at}", state="AAB")
        kind = "military" if at == 29 else "mission"
        toy.channel(f"line-{at:03}", f"a-{at}/AAA", f"b-{at}/AAB", type=kind)
        # The one military line is the least of all: suspended, and never used.
        toy.spell(f"line-{at:03}", "open" if at < 29 else "suspended", "2022-01-01", "2022-06-30")
        for call in range(2 if at < 29 else 0):
            toy.contact(f"line-{at:03}", f"2022-02-{call + 1:02}")
    data = toy.data()
    rows = with_room(timeline_of(data, within=HALF_YEAR, scope=asked(data, None)), 4).rows
    assert {row.family for row in rows} == {"embassies and consulates", "military and hotlines"}
    graphs = day_graphs(data, DAY, between=("AAA", "AAB"))
    shown = day_network_of(data, graphs, sides=("AAA", "AAB"), most=1)
    assert len(shown.channels) == 4
    assert "line-029" in shown.channels


def test_a_short_note_tells_a_family_without_a_row() -> None:
    said = left_out_in_words(
        ["mission", "hotline", "mission"], kept="others", shown=["mission"], short=True
    )
    assert said == (
        " No room for 3 channels, which the caption names (among them all of military and "
        "hotlines); shown are others."
    )


@pytest.mark.parametrize("draw", [timeline_picture, network_picture])
def test_a_printed_picture_fits_a_page_and_names_what_it_leaves_out(draw: object) -> None:
    data, when = many(60), {"on": DAY} if draw is network_picture else {"within": HALF_YEAR}
    for width in ("89", "120"):
        drawn = draw(data, **when, paper=Paper(WIDTHS[width]))  # type: ignore[operator]
        assert drawn.figure.get_figheight() <= PAGE + 0.5
        note = drawn.figure.texts[2].get_text().replace("\n", " ")
        left_out = [name for name in data.channels if f"({name})" in drawn.caption]
        assert 0 < len(left_out) < 60
        said = "No room for {} channels" if draw is timeline_picture else "No room for {} more"
        assert said.format(len(left_out)) in note
    on_screen = draw(data, **when)  # type: ignore[operator]
    assert "room" not in on_screen.figure.texts[2].get_text()
    assert "want of room" not in on_screen.caption


def test_a_wide_page_takes_a_hundred_channels_in_two_blocks() -> None:
    drawn = timeline_picture(many(100), HALF_YEAR, paper=Paper(WIDTHS["183"]))
    blocks = drawn.figure.axes[1:]
    names = [[text.get_text() for text in block.get_yticklabels()] for block in blocks]
    assert [len(block) for block in names] == [50, 50]
    assert len({name for block in names for name in block}) == 100
    assert blocks[0].get_ylim() == blocks[1].get_ylim()
    assert drawn.figure.get_figheight() <= PAGE
    for number, width, blocks_of in ((20, "183", 1), (60, "screen", 2), (40, "screen", 1)):
        other = timeline_picture(many(number), HALF_YEAR, paper=Paper(WIDTHS[width]))
        assert len(other.figure.axes) == 1 + blocks_of


@pytest.mark.parametrize(("number", "width", "letters"), [(20, "89", 6), (150, "183", 5)])
def test_a_column_has_room_for_twenty_channels_and_a_page_for_a_hundred_and_fifty(
    number: int, width: str, letters: float
) -> None:
    drawn = timeline_picture(many(number), HALF_YEAR, paper=Paper(WIDTHS[width]))
    names = [text for block in drawn.figure.axes[1:] for text in block.get_yticklabels()]
    assert len({name.get_text() for name in names}) == number
    # No publisher takes smaller ones.
    assert min(float(name.get_fontsize()) for name in names) >= letters
    assert drawn.figure.get_figheight() <= Paper(WIDTHS[width]).page


def test_a_day_of_a_hundred_channels_is_read_on_a_sheet_of_paper() -> None:
    for day in ("2014-01-01", "2022-02-01", "2025-09-01"):
        drawn = network_picture(bc.read(), on=day)
        width, height = drawn.figure.get_size_inches()
        assert height / width <= 2**0.5
        names = [text for text in drawn.figure.axes[0].texts if text.get_text()]
        # As large as on a sheet of A4 with margins.
        assert min(7.2 / width * text.get_fontsize() for text in names) >= 4.3
        assert sum("…" in text.get_text() for text in names) <= 2


def test_the_panel_of_lines_has_the_value_and_range_of_each_day(axes: Axes) -> None:
    data = winter()
    shown = lines_course_of(data, within=HALF_YEAR)
    draw_lines(shown, axes=axes)
    (line,) = [one for one in axes.lines if one.get_gid() == "lines"]
    days, values = (np.asarray(of, dtype=float) for of in (line.get_xdata(), line.get_ydata()))
    for day in ("2022-01-01", "2022-02-28", "2022-03-01", "2022-06-30"):
        found = bc.independent_lines(data, day)
        number = day_number(datetime.fromisoformat(day).date())
        assert values[days <= number][-1] == found.value
        row = [row for row in shown.rows if day_number(row.date) <= number][-1]
        assert (row.low, row.high) == (found.low, found.high)
    assert axes.get_ylabel() == "independent\nlines"


def test_losses_of_a_pair_have_the_panel_on_the_same_days_and_those_of_all_sides_none() -> None:
    drawn = loss_picture(winter(), HALF_YEAR)
    bands, rest, lines, changes = drawn.figure.axes
    assert rest.get_xlim() == bands.get_xlim()
    assert bands.get_xlim() == lines.get_xlim() == changes.get_xlim()
    assert (bands.get_ylabel(), changes.get_ylabel()) == ("channels", "changes")
    assert "Independent lines: 2 on 2022-01-01, 1 (1 to 2) at the least, on 2022-03-01" in drawn.alt
    whole = loss_picture(winter(), HALF_YEAR, between="all")
    assert [axes.get_ylabel() for axes in whole.figure.axes] == [
        "channels", "others", "changes",
    ]  # fmt: skip
    assert "Independent lines" not in whole.alt
    assert "Independent lines" not in loss_picture(winter(), "2030").alt


def test_draws_of_the_dates_are_a_dark_band_over_channels_and_lines() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("old").channel("new")
    toy.spell("old", "open", "2022-01-01", "2022-06-30", end_kind="ended")
    toy.spell("new", "open", "2022-02", "2022-06-30", end_kind="ended")
    data = toy.data()
    drawn = loss_picture(data, HALF_YEAR, draws=40, seed=3, paper=Paper(WIDTHS["89"]))
    found = bc.loss(data, *HALF_YEAR, draws=40, seed=3)
    bands, _, lines, _ = drawn.figure.axes
    for axes, measure in ((bands, "channels"), (lines, "independent_lines")):
        (band,) = [one for one in axes.collections if one.get_gid() == f"{measure}.draws"]
        corners = np.concatenate([np.asarray(path.vertices) for path in band.get_paths()])
        rows = [row for row in found.rows if row.measure == measure]
        within = [row for row in rows if row.draw_low != row.draw_high]  # type: ignore[attr-defined]
        assert within
        assert {1, 2} <= set(corners[:, 1])
        assert day_number(within[0].date) in corners[:, 0]
    legend = bands.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["dark: 5 to 95 % of draws"]
    assert "in 40 draws of the uncertain dates (seed 3)" in drawn.alt
    plain = loss_picture(data, HALF_YEAR)
    assert "draws" not in plain.alt
    marks = [one.get_gid() for axes in plain.figure.axes for one in axes.collections]
    assert not any("draws" in str(gid) for gid in marks)


def test_draws_need_two_sides_and_are_no_fewer_than_none() -> None:
    with pytest.raises(UsageFault, match="draws range what two sides could use; name them"):
        loss_picture(winter(), HALF_YEAR, between="all", draws=10)
    with pytest.raises(UsageFault, match="-1 draws: no fewer than 0"):
        loss_picture(winter(), HALF_YEAR, draws=-1)


def test_dates_below_an_axis_have_their_room() -> None:
    start = datetime(1992, 3, 1)  # noqa: DTZ001 - Matplotlib counts days without zones
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for inches in (1.4, 2.0, 3.3, 6.0, 9.0):
            for days in (*range(20, 900, 11), *range(900, 13_000, 487)):
                end = start + timedelta(days=days)
                ticks = np.array(date_locator(inches).tick_values(start, end))  # type: ignore[no-untyped-call]
                first, last = date2num([start, end])  # type: ignore[no-untyped-call]
                ticks = ticks[(ticks >= first) & (ticks <= last)]
                assert len(ticks) > 0
                gaps = np.diff(ticks) * inches / days
                is_yearly = {(one.month, one.day) for one in num2date(ticks)} == {(1, 1)}  # type: ignore[no-untyped-call]
                assert gaps.min(initial=9) > 0.7 * (YEAR_INCHES if is_yearly else DATE_INCHES)


def test_several_networks_share_a_printed_page() -> None:
    data = many(60)
    for width in ("89", "183"):
        paper = Paper(WIDTHS[width])
        for drawn in (
            multiples_picture(data, ["2022-01-01", "2022-02-01", DAY], paper=paper),
            disagreement_picture(data, on=DAY, paper=paper),
        ):
            assert drawn.figure.get_figheight() <= PAGE + 0.5


def test_a_narrow_table_of_sides_keeps_those_with_most_channels() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for at in range(30):
        code = f"{'BC'[at // 26]}A{chr(65 + at % 26)}"
        toy.actor(f"x-{at}", state=code).channel(f"line-{at}", "state-aaa/AAA", f"x-{at}/{code}")
    whole, narrow = (
        network_picture(toy.data(), on=DAY, between="all", paper=Paper(WIDTHS[width]))
        for width in ("screen", "89")
    )
    names = [
        [text.get_text() for text in of.figure.axes[0].get_yticklabels()] for of in (whole, narrow)
    ]
    assert len(names[0]) == 31
    assert len(names[1]) == 16
    assert names[1][-1] == "16 other sides"


def test_nodes_at_zero_are_counted_and_left_out() -> None:
    # Ann and bob have one channel, which alone lies between them: they have no betweenness.
    data = many(1)
    shown = ranking_of(data, on=date(2022, 2, 1), measure="betweenness", scope=asked(data, None))
    assert [row.id for *_, row in shown.rows] == ["line-000"]
    assert (shown.at_zero, shown.left_out) == (2, 0)
    # The state line has no actors at all, so that not even the channel lies between two.
    toy = Toy(start="2022-01-01", as_of="2022-06-30").actor("ann", state="AAA")
    toy.channel("line", "ann/AAA", "state-aab/AAB").spell(
        "line", "open", "2022-01-01", "2022-06-30"
    )
    assert "2 nodes, none of them above 0" in centrality_picture(toy.data(), on=DAY).alt
    assert "nothing was surely" in centrality_picture(toy.data(), on="2030-01-01").alt


def test_a_measure_that_is_nothing_for_nearly_everybody_says_so() -> None:
    # Everybody sits alone, and nobody stands between others.
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for number in range(12):
        toy.actor(f"a{number}", state="AAA").channel(f"c{number}", f"a{number}/AAA")
        toy.spell(f"c{number}", "open", "2022-01-01", "2022-06-30", end_kind="ended")
    said = {
        measure: " ".join(
            text.get_text().replace("\n", " ")
            for text in centrality_picture(
                toy.data(), on=DAY, between="all", measure=measure
            ).figure.texts
        )
        for measure in ("betweenness", "degree")
    }
    assert "Betweenness is 0, or there is none, in 24 of 24 nodes." in said["betweenness"]
    assert "there is none" not in said["degree"]
